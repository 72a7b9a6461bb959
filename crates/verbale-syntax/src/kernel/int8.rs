//! Matrix products of whole numbers: exact, so that every processor gives the
//! same bits in whatever order it sums, and on processors of the x86 family
//! about twice as fast as those of floats.
//!
//! Activations are read row by row as seven or eight bits between the row's
//! least and greatest number, weights output by output. One side has seven bits
//! and the other eight, so that the 16-bit sums of `vpmaddubsw` cannot saturate:
//! they are at most 2 · 255 · 64 or 2 · 127 · 127. Everything else is `i32`.
//!
//! A layer is [`Weights::quantise`] (or [`Weights::packed`]) once; then for
//! every batch [`Rows::quantise`] and, for each layer over the same input,
//! [`Weights::product`]. Scale and offset are taken back there, a bias is not
//! added.

use super::{Kernel, PANEL};

/// Greatest size of a weight of seven bits.
const GREATEST: i8 = 64;

/// Inputs that a step of the sums takes; rows and weights are padded to whole steps.
const STEP: usize = 8;

/// Rows whose sums stay in the nearer caches together.
const TILE: usize = 64;

/// How finely activations are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bits {
    /// 128 steps from the least number of a row to the greatest, for weights that have eight bits.
    Seven,
    /// 256 steps, for weights of seven bits.
    #[default]
    Eight,
}

/// Rows of activations as whole numbers, each with its own scale and offset.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    bits: Bits,
    inputs: usize,
    values: Vec<u8>,
    /// Of each row the size of a step, and the number that zero stands for.
    ranges: Vec<(f32, f32)>,
}

impl Rows {
    /// Reads `rows` rows of `inputs` numbers that begin every `stride` numbers of `x`, in place of those read before.
    /// Rows may overlap (`stride < inputs`). The numbers must be finite.
    ///
    /// # Panics
    /// When `x` is too short for its shape.
    pub fn quantise(
        &mut self,
        kernel: Kernel,
        bits: Bits,
        x: &[f32],
        rows: usize,
        stride: usize,
        inputs: usize,
    ) {
        let width = inputs.next_multiple_of(STEP);
        self.bits = bits;
        self.inputs = inputs;
        self.values.resize(rows * width, 0);
        self.ranges.clear();
        let steps = match bits {
            Bits::Seven => 127.0,
            Bits::Eight => 255.0,
        };
        for (row, values) in self.values.chunks_exact_mut(width.max(1)).enumerate() {
            let x = &x[row * stride..][..inputs];
            // What lies beyond the inputs meets weights of zero.
            let values = &mut values[..inputs];
            self.ranges.push(match kernel {
                // SAFETY: the features were asked for by `Kernel::available`, from which every model takes its own.
                #[cfg(target_arch = "x86_64")]
                Kernel::Avx512 | Kernel::Avx2 => unsafe { avx2::quantise(x, steps, values) },
                Kernel::Portable => quantise(x, steps, values),
            });
        }
    }

    /// How many rows were read.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ranges.len()
    }
}

/// In [2²³, 2²⁴) floats are whole numbers: a sum with this one is rounded to a whole number, which its last bits hold.
const WHOLE: f32 = 8_388_608.0;

/// Reads one row; returns the size of a step and the least number.
fn quantise(x: &[f32], steps: f32, values: &mut [u8]) -> (f32, f32) {
    let (least, greatest) = extremes(x, x.first().map_or((0.0, 0.0), |x| (*x, *x)));
    let (step, scale) = steps_between(least, greatest, steps);
    for (value, x) in values.iter_mut().zip(x) {
        *value = ((x - (least + 0.0)) * scale + WHOLE).to_bits() as u8;
    }
    (step, least + 0.0)
}

/// The least and the greatest of some numbers and of those found before.
fn extremes(x: &[f32], found: (f32, f32)) -> (f32, f32) {
    x.iter().fold(found, |(least, greatest), x| {
        (if *x < least { *x } else { least }, if *x > greatest { *x } else { greatest })
    })
}

/// The size of a step, and how many of them one is. Zeros are made positive, whichever was seen first.
fn steps_between(least: f32, greatest: f32, steps: f32) -> (f32, f32) {
    let step = ((greatest + 0.0) - (least + 0.0)) / steps;
    (step, if step > 0.0 { 1.0 / step } else { 0.0 })
}

