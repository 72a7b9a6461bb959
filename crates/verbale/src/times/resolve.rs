//! Sets expressions on the calendar: against the day of publication, the
//! dateline, or the date that the text stands at.

use jiff::civil::Date;

use super::{
    TimeKind,
    calendar::{Grain, Period, step},
    direction::Direction,
    expression::{Amount, Anchor, Clock, Expression, Form, Narrow, Which, Window, YearRef},
    narrow::nth_weekday,
    scan::length,
    words::Unit,
};

/// Where the text stands while it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene {
    /// The day of publication, or the dateline's.
    pub(crate) base: Date,
    /// The date that the narrative has moved to.
    pub(crate) narrative: Option<Period>,
    /// The last date of the calendar that was read.
    pub(crate) last: Option<Period>,
    /// Whether the whole text tells of the past, so that its own dates and not
    /// the day of publication are what it reckons from.
    pub(crate) history: bool,
    /// The days that weekdays have meant so far, Monday first.
    pub(crate) weekdays: [Option<Date>; 7],
}

/// An expression on the calendar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) kind: TimeKind,
    pub(crate) value: String,
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    /// The stretch that later expressions may reckon from.
    pub(crate) period: Option<Period>,
}

impl Resolved {
    fn vague(kind: TimeKind, value: String) -> Self {
        Self { kind, value, start: None, end: None, period: None }
    }
}

impl Scene {
    /// What an expression means here; `ahead` tells whether a bare length
    /// after "in" looks into the future.
    pub(crate) fn resolve(&self, expression: &Expression, direction: Direction, ahead: bool) -> Resolved {
        match &expression.form {
            Form::Bc(value) => return Resolved::vague(TimeKind::Date, value.clone()),
            Form::Set(value) => return Resolved::vague(TimeKind::Set, value.clone()),
            Form::Reference(value) => return Resolved::vague(TimeKind::Date, (*value).to_owned()),
            Form::Duration { amount, unit, window } => {
                if ahead
                    && window.is_none()
                    && let Some(there) = self.offset(*amount, *unit, true, Anchor::Article)
                {
                    return there;
                }
                return self.duration(*amount, *unit, *window);
            }
            Form::Offset { amount, unit, forth, anchor } => {
                return self.offset(*amount, *unit, *forth, *anchor).unwrap_or_else(|| {
                    let article = *anchor == Anchor::Article;
                    match (*amount, *forth) {
                        (Amount::Some, true) => Resolved::vague(TimeKind::Date, "FUTURE_REF".to_owned()),
                        (Amount::Some, false) => Resolved::vague(TimeKind::Date, "PAST_REF".to_owned()),
                        _ if article => Resolved::vague(TimeKind::Date, "PAST_REF".to_owned()),
                        _ => Resolved::vague(TimeKind::Duration, length(*amount, *unit)),
                    }
                });
            }
            Form::FromAct { amount, unit, .. } => return self.duration(*amount, *unit, None),
            _ => {}
        }
        match self.period(&expression.form, direction) {
            Some(period) => self.dated(period, expression),
            None => match expression.clock {
                Some(clock) => Resolved::vague(TimeKind::Time, format!("XXXX-XX-XX{}", clock_value(clock))),
                None => Resolved::vague(TimeKind::Date, open_value(&expression.form)),
            },
        }
    }

    /// The end of a stretch that began with `left` is the first such after it:
    /// from Monday to Wednesday, between late April and mid-May.
    pub(crate) fn after(&self, left: &Resolved, right: Resolved, expression: &Expression) -> Resolved {
        let (Some(left), Some(here)) = (left.period, right.period) else { return right };
        let found = match expression.form {
            Form::Weekday { which: Which::Plain, day } => {
                let on = (day - left.start().weekday().to_monday_one_offset()).rem_euclid(7);
                step(left.start(), i64::from(if on == 0 { 7 } else { on }), Unit::Day).map(Period::day)
            }
            Form::Written { year: YearRef::Open, .. } => {
                let years = i64::from(left.start().year()) - i64::from(here.start().year());
                let moved = |years| {
                    let start = step(here.start(), years, Unit::Year)?;
                    Period::around(start, here.grain()).filter(|period| period.start() >= left.start())
                };
                moved(years).or_else(|| moved(years + 1))
            }
            _ => None,
        };
        found.map_or(right, |found| self.dated(found, expression))
    }

