//! In which documents each word stands, as text that a script can hold.
//!
//! A list of documents is a row of numbers, one a document: how many documents lie between it and the one before it,
//! times four, and the weight of the word in it. A number is written in the 88 characters that a string of JavaScript
//! holds as they are and that no HTML is made of: 64 of them end a number, 24 say that it goes on.

use crate::hash::Map;

/// How much a word says of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// It stands in the text.
    Text,
    /// It stands there three times at least, or in the summary.
    Often,
    /// It is another name of what the document is about.
    Named,
    /// It stands in the headline, or is the name itself.
    Head,
}

/// How often a word stands in a text that uses it often.
const OFTEN: u32 = 3;

/// Characters that end a number.
const ENDS: u32 = 64;

/// Characters that say that a number goes on.
const GOES_ON: u32 = 24;

/// The character of a digit, from 0 to 87: those from `#` to `~`, without `&`, `<`, `>` and the backslash.
pub(super) fn digit(value: u32) -> char {
    let mut code = 0x23 + value;
    for left_out in ['&', '<', '>', '\\'] {
        code += u32::from(code >= u32::from(left_out));
    }
    char::from_u32(code).unwrap_or('#')
}

/// Adds a number.
pub(super) fn push_number(out: &mut String, number: u32) {
    let mut higher = number / ENDS;
    let mut digits = [0; 7];
    let mut count = 0;
    for place in &mut digits {
        if higher == 0 {
            break;
        }
        higher -= 1;
        *place = ENDS + higher % GOES_ON;
        higher /= GOES_ON;
        count += 1;
    }
    digits
        .iter()
        .take(count)
        .rev()
        .for_each(|d| out.push(digit(*d)));
    out.push(digit(number % ENDS));
}

/// Documents in ascending order, each with a weight.
#[derive(Debug, Default, Clone)]
pub(super) struct List {
    /// The first document and its weight; of a list that follows another one it is written when both are one.
    first: Option<(u32, Weight)>,
    /// The others.
    rest: String,
    /// One past the last document.
    next: u32,
    /// How many documents there are.
    count: u32,
    /// Those of the highest weight.
    head: Vec<u32>,
}

impl List {
    /// A list of documents that all have one weight, or the one of theirs.
    pub(super) fn of(documents: impl IntoIterator<Item = (u32, Weight)>) -> Self {
        let mut own = Self::default();
        for (document, weight) in documents {
            own.push(document, weight);
        }
        own
    }

    /// Adds a document after all others; one that is there already is not added again.
    pub(super) fn push(&mut self, document: u32, weight: Weight) {
        if self.first.is_none() {
            self.first = Some((document, weight));
        } else if let Some(gap) = document.checked_sub(self.next) {
            push_number(&mut self.rest, gap * 4 + weight as u32);
        } else {
            return;
        }
        if weight == Weight::Head {
            self.head.push(document);
        }
        self.next = document + 1;
        self.count += 1;
    }

    /// Adds a list whose documents all come after those that are here.
    pub(super) fn append(&mut self, other: Self) {
        let Some((document, weight)) = other.first else {
            return;
        };
        if self.first.is_none() {
            *self = other;
            return;
        }
        let gap = document.saturating_sub(self.next);
        push_number(&mut self.rest, gap * 4 + weight as u32);
        self.rest.push_str(&other.rest);
        self.next = other.next;
        self.count += other.count;
        self.head.extend(other.head);
    }

    /// The list as text.
    pub(super) fn text(&self) -> String {
        let mut out = String::with_capacity(self.rest.len() + 4);
        if let Some((document, weight)) = self.first {
            push_number(&mut out, document * 4 + weight as u32);
        }
        out.push_str(&self.rest);
        out
    }

    /// The list of a word: of one that stands in most documents an exclamation mark, and those that it heads. To find the
    /// others would be to find nothing.
    pub(super) fn of_word(&self, documents: u32) -> String {
        if documents < FEW || self.count <= documents / 2 {
            return self.text();
        }
        let head = Self::of(self.head.iter().map(|d| (*d, Weight::Head)));
        format!("!{}", head.text())
    }
}

/// So many documents that a word of most of them tells nothing.
const FEW: u32 = 64;

/// The words of documents that follow each other.
#[derive(Debug, Default)]
pub(super) struct Words {
    places: Map<Box<str>, usize>,
    lists: Vec<(List, Seen)>,
    /// Words of the document at hand.
    here: Vec<usize>,
}

/// A word in the document at hand.
#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    times: u32,
    weight: Option<Weight>,
}

impl Words {
    /// Adds a word of the document at hand.
    pub(super) fn add(&mut self, word: &str, weight: Weight) {
        let place = if let Some(place) = self.places.get(word) {
            *place
        } else {
            let place = self.lists.len();
            self.places.insert(word.into(), place);
            self.lists.push((List::default(), Seen::default()));
            place
        };
        if let Some((_, seen)) = self.lists.get_mut(place) {
            if seen.times == 0 {
                self.here.push(place);
            }
            seen.times += 1;
            seen.weight = seen.weight.max(Some(weight));
        }
    }

