//! Ranges of text and sentences.

use serde::{Deserialize, Serialize};

use crate::table::{Words, tables};

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

/// Longest sentence in bytes. Sentences of the press end well before 1,500; what goes on is a list, a table without its
/// cells or no prose, and is parted at white space, since much of what reads a sentence compares its words with each
/// other.
const LONGEST: usize = 3_000;

/// How far from the end of an excerpt, in bytes, a border between words is looked for.
const NEAR: usize = 40;

tables! {
    "data/sentences.txt" => {
        /// Words that end in a full stop without ending a sentence.
        ABBREVIATIONS: Words = "abbreviations";
        /// American states and Canadian provinces as datelines shorten them; in this case only, since some are words.
        STATES: Words = "states";
        /// Abbreviations after which a capital letter usually does begin a new sentence.
        MAY_END: Words = "may-end";
        /// Words that open a sentence so often that an abbreviation such as `Inc.` before one ended the last sentence.
        OPENERS: Words = "openers";
    }
}

/// The sentences of one block of prose, in order, trimmed of white space around them.
///
/// A sentence ends at `.`, `!`, `?`, `…` or their CJK forms, closing quotes and brackets included. Known
/// abbreviations, initials, decimals and a following lower-case letter do not end one. A stretch that goes on without an
/// end is parted where it has become too long for a sentence.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while let Some(c) = char_at(text, i) {
        let next = i + c.len_utf8();
        let cjk = matches!(c, '。' | '！' | '？');
        if !cjk && !matches!(c, '.' | '!' | '?' | '…') {
            i = next;
            continue;
        }
        let mut end = next;
        while let Some(c) = char_at(text, end).filter(|c| {
            matches!(
                c,
                '.' | '!'
                    | '?'
                    | '…'
                    | '"'
                    | '\''
                    | '”'
                    | '’'
                    | ')'
                    | ']'
                    | '»'
                    | '」'
                    | '』'
                    | '。'
            )
        }) {
            end += c.len_utf8();
        }
        // A quotation that opens right after the stop, without a space: `… features."It is`.
        let opens =
            text.get(next..end) == Some("\"") && char_at(text, end).is_some_and(char::is_uppercase);
        if opens {
            end = next;
        }
        let space = opens || char_at(text, end).is_none_or(char::is_whitespace);
        let ends = cjk || (space && (c != '.' || full_stop_ends(text, start, i, end)));
        if ends {
            push_trimmed(text, start, end, &mut out);
            start = end;
        }
        i = end;
    }
    push_trimmed(text, start, text.len(), &mut out);
    out
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|t| t.chars().next())
}

/// Whether the full stop at `stop` ends a sentence; `after` is where the text goes on.
fn full_stop_ends(text: &str, start: usize, stop: usize, after: usize) -> bool {
    let rest = text.get(after..).unwrap_or_default().trim_start();
    let Some(following) = rest.chars().next() else {
        return true;
    };
    if following.is_lowercase() || matches!(following, ',' | ';') {
        return false;
    }
    let before = text.get(start..stop).unwrap_or_default();
    let word = before
        .trim_end_matches(|c: char| c.is_alphanumeric() || c == '.')
        .len();
    let word = before.get(word..).unwrap_or_default();
    let lower = word.to_lowercase();
    let state = STATES.has(word);
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if !state && !initial && !ABBREVIATIONS.has(&lower) {
        return true;
    }
    if !state && !MAY_END.has(&lower) {
        // "No." before anything but a number is the word, not the abbreviation of number.
        return matches!(lower.as_str(), "no" | "p" | "mar" | "dec")
            && !following.is_numeric()
            && !initial;
    }
    let opener = rest
        .find(|c: char| !c.is_alphabetic())
        .map_or(rest, |end| rest.get(..end).unwrap_or_default());
    OPENERS.has(opener) || matches!(following, '"' | '“')
}

fn push_trimmed(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let mut start = start;
    while end - start > LONGEST {
        let rest = text.get(start..end).unwrap_or_default();
        let part = word_cut(rest, LONGEST);
        if part == 0 {
            break;
        }
        push_piece(text, start, start + part, out);
        start += part;
    }
    push_piece(text, start, end, out);
}

fn push_piece(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let raw = text.get(start..end).unwrap_or_default();
    let trimmed = raw.trim();
    if !trimmed.is_empty() {
        let lead = raw.len() - raw.trim_start().len();
        out.push(Span {
            start: start + lead,
            end: start + lead + trimmed.len(),
        });
    }
}

/// How many bytes of a text are at most `most` and end before white space; before a letter where a word fills all.
fn word_cut(text: &str, most: usize) -> usize {
    let mut most = most.min(text.len());
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let head = text.get(..most).unwrap_or_default();
    if text.len() == most
        || text
            .get(most..)
            .is_some_and(|t| t.starts_with(char::is_whitespace))
    {
        return most;
    }
    head.rfind(char::is_whitespace)
        .filter(|at| *at > most / 2)
        .unwrap_or(most)
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

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn sentences_end_at_stops_and_closing_quotes() {
        check(
            "One. Two! \"Three.\" Four?",
            &["One.", "Two!", "\"Three.\"", "Four?"],
        );
        check("이것은 문장이다. 다음.", &["이것은 문장이다.", "다음."]);
        check("これは文。次。", &["これは文。", "次。"]);
    }

    #[test]
    fn abbreviations_initials_and_decimals_do_not_end_one() {
        check("Tesla Inc. said 1.5 GWh.", &["Tesla Inc. said 1.5 GWh."]);
        check(
            "Tesla Inc. The plant opened.",
            &["Tesla Inc.", "The plant opened."],
        );
        check(
            "J. B. Straubel of the U.S. Department",
            &["J. B. Straubel of the U.S. Department"],
        );
        check(
            "FRESNO, Calif. (Agency) — It grew in Peoria, Ill. The ore. Then",
            &[
                "FRESNO, Calif. (Agency) — It grew in Peoria, Ill.",
                "The ore.",
                "Then",
            ],
        );
        check(
            "a lot of room.\"It is new,\" he said.",
            &["a lot of room.", "\"It is new,\" he said."],
        );
        check("On Nov. 21 it filed.", &["On Nov. 21 it filed."]);
    }

    #[test]
    fn what_goes_on_too_long_is_parted_between_words() {
        let text = "some words and ".repeat(1_000);
        let parts = sentences(&text);
        assert!(parts.len() > 4);
        for part in &parts {
            let words = part.of(&text);
            assert!(words.len() <= LONGEST, "{}", words.len());
            assert!(
                words
                    .split(' ')
                    .all(|w| ["some", "words", "and"].contains(&w))
            );
        }
        let all: usize = parts.iter().map(|p| p.of(&text).split(' ').count()).sum();
        assert_eq!(all, 3_000);
        // A word without an end is parted anywhere, on a character's border.
        let word = "ä".repeat(10_000);
        let parts = sentences(&word);
        assert_eq!(
            parts.iter().map(|p| p.of(&word).len()).sum::<usize>(),
            word.len()
        );
    }

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
