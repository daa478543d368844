//! Technologies in a text: names of the catalogue, and technical heads with their modifiers.

use super::Sighting;
use super::document::{Sentence, has_context};
use super::lists::{
    BARE_VERBS, COMPOUND_ENDINGS, GENERIC_MODIFIERS, HEADS, NATIONALITIES, NUMBER_WORDS, STOP,
    TECH_MODIFIERS,
};
use super::rules;
use crate::catalogue::{Catalogue, Hit, TermKind};
use crate::text::words::singular;

/// All mentions of technologies, in reading order. `companies` are the mentions of companies, whose words are taken.
pub(super) fn find(
    sentences: &[Sentence<'_>],
    catalogue: &Catalogue,
    companies: &[Sighting],
) -> Vec<Sighting> {
    let vocabulary: std::collections::BTreeSet<&str> = sentences
        .iter()
        .flat_map(|s| s.words.iter().map(|w| w.plain.as_str()))
        .collect();
    let mut found = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let here = super::of_sentence(companies, at);
        let taken = |start: usize, end: usize| {
            here.iter().any(|c| {
                c.confidence >= super::SUGGEST
                    && c.start < end
                    && start < c.end
                    && c.end - c.start >= end - start
            })
        };
        let mut last = 0;
        let mut covered = vec![false; sentence.words.len()];
        for hit in sentence
            .hits
            .iter()
            .filter(|h| h.name.kind == TermKind::Technology)
        {
            if hit.start < last || taken(hit.start, hit.end) || in_a_name(sentence, hit) {
                continue;
            }
            let Some(term) = catalogue.terms.get(hit.name.term) else {
                continue;
            };
            let context = || has_context(&term.context, &vocabulary, sentences);
            if hit.name.ambiguous && !context() {
                continue;
            }
            if let Some(start) = compound_before(sentence, hit, last) {
                let name = canonical(sentence, start, hit.end - 1);
                last = hit.end;
                covered
                    .iter_mut()
                    .take(hit.end)
                    .skip(start)
                    .for_each(|c| *c = true);
                found.push(Sighting::new(
                    TermKind::Technology,
                    &name,
                    at,
                    start,
                    hit.end,
                    &rules::TECHNICAL_HEAD,
                    0.6,
                ));
                continue;
            }
            last = hit.end;
            covered
                .iter_mut()
                .take(hit.end)
                .skip(hit.start)
                .for_each(|c| *c = true);
            found.push(Sighting::new(
                TermKind::Technology,
                &term.name,
                at,
                hit.start,
                hit.end,
                &rules::CATALOGUE,
                0.9,
            ));
            coordinated(sentence, at, hit, catalogue, &mut found);
        }
        discover(sentence, at, catalogue, &covered, &taken, &mut found);
    }
    found.sort_by_key(|f| (f.at, f.start, f.end));
    found
}

/// Whether a one-word technology is only a word of a longer capitalised name ("Pure Lithium Summit").
fn in_a_name(sentence: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    if hit.end - hit.start > 1 || sentence.title_case {
        return false;
    }
    let Some(word) = sentence.words.get(hit.start) else {
        return false;
    };
    let capital = |i: Option<usize>, gap: &str| {
        gap.trim().is_empty()
            && i.and_then(|i| sentence.words.get(i))
                .is_some_and(|w| w.is_capitalised() && !w.is_all_capitals() && !STOP.has(&w.plain))
    };
    let proper =
        word.text.chars().next().is_some_and(char::is_uppercase) && !word.is_all_capitals();
    // A word that is no proper name itself, capitalised inside a sentence, is one there ("the Cloud Next event").
    if proper && hit.start > 0 && hit.name.any_case() {
        return true;
    }
    proper
        && (capital(hit.start.checked_sub(1), word.gap)
            || (capital(Some(hit.end), sentence.gap(hit.end))))
}

