//! From drafts to statements: order, form, nesting, mentions.

use super::{
    Attitude, Force, Form, Statement, StatementId, Statements, Through,
    draft::{Draft, NEAR, Page},
};
use crate::{
    codebook::speech::Takes,
    mentions::MentionId,
    span::Span,
    syntax::{Dep, Pos, TokenId},
};

/// Makes statements of the drafts that have content.
pub(super) fn finish(page: &Page<'_>, drafts: Vec<Draft>) -> Statements {
    let mut drafts: Vec<Draft> = drafts.into_iter().filter(|draft| !draft.content.is_empty()).collect();
    drafts.sort_by_key(|draft| (place(draft), draft.head));
    let kept: Vec<bool> =
        (0..drafts.len()).map(|at| says_more(&drafts[at]) || !inside_another(at, &drafts)).collect();
    let mut keep = kept.into_iter();
    drafts.retain(|_| keep.next().unwrap_or(true));
    let mut all: Vec<Statement> =
        drafts.iter().enumerate().map(|(number, draft)| statement(page, number, draft)).collect();
    for at in 0..all.len() {
        let own = drafts[at].cue.first().copied().unwrap_or(drafts[at].content[0]);
        let mut around: Option<(u32, StatementId)> = None;
        for other in around_in(&drafts, at) {
            let draft = &drafts[other];
            if other == at {
                continue;
            }
            for span in
                draft.content.iter().filter(|span| span.contains(own) && **span != drafts[at].content[0])
            {
                let length = span.end - span.start;
                // Two statements that hold each other would be a circle: the
                // one that begins first holds the other.
                let circle = drafts[at]
                    .content
                    .iter()
                    .any(|content| draft.cue.first().is_some_and(|cue| content.contains(*cue)));
                if (!circle || other < at) && around.is_none_or(|(least, _)| length < least) {
                    around = Some((length, StatementId(other as u32)));
                }
            }
        }
        all[at].said_in = around.map(|(_, id)| id);
    }
    break_circles(&mut all);
    Statements { all }
}

/// Whether a statement is kept inside another's content: one that reports
/// words in a clause or quotation of their own. A wish, a view of a thing or a
/// bare object inside reported speech is a part of that speech.
fn says_more(draft: &Draft) -> bool {
    match (&draft.takes, draft.attitude) {
        (None | Some(Takes::Quote), _) => true,
        (Some(Takes::That), Attitude::Speech | Attitude::Belief) => !draft.speakers.is_empty(),
        (Some(Takes::ObjectTo | Takes::To | Takes::Gerund), Attitude::Speech) => !draft.speakers.is_empty(),
        (Some(Takes::ObjectPreposition(_)), Attitude::Speech) => draft.force == Force::Accusing,
        (Some(Takes::Object), Attitude::Speech) => draft.force == Force::Denying,
        _ => false,
    }
}

/// Whether the cue stands in the content of another statement.
fn inside_another(at: usize, drafts: &[Draft]) -> bool {
    let draft = &drafts[at];
    draft.cue.first().is_some_and(|cue| {
        drafts[around_in(drafts, at)].iter().any(|other| {
            other.head != draft.head && other.content.iter().any(|content| content.contains(*cue))
        })
    })
}

/// The drafts that may hold one: those near it in the order of the text.
fn around_in(drafts: &[Draft], at: usize) -> std::ops::Range<usize> {
    at.saturating_sub(NEAR)..(at + NEAR).min(drafts.len())
}

/// Cuts chains of `said_in` that come back to where they began.
fn break_circles(all: &mut [Statement]) {
    for at in 0..all.len() {
        let (mut up, mut steps) = (all[at].said_in, 0);
        while let Some(id) = up {
            steps += 1;
            if id.0 as usize == at || steps > all.len() {
                all[at].said_in = None;
                break;
            }
            up = all[id.0 as usize].said_in;
        }
    }
}

fn place(draft: &Draft) -> u32 {
    draft.content.iter().chain(&draft.cue).chain(&draft.source).map(|span| span.start).min().unwrap_or(0)
}

