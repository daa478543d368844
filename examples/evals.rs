//! Runs the evaluation sets of `evals/` through the built binary and prints the scores.
//!
//! `cargo build --release && cargo run --release --example evals [SET…] [--misses] [--floors] [--bin PATH]`

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

#[path = "../evals/scorer/mod.rs"]
mod scorer;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Parser;

use scorer::{Floors, Outcome, Set};

/// In the order in which they are printed.
const SETS: [Set; 4] = [Set::Fragments, Set::Pages, Set::Articles, Set::Stories];

/// Scores the evaluation sets and compares them with their floors.
#[derive(Debug, Parser)]
struct Options {
    /// `fragments`, `pages`, `articles`, `stories`; all without any
    sets: Vec<String>,
    /// The binary to score, instead of the one that was built beside this example
    #[arg(long, value_name = "PATH")]
    bin: Option<PathBuf>,
    /// List what is not as the gold has it
    #[arg(long)]
    misses: bool,
    /// Print the scores as floors, in the form of floors.yaml
    #[arg(long)]
    floors: bool,
}

fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let evals = Path::new(env!("CARGO_MANIFEST_DIR")).join("evals");
    let bin = match &options.bin {
        Some(bin) => bin.clone(),
        None => beside()?,
    };
    let mut sets = Vec::new();
    for name in &options.sets {
        let known = SETS.map(Set::name).join(", ");
        let set = SETS.into_iter().find(|s| s.name() == name);
        sets.push(set.with_context(|| format!("no set `{name}`; there are {known}"))?);
    }
    if sets.is_empty() {
        sets.extend(SETS);
    }
    let floors = Floors::read(&evals)?;
    let mut status = ExitCode::SUCCESS;
    for set in sets {
        let outcome = scorer::run(&bin, &evals, set)?;
        if options.floors {
            print_floors(set, &outcome);
            continue;
        }
        print_scores(set, &outcome, &floors);
        if options.misses {
            for miss in &outcome.misses {
                println!("  {miss}");
            }
        }
        for fault in floors.faults(set, &outcome) {
            println!("  fault: {fault}");
            status = ExitCode::FAILURE;
        }
        for hint in floors.hints(set, &outcome) {
            println!("  hint: {hint}");
        }
        println!();
    }
    Ok(status)
}

/// The binary that was built with the profile of this example.
fn beside() -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let profile = own.parent().and_then(Path::parent);
    let bin = profile
        .context("this example lies in no target folder")?
        .join(format!("briefmill{}", std::env::consts::EXE_SUFFIX));
    if !bin.is_file() {
        bail!(
            "no binary at {}: run `cargo build` with the same profile first, or name one with --bin",
            bin.display()
        );
    }
    Ok(bin)
}

fn print_scores(set: Set, outcome: &Outcome, floors: &Floors) {
    println!("{} ({} cases)", set.name(), outcome.cases);
    for score in &outcome.scores {
        let floor = floors
            .of(set, score.name)
            .map_or_else(|| "    –".to_owned(), |f| format!("{f:.3}"));
        println!(
            "  {:<23} {:.3}   floor {floor}   {}",
            score.name, score.value, score.basis
        );
    }
}

/// The scores with three digits, as floors have them.
fn print_floors(set: Set, outcome: &Outcome) {
    println!("{}:", set.name());
    for score in &outcome.scores {
        println!("  {}: {:.3}", score.name, score.value);
    }
}
