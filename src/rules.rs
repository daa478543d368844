//! All rules in running order: what `why --rules` lists, what the manual of rules is made from, and the words that the
//! site and the reports say for an id that stands in a brief.

use std::fmt::Write;

use crate::rule::{Rule, Stage};
use crate::{clean, events, figures, fragment, headline, key_points, names, source_kinds, summary};

/// All rules, stage by stage.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        fragment::rules::RULES,
        fragment::PAGE_RULES,
        fragment::MAIL_RULES,
        fragment::SPLIT_RULES,
        clean::RULES,
        headline::rules::RULES,
        summary::RULES,
        key_points::RULES,
        figures::rules::RULES,
        names::rules::RULES,
        events::RULES,
        source_kinds::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rule of this id by which a headline, a day, a source or its kind was found or made; none for an id of another version or
/// of a person.
pub fn of_statement(id: &str) -> Option<&'static Rule> {
    all().find(|r| {
        r.id == id && matches!(r.stage, Stage::Statement | Stage::Headline | Stage::Sources)
    })
}

/// Whether a headline under this rule is a proposal: made from the text or the file's name, not stated.
pub fn is_proposal(id: &str) -> bool {
    of_statement(id).is_some_and(|r| r.proposal)
}

/// The manual of rules: a Markdown section for each stage, a line for each rule.
pub fn manual() -> String {
    let mut out = String::from("# The rules\n");
    let mut stage = None;
    for rule in all() {
        if stage.replace(rule.stage) != Some(rule.stage) {
            let _ = write!(out, "\n## {}\n\n", rule.stage.heading());
        }
        let proposal = if rule.proposal { " A proposal." } else { "" };
        let wrong = rule.wrong_per_cent.map_or_else(String::new, |n| {
            format!(" Alone it was wrong in {n} of 100 on real articles.")
        });
        let _ = writeln!(
            out,
            "- `{}` ({}): {}{proposal}{wrong}",
            rule.id, rule.words, rule.about
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_id_is_one_rule_of_its_stage() {
        let mut seen = BTreeSet::new();
        for rule in all() {
            assert!(seen.insert((rule.stage, rule.id)), "{rule:?}");
            assert!(
                rule.id.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                    || ["h1", "rules.yaml"].contains(&rule.id),
                "{rule:?}"
            );
            assert!(
                !rule.words.is_empty() && rule.about.ends_with('.'),
                "{rule:?}"
            );
        }
        assert!(seen.len() > 50, "{}", seen.len());
    }

    /// `BLESS=1 cargo test` writes it anew.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the repository's own file")]
    fn the_manual_is_made_from_them() {
        if std::env::var_os("BLESS").is_some() {
            std::fs::write("docs/rules.md", manual()).unwrap();
        }
        let written = std::fs::read_to_string("docs/rules.md").unwrap();
        assert_eq!(written, manual(), "run with BLESS=1");
    }

    #[test]
    fn what_is_made_is_a_proposal_and_what_is_stated_is_none() {
        for made in ["lead", "lead-cut", "whole-sentence", "file-name"] {
            assert!(is_proposal(made), "{made}");
        }
        for stated in ["h1", "json-ld", "sidecar", "first-line", "a person's"] {
            assert!(!is_proposal(stated), "{stated}");
        }
    }
}