/// Where a technical compound before a bare head begins: a "niobium-doped anode" is more than an anode.
fn compound_before(sentence: &Sentence<'_>, hit: &Hit<'_>, from: usize) -> Option<usize> {
    let start = hit.start.checked_sub(2).filter(|s| *s >= from)?;
    let hyphenated = sentence.gap(hit.start) == " "
        && sentence.gap(start + 1) == "-"
        && sentence.gap(start) != "-";
    let single = hit.end - hit.start == 1 && HEADS.has(&singular(sentence.plain(hit.start)));
    (single && hyphenated && COMPOUND_ENDINGS.has(sentence.plain(start + 1))).then_some(start)
}

/// "hybrid and electric vehicles": the first of two modifiers shares the head.
fn coordinated(
    sentence: &Sentence<'_>,
    at: usize,
    hit: &Hit<'_>,
    catalogue: &Catalogue,
    found: &mut Vec<Sighting>,
) {
    let Some(first) = hit.start.checked_sub(2) else {
        return;
    };
    if hit.end - hit.start < 2 || !matches!(sentence.plain(hit.start - 1), "and" | "or") {
        return;
    }
    let name = format!("{} {}", sentence.plain(first), sentence.plain(hit.end - 1));
    if let Some(term) = catalogue
        .resolve(TermKind::Technology, &name)
        .filter(|t| !t.heading)
    {
        found.push(Sighting::new(
            TermKind::Technology,
            &term.name,
            at,
            first,
            hit.start - 1,
            &rules::SHARED_HEAD,
            0.8,
        ));
    }
}

/// Technical heads with technical modifiers that the catalogue does not know.
fn discover(
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
        if is_covered(head) || !HEADS.has(&singular(sentence.plain(head))) {
            continue;
        }
        // The head of a longer compound ("battery maker", "battery plant") is only a modifier.
        if sentence.gap(head + 1) == "-" {
            continue;
        }
        let Some((start, technical)) = phrase(sentence, head, covered) else {
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
        let confidence = if known.is_some() {
            0.8
        } else if technical {
            0.6
        } else {
            0.3
        };
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

/// Where the noun phrase of a head begins, and whether one of its modifiers is technical; none without a modifier.
fn phrase(sentence: &Sentence<'_>, head: usize, covered: &[bool]) -> Option<(usize, bool)> {
    let mut start = head;
    let mut technical = false;
    for _ in 0..3 {
        if start == 0 || !matches!(sentence.gap(start), " " | "-" | "\u{a0}") {
            break;
        }
        let mut unit = start - 1;
        while unit > 0 && sentence.gap(unit) == "-" {
            unit -= 1;
        }
        let text = sentence.surface(unit, start);
        let lower = text.to_lowercase();
        let single = start - unit == 1;
        let Some(word) = sentence.words.get(unit) else {
            break;
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
        let counts = single && (word.is_number() || NUMBER_WORDS.has(&lower));
        let outside = word.possessive
            || counts
            || (single && BARE_VERBS.has(&lower))
            || (single && (STOP.has(&word.plain) && !TECH_MODIFIERS.has(&word.plain)))
            || GENERIC_MODIFIERS.has(&lower)
            || NATIONALITIES.has(&word.plain)
            || verbal
            || proper
            || plural;
        if outside
            || covered.get(unit).copied().unwrap_or(false) && !is_material(sentence, unit, start)
        {
            break;
        }
        technical |= is_technical(sentence, unit, start);
        start = unit;
    }
    (start < head).then_some((start, technical))
}

fn is_material(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|i| TECH_MODIFIERS.has(sentence.plain(i)))
}

fn is_technical(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    if is_material(sentence, start, end) {
        return true;
    }
    let surface = sentence.surface(start, end);
    // "800-volt", "7-nanometer", but no model numbers ("VX4").
    let digits = end - start > 1
        && sentence
            .words
            .get(start)
            .is_some_and(crate::text::words::Word::is_number)
        && surface.chars().all(|c| !c.is_uppercase());
    let compound = end - start > 1 && COMPOUND_ENDINGS.has(sentence.plain(end - 1));
    digits || compound
}

/// The phrase as a canonical name: lower case but for acronyms and codes, singular.
fn canonical(sentence: &Sentence<'_>, start: usize, head: usize) -> String {
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
        name.push_str(&if i == head { singular(&text) } else { text });
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
