//! Finds the article in a whole page, and marks all else.
//!
//! Parts that cannot be article (machinery, navigation, hidden text) and parts that name themselves as something beside it
//! are marked first. Paragraphs of prose then vote for the elements around them, near ones most; the page's own
//! statement of its article (`articleBody`) outvotes them. Inside the winner, what stands before the first and after the
//! last paragraph and says nothing is marked too; last, all that stands outside.

use super::aside::{mark_beside, mark_never};
use super::covering::covering;
use super::inside::{mark_headlines, mark_inside};
use super::marked::is_marked;
use super::rules::OUTSIDE;
use super::vote::{vote, widen};
use super::weigh::{Weight, weigh};
use crate::html::flat::{Flat, FlatNode};
use crate::html::marks::Marks;

/// Marks what is not the article, and gives the elements that only stand around it, by their places in the list.
/// `titles` are the page's headlines, which are not repeated; `stated` is the `articleBody`.
pub(super) fn find(
    page: &Flat<'_>,
    titles: &[String],
    stated: Option<&str>,
    marks: &mut Marks,
) -> Vec<usize> {
    mark_never(page, marks);
    mark_beside(page, marks);
    let weights = weigh(page, marks);
    let body = page.named("body").next().unwrap_or(0);
    let cover = stated.and_then(|s| covering(page, marks, &weights, s));
    let root = cover.unwrap_or_else(|| {
        let voted = vote(page, marks, &weights).unwrap_or(body);
        widen(page, voted, &weights, marks)
    });
    mark_headlines(page, root, titles, marks);
    mark_inside(page, root, &weights, marks);
    let above = standfirst(page, root, marks, &weights);
    let mut around = mark_outside(page, root, above, marks);
    if !stands_for_itself(page.nodes.get(root).map_or("", FlatNode::name)) {
        around.push(root);
    }
    around
}

/// Whether an element that was chosen is part of the article itself, not only around it.
fn stands_for_itself(name: &str) -> bool {
    matches!(name, "p" | "pre" | "table" | "ul" | "ol" | "blockquote")
}

/// Marks all that is neither in the chosen element nor its summary; the elements around it, outer ones first.
fn mark_outside(
    page: &Flat<'_>,
    root: usize,
    above: Option<usize>,
    marks: &mut Marks,
) -> Vec<usize> {
    let mut around = Vec::new();
    let mut inner = root;
    while let Some(parent) = page
        .nodes
        .get(inner)
        .map(|n| n.parent)
        .filter(|p| *p != inner)
    {
        for child in page.children(parent) {
            if let Some(node) = page.nodes.get(child)
                && child != inner
                && Some(child) != above
                && !is_marked(node, marks)
            {
                marks.cut(node.id, &OUTSIDE);
            }
        }
        around.push(parent);
        inner = parent;
    }
    around.reverse();
    around
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
