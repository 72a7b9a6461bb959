//! When: the days of an act, and the deadline of what is demanded or promised.

mod attach;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::{
    clauses::{Aspect, ClauseId, ClauseKind, Form, Relation, Role, Tense},
    document::{Paragraph, ParagraphKind},
    events::{DateFrom, Read, Status},
    span::Span,
    syntax::TokenId,
    times::{Time, TimeId, TimeKind},
};

use attach::{before, distance, governing, names_only, only_beside, preposition, sentence_span};

/// First and last day.
type Days = (Date, Date);

/// The days of the act that `clause` names, and where they were read.
///
/// `own` is the stretch of the act's own words, roles included, without the
/// words of another act inside it (the content of a demand is not the
/// demand's). `status` is the act's own: a planned act looks ahead.
///
/// The first of these that gives a day: the expression that the act's own
/// predicate governs; one in its sentence; the day on which the sentences
/// before it in its paragraph stand; the day of publication, for an act that
/// was done or said. A planned, hypothetical or historical act without an
/// expression of its own has no day.
#[must_use]
pub fn date_of(read: &Read<'_>, clause: ClauseId, own: Span, status: Status) -> (Option<Days>, DateFrom) {
    if let Some(days) = in_clause(read, clause, own, status) {
        return (Some(days), DateFrom::Clause);
    }
    if let Some(days) = by_distance(read, clause) {
        return (Some(days), DateFrom::Sentence);
    }
    if let Some(days) = in_sentence(read, clause, status) {
        return (Some(days), DateFrom::Sentence);
    }
    // What is still to come has no day that is over.
    let open = |days: &Days| status != Status::Planned || days.1 >= read.date;
    if let Some(days) = by_known_act(read, clause, status).filter(open) {
        return (Some(days), DateFrom::Narrative);
    }
    if let Some(days) = in_narrative(read, clause, status).filter(open) {
        return (Some(days), DateFrom::Narrative);
    }
    // An announced plan without a day of its own has that of its announcement.
    if status == Status::Planned
        && let Some(said) = announced_in(read, clause)
    {
        let span = read.syntax.token(read.clauses.get(said).predicate).span;
        let announced = date_of(read, said, span, Status::Actual);
        // A day that only the story around it tells is too weak for what is still to come.
        let told = announced.1 != DateFrom::Narrative || announced.0.as_ref().is_some_and(open);
        return if told {
            announced
        } else {
            let day = published(read, span);
            (Some((day, day)), DateFrom::Article)
        };
    }
    let done = matches!(status, Status::Actual | Status::Negated);
    let day = published(read, read.syntax.token(read.clauses.get(clause).predicate).span);
    (done.then_some((day, day)), DateFrom::Article)
}

/// The day of the dateline above, where it lies within a week before the day of
/// publication; else that day.
fn published(read: &Read<'_>, here: Span) -> Date {
    let above = read.document.datelines.iter().rev().find(|line| line.span.end <= here.start);
    let day = above.and_then(|line| read.times.within(line.date?).next()?.start);
    day.filter(|day| {
        let age = read.date.since(*day).map_or(i32::MAX, |age| age.get_days());
        (0..=CARRIED_DAYS).contains(&age)
    })
    .unwrap_or(read.date)
}

/// The clause that reports a finite one: "said" over "would observe a truce".
fn announced_in(read: &Read<'_>, id: ClauseId) -> Option<ClauseId> {
    let mut at = id;
    for _ in 0..CHAIN {
        let clause = read.clauses.get(at);
        let above = clause.governor?;
        match above.relation {
            Relation::Complement if clause.form == Form::Finite => return Some(above.clause),
            // "would continue defending", "will stop and withdraw".
            Relation::Complement | Relation::Conjunct => at = above.clause,
            _ => return None,
        }
    }
    None
}

/// How far a chain of governing clauses is followed.
const CHAIN: usize = 8;

