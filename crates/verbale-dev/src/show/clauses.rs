use verbale::{
    clauses::{Argument, Aspect, Clause, Clauses, Tense, Via},
    pipeline::Layers,
};

/// Prints one line a clause: predicate, kind, tense and what else bears on its
/// reality, roles, and what it hangs on.
pub(crate) fn print(text: &str, layers: &Layers) {
    let mut sentence = None;
    for clause in &layers.clauses.all {
        let here = layers.syntax.token(clause.predicate).sentence;
        if sentence != Some(here) {
            sentence = Some(here);
            println!("\n# {}", layers.syntax.sentence_of(clause.predicate).span.of(text).replace('\n', " "));
        }
        println!("{}", line(text, layers, clause));
    }
}

fn line(text: &str, layers: &Layers, clause: &Clause) -> String {
    let word = |token| layers.syntax.token(token).span.of(text);
    let clauses: &Clauses = &layers.clauses;
    let mut line = format!("{:>3} {}", clause.id.0, clause.lemma);
    if let Some(particle) = clause.particle {
        line += &format!(" {}", word(particle));
    }
    if let Some(light) = clause.light {
        line += &format!(" ‹{}›", word(light));
    }
    let kind = &format!("{:?}", clause.kind)[..1];
    line += &format!(" {kind}/{:?}", clause.form);
    if clause.tense != Tense::None {
        line += &format!(" {:?}", clause.tense);
    }
    if clause.aspect != Aspect::Simple {
        line += &format!(" {:?}", clause.aspect);
    }
    if clause.passive {
        line += " passive";
    }
    if let Some(modal) = clause.modal {
        line += &format!(" modal={modal:?}");
    }
    if let Some(negation) = clause.negation {
        line += &format!(" not={}", word(negation));
    }
    if clause.mood != verbale::clauses::Mood::Indicative {
        line += &format!(" {:?}", clause.mood);
    }
    if let Some(qualifier) = clause.qualifier {
        line += &format!(" qualifier={}", word(qualifier.token));
    }
    let modality = clauses.modality(clause.id);
    line += &format!(" ⇒ {:?}", modality.reality);
    if let Some(token) = modality.token {
        line += &format!("({})", word(token));
    }
    for argument in &clause.arguments {
        line += &format!(" | {}", role(text, argument));
    }
    if let Some(condition) = clause.condition {
        line += &format!(" | condition: {}", condition.span.of(text));
    }
    if let Some(governor) = clause.governor {
        let above = clauses.get(governor.clause);
        line += &format!(" ↑ {:?} of {} {}", governor.relation, above.id.0, above.lemma);
        if let Some(mark) = clause.mark {
            line += &format!(" by {}", word(mark));
        }
    }
    line
}

fn role(text: &str, argument: &Argument) -> String {
    let words = argument.span.of(text).replace('\n', " ");
    let clause = argument.clause.map(|id| format!("→{}", id.0)).unwrap_or_default();
    let via = if argument.via == Via::Direct {
        String::new()
    } else {
        format!(" ({:?})", argument.via).to_lowercase()
    };
    format!("{}: {words}{clause}{via}", argument.role)
}