fn statement(page: &Page<'_>, number: usize, draft: &Draft) -> Statement {
    let mentions = |heads: &[TokenId]| {
        let mut out: Vec<MentionId> = Vec::new();
        for head in heads {
            if let Some(mention) = page.mention(*head)
                && !out.contains(&mention)
            {
                out.push(mention);
            }
        }
        out
    };
    let mut speaker = mentions(&draft.speakers);
    if speaker.is_empty() {
        // "One of the survivors": the first party among the source's words.
        speaker.extend(
            draft
                .source
                .iter()
                .find_map(|span| page.syntax.tokens_in(*span).find_map(|token| page.mention(TokenId(token)))),
        );
    }
    let mut via: Vec<Through> = Vec::new();
    for head in &draft.via {
        if let Some(mention) = page.mention(*head)
            && !speaker.contains(&mention)
            && !via.iter().any(|through| through.mention == mention)
        {
            via.push(Through { mention, span: page.mentions.get(mention).span });
        }
    }
    let addressee: Vec<MentionId> = mentions(&draft.addressees)
        .into_iter()
        .filter(|mention| {
            !speaker.contains(mention) && !via.iter().any(|through| through.mention == *mention)
        })
        .collect();
    let content = joined(draft.content.iter().flat_map(|span| parts(page, *span)).collect());
    let form = form(page, draft, &content);
    let has_cue = !draft.cue.is_empty();
    Statement {
        id: StatementId(number as u32),
        speaker,
        addressee,
        source: draft.source.clone(),
        cue: draft.cue.clone(),
        cue_head: has_cue.then_some(draft.head),
        cue_clause: page.clauses.of_token.get(draft.head.index()).copied().flatten().filter(|_| has_cue),
        content,
        form,
        attitude: draft.attitude,
        force: draft.force,
        via,
        said_in: None,
    }
}

/// Spans in order, those that overlap as one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

/// The quotations of a content that holds nothing else: "the port is ours",
/// and “nobody will take it”.
fn parts(page: &Page<'_>, span: Span) -> Vec<Span> {
    let inside: Vec<_> = page
        .quotations_near(Span::new(span.start, span.end + 2))
        .iter()
        .filter(|quotation| quotation.depth == 0 && quotation.closed && quotation.opened)
        .filter(|quotation| span.overlaps(quotation.outer))
        .filter(|quotation| span.start <= quotation.inner.start && quotation.inner.end <= span.end + 1)
        .collect();
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
        return vec![balanced(page, span)];
    };
    let begins = first.outer.start <= span.start;
    let joined = inside.windows(2).all(|pair| {
        let between = Span::new(pair[0].outer.end, pair[1].outer.start).of(page.text);
        let words = between.trim_matches([',', ' ']);
        let aside = words.starts_with(['–', '—', '-']) && words.ends_with(['–', '—', '-']);
        matches!(words, "" | "and" | "or" | "but") || aside && words.split_whitespace().count() < 9
    });
    let rest = Span::new(last.outer.end.min(span.end), span.end);
    let tail = page.syntax.tokens_in(rest).map(TokenId).find(|id| page.syntax.token(*id).pos != Pos::Punct);
    let ends = tail.is_none_or(|id| page.syntax.token(id).dep == Dep::Prep);
    if inside.len() > 1 && begins && joined && ends {
        inside.iter().map(|quotation| quotation.inner).collect()
    } else {
        vec![balanced(page, span)]
    }
}

/// A span that holds an opening mark holds the closing one too, where nothing
/// but punctuation stands between.
fn balanced(page: &Page<'_>, span: Span) -> Span {
    let end = page.quotations_near(span).iter().filter(|quotation| {
        quotation.closed
            && quotation.opened
            && span.start <= quotation.outer.start
            && quotation.outer.start < span.end
            && span.end < quotation.outer.end
    });
    let end = end.map(|quotation| quotation.outer.end).max().unwrap_or(span.end);
    let rest = Span::new(span.end, end).of(page.text);
    if rest.chars().all(|c| !c.is_alphanumeric()) { Span::new(span.start, end) } else { span }
}

/// Direct where the content stands in quotation marks that the cue does not
/// stand in, mixed where a part of it does.
fn form(page: &Page<'_>, draft: &Draft, content: &[Span]) -> Form {
    let (mut quoted, mut total, mut any) = (0, 0, false);
    for span in content {
        total += span.end - span.start;
        let mut covered = 0;
        let near = page.quotations_near(*span);
        for quotation in near {
            let around_cue = draft.cue.iter().any(|cue| quotation.outer.contains(*cue)) && quotation.closed;
            if around_cue || !quotation.outer.overlaps(*span) {
                continue;
            }
            any = true;
            let shared =
                span.end.min(quotation.outer.end).saturating_sub(span.start.max(quotation.outer.start));
            covered = covered.max(shared);
            if !quotation.outer.contains(*span) {
                quoted += shared;
            }
        }
        if near.iter().any(|quotation| quotation.outer.contains(*span) && covered == span.end - span.start) {
            quoted += span.end - span.start;
        }
    }
    match (any, quoted * 10 >= total * 9) {
        (false, _) => Form::Indirect,
        (true, true) => Form::Direct,
        (true, false) => Form::Mixed,
    }
}

impl Page<'_> {
    /// The mention that a word heads or names.
    fn mention(&self, head: TokenId) -> Option<MentionId> {
        self.mentions.at(head).map(|mention| mention.id)
    }
}
