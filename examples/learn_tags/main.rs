//! Learns the weights of the tagger of English from tagged text, and says how many tags of other text it gets right.
//!
//! ```text
//! cargo run --release --example learn_tags -- TRAIN TEST [--write src/grammar/data/tags.bin]
//! ```
//!
//! A file holds a word and its part of speech (as Universal Dependencies names them) in each line, parted by a tab, and
//! an empty line after each sentence. `docs/grammar.md` says what text the weights in use were learned from.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program for developers that reads their own files and prints"
)]

use briefmill::grammar::learn::{Tagged, learn};
use briefmill::grammar::tagger::Model;
use briefmill::grammar::tags::Tag;
use briefmill::grammar::tokens::{Token, lowers};

/// Rounds over the text; more gain nothing.
const ROUNDS: u32 = 6;

/// The least weight that is kept: more weights gain nothing either.
const LEAST: f64 = 0.05;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (Some(train), Some(test)) = (args.first(), args.get(1)) else {
        return Err("usage: learn_tags TRAIN TEST [--write FILE]".to_owned());
    };
    run(train, test, args.get(3))
}

fn run(train: &str, test: &str, write: Option<&String>) -> Result<(), String> {
    let bytes = learn(&read(train)?, ROUNDS, LEAST);
    let model = Model::read(&bytes);
    let (mut right, mut all) = (0_u32, 0_u32);
    for sentence in read(test)? {
        let tokens: Vec<Token<'_>> = sentence
            .iter()
            .map(|(w, _)| Token { text: w, start: 0 })
            .collect();
        for (got, (_, tag)) in model
            .tag(&tokens, &lowers(&tokens), false)
            .iter()
            .zip(&sentence)
        {
            all += 1;
            right += u32::from(got == tag);
        }
    }
    println!("{right} of {all} tags right, {} bytes", bytes.len());
    if let Some(path) = write {
        std::fs::write(path, &bytes).map_err(|e| format!("{path}: {e}"))?;
    }
    Ok(())
}

/// The sentences of a file.
fn read(path: &str) -> Result<Vec<Tagged>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let mut sentences = vec![Tagged::new()];
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() {
            sentences.push(Tagged::new());
            continue;
        }
        let parts = line.split_once('\t');
        let (word, tag) = parts
            .and_then(|(word, code)| Some((word, Tag::of_code(code)?)))
            .ok_or_else(|| format!("{path}, line {}: no word and tag", number + 1))?;
        if let Some(sentence) = sentences.last_mut() {
            sentence.push((word.to_owned(), tag));
        }
    }
    sentences.retain(|s| !s.is_empty());
    Ok(sentences)
}
