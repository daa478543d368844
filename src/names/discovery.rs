//! Technologies that no catalogue knows.

use super::document::Sentence;
use super::lists::{
    AFTER_HEADS, BARE_VERBS, BROAD_MODIFIERS, COMPOUND_ENDINGS, GENERIC_MODIFIERS, HEADS,
    LOOSE_HEADS, NATIONALITIES, NUMBER_WORDS, STOP, TARGETED_HEADS, TECH_MODIFIERS,
};
use super::{Sighting, is_firm_noun, rules};
use crate::catalogue::{Catalogue, TermKind};
use crate::text::words::{Word, singular};

/// Technical heads with technical modifiers that the catalogue does not know.
///
/// What a reader browses by is learned from the catalogue itself: a phrase is a technology if each of its modifiers is
/// one that names of the catalogue have, or is built as the names of techniques are ("gas-cooled", "IL-33"), and the one
/// beside the head says something technical. Words before these are left out. A measure never is a modifier.
pub(super) fn discover(
    sentence: &Sentence<'_>,
    at: usize,
    catalogue: &Catalogue,
    covered: &[bool],
    taken: &dyn Fn(usize, usize) -> bool,
    found: &mut Vec<Sighting>,
) {
    if sentence.title_case {
        return;
    }
    for head in 0..sentence.words.len() {
        let is_covered = |i: usize| covered.get(i).copied().unwrap_or(false);
        let noun = singular(sentence.plain(head));
        if is_covered(head) || !HEADS.has(&noun) {
            continue;
        }
        // The head of a longer compound ("battery maker", "battery plant") is only a modifier.
        if sentence.gap(head + 1) == "-" || is_modifier(sentence, head) {
            continue;
        }
        let Some((start, confidence)) = phrase(sentence, head, &noun, covered, catalogue) else {
            continue;
        };
        if taken(start, head + 1) {
            continue;
        }
        let name = canonical(sentence, start, head);
        if catalogue.is_ignored(&name) {
            continue;
        }
        let known = reordered(sentence, start, head, catalogue);
        let confidence = if known.is_some() { 0.8 } else { confidence };
        let name = known.unwrap_or(name);
        found.push(Sighting::new(
            TermKind::Technology,
            &name,
            at,
            start,
            head + 1,
            &rules::TECHNICAL_HEAD,
            confidence,
        ));
    }
}

/// Whether the noun itself stands before another that it belongs to ("battery maker", "laser sensor").
fn is_modifier(sentence: &Sentence<'_>, head: usize) -> bool {
    let next = sentence.plain(head + 1);
    let noun = singular(next);
    sentence.gap(head + 1) == " "
        && (is_firm_noun(next) || AFTER_HEADS.has(&noun) || HEADS.has(&noun))
}

/// What a modifier says of what it stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// Nothing, or what is not known.
    Nothing,
    /// Names of technologies have it, but so has much else ("mobile", "digital").
    Little,
    /// What a technical thing is made of, or how it works.
    Much,
}

/// Where the noun phrase of a head begins and how sure it names a technology; none without a technical modifier.
fn phrase(
    sentence: &Sentence<'_>,
    head: usize,
    noun: &str,
    covered: &[bool],
    catalogue: &Catalogue,
) -> Option<(usize, f32)> {
    let mut start = head;
    let mut nearest = Says::Nothing;
    let mut compound = false;
    for _ in 0..3 {
        if start == 0 || !matches!(sentence.gap(start), " " | "-" | "\u{a0}") {
            break;
        }
        let mut unit = start - 1;
        while unit > 0 && sentence.gap(unit) == "-" {
            unit -= 1;
        }
        let taken = covered.get(unit).copied().unwrap_or(false);
        // What stands in letters and is known by itself is a technology of its own ("LIDAR laser sensor").
        let letters = sentence.words.get(unit).is_some_and(Word::is_all_capitals);
        let other = taken && (letters || !is_material(sentence, unit, start));
        if other || is_outside(sentence, unit, start) {
            break;
        }
        let says = says(sentence, unit, start, noun, catalogue);
        if says == Says::Nothing {
            // What nobody knows before a head that hardly stands for anything else is worth a question.
            let plain = sentence
                .surface(unit, start)
                .chars()
                .all(char::is_lowercase);
            if start == head && plain && !LOOSE_HEADS.has(noun) {
                return Some((unit, 0.3));
            }
            break;
        }
        if start == head {
            nearest = says;
            compound = start - unit > 1;
        } else if says != Says::Much && !is_usual(sentence, unit, start, catalogue) {
            break;
        }
        start = unit;
    }
    if start == head {
        return None;
    }
    let loose = LOOSE_HEADS.has(noun);
    let sure = nearest == Says::Much && (!loose || compound);
    Some((start, if sure { 0.6 } else { 0.3 }))
}

/// In so many names of the catalogue a word has to be a modifier to be the mark of a technology.
const USUAL: u32 = 3;

/// Most words that hyphens join to one modifier; more are an address or a slogan.
const MOST_JOINED: usize = 4;

