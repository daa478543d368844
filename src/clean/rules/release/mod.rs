//! The closing matter of press releases: what a firm says of itself (`about-firm`), whom to ask (`press-contact`), legal
//! notices on forecasts and offers (`legal-notice`), the wire's pointers at its own copy (`wire-notice`).
//!
//! Matches by structure: a heading of a few words ("About Example Mills", "Media contact", "Forward-looking statements")
//! with what follows it, where nothing but such matter stands between it and the end; a paragraph of lawyers' formulas
//! that speaks of itself; a line that leads to the wire's copy. Must not match a section of an article after which the
//! article goes on, a heading whose paragraph does not name what the heading names, a report on somebody's forward-looking
//! statements, nor the only paragraph of a text.

mod lines;

use self::lines::{Kind, MARKED, kind_of, mentions_one_of, names_in, reaches, reads_as_notice};
use crate::clean::outline::OutlineBlock;
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static ABOUT: Rule = Rule::new(
    Stage::Cleaning,
    "about-firm",
    "what a firm says of itself",
)
.about("At the end of a press release: “About” and a name, with the paragraphs that describe it; not a section after which the article goes on.");
pub(super) static CONTACT: Rule = Rule::new(Stage::Cleaning, "press-contact", "whom to ask")
    .about("At the end of a press release: a heading such as “Media contact” with names, numbers and addresses, and lines of a wire on whom to write to.");
pub(super) static LEGAL: Rule = Rule::new(Stage::Cleaning, "legal-notice", "a legal notice")
    .about("A paragraph of at least two lawyers' formulas that speaks of itself (“This release contains forward-looking statements”), and the section under such a heading; not a report on another's statements.");
pub(super) static WIRE: Rule = Rule::new(Stage::Cleaning, "wire-notice", "a wire's pointer at its copy")
    .about("A line such as “View source version on” or “To view the full article, visit”, and bare addresses between lines that are cut as closing matter.");

/// Most blocks of text in a section that describes a firm; a longer one is the article's own.
const ABOUT_BLOCKS: usize = 4;

/// Most blocks of text of a legal notice under one heading.
const LEGAL_BLOCKS: usize = 10;

/// Most lines of a contact under one heading.
const CONTACT_LINES: usize = 12;

/// Characters from which a block is prose.
const PROSE: usize = 90;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let kinds: Vec<Kind> = blocks
        .iter()
        .enumerate()
        .map(|(i, block)| {
            if block.chars == 0 || page.is_marked(i, marks) {
                MARKED
            } else {
                kind_of(block)
            }
        })
        .collect();
    let Some(first) = kinds.iter().position(|k| *k == Kind::Prose) else {
        return;
    };
    let sections = sections(blocks, &kinds);
    let passes = |i: usize| {
        let kind = kinds.get(i).copied().unwrap_or(Kind::Prose);
        sections.get(i).copied().flatten().is_some() || kind.is_neutral()
    };
    // What stands at the end, up to the last paragraph that is the article's.
    let end = (0..blocks.len()).rev().take_while(|i| passes(*i)).count();
    let end = blocks.len() - end;
    let told = kinds.iter().take(end).any(|k| *k == Kind::Prose);
    if !told {
        return;
    }
    let mut cut: Vec<Option<&'static Rule>> = vec![None; blocks.len()];
    for (i, place) in cut.iter_mut().enumerate().skip(first + 1) {
        let kind = kinds.get(i).copied();
        *place = match sections.get(i).copied().flatten() {
            Some(rule) if i >= end => Some(rule),
            // These are told by their own words, wherever they stand.
            Some(_) if kind == Some(Kind::Legal) => Some(&LEGAL),
            Some(_) if kind == Some(Kind::Wire) => Some(&WIRE),
            _ => None,
        };
    }
    between(blocks, &kinds, end, &mut cut);
    for (block, rule) in blocks.iter().zip(&cut) {
        if let Some(rule) = rule {
            marks.cut(block.node, rule);
        }
    }
}

