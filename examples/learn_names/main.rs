//! Learns the model by which a name's standing is judged (`src/names/standing/data/model.txt`), and measures it on articles that it did
//! not learn from.
//!
//! ```text
//! cargo run --example learn_names -- ARTICLES... --labels FILE... [--firms FILE] [--write src/names/standing/data/model.txt] [--list FILE]
//! ```
//!
//! Articles are a file of JSON, an object a line: `id`, `title` and `text` (Markdown). Those whose ids stand in the file `--left`, one a
//! line, are not learned from. A file of labels has a name and `1` (a firm under a good name) or `0` on each
//! line, with a tab between. `--firms` is a list of firms, a name a line, that are taken for such where no label says otherwise.
//! `--measure` judges each fourth of the names by what was learned from the others. `--rows` writes the examples. `--list` writes each name that is in doubt, with its rule, its places and what the model says, to be read and labelled.
//!
//! So that there are firms without doubt among the names to learn from, every second name of the catalogue is left out of it.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    clippy::float_cmp,
    clippy::format_push_string,
    clippy::needless_range_loop,
    clippy::print_stdout,
    reason = "a program for developers that reads their own files, prints, and counts what fits"
)]

#[path = "../learn_pages/boost.rs"]
mod boost;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use boost::{Binned, Growth, learn};
use briefmill::catalogue::{Catalogue, TermKind, key};
use briefmill::names::find_tags;
use briefmill::names::standing::{Doubtful, Survey, standing};
use briefmill::text::prose::Text;

/// How the trees are grown; chosen on names of the half that was not learned from.
const GROWTH: Growth = Growth {
    trees: 200,
    leaves: 12,
    rate: 0.08,
    least: 10,
    calm: 3.0,
    facts: 0.5,
    examples: 0.8,
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[derive(Default)]
struct Asked {
    articles: Vec<PathBuf>,
    labels: Vec<PathBuf>,
    firms: Option<PathBuf>,
    write: Option<PathBuf>,
    measure: bool,
    list: Option<PathBuf>,
    rows: Option<PathBuf>,
    left: Option<PathBuf>,
}

fn asked() -> Result<Asked> {
    let mut asked = Asked::default();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().map(PathBuf::from).ok_or("a file is missing");
        match arg.as_str() {
            "--labels" => asked.labels.push(value()?),
            "--firms" => asked.firms = Some(value()?),
            "--write" => asked.write = Some(value()?),
            "--measure" => asked.measure = true,
            "--rows" => asked.rows = Some(value()?),
            "--list" => asked.list = Some(value()?),
            "--left" => asked.left = Some(value()?),
            _ => asked.articles.push(PathBuf::from(arg)),
        }
    }
    Ok(asked)
}

/// An article.
#[derive(serde::Deserialize)]
struct Article {
    id: String,
    title: String,
    text: String,
}

fn articles(file: &Path, left: &BTreeSet<String>) -> Result<Vec<Article>> {
    let mut articles: Vec<Article> = Vec::new();
    for line in std::fs::read_to_string(file)?.lines() {
        articles.push(serde_json::from_str(line)?);
    }
    articles.retain(|a| !left.contains(&a.id));
    Ok(articles)
}

/// What is known of a name before the model is asked.
struct Known {
    labels: BTreeMap<String, bool>,
    firms: BTreeSet<String>,
}

impl Known {
    fn read(asked: &Asked) -> Result<Self> {
        let mut labels = BTreeMap::new();
        for file in &asked.labels {
            for line in std::fs::read_to_string(file)?.lines() {
                if let Some((name, grade)) = line.split_once('\t') {
                    labels.insert(key(TermKind::Company, name), grade.trim() == "1");
                }
            }
        }
        let mut firms = BTreeSet::new();
        if let Some(file) = &asked.firms {
            for line in std::fs::read_to_string(file)?.lines() {
                firms.insert(key(TermKind::Company, line));
            }
        }
        Ok(Self { labels, firms })
    }

    /// The answer and how much it counts.
    fn answer(&self, name: &str, catalogue: &Catalogue) -> Option<(bool, f64)> {
        let folded = key(TermKind::Company, name);
        if let Some(label) = self.labels.get(&folded) {
            return Some((*label, 1.0));
        }
        if self.firms.contains(&folded)
            || catalogue
                .resolve(TermKind::Company, name)
                .is_some_and(|t| t.ambiguous.is_empty())
        {
            return Some((true, 0.3));
        }
        None
    }
}

