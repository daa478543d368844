//! Scores of the evaluation sets: the cases go through the built binary as a user's fragments would, and what it made
//! is compared with the gold beside them.
//!
//! `examples/evals.rs` prints the scores, `tests/it/evals.rs` holds them to the floors. `evals/README.md` says what each
//! one means.

#![allow(
    clippy::disallowed_methods,
    reason = "the cases are this repository's own files, and what is written goes into a folder made for it"
)]

mod articles;
mod cases;
mod digest;
mod fragments;
mod pages;
mod stories;
mod text;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// A set of cases that is run as one digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    /// Article bodies: what stays and what goes.
    Fragments,
    /// Whole pages: title, date, authors, body.
    Pages,
    /// Short articles: companies, technologies, figures, headline.
    Articles,
    /// Pairs of texts: one event or two.
    Stories,
}

impl Set {
    /// The name of its folder.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fragments => "fragments",
            Self::Pages => "pages",
            Self::Articles => "articles",
            Self::Stories => "stories",
        }
    }
}

/// One score, between 0 and 1.
#[derive(Debug)]
pub(crate) struct Score {
    /// What it is called here and in the floors.
    pub(crate) name: &'static str,
    /// The score.
    pub(crate) value: f64,
    /// What it was counted over, in words.
    pub(crate) basis: String,
}

/// What a set came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// How many cases there were.
    pub(crate) cases: usize,
    /// The scores.
    pub(crate) scores: Vec<Score>,
    /// What was not as the gold has it, one line each, beginning with the case's name.
    pub(crate) misses: Vec<String>,
}

/// Runs a set of the folder `evals` through the binary `bin` and scores what it made.
pub(crate) fn run(bin: &Path, evals: &Path, set: Set) -> Result<Outcome> {
    let folder = evals.join(set.name());
    match set {
        Set::Fragments => fragments::score(bin, &folder),
        Set::Pages => pages::score(bin, &folder),
        Set::Articles => articles::score(bin, &folder),
        Set::Stories => stories::score(bin, &folder),
    }
    .with_context(|| format!("the set {}", set.name()))
}

/// The least that a score may be, by set and name.
pub(crate) struct Floors(BTreeMap<String, BTreeMap<String, f64>>);

/// Floors have three digits, rounded: a score that is below by no more than this stands on its floor.
const HALF_A_DIGIT: f64 = 0.000_501;

impl Floors {
    /// Reads `floors.yaml` of the folder `evals`.
    pub(crate) fn read(evals: &Path) -> Result<Self> {
        let path = evals.join("floors.yaml");
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
        let floors =
            serde_yaml::from_str(&text).with_context(|| format!("read {}", path.display()))?;
        Ok(Self(floors))
    }

    /// The floor of a score; none where the file has none.
    pub(crate) fn of(&self, set: Set, score: &str) -> Option<f64> {
        self.0.get(set.name())?.get(score).copied()
    }

    /// What is wrong with an outcome: scores below their floor, scores without one, floors without a score.
    pub(crate) fn faults(&self, set: Set, outcome: &Outcome) -> Vec<String> {
        let mut faults = Vec::new();
        for score in &outcome.scores {
            match self.of(set, score.name) {
                None => faults.push(format!("{} has no floor in floors.yaml", score.name)),
                Some(floor) if score.value < floor - HALF_A_DIGIT => faults.push(format!(
                    "{} is {:.3}, below its floor {floor:.3} ({})",
                    score.name, score.value, score.basis
                )),
                Some(_) => {}
            }
        }
        let known = |name: &String| outcome.scores.iter().any(|s| s.name == name);
        let strange = self.0.get(set.name()).into_iter().flatten();
        faults.extend(
            strange
                .filter(|(name, _)| !known(name))
                .map(|(name, _)| format!("floors.yaml names {name}, which is no score")),
        );
        faults
    }

    /// The scores that have left their floor behind, with a hint.
    pub(crate) fn hints(&self, set: Set, outcome: &Outcome) -> Vec<String> {
        let raised = |s: &&Score| {
            self.of(set, s.name)
                .is_some_and(|f| s.value > f + HALF_A_DIGIT)
        };
        outcome
            .scores
            .iter()
            .filter(raised)
            .map(|s| {
                format!(
                    "{} is {:.3}: raise its floor in floors.yaml",
                    s.name, s.value
                )
            })
            .collect()
    }
}

/// How many of a number of things are as they should be.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: usize,
    of: usize,
}

impl Tally {
    /// Counts one; says whether it was right.
    fn count(&mut self, right: bool) -> bool {
        self.right += usize::from(right);
        self.of += 1;
        right
    }

    fn share(self) -> f64 {
        ratio(self.right, self.of)
    }

    fn score(self, name: &'static str) -> Score {
        Score {
            name,
            value: self.share(),
            basis: format!("{} of {}", self.right, self.of),
        }
    }
}

/// Precision and recall of what was said against the gold.
#[derive(Debug, Clone, Copy, Default)]
struct Matches {
    said: Tally,
    gold: Tally,
}

impl Matches {
    /// The three scores, under these names.
    fn scores(self, names: [&'static str; 3]) -> [Score; 3] {
        let [precision, recall, f1] = names;
        [
            self.said.score(precision),
            self.gold.score(recall),
            Score {
                name: f1,
                value: harmonic(self.said.share(), self.gold.share()),
                basis: format!("{} said, {} in the gold", self.said.of, self.gold.of),
            },
        ]
    }
}

/// A share; of nothing, all.
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 1.0;
    }
    #[allow(clippy::cast_precision_loss, reason = "a few thousand words at most")]
    {
        part as f64 / whole as f64
    }
}

fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}

/// The mean of scores that each case has.
fn mean(name: &'static str, values: &[f64]) -> Score {
    #[allow(clippy::cast_precision_loss, reason = "a few dozen cases")]
    let value = values.iter().sum::<f64>() / values.len().max(1) as f64;
    Score {
        name,
        value,
        basis: format!("mean of {}", values.len()),
    }
}

/// Refuses a gold file that asks for what its text does not hold.
fn expect_in(case: &str, source: &str, passages: impl IntoIterator<Item = String>) -> Result<()> {
    for passage in passages {
        if !source.contains(&passage) {
            bail!("{case}: the gold names `{passage}`, which is not in the text");
        }
    }
    Ok(())
}
