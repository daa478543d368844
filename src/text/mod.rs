//! Text as the stages read it: ranges ([`spans`]), sentences ([`sentences`](mod@sentences)), words and their folded forms
//! ([`words`]), and the blocks of an article's Markdown ([`prose`]). Knows no HTML and reads no file.

pub(crate) mod controls;
pub(crate) mod dateline;
pub(crate) mod language;
pub(crate) mod lead;
pub mod prose;
pub mod sentences;
pub mod spans;
pub(crate) mod stands;
pub(crate) mod stem;
pub mod words;
