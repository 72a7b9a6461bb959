//! The whole network: from a text to tokens, tree and names.

use std::{collections::HashMap, sync::OnceLock};

use crate::{
    Parse, Tag, Token,
    hash::StringIds,
    kernel::{self, Kernel, PANEL},
    layer::Precision,
    lexis::{
        Lexis,
        chars::{prefix, suffix},
        tokenizer::Lexeme,
    },
    ner::Recogniser,
    pack::{Pack, PackError},
    parser::Parser,
    tok2vec::{Features, Tok2Vec, WIDTH},
};

/// Longest stretch of tokens that is parsed as one; a longer text is cut, so
/// that memory stays flat. No paragraph of prose is as long.
const LONGEST: usize = 4096;

/// Texts whose tokens, as many as this, pass through the network together.
const BATCH_TOKENS: usize = 2048;

/// The parts of the work, as [`Model::parse_in_parts`] tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Words cut from the text.
    Tokens,
    /// Distinct words of a batch with their features.
    Words,
    /// Vectors of the tokens, for trees and for names.
    Vectors,
    /// Tags.
    Tags,
    /// Trees.
    Trees,
    /// Coarse tags and lemmas, by rules.
    Rules,
    /// Names.
    Names,
}

/// The network with its weights.
#[derive(Debug)]
pub struct Model {
    kernel: Kernel,
    precision: Precision,
    batch: usize,
    pub(crate) lexis: Lexis,
    strings: StringIds,
    vectors: VectorIndex,
    tok2vec: Tok2Vec,
    tagger: Tagger,
    parser: Parser,
    ner_tok2vec: Tok2Vec,
    ner: Recogniser,
}

/// The weights that ship with the program, at a multiple of 64 bytes.
fn packed() -> &'static [u8] {
    #[repr(C, align(64))]
    struct Aligned<T: ?Sized>(T);
    static PACKED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../models/en_core_web_md.vbl"));
    &PACKED.0
}

/// A stretch of one text that passes through the network as one.
struct Unit {
    text: usize,
    first: usize,
    words: Vec<u32>,
    is_space: Vec<bool>,
}

