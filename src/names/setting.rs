//! What a name is set among: places, and the nouns in apposition that say what is named.

use super::document::Sentence;
use super::lists::{
    APPOSITION_BREAKS, FIRM_NOUNS, FRAMES, INTERESTS, PLACE_LEADS, PLACE_NAMES, PLACES, QUARTERS,
    QUARTERS_INSIDE, ROLES, STATE_CODES, STRONG_VERBS, THINGS, TOWN_NOUNS, WEAK_VERBS,
};
use super::runs::Run;
use crate::catalogue::is_legal_form;
use crate::text::words::Word;

/// Whether every word is a place's, or the whole name is one.
pub(super) fn is_place(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    start < end
        && ((start..end).all(|i| PLACES.has(sentence.plain(i)))
            || PLACE_NAMES.has(&sentence.key(start, end)))
}

/// Whether the name is told apart as a town by what follows or leads it: "Covert, Michigan", "the city of Halden".
pub(super) fn is_located(sentence: &Sentence<'_>, run: &Run) -> bool {
    let before = |k: usize| run.start.checked_sub(k).map_or("", |i| sentence.plain(i));
    let town_of = before(1) == "of" && TOWN_NOUNS.has(before(2));
    let quarter = QUARTERS.has(before(1)) && !STRONG_VERBS.has(sentence.plain(run.end));
    // "…, northern Chile,": a place of capitals after a comma, which owns nothing.
    let mut next = run.end;
    if sentence.gap(next).trim() != "," {
        return town_of || quarter;
    }
    // "Round Rock, TX".
    let code = sentence.words.get(next).is_some_and(Word::is_all_capitals)
        && STATE_CODES.has(sentence.plain(next))
        && !sentence.gap(next + 1).starts_with('.');
    if code && !run.legal {
        return true;
    }
    while next < run.end + 2 && QUARTERS_INSIDE.has(sentence.plain(next)) {
        next += 1;
    }
    let follows = |length: usize| {
        is_place(sentence, next, next + length)
            && sentence.words.get(next).is_some_and(Word::is_capitalised)
            && !(next..next + length).any(|i| sentence.words.get(i).is_some_and(|w| w.possessive))
            && !sentence.words.get(next + length).is_some_and(|w| {
                w.is_capitalised() && sentence.gap(next + length).trim().is_empty()
            })
            && sentence.gap(next + length) != "-"
    };
    town_of || quarter || (1..4).any(follows)
}

/// Whether a preposition of place stands directly before the name, and none of the phrases that lead to firms.
pub(super) fn is_in_place_of(sentence: &Sentence<'_>, start: usize) -> bool {
    let before = |k: usize| start.checked_sub(k).map_or("", |i| sentence.plain(i));
    let pair = format!("{} {}", before(2), before(1));
    let interest = INTERESTS.has(before(2));
    start > 0
        && PLACE_LEADS.has(before(1))
        && sentence.gap(start).trim().is_empty()
        && !FRAMES.has(&pair)
        && !interest
}

/// What an apposition says is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// A firm's noun: "a maker of pumps".
    Firm,
    /// Another thing's: "its first plant".
    Thing,
}

/// The head noun of an apposition after the name: ", a battery maker", ", Freyr's first cell plant".
pub(super) fn apposed_after(sentence: &Sentence<'_>, run: &Run) -> Option<Head> {
    let gap = sentence.gap(run.end).trim().trim_start_matches('.');
    let acronym = sentence.gap(run.end).trim() == "("
        && sentence.gap(run.end + 1).trim_start().starts_with("),");
    let start = if acronym { run.end + 1 } else { run.end };
    if !acronym && !matches!(gap, "," | "—" | "–" | "--" | "-") {
        return None;
    }
    let owner = (start..start + 4)
        .take_while(|i| sentence.words.get(*i).is_some_and(Word::is_capitalised))
        .find(|i| sentence.words.get(*i).is_some_and(|w| w.possessive));
    let article = matches!(
        sentence.plain(start),
        "a" | "an" | "the" | "one" | "its" | "their" | "another"
    );
    let from = match owner {
        Some(owner) => owner + 1,
        None if article => start + 1,
        None => return None,
    };
    let mut head = "";
    let mut firm = false;
    for (length, i) in (from..from + 14).enumerate() {
        let word = sentence.plain(i);
        let broken = i > from && sentence.gap(i).contains([',', '(', ')', '—', ';', ':']);
        if word.is_empty() || broken || (i > from && breaks(word)) {
            let verb = STRONG_VERBS.has(word) || WEAK_VERBS.has(word);
            // "…, the company said" speaks of another.
            if length == 1 && sentence.plain(start) == "the" && verb && !broken {
                return None;
            }
            break;
        }
        if ROLES.has(word) && !matches!(word, "partner" | "lead" | "investor") {
            return None;
        }
        firm |= FIRM_NOUNS.has(word);
        head = word;
    }
    // The head stands last; a firm's noun before it counts where the last word says nothing ("the automaker Friday").
    if FIRM_NOUNS.has(head) && !matches!(head, "platform" | "app") {
        Some(Head::Firm)
    } else if THINGS.has(head) {
        Some(Head::Thing)
    } else if firm {
        Some(Head::Firm)
    } else {
        None
    }
}

