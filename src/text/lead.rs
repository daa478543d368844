//! The sentences of a brief that carry its news, and what newspapers put before the first of them.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::prose::{BlockKind, SentenceId, Text};

/// A place and an agency before the first words: "SEOUL, April 20 (Reuters) —", "(Agency) --".
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?";
    let place = r"\p{Lu}[\p{Lu}’'.-]{2,}(?:[ ,/]+(?:\p{Lu}[\p{L}.]*|de|of|am|la|le|the))*";
    let agency = r"[(/][^()/]{2,40}[)/]";
    let date =
        format!(r"(?:{MONTH} \d{{1,2}}|\d{{1,2}}\.? {MONTH}|\d{{1,2}}\. \p{{L}}+)(?:,? \d{{4}})?");
    let dash = r"(?:—|–|--|-|:)+";
    Regex::new(&format!(
        r"^(?:{place}(?:[ ,]+{date})?,?\s*(?:{agency})?|{agency})\s*{dash}\s+"
    ))
    .expect("a test reads a dateline with it")
});

/// A sentence without its dateline.
pub(crate) fn without_dateline(sentence: &str) -> &str {
    let end = DATELINE.find(sentence).map_or(0, |m| m.end());
    sentence.get(end..).unwrap_or(sentence)
}

/// Whether a sentence opens with a quotation mark.
pub(crate) fn opens_quote(sentence: &str) -> bool {
    sentence.starts_with(['"', '“', '”', '‘', '«', '„', '「', '『', '\''])
}

/// How many words a sentence has; a character of a script without spaces counts as half a word.
pub(crate) fn word_count(sentence: &str) -> usize {
    let wide = sentence
        .chars()
        .filter(|c| u32::from(*c) >= 0x3040 && c.is_alphabetic())
        .count();
    if wide * 3 > sentence.chars().count() {
        wide / 2
    } else {
        sentence.split_whitespace().count()
    }
}

/// Whether a sentence ends as one, so that it is no heading, byline or caption.
fn ends_as_sentence(sentence: &str) -> bool {
    sentence
        .trim_end_matches(['"', '”', '’', '\'', ')', '»', '」', '』'])
        .ends_with(['.', '!', '。', '！', '…', '।'])
}

/// Whether a sentence of a paragraph tells something: no question, note, quotation, byline or fragment.
pub(crate) fn tells(sentence: &str) -> bool {
    let question = sentence
        .trim_end_matches(['"', '”', '’', ')'])
        .ends_with(['?', '？']);
    let note =
        sentence.starts_with(['(', '[', '*', '（', '#', '|']) && !starts_with_agency(sentence);
    let balanced = sentence.matches('(').count() == sentence.matches(')').count()
        && sentence.matches('"').count().is_multiple_of(2)
        && sentence.matches('“').count() == sentence.matches('”').count();
    ends_as_sentence(sentence)
        && !question
        && !note
        && !opens_quote(sentence)
        && balanced
        && word_count(sentence) >= 5
        && !sentence.starts_with(|c: char| c.is_lowercase())
}

fn starts_with_agency(sentence: &str) -> bool {
    without_dateline(sentence).len() < sentence.len()
}

/// The sentences that tell something, in reading order, from paragraphs and, with `lists`, list items.
pub(crate) fn telling(text: &Text, lists: bool) -> impl Iterator<Item = (SentenceId, &str)> {
    let mut quotes = Quotes::default();
    text.sentences().filter(move |(id, sentence)| {
        let Some(block) = text.blocks.get(id.block) else {
            return false;
        };
        let kind = block.kind == BlockKind::Paragraph || lists && block.kind == BlockKind::ListItem;
        let start = block.sentences.get(id.sentence).map_or(0, |s| s.start);
        kind && tells(sentence) && !quotes.open_at(id.block, &block.text, start)
    })
}

/// The quotation marks of one block, counted from its start as its sentences are read in order.
#[derive(Default)]
struct Quotes {
    block: usize,
    /// Bytes that are counted.
    read: usize,
    straight: usize,
    opening: usize,
    closing: usize,
}

impl Quotes {
    /// Whether a quotation is still open at this byte of the block.
    fn open_at(&mut self, block: usize, text: &str, start: usize) -> bool {
        if self.block != block || start < self.read {
            *self = Self {
                block,
                ..Self::default()
            };
        }
        for c in text.get(self.read..start).unwrap_or_default().chars() {
            match c {
                '"' => self.straight += 1,
                '“' => self.opening += 1,
                '”' => self.closing += 1,
                _ => {}
            }
        }
        self.read = start;
        !self.straight.is_multiple_of(2) || self.opening > self.closing
    }
}

#[cfg(test)]
mod tests {
    use super::without_dateline;

    #[test]
    fn datelines_go() {
        for line in [
            "SEOUL, April 20 (Agency) — The makers met.",
            "(Agency) -- The makers met.",
            "OSLO/BERGEN, 3. Mai 2024 – The makers met.",
            "The makers met.",
        ] {
            assert_eq!(without_dateline(line), "The makers met.");
        }
    }
}
