//! An English sentence made into a headline, whole constituents at a time, and which of the first sentences to take.

mod choose;
mod days;
mod endings;
mod frame;
mod insertions;
mod label;
mod modifiers;
mod reading;
mod shorten;
mod worth;
mod written;

pub(super) use self::choose::FIRST;
use self::choose::dislike;
use self::label::without_label;
use self::reading::Reading;
use self::shorten::{Shortened, shorten};
pub(super) use self::worth::Repeated;
use self::worth::worths;
use crate::grammar::sentence::Sentence;
use crate::grammar::tags::Tag;

/// The best headline of the sentence at this place among the first, its cost with that of the sentence itself; none
/// without a statement.
pub(super) fn headline(place: usize, lead: &str, repeated: &Repeated) -> Option<Shortened> {
    let sentence = read(lead)?;
    let reading = Reading::of(&sentence)?;
    let worths = worths(&reading, place, repeated);
    let mut short = shorten(&reading, &worths, repeated)?;
    short.cost += dislike(place, &reading);
    Some(short)
}

/// Whether a line without a stop is a statement by itself: a point of a list, no title and no label.
pub(super) fn is_point(line: &str) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 7..=32;
    let words = || {
        line.split_whitespace()
            .filter(|w| w.starts_with(char::is_alphabetic))
    };
    let small = words().filter(|w| w.starts_with(char::is_lowercase));
    if line.ends_with(['.', '!', '?', ':', '…', ','])
        || !WORDS.contains(&words().count())
        || small.count() * 5 < words().count() * 2
    {
        return false;
    }
    let named = |reading: &Reading<'_, '_>| {
        let subject = reading.main.subject;
        let group = subject.and_then(|s| reading.sentence.groups.get(s));
        group.is_some_and(|g| {
            g.tokens
                .clone()
                .any(|i| reading.sentence.tag(i) == Some(Tag::Name))
        })
    };
    read(line).is_some_and(|sentence| Reading::of(&sentence).is_some_and(|r| named(&r)))
}

/// A lead without its label; none if it is so long that only its beginning was read.
fn read(lead: &str) -> Option<Sentence<'_>> {
    let lead = without_label(lead);
    let stops = lead.trim_end().ends_with(['.', '!', '?', '”', '"', '’']);
    let sentence = if stops {
        Sentence::read(lead)
    } else {
        Sentence::read_point(lead)
    };
    let end = sentence.tokens.last()?.end();
    (end == lead.trim_end().len()).then_some(sentence)
}

/// The words of a lead that tell something, each with how it stands there.
pub(super) fn facts(place: usize, lead: &str, repeated: &Repeated) -> Vec<(String, Vec<f32>)> {
    let Some(sentence) = read(lead) else {
        return Vec::new();
    };
    let Some(reading) = Reading::of(&sentence) else {
        return Vec::new();
    };
    let facts = worth::facts(&reading, place, repeated).into_iter();
    facts
        .map(|(at, row)| (sentence.word(at).to_owned(), row))
        .collect()
}
