//! Web archives (WARC 0.17 to 1.1): every page that a server gave as HTML, and
//! every text that a crawler extracted (WET).

use std::io::{self, BufRead, Read as _};

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use jiff::civil::Date;

use crate::{
    Given, Read, Skipped,
    article::{self, Fields, beyond, unreadable},
    dating,
    html::{self, Origin},
    limits,
};

const SKIP_REMEDY: &str = "get the archive again, or the page itself";

/// Every page's article. Requests, pictures, redirects and the like are no
/// articles and are passed over.
pub(crate) fn articles<'a>(
    file: &str,
    reader: impl BufRead + Send + 'a,
    given: &'a Given,
) -> impl Iterator<Item = Read> + Send + 'a {
    Archive { file: file.to_owned(), reader, given, number: 0, begun: false, found: false, ended: false }
}

struct Archive<'a, R> {
    file: String,
    reader: R,
    given: &'a Given,
    /// The number of the last record, from 1.
    number: u64,
    /// Whether the first line of the next record has been read.
    begun: bool,
    found: bool,
    ended: bool,
}

/// The head of a record.
#[derive(Debug, Default)]
struct Head {
    kind: String,
    url: String,
    content_type: String,
    fetched: Option<Date>,
    length: u64,
}

impl<R: BufRead> Iterator for Archive<'_, R> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        while !self.ended {
            match self.record() {
                Ok(None) => {}
                Ok(Some(read)) => {
                    self.found = true;
                    return Some(read);
                }
                Err(error) => {
                    self.ended = true;
                    let name = self.name(None);
                    return Some(Err(unreadable(&name, &error)));
                }
            }
        }
        if self.found {
            return None;
        }
        self.found = true;
        Some(Err(Skipped::new(&self.file, "holds no web page", "give an archive with pages in HTML")))
    }
}

impl<R: BufRead> Archive<'_, R> {
    fn name(&self, url: Option<&str>) -> String {
        match url {
            Some(url) if !url.is_empty() => format!("{}: record {} ({url})", self.file, self.number),
            _ => format!("{}: record {}", self.file, self.number),
        }
    }

    /// Reads one record; none where it is no article.
    fn record(&mut self) -> io::Result<Option<Read>> {
        if !std::mem::take(&mut self.begun) {
            let mut line = Vec::new();
            // Records are divided by two empty lines.
            self.line(&mut line)?;
            while !line.is_empty() && line.trim_ascii().is_empty() {
                self.line(&mut line)?;
            }
            if line.is_empty() {
                self.ended = true;
                return Ok(None);
            }
            self.number += 1;
            if !line.starts_with(b"WARC/") {
                while !line.is_empty() && !line.starts_with(b"WARC/") {
                    self.line(&mut line)?;
                }
                (self.ended, self.begun) = (line.is_empty(), true);
                return Ok(
                    self.fault(None, "does not begin as one; the length of the one before may be wrong")
                );
            }
        } else {
            self.number += 1;
        }
        let head = match self.head()? {
            Ok(head) => head,
            Err(why) => return Ok(self.fault(None, why)),
        };
        let wanted = match head.kind.as_str() {
            "response" => head.content_type.starts_with("application/http") || head.content_type.is_empty(),
            "resource" => is_html(&head.content_type),
            "conversion" => head.content_type.starts_with("text/plain"),
            _ => false,
        };
        if !wanted {
            self.pass_over(head.length)?;
            return Ok(None);
        }
        let most = (limits::PAGE + limits::ARCHIVE_HEAD) as u64;
        let mut body = Vec::new();
        let read = self.reader.by_ref().take(head.length.min(most)).read_to_end(&mut body)? as u64;
        if read < head.length.min(most) {
            self.ended = true;
            return Ok(self.fault(Some(&head.url), "is cut off"));
        }
        self.pass_over(head.length - read)?;
        let cut = head.length > read;
        Ok(self.page(head, body, cut))
    }

    /// One line, at most as long as a head may be; empty at the end.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<()> {
        line.clear();
        self.reader.by_ref().take(limits::ARCHIVE_HEAD as u64).read_until(b'\n', line)?;
        Ok(())
    }

    /// The fields after the first line, up to the empty one.
    fn head(&mut self) -> io::Result<Result<Head, &'static str>> {
        let (mut head, mut length, mut size) = (Head::default(), None, 0);
        let mut line = Vec::new();
        loop {
            self.line(&mut line)?;
            size += line.len();
            if line.is_empty() {
                self.ended = true;
                return Ok(Err("is cut off in its head"));
            }
            if size > limits::ARCHIVE_HEAD {
                return Ok(Err("has a head longer than 64 kB"));
            }
            let text = String::from_utf8_lossy(line.trim_ascii());
            if text.is_empty() {
                break;
            }
            let Some((key, value)) = text.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => head.url = value.trim_matches(['<', '>']).to_owned(),
                "warc-date" => head.fetched = dating::day(value),
                "content-type" => head.content_type = value.to_ascii_lowercase(),
                "content-length" => length = value.parse::<u64>().ok(),
                _ => {}
            }
        }
        Ok(match length {
            Some(length) => Ok(Head { length, ..head }),
            None => Err("has no length in its head"),
        })
    }

    fn pass_over(&mut self, length: u64) -> io::Result<()> {
        let passed = io::copy(&mut self.reader.by_ref().take(length), &mut io::sink())?;
        self.ended |= passed < length;
        Ok(())
    }

    fn fault(&self, url: Option<&str>, why: &str) -> Option<Read> {
        Some(Err(Skipped::new(&self.name(url), why, SKIP_REMEDY)))
    }

    fn page(&self, head: Head, body: Vec<u8>, cut: bool) -> Option<Read> {
        let name = self.name(Some(&head.url));
        let fields = Fields {
            url: Some(head.url).filter(|url| !url.is_empty()),
            fetched: head.fetched,
            ..Fields::default()
        };
        if head.kind == "conversion" {
            return Some(match cut {
                true => Err(article::too_long(&name, None)),
                false => article::from_text(&name, &body, fields, self.given),
            });
        }
        let (body, charset) = if head.kind == "response" {
            match payload(&body) {
                Ok(Some(payload)) => payload,
                Ok(None) => return None,
                Err(why) => return Some(Err(Skipped::new(&name, why, SKIP_REMEDY))),
            }
        } else {
            (body, charset(&head.content_type))
        };
        if cut {
            return Some(Err(beyond(&name, limits::PAGE, "save the article's text and give that")));
        }
        let read = html::article(&name, &body, charset.as_deref(), Origin::Archive, fields, self.given);
        Some(read.map(|mut incoming| {
            let article = &mut incoming.article;
            article.source = article.source.take().or_else(|| host(article.url.as_deref()?));
            incoming
        }))
    }
}

