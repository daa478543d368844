//! An amount that was found in the tokens of a sentence.

use crate::rule::Rule;
use rust_decimal::Decimal;

use super::FigureKind;

/// An amount found, with its tokens.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) kind: FigureKind,
    /// First token.
    pub(super) start: usize,
    /// The token after it.
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) unit: String,
    pub(super) rule: &'static Rule,
    /// The token at which what it measures begins, where the rule knows.
    pub(super) object: Option<usize>,
}
