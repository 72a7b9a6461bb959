//! Web pages: their main text, and what they say of themselves.
//!
//! The main text is found as in Mozilla's Readability, by dom_smoothie. A page
//! is never rendered: no script runs and nothing that it points to is fetched.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;
use dom_smoothie::{CandidateSelectMode, Config, Readability, TextMode};
use html5ever::{
    ParseOpts, parse_document,
    tendril::{StrTendril, TendrilSink},
};
use verbale::DateSource;

use crate::{
    Given, Read, Skipped,
    article::{Fields, beyond, finish},
    decode::{Decoded, NoText, decode_markup},
    limits,
    metadata::{self, Metadata},
};

/// How a page came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// As a file that the user named: it is an article.
    File,
    /// From a crawl, which holds lists and forms beside articles.
    Archive,
}

const SAVE_TEXT: &str = "save the article's text and give that";

/// The article of a page. `charset` is what the server declared.
pub(crate) fn article(
    name: &str,
    bytes: &[u8],
    charset: Option<&str>,
    origin: Origin,
    mut fields: Fields,
    given: &Given,
) -> Read {
    if bytes.len() > limits::PAGE {
        return Err(beyond(name, limits::PAGE, SAVE_TEXT));
    }
    let declared = charset.map(str::to_owned).or_else(|| declared_charset(bytes));
    let Decoded { text, note } = decode_markup(bytes, declared.as_deref())
        .map_err(|NoText { what, remedy }| Skipped::new(name, format!("is {what}"), remedy))?;
    // The page is untrusted, and its parser not ours: a fault of it costs this page.
    let taken = catch_unwind(AssertUnwindSafe(|| {
        let page = parse(&text)?;
        let said = metadata::of_page(&page);
        let is_article = origin == Origin::File || said.is_article;
        let main = main_text(page, is_article).ok_or("holds no main text, as a list or a form")?;
        Ok::<_, String>((said, main))
    }));
    let (said, (text, found_title)) = match taken {
        Ok(Ok(taken)) => taken,
        Ok(Err(why)) => return Err(Skipped::new(name, why, SAVE_TEXT)),
        Err(_) => return Err(Skipped::new(name, "could not be taken apart", SAVE_TEXT)),
    };
    let Metadata { date, title, source, url, .. } = said;
    fields.source = fields.source.or(source);
    let without_outlet =
        |title: String| match fields.source.as_deref().and_then(|source| title.strip_suffix(source)) {
            Some(rest) if rest.ends_with(' ') => {
                rest.trim_end_matches([' ', '-', '|', '–', '—', '·', ':']).to_owned()
            }
            _ => title,
        };
    fields.title = fields.title.take().or(title.or(found_title).map(without_outlet));
    fields.url = fields.url.or(url);
    match origin {
        Origin::File => fields.page_date = date,
        Origin::Archive => fields.date = fields.date.or(date.map(|day| (day, DateSource::Metadata))),
    }
    finish(name, fields, text, note.into_iter().collect(), given)
}

/// The text of a piece of HTML, such as stands in a feed; none when it is too
/// large or too deep.
pub(crate) fn plain(html: &str) -> Result<String, String> {
    if !html.contains(['<', '&']) {
        return Ok(html.trim().to_owned());
    }
    let page = parse(html)?;
    page.select("script, style, noscript, template, iframe, figure, form").remove();
    Ok(page.body().map(|body| body.formatted_text().to_string()).unwrap_or_default())
}

