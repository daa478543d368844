//! The rules by which a headline is proposed.

use crate::rule::{Rule, Stage};

pub(crate) static LEAD: Rule = Rule::proposing(Stage::Headline, "lead", "the opening sentence")
    .about("The sentence that tells the news, without its dateline, brackets, days, insertions and announcer; none of its words changed but \"would\" after an announcer, which is \"to\".");
pub(crate) static LEAD_CUT: Rule =
    Rule::proposing(Stage::Headline, "lead-cut", "the opening sentence")
        .about("The sentence that tells the news, without a constituent at its end that the rest does not need.");
pub(crate) static WHOLE_SENTENCE: Rule =
    Rule::proposing(Stage::Headline, "whole-sentence", "the opening sentence").about(
        "The sentence that tells the news, whole, since none can be shortened without harm.",
    );

/// All of them, by id.
pub(crate) static RULES: &[&Rule] = &[&LEAD, &LEAD_CUT, &WHOLE_SENTENCE];
