//! `share-bar`: buttons and links that share, print or save the page.
//!
//! Matches "Share Tweet 0", a link to a sharing address. Must not match a paragraph on how a firm's shares were
//! shared on Facebook, nor a heading or list item that names a network.

use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::{comparable, is_share_bar, is_share_link};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::html::text::folded_text;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(Stage::Cleaning, "share-bar", "a share bar").about("“Share Tweet 0”, a link to an address that shares, prints or saves the page; not a paragraph about a network.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    for block in &page.outline.blocks {
        if block.within.code || block.within.table {
            continue;
        }
        let links = block.links();
        let share_links = links
            .iter()
            .filter(|l| is_share_link(page.href(**l)))
            .count();
        if share_links == 0 {
            let bar = block.is_plain()
                && !block.is_heading()
                && !block.media
                && block.chars < 200
                && (is_share_bar(&comparable(&block.text).0)
                    || parted(&block.text).is_some_and(|t| is_share_bar(&comparable(&t).0)));
            if bar {
                marks.cut(block.node, &RULE);
            }
            continue;
        }
        if share_links == links.len() && is_bar(block) {
            marks.cut(block.node, &RULE);
            continue;
        }
        for link in links {
            if is_share_link(page.href(link)) {
                let text = page
                    .html
                    .tree
                    .get(link)
                    .map(folded_text)
                    .unwrap_or_default();
                let plain_text = comparable(&text).0;
                if text.is_empty() || is_share_bar(&plain_text) {
                    marks.cut(link, &RULE);
                }
            }
        }
    }
}

/// A text with a space before each capital behind a small letter, where there is one: words of buttons that stood side by side.
fn parted(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 8);
    let mut small = false;
    for c in text.chars() {
        if small && c.is_uppercase() {
            out.push(' ');
        }
        small = c.is_lowercase();
        out.push(c);
    }
    (out.len() > text.len()).then_some(out)
}

/// Whether a block holds hardly a word beside its share links.
fn is_bar(block: &OutlineBlock) -> bool {
    let outside = block.chars.saturating_sub(block.link_chars);
    !block.media && block.chars < 300 && (outside <= 30 || is_share_bar(&comparable(&block.text).0))
}
