//! An English sentence made into a headline, whole constituents at a time, and which of the first sentences to take.

mod choose;
mod days;
mod endings;
mod frame;
mod insertions;
mod label;
mod reading;
mod shorten;
mod written;

pub(super) use self::choose::FIRST;
use self::choose::dislike;
use self::label::without_label;
use self::reading::Reading;
use self::shorten::{Shortened, shorten};
use crate::grammar::sentence::Sentence;

/// The best headline of the sentence at this place among the first, its cost with that of the sentence itself; none
/// without a statement.
pub(super) fn headline(place: usize, lead: &str) -> Option<Shortened> {
    let lead = without_label(lead);
    let sentence = Sentence::read(lead);
    // Of a longer one only the beginning was read.
    let end = sentence.tokens.last()?.end();
    if end != lead.trim_end().len() {
        return None;
    }
    let reading = Reading::of(&sentence)?;
    let mut short = shorten(&reading)?;
    short.cost += dislike(place, &reading);
    Some(short)
}
