//! What one party in a sentence does to another, in the opinion of a small
//! encoder (MiniLM; `models/ranker.md` says what it was trained on).
//!
//! One pass reads a sentence whatever the number of its parties; a head then
//! reads any ordered pair of them. The bits are the same on every machine.
#![forbid(unsafe_code)]

mod affine;
mod encoder;
mod pieces;

use std::{ops::Range, sync::OnceLock};

use affine::{Affine, Precision, Room};
use encoder::{Encoder, LONGEST, WIDTH};
use pieces::Pieces;
use verbale_syntax::{
    Kernel,
    kernel::rows::{dot, gelu, softmax},
    pack::{Pack, PackError},
};

/// What the ranker tells apart: no event between the two, and PLOVER's types.
pub const CLASSES: [&str; 17] = [
    "NONE",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "RETREAT",
    "COOPERATE",
    "AID",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// Looks that the head of the pairs takes at the sentence; the first one points at the word that tells the act.
const LOOKS: usize = 4;
const LOOK: usize = 64;
const HIDDEN: usize = 256;

/// The ranker. Its weights are read when it first reads a sentence.
#[derive(Debug)]
pub struct Ranker {
    kernel: Kernel,
    precision: Precision,
    network: OnceLock<Network>,
}

/// The network with its weights.
#[derive(Debug)]
struct Network {
    pieces: Pieces,
    encoder: Encoder,
    ask: Affine,
    key: Affine,
    value: Affine,
    hidden: Affine,
    classes: Affine,
    /// By which the scores are divided, so that the probabilities are honest (Guo et al. 2017).
    temperature: f32,
}

/// A sentence that was read.
#[derive(Debug)]
pub struct Reading<'r> {
    network: &'r Network,
    kernel: Kernel,
    spans: Vec<Range<usize>>,
    /// Mean vector of each party; none where it lies past the part that was read.
    parties: Vec<Option<Vec<f32>>>,
    whole: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
}

/// What the ranker thinks of an ordered pair of parties.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// Probability of each of [`CLASSES`]; they sum to one.
    pub probabilities: [f32; CLASSES.len()],
    /// Bytes of each word piece's word, and how much it is looked at for the act; the weights sum to one.
    pub trigger: Vec<(Range<usize>, f32)>,
}

impl Opinion {
    /// The likeliest PLOVER type, and its probability.
    #[must_use]
    pub fn best(&self) -> (&'static str, f32) {
        let mut best = 1;
        for class in 2..CLASSES.len() {
            if self.probabilities[class] > self.probabilities[best] {
                best = class;
            }
        }
        (CLASSES[best], self.probabilities[best])
    }

    /// How much of the look falls on words that touch these bytes: 0 to 1.
    #[must_use]
    pub fn looks_at(&self, bytes: &Range<usize>) -> f32 {
        (self.trigger.iter())
            .filter(|(word, _)| word.start < bytes.end && bytes.start < word.end)
            .map(|(_, weight)| weight)
            .sum()
    }
}

impl Ranker {
    /// The ranker that ships with the program.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Ranker> = OnceLock::new();
        BUNDLED.get_or_init(|| Self::bundled_on(Kernel::available()[0]))
    }

    /// The ranker that ships with the program, on one of this processor's kernels; on the widest if it lacks that.
    #[must_use]
    pub fn bundled_on(kernel: Kernel) -> Self {
        Self { kernel: kernel.or_widest(), precision: Precision::Whole, network: OnceLock::new() }
    }

    /// The ranker as it was trained, its products in floats and not in whole numbers: for telling what these change.
    #[must_use]
    pub fn exact() -> Self {
        Self { precision: Precision::Floats, ..Self::bundled_on(Kernel::available()[0]) }
    }

    /// Reads a sentence with its parties, each given by the bytes of its mentions. Of a sentence of more than 126 word
    /// pieces only the first are read.
    ///
    /// # Panics
    /// Never in a build that passes its tests: they load the weights.
    #[must_use]
    pub fn read(&self, sentence: &str, parties: &[Vec<Range<usize>>]) -> Reading<'_> {
        let load = || Network::new(self.precision).unwrap_or_else(|error| panic!("{error}"));
        self.network.get_or_init(load).read(self.kernel, sentence, parties)
    }
}

