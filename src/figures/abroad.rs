//! What an amount measures in other languages than English: a noun that is known to be measured, right before the amount
//! or with nothing but links and verbs of change between ("Der Umsatz stieg um 12 Prozent auf 5 Mio. Euro").

use super::moves;
use crate::table::{Words, tables};
use crate::text::spans::Span;

tables! {
    "data/abroad.txt" => {
        /// German nouns, which also end compounds.
        GERMAN: Words = "german";
        /// Nouns of French, Spanish and Italian.
        NOUNS: Words = "nouns";
        /// Nouns of Chinese, Japanese and Korean.
        UNSPACED: Words = "unspaced";
        /// Words between a noun and its amount.
        LINKS: Words = "links";
        /// The same in Chinese, Japanese and Korean.
        UNSPACED_LINKS: Words = "unspaced-links";
    }
}

/// Most words between a noun and its amount.
const MOST_LINKS: usize = 6;

/// Bytes of the longest noun with what is before it.
const LONGEST: usize = 48;

/// The noun that says what the amount from byte `start` on is. `former` is the amount before it in the sentence, which may
/// stand between: "um 12 Prozent auf 5 Mio. Euro".
pub(super) fn noun_before(sentence: &str, start: usize, former: Option<Span>) -> Option<Span> {
    let mut end = start;
    for _ in 0..MOST_LINKS {
        let head = sentence.get(..end)?;
        let head = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’'));
        if let Some(noun) = noun_at_end(head) {
            return Some(noun);
        }
        if let Some(before) = former.filter(|f| f.end == head.len()) {
            end = before.start;
            continue;
        }
        if let Some(link) = UNSPACED_LINKS.iter().find(|l| head.ends_with(*l)) {
            end = head.len() - link.len();
            continue;
        }
        let word = word_start(head);
        let lower = head.get(word..)?.to_lowercase();
        if lower.is_empty() || !(LINKS.has(&lower) || moves::is_verb(&lower)) {
            return None;
        }
        end = word;
    }
    None
}

/// The noun right after the amount that ends at byte `end`: "5 Mio. Euro Umsatz".
pub(super) fn noun_after(sentence: &str, end: usize) -> Option<Span> {
    let rest = sentence.get(end..)?;
    let word = rest.strip_prefix(' ')?;
    let length = word
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(word.len());
    let start = end + 1;
    let found = noun_at_end(sentence.get(..start + length)?)?;
    (found.start == start && word.starts_with(char::is_uppercase)).then_some(found)
}

/// Where the last word begins.
fn word_start(text: &str) -> usize {
    let letters = text.chars().rev().take_while(|c| c.is_alphabetic());
    text.len() - letters.map(char::len_utf8).sum::<usize>()
}

/// The noun that a text ends with.
fn noun_at_end(text: &str) -> Option<Span> {
    let end = text.len();
    if let Some(noun) = longest(UNSPACED.iter().filter(|n| text.ends_with(*n))) {
        let start = end - noun.len();
        return Some(Span { start, end });
    }
    let word = word_start(text);
    let last = text.get(word..)?;
    // German nouns have a capital, and their compounds the last noun's meaning.
    let lower = last.to_lowercase();
    let german = GERMAN.iter().any(|n| lower.ends_with(n));
    if german && last.starts_with(char::is_uppercase) {
        return Some(Span { start: word, end });
    }
    let tail = text.get(text.ceil_char_boundary(end.saturating_sub(LONGEST))..)?;
    let lower = tail.to_lowercase();
    if lower.len() != tail.len() {
        return None;
    }
    let stands = |noun: &&str| {
        lower
            .strip_suffix(*noun)
            .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    };
    let noun = longest(NOUNS.iter().filter(stands))?;
    let start = end - noun.len();
    Some(Span { start, end })
}

fn longest<'a>(nouns: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nouns.max_by_key(|n| n.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_noun_before_the_amount_says_what_it_is() {
        for (sentence, amount, expected) in [
            (
                "Bei einem Umsatz von 5 Mio. Euro blieb",
                "5 Mio. Euro",
                "Umsatz",
            ),
            (
                "Der Quartalsgewinn stieg um 12 Prozent",
                "12 Prozent",
                "Quartalsgewinn",
            ),
            (
                "un chiffre d'affaires de 5 millions",
                "5 millions",
                "chiffre d'affaires",
            ),
            (
                "El beneficio neto fue de 5 millones",
                "5 millones",
                "beneficio neto",
            ),
            ("con un fatturato di 5 milioni", "5 milioni", "fatturato"),
            ("売上高は約300億円だった", "300億円", "売上高"),
            ("公司净利润为20亿元", "20亿元", "净利润"),
            ("Das Werk kostet 5 Mio. Euro", "5 Mio. Euro", ""),
            ("Umsatz und Personal, 5 Mio. Euro", "5 Mio. Euro", ""),
        ] {
            let start = sentence.find(amount).unwrap_or_default();
            let got = noun_before(sentence, start, None).map_or("", |s| s.of(sentence));
            assert_eq!(got, expected, "{sentence}");
        }
        let sentence = "Der Umsatz stieg um 12 Prozent auf 5 Mio. Euro";
        let percent = Span { start: 20, end: 30 };
        assert_eq!(percent.of(sentence), "12 Prozent");
        let got = noun_before(sentence, 35, Some(percent)).map(|s| s.of(sentence));
        assert_eq!(got, Some("Umsatz"));
        let got = noun_after("Es macht 5 Mio. Euro Umsatz.", 20).map(|s| s.start);
        assert_eq!(got, Some(21));
    }
}
