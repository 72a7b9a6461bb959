//! Who makes an act an event of politics, and whom it is directed at.

use super::{
    assemble::Draft,
    matcher::Match,
    roles::Filled,
    status::{is_verbal, status_of},
};
use crate::{
    actors::{Actor, ActorId, ActorKind, Sector},
    clauses::{Argument, Clause, Relation, Role, Via},
    events::{Event, EventType, Read, Status},
    mentions::MentionForm,
    span::Span,
    statements::Statement,
    syntax::{Dep, Tag, TokenId},
};

/// Whether a match is an event of politics: somebody does it (or, where the
/// rule lets the actor out, it is done to somebody), at least one party is a
/// political one, and types that need a recipient have one.
pub(super) fn is_coded(read: &Read<'_>, found: &Match<'_>) -> bool {
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
    // Nobody meets alone, unless it be to visit or to mediate.
    let mut parties: Vec<ActorId> = actor.iter().chain(recipient).copied().collect();
    // Speaking to the press or to a crowd is no meeting.
    parties.retain(|id| {
        let party = read.actors.get(*id);
        (party.named || is_political(party))
            && !party.sectors.iter().any(|sector| matches!(sector, Sector::Med | Sector::Jrn))
    });
    parties.sort_unstable();
    parties.dedup();
    if found.rule.event == EventType::Consult && parties.len() < 2 && found.rule.mode.is_empty() {
        return false;
    }
    if found.rule.event == EventType::Assault && is_quarrel(read, clause, actor, recipient) {
        return false;
    }
    // "Kenyan nurses called off a strike": they press as they protest.
    let presses = matches!(found.rule.event, EventType::Concede | EventType::Threaten);
    let crowd = actor.iter().map(|id| read.actors.get(*id)).any(|party| {
        is_crowd(party) && (found.rule.event == EventType::Protest || presses && party.country.is_some())
    });
    crowd || political(actor) || political(recipient)
}

/// Whether an event is of a type that needs a recipient and has none; in a
/// mutual act each is the other's.
pub(super) fn lacks_recipient(read: &Read<'_>, event: &Event) -> bool {
    event.recipient.is_empty()
        && event.actor.len() < 2
        && read.codebook.rules.plover.row(event.event).recipient
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
    // Who stands for election attacks nobody but with words.
    let candidate = |id: &ActorId| {
        let party = read.actors.get(*id);
        person(id)
            && !party.sectors.is_empty()
            && party.sectors.iter().all(|sector| {
                matches!(sector, Sector::Eli | Sector::Pty | Sector::Leg | Sector::Opp | Sector::Med)
            })
    };
    let all = || actor.iter().chain(recipient);
    QUARREL.contains(&clause.lemma.as_str())
        && (all().any(person) && all().all(civil) || !actor.is_empty() && actor.iter().all(candidate))
}