/// The rule by which each block belongs to closing matter, if it stands at the end.
fn sections(blocks: &[OutlineBlock], kinds: &[Kind]) -> Vec<Option<&'static Rule>> {
    let mut sections: Vec<Option<&'static Rule>> = vec![None; blocks.len()];
    let mut at = 0;
    while let (Some(kind), Some(head)) = (kinds.get(at), blocks.get(at)) {
        let rest = || blocks.iter().zip(kinds).skip(at + 1);
        let (rule, length): (&'static Rule, usize) = match kind {
            Kind::AboutHead => (&ABOUT, about(head, rest())),
            Kind::LegalHead => (&LEGAL, legal(rest())),
            Kind::ContactHead => (&CONTACT, contact(head, rest())),
            Kind::About => (&ABOUT, 1),
            Kind::Legal => (&LEGAL, 1),
            Kind::Contact => (&CONTACT, 1),
            Kind::Wire => (&WIRE, 1),
            _ => (&WIRE, 0),
        };
        for place in sections.iter_mut().skip(at).take(length) {
            *place = Some(rule);
        }
        at += length.max(1);
    }
    sections
}

/// How many blocks a heading over a firm's own description opens, itself included; 0 if nothing under it names the firm.
fn about<'a>(
    head: &OutlineBlock,
    rest: impl Iterator<Item = (&'a OutlineBlock, &'a Kind)>,
) -> usize {
    let names = names_in(&head.text);
    let mut length = 1;
    let mut texts = 0;
    for (block, kind) in rest {
        let first = length == 1;
        match kind {
            Kind::Prose | Kind::Short if !first || mentions_one_of(&block.text, &names) => {
                texts += 1;
            }
            Kind::Legal | Kind::Wire | Kind::Bare if !first => {}
            _ => break,
        }
        if texts > ABOUT_BLOCKS {
            break;
        }
        length += 1;
    }
    if texts == 0 { 0 } else { length }
}

/// The same for a heading over a legal notice, which must read as one.
fn legal<'a>(rest: impl Iterator<Item = (&'a OutlineBlock, &'a Kind)>) -> usize {
    let section: Vec<(&OutlineBlock, &Kind)> = rest
        .take_while(|(_, k)| matches!(k, Kind::Prose | Kind::Short | Kind::Legal | Kind::Bare))
        .take(LEGAL_BLOCKS)
        .collect();
    let reads = section.iter().any(|(b, _)| reads_as_notice(&b.text));
    if reads { section.len() + 1 } else { 0 }
}

/// The same for a heading over contacts, which must hold a number or an address.
fn contact<'a>(
    head: &OutlineBlock,
    rest: impl Iterator<Item = (&'a OutlineBlock, &'a Kind)>,
) -> usize {
    let section: Vec<(&OutlineBlock, &Kind)> = rest
        .take(CONTACT_LINES)
        .take_while(|(b, k)| match k {
            Kind::Line | Kind::Short | Kind::Bare | Kind::Contact => true,
            Kind::Prose => b.chars < 400 && reaches(&b.text),
            _ => false,
        })
        .collect();
    // What follows the last number or address is none of it.
    let last = section.iter().rposition(|(b, _)| reaches(&b.text));
    match last {
        Some(last) => last + 2,
        None => usize::from(reaches(&head.text)),
    }
}

/// Bare addresses and short lines between what was cut at the end belong to it.
fn between(blocks: &[OutlineBlock], kinds: &[Kind], end: usize, cut: &mut [Option<&'static Rule>]) {
    let mut begun = false;
    for i in end..blocks.len() {
        let is_cut = |i: usize| cut.get(i).copied().flatten().is_some();
        let next = (i + 1..blocks.len()).find(|n| kinds.get(*n) != Some(&MARKED));
        let goes_on =
            next.is_none_or(|n| is_cut(n) || matches!(kinds.get(n), Some(Kind::Bare | Kind::Line)));
        let kind = kinds.get(i).copied().unwrap_or(Kind::Prose);
        let belongs = match kind {
            Kind::Bare => begun,
            Kind::Line | Kind::Short => {
                begun
                    && goes_on
                    && blocks
                        .get(i)
                        .is_some_and(|b| b.chars < 60 && !b.is_heading())
            }
            _ => false,
        };
        if is_cut(i) {
            begun = true;
        } else if belongs {
            if let Some(place) = cut.get_mut(i) {
                *place = Some(&WIRE);
            }
        } else if kind != MARKED {
            begun = false;
        }
    }
}