/// By when the act inside `content` is to be done: "by Friday", "within two days".
#[must_use]
pub fn deadline_in(read: &Read<'_>, content: Span) -> Option<TimeId> {
    read.times.within(content).find(|time| is_deadline(read, time)).map(|time| time.id)
}

/// Whether the words before a time make it a limit.
fn is_deadline(read: &Read<'_>, time: &Time) -> bool {
    let word = preposition(read, time);
    match word {
        "by" | "before" | "until" | "till" => time.end.is_some(),
        "within" => matches!(time.kind, TimeKind::Duration) || time.end.is_some(),
        "than" => time.end.is_some() && before(read, time, 2) == "later",
        "in" => time.kind == TimeKind::Duration && time.end.is_some_and(|end| end > read.date),
        _ => false,
    }
}

/// The time that the clause's own predicate governs, or one of its nouns.
fn in_clause(read: &Read<'_>, id: ClauseId, own: Span, status: Status) -> Option<Days> {
    let clause = read.clauses.get(id);
    let predicate = read.syntax.token(clause.predicate).span;
    let mut best: Option<(u32, Days)> = None;
    for time in read.times.within(sentence_span(read, clause.predicate)) {
        let Some(days) = days_of(read, time, status) else { continue };
        let Some(governor) = governing(read, time) else { continue };
        if only_beside(read, time, clause.predicate) || names_only(read, time) {
            continue;
        }
        let rank = if governor == id {
            0
        } else if shares(read, governor, id) || (days.0 > read.date && completes(read, id, governor)) {
            1
        } else if is_noun_of(read, governor, id)
            && (own.contains(time.span) || takes_place_in(read, governor))
        {
            // "attended talks on Friday" is of Friday; "agreed to talks on 5 May" is not.
            if clause.tense == Tense::Past && days.0 > read.date {
                continue;
            }
            2
        } else {
            continue;
        };
        let length = days.1.since(days.0).map_or(i32::MAX, |span| span.get_days());
        let gap = distance(time.span, predicate);
        let score =
            rank * 100_000_000 + u32::try_from(length.min(9_999)).unwrap_or(0) * 10_000 + gap.min(9_999);
        if best.is_none_or(|(known, _)| score < known) {
            best = Some((score, days));
        }
    }
    best.map(|(_, days)| days)
}

/// The day of an act from which another is told by a length: "released them on
/// Monday, three weeks after it had seized the ship".
fn by_distance(read: &Read<'_>, id: ClauseId) -> Option<Days> {
    let clause = read.clauses.get(id);
    let link = match clause.kind {
        ClauseKind::Nominal => read.syntax.head(clause.predicate)?,
        _ => clause.mark?,
    };
    // What comes after this act is later: this one lies back from it.
    let back = match read.syntax.token(link).lower.as_str() {
        "after" => true,
        "before" => false,
        _ => return None,
    };
    let main = clause.governor?.clause;
    let span = read.clauses.get(main).span;
    let length = read
        .times
        .within(sentence_span(read, clause.predicate))
        .find(|time| read.syntax.tokens_in(time.span).end == link.0)?;
    let (day, _) = in_clause(read, main, span, Status::Actual)?;
    length.away_from(day, back)
}

/// The day of an act told of before, at or after which another takes place: "at
/// the talks", "after the attack".
fn by_known_act(read: &Read<'_>, id: ClauseId, status: Status) -> Option<Days> {
    let clause = read.clauses.get(id);
    if clause.tense != Tense::Past || !matches!(status, Status::Actual | Status::Negated) {
        return None;
    }
    let known = clause.arguments.iter().find_map(|argument| match &argument.role {
        Role::Oblique(word) if matches!(word.as_str(), "at" | "during" | "after" | "following") => {
            let noun = read.clauses.get(argument.clause?);
            (noun.kind == ClauseKind::Nominal && noun.definite).then_some(noun)
        }
        _ => None,
    })?;
    let earlier = read.clauses.all[..known.id.0 as usize].iter().rev();
    let told = earlier.filter(|other| other.lemma == known.lemma).take(KNOWN_ACTS);
    let days = told.filter_map(|other| in_clause(read, other.id, other.span, status)).next()?;
    fits(read, days, status).then_some(days)
}

