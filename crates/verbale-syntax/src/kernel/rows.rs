//! What the networks do to rows of numbers between their products. The bits are
//! the same on every machine: sums in a fixed order, and an exponential of plain
//! multiplications and additions.

use super::Kernel;

/// Calls a plain function as built for the kernel's processor, so that its loops over numbers become vectors: a function
/// that is always inlined is built for whoever calls it. Nothing is fused, and sums keep their order.
macro_rules! on {
    ($kernel:ident, $plain:ident $(<$n:ident>)? ($($name:ident: $type:ty),*) $(-> $out:ty)?) => {{
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2")]
        fn avx2$(<const $n: usize>)?($($name: $type),*) $(-> $out)? {
            $plain($($name),*)
        }
        match $kernel {
            // SAFETY: the features were asked for by `Kernel::available`, from which every model takes its own.
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx512 | Kernel::Avx2 => unsafe { avx2($($name),*) },
            Kernel::Portable => $plain($($name),*),
        }
    }};
}

/// Maxout and layer normalisation of one row: the largest of the pieces of each output, bias added first, then moved to
/// mean zero and variance one, times gain, plus shift. `row` and `bias` hold the outputs piece by piece.
///
/// # Panics
/// When a slice has another length than its shape.
pub(crate) fn maxout_and_normalise<const N: usize>(
    kernel: Kernel,
    row: &[f32],
    bias: &[f32],
    gain: &[f32; N],
    shift: &[f32; N],
) -> [f32; N] {
    #[inline(always)]
    fn plain<const N: usize>(row: &[f32], bias: &[f32], gain: &[f32; N], shift: &[f32; N]) -> [f32; N] {
        normalised(largest(row, bias), gain, shift, 1e-8)
    }
    assert!(row.len() == bias.len() && row.len().is_multiple_of(N), "no whole pieces");
    on!(kernel, plain<N>(row: &[f32], bias: &[f32], gain: &[f32; N], shift: &[f32; N]) -> [f32; N])
}

/// The largest of the pieces of each output, bias added first.
#[inline(always)]
pub(crate) fn largest<const N: usize>(row: &[f32], bias: &[f32]) -> [f32; N] {
    let mut out = [f32::NEG_INFINITY; N];
    for (row, bias) in row.as_chunks::<N>().0.iter().zip(bias.as_chunks::<N>().0) {
        for i in 0..N {
            let x = row[i] + bias[i];
            out[i] = if x > out[i] { x } else { out[i] };
        }
    }
    out
}

/// Adds `more` to every row and normalises it: mean zero, variance one, times gain, plus shift.
pub fn add_and_normalise<const N: usize>(
    kernel: Kernel,
    x: &mut [f32],
    more: &[f32],
    gain: &[f32; N],
    shift: &[f32; N],
) {
    #[inline(always)]
    fn plain<const N: usize>(x: &mut [f32], more: &[f32], gain: &[f32; N], shift: &[f32; N]) {
        for (row, more) in x.as_chunks_mut::<N>().0.iter_mut().zip(more.as_chunks::<N>().0) {
            for i in 0..N {
                row[i] += more[i];
            }
            *row = normalised(*row, gain, shift, 1e-12);
        }
    }
    on!(kernel, plain<N>(x: &mut [f32], more: &[f32], gain: &[f32; N], shift: &[f32; N]));
}

/// Layer normalisation; `least` is added to the variance.
#[inline(always)]
fn normalised<const N: usize>(row: [f32; N], gain: &[f32; N], shift: &[f32; N], least: f32) -> [f32; N] {
    let n = N as f32;
    let mean = sum(&row, |x| x) / n;
    let mut out = row;
    for x in &mut out {
        *x -= mean;
    }
    let scale = 1.0 / (sum(&out, |x| x * x) / n + least).sqrt();
    for i in 0..N {
        out[i] = out[i] * scale * gain[i] + shift[i];
    }
    out
}

/// Adds a bias to every row.
pub fn add_bias(kernel: Kernel, x: &mut [f32], bias: &[f32]) {
    #[inline(always)]
    fn plain(x: &mut [f32], bias: &[f32]) {
        for row in x.chunks_exact_mut(bias.len()) {
            for (x, bias) in row.iter_mut().zip(bias) {
                *x += bias;
            }
        }
    }
    on!(kernel, plain(x: &mut [f32], bias: &[f32]));
}

