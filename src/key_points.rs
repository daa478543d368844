//! Two to five sentences of the article, verbatim, that say the most.
//!
//! Each telling sentence gets points for what it says: amounts, deadlines, names, what comes next, and its place.
//! The best is taken, then the best that differs from those taken.

use super::figures::{Figure, FigureKind};
use crate::hash::fold;
use crate::rule::{Rule, Stage};
use crate::table::{Words, tables};
use crate::text::lead;
use crate::text::prose::{SentenceId, Text};

/// One key point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPoint {
    /// The sentence, which is the key point itself.
    pub sentence: SentenceId,
    /// The rule that chose it.
    pub rule: &'static Rule,
}

pub(crate) static LEAD: Rule = Rule::new(Stage::KeyPoints, "lead", "the opening sentence")
    .about("The first telling sentence.");
pub(crate) static FIGURE: Rule =
    Rule::new(Stage::KeyPoints, "figure", "its figures").about("A sentence that states amounts.");
pub(crate) static NEXT_STEP: Rule =
    Rule::new(Stage::KeyPoints, "next-step", "what it says of the future")
        .about("A sentence that says what comes next.");
pub(crate) static PLACE: Rule = Rule::new(Stage::KeyPoints, "place", "its place in the text")
    .about("A sentence that stands early.");

/// All rules of key points.
pub(crate) static RULES: &[&Rule] = &[&FIGURE, &LEAD, &NEXT_STEP, &PLACE];

/// Fewer sentences need no key points.
const FEWEST_SENTENCES: usize = 4;

/// Longer sentences are hard to read as a point.
const LONGEST_WORDS: usize = 60;

/// Two sentences that share more than this part of their words say the same.
const TOO_ALIKE: f64 = 0.5;

/// From the third on, a point must score this.
const WORTH: f64 = 0.6;

/// With this many other points the lead is not repeated.
const ENOUGH_OTHERS: usize = 3;

tables! {
    "key_points/data/words.txt" => {
        /// Words that announce what comes next.
        NEXT: Words = "next";
        /// Openings that lean on an earlier sentence.
        LEANS: Words = "leans";
    }
}

/// A sentence and its points.
struct Candidate {
    id: SentenceId,
    points: f64,
    rule: &'static Rule,
    /// Hashes of its longer words' stems, sorted.
    words: Vec<u64>,
    /// The largest part of the smaller word set that it shares with a sentence already chosen.
    likeness: f64,
}

/// Chooses key points in reading order; none for a text of fewer than four sentences, which needs none.
pub fn key_points(text: &Text, figures: &[Figure]) -> Vec<KeyPoint> {
    let all = text.sentences().count();
    if all < FEWEST_SENTENCES {
        return Vec::new();
    }
    let mut candidates: Vec<Candidate> = lead::telling(text, true)
        .filter(|(_, sentence)| lead::word_count(sentence) <= LONGEST_WORDS)
        .enumerate()
        .map(|(place, (id, sentence))| weigh(id, sentence, place, figures))
        .collect();
    let wanted = ((all + 1) / 3).clamp(2, 5);
    let mut chosen: Vec<Candidate> = Vec::new();
    // One more than wanted, since the lead may go again.
    while chosen.len() < wanted + 1 {
        let score = |c: &Candidate| c.points - 4.0 * c.likeness;
        let best = candidates
            .iter()
            .enumerate()
            .filter(|(_, c)| c.likeness <= TOO_ALIKE)
            .max_by(|a, b| score(a.1).total_cmp(&score(b.1)).then(b.1.id.cmp(&a.1.id)));
        let Some(place) = best
            .filter(|(_, c)| chosen.len() < 2 || score(c) >= WORTH)
            .map(|(place, _)| place)
        else {
            break;
        };
        let choice = candidates.swap_remove(place);
        for other in &mut candidates {
            other.likeness = other.likeness.max(shared_part(&other.words, &choice.words));
        }
        chosen.push(choice);
    }
    if chosen.len() < 2 {
        return Vec::new();
    }
    // The page shows the lead as the summary, so it is a point only where there are too few others.
    let others = chosen.iter().filter(|c| *c.rule != LEAD).count();
    if others >= ENOUGH_OTHERS {
        chosen.retain(|c| *c.rule != LEAD);
    }
    // In the order of choice, so the last is the least.
    chosen.truncate(wanted.max(2));
    chosen.sort_by_key(|c| c.id);
    chosen
        .into_iter()
        .map(|c| KeyPoint {
            sentence: c.id,
            rule: c.rule,
        })
        .collect()
}

fn weigh(id: SentenceId, sentence: &str, place: usize, figures: &[Figure]) -> Candidate {
    // Figures stand in reading order.
    let first = figures.partition_point(|f| f.sentence < id);
    let after = figures.partition_point(|f| f.sentence <= id);
    let own = || figures.get(first..after).unwrap_or_default().iter();
    let mut points = match place {
        0 => 5.0,
        1 => 1.5,
        2 => 1.0,
        3..=5 => 0.5,
        _ => 0.0,
    };
    let mut amounts: f64 = own()
        .map(|f| match f.kind {
            FigureKind::Money => 2.0,
            FigureKind::Multiple | FigureKind::Capacity => 1.5,
            FigureKind::Share | FigureKind::Count => 1.0,
        })
        .fold(0.0, |sum, p| sum + p / (1.0 + sum));
    if own().any(|f| f.when.is_some()) {
        amounts += 0.7;
    }
    let words: Vec<&str> = sentence
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let next = if words.iter().any(|w| NEXT.has(w)) {
        1.2
    } else {
        0.0
    };
    let names = words
        .iter()
        .skip(1)
        .filter(|w| w.starts_with(char::is_uppercase))
        .count()
        .min(5);
    points += amounts
        + next
        + 0.25
            * [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
                .get(names)
                .copied()
                .unwrap_or_default();
    if words.first().is_some_and(|w| LEANS.has(w)) {
        points -= 1.2;
    }
    if sentence.contains(['"', '“', '«', '„']) {
        points -= 1.5;
    }
    // How the shares moved that day is not what the news is about.
    if words.iter().any(|w| ["shares", "stock"].contains(w))
        && own().any(|f| f.kind == FigureKind::Share)
    {
        points -= 1.5;
    }
    if words.len() < 9 {
        points -= 0.7;
    }
    let rule = if place == 0 {
        &LEAD
    } else if amounts >= 1.0 {
        &FIGURE
    } else if next > 0.0 {
        &NEXT_STEP
    } else {
        &PLACE
    };
    let mut words: Vec<u64> = words
        .iter()
        .filter(|w| w.chars().nth(3).is_some())
        .map(|w| stem(w))
        .collect();
    words.sort_unstable();
    words.dedup();
    Candidate {
        id,
        points,
        rule,
        words,
        likeness: 0.0,
    }
}

/// The hash of a word without its ending, roughly, so that "batteries" and "battery" agree.
fn stem(word: &str) -> u64 {
    fold(word.chars().flat_map(char::to_lowercase).take(6))
}

/// The part of the smaller of two sorted word sets that both share.
fn shared_part(a: &[u64], b: &[u64]) -> f64 {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let shared = few.iter().filter(|w| many.binary_search(w).is_ok()).count();
    let part = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    part(shared) / part(few.len().max(1))
}
