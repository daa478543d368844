//! `subscribe`: a paragraph that asks to subscribe, follow, log in or give.
//!
//! Matches "Sign up for our newsletter", "Follow us on …". Must not match "Subscribe to the theory of …" inside
//! prose, or "Unlock" and "Support our" where an article's sentence opens with them: those count only in a line that
//! is mostly link or set apart as a whole.

use super::line::cut_line;
use crate::clean::outline::{Line, OutlineBlock};
use crate::clean::phrases::{
    ASKS, CREDITS, OFFERED, PhraseKind, REQUESTS, comparable, is_whole, openings,
};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "subscribe",
    "an appeal to subscribe, follow or give",
).about("“Sign up for our newsletter”, “Follow us on …”; not prose that opens with “Unlock” or “Support our”.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let count = page.outline.blocks.len();
    for (index, block) in page.outline.blocks.iter().enumerate() {
        let late = count >= 4 && index + 3 >= count;
        if block.within.quote || block.within.table || block.within.caption || block.within.code {
            continue;
        }
        for (i, line) in block.lines.iter().enumerate() {
            if is_plea(block, line, late) {
                cut_line(page, block, i, &RULE, marks);
            }
        }
    }
}

/// Whether a line asks readers for support, or to take a newsletter or a channel: a request without a sentence's end.
fn asks(block: &OutlineBlock, text: &str, chars: usize) -> bool {
    if !block.is_plain() || block.is_heading() || text.starts_with(['"', '“', '„', '«']) {
        return false;
    }
    if ASKS.iter().any(|a| text.contains(a)) {
        return chars <= 320;
    }
    let open = !text
        .trim_end()
        .ends_with(['.', '?', ':', '…', '"', '”', '。']);
    let requests = REQUESTS.iter().any(|r| {
        text.strip_prefix(r)
            .is_some_and(|t| !t.starts_with(char::is_alphanumeric))
    });
    open && requests && chars <= 110 && OFFERED.iter().any(|o| text.contains(o))
}

/// Whether a line opens with a label of something that belongs to the article: "Download: the ruling".
fn is_credit(text: &str) -> bool {
    text.split_once([':', '：'])
        .is_some_and(|(label, _)| CREDITS.has(label.trim()))
}

fn is_plea(block: &OutlineBlock, line: &Line, late: bool) -> bool {
    let chars = line.text.chars().count();
    if chars == 0 || chars > 350 {
        return false;
    }
    let (text, _) = comparable(&line.text);
    let found = openings(&text, &[PhraseKind::Subscribe, PhraseKind::Plea]);
    let certain = found.iter().any(|f| f.0 == PhraseKind::Subscribe);
    if asks(block, &text, chars) {
        return true;
    }
    if found.is_empty() || !certain && is_credit(&text) {
        return false;
    }
    let whole = is_whole(&text, PhraseKind::Subscribe) || is_whole(&text, PhraseKind::Plea);
    let mostly_link = line.link_chars * 2 >= chars;
    let set_apart = block.all_strong;
    if block.within.list || block.is_heading() {
        return whole && line.link_chars > 0 || certain && mostly_link;
    }
    if certain {
        return line.link_chars > 0 || set_apart || whole || chars < 160;
    }
    mostly_link || line.link_chars > 0 && (whole || late) || set_apart && line.link_chars > 0
}
