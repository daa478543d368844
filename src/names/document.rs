//! A text as the rules read it: sentences of words, each with the names found in it.

use crate::hash::Set;

use super::glued::{self, Counted};
use crate::catalogue::{Catalogue, Hit};
use crate::text::prose::{BlockKind, SentenceId, Text};
use crate::text::words::{Word, is_unspaced, plain};

/// One sentence, or the headline.
#[derive(Debug)]
pub(super) struct Sentence<'a> {
    /// None for the headline.
    pub(super) id: Option<SentenceId>,
    /// Its place in reading order, the headline not counted.
    pub(super) order: usize,
    pub(super) text: &'a str,
    pub(super) words: Vec<Word<'a>>,
    /// Names of the catalogue, overlapping ones too.
    pub(super) hits: Vec<Hit<'a>>,
    /// Whether capitals mean nothing here: headlines and headings in title case.
    pub(super) title_case: bool,
}

impl Sentence<'_> {
    /// The words from `start` up to `end` as they stand.
    pub(super) fn surface(&self, start: usize, end: usize) -> &str {
        let from = self.words.get(start).map_or(0, |w| w.start);
        let to = end
            .checked_sub(1)
            .and_then(|e| self.words.get(e))
            .map_or(from, |w| w.end);
        self.text.get(from..to).unwrap_or_default()
    }

    /// The plain form of the word at `i`; empty outside the sentence.
    pub(super) fn plain(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| &*w.plain)
    }

    /// What stands before the word at `i`.
    pub(super) fn gap(&self, i: usize) -> &str {
        self.words.get(i).map_or_else(|| self.tail(), |w| w.gap)
    }

    fn tail(&self) -> &str {
        self.text
            .get(self.words.last().map_or(0, |w| w.end)..)
            .unwrap_or_default()
    }

    /// The plain words from `start` up to `end`, joined by spaces.
    pub(super) fn key(&self, start: usize, end: usize) -> String {
        let words: Vec<&str> = (start..end).map(|i| self.plain(i)).collect();
        words.join(" ")
    }
}

/// Reads the headline and the sentences of a text.
pub(super) fn read<'a>(
    title: &'a str,
    text: &'a Text,
    catalogue: &'a Catalogue,
) -> Vec<Sentence<'a>> {
    let names = catalogue.names();
    let heads = std::iter::once(title).chain(text.sentences().map(|(_, sentence)| sentence));
    let mut split: Vec<Vec<Word<'_>>> = Vec::new();
    let mut split_bytes = 0;
    for sentence in heads {
        split_bytes += sentence.len();
        if split_bytes > super::MOST_BYTES + title.len() {
            break;
        }
        split.push(names.words(sentence));
    }
    let counted = Counted::of(&split);
    let mut split = split.into_iter();
    let mut out = Vec::new();
    let mut add = |id: Option<SentenceId>,
                   order: usize,
                   text: &'a str,
                   heading: bool,
                   words: Vec<Word<'a>>| {
        let mut hits = names.find(&words);
        let whole = words.len();
        let words = glued::cut(words, &counted, |i| {
            hits.iter().any(|h| h.start <= i && i < h.end)
        });
        if words.len() > whole {
            hits = names.find(&words);
        }
        let long: Vec<&Word<'_>> = words
            .iter()
            .filter(|w| w.plain.len() > 3 && !w.is_number())
            .collect();
        let capitals = long.iter().filter(|w| w.is_capitalised()).count();
        let title_case = heading && long.len() > 2 && capitals * 10 >= long.len() * 7;
        out.push(Sentence {
            id,
            order,
            text,
            words,
            hits,
            title_case,
        });
    };
    let first = split.next().unwrap_or_default();
    if !title.trim().is_empty() {
        add(None, 0, title, true, first);
    }
    let mut read = 0;
    for (order, (id, sentence)) in text.sentences().enumerate() {
        read += sentence.len();
        let Some(words) = split.next().filter(|_| read <= super::MOST_BYTES) else {
            break;
        };
        let kind = text.blocks.get(id.block).map(|b| b.kind);
        if kind == Some(BlockKind::Code) {
            continue;
        }
        let short = sentence.len() < 120 && !sentence.ends_with(['.', '!', '?', '"', '”']);
        add(
            Some(id),
            order,
            sentence,
            matches!(kind, Some(BlockKind::Heading(_))) || short,
            words,
        );
    }
    out
}

/// Whether a text has one of these words beside an ambiguous name. `vocabulary` holds its words, plain; a word of a
/// script without spaces may stand anywhere in it.
pub(super) fn has_context(
    context: &[String],
    vocabulary: &Set<&str>,
    sentences: &[Sentence<'_>],
) -> bool {
    context.iter().any(|word| {
        vocabulary.contains(&*plain(word))
            || word.contains(is_unspaced)
                && sentences.iter().any(|s| s.text.contains(word.as_str()))
    })
}
