//! Shares and multiples in words: "more than a quarter of", "to quadruple production", "three times the range".

use super::rules;
use rust_decimal::Decimal;

use super::FigureKind;
use super::amount::Amount;
use super::beside::measures;
use super::lexicon::{LEXICON, longest};
use super::lists::{AFTER_TIMES, DETERMINERS, GOAL_LEADS, NO_OBJECTS, NO_WHOLES, QUALIFIERS};
use super::number::number;
use super::tokens::{TokenKind, Tokens};
use crate::text::language::Language;

/// A part of a whole in words, which must govern "of".
pub(super) fn fraction(t: &Tokens<'_>, i: usize) -> Option<Amount> {
    let ordinal = ["first", "second", "third", "last", "other", "latter"];
    if !matches!(t.kind(i), Some(TokenKind::Word | TokenKind::Number))
        || (i > 0 && t.is_any(i - 1, &ordinal))
    {
        return None;
    }
    let (value, end) = longest(&LEXICON.fractions, t, i)?;
    if !t.is(end, "of") {
        return None;
    }
    // "a quarter of 2025" and "half of the year" are times; "a third of a million" a number.
    if t.kind(end + 1) == Some(TokenKind::Number) || t.is_in(end + 2, &NO_WHOLES) {
        return None;
    }
    // "a quarter of an hour" and "a tenth of a mile" measure; only "of the day" is a part of a whole.
    if t.is_any(end + 1, &["a", "an", "one"]) && measures(t, end + 2) {
        return None;
    }
    let start = QUALIFIERS
        .iter()
        .filter_map(|q| {
            let words: Vec<&str> = q.split(' ').collect();
            let from = i.checked_sub(words.len())?;
            (from..).zip(words).all(|(k, w)| t.is(k, w)).then_some(from)
        })
        .min()
        .unwrap_or(i);
    Some(Amount {
        kind: FigureKind::Share,
        start,
        end,
        value: *value,
        unit: "%".to_owned(),
        rule: &rules::FRACTION,
        object: Some(end + 1),
    })
}

/// A multiple that governs a noun phrase.
pub(super) fn multiple(t: &Tokens<'_>, i: usize, language: Language) -> Option<Amount> {
    let kind = t.kind(i)?;
    if kind == TokenKind::Word {
        let mut key = String::new();
        t.push_key(i, &mut key);
        if let Some(value) = LEXICON.multiple_verbs.get(&key) {
            return verb(t, i, &key, *value);
        }
        if let Some((value, end)) = longest(&LEXICON.multiple_adverbs, t, i) {
            let found = Amount {
                kind: FigureKind::Multiple,
                start: i,
                end,
                value: *value,
                unit: "×".to_owned(),
                rule: &rules::MULTIPLE_FOLD,
                object: None,
            };
            return Some(found);
        }
    }
    times(t, i, language)
}

fn verb(t: &Tokens<'_>, i: usize, key: &str, value: Decimal) -> Option<Amount> {
    let next = i + 1;
    let governs = t.kind(next) == Some(TokenKind::Word) && !t.is_in(next, &NO_OBJECTS);
    let inflected = key.ends_with("ing") || key.ends_with("ed");
    let determined = t.is_in(next, &DETERMINERS);
    let goal = i > 0 && t.is_in(i - 1, &GOAL_LEADS);
    let third = key.ends_with('s') && determined;
    if !governs
        || !(goal && !t.is_any(i - 1, &["and", "or"])
            || inflected && determined
            || third
            || coordinated(t, i, goal)
            || (determined && !key.ends_with('s')))
    {
        return None;
    }
    Some(Amount {
        kind: FigureKind::Multiple,
        start: i,
        end: next,
        value,
        unit: "×".to_owned(),
        rule: &rules::MULTIPLE_VERB,
        object: Some(next),
    })
}

/// How many tokens before a verb the one that it goes with may stand; a sentence of the press is hardly longer.
const REACH: usize = 100;

/// "to quadruple X and triple Y": the second verb goes with the first.
fn coordinated(t: &Tokens<'_>, i: usize, after_and: bool) -> bool {
    after_and
        && (i.saturating_sub(REACH).max(1)..i).any(|k| {
            let mut key = String::new();
            t.push_key(k, &mut key);
            LEXICON.multiple_verbs.contains_key(&key) && t.is_in(k - 1, &GOAL_LEADS)
        })
}

/// "three times the range", "3x faster", "10 times more than".
fn times(t: &Tokens<'_>, i: usize, language: Language) -> Option<Amount> {
    if !matches!(t.kind(i), Some(TokenKind::Number | TokenKind::Word))
        || (t.glued(i) && t.kind(i.wrapping_sub(1)) == Some(TokenKind::Word))
    {
        return None;
    }
    let (value, at) = if t.is(i, "twice") {
        (Decimal::TWO, i)
    } else {
        // Only a word with "times" after it is worth reading as a number.
        let near = (i + 1..i + 4)
            .any(|k| t.is(k, "times") || (t.is(k, "x") && t.glued(k)) || t.raw(k) == "×");
        if !near {
            return None;
        }
        let n = number(t, i, language).filter(|n| !n.scaled)?;
        (n.value, n.end)
    };
    if !(t.is_any(at, &["times", "twice"]) || t.raw(at) == "×" || t.is(at, "x") && t.glued(at))
        || !t.is_in(at + 1, &AFTER_TIMES)
    {
        return None;
    }
    Some(Amount {
        kind: FigureKind::Multiple,
        start: i,
        end: at + 1,
        value,
        unit: "×".to_owned(),
        rule: &rules::MULTIPLE_TIMES,
        object: Some(at + 1),
    })
}
