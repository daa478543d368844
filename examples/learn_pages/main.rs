//! Learns the model by which a page's blocks are told apart (`src/fragment/page/data/model.txt`), and measures it on pages that it
//! did not learn from.
//!
//! ```text
//! cargo run --release --example learn_pages -- FOLDER... [--write src/fragment/page/data/model.txt] [--leave GROUP]
//! ```
//!
//! It prints how well the pages of each fourth are read by what was learned from the other three. `--leave` writes the model without
//! one of these fourths, so that the program as a whole can be measured on it.
//!
//! A folder holds `pages/ID.html` or `pages/ID.html.gz` and `truth.jsonl`, an object a line: `id`, and the article as `text` or as
//! `paragraphs`; `heads`, `summary` and `topics` may be in it or not. `pages/truth.json` is an object of `articleBody` by id.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    clippy::float_cmp,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::needless_range_loop,
    clippy::print_stdout,
    clippy::single_match_else,
    reason = "a program for developers that reads their own files, prints, and counts what fits"
)]

mod boost;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::Read;
use std::path::{Path, PathBuf};

use boost::{Binned, Growth, Tree, learn};
use briefmill::fragment::page::{Example, examples};
use serde_json::Value;

/// How the trees are grown; chosen on held-out pages.
const GROWTH: Growth = Growth {
    trees: 200,
    leaves: 15,
    rate: 0.08,
    least: 40,
    calm: 5.0,
    facts: 0.5,
    examples: 0.8,
};

/// Pages are parted into this many groups; each is judged by what was learned from the others.
const GROUPS: u64 = 4;

