//! Small questions about nodes of a parsed tree, and small changes to it.

use ego_tree::{NodeId, NodeRef};
use html5ever::{LocalName, QualName, ns};
use scraper::{Html, Node, StrTendril, node::Element};

use super::elements::is_block;

/// The element's name if the node is an element.
pub(crate) fn name<'a>(node: &NodeRef<'a, Node>) -> Option<&'a str> {
    match node.value() {
        Node::Element(e) => Some(e.name()),
        _ => None,
    }
}

/// An attribute's value. Binary search by name needs an interned name, which costs more than looking through a handful.
pub(crate) fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let mut all = element.attrs.iter();
    all.find(|(n, _)| n.local.as_bytes() == name.as_bytes())
        .map(|(_, value)| &**value)
}

/// Whether a block lies somewhere under this node.
pub(crate) fn holds_block(node: NodeRef<'_, Node>) -> bool {
    node.descendants()
        .skip(1)
        .any(|d| name(&d).is_some_and(is_block))
}

/// A new element of this name, without attributes.
pub(crate) fn element(name: &str) -> Node {
    Node::Element(Element::new(
        QualName::new(None, ns!(html), LocalName::from(name)),
        Vec::new(),
    ))
}

/// A new text.
pub(crate) fn text(text: &str) -> Node {
    Node::Text(scraper::node::Text { text: text.into() })
}

/// Sets an attribute of an element.
pub(crate) fn set_attribute(html: &mut Html, id: NodeId, attribute: &str, value: &str) {
    let Some(mut node) = html.tree.get_mut(id) else {
        return;
    };
    let Node::Element(e) = node.value() else {
        return;
    };
    let key = QualName::new(None, ns!(), LocalName::from(attribute));
    match e.attrs.binary_search_by(|a| a.0.cmp(&key)) {
        Ok(i) => {
            if let Some(slot) = e.attrs.get_mut(i) {
                slot.1 = StrTendril::from(value);
            }
        }
        Err(i) => e.attrs.insert(i, (key, StrTendril::from(value))),
    }
}

/// Takes an attribute off an element.
pub(crate) fn remove_attribute(html: &mut Html, id: NodeId, attribute: &str) {
    if let Some(mut node) = html.tree.get_mut(id)
        && let Node::Element(e) = node.value()
    {
        e.attrs.retain(|(name, _)| &*name.local != attribute);
    }
}

/// Takes a node out of the tree, leaving its children in its place.
pub(crate) fn unwrap(html: &mut Html, id: NodeId) {
    let Some(node) = html.tree.get(id) else {
        return;
    };
    let children: Vec<NodeId> = node.children().map(|c| c.id()).collect();
    let Some(mut node) = html.tree.get_mut(id) else {
        return;
    };
    for child in children {
        node.insert_id_before(child);
    }
    node.detach();
}
