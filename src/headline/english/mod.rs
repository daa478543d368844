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

pub(super) use self::choose::{FIRST, dislike};
pub(super) use self::shorten::shorten;