/// Parses, a stretch at a time, and stops before the tree grows too deep or too
/// large: time and memory of HTML's rules grow with depth times length.
fn parse(html: &str) -> Result<Document, String> {
    const STRETCH: usize = 4096;
    if most_attributes(html) > limits::PAGE_ATTRIBUTES {
        return Err(format!("has an element with more than {} attributes", limits::PAGE_ATTRIBUTES));
    }
    let mut opts = ParseOpts::default();
    opts.tree_builder.scripting_enabled = false;
    let mut parser = parse_document(Document::default(), opts);
    let mut rest = html;
    while !rest.is_empty() {
        let end = (STRETCH.min(rest.len())..=rest.len())
            .find(|at| rest.is_char_boundary(*at))
            .unwrap_or(rest.len());
        let (stretch, after) = rest.split_at(end);
        parser.process(StrTendril::from(stretch));
        rest = after;
        let tree = &parser.tokenizer.sink.sink.tree;
        if tree.len() > limits::PAGE_NODES {
            return Err(format!("has more than {} elements", limits::PAGE_NODES));
        }
        let innermost = std::iter::successors(Some(tree.root()), |node| node.last_child());
        if innermost.take(limits::PAGE_DEPTH + 1).count() > limits::PAGE_DEPTH {
            return Err(too_deep());
        }
    }
    let page = parser.finish();
    // Not all that is deep stands last.
    if is_too_deep(&page) { Err(too_deep()) } else { Ok(page) }
}

/// How many attributes the tag has that has most; in a script, what looks like
/// a tag counts as one.
fn most_attributes(html: &str) -> usize {
    let (mut most, mut rest) = (0, html.as_bytes());
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at + 1..];
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut count, mut before) = (0, b' ');
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            match byte {
                b'>' => break,
                b'"' | b'\'' if before == b'=' => {
                    let end = rest.iter().position(|other| *other == byte).unwrap_or(rest.len());
                    rest = rest.get(end + 1..).unwrap_or_default();
                    before = b' ';
                }
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' => {
                    before = if before == b'=' { b'=' } else { b' ' }
                }
                b'=' => before = byte,
                _ => {
                    count += usize::from(before == b' ');
                    before = byte;
                }
            }
        }
        most = most.max(count);
    }
    most
}

fn is_too_deep(page: &Document) -> bool {
    let (mut node, mut depth) = (page.root(), 0);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            if depth > limits::PAGE_DEPTH {
                return true;
            }
            continue;
        }
        node = loop {
            if depth == 0 {
                return false;
            }
            if let Some(next) = node.next_sibling() {
                break next;
            }
            let Some(parent) = node.parent() else { return false };
            (node, depth) = (parent, depth - 1);
        };
    }
}

fn too_deep() -> String {
    format!("has elements more than {} deep in each other", limits::PAGE_DEPTH)
}

/// The main text in paragraphs, and the title that the page shows.
fn main_text(page: Document, is_article: bool) -> Option<(String, Option<String>)> {
    let config = Config {
        text_mode: TextMode::Formatted,
        candidate_select_mode: CandidateSelectMode::Readability,
        disable_json_ld: true,
        ..Config::default()
    };
    let mut reader = Readability::with_document(page, None, Some(config)).ok()?;
    if !is_article && !reader.is_probably_readable() {
        return None;
    }
    let found = reader.parse().ok()?;
    let title = Some(found.title.trim().to_owned()).filter(|title| !title.is_empty());
    let text = found.text_content.trim();
    (!text.is_empty()).then(|| (text.to_owned(), title))
}

/// The charset that a page declares in its first kilobyte, where browsers look
/// for it: `<meta charset="…">`, `<meta … content="text/html; charset=…">`, or
/// `<?xml … encoding="…"?>`.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let in_xml = start.trim_start().strip_prefix("<?xml").and_then(|rest| {
        let declaration = &rest[..rest.find("?>")?];
        label(&declaration[declaration.find("encoding")? + "encoding".len()..])
    });
    in_xml.or_else(|| {
        start.match_indices("<meta").find_map(|(at, _)| {
            let tag = &start[at..];
            let tag = &tag[..tag.find('>')?];
            label(&tag[tag.find("charset")? + "charset".len()..])
        })
    })
}

