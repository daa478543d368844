//! Which element of a page holds the article: its paragraphs vote.

use super::marked::is_marked;
use super::weigh::{Weight, sums};
use crate::html::elements::Class;
use crate::html::flat::Flat;
use crate::html::marks::Marks;

/// The element whose paragraphs have most prose, nearer paragraphs counting more.
pub(super) fn vote(page: &Flat<'_>, marks: &Marks, weights: &[Weight]) -> Option<usize> {
    let mut score = vec![0.0_f64; page.nodes.len()];
    for (at, weight) in weights.iter().enumerate() {
        let prose = weight.prose();
        let Some(node) = page.nodes.get(at) else {
            break;
        };
        if prose == 0.0 || is_marked(node, marks) {
            continue;
        }
        let mut share = 1.0;
        // Text that stands directly in a container counts for the container.
        let mut up = if Class::HOLDER.holds(node.name()) {
            Some(at)
        } else {
            Some(node.parent)
        };
        for _ in 0..5 {
            let Some(node) = up.and_then(|u| page.nodes.get(u).map(|n| (u, n))) else {
                break;
            };
            if let Some(slot) = score.get_mut(node.0) {
                *slot += prose.min(1200.0) * share;
            }
            share *= 0.6;
            up = (node.1.parent != node.0).then_some(node.1.parent);
        }
    }
    let text = sums(weights.iter().map(|w| f64::from(w.text)));
    let link = sums(weights.iter().map(|w| f64::from(w.link)));
    let between = |sums: &[f64], a: usize, b: usize| {
        sums.get(b).copied().unwrap_or(0.0) - sums.get(a).copied().unwrap_or(0.0)
    };
    for (at, slot) in score.iter_mut().enumerate().filter(|(_, s)| **s > 0.0) {
        let Some(node) = page.nodes.get(at) else {
            continue;
        };
        let linked = between(&link, at, node.end) / between(&text, at, node.end).max(1.0);
        let named = if node.names().is_body() {
            1.5
        } else if node.name() == "article" {
            1.2
        } else {
            1.0
        };
        *slot *= (1.0 - linked) * named;
    }
    let best = score.iter().copied().fold(0.0, f64::max);
    (best > 0.0)
        .then(|| score.iter().position(|s| *s >= best))
        .flatten()
}

/// The element around all parts of an article that a page sets in several containers of one kind, between which stand
/// advertisements; otherwise the element itself.
pub(super) fn widen(page: &Flat<'_>, root: usize, weights: &[Weight], marks: &Marks) -> usize {
    let prose = sums(weights.iter().map(|w| w.prose()));
    let inside = |at: usize| {
        let end = page.nodes.get(at).map_or(at, |n| n.end);
        prose.get(end).copied().unwrap_or(0.0) - prose.get(at).copied().unwrap_or(0.0)
    };
    let Some(node) = page.nodes.get(root) else {
        return root;
    };
    let class = node.filled("class");
    let mut best = root;
    let mut up = root;
    for _ in 0..5 {
        let Some(parent) = page.nodes.get(up).map(|n| n.parent).filter(|p| *p != up) else {
            break;
        };
        let Some(around) = page.nodes.get(parent) else {
            break;
        };
        if matches!(around.name(), "html" | "body" | "") || more_articles(page, parent, marks) {
            break;
        }
        let (mut like, mut at) = (0.0, parent + 1);
        while let Some(other) = page.nodes.get(at).filter(|_| at < around.end) {
            if is_marked(other, marks) {
                at = other.end;
            } else if other.name() == node.name()
                && other.filled("class") == class
                && class.is_some()
            {
                like += inside(at);
                at = other.end;
            } else {
                at += 1;
            }
        }
        if like > inside(best) * 1.15 || (class.is_none() && inside(parent) > inside(best) * 1.35) {
            best = parent;
        }
        up = parent;
    }
    best
}

/// Whether an element holds several articles, each with its own headline.
fn more_articles(page: &Flat<'_>, of: usize, marks: &Marks) -> bool {
    let end = page.nodes.get(of).map_or(0, |n| n.end);
    let (mut articles, mut headlines, mut at) = (0, 0, of + 1);
    while let Some(node) = page.nodes.get(at).filter(|_| at < end) {
        if is_marked(node, marks) {
            at = node.end;
            continue;
        }
        articles += usize::from(node.name() == "article");
        headlines += usize::from(node.name() == "h1");
        at += 1;
    }
    articles > 1 || headlines > 1
}
