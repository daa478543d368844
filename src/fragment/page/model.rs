//! The learned judgement of a block: whether it belongs to what its page is for.

use crate::table::tables;
use crate::trees::{Tree, odds};

tables! {
    "data/model.txt" => {
        /// The trees.
        TREES: Vec<Tree> = "";
    }
}

/// The logarithm of the odds from which a block is kept. Below even, since a block that is lost is worse than one that an
/// editor strikes out.
const KEPT: f32 = -0.4;

/// What the rules for articles add to the odds of what they keep, and take from all else. The trees know what these rules
/// say; on pages that they were not learned from, a little more weight for them served articles best.
const RULES: f32 = 0.3;

/// The logarithm of the odds that a block belongs to what its page is for; `row` is its own
/// ([`row`](super::blocks::row)), `ruled` whether the rules for articles keep it.
pub(super) fn odds_of(row: &[f32], ruled: bool) -> f32 {
    odds(&TREES, row) + if ruled { RULES } else { -RULES }
}

/// Whether a block of these odds is kept.
pub(super) fn is_kept(odds: f32) -> bool {
    odds >= KEPT
}
