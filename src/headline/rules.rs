//! The rules by which a headline is proposed.

use crate::rule::{Rule, Stage};

pub(crate) static LEAD: Rule = Rule::proposing(Stage::Headline, "lead", "the opening sentence")
    .about("The lead, words left out, none changed.");
pub(crate) static LEAD_CUT: Rule =
    Rule::proposing(Stage::Headline, "lead-cut", "the opening sentence")
        .about("The lead, cut where a clause ends.");
pub(crate) static WHOLE_SENTENCE: Rule =
    Rule::proposing(Stage::Headline, "whole-sentence", "the opening sentence")
        .about("The shortest of the first sentences, whole, since none can be cut well.");

/// All of them, by id.
pub(crate) static RULES: &[&Rule] = &[&LEAD, &LEAD_CUT, &WHOLE_SENTENCE];