    /// A stretch with what narrows it and the time of day.
    fn dated(&self, period: Period, expression: &Expression) -> Resolved {
        let mut period = period;
        if let Some(half @ (Narrow::FirstHalf | Narrow::SecondHalf)) = expression.narrow
            && period.grain() == Grain::Year
            && let Some(first) = Period::around(period.start(), Grain::Half)
        {
            period = if half == Narrow::FirstHalf { first } else { first.shift(1).unwrap_or(first) };
        }
        if let Some(Narrow::Weekday { number, day }) = expression.narrow
            && let Some(day) = nth_weekday(period, number, day)
        {
            period = Period::day(day);
        }
        let (mut start, end) = match expression.narrow {
            Some(narrow) => self.narrowed(period, narrow, &expression.form),
            None => (period.start(), period.end()),
        };
        let (kind, value) = match expression.clock {
            Some(clock) => {
                if clock == Clock::Overnight {
                    start = step(start, -1, Unit::Day).unwrap_or(start);
                }
                (TimeKind::Time, format!("{}{}", Period::day(end).value(), clock_value(clock)))
            }
            None => (TimeKind::Date, period.value()),
        };
        Resolved { kind, value, start: Some(start), end: Some(end), period: Some(period) }
    }

    /// The calendar stretch of a form.
    fn period(&self, form: &Form, direction: Direction) -> Option<Period> {
        match form {
            Form::Fixed(period) => Some(*period),
            Form::Written { day, month, year } => self.written(*day, *month, *year, direction),
            Form::Weekday { day, which } => self.weekday(*day, *which, direction).map(Period::day),
            Form::Season { season, which } => self.season(*season, *which, direction),
            Form::Month { month, which } => self.month(*month, *which),
            Form::Near { grain, shift, anchor } => self.near(*grain, *shift, *anchor, direction),
            Form::Weekend => {
                let this = Period::around(self.base, Grain::Weekend)?;
                match direction {
                    Direction::Future | Direction::Present => Some(this),
                    _ if this.start() <= self.base => Some(this),
                    _ => this.shift(-1),
                }
            }
            Form::DayOfMonth(day) => self.day_of_month(*day, direction).map(Period::day),
            Form::Piece { grain, number, year } => self.piece(*grain, *number, *year, direction),
            Form::Tens(tens) => {
                let century = if self.base.year() < 1920 { 1800 } else { 1900 };
                Period::around(Date::new(century + 10 * i16::from(*tens), 1, 1).ok()?, Grain::Decade)
            }
            Form::Clock => {
                let day = self.last.filter(|last| last.grain() == Grain::Day);
                Some(day.unwrap_or_else(|| Period::day(self.base)))
            }
            Form::Bc(_)
            | Form::Offset { .. }
            | Form::FromAct { .. }
            | Form::Duration { .. }
            | Form::Set(_)
            | Form::Reference(_) => None,
        }
    }

    /// The year that a narrative supplies, or none.
    fn narrative_year(&self, direction: Direction) -> Option<i16> {
        let narrative = self.narrative?;
        let looks_ahead = direction == Direction::Future && !self.history;
        (!looks_ahead).then(|| narrative.start().year())
    }

    fn year_of(&self, year: YearRef) -> Option<i16> {
        let shifted = |year: i16, by: i64| i16::try_from(i64::from(year).checked_add(by)?).ok();
        match year {
            YearRef::Open => None,
            YearRef::Article(by) => shifted(self.base.year(), by),
            YearRef::Narrative(by) => {
                let from = self.last.or(self.narrative).map_or(self.base, Period::start);
                shifted(from.year(), by)
            }
        }
    }

