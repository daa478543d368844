//! `repeated-body`: the same article twice in one body. The first stays; nothing is listed, for no word is lost.
//!
//! Matches a body whose blocks, from some block on, are the first blocks over again to its end. Must not match an
//! article that quotes its own first sentence, or a refrain.

use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "repeated-body",
    "the same article once more",
)
.about("A body whose blocks come all over again; the first stays and no word is lost.");

/// Shortest text that may stand for the article's beginning.
const ANCHOR_CHARS: usize = 40;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) -> bool {
    let blocks = &page.outline.blocks;
    let texts: Vec<(usize, &str)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.chars > 0)
        .map(|(i, b)| (i, b.text.as_str()))
        .collect();
    let Some(anchor) = texts
        .iter()
        .position(|t| t.1.chars().count() >= ANCHOR_CHARS)
    else {
        return false;
    };
    let Some(anchor_text) = texts.get(anchor).map(|t| t.1) else {
        return false;
    };
    let candidates: Vec<usize> = (anchor + 1..texts.len())
        .filter(|i| texts.get(*i).is_some_and(|t| t.1 == anchor_text))
        .collect();
    let Some(&first) = candidates.first() else {
        return false;
    };
    let start = first.saturating_sub(anchor).max(anchor + 1);
    // Each copy must be the first blocks again, whole but for its last one (a body may be cut short).
    let period = start;
    let rest = texts.get(start..).unwrap_or_default();
    let same = rest
        .iter()
        .enumerate()
        .filter(|(i, t)| texts.get(i % period).is_some_and(|f| f.1 == t.1))
        .count();
    if rest.len() < 2 && texts.len() > 2
        || same * 10 < rest.len() * 9
        || rest.len() * 10 < period * 9
    {
        return false;
    }
    let Some(from) = texts.get(start).map(|t| t.0) else {
        return false;
    };
    for block in blocks.get(from..).unwrap_or_default() {
        marks.drop_copy(block.node, &RULE);
    }
    true
}
