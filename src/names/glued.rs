//! Words that a scraped text runs together: `profit.Revenue` is cut by the words themselves, `HoldingsThe`,
//! `ContactJane` and `StonevaleStonevale` here.
//!
//! A brand has capitals inside as well (`WordPress`). So a word is cut only where its halves say so: they are the same
//! twice, the second is a word of grammar that begins a sentence, or both stand in the text by themselves, one of them
//! beside the same neighbour, while the whole stands there once.

use std::borrow::Cow;

use super::lists::{ROLES, STOP};
use crate::catalogue::is_legal_form;
use crate::hash::{Map, Set};
use crate::table::{Words, tables};
use crate::text::words::{Word, lower, plain};

tables! {
    "data/glued.txt" => {
        /// Words that begin a sentence and no second half of a brand.
        BEGINNERS: Words = "beginners";
        /// Labels that a page sets above a name, and glues to it.
        LABELS: Words = "labels";
    }
}

/// What stands between the halves of a glued word: no two names are one across it.
const CUT: &str = " ; ";

/// Words that are counted by their names alone. A text that asks for more is no prose, and all of its words are counted.
const MOST_ASKED: usize = 4_096;

/// Letters of the shortest half.
const SHORTEST: usize = 3;

/// How often the words stand in a text that a glued word may be made of, and the glued words themselves.
#[derive(Debug, Default)]
pub(super) struct Counted<'a> {
    words: Map<Cow<'a, str>, u32>,
    /// Two words with nothing but a space between.
    pairs: Set<(&'a str, &'a str)>,
}

