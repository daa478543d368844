//! Articles: companies, technologies, figures and the headline.

use std::path::Path;

use anyhow::{Result, bail};
use serde::Deserialize;

use super::cases::{self, Case, OneOf};
use super::digest::{self, Figure, Made};
use super::text::{fold, says, without_tags, words};
use super::{Matches, Outcome, Tally, expect_in};

/// What an article's brief must say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    headline: Headline,
    companies: Names,
    #[serde(default)]
    technologies: Names,
    #[serde(default)]
    figures: Vec<Amount>,
}

/// What makes a headline acceptable: one of `accept`, or all that follows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Headline {
    #[serde(default)]
    accept: Vec<String>,
    /// Words that it says; of a list, one.
    #[serde(default)]
    must: Vec<OneOf<String>>,
    #[serde(default)]
    must_not: Vec<String>,
    /// Ends that show that it was cut short.
    #[serde(default)]
    cut: Vec<String>,
    /// The most characters that it may have.
    #[serde(default = "most")]
    max: usize,
}

fn most() -> usize {
    130
}

/// Companies or technologies; of a list in a list, each is a right name of the same thing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    #[serde(default)]
    about: Vec<OneOf<String>>,
    #[serde(default)]
    mentions: Vec<OneOf<String>>,
    /// Right or not, as one likes: not scored.
    #[serde(default)]
    optional: Vec<String>,
    /// Names that mislead; a miss says so.
    #[serde(default)]
    never: Vec<String>,
}

/// An amount of the text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Amount {
    /// As it stands there, for readers.
    text: String,
    kind: OneOf<String>,
    value: f64,
    unit: OneOf<String>,
    /// Right or not, as one likes: not scored.
    #[serde(default)]
    optional: bool,
}

#[derive(Default)]
struct Tallies {
    companies: Matches,
    company_about: Tally,
    technologies: Matches,
    technology_about: Tally,
    figures: Matches,
    headlines: Tally,
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
    let mut t = Tallies::default();
    let mut misses = Vec::new();
    let nothing = Made::default();
    for case in &cases {
        let (gold, row) = (&case.gold, made.get(&case.file).unwrap_or(&nothing));
        let figures = &row.figures;
        let row = &row.row;
        let mut found = Vec::new();
        let kinds = [
            (
                "company",
                &gold.companies,
                &row.companies,
                &row.mentions.companies,
            ),
            (
                "technology",
                &gold.technologies,
                &row.technologies,
                &row.mentions.technologies,
            ),
        ];
        for ((kind, names, about, mentions), (matches, subjects)) in kinds.into_iter().zip([
            (&mut t.companies, &mut t.company_about),
            (&mut t.technologies, &mut t.technology_about),
        ]) {
            let missed = score_names(names, about, mentions, matches, subjects);
            found.extend(missed.into_iter().map(|m| format!("{kind} {m}")));
        }
        found.extend(score_figures(&gold.figures, figures, &mut t.figures));
        let fault = fault_of(&gold.headline, &row.title);
        if !t.headlines.count(fault.is_none()) {
            let fault = fault.unwrap_or_default();
            found.push(format!("headline {fault}: `{}`", row.title));
        }
        misses.extend(found.iter().map(|m| format!("{}: {m}", case.name)));
    }
    let mut scores = Vec::new();
    scores.extend(
        t.companies
            .scores(["companies_precision", "companies_recall", "companies_f1"]),
    );
    scores.push(t.company_about.score("companies_about"));
    scores.extend(t.technologies.scores([
        "technologies_precision",
        "technologies_recall",
        "technologies_f1",
    ]));
    scores.push(t.technology_about.score("technologies_about"));
    scores.extend(
        t.figures
            .scores(["figures_precision", "figures_recall", "figures_f1"]),
    );
    scores.push(t.headlines.score("headlines"));
    Ok(Outcome {
        cases: cases.len(),
        scores,
        misses,
    })
}

fn check(case: &Case<Gold>) -> Result<()> {
    let visible = without_tags(&case.source);
    let gold = &case.gold;
    let figures = gold.figures.iter().map(|f| fold(&f.text));
    expect_in(&case.name, &visible, figures)?;
    let companies = &gold.companies;
    for item in companies.about.iter().chain(&companies.mentions) {
        if !item.all().iter().any(|n| visible.contains(&fold(n))) {
            bail!("{}: no name of {:?} is in the text", case.name, item.all());
        }
    }
    if gold.headline.must.is_empty() && gold.headline.accept.is_empty() {
        bail!("{}: the gold asks nothing of the headline", case.name);
    }
    Ok(())
}

