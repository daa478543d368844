//! A sentence cut into the pieces that have a part of speech: words, numbers, contractions' halves, marks.

use std::borrow::Cow;

use crate::text::words::lower;

/// A piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// As written.
    pub text: &'a str,
    /// Its first byte in the sentence.
    pub start: usize,
}

impl Token<'_> {
    /// One past its last byte in the sentence.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is a word or a number, not a mark.
    pub fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

/// Pieces in lower case, without a copy of those that are so already.
pub fn lowers<'a>(tokens: &[Token<'a>]) -> Vec<Cow<'a, str>> {
    tokens.iter().map(|t| lower(t.text)).collect()
}

/// Marks inside a word or number: "sodium-ion", "U.S", "1,200", "AT&T", "24/7".
const INSIDE: [char; 9] = ['.', ',', ':', '/', '&', '\'', '’', '-', '\u{2011}'];

/// What a contraction ends with, which is a piece by itself: "it|'s", "do|n't", "Tesla|’s".
const ENDINGS: [&str; 7] = ["s", "re", "ve", "ll", "d", "m", "t"];

/// Cuts a sentence into pieces.
pub fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let mut out = Vec::with_capacity(sentence.len() / 5 + 1);
    let mut chars = sentence.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        if !first.is_alphanumeric() {
            out.push(piece(sentence, start, start + first.len_utf8()));
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let after = at + c.len_utf8();
            let inside = INSIDE.contains(&c)
                && sentence
                    .get(after..)
                    .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            if !(c.is_alphanumeric() || inside || c == '_') {
                break;
            }
            chars.next();
            end = after;
        }
        // The stop of an abbreviation: after an initial, and where the sentence goes on in lower case or with a comma.
        let rest = sentence.get(end..).unwrap_or_default();
        if let Some(rest) = rest.strip_prefix('.') {
            let word = sentence.get(start..end).unwrap_or_default();
            let initial = word
                .rsplit('.')
                .next()
                .is_some_and(|l| l.chars().count() == 1)
                && word.chars().all(|c| c.is_uppercase() || c == '.');
            let goes_on = rest.starts_with(',')
                || rest
                    .strip_prefix(' ')
                    .is_some_and(|r| r.starts_with(|c: char| c.is_lowercase() || c == '('));
            // "Oct. 12", "No. 5"
            let numbered = word.chars().count() <= 4
                && word.starts_with(char::is_uppercase)
                && rest
                    .strip_prefix(' ')
                    .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
            if numbered
                || initial && !rest.is_empty()
                || goes_on && !word.contains(|c: char| c.is_numeric())
            {
                chars.next();
                end += 1;
            }
        }
        match contraction(sentence.get(start..end).unwrap_or_default()) {
            Some(half) => {
                out.push(piece(sentence, start, start + half));
                out.push(piece(sentence, start + half, end));
            }
            None => out.push(piece(sentence, start, end)),
        }
    }
    out
}

fn piece(sentence: &str, start: usize, end: usize) -> Token<'_> {
    Token {
        text: sentence.get(start..end).unwrap_or_default(),
        start,
    }
}

/// Where a contraction's second half begins.
fn contraction(word: &str) -> Option<usize> {
    let (at, _) = word.rmatch_indices(['\'', '’']).next()?;
    let mark = word.get(at..)?.chars().next()?.len_utf8();
    let ending = word.get(at + mark..)?.to_ascii_lowercase();
    if at == 0 || !ENDINGS.contains(&ending.as_str()) {
        return None;
    }
    if ending != "t" {
        return Some(at);
    }
    let stem = word.get(..at)?;
    stem.ends_with(['n', 'N']).then(|| at - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_contractions_are_pieces() {
        for (sentence, expected) in [
            (
                "Norvolt's plant won't open.",
                "Norvolt|'s|plant|wo|n't|open|.",
            ),
            ("The U.S. firm paid $1,200.", "The|U.S.|firm|paid|$|1,200|."),
            (
                "Acme Inc., a maker of sodium-ion cells",
                "Acme|Inc.|,|a|maker|of|sodium-ion|cells",
            ),
            ("rose 3.5%, it said", "rose|3.5|%|,|it|said"),
            ("It's AT&T’s.", "It|'s|AT&T|’s|."),
            ("", ""),
        ] {
            let got: Vec<&str> = tokens(sentence).iter().map(|t| t.text).collect();
            assert_eq!(got.join("|"), expected);
        }
    }
}
