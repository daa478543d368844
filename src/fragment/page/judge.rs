//! Which blocks of a page belong to what the page is for: what the model says of each, and of all of them together.

#![expect(
    clippy::cast_possible_truncation,
    reason = "odds are asked about with few digits"
)]

use std::collections::{HashMap, HashSet};

use super::blocks::{Block, row};
use super::model;
use super::weigh::sums;
use crate::html::elements::Class;
use crate::html::flat::{Flat, FlatNode};
use crate::html::rows::says_layout;

/// Characters that rules for articles keep outside comments from which the page has an article. On all pages that were
/// looked at, comments beside one of this length are not what the page is for, and without one they are.
const ARTICLE: f32 = 900.0;

/// What the rules for articles add to the odds of what they keep on such a page, and take from all else. The trees know what
/// these rules say; on pages that they were not learned from, a little more weight for them served articles best.
const RULES: f32 = 0.3;

/// How far below the limit by which its words are told best the blocks of any other page may be, since its parts are less alike.
const LENIENT: f32 = -0.2;

/// The blocks that belong to what the page is for. `ruled` tells of each node whether the rules for articles keep it.
pub(super) fn judge(page: &Flat<'_>, blocks: &[Block], ruled: &[bool]) -> HashSet<usize> {
    let ruled = |at: usize| ruled.get(at).copied().unwrap_or_default();
    let beside_comments = blocks
        .iter()
        .filter(|b| ruled(b.at) && !b.in_comments())
        .map(|b| b.facts.text)
        .sum::<f32>();
    let article = beside_comments >= ARTICLE;
    let of = |(i, block): (usize, &Block)| {
        let odds = model::odds_of(&row(blocks, i));
        match (article, ruled(block.at)) {
            (false, _) => odds,
            (true, true) => odds + RULES,
            (true, false) => odds - RULES,
        }
    };
    let mut odds: Vec<f32> = blocks.iter().enumerate().map(of).collect();
    draw_together(blocks, &mut odds);
    level(page, blocks, &mut odds, ruled);
    if article {
        for (block, odds) in blocks.iter().zip(&mut odds) {
            if block.in_comments() {
                *odds = f32::MIN;
            }
        }
    }
    let limit = limit(blocks, &odds) + if article { 0.0 } else { LENIENT };
    let mut kept: Vec<bool> = odds.iter().map(|o| *o >= limit).collect();
    keep_between(page, blocks, &odds, limit, &mut kept);
    let kept = blocks.iter().zip(kept).filter(|(block, kept)| {
        // A caption goes with its picture.
        let node = page.nodes.get(block.at);
        *kept || ruled(block.at) && node.is_some_and(|n| n.name() == "figcaption")
    });
    kept.map(|(block, _)| block.at).collect()
}

/// The odds from which a block is kept: where the expected harmonic mean of precision and recall of the words is highest, if
/// the odds are right. That is half of the highest mean itself, as a probability (Lipton, Elkan and Naryanaswamy, "Optimal
/// thresholding of classifiers to maximize F1 measure", 2014): even odds where the page is clear, less where much is in doubt.
fn limit(blocks: &[Block], odds: &[f32]) -> f32 {
    let mut parts: Vec<(f64, f64)> = blocks
        .iter()
        .zip(odds)
        .map(|(block, odds)| {
            (
                1.0 / (1.0 + f64::from(-odds).exp()),
                f64::from(block.facts.text),
            )
        })
        .collect();
    parts.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let expected: f64 = parts.iter().map(|(p, text)| p * text).sum();
    let (mut hits, mut all, mut best) = (0.0, 0.0, 0.0_f64);
    for (p, text) in parts {
        hits += p * text;
        all += text;
        best = best.max(2.0 * hits / (all + expected).max(1.0));
    }
    let half = (best / 2.0).clamp(LEAST, 0.5);
    (half / (1.0 - half)).ln() as f32
}

/// The least probability by which a block is kept, however unclear the page is.
const LEAST: f64 = 0.1;

/// How far the odds of blocks that are set the same way are drawn to their mean. Between a third and two thirds serve pages that
/// were not learned from about equally.
const TOGETHER: f32 = 0.5;

/// Draws the odds of blocks that are set the same way together: the posts of a thread, the entries of a list and the paragraphs
/// of an article mostly stay or go together.
fn draw_together(blocks: &[Block], odds: &mut [f32]) {
    let mut sums: HashMap<u64, (f32, f32)> = HashMap::new();
    for (block, odds) in blocks.iter().zip(odds.iter()) {
        let Some(set) = block.set else { continue };
        let weight = block.facts.text.sqrt();
        let (sum, all) = sums.entry(set).or_default();
        *sum += odds * weight;
        *all += weight;
    }
    for (block, odds) in blocks.iter().zip(odds) {
        let drawn = block.set.and_then(|set| sums.get(&set));
        if let Some((sum, all)) = drawn.filter(|(_, all)| *all > 0.0) {
            *odds += TOGETHER * (sum / all - *odds);
        }
    }
}

