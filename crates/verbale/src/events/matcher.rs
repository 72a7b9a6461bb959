//! The matcher: the rules of a trigger are tried at a clause, and each either
//! matches or says which condition missed first.

use std::fmt;

use super::{
    inhabitants,
    roles::{Filled, Lack},
};
use crate::{
    actors::ActorId,
    clauses::{Clause, ClauseId},
    codebook::rules::{Particle, RoleExpression, Rule, Test},
    events::{EventType, Read},
};

/// A rule that holds at a clause.
#[derive(Debug, Clone)]
pub(super) struct Match<'a> {
    pub(super) rule: &'a Rule,
    pub(super) clause: ClauseId,
    pub(super) actor: Filled,
    pub(super) recipient: Filled,
    pub(super) about: Filled,
}

/// The first condition of a rule that did not hold at a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Miss {
    what: What,
    /// How many conditions held before it: the nearest rule has the most.
    pub(super) held: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Phrase,
    Kind,
    Particle,
    Light,
    Modal,
    Role(&'static str, Lack),
    When(usize),
}

impl Miss {
    /// The condition in words.
    pub(super) fn describe(self, rule: &Rule) -> String {
        let role = |name: &str| match name {
            "actor" => Some(&rule.actor),
            "recipient" => rule.recipient.as_ref(),
            _ => rule.about.as_ref(),
        };
        match self.what {
            What::Phrase => format!(
                "trigger.lemma: the words before are none of {}",
                rule.trigger.lemma.sorted().join(", ")
            ),
            What::Kind => format!("trigger.pos: the predicate is no {:?}", rule.trigger.kind),
            What::Particle => match &rule.trigger.particle {
                Particle::OneOf(particles) => format!("trigger.particle: wants {}", particles.join(" or ")),
                _ => "trigger.particle: there is a particle, and the rule wants none".to_owned(),
            },
            What::Light => {
                let words =
                    rule.trigger.light.as_ref().map_or_else(String::new, |words| words.sorted().join(", "));
                format!("trigger.light: wants one of {words}")
            }
            What::Modal => format!("trigger.modal: wants one of {:?}", rule.trigger.modal),
            What::Role(name, Lack::Empty) => {
                format!(
                    "{name}: nothing stands at {}",
                    role(name).map_or_else(String::new, ToString::to_string)
                )
            }
            What::Role(name, Lack::Filler(condition)) => {
                let place = role(name).map_or_else(String::new, ToString::to_string);
                format!("{name}: what stands at {place} fails `{condition}`")
            }
            What::When(at) => match rule.when.get(at) {
                Some(test) => format!("when: {}", Shown(test)),
                None => "when".to_owned(),
            },
        }
    }
}

struct Shown<'a>(&'a Test);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Test::Role { role, present: true } => write!(f, "{role} is filled as asked"),
            Test::Role { role, present: false } => write!(f, "{role} is not filled so"),
            Test::Negated(truth) => write!(f, "negated = {truth}"),
            Test::Passive(truth) => write!(f, "passive = {truth}"),
            Test::Said(truth) => write!(f, "said = {truth}"),
            Test::Conditioned(truth) => write!(f, "conditional = {truth}"),
            Test::Sentence(words) => write!(f, "the sentence has one of {}", words.sorted().join(", ")),
            Test::NotSentence(words) => write!(f, "the sentence has none of {}", words.sorted().join(", ")),
        }
    }
}

