//! Boxes that stand in the row of an article's paragraphs and are none of them, told by what they hold, whatever their
//! names: the words of a player, an appeal with its button, rows of links with a price or a place, readers' comments, a
//! portrait with its name and a line on the author.
//!
//! Must not match a box of facts, a quotation, a table, a list that the text introduces, documents to fetch, nor a box with
//! a paragraph of prose.

use super::author_note::RULE as AUTHOR;
use super::boxes::{COMMENTS, SHOP};
use super::interface::{RULE as INTERFACE, is_counter, is_time};
use super::related_list::RULE as RELATED;
use super::subscribe::RULE as SUBSCRIBE;
use super::unlabelled::is_prose;
use crate::clean::links::Leads;
use crate::clean::outline::{Container, OutlineBlock};
use crate::clean::phrases::{TALK, comparable};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::html::tree::name;
use crate::rule::Rule;

/// Most characters of such a box.
const BOX: usize = 480;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    for container in &page.outline.containers {
        if !is_set_in(page, container)
            || page
                .html
                .tree
                .get(container.node)
                .is_none_or(|n| marks.covers(n))
        {
            continue;
        }
        let inside = page.within(container);
        let rest = blocks.get(container.end..).unwrap_or_default();
        let closes = !rest.iter().any(is_prose);
        if let Some(rule) = rule_of(page, inside, closes, marks) {
            marks.cut(container.node, rule);
        }
    }
}

/// Whether a box stands beside at least four paragraphs of the article.
fn is_set_in(page: &BodyView<'_>, container: &Container) -> bool {
    if !matches!(container.tag.as_str(), "div" | "aside" | "section") {
        return false;
    }
    let parent = page.html.tree.get(container.node).and_then(|n| n.parent());
    parent.is_some_and(|p| {
        let paragraphs = p.children().filter(|c| name(c) == Some("p"));
        paragraphs.take(4).count() == 4
    })
}

/// The rule by which a box goes, if it is one of these.
fn rule_of(
    page: &BodyView<'_>,
    inside: &[OutlineBlock],
    closes: bool,
    marks: &Marks,
) -> Option<&'static Rule> {
    let plain = |b: &OutlineBlock| {
        !b.within.quote && !b.within.table && !b.within.code && !b.within.caption
    };
    if inside.is_empty() || !inside.iter().all(plain) {
        return None;
    }
    if closes && is_talk(inside) {
        return Some(&COMMENTS);
    }
    let chars: usize = inside.iter().map(|b| b.chars).sum();
    if chars > BOX || chars * 3 > page.outline.chars {
        return None;
    }
    if is_player(inside) {
        return Some(&INTERFACE);
    }
    if is_appeal(page, inside, marks) {
        return Some(&SUBSCRIBE);
    }
    if let Some(paid) = rows_of_links(page, inside) {
        return Some(if paid { &SHOP } else { &RELATED });
    }
    (closes && introduces(page, inside)).then_some(&AUTHOR)
}

/// Whether a box holds what readers say: a heading with their number over at least two blocks.
fn is_talk(inside: &[OutlineBlock]) -> bool {
    let Some((heading, rest)) = inside.split_first() else {
        return false;
    };
    let text = comparable(&heading.text).0;
    let talk = text
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| TALK.has(w));
    talk && is_counter(&text) && rest.iter().filter(|b| b.chars > 0).count() >= 2
}

/// Whether a box holds the words of a player: short lines, among them a time or a share of what is loaded.
fn is_player(inside: &[OutlineBlock]) -> bool {
    let short = |b: &OutlineBlock| b.chars <= 90 && b.link_chars == 0 && !b.media;
    let measured = |b: &OutlineBlock| {
        let mut words = b.text.split_whitespace();
        is_time(&b.text)
            || b.chars <= 30
                && words.clone().count() <= 3
                && words.any(|w| {
                    w.ends_with('%')
                        || w.contains(':') && w.bytes().all(|c| c.is_ascii_digit() || c == b':')
                })
    };
    inside.len() >= 3
        && inside.iter().all(short)
        && inside.iter().filter(|b| measured(b)).count() >= 2
}