/// A page with its blocks and its true words.
struct Page {
    id: String,
    set: String,
    group: u64,
    blocks: Vec<Example>,
    yes: Vec<bool>,
    weights: Vec<f64>,
    truth: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut write: Option<PathBuf> = None;
    let mut leave: Option<u64> = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--leave" => leave = arguments.next().and_then(|n| n.parse().ok()),
            "--write" => write = arguments.next().map(PathBuf::from),
            _ => folders.push(argument.into()),
        }
    }
    let mut pages = Vec::new();
    for folder in &folders {
        read(folder, &mut pages)?;
    }
    println!(
        "{} pages, {} blocks",
        pages.len(),
        pages.iter().map(|p| p.blocks.len()).sum::<usize>()
    );
    let mut scores: BTreeMap<(String, i32), Vec<f64>> = BTreeMap::new();
    for group in 0..if leave.is_some() { 0 } else { GROUPS } {
        let (known, unseen): (Vec<&Page>, Vec<&Page>) =
            pages.iter().partition(|p| p.group != group);
        let model = model(&known);
        for page in unseen {
            let odds: Vec<f64> = page
                .blocks
                .iter()
                .map(|b| model.iter().map(|t| t.answer(&b.row)).sum())
                .collect();
            for limit in [-6, -4, -2, 0] {
                let kept = page
                    .blocks
                    .iter()
                    .zip(&odds)
                    .filter(|(_, o)| **o >= f64::from(limit) / 10.0);
                let words: Vec<String> = kept.flat_map(|(b, _)| words(&b.text)).collect();
                scores
                    .entry((page.set.clone(), limit))
                    .or_default()
                    .push(f1(&words, &page.truth));
            }
        }
    }
    for ((set, limit), values) in &scores {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        println!(
            "{set:24} odds from {:.1}: word F1 {mean:.4} on {} pages not learned from",
            f64::from(*limit) / 10.0,
            values.len()
        );
    }
    if let Some(path) = write {
        let all: Vec<&Page> = pages.iter().filter(|p| Some(p.group) != leave).collect();
        for page in pages.iter().filter(|p| Some(p.group) == leave) {
            println!("left out: {}", page.id);
        }
        let old = std::fs::read_to_string(&path)?;
        let head: String = old
            .lines()
            .take_while(|l| l.starts_with('#'))
            .map(|l| format!("{l}\n"))
            .collect();
        let trees: String = model(&all)
            .iter()
            .map(|t| format!("{}\n", t.line()))
            .collect();
        std::fs::write(&path, format!("{head}\n{trees}"))?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

/// What is learned from these pages.
fn model(pages: &[&Page]) -> Vec<Tree> {
    let rows: Vec<Vec<f32>> = pages
        .iter()
        .flat_map(|p| p.blocks.iter().map(|b| b.row.clone()))
        .collect();
    let yes: Vec<bool> = pages.iter().flat_map(|p| p.yes.iter().copied()).collect();
    let weights: Vec<f64> = pages
        .iter()
        .flat_map(|p| p.weights.iter().copied())
        .collect();
    learn(&Binned::of(&rows), &yes, &weights, GROWTH)
}

/// Reads the pages of a folder.
fn read(folder: &Path, out: &mut Vec<Page>) -> Result<(), Box<dyn Error>> {
    let mut truths: BTreeMap<String, (String, String, Vec<String>)> = BTreeMap::new();
    let strings = |v: &Value| -> Vec<String> {
        match v {
            Value::String(s) => vec![s.clone()],
            Value::Array(items) => items
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        }
    };
    if let Ok(lines) = std::fs::read_to_string(folder.join("truth.jsonl")) {
        for line in lines.lines().filter(|l| !l.trim().is_empty()) {
            let page: Value = serde_json::from_str(line)?;
            let id = page["id"].as_str().unwrap_or_default().to_owned();
            let text = match &page["paragraphs"] {
                Value::Null => page["text"].as_str().unwrap_or_default().to_owned(),
                list => strings(list).join("\n"),
            };
            let either = ["heads", "summary", "topics"]
                .iter()
                .flat_map(|k| strings(&page[*k]))
                .collect();
            truths.insert(
                id,
                (
                    text,
                    page["type"].as_str().unwrap_or("article").to_owned(),
                    either,
                ),
            );
        }
    } else {
        let page: Value =
            serde_json::from_str(&std::fs::read_to_string(folder.join("pages/truth.json"))?)?;
        for (id, page) in page.as_object().into_iter().flatten() {
            let text = page["articleBody"].as_str().unwrap_or_default().to_owned();
            truths.insert(id.clone(), (text, "article".to_owned(), Vec::new()));
        }
    }
    let set = folder.file_name().unwrap_or_default().to_string_lossy();
    for (id, (text, kind, either)) in truths {
        let path = folder.join("pages").join(format!("{id}.html"));
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(_) => {
                let mut bytes = Vec::new();
                let file = std::fs::File::open(path.with_extension("html.gz"))?;
                flate2::read::GzDecoder::new(file).read_to_end(&mut bytes)?;
                bytes
            }
        };
        let blocks = examples(&String::from_utf8_lossy(&bytes));
        let truth: Vec<String> = words(&text).collect();
        let yes = label(&blocks, &text);
        let either: Vec<String> = either
            .iter()
            .map(|t| words(t).collect::<Vec<_>>().join(" "))
            .collect();
        let weights = blocks.iter().map(|b| {
            let own: Vec<String> = words(&b.text).collect();
            if b.is_headline || either.contains(&own.join(" ")) {
                return 0.0;
            }
            (1 + own.len()) as f64 / truth.len().max(30) as f64
        });
        // FNV-1a of the name parts the pages.
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
            (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
        });
        out.push(Page {
            id: format!("{set}/{id}"),
            set: format!("{set} {kind}"),
            group: ((hash ^ (hash >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) % GROUPS,
            weights: weights.collect(),
            blocks,
            yes,
            truth,
        });
    }
    Ok(())
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
}

/// Harmonic mean of precision and recall of the words, each as often as it stands.
fn f1(got: &[String], truth: &[String]) -> f64 {
    let mut left: HashMap<&str, i32> = HashMap::new();
    for word in truth {
        *left.entry(word).or_default() += 1;
    }
    let hits = got.iter().filter(|w| {
        left.get_mut(w.as_str()).is_some_and(|n| {
            *n -= 1;
            *n >= 0
        })
    });
    let hits = hits.count() as f64;
    if hits == 0.0 {
        0.0
    } else {
        2.0 * hits / (got.len() + truth.len()) as f64
    }
}

/// Which blocks are in the true text: by their word triples, short ones by whole lines; words that the page has more often than
/// the text only as often, where most of the text is near.
fn label(blocks: &[Example], text: &str) -> Vec<bool> {
    let truth: Vec<String> = words(text).collect();
    let triples: std::collections::HashSet<&[String]> = truth.windows(3).collect();
    let mut lines: HashMap<String, usize> = HashMap::new();
    for line in text.lines() {
        *lines
            .entry(words(line).collect::<Vec<_>>().join(" "))
            .or_default() += 1;
    }
    let flat = format!(" {} ", truth.join(" "));
    let own: Vec<Vec<String>> = blocks.iter().map(|b| words(&b.text).collect()).collect();
    let mut yes: Vec<bool> = own
        .iter()
        .map(|w| {
            let joined = w.join(" ");
            match w.len() {
                0 => false,
                1 => lines.contains_key(&joined),
                2 => {
                    lines.contains_key(&joined)
                        || joined.len() > 7 && flat.contains(&format!(" {joined} "))
                }
                _ => w.windows(3).filter(|t| triples.contains(t)).count() * 2 >= w.len() - 2,
            }
        })
        .collect();
    let long: Vec<usize> = (0..own.len())
        .filter(|i| yes[*i] && own[*i].len() >= 8)
        .collect();
    let near = |at: usize| -> f64 {
        long.iter()
            .filter(|j| **j != at)
            .map(|j| own[*j].len() as f64 * (-(at.abs_diff(*j) as f64) / 8.0).exp())
            .sum()
    };
    let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in (0..own.len()).filter(|i| yes[*i]) {
        same.entry(own[at].join(" ")).or_default().push(at);
    }
    for (joined, mut places) in same.into_iter().filter(|(_, p)| p.len() > 1) {
        let count = if own[places[0]].len() < 3 {
            lines.get(&joined).copied().unwrap_or(1)
        } else {
            flat.matches(&format!(" {joined} ")).count()
        };
        places.sort_by(|a, b| near(*b).total_cmp(&near(*a)).then(a.cmp(b)));
        for at in places.into_iter().skip(count.max(1)) {
            yes[at] = false;
        }
    }
    yes
}
