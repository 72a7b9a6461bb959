//! Matrix products: what the processor could do, what floats do, what eight bits do.

use std::hint::black_box;

use verbale_syntax::Kernel;
use verbale_syntax::kernel::{self, int8};

use super::best;

/// Rows, inputs and outputs: the windows of the syntax network, then an encoder of 384 numbers a token.
const SHAPES: [(usize, usize, usize); 5] =
    [(1024, 288, 288), (1024, 96, 64), (192, 384, 384), (192, 384, 1536), (192, 1536, 384)];

/// Times the products on one thread and prints billions of multiplications and additions a second.
pub(super) fn run() {
    let kernel = Kernel::available()[0];
    let rounds = 200_000;
    let operations = kernel::fused(kernel, rounds) as f64;
    let time = best(200, || {
        black_box(kernel::fused(kernel, rounds));
    });
    let peak = operations / time.as_secs_f64() / 1e9;
    println!("{kernel:?}: at most {peak:.1} GFLOP/s in floats");
    println!("{:>18} {:>8} {:>8} {:>8}", "rows, in, out", "floats", "of peak", "8 bits");
    for (rows, inputs, outputs) in SHAPES {
        let x: Vec<f32> = (0..rows * inputs).map(|i| (i % 17) as f32 - 8.0).collect();
        let panels = vec![0.25; inputs * outputs.next_multiple_of(kernel::PANEL)];
        let weights = int8::Weights::quantise(inputs, outputs, |o, k| ((o + k) % 13) as f32 - 6.0);
        let mut out = vec![0.0; rows * outputs];
        let speed =
            |run: &mut dyn FnMut()| (2 * rows * inputs * outputs) as f64 / best(60, run).as_secs_f64() / 1e9;
        let floats = speed(&mut || {
            kernel::affine(kernel, &x, rows, inputs, inputs, &panels, &mut out);
        });
        let (mut read, mut sums) = (int8::Rows::default(), Vec::new());
        let eight = speed(&mut || {
            read.quantise(kernel, int8::Bits::Eight, &x, rows, inputs, inputs);
            weights.product(kernel, &read, &mut sums, &mut out);
        });
        println!(
            "{:>18} {floats:8.1} {:7.0}% {:7.2}x",
            format!("{rows}, {inputs}, {outputs}"),
            100.0 * floats / peak,
            eight / floats,
        );
    }
}