/// How many earlier acts of the same name are looked at.
const KNOWN_ACTS: usize = 8;

/// Whether a day said of `governor` is the day of `id` as well: acts side by
/// side ("met and signed on Friday"), and what happened while or when it did.
fn shares(read: &Read<'_>, governor: ClauseId, id: ClauseId) -> bool {
    let joined = |from: ClauseId, to: ClauseId| {
        let clause = read.clauses.get(from);
        let (tense, above) = (clause.tense, read.clauses.get(to).tense);
        let same_tense = tense == above || tense == Tense::None || above == Tense::None;
        clause.governor.is_some_and(|above| {
            above.clause == to
                && same_tense
                && match above.relation {
                    Relation::Conjunct => true,
                    Relation::Adverbial => same_moment(read, from),
                    _ => false,
                }
        })
    };
    joined(id, governor) || joined(governor, id)
}

/// Whether an infinitive completes a verb, so that a day to come said of the
/// verb is its own: "tomorrow he plans to meet them".
fn completes(read: &Read<'_>, id: ClauseId, governor: ClauseId) -> bool {
    let clause = read.clauses.get(id);
    clause.form != Form::Finite
        && clause
            .governor
            .is_some_and(|above| above.clause == governor && above.relation == Relation::Complement)
}

/// Whether an adverbial clause tells what happened at the same time: a
/// participle without "after" or "before", or "when", "as", "while".
fn same_moment(read: &Read<'_>, id: ClauseId) -> bool {
    let clause = read.clauses.get(id);
    let first = read.syntax.edges(clause.predicate).start;
    let mark = read.syntax.token(clause.mark.unwrap_or(TokenId(first))).lower.as_str();
    let before = first.checked_sub(1).map_or("", |at| read.syntax.token(TokenId(at)).lower.as_str());
    let apart = |word: &str| {
        matches!(
            word,
            "after"
                | "before"
                | "since"
                | "until"
                | "if"
                | "unless"
                | "although"
                | "though"
                | "because"
                | "despite"
                | "following"
                | "once"
        )
    };
    !apart(mark) && !apart(before)
}

/// Whether `noun` is an act named by a noun that fills a role of `id`.
fn is_noun_of(read: &Read<'_>, noun: ClauseId, id: ClauseId) -> bool {
    let clause = read.clauses.get(noun);
    clause.kind == ClauseKind::Nominal
        && clause.governor.is_some_and(|above| {
            above.clause == id && matches!(above.relation, Relation::Argument | Relation::Adverbial)
        })
}

/// Whether a noun's act is what another takes place in: "killed in the 2012 attack".
fn takes_place_in(read: &Read<'_>, noun: ClauseId) -> bool {
    let above = read.syntax.head(read.clauses.get(noun).predicate);
    above.is_some_and(|above| matches!(read.syntax.token(above).lower.as_str(), "in" | "at" | "during"))
}

