//! Whether a name of the catalogue that is a word, or letters, of other things too means its technology here.
//!
//! Which names are such is marked in the catalogue (`?`, context words, two or three capitals). What decides is what
//! stands near: a context word, a sure name of the same branch of the hierarchy, the noun that the letters abbreviate
//! with. Phrases of ordinary language ("gold medal") are names of nothing in the automaton and take their words away.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::document::Sentence;
use super::lists::BROAD_HEADS;
use crate::catalogue::{Catalogue, Hit, Term, TermKind};
use crate::hash::Set;
use crate::text::words::{Word, is_unspaced, plain, singular};

/// Whether a prefix makes another word of the first one: "non-small cell" is no small cell.
pub(super) fn is_negated(sentence: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let prefix = hit
        .start
        .checked_sub(1)
        .filter(|_| sentence.gap(hit.start) == "-")
        .map_or("", |i| sentence.plain(i));
    matches!(prefix, "non" | "anti" | "pseudo")
}

/// How sure an ambiguous name means its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// Nothing says so.
    No,
    /// What says so stands elsewhere in the text.
    Perhaps,
    /// What says so stands in the sentence, or two things say so.
    Surely,
}

/// What a text says about the sense of names that are words, or letters, of other things too.
pub(super) struct Senses<'s> {
    sentences: &'s [Sentence<'s>],
    catalogue: &'s Catalogue,
    /// The branches of which the text has a name that is sure by itself.
    branches: BTreeSet<usize>,
    /// The words of each sentence in the singular, read when a name asks.
    folded: Vec<OnceCell<Set<Cow<'s, str>>>>,
    /// The words of each term that say that it is meant.
    telling: RefCell<BTreeMap<usize, BTreeSet<String>>>,
}

