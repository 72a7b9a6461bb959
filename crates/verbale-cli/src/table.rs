//! The record for a reader: what the article says happened, then what the
//! parties hold.

use jiff::civil::Date;
use verbale::{
    DateSource, Record, Span,
    actors::{Actor, ActorId},
    events::{Event, Size, Status},
    mentions::MentionId,
    positions::Position,
    record::Options,
    statements::StatementId,
};

use crate::paper::{Look, Paper, Piece, Style};

/// Room for the longest label under an event.
const LABEL: usize = 9;

/// A whole article.
pub(crate) fn article(name: &str, record: &Record, options: Options<'_>, look: Look) -> String {
    let mut view = View { record, paper: Paper::new(look) };
    view.head(name, options);
    for event in record.events(options) {
        view.paper.blank();
        view.event(event);
    }
    view.all_positions(options);
    view.notes();
    view.paper.into_text()
}

/// Only the positions.
pub(crate) fn positions(name: &str, record: &Record, options: Options<'_>, look: Look) -> String {
    let mut view = View { record, paper: Paper::new(look) };
    view.title(name);
    view.all_positions(options);
    if record.positions(options).next().is_none() {
        view.paper.paragraph(&[], &[faint("no positions found")]);
    }
    view.paper.into_text()
}

/// A record on its way to paper.
pub(crate) struct View<'a> {
    pub(crate) record: &'a Record,
    pub(crate) paper: Paper,
}

impl<'a> View<'a> {
    pub(crate) fn title(&mut self, name: &str) {
        let article = &self.record.article;
        let origin = match article.date_source {
            DateSource::Given => "as given",
            DateSource::Content => "from the text",
            DateSource::Metadata => "from its metadata",
            DateSource::File => "from the file's name",
            DateSource::Url => "from its address",
            DateSource::Fetched => "the day it was fetched",
        };
        let weekday = format!("{:?}", article.date.weekday());
        let mut pieces =
            vec![(Style::Strong, name.into()), faint(format!(" · {weekday} {} ({origin})", article.date))];
        for more in [&article.id, &article.source].into_iter().flatten() {
            pieces.push(faint(format!(" · {more}")));
        }
        self.paper.paragraph(&[], &pieces);
        if let Some(title) = &article.title {
            self.paper.paragraph(&[], &[(Style::Strong, title.as_str().into())]);
        }
    }

    fn head(&mut self, name: &str, options: Options<'_>) {
        self.title(name);
        let shown = self.record.events(options).count();
        let embedded = self.record.events(Options { embedded: true, ..options }).count();
        let (hidden, filtered) = (embedded - shown, self.record.layers.events.all.len() - embedded);
        let mut counts = match shown {
            0 => "no events found".to_owned(),
            1 => "1 event".to_owned(),
            n => format!("{n} events"),
        };
        match self.record.positions(options).count() {
            0 => {}
            1 => counts += ", 1 position",
            n => counts += &format!(", {n} positions"),
        }
        if hidden > 0 {
            counts += &format!("; {hidden} more exist only as the content of these (--embedded)");
        }
        if filtered > 0 {
            counts += &format!("; {filtered} left out, as was asked");
        }
        if shown > 0 {
            counts += "; what has no “told by” the article itself reports";
        }
        self.paper.paragraph(&[], &[faint(counts)]);
    }

    fn event(&mut self, event: &'a Event) {
        let id = format!("{:<4}", format!("e{}", event.id.0 + 1));
        let lead = [faint(id), (Style::Plain, days(event.date).into()), (Style::Plain, "  ".into())];
        let mut pieces = vec![self.kind(event), faint(": ")];
        pieces.extend(self.parties(&event.actor));
        if !event.recipient.is_empty() {
            pieces.push((Style::Plain, " → ".into()));
            pieces.extend(self.parties(&event.recipient));
        }
        pieces.extend(statuses(event));
        self.paper.paragraph(&lead, &pieces);
        // What a material act is done with or to stands in its words.
        let spoken = matches!(self.record.numbers_of(event.id).quad_code, 1 | 3);
        if let Some(content) = event.content.filter(|_| spoken) {
            self.row("content", &[(Style::Plain, self.words(content).into())]);
        }
        if let Some(condition) = event.condition {
            self.row("condition", &[(Style::NotActual, self.words(condition).into())]);
        }
        if let Some(place) = event.place {
            self.row("where", &[(Style::Plain, self.record.layers.places.get(place).name.as_str().into())]);
        }
        if let Some(size) = event.size {
            self.row("size", &[(Style::Plain, people(size).into())]);
        }
        if let Some(teller) = self.told_by(event) {
            self.row("told by", &[(Style::Plain, teller.into())]);
        }
        let evidence = self.evidence(event);
        self.row("words", &evidence);
    }

