//! A set of terms, as small and as quick to compare as can be.

use serde::{Deserialize, Serialize};

use super::tokens::Term;

/// Terms, sorted, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Terms(Box<[Term]>);

impl Terms {
    pub(super) fn of(terms: impl IntoIterator<Item = Term>) -> Self {
        let mut list: Vec<Term> = terms.into_iter().collect();
        list.sort_unstable();
        list.dedup();
        Self(list.into())
    }

    pub(super) fn has(&self, term: Term) -> bool {
        self.0.binary_search(&term).is_ok()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Term> + '_ {
        self.0.iter().copied()
    }

    /// The terms of both.
    pub(super) fn shared<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = Term> + 's {
        let (few, many) = if self.0.len() <= other.0.len() {
            (self, other)
        } else {
            (other, self)
        };
        few.iter().filter(|t| many.has(*t))
    }

    /// Whether it has a term that others lack.
    pub(super) fn lacks(&self, others: &Self) -> bool {
        self.iter().any(|t| !others.has(t))
    }
}
