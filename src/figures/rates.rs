//! Conversions that the text states, and rate notes such as "($1 = 1,328.39 won)".

use super::rules;
use rust_decimal::Decimal;

use super::amount::Amount;
use super::lexicon::Lexicon;
use super::lists::SOFTENERS;
use super::scan::connector;
use super::tokens::Tokens;
use super::{Converted, Figure, FigureKind};
use crate::text::prose::SentenceId;

/// A rate that the text states: `one` units of `base` are `many` of `unit`.
#[derive(Debug, Clone)]
pub(super) struct Rate {
    base: String,
    one: Decimal,
    unit: String,
    many: Decimal,
    sentence: SentenceId,
}

/// What stands between two amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    /// An opening bracket, or "or": the second amount is the first in other money.
    Conversion,
    /// An equals sign: a rate.
    Rate,
    Other,
}

fn between(t: &Tokens<'_>, from: usize, to: usize) -> Between {
    let mut kind = Between::Other;
    if to < from || to - from > 6 {
        return kind;
    }
    let mut comma = false;
    let mut or = false;
    let mut softened = false;
    for i in from..to {
        match t.raw(i) {
            "(" | "（" | "[" => kind = Between::Conversion,
            "=" | "＝" => kind = Between::Rate,
            "," | "，" => comma = true,
            "." | "-" | "–" | "—" => {}
            _ if t.is_any(i, &["or", "oder", "soit", "ou"]) => or = true,
            _ if t.is_any(i, &["equals"]) => kind = Between::Rate,
            _ if t.is_in(i, &SOFTENERS) => softened = true,
            _ => return Between::Other,
        }
    }
    // "10 dollars or 10 euros" is a choice; "20 trillion won, or about $15 billion" one amount.
    if kind == Between::Other && or && (comma || softened) {
        Between::Conversion
    } else {
        kind
    }
}

/// A found amount with the conversion stated beside it and the token after both.
pub(super) struct Paired {
    pub(super) found: Amount,
    pub(super) stated: Option<(Decimal, String)>,
    pub(super) end: usize,
}

impl Paired {
    fn alone(found: Amount) -> Self {
        Self {
            end: found.end,
            found,
            stated: None,
        }
    }
}

/// The token after a closing bracket at token `i`, else `i`.
fn after_bracket(t: &Tokens<'_>, i: usize) -> usize {
    i + usize::from(matches!(t.raw(i), ")" | "）" | "]"))
}

/// Whether two amounts are the ends of a range.
fn is_range(t: &Tokens<'_>, near: &Amount, far: &Amount) -> bool {
    near.unit == far.unit && connector(t, near.end, true) == Some(far.start)
}

/// "€1.2–1.4 billion ($1.4–1.6 billion)": each end of a range with its own conversion; false where no range stands
/// before this one, so that its ends are amounts of their own.
fn convert_range(t: &Tokens<'_>, out: &mut [Paired], near: &Amount, far: &Amount) -> bool {
    let [.., first, last] = out else { return false };
    if !is_range(t, &first.found, &last.found) || first.stated.is_some() || last.stated.is_some() {
        return false;
    }
    first.stated = Some((near.value, near.unit.clone()));
    last.stated = Some((far.value, far.unit.clone()));
    last.end = after_bracket(t, far.end);
    true
}

/// "160 watt-hours per kilogram (160 Wh/kg)": the same quantity once more in brackets.
fn restated(t: &Tokens<'_>, first: &Amount, second: &Amount) -> bool {
    let bracketed = second.start == first.end + 1
        && matches!(t.raw(first.end), "(" | "（" | "[")
        && matches!(t.raw(second.end), ")" | "）" | "]");
    bracketed
        && first.kind == second.kind
        && first.kind != FigureKind::Money
        && in_base(first) == in_base(second)
}

/// The value and unit with the SI prefix worked out, for units that are written with several.
fn in_base(found: &Amount) -> Option<(Decimal, &str)> {
    if let Some((factor, base)) = Lexicon::prefixed(&found.unit) {
        return Some((found.value.checked_mul(factor)?, base));
    }
    Some((found.value, &found.unit))
}

/// Joins amounts with their stated conversions and takes rate notes out.
pub(super) fn pair(
    t: &Tokens<'_>,
    found: Vec<Amount>,
    sentence: SentenceId,
    rates: &mut Vec<Rate>,
) -> Vec<Paired> {
    let mut out: Vec<Paired> = Vec::with_capacity(found.len());
    let mut after_equals = false;
    let mut found = found.into_iter().peekable();
    while let Some(next) = found.next() {
        if let Some(last) = out.last_mut().filter(|l| restated(t, &l.found, &next)) {
            last.end = next.end + 1;
            continue;
        }
        let Some(last) = out.last_mut().filter(|l| {
            l.found.kind == FigureKind::Money
                && next.kind == FigureKind::Money
                && l.found.unit != next.unit
        }) else {
            after_equals = false;
            out.push(Paired::alone(next));
            continue;
        };
        let between = between(t, last.end, next.start);
        if let Some(far) = found.next_if(|far| is_range(t, &next, far)) {
            after_equals = false;
            if between != Between::Conversion || !convert_range(t, &mut out, &next, &far) {
                out.extend([next, far].map(Paired::alone));
            }
            continue;
        }
        match between {
            Between::Rate if !next.value.is_zero() => {
                // Of two rates for one currency the first is used.
                if !rates.iter().any(|r| r.unit == next.unit) {
                    rates.push(Rate {
                        base: last.found.unit.clone(),
                        one: last.found.value,
                        unit: next.unit.clone(),
                        many: next.value,
                        sentence,
                    });
                }
                out.pop();
                after_equals = true;
            }
            Between::Conversion if last.stated.is_none() => {
                last.end = after_bracket(t, next.end);
                last.stated = Some((next.value, next.unit));
                after_equals = false;
            }
            _ => {
                if !after_equals || t.raw(next.start.saturating_sub(1)) != "=" {
                    out.push(Paired::alone(next));
                }
                after_equals = false;
            }
        }
    }
    out
}

/// Gives amounts without a stated conversion the value that the text's own rate yields.
pub(super) fn convert(figures: &mut [Figure], rates: &[Rate]) {
    for figure in figures
        .iter_mut()
        .filter(|f| f.kind == FigureKind::Money && f.converted.is_none())
    {
        let Some(rate) = rates.iter().find(|r| r.unit == figure.unit) else {
            continue;
        };
        let value = figure
            .value
            .and_then(|v| v.checked_mul(rate.one))
            .and_then(|v| v.checked_div(rate.many));
        if let Some(value) = value {
            figure.converted = Some(Converted {
                value: value.round_dp(2).normalize(),
                unit: rate.base.clone(),
                rule: &rules::RATE,
                sentence: rate.sentence,
            });
        }
    }
}
