//! Finds the article in a whole page, and marks all else.
//!
//! What works instead of saying is marked first. Rules for articles then say what they would keep ([`by_rules`]): parts that
//! name themselves as something beside the article go, paragraphs of prose vote for the elements around them, near ones
//! most, and the page's own statement of its article (`articleBody`) outvotes them. Each block is judged by what is known
//! of it, what these rules say included ([`judge`]); all that is not kept is marked, with the rule that would
//! have taken it where there is one.

use std::collections::HashSet;

use super::aside::{mark_beside, mark_machinery, mark_never};
use super::blocks::{Block, Stated, blocks, types};
use super::covering::covering;
use super::inside::{mark_headlines, mark_inside, mark_own};
use super::judge::judge;
use super::marked::{each_unmarked, is_marked, mark, own_text};
use super::rules::{OUTSIDE, UNLIKE};
use super::vote::{vote, widen};
use super::weigh::{Weight, sums, weigh};
use crate::html::flat::{Flat, FlatNode};
use crate::html::marks::Marks;

/// An article that was found.
pub(super) struct Article {
    /// The elements that only stand around it, by their places in the list, outer ones first.
    pub around: Vec<usize>,
    /// The characters of its text.
    pub characters: usize,
}

/// Finds the article and marks all else. `titles` are the page's headlines, which are not repeated; `stated` is the `articleBody`.
pub(super) fn find(
    page: &Flat<'_>,
    titles: &[String],
    stated: Option<&str>,
    marks: &mut Marks,
) -> Article {
    mark_machinery(page, marks);
    let rules = by_rules(page, titles, stated, marks);
    let blocks = judged_blocks(page, titles, stated, marks, &rules);
    let keep = judge(page, &blocks, &rules.kept);
    let characters = |at: &usize| own_text(page, *at, marks).trim().chars().count();
    let characters = keep.iter().map(characters).sum();
    let root = if keep.is_empty() {
        *marks = rules.marks;
        rules.root
    } else {
        let root = around_all(page, &keep);
        mark_headlines(page, root, titles, marks);
        mark_rest(page, root, &keep, &rules, marks);
        root
    };
    let mut around = above(page, root);
    if !stands_for_itself(page.nodes.get(root).map_or("", FlatNode::name)) {
        around.push(root);
    }
    Article { around, characters }
}

/// Most blocks of a page that are judged one by one. The longest pages that were seen have a tenth of it; what is longer is a table
/// or a list without end, of which the rules for articles take what is to be taken.
const MOST_BLOCKS: usize = 20_000;

/// The blocks of the page with what is known of each, for [`find`] and for the program that learns the model; none of a page
/// with too many.
pub(super) fn judged_blocks(
    page: &Flat<'_>,
    titles: &[String],
    stated: Option<&str>,
    marks: &Marks,
    rules: &ByRules,
) -> Vec<Block> {
    let weights = weigh(page, marks);
    if weights.iter().filter(|w| w.text > 0).count() > MOST_BLOCKS {
        return Vec::new();
    }
    let types = types(page);
    let stated = Stated {
        titles,
        body: stated,
        types: &types,
    };
    blocks(page, marks, &weights, rules.root, stated, &rules.kept)
}

/// What rules alone take for the article.
pub(super) struct ByRules {
    /// The element that holds it.
    root: usize,
    /// What is not the article in it.
    marks: Marks,
    /// For each node whether it is kept.
    kept: Vec<bool>,
}

/// Finds the article by rules: names, prose that votes for the elements around it, lists of links, lines at the edges.
pub(super) fn by_rules(
    page: &Flat<'_>,
    titles: &[String],
    stated: Option<&str>,
    marks: &Marks,
) -> ByRules {
    let mut marks = marks.clone();
    mark_never(page, &mut marks);
    mark_beside(page, &mut marks);
    let weights = weigh(page, &marks);
    let body = page.named("body").next().unwrap_or(0);
    let cover = stated.and_then(|s| covering(page, &marks, &weights, s));
    let root = cover.unwrap_or_else(|| {
        let voted = vote(page, &marks, &weights).unwrap_or(body);
        widen(page, voted, &weights, &marks)
    });
    mark_headlines(page, root, titles, &mut marks);
    mark_inside(page, root, &weights, &mut marks);
    let standfirst = standfirst(page, root, &marks, &weights);
    mark_outside(page, root, standfirst, &mut marks);
    let mut until = 0;
    let kept = page.nodes.iter().enumerate().map(|(at, node)| {
        if is_marked(node, &marks) {
            until = until.max(node.end);
        }
        at >= until
    });
    ByRules {
        root,
        kept: kept.collect(),
        marks,
    }
}

