//! From matches to events: status, content, parents, statements, days, places.

use std::collections::HashMap;

use super::{
    contents::{self, trimmed},
    dates,
    details::{self, Contexts},
    directed::recipients,
    inhabitants,
    matcher::{self, Match},
    meaning::{in_own_mouth, position_of, typed},
    parents::{Parent, collapse, is_kept, parent_of},
    parties::{is_coded, lacks_recipient, named, one_sided},
    place,
    proposals::Proposals,
    roles::Place,
    status::{is_verbal, status_of},
};
use crate::{
    actors::{ActorId, ActorKind},
    clauses::{Clause, ClauseId, ClauseKind, Relation, Role, Tense, Tie},
    codebook::{RuleName, rules::Confidence},
    events::{DateFrom, Event, EventId, EventType, Events, Evidence, Read, Status},
    positions::PositionKind,
    span::Span,
    statements::StatementId,
};

/// An act dated this many days before the article is history, not news.
const HISTORICAL_AFTER_DAYS: i32 = 180;

/// A match on its way to an event.
pub(super) struct Draft<'a> {
    pub(super) found: Match<'a>,
    pub(super) status: Status,
    pub(super) content: Option<Span>,
    pub(super) condition: Option<Span>,
    pub(super) said_in: Option<StatementId>,
    pub(super) statement: Option<StatementId>,
    pub(super) parent: Option<usize>,
    pub(super) dropped: bool,
    /// The ranker's probability, where it is the ranker's.
    pub(super) proposed: Option<f32>,
}

/// Finds the events of an article.
pub(super) fn find<'a>(read: &Read<'a>) -> Events {
    let mut notes = Vec::new();
    if is_sport(read) {
        notes.push("a report of sport: its states are teams, and no events are coded in it".to_owned());
        return Events { all: Vec::new(), notes };
    }
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut of_clause: HashMap<ClauseId, usize> = HashMap::new();
    // Predicates at which no rule holds.
    let mut silent: Vec<ClauseId> = Vec::new();
    for clause in &read.clauses.all {
        let (best, tie) = matcher::best(read, clause);
        let Some(found) = best else {
            silent.push(clause.id);
            continue;
        };
        if let Some(tie) = tie {
            let word = read.syntax.token(clause.predicate).span.of(read.text);
            notes.push(format!(
                "`{word}`: rules {} and {} tie; {} was taken",
                tie.kept.id, tie.other.id, tie.kept.id
            ));
        }
        if !is_coded(read, &found) {
            continue;
        }
        of_clause.insert(clause.id, drafts.len());
        drafts.push(draft(read, found));
    }
    let mut proposals = Proposals::new(read);
    for (found, probability) in proposals.at(read, &drafts, &silent) {
        of_clause.insert(found.clause, drafts.len());
        drafts.push(Draft { proposed: Some(probability), ..draft(read, found) });
    }
    for at in 0..drafts.len() {
        let parent = parent_of(read, &drafts, &of_clause, at);
        match parent {
            Parent::None => {}
            Parent::Draft(parent) => drafts[at].parent = Some(parent),
            Parent::Lost => drafts[at].dropped = true,
        }
    }
    collapse(read, &mut drafts);
    write(read, &drafts, &mut proposals, notes)
}

/// Sentences with words of sport that make a report one of sport, at least.
const SPORT_SENTENCES: usize = 3;

/// Whether a third of the sentences or more have words of sport, and several
/// different ones.
fn is_sport(read: &Read<'_>) -> bool {
    let words = &read.codebook.rules.plover.sport;
    let mut different: Vec<&str> = Vec::new();
    let mut sentences = 0;
    for sentence in &read.syntax.sentences {
        if let Some(token) = words.find(read.syntax, sentence.tokens.clone()) {
            sentences += 1;
            let lemma = read.syntax.token(token).lemma.as_str();
            if !different.contains(&lemma) {
                different.push(lemma);
            }
        }
    }
    sentences >= SPORT_SENTENCES
        && different.len() >= SPORT_SENTENCES
        && sentences * 3 >= read.syntax.sentences.len()
}

fn draft<'a>(read: &Read<'_>, found: Match<'a>) -> Draft<'a> {
    let clause = read.clauses.get(found.clause);
    let content = found.about.places.iter().map(|place| trimmed(read, place.span)).reduce(Span::cover);
    let condition = read
        .clauses
        .condition_over(clause.id)
        .or_else(|| found.about.places.iter().find_map(|place| read.clauses.get(place.clause?).condition))
        .map(|condition| trimmed(read, condition.span));

    let trigger = read.syntax.token(clause.predicate).span;
    let around = read.statements.around(trigger);
    let own = read.statements.all.iter().find(|statement| {
        statement.cue_clause == Some(clause.id) || statement.cue_head == Some(clause.predicate)
    });
    let spoken = found.actor.places.iter().any(|place: &Place| place.speaks);
    let (statement, said_in) = match (own, around) {
        (Some(own), _) if is_verbal(found.rule.event) => (Some(own.id), own.said_in),
        (None, Some(around)) if spoken => (Some(around.id), around.said_in),
        _ => (None, around.map(|around| around.id)),
    };
    let status = status_of(read, clause, found.rule);
    Draft {
        found,
        status,
        content,
        condition,
        said_in,
        statement,
        parent: None,
        dropped: false,
        proposed: None,
    }
}

