//! What is not the article inside its own element: lists of links, stray lines at either end; and its headline, wherever
//! it stands.

use super::marked::{each_unmarked, mark, own_text};
use super::rules::{EDGE, HEADLINE, LINKS};
use super::weigh::{Weight, ends_sentence, sums};
use crate::fragment::people::key;
use crate::html::elements::Class;
use crate::html::flat::{Flat, FlatNode};
use crate::html::marks::Marks;
use crate::rule::Rule;

/// Marks the page's headlines, which the brief has above its text; inside the article's element, each of the first level.
pub(super) fn mark_headlines(page: &Flat<'_>, root: usize, titles: &[String], marks: &mut Marks) {
    let titles: Vec<String> = titles
        .iter()
        .map(|t| key(t))
        .filter(|t| !t.is_empty())
        .collect();
    let inside = root + 1..page.nodes.get(root).map_or(root, |n| n.end);
    each_unmarked(page, 0, marks, |at, node, marks| {
        let first = node.name() == "h1" && inside.contains(&at);
        if at != root
            && matches!(node.name(), "h1" | "h2" | "h3")
            && (first || titles.contains(&key(&page.text(at))))
        {
            mark(page, at, &HEADLINE, marks);
        }
    });
}

/// Marks what is not the article inside its element: lists of links, stray lines at either end.
pub(super) fn mark_inside(page: &Flat<'_>, root: usize, weights: &[Weight], marks: &mut Marks) {
    let text = sums(weights.iter().map(|w| f64::from(w.text)));
    let link = sums(weights.iter().map(|w| f64::from(w.link)));
    let prose = sums(weights.iter().map(|w| w.prose()));
    let between = |sums: &[f64], a: usize, b: usize| {
        sums.get(b).copied().unwrap_or(0.0) - sums.get(a).copied().unwrap_or(0.0)
    };
    let pictures = sums(page.nodes.iter().map(|n| {
        if matches!(n.name(), "figure" | "iframe" | "video") {
            1.0
        } else {
            0.0
        }
    }));
    each_unmarked(page, root, marks, |at, node, marks| {
        let name = node.name();
        if at == root || node.element.is_none() {
            return;
        }
        if matches!(
            name,
            "div" | "section" | "ul" | "ol" | "table" | "dl" | "header"
        ) {
            let (all, linked, good) = (
                between(&text, at, node.end),
                between(&link, at, node.end),
                between(&prose, at, node.end),
            );
            let picture = between(&pictures, at, node.end) > 0.0;
            if all > 0.0
                && linked > all * 0.66
                && good < all * 0.3
                && !(picture && linked < all * 0.9)
            {
                mark(page, at, &LINKS, marks);
            }
        }
    });
    mark_edges(page, root, weights, marks);
}

/// Marks short lines that are no sentences before the first and after the last paragraph.
fn mark_edges(page: &Flat<'_>, root: usize, weights: &[Weight], marks: &mut Marks) {
    let mut blocks: Vec<usize> = Vec::new();
    let mut figure_until = 0;
    each_unmarked(page, root, marks, |at, node, _| {
        if matches!(node.name(), "figure" | "table" | "pre") {
            figure_until = figure_until.max(node.end);
        }
        if at >= figure_until && weights.get(at).is_some_and(|w| w.text > 0) && node.is_block() {
            blocks.push(at);
        }
    });
    let weight = |at: usize| weights.get(at).copied().unwrap_or_default();
    let is_text = |at: &usize| {
        let w = weight(*at);
        let heading = page
            .nodes
            .get(*at)
            .is_some_and(|n| Class::HEADING.holds(n.name()));
        w.prose() > 0.0 && !heading
    };
    let (Some(first), Some(last)) = (
        blocks.iter().position(is_text),
        blocks.iter().rposition(is_text),
    ) else {
        return;
    };
    let lead = blocks.get(..first).unwrap_or_default();
    let tail = blocks.get(last + 1..).unwrap_or_default();
    for &at in lead {
        let name = page.nodes.get(at).map_or("", FlatNode::name);
        let part = matches!(
            name,
            "li" | "td" | "th" | "dt" | "dd" | "h2" | "h3" | "h4" | "h5" | "h6"
        );
        if weight(at).text < 60 && !part {
            mark_own(page, at, &EDGE, marks);
        }
    }
    for &at in tail {
        let name = page.nodes.get(at).map_or("", FlatNode::name);
        let w = weight(at);
        let sentence = own_text(page, at, marks)
            .trim_end()
            .chars()
            .last()
            .is_some_and(ends_sentence)
            && ((w.link_share() < 0.5 && w.text > 12) || w.text > 120);
        let like_others = name == "p" && w.link == 0 && rarely_ended(page, at, weights);
        if (name != "li" && !sentence && !like_others) || name.starts_with('h') {
            mark_own(page, at, &EDGE, marks);
        }
    }
}

/// Whether most paragraphs beside one end without a sign that ends a sentence, as some writers and captions do.
fn rarely_ended(page: &Flat<'_>, at: usize, weights: &[Weight]) -> bool {
    let Some(parent) = page.nodes.get(at).map(|n| n.parent) else {
        return false;
    };
    let paragraph = |c: &usize| *c != at && page.nodes.get(*c).is_some_and(|n| n.name() == "p");
    let beside = page.children(parent).filter(paragraph);
    let beside = beside.filter_map(|c| weights.get(c)).filter(|w| w.text > 0);
    let (all, ended) = beside.fold((0, 0), |(all, ended), w| {
        (all + 1, ended + usize::from(w.ended))
    });
    all > 1 && ended * 2 < all
}

/// Marks a block, or of a block that holds other blocks only what it holds itself.
pub(super) fn mark_own(page: &Flat<'_>, at: usize, rule: &'static Rule, marks: &mut Marks) {
    let holds_block = |from: usize, end: usize| {
        let inside = page.nodes.get(from..end).unwrap_or_default();
        inside.iter().any(|n| n.is_block() || n.name() == "img")
    };
    let Some(node) = page.nodes.get(at) else {
        return;
    };
    if !holds_block(at + 1, node.end) {
        mark(page, at, rule, marks);
        return;
    }
    let group = marks.new_group();
    for child in page.children(at) {
        if let Some(node) = page.nodes.get(child)
            && !holds_block(child, node.end)
        {
            marks.cut_text(node.id, 0, rule, group);
        }
    }
}
