//! `author-note`: what stands of the author under the article: a biography, a portrait, an address to write to.
//!
//! Matches the last paragraphs where they are short and lead to the author's page, to a network or to a mailbox, set
//! in italics or opening with the name; a heading such as "About the author" with what follows it. Must not match the
//! article's last paragraph of prose, nor a contact that a release gives in a section of its own.

use super::unlabelled::is_prose;
use crate::clean::links::Leads;
use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::{ABOUT_AUTHOR, comparable};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "author-note",
    "a note on the author",
)
.about("Under the article: “About the author” and what follows, a short paragraph in italics or beginning with a name that leads to the author's page, a network or a mailbox; not the article's own last paragraph.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    headed(page, marks);
    let all = page.outline.chars;
    let mut left = 3;
    let mut taken = 0;
    for (i, block) in blocks.iter().enumerate().rev() {
        if block.chars == 0 || page.is_marked(i, marks) {
            continue;
        }
        if left == 0 || taken + block.chars > 900 || (taken + block.chars) * 3 > all {
            break;
        }
        if !is_note(page, block) {
            left = if is_prose(block) { 0 } else { left - 1 };
            continue;
        }
        taken += block.chars;
        marks.cut(block.node, &RULE);
        portrait(page, i, marks);
    }
}

/// A heading over a note on the author, with what follows up to the next heading.
fn headed(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let heading = blocks.iter().enumerate().rev().find(|(_, b)| {
        let text = comparable(&b.text).0;
        let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        b.is_plain() && b.chars <= 40 && ABOUT_AUTHOR.has(bare)
    });
    let Some((at, _)) = heading else { return };
    let after = blocks.iter().skip(at + 1);
    let end = at
        + 1
        + after
            .take_while(|b| !b.is_heading() || b.chars <= 40 && b.link_chars > 0)
            .count();
    let chars: usize = blocks
        .get(at..end)
        .unwrap_or_default()
        .iter()
        .map(|b| b.chars)
        .sum();
    let rest = blocks.get(end..).unwrap_or_default();
    if chars <= 1200
        && chars * 3 < page.outline.chars
        && !rest.iter().any(is_prose)
        && end - at <= 8
    {
        for block in blocks.get(at..end).unwrap_or_default() {
            marks.cut(block.node, &RULE);
        }
    }
}

fn is_note(page: &BodyView<'_>, block: &OutlineBlock) -> bool {
    if !block.is_plain() || block.chars > 520 || block.is_heading() {
        return false;
    }
    let links = block.links();
    let mut person = false;
    let mut reach = 0;
    for link in &links {
        match page.leads(*link) {
            Leads::Author => person = true,
            Leads::Social | Leads::Mail => reach += 1,
            _ => {}
        }
    }
    let short = block.chars <= 320;
    let opens = block.lines.first().and_then(|l| {
        l.pieces
            .iter()
            .find(|p| !l.text.get(p.start..).unwrap_or_default().trim().is_empty())
    });
    let opens_linked =
        opens.is_some_and(|p| p.link.is_some_and(|l| page.leads(l) == Leads::Author));
    let mostly = block.link_share() >= 60;
    (person || reach > 0) && block.all_strong
        || person && short && (opens_linked || mostly)
        || reach >= 2 && short && reach == links.len()
}

/// The portrait beside a note.
fn portrait(page: &BodyView<'_>, at: usize, marks: &mut Marks) {
    let before = at.checked_sub(1).and_then(|i| page.outline.blocks.get(i));
    if let Some(block) = before.filter(|b| b.media && b.chars <= 60 && page.is_portrait(b.node)) {
        marks.cut(block.node, &RULE);
    }
}