fn is_html(content_type: &str) -> bool {
    content_type.starts_with("text/html") || content_type.starts_with("application/xhtml")
}

fn charset(content_type: &str) -> Option<String> {
    html::label(&content_type[content_type.find("charset")? + "charset".len()..])
}

/// The host of an address: who published where no page says it.
fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// A page's bytes, and the charset that its server declared.
type Payload = (Vec<u8>, Option<String>);

/// The page in an answer by HTTP and the charset that it declares; none where
/// it is no page in HTML that was found.
///
/// # Errors
///
/// Where the answer breaks the rules, in words to be read after its name.
fn payload(answer: &[u8]) -> Result<Option<Payload>, String> {
    let mut headers = [httparse::EMPTY_HEADER; 256];
    let mut parsed = httparse::Response::new(&mut headers);
    let body = match parsed.parse(answer) {
        Ok(httparse::Status::Complete(end)) => &answer[end..],
        Ok(httparse::Status::Partial) => return Err("has an HTTP head without end".to_owned()),
        Err(error) => return Err(format!("has a broken HTTP head: {error}")),
    };
    let value = |key: &str| -> String {
        let header = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case(key));
        header
            .map(|header| String::from_utf8_lossy(header.value).trim().to_ascii_lowercase())
            .unwrap_or_default()
    };
    let content_type = value("content-type");
    if parsed.code != Some(200) || !is_html(&content_type) {
        return Ok(None);
    }
    // Many crawlers store the body as it was after these, and keep the headers.
    let mut body = body.to_vec();
    if value("transfer-encoding").ends_with("chunked") {
        body = unchunked(&body).unwrap_or(body);
    }
    let limit = limits::PAGE as u64 + 1;
    let mut plain = Vec::new();
    let packed = match value("content-encoding").as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            Some(MultiGzDecoder::new(body.as_slice()).take(limit).read_to_end(&mut plain))
        }
        "deflate" if body.first().is_some_and(|byte| byte & 0x0f == 8) => {
            Some(ZlibDecoder::new(body.as_slice()).take(limit).read_to_end(&mut plain))
        }
        coding @ ("br" | "zstd") if !body.trim_ascii_start().starts_with(b"<") => {
            return Err(format!("is packed as {coding}, which is not read"));
        }
        _ => None,
    };
    match packed {
        Some(Ok(_)) => body = plain,
        Some(Err(_)) => return Err("is cut off or damaged: its gzip data can't be unpacked".to_owned()),
        None => {}
    }
    Ok(Some((body, charset(&content_type))))
}

