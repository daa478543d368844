//! What the steps of shortening share: the sentence with its main clause, and what may go.

use std::ops::Range;

use crate::grammar::clauses::Clause;
use crate::grammar::sentence::Sentence;

/// A way to shorten a lead: what goes, and how little it is liked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Omission {
    /// The tokens that go.
    pub(super) tokens: Range<usize>,
    /// How much is lost, in points; 0 is nothing.
    pub(super) cost: f64,
}

/// A sentence with its clauses.
pub(super) struct Reading<'s, 't> {
    pub(super) sentence: &'s Sentence<'t>,
    pub(super) clauses: Vec<Clause>,
    /// The first of its own, of no other's.
    pub(super) main: Clause,
}

impl<'s, 't> Reading<'s, 't> {
    /// None without a main clause.
    pub(super) fn of(sentence: &'s Sentence<'t>) -> Option<Self> {
        let clauses = sentence.clauses();
        let main = clauses.iter().find(|c| c.is_main()).copied()?;
        Some(Self {
            sentence,
            clauses,
            main,
        })
    }

    /// Whether a token stands in a quotation that opened before it.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        (0..at).filter(|i| self.is_quote(*i)).count() % 2 == 1
    }

    /// Whether a token opens or closes a quotation.
    pub(super) fn is_quote(&self, at: usize) -> bool {
        matches!(self.sentence.word(at), "\"" | "“" | "”")
    }
}
