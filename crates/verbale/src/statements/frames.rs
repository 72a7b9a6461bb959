//! Quotations find their speakers: by the cue that takes them, by the cue
//! after or before them, by the quotation before, or by the paragraph.

use super::draft::{Draft, NEAR, Page, near, sure};
use crate::{
    codebook::speech::Takes,
    document::ParagraphKind,
    span::Span,
    statements::{Attitude, Force, quotations::Quotation},
    syntax::{Pos, TokenId},
};

impl Page<'_> {
    /// Gives every outer quotation that is speech to a draft.
    pub(super) fn assign(&self, drafts: &mut Vec<Draft>) {
        // The draft that the quotation before belongs to, where it has one.
        let mut before: Option<(usize, usize)> = None;
        for number in 0..self.quotations.len() {
            let quotation = self.quotations[number];
            if quotation.depth > 0 {
                self.nested(number, drafts);
                continue;
            }
            let owner = self.owner(number, before, drafts);
            if let Some(owner) = owner {
                self.speak(&mut drafts[owner]);
                before = Some((number, owner));
            } else if quotation.inner.end - quotation.inner.start > 60 {
                before = None;
            }
        }
        Self::order(drafts);
    }

    /// A quotation inside a quotation is the content of a cue inside it.
    fn nested(&self, number: usize, drafts: &mut [Draft]) {
        let inner = self.quotations[number].inner;
        let window = near(drafts, &self.syntax.tokens_in(inner));
        for draft in &mut drafts[window] {
            let own = self.within[draft.head.index()];
            let outside = own.is_some_and(|own| {
                own as usize != number && self.quotations[own as usize].outer.contains(inner)
            });
            if !outside || !draft.quotes {
                continue;
            }
            let takes = draft.content.iter().any(|span| span.contains(inner) || inner.contains(*span));
            let head = self.syntax.token(draft.head).span;
            let follows = draft.content.is_empty()
                && head.end <= self.quotations[number].outer.start
                && self.quotations[number].outer.start - head.end < 24;
            if takes || follows {
                draft.content = vec![inner];
                return;
            }
        }
    }

    /// Gives a draft that takes a quotation its speaker where the syntax gave
    /// none: "…,” declared the colonel".
    fn speak(&self, draft: &mut Draft) {
        let verb = draft.head;
        if draft.speakers.is_empty()
            && !draft.cue.is_empty()
            && !self.is_passive(verb)
            && let Some(head) = self.inverted(verb)
        {
            draft.speakers = self.coordinated(head);
            draft.source = self.source_words(head, verb).into_iter().collect();
        }
    }

    fn owner(&self, number: usize, before: Option<(usize, usize)>, drafts: &mut Vec<Draft>) -> Option<usize> {
        let quotation = self.quotations[number];
        if let (true, Some((_, draft))) = (quotation.continues, before) {
            add(&mut drafts[draft], quotation.inner);
            return Some(draft);
        }
        if let Some(draft) = self.taken(number, drafts) {
            return Some(draft);
        }
        let outside = |draft: &Draft| self.within[draft.head.index()].is_none() && draft.quotes;
        let window = near(drafts, &self.syntax.tokens_in(quotation.outer));
        let frame_after = self.frame_after(number);
        let frame_before = self.frame_before(number);
        // After: “…,” said X.
        let inner = quotation.inner.of(self.text);
        let after_text = frame_after.of(self.text);
        let open_end =
            inner.ends_with([',', '?', '!', '—', '–', '-', '…']) || after_text.trim_start().starts_with(',');
        let low =
            after_text.trim_start().starts_with(|c: char| c.is_lowercase()) && self.is_sentence(quotation);
        if open_end || low {
            let verb = window.clone().find(|at| {
                outside(&drafts[*at]) && frame_after.contains(self.syntax.token(drafts[*at].head).span)
            });
            if let Some(at) = verb {
                let only_quote = drafts[at].takes.is_none();
                if only_quote
                    || self.introduces(&drafts[at], quotation)
                    || !self.stands_between(&drafts[at], quotation)
                {
                    take(&mut drafts[at], quotation.inner);
                    return Some(at);
                }
            }
        }
        // Before: X said: “…”
        let before_text = frame_before.of(self.text).trim_end();
        if !before_text.is_empty() {
            let last = window
                .rev()
                .find(|at| {
                    outside(&drafts[*at]) && frame_before.contains(self.syntax.token(drafts[*at].head).span)
                })
                .map(|at| (at, &drafts[at]));
            let stops = before_text.ends_with([',', ':']);
            if let Some((at, draft)) = last {
                let head = self.syntax.token(draft.head).span;
                let near = frame_before.end.saturating_sub(head.end) < 40 && self.is_sentence(quotation);
                if stops
                    || near
                    || frame_before.of(self.text).trim_end().len() as u32 + frame_before.start <= head.end
                {
                    take(&mut drafts[at], quotation.inner);
                    return Some(at);
                }
            } else if before_text.ends_with(':') && self.is_sentence(quotation) {
                let speaker = self.main_subject(frame_before);
                drafts.push(self.bare(quotation, speaker.into_iter().collect(), speaker));
                return Some(drafts.len() - 1);
            }
        }
        // Between: “…,” said X. “…”
        if let Some((other, draft)) = before {
            let last = self.quotations[other];
            if last.paragraph == quotation.paragraph {
                let between =
                    Span::new(last.outer.end, quotation.outer.start.max(last.outer.end)).of(self.text).trim();
                let sentences =
                    usize::from(sentence_end(between).is_some_and(|end| !between[end..].trim().is_empty()));
                let cue_there = drafts[draft]
                    .cue
                    .iter()
                    .any(|cue| cue.start >= last.outer.end && cue.end <= quotation.outer.start);
                let ends =
                    between.is_empty() || between.ends_with(['.', '!', '?', ',', '–', '—', '-', ':', ';']);
                let joined = matches!(between.trim_matches([',', ' ']), "and" | "or" | "but" | "");
                if self.within[drafts[draft].head.index()].is_none()
                    && (joined
                        || sentences == 0
                            && ends
                            && (cue_there || between.starts_with(['–', '—', '-']))
                            && (self.is_sentence(quotation) || between.ends_with(['–', '—', '-', ','])))
                {
                    add(&mut drafts[draft], quotation.inner);
                    return Some(draft);
                }
            }
        }
        if self.document.paragraphs[quotation.paragraph as usize].kind == ParagraphKind::Heading {
            return None;
        }
        // “…” — Name
        if let Some(signed) = self.signature(quotation) {
            drafts.push(signed);
            return Some(drafts.len() - 1);
        }
        // A paragraph that is one quotation carries on the one before it, where
        // that ended in its own cue.
        if let Some((other, draft)) = before {
            let last = self.quotations[other];
            let paragraph = self.document.paragraphs[last.paragraph as usize].span;
            let own = self.document.paragraphs[quotation.paragraph as usize].span;
            let rest = Span::new(last.outer.end.min(paragraph.end), paragraph.end).of(self.text).trim();
            let next = (last.paragraph + 1..quotation.paragraph)
                .all(|between| self.document.paragraphs[between as usize].kind != ParagraphKind::Body);
            let one = sentence_end(rest).is_none_or(|end| rest[end..].trim().is_empty());
            if next
                && one
                && last.paragraph < quotation.paragraph
                && quotation.outer.start <= own.start
                && !drafts[draft].cue.is_empty()
                && self.is_sentence(quotation)
            {
                add(&mut drafts[draft], quotation.inner);
                return Some(draft);
            }
        }
        // The paragraph's speaker.
        if self.is_sentence(quotation) && self.stands_alone(quotation) {
            let speakers = self.paragraph_speaker(quotation, drafts);
            drafts.push(self.bare(quotation, speakers, None));
            return Some(drafts.len() - 1);
        }
        None
    }

    /// The draft of a quotation with a name behind a dash, in its paragraph or
    /// alone in the next.
    fn signature(&self, quotation: Quotation) -> Option<Draft> {
        let own = self.document.paragraphs[quotation.paragraph as usize].span;
        let mut rest = Span::new(quotation.outer.end.min(own.end), own.end);
        if rest.of(self.text).trim_matches([' ', '\u{a0}', '.']).is_empty() {
            rest = self.document.paragraphs.get(quotation.paragraph as usize + 1)?.span;
        }
        let tokens = self.syntax.tokens_in(rest);
        let dash = TokenId(tokens.clone().find(|at| self.syntax.token(TokenId(*at)).pos != Pos::Space)?);
        let marked = self.lower(dash).chars().all(|c| "—–―-".contains(c));
        let named = tokens.clone().skip_while(|at| *at <= dash.0).map(TokenId);
        let head = named.clone().find(|id| self.syntax.token(*id).pos == Pos::Propn)?;
        let plain = named.clone().all(|id| !self.is_verb(id)) && tokens.len() <= 14;
        if !marked || !plain || head.0 > dash.0 + 3 {
            return None;
        }
        let mut top = head;
        while let Some(above) =
            self.syntax.head(top).filter(|above| tokens.contains(&above.0) && *above > dash)
        {
            top = above;
        }
        let mut draft = self.bare(quotation, vec![top], None);
        draft.head = dash;
        draft.cue = vec![self.syntax.token(dash).span];
        draft.source = self.words(dash.0 + 1..tokens.end).into_iter().collect();
        Some(draft)
    }

    /// A draft without a cue.
    fn bare(&self, quotation: Quotation, speakers: Vec<TokenId>, written: Option<TokenId>) -> Draft {
        let head = TokenId(self.syntax.tokens_in(quotation.inner).start);
        Draft {
            head,
            cue: Vec::new(),
            speakers,
            source: written.and_then(|head| self.source_words(head, head)).into_iter().collect(),
            addressees: Vec::new(),
            via: Vec::new(),
            content: vec![quotation.inner],
            takes: None,
            quotes: false,
            attitude: Attitude::Speech,
            force: Force::Neutral,
            bare: true,
        }
    }

    /// The draft whose content the syntax puts in the quotation, the innermost
    /// one; the content becomes the quotation where little else is in it.
    fn taken(&self, number: usize, drafts: &mut [Draft]) -> Option<usize> {
        let quotation = self.quotations[number];
        let length = |span: Span| span.end - span.start;
        let mut best: Option<(u32, usize)> = None;
        for at in near(drafts, &self.syntax.tokens_in(quotation.outer)) {
            let draft = &drafts[at];
            if self.within[draft.head.index()].is_some() {
                continue;
            }
            let shared: u32 = draft
                .content
                .iter()
                .map(|span| {
                    span.end.min(quotation.inner.end).saturating_sub(span.start.max(quotation.inner.start))
                })
                .sum();
            let total: u32 = draft.content.iter().map(|span| length(*span)).sum();
            let covered = shared * 2 >= length(quotation.inner) || shared * 2 >= total && shared > 0;
            if covered && best.is_none_or(|(least, _)| total < least) {
                best = Some((total, at));
            }
        }
        let (total, at) = best?;
        let draft = &mut drafts[at];
        if !sure(self.quotations, number) || self.syntax.tokens_in(quotation.outer).contains(&draft.head.0) {
            return Some(at);
        }
        let shared: u32 = draft
            .content
            .iter()
            .map(|span| {
                span.end.min(quotation.inner.end).saturating_sub(span.start.max(quotation.inner.start))
            })
            .sum();
        let outside_words: usize = draft
            .content
            .iter()
            .map(|span| {
                self.syntax
                    .tokens_in(*span)
                    .filter(|token| {
                        let token = self.syntax.token(TokenId(*token));
                        token.pos != Pos::Punct && !quotation.outer.contains(token.span)
                    })
                    .count()
            })
            .sum();
        if draft.quotes && (shared * 4 >= total * 3 && outside_words <= 2 || outside_words == 0) {
            draft.content.retain(|span| !span.overlaps(quotation.outer));
            draft.content.retain(|span| {
                self.quotations_near(*span).iter().any(|other| other.outer.contains(*span))
                    || length(*span) > 12
            });
            draft.content.push(quotation.inner);
        } else if let Some(span) = draft.content.iter_mut().find(|span| span.overlaps(quotation.inner)) {
            // Mixed: the quotation's words all belong to it.
            if span.end > quotation.inner.start && span.end < quotation.inner.end {
                span.end = quotation.inner.end;
            }
            if span.start > quotation.inner.start && span.start < quotation.inner.end {
                span.start = quotation.inner.start;
            }
            let clean = span.of(self.text).trim_end_matches([',', '.', ' ']);
            span.end = span.start + clean.len() as u32;
        }
        draft.content.sort_unstable();
        Some(at)
    }

    /// Whether the draft's own content lies on the other side of the cue from
    /// the quotation: "X said he was glad, “…”" takes both.
    fn stands_between(&self, draft: &Draft, quotation: Quotation) -> bool {
        draft.content.iter().any(|span| {
            let head = self.syntax.token(draft.head).span;
            (span.start < head.start) == (quotation.inner.start < head.start)
        })
    }

    /// Whether cue and quotation touch, but for the source and its description.
    fn introduces(&self, draft: &Draft, quotation: Quotation) -> bool {
        let head = self.syntax.token(draft.head).span;
        let start =
            draft.source.iter().map(|span| span.start).chain([head.start]).min().unwrap_or(head.start);
        start >= quotation.outer.end
            && Span::new(quotation.outer.end, start).of(self.text).trim_matches([',', ' ']).is_empty()
    }

    /// The text after a quotation up to the end of its sentence or the next quotation.
    fn frame_after(&self, number: usize) -> Span {
        let quotation = self.quotations[number];
        let paragraph = self.document.paragraphs[quotation.paragraph as usize].span;
        let limit = self
            .quotations
            .iter()
            .skip(number + 1)
            .find(|next| next.depth == 0 && next.outer.start >= quotation.outer.end)
            .map_or(paragraph.end, |next| next.outer.start.min(paragraph.end));
        let start = quotation.outer.end.min(limit);
        let body = Span::new(start, limit).of(self.text);
        let end = sentence_end(body).unwrap_or(body.len());
        Span::new(start, start + end as u32)
    }

    /// The text before a quotation from the start of its sentence or the last quotation.
    fn frame_before(&self, number: usize) -> Span {
        let quotation = self.quotations[number];
        let paragraph = self.document.paragraphs[quotation.paragraph as usize].span;
        let start = self.quotations[..number]
            .iter()
            .rev()
            .take(NEAR)
            .find(|other| other.depth == 0 && other.outer.end <= quotation.outer.start)
            .map(|other| other.outer.end)
            .unwrap_or(0)
            .max(paragraph.start);
        let body = Span::new(start, quotation.outer.start.max(start)).of(self.text);
        let mut from = 0;
        while let Some(end) = sentence_end(&body[from..]) {
            from += end;
        }
        Span::new(start + from as u32, start + body.len() as u32)
    }

    /// Puts every content in the order of the text, each stretch once.
    fn order(drafts: &mut [Draft]) {
        for draft in drafts.iter_mut() {
            draft.content.sort_unstable();
            draft.content.dedup();
        }
    }
}