/// Counts the names said; gives those that are wrong or missing.
fn score_names(
    gold: &Names,
    about: &[String],
    mentions: &[String],
    matches: &mut Matches,
    subjects: &mut Tally,
) -> Vec<String> {
    let mut misses = Vec::new();
    let items: Vec<&[String]> = gold
        .about
        .iter()
        .chain(&gold.mentions)
        .map(OneOf::all)
        .collect();
    let is = |names: &[String], said: &str| names.iter().any(|n| key(n) == key(said));
    let mut hit = vec![false; items.len()];
    for said in about.iter().chain(mentions) {
        let free = items
            .iter()
            .zip(&mut hit)
            .find(|(names, hit)| !**hit && is(names, said));
        if let Some((_, hit)) = free {
            *hit = true;
            matches.said.count(true);
        } else if !is(&gold.optional, said) {
            matches.said.count(false);
            let why = if is(&gold.never, said) {
                "is in its list of what it never is"
            } else if items.iter().any(|names| is(names, said)) {
                "is another name of one that it has"
            } else {
                "is wrong"
            };
            misses.push(format!("`{said}` {why}"));
        }
    }
    for (names, hit) in items.iter().zip(hit) {
        if !matches.gold.count(hit) {
            misses.push(format!("`{}` is missing", names.first().map_or("", |n| n)));
        }
    }
    for item in &gold.about {
        let names = item.all();
        if !subjects.count(about.iter().any(|said| is(names, said)))
            && mentions.iter().any(|said| is(names, said))
        {
            let name = names.first().map_or("", |n| n);
            misses.push(format!(
                "`{name}` is only mentioned; the article is about it"
            ));
        }
    }
    misses
}

/// Words behind a firm's name that say what kind of firm it is.
const LEGAL: &[&str] = &[
    "ab", "ag", "asa", "as", "bv", "co", "corp", "gmbh", "inc", "llc", "ltd", "nv", "oy", "oyj",
    "plc", "sa", "sas", "se", "spa",
];

/// A name without case, accents of dashes, plural and legal form.
fn key(name: &str) -> Vec<String> {
    let mut words = words(name);
    while words.len() > 1 && words.last().is_some_and(|w| LEGAL.contains(&w.as_str())) {
        words.pop();
    }
    for word in &mut words {
        if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
            word.pop();
        }
    }
    words
}

/// Counts the figures said, each value once; gives those that are wrong or missing.
fn score_figures(gold: &[Amount], said: &[Figure], matches: &mut Matches) -> Vec<String> {
    let mut misses = Vec::new();
    let mut hit = vec![false; gold.len()];
    let mut seen: Vec<&Figure> = Vec::new();
    for figure in said {
        // What was not understood has no value, and is no answer.
        let Some(value) = figure.value else { continue };
        let again = |f: &&Figure| {
            f.kind == figure.kind
                && f.unit == figure.unit
                && f.value.is_some_and(|v| same(v, value))
        };
        if seen.iter().any(again) {
            continue;
        }
        seen.push(figure);
        let is = |a: &Amount| {
            a.kind.all().contains(&figure.kind)
                && a.unit.all().contains(&figure.unit)
                && same(a.value, value)
        };
        let mut right = false;
        let mut scored = true;
        for (amount, hit) in gold.iter().zip(&mut hit).filter(|(a, _)| is(a)) {
            *hit = true;
            right = true;
            scored &= !amount.optional;
        }
        if scored && !matches.said.count(right) {
            misses.push(format!(
                "figure `{}` as {} {} {} is wrong",
                figure.text, figure.kind, value, figure.unit
            ));
        }
    }
    for (amount, hit) in gold.iter().zip(hit).filter(|(a, _)| !a.optional) {
        if !matches.gold.count(hit) {
            misses.push(format!("figure `{}` is missing", amount.text));
        }
    }
    misses
}

/// Equal but for what a fraction loses as a decimal.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
}

/// Words that no headline ends with: what they lead to was cut off.
const DANGLING: &[&str] = &[
    "a", "an", "and", "from", "its", "of", "or", "than", "that", "the", "their", "which",
    "with", // English
    "das", "dem", "den", "der", "des", "die", "ein", "eine", "einen", "für", "mit", "und",
    "von", // German
    "au", "aux", "avec", "d", "de", "du", "et", "l", "la", "le", "les", "pour", "un",
    "une", // French
    "con", "del", "el", "los", "para", "por", "una", "y", // Spanish
    "i", "na", "o", "oraz", "w", "z", "za", "ze", // Polish
];

/// What is wrong with a headline, if anything.
fn fault_of(gold: &Headline, title: &str) -> Option<String> {
    if gold.accept.iter().any(|a| fold(a) == fold(title)) {
        return None;
    }
    if gold.must.is_empty() {
        return Some("is none of those accepted".to_owned());
    }
    let length = title.chars().count();
    if length > gold.max {
        return Some(format!("has {length} characters, over {}", gold.max));
    }
    let spoken = words(title);
    let cut = gold.cut.iter().find(|end| spoken.ends_with(&words(end)));
    let dangling = spoken.last().filter(|w| DANGLING.contains(&w.as_str()));
    if let Some(end) = cut.or(dangling) {
        return Some(format!("ends with `{end}`"));
    }
    if let Some(said) = gold.must_not.iter().find(|p| says(title, p)) {
        return Some(format!("says `{said}`"));
    }
    let unsaid = gold
        .must
        .iter()
        .map(OneOf::all)
        .find(|any| !any.iter().any(|p| says(title, p)))?;
    Some(format!("lacks `{}`", unsaid.join("` or `")))
}