/// The names of one half with what is said of them.
struct Half {
    names: Vec<String>,
    doubtful: Doubtful,
    survey: Survey,
    /// Each name and the survey of one text that it was found in, where that text is not all of them.
    single: Vec<(usize, Vec<f32>)>,
    found: BTreeMap<String, Vec<String>>,
}

fn read(briefs: &[Article], catalogue: &Catalogue) -> Half {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut of_text: Vec<(Text, Vec<String>)> = Vec::new();
    for brief in briefs {
        let text = Text::from_markdown(&brief.text);
        let tags = find_tags(&brief.title, &text, catalogue);
        let mut own = Vec::new();
        for tag in tags.tags.iter().chain(&tags.suggestions) {
            if tag.kind != TermKind::Company || catalogue.resolve(tag.kind, &tag.name).is_some() {
                continue;
            }
            own.push(tag.name.clone());
            for mention in tag.mentions.iter().take(2) {
                let sentence = mention.sentence.map_or("", |id| text.sentence(id));
                let at = sentence.find(&mention.surface).unwrap_or(0);
                let from = sentence.floor_char_boundary(at.saturating_sub(50));
                let to = sentence
                    .ceil_char_boundary((at + mention.surface.len() + 50).min(sentence.len()));
                let around = sentence.get(from..to).unwrap_or_default();
                found.entry(tag.name.clone()).or_default().push(format!(
                    "{} {:.2} {}",
                    mention.rule,
                    mention.confidence,
                    around.replace(['\t', '\n'], " ")
                ));
            }
        }
        of_text.push((text, own));
    }
    let names: Vec<String> = found.keys().cloned().collect();
    let doubtful = Doubtful::of(names.iter().map(String::as_str));
    let mut survey = Survey::default();
    let mut single = Vec::new();
    for (brief, (text, own)) in briefs.iter().zip(&of_text) {
        let part = doubtful.survey(&brief.title, text, catalogue);
        for name in own {
            if let Some(place) = doubtful.place(name) {
                single.push((place, doubtful.row(place, &part)));
            }
        }
        survey.join(part);
    }
    Half {
        names,
        doubtful,
        survey,
        single,
        found,
    }
}

/// A name with what is known of it, over all texts or in one.
struct Example {
    name: String,
    row: Vec<f32>,
    yes: bool,
    weight: f64,
    /// The same for all examples of a name.
    group: usize,
    /// Whether a person graded it.
    graded: bool,
    /// Whether it is one text's.
    single: bool,
}

fn main() -> Result<()> {
    let asked = asked()?;
    let known = Known::read(&asked)?;
    let left: BTreeSet<String> = match &asked.left {
        Some(file) => std::fs::read_to_string(file)?
            .lines()
            .map(str::to_owned)
            .collect(),
        None => BTreeSet::new(),
    };
    let full = Catalogue::built_in();
    let half = Catalogue::new(
        full.terms
            .iter()
            .enumerate()
            .filter(|(i, t)| t.kind != TermKind::Company || i % 2 == 0)
            .map(|(_, t)| t.clone())
            .collect(),
    );
    let mut examples: Vec<Example> = Vec::new();
    let mut list = String::new();
    for file in &asked.articles {
        let briefs = articles(file, &left)?;
        if asked.list.is_some() {
            let whole = read(&briefs, &full);
            for (name, places) in &whole.found {
                let Some(place) = whole.doubtful.place(name) else {
                    continue;
                };
                let sure = standing(&whole.doubtful, place, &whole.survey);
                list.push_str(&format!("{name}\t{sure:.2}\t{}\n", places.join("\t")));
            }
            continue;
        }
        for catalogue in [&full, &half] {
            let read = read(&briefs, catalogue);
            take(&read, &known, &full, &mut examples);
        }
    }
    if let Some(file) = &asked.list {
        std::fs::write(file, list)?;
        return Ok(());
    }
    if let Some(file) = &asked.rows {
        let mut out = String::new();
        for e in &examples {
            out.push_str(&format!(
                "{}\t{}\t{}\t{}\t{}",
                e.name,
                u8::from(e.yes),
                e.weight,
                u8::from(e.graded),
                u8::from(e.single)
            ));
            for fact in &e.row {
                out.push_str(&format!("\t{fact}"));
            }
            out.push('\n');
        }
        std::fs::write(file, out)?;
    }
    println!(
        "{} examples, {} of them firms",
        examples.len(),
        examples.iter().filter(|e| e.yes).count()
    );
    if asked.measure {
        measure(&examples);
    }
    if let Some(file) = &asked.write {
        let mut out = String::from(HEADER);
        for tree in &learned(&examples.iter().collect::<Vec<_>>()) {
            out.push_str(&tree.line());
            out.push('\n');
        }
        std::fs::write(file, out)?;
    }
    Ok(())
}

