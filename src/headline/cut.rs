//! Where a lead that is too long may end, so that what stays is a clause by itself.

use std::ops::RangeInclusive;

use super::length::{GOOD, LEAST, LEAST_ABROAD, MOST};
use super::lists::{
    BARE, CLAUSE, INFINITIVE, OBJECTS, PARTS, PHRASE, SAYS, SUBORDINATE, TAIL, VERB, needs,
};

/// A place where a headline may end, and how little it is liked.
struct Cut {
    end: usize,
    penalty: i32,
}

/// The best cut of a lead that is too long.
pub(super) fn cut(lead: &str, most: usize, english: bool) -> Option<String> {
    let mut best: Option<(i32, &str)> = None;
    let spaceless = lead.contains(['，', '、', '。']);
    let least = if english || spaceless {
        LEAST
    } else {
        LEAST_ABROAD
    };
    let open = complements(lead);
    for place in cuts(lead, most > MOST, english) {
        if open.iter().any(|o| o.contains(&place.end)) {
            continue;
        }
        let Some(kept) = lead
            .get(..place.end)
            .map(|k| k.trim_end_matches([' ', ',', ';', ':', '–', '—', '-']))
        else {
            continue;
        };
        let length = kept.chars().count();
        if !(least..=most).contains(&length) || !stands(kept, english) || !ends_whole(kept) {
            continue;
        }
        // ", a first step" at the end explains what needs no explanation in a headline.
        let tail = kept.rsplit_once(", ").map_or("", |(_, tail)| tail);
        let explains = ["a ", "an ", "the "].iter().any(|a| tail.starts_with(a));
        let amount = kept.contains(|c: char| c.is_ascii_digit());
        let over = i32::try_from(length.saturating_sub(GOOD)).unwrap_or(i32::MAX);
        let score = i32::try_from(length).unwrap_or(i32::MAX) + if amount { 25 } else { 0 }
            - place.penalty
            - over
            - if explains { 40 } else { 0 };
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, kept));
        }
    }
    best.map(|(_, kept)| kept.to_owned())
}

