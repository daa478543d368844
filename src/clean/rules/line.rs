//! Cutting one line of a block without the rest.

use crate::clean::outline::{Line, OutlineBlock};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::html::text::push_folded;
use crate::rule::Rule;
use scraper::Node;

/// Marks a line: the whole block if it has no other with words, else the line's text alone.
pub(in crate::clean) fn cut_line(
    page: &BodyView<'_>,
    block: &OutlineBlock,
    line: usize,
    rule: &'static Rule,
    marks: &mut Marks,
) {
    let others = block
        .lines
        .iter()
        .enumerate()
        .any(|(i, l)| i != line && l.text.chars().any(char::is_alphanumeric));
    if !others && !block.media {
        marks.cut(block.node, rule);
    } else if let Some(line) = block.lines.get(line) {
        cut_from(page, line, 0, rule, marks);
    }
}

/// Marks the text of a line from this byte on.
pub(super) fn cut_from(
    page: &BodyView<'_>,
    line: &Line,
    from: usize,
    rule: &'static Rule,
    marks: &mut Marks,
) {
    let group = marks.new_group();
    for (i, piece) in line.pieces.iter().enumerate() {
        let end = line.end_of(i);
        if end <= from && !(piece.start >= from && end == from) {
            continue;
        }
        if piece.start >= from {
            marks.cut_text(piece.node, 0, rule, group);
            continue;
        }
        let Some(Node::Text(text)) = page.html.tree.get(piece.node).map(|n| n.value()) else {
            continue;
        };
        let before = line.text.get(..piece.start).unwrap_or_default();
        marks.cut_text(
            piece.node,
            raw_offset(text, before, from - piece.start),
            rule,
            group,
        );
    }
}

/// The byte of the raw text at which its folded form, put after `before`, is `length` bytes long.
fn raw_offset(raw: &str, before: &str, length: usize) -> usize {
    let mut folded: String = before
        .chars()
        .next_back()
        .map(String::from)
        .unwrap_or_default();
    let start = folded.len();
    for (at, c) in raw.char_indices() {
        if folded.len() >= start + length {
            return at;
        }
        let mut buffer = [0; 4];
        push_folded(&mut folded, c.encode_utf8(&mut buffer));
    }
    raw.len()
}