/// The innermost element around all blocks that are kept.
fn around_all(page: &Flat<'_>, keep: &HashSet<usize>) -> usize {
    let first = keep.iter().copied().min().unwrap_or(0);
    let last = keep.iter().copied().max().unwrap_or(0);
    let mut root = first;
    while let Some(node) = page
        .nodes
        .get(root)
        .filter(|n| n.end <= last && n.parent != root)
    {
        root = node.parent;
    }
    root
}

/// The elements around one, outer ones first.
fn above(page: &Flat<'_>, of: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = of;
    while let Some(parent) = page.nodes.get(at).map(|n| n.parent).filter(|p| *p != at) {
        out.push(parent);
        at = parent;
    }
    out.reverse();
    out
}

/// Marks all but the blocks that are kept and the pictures among them.
fn mark_rest(
    page: &Flat<'_>,
    root: usize,
    keep: &HashSet<usize>,
    rules: &ByRules,
    marks: &mut Marks,
) {
    let weights = weigh(page, marks);
    let texts = sums(weights.iter().map(|w| f64::from(w.text)));
    let kept = sums((0..page.nodes.len()).map(|at| f64::from(u8::from(keep.contains(&at)))));
    let between = |sums: &[f64], a: usize, b: usize| {
        sums.get(b).copied().unwrap_or(0.0) - sums.get(a).copied().unwrap_or(0.0)
    };
    let inside = root..page.nodes.get(root).map_or(root, |n| n.end);
    for (at, node) in page.nodes.iter().enumerate() {
        if rules.marks.has(node.id)
            && between(&kept, at, node.end) == 0.0
            && let Some(rule) = rules.marks.rule_at(node.id)
        {
            marks.cut(node.id, rule);
        }
    }
    each_unmarked(page, 0, marks, |at, node, marks| {
        if node.element.is_none() {
            return;
        }
        let holds_text = between(&texts, at, node.end) > 0.0;
        let holds_kept = between(&kept, at, node.end) > 0.0;
        let ruled = rules.kept.get(at).copied().unwrap_or_default();
        if holds_kept {
            let own = weights.get(at).is_some_and(|w| w.text > 0);
            if own && !keep.contains(&at) {
                mark_own(page, at, &UNLIKE, marks);
            }
        } else if node.is_block() && (holds_text || !(ruled || inside.contains(&at)))
            || !node.is_block() && !inside.contains(&at)
        {
            let rule = if inside.contains(&at) {
                &UNLIKE
            } else {
                &OUTSIDE
            };
            mark(page, at, rule, marks);
        }
    });
}

/// Whether an element that was chosen is part of the article itself, not only around it.
fn stands_for_itself(name: &str) -> bool {
    matches!(name, "p" | "pre" | "table" | "ul" | "ol" | "blockquote")
}

/// Marks all that is neither in the chosen element nor its summary.
fn mark_outside(page: &Flat<'_>, root: usize, standfirst: Option<usize>, marks: &mut Marks) {
    let mut inner = root;
    for parent in above(page, root).into_iter().rev() {
        for child in page.children(parent) {
            if let Some(node) = page.nodes.get(child)
                && child != inner
                && Some(child) != standfirst
                && !is_marked(node, marks)
            {
                marks.cut(node.id, &OUTSIDE);
            }
        }
        inner = parent;
    }
}

/// A summary that stands just above the article's element and is named as one.
fn standfirst(page: &Flat<'_>, root: usize, marks: &Marks, weights: &[Weight]) -> Option<usize> {
    let mut child = root;
    for _ in 0..3 {
        let parent = page.nodes.get(child)?.parent;
        let before: Vec<usize> = page.children(parent).take_while(|c| *c < child).collect();
        let shown = |at: &usize| page.nodes.get(*at).is_some_and(|n| !is_marked(n, marks));
        for at in before.into_iter().rev().take(8).filter(shown) {
            let node = page.nodes.get(at)?;
            let inside = weights.get(at..node.end).unwrap_or_default();
            let (text, link) = inside
                .iter()
                .fold((0, 0), |(t, l), w| (t + w.text, l + w.link));
            let fits = (60..900).contains(&text) && link * 3 < text;
            if fits && node.element.is_some() && node.names().is_standfirst() {
                return Some(at);
            }
        }
        child = parent;
    }
    None
}
