//! The encoder: a BERT (Devlin et al. 2019) of MiniLM's size, run forward.

use verbale_syntax::{
    Kernel,
    kernel::{PANEL, affine},
    pack::{Pack, PackError},
};

use crate::numbers::{dot, gelu, normalise, softmax};

/// Width of a token's vector.
pub(crate) const WIDTH: usize = 384;
const HEADS: usize = 12;
const HEAD: usize = WIDTH / HEADS;
const INNER: usize = 4 * WIDTH;
/// The most word pieces that are read of a sentence, its two ends included.
pub(crate) const LONGEST: usize = 128;

/// A layer `x·W + b` whose weights were stored in eight bits with a scale for each output.
#[derive(Debug)]
pub(crate) struct Affine {
    inputs: usize,
    pub(crate) outputs: usize,
    /// In panels of 32 outputs, as [`affine`] reads them.
    weights: Vec<f32>,
    bias: &'static [f32],
}

impl Affine {
    pub(crate) fn new(pack: &Pack, name: &str, inputs: usize, outputs: usize) -> Result<Self, PackError> {
        let columns = outputs.next_multiple_of(PANEL);
        let packed: &[i8] = pack.numbers(&format!("{name}.weight"), inputs * columns)?;
        let scales: &[f32] = pack.numbers(&format!("{name}.scale"), columns)?;
        let mut weights = Vec::with_capacity(packed.len());
        for (panel, scales) in packed.chunks_exact(inputs * PANEL).zip(scales.chunks_exact(PANEL)) {
            for row in panel.chunks_exact(PANEL) {
                weights.extend(row.iter().zip(scales).map(|(w, scale)| f32::from(*w) * scale));
            }
        }
        Ok(Self { inputs, outputs, weights, bias: pack.numbers(&format!("{name}.bias"), outputs)? })
    }

    /// Rows of `inputs` numbers to rows of `outputs` numbers.
    pub(crate) fn run(&self, kernel: Kernel, x: &[f32], out: &mut Vec<f32>) {
        let rows = x.len() / self.inputs;
        let columns = self.weights.len() / self.inputs;
        out.clear();
        out.resize(rows * columns, 0.0);
        affine(kernel, x, rows, self.inputs, self.inputs, &self.weights, out);
        if columns != self.outputs {
            for row in 0..rows {
                out.copy_within(row * columns..row * columns + self.outputs, row * self.outputs);
            }
            out.truncate(rows * self.outputs);
        }
        for row in out.chunks_exact_mut(self.outputs) {
            for (x, bias) in row.iter_mut().zip(self.bias) {
                *x += bias;
            }
        }
    }
}

#[derive(Debug)]
struct Norm {
    gain: &'static [f32],
    bias: &'static [f32],
}

impl Norm {
    fn new(pack: &Pack, name: &str) -> Result<Self, PackError> {
        Ok(Self {
            gain: pack.numbers(&format!("{name}.gain"), WIDTH)?,
            bias: pack.numbers(&format!("{name}.bias"), WIDTH)?,
        })
    }

    fn run(&self, x: &mut [f32]) {
        for row in x.chunks_exact_mut(WIDTH) {
            normalise(row, self.gain, self.bias);
        }
    }
}

#[derive(Debug)]
struct Layer {
    qkv: Affine,
    out: Affine,
    norm1: Norm,
    up: Affine,
    down: Affine,
    norm2: Norm,
}

/// From word pieces to a vector for each.
#[derive(Debug)]
pub(crate) struct Encoder {
    words: &'static [i8],
    scales: &'static [f32],
    places: &'static [f32],
    party: &'static [f32],
    norm: Norm,
    layers: Vec<Layer>,
}

impl Encoder {
    pub(crate) fn new(pack: &Pack) -> Result<Self, PackError> {
        let vocabulary = pack.text("vocabulary")?.lines().count();
        let layers =
            pack.text("layers")?.parse().map_err(|_| PackError::new("layers is no number".to_owned()))?;
        let layers = (0..layers)
            .map(|i| {
                let name = |part: &str| format!("layers.{i}.{part}");
                Ok(Layer {
                    qkv: Affine::new(pack, &name("qkv"), WIDTH, 3 * WIDTH)?,
                    out: Affine::new(pack, &name("out"), WIDTH, WIDTH)?,
                    norm1: Norm::new(pack, &name("norm1"))?,
                    up: Affine::new(pack, &name("up"), WIDTH, INNER)?,
                    down: Affine::new(pack, &name("down"), INNER, WIDTH)?,
                    norm2: Norm::new(pack, &name("norm2"))?,
                })
            })
            .collect::<Result<_, PackError>>()?;
        Ok(Self {
            words: pack.numbers("words.weight", vocabulary * WIDTH)?,
            scales: pack.numbers("words.scale", vocabulary)?,
            places: pack.numbers("places", LONGEST * WIDTH)?,
            party: pack.numbers("party", WIDTH)?,
            norm: Norm::new(pack, "norm")?,
            layers,
        })
    }

    /// A vector of [`WIDTH`] numbers for each piece. `is_party` says which belong to a party.
    ///
    /// # Panics
    /// When there are more than [`LONGEST`] pieces.
    pub(crate) fn run(&self, kernel: Kernel, ids: &[u16], is_party: &[bool]) -> Vec<f32> {
        let n = ids.len();
        let mut x = vec![0.0; n * WIDTH];
        for (i, x) in x.chunks_exact_mut(WIDTH).enumerate() {
            let id = usize::from(ids[i]);
            let word = &self.words[id * WIDTH..][..WIDTH];
            let place = &self.places[i * WIDTH..][..WIDTH];
            for (k, x) in x.iter_mut().enumerate() {
                *x = f32::from(word[k]) * self.scales[id] + place[k];
                if is_party[i] {
                    *x += self.party[k];
                }
            }
        }
        self.norm.run(&mut x);
        let (mut wide, mut mixed, mut out) = (Vec::new(), vec![0.0; n * WIDTH], Vec::new());
        for layer in &self.layers {
            layer.qkv.run(kernel, &x, &mut wide);
            attend(&wide, n, &mut mixed);
            layer.out.run(kernel, &mixed, &mut out);
            add(&mut x, &out);
            layer.norm1.run(&mut x);
            layer.up.run(kernel, &x, &mut wide);
            for x in &mut wide {
                *x = gelu(*x);
            }
            layer.down.run(kernel, &wide, &mut out);
            add(&mut x, &out);
            layer.norm2.run(&mut x);
        }
        x
    }
}

fn add(x: &mut [f32], y: &[f32]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}

/// Every head's attention: rows of queries, keys and values to rows of mixed values.
fn attend(qkv: &[f32], n: usize, mixed: &mut [f32]) {
    let scale = 1.0 / (HEAD as f32).sqrt();
    let part =
        |row: usize, which: usize, head: usize| &qkv[row * 3 * WIDTH + which * WIDTH + head * HEAD..][..HEAD];
    let mut weights = vec![0.0; n];
    for head in 0..HEADS {
        for i in 0..n {
            for (j, weight) in weights.iter_mut().enumerate() {
                *weight = dot(part(i, 0, head), part(j, 1, head)) * scale;
            }
            softmax(&mut weights);
            let out = &mut mixed[i * WIDTH + head * HEAD..][..HEAD];
            out.fill(0.0);
            for (j, weight) in weights.iter().enumerate() {
                for (out, value) in out.iter_mut().zip(part(j, 2, head)) {
                    *out += weight * value;
                }
            }
        }
    }
}