/// Every place where a clause or phrase of the lead ends; as a last resort also before "of".
fn cuts(lead: &str, last: bool, english: bool) -> Vec<Cut> {
    let mut out = Vec::new();
    let (mut earlier, mut before) = ("", "");
    let mut start = 0;
    for word in lead.split_inclusive(' ') {
        let bare = word.trim().trim_matches([',', ';', ':', '"', '“', '”']);
        let after_mark =
            before.ends_with([',', ';', ':', '–', '—']) || before == "--" || before == "-";
        let lower = bare.to_lowercase();
        let verbal = before.starts_with(char::is_lowercase)
            && (before.ends_with("ed") && !before.ends_with("eed") || before.ends_with("ing"));
        let number_next = lead
            .get(start + word.len()..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let penalty = if after_mark {
            Some(0)
        } else if !english || verbal || earlier == "to" || lower == "through" && !number_next {
            None
        } else if lower == "that" {
            (!SAYS.has(before)).then_some(4)
        } else if lower == "and" {
            bare.starts_with(char::is_lowercase)
                .then_some(25)
                .filter(|_| {
                    lead.get(start + word.len()..)
                        .is_some_and(|r| r.starts_with(char::is_lowercase))
                })
        } else if CLAUSE.has(&lower) {
            Some(0)
        } else if PHRASE.has(&lower) {
            Some(12)
        } else if lower == "of" {
            // "three plants of their venture", but not "thousands of", "one of", "a fifth of".
            let plural = before.ends_with('s') && !before.ends_with("ss");
            (last && plural && !PARTS.has(&before.to_lowercase())).then_some(35)
        } else if lower == "to" && !number_next && !INFINITIVE.has(&before.to_lowercase()) {
            Some(8)
        } else {
            None
        };
        if let Some(penalty) = penalty {
            out.push(Cut {
                end: start,
                penalty,
            });
        }
        // East Asian marks end clauses without a space after them.
        for (i, c) in word
            .char_indices()
            .filter(|(_, c)| matches!(c, '，' | '；' | '、'))
        {
            out.push(Cut {
                end: start + i,
                penalty: if c == '、' { 20 } else { 0 },
            });
        }
        start += word.len();
        (earlier, before) = (before, word.trim());
    }
    out
}

/// Whether the kept part is a clause by itself: a verb in it, nothing dangling at its end, nothing left open.
pub(super) fn stands(kept: &str, english: bool) -> bool {
    let list: Vec<&str> = kept
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let Some(last) = list.last() else {
        return false;
    };
    let first = list.first().copied().unwrap_or_default();
    // "Hoping the market …", but not "Boeing plans …".
    let participle = first.ends_with("ing") && list.get(1).is_some_and(|w| OBJECTS.has(w));
    let subordinate = (SUBORDINATE.has(first) || participle) && !kept.contains(", ");
    if subordinate
        || TAIL.has(&last.to_lowercase())
        || last.ends_with("ly") && last.starts_with(char::is_lowercase)
    {
        return false;
    }
    let verb = list
        .iter()
        .skip(1)
        .any(|w| VERB.has(w) || (w.len() > 4 && w.ends_with("ed")));
    let place_of = |word: &str| list.iter().rposition(|w| *w == word);
    let open_pair = [
        ("between", "and"),
        ("both", "and"),
        ("from", "to"),
        ("either", "or"),
    ]
    .iter()
    .any(|(open, close)| {
        place_of(open).is_some_and(|o| {
            place_of(close).is_none_or(|c| c < o) && (*open != "from" || number_after(&list, o))
        })
    });
    let quotes = !kept.matches('"').count().is_multiple_of(2)
        || kept.matches('“').count() != kept.matches('”').count();
    (verb || !english) && !open_pair && !quotes
}

/// Whether an English sentence has a verb of its own, so that it says something: not one of "a cell that lasts".
pub(crate) fn has_verb(sentence: &str) -> bool {
    let words: Vec<&str> = sentence
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let is_verb = |w: &str| VERB.has(w) || (w.len() > 4 && w.ends_with("ed"));
    words.windows(2).any(|pair| match pair {
        [before, word] => is_verb(word) && !matches!(*before, "that" | "which" | "who"),
        _ => false,
    })
}

/// Whether nothing is missing at the end of a cut headline: no verb or participle without its object, no number
/// without its noun.
fn ends_whole(kept: &str) -> bool {
    let mut last_first = kept.rsplit(' ');
    let last = last_first.next().unwrap_or_default();
    let before = last_first.next().unwrap_or_default();
    let counted = before.starts_with(|c: char| c.is_ascii_digit())
        || matches!(before, "thousand" | "million" | "billion" | "trillion");
    let verb = VERB.has(last) || BARE.has(last);
    if verb && !counted {
        return false;
    }
    let year = last.len() == 4 && (last.starts_with("19") || last.starts_with("20"));
    let bare = last
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    // "Chapter 11" and "Series 7" are names.
    !bare || year || before.starts_with(char::is_uppercase)
}

/// The stretches from a verb to the complement it calls for ("spread $5 billion over three plants"), in which no
/// headline may end.
fn complements(lead: &str) -> Vec<RangeInclusive<usize>> {
    /// A complement further from its verb belongs to another.
    const REACH: usize = 14;
    let mut out = Vec::new();
    let mut start = 0;
    let places: Vec<(usize, &str)> = lead
        .split_inclusive(' ')
        .map(|word| {
            let place = start;
            start += word.len();
            (place, word.trim())
        })
        .collect();
    for (i, (_, verb)) in places.iter().enumerate() {
        let called = needs(verb);
        if called.is_empty() || verb.ends_with([',', ';', ':']) {
            continue;
        }
        for (j, (place, word)) in places.iter().enumerate().skip(i + 1).take(REACH) {
            let year = places.get(j + 1).is_some_and(|(_, next)| {
                next.len() >= 4 && (next.starts_with("20") || next.starts_with("19"))
            });
            if called.contains(word) && !year {
                let first = places.get(i + 1).map_or(*place, |p| p.0);
                out.push(first..=*place);
                break;
            }
            if word.ends_with([',', ';', ':']) {
                break;
            }
        }
    }
    out
}

fn number_after(list: &[&str], place: usize) -> bool {
    list.get(place + 1)
        .is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
}
