//! RSS (0.9 to 2.0) and Atom: one article an item.
//!
//! Entities that a document declares are not expanded, and nothing that a feed
//! points to is fetched.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};
use verbale::DateSource;

use crate::{
    Given, Read, Skipped,
    article::{Fields, finish},
    dating::day,
    decode::{NoText, decode_markup},
    html::{self, declared_charset},
    limits,
};

const NO_FEED: &str = "give an RSS or Atom feed, or the text without the markup";
const CUT: &str = "what came before was read; for the rest get the feed again, or split it";

/// The article of every item.
///
/// # Errors
///
/// Where the whole is no feed.
pub(crate) fn articles(file: &str, bytes: Vec<u8>, given: &Given) -> Result<Vec<Read>, Skipped> {
    let decoded = decode_markup(&bytes, declared_charset(&bytes).as_deref())
        .map_err(|NoText { what, remedy }| Skipped::new(file, format!("is {what}"), remedy))?;
    drop(bytes);
    let mut feed = Feed::default();
    let fault = feed.read(&decoded.text);
    if !feed.is_feed {
        let why = fault.unwrap_or_else(|| "is XML, but no feed".to_owned());
        return Err(Skipped::new(file, why, NO_FEED));
    }
    if feed.items.is_empty() && fault.is_none() {
        return Err(Skipped::new(file, "is a feed without items", "give a feed that has some"));
    }
    let outlet = Some(feed.outlet.trim().to_owned()).filter(|outlet| !outlet.is_empty());
    let mut read = Vec::new();
    for (n, item) in feed.items.into_iter().enumerate() {
        let name = format!("{file}: item {}", n + 1);
        let notes = decoded.note.clone().into_iter().collect();
        read.push(item.article(&name, outlet.clone(), notes, given));
    }
    read.extend(fault.map(|why| Err(Skipped::new(file, why, CUT))));
    Ok(read)
}

/// What an element of an item holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Link,
    Id,
    Published,
    Updated,
    Content,
    Summary,
    Source,
}

/// By the element's name. Media, pictures and comments have names like these
/// under other prefixes.
fn part(name: &str) -> Option<Part> {
    Some(match name {
        "title" | "dc:title" => Part::Title,
        "link" => Part::Link,
        "guid" | "id" => Part::Id,
        "pubDate" | "published" | "issued" | "dc:date" | "dcterms:issued" | "dcterms:created" => {
            Part::Published
        }
        "updated" | "modified" | "atom:updated" | "dcterms:modified" => Part::Updated,
        "content:encoded" | "content" => Part::Content,
        "description" | "summary" => Part::Summary,
        "source" | "dc:source" => Part::Source,
        _ => return None,
    })
}

#[derive(Debug, Default)]
struct Item {
    title: String,
    link: String,
    id: String,
    published: String,
    updated: String,
    content: String,
    summary: String,
    source: String,
    /// Why some of it could not be taken.
    fault: Option<String>,
}

impl Item {
    fn part(&mut self, part: Part) -> &mut String {
        match part {
            Part::Title => &mut self.title,
            Part::Link => &mut self.link,
            Part::Id => &mut self.id,
            Part::Published => &mut self.published,
            Part::Updated => &mut self.updated,
            Part::Content => &mut self.content,
            Part::Summary => &mut self.summary,
            Part::Source => &mut self.source,
        }
    }

    fn article(self, name: &str, outlet: Option<String>, notes: Vec<String>, given: &Given) -> Read {
        let some = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let date = day(&self.published).or_else(|| day(&self.updated));
        let fields = Fields {
            id: some(self.id),
            date: date.map(|day| (day, DateSource::Metadata)),
            title: some(self.title),
            source: some(self.source).or(outlet),
            url: some(self.link),
            ..Fields::default()
        };
        let text = some(self.content).or(some(self.summary)).unwrap_or_default();
        if let (Some(why), true) = (self.fault, text.is_empty()) {
            return Err(Skipped::new(name, why, "give its text without the markup"));
        }
        finish(name, fields, text, notes, given)
    }
}

/// An element whose text is being taken.
#[derive(Debug)]
struct Taking {
    part: Part,
    /// How many elements are open with it.
    depth: usize,
    /// Whether its text is HTML, told in entities, in CDATA or as elements.
    is_html: bool,
    text: String,
}