impl Network {
    fn new(precision: Precision) -> Result<Self, PackError> {
        #[repr(C, align(64))]
        struct Aligned<T: ?Sized>(T);
        static PACKED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../models/ranker.vbl"));
        let pack = Pack::new(&PACKED.0)?;
        let affine = |name, inputs, outputs| Affine::new(&pack, name, inputs, outputs, precision);
        Ok(Self {
            pieces: Pieces::new(&pack)?,
            encoder: Encoder::new(&pack, precision)?,
            ask: affine("ask", 2 * WIDTH, LOOKS * LOOK)?,
            key: affine("key", WIDTH, LOOKS * LOOK)?,
            value: affine("value", WIDTH, LOOKS * LOOK)?,
            hidden: affine("hidden", 3 * WIDTH + LOOKS * LOOK, HIDDEN)?,
            classes: affine("classes", HIDDEN, CLASSES.len())?,
            temperature: pack.numbers::<f32>("temperature", 1)?[0],
        })
    }

    fn read(&self, kernel: Kernel, sentence: &str, parties: &[Vec<Range<usize>>]) -> Reading<'_> {
        let cut = self.pieces.cut(sentence, LONGEST);
        let touches = |word: &Range<usize>, spans: &[Range<usize>]| {
            !word.is_empty() && spans.iter().any(|span| span.start < word.end && word.start < span.end)
        };
        let is_party: Vec<bool> =
            cut.spans.iter().map(|word| parties.iter().any(|spans| touches(word, spans))).collect();
        let mut room = Room::default();
        let vectors = self.encoder.run(kernel, &cut.ids, &is_party, &mut room);
        let parties = (parties.iter())
            .map(|spans| {
                let mut mean = vec![0.0; WIDTH];
                let mut count = 0.0;
                for (word, vector) in cut.spans.iter().zip(vectors.chunks_exact(WIDTH)) {
                    if touches(word, spans) {
                        count += 1.0;
                        for (mean, x) in mean.iter_mut().zip(vector) {
                            *mean += x;
                        }
                    }
                }
                for mean in &mut mean {
                    *mean /= count;
                }
                (count > 0.0).then_some(mean)
            })
            .collect();
        let (mut keys, mut values) = (Vec::new(), Vec::new());
        self.key.run(kernel, &vectors, &mut keys, &mut room);
        self.value.run(kernel, &vectors, &mut values, &mut room);
        let whole = vectors[..WIDTH].to_vec();
        Reading { network: self, kernel, spans: cut.spans, parties, whole, keys, values }
    }
}

impl Reading<'_> {
    /// What the first party does to the second, both by their place in what [`Ranker::read`] was given. None where one
    /// of them lies past the part that was read.
    #[must_use]
    pub fn pair(&self, source: usize, target: usize) -> Option<Opinion> {
        let (network, kernel) = (self.network, self.kernel);
        let (source, target) = (self.parties[source].as_ref()?, self.parties[target].as_ref()?);
        let both = [source.as_slice(), target].concat();
        let (mut asked, mut room) = (Vec::new(), Room::default());
        network.ask.run(kernel, &both, &mut asked, &mut room);
        let n = self.spans.len();
        let mut seen = vec![0.0; LOOKS * LOOK];
        let mut trigger = Vec::new();
        for look in 0..LOOKS {
            let own = look * LOOK..(look + 1) * LOOK;
            let mut weights: Vec<f32> = (0..n)
                .map(|i| {
                    let key = &self.keys[i * LOOKS * LOOK..][own.clone()];
                    dot(&asked[own.clone()], key)
                })
                .collect();
            softmax(kernel, &mut weights, 1.0 / (LOOK as f32).sqrt());
            for (i, weight) in weights.iter().enumerate() {
                let value = &self.values[i * LOOKS * LOOK..][own.clone()];
                for (seen, value) in seen[own.clone()].iter_mut().zip(value) {
                    *seen += weight * value;
                }
            }
            if look == 0 {
                trigger = self.spans.iter().cloned().zip(weights).collect();
            }
        }
        let input = [both.as_slice(), &self.whole, &seen].concat();
        let (mut hidden, mut scores) = (Vec::new(), Vec::new());
        network.hidden.run(kernel, &input, &mut hidden, &mut room);
        gelu(kernel, &mut hidden);
        network.classes.run(kernel, &hidden, &mut scores, &mut room);
        softmax(kernel, &mut scores, 1.0 / network.temperature);
        let mut probabilities = [0.0; CLASSES.len()];
        probabilities.copy_from_slice(&scores);
        Some(Opinion { probabilities, trigger })
    }
}
