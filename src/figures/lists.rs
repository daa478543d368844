//! The words around an amount.

use crate::pattern::Pattern;
use crate::table::{Values, Words, tables};

tables! {
    "data/when.txt" => {
        /// When an amount is due or was.
        pub(super) WHEN: Pattern = "";
    }
    "data/words.txt" => {
        /// What things are sold by, besides units of measure.
        pub(super) PIECES: Words = "pieces";
        /// What measures time, angle or share, besides units.
        pub(super) MEASURES: Words = "measures";
        /// No part of a whole: "a quarter of the year" is a time, "a third of a million" a number.
        pub(super) NO_WHOLES: Words = "no-wholes";
        /// Every expression of time contains one of these.
        pub(super) TIME_CUES: Values = "time-cues";
        /// Spans of time that a quantity is per.
        pub(super) TIME_SPANS: Vec<(&'static str, Words)> = "time-spans";
        /// Lead to such a span.
        pub(super) PER: Words = "per";
        /// Per cent.
        pub(super) PERCENT: Words = "percent";
        /// Soften a conversion and stand between an amount and its other value.
        pub(super) SOFTENERS: Words = "softeners";
        /// Stand before a fraction and belong to what it says.
        pub(super) QUALIFIERS: Values = "qualifiers";
        /// Say that a number is reached.
        pub(super) REACHED: Words = "reached";
        /// A verb in its base form after one of these states a goal or a result.
        pub(super) GOAL_LEADS: Words = "goal-leads";
        /// Do not follow a multiplying verb that governs a noun phrase.
        pub(super) NO_OBJECTS: Words = "no-objects";
        /// Follow "three times" where it is a multiple.
        pub(super) AFTER_TIMES: Words = "after-times";
        /// Open a noun phrase.
        pub(super) DETERMINERS: Words = "determiners";
        /// Things whose formats are called by digits ("4680 cells").
        pub(super) FORMATS: Words = "formats";
        /// Make an amount without a digit, besides what the other tables hold.
        pub(super) AMOUNT_CUES: Values = "amount-cues";
        /// A text that holds one of these is about China. In their own case.
        pub(super) CHINA: Values = "china";
        /// The same for Japan.
        pub(super) JAPAN: Values = "japan";
        /// The same for Denmark.
        pub(super) DENMARK: Values = "denmark";
        /// The same for Norway.
        pub(super) NORWAY: Values = "norway";
        /// The same for Sweden.
        pub(super) SWEDEN: Values = "sweden";
        /// Words for the kroner of three countries.
        pub(super) KRONER: Words = "kroner";
    }
    "data/multipliers.txt" => {
        /// Multipliers that may carry a full stop which ends no sentence.
        pub(super) WITH_STOP: Words = "with-stop";
    }
    "data/currency_words.txt" => {
        /// What makes another word of the sign for a currency.
        pub(super) WORD_PARTS: Words = "word-parts";
    }
}