impl<'s> Senses<'s> {
    /// Reads the text once for what it surely names. `firms`: the terms that firms of the text are called after.
    pub(super) fn of(
        sentences: &'s [Sentence<'s>],
        catalogue: &'s Catalogue,
        firms: &BTreeSet<usize>,
    ) -> Self {
        let names = catalogue.names();
        let mut branches = BTreeSet::new();
        for sentence in sentences {
            let mut last = 0;
            for hit in sentence
                .hits
                .iter()
                .filter(|h| h.name.kind == TermKind::Technology)
            {
                if hit.start < last {
                    continue;
                }
                if hit.name.is_no_term() {
                    last = hit.end;
                } else if !hit.name.ambiguous && !firms.contains(&hit.name.term) {
                    last = hit.end;
                    branches.insert(names.branch(hit.name.term));
                }
            }
        }
        Self {
            sentences,
            catalogue,
            branches,
            folded: vec![OnceCell::new(); sentences.len()],
            telling: RefCell::default(),
        }
    }

    /// Whether an ambiguous name means its term: one of the term's context words stands within two sentences, the text
    /// surely names something of the same branch, or the letters stand beside the noun that they abbreviate with.
    pub(super) fn is_meant(&self, at: usize, hit: &Hit<'_>, term: &Term) -> Meant {
        let Some(own) = self.sentences.get(at) else {
            return Meant::No;
        };
        let word = own.words.get(hit.start);
        if word.is_some_and(|w| hit.end - hit.start == 1 && is_verb(own, hit, w)) {
            return Meant::No;
        }
        // The first part of a compound is another word: "hybrid-quantum".
        if own.gap(hit.end) == "-" && word.is_some_and(|w| !w.is_capitalised()) {
            return Meant::No;
        }
        let beside = self.has_context(at, 0, hit, &term.context);
        let letters = word.is_some_and(Word::is_all_capitals);
        if beside || letters && self.has_telling_word(at, hit, term) {
            return Meant::Surely;
        }
        let near = self.has_context(at, NEAR, hit, &term.context);
        let branch = self.catalogue.names().branch(hit.name.term);
        match (near, self.branches.contains(&branch)) {
            (true, true) => Meant::Surely,
            (false, false) => Meant::No,
            _ => Meant::Perhaps,
        }
    }

    /// Whether the sentence of a broad term says something technical: a context word of what the term is under.
    pub(super) fn is_technical(&self, at: usize, hit: &Hit<'_>, term: &Term) -> bool {
        let parent = self.catalogue.parent(term);
        parent.is_some_and(|p| self.has_context(at, 0, hit, &p.context))
    }

    /// Whether one of the words, but for the name's own, stands within so many sentences.
    fn has_context(&self, at: usize, within: usize, hit: &Hit<'_>, context: &[String]) -> bool {
        let own = self.sentences.get(at);
        let itself = |word: &str| {
            (hit.start..hit.end).any(|i| own.is_some_and(|s| singular(s.plain(i)) == word))
        };
        let context: Vec<(String, &str)> = context
            .iter()
            .map(|word| (singular(&plain(word)).into_owned(), word.as_str()))
            .filter(|(word, _)| !itself(word))
            .collect();
        let mut near = at.saturating_sub(within)..self.sentences.len().min(at + within + 1);
        near.any(|i| {
            let text = self.sentences.get(i).map_or("", |s| s.text);
            context.iter().any(|(singular, word)| {
                self.folded(i)
                    .is_some_and(|here| here.contains(singular.as_str()))
                    || word.contains(is_unspaced) && text.contains(word)
            })
        })
    }

    /// The words of the sentence at this index, in the singular.
    fn folded(&self, at: usize) -> Option<&Set<Cow<'s, str>>> {
        let (cell, sentence) = self.folded.get(at).zip(self.sentences.get(at))?;
        Some(cell.get_or_init(|| sentence.words.iter().map(Word::folded).collect()))
    }

    /// Whether the sentence has the noun that heads one of the longer names of the term, or of what it is under, or a
    /// word of the longer names that few other names have.
    fn has_telling_word(&self, at: usize, hit: &Hit<'_>, term: &Term) -> bool {
        let Some((here, sentence)) = self.folded(at).zip(self.sentences.get(at)) else {
            return false;
        };
        let mut telling = self.telling.borrow_mut();
        let words = telling
            .entry(hit.name.term)
            .or_insert_with(|| self.telling_words(term));
        let itself = |word: &str| (hit.start..hit.end).any(|i| sentence.plain(i) == word);
        words
            .iter()
            .any(|w| here.contains(w.as_str()) && !itself(w))
    }

    fn telling_words(&self, term: &Term) -> BTreeSet<String> {
        let names = self.catalogue.names();
        let parent = self.catalogue.parent(term);
        let mut telling = BTreeSet::new();
        for (name, mine) in term
            .names()
            .map(|n| (n, true))
            .chain(parent.iter().flat_map(|p| p.names()).map(|n| (n, false)))
        {
            let words = crate::text::words::words(name);
            for (i, word) in words.iter().enumerate() {
                let last = i + 1 == words.len();
                let rare = last || mine && names.modifies(&word.plain) <= FEW;
                if rare && word.plain.len() > 3 && !word.is_all_capitals() {
                    telling.insert(word.folded().into_owned());
                }
            }
        }
        telling.retain(|w| !BROAD_HEADS.has(w));
        telling
    }
}

/// A modifier in no more names of the catalogue than this says which of them is meant.
const FEW: u32 = 12;

/// Sentences before and after an ambiguous name in which its context may stand.
const NEAR: usize = 2;

/// Whether a word in lower case stands where a verb does: after "to" or a modal, before an article, or before a particle
/// that no noun takes ("will cloud the outlook", "packs a punch", "rockets up").
fn is_verb(sentence: &Sentence<'_>, hit: &Hit<'_>, word: &Word<'_>) -> bool {
    if word.is_capitalised() {
        return false;
    }
    let before = hit.start.checked_sub(1).map_or("", |i| sentence.plain(i));
    let close = |gap: &str| gap.trim().is_empty();
    let modal = matches!(
        before,
        "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "cannot"
    );
    let infinitive = before == "to"
        && matches!(
            sentence.plain(hit.end),
            "a" | "an" | "the" | "its" | "their" | "his" | "her" | "our" | "up" | "down" | "out"
        );
    let third = word.text.ends_with('s') && matches!(sentence.plain(hit.end), "a" | "an" | "the");
    let particle = third || matches!(sentence.plain(hit.end), "up" | "down" | "away");
    (modal || infinitive) && close(word.gap) || particle && close(sentence.gap(hit.end))
}
