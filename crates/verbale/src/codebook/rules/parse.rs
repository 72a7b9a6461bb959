//! From TOML to rules.

use std::ops::Range;

use compact_str::CompactString;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    examples::read_examples,
    format::{Filler, Particle, Path, RoleExpression, Rule, Step, Test, Trigger},
    lists::{Known, words_of},
    table::{Faults, Table, nearest, strings_of},
    words::Words,
};
use crate::{
    actors::{ActorKind, Sector},
    clauses::{ClauseKind, Form, Modal, Role},
    events::{Context, EventType, Mode, Status},
    positions::PositionKind,
};

/// Whether a rule only says how the ranker's proposals are read: its examples are the training sentences.
pub(super) fn is_rankers(id: &str) -> bool {
    id.starts_with("ranker:")
}

/// Reads one `[[rule]]`.
pub(super) fn read_rule<'t>(
    rule: &'t Spanned<DeValue<'t>>,
    known: &Known<'_>,
    faults: &mut Faults<'_>,
) -> Option<Rule> {
    let Some(table) = rule.get_ref().as_table() else {
        faults.add(
            rule.span().start,
            "a rule must be a table",
            Some("write [[rule]] above its keys".to_owned()),
        );
        return None;
    };
    let start = rule.span().start;
    let errors_before = faults.errors.len();
    let mut table = Table::new(table, rule.span());

    let id = table.string("id", faults);
    if id.is_none() {
        faults.add(start, "a rule without `id`", Some("id = \"request.call-on\"".to_owned()));
    }
    let name = id.as_ref().map_or("this rule", |id| id.0);
    let why = table.string("why", faults).map_or("", |why| why.0);
    if why.trim().is_empty() {
        faults.add(
            start,
            format!("`{name}` has no `why`"),
            Some("say in one sentence why the rule holds".to_owned()),
        );
    }
    let event = match table.string("event", faults) {
        Some((label, span)) => {
            let event = known.plover.event_type(label);
            if event.is_none() {
                let hint = nearest(label, EventType::ALL.iter().map(|label| label.as_str()));
                faults.add(span.start, format!("no PLOVER type `{label}`"), hint);
            }
            event
        }
        None => {
            faults.add(start, format!("`{name}` has no `event`"), Some("event = \"REQUEST\"".to_owned()));
            None
        }
    };
    let trigger = match table.take("trigger") {
        Some(value) => read_trigger(value, known, faults),
        None => {
            faults.add(
                start,
                format!("`{name}` has no `trigger`"),
                Some("trigger = { lemma = \"call\" }".to_owned()),
            );
            None
        }
    };
    let actor = table.take("actor").and_then(|value| read_role("actor", value, known, faults));
    if actor.is_none() && errors_before == faults.errors.len() {
        faults.add(start, format!("`{name}` has no `actor`"), Some("actor = \"subject\"".to_owned()));
    }
    let recipient = table.take("recipient").and_then(|value| read_role("recipient", value, known, faults));
    let about = table.take("about").and_then(|value| read_role("about", value, known, faults));
    let when = table.take("when").map_or_else(Vec::new, |value| read_tests(value, known, faults));
    let mode = labels("mode", &mut table, Mode::from_label, Mode::ALL.iter().map(|m| m.as_str()), faults);
    let context =
        labels("context", &mut table, Context::from_label, Context::ALL.iter().map(|m| m.as_str()), faults);
    let cameo = table.string("cameo", faults).map(|cameo| CompactString::from(cameo.0));
    let position = labels(
        "position",
        &mut table,
        PositionKind::from_label,
        PositionKind::ALL.iter().map(|p| p.as_str()),
        faults,
    );
    let content_status = labels(
        "content_status",
        &mut table,
        Status::from_label,
        Status::ALL.iter().map(|s| s.as_str()),
        faults,
    );
    let over = table.strings("over", faults).into_iter().map(|over| CompactString::from(over.0)).collect();
    let last = table.truth("last", faults).unwrap_or(false);
    let yes = read_examples("yes", &mut table, faults);
    let no = read_examples("no", &mut table, faults);
    let known_wrong = read_examples("known_wrong", &mut table, faults);
    table.finish("a rule", faults);
    if !is_rankers(name) && (yes.is_empty() || no.is_empty()) {
        let hint = "each rule has at least one `yes`, with its words marked, and one `no`".to_owned();
        faults.add(start, format!("`{name}` has too few examples"), Some(hint));
    }
    for example in &yes {
        if !example.marks.iter().any(|(mark, _)| *mark == super::format::Mark::Trigger) {
            faults.errors.push(super::super::LoadError {
                path: faults.path.to_owned(),
                line: example.line,
                message: "a `yes` without [trigger …]".to_owned(),
                hint: Some(
                    "[actor Berlin] [trigger called] on [recipient Moscow] [about to withdraw].".to_owned(),
                ),
            });
        }
    }
    if faults.errors.len() > errors_before {
        return None;
    }

    let (trigger, actor) = (trigger?, actor?);
    let role_weight = |role: &RoleExpression| u32::from(!role.optional) + role.filler.weight();
    let weight = u32::from(!trigger.lemma.is_empty()) * 2
        + u32::from(trigger.kind.is_some())
        + u32::from(matches!(trigger.particle, Particle::OneOf(_)))
        + u32::from(trigger.light.is_some())
        + u32::from(!trigger.modal.is_empty())
        + actor.filler.weight()
        + recipient.as_ref().map_or(0, role_weight)
        + about.as_ref().map_or(0, role_weight)
        + when
            .iter()
            .map(|test| if let Test::Role { role, .. } = test { 1 + role.filler.weight() } else { 1 })
            .sum::<u32>();
    let line = 1 + faults.text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count();
    Some(Rule {
        id: id?.0.into(),
        why: why.to_owned(),
        event: event?,
        trigger,
        actor,
        recipient,
        about,
        when,
        mode,
        context,
        cameo,
        position: position.first().copied(),
        content_status: content_status.first().copied(),
        over,
        last,
        yes,
        no,
        known_wrong,
        place: (faults.path.to_owned(), line),
        weight,
    })
}