    /// A day or month: its year said, or the narrative's, or the tense's.
    fn written(&self, day: Option<i8>, month: i8, year: YearRef, direction: Direction) -> Option<Period> {
        let at = |year: i16| match day {
            Some(day) => Date::new(year, month, day).ok().map(Period::day),
            None => Period::month(year, month),
        };
        if let Some(year) = self.year_of(year) {
            return at(year);
        }
        let base = self.base;
        let this = at(base.year());
        let (before, after) = (at(base.year() - 1), at(base.year() + 1));
        // A date some weeks off on the one side and most of a year on the other
        // is the near one, unless a past verb governs it: "announced the vote of 25 January".
        let near = nearest(base, [before, this, after]).filter(|near| distance(base, near) <= NEAR_DAYS);
        if let Some(year) = self.narrative_year(direction) {
            let narrative = self.narrative?;
            let vague = narrative.grain() >= Grain::Year && !self.history;
            if vague && day.is_some() && near.is_some() {
                return near;
            }
            // From late in one year to early in the next the year turns.
            let turned = narrative.grain() <= Grain::Month && narrative.start().month() - month >= 8;
            return at(if turned { year + 1 } else { year });
        }
        let past = || this.filter(|this| this.start() <= base).or(before);
        let future = || this.filter(|this| this.end() >= base).or(after);
        match direction {
            Direction::Done if near.is_some_and(|near| near.start() > base) => past(),
            _ if near.is_some() => near,
            Direction::Past | Direction::Done => past(),
            Direction::Future => future(),
            Direction::Present | Direction::Either | Direction::Unknown => {
                nearest(base, [before, this, after])
            }
        }
        .or(this)
        .or(before)
        .or(after)
        // 29 February: the nearest leap year.
        .or_else(|| (1..8).find_map(|n| at(base.year() - n).or_else(|| at(base.year() + n))))
    }

    fn weekday(&self, day: i8, which: Which, direction: Direction) -> Option<Date> {
        let base = match (self.history, self.last) {
            (true, Some(last)) if last.grain() == Grain::Day => last.start(),
            _ => self.base,
        };
        let back = i64::from((base.weekday().to_monday_one_offset() - day).rem_euclid(7));
        let past = step(base, -back, Unit::Day);
        let future = step(base, (7 - back) % 7, Unit::Day);
        match which {
            Which::Plain => match direction {
                Direction::Future | Direction::Present => future,
                Direction::Either => {
                    let told =
                        self.weekdays.get(usize::from(day.unsigned_abs()).wrapping_sub(1)).copied().flatten();
                    told.or(if back > 3 { future } else { past })
                }
                Direction::Past | Direction::Done | Direction::Unknown => past,
            },
            Which::Last => step(base, if back == 0 { -7 } else { -back }, Unit::Day),
            Which::Next => step(base, if back == 0 { 7 } else { 7 - back }, Unit::Day),
            Which::This => match direction {
                Direction::Past | Direction::Done => past,
                _ => future,
            },
            Which::Shift(weeks) => {
                let monday = Period::around(base, Grain::Week)?.shift(weeks)?.start();
                step(monday, i64::from(day) - 1, Unit::Day)
            }
        }
    }

    fn month(&self, month: i8, which: Which) -> Option<Period> {
        let base = if self.history {
            self.last.or(self.narrative).map_or(self.base, Period::start)
        } else {
            self.base
        };
        let year = match which {
            Which::Last => base.year() - i16::from(month >= base.month()),
            Which::Next => base.year() + i16::from(month <= base.month()),
            Which::This | Which::Plain => base.year(),
            Which::Shift(by) => i16::try_from(i64::from(base.year()) + by).ok()?,
        };
        Period::month(year, month)
    }