/// Gives all blocks of a table or list that is one as a whole the same odds, as it is kept or left as a whole. A table of rows
/// and columns in which the rules for articles find nothing to take is kept: figures are what an analyst saves a page for.
fn level(page: &Flat<'_>, blocks: &[Block], odds: &mut [f32], ruled: impl Fn(usize) -> bool) {
    let parts = |(at, node): (usize, &FlatNode<'_>)| {
        let parted = !ruled(at) || node.class.is(Class::HEADING) || node.name() == "table";
        f64::from(u8::from(parted))
    };
    let parting = sums(page.nodes.iter().enumerate().map(parts));
    let mut first = 0;
    while let Some(block) = blocks.get(first) {
        let whole = whole_around(page, block.at, &parting);
        let end = whole.and_then(|w| page.nodes.get(w)).map_or(0, |n| n.end);
        let rest = blocks.get(first..).unwrap_or_default();
        let next = rest.iter().position(|b| b.at >= end);
        let last = next.map_or(blocks.len(), |n| first + n).max(first + 1);
        let (mut sum, mut weight) = (0.0, 0.0);
        let these = blocks.get(first..last).unwrap_or_default();
        let their = odds.get_mut(first..last).unwrap_or_default();
        for (block, odds) in these.iter().zip(their.iter()) {
            // Long texts do not outvote the others alone.
            let counts = block.facts.text.sqrt();
            sum += odds * counts;
            weight += counts;
        }
        match whole {
            Some(whole) if has_columns(page, whole) => their.fill(f32::MAX),
            Some(_) if weight > 0.0 => their.fill(sum / weight),
            _ => {}
        }
        first = last;
    }
}

/// Steps up from a block within which a table or list around it is looked for.
const HIGHEST: usize = 40;

/// The outermost table or list around a block that is one as a whole: the rules for articles take nothing out of it, and it holds
/// neither headings nor tables, as what only lays out a page does.
/// `parting` are running sums of what parts it: these, and nodes that these rules take out.
fn whole_around(page: &Flat<'_>, block: usize, parting: &[f64]) -> Option<usize> {
    let mut found = None;
    let mut up = block;
    for _ in 0..HIGHEST {
        let Some(node) = page.nodes.get(up) else {
            break;
        };
        if matches!(node.name(), "table" | "ul" | "ol" | "dl") {
            let layout = node.name() == "table" && says_layout(node.attr("role"));
            if parting.get(up + 1) != parting.get(node.end) || layout {
                break;
            }
            found = Some(up);
        }
        if node.parent == up {
            break;
        }
        up = node.parent;
    }
    found
}

/// Whether this is a table of several rows, most of them with several cells.
fn has_columns(page: &Flat<'_>, table: usize) -> bool {
    let Some(node) = page.nodes.get(table).filter(|n| n.name() == "table") else {
        return false;
    };
    let inside = page.nodes.get(table..node.end).unwrap_or_default();
    let count = |names: &[&str]| inside.iter().filter(|n| names.contains(&n.name())).count();
    let rows = count(&["tr"]);
    rows > 1 && count(&["td", "th"]) >= rows * 2 - 1
}

/// How far below the limit a line may be that stands between parts of the text.
const BETWEEN: f32 = 2.0;

/// Keeps paragraphs and headings without links that stand between kept ones of the same element, as what parts a text stands
/// around it; and headings of what is kept right after them. Of such lines that the model alone leaves, two of three
/// and more belong to the text.
fn keep_between(page: &Flat<'_>, blocks: &[Block], odds: &[f32], limit: f32, kept: &mut [bool]) {
    let parent = |block: &Block| page.nodes.get(block.at).map(|n| n.parent);
    // For each parent the last kept block in it.
    let mut ends = HashMap::new();
    for (block, kept) in blocks.iter().zip(kept.iter()) {
        if *kept && let Some(parent) = parent(block) {
            ends.insert(parent, block.at);
        }
    }
    let mut begun = HashSet::new();
    for i in 0..blocks.len() {
        let (Some(block), Some(odds)) = (blocks.get(i), odds.get(i)) else {
            continue;
        };
        let Some(parent) = parent(block) else {
            continue;
        };
        if kept.get(i) == Some(&true) {
            begun.insert(parent);
            continue;
        }
        let heading = block.facts.heading > 0.0;
        let between = begun.contains(&parent) && ends.get(&parent).is_some_and(|e| *e > block.at);
        let line = (heading || block.facts.p > 0.0)
            && between
            && block.facts.links == 0.0
            && *odds >= limit - BETWEEN;
        let over = heading && {
            let next = blocks.get(i + 1).filter(|_| kept.get(i + 1) == Some(&true));
            let inside = |n: &Block| page.nodes.get(parent).is_some_and(|p| n.at < p.end);
            next.is_some_and(inside)
        };
        if (line || over)
            && *odds > f32::MIN
            && let Some(kept) = kept.get_mut(i)
        {
            *kept = true;
        }
    }
}
