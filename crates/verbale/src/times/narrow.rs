//! Parts of a stretch: early, mid, late, halves and weeks of it.

use jiff::civil::Date;

use super::{
    calendar::{Grain, Period, step},
    expression::{Anchor, Form, Narrow},
    resolve::Scene,
    words::Unit,
};

impl Scene {
    /// First and last day of the part of a stretch that the words name.
    pub(super) fn narrowed(&self, period: Period, narrow: Narrow, form: &Form) -> (Date, Date) {
        let (start, end) = (period.start(), period.end());
        let day = |n: i64| step(start, n, Unit::Day).unwrap_or(end).min(end);
        let article = !matches!(form, Form::Near { anchor: Anchor::Narrative, .. });
        match narrow {
            Narrow::Earlier if article && period.contains(self.base) => (start, self.base),
            Narrow::Later if article && period.contains(self.base) => (self.base, end),
            Narrow::Earlier | Narrow::Later => (start, end),
            Narrow::FirstHalf | Narrow::SecondHalf => match (period.grain(), narrow) {
                (Grain::Month, Narrow::FirstHalf) => (start, day(14)),
                (Grain::Month, _) => (day(15), end),
                _ => (start, end),
            },
            Narrow::Weekday { .. } => (start, end),
            Narrow::Week(n) => (day(7 * (i64::from(n) - 1)), day(7 * i64::from(n) - 1)),
            Narrow::LastWeek => (step(end, -6, Unit::Day).unwrap_or(start), end),
            Narrow::Early | Narrow::Mid | Narrow::Late => thirds(period, narrow),
        }
    }
}

/// The n-th weekday of a stretch, the last one for 0.
pub(super) fn nth_weekday(period: Period, number: u8, day: i8) -> Option<Date> {
    let first = (day - period.start().weekday().to_monday_one_offset()).rem_euclid(7);
    let last = (period.end().weekday().to_monday_one_offset() - day).rem_euclid(7);
    let found = match number {
        0 => step(period.end(), -i64::from(last), Unit::Day),
        n => step(period.start(), i64::from(first) + 7 * (i64::from(n) - 1), Unit::Day),
    };
    found.filter(|found| period.contains(*found))
}

/// The first, middle or last third of a stretch, in its own smaller units.
fn thirds(period: Period, narrow: Narrow) -> (Date, Date) {
    let (start, end) = (period.start(), period.end());
    // The first units of the middle and of the last third.
    let (unit, mid, late) = match period.grain() {
        Grain::Day | Grain::Weekend => return (start, end),
        Grain::Week => {
            let day = |n| step(start, n, Unit::Day).unwrap_or(end);
            return match narrow {
                Narrow::Early => (start, day(1)),
                Narrow::Mid => (day(1), day(3)),
                _ => (day(3), end),
            };
        }
        Grain::Month => (Unit::Day, 10, 20),
        Grain::Quarter | Grain::Season => (Unit::Month, 1, 2),
        Grain::Half => (Unit::Month, 2, 4),
        Grain::Year => (Unit::Month, 4, 8),
        Grain::Decade => (Unit::Year, 4, 7),
        Grain::Century => (Unit::Year, 34, 67),
    };
    let at = |n| step(start, n, unit).unwrap_or(end);
    let before = |day: Date| day.yesterday().unwrap_or(start);
    match narrow {
        Narrow::Early => (start, before(at(mid))),
        Narrow::Mid => (at(mid), before(at(late))),
        _ => (at(late), end),
    }
}