/// A time elsewhere in the act's sentence that may be its own: on the same side
/// of every statement, and not of an act of another status.
fn in_sentence(read: &Read<'_>, id: ClauseId, status: Status) -> Option<Days> {
    let clause = read.clauses.get(id);
    let here = read.syntax.token(clause.predicate).span;
    let mut best: Option<(u32, Days)> = None;
    for time in read.times.within(sentence_span(read, clause.predicate)) {
        let Some(days) = days_of(read, time, status) else { continue };
        if only_beside(read, time, clause.predicate)
            || !fits(read, days, status)
            || !same_content(read, here, time.span)
        {
            continue;
        }
        if preposition(read, time) == "since" || days.0 != days.1 && time.kind == TimeKind::Duration {
            continue;
        }
        // A relative clause or a noun's own time is no other act's, unless
        // that clause holds this act too.
        if let Some(governor) = governing(read, time)
            && governor != id
        {
            let other = read.clauses.get(governor);
            let apart = is_apart(read, governor, id);
            let nominal = other.kind == ClauseKind::Nominal && other.tense != clause.tense;
            // "the 1999 death of a man who was shot": the noun holds this act.
            let holds = other.span.contains(here) || read.syntax.dominates(other.predicate, clause.predicate);
            // What a relative clause tells of is not of the day of its sentence.
            let beside =
                is_within_relative(read, id) && !read.syntax.dominates(clause.predicate, other.predicate);
            let within_noun = other.kind == ClauseKind::Nominal && holds;
            if ((apart || nominal) && !holds) || (beside && !within_noun) {
                continue;
            }
        }
        let gap = distance(time.span, here);
        if best.is_none_or(|(known, _)| gap < known) {
            best = Some((gap, days));
        }
    }
    best.map(|(_, days)| days)
}

/// Whether a clause is, or is beside, a relative clause.
fn is_within_relative(read: &Read<'_>, id: ClauseId) -> bool {
    let above = read.clauses.get(id).governor;
    above.is_some_and(|above| above.relation == Relation::Relative)
}

/// Whether a clause lies in a relative, conditional or reported clause, or one
/// of purpose, that `id` does not lie in.
fn is_apart(read: &Read<'_>, governor: ClauseId, id: ClauseId) -> bool {
    let mut at = governor;
    for _ in 0..CHAIN {
        let Some(above) = read.clauses.get(at).governor else { return false };
        if at == id {
            return false;
        }
        if matches!(
            above.relation,
            Relation::Relative | Relation::Condition | Relation::Complement | Relation::Purpose
        ) {
            return true;
        }
        at = above.clause;
    }
    false
}

/// The day on which the sentences before stand: the last day told of by a main
/// clause of the paragraph; else the narrative's own date; else, for an act
/// told in the simple past, the last such day of the paragraphs just before.
fn in_narrative(read: &Read<'_>, id: ClauseId, status: Status) -> Option<Days> {
    if !matches!(status, Status::Actual | Status::Negated | Status::Historical) {
        return None;
    }
    let clause = read.clauses.get(id);
    // A present tense outside quotation does not carry on a past story, nor does
    // what a noun or a relative clause tells of other times.
    let above = clause.governor.filter(|_| clause.kind == ClauseKind::Nominal);
    let above = above.map(|above| read.clauses.get(above.clause));
    let aside = clause.governor.is_some_and(|above| above.relation == Relation::Relative)
        || above.is_some_and(|above| above.aspect == Aspect::Perfect || above.tense == Tense::Present);
    if aside || clause.tense == Tense::Future || clause.tense == Tense::Present || is_vague(read, id) {
        return None;
    }
    let sentence = read.syntax.sentence_of(clause.predicate);
    let here = read.syntax.token(clause.predicate).span;
    let paragraph = sentence.paragraph as usize;
    let span = read.document.paragraphs.get(paragraph)?.span;
    let told = Span::new(span.start, sentence.span.start);
    let days = last_told(read, told, here).or_else(|| {
        // Where the narrative's date stands behind the act, it is not yet there.
        let begun = read.times.within(told).next().is_some();
        read.times.narrative.get(paragraph).copied().flatten().filter(|_| begun)
    });
    if let Some(days) = days {
        return fits(read, days, status).then_some(days);
    }
    let quoted = read.statements.around(here).is_some();
    if clause.tense != Tense::Past || clause.aspect != Aspect::Simple || quoted {
        return None;
    }
    (paragraph.saturating_sub(CARRIED_PARAGRAPHS)..paragraph).rev().find_map(|before| {
        let Paragraph { span, kind: ParagraphKind::Body } = read.document.paragraphs[before] else {
            return None;
        };
        let (start, end) = last_told(read, span, here)?;
        let age = read.date.since(end).ok()?.get_days();
        (start == end && (0..=CARRIED_DAYS).contains(&age)).then_some((start, end))
    })
}

