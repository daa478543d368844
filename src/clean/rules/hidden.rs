//! `hidden`: what a browser does not show.
//!
//! Matches `<div hidden>`, `style="display:none"`, text for screen readers only, short texts that are hidden from
//! them. Must not match a picture that is hidden from screen readers, nor an article that a script fades in
//! (`opacity: 0`).

use crate::html::marks::Marks;
use ego_tree::NodeRef;
use scraper::Node;

use crate::clean::rules::view::BodyView;
use crate::html::elements::Class;
use crate::html::naming::{Hidden, hidden};
use crate::html::text::folded_text;
use crate::html::tree::{attribute, name};
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(Stage::Cleaning, "hidden", "text that is not shown").about("`hidden`, `display:none`, text for screen readers alone; not an article that a script fades in.");

/// What is hidden from those who look or those who listen goes only if it is shorter.
const SHORT: usize = 120;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    for node in page.html.tree.root().descendants() {
        let Some(hidden) = node.value().as_element().and_then(hidden) else {
            continue;
        };
        let chars = folded_text(node).chars().count();
        // Scripts hide whole articles until they run; more text than all the rest was meant to be read.
        let meant = chars * 2 > page.outline.chars.max(200);
        let gone = match hidden {
            Hidden::Wholly => !meant && !is_slide(node),
            Hidden::FromEyes => !meant && chars < SHORT,
            Hidden::FromEars => chars < SHORT && is_decoration(node),
        };
        if gone {
            marks.cut(node.id(), &RULE);
        }
    }
}

/// Whether a node is a picture of a gallery that waits for its turn.
fn is_slide(node: NodeRef<'_, Node>) -> bool {
    let pictured = node.descendants().any(|d| name(&d) == Some("img"));
    let named = |n: NodeRef<'_, Node>| {
        let class = n.value().as_element().and_then(|e| attribute(e, "class"));
        class.is_some_and(|c| {
            let lower = c.to_ascii_lowercase();
            ["gallery", "slide", "carousel", "swiper", "lightbox"]
                .iter()
                .any(|w| lower.contains(w))
        })
    };
    pictured
        && std::iter::once(node)
            .chain(node.ancestors().take(3))
            .any(named)
}

/// Whether what is kept from those who listen may go from the text too.
fn is_decoration(node: NodeRef<'_, Node>) -> bool {
    !matches!(name(&node), Some("a" | "figcaption"))
        && !node
            .descendants()
            .any(|d| name(&d).is_some_and(|t| Class::MEDIA.holds(t)))
        && !node
            .ancestors()
            .any(|a| matches!(name(&a), Some("pre" | "code" | "math" | "figcaption")))
}
