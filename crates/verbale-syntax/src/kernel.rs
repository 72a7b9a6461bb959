//! Matrix products whose bits are the same on every machine.
//!
//! Each output element is one chain of fused multiply-adds in the order of the
//! inputs, starting from zero. Vectors run over outputs, never over the sum,
//! so that the width of the machine's registers does not show in the result.
//! This is the only module with `unsafe` code: loads and stores of vectors at
//! places whose bounds [`affine`] has checked, and the call of a function for
//! a processor whose features it has asked for.
#![allow(unsafe_code)]

pub mod int8;
mod peak;
pub mod rows;

pub use peak::fused;

/// Outputs of a layer that lie side by side in the packed weights.
pub const PANEL: usize = 32;

/// How wide the products run. All give the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kernel {
    /// Sixteen numbers at a time.
    #[cfg(target_arch = "x86_64")]
    Avx512,
    /// Eight numbers at a time.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// What the compiler makes of plain code; on a processor of the x86 family
    /// far slower, since it may not fuse multiplications and additions there.
    Portable,
}

impl Kernel {
    /// Those that this processor runs, the widest first.
    #[must_use]
    pub fn available() -> Vec<Self> {
        let mut kernels = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f") {
                kernels.push(Self::Avx512);
            }
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                kernels.push(Self::Avx2);
            }
        }
        kernels.push(Self::Portable);
        kernels
    }

    /// This kernel, or the widest where the processor lacks it.
    #[must_use]
    pub fn or_widest(self) -> Self {
        let available = Self::available();
        if available.contains(&self) { self } else { available[0] }
    }
}

/// `out[i][o] = Σₖ x[i·stride + k] · weights[o / 32][k][o % 32]`, for `rows` rows.
///
/// `weights` holds whole panels of `inputs × 32` numbers; `out` has as many
/// columns as all panels have outputs. Rows may overlap (`stride < inputs`):
/// a window over neighbouring tokens is read in place.
///
/// # Panics
/// When a slice is too short for its shape.
pub fn affine(
    kernel: Kernel,
    x: &[f32],
    rows: usize,
    stride: usize,
    inputs: usize,
    weights: &[f32],
    out: &mut [f32],
) {
    if rows == 0 || inputs == 0 {
        out.fill(0.0);
        return;
    }
    let columns = weights.len() / inputs;
    assert!(
        columns.is_multiple_of(PANEL) && weights.len() == columns * inputs,
        "weights are no whole panels"
    );
    assert!(x.len() >= (rows - 1) * stride + inputs, "too few inputs");
    assert!(out.len() >= rows * columns, "too few outputs");
    let product = Product { x, rows, stride, inputs, weights, columns };
    match kernel {
        // SAFETY: the features were asked for by `Kernel::available`, from which every model takes its own.
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx512 => unsafe { avx512::run(&product, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx2 => unsafe { avx2::run(&product, out) },
        Kernel::Portable => portable(&product, out),
    }
}

/// A product whose shape has been checked.
struct Product<'a> {
    x: &'a [f32],
    rows: usize,
    stride: usize,
    inputs: usize,
    weights: &'a [f32],
    columns: usize,
}

fn portable(product: &Product<'_>, out: &mut [f32]) {
    for (p, panel) in product.weights.chunks_exact(product.inputs * PANEL).enumerate() {
        for row in 0..product.rows {
            let x = &product.x[row * product.stride..][..product.inputs];
            let mut sums = [0.0_f32; PANEL];
            for (x, weights) in x.iter().zip(panel.chunks_exact(PANEL)) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = x.mul_add(*weight, *sum);
                }
            }
            out[row * product.columns + p * PANEL..][..PANEL].copy_from_slice(&sums);
        }
    }
}