/// The body of a transfer in chunks; none when it isn't one.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let httparse::Status::Complete((start, length)) = httparse::parse_chunk_size(rest).ok()? else {
            return None;
        };
        let length = usize::try_from(length).ok()?;
        if length == 0 {
            return Some(body);
        }
        let chunk = rest.get(start..)?.get(..length)?;
        body.extend_from_slice(chunk);
        rest = rest.get(start + length..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use verbale::DateSource;

    use super::*;

    const PAGE: &str = "<meta property='og:type' content='article'><meta name=date content=2031-05-09>\
                        <article><p>Talks ended in Nairobi on Friday, and they met again.</p></article>";

    fn record(kind: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://www.a.example/talks\r\n\
             WARC-Date: 2031-06-01T00:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn answer(head: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n");
        record("response", "application/http; msgtype=response", &[head.as_bytes(), body].concat())
    }

    fn read(bytes: &[u8], given: &Given) -> Vec<Read> {
        articles("a.warc", bytes, given).collect()
    }

    #[test]
    fn pages_are_found_among_other_records() {
        let gzip = {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            io::Write::write_all(&mut encoder, PAGE.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let chunks =
            format!("{:x}\r\n{}\r\n{:x};x\r\n{}\r\n0\r\n\r\n", 10, &PAGE[..10], PAGE.len() - 10, &PAGE[10..]);
        let archive = [
            record("warcinfo", "application/warc-fields", b"software: x\r\n"),
            record("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
            answer("", PAGE.as_bytes()),
            answer("Transfer-Encoding: chunked\r\n", chunks.as_bytes()),
            answer("Content-Encoding: gzip\r\n", &gzip),
            answer("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", PAGE.as_bytes()),
            record("response", "application/http", b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n<p>x"),
            record("response", "application/http", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record("resource", "text/html", PAGE.as_bytes()),
        ]
        .concat();
        let read = read(&archive, &Given::default());
        assert_eq!(read.len(), 5);
        for one in read {
            let incoming = one.unwrap();
            assert!(incoming.name.starts_with("a.warc: record "), "{}", incoming.name);
            let article = incoming.article;
            assert_eq!(article.text, "Talks ended in Nairobi on Friday, and they met again.");
            assert_eq!((article.date.day(), article.date_source), (9, DateSource::Metadata));
            assert_eq!(article.source.as_deref(), Some("a.example"));
            assert_eq!(article.url.as_deref(), Some("https://www.a.example/talks"));
        }
    }

    #[test]
    fn the_day_of_fetching_dates_a_page_only_when_asked() {
        let archive = record("conversion", "text/plain", b"Talks ended.");
        let told = read(&archive, &Given::default()).remove(0).unwrap_err();
        assert!(told.remedy.contains("--fetched-date"), "{told:?}");
        let given = Given { fetched_date: true, ..Given::default() };
        let article = read(&archive, &given).remove(0).unwrap().article;
        assert_eq!(
            (article.date.to_string().as_str(), article.date_source),
            ("2031-06-01", DateSource::Fetched)
        );
    }

    #[test]
    fn broken_records_are_named_and_the_next_read() {
        let good = answer("", PAGE.as_bytes());
        let no_length = b"WARC/1.0\r\nWARC-Type: response\r\n\r\n\r\n\r\n".to_vec();
        let too_short =
            String::from_utf8(good.clone()).unwrap().replace("Content-Length: ", "Content-Length: 1");
        let bad_http = record("response", "application/http", b"HTP\r\n\r\n<p>x");
        for (bytes, whole, expected) in [
            ([no_length, good.clone()].concat(), 1, "has no length"),
            ([b"noise\r\n".to_vec(), good.clone(), good.clone()].concat(), 2, "does not begin as one"),
            ([bad_http, good.clone()].concat(), 1, "broken HTTP head"),
            (too_short.into_bytes(), 0, "is cut off"),
            (good[..good.len() - 30].to_vec(), 0, "is cut off"),
            (good[..40].to_vec(), 0, "cut off in its head"),
            (record("warcinfo", "x", b""), 0, "holds no web page"),
            (Vec::new(), 0, "holds no web page"),
            (answer("Content-Encoding: br\r\n", b"\x01\x02"), 0, "packed as br"),
        ] {
            let read = read(&bytes, &Given::default());
            assert_eq!(read.iter().filter(|one| one.is_ok()).count(), whole, "{expected}");
            assert!(
                read.iter().any(|one| one.as_ref().is_err_and(|told| told.why.contains(expected))),
                "{expected}: {read:?}"
            );
        }
    }
}
