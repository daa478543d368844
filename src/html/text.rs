//! The text of a tree as it is read: white space folded, marks without width gone, blocks apart.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use super::elements::{Class, is_block};

/// White space folded to single spaces, none at the ends; soft hyphens and marks without width gone.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(&mut out, text);
    out.truncate(out.trim_end().len());
    out
}

/// Appends text, folded, to text that is folded; no space at the start.
pub(crate) fn push_folded(out: &mut String, text: &str) {
    out.reserve(text.len());
    let mut rest = text;
    loop {
        // Words of ASCII with one space between are folded already, and most text is nothing else.
        let (folded, other) = rest.split_at_checked(folded(rest)).unwrap_or((rest, ""));
        out.push_str(folded);
        let mut chars = other.chars();
        let Some(c) = chars.next() else { break };
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') {
            out.push(c);
        }
        rest = chars.as_str();
    }
}

/// How many bytes at the front of a text are words of ASCII with one space between.
fn folded(text: &str) -> usize {
    let mut after_space = true;
    let mut length = 0;
    for byte in text.bytes() {
        if !(byte.is_ascii_graphic() || byte == b' ' && !after_space) {
            break;
        }
        after_space = byte == b' ';
        length += 1;
    }
    // A space at the end may not be the only one.
    length - usize::from(after_space && length > 0)
}

/// The text under a node that is read, folded, blocks apart by a space.
pub(crate) fn folded_text(node: NodeRef<'_, Node>) -> String {
    let mut out = String::new();
    push_text(node, Class::UNREAD, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// Appends the text under a node, folded, without that of elements of a class.
pub(crate) fn push_text(node: NodeRef<'_, Node>, without: Class, out: &mut String) {
    let mut inside = 0_usize;
    // Whether what comes next stands right behind a link or button.
    let mut behind = false;
    for edge in node.traverse() {
        let after = std::mem::take(&mut behind);
        match edge {
            Edge::Open(n) => match n.value() {
                Node::Text(t) if inside == 0 => push_folded(out, t),
                Node::Element(e) if without.holds(e.name()) => inside += 1,
                Node::Element(e) if is_apart(e.name()) || after && is_pressed(e.name()) => {
                    push_folded(out, " ");
                }
                _ => {}
            },
            Edge::Close(n) => match n.value() {
                Node::Element(e) if without.holds(e.name()) => inside -= 1,
                Node::Element(e) if is_block(e.name()) => push_folded(out, " "),
                Node::Element(e) => behind = is_pressed(e.name()),
                _ => {}
            },
        }
    }
}

/// Whether the text of an element begins a new line.
fn is_apart(name: &str) -> bool {
    is_block(name) || name == "br"
}

/// Whether an element is one of which several side by side are several words.
fn is_pressed(name: &str) -> bool {
    matches!(name, "a" | "button" | "label" | "select")
}

/// Whether text has a letter or a digit.
pub(crate) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