/// The weights of a linear layer as whole numbers, each output with its own scale.
#[derive(Debug, Clone)]
pub struct Weights {
    inputs: usize,
    /// Greatest size of a weight.
    greatest: u8,
    /// Panels of 32 outputs; in a panel four inputs after four, of each output side by side.
    panels: Vec<i8>,
    /// Of each output its scale.
    scales: Vec<f32>,
    /// Of each output the sum of its weights.
    totals: Vec<f32>,
}

impl Weights {
    /// Reads the weights of a layer, `weight(output, input)`, which must be finite.
    #[must_use]
    pub fn quantise(inputs: usize, outputs: usize, weight: impl Fn(usize, usize) -> f32) -> Self {
        let most = |o| (0..inputs).fold(0.0_f32, |most, k| most.max(weight(o, k).abs()));
        let scales: Vec<f32> = (0..outputs).map(|o| most(o) / f32::from(GREATEST)).collect();
        // Half as much again as `WHOLE` keeps numbers below zero in its range.
        const MIDDLE: f32 = 1.5 * WHOLE;
        let mut panels = vec![0; inputs * outputs.next_multiple_of(PANEL)];
        for (o, scale) in scales.iter().enumerate() {
            let inverse = if *scale >= f32::MIN_POSITIVE { 1.0 / scale } else { 0.0 };
            for k in 0..inputs {
                let rounded = weight(o, k) * inverse + MIDDLE;
                panels[(o / PANEL * inputs + k) * PANEL + o % PANEL] =
                    rounded.to_bits().wrapping_sub(MIDDLE.to_bits()) as i8;
            }
        }
        Self::packed(inputs, &scales, &panels)
    }

    /// Takes whole panels of 32 outputs as they lie in a packed model, weights from −127 to 127: input after input, the
    /// outputs side by side. Of the last panel, outputs without a scale are left out.
    ///
    /// # Panics
    /// When the panels have another size or hold −128, or when there are more than 100,000 inputs, so that a sum might
    /// not fit.
    #[must_use]
    pub fn packed(inputs: usize, scales: &[f32], panels: &[i8]) -> Self {
        let columns = scales.len().next_multiple_of(PANEL);
        assert!(panels.len() == inputs * columns, "the panels have another size");
        assert!(inputs <= 100_000 && !panels.contains(&i8::MIN), "a sum might not fit");
        let width = inputs.next_multiple_of(STEP);
        let mut own = vec![0; width * columns];
        let mut totals = vec![0_i32; columns];
        let both = panels.chunks_exact(inputs * PANEL).zip(own.chunks_exact_mut(width * PANEL));
        for ((panel, own), totals) in both.zip(totals.chunks_exact_mut(PANEL)) {
            let rows = panel.as_chunks::<PANEL>().0;
            for (rows, own) in rows.chunks(4).zip(own.as_chunks_mut::<{ 4 * PANEL }>().0) {
                let row = |k: usize| rows.get(k).copied().unwrap_or([0; PANEL]);
                let rows = [row(0), row(1), row(2), row(3)];
                for (o, total) in totals.iter_mut().enumerate() {
                    for k in 0..4 {
                        own[4 * o + k] = rows[k][o];
                        *total += i32::from(rows[k][o]);
                    }
                }
            }
        }
        let greatest = panels.iter().map(|value| value.unsigned_abs()).max().unwrap_or_default();
        let totals = totals.iter().take(scales.len()).map(|total| *total as f32).collect();
        Self { inputs, greatest, panels: own, scales: scales.to_vec(), totals }
    }

