//! Where in a page the text stands that its own data states as the article's.

use std::collections::HashSet;

use super::marked::{is_marked, own_text};
use super::weigh::Weight;
use crate::hash::fold;
use crate::html::elements::Class;
use crate::html::flat::Flat;
use crate::html::marks::Marks;

/// Hashes of the word triples of a text.
pub(super) fn triples(text: &str) -> Vec<u64> {
    let hashes: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| fold(w.to_lowercase().bytes()))
        .collect();
    hashes
        .windows(3)
        .map(|w| {
            w.iter()
                .fold(0_u64, |h, x| h.rotate_left(21).wrapping_mul(31) ^ x)
        })
        .collect()
}

/// The innermost element that holds the blocks in which the stated article stands, if the page shows it.
pub(super) fn covering(
    page: &Flat<'_>,
    marks: &Marks,
    weights: &[Weight],
    stated: &str,
) -> Option<usize> {
    if stated.chars().count() < 600 {
        return None;
    }
    let set: HashSet<u64> = triples(stated).into_iter().collect();
    let mut found: HashSet<u64> = HashSet::new();
    let (mut first, mut last) = (None, 0);
    for (at, weight) in weights.iter().enumerate() {
        let Some(node) = page.nodes.get(at) else {
            break;
        };
        if weight.text < 40 || is_marked(node, marks) {
            continue;
        }
        let text = own_text(page, at, marks);
        let these = triples(&text);
        let hits = these.iter().filter(|t| set.contains(t)).count();
        if !these.is_empty() && hits * 10 >= these.len() * 7 {
            found.extend(these.into_iter().filter(|t| set.contains(t)));
            first = first.or(Some(at));
            last = at;
        }
    }
    if found.len() * 10 < set.len() * 6 {
        return None;
    }
    let mut root = first?;
    while let Some(node) = page.nodes.get(root).filter(|n| n.end <= last) {
        root = node.parent;
    }
    let node = page.nodes.get(root)?;
    let container = Class::HOLDER.holds(node.name());
    Some(if container { root } else { node.parent })
}
