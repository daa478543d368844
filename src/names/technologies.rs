//! Technologies in a text: names of the catalogue in their sense ([`super::senses`]), and technical heads with their
//! modifiers ([`super::discovery`]).

use std::collections::BTreeSet;

use super::discovery::{canonical, discover};
use super::document::Sentence;
use super::lists::{COMPOUND_ENDINGS, HEADS, NUMBER_WORDS, STOP};
use super::rules;
use super::senses::{Meant, Senses, is_negated};
use super::{PASSING, PERHAPS, Sighting};
use crate::catalogue::{Catalogue, Hit, TermKind, is_legal_form};
use crate::text::words::{Word, singular};

/// All mentions of technologies, in reading order. `companies` are the mentions of companies, whose words are taken.
pub(super) fn find(
    sentences: &[Sentence<'_>],
    catalogue: &Catalogue,
    companies: &[Sighting],
) -> Vec<Sighting> {
    let firms = in_firms(sentences);
    let senses = Senses::of(sentences, catalogue, &firms);
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
            if hit.start < last || is_in_compound(sentence, hit) {
                continue;
            }
            if hit.name.is_no_term() {
                last = hit.end;
                continue;
            }
            if taken(hit.start, hit.end) || in_a_name(sentence, hit) || is_negated(sentence, hit) {
                continue;
            }
            let Some(term) = catalogue.terms.get(hit.name.term) else {
                continue;
            };
            let risky = hit.name.ambiguous || firms.contains(&hit.name.term);
            let meant = if risky {
                senses.is_meant(at, hit, term)
            } else {
                Meant::Surely
            };
            if meant == Meant::No {
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
            let (rule, confidence) = if term.broad && !senses.is_technical(at, hit, term) {
                (&rules::IN_PASSING, PASSING)
            } else if meant == Meant::Perhaps {
                // Letters are seldom anything else beside their branch; a word of the language is.
                let first = sentence.words.get(hit.start);
                let letters = first.is_some_and(Word::is_all_capitals);
                (
                    &rules::SENSE_IN_DOUBT,
                    if letters { PERHAPS } else { PASSING },
                )
            } else {
                (&rules::CATALOGUE, 0.9)
            };
            found.push(Sighting::new(
                TermKind::Technology,
                &term.name,
                at,
                hit.start,
                hit.end,
                rule,
                confidence,
            ));
            coordinated(sentence, at, hit, catalogue, &mut found);
        }
        discover(sentence, at, catalogue, &covered, &taken, &mut found);
    }
    found.sort_by_key(|f| (f.at, f.start, f.end));
    found
}

/// Words of a firm's name after the first among which its legal form is looked for.
const MOST_OF_FIRM: usize = 4;

/// The technologies after which a firm of the text is called ("2G Energy AG"): there the bare word is the firm, too.
fn in_firms(sentences: &[Sentence<'_>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for sentence in sentences {
        let names = sentence
            .hits
            .iter()
            .filter(|h| h.name.kind == TermKind::Technology && h.end - h.start == 1)
            .filter(|h| !h.name.is_no_term() && !h.name.any_case());
        for hit in names {
            // Letters are the thing itself in a firm's name as well ("AI Technology Group").
            if sentence
                .words
                .get(hit.start)
                .is_some_and(Word::is_all_capitals)
            {
                continue;
            }
            let run = (hit.end..hit.end + MOST_OF_FIRM).take_while(|i| {
                sentence.gap(*i).trim().is_empty()
                    && sentence.words.get(*i).is_some_and(Word::is_capitalised)
            });
            if run.skip(1).any(|i| is_legal_form(sentence.plain(i))) {
                found.insert(hit.name.term);
            }
        }
    }
    found
}

/// Whether a one-word technology is only a word of a longer capitalised name ("Pure Lithium Summit").
fn in_a_name(sentence: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    if hit.end - hit.start > 1 {
        return false;
    }
    let Some(word) = sentence.words.get(hit.start) else {
        return false;
    };
    // The second half of a person's name.
    let half = word.gap == "-"
        && hit.name.ambiguous
        && !word.is_all_capitals()
        && hit
            .start
            .checked_sub(1)
            .and_then(|i| sentence.words.get(i))
            .is_some_and(|w| w.is_capitalised() && !w.is_all_capitals());
    if half && word.is_capitalised() {
        return true;
    }
    if sentence.title_case {
        return false;
    }
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

/// Whether the name only begins a compound that says how the thing behind it is made: the niobium of a "niobium-doped
/// anode". Nor does it mean itself in the middle of one ("order-online-pick-up-in-store")
/// or where a likeness is made of it ("Kafka-esque").
fn is_in_compound(sentence: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let joined = |i: usize| sentence.gap(i) == "-";
    let middle = hit.start > 1 && joined(hit.start) && joined(hit.start - 1);
    if joined(hit.end) && (middle || sentence.plain(hit.end) == "esque") {
        return true;
    }
    joined(hit.end)
        && COMPOUND_ENDINGS.has(sentence.plain(hit.end))
        && sentence.gap(hit.end + 1) == " "
        && HEADS.has(&singular(sentence.plain(hit.end + 1)))
}

/// Where a technical compound before a bare head begins: a "niobium-doped anode" is more than an anode.
fn compound_before(sentence: &Sentence<'_>, hit: &Hit<'_>, from: usize) -> Option<usize> {
    let start = hit.start.checked_sub(2).filter(|s| *s >= from)?;
    let hyphenated = sentence.gap(hit.start) == " "
        && sentence.gap(start + 1) == "-"
        && sentence.gap(start) != "-";
    let single = hit.end - hit.start == 1 && HEADS.has(&singular(sentence.plain(hit.start)));
    // "an 8-core processor" says how many.
    let counted = sentence.words.get(start).is_none_or(|w| {
        w.text.starts_with(|c: char| c.is_ascii_digit()) || NUMBER_WORDS.has(&w.plain)
    });
    (!counted && single && hyphenated && COMPOUND_ENDINGS.has(sentence.plain(start + 1)))
        .then_some(start)
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
    // Nothing but "and" stands between them, and the first is no noun of its own ("batteries and electric cars").
    let beside = [hit.start - 1, hit.start]
        .iter()
        .all(|i| sentence.gap(*i).trim().is_empty());
    let plural = singular(sentence.plain(first)) != sentence.plain(first);
    if hit.end - hit.start < 2
        || !matches!(sentence.plain(hit.start - 1), "and" | "or")
        || !beside
        || plural
    {
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
            if term.broad { PASSING } else { 0.8 },
        ));
    }
}
