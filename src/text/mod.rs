//! Text as the stages read it: ranges and sentences ([`spans`]), words and their folded forms ([`words`]), and the blocks
//! of an article's Markdown ([`prose`]). Knows no HTML and reads no file.

pub(crate) mod controls;
pub(crate) mod dateline;
pub(crate) mod language;
pub(crate) mod lead;
pub mod prose;
pub mod spans;
pub mod words;