/// Where the first sentence of a stretch ends, if it does: after the mark.
fn sentence_end(body: &str) -> Option<usize> {
    let mut before = [' '; 3];
    for (at, c) in body.char_indices() {
        if matches!(c, '.' | '!' | '?') {
            let rest = &body[at + c.len_utf8()..];
            let next = rest.trim_start().chars().next();
            let spaced = rest.starts_with(char::is_whitespace) || rest.is_empty();
            let initial = c == '.' && before[2].is_uppercase() && !before[1].is_alphanumeric();
            let title = c == '.'
                && [
                    "Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Sen", "Rep", "Gov", "Lt", "Sgt", "St", "Jr",
                    "Sr", "Prof", "Adm", "Capt", "Maj", "Rev", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov",
                    "Dec", "U.S", "a.m", "p.m", "No",
                ]
                .iter()
                .any(|title| {
                    body[..at].ends_with(title) && !body[..at - title.len()].ends_with(char::is_alphanumeric)
                });
            if spaced && !initial && !title && next.is_none_or(|c| !c.is_lowercase()) {
                return Some(at + c.len_utf8());
            }
        }
        before = [before[1], before[2], c];
    }
    None
}

/// Adds a quotation to a draft that has one.
fn add(draft: &mut Draft, inner: Span) {
    draft.content.push(inner);
    draft.content.sort_unstable();
    draft.content.dedup();
}

/// Gives a draft its quotation: what the syntax took for its content, and
/// what the quotation holds already, gives way.
fn take(draft: &mut Draft, inner: Span) {
    // "Welcomed the deal: “…”": the quotation is what is said.
    if draft.takes == Some(Takes::Object) {
        draft.content.clear();
        draft.takes = Some(Takes::Quote);
    }
    draft.content.retain(|span| !inner.contains(*span));
    add(draft, inner);
}

#[cfg(test)]
mod tests {
    use super::sentence_end;

    #[test]
    fn a_sentence_ends_at_its_mark_and_not_at_a_title_or_initial() {
        assert_eq!(sentence_end("He left. Then it rained."), Some(8));
        assert_eq!(sentence_end("said Mr. Berg of the U.S. Senate"), None);
        assert_eq!(sentence_end("said J. Smith, who left"), None);
        assert_eq!(sentence_end("it cost 3.5 euros"), None);
        assert_eq!(sentence_end("“Is it so?” asked the boy."), Some("“Is it so?” asked the boy.".len()));
        assert_eq!(sentence_end(""), None);
    }
}
