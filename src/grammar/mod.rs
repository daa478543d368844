//! The grammar of an English sentence: parts of speech, groups of words, clauses. `docs/grammar.md` says where it was
//! learned.

pub mod clauses;
pub mod days;
mod features;
mod groups;
pub mod learn;
mod moods;
mod read;
pub mod sentence;
pub mod tagger;
pub mod tags;
pub mod tokens;
pub mod verbs;
