//! Boxes that publishers name for what they hold: `class="share-buttons"`, `id="related-posts"`, `class="ad-slot"`.
//!
//! The cut takes the id of the rule that the name stands for (`data/boxes.txt`). A box goes only if it holds no
//! prose: a name alone never takes a paragraph of the article along.

use ego_tree::NodeId;
use scraper::node::Element;

use super::{advertisement, author_note, interface, related_list, share_bar, subscribe};
use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::box_rule;
use crate::clean::rules::view::BodyView;
use crate::html::elements::Class;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static NAVIGATION: Rule =
    Rule::new(Stage::Cleaning, "navigation", "a way through the site").about(
        "A box whose class or id says navigation, pagination or breadcrumbs, if it holds no prose.",
    );
pub(super) static COMMENTS: Rule = Rule::new(Stage::Cleaning, "comments", "readers’ comments")
    .about("A box whose class or id says comments, if it holds no article's prose.");
pub(super) static PLAYER: Rule = Rule::new(
    Stage::Cleaning,
    "player",
    "a player that reads the text aloud",
)
.about("A box whose class or id says so, if it holds no prose.");
pub(super) static TAGS: Rule = Rule::new(Stage::Cleaning, "tags", "the article’s tags")
    .about("A box whose class or id says tags or topics, if it holds no prose.");

pub(super) static JOBS: Rule = Rule::new(Stage::Cleaning, "job-offers", "offers of jobs").about(
    "A box whose class or id says so, if it holds no prose; a line that is mostly a link to a market of jobs.",
);
pub(super) static SHOP: Rule = Rule::new(Stage::Cleaning, "shop-box", "a shop’s box").about(
    "A box whose class or id says so, and a line that is only a link which its publisher is paid for.",
);

/// The rules that names stand for.
static NAMED: &[&Rule] = &[
    &advertisement::RULE,
    &share_bar::RULE,
    &subscribe::RULE,
    &related_list::RULE,
    &NAVIGATION,
    &COMMENTS,
    &PLAYER,
    &TAGS,
    &author_note::RULE,
    &interface::RULE,
    &JOBS,
    &SHOP,
];

/// The rule that an element's names stand for.
fn rule_of(element: &Element) -> Option<&'static Rule> {
    // The id of a heading is made from its words.
    let named: &[&str] = if Class::HEADING.holds(element.name()) {
        &["class"]
    } else {
        &["class", "id", "aria-label", "data-component"]
    };
    let mut names = named.iter().filter_map(|a| element.attr(a));
    let id = names.find_map(box_rule)?;
    NAMED.iter().copied().find(|r| r.id == id)
}

/// Most characters outside of links that one block of a box may have.
fn block_limit(rule: &Rule) -> usize {
    match rule.id {
        "subscribe" => 280,
        "share-bar" | "navigation" | "player" => 80,
        "comments" | "author-note" => 700,
        "interface" => 900,
        _ => 120,
    }
}

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let mut shops: Vec<(NodeId, usize)> = Vec::new();
    for container in &page.outline.containers {
        if matches!(
            container.tag.as_str(),
            "body"
                | "main"
                | "article"
                | "html"
                | "table"
                | "tr"
                | "td"
                | "figure"
                | "blockquote"
                | "figcaption"
                | "pre"
        ) {
            continue;
        }
        let node = page.html.tree.get(container.node);
        let element = node.and_then(|n| n.value().as_element());
        let Some(rule) = element.and_then(rule_of) else {
            continue;
        };
        let blocks = page
            .outline
            .blocks
            .get(container.start..container.end)
            .unwrap_or_default();
        if holds_no_prose(blocks, rule, page.outline.chars) {
            if rule == &SHOP {
                shops.push((container.node, blocks.iter().map(|b| b.chars).sum()));
            } else {
                marks.cut(container.node, rule);
            }
        }
    }
    // A text that consists of such boxes is about what they offer.
    if shops.iter().map(|s| s.1).sum::<usize>() * 8 < page.outline.chars {
        for (node, _) in shops {
            marks.cut(node, &SHOP);
        }
    }
}

fn holds_no_prose(blocks: &[OutlineBlock], rule: &Rule, all_chars: usize) -> bool {
    let chars: usize = blocks.iter().map(|b| b.chars).sum();
    let outside: usize = blocks
        .iter()
        .map(|b| b.chars - b.link_chars.min(b.chars))
        .sum();
    let limit = block_limit(rule);
    let prose = blocks.iter().any(|b| {
        b.chars - b.link_chars.min(b.chars) > limit
            || b.within.quote
            || b.within.table
            || b.within.code
    });
    if prose || chars * 2 > all_chars.max(400) {
        return false;
    }
    let media = blocks.iter().filter(|b| b.media).count();
    match rule.id {
        // A picture of the article may stand in a box called promo; one with nothing but a link does not.
        "related-list" => blocks.iter().any(|b| !b.links().is_empty()) && outside <= 240,
        "advertisement" => {
            media == 0 && outside <= 200
                || blocks
                    .iter()
                    .all(|b| b.chars == 0 && !b.bare_links.is_empty())
        }
        "share-bar" | "navigation" => media == 0 && outside <= 160,
        "subscribe" => outside <= 600 && media <= 1,
        "author-note" => outside <= 1200 && media <= 2,
        "comments" => outside <= 1600 && media <= 4,
        "interface" => outside <= 1200 && media == 0,
        "job-offers" | "shop-box" => outside <= 700,
        _ => media == 0 && outside <= 400,
    }
}

#[cfg(test)]
mod tests {
    use super::NAMED;
    use crate::clean::phrases::box_rules;

    #[test]
    fn every_rule_of_the_table_is_stated() {
        for id in box_rules() {
            assert!(NAMED.iter().any(|r| r.id == id), "{id}");
        }
    }
}
