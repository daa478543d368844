//! Names that are words too: which firm a bare one refers to, and which are not worth a question.

use super::rules;
use std::collections::{BTreeMap, BTreeSet};

use super::lists::{NUMBER_WORDS, PLACES, ROLES};
use super::reading::Reading;
use super::{Sighting, TAG};
use crate::catalogue::TermKind;

impl Reading<'_> {
    /// Bare ambiguous names that were taken for sure by their context alone.
    pub(super) fn settle_short(&mut self, longer: &LongNames) {
        let renamed: Vec<Option<String>> =
            self.found.iter().map(|f| self.longer(f, longer)).collect();
        for (found, name) in self.found.iter_mut().zip(renamed) {
            if let Some(name) = name {
                found.name = name;
                found.rule = &rules::SHORT_FORM;
            }
        }
    }

    /// The firm that a bare ambiguous word refers to, where the text names one that begins with it: the last before it.
    pub(super) fn longer(&self, found: &Sighting, longer: &LongNames) -> Option<String> {
        let sentence = self.sentences.get(found.at)?;
        let ambiguous = sentence.hits.iter().any(|h| {
            (h.start, h.end) == (found.start, found.end)
                && h.name.ambiguous
                && h.name.kind == TermKind::Company
        });
        if found.end - found.start != 1 || !ambiguous {
            return None;
        }
        let longer = longer.by_word.get(sentence.plain(found.start))?;
        // The text gives the firm's own longer name: then the word is that firm.
        if longer.names.contains(&found.name) {
            return None;
        }
        let before = longer
            .places
            .partition_point(|(at, start, _)| (*at, *start) < (found.at, found.start));
        let place = before.saturating_sub(1);
        longer.places.get(place).map(|(_, _, name)| name.clone())
    }

    /// Whether an ambiguous word without any evidence is not even worth asking about: a sentence's first word, a number,
    /// a word in a headline, or part of a longer capitalised name ("Arctic Circle").
    pub(super) fn is_plain_word(&self, found: &Sighting) -> bool {
        let Some(sentence) = self.sentences.get(found.at) else {
            return true;
        };
        if found.end - found.start != 1 {
            return false;
        }
        let part = |gap: &str, i: Option<usize>| {
            matches!(gap, " " | "-" | "\u{a0}")
                && i.and_then(|i| sentence.words.get(i))
                    .is_some_and(|w| w.is_capitalised() && !ROLES.has(&w.plain))
        };
        let own = sentence
            .words
            .get(found.start)
            .is_some_and(|w| w.possessive);
        sentence.title_case
            || found.start == 0
            || sentence
                .gap(found.start)
                .contains(['“', '"', '‘', ':', '.'])
            || NUMBER_WORDS.has(sentence.plain(found.start))
            || part(
                sentence.gap(found.start),
                found.start.checked_sub(1).filter(|i| *i > 0),
            )
            || (!own && part(sentence.gap(found.end), Some(found.end)))
            || (found.start == 1 && PLACES.has(sentence.plain(0)) && sentence.gap(1) == " ")
    }
}

/// The sure names of several words in a text, by their first word.
pub(super) struct LongNames {
    by_word: BTreeMap<String, Alike>,
}

/// The names that begin with one word.
#[derive(Default)]
struct Alike {
    names: BTreeSet<String>,
    /// Sentence, first word and name, in reading order.
    places: Vec<(usize, usize, String)>,
}

impl LongNames {
    /// Those among what was found, which is in reading order.
    pub(super) fn of(reading: &Reading<'_>, sure: &BTreeSet<String>) -> Self {
        let mut long = Self {
            by_word: BTreeMap::new(),
        };
        for found in &reading.found {
            long.add(reading, sure, found);
        }
        long
    }

    /// Adds a find, if it is one.
    pub(super) fn add(&mut self, reading: &Reading<'_>, sure: &BTreeSet<String>, found: &Sighting) {
        if found.end - found.start < 2 || found.confidence < TAG || !sure.contains(&found.name) {
            return;
        }
        let Some(sentence) = reading.sentences.get(found.at) else {
            return;
        };
        let word = sentence.plain(found.start).to_owned();
        let alike = self.by_word.entry(word).or_default();
        alike.names.insert(found.name.clone());
        let place = alike
            .places
            .partition_point(|(at, start, _)| (*at, *start) < (found.at, found.start));
        let entry = (found.at, found.start, found.name.clone());
        alike.places.insert(place, entry);
    }
}
