//! Whose turn it is: the speaker that a paragraph gives to a quotation
//! without a cue.

use super::draft::{Draft, Page, near};
use crate::{
    codebook::speech::Takes,
    document::ParagraphKind,
    span::Span,
    statements::{Attitude, Force, quotations::Quotation},
    syntax::{Dep, EntityLabel, Pos, TokenId},
};

impl Page<'_> {
    /// "Berg: the border will open": a paragraph or heading that gives the word
    /// to a person by name and colon. A name in capitals counts where three
    /// paragraphs begin so, as in a transcript: one alone may be a dateline.
    pub(super) fn named_turns(&self) -> Vec<Draft> {
        let turns: Vec<(std::ops::Range<u32>, TokenId, bool)> =
            self.document.paragraphs.iter().filter_map(|paragraph| self.named_turn(paragraph.span)).collect();
        let capitals = turns.iter().filter(|turn| !turn.2).count();
        turns
            .into_iter()
            .filter(|turn| turn.2 || capitals >= 3)
            .filter_map(|(name, colon, _)| {
                let sentence = self.syntax.sentence_of(colon);
                let paragraph = self.document.paragraphs[sentence.paragraph as usize].span;
                let end = self.syntax.tokens_in(paragraph).end;
                let content = self.words(colon.0 + 1..end)?;
                let head = TokenId(name.end - 1);
                Some(Draft {
                    head: colon,
                    cue: vec![self.syntax.token(colon).span],
                    speakers: vec![head],
                    source: vec![self.syntax.span_of(name)],
                    addressees: Vec::new(),
                    via: Vec::new(),
                    content: vec![content],
                    takes: Some(Takes::Quote),
                    quotes: true,
                    attitude: Attitude::Speech,
                    force: Force::Neutral,
                    bare: false,
                })
            })
            .collect()
    }

    /// The name before a colon at the start of a paragraph, the colon, and
    /// whether the network knows the name for a person's.
    fn named_turn(&self, paragraph: Span) -> Option<(std::ops::Range<u32>, TokenId, bool)> {
        let tokens = self.syntax.tokens_in(paragraph);
        let colon = tokens.clone().take(6).find(|at| self.lower(TokenId(*at)) == ":")?;
        let name = tokens.start..colon;
        let proper = !name.is_empty()
            && name.clone().all(|at| {
                let token = self.syntax.token(TokenId(at));
                matches!(token.pos, Pos::Propn | Pos::Noun | Pos::Adp | Pos::Adj) && token.dep != Dep::Root
                    || token.pos == Pos::Propn
            });
        let last = TokenId(colon.checked_sub(1)?);
        let person = self
            .syntax
            .entity_at(last)
            .is_some_and(|entity| entity.label == EntityLabel::Person && entity.tokens.end == colon);
        let written = self.syntax.token(last).span.of(self.text);
        let capitals = written.len() > 2 && written.chars().all(|c| c.is_uppercase() || ".’'-".contains(c));
        let clause = (colon + 1..tokens.end).any(|at| self.is_verb(TokenId(at))) && tokens.end - colon > 4;
        (proper && clause && (person || capitals && name.len() <= 2)).then_some((
            name,
            TokenId(colon),
            person,
        ))
    }

    /// Whether a quotation is a sentence or more: it begins one, ends one and
    /// has a verb.
    pub(super) fn is_sentence(&self, quotation: Quotation) -> bool {
        let words = quotation.inner.of(self.text);
        let tokens = self.syntax.tokens_in(quotation.inner);
        let begins = words
            .trim_start_matches(['.', '…', '[', '(', ' ', '‘', '\'', '“', '"'])
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let after = self.text[quotation.outer.end as usize..].trim_start();
        let ends = words.ends_with(['.', '!', '?', ',', '…', '—', '–', '-', '”', '"', '’', '\'', ']', ')'])
            || after.starts_with(['.', ',', ';'])
            || after.is_empty()
            || !quotation.closed;
        let verb = tokens.clone().any(|at| self.is_verb(TokenId(at)));
        begins && ends && (verb || words.ends_with(['!', '?'])) && tokens.len() >= 3
    }

    /// Whether a quotation stands between sentences rather than in one.
    pub(super) fn stands_alone(&self, quotation: Quotation) -> bool {
        let paragraph = self.document.paragraphs[quotation.paragraph as usize].span;
        let before =
            Span::new(paragraph.start, quotation.outer.start.max(paragraph.start)).of(self.text).trim_end();
        let after =
            Span::new(quotation.outer.end.min(paragraph.end), paragraph.end).of(self.text).trim_start();
        let inner = quotation.inner.of(self.text);
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', '”', '"', ':', '’', '\'', ')']);
        let ends =
            inner.ends_with(['.', '!', '?', '…']) || after.starts_with(['.', '!', '?']) || after.is_empty();
        begins && ends && (!before.is_empty() || self.syntax.tokens_in(quotation.inner).len() >= 4)
    }

    /// Who speaks in this paragraph: the last speaker in it before the
    /// quotation, else the subject of the sentence before, else the speaker or
    /// subject of the paragraph before.
    pub(super) fn paragraph_speaker(&self, quotation: Quotation, drafts: &[Draft]) -> Vec<TokenId> {
        let mut paragraph = Some(quotation.paragraph);
        for _ in 0..3 {
            let Some(number) = paragraph else { break };
            let span = self.document.paragraphs[number as usize].span;
            let end = quotation.outer.start.min(span.end);
            let speaks = |draft: &&Draft| {
                let place = draft.cue.first().map_or_else(|| draft.content[0].start, |cue| cue.start);
                span.start <= place
                    && place < end
                    && draft.attitude == Attitude::Speech
                    && !draft.speakers.is_empty()
                    && (!draft.content.is_empty())
                    && (draft.cue.is_empty() || self.within[draft.head.index()].is_none())
            };
            let reach = Span::new(span.start.max(end.saturating_sub(2000)).min(end), end);
            let window = near(drafts, &self.syntax.tokens_in(reach));
            let behind = drafts.len().saturating_sub(4).max(drafts.partition_point(|draft| !draft.bare));
            let candidates = drafts[window].iter().chain(&drafts[behind..]);
            let last =
                candidates.filter(|draft| !draft.content.is_empty()).filter(speaks).max_by_key(|draft| {
                    draft.cue.first().map_or_else(|| draft.content[0].start, |cue| cue.start)
                });
            let subject = self.last_subject(Span::new(span.start, end));
            if let Some(last) = last {
                // A sentence of its own between that speaker and the quotation
                // with another person as its subject hands the word over.
                let place = last.cue.first().map_or(0, |cue| cue.end);
                let newer = subject.filter(|subject| !self.is_place(*subject)).filter(|subject| {
                    self.syntax.token(*subject).span.start > place
                        && number == quotation.paragraph
                        && self.is_human(*subject)
                        && self.syntax.token(*subject).sentence > self.syntax.token(last.head).sentence
                        && self.syntax.token(*subject).pos != Pos::Pron
                });
                return newer.map_or_else(|| last.speakers.clone(), |subject| self.coordinated(subject));
            }
            let far = number != quotation.paragraph;
            if let Some(subject) =
                subject.filter(|subject| self.is_human(*subject) && !(far && self.is_place(*subject)))
            {
                return self.coordinated(subject);
            }
            paragraph = (0..number)
                .rev()
                .find(|before| self.document.paragraphs[*before as usize].kind == ParagraphKind::Body);
        }
        Vec::new()
    }

    /// The subject of the last sentence in a stretch, or of an earlier one
    /// where the last has none that can speak.
    pub(super) fn last_subject(&self, stretch: Span) -> Option<TokenId> {
        let tokens = self.syntax.tokens_in(stretch);
        let last = self.syntax.tokens.get(tokens.end.checked_sub(1)? as usize)?.sentence;
        let first = self.syntax.tokens.get(tokens.start as usize)?.sentence;
        (first..=last).rev().take(3).find_map(|sentence| {
            let sentence = &self.syntax.sentences[sentence as usize];
            self.syntax
                .tokens_of(sentence)
                .find(|id| self.syntax.head(*id).is_none())
                .and_then(|root| self.subject(root, 0))
                .filter(|subject| self.within[subject.index()].is_none() && self.is_human(*subject))
        })
    }

    /// The subject of the sentence that a stretch of text belongs to.
    pub(super) fn main_subject(&self, frame: Span) -> Option<TokenId> {
        let tokens = self.syntax.tokens_in(frame);
        let inside = |id: &TokenId| tokens.contains(&id.0);
        tokens
            .clone()
            .map(TokenId)
            .find(|id| {
                matches!(self.syntax.token(*id).dep, Dep::Nsubj | Dep::Nsubjpass)
                    && self.syntax.head(*id).is_some_and(|head| self.syntax.token(head).dep == Dep::Root)
            })
            .or_else(|| {
                tokens
                    .clone()
                    .map(TokenId)
                    .find(|id| matches!(self.syntax.token(*id).dep, Dep::Nsubj | Dep::Nsubjpass))
            })
            .or_else(|| {
                // A name alone before the colon.
                let root = tokens
                    .clone()
                    .map(TokenId)
                    .find(|id| self.syntax.head(*id).is_none_or(|head| !inside(&head)))?;
                matches!(self.syntax.token(root).pos, Pos::Propn | Pos::Noun).then_some(root)
            })
    }

    /// Whether a name is that of a place.
    pub(super) fn is_place(&self, head: TokenId) -> bool {
        self.syntax.entity_at(head).is_some_and(|entity| entity.label == EntityLabel::Gpe)
    }

    /// Whether a word may stand for a human being or a body that speaks.
    ///
    /// A place may, but not for a quotation of another paragraph.
    pub(super) fn is_human(&self, head: TokenId) -> bool {
        let token = self.syntax.token(head);
        match token.pos {
            Pos::Pron => matches!(token.lower.as_str(), "he" | "she" | "they" | "i" | "we" | "who"),
            Pos::Propn => self.syntax.entity_at(head).is_none_or(|entity| {
                matches!(
                    entity.label,
                    EntityLabel::Person | EntityLabel::Norp | EntityLabel::Org | EntityLabel::Gpe
                )
            }),
            Pos::Noun => is_role(&token.lemma),
            _ => false,
        }
    }
}

