//! A cleaned article as Markdown (`CommonMark` with GFM tables and footnotes), without raw HTML.
//!
//! The tree is read into blocks ([`block`]) whose text is already Markdown ([`inline`], [`escape`]); the blocks are
//! then written with the marks of the lists and quotations around them ([`mod@write`]). Reading the Markdown back gives
//! the same text.

use scraper::Html;

mod block;
mod emphasis;
mod escape;
mod footnotes;
mod inline;
mod read;
mod scripts;
mod table;
mod write;

/// Converts the cleaned tree. Reading the Markdown back gives the same text.
pub fn to_markdown(article: &Html) -> String {
    let notes = footnotes::find(article);
    let mut blocks = read::blocks(article, &notes);
    block::normalise_headings(&mut blocks);
    write::write(&blocks)
}