impl Model {
    /// The model that ships with the program, loaded once.
    ///
    /// # Panics
    /// Never in a build that passes its tests: they load it.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Model> = OnceLock::new();
        BUNDLED.get_or_init(|| Self::from_bytes(packed()).unwrap_or_else(|error| panic!("{error}")))
    }

    /// The model that ships with the program with its large products in eight
    /// bits, loaded once: faster, with other answers here and there, but the
    /// same on every machine.
    ///
    /// # Panics
    /// As [`Model::bundled`].
    #[must_use]
    pub fn fast() -> &'static Self {
        static FAST: OnceLock<Model> = OnceLock::new();
        let load = || Self::load(packed(), Precision::Fast).unwrap_or_else(|error| panic!("{error}"));
        FAST.get_or_init(load)
    }

    /// The model that ships with the program, run on a kernel that is not the
    /// widest. Only the speed differs; a kernel that this processor lacks
    /// ([`Kernel::available`]) gives way to the widest.
    ///
    /// # Panics
    /// As [`Model::bundled`].
    #[must_use]
    pub fn bundled_on(kernel: Kernel) -> Self {
        Self::from_bytes(packed()).unwrap_or_else(|error| panic!("{error}")).on(kernel)
    }

    /// [`Model::fast`] on a kernel that is not the widest.
    ///
    /// # Panics
    /// As [`Model::bundled`].
    #[must_use]
    pub fn fast_on(kernel: Kernel) -> Self {
        Self::load(packed(), Precision::Fast).unwrap_or_else(|error| panic!("{error}")).on(kernel)
    }

    /// This model with batches of so many tokens (or of one longer text). Only the speed differs.
    #[must_use]
    pub fn in_batches_of(self, tokens: usize) -> Self {
        Self { batch: tokens, ..self }
    }

    /// Whether its large products are in eight bits ([`Model::fast`]).
    #[must_use]
    pub fn is_fast(&self) -> bool {
        self.precision == Precision::Fast
    }

    fn on(mut self, kernel: Kernel) -> Self {
        self.kernel = kernel.or_widest();
        self
    }

    /// The model in a packed file's bytes, which must lie at a multiple of 64.
    ///
    /// # Errors
    /// What is missing or broken in it.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, PackError> {
        Self::load(bytes, Precision::Exact)
    }

    fn load(bytes: &'static [u8], precision: Precision) -> Result<Self, PackError> {
        let pack = Pack::new(bytes)?;
        let lexis =
            Lexis::new(&|name| pack.section(name).ok()).map_err(|error| PackError(error.to_string()))?;
        Ok(Self {
            kernel: Kernel::available()[0],
            precision,
            batch: BATCH_TOKENS,
            lexis,
            strings: StringIds::new(&pack)?,
            vectors: VectorIndex::new(&pack)?,
            tok2vec: Tok2Vec::new(&pack, "tok2vec", &[5000, 1000, 2500, 2500, 50, 50], precision)?,
            tagger: Tagger::new(&pack)?,
            parser: Parser::new(&pack, precision)?,
            ner_tok2vec: Tok2Vec::new(&pack, "ner/tok2vec", &[5000, 1000, 2500, 2500], precision)?,
            ner: Recogniser::new(&pack, precision)?,
        })
    }

    /// What the network says of one paragraph.
    #[must_use]
    pub fn parse(&self, text: &str) -> Parse {
        self.parse_all(&[text]).pop().unwrap_or_default()
    }

    /// What the network says of several paragraphs; of each the same as alone.
    #[must_use]
    pub fn parse_all(&self, texts: &[&str]) -> Vec<Parse> {
        self.parse_in_parts(texts, &mut |_| {})
    }

    /// As [`Model::parse_all`], and tells whenever a part of the work is done.
    pub fn parse_in_parts(&self, texts: &[&str], done: &mut dyn FnMut(Part)) -> Vec<Parse> {
        let lexemes: Vec<Vec<Lexeme>> =
            texts.iter().map(|text| self.lexis.tokenizer.tokenize(text)).collect();
        done(Part::Tokens);
        let mut parses = vec![Parse::default(); texts.len()];
        let mut words = Words::default();
        let mut units: Vec<Unit> = Vec::new();
        let mut tokens = 0;
        for (t, text) in texts.iter().enumerate() {
            for (i, stretch) in lexemes[t].chunks(LONGEST).enumerate() {
                if tokens + stretch.len() > self.batch && tokens > 0 {
                    done(Part::Words);
                    self.run(&words, &units, texts, &lexemes, &mut parses, done);
                    words = Words::default();
                    units.clear();
                    tokens = 0;
                }
                tokens += stretch.len();
                let ids = stretch.iter().map(|lexeme| words.id(text, lexeme, self)).collect();
                let is_space = stretch.iter().map(|lexeme| lexeme.is_space).collect();
                units.push(Unit { text: t, first: i * LONGEST, words: ids, is_space });
            }
        }
        done(Part::Words);
        self.run(&words, &units, texts, &lexemes, &mut parses, done);
        parses
    }

    /// Runs the network on units in the order of their texts, and appends to the parses.
    fn run(
        &self,
        words: &Words<'_>,
        units: &[Unit],
        texts: &[&str],
        lexemes: &[Vec<Lexeme>],
        parses: &mut [Parse],
        done: &mut dyn FnMut(Part),
    ) {
        let ids: Vec<&[u32]> = units.iter().map(|unit| unit.words.as_slice()).collect();
        let vectors = self.tok2vec.run(self.kernel, &words.features, &ids);
        let ner_vectors = self.ner_tok2vec.run(self.kernel, &words.features, &ids);
        done(Part::Vectors);
        let mut at = 0;
        for unit in units {
            let n = unit.words.len();
            let own = at * WIDTH..(at + n) * WIDTH;
            at += n;
            let text = texts[unit.text];
            let lexemes = &lexemes[unit.text][unit.first..unit.first + n];
            let written: Vec<&str> =
                lexemes.iter().map(|l| &text[l.start as usize..l.end as usize]).collect();
            let mut tags = self.tagger.tag(self.kernel, &vectors[own.clone()]);
            done(Part::Tags);
            let tree = self.parser.parse(self.kernel, &vectors[own.clone()], &unit.is_space);
            done(Part::Trees);
            let mut deps = tree.deps;
            let attributes = self.lexis.attribute_ruler.apply(&written, &mut tags, &mut deps);
            let parse = &mut parses[unit.text];
            let offset = parse.tokens.len() as u32;
            for (i, lexeme) in lexemes.iter().enumerate() {
                parse.tokens.push(Token {
                    start: lexeme.start,
                    end: lexeme.end,
                    tag: tags[i],
                    pos: attributes[i].pos,
                    lemma: self.lexis.lemmatizer.lemma(written[i], &attributes[i]),
                    head: offset + tree.heads[i],
                    dep: deps[i],
                    sentence_start: tree.sentence_start[i],
                });
            }
            done(Part::Rules);
            let names = self.ner.find(self.kernel, &ner_vectors[own], &unit.is_space, &tree.sentence_start);
            parse.entities.extend(names.into_iter().map(|mut name| {
                name.start += offset;
                name.end += offset;
                name
            }));
            done(Part::Names);
        }
    }
}

