//! Stretches of the calendar: days, weeks, months … with their TIMEX3 values,
//! and steps from one to another. Nothing here panics: what would leave the
//! years 1 to 9999 is no period.

use jiff::{ToSpan, civil::Date};

use super::words::Unit;

/// How large a stretch of the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grain {
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

impl Grain {
    /// The grain of a unit, where the calendar has one.
    pub(crate) const fn of(unit: Unit) -> Option<Self> {
        Some(match unit {
            Unit::Day => Self::Day,
            Unit::Week => Self::Week,
            Unit::Weekend => Self::Weekend,
            Unit::Month => Self::Month,
            Unit::Quarter => Self::Quarter,
            Unit::Year => Self::Year,
            Unit::Decade => Self::Decade,
            Unit::Century => Self::Century,
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Fortnight => return None,
        })
    }
}

/// A stretch of the calendar that has a TIMEX3 value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    start: Date,
    grain: Grain,
}

impl Period {
    /// The stretch of this grain in which a day lies. For a weekend the day's
    /// week decides; winter goes from December to February and carries the
    /// year in which it begins.
    pub(crate) fn around(day: Date, grain: Grain) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        let start = match grain {
            Grain::Day => day,
            Grain::Week | Grain::Weekend => {
                let monday = step(day, -i64::from(day.weekday().to_monday_zero_offset()), Unit::Day)?;
                if grain == Grain::Week { monday } else { step(monday, 5, Unit::Day)? }
            }
            Grain::Month => day.first_of_month(),
            Grain::Quarter => Date::new(year, (month - 1) / 3 * 3 + 1, 1).ok()?,
            Grain::Half => Date::new(year, if month < 7 { 1 } else { 7 }, 1).ok()?,
            Grain::Season => match month {
                1 | 2 => Date::new(year - 1, 12, 1).ok()?,
                _ => Date::new(year, month / 3 * 3, 1).ok()?,
            },
            Grain::Year => day.first_of_year(),
            Grain::Decade => Date::new((year / 10 * 10).max(1), 1, 1).ok()?,
            Grain::Century => Date::new((year / 100 * 100).max(1), 1, 1).ok()?,
        };
        (start.year() >= 1).then_some(Self { start, grain })
    }

    /// A day.
    pub(crate) const fn day(start: Date) -> Self {
        Self { start, grain: Grain::Day }
    }

    /// A month.
    pub(crate) fn month(year: i16, month: i8) -> Option<Self> {
        Self::around(Date::new(year, month, 1).ok()?, Grain::Month)
    }

    /// A year.
    pub(crate) fn year(year: i16) -> Option<Self> {
        Self::around(Date::new(year, 1, 1).ok()?, Grain::Year)
    }

    /// A season: 0 spring … 3 winter, which begins in December of `year`.
    pub(crate) fn season(year: i16, season: u8) -> Option<Self> {
        Self::around(Date::new(year, 3 + 3 * i8::try_from(season.min(3)).ok()?, 1).ok()?, Grain::Season)
    }

    /// An ISO week of a year.
    pub(crate) fn iso_week(year: i16, week: u32) -> Option<Self> {
        let first = Self::around(Date::new(year, 1, 4).ok()?, Grain::Week)?;
        let this = first.shift(i64::from(week) - 1)?;
        (week >= 1 && this.start.iso_week_date().year() == year).then_some(this)
    }

    /// First day.
    pub(crate) const fn start(self) -> Date {
        self.start
    }

    /// Its size.
    pub(crate) const fn grain(self) -> Grain {
        self.grain
    }

    /// Last day.
    pub(crate) fn end(self) -> Date {
        let next = match self.grain {
            Grain::Day => return self.start,
            Grain::Weekend => return step(self.start, 1, Unit::Day).unwrap_or(Date::MAX),
            Grain::Week => step(self.start, 1, Unit::Week),
            Grain::Month => step(self.start, 1, Unit::Month),
            Grain::Quarter | Grain::Season => step(self.start, 3, Unit::Month),
            Grain::Half => step(self.start, 6, Unit::Month),
            Grain::Year => step(self.start, 1, Unit::Year),
            // The first decade and century lack the year 0.
            Grain::Decade => Date::new(self.start.year() / 10 * 10 + 10, 1, 1).ok(),
            Grain::Century => Date::new(self.start.year() / 100 * 100 + 100, 1, 1).ok(),
        };
        next.and_then(|next| next.yesterday().ok()).unwrap_or(Date::MAX)
    }

    /// The stretch of the same size that lies `n` of them later.
    pub(crate) fn shift(self, n: i64) -> Option<Self> {
        let start = match self.grain {
            Grain::Day => step(self.start, n, Unit::Day),
            Grain::Week | Grain::Weekend => step(self.start, n, Unit::Week),
            Grain::Month => step(self.start, n, Unit::Month),
            Grain::Quarter | Grain::Season => step(self.start, n.checked_mul(3)?, Unit::Month),
            Grain::Half => step(self.start, n.checked_mul(6)?, Unit::Month),
            Grain::Year => step(self.start, n, Unit::Year),
            Grain::Decade => step(self.start, n, Unit::Decade),
            Grain::Century => step(self.start, n, Unit::Century),
        }?;
        Self::around(start, self.grain).map(|period| Self { start: start.max(period.start), ..period })
    }

    /// The TIMEX3 value.
    pub(crate) fn value(self) -> String {
        let (year, month) = (self.start.year(), self.start.month());
        match self.grain {
            Grain::Day => format!("{year:04}-{month:02}-{:02}", self.start.day()),
            Grain::Week | Grain::Weekend => {
                let week = self.start.iso_week_date();
                let tail = if self.grain == Grain::Weekend { "-WE" } else { "" };
                format!("{:04}-W{:02}{tail}", week.year(), week.week())
            }
            Grain::Month => format!("{year:04}-{month:02}"),
            Grain::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Grain::Half => format!("{year:04}-H{}", (month - 1) / 6 + 1),
            Grain::Season => {
                let name = match month {
                    3 => "SP",
                    6 => "SU",
                    9 => "FA",
                    _ => "WI",
                };
                format!("{year:04}-{name}")
            }
            Grain::Year => format!("{year:04}"),
            Grain::Decade => format!("{:03}", year / 10),
            Grain::Century => format!("{:02}", year / 100),
        }
    }

    /// Whether a day lies inside.
    pub(crate) fn contains(self, day: Date) -> bool {
        self.start <= day && day <= self.end()
    }
}

