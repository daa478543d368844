//! The word lists of the clause rules.

use crate::table::{Words, tables};

tables! {
    "data/words.txt" => {
        /// Words that open a clause of their own.
        pub(super) SUBORDINATORS: Words = "subordinators";
        /// Verbs by which a source speaks; what follows them is another clause.
        pub(super) SAYING: Words = "saying";
        /// Pronouns and words that stand for a noun.
        pub(super) PRONOUNS: Words = "pronouns";
        /// Articles.
        pub(super) DETERMINERS: Words = "determiners";
        /// Prepositions, and participles used as one.
        pub(super) PREPOSITIONS: Words = "prepositions";
        /// Prepositions after which a list of names may stand.
        pub(super) LEADING_TO_NAMES: Words = "leading-to-names";
        /// Adverbs and other words that may stand before a subject or its verb.
        pub(super) LEADS: Words = "leads";
        /// Verbs that tell what others will do, unless "to" follows.
        pub(super) EXPECTING: Words = "expecting";
        /// Helping verbs.
        pub(super) HELPERS: Words = "helpers";
        /// Verbs of firms and of products alike.
        pub(super) OF_PRODUCTS: Words = "of-products";
        /// Words of a date or a span of time.
        pub(super) DATES: Words = "dates";
        /// Words between a firm and what is its own.
        pub(super) MODIFIERS: Words = "modifiers";
        /// Things of a firm whose amount is the firm's.
        pub(super) OWNED: Words = "owned";
        /// What firms report, each the firm's own.
        pub(super) RESULTS: Words = "results";
        /// Words before one of those that leave it the firm's.
        pub(super) RESULT_WORDS: Words = "result-words";
        /// Verbs in a form of their own.
        pub(super) FINITE: Words = "finite";
        /// Verbs of trade by their stem.
        pub(super) VERBS: Words = "verbs";
    }
}