    /// `out[i][o] = Σₖ x[i][k] · w[o][k]`, for all rows, `out` row after row.
    ///
    /// `sums` is room that is kept from call to call.
    ///
    /// # Panics
    /// When the rows have other inputs than the weights or both have eight bits, or when `out` has not the size of the
    /// product.
    pub fn product(&self, kernel: Kernel, rows: &Rows, sums: &mut Vec<i32>, out: &mut [f32]) {
        let outputs = self.scales.len();
        assert!(rows.inputs == self.inputs, "rows have {} inputs, weights {}", rows.inputs, self.inputs);
        assert!(out.len() == rows.count() * outputs, "the product has another size");
        assert!(rows.bits == Bits::Seven || self.greatest <= GREATEST.unsigned_abs(), "both have eight bits");
        if out.is_empty() {
            return;
        }
        let width = self.inputs.next_multiple_of(STEP);
        let columns = outputs.next_multiple_of(PANEL);
        let parts = rows.ranges.chunks(TILE).zip(out.chunks_mut(TILE * outputs));
        for (part, (ranges, out)) in parts.enumerate() {
            sums.resize(ranges.len() * columns, 0);
            let values = &rows.values[part * TILE * width..][..ranges.len() * width];
            let product = Product { rows: values, width, panels: &self.panels, columns };
            match kernel {
                // SAFETY: the features were asked for by `Kernel::available`, from which every model takes its own.
                #[cfg(target_arch = "x86_64")]
                Kernel::Avx512 | Kernel::Avx2 => unsafe {
                    avx2::run(&product, sums);
                    avx2::scale(self, sums, ranges, out);
                },
                Kernel::Portable => {
                    portable(&product, sums);
                    self.scale(sums, ranges, out);
                }
            }
        }
    }

    /// Takes scales and offsets back.
    #[inline(always)]
    fn scale(&self, sums: &[i32], ranges: &[(f32, f32)], out: &mut [f32]) {
        let outputs = self.scales.len();
        let rows = sums.chunks_exact(outputs.next_multiple_of(PANEL)).zip(ranges);
        for ((sums, (step, least)), out) in rows.zip(out.chunks_exact_mut(outputs)) {
            for (((out, sum), scale), total) in out.iter_mut().zip(sums).zip(&self.scales).zip(&self.totals) {
                *out = (*sum as f32 * step + total * least) * scale;
            }
        }
    }
}

/// A product whose shape has been checked: `width` is a multiple of [`STEP`],
/// there are whole rows and `columns / 32` whole panels.
struct Product<'a> {
    rows: &'a [u8],
    width: usize,
    panels: &'a [i8],
    columns: usize,
}

fn portable(product: &Product<'_>, out: &mut [i32]) {
    for (p, panel) in product.panels.chunks_exact(product.width * PANEL).enumerate() {
        for (row, x) in product.rows.chunks_exact(product.width).enumerate() {
            let mut sums = [0_i32; PANEL];
            for (x, weights) in x.chunks_exact(4).zip(panel.chunks_exact(4 * PANEL)) {
                for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(4)) {
                    for (x, weight) in x.iter().zip(weights) {
                        *sum += i32::from(*x) * i32::from(*weight);
                    }
                }
            }
            out[row * product.columns + p * PANEL..][..PANEL].copy_from_slice(&sums);
        }
    }
}

// Loops count here: iterators and closures are not built for a function's processor.
#[cfg(target_arch = "x86_64")]
#[allow(clippy::needless_range_loop)]
mod avx2 {
    use std::arch::x86_64::{
        _mm256_add_epi32, _mm256_add_ps, _mm256_and_si256, _mm256_castps_si256, _mm256_extract_epi32,
        _mm256_loadu_ps, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_max_ps,
        _mm256_min_ps, _mm256_mul_ps, _mm256_packus_epi16, _mm256_packus_epi32, _mm256_set1_epi16,
        _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_si256, _mm256_storeu_ps, _mm256_storeu_si256,
        _mm256_sub_ps,
    };

    use super::{PANEL, Product, STEP, WHOLE};

    const LANES: usize = 8;
    const VECTORS: usize = PANEL / LANES;

