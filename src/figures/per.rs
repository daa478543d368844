//! What an amount is per: a year, a share, a kilowatt-hour.

use super::FigureKind;
use super::amount::Amount;
use super::beside::per_part;
use super::lists::{PER, TIME_SPANS};
use super::tokens::Tokens;

/// The words that say what the amount is per, without "a" or "per", and the token after them. `end` is the token after
/// the amount and its conversion.
pub(super) fn per<'a>(t: &Tokens<'a>, found: &Amount, end: usize) -> Option<(&'a str, usize)> {
    if let Some(per) = inside(t, found) {
        return Some((per, end));
    }
    if matches!(found.kind, FigureKind::Multiple) {
        return None;
    }
    if t.is_any(end, &["annually", "yearly", "monthly", "daily", "weekly"]) {
        return Some((t.raw(end), end + 1));
    }
    let slash = t.raw(end) == "/";
    if !(slash || t.is_in(end, &PER)) {
        return None;
    }
    let at = end + 1 + usize::from(matches!(t.raw(end + 1), "'" | "’"));
    let time = TIME_SPANS.iter().any(|(_, words)| t.is_in(at, words));
    // "a year earlier", "a year ago" and "a day after" say when.
    let when = t.is_any(
        at + 1,
        &[
            "earlier", "ago", "later", "before", "after", "from", "prior", "since", "old",
        ],
    );
    if time && !when {
        return Some((t.raw(at), at + 1));
    }
    if found.kind == FigureKind::Money {
        let after = per_part(t, end)?;
        return Some((t.words(at, after), after));
    }
    None
}

/// The words after "per" or its like inside the amount, which it took in with its unit.
fn inside<'a>(t: &Tokens<'a>, found: &Amount) -> Option<&'a str> {
    let lead = (found.start + 1..found.end.saturating_sub(1))
        .rev()
        .find(|i| {
            t.is_any(
                *i,
                &["a", "an", "per", "pro", "par", "por", "al", "each", "every"],
            ) || t.raw(*i) == "/"
        })?;
    let rated = found.kind == FigureKind::Money || found.unit.contains('/');
    rated.then(|| t.words(lead + 1, found.end))
}