    /// `THREATEN (restrict)`, in the colour of its corner.
    pub(crate) fn kind(&self, event: &Event) -> Piece<'static> {
        let mut kind = event.event.as_str().to_owned();
        if !event.mode.is_empty() {
            let modes: Vec<&str> = event.mode.iter().map(|mode| mode.as_str()).collect();
            kind += &format!(" ({})", modes.join(", "));
        }
        let corner = match self.record.numbers_of(event.id).quad_code {
            1 => Style::VerbalCooperation,
            2 => Style::MaterialCooperation,
            3 => Style::VerbalConflict,
            _ => Style::MaterialConflict,
        };
        (corner, kind.into())
    }

    /// A line under an event.
    fn row(&mut self, label: &str, pieces: &[Piece<'_>]) {
        self.paper.paragraph(&[faint(format!("    {label:<LABEL$}  "))], pieces);
    }

    /// The words of a span, on one line.
    fn words(&self, span: Span) -> &'a str {
        span.of(&self.record.article.text)
    }

    fn actor(&self, id: ActorId) -> &'a Actor {
        self.record.layers.actors.get(id)
    }

    /// Names with codes: `Antony Blinken (USA GOV), Russia (RUS)`.
    fn parties(&self, ids: &[ActorId]) -> Vec<Piece<'a>> {
        let mut pieces: Vec<Piece<'a>> = Vec::new();
        for id in ids {
            if !pieces.is_empty() {
                pieces.push((Style::Plain, ", ".into()));
            }
            let actor = self.actor(*id);
            pieces.push((Style::Strong, actor.name.as_str().into()));
            let mut codes: Vec<&str> =
                actor.code.as_deref().or(actor.country.as_deref()).into_iter().collect();
            codes.extend(actor.sectors.first().map(|sector| sector.as_str()));
            if !codes.is_empty() {
                pieces.push(faint(format!(" ({})", codes.join(" "))));
            }
        }
        if pieces.is_empty() {
            pieces.push(faint("nobody named"));
        }
        pieces
    }

    fn names(&self, ids: &[ActorId]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| self.actor(*id).name.as_str()).collect();
        if names.is_empty() { "nobody named".to_owned() } else { names.join(", ") }
    }

    /// Who vouches for the act, from the speaker outwards; none where it is
    /// the article itself.
    fn told_by(&self, event: &Event) -> Option<String> {
        let mut chain: Vec<String> = Vec::new();
        let mut next = event.said_in;
        if next.is_none() {
            chain.extend(event.via.iter().map(|through| self.mention(through.mention)));
        }
        while let Some(id) = next {
            let statement = self.record.layers.statements.get(id);
            chain.push(self.speaker(id));
            chain.extend(statement.via.iter().map(|through| self.mention(through.mention)));
            next = statement.said_in.filter(|outer| outer.0 < id.0);
        }
        chain.dedup();
        (!chain.is_empty()).then(|| chain.join(", via "))
    }

    fn speaker(&self, id: StatementId) -> String {
        let statement = self.record.layers.statements.get(id);
        let names: Vec<String> = statement.speaker.iter().map(|mention| self.mention(*mention)).collect();
        match (names.is_empty(), statement.source.first()) {
            (false, _) => names.join(" and "),
            (true, Some(source)) => self.words(*source).to_owned(),
            (true, None) => "somebody not named".to_owned(),
        }
    }

    /// The actor's name, else the mention's words.
    fn mention(&self, id: MentionId) -> String {
        match self.record.layers.actors.of(id) {
            [] => self.words(self.record.layers.mentions.get(id).span).to_owned(),
            ids => self.names(ids),
        }
    }

    /// The sentence, or as much of a long one as holds the event's words, with
    /// the trigger marked.
    fn evidence(&self, event: &Event) -> Vec<Piece<'a>> {
        const SHORT: u32 = 260;
        let evidence = &event.evidence;
        let (sentence, trigger) = (evidence.sentence, evidence.trigger);
        if !sentence.contains(trigger) {
            return vec![(Style::Trigger, self.words(trigger).into())];
        }
        let roles =
            evidence.actor.iter().chain(&evidence.recipient).chain(&event.content).chain(&event.condition);
        let mut shown = sentence;
        if sentence.end - sentence.start > SHORT {
            let held = roles.filter(|span| sentence.contains(**span)).fold(trigger, |a, b| a.cover(*b));
            shown = self.whole_words(held, sentence);
        }
        let (before, after) = if self.paper.in_colour() { ("", "") } else { ("[", "]") };
        let mut pieces = Vec::new();
        if shown.start > sentence.start {
            pieces.push(faint("… "));
        }
        pieces.push((Style::Plain, self.words(Span::new(shown.start, trigger.start)).into()));
        pieces.push((Style::Trigger, format!("{before}{}{after}", self.words(trigger)).into()));
        pieces.push((Style::Plain, self.words(Span::new(trigger.end, shown.end)).into()));
        if shown.end < sentence.end {
            pieces.push(faint(" …"));
        }
        pieces
    }

    /// `inner` widened to the next blanks inside `outer`.
    fn whole_words(&self, inner: Span, outer: Span) -> Span {
        let text = &self.record.article.text;
        let before = &text[outer.start as usize..inner.start as usize];
        let after = &text[inner.end as usize..outer.end as usize];
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let end = after.find(char::is_whitespace).unwrap_or(after.len());
        Span::new(outer.start + start as u32, inner.end + end as u32)
    }

    fn all_positions(&mut self, options: Options<'_>) {
        let record = self.record;
        if record.positions(options).next().is_none() {
            return;
        }
        self.paper.blank();
        self.paper.paragraph(&[], &[(Style::Strong, "What they hold".into())]);
        for (_, position) in record.positions(options) {
            self.position(position);
        }
    }

    fn position(&mut self, position: &Position) {
        let lead = [(Style::Plain, "    ".into())];
        let mut who = self.names(&position.holder);
        if !position.toward.is_empty() {
            who += &format!(" → {}", self.names(&position.toward));
        }
        let mut pieces = vec![
            (Style::Strong, who.into()),
            faint(" · "),
            (Style::NotActual, position.kind.as_str().into()),
        ];
        if let Some(content) = position.content {
            pieces.push((Style::Plain, format!(": {}", self.words(content)).into()));
        }
        let told = |condition: &Span| position.content.is_some_and(|content| content.contains(*condition));
        if let Some(condition) = position.condition.filter(|condition| !told(condition)) {
            pieces.push((Style::NotActual, format!("; {}", self.words(condition)).into()));
        }
        if let Some(deadline) = position.deadline {
            let time = self.record.layers.times.get(deadline);
            let day = time.end.map_or_else(|| time.value.clone(), |day| day.to_string());
            pieces.push((Style::Plain, format!("; by {day}").into()));
        }
        pieces.push(faint(format!(" [e{}]", position.event.0 + 1)));
        self.paper.paragraph(&lead, &pieces);
    }

    fn notes(&mut self) {
        let notes: Vec<&str> = self.record.all_notes().collect();
        if notes.is_empty() {
            return;
        }
        self.paper.blank();
        for note in notes {
            self.paper.paragraph(&[faint("note: ")], &[(Style::Plain, note.into())]);
        }
    }
}

