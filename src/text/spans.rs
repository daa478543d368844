//! Ranges of text, and excerpts around them.

use serde::{Deserialize, Serialize};

/// A byte range of a text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The text of this range; empty if the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// How far from the end of an excerpt, in bytes, a border between words is looked for.
const NEAR: usize = 40;

/// A text whose end is cut off where it is longer than about `most` characters.
pub fn beginning(text: &str, most: usize) -> String {
    excerpt(text, Span { start: 0, end: 0 }, most)
}

/// A sentence with the words around `place` kept, at most about `most` characters, an ellipsis where it was cut. A
/// shorter sentence stays whole.
pub fn excerpt(sentence: &str, place: Span, most: usize) -> String {
    if sentence.len() <= most || sentence.chars().count() <= most {
        return sentence.to_owned();
    }
    let chars: Vec<usize> = sentence.char_indices().map(|(at, _)| at).collect();
    let byte = |i: usize| chars.get(i).copied().unwrap_or(sentence.len());
    let count = |at: usize| chars.partition_point(|c| *c < at);
    let (first, last) = (count(place.start), count(place.end));
    // As much before the place as after it; what one side does not need is the other's.
    let room = most.saturating_sub(last - first);
    let before = (room / 2)
        .max(room.saturating_sub(chars.len() - last))
        .min(first);
    let mut from = byte(first - before);
    let mut to = byte(first - before + most.max(last - first)).min(sentence.len());
    // Neither end inside a word, if white space is near.
    let near = |distance: &usize| *distance <= NEAR;
    if from > 0 {
        let head = sentence.get(from..place.start).unwrap_or_default();
        from += head.find(char::is_whitespace).filter(near).unwrap_or(0);
    }
    if to < sentence.len() {
        let tail = sentence.get(place.end.max(from)..to).unwrap_or_default();
        let space = tail.rfind(char::is_whitespace).map(|at| tail.len() - at);
        to -= space.filter(near).unwrap_or(0);
    }
    let words = sentence.get(from..to).unwrap_or_default().trim();
    let (lead, rest) = (
        if from > 0 { "… " } else { "" },
        if to < sentence.len() { " …" } else { "" },
    );
    format!("{lead}{words}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_keeps_its_place_and_whole_words() {
        let short = "It costs $3 million.";
        let at = |text: &str, words: &str| {
            let start = text.find(words).unwrap();
            Span {
                start,
                end: start + words.len(),
            }
        };
        assert_eq!(excerpt(short, at(short, "$3 million"), 300), short);
        let long = format!(
            "{}it costs $3 million {}",
            "before words ".repeat(90),
            "after words ".repeat(90)
        );
        for words in ["$3 million", "before words", "it costs"] {
            let got = excerpt(&long, at(&long, words), 200);
            assert!(got.contains(words), "{got}");
            assert!(got.chars().count() <= 204, "{got}");
            assert!(
                got.trim_matches(['…', ' '])
                    .split(' ')
                    .all(|w| long.split(' ').any(|l| l == w)),
                "{got}"
            );
            assert!(got.ends_with(" …"), "{got}");
            assert_eq!(got.starts_with("… "), words != "before words", "{got}");
        }
        let wide = "元".repeat(2_000);
        assert!(
            excerpt(
                &wide,
                Span {
                    start: 3_000,
                    end: 3_003
                },
                100
            )
            .chars()
            .count()
                <= 104
        );
    }
}
