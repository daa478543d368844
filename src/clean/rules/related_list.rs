//! `related-list`: a heading such as "Related articles" with the links under it, and boxes of links to other pages.
//!
//! Matches `<h3>Read next</h3><ul>` of links, an `<aside>` or `<nav>` that is nearly all links. Must not match a list
//! of links that the article itself introduces.

use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::{PhraseKind, comparable, is_whole, openings};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule =
    Rule::new(Stage::Cleaning, "related-list", "links to other articles").about("“Read next” over a list of links, a box that is nearly all links, links that no label announces between paragraphs; not a list of links that the article introduces.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    labelled(page, marks);
    for container in &page.outline.containers {
        let blocks = page
            .outline
            .blocks
            .get(container.start..container.end)
            .unwrap_or_default();
        let links: usize = blocks.iter().map(|b| b.links().len()).sum();
        let chars: usize = blocks.iter().map(|b| b.chars).sum();
        let link_chars: usize = blocks.iter().map(|b| b.link_chars).sum();
        let dense = links >= 2 && chars > 0 && link_chars * 10 >= chars * 7;
        let small = chars * 3 < page.outline.chars;
        if matches!(container.tag.as_str(), "aside" | "nav")
            && small
            && (dense || container.tag == "nav" && links > 0)
            && !blocks.iter().any(|b| b.media && b.chars > 200)
        {
            marks.cut(container.node, &RULE);
        }
    }
}

/// A label on a line of its own, then blocks that are nearly all link.
fn labelled(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    for (i, block) in blocks.iter().enumerate() {
        if block.chars == 0
            || block.chars > 80
            || block.within.table
            || block.within.code
            || block.within.caption
        {
            continue;
        }
        let listed =
            |b: &OutlineBlock| b.within.list && b.links().len() == 1 && b.link_share() >= 90;
        let over_list = !block.within.list
            && blocks
                .iter()
                .skip(i + 1)
                .take(2)
                .filter(|b| listed(b))
                .count()
                == 2;
        let Some(certain) = label_of(block, over_list) else {
            continue;
        };
        let mut end = i + 1;
        let mut linked = 0;
        let mut last_linked = i;
        while let Some(next) = blocks.get(end).filter(|_| end - last_linked < 8) {
            if is_link_block(next) && next.within.quote == block.within.quote {
                linked += 1;
                last_linked = end;
            } else if !is_small_print(next) {
                break;
            }
            end += 1;
        }
        // A label in bold with a colon that nothing follows is what was left of a box.
        let left_over = linked == 0
            && block.all_strong
            && block.text.ends_with(':')
            && i + 8 > blocks.len()
            && blocks.iter().skip(i + 1).all(|b| b.chars == 0);
        if !left_over && (linked == 0 || !certain && linked < 2) {
            continue;
        }
        for b in blocks.get(i..=last_linked).unwrap_or_default() {
            marks.cut(b.node, &RULE);
        }
    }
}

/// Whether a block is a label for other articles, and whether nothing else can be meant: "Related articles", or "More
/// from" and a name, as a heading, in bold, with a colon or right above a list of links.
fn label_of(block: &OutlineBlock, over_list: bool) -> Option<bool> {
    let (text, _) = comparable(&block.text);
    if !block.within.quote && is_whole(&text, PhraseKind::Label) {
        return Some(true);
    }
    let set_apart = block.is_heading()
        || block.all_strong
        || block.text.trim_end().ends_with(':')
        || over_list && !block.text.ends_with(['.', '!', '?']);
    if !set_apart || block.link_chars > 0 {
        return None;
    }
    let opened = openings(&text, &[PhraseKind::Label, PhraseKind::Weak])
        .iter()
        .map(|f| f.1)
        .max()?;
    let rest: String = text.chars().skip(opened).collect();
    (rest.split_whitespace().count() <= 4).then_some(false)
}

/// Whether a block may stand between the links of a box: a picture, a date, an author.
fn is_small_print(block: &OutlineBlock) -> bool {
    (block.media || block.chars < 40)
        && !(block.link_chars == 0
            && (block.is_heading() || block.text.ends_with(['.', '!', '?', ':'])))
}

/// Whether a block is hardly more than links, in prose or list.
fn is_link_block(block: &OutlineBlock) -> bool {
    block.link_chars > 0 && block.link_share() >= 70 && block.chars < 300 && !block.within.table
}
