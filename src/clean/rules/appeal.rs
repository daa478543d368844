//! Appeals told by their addresses, whatever their words: an app, a channel, a newsletter, a subscription, a gift, the
//! readers' forum. They go as `subscribe`, those to talk as `comments`.
//!
//! Matches a line that is mostly such links, a short one that leads to a channel, and a short one under the article.
//! Must not match a sentence of the article that names an app or a subscription in passing.

use super::boxes::{COMMENTS, JOBS, SHOP};
use super::line::cut_line;
use super::subscribe::RULE;
use super::unlabelled::is_prose;
use crate::clean::links::Leads;
use crate::clean::outline::{Line, OutlineBlock};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let last = blocks.iter().rposition(is_prose).unwrap_or(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        if block.within.code || block.within.table || block.within.quote || block.within.caption {
            continue;
        }
        let tail = i > last;
        if block.chars == 0 && is_bare_appeal(page, block) {
            marks.cut(block.node, &RULE);
            continue;
        }
        for (j, line) in block.lines.iter().enumerate() {
            if is_paid(page, block, line) {
                cut_line(page, block, j, &SHOP, marks);
            }
            match appeal(page, block, line, tail) {
                Some(Leads::Jobs) => cut_line(page, block, j, &JOBS, marks),
                Some(Leads::Talk) => cut_line(page, block, j, &COMMENTS, marks),
                Some(_) => cut_line(page, block, j, &RULE, marks),
                None => {}
            }
        }
    }
}

/// Pictures that are nothing but doors to apps and channels.
fn is_bare_appeal(page: &BodyView<'_>, block: &OutlineBlock) -> bool {
    let links = block.links();
    !links.is_empty()
        && links
            .iter()
            .all(|l| matches!(page.leads(*l), Leads::Appeal | Leads::Channel))
}

/// What a line appeals for, if it does.
fn appeal(page: &BodyView<'_>, block: &OutlineBlock, line: &Line, tail: bool) -> Option<Leads> {
    let chars = line.text.chars().count();
    if line.link_chars == 0 || chars > 320 {
        return None;
    }
    let links: Vec<Leads> = line.links().into_iter().map(|l| page.leads(l)).collect();
    let count = |wanted: &[Leads]| links.iter().filter(|l| wanted.contains(l)).count();
    let (channel, appeal) = (count(&[Leads::Channel]), count(&[Leads::Appeal]));
    let (talk, social) = (count(&[Leads::Talk]), count(&[Leads::Social]));
    let all = links.len();
    let mostly = line.link_chars * 10 >= chars * 6;
    let apart = block.all_strong || block.is_heading();
    if channel > 0 && chars <= 240 && (channel + appeal + social) * 2 >= all {
        return Some(Leads::Channel);
    }
    if appeal > 0
        && (appeal + social) * 2 >= all
        && (mostly && (!block.within.list || appeal == all && line.link_chars * 10 >= chars * 9)
            || apart && chars <= 240
            || tail && chars <= 300)
    {
        return Some(Leads::Appeal);
    }
    // Several networks in one short line are never a source.
    if social >= 3 && social == all && chars <= 240 && !block.within.list {
        return Some(Leads::Social);
    }
    if links.iter().all(|l| *l == Leads::Jobs) && mostly && chars <= 160 {
        return Some(Leads::Jobs);
    }
    if talk > 0 && talk == all && (mostly && chars <= 120 || tail && chars <= 160) {
        return Some(Leads::Talk);
    }
    None
}

/// Whether a line is nothing but links that their publisher is paid for.
fn is_paid(page: &BodyView<'_>, block: &OutlineBlock, line: &Line) -> bool {
    let chars = line.text.chars().count();
    let links = line.links();
    let paid = |l: &ego_tree::NodeId| {
        page.attribute(*l, "rel")
            .is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "sponsored"))
    };
    !links.is_empty()
        && !block.is_heading()
        && !block.within.list
        && chars <= 60
        && line.link_chars * 10 >= chars * 9
        && links.iter().all(paid)
}