    fn season(&self, season: u8, which: Which, direction: Direction) -> Option<Period> {
        let told =
            self.last.or(self.narrative).map(Period::start).filter(|_| self.history && which != Which::Plain);
        let base = told.unwrap_or(self.base);
        let year = base.year();
        let at = |year: i16| Period::season(year, season);
        let candidates = [at(year - 2), at(year - 1), at(year), at(year + 1)];
        let last_where =
            |holds: &dyn Fn(Period) -> bool| candidates.into_iter().flatten().filter(|p| holds(*p)).last();
        let first_where =
            |holds: &dyn Fn(Period) -> bool| candidates.into_iter().flatten().find(|p| holds(*p));
        match which {
            Which::Last => last_where(&|p| p.end() < base),
            Which::Next => first_where(&|p| p.start() > base),
            Which::This => first_where(&|p| p.contains(base)).or_else(|| at(year)),
            Which::Shift(by) => at(i16::try_from(i64::from(year) + by).ok()?),
            Which::Plain => {
                if let Some(year) = self.narrative_year(direction) {
                    return at(year);
                }
                match direction {
                    Direction::Future => first_where(&|p| p.end() >= base),
                    _ => last_where(&|p| p.start() <= base),
                }
            }
        }
    }

    fn near(&self, grain: Grain, shift: i64, anchor: Anchor, direction: Direction) -> Option<Period> {
        let from = match anchor {
            Anchor::Article => Period::day(self.base),
            Anchor::Scene => self.narrative.unwrap_or(Period::day(self.base)),
            Anchor::Narrative => self.last.or(self.narrative).unwrap_or(Period::day(self.base)),
        };
        // "the next day" after a month names no day.
        if from.grain() > grain && !(grain == Grain::Weekend && from.grain() == Grain::Week) {
            return None;
        }
        let period = Period::around(from.start(), grain)?;
        // "this weekend" early in the week of a past sentence is the one before.
        let passed = grain == Grain::Weekend
            && shift == 0
            && anchor == Anchor::Article
            && matches!(direction, Direction::Past | Direction::Done)
            && period.start() > self.base;
        period.shift(if passed { -1 } else { shift })
    }

    fn day_of_month(&self, day: i8, direction: Direction) -> Option<Date> {
        let from = match self.last.or(self.narrative) {
            Some(last)
                if last.grain() <= Grain::Month && (self.history || direction != Direction::Future) =>
            {
                return Date::new(last.start().year(), last.start().month(), day).ok();
            }
            _ => self.base,
        };
        let this = Date::new(from.year(), from.month(), day).ok();
        let month = Period::around(from, Grain::Month)?;
        let other = |n| {
            let start = month.shift(n)?.start();
            Date::new(start.year(), start.month(), day).ok()
        };
        match direction {
            Direction::Future => this.filter(|this| *this >= from).or_else(|| other(1)),
            _ => this.filter(|this| *this <= from).or_else(|| other(-1)),
        }
        .or(this)
    }

    fn piece(&self, grain: Grain, number: u32, year: YearRef, direction: Direction) -> Option<Period> {
        let n = i64::from(number) - 1;
        let at = |year: i16| match grain {
            Grain::Week => Period::iso_week(year, number),
            _ => Period::around(Date::new(year, 1, 1).ok()?, grain)?.shift(n),
        };
        if let Some(year) = self.year_of(year).or_else(|| self.narrative_year(direction)) {
            return at(year);
        }
        let year = self.base.year();
        let this = at(year);
        match direction {
            Direction::Future => this.filter(|this| this.end() >= self.base).or_else(|| at(year + 1)),
            _ => this.filter(|this| this.start() <= self.base).or_else(|| at(year - 1)),
        }
    }

