//! What an amount is for and when, in the sentence's own words.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::FigureKind;
use super::language::Language;
use super::noun;
use super::scan::Amount;
use super::tokens::{TokenKind, Tokens};
use crate::text::spans::Span;

const WHEN: &str = include_str!("tables/when.txt");
const STOP_WORDS: &str = include_str!("tables/stop_words.txt");

/// Longest phrase in words.
const MAX_WORDS: usize = 14;

static WHEN_PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let lines: Vec<&str> = WHEN
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .collect();
    RegexBuilder::new(
        &lines
            .iter()
            .map(|l| format!("(?:{l})"))
            .collect::<Vec<_>>()
            .join("|"),
    )
    // Room enough for the automaton, so that it is not thrown away and built again on every text.
    .dfa_size_limit(32 << 20)
    .build()
    .ok()
});

/// What every expression of time contains one of.
const CUES: &[&str] = &[
    "19",
    "20",
    "ear",
    "decade",
    "month",
    "quarter",
    "week",
    "half",
    "summer",
    "winter",
    "spring",
    "century",
    "Jahr",
    "ann",
    "décennie",
    "año",
];

/// The stop words of a row of the table.
pub(crate) fn stop_words(row: &str) -> &'static [&'static str] {
    static ROWS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
        STOP_WORDS
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once('\t'))
            .map(|(name, words)| (name, words.split(' ').collect()))
            .collect()
    });
    ROWS.iter()
        .find(|r| r.0 == row)
        .map_or(&[], |r| r.1.as_slice())
}

/// All expressions of time in a sentence.
pub(super) fn times(sentence: &str) -> Vec<Span> {
    let Some(pattern) = WHEN_PATTERN
        .as_ref()
        .filter(|_| CUES.iter().any(|c| sentence.contains(c)))
    else {
        return Vec::new();
    };
    pattern
        .find_iter(sentence)
        .filter(|m| whole_words(sentence, m.start(), m.end()))
        .map(|m| Span {
            start: m.start(),
            end: m.end(),
        })
        .collect()
}

/// Whether no word or number is cut at either end ("begin 2030", "in 20304").
fn whole_words(sentence: &str, start: usize, end: usize) -> bool {
    let before = sentence.get(..start).and_then(|s| s.chars().next_back());
    let after = sentence.get(end..).and_then(|s| s.chars().next());
    let first = sentence.get(start..).and_then(|s| s.chars().next());
    let cut_before = first.is_some_and(char::is_alphabetic)
        && before.is_some_and(|c| c.is_alphabetic() && u32::from(c) < 0x2E80);
    let last = sentence.get(..end).and_then(|s| s.chars().next_back());
    let cut_after = last.is_some_and(|c| c.is_ascii_alphanumeric())
        && after.is_some_and(|c| c.is_ascii_alphanumeric());
    !cut_before && !cut_after
}

/// The time that goes with the amount at `at`: the next one after it, if no other amount stands between; else one
/// before it in the same way.
pub(super) fn when(sentence: &str, at: Span, times: &[Span], others: &[Span]) -> Option<String> {
    let between = |from: usize, to: usize| {
        others
            .iter()
            .any(|o| o.start >= from && o.end <= to && *o != at)
    };
    let after = times
        .iter()
        .find(|w| w.start >= at.end && w.start < at.end + 160 && !between(at.end, w.start));
    let clause = |from: usize, to: usize| {
        sentence
            .get(from..to)
            .is_some_and(|s| s.contains([';', ':']))
    };
    // Before the amount only at the head of the sentence, or close by in the same clause.
    let near = |w: &Span| {
        w.start < 3
            || sentence
                .get(w.end..at.start)
                .is_some_and(|s| s.len() < 40 && !s.contains(','))
    };
    let before = || {
        times.iter().rev().find(|w| {
            w.end <= at.start && near(w) && !between(w.end, at.start) && !clause(w.end, at.start)
        })
    };
    let found = after.filter(|w| !clause(at.end, w.start)).or_else(before)?;
    Some(found.of(sentence).to_owned())
}

/// What an amount is for. `end` is the token after it, its conversion included.
pub(super) fn what(
    t: &Tokens<'_>,
    sentence: &str,
    found: &Amount,
    end: usize,
    times: &[Span],
    language: Language,
) -> Option<String> {
    // The words that lead to it are English ones; other languages put verbs where it would be.
    if !matches!(language, Language::English | Language::Other) {
        return None;
    }
    let span = match found.object {
        Some(object) => noun_phrase(t, skip_determiner(t, object), times),
        None => after(t, end, found.kind, times).or_else(|| before(t, found.start)),
    }?;
    let words = span.of(sentence).trim();
    let is = |word: Option<&str>, row: &str| {
        word.is_some_and(|w| stop_words(row).iter().any(|s| s.eq_ignore_ascii_case(w)))
    };
    // "on its first day" says when, and "following earlier ones" nothing.
    if is(words.rsplit(' ').next(), "time") || is(words.split(' ').next(), "opening") {
        return None;
    }
    (words.chars().filter(|c| c.is_alphabetic()).count() > 1).then(|| words.to_owned())
}

fn skip_determiner(t: &Tokens<'_>, i: usize) -> usize {
    if t.is_any(i, &["the", "its", "their", "a", "an"]) {
        i + 1
    } else {
        i
    }
}

