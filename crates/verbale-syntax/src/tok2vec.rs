//! Token to vector: hash embeddings and a static vector mixed by a maxout
//! layer, then four residual windows of three tokens (spaCy's
//! `MultiHashEmbed.v2` and `MaxoutWindowEncoder.v2`).

use crate::{
    hash,
    kernel::{Kernel, rows::maxout_and_normalise},
    layer::{Precision, Room, Weights},
    pack::{Pack, PackError},
};

/// Width of every token vector.
pub(crate) const WIDTH: usize = 96;
const PIECES: usize = 3;
const DEPTH: usize = 4;
/// Rows of zeros around each text: what the deepest window sees beyond its edge.
const PAD: usize = DEPTH;

/// What the embedding of a word is made from: spaCy's numbers of its norm,
/// prefix, suffix and shape, whether a space follows, whether it is one; and
/// the row of its static vector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Features {
    pub(crate) columns: [u64; 6],
    pub(crate) vector: Option<u16>,
}

/// One network of hash tables, mixing layer and windows.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    tables: Vec<&'static [f32]>,
    vectors: Vectors,
    mix: Layer,
    windows: Vec<Layer>,
}

/// Rows that pass through a layer together, so that what is between its steps stays near.
const TILE: usize = 96;

/// The static vectors, as many numbers a word as the network is wide.
#[derive(Debug)]
enum Vectors {
    /// In sixteen bits, as the model ships.
    Halves(&'static [u16]),
    /// In full, as spaCy has them, for telling what the sixteen bits change.
    Floats(&'static [f32]),
}

impl Vectors {
    fn new(pack: &Pack, prefix: &str) -> Result<Self, PackError> {
        let wrong = |error: bytemuck::PodCastError| PackError::new(format!("vectors of {prefix}: {error}"));
        match pack.section(&format!("{prefix}/vectors32")) {
            Ok(floats) => bytemuck::try_cast_slice(floats).map(Self::Floats).map_err(wrong),
            Err(_) => bytemuck::try_cast_slice(pack.section(&format!("{prefix}/vectors"))?)
                .map(Self::Halves)
                .map_err(wrong),
        }
    }

    fn copy(&self, row: u16, out: &mut [f32]) {
        let own = usize::from(row) * WIDTH..(usize::from(row) + 1) * WIDTH;
        match self {
            Self::Halves(vectors) => {
                for (out, bits) in out.iter_mut().zip(&vectors[own]) {
                    *out = half(*bits);
                }
            }
            Self::Floats(vectors) => out.copy_from_slice(&vectors[own]),
        }
    }
}

#[derive(Debug)]
struct Layer {
    weights: Weights,
    bias: &'static [f32],
    gain: &'static [f32; WIDTH],
    shift: &'static [f32; WIDTH],
    inputs: usize,
}

impl Layer {
    fn new(
        pack: &Pack,
        prefix: &str,
        index: usize,
        inputs: usize,
        precision: Precision,
    ) -> Result<Self, PackError> {
        let outputs = WIDTH * PIECES;
        let row = |name: String| {
            let row: &'static [f32] = pack.numbers(&name, WIDTH)?;
            row.first_chunk().ok_or_else(|| PackError::new(format!("section {name} has another size")))
        };
        Ok(Self {
            weights: Weights::new(pack, &format!("{prefix}/maxout{index}/W"), inputs, outputs, precision)?,
            bias: pack.numbers(&format!("{prefix}/maxout{index}/b"), outputs)?,
            gain: row(format!("{prefix}/norm{index}/G"))?,
            shift: row(format!("{prefix}/norm{index}/b"))?,
            inputs,
        })
    }

    /// Maxout and layer normalisation of `rows` rows that begin every `stride` numbers of `x`.
    fn run(
        &self,
        kernel: Kernel,
        x: &[f32],
        rows: usize,
        stride: usize,
        room: &mut Room,
        mut row: impl FnMut(usize, &[f32; WIDTH]),
    ) {
        const OUTPUTS: usize = WIDTH * PIECES;
        let mut hidden = std::mem::take(&mut room.hidden);
        hidden.resize(TILE * OUTPUTS, 0.0);
        for first in (0..rows).step_by(TILE) {
            let rows = TILE.min(rows - first);
            let x = &x[first * stride..][..(rows - 1) * stride + self.inputs];
            let hidden = &mut hidden[..rows * OUTPUTS];
            self.weights.product(kernel, x, rows, stride, room, hidden);
            for (i, hidden) in hidden.chunks_exact(OUTPUTS).enumerate() {
                row(first + i, &maxout_and_normalise(kernel, hidden, self.bias, self.gain, self.shift));
            }
        }
        room.hidden = hidden;
    }
}

impl Tok2Vec {
    /// `rows`: how many rows each hash table has.
    pub(crate) fn new(
        pack: &Pack,
        prefix: &str,
        rows: &[usize],
        precision: Precision,
    ) -> Result<Self, PackError> {
        let mut tables = Vec::new();
        for (column, rows) in rows.iter().enumerate() {
            tables.push(pack.numbers(&format!("{prefix}/embed{column}"), rows * WIDTH)?);
        }
        let vectors = Vectors::new(pack, prefix)?;
        let mix = Layer::new(pack, prefix, 0, WIDTH * (tables.len() + 1), precision)?;
        let window = |i| Layer::new(pack, prefix, i, 3 * WIDTH, precision);
        let windows = (1..=DEPTH).map(window).collect::<Result<_, _>>()?;
        Ok(Self { tables, vectors, mix, windows })
    }

    /// The vectors of the tokens of several texts, text after text.
    ///
    /// `words` are distinct words; each text is a list of indices into them.
    /// A text's vectors do not depend on the others: rows of zeros part them.
    pub(crate) fn run(&self, kernel: Kernel, words: &[Features], texts: &[&[u32]]) -> Vec<f32> {
        let mut room = Room::default();
        let embedded = self.embed(kernel, words, &mut room);
        let rows: usize = PAD + texts.iter().map(|text| text.len() + PAD).sum::<usize>();
        let mut x = vec![0.0; rows * WIDTH];
        let mut at = PAD;
        for text in texts {
            for (i, word) in text.iter().enumerate() {
                x[(at + i) * WIDTH..][..WIDTH].copy_from_slice(&embedded[*word as usize * WIDTH..][..WIDTH]);
            }
            at += text.len() + PAD;
        }
        // The outermost rows never reach a token: each layer needs one row less on either side.
        let mut next = x.clone();
        for layer in &self.windows {
            layer.run(kernel, &x, rows - 2, WIDTH, &mut room, |i, out| {
                let own = (i + 1) * WIDTH..(i + 2) * WIDTH;
                for ((next, x), out) in next[own.clone()].iter_mut().zip(&x[own]).zip(out) {
                    *next = x + out;
                }
            });
            std::mem::swap(&mut x, &mut next);
        }
        let mut vectors = Vec::with_capacity(texts.iter().map(|text| text.len()).sum::<usize>() * WIDTH);
        let mut at = PAD;
        for text in texts {
            vectors.extend_from_slice(&x[at * WIDTH..(at + text.len()) * WIDTH]);
            at += text.len() + PAD;
        }
        vectors
    }

    fn embed(&self, kernel: Kernel, words: &[Features], room: &mut Room) -> Vec<f32> {
        let width = self.mix.inputs;
        let mut x = vec![0.0; words.len() * width];
        for (word, x) in words.iter().zip(x.chunks_exact_mut(width)) {
            let (hashed, vector) = x.split_at_mut(width - WIDTH);
            for ((column, table), out) in self.tables.iter().enumerate().zip(hashed.chunks_exact_mut(WIDTH)) {
                let rows = (table.len() / WIDTH) as u32;
                for key in hash::row_keys(word.columns[column], 8 + column as u32) {
                    let row = &table[(key % rows) as usize * WIDTH..][..WIDTH];
                    for (out, x) in out.iter_mut().zip(row) {
                        *out += x;
                    }
                }
            }
            if let Some(row) = word.vector {
                self.vectors.copy(row, vector);
            }
        }
        let mut out = vec![0.0; words.len() * WIDTH];
        self.mix.run(kernel, &x, words.len(), width, room, |i, row| {
            out[i * WIDTH..][..WIDTH].copy_from_slice(row);
        });
        out
    }
}

/// The number that sixteen bits stand for (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let magnitude = u32::from(bits & 0x7fff);
    // Shifted into place, exponent and fraction are those of the number divided by 2¹¹².
    let value = f32::from_bits(magnitude << 13) * f32::from_bits(0x7780_0000);
    f32::from_bits(value.to_bits() | sign)
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn halves_are_exact() {
        for (bits, value) in
            [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8), (0, 0.0)]
        {
            assert_eq!(half(bits), value);
        }
    }
}