#[derive(Debug, Default)]
struct Feed {
    is_feed: bool,
    outlet: String,
    items: Vec<Item>,
    /// The elements that are open, outermost first.
    open: Vec<String>,
    item: Option<Item>,
    taking: Option<Taking>,
}

impl Feed {
    /// Reads the items, and says what ended it early.
    fn read(&mut self, xml: &str) -> Option<String> {
        let mut reader = Reader::from_str(xml.trim_start());
        reader.config_mut().allow_dangling_amp = true;
        let line = |at: u64| 1 + xml.bytes().take(at as usize).filter(|byte| *byte == b'\n').count();
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => {
                    let inside = self.open.last()?;
                    return Some(format!("is cut off inside <{}>", short(inside)));
                }
                Ok(event) => {
                    if let Err(what) = self.take(event) {
                        return Some(format!("{what}, on line {}", line(reader.buffer_position())));
                    }
                    if self.items.len() > limits::FEED_ITEMS {
                        self.items.truncate(limits::FEED_ITEMS);
                        return Some(format!("has more than {} items", limits::FEED_ITEMS));
                    }
                }
                Err(error) => {
                    let at = line(reader.error_position());
                    return Some(format!("is not sound XML on line {at}: {error}"));
                }
            }
        }
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(element) => {
                if self.open.len() == limits::FEED_DEPTH {
                    return Err(format!("has elements more than {} deep in each other", limits::FEED_DEPTH));
                }
                self.start(&element);
            }
            Event::Empty(element) => {
                self.start(&element);
                self.end();
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(entity) => match (entity.resolve_char_ref(), entity.as_ref()) {
                (Ok(Some(c)), _) => self.text(c.encode_utf8(&mut [0; 4])),
                (_, "lt") => self.text("<"),
                (_, "gt") => self.text(">"),
                (_, "amp") => self.text("&"),
                (_, "quot") => self.text("\""),
                (_, "apos") => self.text("'"),
                // One of HTML's, or one that the document declares.
                (_, name) => self.text(&format!("&{name};")),
            },
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.name().as_ref().to_owned();
        if self.open.is_empty() {
            self.is_feed = ["rss", "feed", "rdf:RDF"].contains(&name.as_str());
        }
        let parent = self.open.last().cloned().unwrap_or_default();
        self.open.push(name);
        let name = self.open.last().map_or("", String::as_str);
        let attribute = |key: &str| -> Option<String> {
            let value = element.try_get_attribute(key).ok()??.value;
            Some(unescape(&value).map_or_else(|_| value.to_string(), Cow::into_owned))
        };
        if let Some(taking) = &mut self.taking {
            if taking.is_html {
                taking.text.push_str(&format!("<{name}>"));
            }
        } else if name == "item" || name == "entry" {
            self.item = Some(Item::default());
        } else if let Some(part) = part(name) {
            let in_item = self.item.is_some() && (parent == "item" || parent == "entry");
            let of_feed =
                self.item.is_none() && part == Part::Title && (parent == "channel" || parent == "feed");
            // Atom's links stand in an attribute, and may lead elsewhere.
            let link = attribute("href").filter(|_| part == Part::Link && in_item);
            let elsewhere = attribute("rel").is_some_and(|rel| rel != "alternate");
            if let (Some(item), Some(link), false) = (&mut self.item, link, elsewhere) {
                item.link = link;
            } else if in_item || of_feed {
                let is_text = matches!(part, Part::Link | Part::Id | Part::Published | Part::Updated);
                let said = attribute("type");
                let plain_atom =
                    parent == "entry" && said.as_deref().is_none_or(|kind| kind.starts_with("text"));
                let is_html = !is_text && (!plain_atom || said.as_deref() == Some("text/html"));
                self.taking = Some(Taking { part, depth: self.open.len(), is_html, text: String::new() });
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(taking) = &mut self.taking {
            taking.text.push_str(text);
        }
    }

    fn end(&mut self) {
        let depth = self.open.len();
        let name = self.open.pop().unwrap_or_default();
        match self.taking.take() {
            Some(taking) if taking.depth == depth => {
                let taken = if taking.is_html {
                    html::plain(&taking.text)
                } else {
                    Ok(taking.text.trim().to_owned())
                };
                if let (Some(item), Err(why)) = (&mut self.item, &taken) {
                    item.fault = Some(why.clone());
                }
                let text = taken.unwrap_or_default();
                match &mut self.item {
                    Some(item) => {
                        // The first of several is the item's own.
                        let part = item.part(taking.part);
                        if part.trim().is_empty() {
                            *part = text;
                        }
                    }
                    None if self.outlet.is_empty() => self.outlet = text,
                    None => {}
                }
            }
            Some(mut taking) => {
                if taking.is_html {
                    taking.text.push_str(&format!("</{name}>"));
                }
                self.taking = Some(taking);
            }
            None if name == "item" || name == "entry" => self.items.extend(self.item.take()),
            None => {}
        }
    }
}

fn short(name: &str) -> &str {
    name.char_indices().nth(40).map_or(name, |(end, _)| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Vec<Read> {
        articles("f.xml", xml.into(), &Given::default()).unwrap_or_else(|skipped| vec![Err(skipped)])
    }

    #[test]
    fn rss_items_are_articles() {
        let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
            <title>Agence Polaire</title><link>https://a.example/</link><description>All news</description>
            <image><title>Logo</title></image>
            <item><title>Talks end &amp;amp; begin</title><link>https://a.example/1</link><guid>a1</guid>
              <pubDate>Fri, 09 May 2031 23:30:00 -0500</pubDate><media:title>Photo</media:title>
              <description>Short.</description>
              <content:encoded><![CDATA[<p>Talks ended.</p><p>They met &nbsp;again.</p>]]></content:encoded></item>
            <item><pubDate>Sat, 10 May 2031 08:00 GMT</pubDate><dc:date>2031-05-10</dc:date>
              <description>Kenya &lt;b&gt;thanked&lt;/b&gt; Chad&nbsp;twice.</description></item>
            <item><description>No day here.</description></item></channel></rss>"#;
        let read = read(xml);
        let first = &read[0].as_ref().unwrap().article;
        assert_eq!(first.text, "Talks ended.\n\nThey met again.");
        assert_eq!(first.title.as_deref(), Some("Talks end & begin"));
        assert_eq!(
            (first.date.to_string().as_str(), first.date_source),
            ("2031-05-09", DateSource::Metadata)
        );
        assert_eq!((first.id.as_deref(), first.url.as_deref()), (Some("a1"), Some("https://a.example/1")));
        assert_eq!(first.source.as_deref(), Some("Agence Polaire"));
        let second = &read[1].as_ref().unwrap().article;
        assert_eq!((second.text.as_str(), second.date.day()), ("Kenya thanked Chad twice.", 10));
        let third = read[2].as_ref().unwrap_err();
        assert!(third.name == "f.xml: item 3" && third.why.starts_with("has no date"), "{third:?}");
    }

    #[test]
    fn atom_entries_are_articles() {
        let xml = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Agence Polaire</title>
            <entry><title>Talks</title><id>urn:1</id><link rel="edit" href="https://a.example/edit"/>
              <link href="https://a.example/1"/><published>2031-05-09T08:00:00Z</published><updated>2031-05-12</updated>
              <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Talks <b>ended</b>.</p><p>They met.</p></div></content></entry>
            <entry><updated>2031-05-10</updated><summary>Fewer than 5 &lt; 6 votes.</summary></entry></feed>"#;
        let read = read(xml);
        let first = &read[0].as_ref().unwrap().article;
        assert_eq!(first.text, "Talks ended.\n\nThey met.");
        assert_eq!(first.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(first.date.day(), 9);
        assert_eq!(read[1].as_ref().unwrap().article.text, "Fewer than 5 < 6 votes.");
    }

    #[test]
    fn what_is_broken_is_named_and_what_came_before_is_read() {
        let item = "<item><pubDate>2031-05-09</pubDate><description>Talks ended.</description></item>";
        for (xml, whole, expected) in [
            (format!("<rss><channel>{item}<item><desc"), 1, "not sound XML"),
            (format!("<rss><channel>{item}</rss>"), 1, "not sound XML on line 1"),
            (format!("<rss><channel>{item}"), 1, "cut off inside <channel>"),
            (format!("<rss><channel>{item}{}", "<a>".repeat(100)), 1, "deep"),
            ("<rss><channel></channel></rss>".to_owned(), 0, "without items"),
            ("<opml></opml>".to_owned(), 0, "no feed"),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".to_owned(), 0, "no feed"),
        ] {
            let read = read(&xml);
            assert_eq!(read.iter().filter(|one| one.is_ok()).count(), whole, "{xml}");
            let told = read.last().unwrap().as_ref().unwrap_err();
            assert!(told.why.contains(expected), "{xml}: {told:?}");
        }
    }
}