/// The Gaussian error linear unit of every number, by its tanh form (Hendrycks and Gimpel 2016).
pub fn gelu(kernel: Kernel, x: &mut [f32]) {
    #[inline(always)]
    fn plain(x: &mut [f32]) {
        for x in x {
            // x · (1 + tanh(u)) / 2 = x / (1 + e^(−2u))
            let u = 0.797_884_6 * (*x + 0.044_715 * *x * *x * *x);
            *x /= 1.0 + exp(-2.0 * u);
        }
    }
    on!(kernel, plain(x: &mut [f32]));
}

/// Turns the scores of a row, times a factor, into weights that sum to one.
pub fn softmax(kernel: Kernel, row: &mut [f32], factor: f32) {
    #[inline(always)]
    fn plain(row: &mut [f32], factor: f32) {
        let most = join(row, f32::MIN, |x| x, |most, x| if x > most { x } else { most });
        for x in row.iter_mut() {
            *x = exp((*x - most) * factor);
        }
        let total = sum(row, |x| x);
        for x in row {
            *x /= total;
        }
    }
    on!(kernel, plain(row: &mut [f32], factor: f32));
}

/// `e^x` within a few units of the last place; 0 below −87, and no more than `e^88`.
#[inline(always)]
fn exp(x: f32) -> f32 {
    // Cephes' expf: 2ⁿ·e^r with r in ±½·ln 2, and a polynomial for e^r. A sum with 1.5 · 2²³ is rounded to a whole
    // number, which its last bits hold.
    const WHOLE: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let rounded = x * std::f32::consts::LOG2_E + WHOLE;
    let n = rounded - WHOLE;
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let p = ((((1.987_569_1e-4 * r + 1.398_199_9e-3) * r + 8.333_452e-3) * r + 4.166_579_6e-2) * r
        + 1.666_666_5e-1)
        * r
        + 0.5;
    let e = p * r * r + r + 1.0;
    e * f32::from_bits(rounded.to_bits().wrapping_add(127) << 23)
}

/// The inner product.
#[must_use]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut strands = [0.0; 16];
    for (a, b) in a.chunks(16).zip(b.chunks(16)) {
        for ((strand, a), b) in strands.iter_mut().zip(a).zip(b) {
            *strand += a * b;
        }
    }
    sum(&strands, |x| x)
}

/// The sum of a row's terms.
#[inline(always)]
fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    join(row, 0.0, term, |one, other| one + other)
}

/// The terms of a row joined in sixteen strands, and these in a fixed order.
#[inline(always)]
fn join(row: &[f32], start: f32, term: impl Fn(f32) -> f32, join: impl Fn(f32, f32) -> f32) -> f32 {
    let mut strands = [start; 16];
    let (whole, rest) = row.as_chunks::<16>();
    for chunk in whole {
        for i in 0..16 {
            strands[i] = join(strands[i], term(chunk[i]));
        }
    }
    for (strand, x) in strands.iter_mut().zip(rest) {
        *strand = join(*strand, term(*x));
    }
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            strands[i] = join(strands[i], strands[i + half]);
        }
    }
    strands[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maxout_takes_the_largest_piece() {
        assert_eq!(largest(&[1.0, 2.0, 3.0, 0.0], &[0.0, 0.0, -5.0, 1.0]), [1.0, 2.0]);
    }

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
    fn every_kernel_gives_the_same_bits() {
        let start: Vec<f32> = (0..96 * 3).map(|i| ((i * 7919) % 1009) as f32 / 60.0 - 8.0).collect();
        let bits = |kernel| {
            let mut x = start.clone();
            add_and_normalise::<96>(kernel, &mut x, &start, &[1.25; 96], &[0.1; 96]);
            add_bias(kernel, &mut x, &start[..96]);
            gelu(kernel, &mut x);
            softmax(kernel, &mut x[..91], 0.3);
            x.iter().map(|x| x.to_bits()).collect::<Vec<u32>>()
        };
        let all: Vec<_> = Kernel::available().into_iter().map(bits).collect();
        assert!(all.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn weights_sum_to_one() {
        let mut row = [3.0, -2.0, 88.0, 87.5];
        softmax(Kernel::Portable, &mut row, 1.0);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        let mut x = [1.0, -9.0];
        gelu(Kernel::Portable, &mut x);
        assert!((x[0] - 0.841_192).abs() < 1e-5 && x[1].abs() < 1e-5);
    }
}
