//! From matches to events: status, content, parents, statements, days, places.

use std::collections::HashMap;

use super::{
    dates,
    details::{self, Contexts},
    matcher::{self, Match},
    place,
    roles::Place,
    status::{Hold, holders, is_verbal, status_of},
};
use crate::{
    actors::{Actor, ActorId, ActorKind, Sector},
    clauses::{Argument, Aspect, Clause, ClauseId, ClauseKind, Role, Tense},
    codebook::RuleName,
    events::{DateFrom, Event, EventId, EventType, Events, Evidence, Read, Status},
    mentions::MentionForm,
    positions::PositionKind,
    span::Span,
    statements::{Force, Statement, StatementId},
    syntax::TokenId,
};

/// An act dated this many days before the article is history, not news.
const HISTORICAL_AFTER_DAYS: i32 = 60;

/// A match on its way to an event.
struct Draft<'a> {
    found: Match<'a>,
    status: Status,
    content: Option<Span>,
    condition: Option<Span>,
    said_in: Option<StatementId>,
    statement: Option<StatementId>,
    parent: Option<usize>,
    dropped: bool,
}

/// Finds the events of an article.
pub(super) fn find(read: &Read<'_>) -> Events {
    let mut notes = Vec::new();
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut of_clause: HashMap<ClauseId, usize> = HashMap::new();
    for clause in &read.clauses.all {
        let (best, tie) = matcher::best(read, clause);
        let Some(found) = best else { continue };
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
    for at in 0..drafts.len() {
        let parent = parent_of(read, &drafts, &of_clause, at);
        match parent {
            Parent::None => {}
            Parent::Draft(parent) => drafts[at].parent = Some(parent),
            Parent::Lost => drafts[at].dropped = true,
        }
    }
    collapse(read, &mut drafts);
    write(read, &drafts, notes)
}

/// Whether a match is an event of politics: somebody does it (or, where the
/// rule lets the actor out, it is done to somebody), at least one party is a
/// political one, and types that need a recipient have one.
fn is_coded(read: &Read<'_>, found: &Match<'_>) -> bool {
    let coded = |id: &ActorId| {
        let actor = read.actors.get(*id);
        actor.code.is_some() || actor.country.is_some()
    };
    // "Armies that invade their neighbours": nobody in particular does it.
    let clause = read.clauses.get(found.clause);
    let status = status_of(read, clause, found.rule);
    if matches!(status, Status::Hypothetical | Status::Conditional | Status::Planned)
        && !found.actor.actors.iter().chain(&found.recipient.actors).any(coded)
    {
        return false;
    }
    let political = |ids: &[ActorId]| ids.iter().any(|id| is_political(read.actors.get(*id)));
    let (actor, recipient) = (&found.actor.actors, &found.recipient.actors);
    if actor.is_empty() && recipient.is_empty() {
        return false;
    }
    if read.codebook.rules.plover.row(found.rule.event).recipient && recipient.is_empty() && actor.len() < 2 {
        return false;
    }
    // Nobody meets alone, unless it be to visit or to mediate.
    let mut parties: Vec<ActorId> = actor.iter().chain(recipient).copied().collect();
    parties.sort_unstable();
    parties.dedup();
    if found.rule.event == EventType::Consult && parties.len() < 2 && found.rule.mode.is_empty() {
        return false;
    }
    let crowd =
        found.rule.event == EventType::Protest && actor.iter().any(|id| is_crowd(read.actors.get(*id)));
    crowd || political(actor) || political(recipient)
}

/// Words of fighting that politicians use of each other.
const QUARREL: &[&str] = &[
    "attack", "assault", "battle", "fight", "war", "clash", "hit", "strike", "target", "blow", "fire",
    "shot", "shoot", "jab", "swipe", "assail", "wage", "pounce", "ambush", "duel", "spar",
];

/// Whether people of politics only quarrel: "Trump attacked Clinton", "his
/// battle with the party". Nobody who is named attacks another by hand.
fn is_quarrel(read: &Read<'_>, clause: &Clause, actor: &[ActorId], recipient: &[ActorId]) -> bool {
    let person = |id: &ActorId| {
        let actor = read.actors.get(*id);
        actor.kind == ActorKind::Person && actor.named
    };
    let civil = |id: &ActorId| {
        let actor = read.actors.get(*id);
        person(id)
            || actor.sectors.iter().any(|sector| {
                matches!(
                    sector,
                    Sector::Pty
                        | Sector::Med
                        | Sector::Jrn
                        | Sector::Leg
                        | Sector::Jud
                        | Sector::Opp
                        | Sector::Bus
                )
            })
    };
    QUARREL.contains(&clause.lemma.as_str())
        && !actor.is_empty()
        && actor.iter().all(person)
        && recipient.iter().all(civil)
}

/// Whether the party is one of politics: a state or what belongs to one, rebels,
/// parties, organisations of states. Civilians, companies, outlets and the rest
/// are met by such a party or make no event.
fn is_political(actor: &Actor) -> bool {
    use Sector as S;
    const STRONG: [Sector; 13] = [
        S::Cop,
        S::Gov,
        S::Jud,
        S::Leg,
        S::Mil,
        S::Opp,
        S::Prm,
        S::Pty,
        S::Reb,
        S::Spy,
        S::Uaf,
        S::Crm,
        S::Ref,
    ];
    match actor.kind {
        ActorKind::State => true,
        _ if actor.sectors.iter().any(|sector| STRONG.contains(sector)) => true,
        _ if !actor.sectors.is_empty() => {
            // A people with its country: "Palestinians", "the Ukrainian people".
            actor.country.is_some() && actor.sectors.contains(&S::Cvl)
                || matches!(actor.code.as_deref(), Some("IGO" | "UNO" | "EUR" | "IMG" | "ISM" | "NGO"))
        }
        _ => actor.code.as_deref().is_some_and(|code| code != "MNC"),
    }
}

/// Whether the party can take to the street: workers, students, believers, anybody but a company.
fn is_crowd(actor: &Actor) -> bool {
    use Sector as S;
    actor.kind == ActorKind::Group
        && actor.sectors.iter().any(|sector| {
            matches!(sector, S::Agr | S::Cvl | S::Edu | S::Lab | S::Pre | S::Rel | S::Med | S::Soc)
        })
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
    Draft { found, status, content, condition, said_in, statement, parent: None, dropped: false }
}

/// A stretch of text without punctuation or blanks at its ends, quotation
/// marks excepted.
fn trimmed(read: &Read<'_>, span: Span) -> Span {
    let words = span.of(read.text);
    let end = words.trim_end_matches([' ', '\n', '\r', '\t', ',', '.', ';', ':']);
    let start = words.len() - words.trim_start_matches([' ', '\n', '\r', '\t', ',', '.', ';', ':']).len();
    if start >= end.len() {
        span
    } else {
        Span::new(span.start + start as u32, span.start + end.len() as u32)
    }
}

enum Parent {
    /// The act is the article's own.
    None,
    /// It exists only as the content of this one.
    Draft(usize),
    /// It exists only as a condition of what is no event.
    Lost,
}

/// The event as whose content an act exists: the nearest above it that demands,
/// threatens, promises, refuses or denies it, or under whose condition it
/// stands. An act that took place is nobody's content, whoever speaks of it,
/// unless it is what somebody is accused of.
fn parent_of(
    read: &Read<'_>,
    drafts: &[Draft<'_>],
    of_clause: &HashMap<ClauseId, usize>,
    at: usize,
) -> Parent {
    let draft = &drafts[at];
    let is_real = matches!(draft.status, Status::Actual | Status::Historical);
    let mut conditioned = false;
    for (clause, hold) in holders(read, draft.found.clause) {
        conditioned |= hold == Hold::Condition;
        let Some(&parent) = of_clause.get(&clause) else { continue };
        if parent == at {
            continue;
        }
        let other = &drafts[parent];
        let words = is_verbal(other.found.rule.event);
        let ahead =
            matches!(other.found.rule.event, EventType::Agree | EventType::Concede | EventType::Threaten);
        let holds = match hold {
            Hold::Condition => true,
            // What was never done is no part of a promise: "assured that it had not attacked".
            Hold::Content if ahead && is_over(read, draft) => false,
            Hold::Content => words || !is_real,
            Hold::Argument => !is_real || is_content_of(read, draft, other),
        };
        if holds {
            return Parent::Draft(parent);
        }
    }
    if conditioned {
        return Parent::Lost;
    }
    // A quotation in parts, or a clause that the parser hung elsewhere: the act
    // stands inside the words of what another act demands or threatens.
    let word = read.syntax.token(read.clauses.get(draft.found.clause).predicate).span;
    let holder = drafts.iter().enumerate().position(|(other_at, other)| {
        other_at != at
            && is_verbal(other.found.rule.event)
            && other.found.rule.event != EventType::Support
            && !is_real
            && !is_over(read, draft)
            && [other.content, other.condition].iter().flatten().any(|span| span.contains(word))
    });
    holder.map_or(Parent::None, Parent::Draft)
}

/// Whether the act, done or not, lies behind: its verb is in the past or perfect.
fn is_over(read: &Read<'_>, draft: &Draft<'_>) -> bool {
    let clause = read.clauses.get(draft.found.clause);
    clause.is_finite()
        && clause.modal.is_none()
        && (clause.tense == Tense::Past || clause.aspect == Aspect::Perfect)
}

/// Whether an eventive noun is what another act asks for, threatens or agrees
/// on: the head of its content.
fn is_content_of(read: &Read<'_>, draft: &Draft<'_>, other: &Draft<'_>) -> bool {
    let predicate = read.clauses.get(draft.found.clause).predicate;
    matches!(
        other.found.rule.event,
        EventType::Request | EventType::Threaten | EventType::Agree | EventType::Concede
    ) && other.found.about.places.iter().any(|place| place.head == predicate)
}

/// Two drafts of one sentence that say the same become one: the same type,
/// actors and status, and recipients that do not differ.
fn collapse(read: &Read<'_>, drafts: &mut [Draft<'_>]) {
    for late in 0..drafts.len() {
        for early in 0..late {
            let (a, b) = (&drafts[early], &drafts[late]);
            if a.dropped || b.dropped || a.found.rule.event != b.found.rule.event || a.parent != b.parent {
                continue;
            }
            let sentence = |draft: &Draft<'_>| {
                read.syntax.token(read.clauses.get(draft.found.clause).predicate).sentence
            };
            let agrees = |x: &[ActorId], y: &[ActorId]| x.is_empty() || y.is_empty() || same(x, y);
            let alike = sentence(a) == sentence(b)
                && a.status == b.status
                && same(&a.found.actor.actors, &b.found.actor.actors)
                && agrees(&a.found.recipient.actors, &b.found.recipient.actors)
                && (a.content.is_none() || b.content.is_none() || a.content == b.content);
            if !alike || parent_chain(drafts, early, late) {
                continue;
            }
            let (keep, drop) = if b.found.recipient.actors.len() > a.found.recipient.actors.len() {
                (late, early)
            } else {
                (early, late)
            };
            drafts[drop].dropped = true;
            for draft in drafts.iter_mut() {
                if draft.parent == Some(drop) {
                    draft.parent = Some(keep);
                }
            }
        }
    }
}