/// Tries one rule at one clause.
pub(super) fn attempt<'a>(read: &Read<'_>, rule: &'a Rule, clause: &Clause) -> Result<Match<'a>, Miss> {
    let trigger = &rule.trigger;
    let mut held = 0;
    let mut hold = |truth: bool, what: What| {
        if truth {
            held += 1;
            Ok(())
        } else {
            Err(Miss { what, held })
        }
    };
    if !trigger.lemma.is_empty() && !trigger.lemma.has(&clause.lemma) {
        hold(trigger.lemma.at(read.syntax, clause.predicate), What::Phrase)?;
    }
    if let Some(kind) = trigger.kind {
        hold(kind == clause.kind, What::Kind)?;
    }
    let particle = clause.particle.map(|particle| read.syntax.token(particle).lower.as_str());
    match &trigger.particle {
        Particle::Any => {}
        Particle::None => hold(particle.is_none(), What::Particle)?,
        Particle::OneOf(particles) => {
            hold(
                particle.is_some_and(|particle| particles.iter().any(|wanted| wanted == particle)),
                What::Particle,
            )?;
        }
    }
    if let Some(light) = &trigger.light {
        let fits = clause.light.is_some_and(|token| light.has(&read.syntax.token(token).lemma));
        hold(fits, What::Light)?;
    }
    if !trigger.modal.is_empty() {
        hold(clause.modal.is_some_and(|modal| trigger.modal.contains(&modal)), What::Modal)?;
    }

    let mut fill = |name: &'static str, role: Option<&RoleExpression>, party: bool, except: &[ActorId]| {
        let Some(role) = role else { return Ok(Filled::default()) };
        match read.fill(clause, role, party, except) {
            Ok(filled) => {
                held += 1;
                Ok(filled)
            }
            Err(_) if role.optional => Ok(Filled::default()),
            Err(lack) => Err(Miss { what: What::Role(name, lack), held }),
        }
    };
    let actor = fill("actor", Some(&rule.actor), true, &[])?;
    let recipient = match fill("recipient", rule.recipient.as_ref(), true, &actor.actors) {
        Err(miss) => inhabitants::filled(read, rule, clause).ok_or(miss)?,
        Ok(filled) => filled,
    };
    let about = fill("about", rule.about.as_ref(), false, &[])?;

    for (at, test) in rule.when.iter().enumerate() {
        let holds = match test {
            Test::Role { role, present } => read.fill(clause, role, false, &[]).is_ok() == *present,
            Test::Negated(truth) => clause.negation.is_some() == *truth,
            Test::Passive(truth) => clause.passive == *truth,
            Test::Said(truth) => {
                read.statements.around(read.syntax.token(clause.predicate).span).is_some() == *truth
            }
            Test::Conditioned(truth) => clause.condition.is_some() == *truth,
            Test::Sentence(words) | Test::NotSentence(words) => {
                let sentence = read.syntax.sentence_of(clause.predicate);
                words.find(read.syntax, sentence.tokens.clone()).is_some()
                    == matches!(test, Test::Sentence(_))
            }
        };
        if !holds {
            return Err(Miss { what: What::When(at), held });
        }
        held += 1;
    }
    Ok(Match { rule, clause: clause.id, actor, recipient, about })
}

/// Two rules of different types that match at one clause, neither of which wins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie<'a> {
    pub(super) kept: &'a Rule,
    pub(super) other: &'a Rule,
}

/// The rules that win at a clause: those that no other matching rule beats
/// (`last`, `over`, or more conditions). Of equal rules of different types the lower
/// id wins, and the tie is told.
pub(super) fn best<'a>(read: &Read<'a>, clause: &Clause) -> (Option<Match<'a>>, Option<Tie<'a>>) {
    let lower = read.syntax.token(clause.predicate).lower.as_str();
    let mut best: Option<Match<'a>> = None;
    let mut tie = None;
    let mut lasts: Vec<Match<'a>> = Vec::new();
    for rule in read.codebook.rules.at(&clause.lemma, lower) {
        let Ok(found) = attempt(read, rule, clause) else { continue };
        if rule.last {
            lasts.push(found.clone());
        }
        let Some(other) = &best else {
            best = Some(found);
            continue;
        };
        if gives_way(other.rule, rule) {
            best = Some(found);
            tie = None;
        } else if gives_way(rule, other.rule) {
        } else if rule.weight > other.rule.weight {
            best = Some(found);
            tie = None;
        } else if rule.weight == other.rule.weight && rule.event != other.rule.event {
            tie = Some(Tie { kept: other.rule, other: rule });
        }
    }
    // Whom the better rule leaves open, one of the last may know.
    if let Some(best) = &mut best
        && best.recipient.actors.is_empty()
        && best.actor.actors.len() == 1
        && !matches!(best.rule.event, EventType::Consult | EventType::Agree)
        && let Some(last) = lasts.into_iter().find(|last| {
            last.rule.event == best.rule.event
                && (last.rule.event == EventType::Protest || is_abroad(read, &last.recipient, &last.actor))
                && !last.recipient.actors.is_empty()
                && last.actor.actors == best.actor.actors
        })
    {
        best.recipient = last.recipient;
    }
    (best, tie)
}

/// Whether a party of the one is of no country of the other's.
fn is_abroad(read: &Read<'_>, one: &Filled, other: &Filled) -> bool {
    let country = |actor: &ActorId| read.actors.get(*actor).country.as_ref();
    let home: Vec<_> = other.actors.iter().filter_map(country).collect();
    one.actors.iter().any(|actor| country(actor).is_none_or(|country| !home.contains(&country)))
}

/// Whether a rule gives way to another: it is tried last, or that one names it in
/// `over`, or says `over = ["*"]` and is not named by it.
fn gives_way(rule: &Rule, to: &Rule) -> bool {
    if rule.last != to.last {
        return rule.last;
    }
    to.over.contains(&rule.id) || (to.over.iter().any(|over| over == "*") && !rule.over.contains(&to.id))
}
