//! `other-articles`: links to the publisher's other articles that no known label announces.
//!
//! Matches, whatever the language: a line that holds nothing but a headline in a link to the publisher's own site,
//! between paragraphs of prose; the same short words before such links again and again; a list of such links under a
//! heading of few words or at the very end. Must not match links that the text introduces ("The documents:"), links
//! to other sites, addresses written out, or a single link at the end of the text.

use std::collections::BTreeMap;

use super::line::cut_line;
use super::promotion::RULE as PROMOTION;
use super::related_list::RULE as RELATED;
use crate::clean::outline::{Line, OutlineBlock};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let own = page.own_host();
    repeated_labels(page, marks);
    lists(page, own.as_deref(), marks);
    if let Some(own) = own {
        lone_headlines(page, &own, marks);
    }
}

/// What stands before the only link of a line that ends with a headline in it.
fn label_before_headline(line: &Line) -> Option<&str> {
    let links = line.links();
    let [link] = links.as_slice() else {
        return None;
    };
    let first = line.pieces.iter().find(|p| p.link == Some(*link))?.start;
    let last = line.pieces.iter().rposition(|p| p.link.is_some())?;
    let after = line.text.get(line.end_of(last)..).unwrap_or_default();
    let headline = line.text.get(first..line.end_of(last))?.trim();
    (is_headline(headline) && !after.chars().any(char::is_alphanumeric))
        .then(|| line.text.get(..first).unwrap_or_default().trim())
}

/// Whether a link's text is long enough to be a headline, and no address.
fn is_headline(text: &str) -> bool {
    !text.contains("://")
        && !text.starts_with("www.")
        && (text.split_whitespace().count() >= 4
            || text.chars().count() >= 12 && text.chars().any(|c| c > '\u{2e80}'))
}

/// The same few words before headlines in links, at least twice, each on a line of its own.
fn repeated_labels(page: &BodyView<'_>, marks: &mut Marks) {
    let mut seen: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (i, block) in page.outline.blocks.iter().enumerate() {
        if !block.is_plain() {
            continue;
        }
        for (j, line) in block.lines.iter().enumerate() {
            let Some(label) = label_before_headline(line) else {
                continue;
            };
            let bare = label
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            if !bare.is_empty()
                && bare.chars().count() <= 40
                && bare.split_whitespace().count() <= 6
            {
                seen.entry(bare).or_default().push((i, j));
            }
        }
    }
    for places in seen.values().filter(|p| p.len() >= 2) {
        for (i, j) in places {
            if let Some(block) = page.outline.blocks.get(*i) {
                cut_line(page, block, *j, &PROMOTION, marks);
            }
        }
    }
}

/// Whether a block is a paragraph of the article.
pub(super) fn is_prose(block: &OutlineBlock) -> bool {
    block.is_plain() && block.chars >= 80 && block.link_share() < 50
}

/// A paragraph that is one headline in a link to the publisher's own site, with prose before and after it.
fn lone_headlines(page: &BodyView<'_>, own: &str, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    for (i, block) in blocks.iter().enumerate() {
        if !block.is_plain() || block.is_heading() || block.media || block.chars > 200 {
            continue;
        }
        let [line] = block.lines.as_slice() else {
            continue;
        };
        let lone = label_before_headline(line)
            .is_some_and(|l| !l.chars().any(char::is_alphanumeric))
            && !line.text.trim_end().ends_with(['.', '。', '।', ':']);
        if !lone || line.links().first().and_then(|l| page.host(*l)).as_deref() != Some(own) {
            continue;
        }
        let near = |b: Option<&OutlineBlock>| b.is_some_and(is_prose);
        let before = blocks
            .get(..i)
            .unwrap_or_default()
            .iter()
            .rev()
            .take(8)
            .find(|b| b.chars > 0);
        let after = blocks.iter().skip(i + 1).take(8).find(|b| b.chars > 0);
        if near(before) && near(after) && before.is_some_and(|b| !b.text.ends_with(':')) {
            marks.cut(block.node, &PROMOTION);
        }
    }
}

/// Runs of at least two headlines in links to one site, under a short heading or at the very end.
fn lists(page: &BodyView<'_>, own: Option<&str>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let first_prose = blocks.iter().position(is_prose).unwrap_or(blocks.len());
    let last_long = blocks
        .iter()
        .rposition(|b| b.chars >= 80 && headline_block(page, b).is_none())
        .map_or(0, |l| l + 1);
    let mut i = 0;
    while i < blocks.len() {
        let mut end = i;
        let mut host: Option<String> = None;
        while let Some(block) = blocks.get(end) {
            let one = headline_block(page, block);
            if one.is_none() || host.is_some() && one != host {
                break;
            }
            host = one;
            end += 1;
        }
        let count = end - i;
        if count >= 2 && (own.is_none() || own == host.as_deref() || host.as_deref() == Some("")) {
            let before = i.checked_sub(1).and_then(|b| blocks.get(b));
            let label = before.filter(|b| {
                b.link_chars == 0
                    && b.chars <= 45
                    && b.is_plain()
                    && !b.text.ends_with(['.', '!', '。'])
                    && b.text.split_whitespace().count() <= 5
                    && (b.is_heading() || b.all_strong || b.text.ends_with(':'))
            });
            let introduced =
                label.is_none() && before.is_some_and(|b| b.text.trim_end().ends_with([':', '：']));
            let last = end >= last_long;
            let begun = first_prose < i;
            if begun && !introduced && (last || label.is_some() && count >= 3) {
                for block in label
                    .into_iter()
                    .chain(blocks.get(i..end).unwrap_or_default())
                {
                    marks.cut(block.node, &RELATED);
                }
            }
        }
        i = end.max(i + 1);
    }
}

/// The host of a block that is nothing but one headline in a link.
fn headline_block(page: &BodyView<'_>, block: &OutlineBlock) -> Option<String> {
    if block.within.table
        || block.within.quote
        || block.within.caption
        || block.within.code
        || block.chars > 250
        || block.link_share() < 85
    {
        return None;
    }
    let links = block.links();
    let link = links.iter().find(|l| page.host(**l).is_some())?;
    let headline = is_headline(&block.text);
    (headline && links.len() <= 2)
        .then(|| page.host(*link))
        .flatten()
}
