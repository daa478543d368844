//! The evaluation sets of `evals/` stay above their floors.

#[path = "../../evals/scorer/mod.rs"]
mod scorer;

use std::io::Write as _;
use std::path::Path;

use scorer::{Floors, Set};

use crate::digest_test::binary;

fn check(set: Set) {
    let evals = Path::new(env!("CARGO_MANIFEST_DIR")).join("evals");
    let floors = Floors::read(&evals).unwrap();
    let outcome = scorer::run(&binary(), &evals, set).unwrap();
    for hint in floors.hints(set, &outcome) {
        // Past the capture of a passing test.
        let _ = writeln!(std::io::stderr(), "{}: {hint}", set.name());
    }
    let faults = floors.faults(set, &outcome);
    assert!(
        faults.is_empty(),
        "{}, {} cases:\n{}\nWhat is not as the gold has it:\n{}",
        set.name(),
        outcome.cases,
        faults.join("\n"),
        outcome.misses.join("\n")
    );
}

#[test]
fn fragments_stay_above_their_floors() {
    check(Set::Fragments);
}

#[test]
fn pages_stay_above_their_floors() {
    check(Set::Pages);
}

#[test]
fn articles_stay_above_their_floors() {
    check(Set::Articles);
}

#[test]
fn stories_stay_above_their_floors() {
    check(Set::Stories);
}