    /// So many units away from the anchor; the value is as fine as the unit.
    pub(crate) fn offset(&self, amount: Amount, unit: Unit, forth: bool, anchor: Anchor) -> Option<Resolved> {
        let Amount::Tenths(tenths) = amount else { return None };
        let from = match anchor {
            Anchor::Article => Period::day(self.base),
            Anchor::Narrative | Anchor::Scene => self.last.or(self.narrative)?,
        };
        let sign = if forth { 1 } else { -1 };
        // Half years and half decades are counted in what they are made of.
        let (n, unit) = match (tenths % 10, unit) {
            (0, unit) => (tenths / 10, unit),
            (_, Unit::Year) => (tenths * 12 / 10, Unit::Month),
            (_, Unit::Decade) => (tenths, Unit::Year),
            (_, Unit::Century) => (tenths * 10, Unit::Year),
            (_, Unit::Month) => (tenths * 3, Unit::Day),
            (_, Unit::Week) => (tenths * 7 / 10, Unit::Day),
            _ => (tenths / 10, unit),
        };
        let grain = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                if from.grain() != Grain::Day {
                    return None;
                }
                let value = format!("{}TXX", from.value());
                let day = Some(from.start());
                return Some(Resolved { kind: TimeKind::Time, value, start: day, end: day, period: None });
            }
            Unit::Day => Grain::Day,
            Unit::Week | Unit::Fortnight | Unit::Weekend => Grain::Week,
            Unit::Month | Unit::Quarter => Grain::Month,
            Unit::Year | Unit::Decade | Unit::Century => Grain::Year,
        };
        if from.grain() > grain {
            return None;
        }
        let day = step(from.start(), sign * n, unit)?;
        let period = Period::around(day, grain)?;
        let (start, end) = (Some(period.start()), Some(period.end()));
        Some(Resolved { kind: TimeKind::Date, value: period.value(), start, end, period: Some(period) })
    }

    fn duration(&self, amount: Amount, unit: Unit, window: Option<Window>) -> Resolved {
        let mut resolved = Resolved::vague(TimeKind::Duration, length(amount, unit));
        let Some(window) = window else { return resolved };
        let Amount::Tenths(tenths) = amount else { return resolved };
        let (n, unit) = match (tenths % 10, unit) {
            (_, Unit::Hour) => ((tenths + 239) / 240, Unit::Day),
            (_, Unit::Minute | Unit::Second) => (0, Unit::Day),
            (0, unit) => (tenths / 10, unit),
            (_, Unit::Year) => (tenths * 12 / 10, Unit::Month),
            (_, Unit::Decade) => (tenths, Unit::Year),
            _ => (tenths / 10, unit),
        };
        let from = if self.history { self.narrative.map_or(self.base, Period::start) } else { self.base };
        match window {
            Window::Back => {
                resolved.start = step(from, -n, unit);
                resolved.end = resolved.start.and(Some(from));
            }
            Window::Ahead => {
                resolved.end = step(from, n, unit);
                resolved.start = resolved.end.and(Some(from));
            }
        }
        resolved
    }
}

/// The stretch that lies nearest to a day.
fn nearest(day: Date, candidates: [Option<Period>; 3]) -> Option<Period> {
    candidates.into_iter().flatten().min_by_key(|period| distance(day, period))
}

/// Days from a day to the nearer end of a stretch.
fn distance(day: Date, period: &Period) -> i32 {
    if period.contains(day) {
        return 0;
    }
    let days = |other: Date| day.until(other).map_or(i32::MAX, |span| span.get_days().abs());
    days(period.start()).min(days(period.end()))
}

/// How near, in days, a date without a year decides against the tense.
const NEAR_DAYS: i32 = 45;

fn clock_value(clock: Clock) -> String {
    match clock {
        Clock::Part(part) => format!("T{}", part.as_str()),
        Clock::Overnight => "TNI".to_owned(),
        Clock::At { hour, minute, utc } => format!("T{hour:02}:{minute:02}{}", if utc { "Z" } else { "" }),
    }
}

/// The value of a form that no day could be found for.
fn open_value(form: &Form) -> String {
    match form {
        Form::Written { day: Some(day), month, .. } => format!("XXXX-{month:02}-{day:02}"),
        Form::Written { day: None, month, .. } | Form::Month { month, .. } => format!("XXXX-{month:02}"),
        Form::Weekday { day, .. } => format!("XXXX-WXX-{day}"),
        Form::Season { season, .. } => {
            format!("XXXX-{}", ["SP", "SU", "FA", "WI"][usize::from((*season).min(3))])
        }
        Form::Near { grain: Grain::Week | Grain::Weekend, .. } => "XXXX-WXX".to_owned(),
        Form::Near { grain: Grain::Month, .. } => "XXXX-XX".to_owned(),
        Form::Near { grain: Grain::Year | Grain::Decade | Grain::Century, .. } => "XXXX".to_owned(),
        _ => "XXXX-XX-XX".to_owned(),
    }
}
