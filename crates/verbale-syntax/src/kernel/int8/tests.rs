use super::*;

fn noise(seed: u64) -> impl FnMut() -> f32 {
    let mut state = seed;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 24) as f32 - 0.5
    }
}

/// Rows, stride, inputs, outputs.
const SHAPES: [(usize, usize, usize, usize); 6] =
    [(1, 5, 5, 1), (70, 96, 288, 64), (17, 64, 64, 100), (3, 1, 4, 40), (9, 11, 11, 3), (0, 8, 8, 8)];

fn layer(seed: u64, stride: usize, rows: usize, inputs: usize, outputs: usize) -> (Vec<f32>, Weights) {
    let mut next = noise(seed);
    let x = (0..rows * stride + inputs).map(|_| next() * 9.0).collect();
    let weights: Vec<f32> = (0..outputs * inputs).map(|_| next()).collect();
    (x, Weights::quantise(inputs, outputs, |o, k| weights[o * inputs + k]))
}

#[test]
fn every_kernel_sums_exactly() {
    for (rows, stride, inputs, outputs) in SHAPES {
        for bits in [Bits::Seven, Bits::Eight] {
            let (x, weights) = layer(1, stride, rows, inputs, outputs);
            let width = inputs.next_multiple_of(STEP);
            let mut all = Vec::new();
            for kernel in Kernel::available() {
                let mut read = Rows::default();
                read.quantise(kernel, bits, &x, rows, stride, inputs);
                let (mut sums, mut out) = (Vec::new(), vec![f32::NAN; rows * outputs]);
                weights.product(kernel, &read, &mut sums, &mut out);
                for row in 0..rows {
                    for o in 0..outputs {
                        let at =
                            |k: usize| o / PANEL * PANEL * width + k / 4 * 4 * PANEL + o % PANEL * 4 + k % 4;
                        let sum: i32 = (0..inputs)
                            .map(|k| {
                                i32::from(read.values[row * width + k]) * i32::from(weights.panels[at(k)])
                            })
                            .sum();
                        let (step, least) = read.ranges[row];
                        let expected = (sum as f32 * step + weights.totals[o] * least) * weights.scales[o];
                        assert_eq!(out[row * outputs + o], expected, "{kernel:?}, {bits:?}");
                    }
                }
                let bits: Vec<u32> = out.iter().map(|x| x.to_bits()).collect();
                all.push((read.values, read.ranges, bits));
            }
            assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{bits:?}");
        }
    }
}

#[test]
fn the_greatest_sums_do_not_saturate() {
    let inputs = 1536;
    for (bits, steps, weight) in
        [(Bits::Seven, 127, 127), (Bits::Seven, 127, -127), (Bits::Eight, 255, 64), (Bits::Eight, 255, -64)]
    {
        // All but the first number of the row are the greatest, all weights too.
        let mut x = vec![1.0; inputs];
        x[0] = 0.0;
        let weights = Weights::packed(inputs, &[1.0; 32], &vec![weight; inputs * PANEL]);
        for kernel in Kernel::available() {
            let mut read = Rows::default();
            read.quantise(kernel, bits, &x, 1, inputs, inputs);
            let mut sums = Vec::new();
            weights.product(kernel, &read, &mut sums, &mut [0.0; 32]);
            assert!(sums.iter().all(|sum| *sum == 1535 * steps * i32::from(weight)), "{kernel:?}");
        }
    }
}

#[test]
#[should_panic(expected = "both have eight bits")]
fn eight_bits_do_not_meet_eight() {
    let mut read = Rows::default();
    read.quantise(Kernel::Portable, Bits::Eight, &[1.0], 1, 1, 1);
    Weights::packed(1, &[1.0], &[65; PANEL]).product(Kernel::Portable, &read, &mut Vec::new(), &mut [0.0]);
}

#[test]
fn products_are_near_those_of_floats() {
    let (inputs, outputs) = (384, 64);
    let mut next = noise(3);
    let x: Vec<f32> = (0..inputs).map(|_| next() + 0.2).collect();
    let weights: Vec<f32> = (0..inputs * outputs).map(|_| next()).collect();
    let quantised = Weights::quantise(inputs, outputs, |o, k| weights[o * inputs + k]);
    let mut read = Rows::default();
    let mut out = vec![0.0; outputs];
    for (bits, near) in [(Bits::Seven, 0.15), (Bits::Eight, 0.1)] {
        read.quantise(Kernel::Portable, bits, &x, 1, inputs, inputs);
        quantised.product(Kernel::Portable, &read, &mut Vec::new(), &mut out);
        for (out, weights) in out.iter().zip(weights.chunks_exact(inputs)) {
            let exact: f32 = x.iter().zip(weights).map(|(x, w)| x * w).sum();
            assert!((out - exact).abs() < near, "{out} for {exact}");
        }
    }
}

#[test]
fn a_row_of_one_number_is_exact() {
    let mut panel = [0; 5 * PANEL];
    (0..5).for_each(|k| panel[k * PANEL] = k as i8);
    let weights = Weights::packed(5, &[0.5], &panel);
    let mut read = Rows::default();
    read.quantise(Kernel::Portable, Bits::Seven, &[3.0; 5], 1, 5, 5);
    let mut out = [0.0];
    weights.product(Kernel::Portable, &read, &mut Vec::new(), &mut out);
    assert_eq!(out, [15.0]);
}
