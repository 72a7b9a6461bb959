//! Malformed and odd inputs over all formats, and what must come of each.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

/// An input and what must come of it.
pub(crate) struct Case {
    /// The file's name, whose ending tells its format.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
    /// How many articles are read.
    pub(crate) articles: usize,
    /// Words that the reasons of what is skipped hold, in order.
    pub(crate) told: Vec<&'static str>,
}

/// All of them.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = Cases(Vec::new());
    cases.texts();
    cases.pages();
    cases.json();
    cases.json_lines();
    cases.tables();
    cases.feeds();
    cases.archives();
    cases.packed();
    cases.0
}

struct Cases(Vec<Case>);

const TEXT: &str = "2031-05-09\n\nTalks ended in Nairobi on Friday.\n";
const LINE: &str = "{\"date\": \"2031-05-09\", \"text\": \"Talks ended.\"}\n";
const ITEM: &str = "<item><pubDate>2031-05-09</pubDate><description>Talks ended.</description></item>";
const PAGE: &str = "<meta property='og:type' content='article'><meta name=date content=2031-05-09>\
                    <article><p>Talks ended in Nairobi on Friday, and they met again.</p></article>";

impl Cases {
    fn add(&mut self, end: &str, bytes: impl AsRef<[u8]>, articles: usize, told: &[&'static str]) {
        let name = format!("{:03}.{end}", self.0.len());
        self.0.push(Case { name, bytes: bytes.as_ref().to_vec(), articles, told: told.to_vec() });
    }

    fn bad(&mut self, end: &str, bytes: impl AsRef<[u8]>, told: &'static str) {
        self.add(end, bytes, 0, &[told]);
    }

    fn good(&mut self, end: &str, bytes: impl AsRef<[u8]>) {
        self.add(end, bytes, 1, &[]);
    }

    fn texts(&mut self) {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for (bytes, told) in [
            (b"".as_slice(), "no text"),
            (b" \r\n\t ", "no text"),
            (b"\xef\xbb\xbf", "no text"),
            (b"\xff\xfe", "no text"),
            (b"2031-05-09 12 34", "no words"),
            (b"2031-05-09 ... !!! ---", "no words"),
            (b"2031-05-09\n\nTalks\0ended.", "binary data"),
            (&[0; 5000], "binary data"),
            (b"\x01\x02\x03\x04\x05\x06ab", "binary data"),
            (b"\x7fELF\x02\x01\x01\0\0\0", "binary data"),
            (b"%PDF-1.7\nTalks ended.", "a PDF"),
            (b"PK\x03\x04\x14\0word/document.xml", "a zip archive"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document"),
            (b"{\\rtf1 Talks ended.}", "rich text"),
            (b"\x89PNG\r\n\x1a\n", "an image"),
            (b"\xff\xd8\xff\xe0", "an image"),
            (b"SQLite format 3\0", "a database"),
            (b"\x28\xb5\x2f\xfd", "zstd data"),
            (b"\x1f\x8b", "gzip data"),
            (b"Talks ended on Friday.", "no date"),
            (b"01/02/2031\n\nTalks ended.", "no date"),
            (b"2031-02-30\n\nTalks ended.", "no date"),
            (b"date soon\n\nTalks ended.", "no date"),
            (b"---\ndate: \n---\nTalks ended.", "no date"),
            (b"Le ministre des affaires \xe9trang\xe8res a d\xe9clar\xe9 vendredi que les n\xe9gociations avec la \
               d\xe9l\xe9gation reprendraient la semaine prochaine, malgr\xe9 les d\xe9saccords.", "looks like French"),
        ] {
            self.bad("txt", bytes, told);
        }
        self.bad("txt", "a".repeat(3 << 20), "one article may have 1 MB");
        self.bad("txt", format!("{TEXT}{}", "word ".repeat(250_000)), "one article may have 1 MB");
        self.good("txt", TEXT);
        self.good("txt", format!("\u{feff}{TEXT}"));
        self.good("txt", TEXT.replace('\n', "\r\n"));
        self.good("txt", TEXT.replace('\n', "\r"));
        self.good("txt", format!("{TEXT}{}", "\n".repeat(100_000)));
        self.good("txt", format!("{TEXT}{}", "x".repeat(5_000)));
        self.good("txt", [TEXT.as_bytes(), b"caf\xe9 \x93no\x94"].concat());
        self.good("txt", [TEXT.as_bytes(), "“Zürich” ".as_bytes(), b"\xe2\x80"].concat());
        self.good("txt", [TEXT.as_bytes(), b"\xc0\xaf\xf8\x88 overlong"].concat());
        self.good("txt", wide(&format!("\u{feff}{TEXT}")));
        self.good("txt", wide(TEXT));
        self.good("txt", [wide(&format!("\u{feff}{TEXT}")), vec![0x00, 0xd8, b'x']].concat());
        self.good("txt", format!("{TEXT}\u{1b}[31mred\u{1b}[0m\u{202e}back\u{2028}line"));
        self.good("txt", format!("{TEXT}{}", "(".repeat(20_000)));
        self.good("txt", format!("{TEXT}{}", "e\u{301}\u{302}\u{303}".repeat(2_000)));
        self.good("text", TEXT);
    }

    fn pages(&mut self) {
        let deep = |tag: &str, times: usize| tag.repeat(times);
        for (html, told) in [
            (String::new(), "no main text"),
            (" \n ".to_owned(), "no main text"),
            ("<html></html>".to_owned(), "no main text"),
            ("<html><head><title>x</title></head><body></body></html>".to_owned(), "no main text"),
            ("<!-- never closed <p>Talks ended.".to_owned(), "no main text"),
            ("<script>Talks ended.".to_owned(), "no main text"),
            ("<style>p{}".to_owned(), "no main text"),
            ("<title>Talks ended.".to_owned(), "no main text"),
            ("<textarea><p>Talks".to_owned(), "no main text"),
            ("<p>Talks ended in Nairobi on Friday.".to_owned(), "has no date"),
            (PAGE.replace("2031-05-09", "09/05/2031"), "has no date"),
            (PAGE.replace("2031-05-09", "0000-00-00"), "has no date"),
            (PAGE.replace("2031-05-09", ""), "has no date"),
            ("<p>12 34 56</p>".to_owned(), "no words"),
            (deep("<div>", 100_000), "deep"),
            (deep("<b>", 100_000), "deep"),
            (deep("<table><tr><td>", 20_000), "deep"),
            (deep("<svg><g>", 20_000), "deep"),
            (deep("<x-y>", 20_000), "deep"),
            (deep("<a href=x><i>", 20_000), "deep"),
            (deep("<p>x", 300_000), "elements"),
            (format!("{PAGE}<p {}>", deep("a ", 5_000)), "attributes"),
            (deep("<br>", 300_000), "elements"),
            (format!("{PAGE}{}", " ".repeat(9 << 20)), "longer than 8 MB"),
            (format!("<meta charset=klingon>{PAGE}"), "encoding that nobody knows"),
            (format!("\u{feff}{}", deep("<ul><li>", 5_000)), "deep"),
        ] {
            self.bad("html", html, told);
        }
        self.bad("html", b"%PDF-1.4", "a PDF");
        self.bad("html", b"<p>\0\0\0\0", "binary data");
        self.bad("html", [b"<meta charset=euc-jp>".as_slice(), &[0xff; 40]].concat(), "not in the encoding");
        self.good("html", PAGE);
        self.good("htm", PAGE.replace("</p></article>", ""));
        self.good("html", PAGE.replace("<article>", "<article onclick='</article>\" ' class=\"<p>\">"));
        self.good("html", format!("{PAGE}<!-- "));
        self.good("html", format!("{PAGE}<script>if (a < b) {{ \"</p>\" }}</script"));
        self.good("html", format!("<script type=application/ld+json>{}</script>{PAGE}", "[".repeat(5_000)));
        self.good("html", format!("<script type=application/ld+json>{{\"@type\": 5, \"</script>{PAGE}"));
        self.good("html", format!("<meta charset=utf-16>{PAGE}"));
        self.good("html", [b"<meta charset=utf-8>".as_slice(), PAGE.as_bytes(), b"<p>caf\xe9"].concat());
        self.good("html", format!("{PAGE}<p>&#0;&#xD800;&#99999999;&bogus;&amp"));
        self.good("html", format!("{PAGE}<img src='{}'>", "a".repeat(500_000)));
        self.good("txt", format!("<!doctype html>{PAGE}"));
        self.good("xhtml", format!("<?xml version='1.0' encoding='utf-8'?><html>{PAGE}</html>"));
    }

    fn json(&mut self) {
        for (json, told) in [
            ("", "not JSON"),
            ("nul", "not JSON"),
            ("[", "not JSON"),
            ("[{\"text\": \"x\"", "not JSON"),
            ("\"text\"", "not an object"),
            ("5", "not an object"),
            ("null", "not an object"),
            ("{}", "has no `text`"),
            ("{\"text\": null}", "has no `text`"),
            ("{\"text\": 5}", "a number as `text`"),
            ("{\"text\": [\"x\"]}", "a list as `text`"),
            ("{\"text\": \"Talks ended.\"}", "no date"),
            ("{\"text\": \"Talks ended.\", \"date\": \"soon\"}", "no day"),
            ("{\"text\": \"Talks ended.\", \"date\": {}}", "an object as `date`"),
            ("{\"text\": \"Talks ended.\", \"date\": true}", "a truth value as `date`"),
            ("{\"text\": \"Talks ended.\", \"date\": 1e999}", "not JSON"),
            ("{\"text\": \"Talks ended.\", \"date\": 1642723200}", "no day"),
            ("{\"text\": \"\\ud800\"}", "not JSON"),
        ] {
            self.bad("json", json, told);
        }
        self.bad("json", "[".repeat(100_000), "not JSON");
        self.bad("json", "[".repeat(100_000) + &"]".repeat(100_000), "127 deep");
        self.bad("json", format!("[{}1]", " ".repeat(17 << 20)), "longer than 16 MB");
        self.add("json", format!("[{}, 5, {}]", LINE.trim(), LINE.trim()), 2, &["not an object"]);
        self.add(
            "json",
            format!("[{}, {}]", LINE.trim(), "[".repeat(200) + &"]".repeat(200)),
            1,
            &["127 deep"],
        );
        self.add("json", format!("[{}, {}", LINE.trim(), LINE.trim()), 0, &["not JSON"]);
        self.add("json", "[]", 0, &["holds no articles"]);
        self.add("json", format!("{LINE}{LINE}"), 2, &[]);
        self.good("json", LINE.replace("2031-05-09\"", "2031-05-09T00:00:00Z\""));
        self.good("json", LINE.replace("\"2031-05-09\"", "20310509"));
    }

    fn json_lines(&mut self) {
        for (line, told) in [
            ("", "no articles"),
            ("\n\n \n", "no articles"),
            ("\u{feff}", "no articles"),
            ("Talks ended.\n", "not JSON"),
            ("{\"text\": \"cut of\n", "not JSON"),
            ("{'text': 'x'}\n", "not JSON"),
            ("{\"text\": \"a\tb\"}\n", "not JSON"),
            ("{\"text\": \"\\x\"}\n", "not JSON"),
            ("{\"text\": \"x\"},\n", "not JSON"),
            ("{\"text\" \"x\"}\n", "not JSON"),
            ("{\"text\": \"x\"}{\"text\": \"y\"}\n", "not JSON"),
            ("[1, 2]\n", "not an object"),
            ("{\"date\": \"2031-05-09\"}\n", "has no `text`"),
            ("{\"date\": \"2031-05-09\", \"text\": \"\"}\n", "no text"),
            ("{\"date\": \"2031-05-09\", \"text\": \" \"}\n", "no text"),
            ("{\"date\": \"2031-05-09\", \"text\": \"55\"}\n", "no words"),
            ("{\"date\": \"2031-13-09\", \"text\": \"Talks ended.\"}\n", "no day"),
            ("{\"date\": \"05/09/2031\", \"text\": \"Talks ended.\"}\n", "no day"),
            ("{\"date\": [], \"text\": \"Talks ended.\"}\n", "a list as `date`"),
            ("{\"id\": {}, \"date\": \"2031-05-09\", \"text\": \"Talks ended.\"}\n", "an object as `id`"),
            ("%PDF-1.7\n", "a PDF"),
        ] {
            self.bad("jsonl", line, told);
        }
        let nested = |depth: usize| format!("{{\"text\": {}1{}}}\n", "[".repeat(depth), "]".repeat(depth));
        self.bad("jsonl", nested(200), "127 deep");
        self.bad("jsonl", nested(100_000), "127 deep");
        self.bad("jsonl", nested(100), "a list as `text`");
        self.bad("jsonl", b"{\"text\": \"a\0b\"}\n", "binary data");
        self.add("jsonl", format!("{}\n{LINE}", "x".repeat(17 << 20)), 1, &["one article may have 1 MB"]);
        self.bad("jsonl", LINE.replace("ended", &"x ".repeat(600_000)), "one article may have 1 MB");
        self.add("jsonl", format!("{LINE}nonsense\n{LINE}"), 2, &["not JSON"]);
        self.add("ndjson", format!("{LINE}\r\n\n{}", LINE.trim()), 2, &[]);
        self.good("jsonl", LINE.replace("ended", "\\u0000\\u001b[2J\\u202eended"));
        self.good("jsonl", LINE.replace("{", "{\"text\": \"Twice.\", "));
        self.good("jsonl", LINE.replace("}", ", \"extra\": [[{}]], \"id\": 1e3}"));
        self.good("jsonl", [b"{\"date\": \"2031-05-09\", \"text\": \"caf\xe9 ended\"}".as_slice()].concat());
    }

    fn tables(&mut self) {
        for (table, told) in [
            ("", "holds no rows"),
            ("\n\n", "holds no rows"),
            ("text,date\n", "no other"),
            ("a,b\n1,2\n", "has no column `text`"),
            ("\"text,date\nTalks ended.,2031-05-09\n", "no row of names"),
            ("text,date\nTalks ended.\n", "1 cell"),
            ("text,date\nTalks ended.,2031-05-09,x\n", "3 cells"),
            ("text,date\nTalks, they say, ended.,2031-05-09\n", "4 cells"),
            ("text,date\n,2031-05-09\n", "no text"),
            ("text,date\n\"\",2031-05-09\n", "no text"),
            ("text,date\n55,2031-05-09\n", "no words"),
            ("text,date\nTalks ended.,\n", "no date"),
            ("text,date\nTalks ended.,soon\n", "no day"),
            ("text,date\nTalks ended.,09/05/2031\n", "no day"),
            ("text\nTalks ended.\n", "no date"),
            ("text,date\n\"Talks\" ended.,2031-05-09\n", "closing quote"),
            ("text,date\n\"Talks ended.,2031-05-09\n", "never closed"),
            ("text,date\n%PDF-1.4,2031-05-09\n", "a PDF"),
            ("text,date\n<html><p>x,2031-05-09\n", "a web page"),
            ("text,date\n2031-05-09;Talks ended.\n", "1 cell"),
        ] {
            self.bad("csv", table, told);
        }
        let row = "Talks ended.,2031-05-09\n";
        let head = "text,date\n";
        self.add("csv", format!("{head}\"open,2031-05-09\n{row}{row}"), 2, &["never closed"]);
        self.add(
            "csv",
            format!("{head}\"open,2031-05-09\n\"Talks ended.\",2031-05-09\n{row}"),
            2,
            &["closing quote"],
        );
        self.add("csv", format!("{head}{row}short\n{row}"), 2, &["1 cell"]);
        self.add("csv", format!("{head}{}\n{row}", ",".repeat(20_000)), 1, &["more than 16384 cells"]);
        self.add("csv", format!("{head}{}\n{row}", "x".repeat(17 << 20)), 1, &["longer than 16 MB"]);
        self.add(
            "csv",
            format!("{head}\"{}\n{row}", "x\n".repeat(9 << 20)).split_at(40 << 10).0,
            0,
            &["never closed"],
        );
        self.bad("csv", [b"text,date\nTalks \0 ended.,2031-05-09\n".as_slice()].concat(), "binary data");
        self.bad("csv", b"\xff\xfet\0e\0x\0t\0\n\0", "UTF-16");
        self.add("csv", format!("{head}{row}").replace('\n', "\r"), 0, &["carriage returns"]);
        self.good("csv", format!("\u{feff}{head}{row}"));
        self.good("csv", format!("{head}{row}").replace('\n', "\r\n\r\n"));
        self.good("csv", format!("{head}{}", row.trim()));
        self.good("csv", "DATE;Text\n2031-05-09;\"Talks; ended.\n\nThey said \"\"no\"\".\"\n");
        self.good("csv", "text|date\nTalks ended.|2031-05-09\n");
        self.good("tsv", "text\tdate\nTalks \"ended\".\t2031-05-09\n");
        self.good("tsv", format!("{head}{row}"));
        self.good("csv", [head.as_bytes(), b"caf\xe9 ended.,2031-05-09"].concat());
        self.good("csv", format!("{head}\"=cmd|' /C calc'!A0 ended\u{1b}[2J\",2031-05-09\n"));
        self.add("csv", format!("{head}{}", row.repeat(500)), 500, &[]);
    }

    fn feeds(&mut self) {
        let rss = |inside: &str| format!("<rss><channel>{inside}</channel></rss>");
        for (xml, told) in [
            (String::new(), "no feed"),
            ("<?xml version='1.0'?>".to_owned(), "no feed"),
            ("<opml/>".to_owned(), "no feed"),
            ("<html><p>Talks ended.</p></html>".to_owned(), "no feed"),
            ("Talks ended.".to_owned(), "no feed"),
            (rss(""), "without items"),
            ("<feed></feed>".to_owned(), "without items"),
            ("<rss/>".to_owned(), "without items"),
            (rss("<item></item>"), "no text"),
            (rss("<item/>"), "no text"),
            (rss("<item><description/></item>"), "no text"),
            (rss("<item><description>Talks ended.</description></item>"), "no date"),
            (rss("<item><pubDate>soon</pubDate><description>Talks ended.</description></item>"), "no date"),
            (
                rss("<item><pubDate>09/05/2031</pubDate><description>Talks ended.</description></item>"),
                "no date",
            ),
            (rss(&ITEM.replace("Talks ended.", "<![CDATA[<img src=x>]]>")), "no text"),
            (rss(&ITEM.replace("Talks ended.", &"<div>".repeat(100))), "deep"),
            (rss(&ITEM.replace("Talks ended.", "<![CDATA[ open")), "not sound XML"),
            (rss(&ITEM.replace("Talks ended.", &"&lt;b&gt;".repeat(3_000))), "deep"),
            (format!("<rss><channel>{}", "<a>".repeat(500)), "deep"),
            (format!("<rss>{}</rss>", " ".repeat(33 << 20)), "longer than 32 MB"),
            ("<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>".to_owned(), "no feed"),
            ("<?xml version='1.0' encoding='klingon'?><rss/>".to_owned(), "nobody knows"),
        ] {
            self.bad("xml", xml, told);
        }
        self.bad("rss", [b"<rss>\xff\xfe\0\0".as_slice()].concat(), "binary data");
        self.add("xml", format!("<rss><channel>{ITEM}<item><desc"), 1, &["not sound XML"]);
        self.add("xml", format!("<rss><channel>{ITEM}</rss>"), 1, &["not sound XML"]);
        self.add("xml", format!("<rss><channel>{ITEM}"), 1, &["cut off inside"]);
        self.add("xml", rss(&"<item>".repeat(70)), 0, &["deep"]);
        self.add("xml", rss(&format!("{ITEM}<item>x</item>{ITEM}")), 2, &["no text"]);
        self.good("rss", rss(&ITEM.replace("ended", "&amp;&#0; &nbsp;&bogus; &#x1b;[2J & ended")));
        self.good(
            "xml",
            format!(
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>{}",
                rss(&ITEM.replace("ended", "&x; ended"))
            ),
        );
        self.good(
            "rdf",
            format!(
                "<rdf:RDF><channel><title>x</title></channel>{}</rdf:RDF>",
                ITEM.replace("pubDate", "dc:date")
            ),
        );
        self.good(
            "atom",
            "<feed><entry><updated>2031-05-09</updated><summary>Talks ended.</summary></entry></feed>",
        );
    }

    fn archives(&mut self) {
        let record = |kind: &str, content: &str, body: &str| {
            format!(
                "WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
                body.len()
            )
        };
        let http = |head: &str, body: &str| {
            record(
                "response",
                "application/http",
                &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n{body}"),
            )
        };
        let good = http("", PAGE);
        for (warc, told) in [
            (String::new(), "no web page"),
            ("\r\n\r\n\r\n".to_owned(), "no web page"),
            (record("warcinfo", "application/warc-fields", "a: b"), "no web page"),
            (record("request", "application/http", "GET / HTTP/1.1\r\n\r\n"), "no web page"),
            (record("revisit", "application/http", "HTTP/1.1 200 OK\r\n\r\n"), "no web page"),
            (record("response", "application/http", "HTTP/1.1 301 Moved\r\n\r\n"), "no web page"),
            (
                record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
                "no web page",
            ),
            (record("response", "application/http", ""), "HTTP head without end"),
            (record("response", "application/http", "HTTP/1.1 200"), "HTTP head without end"),
            (record("response", "application/http", "nonsense\r\n\r\n"), "broken HTTP head"),
            (
                record(
                    "response",
                    "application/http",
                    &format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(300)),
                ),
                "broken HTTP head",
            ),
            ("WARC/1.0".to_owned(), "cut off in its head"),
            ("WARC/1.0\r\nWARC-Type: response\r\n".to_owned(), "cut off in its head"),
            (format!("WARC/1.0\r\n{}", "a: b\r\n".repeat(20_000)), "longer than 64 kB"),
            ("noise\r\nnoise\r\n".to_owned(), "does not begin as one"),
            (good[..good.len() - 20].to_owned(), "is cut off"),
            (good.replace("Content-Length: ", "Content-Length: 9"), "is cut off"),
            (good.replace("Content-Length: ", "Content-Length: 99999999999999999999"), "has no length"),
            (http("Content-Encoding: br\r\n", "\u{1}\u{2}"), "packed as br"),
            (http("Content-Encoding: gzip\r\n", "\u{1f}"), "binary data"),
            (http("X: \u{1b}[2J\r\n", PAGE), "broken HTTP head"),
            (http("", &"<div>".repeat(10_000)), "deep"),
            (http("", &" ".repeat(9 << 20)), "longer than 8 MB"),
            (http("", "<p>Talks ended.</p>"), "no main text"),
            (http("", &PAGE.replace("2031-05-09", "")), "no date"),
            (record("conversion", "text/plain", "Talks ended."), "no date"),
        ] {
            let told: &[&'static str] = if told == "longer than 64 kB" || told == "has no length" {
                // What follows such a head can't be told from noise.
                if told == "has no length" {
                    &["has no length", "does not begin as one"]
                } else {
                    &["longer than 64 kB", "does not begin as one"]
                }
            } else {
                &[told]
            };
            self.add("warc", warc, 0, told);
        }
        self.add(
            "warc",
            good.replace("Content-Length: ", "Content-Length: -") + &good,
            1,
            &["has no length", "does not begin as one"],
        );
        self.add(
            "warc",
            format!("WARC/1.0\r\nContent-Length: 3\r\n\r\nabcdef\r\n{good}"),
            1,
            &["does not begin as one"],
        );
        self.add("warc", good.repeat(3), 3, &[]);
        self.good("warc", &good);
        self.good("warc", http("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", PAGE));
        let steering = "WARC-Target-URI: http://a.example/\u{1b}[2J\r\nWARC-Type";
        self.good("warc", good.replace("WARC-Type", steering));
        let bare = format!(
            "WARC/1.0\nWARC-Type: resource\nContent-Type:text/html\nContent-Length:{}\n\n",
            PAGE.len()
        );
        self.good("warc", format!("{bare}{PAGE}\n\n"));
        self.good("wet", record("conversion", "text/plain", TEXT));
        self.good("warc", record("resource", "text/html", PAGE));
    }

    fn packed(&mut self) {
        let (gz, zst) = (gzip(TEXT.as_bytes()), zstd(TEXT.as_bytes()));
        self.good("txt.gz", &gz);
        self.good("txt.zst", &zst);
        self.good("txt", &gz);
        self.good("txt.gz", TEXT);
        self.good("txt.gz", [gzip(TEXT.as_bytes()), gzip(b"They met.")].concat());
        self.good("txt.zst", [zstd(TEXT.as_bytes()), zstd(b"They met.")].concat());
        self.bad("txt.gz", gzip(&gz), "gzip data");
        for end in [3, 10, gz.len() / 2, gz.len() - 8, gz.len() - 1] {
            self.bad("txt.gz", &gz[..end], "cut off or damaged");
        }
        for end in [5, zst.len() / 2, zst.len() - 1] {
            self.bad("txt.zst", &zst[..end], "cut off or damaged");
        }
        let turned = |bytes: &[u8], at: usize| {
            let mut bytes = bytes.to_vec();
            bytes[at] ^= 0x55;
            bytes
        };
        self.bad("txt.gz", turned(&gz, gz.len() - 6), "cut off or damaged");
        self.bad("txt.gz", turned(&gz, 2), "cut off or damaged");
        self.bad("txt.gz", [gz.as_slice(), b"trailing noise"].concat(), "cut off or damaged");
        self.bad("txt.zst", turned(&zst, 4), "cut off or damaged");
        self.bad("txt.zst", [zst.as_slice(), b"trailing noise"].concat(), "cut off or damaged");
        self.bad("txt.gz", gzip(&vec![b'a'; 30 << 20]), "one article may have 1 MB");
        self.bad("jsonl.gz", gzip(&vec![b'a'; 30 << 20]), "250 times");
        self.bad("jsonl.zst", zstd(&vec![b'a'; 30 << 20]), "250 times");
        self.add(
            "csv.gz",
            gzip(format!("text,date\n{}", "Talks ended.,2031-05-09\n".repeat(3)).as_bytes()),
            3,
            &[],
        );
        let lines = gzip(LINE.repeat(2_000).as_bytes());
        self.add("jsonl.gz", &lines, 2_000, &[]);
        self.add("html.gz", gzip(PAGE.as_bytes()), 1, &[]);
        self.add("xml.zst", zstd(format!("<rss><channel>{ITEM}</channel></rss>").as_bytes()), 1, &[]);
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}