fn read_trigger<'t>(
    value: &'t Spanned<DeValue<'t>>,
    known: &Known<'_>,
    faults: &mut Faults<'_>,
) -> Option<Trigger> {
    let table = table_or_fault("trigger", value, faults)?;
    let mut table = Table::new(table, value.span());
    let lemma = table.strings("lemma", faults);
    if lemma.is_empty() {
        faults.add(
            value.span().start,
            "`trigger` has no `lemma`",
            Some("lemma = \"*\" stands for any predicate".to_owned()),
        );
        return None;
    }
    let any = lemma.iter().any(|lemma| lemma.0 == "*");
    let lemma = if any { Words::default() } else { words_of(&lemma, known, faults) };
    let kind = match table.string("pos", faults) {
        None if any => None,
        None | Some(("VERB", _)) => Some(ClauseKind::Verbal),
        Some(("NOUN", _)) => Some(ClauseKind::Nominal),
        Some(("COP", _)) => Some(ClauseKind::Copular),
        Some(("*", _)) => None,
        Some((other, span)) => {
            faults.add(
                span.start,
                format!("no trigger `pos` \"{other}\""),
                Some("VERB (the default), NOUN, COP (after a copula) or * (any)".to_owned()),
            );
            None
        }
    };
    let particle = match table.strings("particle", faults) {
        given if given.is_empty() => Particle::None,
        given if given[0].0 == "*" => Particle::Any,
        given => Particle::OneOf(given.into_iter().map(|particle| particle.0.into()).collect()),
    };
    let light = table.strings("light", faults);
    let light = (!light.is_empty()).then(|| words_of(&light, known, faults));
    let modal =
        labels("modal", &mut table, |label| named(MODALS, label), MODALS.iter().map(|row| row.0), faults);
    table.finish("a trigger", faults);
    Some(Trigger { lemma, kind, particle, light, modal })
}

/// Reads a role: a string, an array of strings, or a table with `role` and conditions.
fn read_role<'t>(
    key: &'static str,
    value: &'t Spanned<DeValue<'t>>,
    known: &Known<'_>,
    faults: &mut Faults<'_>,
) -> Option<RoleExpression> {
    if let Some(table) = value.get_ref().as_table() {
        let mut table = Table::new(table, value.span());
        let role = read_role_table(key, &mut table, known, faults);
        table.finish("a role", faults);
        return role;
    }
    role_from_strings(&strings_of(key, value, faults), faults)
}

