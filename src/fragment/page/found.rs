//! A value that a page states, with where it is from.

use crate::fragment::Sourced;
use crate::rule::Rule;

/// A value, the rule that found it and the words it was read from.
pub(super) fn found<T>(value: T, rule: &'static Rule, evidence: impl Into<String>) -> Sourced<T> {
    Sourced {
        value,
        rule,
        evidence: evidence.into(),
    }
}
