//! Days in fields and in the names of files.

use std::path::Path;

use jiff::civil::Date;

/// The day of an ISO date, or of an ISO date with a time.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let whole = text.parse().ok();
    whole.or_else(|| {
        let (day, rest) = text.split_at_checked(10)?;
        rest.starts_with(['T', 't', ' ']).then(|| day.parse().ok())?
    })
}

/// The one ISO date in a file's name: `geneva-2022-01-21.txt`.
pub(crate) fn date_in_name(name: &str) -> Option<Date> {
    let stem = Path::new(name).file_stem()?.to_str()?;
    (0..stem.len()).find_map(|at| {
        let day = stem.get(at..at + 10)?;
        let before = stem[..at].ends_with(|c: char| c.is_ascii_digit());
        let after = stem[at + 10..].starts_with(|c: char| c.is_ascii_digit());
        let shaped = day.bytes().enumerate().all(|(n, byte)| match n {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        (shaped && !before && !after).then(|| day.parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_and_without_a_time() {
        let expected = Some(Date::constant(2022, 1, 21));
        for text in
            ["2022-01-21", " 2022-01-21 ", "2022-01-21T23:30:00-11:00", "2022-01-21 08:00", "20220121"]
        {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "soon", "2022-01", "21.01.2022", "2022-02-30", "2022-01-2é"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_found_in_the_name() {
        let day = Date::constant(2022, 1, 21);
        assert_eq!(date_in_name("a/geneva-2022-01-21.txt"), Some(day));
        assert_eq!(date_in_name("2022-01-21_x.txt"), Some(day));
        assert_eq!(date_in_name("x12022-01-21.txt"), None);
        assert_eq!(date_in_name("é-2022-02-31.txt"), None);
    }
}
