//! What an amount takes in from the words beside it: its minus sign, and what a price is per.

use super::FigureKind;
use super::amount::Amount;
use super::lexicon::{LEXICON, longest, unit};
use super::lists::{MEASURES, PIECES};
use super::rules;
use super::tokens::{TokenKind, Tokens};
use crate::rule::Rule;

/// Signs of a negative number; the longer dashes only part clauses.
pub(super) const MINUS: &[&str] = &["-", "‑", "−", "–"];

/// Rules whose words take no sign.
const UNSIGNED: &[&Rule] = &[
    &rules::FRACTION,
    &rules::MULTIPLE_FOLD,
    &rules::MULTIPLE_VERB,
    &rules::MULTIPLE_TIMES,
];

/// Widens each amount by its minus sign and by its "per kilowatt-hour".
pub(super) fn widen(t: &Tokens<'_>, found: &mut [Amount]) {
    for i in 0..found.len() {
        let (before, rest) = found.split_at_mut(i);
        let Some((f, after)) = rest.split_first_mut() else {
            return;
        };
        let free_from = before.last().map_or(0, |b| b.end);
        if !UNSIGNED.contains(&f.rule)
            && let Some(start) = minus(t, f.start, free_from)
        {
            f.start = start;
            f.value = -f.value;
        }
        if f.kind == FigureKind::Money
            && let Some(end) = per_part(t, f.end)
            && after.first().is_none_or(|a| end <= a.start)
        {
            f.end = end;
        }
    }
}

/// The token at which a negative amount begins, sign included. `free_from` is the end of the amount before.
fn minus(t: &Tokens<'_>, start: usize, free_from: usize) -> Option<usize> {
    // "$-4 million": the sign stands between the currency and the digits.
    if t.kind(start) == Some(TokenKind::Mark)
        && MINUS.contains(&t.raw(start + 1))
        && t.glued(start + 1)
        && t.glued(start + 2)
        && t.kind(start + 2) == Some(TokenKind::Number)
    {
        return Some(start);
    }
    let sign = start.checked_sub(1)?;
    let previous = sign.checked_sub(1);
    // "8 -5 %" and "$9 million minus $3 million" are a range and a sum.
    if previous.is_some_and(|p| t.kind(p) == Some(TokenKind::Number))
        || sign > 0 && sign == free_from
    {
        return None;
    }
    if t.is(sign, "minus") {
        let either = previous
            .is_some_and(|p| t.is_any(p, &["or", "oder", "plus"]) || matches!(t.raw(p), "/" | "+"));
        return (!either && t.get(start).is_some_and(|s| s.spaced)).then_some(sign);
    }
    let opened = previous.is_none_or(|p| matches!(t.raw(p), "(" | "[" | "（" | "“" | "\""));
    let own = MINUS.contains(&t.raw(sign)) && t.glued(start) && (opened || !t.glued(sign));
    own.then_some(sign)
}

/// Whether a minus sign stands right before the number at token `i`.
pub(super) fn signed(t: &Tokens<'_>, i: usize) -> bool {
    i > 0 && (t.is(i - 1, "minus") || MINUS.contains(&t.raw(i - 1)) && t.glued(i))
}

/// The token after "per kilowatt-hour", "a litre" or "/t" at token `i`.
pub(super) fn per_part(t: &Tokens<'_>, i: usize) -> Option<usize> {
    let article = t.is_any(i, &["a", "an"]);
    let slash = t.raw(i) == "/";
    if !(article || slash || t.is_any(i, &["per", "pro", "par", "por"])) {
        return None;
    }
    if let Some((u, end)) = unit(t, i + 1) {
        let measure = u.kind == FigureKind::Capacity;
        // "$9 million a kilometre-long tunnel" is no price.
        let whole = !matches!(t.raw(end), "-" | "‑");
        if measure && whole {
            return Some(end);
        }
    }
    // "a unit of the group" and "a share of it" are not what something costs.
    let piece = t.is_in(i + 1, &PIECES) && !(article && t.is(i + 2, "of"));
    (piece && !matches!(t.raw(i + 2), "-" | "‑")).then_some(i + 2)
}

/// Whether the words at token `i` are a unit of measure, per cent or money.
pub(super) fn measures(t: &Tokens<'_>, i: usize) -> bool {
    longest(&LEXICON.unit_words, t, i).is_some_and(|(u, _)| u.kind == FigureKind::Capacity)
        || longest(&LEXICON.parts, t, i).is_some()
        || longest(&LEXICON.currencies, t, i).is_some_and(|(c, _)| !c.weak && !c.capitals)
        || t.is_in(i, &MEASURES)
}
