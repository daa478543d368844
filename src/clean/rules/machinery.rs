//! `machinery`: scripts, styles, forms, buttons and tracking pictures.
//!
//! Matches `<script>`, `<form>…</form>`, `<img width="1" height="1">`. Must not match a form that wraps the article,
//! as some server frameworks make it: only its fields go.

use crate::clean::media;
use crate::clean::rules::view::BodyView;
use crate::html::elements::Class;
use crate::html::marks::Marks;
use crate::html::text::folded_text;
use crate::html::tree::name;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(Stage::Cleaning, "machinery", "a form, button or script")
    .about("`<script>`, `<form>`, pictures of one pixel; not a form that wraps the article.");

/// A form with more prose than this wraps the article.
const FORM_CHARS: usize = 600;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    for node in page.html.tree.root().descendants() {
        let Some(tag) = name(&node) else { continue };
        let gone = match tag {
            _ if Class::MACHINERY.holds(tag) => true,
            "form" => folded_text(node).chars().count() < FORM_CHARS,
            "img" => node.value().as_element().is_some_and(media::is_pixel),
            "iframe" | "embed" => node
                .value()
                .as_element()
                .is_none_or(|e| media::embed_address(e, page.context.base_url).is_none()),
            _ => false,
        };
        if gone {
            marks.cut(node.id(), &RULE);
        }
    }
}