/// Nouns for people by their endings and a few by name: "minister", "envoy".
fn is_role(lemma: &str) -> bool {
    const NAMES: &[&str] = &[
        "envoy",
        "general",
        "colonel",
        "chief",
        "king",
        "queen",
        "pope",
        "bishop",
        "mayor",
        "judge",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "woman",
        "man",
        "child",
        "boy",
        "girl",
        "mother",
        "father",
        "wife",
        "husband",
        "son",
        "daughter",
        "president",
        "chancellor",
        "premier",
        "prime",
        "chairman",
        "official",
        "diplomat",
        "analyst",
        "expert",
        "student",
        "resident",
        "witness",
        "survivor",
        "critic",
        "activist",
        "politician",
        "politico",
        "head",
        "police",
        "people",
        "patient",
        "villager",
        "member",
        "guard",
        "pilot",
        "captain",
        "clerk",
        "secretary",
        "nurse",
        "doctor",
        "widow",
        "youth",
        "refugee",
        "migrant",
        "deputy",
        "ally",
        "aide",
        "veteran",
        "monk",
        "priest",
        "patriarch",
        "economist",
        "scientist",
        "journalist",
        "artist",
        "sergeant",
        "lieutenant",
        "major",
        "admiral",
        "commander",
        "ombudsman",
        "friend",
        "neighbour",
        "neighbor",
    ];
    NAMES.contains(&lemma)
        || (lemma.len() > 5
            && ["er", "or", "ist", "man", "woman", "ent", "ant", "ian"]
                .iter()
                .any(|end| lemma.ends_with(end))
            && ![
                "number",
                "letter",
                "matter",
                "order",
                "paper",
                "power",
                "water",
                "winter",
                "summer",
                "weather",
                "border",
                "government",
                "statement",
                "agreement",
                "document",
                "parliament",
                "member",
                "moment",
                "movement",
                "treatment",
                "development",
                "percent",
                "incident",
                "accident",
                "weapon",
                "answer",
                "quarter",
                "minister",
            ]
            .contains(&lemma))
        || lemma == "minister"
}

#[cfg(test)]
mod tests {
    use super::is_role;

    #[test]
    fn people_are_told_from_things_by_their_names() {
        for person in ["minister", "envoy", "spokeswoman", "farmer", "economist", "survivor", "politician"] {
            assert!(is_role(person), "{person}");
        }
        for thing in ["letter", "border", "agreement", "weapon", "winter", "door", "station"] {
            assert!(!is_role(thing), "{thing}");
        }
    }
}