fn parent_chain(drafts: &[Draft<'_>], a: usize, b: usize) -> bool {
    drafts[a].parent == Some(b) || drafts[b].parent == Some(a)
}

fn same(a: &[ActorId], b: &[ActorId]) -> bool {
    a.len() == b.len() && a.iter().all(|actor| b.contains(actor))
}

/// Writes the events out in the order of their triggers.
fn write(read: &Read<'_>, drafts: &[Draft<'_>], notes: Vec<String>) -> Events {
    let mut order: Vec<usize> = (0..drafts.len()).filter(|at| is_kept(drafts, *at)).collect();
    order.sort_by_key(|at| {
        let clause = read.clauses.get(drafts[*at].found.clause);
        (read.syntax.token(clause.predicate).span.start, *at)
    });
    let mut all: Vec<Event> = Vec::with_capacity(order.len());
    let mut id_of: HashMap<usize, EventId> = HashMap::new();
    let mut contexts = Contexts::default();
    for at in order {
        let event = event(read, &drafts[at], &mut contexts);
        let mut event = Event { id: EventId(all.len() as u32), ..event };
        if drafts[at].parent.is_none() {
            if let Some(said) = in_own_mouth(read, &event) {
                all.push(Event { id: event.id, ..said });
                event.parent = Some(event.id);
                event.id = EventId(all.len() as u32);
            }
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

/// Whether neither the draft nor any event above it was dropped; a chain that
/// runs in a circle is cut.
fn is_kept(drafts: &[Draft<'_>], at: usize) -> bool {
    let mut above = Some(at);
    for _ in 0..drafts.len().min(16) + 1 {
        match above {
            None => return true,
            Some(i) if drafts[i].dropped => return false,
            Some(i) => above = drafts[i].parent,
        }
    }
    false
}

fn event(read: &Read<'_>, draft: &Draft<'_>, contexts: &mut Contexts) -> Event {
    let found = &draft.found;
    let rule = found.rule;
    let clause = read.clauses.get(found.clause);
    let own = own_words(read, clause, draft);
    let mut status = draft.status;
    let (date, date_from) = dates::date_of(read, clause.id, own, status);
    if status == Status::Actual {
        if let Some((first, last)) = date {
            let days = read.date.since(last).map_or(0, |age| age.get_days());
            if days > HISTORICAL_AFTER_DAYS && date_from != DateFrom::Article {
                status = Status::Historical;
            } else if first > read.date && date_from == DateFrom::Clause {
                status = Status::Planned;
            }
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
    let (recipient, recipient_words) = recipients(read, draft);
    let trigger = trigger_span(read, clause);
    let content = draft.content.or_else(|| (kind != rule.event).then(|| trimmed(read, clause.span)));
    let statement = draft.statement.or(draft.said_in).map(|id| read.statements.get(id));
    Event {
        id: EventId(0),
        parent: None,
        about: Vec::new(),
        event: kind,
        mode: details::modes(read, rule, kind, clause, content),
        context: contexts.of(read, rule, clause.predicate),
        cameo: rule.cameo.clone(),
        actor: found.actor.actors.clone(),
        recipient,
        date,
        date_from,
        place: place::place_of(read, clause.id, own),
        size: details::size(read, kind, clause),
        status,
        content_status,
        content,
        condition: draft.condition,
        said_in: draft.said_in,
        statement: draft.statement,
        via: statement.map_or_else(Vec::new, |statement| statement.via.clone()),
        evidence: Evidence {
            sentence: read.syntax.sentence_of(clause.predicate).span,
            trigger,
            trigger_token: clause.predicate,
            actor: named(read, clause.predicate, &found.actor.spans),
            recipient: named(read, clause.predicate, &recipient_words),
        },
        rule: RuleName::Rule(rule.id.clone()),
        confidence: None,
        clause: clause.id,
        holds,
        deadline: content.and_then(|content| dates::deadline_in(read, content)),
    }
}

/// Type, status of the act, status of its content. What is still to come turns
/// into the word that is given for it: a meeting, aid or deal to come is AGREE,
/// a withdrawal or truce to come CONCEDE.
fn typed(
    read: &Read<'_>,
    event: EventType,
    status: Status,
    draft: &Draft<'_>,
) -> (EventType, Status, Option<Status>) {
    use EventType as E;
    let open = if draft.condition.is_some() { Status::Conditional } else { Status::Planned };
    if draft.parent.is_none() && status == Status::Planned {
        match event {
            E::Consult | E::Support | E::Cooperate | E::Aid => return (E::Agree, Status::Actual, Some(open)),
            E::Retreat => return (E::Concede, Status::Actual, Some(open)),
            _ => {}
        }
    }
    let content = match event {
        E::Request => Some(Status::Requested),
        E::Threaten => Some(open),
        // A deal that was reached, an apology for what was done: nothing of it is still to come.
        E::Agree | E::Concede if draft.content.is_some() && !is_for(read, draft) => Some(open),
        _ => None,
    };
    (event, status, content)
}

/// Whether the content stands under "for": "apologised for the attack".
fn is_for(read: &Read<'_>, draft: &Draft<'_>) -> bool {
    draft.found.about.places.iter().all(|place| {
        read.syntax.head(place.head).is_some_and(|above| read.syntax.token(above).lower == "for")
    })
}

/// The position that comes of an event, by its type.
const fn position_of(event: EventType, content: Option<Status>, status: Status) -> Option<PositionKind> {
    use EventType as E;
    match event {
        E::Request => Some(PositionKind::Demand),
        E::Threaten => Some(PositionKind::Threat),
        E::Agree | E::Concede => match content {
            None => None,
            Some(Status::Conditional) => Some(PositionKind::Offer),
            _ => Some(PositionKind::Pledge),
        },
        E::Reject => Some(PositionKind::Refusal),
        E::Accuse => Some(PositionKind::Accusation),
        E::Support => Some(PositionKind::Assessment),
        _ if matches!(status, Status::Planned) => Some(PositionKind::Plan),
        _ => None,
    }
}

/// What a hostile act becomes in the mouth of its doer, or of those who speak
/// for him: "we never attacked" is a denial, "we will attack" a threat. An act
/// under a word of denying is denied, whoever speaks.
fn in_own_mouth(read: &Read<'_>, event: &Event) -> Option<Event> {
    let said = read.statements.get(event.said_in?);
    let own = speaks_for(read, said, &event.actor);
    let plover = &read.codebook.rules.plover;
    let (conversion, content_status, holds) = match event.status {
        Status::Negated if own || said.force == Force::Denying => {
            (plover.denial.as_ref()?, Status::Negated, PositionKind::Denial)
        }
        Status::Planned | Status::Conditional if own => {
            (plover.threat.as_ref()?, event.status, PositionKind::Threat)
        }
        _ => return None,
    };
    if !conversion.from.contains(&event.event) {
        return None;
    }
    let clause = read.clauses.get(event.clause);
    let content = Some(trimmed(read, clause.span));
    Some(Event {
        event: conversion.to,
        status: Status::Actual,
        content_status: Some(content_status),
        content,
        said_in: said.said_in,
        statement: Some(said.id),
        mode: details::modes_of(read, conversion.to, clause, content),
        cameo: None,
        size: None,
        date: Some((read.date, read.date)),
        date_from: DateFrom::Article,
        holds: Some(holds),
        rule: RuleName::Rule(conversion.id.clone()),
        about: Vec::new(),
        ..event.clone()
    })
}

/// Whether a statement's speaker is one of the parties or of their country.
fn speaks_for(read: &Read<'_>, statement: &Statement, parties: &[ActorId]) -> bool {
    statement.speaker.iter().flat_map(|mention| read.actors.of(*mention)).any(|speaker| {
        let speaker = read.actors.get(*speaker);
        parties.iter().any(|party| {
            let party = read.actors.get(*party);
            party.id == speaker.id || (party.country.is_some() && party.country == speaker.country)
        })
    })
}

/// Words that name parties, with the name in the same sentence before a
/// pronoun that stands for it: "Ethiopia said it would".
fn named(read: &Read<'_>, predicate: TokenId, spans: &[Span]) -> Vec<Span> {
    let sentence = read.syntax.sentence_of(predicate).span;
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        let pronoun =
            read.mentions.within(*span, read.syntax).find(|mention| mention.form == MentionForm::Pronoun);
        let name = pronoun.filter(|pronoun| pronoun.span == *span).and_then(|pronoun| {
            let actors = read.actors.of(pronoun.id);
            read.mentions.within(sentence, read.syntax).find(|mention| {
                mention.form != MentionForm::Pronoun
                    && mention.span.end <= span.start
                    && !actors.is_empty()
                    && read.actors.of(mention.id) == actors
            })
        });
        for words in name.map(|mention| mention.span).into_iter().chain([*span]) {
            if !out.contains(&words) {
                out.push(words);
            }
        }
    }
    out
}

/// To whom the act is directed, with the words that name it: the rule's
/// recipient; else, for words, the party that is told them; else the first
/// party, not of the actor's own country, that is named in the content or in
/// what the act is directed at.
fn recipients(read: &Read<'_>, draft: &Draft<'_>) -> (Vec<ActorId>, Vec<Span>) {
    let found = &draft.found;
    let actor = &found.actor.actors;
    let recipient = without(&found.recipient.actors, actor);
    if !recipient.is_empty() {
        return (recipient, found.recipient.spans.clone());
    }
    let event = found.rule.event;
    if let Some(statement) = draft.statement.filter(|_| event != EventType::Accuse) {
        let addressees = read.statements.get(statement).addressee.iter();
        let told: Vec<_> = addressees
            .flat_map(|mention| {
                read.actors.of(*mention).iter().map(|actor| (*actor, read.mentions.get(*mention).span))
            })
            .filter(|(id, _)| is_political(read.actors.get(*id)) && !actor.contains(id))
            .collect();
        if !told.is_empty() {
            return told.into_iter().unzip();
        }
    }
    if event == EventType::Consult {
        return (Vec::new(), Vec::new());
    }
    let own = |id: ActorId| {
        let country = &read.actors.get(id).country;
        actor
            .iter()
            .any(|actor| *actor == id || (country.is_some() && read.actors.get(*actor).country == *country))
    };
    let clause = read.clauses.get(found.clause);
    let asides = |argument: &&Argument| match &argument.role {
        Role::Oblique(preposition) => DIRECTED.contains(&preposition.as_str()),
        Role::Object | Role::IndirectObject => true,
        Role::Subject | Role::Complement | Role::Modifier => false,
    };
    let spans =
        draft.content.into_iter().chain(clause.arguments.iter().filter(asides).map(|argument| argument.span));
    for mention in spans.flat_map(|span| read.mentions.within(span, read.syntax)) {
        let named: Vec<ActorId> = read
            .actors
            .of(mention.id)
            .iter()
            .copied()
            .filter(|id| {
                let actor = read.actors.get(*id);
                actor.code.is_some() && is_political(actor) && !own(*id)
            })
            .collect();
        if !named.is_empty() {
            return (named, vec![mention.span]);
        }
    }
    (Vec::new(), Vec::new())
}

/// Prepositions under which stands whom an act is directed at, or where it
/// meets him: "sanctions against", "aid for", "troops into", "attacks in".
const DIRECTED: &[&str] = &[
    "against", "to", "for", "on", "at", "into", "toward", "towards", "over", "from", "with", "of", "in",
    "about",
];

fn without(list: &[ActorId], others: &[ActorId]) -> Vec<ActorId> {
    list.iter().copied().filter(|actor| !others.contains(actor)).collect()
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
