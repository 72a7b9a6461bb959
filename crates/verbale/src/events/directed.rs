//! Whom an act is directed at.

use super::{
    assemble::Draft,
    parties::{apart, is_political},
    status::is_verbal,
};
use crate::{
    actors::{ActorId, ActorKind, Sector},
    clauses::{Argument, Form, Relation, Role},
    codebook::rules::Step,
    events::{EventType, Read},
    mentions::{Mention, MentionForm},
    span::Span,
    syntax::{Dep, Tag, TokenId},
};

/// To whom the act is directed, with the words that name it: the rule's
/// recipient; else, for words, the party that is told them; else the first
/// party, not of the actor's own country, that is named in the content or in
/// what the act is directed at.
pub(super) fn recipients(read: &Read<'_>, draft: &Draft<'_>) -> (Vec<ActorId>, Vec<Span>) {
    let found = &draft.found;
    let actor = &found.actor.actors;
    if let Some(served) = served(read, draft) {
        return served;
    }
    let mut recipient = without(&found.recipient.actors, actor);
    // "agreed to set up a commission": an unnamed body is nobody yet; the reporters who
    // are told of a threat are not threatened.
    let spoken = matches!(found.rule.event, EventType::Threaten | EventType::Request);
    recipient.retain(|id| {
        let party = read.actors.get(*id);
        if spoken && !party.named && party.sectors.contains(&Sector::Jrn) {
            return false;
        }
        let armed = party.sectors.iter().any(|sector| {
            matches!(sector, Sector::Mil | Sector::Reb | Sector::Prm | Sector::Cop | Sector::Uaf)
        });
        party.named || party.code.is_some() || armed || party.kind != ActorKind::Organisation
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
    // "questioned the identity of the dead man and the reliability of the Malaysian inquiry".
    let clause = read.clauses.get(found.clause);
    let is_object = |head: TokenId| clause.in_role(&Role::Object).any(|object| object.head == head);
    let in_passing = found.rule.event == EventType::Accuse
        && !found.recipient.places.iter().any(|place| is_object(place.head));
    let nothing_known = recipient.iter().all(|id| read.actors.get(*id).sectors.is_empty());
    if !beside.is_empty() && (nothing_known || in_passing) {
        return (beside, words);
    }
    let beside = without(&beside, &recipient);
    let recipient = recipient.into_iter().chain(beside).collect();
    let words = found.recipient.spans.iter().copied().chain(words).collect();
    (recipient, words)
}

/// Whom a mission serves that is sent men or money: "to the United Nations force in South Sudan".
fn served(read: &Read<'_>, draft: &Draft<'_>) -> Option<(Vec<ActorId>, Vec<Span>)> {
    const MISSIONS: &[&str] = &["force", "mission", "operation", "peacekeeper", "contingent"];
    let found = &draft.found;
    if !matches!(found.rule.event, EventType::Aid | EventType::Agree) {
        return None;
    }
    let content = draft.content.iter().flat_map(|content| read.syntax.tokens_in(*content).map(TokenId));
    found.recipient.places.iter().map(|place| place.head).chain(content).find_map(|mission| {
        let noun = read.syntax.token(mission);
        let inside = |prep: &TokenId| read.syntax.token(*prep).lower == "in";
        let country = (MISSIONS.contains(&noun.lemma.as_str()))
            .then(|| read.syntax.children_by(mission, Dep::Prep).find(inside))
            .flatten()
            .and_then(|prep| read.syntax.child(prep, Dep::Pobj))?;
        let mention = read.mentions.at(country)?;
        let party = read.actors.of(mention.id);
        (!party.is_empty() && party.iter().all(|id| !found.actor.actors.contains(id)))
            .then(|| (party.to_vec(), vec![mention.span]))
    })
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
    let country = |id: &ActorId| read.actors.get(*id).country.as_ref();
    let mutual = matches!(event, EventType::Agree | EventType::Support | EventType::Reject)
        && (actor.iter().any(|one| country(one) != country(&actor[0]))
            || found.actor.spans.iter().any(|words| apart(read, *words).len() > 1));
    // "Russia and China agreed to share information on Korea": each is the other's.
    if event == EventType::Consult || mutual {
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
    let purposes = read.beside(clause, &Step::Purpose);
    let arguments = clause.arguments.iter().chain(purposes.flat_map(|purpose| &purpose.arguments));
    // "Marched through the capital, demanding that the mine close".
    let demands = read.clauses.all.iter().filter(|other| {
        event == EventType::Protest
            && other.form == Form::Participle
            && other.governor.is_some_and(|governor| {
                governor.clause == clause.id && governor.relation == Relation::Adverbial
            })
    });
    let spans: Vec<Span> = (content.into_iter())
        .chain(arguments.filter(asides).map(|argument| argument.span))
        .chain(demands.map(|demand| demand.span))
        .collect();
    let first = |accept: &dyn Fn(ActorId) -> bool, by_name: bool| {
        let inside = spans.iter().flat_map(|span| {
            let named = read.mentions.within(*span, read.syntax);
            named.filter(|mention| {
                !is_told_aside(read, mention.head, *span) && !is_ones_own(read, mention.head, actor)
            })
        });
        inside.filter(|mention| !by_name || read.is_told_of(mention)).find_map(|mention| {
            let of = |mention: &Mention| -> Vec<ActorId> {
                read.actors.of(mention.id).iter().copied().filter(|id| accept(*id)).collect()
            };
            let (mut named, mut words) = (of(mention), vec![mention.span]);
            // "against Iran and Syria": each of a list.
            let mut at = mention.head;
            while !named.is_empty()
                && let Some(next) = read.syntax.child(at, Dep::Conj)
            {
                at = next;
                let Some(other) = read.mentions.at(next) else { continue };
                let also = of(other);
                if !also.is_empty() && !words.contains(&other.span) {
                    named.extend(also.into_iter().filter(|id| !actor.contains(id)));
                    words.push(other.span);
                }
            }
            named.dedup();
            (!named.is_empty()).then_some((named, words))
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
        // Workers strike against companies, crowds march against those who govern.
        let employer = event == EventType::Protest
            && !actor.contains(&id)
            && (party.named && party.kind == ActorKind::Organisation && !party.sectors.contains(&S::Med)
                || party.country.is_some()
                    && party.sectors.contains(&S::Gov)
                    && party.kind != ActorKind::State);
        employer
            || coded(id)
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
