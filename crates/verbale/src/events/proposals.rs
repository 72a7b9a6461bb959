//! What the learned ranker proposes where the codebook is silent: at a
//! predicate that joins two parties and that no rule fits.
//!
//! The ranker names a type and the trees must agree: the word that it looks at
//! is the predicate, and both parties are the predicate's own. Status, content
//! and day are computed as for a rule's event; the ranker has no say in them.

use std::{collections::HashMap, ops::Range};

use verbale_ranker::{CLASSES, Ranker, Reading};

use super::{
    assemble::Draft,
    matcher::Match,
    parties::{is_coded, is_political},
    roles::{Filled, Place},
};
use crate::{
    actors::{ActorId, Sector},
    clauses::{Argument, Clause, ClauseId, ClauseKind, Effects, Role},
    codebook::rules::{Rule, Test},
    events::{EventType, Read},
    mentions::Mention,
    span::Span,
};

/// A type is proposed from this probability on at a verb that joins parties of two countries,
const SURE: f32 = 0.55;
/// from this one on at home or at a noun; and so is a recipient for a rule's event that lacks one.
const SURER: f32 = 0.85;
/// And from this share of the ranker's look on that falls on the predicate.
const LOOKS: f32 = 0.3;
/// Parties of a predicate that are paired, at most.
const MOST: usize = 5;

/// A sentence that the ranker has read, with the parties that it was shown.
struct Seen<'r> {
    reading: Reading<'r>,
    parties: Vec<(Vec<ActorId>, Vec<Span>)>,
    start: u32,
}

/// A party of a predicate.
#[derive(Clone, Copy)]
struct Party<'a> {
    mention: &'a Mention,
    actors: &'a [ActorId],
    is_subject: bool,
}

/// The ranker at work on an article: it reads a sentence once, and only where it is asked.
pub(super) struct Proposals<'a> {
    ranker: Option<&'a Ranker>,
    seen: HashMap<u32, Seen<'a>>,
}

impl<'a> Proposals<'a> {
    /// Nothing is read yet; without a ranker nothing is proposed.
    pub(super) fn new(read: &Read<'a>) -> Self {
        Self { ranker: read.ranker, seen: HashMap::new() }
    }

