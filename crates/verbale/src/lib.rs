//! Verbale, the reader: an article in, a record out.
//!
//! A record says who did, said, demanded, threatened, promised, refused or
//! denied what, to whom, when, where and on whose word, each with the exact
//! words as evidence. The library is pure: no files, network, clock, threads
//! or printing, and the same article gives the same record on any machine.
//!
//! The whole way of an article is [`pipeline::code`].
#![forbid(unsafe_code)]

pub mod actors;
pub mod article;
pub mod clauses;
pub mod codebook;
pub mod document;
pub mod events;
pub mod mentions;
pub mod pipeline;
pub mod places;
pub mod positions;
pub mod record;
pub mod span;
pub mod statements;
pub mod syntax;
pub mod times;

pub use article::{Article, DateSource};
pub use codebook::Codebook;
pub use pipeline::{Reader, code};
pub use record::Record;
pub use span::Span;
pub use verbale_ranker::Ranker;