impl<'a> Counted<'a> {
    /// Counts the words of a text's sentences.
    pub(super) fn of(sentences: &[Vec<Word<'a>>]) -> Self {
        // Nearly all words are neither glued nor halves of those that may be, and are not counted.
        let mut own = Self::asked(sentences);
        let all = own.words.len() > MOST_ASKED;
        if own.words.is_empty() {
            return own;
        }
        for sentence in sentences {
            let mut before = "";
            let mut was_asked = false;
            for word in sentence {
                let is_asked = all || own.words.contains_key(word.text);
                if is_asked {
                    *own.words.entry(word.text.into()).or_default() += 1;
                }
                if (was_asked || is_asked) && !before.is_empty() && word.gap == " " {
                    own.pairs.insert((before, word.text));
                }
                before = word.text;
                was_asked = is_asked;
            }
        }
        own
    }

    /// The words and halves that will be asked for, not counted yet; more than [`MOST_ASKED`] stand for all words.
    fn asked(sentences: &[Vec<Word<'a>>]) -> Self {
        let mut own = Self::default();
        for word in sentences.iter().flatten().filter(|w| may_be_glued(w.text)) {
            own.words.entry(word.text.into()).or_default();
            for (at, _) in borders(word.text) {
                let (first, second) = word.text.split_at_checked(at).unwrap_or_default();
                for half in [first, second] {
                    own.words.entry(half.into()).or_default();
                    own.words.entry(lower(half)).or_default();
                }
                if own.words.len() > MOST_ASKED {
                    return own;
                }
            }
        }
        own
    }

    fn of_word(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// Whether the word stands in the text, with a small first letter or a capital.
    fn has(&self, word: &str) -> bool {
        self.of_word(word) > 0 || self.of_word(&lower(word)) > 0
    }
}

/// Whether a word is long enough for two, and has a capital.
fn may_be_glued(word: &str) -> bool {
    word.len() >= 2 * SHORTEST
        && (word.bytes().any(|b| b.is_ascii_uppercase())
            || !word.is_ascii() && word.contains(char::is_uppercase))
}

/// The places where a second word may begin, and the characters before: at each capital but the first letter.
fn borders(word: &str) -> impl Iterator<Item = (usize, char)> {
    let before = word.chars();
    let places = word.char_indices().skip(1).zip(before);
    places.filter_map(|((at, c), last)| c.is_uppercase().then_some((at, last)))
}

/// Cuts the glued words of a sentence, but for those at which `known` says that the whole is a name.
pub(super) fn cut<'a>(
    words: Vec<Word<'a>>,
    counted: &Counted<'_>,
    known: impl Fn(usize) -> bool,
) -> Vec<Word<'a>> {
    if !words.iter().any(|w| may_be_glued(w.text)) {
        return words;
    }
    let mut out = Vec::with_capacity(words.len());
    let texts: Vec<&str> = words.iter().map(|w| w.text).collect();
    let near = |i: Option<usize>| i.and_then(|i| texts.get(i)).copied().unwrap_or_default();
    for (i, word) in words.into_iter().enumerate() {
        let around = (near(i.checked_sub(1)), near(Some(i + 1)));
        let at = if known(i) {
            None
        } else {
            border(&word, around, counted)
        };
        match at.and_then(|at| word.cut_at(word.start + at)) {
            Some((first, mut second)) => {
                second.gap = CUT;
                out.push(first);
                out.push(second);
            }
            None => out.push(word),
        }
    }
    out
}

/// Where the second half of a glued word begins: a byte of the word.
fn border(word: &Word<'_>, around: (&str, &str), counted: &Counted<'_>) -> Option<usize> {
    let text = word.text;
    if !may_be_glued(text) {
        return None;
    }
    let whole_once = counted.of_word(text) < 2;
    for (at, last) in borders(text) {
        let (first, second) = text.split_at_checked(at)?;
        if first == second && first.len() >= SHORTEST {
            return Some(at);
        }
        let after = second.chars().nth(1);
        let turns =
            last.is_lowercase() || last.is_ascii_digit() || after.is_some_and(char::is_lowercase);
        if !turns || !whole_once {
            continue;
        }
        let number = first.len() >= SHORTEST
            && first.chars().any(|c| c.is_ascii_digit())
            && first
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        if number && second.len() >= SHORTEST {
            return Some(at);
        }
        let first_plain = plain(first);
        let begins = BEGINNERS.has(second) && first.len() >= SHORTEST;
        let label = LABELS.has(&first_plain) && second.len() >= 2;
        let office = ROLES.has(&first_plain) && first.len() > SHORTEST && counted.has(second);
        let form = is_legal_form(&first_plain)
            && first.chars().all(char::is_uppercase)
            && first.len() >= SHORTEST;
        let ordinary = first.len() >= SHORTEST
            && second.len() >= SHORTEST
            && counted.has(first)
            && (counted.has(second) || STOP.has(&plain(second)))
            && (counted.pairs.contains(&(around.0, first))
                || counted.pairs.contains(&(second, around.1)));
        if begins || label || office || form || ordinary {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn check(text: &str, expected: &[&str]) {
        let split = [words(text)];
        let counted = Counted::of(&split);
        let [split] = split;
        let got = cut(split, &counted, |_| false);
        let got: Vec<&str> = got.iter().map(|w| w.text).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn glued_words_are_cut() {
        check(
            "About VexaraVexara is a firm",
            &["About", "Vexara", "Vexara", "is", "a", "firm"],
        );
        check(
            "under Vexara HoldingsThe firm",
            &["under", "Vexara", "Holdings", "The", "firm"],
        );
        check("ContactJane Doe", &["Contact", "Jane", "Doe"]);
        check(
            "Noma Light. Noma LightNoma Light",
            &["Noma", "Light", "Noma", "Light", "Noma", "Light"],
        );
        check(
            "1,204,881Deferred revenue",
            &["1,204,881", "Deferred", "revenue"],
        );
    }

    #[test]
    fn brands_are_left() {
        for text in [
            "with WordPress and YouTube",
            "PowerLight sells power and light; PowerLight grows",
            "the iPhone by McDonald",
            "AT&T",
        ] {
            let split = words(text);
            let all: Vec<&str> = split.iter().map(|w| w.text).collect();
            check(text, &all);
        }
    }
}