/// The distinct words of a batch: each is embedded once.
#[derive(Default)]
struct Words<'t> {
    features: Vec<Features>,
    /// By the word, its norm, and whether a space follows.
    ids: HashMap<(&'t str, compact_str::CompactString, bool), u32>,
}

impl<'t> Words<'t> {
    fn id(&mut self, text: &'t str, lexeme: &Lexeme, model: &Model) -> u32 {
        let word = &text[lexeme.start as usize..lexeme.end as usize];
        *self.ids.entry((word, lexeme.norm.clone(), lexeme.spacy)).or_insert_with(|| {
            let id = |text: &str| model.strings.id(text);
            let orth = id(word);
            self.features.push(Features {
                columns: [
                    id(&lexeme.norm),
                    id(prefix(word)),
                    id(suffix(word)),
                    id(&model.lexis.tokenizer.chars.shape(word)),
                    u64::from(lexeme.spacy),
                    u64::from(lexeme.is_space),
                ],
                vector: model.vectors.row(orth),
            });
            self.features.len() as u32 - 1
        })
    }
}

/// Finds the row of a word's static vector.
#[derive(Debug)]
struct VectorIndex {
    buckets: &'static [u32],
    keys: &'static [u32],
    rows: &'static [u16],
}

impl VectorIndex {
    fn new(pack: &Pack) -> Result<Self, PackError> {
        let buckets: &[u32] = pack.numbers("vectors/buckets", 65537)?;
        let count = buckets[65536] as usize;
        if !buckets.is_sorted() {
            return Err(PackError("section vectors/buckets is out of order".to_owned()));
        }
        Ok(Self {
            buckets,
            keys: pack.numbers("vectors/keys", count)?,
            rows: pack.numbers("vectors/rows", count)?,
        })
    }

    fn row(&self, orth: u64) -> Option<u16> {
        let bucket = (orth >> 48) as usize;
        let range = self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize;
        let found = self.keys[range.clone()].binary_search(&(orth as u32)).ok()?;
        Some(self.rows[range.start + found])
    }
}

/// The tagger: one linear layer over the token vectors.
#[derive(Debug)]
struct Tagger {
    weights: &'static [f32],
    bias: &'static [f32],
    tags: Vec<Tag>,
}

impl Tagger {
    fn new(pack: &Pack) -> Result<Self, PackError> {
        let tags = pack
            .text("tagger/labels")?
            .lines()
            .map(|name| {
                Tag::from_label(name)
                    .ok_or_else(|| PackError(format!("section tagger/labels: unknown tag {name}")))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            weights: pack.numbers("tagger/W", WIDTH * tags.len().next_multiple_of(PANEL))?,
            bias: pack.numbers("tagger/b", tags.len())?,
            tags,
        })
    }

    fn tag(&self, kernel: Kernel, vectors: &[f32]) -> Vec<Tag> {
        let columns = self.weights.len() / WIDTH;
        let rows = vectors.len() / WIDTH;
        let mut scores = vec![0.0; rows * columns];
        kernel::affine(kernel, vectors, rows, WIDTH, WIDTH, self.weights, &mut scores);
        scores
            .chunks_exact(columns)
            .map(|row| {
                let mut best = 0;
                for (i, bias) in self.bias.iter().enumerate() {
                    if row[i] + bias > row[best] + self.bias[best] {
                        best = i;
                    }
                }
                self.tags[best]
            })
            .collect()
    }
}
