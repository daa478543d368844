//! The forms of English verbs, as far as spelling tells them.

use super::tags::Tag;
use super::tokens::Token;
use crate::table::{Words, tables};

tables! {
    "data/verbs.txt" => {
        PAST: Words = "past";
        PARTICIPLE: Words = "participle";
        EITHER: Words = "either";
        BASE: Words = "base";
        HELPERS: Words = "helpers";
        SAYS: Words = "says";
    }
}

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// "builds", "took": finite whatever stands around it.
    Finite,
    /// "build": finite after a subject in the plural, else an infinitive.
    Base,
    /// "built", "opened": past or participle.
    PastOrParticiple,
    /// "taken".
    Participle,
    /// "building".
    Gerund,
}

/// The form of a verb, lower case.
pub fn form(verb: &str) -> Form {
    if BASE.has(verb) {
        Form::Base
    } else if PAST.has(verb) {
        Form::Finite
    } else if PARTICIPLE.has(verb) {
        Form::Participle
    } else if EITHER.has(verb) || verb.len() > 3 && verb.ends_with("ed") {
        Form::PastOrParticiple
    } else if verb.len() > 4 && verb.ends_with("ing") {
        Form::Gerund
    } else if verb.len() > 2 && verb.ends_with('s') && !verb.ends_with("ss") {
        Form::Finite
    } else {
        Form::Base
    }
}

/// Whether a helping verb is finite by itself: "has", not "been".
pub fn is_finite_helper(token: &Token<'_>, tag: Tag) -> bool {
    tag == Tag::Auxiliary && HELPERS.has(&token.text.to_lowercase())
}

/// Whether a verb, lower case, is one with which somebody is quoted: "said", "announces".
pub fn says(verb: &str) -> bool {
    SAYS.has(verb)
}