#[cfg(target_arch = "x86_64")]
macro_rules! vector_path {
    ($name:ident, $features:literal, $lanes:literal, $rows:literal, $load:ident, $store:ident, $splat:ident, $fma:ident, $zero:ident) => {
        mod $name {
            use std::arch::x86_64::{$fma, $load, $splat, $store, $zero};

            use super::{PANEL, Product};

            const VECTORS: usize = PANEL / $lanes;

            #[target_feature(enable = $features)]
            pub(super) fn run(product: &Product<'_>, out: &mut [f32]) {
                let panels = product.columns / PANEL;
                let mut p = 0;
                // A single row of one panel would wait for each of its sums.
                while product.rows == 1 && p + 2 <= panels {
                    block::<1, 2>(product, p, 0, out);
                    p += 2;
                }
                while p < panels {
                    let mut row = 0;
                    while row + $rows <= product.rows {
                        block::<$rows, 1>(product, p, row, out);
                        row += $rows;
                    }
                    while row < product.rows {
                        block::<1, 1>(product, p, row, out);
                        row += 1;
                    }
                    p += 1;
                }
            }

            /// `R` rows from `row` on, by the outputs of `P` panels from `p` on.
            #[target_feature(enable = $features)]
            #[inline]
            fn block<const R: usize, const P: usize>(
                product: &Product<'_>,
                p: usize,
                row: usize,
                out: &mut [f32],
            ) {
                let Product { stride, inputs, columns, .. } = *product;
                let x = &product.x[row * stride..][..(R - 1) * stride + inputs];
                let out = &mut out[row * columns + p * PANEL..][..(R - 1) * columns + P * PANEL];
                let panels = &product.weights[p * inputs * PANEL..][..P * inputs * PANEL];
                let mut sums = [[[$zero(); VECTORS]; R]; P];
                for k in 0..inputs {
                    for p in 0..P {
                        for v in 0..VECTORS {
                            let at = (p * inputs + k) * PANEL + v * $lanes;
                            // SAFETY: a panel holds `inputs` times 32 numbers, and `k < inputs`.
                            let weights = unsafe { $load(panels.as_ptr().add(at)) };
                            for r in 0..R {
                                // SAFETY: `x` holds `(R - 1) * stride + inputs` numbers.
                                let x = $splat(unsafe { *x.as_ptr().add(r * stride + k) });
                                sums[p][r][v] = $fma(x, weights, sums[p][r][v]);
                            }
                        }
                    }
                }
                for p in 0..P {
                    for r in 0..R {
                        for v in 0..VECTORS {
                            let at = r * columns + p * PANEL + v * $lanes;
                            // SAFETY: `out` holds `(R - 1) * columns + 32 * P` numbers.
                            unsafe { $store(out.as_mut_ptr().add(at), sums[p][r][v]) };
                        }
                    }
                }
            }
        }
    };
}

#[cfg(target_arch = "x86_64")]
vector_path!(
    avx512,
    "avx512f",
    16,
    8,
    _mm512_loadu_ps,
    _mm512_storeu_ps,
    _mm512_set1_ps,
    _mm512_fmadd_ps,
    _mm512_setzero_ps
);
#[cfg(target_arch = "x86_64")]
vector_path!(
    avx2,
    "avx2,fma",
    8,
    3,
    _mm256_loadu_ps,
    _mm256_storeu_ps,
    _mm256_set1_ps,
    _mm256_fmadd_ps,
    _mm256_setzero_ps
);

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of very different sizes, so that another order of summing shows.
    fn numbers(count: usize, seed: u64) -> Vec<f32> {
        let mut state = seed;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let unit = (state >> 40) as f32 / (1 << 24) as f32 - 0.5;
                unit * 10_f32.powi(((state >> 20) % 7) as i32 - 3)
            })
            .collect()
    }

    #[test]
    fn every_kernel_gives_the_same_bits() {
        let kernels = Kernel::available();
        for (rows, stride, inputs, panels) in
            [(1, 5, 5, 1), (7, 96, 288, 9), (17, 64, 64, 4), (3, 1, 4, 2), (1, 64, 64, 3)]
        {
            let x = numbers((rows - 1) * stride + inputs, 1);
            let weights = numbers(inputs * panels * PANEL, 2);
            let outs: Vec<Vec<u32>> = kernels
                .iter()
                .map(|kernel| {
                    let mut out = vec![f32::NAN; rows * panels * PANEL];
                    affine(*kernel, &x, rows, stride, inputs, &weights, &mut out);
                    out.iter().map(|x| x.to_bits()).collect()
                })
                .collect();
            assert!(outs.windows(2).all(|pair| pair[0] == pair[1]));
        }
    }
}
