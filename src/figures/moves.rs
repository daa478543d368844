//! Verbs, nouns and adjectives by which an amount rises or falls.

use super::tokens::{TokenKind, Tokens};
use crate::table::{Words, tables};

tables! {
    "data/moves.txt" => {
        /// Verbs of rising, all their forms.
        RISING: Words = "rising";
        /// Verbs of falling, all their forms.
        FALLING: Words = "falling";
        /// Nouns of rising.
        RISES: Words = "rises";
        /// Nouns of falling.
        FALLS: Words = "falls";
        /// Adjectives and adverbs of rising.
        HIGHER: Words = "higher";
        /// Adjectives and adverbs of falling.
        LOWER: Words = "lower";
    }
}

/// Which way an amount goes, or what it is by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It rose, rises or is to rise, by the amount or to it.
    Rise,
    /// It fell, falls or is to fall, by the amount or to it.
    Fall,
}

impl Direction {
    /// Its name in the data: `rise` or `fall`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rise => "rise",
            Self::Fall => "fall",
        }
    }
}

fn one_of(t: &Tokens<'_>, i: usize, rise: &Words, fall: &Words) -> Option<Direction> {
    if t.kind(i) != Some(TokenKind::Word) {
        return None;
    }
    if t.is_in(i, rise) {
        Some(Direction::Rise)
    } else if t.is_in(i, fall) {
        Some(Direction::Fall)
    } else {
        None
    }
}

/// The direction that the verb at token `i` tells.
pub(super) fn of_verb(t: &Tokens<'_>, i: usize) -> Option<Direction> {
    one_of(t, i, &RISING, &FALLING)
}

/// The direction that the noun at token `i` tells.
pub(super) fn of_noun(t: &Tokens<'_>, i: usize) -> Option<Direction> {
    one_of(t, i, &RISES, &FALLS)
}

/// The direction that the adjective or adverb at token `i` tells.
pub(super) fn of_adjective(t: &Tokens<'_>, i: usize) -> Option<Direction> {
    one_of(t, i, &HIGHER, &LOWER)
}

/// Whether token `i` tells of a change.
pub(super) fn is_move(t: &Tokens<'_>, i: usize) -> bool {
    of_verb(t, i).or_else(|| of_noun(t, i)).is_some()
}

/// Whether this word, in lower case, is such a verb.
pub(super) fn is_verb(word: &str) -> bool {
    RISING.has(word) || FALLING.has(word)
}

/// Letters of the longest word that links an amount to its verb in the languages of the press: "um", "auf", "del".
const LINK: usize = 3;

/// The direction that the words beside an amount tell in a language whose clauses are not read: a verb or noun of change
/// right before its link ("stieg um 8 %", "una caída del 8 %"), or a verb right after it ("um 8 % gestiegen").
pub(super) fn beside(t: &Tokens<'_>, start: usize, end: usize) -> Option<Direction> {
    let mut before = start;
    for _ in 0..2 {
        let Some(b) = before.checked_sub(1) else {
            break;
        };
        if let Some(direction) = of_verb(t, b).or_else(|| of_noun(t, b)) {
            return Some(direction);
        }
        if t.kind(b) != Some(TokenKind::Word) || t.raw(b).chars().count() > LINK {
            break;
        }
        before = b;
    }
    of_verb(t, end).or_else(|| of_adjective(t, end))
}