/// Whether the act has a time of its own that lies on no calendar: "recently".
fn is_vague(read: &Read<'_>, id: ClauseId) -> bool {
    let sentence = sentence_span(read, read.clauses.get(id).predicate);
    read.times.within(sentence).any(|time| time.value.ends_with("_REF") && governing(read, time) == Some(id))
}

/// How many paragraphs a day is carried on, and how old it may be.
const CARRIED_PARAGRAPHS: usize = 2;
const CARRIED_DAYS: i32 = 7;

/// The last day that a main clause in `told` tells of, outside the contents of
/// other statements than the ones around `here`.
fn last_told(read: &Read<'_>, told: Span, here: Span) -> Option<Days> {
    let last = read.times.within(told).filter(|time| {
        let main = governing(read, time).is_none_or(|governor| {
            let other = read.clauses.get(governor);
            other.tense != Tense::Future
                && !matches!(
                    other.governor.map(|above| above.relation),
                    Some(Relation::Relative | Relation::Condition | Relation::Complement | Relation::Purpose)
                )
        });
        let day = matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.start.is_some();
        let by_the_way = matches!(preposition(read, time), "since" | "until" | "by" | "before" | "after");
        main && day && !by_the_way && same_content(read, here, time.span)
    });
    last.last().and_then(|time| Some((time.start?, time.end?)))
}

/// The days that a time gives an act: what the words before it make of it.
fn days_of(read: &Read<'_>, time: &Time, status: Status) -> Option<Days> {
    let (start, end) = (time.start?, time.end?);
    if time.kind == TimeKind::Set {
        return None;
    }
    let word = preposition(read, time);
    let ahead = !matches!(status, Status::Actual | Status::Negated | Status::Historical);
    if let Some(range) = range_of(read, time) {
        return Some(range);
    }
    match word {
        "since" => Some((start, read.date.max(start))),
        "before" | "until" | "till" if ahead => Some((read.date.min(end), end)),
        "until" | "till" if end > read.date => Some((read.date, end)),
        "before" | "after" if !ahead => None,
        "than" => None,
        _ => Some((start, end)),
    }
}

/// The days from the first to the second of two times that the words join:
/// "from Monday to Wednesday", "between 3 and 5 May", "3-5 May".
fn range_of(read: &Read<'_>, time: &Time) -> Option<Days> {
    let at = time.id.0 as usize;
    let joined = |left: &Time, right: &Time| {
        let between = &read.text[left.span.end as usize..right.span.start as usize];
        let opened = preposition(read, left);
        match between.trim() {
            "-" | "–" | "—" | "to" | "through" | "until" => true,
            "and" => opened == "between",
            _ => false,
        }
    };
    let pair = |left: &Time, right: &Time| {
        let (start, end) = (left.start?, right.end?);
        (joined(left, right) && start <= end).then_some((start, end))
    };
    let after = read.times.all.get(at + 1).and_then(|right| pair(time, right));
    after.or_else(|| at.checked_sub(1).and_then(|before| pair(&read.times.all[before], time)))
}

/// Whether the days can be those of an act with this status.
fn fits(read: &Read<'_>, days: Days, status: Status) -> bool {
    match status {
        Status::Actual | Status::Negated | Status::Historical => days.0 <= read.date,
        _ => days.1 >= read.date,
    }
}

/// Whether two stretches stand in the contents of the same statements.
fn same_content(read: &Read<'_>, a: Span, b: Span) -> bool {
    let around = |span| read.statements.around(span).map(|statement| statement.id);
    around(a) == around(b)
}