/// Whether a word, or words joined by hyphens, before a head is no part of a technology's name.
fn is_outside(sentence: &Sentence<'_>, unit: usize, start: usize) -> bool {
    let text = sentence.surface(unit, start);
    let lower = text.to_lowercase();
    let single = start - unit == 1;
    let Some(word) = sentence.words.get(unit) else {
        return true;
    };
    let verbal =
        single && (lower.ends_with("ing") || lower.ends_with("ed") || lower.ends_with("ly"));
    let proper = word.is_capitalised()
        && !word.is_all_capitals()
        && unit > 0
        && !text.chars().any(|c| c.is_ascii_digit());
    let plural = single
        && lower.len() > 3
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us");
    // "12-megapixel", "5-year", "35-day", "8-core", "1080p": how much, not what.
    let measure = word.text.starts_with(|c: char| c.is_ascii_digit())
        || NUMBER_WORDS.has(&word.plain)
        || (unit..start).any(|i| {
            sentence
                .words
                .get(i)
                .is_some_and(|w| w.is_number() && i + 1 < start)
        });
    word.possessive
        || measure
        || start - unit > MOST_JOINED
        || word.text.contains(['\'', '’'])
        || (single && BARE_VERBS.has(&lower) && !TECH_MODIFIERS.has(&lower))
        || (single && (STOP.has(&word.plain) && !TECH_MODIFIERS.has(&word.plain)))
        || GENERIC_MODIFIERS.has(&lower)
        || NATIONALITIES.has(&word.plain)
        || verbal
        || proper
        || plural
}

/// Whether many names of the catalogue have this word as a modifier, and not of all kinds.
fn is_usual(sentence: &Sentence<'_>, unit: usize, start: usize, catalogue: &Catalogue) -> bool {
    let word = sentence.plain(unit);
    start - unit == 1 && catalogue.names().modifies(word) >= USUAL && !BROAD_MODIFIERS.has(word)
}

fn is_material(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|i| TECH_MODIFIERS.has(sentence.plain(i)))
}

/// What the modifier from `start` up to `end` says of a head.
fn says(
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
    noun: &str,
    catalogue: &Catalogue,
) -> Says {
    let words = || (start..end).map(|i| sentence.plain(i));
    let coded = sentence
        .surface(start, end)
        .chars()
        .any(|c| c.is_ascii_digit());
    // A gene or a receptor before what acts on it ("IL-33 antibody"); before anything else letters with digits are the
    // number of a model ("A11 chip").
    if coded {
        let target = sentence
            .words
            .get(start)
            .is_some_and(|w| w.text.starts_with(|c: char| c.is_ascii_uppercase()));
        return if target && TARGETED_HEADS.has(noun) {
            Says::Much
        } else {
            Says::Nothing
        };
    }
    let names = catalogue.names();
    if end - start == 1 {
        let word = sentence.plain(start);
        let capitals = sentence.words.get(start).is_some_and(Word::is_all_capitals);
        return match names.modifies(word) {
            _ if TECH_MODIFIERS.has(word) => Says::Much,
            // Letters are the name of a product or a body.
            _ if capitals => Says::Nothing,
            0 => Says::Nothing,
            _ => Says::Little,
        };
    }
    // A compound says what its first word does, if its ending is one of a technique: "niobium-doped", "gas-cooled".
    let ending = COMPOUND_ENDINGS.has(sentence.plain(end - 1));
    let known = words().take(end - start - 1).all(|w| {
        let usual = names.modifies(w) >= USUAL && !BROAD_MODIFIERS.has(w) && !STOP.has(w);
        TECH_MODIFIERS.has(w) || usual
    });
    let whole = words().collect::<Vec<_>>().join("-");
    match (ending, known) {
        (true, true) => Says::Much,
        (true, false) => Says::Little,
        _ if names.modifies(&whole) > 0 => Says::Little,
        _ => Says::Nothing,
    }
}

/// The phrase as a canonical name: lower case but for acronyms and codes, singular.
pub(super) fn canonical(sentence: &Sentence<'_>, start: usize, head: usize) -> String {
    let mut name = String::new();
    for i in start..=head {
        let Some(word) = sentence.words.get(i) else {
            continue;
        };
        if i > start {
            name.push_str(if word.gap == "-" { "-" } else { " " });
        }
        let keep = word.is_all_capitals()
            || word.text.chars().skip(1).any(char::is_uppercase)
            || word.text.chars().any(|c| c.is_ascii_digit());
        let text = if keep {
            word.text.to_owned()
        } else {
            word.text.to_lowercase()
        };
        if i == head {
            name.push_str(&singular(&text));
        } else {
            name.push_str(&text);
        }
    }
    name
}

/// The term whose name has the same words in another order.
fn reordered(
    sentence: &Sentence<'_>,
    start: usize,
    head: usize,
    catalogue: &Catalogue,
) -> Option<String> {
    let words: Vec<&str> = (start..=head).map(|i| sentence.plain(i)).collect();
    if !(2..=4).contains(&words.len()) {
        return None;
    }
    let mut orders = vec![words.clone()];
    for i in 0..words.len() {
        for j in i + 1..words.len() {
            let mut swapped = words.clone();
            swapped.swap(i, j);
            orders.push(swapped);
        }
    }
    orders
        .iter()
        .find_map(|o| catalogue.resolve(TermKind::Technology, &o.join(" ")))
        .filter(|t| !t.heading)
        .map(|t| t.name.clone())
}
