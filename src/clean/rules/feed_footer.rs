//! `feed-footer`: the line that feeds put under an article.
//!
//! Matches "The post X appeared first on Y." in its languages. Must not match prose in which a study "first appeared
//! on" something: the line must be short and hold a link, or stand at the very end and open with the article itself.

use super::line::cut_line;
use crate::clean::phrases::{ITSELF, comparable, holds_footer};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "feed-footer",
    "the line that feeds put under an article",
).about("“The post X appeared first on Y.”, short and with a link or at the very end; not prose in which a study first appeared somewhere.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let count = page.outline.blocks.len();
    for (i, block) in page.outline.blocks.iter().enumerate() {
        if block.within.code || block.within.quote || block.within.table {
            continue;
        }
        for (j, line) in block.lines.iter().enumerate() {
            if line.text.chars().count() > 400 {
                continue;
            }
            let (text, _) = comparable(&line.text);
            if !holds_footer(&text) {
                continue;
            }
            let linked = line.link_chars > 0;
            let itself = ITSELF.iter().any(|s| {
                text.strip_prefix(s)
                    .is_some_and(|t| !t.starts_with(char::is_alphanumeric))
            });
            if itself && linked
                || (i * 10 >= count * 8
                    && (itself || linked && line.link_chars * 3 >= line.text.chars().count()))
            {
                cut_line(page, block, j, &RULE, marks);
            }
        }
    }
}
