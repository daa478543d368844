//! Names that are words too: which firm a bare one refers to, and which are not worth a question.

use std::collections::BTreeSet;

use super::companies::Reading;
use super::lists::has;
use super::{Found, TAG};
use crate::catalogue::TermKind;

impl Reading<'_> {
    /// Bare ambiguous names that were taken for sure by their context alone.
    pub(super) fn settle_short(&mut self, sure: &BTreeSet<String>) {
        let renamed: Vec<Option<String>> =
            self.found.iter().map(|f| self.longer(f, sure)).collect();
        for (found, name) in self.found.iter_mut().zip(renamed) {
            if let Some(name) = name {
                found.name = name;
                found.rule = "short-form";
            }
        }
    }

    /// The firm that a bare ambiguous word refers to, where the text names one that begins with it: the last before it.
    pub(super) fn longer(&self, found: &Found, sure: &BTreeSet<String>) -> Option<String> {
        let sentence = self.sentences.get(found.at)?;
        let ambiguous = sentence.hits.iter().any(|h| {
            (h.start, h.end) == (found.start, found.end)
                && h.name.ambiguous
                && h.name.kind == TermKind::Company
        });
        if found.end - found.start != 1 || !ambiguous {
            return None;
        }
        let word = sentence.plain(found.start);
        let mut longer = self.found.iter().filter(|f| {
            f.end - f.start > 1
                && f.confidence >= TAG
                && sure.contains(&f.name)
                && self
                    .sentences
                    .get(f.at)
                    .is_some_and(|s| s.plain(f.start) == word)
        });
        // The text gives the firm's own longer name: then the word is that firm.
        if longer.clone().any(|f| f.name == found.name) {
            return None;
        }
        let before = longer
            .clone()
            .rfind(|f| (f.at, f.start) < (found.at, found.start));
        before.or_else(|| longer.next()).map(|f| f.name.clone())
    }

    /// Whether an ambiguous word without any evidence is not even worth asking about: a sentence's first word, a number,
    /// a word in a headline, or part of a longer capitalised name ("Arctic Circle").
    pub(super) fn is_plain_word(&self, found: &Found) -> bool {
        let Some(sentence) = self.sentences.get(found.at) else {
            return true;
        };
        if found.end - found.start != 1 {
            return false;
        }
        let part = |gap: &str, i: Option<usize>| {
            matches!(gap, " " | "-" | "\u{a0}")
                && i.and_then(|i| sentence.words.get(i))
                    .is_some_and(|w| w.is_capitalised() && !has("roles", &w.plain))
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
            || has("number-words", sentence.plain(found.start))
            || part(
                sentence.gap(found.start),
                found.start.checked_sub(1).filter(|i| *i > 0),
            )
            || (!own && part(sentence.gap(found.end), Some(found.end)))
            || (found.start == 1 && has("places", sentence.plain(0)) && sentence.gap(1) == " ")
    }
}
