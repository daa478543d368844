//! What is looked up of the terms: which of them has a key, and which names a text's words begin.
//!
//! For the built-in terms this is made when the program is built, for others when they are first asked for.

use std::collections::{BTreeMap, HashMap};

use super::lookup::Lookup;
use super::{Term, TermKind, key};
use crate::table::{Values, tables};
use crate::text::words::{Word, words};

tables! {
    "data/other_senses.txt" => {
        /// Phrases in which a technology's name is something else ("gold medal", "pick up the").
        pub(super) OTHER_SENSES: Values = "";
    }
}

/// The term of a phrase that is no name: none.
pub(super) const NO_TERM: u32 = u32::MAX;

/// Fewest letters of a name that endings are looked for on: shorter ones are other words with a letter more.
pub(super) const FEWEST: usize = 4;

/// Steps up the hierarchy that are followed, so that a circle in the editor's catalogue ends.
const MOST_STEPS: usize = 12;

/// The most terms of one branch. Energy or software as a whole says nothing of the sense of letters.
const MOST_IN_BRANCH: u32 = 100;

/// How the terms are called, in all that a search asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Spellings {
    /// By the folded words of a name, joined by spaces, or by the first of them: 1 where a longer name begins so; the
    /// number of the first of the names that are just these words, counted over all; and for each of these its term,
    /// or [`NO_TERM`], and which of the term's names it is, or which of the phrases.
    pub(super) names: Lookup,
    /// How many names there are.
    pub(super) count: usize,
    /// The folded words of all names: 1 for the last word of a technology.
    pub(super) words: Lookup,
    /// In how many names of technologies a word, or words joined by hyphens, stand before the last.
    pub(super) modifiers: Lookup,
    /// For each term the broadest above it, or itself, that is not above too much.
    pub(super) branches: Vec<u32>,
}

impl Spellings {
    /// Of these terms.
    pub(super) fn of(terms: &[Term]) -> Self {
        let mut named: BTreeMap<String, Vec<[u32; 2]>> = BTreeMap::new();
        let mut folded: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut modifiers: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (term, index) in terms.iter().zip(0..).filter(|(t, _)| !t.heading) {
            let technology = term.kind == TermKind::Technology;
            for (name, nth) in term.names().zip(0..) {
                let parts = words(name);
                if parts.is_empty() {
                    continue;
                }
                if technology && name.is_ascii() {
                    count_modifiers(&parts, &mut modifiers);
                }
                for (i, part) in parts.iter().enumerate() {
                    let word = part.folded();
                    if word.chars().count() >= FEWEST {
                        let noun = technology && i + 1 == parts.len();
                        let held = folded.entry(word).or_default();
                        if noun && held.is_empty() {
                            held.push(1);
                        }
                    }
                }
                named.entry(spelled(&parts)).or_default().push([index, nth]);
            }
        }
        for (phrase, nth) in OTHER_SENSES.iter().zip(0..) {
            let same = named.entry(spelled(&words(phrase))).or_default();
            same.push([NO_TERM, nth]);
        }
        let (names, count) = numbered(named);
        Self {
            names,
            count,
            words: Lookup::of(&folded),
            modifiers: Lookup::of(&modifiers),
            branches: branches(terms),
        }
    }
}

/// The names by their words, and how many there are.
fn numbered(named: BTreeMap<String, Vec<[u32; 2]>>) -> (Lookup, usize) {
    let mut entries: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut count = 0;
    for (spelling, mut same) in named {
        for (at, _) in spelling.match_indices(' ') {
            let begins = spelling.get(..at).unwrap_or_default().to_owned();
            // A name that others begin with comes before them, and is there already.
            let numbers = entries.entry(begins).or_insert_with(|| vec![1, 0]);
            if let Some(longer) = numbers.first_mut() {
                *longer = 1;
            }
        }
        same.sort_by_key(|[term, _]| *term);
        let numbers = [0, count].into_iter();
        count += u32::try_from(same.len()).unwrap_or_default();
        let numbers = numbers.chain(same.into_iter().flatten());
        entries.insert(spelling, numbers.collect());
    }
    (
        Lookup::of(&entries),
        usize::try_from(count).unwrap_or_default(),
    )
}

