//! Cues: every word of the table that stands where a cue stands, with its
//! source and what the syntax gives as its content.

use super::{
    content::Content,
    draft::{Draft, Page},
    source::DOCUMENTS,
};
use compact_str::CompactString;

use crate::{
    codebook::speech::{Addressee, Cue, CuePos, Takes},
    span::Span,
    statements::{Attitude, Force},
    syntax::{Dep, Pos, Tag, TokenId},
};

/// Words under a preposition after a verb of saying that tell how or where it
/// was said: they belong to the cue.
const OCCASIONS: &[&str] = &[
    "statement",
    "interview",
    "speech",
    "letter",
    "email",
    "tweet",
    "post",
    "conference",
    "briefing",
    "release",
    "remark",
    "address",
    "report",
    "video",
    "message",
    "memo",
    "testimony",
    "article",
    "column",
    "editorial",
    "rally",
    "hearing",
    "debate",
    "broadcast",
    "appearance",
    "note",
    "call",
];

impl Page<'_> {
    /// Every cue of the article, those that still wait for a quotation included.
    pub(super) fn cues(&self) -> Vec<Draft> {
        let mut out = Vec::new();
        for at in 0..self.syntax.tokens.len() as u32 {
            let id = TokenId(at);
            let token = self.syntax.token(id);
            match token.pos {
                Pos::Verb => out.extend(self.verb(id)),
                Pos::Noun => out.extend(self.noun(id)),
                Pos::Adj => out.extend(self.adjective(id)),
                Pos::Adv => out.extend(self.adverb(id)),
                _ => {}
            }
            out.extend(self.phrase_cue(id));
        }
        out.extend(self.named_turns());
        // Later steps look for cues by their place.
        out.sort_by_key(|draft| draft.head);
        out
    }

    pub(super) fn lemma(&self, id: TokenId) -> CompactString {
        self.syntax.token(id).lemma.to_lowercase()
    }

    fn verb(&self, verb: TokenId) -> Option<Draft> {
        let token = self.syntax.token(verb);
        // A participle before its noun is an adjective: "the alleged theft".
        if matches!(token.dep, Dep::Amod | Dep::Compound | Dep::Aux | Dep::Auxpass) {
            return None;
        }
        let mut lemma = self.lemma(verb);
        let particle = self.syntax.child(verb, Dep::Prt);
        let mut rows: Vec<&Cue> = Vec::new();
        if let Some(particle) = particle {
            lemma = compact_str::format_compact!("{lemma} {}", self.lower(particle));
        }
        rows.extend(self.speech.of(CuePos::Verb, &lemma));
        if particle.is_none() {
            // "point out", "go on" with the particle read as an adverb.
            let next = TokenId(verb.0 + 1);
            if next.index() < self.syntax.tokens.len() && self.syntax.head(next) == Some(verb) {
                let with = format!("{lemma} {}", self.lower(next));
                let before = rows.len();
                rows.extend(self.speech.of(CuePos::Verb, &with));
                rows.rotate_left(before);
            }
        }
        if rows.is_empty() {
            return None;
        }
        let passive = self.is_passive(verb);
        // "Warned against assuming that …": nobody assumes it.
        let averted = token.dep == Dep::Pcomp
            && self.syntax.head(verb).is_some_and(|prep| {
                matches!(self.lower(prep), "against" | "without" | "from")
                    || self.lower(prep) == "of"
                        && self.syntax.head(prep).is_some_and(|above| self.lower(above) == "short")
            });
        if averted || self.serves_another(verb) {
            return None;
        }
        let mut found = self.best(verb, &rows, |page, head, takes| page.content_of_verb(head, takes));
        // "Is said to have fled", whatever the verb.
        if passive
            && found.as_ref().is_none_or(|found| found.1 == Takes::Object)
            && let Some(row) = rows.iter().find(|row| row.takes.contains(&Takes::That))
            && let Some(content) = self.raising(verb, true)
        {
            found = Some((*row, Takes::Raising, content));
        }
        let quotes = rows.iter().any(|row| row.takes.contains(&Takes::Quote));
        let mut source = self.source_of_verb(verb);
        // "…,” declared the colonel": the object is the speaker.
        if quotes && source.is_none() && matches!(found, Some((_, Takes::Object, _))) {
            found = None;
        }
        let (row, takes, content) = match found {
            Some((row, takes, content)) => (row, Some(takes), content),
            None if quotes => {
                let row = rows.iter().find(|row| row.takes.contains(&Takes::Quote))?;
                (*row, None, Content { spans: Vec::new(), cue: Vec::new(), question: false })
            }
            None => return None,
        };
        if takes == Some(Takes::Raising) && !passive {
            source = None;
        }
        let mut via = Vec::new();
        let mut cue = vec![verb];
        // "X quoted Y as saying": Y speaks, X passes it on.
        let quoting = token.lemma == "quote" || token.lemma == "cite";
        let saying = self.as_saying(verb);
        let mut content = content;
        if let (true, Some((words, saying))) = (quoting, saying) {
            let said = if passive {
                self.syntax.child(verb, Dep::Nsubjpass).or_else(|| self.subject(verb, 0))
            } else {
                self.syntax.child(verb, Dep::Dobj)
            };
            if let Some(said) = said {
                via.extend(source.or_else(|| self.agent(saying)));
                source = Some(said);
            }
            cue.extend(words);
            content = self
                .content_of_verb(saying, &Takes::That)
                .unwrap_or(Content { spans: content.spans, ..content });
            if !self.syntax.children(saying).iter().any(|child| self.syntax.token(*child).dep == Dep::Ccomp)
                && takes.as_ref() != Some(&Takes::That)
            {
                content.spans.clear();
            }
        } else if token.lemma == "quote" {
            content.spans.clear();
        }
        // "… reported, citing Y": Y speaks.
        if let Some(cited) = self.cited(verb).filter(|_| source.is_none_or(|source| self.is_outlet(source))) {
            via.extend(source);
            source = Some(cited);
        }
        let addressees = self.addressees(verb, row, takes.as_ref());
        if !quoting {
            via.extend(addressees.iter().copied().filter(|head| self.is_outlet(*head)));
        }
        cue.extend(content.cue.iter().copied());
        // "Asked whether": nobody vouches for it. "Explained how": somebody does.
        let open = content.question
            && (row.force == Force::Demanding
                || content.spans.iter().any(|span| {
                    let words = span.of(self.text);
                    words.starts_with("whether ") || words.starts_with("if ")
                }));
        let force = if open && row.force != Force::Denying { Force::Hedged } else { row.force };
        let takes = if content.spans.is_empty() { None } else { takes };
        // Object alone, with nobody named who says it, is the paper's own word.
        if source.is_none()
            && matches!(takes, Some(Takes::Object | Takes::Preposition(_) | Takes::ObjectPredicate))
        {
            return None;
        }
        // One's own attitude inside one's own quotation is already said.
        if self.within[verb.index()].is_some() && !self.stands_in_quotation(source, row) {
            return None;
        }
        // "Who asked not to be named": the terms of speaking, not speech.
        let terms = matches!(takes, Some(Takes::To))
            && content.spans.iter().any(|span| {
                let words = span.of(self.text);
                ["be named", "be identified", "be quoted"].iter().any(|end| words.contains(end))
            });
        if terms
            || passive
                && source.is_none()
                && matches!(self.syntax.token(verb).dep, Dep::Advcl | Dep::Acl)
                && row.force == Force::Demanding
        {
            return None;
        }
        let spans = self.cue_words(cue, verb, row);
        // "If X …" beside the verb is the condition of what is said.
        if let (Some(takes), Some(last)) = (&takes, content.spans.last_mut())
            && matches!(
                takes,
                Takes::Preposition(_) | Takes::Object | Takes::To | Takes::ObjectTo | Takes::That
            )
            && let Some(condition) = self.condition_after(verb, *last)
        {
            last.end = condition.end;
        }
        let mut draft =
            self.draft(verb, row, force, spans, source, addressees, via, content.spans, takes, quotes);
        if let (true, Some(source), Some((words, _))) = (quoting, source, self.as_saying(verb)) {
            // The words of the quoted one reach to "as saying".
            let start = self.syntax.edges(source).start;
            if let (false, Some(mark)) =
                (passive, words.first().filter(|mark| mark.0 > start && source > verb))
            {
                draft.source = self.words(start..mark.0).into_iter().collect();
            }
        }
        Some(draft)
    }

    pub(super) fn stands_in_quotation(&self, source: Option<TokenId>, row: &Cue) -> bool {
        match source.map(|source| self.lower(source)) {
            None => false,
            Some("i" | "we" | "you" | "one") => false,
            Some(_) => {
                row.attitude == Attitude::Speech || matches!(row.force, Force::Promising | Force::Denying)
            }
        }
    }

    /// The if-clause that hangs on the verb right after its content.
    fn condition_after(&self, verb: TokenId, content: Span) -> Option<Span> {
        self.syntax.children_by(verb, Dep::Advcl).find_map(|clause| {
            let range = self.until_contrast(self.syntax.edges(clause), verb);
            let span = self.syntax.span_of(range.clone());
            let first = self.lower(TokenId(range.start));
            let between = span.start >= content.end
                && Span::new(content.end, span.start)
                    .of(self.text)
                    .chars()
                    .all(|c| !c.is_alphanumeric() && c != '.');
            let near = between
                || content.end <= span.start
                    && self.syntax.tokens_in(Span::new(content.end, span.start)).len() <= 2;
            (near && matches!(first, "if" | "unless" | "until" | "should"))
                .then(|| self.words(range))
                .flatten()
        })
    }

    /// Whether a verb is part of another's cue: "saying" of "quoted as
    /// saying", "citing" of "reported, citing an official".
    fn serves_another(&self, verb: TokenId) -> bool {
        let Some(head) = self.syntax.head(verb) else { return false };
        match self.lower(verb) {
            "saying" | "telling" | "stating" => self.lower(head) == "as",
            "citing" | "quoting" => {
                let by = if self.is_verb(head) { Some(head) } else { self.syntax.head(head) };
                by.is_some_and(|by| self.is_verb(by) && self.cited(by).is_some())
                    || self.lower(head) == "to"
                    || self.syntax.head(head).is_some_and(|above| self.lower(above) == "to")
            }
            _ => false,
        }
    }

    /// The tokens "as saying" after a verb, and "saying".
    fn as_saying(&self, verb: TokenId) -> Option<(Vec<TokenId>, TokenId)> {
        let end = self.syntax.sentence_of(verb).tokens.end;
        (verb.0 + 1..end.min(verb.0 + 40)).find_map(|at| {
            let (mark, saying) = (TokenId(at), TokenId(at + 1));
            let fits = at + 1 < end
                && self.lower(mark) == "as"
                && matches!(self.lower(saying), "saying" | "telling" | "stating");
            (fits && self.syntax.dominates(verb, saying)).then(|| (vec![mark, saying], saying))
        })
    }

    /// The one whom the subject of a verb cites: ", citing a general, …".
    fn cited(&self, verb: TokenId) -> Option<TokenId> {
        let subject = self.syntax.child(verb, Dep::Nsubj);
        let of = |head: TokenId| {
            self.syntax.children(head).iter().copied().find(|child| {
                matches!(self.lower(*child), "citing" | "quoting")
                    && matches!(
                        self.syntax.token(*child).dep,
                        Dep::Advcl | Dep::Acl | Dep::Prep | Dep::Parataxis
                    )
            })
        };
        let citing = of(verb).or_else(|| subject.and_then(of))?;
        self.syntax
            .child(citing, Dep::Dobj)
            .or_else(|| self.syntax.child(citing, Dep::Pobj))
            .filter(|cited| self.is_person_like(*cited))
    }

    /// Whether a noun may speak: a name or somebody, not a paper.
    pub(super) fn is_person_like(&self, head: TokenId) -> bool {
        !matches!(
            self.syntax.token(head).lemma.as_str(),
            "study" | "concern" | "figure" | "reason" | "fear" | "need" | "lack" | "example" | "data"
        ) && !DOCUMENTS.contains(&self.syntax.token(head).lemma.as_str())
            && self.is_somebody(head)
    }

    fn addressees(&self, verb: TokenId, row: &Cue, takes: Option<&Takes>) -> Vec<TokenId> {
        let mut heads = Vec::new();
        let taken = matches!(takes, Some(Takes::Object | Takes::ObjectAs | Takes::ObjectPredicate));
        if row.addressee == Addressee::Object || matches!(takes, Some(Takes::ObjectTo)) {
            let object = self
                .syntax
                .child(verb, Dep::Dobj)
                .or_else(|| self.syntax.child(verb, Dep::Dative))
                .or_else(|| self.syntax.child(verb, Dep::Nsubjpass));
            let small = self
                .syntax
                .children_by(verb, Dep::Ccomp)
                .find(|c| self.is_infinitive(*c))
                .and_then(|c| self.syntax.child(c, Dep::Nsubj));
            if let Some(object) = object.or(small).filter(|_| !taken) {
                heads.extend(self.coordinated(object));
            }
        }
        if let Some(Takes::Preposition(word)) = takes
            && matches!(word.as_str(), "on" | "upon" | "to")
            && row.force == Force::Demanding
            && let Some(object) = self
                .syntax
                .children_by(verb, Dep::Prep)
                .find(|prep| self.lower(*prep) == word)
                .and_then(|prep| self.syntax.child(prep, Dep::Pobj))
        {
            heads.extend(self.coordinated(object));
        }
        for prep in self.syntax.children(verb) {
            if matches!(self.syntax.token(*prep).dep, Dep::Prep | Dep::Dative)
                && self.lower(*prep) == "to"
                && row.addressee == Addressee::To
                && let Some(object) = self.syntax.child(*prep, Dep::Pobj)
                && !heads.contains(&object)
            {
                heads.extend(self.coordinated(object));
            }
        }
        heads.retain(|head| self.is_somebody(*head));
        heads
    }

    #[allow(clippy::too_many_arguments, reason = "the one place where the parts of a draft come together")]
    pub(super) fn draft(
        &self,
        head: TokenId,
        row: &Cue,
        force: Force,
        cue: Vec<Span>,
        source: Option<TokenId>,
        addressees: Vec<TokenId>,
        via: Vec<TokenId>,
        mut content: Vec<Span>,
        takes: Option<Takes>,
        quotes: bool,
    ) -> Draft {
        content.sort_unstable();
        // The pronoun of a relative clause says nothing of its own.
        if content.len() > 1 {
            content.retain(|span| !matches!(span.of(self.text), "which" | "who" | "that" | "whom"));
        }
        // What stands in a quotation ends with it.
        if let Some(number) = self.within[head.index()] {
            let inner = self.quotations[number as usize].inner;
            for span in &mut content {
                *span = Span::new(span.start.max(inner.start), span.end.min(inner.end));
            }
            content.retain(|span| !span.is_empty());
        }
        let mut words: Vec<Span> =
            source.and_then(|source| self.source_words(source, head)).into_iter().collect();
        // A source ends where the content begins.
        for span in &mut words {
            for content in &content {
                if content.start > span.start && content.start < span.end {
                    let kept = Span::new(span.start, content.start)
                        .of(self.text)
                        .trim_end()
                        .trim_end_matches(['“', '"', ',', ':']);
                    let kept = kept.trim_end().strip_suffix(" that").unwrap_or(kept.trim_end());
                    span.end = span.start + kept.len() as u32;
                }
            }
        }
        words.retain(|span| !span.is_empty());
        if !words.is_empty()
            && let Some(who) = self.relative_word(head)
        {
            words.push(self.syntax.token(who).span);
        }
        Draft {
            head,
            cue,
            speakers: source.map_or_else(Vec::new, |source| self.coordinated(self.behind(source))),
            source: words,
            addressees,
            via,
            content,
            takes,
            quotes,
            attitude: row.attitude,
            force,
            bare: false,
        }
    }

    /// The verb with its auxiliaries, negation, adverbs between them and particle.
    pub(super) fn verb_group(&self, verb: TokenId) -> Vec<TokenId> {
        let mut group = vec![verb];
        let mut first = verb;
        for child in self.syntax.children(verb).iter().copied() {
            let token = self.syntax.token(child);
            if matches!(token.dep, Dep::Aux | Dep::Auxpass | Dep::Neg) && child < verb && token.tag != Tag::To
            {
                group.push(child);
                first = first.min(child);
            }
            if token.dep == Dep::Prt {
                group.push(child);
            }
        }
        for child in self.syntax.children(verb).iter().copied() {
            let single = self.syntax.edges(child).len() == 1;
            let beside = child < verb && (child > first || child.0 + 1 == first.0);
            if self.syntax.token(child).dep == Dep::Advmod && single && beside {
                group.push(child);
            }
        }
        group
    }

    /// The words of a verb's cue.
    fn cue_words(&self, mut cue: Vec<TokenId>, verb: TokenId, row: &Cue) -> Vec<Span> {
        cue.extend(self.verb_group(verb));
        if row.attitude == Attitude::Speech {
            for prep in self.syntax.children_by(verb, Dep::Prep).filter(|prep| *prep > verb) {
                let occasion = self
                    .syntax
                    .child(prep, Dep::Pobj)
                    .is_some_and(|object| OCCASIONS.contains(&self.syntax.token(object).lemma.as_str()));
                let near = prep.0 == verb.0 + 1
                    || self.syntax.children(verb).iter().any(|child| {
                        self.syntax.edges(*child).end == prep.0 && *child > verb && child.0 < verb.0 + 3
                    });
                if occasion && near && matches!(self.lower(prep), "in" | "on" | "at" | "during") {
                    let edges = self.syntax.edges(prep);
                    if edges.len() < 12 {
                        cue.extend(edges.map(TokenId));
                    }
                }
            }
        }
        self.spans(cue)
    }

    /// Tokens as the fewest spans.
    pub(super) fn spans(&self, mut tokens: Vec<TokenId>) -> Vec<Span> {
        tokens.sort_unstable();
        tokens.dedup();
        let mut out: Vec<(u32, u32)> = Vec::new();
        for token in tokens {
            match out.last_mut() {
                Some(last) if last.1 == token.0 => last.1 = token.0 + 1,
                _ => out.push((token.0, token.0 + 1)),
            }
        }
        out.into_iter().map(|(start, end)| self.syntax.span_of(start..end)).collect()
    }
}
