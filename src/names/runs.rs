//! Capitalised runs: the stretches of a sentence that may be a name.

use super::document::Sentence;
use super::lists::{
    ENDINGS, FRONT_TITLES, GENERIC_FIRST, MONTHS, NATIONALITIES, OFFICE_MIDDLES, ORG_HEADS,
    PARTNERS, PLACES, ROLES, STOP, WEAK_FORMS,
};
use crate::catalogue::is_legal_form;
use crate::text::words::Word;

/// One capitalised run: words `start..end`, of which `core..core_end` is the name without legal form and article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    /// End of the name without its legal form.
    pub(super) core_end: usize,
    /// Whether a legal form follows the name.
    pub(super) legal: bool,
    /// Whether words of an office were split off before it: then it is a person.
    pub(super) after_role: bool,
    /// Whether words of an office follow directly ("Ilium Plc CEO …").
    pub(super) before_role: bool,
}

/// Whether this legal form, standing where one stands, proves a firm.
pub(super) fn proves(word: &Word<'_>) -> bool {
    is_legal_form(&word.plain)
        && (!WEAK_FORMS.has(&word.plain)
            || matches!(word.text, "Co" | "Limited" | "SA" | "SE" | "AS" | "SAS"))
}

/// The runs of a sentence in order.
pub(super) fn find(sentence: &Sentence<'_>) -> Vec<Run> {
    let mut out = Vec::new();
    if sentence.title_case {
        return out;
    }
    let words = &sentence.words;
    let mut i = 0;
    while i < words.len() {
        if !opens(words, i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while goes_on(words, i, end) {
            end += if connects(words, end) || binds_for(words, i, end) {
                2
            } else {
                1
            };
        }
        split(sentence, i, end.min(words.len()), &mut out);
        i = end;
    }
    join_partners(sentence, &mut out);
    out
}

/// A partnership's names with commas between are one name: "Arden, Bexley, Carr & Dow LLP".
fn join_partners(sentence: &Sentence<'_>, runs: &mut Vec<Run>) {
    let mut last = runs.len();
    while let Some(at) = last.checked_sub(1) {
        last = at;
        let Some(run) = runs.get(at).copied() else {
            continue;
        };
        let partners = run.legal
            && (run.start..run.end).any(|i| sentence.words.get(i).is_some_and(|w| w.text == "&"));
        if !partners {
            continue;
        }
        let mut first = at;
        let mut start = run.start;
        while let Some(before) = first.checked_sub(1).and_then(|i| runs.get(i)) {
            let single = before.core_end == before.start + 1 && before.end == before.core_end;
            let comma = before.end == start && sentence.gap(start).trim() == ",";
            if !single || !comma || PLACES.has(sentence.plain(before.start)) {
                break;
            }
            start = before.start;
            first -= 1;
        }
        if first < at {
            if let Some(whole) = runs.get_mut(at) {
                whole.start = start;
            }
            runs.drain(first..at);
            last = first;
        }
    }
}

fn opens(words: &[Word<'_>], i: usize) -> bool {
    words
        .get(i)
        .is_some_and(|w| w.is_capitalised() && !is_month(w))
}

fn is_month(word: &Word<'_>) -> bool {
    // "May" and "March" may begin a firm's name; a number after them settles it, a name after them is rare.
    MONTHS.has(&word.plain) && word.plain != "march" && word.plain != "sun" && word.plain != "sat"
}

/// Whether the word at `i` continues the run that began at `start`.
fn goes_on(words: &[Word<'_>], start: usize, i: usize) -> bool {
    let (Some(word), Some(before)) = (words.get(i), words.get(i - 1)) else {
        return false;
    };
    if before.possessive || is_month(word) {
        return false;
    }
    let gap = word.gap.trim();
    // After a legal form only another goes on: "Co. Ltd", but not "Inc. Around".
    let form = before.text.len() > 1 && is_legal_form(&before.plain);
    let stop_after_short = gap == "."
        && (before.plain.len() <= 2 && !form
            || form && is_legal_form(&word.plain)
            || before.plain == "st");
    let comma_before_form = matches!(gap, "," | ".,")
        && is_legal_form(&word.plain)
        && word.is_capitalised()
        && words.get(i + 1).is_none_or(|next| next.gap != "-"); // "…, Co-Founder"
    let joined = matches!(gap, "" | "-" | "‑" | "‐" | "/") || stop_after_short;
    if comma_before_form {
        return true;
    }
    if !joined {
        return false;
    }
    let starts_upper = word
        .text
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric())
        || word.is_capitalised();
    if starts_upper {
        let year = word.is_number()
            && word.plain.len() == 4
            && (word.plain.starts_with("20") || word.plain.starts_with("19"));
        return !year;
    }
    i > start && (connects(words, i) || binds_for(words, start, i))
}

/// Whether the word at `i` is a connector inside a name: `&`, or `of` and `de` before another capital.
fn connects(words: &[Word<'_>], i: usize) -> bool {
    let next_capital = words
        .get(i + 1)
        .is_some_and(|w| w.is_capitalised() && w.gap.trim().is_empty());
    words.get(i).is_some_and(|w| {
        // "Orley and Associates".
        let and = w.text == "and" && words.get(i + 1).is_some_and(|n| PARTNERS.has(&n.plain));
        next_capital
            && w.gap.trim().is_empty()
            && (w.text == "&"
                || and
                || matches!(w.text, "of" | "de" | "del" | "da" | "van" | "von"))
    })
}

/// Whether the word at `i` is a `for` in a body's name ("Institute for Energy Research"); after a firm's it leads on.
fn binds_for(words: &[Word<'_>], start: usize, i: usize) -> bool {
    let next = words.get(i + 1);
    words
        .get(i)
        .is_some_and(|w| w.text == "for" && w.gap.trim().is_empty())
        && next.is_some_and(|w| w.is_capitalised() && w.gap.trim().is_empty())
        && (start..i).any(|k| words.get(k).is_some_and(|w| ORG_HEADS.has(&w.plain)))
}

/// Where a run says its beginning again, as a heading does that a text is glued to: "About Vexara Vexara is".
fn repeats(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<usize> {
    let about = sentence.plain(start) == "about";
    let (base, length) = if about { (start + 1, 1) } else { (start, 2) };
    (base + length..end).find(|again| {
        again + length <= end
            && (0..length).all(|k| sentence.plain(base + k) == sentence.plain(again + k))
    })
}

/// Where the firm begins of which a person or a board is: "Jane Doe of Orley Pumps Inc", "Board of Orley Pumps Inc".
fn employer(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<usize> {
    let of = (start + 1..end.saturating_sub(2)).find(|i| sentence.plain(*i) == "of")?;
    let firm = ENDINGS.has(sentence.plain(end - 1)) || is_legal_form(sentence.plain(end - 1));
    let named = |i: usize| {
        let plain = sentence.plain(i);
        !ENDINGS.has(plain) && !ORG_HEADS.has(plain) && !PLACES.has(plain) && !STOP.has(plain)
    };
    let board = sentence.plain(of - 1) == "board" || ROLES.has(sentence.plain(of - 1));
    let person = of == start + 2 && named(start) && named(start + 1);
    let of_place = PLACES.has(sentence.plain(of + 1));
    (firm && !of_place && (board || person)).then_some(of + 1)
}

/// Splits a run at the words of an office, and trims what is no part of a name.
fn split(sentence: &Sentence<'_>, start: usize, end: usize, out: &mut Vec<Run>) {
    // A title inside a name is part of it: "Burger King", "Notre Dame".
    let is_role = |i: usize| {
        ROLES.has(sentence.plain(i)) && (i == start || !FRONT_TITLES.has(sentence.plain(i)))
    };
    let mut from = start;
    let mut after_role = false;
    let mut i = start;
    while i < end {
        if is_role(i) && !(i == start && end - start == 1) {
            push(sentence, from, i, after_role, true, out);
            while i < end && (is_role(i) || OFFICE_MIDDLES.has(sentence.plain(i))) {
                i += 1;
            }
            from = i;
            after_role = true;
        } else {
            i += 1;
        }
    }
    push(sentence, from, end, after_role, false, out);
}

fn push(
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
    after_role: bool,
    before_role: bool,
    out: &mut Vec<Run>,
) {
    if let Some(again) = repeats(sentence, start, end).or_else(|| employer(sentence, start, end)) {
        push(sentence, start, again, after_role, false, out);
        push(sentence, again, end, false, before_role, out);
        return;
    }
    let (mut start, mut end) = (start, end);
    // A name of a last word alone is none: "Forward Industries", "African Finance Corporation".
    let core = (start..end)
        .take_while(|i| !is_legal_form(sentence.plain(*i)))
        .count();
    let stays_whole = core == 2 && start + core < end && ENDINGS.has(sentence.plain(start + 1));
    // Articles, and adverbs and nationalities at the front; connectors at the back.
    let known_here = |i: usize| sentence.hits.iter().any(|h| h.start == i && h.end <= end);
    while start < end {
        let plain = sentence.plain(start);
        let more = end - start > 1;
        let first = start == 0;
        let front = matches!(plain, "the" | "for" | "of" | "and")
            || (more && matches!(plain, "about" | "meanwhile" | "why") && !known_here(start))
            || (first
                && !stays_whole
                && STOP.has(plain)
                && !(more && is_legal_form(sentence.plain(start + 1)))
                && !known_here(start)
                && !(more && GENERIC_FIRST.has(plain)))
            || (more
                && !stays_whole
                && NATIONALITIES.has(plain)
                && !known_here(start)
                && sentence.gap(start + 1) != "-"
                && !ENDINGS.has(sentence.plain(start + 1))
                && !PLACES.has(sentence.plain(start + 1)));
        if !front {
            break;
        }
        start += 1;
    }
    while end > start
        && matches!(
            sentence.plain(end - 1),
            "of" | "and" | "de" | "for" | "van" | "von"
        )
    {
        end -= 1;
    }
    if start >= end {
        return;
    }
    let mut core_end = end;
    while core_end > start + 1 && is_legal_form(sentence.plain(core_end - 1)) {
        core_end -= 1;
    }
    let legal = (core_end..end).any(|i| sentence.words.get(i).is_some_and(proves));
    while core_end > start + 1 && sentence.plain(core_end - 1) == "and" {
        core_end -= 1;
    }
    out.push(Run {
        start,
        end,
        core_end,
        legal,
        after_role,
        before_role,
    });
}
