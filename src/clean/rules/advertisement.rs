//! `advertisement`: a line that marks an advertisement or the gap it leaves.
//!
//! Matches "Advertisement", "Story continues below", "Anzeige", "Advertisement – scroll for more". Must not match "Advertisement spending rose": the
//! line must say nothing else. A list under "… is sponsored by:" goes with it.

use super::line::cut_line;
use crate::clean::phrases::{
    BESIDE_GOES_ON, GOES_ON, PhraseKind, comparable, ends_before_colon, is_whole,
};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "advertisement",
    "an advertisement or the mark of one",
).about("A line that says no more than “Advertisement” or “Story continues below”, in many languages; not “Advertisement spending rose”.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    for (index, block) in page.outline.blocks.iter().enumerate() {
        if block.within.table || block.within.code {
            continue;
        }
        if block.is_plain()
            && block.chars < 120
            && ends_before_colon(&comparable(&block.text).0, PhraseKind::Sponsor)
        {
            let list = page
                .outline
                .blocks
                .iter()
                .skip(index + 1)
                .take_while(|b| b.within.list && b.chars < 300);
            let items: Vec<_> = list.map(|b| b.node).collect();
            if !items.is_empty() {
                for node in std::iter::once(block.node).chain(items) {
                    marks.cut(node, &RULE);
                }
                continue;
            }
        }
        for (i, line) in block.lines.iter().enumerate() {
            if line.text.len() < 160 && is_notice(&comparable(&line.text).0) {
                cut_line(page, block, i, &RULE, marks);
            }
        }
    }
}

/// Whether the line says nothing but that an advertisement stands here: by its words, or by a label, a dash and where
/// the article goes on ("advertisement – scroll for more content").
fn is_notice(line: &str) -> bool {
    is_whole(line, PhraseKind::Ad) || is_labelled(line)
}

fn is_labelled(line: &str) -> bool {
    let Some((label, rest)) = line.split_once(['-', '–', '—', '|', ':', '·', '•']) else {
        return false;
    };
    if !is_whole(label.trim_end(), PhraseKind::Ad) {
        return false;
    }
    let mut words = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .peekable();
    let opens = words.peek().is_some_and(|w| GOES_ON.has(w));
    opens && words.all(|w| GOES_ON.has(w) || BESIDE_GOES_ON.has(w))
}
