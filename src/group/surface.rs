//! Whether a sentence names a term, by name or alias: the receipt of a tag.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::text::words::{Word, singular, words};

/// A term's names, folded for comparison.
#[derive(Debug, Clone, Default)]
pub(super) struct Surfaces {
    folded: Vec<String>,
    /// The same names as plain words.
    words: Vec<Vec<String>>,
}

impl Surfaces {
    /// The names of one term. Names of one letter are left out: they stand in any sentence.
    pub(super) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut own = Self::default();
        for name in names {
            let folded = fold(name);
            if folded.chars().count() > 1 {
                own.folded.push(folded);
                own.words
                    .push(words(name).into_iter().map(|w| w.plain).collect());
            }
        }
        own
    }
}

/// The names of several terms, found in a text in one pass, so that many terms cost no more than a few.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    /// Matches the stems of all names; none without a name.
    automaton: Option<AhoCorasick>,
    /// Per stem, its term and name.
    stems: Vec<(usize, &'a str)>,
    /// By the singular of their first word, the names as words, each with its term.
    by_word: HashMap<String, Vec<(usize, &'a [String])>>,
}

impl<'a> Index<'a> {
    /// The index of these terms, which it knows by their place among them.
    pub(super) fn new(terms: impl IntoIterator<Item = &'a Surfaces>) -> Self {
        let mut index = Self::default();
        for (term, surfaces) in terms.into_iter().enumerate() {
            for name in &surfaces.folded {
                index.stems.push((term, name));
            }
            for name in &surfaces.words {
                if let Some(first) = name.first() {
                    let names = index.by_word.entry(singular(first)).or_default();
                    names.push((term, name));
                }
            }
        }
        if !index.stems.is_empty() {
            let stems = index.stems.iter().map(|(_, name)| stem(name));
            // The kind that is built fastest, since it serves one brief.
            index.automaton = AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::NoncontiguousNFA))
                .build(stems)
                .ok();
        }
        index
    }

    /// The terms that a folded text names, by a whole word, a plural or a possessive; in order, each once.
    pub(super) fn standing_in(&self, folded: &str) -> Vec<usize> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let mut terms: Vec<usize> = automaton
            .find_overlapping_iter(folded)
            .filter_map(|found| {
                let (term, name) = self.stems.get(found.pattern().as_usize())?;
                stands_at(name, folded, found.start()).then_some(*term)
            })
            .collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Where the names stand among these words: the term, the first word, one past the last; in order, each once.
    pub(super) fn places_in(&self, text: &[Word<'_>]) -> Vec<(usize, usize, usize)> {
        let mut places = Vec::new();
        for (start, word) in text.iter().enumerate() {
            for (term, name) in self.by_word.get(&word.folded()).into_iter().flatten() {
                let end = start + name.len();
                let Some(stretch) = text.get(start..end) else {
                    continue;
                };
                let last = name.len() - 1;
                let fits = name.iter().zip(stretch).enumerate().all(|(i, (n, w))| {
                    *n == w.plain || (i == last && singular(n) == singular(&w.plain))
                });
                if fits {
                    places.push((*term, start, end));
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// Lower case; hyphens and line breaks are spaces, so that "solid-state" and "solid state" are one.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Most text is ASCII by far, so runs of it are taken whole.
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        let (run, other) = rest.split_at(plain);
        out.extend(run.bytes().map(|b| match b {
            b'-' | b'\t' | b'\n' | b'\r' => ' ',
            b => char::from(b.to_ascii_lowercase()),
        }));
        let mut chars = other.chars();
        match chars.next() {
            Some('\u{2010}'..='\u{2013}') => out.push(' '),
            Some(c) if c.is_whitespace() => out.push(' '),
            Some(c) => out.extend(c.to_lowercase()),
            None => {}
        }
        rest = chars.as_str();
    }
    out
}

/// What singular and plural of a name have in common.
fn stem(name: &str) -> &str {
    name.strip_suffix('y').unwrap_or(name)
}

/// Whether the name, whose stem stands at this byte, stands there as a whole word, a plural or a possessive.
fn stands_at(name: &str, folded: &str, at: usize) -> bool {
    let stem = stem(name);
    let before = folded.get(..at).and_then(|t| t.chars().next_back());
    let after = folded.get(at + stem.len()..).unwrap_or_default();
    let ends = |suffix: &str| {
        after
            .strip_prefix(suffix)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let whole = if stem.len() == name.len() {
        ends("") || ends("s") || ends("es")
    } else {
        ends("y") || ends("ys") || ends("ies")
    };
    whole && !before.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_plurals_and_possessives() {
        let named = |name: &str, text: &str| {
            let surfaces = Surfaces::new([name]);
            !Index::new([&surfaces]).standing_in(&fold(text)).is_empty()
        };
        assert!(named(
            "Solid-state battery",
            "Solid-state batteries are next."
        ));
        assert!(named("Tesla", "It is Tesla's plant."));
        assert!(named("electric vehicle", "Electric vehicles sell."));
        assert!(named("Börse", "An der BÖRSE."));
        assert!(!named("Ford", "They can afford it."));
        assert!(!named("Ford", "The Fordham line."));
        assert!(!named("X", "X marks the spot."));
    }

    #[test]
    fn many_terms_are_found_in_one_pass() {
        let names = ["Ford", "Ford Motor", "Börse", "battery", "Ford"];
        let surfaces = names.map(|n| Surfaces::new([n]));
        let index = Index::new(&surfaces);
        let text = "Ford Motor sells Batteries at the Börse.";
        assert_eq!(index.standing_in(&fold(text)), [0, 1, 2, 3, 4]);
        let places = index.places_in(&words(text));
        assert_eq!(
            places,
            [(0, 0, 1), (1, 0, 2), (2, 6, 7), (3, 3, 4), (4, 0, 1)]
        );
        assert!(Index::new([]).standing_in("ford").is_empty());
    }
}
