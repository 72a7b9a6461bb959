//! The weights of a linear layer as they are multiplied: exactly as spaCy's, or
//! in whole numbers for speed.

use crate::{
    kernel::{self, Kernel, PANEL, int8},
    pack::{Pack, PackError},
};

/// How the large products of the network are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    /// In floats: spaCy's answers.
    Exact,
    /// In eight bits: other answers here and there.
    Fast,
}

/// Weights of a layer whose outputs fill whole panels.
#[derive(Debug)]
pub(crate) enum Weights {
    Floats { inputs: usize, panels: &'static [f32] },
    Whole { inputs: usize, weights: int8::Weights },
}

/// Room for a product's intermediate numbers, kept from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Room {
    rows: int8::Rows,
    sums: Vec<i32>,
    pub(crate) hidden: Vec<f32>,
}

impl Weights {
    /// The weights in a section of floats.
    pub(crate) fn new(
        pack: &Pack,
        name: &str,
        inputs: usize,
        outputs: usize,
        precision: Precision,
    ) -> Result<Self, PackError> {
        debug_assert!(outputs.is_multiple_of(PANEL));
        let panels: &[f32] = pack.numbers(name, inputs * outputs)?;
        let weight = |o: usize, k: usize| panels[(o / PANEL * inputs + k) * PANEL + o % PANEL];
        Ok(match precision {
            Precision::Exact => Self::Floats { inputs, panels },
            Precision::Fast => {
                Self::Whole { inputs, weights: int8::Weights::quantise(inputs, outputs, weight) }
            }
        })
    }

    /// The products of `rows` rows that begin every `stride` numbers of `x`.
    pub(crate) fn product(
        &self,
        kernel: Kernel,
        x: &[f32],
        rows: usize,
        stride: usize,
        room: &mut Room,
        out: &mut [f32],
    ) {
        match self {
            Self::Floats { inputs, panels } => {
                kernel::affine(kernel, x, rows, stride, *inputs, panels, out);
            }
            Self::Whole { inputs, weights } => {
                room.rows.quantise(kernel, int8::Bits::Eight, x, rows, stride, *inputs);
                weights.product(kernel, &room.rows, &mut room.sums, out);
            }
        }
    }
}