    /// Ends the document at hand, which comes after all others.
    pub(super) fn end(&mut self, document: u32) {
        for place in self.here.drain(..) {
            let Some((list, seen)) = self.lists.get_mut(place) else {
                continue;
            };
            let often = (seen.times >= OFTEN).then_some(Weight::Often);
            let weight = seen.weight.max(often).unwrap_or(Weight::Text);
            list.push(document, weight);
            *seen = Seen::default();
        }
    }

    /// The words in the order of their characters.
    pub(super) fn sorted(self) -> Vec<(Box<str>, List)> {
        let mut lists = self.lists;
        let mut out: Vec<(Box<str>, List)> = Vec::with_capacity(lists.len());
        #[allow(clippy::iter_over_hash_type, reason = "they are sorted below")]
        for (word, place) in self.places {
            let list = lists.get_mut(place).map(|(list, _)| std::mem::take(list));
            out.push((word, list.unwrap_or_default()));
        }
        out.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        out
    }
}

/// Sorted words of documents that follow each other as one.
pub(super) fn joined(parts: Vec<Vec<(Box<str>, List)>>) -> Vec<(Box<str>, List)> {
    let mut parts: Vec<_> = parts
        .into_iter()
        .map(|part| part.into_iter().peekable())
        .collect();
    let mut out = Vec::new();
    loop {
        let words = parts
            .iter_mut()
            .filter_map(|p| p.peek().map(|(word, _)| word));
        let Some(word) = words.min().cloned() else {
            return out;
        };
        let mut list = List::default();
        for part in &mut parts {
            if let Some((_, more)) = part.next_if(|(other, _)| *other == word) {
                list.append(more);
            }
        }
        out.push((word, list));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that a text holds, as the page's script reads them.
    fn numbers(text: &str) -> Vec<u32> {
        let (mut out, mut higher) = (Vec::new(), 0);
        for c in text.chars() {
            let value = (0..88).find(|v| digit(*v) == c).unwrap();
            if value < ENDS {
                out.push(higher * ENDS + value);
                higher = 0;
            } else {
                higher = higher * GOES_ON + (value - ENDS) + 1;
            }
        }
        out
    }

    fn read(text: &str) -> Vec<(u32, u32)> {
        let mut next = 0;
        let read = |number: u32| {
            let document = next + number / 4;
            next = document + 1;
            (document, number % 4)
        };
        numbers(text).into_iter().map(read).collect()
    }

    #[test]
    fn digits_are_what_a_string_and_html_hold_as_they_are() {
        let all: String = (0..88).map(digit).collect();
        assert!(all.starts_with('#') && all.ends_with('~'));
        assert!(!all.contains(['"', '\\', '<', '>', '&', ' ', '!']));
        assert!(all.is_ascii());
    }

    #[test]
    fn numbers_come_back() {
        let some = [
            0,
            1,
            63,
            64,
            65,
            1_599,
            1_600,
            38_463,
            38_464,
            1 << 20,
            u32::MAX,
        ];
        let mut text = String::new();
        for number in some {
            push_number(&mut text, number);
        }
        assert_eq!(numbers(&text), some);
    }

    #[test]
    fn lists_come_back_whole_and_in_parts() {
        let all = [
            (0, Weight::Head),
            (1, Weight::Text),
            (7, Weight::Often),
            (5_000, Weight::Named),
        ];
        let expected: Vec<(u32, u32)> = all.iter().map(|(d, w)| (*d, *w as u32)).collect();
        for cut in 0..=all.len() {
            let (one, two) = all.split_at(cut);
            let mut list = List::of(one.iter().copied());
            list.append(List::of(two.iter().copied()));
            assert_eq!(read(&list.text()), expected);
            assert_eq!(list.count, 4);
        }
    }

    #[test]
    fn words_of_parts_are_words_of_the_whole() {
        let texts = ["b a b b", "c", "a", "c a d"];
        let of = |documents: std::ops::Range<usize>| {
            let mut words = Words::default();
            for document in documents {
                for word in texts[document].split(' ') {
                    words.add(word, Weight::Text);
                }
                words.end(u32::try_from(document).unwrap());
            }
            words.sorted()
        };
        let written = |words: Vec<(Box<str>, List)>| {
            let words = words.into_iter().map(|(w, l)| (w, read(&l.text())));
            words.collect::<Vec<_>>()
        };
        let whole = written(of(0..4));
        assert_eq!(whole[0].1, [(0, 0), (2, 0), (3, 0)]);
        assert_eq!(whole[1], ("b".into(), vec![(0, 1)]));
        for cut in 0..=4 {
            assert_eq!(written(joined(vec![of(0..cut), of(cut..4)])), whole);
        }
        assert!(joined(vec![Vec::new(), Vec::new()]).is_empty());
    }

    #[test]
    fn a_word_of_most_documents_finds_those_that_it_heads() {
        let weight = |d: u32| {
            if d.is_multiple_of(50) {
                Weight::Head
            } else {
                Weight::Text
            }
        };
        let list = List::of((0..90).map(|d| (d, weight(d))));
        assert_eq!(list.of_word(1_000), list.text());
        let text = list.of_word(100);
        assert_eq!(read(text.strip_prefix('!').unwrap()), [(0, 3), (50, 3)]);
    }
}