/// Writes the events out in the order of their triggers.
fn write<'a>(
    read: &Read<'a>,
    drafts: &[Draft<'_>],
    proposals: &mut Proposals<'a>,
    notes: Vec<String>,
) -> Events {
    let mut order: Vec<usize> = (0..drafts.len()).filter(|at| is_kept(drafts, *at)).collect();
    order.sort_by_key(|at| {
        let clause = read.clauses.get(drafts[*at].found.clause);
        (read.syntax.token(clause.predicate).span.start, *at)
    });
    let mut all: Vec<Event> = Vec::with_capacity(order.len());
    let mut id_of: HashMap<usize, EventId> = HashMap::new();
    let mut contexts = Contexts::default();
    for at in order {
        let mut event = event(read, &drafts[at], &mut contexts, proposals);
        if event.recipient.is_empty()
            && let Some(first) = beside(read, drafts, &drafts[at])
        {
            let (parties, words) = recipients(read, first);
            event.recipient = parties;
            event.evidence.recipient = named(read, event.evidence.trigger_token, &words);
        }
        if lacks_recipient(read, &event) {
            continue;
        }
        let mut event = Event { id: EventId(all.len() as u32), ..event };
        if drafts[at].parent.is_none()
            && let Some(said) = in_own_mouth(read, &event)
        {
            all.push(Event { id: event.id, ..said });
            event.parent = Some(event.id);
            event.id = EventId(all.len() as u32);
        }
        id_of.insert(at, event.id);
        all.push(event);
    }
    for (at, id) in &id_of {
        if let Some(parent) = drafts[*at].parent {
            all[id.0 as usize].parent = id_of.get(&parent).copied();
        }
    }
    for at in 0..all.len() {
        if let Some(parent) = all[at].parent {
            let id = all[at].id;
            all[parent.0 as usize].about.push(id);
        }
    }
    Events { all, notes }
}

fn event<'a>(
    read: &Read<'a>,
    draft: &Draft<'_>,
    contexts: &mut Contexts,
    proposals: &mut Proposals<'a>,
) -> Event {
    let found = &draft.found;
    let rule = found.rule;
    let clause = read.clauses.get(found.clause);
    let own = own_words(read, clause, draft);
    let mut status = draft.status;
    let (date, date_from) = dates::date_of(read, clause.id, own, status);
    if status == Status::Actual
        && let Some((first, last)) = date
    {
        let days = read.date.since(last).map_or(0, |age| age.get_days());
        if days > HISTORICAL_AFTER_DAYS && date_from != DateFrom::Article {
            status = Status::Historical;
        } else if first > read.date && date_from == DateFrom::Clause && !is_told(read, clause) {
            status = Status::Planned;
        }
    }
    let (kind, status, mut content_status) = typed(read, rule.event, status, draft);
    if let Some(own) = rule.content_status {
        content_status = Some(own);
    }
    let holds = rule.position.or_else(|| position_of(kind, content_status, status));
    if holds == Some(PositionKind::Denial) && content_status.is_none() {
        content_status = Some(Status::Negated);
    }
    let (mut recipient, mut recipient_words) = recipients(read, draft);
    let (mut actor, mut actor_words) = (&found.actor.actors, &found.actor.spans);
    let wish = one_sided(read, draft);
    if let Some((own, other)) = &wish {
        (actor, actor_words) = (&own.actors, &own.spans);
        (recipient, recipient_words) = (other.actors.clone(), other.spans.clone());
    }
    if recipient.is_empty()
        && found.actor.actors.len() == 1
        && draft.proposed.is_none()
        && let Some((party, words)) = proposals.recipient(read, clause, rule.event, &found.actor.actors)
    {
        (recipient, recipient_words) = (party, vec![words]);
    }
    if recipient.is_empty()
        && let Some(upon) = inhabitants::upon(read, draft)
    {
        (recipient, recipient_words) = upon;
    }
    let trigger = trigger_span(read, clause);
    // "will deliver tanks": what is promised is the act, not only its object.
    let own_content = if kind == rule.event { draft.content } else { None };
    let content = own_content.or_else(|| (kind != rule.event).then(|| trimmed(read, clause.span)));
    let statement = draft.statement.or(draft.said_in).map(|id| read.statements.get(id));
    // "said the opposition would never govern, vowing to": what follows the reported words is no part of them.
    let content = content.map(|content| match statement.map(|statement| statement.content.as_slice()) {
        Some([said]) if said.contains(trigger) && said.end > content.start => {
            Span::new(content.start, content.end.min(said.end))
        }
        _ => content,
    });
    Event {
        id: EventId(0),
        parent: None,
        about: Vec::new(),
        event: kind,
        mode: details::modes(read, rule, kind, clause, content),
        context: contexts.of(read, rule, clause.predicate),
        cameo: rule.cameo.clone(),
        actor: without_members(read, actor),
        recipient,
        date,
        date_from,
        place: place::place_of(read, clause.id, own),
        size: details::size(read, kind, clause),
        status,
        content_status,
        content,
        parts: contents::parts(read, &found.about.places, own_content),
        condition: draft.condition,
        said_in: draft.said_in,
        statement: draft.statement,
        via: statement.map_or_else(Vec::new, |statement| statement.via.clone()),
        evidence: Evidence {
            sentence: read.syntax.sentence_of(clause.predicate).span,
            trigger,
            trigger_token: clause.predicate,
            actor: named(read, clause.predicate, actor_words),
            recipient: named(read, clause.predicate, &recipient_words),
        },
        rule: match draft.proposed {
            Some(_) => RuleName::Ranker(rule.event),
            None => RuleName::Rule(rule.id.clone()),
        },
        confidence: Some(match draft.proposed {
            Some(probability) => Confidence::of_ranker(probability),
            None => read.codebook.rules.confidence.of_rule(&rule.id, rule.event),
        }),
        clause: clause.id,
        holds,
        deadline: content.and_then(|content| dates::deadline_in(read, content)),
    }
}