/// The phrase that follows: an infinitive, "for" and its noun, or the noun that the amount describes.
fn after(t: &Tokens<'_>, end: usize, kind: FigureKind, times: &[Span]) -> Option<Span> {
    let mut i = end;
    if matches!(t.raw(i), "-" | "‑") {
        i += 1;
    }
    // A time between the amount and its purpose: "through 2030 to develop …".
    if let Some(token) = t.get(i)
        && let Some(time) = times.iter().find(|w| w.start == token.span.start)
    {
        while t.get(i).is_some_and(|k| k.span.start < time.end) {
            i += 1;
        }
    }
    if t.kind(i) != Some(TokenKind::Word) {
        return None;
    }
    if t.is(i, "to")
        && kind != FigureKind::Share
        && t.kind(i + 1) == Some(TokenKind::Word)
        && !t.is_any(i + 1, stop_words("no-purpose"))
    {
        return phrase(t, i, stop_words("verb"), times);
    }
    if t.is(i, "to") {
        return None;
    }
    if t.is_any(i, &["a", "per"])
        && t.is_any(
            i + 1,
            &[
                "share", "unit", "ton", "tonne", "vehicle", "car", "kilogram", "barrel", "ounce",
                "pound",
            ],
        )
    {
        return Some(t.span(i, i + 2));
    }
    if t.is_any(i, &["for", "of", "worth", "in", "on"]) {
        let mut noun = i + 1;
        if t.is(noun, "of") {
            noun += 1;
        }
        let noun = skip_determiner(t, noun);
        let named = t.raw(noun).chars().next().is_some_and(char::is_uppercase);
        if t.is_any(i, &["in", "on"]) && (named || t.kind(noun) != Some(TokenKind::Word)) {
            return None;
        }
        // "400 km on a charge", "in a day": how far or how fast, not what for.
        if t.is_any(i, &["in", "on"]) && kind == FigureKind::Capacity {
            return None;
        }
        return noun_phrase(t, noun, times);
    }
    let attributive = kind != FigureKind::Count && !t.raw(i).starts_with(char::is_uppercase);
    if attributive {
        noun_phrase(t, i, times)
    } else {
        None
    }
}

/// The noun before "of", "at" or "to" and the amount: "a yearly profit of $9 million".
fn before(t: &Tokens<'_>, start: usize) -> Option<Span> {
    let mut link = start.checked_sub(1)?;
    while link > 0
        && t.is_any(
            link,
            &[
                "about",
                "around",
                "nearly",
                "roughly",
                "almost",
                "some",
                "than",
                "more",
                "least",
                "up",
                "approximately",
                "over",
            ],
        )
    {
        link -= 1;
    }
    if link > 1 && t.is(link, "to") && t.is(link - 1, "up") {
        link -= 2;
    }
    if !t.is_any(link, &["of", "worth", "totaling", "totalling"]) {
        return None;
    }
    let mut first = link;
    while first > 0 && link - first < 5 {
        let k = first - 1;
        let joins = matches!(t.raw(k), "-" | "‑" | "'" | "’");
        if !joins
            && (t.kind(k) != Some(TokenKind::Word)
                || t.is_any(k, stop_words("noun"))
                || t.is_any(k, stop_words("opening"))
                || t.is_any(k, stop_words("no-end"))
                || t.is_any(k, &["of", "for"]))
        {
            break;
        }
        first = k;
    }
    if first == link {
        return None;
    }
    noun::tidy(t, first, link).map(|end| t.span(first, end))
}

fn noun_phrase(t: &Tokens<'_>, i: usize, times: &[Span]) -> Option<Span> {
    let (start, end) = words_to_stop(t, i, stop_words("noun"), times)?;
    noun::tidy(t, start, end).map(|end| t.span(start, end))
}

fn phrase(t: &Tokens<'_>, i: usize, stops: &[&str], times: &[Span]) -> Option<Span> {
    words_to_stop(t, i, stops, times).map(|(start, end)| t.span(start, end))
}

/// Words from token `i` to a stop, without dangling small words at the end.
fn words_to_stop(
    t: &Tokens<'_>,
    i: usize,
    stops: &[&str],
    times: &[Span],
) -> Option<(usize, usize)> {
    let mut end = i;
    let mut words = 0;
    while let Some(token) = t.get(end) {
        let stop = match token.kind {
            TokenKind::Word => (end > i || !t.is(i, "to")) && t.is_any(end, stops),
            TokenKind::Mark => {
                !(matches!(t.raw(end), "-" | "‑" | "'" | "’" | "&" | "/")
                    && t.kind(end + 1).is_some())
            }
            TokenKind::Number => !t.glued(end) && words > 0,
            TokenKind::Ideograph => true,
        };
        if stop || times.iter().any(|w| w.start == token.span.start) || words >= MAX_WORDS {
            break;
        }
        words += usize::from(token.kind == TokenKind::Word && token.spaced);
        end += 1;
    }
    while end > i
        && (t.is_any(end - 1, stop_words("tail")) || t.kind(end - 1) == Some(TokenKind::Mark))
    {
        end -= 1;
    }
    (end > i).then_some((i, end))
}