/// The examples that a reading gives.
fn take(read: &Half, known: &Known, full: &Catalogue, examples: &mut Vec<Example>) {
    let mut texts: BTreeMap<usize, f64> = BTreeMap::new();
    for (place, _) in &read.single {
        *texts.entry(*place).or_default() += 1.0;
    }
    let mut names: BTreeMap<usize, &String> = BTreeMap::new();
    for name in &read.names {
        if let Some(place) = read.doubtful.place(name) {
            names.entry(place).or_insert(name);
        }
    }
    let group = |name: &str| {
        key(TermKind::Company, name)
            .bytes()
            .fold(7_usize, |a, b| (a * 31 + usize::from(b)) % 65_521)
    };
    let mut add = |place: usize, row: Vec<f32>, share: f64, single: bool| {
        let Some(name) = names.get(&place) else {
            return;
        };
        if let Some((yes, weight)) = known.answer(name, full) {
            examples.push(Example {
                name: (*name).clone(),
                row,
                yes,
                weight: weight * share,
                group: group(name),
                graded: weight >= 1.0,
                single,
            });
        }
    };
    for place in names.keys() {
        add(*place, read.doubtful.row(*place, &read.survey), 1.0, false);
    }
    for (place, row) in &read.single {
        add(
            *place,
            row.clone(),
            1.0 / texts.get(place).copied().unwrap_or(1.0),
            true,
        );
    }
}

fn learned(examples: &[&Example]) -> Vec<boost::Tree> {
    let rows: Vec<Vec<f32>> = examples.iter().map(|e| e.row.clone()).collect();
    let yes: Vec<bool> = examples.iter().map(|e| e.yes).collect();
    let weights: Vec<f64> = examples.iter().map(|e| e.weight).collect();
    learn(&Binned::of(&rows), &yes, &weights, GROWTH)
}

/// What a threshold keeps of the firms and of the rest, each fourth of the names judged by what was learned from the others.
fn measure(examples: &[Example]) {
    let mut judged: Vec<(&Example, f64)> = Vec::new();
    for part in 0..4 {
        let (test, train): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|e| e.group % 4 == part);
        let trees = learned(&train);
        for example in test.into_iter().filter(|e| e.graded) {
            judged.push((example, trees.iter().map(|t| t.answer(&example.row)).sum()));
        }
    }
    judged.sort_by(|a, b| a.1.total_cmp(&b.1));
    let wrong = |(e, odds): &&(&Example, f64)| !e.single && e.yes != (*odds > 0.0);
    for (example, odds) in judged.iter().filter(wrong) {
        println!("{odds:.2}\t{}\t{}", u8::from(example.yes), example.name);
    }
    for (what, single) in [("over all texts", false), ("by single texts", true)] {
        let graded: Vec<_> = judged.iter().filter(|(e, _)| e.single == single).collect();
        let firms = graded.iter().filter(|(e, _)| e.yes).count();
        println!("{what}: {} graded, {firms} firms", graded.len());
        for p in [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
            let limit = f64::ln(p / (1.0 - p));
            let kept = graded.iter().filter(|(_, odds)| *odds >= limit);
            let (good, bad) = kept.fold(
                (0, 0),
                |(g, b), (e, _)| if e.yes { (g + 1, b) } else { (g, b + 1) },
            );
            println!(
                "  from {p}: {good} firms ({:.3}), {bad} others ({:.3} of the kept)",
                f64::from(good) / firms.max(1) as f64,
                f64::from(bad) / f64::from((good + bad).max(1))
            );
        }
    }
}

/// The head of the model's file.
const HEADER: &str = "# Decision trees that tell which names are firms'. Facts by their place in a row of `survey.rs`.
# Learned by `cargo run --example learn_names` from how names stand in texts and how they are built; no words are kept.
# origin: learned from names in press articles and press releases, labelled for this project and by public lists of firms
# licence: MIT
# order: as they were learned

";
