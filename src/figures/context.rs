//! What an amount is for and when, in the sentence's own words.

use super::FigureKind;
use super::amount::Amount;
use super::lists::{
    NEARLY, NO_END, NO_PURPOSE, NOUN_STOPS, OPENING, PRICE_UNITS, TAIL, TIME, TIME_CUES,
    VERB_STOPS, WHEN,
};
use super::noun;
use super::tokens::{TokenKind, Tokens};
use crate::table::Words;
use crate::text::language::Language;
use crate::text::spans::Span;

/// Longest phrase in words.
const MAX_WORDS: usize = 14;

/// All expressions of time in a sentence.
pub(super) fn times(sentence: &str) -> Vec<Span> {
    // The pattern is tried only where one of its words stands.
    if !TIME_CUES.iter().any(|c| sentence.contains(c)) {
        return Vec::new();
    }
    WHEN.find_iter(sentence)
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
    if !language.may_be_english() {
        return None;
    }
    let span = match found.object {
        Some(object) => noun_phrase(t, skip_determiner(t, object), times),
        None => after(t, end, found.kind, times).or_else(|| before(t, found.start)),
    }?;
    let words = span.of(sentence).trim();
    let is = |word: Option<&str>, list: &Words| word.is_some_and(|w| list.has_any_case(w));
    // "on its first day" says when, and "following earlier ones" nothing.
    if is(words.rsplit(' ').next(), &TIME) || is(words.split(' ').next(), &OPENING) {
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
        && !t.is_in(i + 1, &NO_PURPOSE)
    {
        return phrase(t, i, &VERB_STOPS, times);
    }
    if t.is(i, "to") {
        return None;
    }
    if t.is_any(i, &["a", "per"]) && t.is_in(i + 1, &PRICE_UNITS) {
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
    while link > 0 && t.is_in(link, &NEARLY) {
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
                || t.is_in(k, &NOUN_STOPS)
                || t.is_in(k, &OPENING)
                || t.is_in(k, &NO_END)
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
    let (start, end) = words_to_stop(t, i, &NOUN_STOPS, times)?;
    noun::tidy(t, start, end).map(|end| t.span(start, end))
}

fn phrase(t: &Tokens<'_>, i: usize, stops: &Words, times: &[Span]) -> Option<Span> {
    words_to_stop(t, i, stops, times).map(|(start, end)| t.span(start, end))
}

/// Words from token `i` to a stop, without dangling small words at the end.
fn words_to_stop(
    t: &Tokens<'_>,
    i: usize,
    stops: &Words,
    times: &[Span],
) -> Option<(usize, usize)> {
    let mut end = i;
    let mut words = 0;
    while let Some(token) = t.get(end) {
        let stop = match token.kind {
            TokenKind::Word => (end > i || !t.is(i, "to")) && t.is_in(end, stops),
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
    while end > i && (t.is_in(end - 1, &TAIL) || t.kind(end - 1) == Some(TokenKind::Mark)) {
        end -= 1;
    }
    (end > i).then_some((i, end))
}
