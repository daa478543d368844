//! What a name's own words say of it.

use std::sync::LazyLock;

use crate::catalogue::is_legal_form;
use crate::names::lists::{
    ENDINGS, FIRM_NOUNS, FIRM_OWNED, FIRST_NAMES, GENERIC_FIRST, HEADS, KNOWN_BODIES, MONTHS,
    NATIONALITIES, ORG_FIRST, ORG_HEADS, PLACES, PORTFOLIOS, ROLES, SOFT_ENDINGS, SOFT_FIRSTS,
    STOP, STRONG_VERBS, TECH_MODIFIERS, THINGS, UNIT_WORDS,
};
use crate::table::Words;
use crate::text::words::{Word, singular, words};

/// How the address of a site ends.
const SITES: [&str; 8] = [".com", ".net", ".org", ".io", ".ai", ".co", ".ae", ".tv"];

/// Lists of which a share of the name's words may be.
static SHARES: &[&LazyLock<Words>] = &[
    &PLACES,
    &NATIONALITIES,
    &STOP,
    &ORG_HEADS,
    &THINGS,
    &HEADS,
    &TECH_MODIFIERS,
    &FIRM_NOUNS,
    &FIRM_OWNED,
    &PORTFOLIOS,
    &ROLES,
    &MONTHS,
    &KNOWN_BODIES,
    &GENERIC_FIRST,
];

/// Lists of which the last word may be.
static LASTS: &[&LazyLock<Words>] = &[
    &ENDINGS,
    &SOFT_ENDINGS,
    &THINGS,
    &HEADS,
    &UNIT_WORDS,
    &ORG_HEADS,
];

/// Lists of which the first word may be.
static FIRSTS: &[&LazyLock<Words>] = &[&FIRST_NAMES, &SOFT_FIRSTS, &ORG_FIRST, &STOP];

/// The numbers of a name's spelling, in a fixed order.
pub(super) fn row(name: &str, out: &mut Vec<f32>) {
    let parts = words(name);
    let count = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    let flag = |holds: bool| f32::from(u8::from(holds));
    let total = count(parts.len().max(1));
    let first = parts.first();
    let last = parts.last();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    out.push(count(parts.len()));
    out.push(count(letters));
    out.push(count(capitals) / count(letters.max(1)));
    out.push(flag(name.chars().any(|c| c.is_ascii_digit())));
    out.push(flag(first.is_some_and(Word::is_all_capitals)));
    out.push(flag(last.is_some_and(Word::is_all_capitals)));
    out.push(count(
        parts.iter().filter(|w| inner_capital(w.text)).count(),
    ));
    out.push(count(last.map_or(0, |w| w.plain.len())));
    out.push(flag(name.contains('&')));
    out.push(flag(parts.iter().any(|w| matches!(w.text, "of" | "for"))));
    out.push(flag(parts.iter().any(|w| w.text == "and")));
    out.push(flag(name.contains('-')));
    out.push(flag(name.contains('/')));
    out.push(flag(name.contains(['.', ','])));
    out.push(flag(last.is_some_and(|w| w.plain.ends_with('s'))));
    out.push(flag(parts.iter().any(|w| is_legal_form(&w.plain))));
    out.push(flag(last.is_some_and(Word::is_number)));
    out.push(count(
        parts.iter().filter(|w| w.text.chars().count() == 1).count(),
    ));
    let ends = |w: Option<&Word<'_>>, endings: &[&str]| {
        flag(w.is_some_and(|w| endings.iter().any(|e| w.plain.ends_with(e))))
    };
    out.push(ends(first, &["ing"]));
    out.push(ends(first, &["ed"]));
    out.push(ends(
        first,
        &["al", "ic", "ive", "able", "ful", "ent", "ant"],
    ));
    out.push(ends(last, &["tion", "ment", "ness", "ity", "ance", "ship"]));
    out.push(ends(last, &["ing"]));
    out.push(flag(last.is_some_and(|w| {
        let stem = w.text.strip_suffix('s').unwrap_or_default();
        stem.len() > 1 && stem.chars().all(char::is_uppercase)
    })));
    out.push(flag(SITES.iter().any(|s| name.to_lowercase().ends_with(s))));
    out.push(flag(parts.iter().any(|w| FIRST_NAMES.has(&w.plain))));
    out.push(flag(
        parts.iter().skip(1).any(|w| STRONG_VERBS.has(&w.plain)),
    ));
    out.push(count(
        parts.iter().map(|w| w.plain.len()).min().unwrap_or(0),
    ));
    for list in SHARES {
        let held = parts.iter().filter(|w| list.has(&w.plain)).count();
        out.push(count(held) / total);
    }
    for list in LASTS {
        let held = last.is_some_and(|w| list.has(&w.plain) || list.has(&singular(&w.plain)));
        out.push(flag(held));
    }
    for list in FIRSTS {
        out.push(flag(first.is_some_and(|w| list.has(&w.plain))));
    }
}

/// Whether the word has a capital after a small letter.
fn inner_capital(word: &str) -> bool {
    let mut small = false;
    for c in word.chars() {
        if small && c.is_uppercase() {
            return true;
        }
        small |= c.is_lowercase();
    }
    false
}
