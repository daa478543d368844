//! The words that decide what a headline may leave out.

use crate::table::{Words, tables};

tables! {
    "data/words.txt" => {
        /// What calls for the infinitive after it.
        pub(super) INFINITIVE: Words = "infinitive";
        /// Words that stand for something said before.
        pub(super) LEANS: Words = "leans";
        /// Verbs whose object is to do something.
        pub(super) TAKES_OBJECT_TO: Words = "object-to";
        /// Nouns that are half said without the clause that follows them.
        pub(super) CONTENT: Words = "content";
        /// Verbs whose object is said to be doing something.
        pub(super) OBJECT_GERUND: Words = "object-gerund";
        /// Adjectives and adverbs without which less, more or something else is true.
        pub(super) QUALIFIES: Words = "qualifies";
        /// Adjectives of degree and praise that end as those of kind do.
        pub(super) GRADES: Words = "grades";
        /// Verbs of an introduction.
        pub(super) INTRODUCES: Words = "introduces";
        /// Verbs with which news is told.
        pub(super) EVENTS: Words = "events";
        /// Prepositions and the verbs that call for them.
        NEEDS: Vec<(&'static str, Words)> = "needs";
        /// Prepositions and the nouns that say little without what follows them.
        COMPLETES: Vec<(&'static str, Words)> = "completes";
        /// How a sentence that leans on the one before it begins.
        pub(super) POINTS_BACK: Words = "points-back";
    }
}

/// The prepositions that a verb calls for.
pub(super) fn needs(verb: &str) -> Vec<&'static str> {
    let called = NEEDS.iter().filter(|(_, verbs)| verbs.has(verb));
    called.map(|(preposition, _)| *preposition).collect()
}

/// The prepositions without which a noun is half said.
pub(super) fn completes(noun: &str) -> Vec<&'static str> {
    let called = COMPLETES.iter().filter(|(_, nouns)| nouns.has(noun));
    called.map(|(preposition, _)| *preposition).collect()
}
