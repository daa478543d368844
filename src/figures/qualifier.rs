//! How sure or how far an amount is: "about", "up to", "at least", "more than".

use std::sync::LazyLock;

use super::tokens::{Tokens, key_of};
use crate::hash::Map;
use crate::table::{Cell, Fault, Row, Values, tables};

/// How an amount's own words qualify it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// "exactly": the text says so; where it says nothing, an amount has no qualifier.
    Exactly,
    /// "about", "some", "an estimated".
    About,
    /// "nearly", "almost": a little less.
    Nearly,
    /// "up to", "as much as": the amount or less.
    UpTo,
    /// "at least": the amount or more.
    AtLeast,
    /// "more than", "over".
    MoreThan,
    /// "less than", "under".
    LessThan,
}

impl Qualifier {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Exactly,
        Self::About,
        Self::Nearly,
        Self::UpTo,
        Self::AtLeast,
        Self::MoreThan,
        Self::LessThan,
    ];

    /// Its name in the data: `exactly`, `about`, `nearly`, `up-to`, `at-least`, `more-than` or `less-than`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::UpTo => "up-to",
            Self::AtLeast => "at-least",
            Self::MoreThan => "more-than",
            Self::LessThan => "less-than",
        }
    }
}

tables! {
    "data/qualifiers.txt" => {
        /// Qualifiers, and the words before and after an amount that say them.
        QUALIFIERS: Vec<(Qualifier, Values, Values)> = "";
    }
}

impl Cell for Qualifier {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        let mut all = Self::ALL.into_iter();
        all.find(|q| q.name() == cell)
            .ok_or_else(|| row.fault(format!("there is no qualifier `{cell}`")))
    }
}

/// Words before an amount, and words after it, by their keys.
static WORDS: LazyLock<[Map<String, Qualifier>; 2]> = LazyLock::new(|| {
    let keys = |pick: fn(&(Qualifier, Values, Values)) -> &Values| {
        let rows = QUALIFIERS.iter();
        let all = rows.flat_map(|row| pick(row).iter().map(|w| (key_of(w), row.0)));
        all.filter(|(key, _)| !key.is_empty()).collect()
    };
    [keys(|row| &row.1), keys(|row| &row.2)]
});

/// Tokens of the longest qualifier.
const REACH: usize = 5;

/// The qualifier right before token `start` and its first token; the longest that ends there.
pub(super) fn before(t: &Tokens<'_>, start: usize) -> Option<(Qualifier, usize)> {
    // An opening bracket or the full stop of "ca." may stand between.
    let end = start - usize::from(start > 0 && matches!(t.raw(start - 1), "."));
    let mut found = None;
    let mut key = String::new();
    for from in (end.saturating_sub(REACH)..end).rev() {
        key.clear();
        for i in from..end {
            t.push_key(i, &mut key);
        }
        let dropped = matches!(t.raw(from), "." | "-" | "‑" | "'" | "’");
        if let Some(qualifier) = WORDS[0].get(key.as_str()).filter(|_| !dropped) {
            found = Some((*qualifier, from));
        }
    }
    found
}

/// The qualifier right after the amount that ends before token `end`, and the token after it.
pub(super) fn after(t: &Tokens<'_>, end: usize) -> Option<(Qualifier, usize)> {
    let mut found = None;
    let mut key = String::new();
    for i in end..(end + 3).min(t.len()) {
        t.push_key(i, &mut key);
        if let Some(qualifier) = WORDS[1].get(key.as_str()) {
            found = Some((*qualifier, i + 1));
        }
    }
    // "100+ sites".
    if t.raw(end) == "+" && t.glued(end) {
        return Some((Qualifier::MoreThan, end + 1));
    }
    found
}

/// The qualifier that the tokens of an amount begin with.
pub(super) fn at(t: &Tokens<'_>, start: usize, end: usize) -> Option<Qualifier> {
    let mut found = None;
    let mut key = String::new();
    for i in start..end.min(start + REACH) {
        t.push_key(i, &mut key);
        found = WORDS[0].get(key.as_str()).copied().or(found);
    }
    found
}
