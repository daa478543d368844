//! Dates and numbers as readers of English read them.

use jiff::civil::Date;

use crate::period::{Cadence, Period};
use crate::text::spans::beginning;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month's name; `month` from 1 to 12.
pub(super) fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|m| MONTHS.get(m))
        .copied()
        .unwrap_or_default()
}

/// `20 April 2023`.
pub(super) fn date_text(date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_name(date.month()),
        date.year()
    )
}

/// `16–22 November 2026`, `30 November – 6 December 2026`: what both days share is said once.
pub(super) fn span_text(first: Date, last: Date) -> String {
    let (month, same_year) = (month_name(first.month()), first.year() == last.year());
    if first == last {
        date_text(first)
    } else if same_year && first.month() == last.month() {
        format!("{}–{}", first.day(), date_text(last))
    } else if same_year {
        format!("{} {month} – {}", first.day(), date_text(last))
    } else {
        format!("{} – {}", date_text(first), date_text(last))
    }
}

/// A period as the title of an edition: `Week 47: 16–22 November 2026`, `November 2026`, `27 November 2026`.
pub fn period_title(period: Period) -> String {
    let (first, last) = (period.first(), period.last());
    match period.cadence() {
        Cadence::Daily => date_text(first),
        Cadence::Weekly => format!("Week {}: {}", period.week().week(), span_text(first, last)),
        Cadence::Monthly => format!("{} {}", month_name(first.month()), first.year()),
    }
}

/// Scales from which large numbers are read in words.
const SCALES: &[(usize, &str)] = &[(12, "trillion"), (9, "billion"), (6, "million")];

/// A decimal number for reading: `20000000000000` is `20 trillion`, `12500` is `12,500`.
pub(super) fn number_text(decimal: &str) -> String {
    let (sign, digits) = decimal
        .strip_prefix('-')
        .map_or(("", decimal), |d| ("−", d));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole
        .bytes()
        .chain(fraction.bytes())
        .all(|b| b.is_ascii_digit())
    {
        return decimal.to_owned();
    }
    for (zeros, word) in SCALES {
        if whole.len() > *zeros {
            let (head, tail) = whole.split_at(whole.len() - zeros);
            // Three digits behind the point say enough; more would look more exact than the article is.
            let tail = tail.get(..3).unwrap_or(tail).trim_end_matches('0');
            let point = if tail.is_empty() { "" } else { "." };
            return format!("{sign}{}{point}{tail} {word}", grouped(head));
        }
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", grouped(whole))
}

/// A count for reading: `1987` is `1,987`.
pub(super) fn count_text(count: usize) -> String {
    thousands(&count.to_string())
}

/// Digits with a comma before each three; four digits stay together, as in a year.
fn grouped(digits: &str) -> String {
    if digits.len() <= 4 {
        return digits.to_owned();
    }
    thousands(digits)
}

/// Digits with a comma before each three.
fn thousands(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A language tag in the form of BCP 47; none for anything else, which no `lang` may hold.
pub(super) fn language_tag(text: &str) -> Option<&str> {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let short = |part: &str, least: usize| (least..=8).contains(&part.len());
    let fits = short(first, 2)
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| short(p, 1) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    fits.then_some(text)
}

/// Characters of a description that search engines show of it, and that say enough.
const DESCRIPTION: std::ops::RangeInclusive<usize> = 50..=160;

/// What a page is, for search engines and previews, from sentences of which the first says the most: as many as have
/// room, and of one that has none its beginning where those before it say too little.
pub(super) fn described(sentences: impl IntoIterator<Item = String>) -> String {
    let mut out = String::new();
    for sentence in sentences {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let sentence = words.join(" ");
        let length = out.chars().count();
        let room = DESCRIPTION.end().saturating_sub(length + 1);
        if length >= *DESCRIPTION.start() && sentence.chars().count() > room || sentence.is_empty()
        {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&beginning(&sentence, room.saturating_sub(1)));
    }
    out
}

/// Text without the characters that turn the direction of what follows, which would show another program's reader
/// something else than what is there.
pub(super) fn in_one_direction(mut text: String) -> String {
    text.retain(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_say_once_what_both_ends_share() {
        for (period, text) in [
            ("2026-w47", "Week 47: 16–22 November 2026"),
            ("2026-w49", "Week 49: 30 November – 6 December 2026"),
            ("2026-w53", "Week 53: 28 December 2026 – 3 January 2027"),
            ("2026-11", "November 2026"),
            ("2026-11-27", "27 November 2026"),
        ] {
            assert_eq!(period_title(Period::named(period).unwrap()), text);
        }
    }

    #[test]
    fn numbers_are_read_in_words_and_groups() {
        for (decimal, text) in [
            ("20000000000000", "20 trillion"),
            ("15100000000", "15.1 billion"),
            ("-2500000", "−2.5 million"),
            ("1234567891", "1.234 billion"),
            ("12500.5", "12,500.5"),
            ("2030", "2030"),
            ("3", "3"),
            ("odd", "odd"),
        ] {
            assert_eq!(number_text(decimal), text);
        }
    }

    #[test]
    fn descriptions_say_enough_and_no_more() {
        let of = |sentences: &[&str]| described(sentences.iter().map(|s| (*s).to_owned()));
        assert_eq!(
            of(&["Short.", "And a second one."]),
            "Short. And a second one."
        );
        assert_eq!(of(&[]), "");
        let (long, word) = ("word ".repeat(60), "word ".repeat(11));
        for sentences in [
            vec![long.as_str()],
            vec!["Short.", &long],
            vec![&word, &long],
        ] {
            let text = of(&sentences);
            let length = text.chars().count();
            assert!((50..=160).contains(&length), "{length}: {text}");
            assert_eq!(text.ends_with('…'), sentences[0] != word, "{text}");
        }
    }

    #[test]
    fn counts_are_grouped() {
        for (count, text) in [(7, "7"), (1987, "1,987"), (1_234_567, "1,234,567")] {
            assert_eq!(count_text(count), text);
        }
    }

    #[test]
    fn only_language_tags_are_languages() {
        for tag in ["en", "de-CH", "zh-Hant-TW", "sl-rozaj-biske-1994", "x1"] {
            let expected = (tag != "x1").then_some(tag);
            assert_eq!(language_tag(tag), expected, "{tag}");
        }
        for other in [
            "",
            "e",
            "en_US",
            "en-",
            "-en",
            "English (US)",
            "en us",
            "\"><b>",
            "日本語",
            "en-abcdefghi",
        ] {
            assert_eq!(language_tag(other), None, "{other}");
        }
    }
}
