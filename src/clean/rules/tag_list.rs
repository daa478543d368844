//! Lists of the article's subjects, told by their addresses: all links of a line lead to where a publisher gathers
//! articles by subject. They go as `tags`.
//!
//! Matches "Topics: <a href=/tag/x>X</a>, …" and a run of such links alone. Must not match a sentence with such links.

use super::boxes::TAGS as RULE;
use super::unlabelled::is_prose;
use crate::clean::links::Leads;
use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::{PhraseKind, comparable, is_whole};
use crate::clean::rules::line::cut_line;
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let last = blocks.iter().rposition(is_prose);
    let mut i = 0;
    while i < blocks.len() {
        let mut end = i;
        while blocks.get(end).is_some_and(|b| is_tags(page, b)) {
            end += 1;
        }
        for block in blocks.get(i..end).unwrap_or_default() {
            marks.cut(block.node, &RULE);
        }
        let label = i
            .checked_sub(1)
            .and_then(|b| blocks.get(b))
            .filter(|b| end > i && is_label(b));
        if let Some(label) = label {
            marks.cut(label.node, &RULE);
        }
        if end == i
            && let Some(block) = blocks.get(i)
        {
            if last.is_some_and(|l| i > l) && is_labelled(block) {
                marks.cut(block.node, &RULE);
            }
            // A last line of a paragraph may be one as well.
            for (j, line) in block.lines.iter().enumerate() {
                let hash = is_hashtags(&line.text) && last.is_none_or(|l| i >= l);
                if hash && !block.within.code && !block.within.quote && !block.within.table {
                    cut_line(page, block, j, &RULE, marks);
                }
            }
        }
        i = end.max(i + 1);
    }
}

/// Whether all that a block says is links to subjects.
fn is_tags(page: &BodyView<'_>, block: &OutlineBlock) -> bool {
    let links = block.links();
    let outside = block.chars.saturating_sub(block.link_chars);
    !links.is_empty()
        && !block.within.code
        && !block.within.table
        && !block.within.quote
        && !block.within.caption
        && block.chars <= 400
        && outside <= 24 + 3 * links.len()
        && !block.text.ends_with(['.', '!', '?', '。'])
        && links.iter().all(|l| page.leads(*l) == Leads::Tag)
        && links
            .iter()
            .all(|l| page.text(*l).split_whitespace().count() <= 6)
}

/// Whether a line under the text is a known label, a colon and a few words: "Filed under: Cells, Sweden".
fn is_labelled(block: &OutlineBlock) -> bool {
    let text = comparable(&block.text).0;
    block.is_plain()
        && !block.is_heading()
        && block.chars <= 160
        && !block.text.ends_with(['.', '!', '?', ':', '。'])
        && text.split_once([':', '：']).is_some_and(|(label, rest)| {
            let listed =
                rest.contains([',', ';', '、', '·']) || rest.split_whitespace().count() <= 3;
            listed && is_whole(label, PhraseKind::Weak)
        })
}

/// Whether a short line above announces them.
fn is_label(block: &OutlineBlock) -> bool {
    block.is_plain()
        && block.link_chars == 0
        && (1..=30).contains(&block.chars)
        && block.text.split_whitespace().count() <= 3
        && !block.text.ends_with(['.', '!', '?', '。'])
}

/// Whether a line is nothing but words behind a hash, at least two.
fn is_hashtags(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.len() >= 2
        && words
            .iter()
            .all(|w| w.len() > 2 && w.starts_with('#') && !w.ends_with('.'))
}
