//! Notes that stand in the line, which a page shows beside it or on a press: they become notes under the text.

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::mark::{bare_mark, is_named, stands_in_text};
use super::{Labels, MARK, MOST_NODES, NOTE, strip_label, value};
use crate::html::elements::is_block;
use crate::html::marks::Marks;
use crate::html::text::{folded_text, has_words};
use crate::html::tree::{element, holds_block, name, set_attribute, text};

/// What is found in a line.
struct Beside {
    note: NodeId,
    /// The element that is its mark already.
    mark: Option<NodeId>,
    /// Labels and boxes that open the note on a press.
    switches: Vec<NodeId>,
}

/// Names these notes and their marks, and puts the notes at the end.
pub(super) fn tell(html: &mut Html, marks: &Marks, labels: &mut Labels) {
    for found in find(html, marks) {
        let label = labels.next();
        let written = found.mark.and_then(|m| html.tree.get(m)).map(folded_text);
        let mark = found.mark.or_else(|| {
            let mut note = html.tree.get_mut(found.note)?;
            let mut mark = note.insert_before(element("sup"));
            mark.append(text(&label));
            Some(mark.id())
        });
        if let Some(mark) = mark {
            set_attribute(html, mark, MARK, &label);
        }
        for id in found.switches {
            if let Some(mut node) = html.tree.get_mut(id) {
                node.detach();
            }
        }
        let written = written.as_deref().and_then(bare_mark).map(str::to_owned);
        strip_label(html, found.note, &written.unwrap_or_else(|| label.clone()));
        let root = html.root_element().id();
        let shell = html
            .tree
            .get_mut(root)
            .map(|mut r| r.append(element("div")).id());
        if let Some(shell) = shell {
            set_attribute(html, shell, NOTE, &label);
            if let Some(mut shell) = html.tree.get_mut(shell) {
                shell.append_id(found.note);
            }
        }
    }
}

fn find(html: &Html, marks: &Marks) -> Vec<Beside> {
    let mut found: Vec<Beside> = Vec::new();
    let mut last: Option<NodeId> = None;
    for node in html.tree.root().descendants() {
        let inside = |outer: NodeId| node.ancestors().take(16).any(|a| a.id() == outer);
        if !is_beside(node) || last.is_some_and(inside) || marks.covers(node) {
            continue;
        }
        last = Some(node.id());
        let (mark, switches) = before(node);
        found.push(Beside {
            note: node.id(),
            mark,
            switches,
        });
    }
    found
}

/// Whether an element is a note in a line: named as one, with words, behind other words of its block.
fn is_beside(node: NodeRef<'_, Node>) -> bool {
    let Some(tag) = name(&node) else { return false };
    if matches!(tag, "a" | "sup" | "label") || is_block(tag) || !is_named(node) {
        return false;
    }
    if holds_block(node) || node.descendants().nth(MOST_NODES).is_some() {
        return false;
    }
    let text = folded_text(node);
    let words = text.chars().count() >= 8 && bare_mark(&text).is_none() && has_words(&text);
    // What only wraps a mark and its note is neither.
    let wraps = node
        .descendants()
        .skip(1)
        .any(|d| is_named(d) && d.value().is_element() && is_worded(d));
    words && !wraps && (stands_in_text(node) || before(node).0.is_some())
}

fn is_worded(node: NodeRef<'_, Node>) -> bool {
    let text = folded_text(node);
    text.chars().count() >= 8 && bare_mark(&text).is_none()
}

/// What stands right before such a note: its mark, and what opens it.
fn before(note: NodeRef<'_, Node>) -> (Option<NodeId>, Vec<NodeId>) {
    let mut switches = Vec::new();
    for node in note.prev_siblings().take(8) {
        match node.value() {
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Comment(_) => {}
            Node::Element(e) if e.name() == "input" => switches.push(node.id()),
            Node::Element(e) if e.name() == "label" && !has_words(&folded_text(node)) => {
                switches.push(node.id());
            }
            Node::Element(_) => {
                let named = is_named(node) || value(node, "aria-describedby").is_some();
                let marks = named && bare_mark(&folded_text(node)).is_some();
                return (marks.then(|| node.id()), switches);
            }
            _ => break,
        }
    }
    (None, switches)
}