/// Whether the party is one of politics: a state or what belongs to one, rebels,
/// parties, organisations of states. Civilians, companies, outlets and the rest
/// are met by such a party or make no event.
pub(super) fn is_political(actor: &Actor) -> bool {
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
            // Who held office, by name; a people with its country: "Palestinians", "the Ukrainian people".
            actor.country.is_some()
                && (actor.sectors.contains(&S::Cvl) || actor.named && actor.sectors.contains(&S::Eli))
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

/// Whether a statement's speaker is one of the parties or of their country.
pub(super) fn speaks_for(read: &Read<'_>, statement: &Statement, parties: &[ActorId]) -> bool {
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
pub(super) fn named(read: &Read<'_>, predicate: TokenId, spans: &[Span]) -> Vec<Span> {
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
pub(super) fn recipients(read: &Read<'_>, draft: &Draft<'_>) -> (Vec<ActorId>, Vec<Span>) {
    let found = &draft.found;
    let actor = &found.actor.actors;
    let mut recipient = without(&found.recipient.actors, actor);
    // "agreed to set up a commission": an unnamed body is nobody yet; the reporters who
    // are told of a threat are not threatened.
    let spoken = matches!(found.rule.event, EventType::Threaten | EventType::Request);
    recipient.retain(|id| {
        let party = read.actors.get(*id);
        if spoken && !party.named && party.sectors.contains(&Sector::Jrn) {
            return false;
        }
        party.named || party.code.is_some() || party.kind != ActorKind::Organisation
    });
    // "promised to withdraw its observers": one's own people are addressed by nobody.
    if found.recipient.places.iter().all(|place| is_ones_own(read, place.head, actor)) {
        recipient.clear();
    }
    let known = |id: &ActorId| {
        let actor = read.actors.get(*id);
        actor.named || actor.code.is_some() || actor.country.is_some()
    };
    if recipient.iter().any(known) {
        // "questioned the identity of the dead man and the reliability of the Malaysian inquiry": words are
        // directed at those who are known.
        let mut words = found.recipient.spans.clone();
        if is_verbal(found.rule.event) && !recipient.iter().all(known) {
            recipient.retain(known);
            words.retain(|words| {
                let mut inside = read.mentions.within(*words, read.syntax);
                inside.any(|mention| read.actors.of(mention.id).iter().any(|id| recipient.contains(id)))
            });
        }
        return (recipient, words);
    }
    // "48 people in Afghanistan": who they are shows by what stands beside them.
    let (beside, words) = if recipient.is_empty() {
        directed_at(read, draft, DIRECTED, draft.content)
    } else {
        directed_at(read, draft, &["in", "at", "near", "outside"], None)
    };
    if !beside.is_empty() && recipient.iter().all(|id| read.actors.get(*id).sectors.is_empty()) {
        return (beside, words);
    }
    let recipient = recipient.into_iter().chain(beside).collect();
    let words = found.recipient.spans.iter().copied().chain(words).collect();
    (recipient, words)
}

/// A mutual act that only one side hopes or plans for: "Kyiv hopes to speak with
/// Beijing". First who does, then the rest; none where all do.
pub(super) fn one_sided(read: &Read<'_>, draft: &Draft<'_>) -> Option<(Filled, Filled)> {
    let found = &draft.found;
    let open = matches!(draft.status, Status::Hypothetical | Status::Planned | Status::Conditional);
    if !open || found.actor.actors.len() < 2 || !found.recipient.actors.is_empty() {
        return None;
    }
    let clause = read.clauses.get(found.clause);
    let (mut own, mut other) = (Filled::default(), Filled::default());
    for place in &found.actor.places {
        let wishes = clause
            .in_role(&Role::Subject)
            .any(|argument| argument.head == place.head && argument.via == Via::Control);
        let side = if wishes { &mut own } else { &mut other };
        let (parties, words) = read.parties(*place);
        side.actors.extend(parties);
        side.spans.push(words);
    }
    (!own.actors.is_empty() && !other.actors.is_empty()).then_some((own, other))
}

/// Whether a noun is owned by a pronoun that stands for the actor: "its troops".
fn is_ones_own(read: &Read<'_>, noun: TokenId, actor: &[ActorId]) -> bool {
    read.syntax.children_by(noun, Dep::Poss).any(|owner| {
        read.mentions.at(owner).is_some_and(|mention| {
            mention.form == MentionForm::Pronoun
                && read.actors.of(mention.id).iter().any(|owner| actor.contains(owner))
        })
    })
}

/// Whether a word stands in a relative clause inside `span`: "boats of migrants which
/// Washington has criticised" are not directed at Washington.
pub(super) fn is_told_aside(read: &Read<'_>, word: TokenId, span: Span) -> bool {
    let mut at = word;
    loop {
        let token = read.syntax.token(at);
        if !span.contains(token.span) {
            return false;
        }
        let relative = |child: &TokenId| {
            matches!(read.syntax.token(*child).tag, Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb)
        };
        if token.dep == Dep::Relcl && read.syntax.children(at).iter().any(relative) {
            return true;
        }
        match read.syntax.head(at) {
            Some(head) => at = head,
            None => return false,
        }
    }
}

/// The party that is told the words, or the first party, not of the actor's own
/// country, that is named in the content or in what the act is directed at.
fn directed_at(
    read: &Read<'_>,
    draft: &Draft<'_>,
    prepositions: &[&str],
    content: Option<Span>,
) -> (Vec<ActorId>, Vec<Span>) {
    let found = &draft.found;
    let actor = &found.actor.actors;
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
        Role::Oblique(preposition) => prepositions.contains(&preposition.as_str()),
        Role::Object | Role::IndirectObject => true,
        Role::Subject | Role::Complement | Role::Modifier => false,
    };
    let purposes = read.clauses.all.iter().filter(|other| {
        other
            .governor
            .is_some_and(|governor| governor.clause == clause.id && governor.relation == Relation::Purpose)
    });
    let arguments = clause.arguments.iter().chain(purposes.flat_map(|purpose| &purpose.arguments));
    let spans: Vec<Span> =
        content.into_iter().chain(arguments.filter(asides).map(|argument| argument.span)).collect();
    let first = |accept: &dyn Fn(ActorId) -> bool, by_name: bool| {
        let inside = spans.iter().flat_map(|span| {
            let named = read.mentions.within(*span, read.syntax);
            named.filter(|mention| !is_told_aside(read, mention.head, *span))
        });
        inside.filter(|mention| !by_name || read.is_told_of(mention)).find_map(|mention| {
            let named: Vec<ActorId> =
                read.actors.of(mention.id).iter().copied().filter(|id| accept(*id)).collect();
            (!named.is_empty()).then(|| (named, vec![mention.span]))
        })
    };
    let coded = |id: ActorId| {
        let actor = read.actors.get(id);
        actor.code.is_some() && is_political(actor)
    };
    if let Some(abroad) = first(&|id| coded(id) && !own(id), true) {
        return abroad;
    }
    // At home: the opposition, the protesters, not the state that the actor is of.
    let at_home = matches!(
        event,
        EventType::Coerce
            | EventType::Protest
            | EventType::Reject
            | EventType::Accuse
            | EventType::Request
            | EventType::Threaten
            | EventType::Assault
            | EventType::Support
    );
    let other = |id: ActorId| {
        use Sector as S;
        let party = read.actors.get(id);
        let apart = |sector: &Sector| {
            matches!(
                sector,
                S::Opp | S::Reb | S::Pty | S::Cvl | S::Ref | S::Leg | S::Jud | S::Pre | S::Lab | S::Jrn
            )
        };
        coded(id)
            && !actor.contains(&id)
            && party.kind != ActorKind::State
            && (party.kind == ActorKind::Person && party.named || party.sectors.iter().any(apart))
    };
    if at_home && let Some(home) = first(&other, false) {
        return home;
    }
    // "Russia invades Ukraine after massing troops": whom the troops are massed against.
    if event == EventType::Mobilize
        && let Some(governor) = clause.governor.filter(|governor| governor.relation == Relation::Adverbial)
    {
        let above = read.clauses.get(governor.clause);
        for object in above.in_role(&Role::Object) {
            let Some(mention) = read.mentions.at(object.head) else { continue };
            let named = read.actors.of(mention.id);
            if !named.is_empty() && named.iter().all(|id| read.actors.get(*id).code.is_some() && !own(*id)) {
                return (named.to_vec(), vec![mention.span]);
            }
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
