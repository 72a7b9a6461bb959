//! `verbale-dev docs`: writes `docs/codebook.md` from the codebook.

use std::fmt::Write;

use verbale::{
    Codebook,
    codebook::rules::{Example, Mark, Rule},
    events::EventType,
};

const DECISIONS: &str = include_str!("../../../codebook/DECISIONS.md");

/// Writes `docs/codebook.md` below the working directory; with `--check` only
/// says whether it is as it should be.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let path = "docs/codebook.md";
    let text = codebook(Codebook::bundled());
    if arguments.iter().any(|argument| argument == "--check") {
        let have = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        return if have == text {
            Ok(())
        } else {
            Err(format!("{path} is old: run `cargo run -p verbale-dev -- docs`"))
        };
    }
    std::fs::write(path, text).map_err(|error| format!("{path}: {error}"))
}

/// The codebook as one page of Markdown.
fn codebook(codebook: &Codebook) -> String {
    let mut out = DECISIONS.to_owned();
    let rules = &codebook.rules;
    for event in EventType::ALL {
        let row = rules.plover.row(*event);
        let own: Vec<&Rule> = rules.all.iter().filter(|rule| rule.event == *event).collect();
        let _ = writeln!(
            out,
            "\n## {} (score {}, quad {}; {} rules)\n\n{}",
            event.as_str(),
            row.score,
            row.quad,
            own.len(),
            row.means
        );
        if !row.modes.is_empty() {
            let _ = writeln!(out);
            for (mode, score, words) in &row.modes {
                let _ = writeln!(out, "- `{}` {score}: {}", mode.as_str(), words.sorted().join(", "));
            }
        }
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n| rule | why | example |\n|---|---|---|");
        for rule in own {
            let example = rule.yes.first().map_or_else(String::new, marked);
            let _ = writeln!(out, "| `{}` | {} | {example} |", rule.id, cell(&rule.why));
        }
    }
    let _ = writeln!(
        out,
        "\n## Cues of speech\n\nWhat each does to the status of its content, and what its content may be.\n\n\
         | row | words | attitude | force | takes | why |\n|---|---|---|---|---|---|"
    );
    for row in codebook.speech.rows() {
        let takes: Vec<String> = row.takes.iter().map(ToString::to_string).collect();
        let words: Vec<&str> = row.lemmas.iter().map(|lemma| lemma.as_str()).collect();
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            row.id,
            words.join(", "),
            row.attitude.as_str(),
            row.force.as_str(),
            takes.join(", "),
            cell(&row.why)
        );
    }
    let _ = writeln!(out, "\n## Made of other events\n\n| id | why | from | gives |\n|---|---|---|---|");
    for own in [&rules.plover.denial, &rules.plover.threat].into_iter().flatten() {
        let from: Vec<&str> = own.from.iter().map(|event| event.as_str()).collect();
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} |",
            own.id,
            cell(&own.why),
            from.join(", "),
            own.to.as_str()
        );
    }
    let _ = writeln!(out, "\n## Contexts\n");
    for (context, words) in &rules.plover.contexts {
        let _ = writeln!(out, "- `{}`: {}", context.as_str(), words.sorted().join(", "));
    }
    out
}

/// An example with its trigger in bold and its actors in italics.
fn marked(example: &Example) -> String {
    let mut inserts: Vec<(usize, bool, &str)> = Vec::new();
    for (mark, range) in &example.marks {
        let sign = match mark {
            Mark::Trigger => "**",
            Mark::Actor | Mark::Recipient => "_",
            Mark::About | Mark::Condition => continue,
        };
        inserts.push((range.start, true, sign));
        inserts.push((range.end, false, sign));
    }
    inserts.sort_unstable();
    let mut out = String::new();
    let mut at = 0;
    for (place, _, sign) in inserts {
        out.push_str(&example.text[at..place]);
        out.push_str(sign);
        at = place;
    }
    out.push_str(&example.text[at..]);
    cell(&out)
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
