//! Functions whose bits are the same on every machine: sums in a fixed order,
//! and an exponential of plain multiplications and additions.

/// `e^x` within a few units of the last place; 0 below −87, and no more than `e^88`.
#[inline]
pub(crate) fn exp(x: f32) -> f32 {
    // Cephes' expf: 2ⁿ·e^r with r in ±½·ln 2, and a polynomial for e^r.
    let x = x.clamp(-87.0, 88.0);
    let n = (x * std::f32::consts::LOG2_E + 0.5).floor();
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let p = ((((1.987_569_1e-4 * r + 1.398_199_9e-3) * r + 8.333_452e-3) * r + 4.166_579_6e-2) * r
        + 1.666_666_5e-1)
        * r
        + 0.5;
    let e = p * r * r + r + 1.0;
    e * f32::from_bits(((n as i32 + 127) as u32) << 23)
}

/// The Gaussian error linear unit by its tanh form (Hendrycks and Gimpel 2016).
#[inline]
pub(crate) fn gelu(x: f32) -> f32 {
    // x · (1 + tanh(u)) / 2 = x / (1 + e^(−2u))
    let u = 0.797_884_6 * (x + 0.044_715 * x * x * x);
    x / (1.0 + exp(-2.0 * u))
}

/// The sum of a row in sixteen strands that are joined in a fixed order.
#[inline]
pub(crate) fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    strands(row.chunks(16), |chunk, strand| {
        for (strand, x) in strand.iter_mut().zip(chunk) {
            *strand += term(*x);
        }
    })
}

/// The inner product, summed as [`sum`] does.
#[inline]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    strands(a.chunks(16).zip(b.chunks(16)), |(a, b), strand| {
        for ((strand, a), b) in strand.iter_mut().zip(a).zip(b) {
            *strand += a * b;
        }
    })
}

#[inline]
fn strands<T>(chunks: impl Iterator<Item = T>, mut add: impl FnMut(T, &mut [f32; 16])) -> f32 {
    let mut strands = [0.0_f32; 16];
    for chunk in chunks {
        add(chunk, &mut strands);
    }
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            strands[i] += strands[i + half];
        }
    }
    strands[0]
}

/// Turns scores into weights that sum to one, in place.
pub(crate) fn softmax(row: &mut [f32]) {
    let most = row.iter().copied().fold(f32::MIN, f32::max);
    for x in row.iter_mut() {
        *x = exp(*x - most);
    }
    let total = sum(row, |x| x);
    for x in row {
        *x /= total;
    }
}

/// Layer normalisation of one row, in place.
pub(crate) fn normalise(row: &mut [f32], gain: &[f32], bias: &[f32]) {
    let n = row.len() as f32;
    let mean = sum(row, |x| x) / n;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / n + 1e-12;
    let scale = 1.0 / variance.sqrt();
    for ((x, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
        *x = (*x - mean) * scale * gain + bias;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_close() {
        for i in -870..880 {
            let x = i as f32 / 10.0;
            let right = f64::from(x).exp();
            assert!((f64::from(exp(x)) - right).abs() <= right * 3e-7, "e^{x}");
        }
        assert!(exp(-1000.0) < 1e-37);
    }

    #[test]
    fn weights_sum_to_one() {
        let mut row = [3.0, -2.0, 88.0, 87.5];
        softmax(&mut row);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((gelu(1.0) - 0.841_192).abs() < 1e-5 && gelu(-9.0).abs() < 1e-5);
    }
}