    /// As the plain [`super::quantise`], operation by operation.
    #[target_feature(enable = "avx2")]
    pub(super) fn quantise(x: &[f32], steps: f32, values: &mut [u8]) -> (f32, f32) {
        assert!(values.len() == x.len());
        let whole = x.len() - x.len() % LANES;
        let first = x.first().copied().unwrap_or_default();
        let (mut low, mut high) = (_mm256_set1_ps(first), _mm256_set1_ps(first));
        for at in (0..whole).step_by(LANES) {
            // SAFETY: eight numbers follow.
            let x = unsafe { _mm256_loadu_ps(x.as_ptr().add(at)) };
            low = _mm256_min_ps(x, low);
            high = _mm256_max_ps(x, high);
        }
        let (mut lows, mut highs) = ([0.0; LANES], [0.0; LANES]);
        // SAFETY: there is room for eight numbers.
        unsafe {
            _mm256_storeu_ps(lows.as_mut_ptr(), low);
            _mm256_storeu_ps(highs.as_mut_ptr(), high);
        }
        let rest = super::extremes(&x[whole..], (first, first));
        let least = super::extremes(&lows, rest).0 + 0.0;
        let greatest = super::extremes(&highs, rest).1;
        let (step, scale) = super::steps_between(least, greatest, steps);
        let (low, scales) = (_mm256_set1_ps(least), _mm256_set1_ps(scale));
        let last = _mm256_set1_epi32(0xff);
        for at in (0..whole).step_by(LANES) {
            // SAFETY: eight numbers follow.
            let x = unsafe { _mm256_loadu_ps(x.as_ptr().add(at)) };
            let scaled = _mm256_mul_ps(_mm256_sub_ps(x, low), scales);
            let rounded = _mm256_castps_si256(_mm256_add_ps(scaled, _mm256_set1_ps(WHOLE)));
            let words = _mm256_packus_epi32(_mm256_and_si256(rounded, last), _mm256_setzero_si256());
            let bytes = _mm256_packus_epi16(words, words);
            let (first, second) = (_mm256_extract_epi32::<0>(bytes), _mm256_extract_epi32::<4>(bytes));
            // SAFETY: there is room for eight numbers.
            unsafe {
                let to = values.as_mut_ptr().add(at).cast::<i32>();
                to.write_unaligned(first);
                to.add(1).write_unaligned(second);
            }
        }
        for (value, x) in values[whole..].iter_mut().zip(&x[whole..]) {
            *value = ((x - least) * scale + WHOLE).to_bits() as u8;
        }
        (step, least)
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn scale(weights: &super::Weights, sums: &[i32], ranges: &[(f32, f32)], out: &mut [f32]) {
        weights.scale(sums, ranges, out);
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn run(product: &Product<'_>, out: &mut [i32]) {
        let Product { rows, width, panels, columns } = *product;
        for (p, panel) in panels.chunks_exact(width * PANEL).enumerate() {
            let mut at = 0;
            while at * width < rows.len() {
                let out = &mut out[at * columns + p * PANEL..];
                let rows = &rows[at * width..];
                // Of eight sums, four factors and as many products, all stay in the sixteen registers.
                if rows.len() >= 2 * width {
                    block::<2>(&rows[..2 * width], width, panel, columns, out);
                    at += 2;
                } else {
                    block::<1>(&rows[..width], width, panel, columns, out);
                    at += 1;
                }
            }
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn block<const R: usize>(rows: &[u8], width: usize, panel: &[i8], columns: usize, out: &mut [i32]) {
        assert!(rows.len() == R * width && width.is_multiple_of(STEP));
        assert!(panel.len() == width * PANEL && out.len() >= (R - 1) * columns + PANEL);
        let ones = _mm256_set1_epi16(1);
        let mut sums = [[_mm256_setzero_si256(); VECTORS]; R];
        let mut x = [[ones; 2]; R];
        let mut k = 0;
        while k < width {
            for r in 0..R {
                // SAFETY: a row holds whole steps of eight numbers.
                unsafe {
                    let at = rows.as_ptr().add(r * width + k).cast::<i32>();
                    x[r][0] = _mm256_set1_epi32(at.read_unaligned());
                    x[r][1] = _mm256_set1_epi32(at.add(1).read_unaligned());
                }
            }
            for v in 0..VECTORS {
                // SAFETY: the panel holds 32 numbers for every input.
                let (low, high) = unsafe {
                    let at = panel.as_ptr().add(k * PANEL + v * 32);
                    (_mm256_loadu_si256(at.cast()), _mm256_loadu_si256(at.add(4 * PANEL).cast()))
                };
                for r in 0..R {
                    let low = _mm256_madd_epi16(_mm256_maddubs_epi16(x[r][0], low), ones);
                    let high = _mm256_madd_epi16(_mm256_maddubs_epi16(x[r][1], high), ones);
                    sums[r][v] = _mm256_add_epi32(sums[r][v], low);
                    sums[r][v] = _mm256_add_epi32(sums[r][v], high);
                }
            }
            k += STEP;
        }
        for r in 0..R {
            for v in 0..VECTORS {
                // SAFETY: `out` holds `(R - 1) * columns + 32` numbers.
                unsafe {
                    _mm256_storeu_si256(out.as_mut_ptr().add(r * columns + v * 8).cast(), sums[r][v]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