/// ` · actual · content conditional`.
pub(crate) fn statuses(event: &Event) -> Vec<Piece<'static>> {
    let mut pieces = vec![faint(" · "), status(event.status)];
    if let Some(content) = event.content_status {
        pieces.extend([faint(" · content "), status(content)]);
    }
    if let Some(parent) = event.parent {
        pieces.push(faint(format!(" · content of e{}", parent.0 + 1)));
    }
    pieces
}

pub(crate) fn faint<'a>(text: impl Into<std::borrow::Cow<'a, str>>) -> Piece<'a> {
    (Style::Faint, text.into())
}

fn status(status: Status) -> Piece<'static> {
    let style = if status == Status::Actual { Style::Plain } else { Style::NotActual };
    (style, status.as_str().into())
}

/// A day, a month, a year or an ISO interval, in at least ten columns.
fn days(date: Option<(Date, Date)>) -> String {
    let Some((first, last)) = date else { return format!("{:<10}", "no day") };
    let whole_months = first.day() == 1 && last == last.last_of_month();
    let shown = if first == last {
        first.to_string()
    } else if whole_months && (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{:04}-{:02}", first.year(), first.month())
    } else if whole_months && first.year() == last.year() && (first.month(), last.month()) == (1, 12) {
        format!("{:04}", first.year())
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{first}/{:02}", last.day())
    } else {
        format!("{first}/{last}")
    };
    format!("{shown:<10}")
}

fn people(size: Size) -> String {
    let counts = [("dead", size.dead), ("injured", size.injured), ("arrested", size.arrested)];
    let counts: Vec<String> = counts
        .iter()
        .filter_map(|(what, range)| {
            let (least, most) = (*range)?;
            Some(if least == most { format!("{least} {what}") } else { format!("{least} to {most} {what}") })
        })
        .collect();
    counts.join(", ")
}
