//! Days in fields, metadata, addresses and the names of files.

use std::path::Path;

use jiff::{civil::Date, fmt::rfc2822};
use verbale::{DateSource, document};

use crate::Skipped;

/// The years in which news can have been published.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2199;

/// The day that a field, a column or metadata tells: an ISO date with or
/// without a time, `2022/01/21`, as in mail (`Fri, 21 Jan 2022 …`), or in words
/// (`January 21, 2022`). The day is taken as it stands, in its own time zone.
/// A numeric date that English and American order read differently is none.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let iso = || text.parse::<Date>().ok();
    let with_time = || {
        let (day, rest) = text.split_at_checked(10)?;
        rest.starts_with(['T', 't', ' ', '+', 'Z']).then(|| day.parse::<Date>().ok())?
    };
    let slashed = || {
        let day = text.get(..10)?.replace('/', "-");
        let rest = &text[10..];
        (text.as_bytes()[4] == b'/' && !rest.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| day.parse().ok())?
    };
    let mail = || Some(rfc2822::parse(text).ok()?.date());
    let words = || {
        if text.len() < 80 && !text.contains('\n') {
            document::date_head(text).map(|(day, _)| day)
        } else {
            None
        }
    };
    let found = iso().or_else(with_time).or_else(slashed).or_else(mail).or_else(words);
    found.filter(|day| YEARS.contains(&day.year()))
}

/// The day that the user's data gives an article.
///
/// # Errors
///
/// When it is no day.
pub(crate) fn given(name: &str, text: &str) -> Result<(Date, DateSource), Skipped> {
    day(text).map(|day| (day, DateSource::Given)).ok_or_else(|| {
        let mut shown: String = text.chars().take(40).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Skipped::new(
            name,
            format!("has the date {shown:?}, which is no day"),
            "write it as YYYY-MM-DD, for example 2022-01-21",
        )
    })
}

/// The one ISO date in a file's name: `geneva-2022-01-21.txt`.
pub(crate) fn date_in_name(name: &str) -> Option<Date> {
    let name = Path::new(name).file_name()?.to_str()?;
    dates_in(name, b'-').next()
}

/// The day in an address: `…/2022/01/21/…` or `…-2022-01-21…`.
pub(crate) fn date_in_url(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    dates_in(path, b'/').chain(dates_in(path, b'-')).find(|day| YEARS.contains(&day.year()))
}

/// The dates `YYYY-MM-DD` in a text, with `divider` in place of the hyphen.
fn dates_in(text: &str, divider: u8) -> impl Iterator<Item = Date> {
    (0..text.len()).filter_map(move |at| {
        let day = text.get(at..at + 10)?;
        let before = text[..at].ends_with(|c: char| c.is_ascii_digit());
        let after = text[at + 10..].starts_with(|c: char| c.is_ascii_digit());
        let shaped = day.bytes().enumerate().all(|(n, byte)| match n {
            4 | 7 => byte == divider,
            _ => byte.is_ascii_digit(),
        });
        let number = |range: std::ops::Range<usize>| day[range].parse().ok();
        (shaped && !before && !after).then(|| {
            Date::new(number(0..4)?, number(5..7)?.try_into().ok()?, number(8..10)?.try_into().ok()?).ok()
        })?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_and_without_a_time() {
        let expected = Some(Date::constant(2022, 1, 21));
        for text in [
            "2022-01-21",
            " 2022-01-21 ",
            "2022-01-21T23:30:00-11:00",
            "2022-01-21 08:00",
            "20220121",
            "2022/01/21",
            "2022/01/21 08:00",
            "Fri, 21 Jan 2022 23:30:00 -0500",
            "Fri, 21 Jan 2022 08:00:00 GMT",
            "January 21, 2022",
            "21 January 2022",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in [
            "",
            "soon",
            "2022-01",
            "01/02/2022",
            "2022-02-30",
            "2022-01-2é",
            "2022/01/211",
            "0001-01-01",
            "yesterday",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_found_in_names_and_addresses() {
        let day = Some(Date::constant(2022, 1, 21));
        assert_eq!(date_in_name("a/geneva-2022-01-21.txt"), day);
        assert_eq!(date_in_name("2022-01-21_x.html.gz"), day);
        assert_eq!(date_in_name("x12022-01-21.txt"), None);
        assert_eq!(date_in_name("é-2022-02-31.txt"), None);
        assert_eq!(date_in_url("https://a.example/world/2022/01/21/talks"), day);
        assert_eq!(date_in_url("https://a.example/talks-2022-01-21.html?x=1"), day);
        assert_eq!(date_in_url("https://a.example/a?from=2022-01-21"), None);
        assert_eq!(date_in_url("https://a.example/2022/13/21/"), None);
    }
}