    fn see(&mut self, read: &Read<'_>, sentence: u32) -> Option<&Seen<'a>> {
        let ranker = self.ranker?;
        Some(self.seen.entry(sentence).or_insert_with(|| see(read, ranker, sentence as usize)))
    }

    /// Events at the predicates `silent`, with the ranker's probabilities.
    pub(super) fn at(
        &mut self,
        read: &Read<'a>,
        drafts: &[Draft<'_>],
        silent: &[ClauseId],
    ) -> Vec<(Match<'a>, f32)> {
        let mut out: Vec<(Match<'a>, f32)> = Vec::new();
        for id in silent {
            let clause = read.clauses.get(*id);
            // "Is considering a visit", "hopes for talks": what hangs on such a word is not done by it.
            // Who only tells does nothing to those told of.
            let tells =
                || read.statements.all.iter().any(|statement| statement.cue_clause == Some(clause.id));
            if clause.effects != Effects::default() || tells() {
                continue;
            }
            let sentence = read.syntax.token(clause.predicate).sentence;
            let parties = parties_of(read, clause);
            // Reading costs far more than all of this: only what may become an event is read.
            let may_act = |source: &Party<'_>, target: &Party<'_>| {
                source.actors != target.actors
                    && are_apart(read, source.actors, target.actors)
                    && (source.is_subject || target.is_subject)
                    && is_between_known(read, None, source.actors, target.actors)
                    && !is_told(read, drafts, sentence, source.actors, target.actors)
            };
            if clause.kind == ClauseKind::Copular
                || !parties.iter().any(|source| parties.iter().any(|target| may_act(source, target)))
            {
                continue;
            }
            let Some(seen) = self.see(read, sentence) else { return out };
            let mut best: Option<(Match<'a>, f32)> = None;
            for source in &parties {
                for target in &parties {
                    if !may_act(source, target) {
                        continue;
                    }
                    let Some((rule, probability)) = ask(read, seen, clause, source, target) else { continue };
                    if best.as_ref().is_some_and(|(_, other)| *other >= probability) {
                        continue;
                    }
                    let found = matched(read, rule, clause, source, target);
                    if is_between_known(read, Some(rule.event), source.actors, target.actors)
                        && is_coded(read, &found)
                    {
                        best = Some((found, probability));
                    }
                }
            }
            out.extend(best);
        }
        out
    }

    /// The party of the sentence to which a rule's event is most surely directed; for events that lack a recipient.
    pub(super) fn recipient(
        &mut self,
        read: &Read<'a>,
        clause: &Clause,
        event: EventType,
        actor: &[ActorId],
    ) -> Option<(Vec<ActorId>, Span)> {
        let class = CLASSES.iter().position(|class| *class == event.as_str())?;
        let shares = |list: &[ActorId]| list.iter().any(|id| actor.contains(id));
        let sentence = read.syntax.sentence_of(clause.predicate).span;
        let country = |ids: &[ActorId]| ids.iter().find_map(|id| read.actors.get(*id).country.as_deref());
        // "President Obama welcomed the deal": not to the credit of his own country.
        let may_receive = |party: &[ActorId]| {
            country(party).is_some_and(|other| Some(other) != country(actor))
                && party.iter().any(|id| is_political(read.actors.get(*id)))
        };
        let mut mentions = read.mentions.within(sentence, read.syntax);
        if !mentions.any(|mention| may_receive(read.actors.of(mention.id))) {
            return None;
        }
        let seen = self.see(read, read.syntax.token(clause.predicate).sentence)?;
        let source = seen.parties.iter().position(|(party, _)| shares(party))?;
        let mut best = None;
        let mut most = SURER;
        for (target, (party, spans)) in seen.parties.iter().enumerate() {
            if !may_receive(party) {
                continue;
            }
            let Some(opinion) = seen.reading.pair(source, target) else { continue };
            let looks = opinion.looks_at(&inside(read.syntax.token(clause.predicate).span, seen.start));
            if opinion.probabilities[class] > most && looks >= LOOKS {
                most = opinion.probabilities[class];
                best = Some((party.clone(), spans[0]));
            }
        }
        best
    }
}

/// The ranker's type for a pair, where it is sure of it and looks at the predicate for it.
fn ask<'a>(
    read: &Read<'a>,
    seen: &Seen<'_>,
    clause: &Clause,
    source: &Party<'_>,
    target: &Party<'_>,
) -> Option<(&'a Rule, f32)> {
    let place =
        |party: &Party<'_>| seen.parties.iter().position(|(_, spans)| spans.contains(&party.mention.span));
    let opinion = seen.reading.pair(place(source)?, place(target)?)?;
    let (class, probability) = opinion.best();
    let words = [Some(clause.predicate), clause.light, clause.particle];
    let looks: f32 = (words.into_iter().flatten())
        .map(|word| opinion.looks_at(&inside(read.syntax.token(word).span, seen.start)))
        .sum();
    let country =
        |party: &Party<'_>| party.actors.iter().find_map(|id| read.actors.get(*id).country.as_deref());
    let abroad = matches!((country(source), country(target)), (Some(one), Some(other)) if one != other);
    let sure = if abroad && clause.kind == ClauseKind::Verbal { SURE } else { SURER };
    if probability < sure || looks < LOOKS {
        return None;
    }
    let rule = read.codebook.rules.ranker.iter().find(|rule| rule.event.as_str() == class)?;
    let sentence = read.syntax.sentence_of(clause.predicate);
    let allowed = |test: &Test| match test {
        Test::NotSentence(words) => words.find(read.syntax, sentence.tokens.clone()).is_none(),
        _ => true,
    };
    rule.when.iter().all(allowed).then_some((rule, probability))
}

fn inside(span: Span, start: u32) -> Range<usize> {
    (span.start - start) as usize..(span.end - start) as usize
}

/// Shows the ranker a sentence with all its parties.
fn see<'r>(read: &Read<'_>, ranker: &'r Ranker, sentence: usize) -> Seen<'r> {
    let span = read.syntax.sentences[sentence].span;
    let mut parties: Vec<(Vec<ActorId>, Vec<Span>)> = Vec::new();
    for mention in read.mentions.within(span, read.syntax) {
        let actors = read.actors.of(mention.id);
        if actors.is_empty() {
            continue;
        }
        match parties.iter_mut().find(|(known, _)| known == actors) {
            Some((_, spans)) => spans.push(mention.span),
            None => parties.push((actors.to_vec(), vec![mention.span])),
        }
    }
    let marks: Vec<Vec<Range<usize>>> = (parties.iter())
        .map(|(_, spans)| spans.iter().map(|words| inside(*words, span.start)).collect())
        .collect();
    Seen { reading: ranker.read(span.of(read.text), &marks), parties, start: span.start }
}

/// The parties that a predicate joins: its subject's and those named in its other roles, contents left out.
fn parties_of<'a>(read: &Read<'a>, clause: &Clause) -> Vec<Party<'a>> {
    let mut out: Vec<Party<'a>> = Vec::new();
    let mut add = |mention: &'a Mention, is_subject: bool| {
        let actors = read.actors.of(mention.id);
        if !actors.is_empty() && out.iter().all(|other| other.actors != actors) && out.len() < MOST {
            out.push(Party { mention, actors, is_subject });
        }
    };
    for argument in &clause.arguments {
        match argument.role {
            Role::Subject => {
                if let Some(mention) = read.mentions.at(argument.head) {
                    add(mention, true);
                }
            }
            Role::Complement | Role::Modifier => {}
            Role::Object | Role::IndirectObject | Role::Oblique(_) => {
                for mention in own(read, argument) {
                    add(mention, false);
                }
            }
        }
    }
    out
}

