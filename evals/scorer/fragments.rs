//! Fragments: what stays, in order, and what goes.

use std::path::Path;

use anyhow::{Result, bail};
use serde::Deserialize;

use super::cases::{self, Case, OneOf};
use super::digest;
use super::text::{Body, fold, without_tags};
use super::{Outcome, Tally, expect_in};

/// What a fragment's brief must be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    /// Passages that stay, in this order.
    keep: Vec<String>,
    /// Passages that go.
    drop: Vec<String>,
    #[serde(default)]
    shape: Shape,
    #[serde(default)]
    links: Vec<String>,
    #[serde(default)]
    links_drop: Vec<String>,
    #[serde(default)]
    images: Vec<String>,
    #[serde(default)]
    images_drop: Vec<String>,
}

/// How many of each there are: a number, or any of several.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    paragraphs: Option<OneOf<usize>>,
    headings: Option<OneOf<usize>>,
    list_items: Option<OneOf<usize>>,
    tables: Option<OneOf<usize>>,
    quotes: Option<OneOf<usize>>,
}

#[derive(Default)]
struct Tallies {
    kept: Tally,
    in_order: Tally,
    dropped: Tally,
    shape: Tally,
    links: Tally,
    perfect: Tally,
}

/// Scores the set.
pub(super) fn score(bin: &Path, folder: &Path) -> Result<Outcome> {
    let cases: Vec<Case<Gold>> = cases::read(folder)?;
    for case in &cases {
        check(case)?;
    }
    let inbox: Vec<_> = cases
        .iter()
        .map(|c| (c.file.clone(), c.source.clone()))
        .collect();
    let made = digest::make(bin, &inbox)?;
    let mut tallies = Tallies::default();
    let mut misses = Vec::new();
    for case in &cases {
        let body = made
            .get(&case.file)
            .map(|m| Body::read(&m.markdown))
            .unwrap_or_default();
        let found = misses_of(&case.gold, &body, &mut tallies);
        tallies.perfect.count(found.is_empty());
        misses.extend(found.iter().map(|m| format!("{}: {m}", case.name)));
    }
    Ok(Outcome {
        cases: cases.len(),
        scores: vec![
            tallies.kept.score("kept"),
            tallies.in_order.score("in_order"),
            tallies.dropped.score("dropped"),
            tallies.shape.score("shape"),
            tallies.links.score("links"),
            tallies.perfect.score("perfect"),
        ],
        misses,
    })
}

fn check(case: &Case<Gold>) -> Result<()> {
    let gold = &case.gold;
    let visible = without_tags(&case.source);
    expect_in(
        &case.name,
        &visible,
        gold.keep.iter().chain(&gold.drop).map(|p| fold(p)),
    )?;
    if gold.keep.is_empty() {
        bail!("{}: the gold keeps nothing", case.name);
    }
    // Addresses in the source have their trackers and entities; the part before them must be there.
    let addresses = [
        &gold.links,
        &gold.links_drop,
        &gold.images,
        &gold.images_drop,
    ];
    let bare = addresses.into_iter().flatten();
    expect_in(&case.name, &case.source, bare.cloned())
}

fn misses_of(gold: &Gold, body: &Body, tallies: &mut Tallies) -> Vec<String> {
    let mut misses = Vec::new();
    let mut rest = body.text.as_str();
    for passage in &gold.keep {
        let folded = fold(passage);
        // In order is what stands behind the passage before it.
        let behind = rest.split_once(folded.as_str()).map(|(_, after)| after);
        if let Some(after) = behind {
            rest = after;
        }
        let kept = behind.is_some() || body.text.contains(&folded);
        if !tallies.kept.count(kept) {
            misses.push(format!("lost `{passage}`"));
        }
        if !tallies.in_order.count(behind.is_some()) && kept {
            misses.push(format!("out of order `{passage}`"));
        }
    }
    for passage in &gold.drop {
        if !tallies.dropped.count(!body.text.contains(&fold(passage))) {
            misses.push(format!("left in `{passage}`"));
        }
    }
    for (name, wanted, got) in [
        ("paragraphs", &gold.shape.paragraphs, body.paragraphs),
        ("headings", &gold.shape.headings, body.headings),
        ("list items", &gold.shape.list_items, body.list_items),
        ("tables", &gold.shape.tables, body.tables),
        ("quotes", &gold.shape.quotes, body.quotes),
    ] {
        let Some(wanted) = wanted.as_ref().map(OneOf::all) else {
            continue;
        };
        if !tallies.shape.count(wanted.contains(&got)) {
            misses.push(format!("{got} {name}, not {wanted:?}"));
        }
    }
    for (name, wanted, unwanted, got) in [
        ("link", &gold.links, &gold.links_drop, &body.links),
        ("picture", &gold.images, &gold.images_drop, &body.images),
    ] {
        for address in wanted {
            if !tallies.links.count(got.contains(address)) {
                misses.push(format!("lost the {name} {address}"));
            }
        }
        for address in unwanted {
            if !tallies.links.count(!got.contains(address)) {
                misses.push(format!("left in the {name} {address}"));
            }
        }
    }
    misses
}
