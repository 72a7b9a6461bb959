//! How much is read at most. What goes beyond is skipped and named.

/// The longest text that is one article, in bytes: some 150,000 words.
pub const ARTICLE: usize = 1 << 20;

/// The longest file that is one text, in bytes: UTF-16 takes two for a letter.
pub const TEXT_FILE: usize = 2 * ARTICLE;

/// The longest web page, in bytes, after unpacking.
pub const PAGE: usize = 8 << 20;

/// How many nodes (elements, texts, comments) a web page may have.
pub const PAGE_NODES: usize = 200_000;

/// How many attributes an element of a web page may have: each is compared
/// with all before it.
pub const PAGE_ATTRIBUTES: usize = 4_096;

/// The longest JSON-LD in a web page that is looked at, in bytes.
pub const LINKED_DATA: usize = 1 << 20;

/// How deep the elements of a web page may stand in each other. Browsers stop
/// at 512.
pub const PAGE_DEPTH: usize = 512;

/// The longest feed, in bytes, after unpacking.
pub const FEED: usize = 32 << 20;

/// How deep the elements of a feed may stand in each other.
pub const FEED_DEPTH: usize = 64;

/// The longest line of JSON Lines, row of a table and `.json` file, in bytes:
/// an article may stand in escapes and beside other fields.
pub const LINE: usize = 16 << 20;

/// How many cells a row of a table may have. Widest are exports of surveys,
/// with some thousand.
pub const CELLS: usize = 16_384;

/// How many items a feed may have.
pub const FEED_ITEMS: usize = 100_000;

/// How deep the values of JSON may stand in each other.
pub const JSON_DEPTH: usize = 127;

/// The longest head of a record in a web archive, in bytes.
pub const ARCHIVE_HEAD: usize = 64 << 10;

/// How many times longer than the packed bytes the unpacked ones may be. News
/// packs three- to tenfold, and the same article over and over a hundredfold.
pub const EXPANSION: u64 = 250;

/// How many bytes are unpacked before [`EXPANSION`] is looked at.
pub const EXPANSION_FREE: u64 = 16 << 20;

/// The largest window that zstd may ask for, in bytes.
pub const ZSTD_WINDOW: u64 = 128 << 20;