fn breaks(word: &str) -> bool {
    APPOSITION_BREAKS.has(word)
        || WEAK_VERBS.has(word)
        || (STRONG_VERBS.has(word) && (word.ends_with("ed") || word == "makes"))
}

/// What the noun before the name says is named: "battery maker X", "a plant called X", "the union X".
pub(super) fn apposed_before(sentence: &Sentence<'_>, run: &Run) -> Option<Head> {
    let before = |k: usize| run.start.checked_sub(k).map_or("", |i| sentence.plain(i));
    let clear = |k: usize| {
        run.start.checked_sub(k).is_some_and(|i| {
            sentence
                .gap(i + 1)
                .trim_matches(['"', '“', '‘', '\'', ' '])
                .is_empty()
        })
    };
    if run.start == 0 || !clear(1) {
        return None;
    }
    let mut at = 1;
    let naming = matches!(
        before(1),
        "named" | "called" | "dubbed" | "codenamed" | "christened"
    );
    if naming || matches!(before(1), "like" | "including" | "as") {
        at = 2;
        if before(1) == "as" {
            at = if before(2) == "such" || before(2) == "known" {
                3
            } else {
                1
            };
        }
    }
    let noun = if before(at) == "up" && matches!(before(at + 1), "start" | "scale") {
        "startup"
    } else {
        before(at)
    };
    let lower = run
        .start
        .checked_sub(at)
        .and_then(|i| sentence.words.get(i))
        .is_some_and(|w| at > 0 && (!w.is_capitalised() || run.start == at));
    if FIRM_NOUNS.has(noun)
        && !matches!(
            noun,
            "group" | "business" | "platform" | "app" | "analysts" | "consultants"
        )
    {
        Some(Head::Firm)
    } else if lower
        && (THINGS.has(noun) && !STRONG_VERBS.has(noun)
            || naming && (at..at + 4).any(|k| THINGS.has(before(k))))
    {
        Some(Head::Thing)
    } else {
        None
    }
}

/// Whether the name is the modifier of a thing's noun: "the Tally robot", "Cerro Blanco project".
pub(super) fn names_a_thing(sentence: &Sentence<'_>, run: &Run) -> bool {
    let possessive = sentence
        .words
        .get(run.end - 1)
        .is_some_and(|w| w.possessive);
    !possessive
        && sentence.gap(run.end).trim().is_empty()
        && sentence
            .words
            .get(run.end)
            .is_some_and(|w| !w.is_capitalised())
        && THINGS.has(sentence.plain(run.end))
}

/// Whether nothing but a comma, `and` or `or` stands between a name that ends at `end` and one that begins at `start`.
pub(super) fn listed(sentence: &Sentence<'_>, end: usize, start: usize) -> bool {
    let legal = |i: usize| is_legal_form(sentence.plain(i));
    let mut end = end;
    while end < start && legal(end) {
        end += 1;
    }
    let comma = |i: usize| matches!(sentence.gap(i).trim(), "," | ".," | "’s," | "'s,");
    match start.checked_sub(end) {
        Some(0) => comma(end),
        Some(1) => {
            matches!(sentence.plain(end), "and" | "or" | "und" | "et" | "y" | "e")
                && matches!(sentence.gap(end).trim(), "" | "," | "." | ".,")
                && sentence.gap(start).trim().is_empty()
        }
        _ => false,
    }
}
