//! The rules by which a name is taken for a company or a technology. A mention holds one.
//!
//! Beside a rule stands what share of the names that it made alone was wrong: no firm, or a firm under a name with foreign
//! words in it. Hardly a rule is right alone, so none makes a page: a name's standing does ([`super::standing`]), which
//! weighs all of them with what speaks against.

use crate::rule::{Rule, Stage};

const fn rule(id: &'static str, words: &'static str, about: &'static str) -> Rule {
    Rule::new(Stage::Names, id, words).about(about)
}

pub(crate) static AMBIGUOUS: Rule = rule(
    "ambiguous",
    "a name that is also a word",
    "A name of the catalogue that is also a word, without anything that says it is the firm.",
);
pub(crate) static APPOSITION_AFTER: Rule = rule(
    "apposition-after",
    "the explanation after the name",
    "\"X, the world's largest maker of …\".",
)
.wrong(25);
pub(crate) static APPOSITION_BEFORE: Rule = rule(
    "apposition-before",
    "the noun before the name",
    "\"battery maker X\".",
)
.wrong(19);
pub(crate) static BRAND_IN_PRODUCT: Rule = rule(
    "brand-in-product",
    "a name that is part of another",
    "A name of the catalogue that begins the name of a product or body.",
);
pub(crate) static APPOSITION_COMMA: Rule = rule(
    "apposition-comma",
    "the noun before the name",
    "\"its subsidiary, X, which …\": the comma leaves less sure what the noun belongs to.",
)
.wrong(8);
pub(crate) static CAPITALISED_RUN: Rule = rule(
    "capitalised-run",
    "capital letters",
    "Capitalised words that nothing else speaks for.",
);
pub(crate) static CATALOGUE: Rule = rule(
    "catalogue",
    "the catalogue",
    "A name or alias of the catalogue.",
);
pub(crate) static EMPLOYER_OF_EXPERT: Rule = rule(
    "employer-of-expert",
    "the words before the name",
    "\"analysts at X\", \"according to X\".",
)
.wrong(11);
pub(crate) static FIRM_ENDING: Rule = rule(
    "firm-ending",
    "the last word of the name",
    "A last word that firms take: Motors, Energy, Bank.",
)
.wrong(34);
pub(crate) static FIRM_FRAME: Rule = rule(
    "firm-frame",
    "the words before the name",
    "Words that only a firm follows: \"a stake in X\".",
)
.wrong(30);
pub(crate) static FIRM_VERB: Rule = rule(
    "firm-verb",
    "the verb after the name",
    "A verb that firms take: \"X acquired …\".",
)
.wrong(34);
pub(crate) static FORMER_NAME: Rule = rule(
    "former-name",
    "a change of name that the text states",
    "\"X, formerly known as Y\", \"Y, now X\": both are X in this text.",
);
pub(crate) static IN_PASSING: Rule = rule(
    "in-passing",
    "a name in passing",
    "A thing of every day, a trade, a product or a raw material: it tags a text that is about it, or names it often.",
);
pub(crate) static INNER_CAPITAL: Rule = rule(
    "inner-capital",
    "the spelling of the name",
    "A capital inside the word: \"StoreDot\".",
)
.wrong(58);
pub(crate) static LEGAL_FORM: Rule = rule(
    "legal-form",
    "the legal form",
    "A legal form after the name: \"X GmbH\".",
)
.wrong(17);
pub(crate) static LISTED_WITH_FIRM: Rule = rule(
    "listed-with-firm",
    "the list it stands in",
    "A name in a list beside known firms.",
)
.wrong(50);
pub(crate) static OFFICE_OF: Rule = rule(
    "office-of",
    "the office beside the name",
    "\"X chief …\", \"chief executive of X\".",
)
.wrong(49);
pub(crate) static OPENS_ARTICLE: Rule = rule(
    "opens-article",
    "the first words of the article",
    "The name that an article opens with.",
);
pub(crate) static OWNED_NOUN: Rule = rule(
    "owned-noun",
    "the noun after the name",
    "\"X's shares\", \"X's plant\": what firms have.",
)
.wrong(65);
pub(crate) static RECURS: Rule = rule(
    "recurs",
    "being named again",
    "Three sentences or more that name it.",
);
pub(crate) static SENSE_IN_DOUBT: Rule = rule(
    "sense-in-doubt",
    "a name that is also a word",
    "A name of the catalogue that is also a word or letters of other things, whose sense another sentence tells.",
);
pub(crate) static SHARED_HEAD: Rule = rule(
    "shared-head",
    "the head that two names share",
    "\"lithium iron and sodium-ion batteries\": one head for two names.",
);
pub(crate) static SHORT_FORM: Rule = rule(
    "short-form",
    "a name that the text gives in full",
    "A short form, alias or acronym of a name that the text gives in full.",
);
pub(crate) static SPEAKS: Rule = rule("speaks", "the verb after the name", "\"X said\".");
pub(crate) static TECHNICAL_HEAD: Rule = rule(
    "technical-head",
    "the technical noun",
    "A technical noun with its modifiers: battery, cell, reactor, chip.",
);
pub(crate) static TICKER: Rule = rule(
    "ticker",
    "the stock exchange’s sign",
    "\"(NASDAQ: ABC)\" after the name.",
)
.wrong(36);
pub(crate) static WEAK_FRAME: Rule = rule(
    "weak-frame",
    "the words before the name",
    "Words that a firm often follows.",
);
pub(crate) static WEAK_VERB: Rule = rule(
    "weak-verb",
    "the verb after the name",
    "\"X has\", \"X will\".",
);

/// All of them, by id.
pub(crate) static RULES: &[&Rule] = &[
    &AMBIGUOUS,
    &APPOSITION_AFTER,
    &APPOSITION_BEFORE,
    &APPOSITION_COMMA,
    &BRAND_IN_PRODUCT,
    &CAPITALISED_RUN,
    &CATALOGUE,
    &EMPLOYER_OF_EXPERT,
    &FIRM_ENDING,
    &FIRM_FRAME,
    &FIRM_VERB,
    &FORMER_NAME,
    &IN_PASSING,
    &INNER_CAPITAL,
    &LEGAL_FORM,
    &LISTED_WITH_FIRM,
    &OFFICE_OF,
    &OPENS_ARTICLE,
    &OWNED_NOUN,
    &RECURS,
    &SENSE_IN_DOUBT,
    &SHARED_HEAD,
    &SHORT_FORM,
    &SPEAKS,
    &TECHNICAL_HEAD,
    &TICKER,
    &WEAK_FRAME,
    &WEAK_VERB,
];
