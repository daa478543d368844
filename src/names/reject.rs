//! What a capitalised run is when it is no firm: a person, a body, a place, an acronym.

use std::collections::BTreeSet;

use super::document::Sentence;
use super::lists::{
    ENDINGS, EXCHANGES, FIRM_NOUNS, FIRM_OWNED, FIRST_NAMES, HEADS, HEADS_OF_FIRMS, KNOWN_BODIES,
    MONTHS, NATIONALITIES, OFFICE_OPENERS, OFFICERS, ORG_FIRST, ORG_HEADS, PLACE_SUFFIXES, PLACES,
    PORTFOLIOS, PUBLIC_ROLES, ROLES, STOP, TECH_MODIFIERS, THINGS,
};
use super::runs::Run;
use super::setting::{Head, apposed_after, apposed_before, is_located, is_place};
use crate::table::Words;
use crate::text::words::Word;

/// The family names of people named in the text, plain.
pub(super) fn people(sentences: &[Sentence<'_>], runs: &[Vec<Run>]) -> BTreeSet<String> {
    let mut people = BTreeSet::new();
    for (sentence, runs) in sentences.iter().zip(runs) {
        for run in runs {
            if is_person(sentence, run) {
                people.extend((run.start..run.core_end).map(|i| sentence.plain(i).to_owned()));
            }
        }
    }
    people
}

/// Whether the run is a person's name by its own words or by those around it.
pub(super) fn is_person(sentence: &Sentence<'_>, run: &Run) -> bool {
    let length = run.core_end - run.start;
    if run.legal || length > 4 {
        return false;
    }
    let first = sentence.plain(run.start);
    let before = run.start.checked_sub(1).map_or("", |i| sentence.plain(i));
    let ends_like_firm = length > 1 && ENDINGS.has(sentence.plain(run.core_end - 1));
    if ends_like_firm {
        return false;
    }
    let titled = run.after_role
        || (ROLES.has(before) && sentence.gap(run.start).trim().trim_matches('.').is_empty());
    let known = FIRST_NAMES.has(first) && length >= 2;
    let office_after = sentence.gap(run.end).trim() == ","
        && (0..6)
            .map(|k| sentence.plain(run.end + k))
            .take_while(|w| !w.is_empty())
            .any(|w| ROLES.has(w))
        && OFFICE_OPENERS.has(sentence.plain(run.end))
        && length >= 2;
    // "Jane Doe, Orley Chief Financial Officer".
    let office_named = length >= 2
        && sentence.gap(run.end).trim() == ","
        && (run.end..run.end + 6)
            .take_while(|i| {
                sentence.words.get(*i).is_some_and(Word::is_capitalised)
                    && (*i == run.end || sentence.gap(*i).trim_matches(['-', ' ']).is_empty())
            })
            .any(|i| HEADS_OF_FIRMS.has(sentence.plain(i)) || OFFICERS.has(sentence.plain(i)));
    let initial = (run.start..run.core_end).any(|i| {
        sentence
            .words
            .get(i)
            .is_some_and(|w| w.text.chars().count() == 1 && sentence.gap(i + 1).starts_with('.'))
    }) && length >= 2;
    known
        || office_after
        || office_named
        || titled
        || (initial && length >= 2 && sentence.plain(run.end) == "said")
}

/// Whether an office of the state follows: what stands before it is a portfolio or a country.
pub(super) fn is_public_office(sentence: &Sentence<'_>, run: &Run) -> bool {
    run.before_role
        && (run.end..run.end + 3)
            .take_while(|i| ROLES.has(sentence.plain(*i)))
            .any(|i| PUBLIC_ROLES.has(sentence.plain(i)) && sentence.plain(i) != "deputy")
}

/// Whether the run names a body, a place, an event, a law or a unit rather than a firm.
pub(super) fn is_no_firm(sentence: &Sentence<'_>, run: &Run) -> bool {
    let name = sentence.key(run.start, run.core_end);
    if KNOWN_BODIES.has(&name) {
        return true;
    }
    if run.legal {
        return false;
    }
    let length = run.core_end - run.start;
    let plain = |i: usize| sentence.plain(i);
    // "(NYSE: ABC)": the sign of a share.
    let exchange = (1..4).filter_map(|k| run.start.checked_sub(k));
    let sign = length == 1
        && sentence.gap(run.start).contains(':')
        && exchange.take(3).any(|i| EXCHANGES.has(plain(i)));
    if sign {
        return true;
    }
    let last = plain(run.core_end - 1);
    let first = plain(run.start);
    let singular = crate::text::words::singular(last);
    if ORG_HEADS.has(last) || ORG_HEADS.has(&singular) || (length > 1 && ORG_FIRST.has(first)) {
        return true;
    }
    if (run.start..run.core_end).any(|i| matches!(plain(i), "of" | "for"))
        && (run.start..run.core_end).any(|i| ORG_HEADS.has(plain(i)))
    {
        return true;
    }
    if continues_a_body(sentence, run)
        || is_public_office(sentence, run)
        || is_place(sentence, run.start, run.core_end)
        || is_located(sentence, run)
        || apposed_after(sentence, run) == Some(Head::Thing)
        || apposed_before(sentence, run) == Some(Head::Thing)
    {
        return true;
    }
    // "Dodge Durango SUVs", "Container Linux": the thing's noun stands inside.
    if length > 1
        && (THINGS.has(last) || THINGS.has(&singular))
        && !ENDINGS.has(last)
        && run.core_end == run.end
        && apposed_before(sentence, run) != Some(Head::Firm)
    {
        return true;
    }
    // "SAE International", "ISO Europe": the body's branch or full name.
    let wide = |i: usize| {
        PLACES.has(plain(i)) || matches!(plain(i), "international" | "global" | "worldwide")
    };
    if length > 1 && KNOWN_BODIES.has(first) && (run.start + 1..run.core_end).all(wide) {
        return true;
    }
    if (run.start..run.core_end).all(|i| PORTFOLIOS.has(plain(i))) {
        return true;
    }
    // Words of the trade and nothing else: "App", "Server Software".
    let trade = [
        &FIRM_NOUNS,
        &FIRM_OWNED,
        &ENDINGS,
        &HEADS,
        &STOP,
        &TECH_MODIFIERS,
    ];
    if (run.start..run.core_end).all(|i| trade.iter().any(|l| l.has(plain(i))))
        && length <= 2
        && run.core_end == run.end
    {
        return true;
    }
    let all = |list: &Words| (run.start..run.core_end).all(|i| list.has(plain(i)));
    if all(&PLACES)
        || all(&NATIONALITIES)
        || all(&STOP)
        || all(&MONTHS)
        || all(&ROLES)
        || all(&KNOWN_BODIES)
    {
        return true;
    }
    if sentence.gap(run.end) == "-" && PLACE_SUFFIXES.has(plain(run.end)) {
        return true;
    }
    // A generic plural or a technical head at the end: "Electric Vehicles", "Capital Markets".
    length == 1
        && sentence
            .words
            .get(run.start)
            .is_some_and(|w| w.text.chars().count() < 3 || w.is_number())
}

/// "Department of Trade and Industrial Growth": the second half of a body's name.
fn continues_a_body(sentence: &Sentence<'_>, run: &Run) -> bool {
    let and = run
        .start
        .checked_sub(1)
        .filter(|i| sentence.plain(*i) == "and" && sentence.gap(*i).trim().is_empty());
    let Some(and) = and else { return false };
    let before = (0..and).rev().take_while(|i| {
        let word = sentence.words.get(*i);
        word.is_some_and(|w| w.is_capitalised() || matches!(&*w.plain, "of" | "for" | "the"))
            && sentence.gap(i + 1).trim().is_empty()
    });
    before.map(|i| sentence.plain(i)).any(|w| ORG_HEADS.has(w))
}

/// Whether the run is a capitalised acronym or a model number, for which more evidence is asked.
pub(super) fn is_code(sentence: &Sentence<'_>, run: &Run) -> bool {
    let surface = sentence.surface(run.start, run.core_end);
    let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
    let digits = surface.chars().any(|c| c.is_ascii_digit());
    !surface.contains(' ') && letters <= 6 && (letters == capitals || digits)
}
