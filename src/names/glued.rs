//! Words that a scraped text runs together: `profit.Revenue` is cut by the words themselves, `HoldingsThe`,
//! `ContactJane` and `StonevaleStonevale` here.
//!
//! A brand has capitals inside as well (`WordPress`). So a word is cut only where its halves say so: they are the same
//! twice, the second is a word of grammar that begins a sentence, or both stand in the text by themselves, one of them
//! beside the same neighbour, while the whole stands there once.

use std::collections::{HashMap, HashSet};

use super::lists::{ROLES, STOP};
use crate::catalogue::is_legal_form;
use crate::table::{Words, tables};
use crate::text::words::{Word, plain};

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

/// Letters of the shortest half.
const SHORTEST: usize = 3;

/// How often each word stands in a text.
#[derive(Debug, Default)]
pub(super) struct Counted<'a> {
    words: HashMap<&'a str, u32>,
    /// Two words with nothing but a space between.
    pairs: HashSet<(&'a str, &'a str)>,
}

impl<'a> Counted<'a> {
    /// Counts the words of a sentence.
    pub(super) fn add(&mut self, words: &[Word<'a>]) {
        let mut before = "";
        for word in words {
            *self.words.entry(word.text).or_default() += 1;
            if !before.is_empty() && word.gap == " " {
                self.pairs.insert((before, word.text));
            }
            before = word.text;
        }
    }

    fn of(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// Whether the word stands in the text, with a small first letter or a capital.
    fn has(&self, word: &str) -> bool {
        self.of(word) > 0 || self.of(&word.to_lowercase()) > 0
    }
}

/// Cuts the glued words of a sentence, but for those at which `known` says that the whole is a name.
pub(super) fn cut<'a>(
    words: Vec<Word<'a>>,
    counted: &Counted<'_>,
    known: impl Fn(usize) -> bool,
) -> Vec<Word<'a>> {
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
    if text.len() < 2 * SHORTEST || !text.contains(char::is_uppercase) {
        return None;
    }
    let whole_once = counted.of(text) < 2;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let last = before.replace(c);
        let Some(last) = last.filter(|_| c.is_uppercase()) else {
            continue;
        };
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
        let split = words(text);
        let mut counted = Counted::default();
        counted.add(&split);
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
