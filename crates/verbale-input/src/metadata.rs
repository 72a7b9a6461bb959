//! What a web page says of itself: JSON-LD, `meta`, `time` and `link`.

use dom_query::{Document, NodeRef};
use jiff::civil::Date;
use serde_json::Value;

use crate::{dating::day, limits};

/// What a page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) date: Option<Date>,
    pub(crate) title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    /// Whether it calls itself an article.
    pub(crate) is_article: bool,
}

/// The names of `meta` that tell the day of publication, the surest first.
const DAYS: [&str; 20] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "article.published",
    "published-date",
    "publish-date",
    "publishdate",
    "pubdate",
    "pub_date",
    "date",
];

/// Reads it all. JSON-LD goes before `meta`, `meta` before `time`.
pub(crate) fn of_page(page: &Document) -> Metadata {
    let mut found = Metadata::default();
    for script in page.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        if text.len() > limits::LINKED_DATA {
            continue;
        }
        if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
            linked_data(&value, &mut found);
        }
    }
    let metas: Vec<(String, String)> = page
        .select("meta")
        .nodes()
        .iter()
        .filter_map(|meta| {
            let name = ["property", "name", "itemprop"].iter().find_map(|key| meta.attr(key))?;
            Some((name.trim().to_lowercase(), meta.attr("content")?.trim().to_owned()))
        })
        .collect();
    let meta = |name: &str| metas.iter().find(|(one, value)| one == name && !value.is_empty());
    let value = |name: &str| meta(name).map(|(_, value)| value.clone());
    let by_meta = || DAYS.iter().find_map(|name| day(&meta(name)?.1));
    found.date = found.date.or_else(by_meta).or_else(|| by_time(page));
    found.is_article |= value("og:type").is_some_and(|kind| kind.eq_ignore_ascii_case("article"));
    found.title = found.title.or_else(|| value("og:title"));
    found.source = value("og:site_name").or(found.source);
    let canonical = || page.select_single("link[rel='canonical']").attr("href").map(|link| link.to_string());
    found.url = canonical().or_else(|| value("og:url")).filter(|url| url.starts_with("http"));
    found
}

/// The day in a `time` that is marked as that of publication; else the one day
/// on which all others agree, for they may as well date other articles.
fn by_time(page: &Document) -> Option<Date> {
    let days = |selector: &str| -> Vec<Date> {
        let times = page.select(selector);
        let day = |time: &NodeRef<'_>| day(time.attr("datetime").as_deref().unwrap_or(&time.text()));
        times.nodes().iter().filter_map(day).collect()
    };
    let marked = days("time[itemprop='datePublished'], time[pubdate]").first().copied();
    marked.or_else(|| {
        let others = days("time:not([itemprop])");
        others.iter().all(|day| *day == others[0]).then(|| others.first().copied())?
    })
}

/// What an article in JSON-LD says, wherever in the data it stands.
fn linked_data(value: &Value, found: &mut Metadata) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| linked_data(one, found)),
        Value::Object(object) => {
            if object.get("@type").is_some_and(is_article) {
                let text =
                    |key: &str| object.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty());
                found.is_article = true;
                found.date = found.date.or_else(|| text("datePublished").and_then(day));
                found.title = found.title.take().or_else(|| text("headline").map(str::to_owned));
                let publisher =
                    object.get("publisher").and_then(|one| one.get("name")).and_then(Value::as_str);
                found.source = found.source.take().or_else(|| publisher.map(|name| name.trim().to_owned()));
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    linked_data(inner, found);
                }
            }
        }
        _ => {}
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report",
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Metadata {
        of_page(&Document::from(html))
    }

    #[test]
    fn the_day_is_found_where_pages_say_it() {
        let day = Some(Date::constant(2031, 5, 9));
        for head in [
            r#"<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},
               {"@type": ["NewsArticle"], "datePublished": "2031-05-09T23:00:00-05:00"}]}</script>
               <meta name="date" content="2020-01-01">"#,
            r#"<meta property="article:published_time" content="2031-05-09T08:00Z"><time datetime="2020-01-01">"#,
            r#"<meta name="DC.date.issued" content="2031-05-09">"#,
            r#"<meta itemprop="datePublished" content="May 9, 2031">"#,
            r#"<time datetime="2020-01-01">x</time><time itemprop="datePublished" datetime="2031-05-09">"#,
            r#"<article><time datetime="2031-05-09T10:00:00+03:00">Friday</time></article>"#,
            r#"<time pubdate>9 May 2031</time>"#,
        ] {
            assert_eq!(of(head).date, day, "{head}");
        }
        for head in [
            r#"<meta property="article:modified_time" content="2031-05-09">"#,
            r#"<meta name="date" content="05/09/2031">"#,
            r#"<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "#,
            r#"<time itemprop="dateModified" datetime="2031-05-09">"#,
            r#"<time datetime="2031-05-09"></time><time datetime="2031-05-07">"#,
        ] {
            assert_eq!(of(head).date, None, "{head}");
        }
    }

    #[test]
    fn outlet_headline_and_address_are_found() {
        let page = of(
            r#"<link rel="canonical" href="https://a.example/1"><meta property="og:site_name" content="Agence Polaire">
               <meta property="og:title" content="Talks end"><meta property="og:type" content="article">"#,
        );
        assert_eq!(page.source.as_deref(), Some("Agence Polaire"));
        assert_eq!(page.title.as_deref(), Some("Talks end"));
        assert_eq!(page.url.as_deref(), Some("https://a.example/1"));
        assert!(page.is_article && !of("<p>x").is_article);
    }
}
