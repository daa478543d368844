//! Whether a sentence names a term, by name or alias: the receipt of a tag.

use crate::catalogue::words::{Word, singular, words};

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

    /// Where the names stand among these words: first word, one past the last.
    pub(super) fn places_in(&self, text: &[Word<'_>]) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        for name in self.words.iter().filter(|n| !n.is_empty()) {
            for (start, stretch) in text.windows(name.len()).enumerate() {
                let last = name.len() - 1;
                let fits = name.iter().zip(stretch).enumerate().all(|(i, (n, w))| {
                    *n == w.plain || (i == last && singular(n) == singular(&w.plain))
                });
                if fits {
                    places.push((start, start + name.len()));
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Whether a folded text names the term: a whole word, a plural or a possessive.
    pub(super) fn stand_in(&self, folded: &str) -> bool {
        self.folded.iter().any(|name| stands_in(name, folded))
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

fn stands_in(name: &str, folded: &str) -> bool {
    let stem = name.strip_suffix('y').unwrap_or(name);
    memchr::memmem::find_iter(folded.as_bytes(), stem.as_bytes()).any(|at| {
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
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_plurals_and_possessives() {
        let named = |name: &str, text: &str| Surfaces::new([name]).stand_in(&fold(text));
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
}
