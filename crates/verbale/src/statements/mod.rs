//! Statements: who says, believes, intends or perceives what, on whose word.

mod bounds;
mod content;
mod cues;
mod draft;
mod finish;
mod frames;
mod nouns;
pub mod quotations;
mod source;
mod turns;

use draft::Page;

use crate::{
    clauses::{ClauseId, Clauses},
    codebook::Codebook,
    document::Document,
    mentions::{MentionId, Mentions},
    span::Span,
    syntax::{Syntax, TokenId},
};

/// Index of a statement in [`Statements::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

/// The statements of an article, in the order of their cues or contents.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    /// In the order of the text.
    pub all: Vec<Statement>,
}

/// One attribution: source, cue and content (PARC3, PolNeAR).
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its own id.
    pub id: StatementId,
    /// The mentions that speak; several for a joint statement. A quotation
    /// without a cue takes the mention of the speaker before it, so that the
    /// mention may stand outside `source_spans`.
    pub speaker: Vec<MentionId>,
    /// The mentions that are spoken to.
    pub addressee: Vec<MentionId>,
    /// The words of the source, as PolNeAR marks them: the whole noun phrase,
    /// appositions and relative clauses included; none where it is implied.
    pub source: Vec<Span>,
    /// The words of the cue, with the preposition and the place of speaking
    /// where PolNeAR counts them; none where it is implied.
    pub cue: Vec<Span>,
    /// The word that the cue is built on.
    pub cue_head: Option<TokenId>,
    /// The clause of the cue.
    pub cue_clause: Option<ClauseId>,
    /// The words of the content, one span for each unbroken stretch; a direct
    /// quotation without its outer marks.
    pub content: Vec<Span>,
    /// Direct, indirect or both.
    pub form: Form,
    /// Speech, belief, intention or perception.
    pub attitude: Attitude,
    /// What the cue does, from `codebook/speech.toml`.
    pub force: Force,
    /// Through whom the words reached the paper, nearest first: the agency or
    /// outlet that reports them.
    pub via: Vec<Through>,
    /// The statement inside whose content this one stands.
    pub said_in: Option<StatementId>,
}

/// An outlet or agency that passes a statement on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Through {
    /// The outlet's mention.
    pub mention: MentionId,
    /// Its words.
    pub span: Span,
}

/// Whether the words are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Wholly inside quotation marks.
    Direct,
    /// Reported.
    Indirect,
    /// Reported, with quoted words in it.
    Mixed,
}

/// What the source does with the content (PolNeAR's attitudes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attitude {
    /// Says it.
    Speech,
    /// Believes, knows, expects it.
    Belief,
    /// Wants or plans it.
    Intention,
    /// Sees or hears it.
    Perception,
}

/// What a cue does, and so what it makes of the status of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Force {
    /// "said": the content stands as it is.
    Neutral,
    /// "confirmed", "insisted".
    Assertive,
    /// "suggested", "reportedly".
    Hedged,
    /// "denied", "dismissed as": the content is negated.
    Denying,
    /// "accused", "alleged".
    Accusing,
    /// "demanded", "urged": the content is requested.
    Demanding,
    /// "promised", "vowed": the content is planned.
    Promising,
    /// "warned", "threatened": the content is planned, or conditional.
    Threatening,
    /// "praised", "welcomed".
    Praising,
}

impl Attitude {
    /// The name in the table of cues and in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Belief => "belief",
            Self::Intention => "intention",
            Self::Perception => "perception",
        }
    }
}

impl Force {
    /// The name in the table of cues.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Assertive => "assertive",
            Self::Hedged => "hedged",
            Self::Denying => "denying",
            Self::Accusing => "accusing",
            Self::Demanding => "demanding",
            Self::Promising => "promising",
            Self::Threatening => "threatening",
            Self::Praising => "praising",
        }
    }
}

impl Statements {
    /// The statement.
    #[must_use]
    pub fn get(&self, id: StatementId) -> &Statement {
        &self.all[id.0 as usize]
    }

    /// The innermost statement in whose content a stretch of text stands.
    #[must_use]
    pub fn around(&self, span: Span) -> Option<&Statement> {
        // Statements stand in the order of their first words.
        let end = self.all.partition_point(|statement| statement.start() <= span.start);
        self.all[end.saturating_sub(2 * draft::NEAR)..end]
            .iter()
            .filter_map(|statement| {
                let held = statement.content.iter().filter(|content| content.contains(span));
                held.map(|content| content.end - content.start).min().map(|length| (length, statement))
            })
            .min_by_key(|(length, _)| *length)
            .map(|(_, statement)| statement)
    }
}

impl Statement {
    /// Where its first word stands.
    fn start(&self) -> u32 {
        self.content.iter().chain(&self.cue).chain(&self.source).map(|span| span.start).min().unwrap_or(0)
    }
}

/// Finds the statements of an article.
#[must_use]
pub fn find(
    text: &str,
    document: &Document,
    syntax: &Syntax,
    clauses: &Clauses,
    mentions: &Mentions,
    codebook: &Codebook,
) -> Statements {
    let mut quotations = quotations::find(text, document);
    draft::end_before_cue(text, syntax, &codebook.speech, &mut quotations);
    let page = Page::new(text, document, syntax, clauses, mentions, &codebook.speech, &quotations);
    let mut drafts = page.cues();
    page.assign(&mut drafts);
    finish::finish(&page, drafts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(id: u32, cue: (u32, u32), content: (u32, u32)) -> Statement {
        Statement {
            id: StatementId(id),
            speaker: Vec::new(),
            addressee: Vec::new(),
            source: Vec::new(),
            cue: vec![Span::new(cue.0, cue.1)],
            cue_head: None,
            cue_clause: None,
            content: vec![Span::new(content.0, content.1)],
            form: Form::Indirect,
            attitude: Attitude::Speech,
            force: Force::Neutral,
            via: Vec::new(),
            said_in: None,
        }
    }

    #[test]
    fn the_innermost_statement_holds_a_word() {
        let statements =
            Statements { all: vec![statement(0, (4, 8), (9, 60)), statement(1, (20, 26), (30, 50))] };
        let around = |start, end| statements.around(Span::new(start, end)).map(|statement| statement.id.0);
        assert_eq!(around(35, 40), Some(1));
        assert_eq!(around(20, 26), Some(0));
        assert_eq!(around(52, 55), Some(0));
        assert_eq!(around(0, 3), None);
        assert_eq!(around(55, 70), None);
    }
}
