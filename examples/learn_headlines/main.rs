//! Learns what the words of an article are worth to its headline (`src/headline/data/worth.txt`), and measures it on
//! articles that it did not learn from.
//!
//! ```text
//! cargo run --example learn_headlines -- ARTICLES [--write src/headline/data/worth.txt]
//! ```
//!
//! Articles are a file of JSON, an object a line: `title` and `text` (Markdown). Each fifth is kept apart, to measure.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::format_push_string,
    clippy::needless_range_loop,
    clippy::print_stdout,
    reason = "a program for developers that reads their own files, prints, and counts what fits"
)]

#[path = "../learn_pages/boost.rs"]
mod boost;

use std::error::Error;

use boost::{Binned, Growth, learn};
use briefmill::headline::learning::{Example, examples};
use briefmill::text::prose::Text;

/// How the trees are grown; chosen on articles that were kept apart.
const GROWTH: Growth = Growth {
    trees: 120,
    leaves: 12,
    rate: 0.1,
    least: 30,
    calm: 10.0,
    facts: 0.6,
    examples: 0.8,
};

/// The head of the model's file.
const HEADER: &str = "# Decision trees that tell which words of a sentence a publisher's headline has. Facts by their place in a row of `worth.rs`.
# Learned by `cargo run --example learn_headlines` from how words stand in their sentence and article; no words are kept.
# origin: learned from press releases of the Newsworthy.ai archive and their headlines
# licence: MIT, of texts under CC0 1.0
# order: as they were learned

";

/// An article.
#[derive(serde::Deserialize)]
struct Article {
    title: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("a file of articles is missing")?;
    let write = (args.next().as_deref() == Some("--write")).then(|| args.next());
    let (mut kept, mut apart) = (Vec::new(), Vec::new());
    for (at, line) in std::fs::read_to_string(file)?.lines().enumerate() {
        let article: Article = serde_json::from_str(line)?;
        let words = examples(&article.title, &Text::from_markdown(&article.text));
        if at % 5 == 0 { &mut apart } else { &mut kept }.extend(words);
    }
    let trees = learned(&kept);
    measure(&trees, &apart);
    if let Some(Some(file)) = write {
        kept.extend(apart);
        let mut out = String::from(HEADER);
        for tree in &learned(&kept) {
            out.push_str(&tree.line());
            out.push('\n');
        }
        std::fs::write(file, out)?;
    }
    Ok(())
}

fn learned(examples: &[Example]) -> Vec<boost::Tree> {
    let rows: Vec<Vec<f32>> = examples.iter().map(|e| e.facts.clone()).collect();
    let yes: Vec<bool> = examples.iter().map(|e| e.yes).collect();
    learn(&Binned::of(&rows), &yes, &vec![1.0; yes.len()], GROWTH)
}

/// How often a word that is said with a chance is there, and what the chances explain of all doubt.
fn measure(trees: &[boost::Tree], examples: &[Example]) {
    let share = examples.iter().filter(|e| e.yes).count() as f64 / examples.len().max(1) as f64;
    let doubt = |p: f64, yes: bool| -(if yes { p } else { 1.0 - p }).max(1e-9).ln();
    let (mut left, mut all) = (0.0, 0.0);
    let mut tenths = [(0.0, 0.0, 0.0); 10];
    for example in examples {
        let odds: f64 = trees.iter().map(|t| t.answer(&example.facts)).sum();
        let p = 1.0 / (1.0 + (-odds).exp());
        left += doubt(p, example.yes);
        all += doubt(share, example.yes);
        let tenth = &mut tenths[((p * 10.0) as usize).min(9)];
        tenth.0 += 1.0;
        tenth.1 += p;
        tenth.2 += f64::from(u8::from(example.yes));
    }
    println!(
        "{} words, {share:.3} in headlines; doubt explained: {:.3}",
        examples.len(),
        1.0 - left / all
    );
    for (count, said, found) in tenths.iter().filter(|t| t.0 > 0.0) {
        println!(
            "  said {:.2}, found {:.2} of {count}",
            said / count,
            found / count
        );
    }
}