/// `day` moved by `n` units; a month without that day gives its last day.
/// Smaller units than a day do not move it.
pub(crate) fn step(day: Date, n: i64, unit: Unit) -> Option<Date> {
    let n = i32::try_from(n).ok()?;
    let (n, unit) = match unit {
        Unit::Decade => (n.checked_mul(10)?, Unit::Year),
        Unit::Century => (n.checked_mul(100)?, Unit::Year),
        Unit::Quarter => (n.checked_mul(3)?, Unit::Month),
        Unit::Fortnight => (n.checked_mul(2)?, Unit::Week),
        unit => (n, unit),
    };
    // jiff's spans have bounds of their own, wider than its years.
    if n.unsigned_abs() > 3_600_000 {
        return None;
    }
    let span = match unit {
        Unit::Day => n.days(),
        Unit::Week | Unit::Weekend => {
            if n.unsigned_abs() > 500_000 {
                return None;
            }
            n.weeks()
        }
        Unit::Month => {
            if n.unsigned_abs() > 120_000 {
                return None;
            }
            n.months()
        }
        Unit::Year => {
            if n.unsigned_abs() > 10_000 {
                return None;
            }
            n.years()
        }
        _ => return Some(day),
    };
    day.checked_add(span).ok().filter(|day| day.year() >= 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn value(day: Date, grain: Grain, n: i64) -> String {
        Period::around(day, grain).and_then(|period| period.shift(n)).map_or_else(String::new, Period::value)
    }

    #[test]
    fn periods_carry_their_timex_values() {
        let day = date(2022, 1, 1);
        assert_eq!(value(day, Grain::Week, 0), "2021-W52");
        assert_eq!(value(day, Grain::Week, 1), "2022-W01");
        assert_eq!(value(day, Grain::Weekend, 0), "2021-W52-WE");
        assert_eq!(value(day, Grain::Season, 0), "2021-WI");
        assert_eq!(value(day, Grain::Season, 1), "2022-SP");
        assert_eq!(value(day, Grain::Quarter, -1), "2021-Q4");
        assert_eq!(value(day, Grain::Decade, -3), "199");
        assert_eq!(value(day, Grain::Century, -1), "19");
        assert_eq!(Period::iso_week(2020, 53).map(Period::start), Some(date(2020, 12, 28)));
        assert_eq!(Period::iso_week(2021, 53), None);
    }

    #[test]
    fn nothing_leaves_the_calendar_and_nothing_panics() {
        let grains = [Grain::Day, Grain::Weekend, Grain::Week, Grain::Month, Grain::Quarter, Grain::Season];
        let large = [Grain::Half, Grain::Year, Grain::Decade, Grain::Century];
        for day in [date(1, 1, 1), date(9, 12, 31), date(1900, 2, 28), date(9999, 12, 31)] {
            for grain in grains.into_iter().chain(large) {
                let Some(period) = Period::around(day, grain) else { continue };
                assert!(period.start() <= period.end());
                for n in [0, 1, -1, 999, -999, i64::MAX, i64::MIN] {
                    if let Some(moved) = period.shift(n) {
                        assert!(moved.start().year() >= 1 && moved.start() <= moved.end());
                    }
                }
            }
        }
    }
}
