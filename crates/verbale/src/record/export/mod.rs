//! The events of a record in the formats of others: a flat table, PLOVER's
//! JSON Lines, POLECAT's tab-separated columns.

mod csv;
mod plover;
mod polecat;

use super::{Escaped, Options, Record};
use crate::{
    actors::ActorId,
    events::Event,
    mentions::MentionId,
    places::Place,
    statements::{Statement, StatementId},
};

/// A format that holds one event a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// Comma-separated values (RFC 4180), with a line of names.
    Csv,
    /// PLOVER's JSON Lines.
    Plover,
    /// POLECAT's 40 tab-separated columns, with a line of names.
    Polecat,
}

impl Export {
    /// The line that stands once above all events; none for JSON Lines.
    #[must_use]
    pub fn header(self) -> Option<String> {
        match self {
            Self::Csv => Some(csv::header()),
            Self::Plover => None,
            Self::Polecat => Some(polecat::header()),
        }
    }

    /// A line for each event of the record, line breaks included.
    #[must_use]
    pub fn lines(self, record: &Record, options: Options<'_>) -> String {
        let uids = record.uids();
        record
            .events(options)
            .map(|event| {
                let row = Row { record, event, uids: &uids, formula_safe: options.formula_safe };
                match self {
                    Self::Csv => csv::line(&row),
                    Self::Plover => plover::line(&row),
                    Self::Polecat => polecat::line(&row),
                }
            })
            .collect()
    }
}

/// An event with what its line is made from.
struct Row<'a> {
    record: &'a Record,
    event: &'a Event,
    uids: &'a [String],
    formula_safe: bool,
}

impl<'a> Row<'a> {
    fn uid(&self) -> &'a str {
        &self.uids[self.event.id.0 as usize]
    }

    fn parent(&self) -> &'a str {
        self.event.parent.and_then(|id| self.uids.get(id.0 as usize)).map_or("", String::as_str)
    }

    fn place(&self) -> Option<&'a Place> {
        self.event.place.map(|id| self.record.layers.places.get(id))
    }

    fn names(&self, ids: &[ActorId]) -> String {
        let actors = &self.record.layers.actors;
        join(ids.iter().map(|id| actors.get(*id).name.clone()))
    }

    /// The parties' codes: country, or IGO, NGO, and the like.
    fn codes(&self, ids: &[ActorId]) -> String {
        let actors = &self.record.layers.actors;
        let code = |id: &ActorId| {
            let actor = actors.get(*id);
            actor.code.as_ref().or(actor.country.as_ref()).map_or(String::new(), ToString::to_string)
        };
        join(ids.iter().map(code))
    }

    /// The main sector of each party.
    fn sectors(&self, ids: &[ActorId]) -> String {
        let actors = &self.record.layers.actors;
        join(
            ids.iter()
                .map(|id| actors.get(*id).sectors.first().map_or(String::new(), |one| one.as_str().into())),
        )
    }

    /// Every sector of the parties, each once.
    fn all_sectors(&self, ids: &[ActorId]) -> String {
        let actors = &self.record.layers.actors;
        let mut all: Vec<&str> = Vec::new();
        for sector in ids.iter().flat_map(|id| &actors.get(*id).sectors) {
            if !all.contains(&sector.as_str()) {
                all.push(sector.as_str());
            }
        }
        join(all.into_iter().map(str::to_owned))
    }

    fn offices(&self, ids: &[ActorId]) -> String {
        let actors = &self.record.layers.actors;
        let all = ids.iter().map(|id| actors.get(*id).office.clone().unwrap_or_default());
        if all.clone().all(|office| office.is_empty()) { String::new() } else { join(all) }
    }

    fn raw(&self, spans: &[crate::Span]) -> String {
        join(spans.iter().map(|span| span.of(&self.record.article.text).to_owned()))
    }

    fn words(&self, span: Option<crate::Span>) -> &'a str {
        span.map_or("", |span| span.of(&self.record.article.text))
    }

    fn modes(&self) -> String {
        join(self.event.mode.iter().map(|mode| mode.as_str().to_owned()))
    }

    fn contexts(&self) -> String {
        join(self.event.context.iter().map(|context| context.as_str().to_owned()))
    }

    /// First and last day.
    fn days(&self) -> (String, String) {
        self.event.date.map_or_else(Default::default, |(first, last)| (first.to_string(), last.to_string()))
    }

    /// Who vouches for it, from the speaker outwards; empty for the article.
    fn told_by(&self) -> String {
        let statements = &self.record.layers.statements;
        let mut chain = Vec::new();
        let mut next: Option<StatementId> = self.event.said_in;
        if next.is_none() {
            chain.extend(self.event.via.iter().map(|through| self.mention(through.mention)));
        }
        while let Some(id) = next {
            let statement: &Statement = statements.get(id);
            chain.extend(statement.speaker.iter().map(|mention| self.mention(*mention)));
            chain.extend(statement.via.iter().map(|through| self.mention(through.mention)));
            next = statement.said_in.filter(|outer| outer.0 < id.0);
        }
        chain.dedup();
        join(chain.into_iter())
    }

    /// A cell on one line, without anything that steers a terminal and, on
    /// request, a spreadsheet.
    fn cell(&self, text: &str) -> String {
        let cell = Escaped(text).to_string();
        if self.formula_safe && is_formula(&cell) { format!("'{cell}") } else { cell }
    }

    fn mention(&self, id: MentionId) -> String {
        match self.record.layers.actors.of(id) {
            [] => self.record.layers.mentions.get(id).span.of(&self.record.article.text).to_owned(),
            ids => self.names(ids),
        }
    }
}

/// Values of a list in one cell.
fn join(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

/// A number's text, or nothing.
fn number<T: ToString>(number: Option<T>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

/// Whether a spreadsheet could take a cell for a formula: by its first
/// character that is no blank, in its wide form too. A number is none.
fn is_formula(cell: &str) -> bool {
    let start = cell.trim_start();
    start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && cell.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas_are_known_by_their_first_character() {
        for cell in
            ["=1+1", "+49 30", "-2+3", "@SUM(A1)", " =1", "＝1", "-", "- he said", "=cmd|' /C calc'!A0"]
        {
            assert!(is_formula(cell), "{cell}");
        }
        for cell in ["", "a=b", "-3.5", "47.37", "'=1", "Kyiv"] {
            assert!(!is_formula(cell), "{cell}");
        }
    }
}
