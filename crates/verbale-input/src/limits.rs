//! How much is read at most.

/// The longest text that is one article, in bytes: some 150,000 words.
pub const ARTICLE: usize = 1 << 20;

/// The longest file that is one text, in bytes: UTF-16 takes two for a letter.
pub const TEXT_FILE: usize = 2 * ARTICLE;

/// The longest line of JSON Lines and the longest `.json` file, in bytes: an
/// article may stand in escapes and beside other fields.
pub const LINE: usize = 16 << 20;