/// The mentions in an argument's words, those of clauses inside it left out.
fn own<'a>(read: &Read<'a>, argument: &Argument) -> impl Iterator<Item = &'a Mention> {
    let (clauses, syntax) = (read.clauses, read.syntax);
    let (head, span) = (argument.head, argument.span);
    read.mentions.within(span, syntax).filter(move |mention| {
        // Up from the mention to the argument's head: no verb may stand between.
        let mut at = mention.head;
        while at != head {
            match syntax.head(at) {
                Some(above) => at = above,
                None => return false,
            }
            let verb = clauses.at(at).is_some_and(|clause| clause.kind == ClauseKind::Verbal);
            if at != head && verb {
                return false;
            }
        }
        true
    })
}

fn matched<'a>(
    read: &Read<'a>,
    rule: &'a Rule,
    clause: &Clause,
    source: &Party<'_>,
    target: &Party<'_>,
) -> Match<'a> {
    let filled = |party: &Party<'_>| Filled {
        places: vec![Place {
            head: party.mention.head,
            span: party.mention.span,
            clause: None,
            mention: Some(party.mention.id),
            speaks: false,
        }],
        actors: party.actors.to_vec(),
        spans: vec![party.mention.span],
    };
    let about = rule.about.as_ref().and_then(|about| read.fill(clause, about, false, &[]).ok());
    Match {
        rule,
        clause: clause.id,
        actor: filled(source),
        recipient: filled(target),
        about: about.unwrap_or_default(),
    }
}

/// Whether a political party acts (civilians may only protest, ask and accuse) upon one that is political or of a
/// country not the actor's. Of no type yet, whether there is one for which it holds.
fn is_between_known(
    read: &Read<'_>,
    event: Option<EventType>,
    actor: &[ActorId],
    recipient: &[ActorId],
) -> bool {
    let political = |ids: &[ActorId]| ids.iter().any(|id| is_political(read.actors.get(*id)));
    let country = |ids: &[ActorId]| ids.iter().find_map(|id| read.actors.get(*id).country.as_deref());
    let abroad = matches!((country(actor), country(recipient)), (Some(one), Some(other)) if one != other);
    let civilian = |id: &ActorId| {
        let party = read.actors.get(*id);
        !party.named && party.sectors.contains(&Sector::Cvl)
    };
    let acts = match event {
        Some(EventType::Protest) => true,
        None | Some(EventType::Request | EventType::Accuse) => political(actor),
        Some(_) => political(actor) && !actor.iter().all(civilian),
    };
    acts && (political(recipient) || abroad)
}

/// Whether two parties are of different countries or of none, or one of them is against its own. What others of one
/// country do to each other where no rule speaks is hardly ever an event, and is not worth the reading.
fn are_apart(read: &Read<'_>, source: &[ActorId], target: &[ActorId]) -> bool {
    let country = |ids: &[ActorId]| ids.iter().find_map(|id| read.actors.get(*id).country.as_deref());
    let against = |id: &ActorId| {
        let sectors = &read.actors.get(*id).sectors;
        sectors.iter().any(|sector| matches!(sector, Sector::Opp | Sector::Prm | Sector::Reb | Sector::Uaf))
    };
    country(source).is_none()
        || country(source) != country(target)
        || source.iter().chain(target).any(against)
}

/// Whether an event of the sentence already joins this pair.
fn is_told(
    read: &Read<'_>,
    drafts: &[Draft<'_>],
    sentence: u32,
    source: &[ActorId],
    target: &[ActorId],
) -> bool {
    drafts.iter().any(|draft| {
        let other = &draft.found;
        let names = |party: &[ActorId]| {
            let mut all = other.actor.actors.iter().chain(&other.recipient.actors);
            all.any(|actor| party.contains(actor))
        };
        let predicate = read.clauses.get(other.clause).predicate;
        read.syntax.token(predicate).sentence == sentence && names(source) && names(target)
    })
}
