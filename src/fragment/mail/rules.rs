//! The rules by which parts of a mail are left aside.

use crate::rule::{Rule, Stage};

const fn rule(id: &'static str, words: &'static str, about: &'static str) -> Rule {
    Rule::new(Stage::Cleaning, id, words).about(about)
}

/// The header of what was forwarded.
pub(super) static HEADER: Rule = rule(
    "mail-header",
    "the header of a forwarded mail",
    "Lines such as “From: …”, “Subject: …” over a mail that was sent on: at least two labels that stand together.",
);
/// How to leave the list, and the same mail on the web.
pub(super) static LIST: Rule = rule(
    "mail-list",
    "a line about the mailing list",
    "A short paragraph that links to where the list is left (the mail's own `List-Unsubscribe`, or an address that says so), or says why the mail came; “View in browser”.",
);
/// What was answered.
pub(super) static QUOTE: Rule = rule(
    "mail-quote",
    "the mail that was answered",
    "The quotation of an older mail under an answer; not a quotation without an answer.",
);
/// The sender's signature.
pub(super) static SIGNATURE: Rule = rule(
    "mail-signature",
    "the sender’s signature",
    "What follows the line `-- `, and what a mail program marks as a signature.",
);

/// All of them.
pub static RULES: &[&Rule] = &[&HEADER, &LIST, &QUOTE, &SIGNATURE];
