//! When an amount is due or was, in the sentence's own words.

use super::lists::{TIME_CUES, WHEN};
use super::tokens::Tokens;
use crate::text::spans::Span;

/// All expressions of time in a sentence.
pub(super) fn times(sentence: &str) -> Vec<Span> {
    // The pattern is tried only where one of its words stands.
    if !TIME_CUES.iter().any(|c| sentence.contains(c)) {
        return Vec::new();
    }
    WHEN.find_all(sentence)
        .into_iter()
        .filter(|m| whole_words(sentence, m.start, m.end))
        .map(|m| Span {
            start: m.start,
            end: m.end,
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

/// The token after the expression of time that begins at token `i`, else `i`: "through 2030 to develop".
pub(super) fn after_time(t: &Tokens<'_>, i: usize, times: &[Span]) -> usize {
    let starts = |w: &&Span| t.get(i).is_some_and(|k| k.span.start == w.start);
    let Some(time) = times.iter().find(starts) else {
        return i;
    };
    let mut after = i;
    while t.get(after).is_some_and(|k| k.span.start < time.end) {
        after += 1;
    }
    after
}
