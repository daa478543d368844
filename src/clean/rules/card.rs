//! Cards of other articles that stand in the text: a picture and a headline that lead to one address, often with an
//! author, a day and a line of teaser. They go as `related-list`.
//!
//! Matches, whatever the language, a box in which each headline has its link twice (around a picture, or in several
//! blocks) or is a heading that is wholly a link, all of them to the publisher's own site, with little else. Must not
//! match a picture that leads to its larger self, a box with a paragraph of prose, nor a text that consists of such
//! boxes: that is a list, and its cards are its content.

use std::collections::BTreeMap;

use super::related_list::RULE;
use super::unlabelled::is_prose;
use crate::clean::links::Leads;
use crate::clean::outline::{Container, OutlineBlock};
use crate::clean::phrases::{PhraseKind, comparable, openings};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;

/// Most characters beside links that a card may have: a teaser.
const TEASER: usize = 260;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let own = page.own_site();
    let blocks = &page.outline.blocks;
    let Some(first) = blocks.iter().position(is_prose) else {
        return;
    };
    let mut found: Vec<&Container> = Vec::new();
    let mut chars = 0;
    for container in &page.outline.containers {
        let after_last = found.last().is_none_or(|f| container.start >= f.end);
        if !after_last
            || !matches!(
                container.tag.as_str(),
                "div"
                    | "section"
                    | "article"
                    | "aside"
                    | "ul"
                    | "ol"
                    | "li"
                    | "header"
                    | "footer"
                    | "nav"
            ) && !container.tag.contains('-')
        {
            continue;
        }
        let inside = page.within(container);
        let all: usize = inside.iter().map(|b| b.chars).sum();
        if all == 0 || all * 3 > page.outline.chars {
            continue;
        }
        let Some(count) = cards(page, own.as_deref(), inside, &container.tag) else {
            continue;
        };
        // Above the article's first words stands its own headline; several are the way to others.
        if container.end <= first && count < 2 {
            continue;
        }
        chars += all;
        found.push(container);
    }
    if chars * 3 > page.outline.chars {
        return;
    }
    for container in found {
        marks.cut(container.node, &RULE);
        let before = container.start.checked_sub(1).and_then(|b| blocks.get(b));
        if let Some(label) = before.filter(|b| is_label(b)) {
            marks.cut(label.node, &RULE);
        }
    }
}

/// Whether a block above cards announces them.
fn is_label(block: &OutlineBlock) -> bool {
    block.link_chars == 0
        && block.chars <= 60
        && block.is_plain()
        && !openings(
            &comparable(&block.text).0,
            &[PhraseKind::Label, PhraseKind::Weak],
        )
        .is_empty()
}

/// What speaks for one address.
#[derive(Default)]
struct Shown {
    picture: bool,
    blocks: usize,
    headline: bool,
    heading: bool,
}

/// The number of cards that a box consists of; none if it holds anything else.
fn cards(
    page: &BodyView<'_>,
    own: Option<&str>,
    inside: &[OutlineBlock],
    tag: &str,
) -> Option<usize> {
    let mut shown: BTreeMap<&str, Shown> = BTreeMap::new();
    let mut beside = 0;
    let mut pictures = false;
    for block in inside {
        if block.within.quote || block.within.table || block.within.code || block.tag == "h1" {
            return None;
        }
        pictures |= block.media;
        let outside = block.chars.saturating_sub(block.link_chars);
        if outside > TEASER {
            return None;
        }
        beside += outside;
        let bare: Vec<_> = block.bare_links.clone();
        for link in block.links() {
            match page.leads(link) {
                Leads::Page | Leads::Talk => {}
                Leads::Tag | Leads::Author | Leads::Within | Leads::Script => continue,
                _ => return None,
            }
            if !page.is_own(link, own) {
                return None;
            }
            let href = page.href(link);
            let address = href.split(['#', '?']).next().unwrap_or(href);
            let seen = shown.entry(address).or_default();
            if bare.contains(&link) {
                seen.picture |= page.shows_picture(link);
            } else {
                seen.blocks += 1;
                let text = page.text(link);
                seen.headline |= text.split_whitespace().count() >= 4
                    || text.chars().count() >= 12 && text.chars().any(|c| c > '\u{2e80}');
                seen.heading |= block.is_heading() && block.link_share() >= 60;
                seen.picture |= page.shows_picture(link);
            }
        }
    }
    let headlines: Vec<&Shown> = shown.values().filter(|s| s.headline).collect();
    let boxed = matches!(tag, "article" | "aside" | "section" | "li" | "nav");
    let proved =
        |s: &&Shown| s.picture || s.blocks >= 2 && beside <= 60 || s.heading && (boxed || pictures);
    (!headlines.is_empty()
        && headlines.iter().all(proved)
        && beside <= TEASER * headlines.len()
        && shown.len() <= headlines.len() + 2)
        .then_some(headlines.len())
}
