//! `machinery`: scripts, styles, forms, buttons and tracking pictures.
//!
//! Matches `<script>`, `<form>…</form>`, `<img width="1" height="1">`. Must not match a form that wraps the article,
//! as some server frameworks make it: only its fields go.

use crate::clean::marks::Marks;
use crate::clean::media;
use crate::clean::rules::BodyView;
use crate::html::tree::{folded_text, name};

pub(super) const RULE: &str = "machinery";

/// A form with more prose than this wraps the article.
const FORM_CHARS: usize = 600;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    for node in page.html.tree.root().descendants() {
        let Some(tag) = name(&node) else { continue };
        let gone = match tag {
            "script" | "style" | "noscript" | "template" | "link" | "meta" | "base" | "title"
            | "button" | "input" | "select" | "textarea" | "datalist" | "progress" | "meter"
            | "dialog" | "object" | "applet" | "frame" | "frameset" | "canvas" | "svg"
            | "param" => true,
            "form" => folded_text(node).chars().count() < FORM_CHARS,
            "img" => node.value().as_element().is_some_and(media::is_pixel),
            "iframe" | "embed" => node
                .value()
                .as_element()
                .is_none_or(|e| media::embed_address(e, page.context.base_url).is_none()),
            _ => false,
        };
        if gone {
            marks.cut(node.id(), RULE);
        }
    }
}
