//! How fast a processor's core could multiply and add.

use std::hint::black_box;

use super::Kernel;

/// Chains that run beside each other: more than any core keeps in flight.
const CHAINS: usize = 12;

/// Runs chains of fused multiply-adds that neither load nor store, `rounds` times; returns how many floating-point
/// operations that were. No product of matrices is faster.
#[must_use]
pub fn fused(kernel: Kernel, rounds: usize) -> usize {
    let lanes = match kernel {
        // SAFETY: the features were asked for by `Kernel::available`.
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx512 => unsafe { avx512(rounds) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx2 => unsafe { avx2(rounds) },
        Kernel::Portable => {
            let mut sums = [0.5_f32; CHAINS];
            for _ in 0..rounds {
                sums = sums.map(|sum| sum.mul_add(0.75, 0.25));
            }
            black_box(sums);
            1
        }
    };
    2 * lanes * CHAINS * rounds
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn avx512(rounds: usize) -> usize {
    use std::arch::x86_64::{_mm512_fmadd_ps, _mm512_set1_ps};
    let [start, factor, addend] = [0.5, 0.75, 0.25].map(|x| _mm512_set1_ps(x));
    let mut sums = [start; CHAINS];
    for _ in 0..rounds {
        for sum in &mut sums {
            *sum = _mm512_fmadd_ps(*sum, factor, addend);
        }
    }
    black_box(sums);
    16
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2(rounds: usize) -> usize {
    use std::arch::x86_64::{_mm256_fmadd_ps, _mm256_set1_ps};
    let [start, factor, addend] = [0.5, 0.75, 0.25].map(|x| _mm256_set1_ps(x));
    let mut sums = [start; CHAINS];
    for _ in 0..rounds {
        for sum in &mut sums {
            *sum = _mm256_fmadd_ps(*sum, factor, addend);
        }
    }
    black_box(sums);
    8
}
