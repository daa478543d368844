//! `hidden`: what a browser does not show.
//!
//! Matches `<div hidden>`, `style="display:none"`, text for screen readers only, short texts that are hidden from
//! them. Must not match a picture that is hidden from screen readers, nor an article that a script fades in
//! (`opacity: 0`).

use crate::clean::marks::Marks;
use crate::clean::rules::BodyView;
use crate::html::tree::{folded_text, is_media, name};

const RULE: &str = "hidden";

const READER_ONLY: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "sr_only",
    "a11y-hidden",
    "element-invisible",
    "u-visually-hidden",
];

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    for node in page.html.tree.root().descendants() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        if element.attrs.is_empty() {
            continue;
        }
        let style = element.attr("style").unwrap_or_default();
        let mut gone = element
            .attr("hidden")
            .is_some_and(|h| !h.eq_ignore_ascii_case("until-found"));
        if !gone && !style.is_empty() {
            let squeezed: String = style
                .chars()
                .filter(|c| !c.is_whitespace())
                .flat_map(char::to_lowercase)
                .collect();
            gone = squeezed.contains("display:none") || squeezed.contains("visibility:hidden");
        }
        gone = gone
            || element.classes().any(|c| READER_ONLY.contains(&c))
                && folded_text(node).chars().count() < 120;
        // Scripts hide whole articles until they run; more text than all the rest was meant to be read.
        if gone && folded_text(node).chars().count() * 2 > page.outline.chars.max(200) {
            gone = false;
        }
        gone = gone
            || element.attr("aria-hidden") == Some("true")
                && !matches!(element.name(), "a" | "figcaption")
                && !node.descendants().any(|d| name(&d).is_some_and(is_media))
                && folded_text(node).chars().count() < 120
                && !node
                    .ancestors()
                    .any(|a| matches!(name(&a), Some("pre" | "code" | "math" | "figcaption")));
        if gone {
            marks.cut(node.id(), RULE);
        }
    }
}