/// The folded words of a name, under which it is found.
fn spelled(parts: &[Word<'_>]) -> String {
    let mut out = String::new();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.push_str(&part.folded());
    }
    out
}

/// Counts what stands before the last word of a name, words joined by hyphens as one.
fn count_modifiers(parts: &[Word<'_>], counts: &mut BTreeMap<String, Vec<u32>>) {
    let mut unit = String::new();
    for (i, word) in parts.iter().enumerate() {
        if word.gap == "-" && !unit.is_empty() {
            unit.push('-');
        } else if !unit.is_empty() {
            let count = counts.entry(std::mem::take(&mut unit)).or_default();
            match count.first_mut() {
                Some(count) => *count += 1,
                None => count.push(1),
            }
        }
        if i + 1 < parts.len() || word.gap == "-" {
            unit.push_str(&word.plain);
        }
    }
}

fn branches(terms: &[Term]) -> Vec<u32> {
    let by_name: HashMap<(TermKind, &str), usize> = terms
        .iter()
        .enumerate()
        .map(|(i, t)| ((t.kind, t.name.as_str()), i))
        .collect();
    let above = |i: usize| {
        let term = terms.get(i)?;
        by_name.get(&(term.kind, term.parent.as_deref()?)).copied()
    };
    let upwards = |i: usize| std::iter::successors(Some(i), |i| above(*i)).take(MOST_STEPS);
    let mut sizes = vec![0_u32; terms.len()];
    for i in (0..terms.len()).flat_map(upwards) {
        if let Some(size) = sizes.get_mut(i) {
            *size += 1;
        }
    }
    let small = |i: &usize| sizes.get(*i).is_some_and(|s| *s <= MOST_IN_BRANCH);
    (0..terms.len())
        .map(|i| upwards(i).take_while(small).last().unwrap_or(i))
        .filter_map(|i| u32::try_from(i).ok())
        .collect()
}

/// Puts terms in their order, by kind and name.
pub(super) fn sort(terms: &mut [Term]) {
    terms.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
}

/// The key of a name among those of its kind, with its legal form if `whole`.
pub(super) fn name_key(kind: TermKind, name: &str, whole: bool) -> String {
    let own = key(if whole { TermKind::Technology } else { kind }, name);
    let mark = if kind == TermKind::Company { 'c' } else { 't' };
    format!("{mark}{own}")
}

/// Which of these terms has a name, by [`name_key`]. Where two claim one name, a canonical name goes before an alias, and
/// of two aliases the one that is not ambiguous, then the first in order.
pub(super) fn keys(terms: &[Term]) -> Lookup {
    let mut keys: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut claim = |key: String, index: u32| {
        keys.entry(key).or_insert_with(|| vec![index]);
    };
    // As written first, legal form and all ("Hyundai Motor Group" is not "Hyundai Motor"); then without it.
    for whole in [true, false] {
        // A technology has no legal form: one key does for both.
        let mine = |t: &Term| whole || t.kind == TermKind::Company;
        for (term, index) in terms.iter().zip(0..).filter(|(t, _)| mine(t)) {
            claim(name_key(term.kind, &term.name, whole), index);
        }
        for ambiguous in [false, true] {
            for (term, index) in terms.iter().zip(0..).filter(|(t, _)| mine(t)) {
                for alias in term
                    .aliases
                    .iter()
                    .filter(|a| term.ambiguous.contains(a) == ambiguous)
                {
                    claim(name_key(term.kind, alias, whole), index);
                }
            }
        }
    }
    Lookup::of(&keys)
}
