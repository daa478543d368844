//! Where sentences end.
//!
//! One splitter for the prose of all languages, which asks no one for the language: whether a full stop ends a sentence
//! is told by the shape of the word before it and of the one after it, and by the lists of `data/sentences.txt` where
//! shape does not tell. How well it does is measured on a set of boundaries, `tests/sentences/`, on which it leaves behind
//! ICU's segmenter, alone and with these rules on top, and crates with lists by language.

mod marks;
mod place;

use super::spans::Span;
use marks::{Close, Quotes, is_of_word, is_thai, next_mark};
use place::{Place, THAI_OPENERS};

/// Longest sentence in bytes. Sentences of the press end well before 1,500; what goes on is a list, a table without its
/// cells or no prose, and is parted at white space, since much of what reads a sentence compares its words with each
/// other.
const LONGEST: usize = 3_000;

/// The sentences of one block of prose, in order, trimmed of white space around them.
///
/// A sentence ends at `.`, `!`, `?`, `…` or what other scripts have for them, closing quotes and brackets included, and
/// inside a quotation too. Abbreviations, initials, decimals and a following small letter do not let one end, nor does
/// the end of a quotation before the words that say whose it is. A missing space after a stop is made up for where the
/// words on both sides are plainly words. Thai, which has no full stop, is parted before a few joining words only: too
/// long a sentence is better there than half a one. A stretch that goes on without an end is parted where it has become
/// too long for a sentence.
pub fn sentences(text: &str) -> Vec<Span> {
    let from = |at: usize| text.get(at..).unwrap_or_default();
    let beyond_space = |at: usize| text.len() - from(at).trim_start().len();
    let mut out = Vec::new();
    let mut quotes = Quotes::default();
    let (mut start, mut at) = (beyond_space(0), 0);
    // Marks alone are no sentence.
    let mut has_words = false;
    while let Some(mark) = next_mark(from(at)).map(|found| at + found) {
        has_words |= text.get(at..mark).is_some_and(|t| t.contains(is_of_word));
        let close = Close::read(text, mark, &mut quotes);
        at = close.end;
        let place = Place {
            text,
            start,
            mark,
            close,
        };
        if has_words && place.ends() {
            push_clauses(text, start, at, &mut out);
            start = beyond_space(at);
            has_words = false;
        }
    }
    push_clauses(text, start, text.len(), &mut out);
    out
}

/// Parts a sentence before the words that open one in Thai.
fn push_clauses(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let sentence = text.get(start..end).unwrap_or_default();
    let mut from = start;
    // The first byte of each Thai letter.
    if sentence.as_bytes().contains(&0xe0) && sentence.contains(is_thai) {
        for (at, _) in sentence.match_indices(' ') {
            let at = start + at;
            let next = text.get(at + 1..end).unwrap_or_default();
            if THAI_OPENERS.iter().any(|opener| next.starts_with(opener)) {
                push_trimmed(text, from, at, out);
                from = at;
            }
        }
    }
    push_trimmed(text, from, end, out);
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
    fn initials_are_told_from_letters_that_name_one_of_several() {
        check(
            "C.C. Wei spoke. A.P. Moller-Maersk and J.P. Morgan did not.",
            &[
                "C.C. Wei spoke.",
                "A.P. Moller-Maersk and J.P. Morgan did not.",
            ],
        );
        check(
            "It closed a Series B. Investors came.",
            &["It closed a Series B.", "Investors came."],
        );
        check(
            "Firms in the U.S. The U.S. Senate",
            &["Firms in the U.S.", "The U.S. Senate"],
        );
    }

    #[test]
    fn a_missing_space_is_made_up_for_between_words_only() {
        check(
            "It is of value.”Given that, growth.The plant runs.",
            &["It is of value.”", "Given that, growth.", "The plant runs."],
        );
        check(
            "He said \"it grew.\"Then it \"fell.\"",
            &["He said \"it grew.\"", "Then it \"fell.\""],
        );
        for whole in [
            "Booking.com, Node.js, ASP.NET and inDrive.Money of v2.1.3.",
            "Tesla (TSLA.O) and Pop.Up at https://example.org/A.B?C=D.E and Example.Com too.",
        ] {
            check(whole, &[whole]);
        }
    }

    #[test]
    fn words_of_speech_stay_with_their_quotation() {
        for whole in [
            "“Will it fall?” Smith asked.",
            "“够不够？”工会问。",
            "「足りるのか？」と労組は尋ねた。",
            "\"충분한가?\"라고 물었다.",
            "« Non ! » répond la direction.",
        ] {
            check(whole, &[whole]);
        }
        check("“Why?” Nobody knew.", &["“Why?”", "Nobody knew."]);
    }

    #[test]
    fn numbers_of_lists_dates_and_ordinals_end_nothing() {
        check(
            "1. The plant. 2. The grid.",
            &["1. The plant.", "2. The grid."],
        );
        check(
            "Seit dem 3. Oktober im 2. Quartal. Es sind 20. Das reicht.",
            &[
                "Seit dem 3. Oktober im 2. Quartal.",
                "Es sind 20.",
                "Das reicht.",
            ],
        );
        check(
            "No. 1 of two. No. That is wrong.",
            &["No. 1 of two.", "No.", "That is wrong."],
        );
    }

    #[test]
    fn marks_without_words_are_no_sentence() {
        check("... And so on.", &["... And so on."]);
        check(
            "It grew. . . . Then it fell.",
            &["It grew. . . .", "Then it fell."],
        );
        check("...", &["..."]);
    }

    #[test]
    fn a_long_text_of_marks_takes_no_longer_for_each() {
        for piece in [
            ". ",
            ".",
            "a.",
            "A. ",
            "1. ",
            "?\"",
            "\"a.\"",
            "a.   ",
            "x.[1]",
            "A.a",
            "……",
            ". »",
            "a.A",
            "2025. 1. ",
        ] {
            let text = piece.repeat(100_000);
            let all: usize = sentences(&text).iter().map(|s| s.end - s.start).sum();
            assert!(all > 0 && all <= text.len());
        }
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
}
