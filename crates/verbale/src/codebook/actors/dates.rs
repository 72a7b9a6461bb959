//! Days in tables: `2009-01-20`, `2009-01` or `2009`, as exactly as they are known.

use jiff::civil::{Date, date};

/// How to write a day.
pub(super) const HINT: &str = "write 2009-01-20, 2009-01 or 2009, as exactly as it is known, or nothing";

/// How exactly a day of a table is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

impl Precision {
    /// The word for it: `day`, `month` or `year`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// A day, written as exactly as it is known.
    #[must_use]
    pub fn write(self, day: Date) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Month => day.strftime("%Y-%m").to_string(),
            Self::Year => day.strftime("%Y").to_string(),
        }
    }
}

/// The first and last day that a cell may mean, and how exact it is.
pub(super) fn days(cell: &str) -> Result<Option<(Date, Date, Precision)>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let wrong = || format!("`{cell}` is no day, month or year");
    let mut parts = cell.split('-').map(|part| part.parse::<i16>().map_err(|_| wrong()));
    let year = parts.next().ok_or_else(wrong)??;
    if !(1000..=2200).contains(&year) {
        return Err(wrong());
    }
    let found = match (parts.next().transpose()?, parts.next().transpose()?, parts.next()) {
        (None, None, None) => (date(year, 1, 1), date(year, 12, 31), Precision::Year),
        (Some(month), None, None) => {
            let first = Date::new(year, month as i8, 1).map_err(|_| wrong())?;
            (first, first.last_of_month(), Precision::Month)
        }
        (Some(month), Some(day), None) => {
            let day = Date::new(year, month as i8, day as i8).map_err(|_| wrong())?;
            (day, day, Precision::Day)
        }
        _ => return Err(wrong()),
    };
    Ok(Some(found))
}

/// The first day that a cell may mean.
pub(super) fn first_day(cell: &str) -> Result<Option<Date>, String> {
    Ok(days(cell)?.map(|(first, _, _)| first))
}

/// The last day that a cell may mean.
pub(super) fn last_day(cell: &str) -> Result<Option<Date>, String> {
    Ok(days(cell)?.map(|(_, last, _)| last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_as_exact_as_it_is_written() {
        assert_eq!(days("2009-01-20"), Ok(Some((date(2009, 1, 20), date(2009, 1, 20), Precision::Day))));
        assert_eq!(days("2009-02"), Ok(Some((date(2009, 2, 1), date(2009, 2, 28), Precision::Month))));
        assert_eq!(days("2009"), Ok(Some((date(2009, 1, 1), date(2009, 12, 31), Precision::Year))));
        assert_eq!(days(""), Ok(None));
        for wrong in ["2009-13", "2009-02-30", "09", "2009-01-20-1", "soon", "300-1", "2009-300"] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }
}
