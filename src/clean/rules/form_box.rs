//! Boxes around a field to fill in: an address for a newsletter, a box to tick. They go as `subscribe`, whatever their
//! words.
//!
//! Matches the largest box around an e-mail field, a text field or a tick that has little text in all. Must not match a
//! form that wraps the article, a search's results, nor a box with a paragraph of prose.

use ego_tree::NodeRef;
use scraper::{Html, Node};

use super::subscribe::RULE;
use crate::clean::rules::view::BodyView;
use crate::html::elements::Class;
use crate::html::marks::Marks;
use crate::html::text::folded_text;
use crate::html::tree::{attribute, name};

/// Most nodes of such a box.
const MOST_NODES: usize = 400;

/// Most characters of such a box.
const BOX: usize = 480;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    if page.outline.chars < BOX {
        return;
    }
    let mut boxes = Vec::new();
    for field in page
        .html
        .tree
        .root()
        .descendants()
        .filter(is_field)
        .take(64)
    {
        let mut widest = None;
        for around in field.ancestors() {
            let Some(tag) = name(&around) else { break };
            if matches!(
                tag,
                "body"
                    | "li"
                    | "html"
                    | "main"
                    | "table"
                    | "tr"
                    | "td"
                    | "blockquote"
                    | "ul"
                    | "ol"
            ) {
                break;
            }
            let Some(chars) = few_words(around) else {
                break;
            };
            if chars * 4 > page.outline.chars || holds_other(around) {
                break;
            }
            if chars > 0 && !Class::of(tag).is(Class::DRESSING) {
                widest = Some(around.id());
            }
        }
        if let Some(widest) = widest {
            boxes.push(widest);
        }
    }
    boxes.dedup();
    // A text with many fields is filled in: a questionnaire, a list to tick off.
    if boxes.len() <= 4 {
        for node in boxes {
            marks.cut(node, &RULE);
        }
    }
}

/// Takes back the mark of fields that the finder of a page's article marked by themselves: by them a box is known.
pub(in crate::clean) fn uncover(html: &Html, marks: &mut Marks) {
    for field in html.tree.root().descendants().filter(is_field) {
        marks.take_back(field.id());
    }
}

/// The characters under a node, unless they are more than such a box has.
fn few_words(node: NodeRef<'_, Node>) -> Option<usize> {
    let mut chars = 0;
    for (count, inner) in node.descendants().enumerate() {
        if let Node::Text(text) = inner.value()
            && !inner
                .parent()
                .and_then(|p| name(&p))
                .is_some_and(|t| Class::UNREAD.holds(t))
        {
            chars += text.trim().chars().count();
        }
        if chars > BOX || count > MOST_NODES {
            return None;
        }
    }
    Some(chars)
}

/// Whether a reader writes into an element, or ticks it.
fn is_field(node: &NodeRef<'_, Node>) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    element.name() == "input"
        && attribute(element, "type").is_none_or(|t| {
            ["email", "text", "checkbox", "tel"]
                .iter()
                .any(|k| t.eq_ignore_ascii_case(k))
        })
}

/// Whether a box holds what no such box has: several paragraphs of some length, a picture with a caption, a table.
fn holds_other(node: NodeRef<'_, Node>) -> bool {
    let mut paragraphs = 0;
    for inner in node.descendants().skip(1) {
        match name(&inner) {
            Some("p") => {
                let text = folded_text(inner);
                paragraphs += usize::from(text.chars().count() > 200);
            }
            Some("figure" | "table" | "pre" | "blockquote" | "video" | "iframe") => return true,
            _ => {}
        }
    }
    paragraphs > 0
}
