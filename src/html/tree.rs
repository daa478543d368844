//! What the rules ask of a parsed tree: kinds of elements, folded text, and small changes.

use ego_tree::{NodeId, NodeRef};
use html5ever::{LocalName, QualName, ns};
use scraper::{Html, Node, StrTendril, node::Element};

/// Elements that lie inside a line of text and only dress it.
const DRESSING: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
];
/// Elements that stand in a line of text as a whole.
const ATOMS: &[&str] = &[
    "br", "wbr", "img", "picture", "svg", "math", "source", "button", "input", "select",
    "textarea", "meta", "link", "script", "style", "noscript", "template", "area", "map",
];
/// Things that are shown without being words.
const MEDIA: &[&str] = &[
    "img", "picture", "iframe", "video", "audio", "embed", "object", "hr", "math",
];

/// The element's name if the node is an element.
pub(crate) fn name<'a>(node: &NodeRef<'a, Node>) -> Option<&'a str> {
    match node.value() {
        Node::Element(e) => Some(e.name()),
        _ => None,
    }
}

/// Whether an element of this name dresses text within a line.
pub(crate) fn is_dressing(name: &str) -> bool {
    DRESSING.contains(&name)
}

/// Whether an element of this name stands as a block.
pub(crate) fn is_block(name: &str) -> bool {
    !is_dressing(name) && !ATOMS.contains(&name)
}

/// Whether an element of this name shows something that is no text.
pub(crate) fn is_media(name: &str) -> bool {
    MEDIA.contains(&name)
}

/// Elements whose text is never read.
pub(crate) fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "select"
            | "textarea"
            | "title"
    )
}

/// Whether a block lies somewhere under this node.
pub(crate) fn holds_block(node: NodeRef<'_, Node>) -> bool {
    node.descendants()
        .skip(1)
        .any(|d| name(&d).is_some_and(is_block))
}

/// Appends `text` with runs of white space folded to one space; none at the start.
pub(crate) fn push_folded(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !matches!(c, '\u{ad}' | '\u{feff}' | '\u{2060}') {
            out.push(c);
        }
    }
}

/// The visible text under a node, white space folded, blocks apart by a space.
pub(crate) fn folded_text(node: NodeRef<'_, Node>) -> String {
    let mut out = String::new();
    push_text(node, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// Appends the visible text under a node.
pub(crate) fn push_text(node: NodeRef<'_, Node>, out: &mut String) {
    use ego_tree::iter::Edge;
    let mut unread = 0_usize;
    for edge in node.traverse() {
        match edge {
            Edge::Open(n) => match n.value() {
                Node::Text(t) if unread == 0 => push_folded(out, t),
                Node::Element(e) if is_unread(e.name()) => unread += 1,
                Node::Element(e) if is_block(e.name()) || e.name() == "br" => push_folded(out, " "),
                _ => {}
            },
            Edge::Close(n) => match n.value() {
                Node::Element(e) if is_unread(e.name()) => unread -= 1,
                Node::Element(e) if is_block(e.name()) => push_folded(out, " "),
                _ => {}
            },
        }
    }
}

/// Whether text has a letter or a digit.
pub(crate) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// A new element of this name, without attributes.
pub(crate) fn element(name: &str) -> Node {
    Node::Element(Element::new(
        QualName::new(None, ns!(html), LocalName::from(name)),
        Vec::new(),
    ))
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
