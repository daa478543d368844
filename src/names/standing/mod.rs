//! The standing of a name that no catalogue knows: how sure it is a firm's, by all that its places and its own words say.
//!
//! A name is weighed over a text as it comes in, and over all texts of a digest when they are put together. What is
//! counted of its places ([`places`]) and what its spelling says ([`spelling`]) is a row of numbers, of which trees that
//! were learned from names with a known answer say the odds (`examples/learn_names`).

use crate::table::tables;
use crate::trees::{Tree, odds};

mod narrow;
mod places;
mod spelling;
mod survey;

pub use places::Survey;
pub use survey::Doubtful;

tables! {
    "data/model.txt" => {
        /// The trees.
        TREES: Vec<Tree> = "";
    }
}

/// How sure a name is a firm's, from 0 to 1, by what was surveyed.
pub fn standing(doubtful: &Doubtful, place: usize, survey: &Survey) -> f32 {
    let odds = odds(&TREES, &doubtful.row(place, survey));
    // Rounded, so that the last digit of an exponential decides nothing on another machine.
    (1000.0 / (1.0 + (-odds).exp())).round() / 1000.0
}

/// How sure a name must be that has a page of its own, where the rules tag it in some text; measured so that nearly all
/// good names stay.
const PAGE: f32 = 0.65;

/// How sure it must be where the rules do no more than suggest it.
const PAGE_OF_SUGGESTED: f32 = 0.8;

/// Whether a name of this standing is a firm's, and no suggestion. `tagged`: the rules tag it in some text.
pub fn is_firm(standing: f32, tagged: bool) -> bool {
    standing >= if tagged { PAGE } else { PAGE_OF_SUGGESTED }
}

/// How unsure a name is in a text that is not to be tagged there, whatever rule found it.
const DOUBT: f32 = 0.25;

/// Whether a name of this standing in a text is hardly a firm's.
pub(super) fn is_doubted(standing: f32) -> bool {
    standing < DOUBT
}
