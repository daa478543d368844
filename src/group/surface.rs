//! Whether a sentence names a term, by name or alias: the receipt of a tag.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::text::spans::Span;
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
                    .push(words(name).iter().map(|w| w.plain.to_string()).collect());
            }
        }
        own
    }
}

/// The names of several terms, found in a text in one pass, so that many terms cost no more than a few.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    /// The terms and their names, by the first byte of the name.
    names: Vec<(u8, usize, &'a str)>,
    /// The first bytes of all names: nearly all places of a text are told by them to begin none.
    first: Bytes,
    /// The names as words, each with its term, by the singular of its first word.
    by_word: Vec<(Cow<'a, str>, usize, &'a [String])>,
    first_of_words: Bytes,
}

/// A set of bytes.
#[derive(Debug, Default, Clone, Copy)]
struct Bytes([u64; 4]);

impl Bytes {
    fn add(&mut self, byte: u8) {
        if let Some(bits) = self.0.get_mut(usize::from(byte >> 6)) {
            *bits |= 1 << (byte & 63);
        }
    }

    fn has(&self, byte: u8) -> bool {
        let bits = self.0.get(usize::from(byte >> 6));
        bits.is_some_and(|bits| bits >> (byte & 63) & 1 == 1)
    }
}

impl<'a> Index<'a> {
    /// The index of these terms, which it knows by their place among them.
    pub(super) fn new(terms: impl IntoIterator<Item = &'a Surfaces>) -> Self {
        let mut index = Self::default();
        for (term, surfaces) in terms.into_iter().enumerate() {
            for name in &surfaces.folded {
                if let Some(first) = name.bytes().next() {
                    index.first.add(first);
                    index.names.push((first, term, name));
                }
            }
            for name in &surfaces.words {
                if let Some(first) = name.first() {
                    let first = singular(first);
                    first
                        .bytes()
                        .take(1)
                        .for_each(|b| index.first_of_words.add(b));
                    index.by_word.push((first, term, name));
                }
            }
        }
        index.names.sort_unstable();
        index.by_word.sort_unstable();
        index
    }

    /// The terms that a folded text names, by a whole word, a plural or a possessive; in order, each once.
    pub(super) fn standing_in(&self, folded: &str) -> Vec<usize> {
        let mut terms: Vec<usize> = Vec::new();
        // Whether the character before is of a word.
        let mut inside = false;
        let mut at = 0;
        while let Some(&byte) = folded.as_bytes().get(at) {
            if !inside && self.first.has(byte) {
                let from = self.names.partition_point(|n| n.0 < byte);
                let names = self.names.get(from..).unwrap_or_default().iter();
                let here = names
                    .take_while(|n| n.0 == byte)
                    .filter(|(_, _, name)| stands_at(name, folded, at));
                terms.extend(here.map(|(_, term, _)| *term));
            }
            if byte.is_ascii_alphanumeric() {
                // No name begins inside a word.
                let rest = folded.as_bytes().get(at..).unwrap_or_default();
                let word = rest.iter().take_while(|b| b.is_ascii_alphanumeric());
                at += word.count();
                inside = true;
            } else if byte.is_ascii() {
                inside = false;
                at += 1;
            } else {
                let c = folded.get(at..).and_then(|t| t.chars().next());
                inside = c.is_some_and(char::is_alphanumeric);
                at += c.map_or(1, char::len_utf8);
            }
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Where the names stand among these words: the term, the first word, one past the last; in order, each once.
    pub(super) fn places_in(&self, text: &[Word<'_>]) -> Vec<(usize, usize, usize)> {
        let mut places = Vec::new();
        for (start, word) in text.iter().enumerate() {
            let first = word.plain.bytes().next();
            if !first.is_some_and(|b| self.first_of_words.has(b)) {
                continue;
            }
            let folded = word.folded();
            let from = self.by_word.partition_point(|n| n.0 < folded);
            let names = self.by_word.get(from..).unwrap_or_default().iter();
            for (_, term, name) in names.take_while(|n| n.0 == folded) {
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

    /// Where the names stand in a sentence, in bytes: of each term in order, of those that begin at one place the longest
    /// first.
    pub(super) fn spans_in(&self, sentence: &str) -> Vec<(usize, Span)> {
        let split = words(sentence);
        let span = |(term, first, end): (usize, usize, usize)| {
            let start = split.get(first)?.start;
            let end = split.get(end.checked_sub(1)?)?.end;
            Some((term, Span { start, end }))
        };
        let places = self.places_in(&split).into_iter();
        let mut spans: Vec<(usize, Span)> = places.filter_map(span).collect();
        spans.sort_by_key(|(term, span)| (*term, span.start, Reverse(span.end)));
        spans
    }
}

/// Lower case; hyphens and line breaks are spaces, so that "solid-state" and "solid state" are one.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Most text is ASCII by far, so runs of it are taken whole.
    let mut rest = text;
    while !rest.is_empty() {
        let plain = |b: &u8| b.is_ascii() && !matches!(b, b'-' | b'\t' | b'\n' | b'\r');
        let plain = rest.bytes().take_while(plain).count();
        let (run, other) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        let from = out.len();
        out.push_str(run);
        if let Some(run) = out.get_mut(from..) {
            run.make_ascii_lowercase();
        }
        let mut chars = other.chars();
        match chars.next() {
            Some('-' | '\u{2010}'..='\u{2013}') => out.push(' '),
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

/// Whether the name stands at this byte, at which no word goes on, as a whole word, a plural or a possessive.
fn stands_at(name: &str, folded: &str, at: usize) -> bool {
    let stem = stem(name);
    let Some(after) = folded.get(at..).and_then(|rest| rest.strip_prefix(stem)) else {
        return false;
    };
    let ends = |suffix: &str| {
        after
            .strip_prefix(suffix)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    if stem.len() == name.len() {
        ends("") || ends("s") || ends("es")
    } else {
        ends("y") || ends("ys") || ends("ies")
    }
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
        let spans: Vec<(usize, &str)> = index
            .spans_in(text)
            .into_iter()
            .map(|(term, span)| (term, span.of(text)))
            .collect();
        assert_eq!(
            spans,
            [
                (0, "Ford"),
                (1, "Ford Motor"),
                (2, "Börse"),
                (3, "Batteries"),
                (4, "Ford")
            ]
        );
    }
}
