//! Boxes that publishers name for what they hold: `class="share-buttons"`, `id="related-posts"`, `class="ad-slot"`.
//!
//! The cut takes the id of the rule that the name stands for (`data/boxes.txt`). A box goes only if it holds no
//! prose: a name alone never takes a paragraph of the article along, nor a sentence, unless a button, a link or an opening says what
//! the box is.

use ego_tree::NodeId;
use scraper::node::Element;

use super::{advertisement, author_note, interface, related_list, share_bar, subscribe};
use crate::clean::links::Leads;
use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::{
    PhraseKind, box_rule, comparable, is_share_bar, is_share_link, openings, rule_of_name,
};
use crate::clean::rules::view::BodyView;
use crate::html::elements::Class;
use crate::html::marks::Marks;
use crate::html::tree::name;
use crate::rule::{Rule, Stage};

pub(super) static NAVIGATION: Rule =
    Rule::new(Stage::Cleaning, "navigation", "a way through the site").about(
        "A box whose class or id says navigation, pagination or breadcrumbs, if it holds no prose.",
    );
pub(super) static COMMENTS: Rule = Rule::new(Stage::Cleaning, "comments", "readers’ comments")
    .about("A box whose class or id says comments, if it holds no article's prose.");
pub(super) static PLAYER: Rule =
    Rule::new(Stage::Cleaning, "player", "a player of the text or a video")
        .about("A box whose class or id says so, if it holds no prose.");
pub(super) static TAGS: Rule = Rule::new(Stage::Cleaning, "tags", "the article’s tags")
    .about("A box whose class or id says tags or topics, if it holds no prose.");

pub(super) static JOBS: Rule = Rule::new(Stage::Cleaning, "job-offers", "offers of jobs").about(
    "A box whose class or id says so, if it holds no prose; a line that is mostly a link to a market of jobs.",
);
pub(super) static SHOP: Rule = Rule::new(Stage::Cleaning, "shop-box", "a shop’s box").about(
    "A box whose class or id says so, a box of offers with their prices, a line that is only a link which its publisher is paid for or that says so.",
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
        &["class", "id", "data-component"]
    };
    let mut names = named.iter().filter_map(|a| element.attr(a));
    let mut id = names.find_map(box_rule);
    // A label is one name in words.
    if !Class::HEADING.holds(element.name()) {
        id = id.or_else(|| element.attr("aria-label").and_then(rule_of_name));
    }
    let id = id?;
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
        if holds_no_prose(blocks, rule, page.outline.chars)
            && (!blocks.iter().any(is_sentence) || says_more(page, container.node, blocks, rule))
        {
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

/// Whether a block outside of its links is a sentence, as a box without a word of the article has none.
fn is_sentence(block: &OutlineBlock) -> bool {
    let outside = block.chars.saturating_sub(block.link_chars);
    let words = block.text.split_whitespace().count();
    let long = words >= 5 || block.chars >= 15 && block.text.chars().any(|c| c > '\u{2e80}');
    let ended = block
        .text
        .ends_with(['.', '!', '?', '"', '”', '。', '！', '？', '…', '»', '“']);
    ended && long && outside >= 20
}

/// Whether more than its name says that a box with a sentence is what it is called: a button or field, a link to where an
/// appeal or a share leads, a known opening.
fn says_more(page: &BodyView<'_>, node: NodeId, blocks: &[OutlineBlock], rule: &Rule) -> bool {
    // What readers write and what is said of an author are sentences; so is what asks for consent.
    if !matches!(
        rule.id,
        "subscribe"
            | "share-bar"
            | "navigation"
            | "player"
            | "tags"
            | "advertisement"
            | "job-offers"
    ) {
        return true;
    }
    let node = page.html.tree.get(node);
    let pressed = node.is_some_and(|n| {
        n.descendants()
            .any(|d| name(&d).is_some_and(|t| matches!(t, "button" | "input" | "form" | "select")))
    });
    let acts = |link: NodeId| {
        is_share_link(page.href(link))
            || match page.leads(link) {
                Leads::Page => rule.id == "advertisement" && page.host(link) != page.own_host(),
                Leads::Nowhere | Leads::Picture | Leads::Within => false,
                _ => true,
            }
    };
    let opens = |b: &OutlineBlock| {
        let text = comparable(&b.text).0;
        let kinds = [
            PhraseKind::Subscribe,
            PhraseKind::Plea,
            PhraseKind::Ad,
            PhraseKind::Label,
            PhraseKind::Sponsor,
        ];
        !openings(&text, &kinds).is_empty() || is_share_bar(&text)
    };
    pressed || blocks.iter().flat_map(OutlineBlock::links).any(acts) || blocks.iter().any(opens)
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