/// Whether a part of a small box appeals to readers, so that the rest of it does too.
fn is_appeal(page: &BodyView<'_>, inside: &[OutlineBlock], marks: &Marks) -> bool {
    let appeals = |b: &&OutlineBlock| page.rule_of(b, marks) == Some(&SUBSCRIBE);
    let count = inside.iter().filter(appeals).count();
    let rest = inside.iter().filter(|b| !appeals(b));
    let (mut chars, mut media) = (0, 0);
    for block in rest {
        chars += block.chars;
        media += usize::from(block.media);
    }
    count > 0 && inside.len() <= 6 && chars <= 280 && media == 0
}

/// Whether a box is a short heading over at least two rows that begin with a link and say little more; then, whether their
/// publisher is paid for them.
fn rows_of_links(page: &BodyView<'_>, inside: &[OutlineBlock]) -> Option<bool> {
    let (heading, rows) = inside.split_first()?;
    let headed = heading.link_chars == 0
        && (1..=60).contains(&heading.chars)
        && !heading.text.ends_with(['.', '!', ':', '。', '：']);
    let row = |b: &OutlineBlock| {
        let links = b.links();
        let first = b.lines.first().and_then(|l| {
            l.pieces
                .iter()
                .find(|p| !l.text.get(p.start..).unwrap_or_default().trim().is_empty())
        });
        first.is_some_and(|p| p.link.is_some())
            && links.len() == 1
            && b.chars.saturating_sub(b.link_chars) <= 40
            && !b.within.list
            && !b.text.ends_with(['.', '!', '?', '。'])
            && links.iter().all(|l| leads_to_page(page, *l))
    };
    if !headed || rows.len() < 2 || !rows.iter().all(row) {
        return None;
    }
    let site = page.own_site();
    let mut links = rows.iter().flat_map(OutlineBlock::links);
    // Whose site it is must be known, not guessed from these links.
    let own = |l: ego_tree::NodeId| match page.host(l) {
        Some(host) if host.is_empty() => true,
        _ => page.context.base_url.is_some() && page.is_own(l, site.as_deref()),
    };
    let beside = rows.iter().filter(|b| b.chars > b.link_chars + 2).count();
    let all_own = links.all(own);
    let priced = rows
        .iter()
        .filter(|b| b.text.contains(['$', '€', '£', '¥']))
        .count();
    if priced == rows.len() {
        return Some(true);
    }
    (all_own && beside == rows.len()).then_some(false)
}

/// Whether a link leads to a page and not to a file to fetch.
fn leads_to_page(page: &BodyView<'_>, link: ego_tree::NodeId) -> bool {
    let path = page.href(link).split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let file = last.rsplit_once('.').is_some_and(|(name, end)| {
        !name.is_empty()
            && end.len() <= 4
            && !matches!(end, "html" | "htm" | "php" | "aspx" | "asp")
    });
    !file && matches!(page.leads(link), Leads::Page | Leads::Jobs | Leads::Appeal)
}

/// Whether a box is a portrait, a name that is a link, and a line or two that begin with a part of the name.
fn introduces(page: &BodyView<'_>, inside: &[OutlineBlock]) -> bool {
    let pictured = inside.iter().any(|b| b.media);
    let named = inside.iter().find(|b| {
        let words = b.text.split_whitespace().count();
        (2..=4).contains(&words) && b.link_share() >= 90 && b.chars <= 40
    });
    let Some(named) = named.filter(|_| pictured) else {
        return false;
    };
    let mut said = inside
        .iter()
        .filter(|b| b.chars > 0 && b.node != named.node)
        .peekable();
    said.peek().is_some()
        && said.all(|b| {
            let first = b.text.split_whitespace().next().unwrap_or_default();
            b.chars <= 320 && first.chars().count() >= 3 && named.text.contains(first)
                || page.leads(*b.links().first().unwrap_or(&named.node)) == Leads::Social
        })
}
