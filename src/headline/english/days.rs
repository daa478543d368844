//! Days of the news, which no headline needs.

use std::ops::Range;

use crate::grammar::days::is_weekday;
use crate::grammar::sentence::{Kind, Mood, Sentence};

/// Whether a group is a day of the week or of a month, or a word for one.
pub(super) fn is_day(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(group) = sentence.groups.get(at) else {
        return false;
    };
    let words: Vec<&str> = group.tokens.clone().map(|i| sentence.lower(i)).collect();
    let weekday = |w: &str| {
        let w = w.trim_end_matches('.');
        is_weekday(w) || matches!(w, "mon" | "tues" | "wed" | "thurs" | "thu" | "fri")
    };
    let month = |w: &str| {
        matches!(
            w.trim_end_matches('.'),
            "january"
                | "february"
                | "march"
                | "april"
                | "may"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
                | "jan"
                | "feb"
                | "mar"
                | "apr"
                | "jun"
                | "jul"
                | "aug"
                | "sep"
                | "sept"
                | "oct"
                | "nov"
                | "dec"
        )
    };
    match words.as_slice() {
        [one] => weekday(one) || matches!(*one, "today" | "yesterday"),
        [first, second] if weekday(first) => {
            matches!(*second, "morning" | "afternoon" | "evening" | "night")
        }
        [first, second] => {
            month(first) && second.parse::<u8>().is_ok()
                || month(second) && first.parse::<u8>().is_ok()
        }
        [first, second, third] => {
            month(second) && first.parse::<u8>().is_ok() && third.parse::<u16>().is_ok()
                || month(first) && second.parse::<u8>().is_ok() && third.parse::<u16>().is_ok()
                || weekday(first) && month(second)
        }
        _ => false,
    }
}

/// "on Monday", "today", "late on Tuesday": the day of the news, with what belongs to it.
pub(super) fn day(sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    if !is_day(sentence, at) {
        return None;
    }
    let group = sentence.groups.get(at)?;
    let mut start = at;
    let before = at.checked_sub(1);
    // "the year ended July 31"
    if matches!(
        before.and_then(|b| sentence.kind(b)),
        Some(Kind::Verb(Mood::Participle | Mood::Gerund))
    ) || before
        .and_then(|b| sentence.groups.get(b))
        .is_some_and(|g| {
            matches!(
                sentence.lower(g.head),
                "ended" | "ending" | "effective" | "dated"
            )
        })
    {
        return None;
    }
    match before.and_then(|b| sentence.kind(b)) {
        Some(Kind::Preposition)
            if before.is_some_and(|b| {
                sentence
                    .groups
                    .get(b)
                    .is_some_and(|g| sentence.lower(g.head) == "on")
            }) =>
        {
            start = at - 1;
        }
        // "from Monday", "by Friday", "a report Friday" belongs to its verb or noun.
        Some(Kind::Preposition) => return None,
        _ => {}
    }
    if start > 0
        && sentence.groups.get(start - 1).is_some_and(|g| {
            matches!(
                sentence.lower(g.head),
                "late" | "early" | "earlier" | "later"
            ) && g.tokens.len() == 1
        })
    {
        start -= 1;
    }
    let mut first = sentence.groups.get(start)?.tokens.start;
    let mut end = group.tokens.end;
    // ", 2025" and the day of the month after the weekday
    let mut next = at + 1;
    while sentence.kind(next) == Some(Kind::Comma)
        && sentence.groups.get(next + 1).is_some_and(|g| {
            let word = sentence.word(g.head);
            g.tokens.len() == 1 && word.len() == 4 && word.starts_with("20")
                || is_day(sentence, next + 1)
        })
    {
        end = sentence.groups.get(next + 1)?.tokens.end;
        next += 2;
    }
    // A comma on both sides was the day's.
    let comma_before = start > 0 && sentence.kind(start - 1) == Some(Kind::Comma);
    // "Nov. 12–13" is when it is, not when it was told.
    if matches!(
        sentence.groups.get(at + 1).map(|g| sentence.word(g.head)),
        Some("–" | "-" | "—")
    ) {
        return None;
    }
    let own_comma = comma_before && next > at + 1 || start == 0;
    if own_comma && sentence.kind(next) == Some(Kind::Comma) {
        end = sentence.groups.get(next)?.tokens.end;
    }
    if start == 0 {
        first = 0;
    }
    Some(first..end)
}
