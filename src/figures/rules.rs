//! The rules by which an amount is found or converted. A figure holds one.

use crate::rule::{Rule, Stage};

const fn rule(id: &'static str, words: &'static str, about: &'static str) -> Rule {
    Rule::new(Stage::Figures, id, words).about(about)
}

pub(crate) static CAPACITY: Rule = rule(
    "capacity",
    "the number and its unit",
    "A number with a unit of measure after it.",
);
pub(crate) static COUNT: Rule = rule(
    "count",
    "the number and its noun",
    "A number and the noun it counts.",
);
pub(crate) static FRACTION: Rule = rule(
    "fraction",
    "the fraction in words",
    "\"a quarter of\", \"two thirds\".",
);
pub(crate) static MONEY_AFTER: Rule = rule(
    "money-after",
    "the number and its currency",
    "A currency after the number.",
);
pub(crate) static MONEY_BEFORE: Rule = rule(
    "money-before",
    "the currency before the number",
    "A currency's sign or code before the number.",
);
pub(crate) static MONEY_PART: Rule = rule(
    "money-part",
    "the number and its coin",
    "A part of a currency after the number: cents, pence.",
);
pub(crate) static MULTIPLE_FOLD: Rule = rule(
    "multiple-fold",
    "the multiple in words",
    "\"twofold\", \"a ten-fold rise\".",
);
pub(crate) static MULTIPLE_TIMES: Rule = rule(
    "multiple-times",
    "the multiple in words",
    "\"three times the range\".",
);
pub(crate) static MULTIPLE_VERB: Rule = rule(
    "multiple-verb",
    "the multiple in words",
    "\"to double\", \"quadrupled\".",
);
pub(crate) static PERCENT: Rule = rule(
    "percent",
    "the number and its per cent",
    "A number with a sign or word of percentage after it.",
);
pub(crate) static RATE: Rule = rule(
    "rate",
    "the article’s rate",
    "The rate that the article states: \"($1 = 1,328.39 won)\".",
);
pub(crate) static STATED: Rule = rule(
    "stated",
    "the article",
    "The second amount that the article gives beside the first.",
);

/// All of them, by id.
pub(crate) static RULES: &[&Rule] = &[
    &CAPACITY,
    &COUNT,
    &FRACTION,
    &MONEY_AFTER,
    &MONEY_BEFORE,
    &MONEY_PART,
    &MULTIPLE_FOLD,
    &MULTIPLE_TIMES,
    &MULTIPLE_VERB,
    &PERCENT,
    &RATE,
    &STATED,
];