/// "criticised Harare, demanding an end to the raids": the act of speech beside which another
/// stands as a participle, of the same party; whom it is directed at, the other is too.
fn beside<'d, 'a>(read: &Read<'_>, drafts: &'d [Draft<'a>], draft: &Draft<'_>) -> Option<&'d Draft<'a>> {
    let clause = read.clauses.get(draft.found.clause);
    let above =
        clause.governor.filter(|above| above.relation == Relation::Adverbial && clause.mark.is_none())?;
    let speaks = |event| is_verbal(event) && event != EventType::Support;
    drafts.iter().find(|other| {
        other.found.clause == above.clause
            && speaks(other.found.rule.event)
            && speaks(draft.found.rule.event)
            && other.found.actor.actors == draft.found.actor.actors
    })
}

/// "At a breakfast the following morning he said": a noun beside a verb in the past is past.
fn is_told(read: &Read<'_>, clause: &Clause) -> bool {
    clause.kind == ClauseKind::Nominal
        && clause.light.is_none()
        && clause.governor.is_some_and(|governor| {
            let above = read.clauses.get(governor.clause);
            clause.tie == Tie::Bound
                && above.is_finite()
                && above.tense == Tense::Past
                && above.modal.is_none()
        })
}

/// "The five permanent members: the United States, …": the members are the states that are named.
fn without_members(read: &Read<'_>, parties: &[ActorId]) -> Vec<ActorId> {
    let is_member = |id: &ActorId| {
        let party = read.actors.get(*id);
        let state = |other: &ActorId| {
            let other = read.actors.get(*other);
            other.kind == ActorKind::State && other.country == party.country
        };
        !party.named && party.country.is_some() && party.sectors.is_empty() && parties.iter().any(state)
    };
    parties.iter().copied().filter(|id| !is_member(id)).collect()
}

/// The predicate with its particle, or a phrase's own words.
fn trigger_span(read: &Read<'_>, clause: &Clause) -> Span {
    let predicate = read.syntax.token(clause.predicate).span;
    match clause.particle {
        Some(particle) if clause.kind == ClauseKind::Verbal && particle.0 == clause.predicate.0 + 1 => {
            predicate.cover(read.syntax.token(particle).span)
        }
        _ => predicate,
    }
}

/// The act's own words: those of its clause up to where its content begins,
/// or after it where the content stands first.
fn own_words(read: &Read<'_>, clause: &Clause, draft: &Draft<'_>) -> Span {
    let trigger = read.syntax.token(clause.predicate).span;
    let light = clause.light.map_or(trigger, |light| read.syntax.token(light).span.cover(trigger));
    let complements = clause.in_role(&Role::Complement).map(|argument| argument.span);
    let mut own = clause.span.cover(light);
    for content in draft.content.into_iter().chain(complements) {
        if content.start >= light.end && content.start > own.start {
            own.end = own.end.min(content.start);
        } else if content.end <= light.start {
            own.start = own.start.max(content.end);
        }
    }
    own
}
