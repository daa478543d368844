//! The learned judgement of a block: whether it belongs to what its page is for.

use crate::table::tables;
use crate::trees::{Tree, odds};

tables! {
    "data/model.txt" => {
        /// The trees.
        TREES: Vec<Tree> = "";
    }
}

/// The logarithm of the odds that a block belongs to what its page is for; `row` is its own
/// ([`row`](super::blocks::row)).
pub(super) fn odds_of(row: &[f32]) -> f32 {
    odds(&TREES, row)
}
