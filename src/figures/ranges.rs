//! Which amounts are the two ends of one range: "between $5 and $7 billion", "10 to 12 million tonnes".

use rust_decimal::Decimal;

use super::amount::Amount;
use super::moves::is_move;
use super::rates::Paired;
use super::scan::{BETWEEN, connector};
use super::tokens::{TokenKind, Tokens};

/// From the lower to the upper end, in the unit of the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The lower end.
    pub from: Decimal,
    /// The upper end.
    pub to: Decimal,
}

/// An amount's place in a range.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub(super) range: Range,
    /// The token after the whole range.
    pub(super) after: usize,
    /// Whether it is the upper end.
    pub(super) upper: bool,
}

/// For each amount its place in a range, if it has one.
pub(super) fn ends(t: &Tokens<'_>, pairs: &[Paired]) -> Vec<Option<End>> {
    let mut out = vec![None; pairs.len()];
    let mut i = 0;
    while let Some([near, far]) = pairs.get(i..i + 2) {
        i += 1;
        if !is_range(t, &near.found, &far.found) {
            continue;
        }
        let range = Range {
            from: near.found.value.normalize(),
            to: far.found.value.normalize(),
        };
        let end = far.found.end;
        for (place, upper) in [(i - 1, false), (i, true)] {
            if let Some(place) = out.get_mut(place) {
                *place = Some(End {
                    range,
                    after: end,
                    upper,
                });
            }
        }
        i += 1;
    }
    out
}

/// Tokens before a range in which a verb of change is looked for.
const REACH: usize = 8;

/// Whether the second amount goes on from the first as the upper end of a range does. "From $2bn to $3bn" after a verb
/// of change says what was and what is.
fn is_range(t: &Tokens<'_>, near: &Amount, far: &Amount) -> bool {
    // "2.4 to 2.6 million tonnes a year": the rate stands with the second only.
    let unit = |a: &Amount| a.unit.split('/').next().map(str::to_owned);
    if unit(near) != unit(far) || near.value >= far.value {
        return false;
    }
    let lead = near.start.checked_sub(1);
    let between = lead.is_some_and(|l| t.is_any(l, BETWEEN));
    let Some(after) = connector(t, near.end, between) else {
        return false;
    };
    // A sign may stand before the number, but no article: "adds $1 trillion to the $20 trillion".
    let signed = far.start == after + 1 && t.kind(after) == Some(TokenKind::Mark);
    if far.start != after && !signed {
        return false;
    }
    let from = lead.is_some_and(|l| t.is_any(l, &["from", "von", "de", "da", "desde"]));
    let moved = (0..near.start).rev().take(REACH).any(|i| is_move(t, i));
    !(moved && (from || !between && t.is(near.end, "to")))
}
