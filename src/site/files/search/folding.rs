//! The words that can be searched for, and the form under which two spellings are one word.
//!
//! `static/search.js` does the same with what a reader types; a browser test compares both. So the rules are those that a
//! browser has too: compatible characters are one (NFKD), marks and capitals do not count, and a few letters that no
//! rule of Unicode takes apart are written as they are without the key.

use std::borrow::Cow;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::text::words::is_hangul;

/// Longest word, in characters; of a longer one the beginning is found.
const LONGEST: usize = 32;

/// Longest name as a key, in characters.
const LONGEST_NAME: usize = 48;

/// Letters that stay whole in Unicode's decomposition, and how they are written without them.
const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('ς', "σ"),
    ('ø', "o"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ı', "i"),
];

/// Adds a text in its folded form.
pub(super) fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if is_hangul(c) {
            // Decomposition would take a syllable apart into letters that no keyboard writes alone.
            out.push(c);
        } else {
            decompose_compatible(c, |part| {
                if !is_combining_mark(part) {
                    part.to_lowercase().for_each(|c| push_letter(c, out));
                }
            });
        }
    }
}

fn push_letter(c: char, out: &mut String) {
    match LETTERS.iter().find(|(letter, _)| *letter == c) {
        Some((_, plain)) => out.push_str(plain),
        None => out.push(c),
    }
}

/// Whether a folded character belongs to a script without spaces between words, or without one between a word and its
/// particle: its texts are found by any two characters that follow each other.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{0e00}'..='\u{0eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1100}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Gives each word of a folded text.
pub(super) fn words(folded: &str, mut each: impl FnMut(&str)) {
    let mut rest = folded;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if is_possessive(c, after) {
            rest = after.get(1..).unwrap_or_default();
        } else if !c.is_alphanumeric() {
            rest = after;
        } else if is_unspaced(c) {
            let end = rest.find(|c: char| !(c.is_alphanumeric() && is_unspaced(c)));
            let (run, beyond) = rest.split_at(end.unwrap_or(rest.len()));
            pairs(run, &mut each);
            rest = beyond;
        } else {
            let (run, beyond) = rest.split_at(end_of_word(rest));
            let run: Cow<'_, str> = if run.contains(',') {
                run.replace(',', "").into()
            } else {
                run.into()
            };
            match amount_and_unit(&run) {
                Some((amount, unit)) => {
                    each(beginning(amount, LONGEST));
                    each(beginning(unit, LONGEST));
                }
                None => each(beginning(&run, LONGEST)),
            }
            rest = beyond;
        }
    }
}

/// `'s` at the end of a word, which is no word of its own.
fn is_possessive(c: char, after: &str) -> bool {
    let mut next = after.chars();
    matches!(c, '\'' | '’')
        && next.next() == Some('s')
        && !next.next().is_some_and(char::is_alphanumeric)
}

/// Where the word ends that a text begins with: a stop between digits is inside it, and so is a comma before three of
/// them.
fn end_of_word(text: &str) -> usize {
    let mut digit = false;
    for (at, c) in text.char_indices() {
        let inside = match c {
            '.' => digit && digits_after(text, at) > 0,
            ',' => digit && digits_after(text, at) == 3,
            _ => c.is_alphanumeric() && !is_unspaced(c),
        };
        if !inside {
            return at;
        }
        digit = c.is_ascii_digit();
    }
    text.len()
}

/// How many digits follow the byte at a place.
fn digits_after(text: &str, at: usize) -> usize {
    let bytes = text.bytes().skip(at + 1);
    bytes.take_while(u8::is_ascii_digit).take(4).count()
}

/// `400mwh` is `400` and `mwh`, as most texts write it; `5g` and `4680s` stay as they are.
fn amount_and_unit(word: &str) -> Option<(&str, &str)> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (amount, unit) = word.split_at(end);
    let letters = unit.chars().all(char::is_alphabetic);
    (letters && unit.chars().nth(1).is_some()).then_some((amount, unit))
}

/// Each two characters of a run that follow each other; one alone is a word.
fn pairs(run: &str, each: &mut impl FnMut(&str)) {
    let mut places = run.char_indices().map(|(at, _)| at).skip(2);
    let mut start = 0;
    loop {
        let end = places.next();
        each(run.get(start..end.unwrap_or(run.len())).unwrap_or_default());
        if end.is_none() {
            return;
        }
        let first = run.get(start..).and_then(|r| r.chars().next());
        start += first.map_or(0, char::len_utf8);
    }
}

/// The first characters of a word.
fn beginning(word: &str, most: usize) -> &str {
    let end = word.char_indices().nth(most).map(|(at, _)| at);
    word.get(..end.unwrap_or(word.len())).unwrap_or_default()
}

/// A name as a key: its folded words with one space between them.
pub(super) fn name_key(name: &str) -> String {
    let mut folded = String::new();
    fold_into(name, &mut folded);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
    let key = words.join(" ");
    beginning(&key, LONGEST_NAME).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text.
    fn of(text: &str) -> Vec<String> {
        let (mut folded, mut out) = (String::new(), Vec::new());
        fold_into(text, &mut folded);
        words(&folded, |w| out.push(w.to_owned()));
        out
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        for (text, expected) in [
            ("Solid-State Batteries", "solid state batteries"),
            ("Škoda’s Straße, Łódź", "skoda strasse lodz"),
            ("the company's OEM's", "the company oem"),
            (
                "1,200 and 1,20 and 3.5% of 2,000,000.",
                "1200 and 1 20 and 3.5 of 2000000",
            ),
            ("400MWh 5G 4680s 2.5GWh", "400 mwh 5g 4680s 2.5 gwh"),
            ("ﬁve ＬＧ ①", "five lg 1"),
            ("U.S. AT&T O'Reilly", "u s at t o reilly"),
            ("", ""),
            ("… — <>", ""),
        ] {
            assert_eq!(of(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn texts_without_spaces_are_found_by_pairs() {
        assert_eq!(of("電池工場。"), ["電池", "池工", "工場"]);
        assert_eq!(of("배터리를 A社"), ["배터", "터리", "리를", "a", "社"]);
        assert_eq!(of("が"), ["か"]);
    }

    #[test]
    fn very_long_words_are_found_by_their_beginning() {
        let long = "é".repeat(100_000);
        assert_eq!(of(&long), ["e".repeat(LONGEST)]);
        assert_eq!(name_key(&long).len(), LONGEST_NAME);
    }

    #[test]
    fn a_names_key_has_its_words() {
        assert_eq!(name_key("  L’Oréal (S.A.) "), "l oreal s a");
        assert_eq!(name_key("電池"), "電池");
        assert_eq!(name_key("--"), "");
    }
}
