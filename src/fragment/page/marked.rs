//! The nodes of a page's flat list and the marks on them.

use crate::html::flat::{Flat, FlatNode};
use crate::html::marks::Marks;
use crate::rule::Rule;

/// Whether a node is marked itself.
pub(super) fn is_marked(node: &FlatNode<'_>, marks: &Marks) -> bool {
    marks.has(node.id)
}

/// Marks the node at an index.
pub(super) fn mark(page: &Flat<'_>, at: usize, rule: &'static Rule, marks: &mut Marks) {
    if let Some(node) = page.nodes.get(at) {
        marks.cut(node.id, rule);
    }
}

/// Goes through a node and those inside it that are not inside marked ones, calling `look` for each, which may mark it.
pub(super) fn each_unmarked(
    page: &Flat<'_>,
    of: usize,
    marks: &mut Marks,
    mut look: impl FnMut(usize, &FlatNode<'_>, &mut Marks),
) {
    let end = page.nodes.get(of).map_or(0, |n| n.end);
    let mut at = of;
    while let Some(node) = page.nodes.get(at).filter(|_| at < end) {
        if !is_marked(node, marks) {
            look(at, node, marks);
        }
        at = if is_marked(node, marks) {
            node.end
        } else {
            at + 1
        };
    }
}

/// The text that a block holds itself, without the blocks inside.
pub(super) fn own_text(page: &Flat<'_>, of: usize, marks: &Marks) -> String {
    let mut out = String::new();
    let end = page.nodes.get(of).map_or(0, |n| n.end);
    let mut at = of + 1;
    while let Some(node) = page.nodes.get(at).filter(|_| at < end) {
        if node.is_block() || is_marked(node, marks) {
            at = node.end;
            continue;
        }
        if node.name() == "br" {
            out.push(' ');
        }
        out.push_str(node.text);
        at += 1;
    }
    out
}
