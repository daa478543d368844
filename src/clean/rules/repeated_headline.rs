//! `repeated-headline`: the headline once more at the body's top.
//!
//! Matches a first heading or paragraph that says the same words as the headline. Must not match a lead that goes on.

use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "repeated-headline",
    "the headline once more",
)
.about("A first heading or paragraph with the headline's words; not a lead that goes on.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let Some(title) = page.context.title.map(letters).filter(|t| t.len() >= 8) else {
        return;
    };
    for block in page.outline.blocks.iter().filter(|b| b.chars > 0).take(3) {
        if letters(&block.text) == title {
            marks.cut(block.node, &RULE);
            return;
        }
    }
}

/// The letters and digits alone, lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
