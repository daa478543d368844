//! The names in doubt that one text can say something of, by the words that it has: what it says of them is kept between
//! runs, and depends on no other name.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::places::{Counts, Survey};
use crate::hash;

/// A word as a text's words are kept.
pub(super) fn word_hash(word: &str) -> u32 {
    hash::halved(hash::fold(word.bytes()))
}

/// Names and words of names by their hashes.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Words, each with its hash, sorted.
    words: Vec<(u32, String)>,
    /// Places in the list of names by the first of their words, with the hashes of all.
    names: HashMap<u32, Vec<(usize, Vec<u32>, String)>>,
}

impl Words {
    /// Of these keys of names, by their place.
    pub(super) fn of<'k>(keys: impl Iterator<Item = (&'k str, usize)>) -> Self {
        let mut own = Self::default();
        for (key, place) in keys {
            let hashes: Vec<u32> = key.split(' ').map(word_hash).collect();
            let words = hashes
                .iter()
                .copied()
                .zip(key.split(' ').map(str::to_owned));
            own.words.extend(words);
            if let Some(first) = hashes.first() {
                let names = own.names.entry(*first).or_default();
                names.push((place, hashes, key.to_owned()));
            }
        }
        own.words.sort_unstable();
        own.words.dedup();
        own
    }

    /// Those that a text of these words, sorted, can hold.
    pub(super) fn among(&self, words: &[u32]) -> Narrow<'_> {
        let mut narrow = Narrow::default();
        for word in words {
            let from = self.words.partition_point(|(hash, _)| hash < word);
            let same = self.words.get(from..).unwrap_or_default();
            let same = same.iter().take_while(|(hash, _)| hash == word);
            narrow.words.extend(same.map(|(_, word)| word.as_str()));
            for (place, hashes, key) in self.names.get(word).into_iter().flatten() {
                if hashes.iter().all(|h| words.binary_search(h).is_ok()) {
                    narrow.names.push((key, *place));
                }
            }
        }
        narrow.words.sort_unstable();
        narrow.names.sort_unstable();
        narrow
    }
}

/// Names and words that one text can say something of.
#[derive(Debug, Default)]
pub struct Narrow<'d> {
    /// Keys of names, sorted, each with the name's place.
    names: Vec<(&'d str, usize)>,
    /// Words, sorted.
    words: Vec<&'d str>,
}

/// What a text says of the names and words of a [`Narrow`], by their places there.
#[derive(Debug, Serialize, Deserialize)]
pub struct Form {
    names: Vec<(u32, Counts)>,
    words: Vec<(u32, u32, u32)>,
}

impl Narrow<'_> {
    /// Whether the text can say nothing of any.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// All that decides what the text says.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter().map(|(name, _)| *name);
        names.chain(["\n"]).chain(self.words.iter().copied())
    }

    /// What is kept of a survey.
    pub fn form(&self, survey: &Survey) -> Form {
        let place = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        let names = self.names.iter().enumerate();
        let words = self.words.iter().enumerate();
        Form {
            names: names
                .filter_map(|(i, (_, name))| Some((place(i), survey.names.get(name)?.clone())))
                .collect(),
            words: words
                .filter_map(|(i, word)| {
                    let (lower, upper) = survey.words.get(*word)?;
                    Some((place(i), *lower, *upper))
                })
                .collect(),
        }
    }

    /// The survey that was kept.
    pub fn survey(&self, form: Form) -> Survey {
        let mut survey = Survey::default();
        for (i, counts) in form.names {
            if let Some((_, name)) = self.names.get(i as usize) {
                survey.names.insert(*name, counts);
            }
        }
        for (i, lower, upper) in form.words {
            if let Some(word) = self.words.get(i as usize) {
                survey.words.insert((*word).to_owned(), (lower, upper));
            }
        }
        survey
    }
}
