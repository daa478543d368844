//! Evidence that a capitalised run is a firm. Each rule gives a weight; independent rules add up.

use super::document::Sentence;
use super::lists::{
    ANALYST, COMMA_NOUNS, ENDINGS, EXCHANGES, FIRM_OWNED, FRAMES, HEADS_OF_FIRMS,
    NO_FIRM_DETERMINERS, OFFICERS, OWNED_WIDELY, PLACES, SOFT_ENDINGS, SOFT_FIRSTS, SPEAKING, STOP,
    STRONG_VERBS, WEAK_FRAMES, WEAK_VERBS, WEAK_WHICH_VERBS,
};
use super::reject::{is_code, is_public_office};
use super::rules;
use super::runs::Run;
use super::setting::{Head, apposed_after, apposed_before, is_in_place_of, names_a_thing};
use crate::rule::Rule;

/// A rule's id and how sure it makes, from 0 to 1.
pub(super) type Evidence = (&'static Rule, f32);

const LEGAL_FORM: Evidence = (&rules::LEGAL_FORM, 0.92);
const TICKER: Evidence = (&rules::TICKER, 0.92);
const APPOSITION_BEFORE: Evidence = (&rules::APPOSITION_BEFORE, 0.7);
const APPOSITION_AFTER: Evidence = (&rules::APPOSITION_AFTER, 0.7);
/// "its subsidiary, X, which …": the comma leaves less sure what the noun belongs to.
const APPOSITION_COMMA: Evidence = (&rules::APPOSITION_COMMA, 0.6);
const SPEAKS: Evidence = (&rules::SPEAKS, 0.25);
const OWNED_NOUN: Evidence = (&rules::OWNED_NOUN, 0.5);
const HEAD_OF: Evidence = (&rules::OFFICE_OF, 0.45);
/// What towns, products and bodies have as well: plants, staff, sales.
const OWNED_LIGHTLY: Evidence = (&rules::OWNED_NOUN, 0.3);
const OFFICE: Evidence = (&rules::OFFICE_OF, 0.6);
const STRONG_VERB: Evidence = (&rules::FIRM_VERB, 0.35);
const FRAME: Evidence = (&rules::FIRM_FRAME, 0.55);
const WEAK_FRAME: Evidence = (&rules::WEAK_FRAME, 0.2);
const EXPERT: Evidence = (&rules::EMPLOYER_OF_EXPERT, 0.5);
/// "According to X": a ministry or a study as often as a firm.
const ACCORDING: Evidence = (&rules::EMPLOYER_OF_EXPERT, 0.35);
const ENDING: Evidence = (&rules::FIRM_ENDING, 0.5);
const SOFT_ENDING: Evidence = (&rules::FIRM_ENDING, 0.35);
const INNER_CAPITAL: Evidence = (&rules::INNER_CAPITAL, 0.2);
const OPENS_ARTICLE: Evidence = (&rules::OPENS_ARTICLE, 0.3);

/// What speaks for a firm at this place, and how much speaks against it (0 to 1).
pub(super) fn weigh(sentence: &Sentence<'_>, run: &Run) -> (Vec<Evidence>, f32) {
    let mut found = Vec::new();
    let plain = |i: usize| sentence.plain(i);
    let before = |k: usize| run.start.checked_sub(k).map_or("", plain);
    let gap_before = if run.start == 0 {
        ""
    } else {
        sentence.gap(run.start).trim()
    };
    let after_gap = sentence.gap(run.end);
    let possessive = sentence
        .words
        .get(run.end - 1)
        .is_some_and(|w| w.possessive);
    let direct = after_gap.trim().is_empty()
        || (possessive
            && after_gap
                .trim_start_matches(['\'', '’', 's', 'S'])
                .trim()
                .is_empty());
    let length = run.core_end - run.start;

    if run.legal {
        found.push(LEGAL_FORM);
    }
    if ticker(sentence, run) {
        found.push(TICKER);
    }
    if apposed_before(sentence, run) == Some(Head::Firm) {
        found.push(APPOSITION_BEFORE);
    }
    if gap_before == "," && COMMA_NOUNS.has(before(1)) {
        found.push(APPOSITION_COMMA);
    }
    if direct && !possessive && SPEAKING.has(plain(run.end)) {
        found.push(SPEAKS);
    }
    if appositive_after(sentence, run) {
        found.push(APPOSITION_AFTER);
    }
    if direct && FIRM_OWNED.has(plain(run.end)) {
        let lightly = OWNED_WIDELY.has(plain(run.end));
        found.push(if lightly { OWNED_LIGHTLY } else { OWNED_NOUN });
    }
    if run.before_role && !is_public_office(sentence, run) {
        found.push(OFFICE);
    }
    // "X chief Roberto Cingolani"; agencies have chiefs as well.
    let head = HEADS_OF_FIRMS.has(plain(run.end));
    if direct
        && !possessive
        && head
        && sentence.gap(run.end + 1).trim().is_empty()
        && sentence
            .words
            .get(run.end + 1)
            .is_some_and(crate::text::words::Word::is_capitalised)
    {
        found.push(HEAD_OF);
    }
    if direct
        && !possessive
        && STRONG_VERBS.has(plain(run.end))
        && !matches!(
            plain(run.end),
            "has" | "is" | "was" | "will" | "also" | "and"
        )
    {
        found.push(STRONG_VERB);
    }
    if direct && !possessive && matches!(plain(run.end), "has" | "is" | "was" | "will" | "also") {
        found.push((&rules::WEAK_VERB, 0.15));
    }
    if gap_before.is_empty() && run.start > 0 {
        let pair = format!("{} {}", before(2), before(1));
        let triple = format!("{} {pair}", before(3));
        let frame = [triple.as_str(), pair.as_str(), before(1)]
            .into_iter()
            .find(|f| FRAMES.has(f));
        if ANALYST.has(&pair) || ANALYST.has(&triple) {
            let vague = pair == "according to";
            found.push(if vague { ACCORDING } else { EXPERT });
        } else if let Some(frame) = frame {
            found.push(if WEAK_FRAMES.has(frame) {
                WEAK_FRAME
            } else {
                FRAME
            });
        }
        if matches!(before(1), "at" | "of") && (2..5).any(|k| OFFICERS.has(before(k))) {
            found.push(OFFICE);
        }
    }
    let last = plain(run.core_end - 1);
    let bank = matches!(last, "bank" | "capital");
    if (length > 1 && ENDINGS.has(last))
        || (run.core_end < run.end
            && length > 0
            && matches!(
                plain(run.end - 1),
                "group" | "holdings" | "company" | "companies"
            ))
    {
        let soft = SOFT_FIRSTS.has(plain(run.start))
            || (length > 1 && SOFT_ENDINGS.has(last) && run.core_end == run.end);
        found.push(if soft {
            SOFT_ENDING
        } else if bank {
            (&rules::FIRM_ENDING, 0.65)
        } else {
            ENDING
        });
    }
    let inner = (run.start..run.core_end)
        .any(|i| sentence.words.get(i).is_some_and(|w| inner_capital(w.text)));
    if inner {
        found.push(INNER_CAPITAL);
    }
    if run.start == 0 && sentence.order == 0 && sentence.id.is_some() && length <= 4 {
        found.push(OPENS_ARTICLE);
    }
    let against = against(sentence, run, gap_before, direct, possessive);
    (found, against)
}

fn against(
    sentence: &Sentence<'_>,
    run: &Run,
    gap_before: &str,
    direct: bool,
    possessive: bool,
) -> f32 {
    let before = |k: usize| run.start.checked_sub(k).map_or("", |i| sentence.plain(i));
    let next = sentence.plain(run.end);
    let length = run.core_end - run.start;
    let mut against: f32 = 0.0;
    if gap_before.is_empty() && NO_FIRM_DETERMINERS.has(before(1)) && !run.legal {
        against += 0.35;
    }
    // "Tesla's Model": what a firm has is seldom a firm.
    if run
        .start
        .checked_sub(1)
        .and_then(|i| sentence.words.get(i))
        .is_some_and(|w| w.possessive)
        && !PLACES.has(before(1))
    {
        against += 0.3;
    }
    if gap_before.is_empty() && matches!(before(1), "on" | "under" | "during") {
        against += 0.3;
    }
    if is_in_place_of(sentence, run.start) {
        against += 0.45;
    }
    if names_a_thing(sentence, run) {
        against += 0.3;
    }
    // A department: "head of Smart Materials".
    if before(1) == "of"
        && matches!(
            before(2),
            "head" | "director" | "professor" | "minister" | "bachelor"
        )
    {
        against += 0.35;
    }
    if is_code(sentence, run) {
        against += 0.3;
    }
    let noun_after = direct
        && !possessive
        && !next.is_empty()
        && !STOP.has(next)
        && !FIRM_OWNED.has(next)
        && !STRONG_VERBS.has(next)
        && !WEAK_VERBS.has(next);
    let verb_like = next.ends_with("ed")
        || next.ends_with("ing")
        || (next.ends_with('s') && !next.ends_with("ss"));
    if noun_after
        && !verb_like
        && sentence
            .words
            .get(run.end)
            .is_some_and(|w| !w.is_capitalised() && !w.is_number())
    {
        against += 0.15;
    }
    if run.start == 0 && length == 1 && !possessive {
        against += 0.15;
    }
    if sentence
        .words
        .get(run.core_end - 1)
        .is_some_and(crate::text::words::Word::is_number)
    {
        against += 0.3;
    }
    against
}

fn inner_capital(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    let rest: Vec<char> = chars.collect();
    let has_lower = rest.iter().any(|c| c.is_lowercase());
    first.is_some_and(char::is_alphabetic)
        && has_lower
        && rest.iter().any(|c| c.is_uppercase())
        && !word.contains(['\'', '’'])
}

/// "(NASDAQ: ABC)", "[NYSE: ABC]", "(ABC.O)" after the name.
pub(super) fn ticker(sentence: &Sentence<'_>, run: &Run) -> bool {
    let gap = sentence.gap(run.end).trim();
    if !matches!(gap, "(" | "[" | ".(" | ". (" | "®(" | "™(") {
        return false;
    }
    let exchange = EXCHANGES.has(sentence.plain(run.end));
    exchange && (1..4).any(|k| sentence.gap(run.end + k).contains(':'))
}

/// ", a battery maker", ", the world's largest producer of …", ", which makes …", ", a unit of …".
fn appositive_after(sentence: &Sentence<'_>, run: &Run) -> bool {
    if sentence.gap(run.end).trim() == "," && sentence.plain(run.end) == "which" {
        return STRONG_VERBS.has(sentence.plain(run.end + 1))
            && !WEAK_WHICH_VERBS.has(sentence.plain(run.end + 1));
    }
    apposed_after(sentence, run) == Some(Head::Firm)
}
