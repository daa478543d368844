//! The frame of an announcement: "X said on Monday that it will …" is X will.

use super::days::is_day;
use super::reading::{Omission, Reading};
use crate::grammar::sentence::{Kind, Mood};

/// A frame that may go.
pub(super) struct Frame {
    pub(super) omission: Omission,
    /// The "would" of reported speech, which by itself would read as a condition: "would build" is "to build".
    pub(super) future: Option<usize>,
}

/// From the verb of saying to the pronoun that stands for the speaker.
pub(super) fn announcer(reading: &Reading<'_, '_>) -> Option<Frame> {
    let sentence = reading.sentence;
    let verb = sentence.groups.get(reading.main.verb)?;
    let subject = reading.main.subject?;
    // A warning or a hint is more than its words.
    let plain = matches!(
        sentence.lower(verb.head),
        "said"
            | "says"
            | "announced"
            | "announces"
            | "confirmed"
            | "confirms"
            | "reported"
            | "reports"
            | "disclosed"
            | "stated"
            | "revealed"
    );
    if verb.tokens.len() > 2 || !plain || subject > reading.main.verb {
        return None;
    }
    // "on Monday", "in a statement", "that": nothing else may stand between the verb and the pronoun.
    let mut at = reading.main.verb + 1;
    let mut pronoun = None;
    while let Some(group) = sentence.groups.get(at) {
        match group.kind {
            Kind::Noun if is_self(&sentence.words(&group.tokens).to_lowercase()) => {
                pronoun = Some(at);
                break;
            }
            Kind::Noun
                if at > reading.main.verb + 1
                    && sentence.kind(at - 1) == Some(Kind::Preposition)
                    || is_day(sentence, at) => {}
            Kind::Preposition | Kind::Adverb | Kind::Subordinator | Kind::Comma => {}
            _ => return None,
        }
        at += 1;
        if at > reading.main.verb + 9 {
            return None;
        }
    }
    let pronoun = pronoun?;
    let (group, next) = (
        sentence.groups.get(pronoun)?,
        sentence.groups.get(pronoun + 1)?,
    );
    if next.kind != Kind::Verb(Mood::Finite) {
        return None;
    }
    // "they" stands for a plural, and "he" for whoever speaks.
    let would = sentence.lower(next.tokens.start) == "would"
        && !matches!(
            sentence.lower(next.tokens.start + 1),
            "have" | "be" | "not" | "n't" | "like"
        );
    let bare = sentence.lower(next.tokens.start) == "would" && !would;
    if bare && sentence.lower(next.tokens.start + 1) != "be" {
        return None;
    }
    // Days and the like before the verb go with it.
    let start = before(reading);
    Some(Frame {
        omission: Omission {
            tokens: start..group.tokens.end,
            cost: 0.0,
        },
        future: (would || bare).then_some(next.tokens.start),
    })
}

/// Whether a noun group stands for whoever speaks.
fn is_self(words: &str) -> bool {
    matches!(
        words,
        "it" | "they" | "he" | "she" | "the company" | "the group" | "the firm" | "the bank"
    )
}

/// The first token of the frame: the verb, or the day before it.
fn before(reading: &Reading<'_, '_>) -> usize {
    let sentence = reading.sentence;
    let verb = reading.main.verb;
    let start = |g: usize| sentence.groups.get(g).map_or(0, |g| g.tokens.start);
    let mut at = verb;
    while at > 0 && (sentence.kind(at - 1) == Some(Kind::Adverb) || is_day(sentence, at - 1)) {
        at -= 1;
        if at > 0 && sentence.kind(at - 1) == Some(Kind::Preposition) {
            at -= 1;
        }
    }
    start(at)
}
