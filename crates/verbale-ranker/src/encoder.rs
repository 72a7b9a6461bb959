//! The encoder: a BERT (Devlin et al. 2019) of MiniLM's size, run forward.

use verbale_syntax::{
    Kernel,
    kernel::{PANEL, affine, rows},
    pack::{Pack, PackError},
};

use crate::affine::{Affine, Precision, Room};

/// Width of a token's vector.
pub(crate) const WIDTH: usize = 384;
const HEADS: usize = 12;
const HEAD: usize = WIDTH / HEADS;
const INNER: usize = 4 * WIDTH;
/// The most word pieces that are read of a sentence, its two ends included.
pub(crate) const LONGEST: usize = 128;

#[derive(Debug)]
struct Norm {
    gain: &'static [f32; WIDTH],
    shift: &'static [f32; WIDTH],
}

impl Norm {
    fn new(pack: &Pack, name: &str) -> Result<Self, PackError> {
        Ok(Self { gain: row(pack, &format!("{name}.gain"))?, shift: row(pack, &format!("{name}.bias"))? })
    }

    fn run(&self, kernel: Kernel, x: &mut [f32], more: &[f32]) {
        rows::add_and_normalise(kernel, x, more, self.gain, self.shift);
    }
}

fn row(pack: &Pack, name: &str) -> Result<&'static [f32; WIDTH], PackError> {
    let row: &'static [f32] = pack.numbers(name, WIDTH)?;
    row.first_chunk().ok_or_else(|| PackError::new(format!("section {name} has another size")))
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
    pub(crate) fn new(pack: &Pack, precision: Precision) -> Result<Self, PackError> {
        let vocabulary = pack.text("vocabulary")?.lines().count();
        let layers =
            pack.text("layers")?.parse().map_err(|_| PackError::new("layers is no number".to_owned()))?;
        let layers = (0..layers)
            .map(|i| {
                let name = |part: &str| format!("layers.{i}.{part}");
                let affine =
                    |part, inputs, outputs| Affine::new(pack, &name(part), inputs, outputs, precision);
                Ok(Layer {
                    qkv: affine("qkv", WIDTH, 3 * WIDTH)?,
                    out: affine("out", WIDTH, WIDTH)?,
                    norm1: Norm::new(pack, &name("norm1"))?,
                    up: affine("up", WIDTH, INNER)?,
                    down: affine("down", INNER, WIDTH)?,
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
    pub(crate) fn run(&self, kernel: Kernel, ids: &[u16], is_party: &[bool], room: &mut Room) -> Vec<f32> {
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
        let (mut wide, mut out) = (Vec::new(), vec![0.0; n * WIDTH]);
        let mut heads = Heads::default();
        self.norm.run(kernel, &mut x, &out);
        for layer in &self.layers {
            layer.qkv.run(kernel, &x, &mut wide, room);
            heads.attend(kernel, &wide, n, &mut out);
            layer.out.run(kernel, &out, &mut wide, room);
            layer.norm1.run(kernel, &mut x, &wide);
            layer.up.run(kernel, &x, &mut wide, room);
            rows::gelu(kernel, &mut wide);
            layer.down.run(kernel, &wide, &mut out, room);
            layer.norm2.run(kernel, &mut x, &out);
        }
        x
    }
}

/// Room for attention: the keys of a head side by side, its values, each piece's weights, and what they mix.
#[derive(Default)]
struct Heads {
    keys: Vec<f32>,
    values: Vec<f32>,
    weights: Vec<f32>,
    mixed: Vec<f32>,
}

impl Heads {
    /// Every head's attention: rows of queries, keys and values to rows of mixed values.
    fn attend(&mut self, kernel: Kernel, qkv: &[f32], n: usize, out: &mut [f32]) {
        const { assert!(HEAD == PANEL, "the values of a head are one panel of a product") };
        const ROW: usize = 3 * WIDTH;
        let columns = n.next_multiple_of(PANEL);
        self.keys.clear();
        self.keys.resize(columns * HEAD, 0.0);
        self.values.resize(n * HEAD, 0.0);
        self.weights.resize(n * columns, 0.0);
        self.mixed.resize(n * HEAD, 0.0);
        for head in 0..HEADS {
            for (i, row) in qkv.chunks_exact(ROW).enumerate() {
                let key = &row[WIDTH + head * HEAD..][..HEAD];
                for (k, x) in key.iter().enumerate() {
                    self.keys[(i / PANEL * HEAD + k) * PANEL + i % PANEL] = *x;
                }
                let value = &row[2 * WIDTH + head * HEAD..][..HEAD];
                self.values[i * HEAD..][..HEAD].copy_from_slice(value);
            }
            affine(kernel, &qkv[head * HEAD..], n, ROW, HEAD, &self.keys, &mut self.weights);
            for weights in self.weights.chunks_exact_mut(columns) {
                rows::softmax(kernel, &mut weights[..n], 1.0 / (HEAD as f32).sqrt());
            }
            affine(kernel, &self.weights, n, columns, n, &self.values, &mut self.mixed);
            for (out, mixed) in out.chunks_exact_mut(WIDTH).zip(self.mixed.chunks_exact(HEAD)) {
                out[head * HEAD..][..HEAD].copy_from_slice(mixed);
            }
        }
    }
}
