//! Linear layers whose weights were stored in eight bits.

use verbale_syntax::{
    Kernel,
    kernel::{PANEL, affine, int8, rows},
    pack::{Pack, PackError},
};

/// How the products of the network are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    /// In whole numbers.
    Whole,
    /// In floats, for telling what whole numbers change.
    Floats,
}

/// A layer `x·W + b`.
#[derive(Debug)]
pub(crate) struct Affine {
    inputs: usize,
    outputs: usize,
    weights: Weights,
    bias: &'static [f32],
}

#[derive(Debug)]
enum Weights {
    Whole(int8::Weights),
    /// In panels of 32 outputs.
    Floats(Vec<f32>),
}

/// Room for a product's intermediate numbers, kept from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Room {
    rows: int8::Rows,
    sums: Vec<i32>,
}

impl Affine {
    pub(crate) fn new(
        pack: &Pack,
        name: &str,
        inputs: usize,
        outputs: usize,
        precision: Precision,
    ) -> Result<Self, PackError> {
        let columns = outputs.next_multiple_of(PANEL);
        let packed: &[i8] = pack.numbers(&format!("{name}.weight"), inputs * columns)?;
        let scales: &[f32] = pack.numbers(&format!("{name}.scale"), columns)?;
        let floats = || {
            let panels = packed.chunks_exact(inputs * PANEL).zip(scales.chunks_exact(PANEL));
            let rows =
                panels.flat_map(|(panel, scales)| panel.chunks_exact(PANEL).map(move |row| (row, scales)));
            rows.flat_map(|(row, scales)| row.iter().zip(scales).map(|(w, scale)| f32::from(*w) * scale))
                .collect()
        };
        let weights = match precision {
            Precision::Whole => Weights::Whole(int8::Weights::packed(inputs, &scales[..outputs], packed)),
            Precision::Floats => Weights::Floats(floats()),
        };
        Ok(Self { inputs, outputs, weights, bias: pack.numbers(&format!("{name}.bias"), outputs)? })
    }

    /// Rows of `inputs` numbers to rows of `outputs` numbers.
    pub(crate) fn run(&self, kernel: Kernel, x: &[f32], out: &mut Vec<f32>, room: &mut Room) {
        let count = x.len() / self.inputs;
        match &self.weights {
            Weights::Whole(weights) => {
                out.resize(count * self.outputs, 0.0);
                room.rows.quantise(kernel, int8::Bits::Seven, x, count, self.inputs, self.inputs);
                weights.product(kernel, &room.rows, &mut room.sums, out);
            }
            Weights::Floats(panels) => {
                let columns = panels.len() / self.inputs;
                out.resize(count * columns, 0.0);
                affine(kernel, x, count, self.inputs, self.inputs, panels, out);
                if columns != self.outputs {
                    for row in 0..count {
                        out.copy_within(row * columns..row * columns + self.outputs, row * self.outputs);
                    }
                }
                out.truncate(count * self.outputs);
            }
        }
        rows::add_bias(kernel, out, self.bias);
    }
}
