//! The knowledge: loaded from plain files that an analyst can read and edit.

pub mod actors;
pub mod places;
pub mod rules;
pub mod speech;

use std::sync::OnceLock;

use compact_str::CompactString;

use crate::{clauses::WordLists, events::EventType, record};

/// All that the reader knows.
#[derive(Debug, Default)]
pub struct Codebook {
    /// The rules that make events (`codebook/events/*.toml`).
    pub rules: rules::Rules,
    /// Eventive nouns, light verbs, and what a word does to the reality of another's act
    /// (`codebook/words/`).
    pub words: WordLists,
    /// What cues of speech do (`codebook/speech.toml`).
    pub speech: speech::Speech,
    /// States, organisations, roles and dated offices (`codebook/actors/`).
    pub actors: actors::ActorTables,
    /// The gazetteer (`codebook/places/` and the packed GeoNames table).
    pub places: places::Gazetteer,
    /// SHA-256 of the shipped files, with the user's own where there are any.
    pub sha256: String,
}

/// A file of a user's own codebook: its path as the user named it, and its text.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Path below the codebook's folder, with `/`: `events/request.toml`.
    pub path: &'a str,
    /// What it holds.
    pub text: &'a str,
}

/// What is wrong with a codebook file, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// The file.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)?;
        self.hint.iter().try_for_each(|hint| write!(f, "\n  hint: {hint}"))
    }
}

impl std::error::Error for LoadError {}

/// Who decided on an event's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleName {
    /// A rule of the codebook, by its id.
    Rule(CompactString),
    /// The learned ranker, by its class.
    Ranker(EventType),
}

impl std::fmt::Display for RuleName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rule(id) => f.write_str(id),
            Self::Ranker(class) => write!(f, "ranker:{}", class.as_str()),
        }
    }
}

impl Codebook {
    /// The codebook that ships with the program, loaded once.
    ///
    /// # Panics
    /// Never in a build that passes its tests: the shipped files are loaded by them.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Codebook> = OnceLock::new();
        BUNDLED.get_or_init(|| match Self::with_files(&[]) {
            Ok(codebook) => codebook,
            Err(errors) => panic!("the shipped codebook does not load: {}", errors[0]),
        })
    }

    /// The shipped codebook with a user's own files added: rows with the same
    /// id or name replace the shipped ones.
    ///
    /// # Errors
    /// Every fault of the user's files, each with file, line and hint.
    pub fn with_files(files: &[File<'_>]) -> Result<Self, Vec<LoadError>> {
        let mut errors = Vec::new();
        let codebook = Self {
            rules: rules::load(files, &mut errors),
            words: WordLists::load(files, &mut errors),
            speech: speech::load(files, &mut errors),
            actors: actors::load(files, &mut errors),
            places: places::load(files, &mut errors),
            sha256: record::with_user_files(files),
        };
        if errors.is_empty() { Ok(codebook) } else { Err(errors) }
    }
}
