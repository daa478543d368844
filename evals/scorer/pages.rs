//! Whole pages: title, date, authors and the article's words.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::cases::{self, Case};
use super::digest::{self, Made};
use super::text::{Body, bag, fold, shared, without_tags, words};
use super::{Outcome, Tally, expect_in, harmonic, mean, ratio};

/// What a page's brief must be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    title: String,
    /// The day, `YYYY-MM-DD`; none where the page states none.
    date: Option<String>,
    authors: Vec<String>,
    /// The article's paragraphs.
    body: Vec<String>,
    /// What may be in the body or not: captions, sub-headings, a teaser.
    #[serde(default)]
    optional: Vec<String>,
    /// Passages of the frame that must not be in the body.
    leave: Vec<String>,
}

#[derive(Default)]
struct Tallies {
    title: Tally,
    date: Tally,
    authors: Tally,
    left_out: Tally,
    precision: Vec<f64>,
    recall: Vec<f64>,
    f1: Vec<f64>,
}

/// Scores the set.
pub(super) fn score(bin: &Path, folder: &Path) -> Result<Outcome> {
    let cases: Vec<Case<Gold>> = cases::read(folder)?;
    for case in &cases {
        let gold = &case.gold;
        // A table's cells are parted by spaces in the gold, by tags in the page.
        let source = without_tags(&case.source.replace("><", "> <").replace("\\n", "\n"));
        let whole = format!("{source} {}", fold(&case.source));
        let passages = gold.body.iter().chain(&gold.leave).chain(&gold.authors);
        expect_in(&case.name, &whole, passages.map(|p| fold(p)))?;
        expect_in(&case.name, &whole, [fold(&gold.title)])?;
    }
    let inbox: Vec<_> = cases
        .iter()
        .map(|c| (c.file.clone(), c.source.clone()))
        .collect();
    let made = digest::make(bin, &inbox)?;
    let mut tallies = Tallies::default();
    let mut misses = Vec::new();
    let nothing = Made::default();
    for case in &cases {
        let made = made.get(&case.file).unwrap_or(&nothing);
        let found = misses_of(&case.gold, made, &mut tallies);
        misses.extend(found.iter().map(|m| format!("{}: {m}", case.name)));
    }
    Ok(Outcome {
        cases: cases.len(),
        scores: vec![
            tallies.title.score("title"),
            tallies.date.score("date"),
            tallies.authors.score("authors"),
            mean("body_precision", &tallies.precision),
            mean("body_recall", &tallies.recall),
            mean("body_f1", &tallies.f1),
            tallies.left_out.score("left_out"),
        ],
        misses,
    })
}

fn misses_of(gold: &Gold, made: &Made, tallies: &mut Tallies) -> Vec<String> {
    let mut misses = Vec::new();
    let row = &made.row;
    if !tallies.title.count(words(&row.title) == words(&gold.title)) {
        misses.push(format!("title `{}`", row.title));
    }
    if !tallies.date.count(row.date == gold.date) {
        let said = row.date.as_deref().unwrap_or("none");
        misses.push(format!("date {said}"));
    }
    let people =
        |names: &[String]| -> BTreeSet<Vec<String>> { names.iter().map(|n| words(n)).collect() };
    let said: Vec<String> = row.sources.iter().flat_map(|s| s.authors.clone()).collect();
    if !tallies
        .authors
        .count(people(&said) == people(&gold.authors))
    {
        misses.push(format!("authors {said:?}"));
    }
    let body = Body::read(&made.markdown);
    let got = bag(words(&body.text));
    let need = bag(gold.body.iter().flat_map(|p| words(p)));
    let also = gold.optional.iter().chain([&gold.title]);
    let may = bag(gold.body.iter().chain(also).flat_map(|p| words(p)));
    let (said, wanted): (usize, usize) = (got.values().sum(), need.values().sum());
    let precision = if said == 0 {
        0.0
    } else {
        ratio(shared(&got, &may), said)
    };
    let recall = ratio(shared(&got, &need), wanted);
    let f1 = harmonic(precision, recall);
    tallies.precision.push(precision);
    tallies.recall.push(recall);
    tallies.f1.push(f1);
    if f1 < 1.0 {
        misses.push(format!(
            "body: precision {precision:.3}, recall {recall:.3}"
        ));
    }
    for passage in &gold.body {
        if !body.text.contains(&fold(passage)) {
            misses.push(format!("lost or changed `{passage}`"));
        }
    }
    for passage in &gold.leave {
        if !tallies.left_out.count(!body.text.contains(&fold(passage))) {
            misses.push(format!("left in `{passage}`"));
        }
    }
    misses
}
