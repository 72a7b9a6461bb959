//! What one party in a sentence does to another, in the opinion of a small
//! encoder (MiniLM; `models/ranker.md` says what it was trained on).
//!
//! One pass reads a sentence whatever the number of its parties; a head then
//! reads any ordered pair of them. The bits are the same on every machine.
#![forbid(unsafe_code)]

mod encoder;
mod numbers;
mod pieces;

use std::{ops::Range, sync::OnceLock};

use encoder::{Affine, Encoder, LONGEST, WIDTH};
use numbers::{dot, gelu, softmax};
use pieces::Pieces;
use verbale_syntax::{Kernel, pack::Pack};

pub use verbale_syntax::pack::PackError;

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

/// The network with its weights.
#[derive(Debug)]
pub struct Ranker {
    kernel: Kernel,
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
    ranker: &'r Ranker,
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
    /// The ranker that ships with the program, loaded once.
    ///
    /// # Panics
    /// Never in a build that passes its tests: they load it.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Ranker> = OnceLock::new();
        BUNDLED.get_or_init(|| Self::bundled_on(Kernel::available()[0]))
    }

    /// The ranker that ships with the program, on one of this processor's kernels.
    ///
    /// # Panics
    /// As [`Ranker::bundled`].
    #[must_use]
    pub fn bundled_on(kernel: Kernel) -> Self {
        #[repr(C, align(64))]
        struct Aligned<T: ?Sized>(T);
        static PACKED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../models/ranker.vbl"));
        Self::from_bytes(&PACKED.0, kernel).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The ranker in a packed file's bytes, which must lie at a multiple of 64.
    ///
    /// # Errors
    /// What is missing or broken in it.
    pub fn from_bytes(bytes: &'static [u8], kernel: Kernel) -> Result<Self, PackError> {
        let pack = Pack::new(bytes)?;
        Ok(Self {
            kernel,
            pieces: Pieces::new(&pack)?,
            encoder: Encoder::new(&pack)?,
            ask: Affine::new(&pack, "ask", 2 * WIDTH, LOOKS * LOOK)?,
            key: Affine::new(&pack, "key", WIDTH, LOOKS * LOOK)?,
            value: Affine::new(&pack, "value", WIDTH, LOOKS * LOOK)?,
            hidden: Affine::new(&pack, "hidden", 3 * WIDTH + LOOKS * LOOK, HIDDEN)?,
            classes: Affine::new(&pack, "classes", HIDDEN, CLASSES.len())?,
            temperature: pack.numbers::<f32>("temperature", 1)?[0],
        })
    }

    /// Reads a sentence with its parties, each given by the bytes of its mentions. Of a sentence of more than 126 word
    /// pieces only the first are read.
    #[must_use]
    pub fn read(&self, sentence: &str, parties: &[Vec<Range<usize>>]) -> Reading<'_> {
        let cut = self.pieces.cut(sentence, LONGEST);
        let touches = |word: &Range<usize>, spans: &[Range<usize>]| {
            !word.is_empty() && spans.iter().any(|span| span.start < word.end && word.start < span.end)
        };
        let is_party: Vec<bool> =
            cut.spans.iter().map(|word| parties.iter().any(|spans| touches(word, spans))).collect();
        let vectors = self.encoder.run(self.kernel, &cut.ids, &is_party);
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
        self.key.run(self.kernel, &vectors, &mut keys);
        self.value.run(self.kernel, &vectors, &mut values);
        let whole = vectors[..WIDTH].to_vec();
        Reading { ranker: self, spans: cut.spans, parties, whole, keys, values }
    }
}

impl Reading<'_> {
    /// What the first party does to the second, both by their place in what [`Ranker::read`] was given. None where one
    /// of them lies past the part that was read.
    #[must_use]
    pub fn pair(&self, source: usize, target: usize) -> Option<Opinion> {
        let ranker = self.ranker;
        let (source, target) = (self.parties[source].as_ref()?, self.parties[target].as_ref()?);
        let both = [source.as_slice(), target].concat();
        let mut asked = Vec::new();
        ranker.ask.run(ranker.kernel, &both, &mut asked);
        let n = self.spans.len();
        let mut seen = vec![0.0; LOOKS * LOOK];
        let mut trigger = Vec::new();
        for look in 0..LOOKS {
            let own = look * LOOK..(look + 1) * LOOK;
            let mut weights: Vec<f32> = (0..n)
                .map(|i| {
                    let key = &self.keys[i * LOOKS * LOOK..][own.clone()];
                    dot(&asked[own.clone()], key) / (LOOK as f32).sqrt()
                })
                .collect();
            softmax(&mut weights);
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
        ranker.hidden.run(ranker.kernel, &input, &mut hidden);
        for x in &mut hidden {
            *x = gelu(*x);
        }
        ranker.classes.run(ranker.kernel, &hidden, &mut scores);
        for score in &mut scores {
            *score /= ranker.temperature;
        }
        softmax(&mut scores);
        let mut probabilities = [0.0; CLASSES.len()];
        probabilities.copy_from_slice(&scores);
        Some(Opinion { probabilities, trigger })
    }
}
