//! What stands under the article in a frame of its own: a publisher's notice in a box, lines of a label and links, the
//! last list of links to the publisher's own pages. They go as `closing`.
//!
//! Matches, where the article is a row of paragraphs, the short boxes that follow the last of them. Must not match a
//! quotation, a table, a list, a picture with its caption, or a line that names a source.

use ego_tree::NodeId;

use super::unlabelled::is_prose;
use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::{CREDITS, comparable};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::html::tree::name;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "closing",
    "a notice under the article",
)
.about("Under the article's last paragraph: short boxes, lines of a label and links, a list of links to the publisher's own pages, a heading with nothing under it, the line of rights; not a quotation, a table, a caption or the name of a source.");

/// Most characters of a notice.
const NOTICE: usize = 260;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    labelled_links(page, marks);
    labelled_headlines(page, marks);
    own_list(page, marks);
    boxes(page, marks);
}

/// At least two lines in a row of a few words, a colon and links to the publisher's own pages.
fn labelled_links(page: &BodyView<'_>, marks: &mut Marks) {
    let own = page.own_site();
    let blocks = &page.outline.blocks;
    let Some(last) = blocks.iter().rposition(is_prose) else {
        return;
    };
    let fits = |b: &OutlineBlock| {
        let links = b.links();
        let Some((label, _)) = b.text.split_once([':', '：']) else {
            return false;
        };
        let [line] = b.lines.as_slice() else {
            return false;
        };
        let first = line.pieces.iter().find(|p| p.link.is_some());
        b.is_plain()
            && b.chars <= 200
            && !links.is_empty()
            && label.split_whitespace().count() <= 4
            && first.is_some_and(|p| p.start <= label.len() + 3)
            && b.chars.saturating_sub(b.link_chars) <= label.chars().count() + 3 * links.len() + 12
            && !CREDITS.has(&comparable(label).0)
            && links.iter().all(|l| page.is_own(*l, own.as_deref()))
    };
    let tail: Vec<&OutlineBlock> = blocks.iter().skip(last + 1).filter(|b| fits(b)).collect();
    if tail.len() >= 2 {
        for block in tail {
            marks.cut(block.node, &RULE);
        }
    }
}

/// At least two items in a row, wherever they stand, of a label in bold, a colon and a headline that is a link to the
/// publisher's own pages; a line that ends in a colon above them means that the article tells of them.
fn labelled_headlines(page: &BodyView<'_>, marks: &mut Marks) {
    let own = page.own_site();
    let blocks = &page.outline.blocks;
    let fits = |b: &OutlineBlock| {
        let [line] = b.lines.as_slice() else {
            return false;
        };
        let links = line.links();
        let ([link], Some(first)) = (
            links.as_slice(),
            line.pieces.iter().position(|p| p.link.is_some()),
        ) else {
            return false;
        };
        let start = line.pieces.get(first).map_or(0, |p| p.start);
        let label = line.text.get(..start).unwrap_or_default().trim();
        let bold = line.pieces.iter().take(first).all(|p| {
            p.strong
                || line
                    .text
                    .get(p.start..start)
                    .is_some_and(|t| t.trim().is_empty())
        });
        let linked = page.text(*link);
        !b.within.table
            && !b.within.quote
            && !b.within.code
            && bold
            && label.ends_with([':', '：', '|'])
            && (2..=40).contains(&label.chars().count())
            && line.text.trim_end().ends_with(linked.as_str())
            && linked.split_whitespace().count() >= 4
            && !CREDITS.has(
                comparable(label.trim_end_matches([':', '：', '|']))
                    .0
                    .trim_end(),
            )
            && page.is_own(*link, own.as_deref())
    };
    let mut start = 0;
    while start < blocks.len() {
        let run = blocks.iter().skip(start).take_while(|b| fits(b)).count();
        let before = start.checked_sub(1).and_then(|b| blocks.get(b));
        let introduced = before.is_some_and(|b| b.chars > 60 && b.text.ends_with([':', '：']));
        if run >= 2 && !introduced {
            for block in blocks.iter().skip(start).take(run) {
                marks.cut(block.node, &RULE);
            }
        }
        start += run.max(1);
    }
}

/// A list at the very end of which each item leads to the publisher's own pages, with the heading above it.
fn own_list(page: &BodyView<'_>, marks: &mut Marks) {
    let own = page.own_site();
    let blocks = &page.outline.blocks;
    let mut end = blocks.len();
    while end > 0
        && blocks
            .get(end - 1)
            .is_some_and(|b| b.chars == 0 || page.is_marked(end - 1, marks))
    {
        end -= 1;
    }
    let item = |b: &OutlineBlock| {
        b.within.list
            && b.link_chars > 0
            && b.chars <= 220
            && b.links().iter().all(|l| page.is_own(*l, own.as_deref()))
            && !b.text.ends_with(['.', '。', ';'])
    };
    let start = end
        - blocks
            .get(..end)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|b| item(b))
            .count();
    let Some(heading) = start.checked_sub(1).and_then(|b| blocks.get(b)) else {
        return;
    };
    let begun = blocks
        .get(..start - 1)
        .unwrap_or_default()
        .iter()
        .any(is_prose);
    let heads = heading.link_chars == 0
        && heading.chars <= 60
        && heading.is_plain()
        && !heading.text.ends_with(['.', '!', '?', '。'])
        && (heading.is_heading() || heading.all_strong || !heading.text.ends_with([':', '：']));
    if end - start >= 3 && begun && heads {
        for block in blocks.get(start - 1..end).unwrap_or_default() {
            marks.cut(block.node, &RULE);
        }
    }
}

/// The short boxes that follow the last of a row of paragraphs.
fn boxes(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let Some(last) = blocks.iter().rposition(|b| b.tag == "p" && is_prose(b)) else {
        return;
    };
    let parent = |b: &OutlineBlock| {
        let node = page.html.tree.get(b.node)?;
        node.parent().map(|p| p.id())
    };
    let Some(row) = blocks.get(last).and_then(parent) else {
        return;
    };
    let in_row = |b: &&OutlineBlock| b.tag == "p" && parent(b) == Some(row);
    if blocks.iter().filter(in_row).count() < 4 {
        return;
    }
    let rest = blocks.get(last + 1..).unwrap_or_default();
    let mut chars = 0;
    let mut cut: Vec<NodeId> = Vec::new();
    for block in rest.iter().filter(|b| b.chars > 0) {
        chars += block.chars;
        let frame = page.html.tree.get(block.node).and_then(|n| {
            let up = std::iter::once(n).chain(n.ancestors());
            up.take_while(|a| a.id() != row).last()
        });
        let plain = frame.is_some_and(|f| {
            name(&f).is_some_and(|t| matches!(t, "p" | "div" | "aside" | "section" | "footer"))
        });
        let framed = frame.is_some_and(|f| {
            f.id() != block.node
                || f.value()
                    .as_element()
                    .is_some_and(|e| e.attr("class").is_some())
        });
        let opening = block.text.split([':', '：']).next().unwrap_or_default();
        if !block.is_plain()
            || block.media
            || block.chars > NOTICE
            || block.is_heading()
            || !plain
            || CREDITS.has(&comparable(opening).0)
        {
            return;
        }
        if framed && block.tag != "p" {
            cut.push(block.node);
        }
    }
    if chars <= NOTICE * 2 {
        for node in cut {
            marks.cut(node, &RULE);
        }
    }
}