fn read_role_table<'t>(
    key: &'static str,
    table: &mut Table<'t>,
    known: &Known<'_>,
    faults: &mut Faults<'_>,
) -> Option<RoleExpression> {
    let strings = table.strings("role", faults);
    if strings.is_empty() {
        faults.add(
            table.span.start,
            format!("`{key}` has no `role`"),
            Some("{ role = \"object\", in = \"@weapons\" }".to_owned()),
        );
    }
    let mut role = role_from_strings(&strings, faults)?;
    let mut list = |key: &'static str, faults: &mut Faults<'_>| {
        let entries = table.strings(key, faults);
        (!entries.is_empty()).then(|| words_of(&entries, known, faults))
    };
    let within = list("in", faults);
    let without = list("not_in", faults);
    let has = list("has", faults);
    let lacks = list("lacks", faults);
    let party = table.string("is", faults).and_then(|(word, span)| match word {
        "party" => Some(true),
        "no party" => Some(false),
        _ => {
            faults.add(
                span.start,
                format!("`is = \"{word}\"` means nothing"),
                Some("is = \"party\" or is = \"no party\"".to_owned()),
            );
            None
        }
    });
    let kind = labels("kind", table, |label| named(KINDS, label), KINDS.iter().map(|row| row.0), faults);
    let sector = labels("sector", table, Sector::from_code, Sector::ALL.iter().map(|s| s.as_str()), faults);
    let not_sector =
        labels("not_sector", table, Sector::from_code, Sector::ALL.iter().map(|s| s.as_str()), faults);
    let clause = table.truth("clause", faults);
    let negated = table.truth("negated", faults);
    let form = labels("form", table, |label| named(FORMS, label), FORMS.iter().map(|row| row.0), faults);
    let parties = table.number("parties", faults).map(|number| number as usize);
    let speaks = table.truth("speaks", faults);
    role.filler = Filler {
        within,
        without,
        has,
        lacks,
        party,
        kind,
        sector,
        not_sector,
        clause,
        negated,
        form,
        parties,
        speaks,
    };
    Some(role)
}

fn role_from_strings(strings: &[(&str, Range<usize>)], faults: &mut Faults<'_>) -> Option<RoleExpression> {
    let mut role = RoleExpression::default();
    for (text, span) in strings {
        let mut text = text.trim();
        if let Some(rest) = text.strip_suffix('?') {
            role.optional = true;
            text = rest;
        }
        if text == "both" {
            let roles = ["subject", "object", "oblique:with", "oblique:between", "oblique:among"];
            role.alternatives.push(roles.iter().filter_map(|role| path(role, span.start, faults)).collect());
            continue;
        }
        let union: Vec<Path> =
            text.split('+').filter_map(|text| path(text.trim(), span.start, faults)).collect();
        if union.is_empty() {
            return None;
        }
        role.alternatives.push(union);
    }
    (!role.alternatives.is_empty()).then_some(role)
}

const MODALS: &[(&str, Modal)] = &[
    ("will", Modal::Will),
    ("would", Modal::Would),
    ("can", Modal::Can),
    ("could", Modal::Could),
    ("may", Modal::May),
    ("might", Modal::Might),
    ("must", Modal::Must),
    ("should", Modal::Should),
    ("is-to", Modal::IsTo),
];

const KINDS: &[(&str, ActorKind)] = &[
    ("person", ActorKind::Person),
    ("state", ActorKind::State),
    ("organisation", ActorKind::Organisation),
    ("group", ActorKind::Group),
];

const FORMS: &[(&str, Form)] =
    &[("that", Form::Finite), ("to", Form::Infinitive), ("ing", Form::Participle), ("noun", Form::Noun)];

fn named<T: Copy>(rows: &[(&str, T)], label: &str) -> Option<T> {
    rows.iter().find(|row| row.0 == label).map(|row| row.1)
}

const STEPS: &[&str] = &[
    "subject",
    "object",
    "indirect",
    "complement",
    "modifier",
    "oblique:PREP",
    "possessor",
    "inside",
    "speaker",
    "addressee",
    "condition",
    "purpose",
    "until",
    "itself",
    "both",
];

