//! Acts that are done to a place: those who live there are whom they are directed at.

use super::{assemble::Draft, directed::is_told_aside, roles::Filled, status::is_verbal};
use crate::{
    actors::{ActorId, ActorKind},
    clauses::{Clause, ClauseKind, Role},
    codebook::rules::{Rule, Step},
    events::{EventType, Mode, Read},
    mentions::Mention,
    span::Span,
    syntax::{Dep, TokenId},
};

/// Prepositions under which a place stands that an act is done to or in.
const UPON: &[&str] = &[
    "in",
    "on",
    "at",
    "into",
    "to",
    "across",
    "throughout",
    "near",
    "around",
    "over",
    "from",
    "against",
    "for",
    "along",
    "inside",
    "outside",
    "of",
];

/// Whom an act without a recipient is directed at by its place: the inhabitants of the town or region that is
/// its object or where it is done, or that stands in what is pledged, refused or threatened; with the words.
pub(super) fn upon(read: &Read<'_>, draft: &Draft<'_>) -> Option<(Vec<ActorId>, Vec<Span>)> {
    use EventType as E;
    let found = &draft.found;
    let rule = found.rule;
    let (deeds, contents) = match rule.event {
        E::Aid | E::Retreat | E::Coerce | E::Assault | E::Mobilize | E::Sanction => (true, true),
        E::Agree | E::Concede | E::Threaten | E::Reject => (false, true),
        E::Consult | E::Support | E::Cooperate | E::Request | E::Accuse | E::Protest => return None,
    };
    // Those who fight or agree with each other do it to each other.
    if found.actor.actors.len() > 1 && matches!(rule.event, E::Assault | E::Agree | E::Reject) {
        return None;
    }
    // A verdict is told where the court sits, a resignation where the office is.
    if rule.mode.iter().any(|mode| matches!(mode, Mode::Convict | Mode::Resign)) {
        return None;
    }
    let clause = read.clauses.get(found.clause);
    let own = clause.arguments.iter().filter(|argument| match &argument.role {
        Role::Oblique(word) => deeds && UPON.contains(&word.as_str()),
        Role::Object | Role::IndirectObject => true,
        Role::Subject | Role::Complement | Role::Modifier => false,
    });
    let content = draft.content.filter(|_| contents);
    let spans = own.map(|argument| argument.span).chain(content);
    let free = |(mention, span): &(&Mention, Span)| {
        !is_told_aside(read, mention.head, *span)
            && (is_verbal(rule.event) || !behind_a_verb(read, mention, *span))
    };
    let purposes = || read.beside(clause, &Step::Purpose).flat_map(|purpose| inside(read, purpose.span));
    let place = (spans.flat_map(|span| inside(read, span)).find(free))
        .or_else(|| if rule.event == E::Aid { purposes().next() } else { None })?;
    let mut all = vec![place.0];
    while let Some(next) = all.last().and_then(|last| read.syntax.child(last.head, Dep::Conj))
        && let Some(mention) = read.mentions.at(next).filter(|next| !all.iter().any(|one| one.id == next.id))
    {
        all.push(mention);
    }
    let parties: Vec<(ActorId, Span)> =
        all.iter().filter_map(|mention| Some((read.actors.living_in(mention.id)?, mention.span))).collect();
    Some(parties.into_iter().unzip())
}

/// The inhabitants who fill the recipient of a rule for deeds that finds no party there: "withdrew observers from
/// the Golan Heights".
pub(super) fn filled(read: &Read<'_>, rule: &Rule, clause: &Clause) -> Option<Filled> {
    use EventType as E;
    if !matches!(rule.event, E::Aid | E::Retreat | E::Coerce | E::Assault | E::Mobilize | E::Sanction) {
        return None;
    }
    let role = rule.recipient.as_ref()?;
    let mut filler = role.filler.clone();
    if filler.kind.contains(&ActorKind::Group) {
        filler.kind.clear();
    }
    role.alternatives.iter().flatten().find_map(|path| {
        let places = read.follow(clause, path, &[]);
        places.into_iter().find_map(|place| {
            let mention = read.mentions.at(place.head)?;
            let party = read.actors.living_in(mention.id)?;
            read.meets(place, &filler).ok()?;
            Some(Filled { places: vec![place], actors: vec![party], spans: vec![mention.span] })
        })
    })
}

/// The places that somebody lives in, among the words of a stretch.
fn inside<'a>(read: &Read<'a>, span: Span) -> impl Iterator<Item = (&'a Mention, Span)> {
    let (mentions, actors) = (read.mentions, read.actors);
    mentions
        .within(span, read.syntax)
        .filter(move |mention| actors.living_in(mention.id).is_some())
        .map(move |mention| (mention, span))
}

/// Whether a verb stands between a word and the head of the stretch: "to comb the bush in Borno".
fn behind_a_verb(read: &Read<'_>, mention: &Mention, span: Span) -> bool {
    let mut at: Option<TokenId> = Some(mention.head);
    while let Some(token) = at.filter(|token| span.contains(read.syntax.token(*token).span)) {
        if token != mention.head
            && read.clauses.at(token).is_some_and(|clause| clause.kind == ClauseKind::Verbal)
        {
            return true;
        }
        at = read.syntax.head(token);
    }
    false
}