/// The value after `=`, with or without quotes.
pub(crate) fn label(rest: &str) -> Option<String> {
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
    Some(value[..end].to_owned()).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks end in Nairobi - Agence Polaire</title>
        <meta property="article:published_time" content="2031-05-09T08:00:00Z">
        <meta property="og:site_name" content="Agence Polaire"><script>var x = "<p>no</p>";</script></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <article><h1>Talks end in Nairobi</h1>
        <p>The foreign minister of France said on Friday that talks with Kenya would resume next week, and that
        the two sides had agreed on an agenda.</p>
        <p>Kenya&rsquo;s president said &ldquo;we will not yield&rdquo;, while thousands marched through the
        capital, the police said, to protest the closing of the border with Somalia.</p></article>
        <footer><p><a href="/terms">Terms of use</a></p></footer></body></html>"#;

    fn read(html: &[u8], charset: Option<&str>, origin: Origin) -> Read {
        article("p.html", html, charset, origin, Fields::default(), &Given::default())
    }

    #[test]
    fn the_main_text_is_found_with_its_day_outlet_and_headline() {
        let read = read(PAGE.as_bytes(), None, Origin::File).unwrap();
        let article = read.article;
        assert!(
            article.text.starts_with("The foreign minister of France said on Friday"),
            "{}",
            article.text
        );
        assert!(
            article.text.contains("an agenda.\n\nKenya’s president said “we will not yield”"),
            "{}",
            article.text
        );
        assert!(!article.text.contains("Home") && !article.text.contains("Terms"), "{}", article.text);
        assert_eq!(
            (article.date.to_string().as_str(), article.date_source),
            ("2031-05-09", DateSource::Metadata)
        );
        assert_eq!(article.source.as_deref(), Some("Agence Polaire"));
        assert_eq!(article.title.as_deref(), Some("Talks end in Nairobi"));
    }

    #[test]
    fn a_short_item_is_an_article_and_a_list_is_none() {
        let short = "<meta name=date content=2031-05-09><p>Talks ended in Nairobi on Friday.</p>";
        assert_eq!(
            read(short.as_bytes(), None, Origin::File).unwrap().article.text,
            "Talks ended in Nairobi on Friday."
        );
        let list = "<ul><li><a href=a>Talks end</a><li><a href=b>Border shut</a></ul>";
        assert!(read(list.as_bytes(), None, Origin::Archive).unwrap_err().why.contains("no main text"));
        assert!(read(b"<p></p>", None, Origin::File).is_err());
    }

    #[test]
    fn declared_charsets_are_found() {
        assert_eq!(declared_charset(b"<META CharSet='windows-1252'>").as_deref(), Some("windows-1252"));
        let old = b"<meta http-equiv=Content-Type content=\"text/html; charset=ISO-8859-2\">";
        assert_eq!(declared_charset(old).as_deref(), Some("iso-8859-2"));
        assert_eq!(
            declared_charset(b"<?xml version='1.0' encoding = \"utf-16\"?>").as_deref(),
            Some("utf-16")
        );
        assert_eq!(declared_charset(b"<p>charset=x</p>"), None);
        let page = PAGE.replace("utf-8", "windows-1252");
        let bytes = encoding_rs::WINDOWS_1252.encode(&page).0.into_owned();
        assert!(read(&bytes, None, Origin::File).unwrap().article.text.contains("the police said"));
    }

    #[test]
    fn deep_and_huge_pages_are_named() {
        for (tag, times, expected) in
            [("<div>", 100_000, "deep"), ("<b>", 5_000, "deep"), ("<p>x", 300_000, "elements")]
        {
            let error = read(tag.repeat(times).as_bytes(), None, Origin::File).unwrap_err();
            assert!(error.why.contains(expected), "{}", error.why);
        }
        let hidden = format!("{}x{}<p>y", "<div>".repeat(700), "</div>".repeat(700));
        assert!(read(hidden.as_bytes(), None, Origin::File).unwrap_err().why.contains("deep"));
    }

    #[test]
    fn attributes_are_counted_outside_quotes() {
        for (html, most) in [
            ("a < b and c", 0),
            ("<p>", 1),
            ("<a href=x  title = 'a b > c' checked/>", 4),
            ("<p title=\"never closed", 2),
            ("<p><img src='a' alt=\"b\"class=c><br>", 4),
            ("<p a b c", 4),
        ] {
            assert_eq!(most_attributes(html), most, "{html}");
        }
    }

    #[test]
    fn pieces_of_feeds_become_plain() {
        assert_eq!(
            plain("Talks <b>ended</b>.<p>They&nbsp;met.</p><script>x</script>").unwrap(),
            "Talks ended.\nThey met."
        );
        assert_eq!(plain("a &lt; b").unwrap(), "a < b");
    }
}