fn path(text: &str, at: usize, faults: &mut Faults<'_>) -> Option<Path> {
    let mut steps = Vec::new();
    for step in text.split('.') {
        steps.push(match step {
            "subject" => Step::Role(Role::Subject),
            "object" => Step::Role(Role::Object),
            "indirect" => Step::Role(Role::IndirectObject),
            "complement" => Step::Role(Role::Complement),
            "modifier" => Step::Role(Role::Modifier),
            "possessor" => Step::Possessor,
            "inside" => Step::Inside,
            "speaker" => Step::Speaker,
            "addressee" => Step::Addressee,
            "condition" => Step::Condition,
            "purpose" => Step::Purpose,
            "until" => Step::Until,
            "itself" => Step::Itself,
            "governor" => Step::Governor,
            "oblique:*" => Step::AnyOblique,
            _ => match step.strip_prefix("oblique:") {
                Some(preposition) if !preposition.is_empty() => Step::Role(Role::Oblique(preposition.into())),
                _ => {
                    let hint = nearest(step, STEPS.iter().copied())
                        .unwrap_or_else(|| format!("roles are: {}", STEPS.join(", ")));
                    faults.add(at, format!("no role `{step}`"), Some(hint));
                    return None;
                }
            },
        });
    }
    Some(Path(steps))
}

fn read_tests<'t>(value: &'t Spanned<DeValue<'t>>, known: &Known<'_>, faults: &mut Faults<'_>) -> Vec<Test> {
    let items: Vec<&Spanned<DeValue<'t>>> = match value.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        DeValue::Table(_) => vec![value],
        _ => {
            faults.add(
                value.span().start,
                "`when` must be an array of conditions",
                Some("when = [{ role = \"object\", in = \"@weapons\" }]".to_owned()),
            );
            Vec::new()
        }
    };
    let mut tests = Vec::new();
    for item in items {
        let Some(table) = table_or_fault("a condition", item, faults) else { continue };
        let mut table = Table::new(table, item.span());
        let before = tests.len();
        if let Some(truth) = table.truth("negated", faults) {
            tests.push(Test::Negated(truth));
        }
        if let Some(truth) = table.truth("passive", faults) {
            tests.push(Test::Passive(truth));
        }
        if let Some(truth) = table.truth("said", faults) {
            tests.push(Test::Said(truth));
        }
        if let Some(truth) = table.truth("conditional", faults) {
            tests.push(Test::Conditioned(truth));
        }
        let sentence = table.strings("sentence", faults);
        if !sentence.is_empty() {
            tests.push(Test::Sentence(words_of(&sentence, known, faults)));
        }
        let sentence = table.strings("not_sentence", faults);
        if !sentence.is_empty() {
            tests.push(Test::NotSentence(words_of(&sentence, known, faults)));
        }
        let present = table.truth("present", faults);
        if (before == tests.len() || present.is_some())
            && let Some(role) = read_role_table("a condition", &mut table, known, faults)
        {
            tests.push(Test::Role { role: Box::new(role), present: present.unwrap_or(true) });
        }
        table.finish("a condition", faults);
    }
    tests
}

fn table_or_fault<'t>(
    what: &str,
    value: &'t Spanned<DeValue<'t>>,
    faults: &mut Faults<'_>,
) -> Option<&'t DeTable<'t>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        faults.add(
            value.span().start,
            format!("`{what}` must be a table"),
            Some("write { key = value }".to_owned()),
        );
    }
    table
}

/// Reads labels of a closed set.
pub(super) fn labels<'t, T>(
    key: &'static str,
    table: &mut Table<'t>,
    from: impl Fn(&str) -> Option<T>,
    all: impl Iterator<Item = &'static str> + Clone,
    faults: &mut Faults<'_>,
) -> Vec<T> {
    let mut out = Vec::new();
    for (text, span) in table.strings(key, faults) {
        match from(text) {
            Some(label) => out.push(label),
            None => {
                let hint = nearest(text, all.clone())
                    .unwrap_or_else(|| format!("one of: {}", all.clone().collect::<Vec<_>>().join(", ")));
                faults.add(span.start, format!("`{key}` knows no `{text}`"), Some(hint));
            }
        }
    }
    out
}
