//! The words that decide where a lead may be cut.

use crate::table::{Words, tables};

tables! {
    "data/words.txt" => {
        /// A headline never ends in one of these.
        pub(super) TAIL: Words = "tail";
        /// Cutting before one of these leaves a complete clause if one stands before it.
        pub(super) CLAUSE: Words = "clause";
        /// Prepositions that open a phrase which a headline can do without.
        pub(super) PHRASE: Words = "phrase";
        /// What calls for the infinitive after it.
        pub(super) INFINITIVE: Words = "infinitive";
        /// Signs of a finite verb.
        pub(super) VERB: Words = "verb";
        /// After one of these "that" belongs to the verb.
        pub(super) SAYS: Words = "says";
        /// Participles and verbs without a regular ending, whose objects follow.
        pub(super) BARE: Words = "bare";
        /// Words that stand for something said before.
        pub(super) LEANS: Words = "leans";
        /// What follows a participle that opens a sentence.
        pub(super) OBJECTS: Words = "objects";
        /// Nouns of quantity, whose "of" belongs to them.
        pub(super) PARTS: Words = "parts";
        /// Prepositions and the verbs that call for them.
        NEEDS: Vec<(&'static str, Words)> = "needs";
        /// How a sentence that leans on the one before it begins.
        pub(super) POINTS_BACK: Words = "points-back";
        /// Words whose clause needs another.
        pub(super) SUBORDINATE: Words = "subordinate";
    }
}

/// The prepositions that a verb calls for.
pub(super) fn needs(verb: &str) -> Vec<&'static str> {
    let called = NEEDS.iter().filter(|(_, verbs)| verbs.has(verb));
    called.map(|(preposition, _)| *preposition).collect()
}
