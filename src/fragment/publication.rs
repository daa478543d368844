//! Whether a text is a draft, as its author states it in front matter or a sidecar.
//!
//! Programs that write Markdown have three ways to say so: `draft: true`, `published: false` and `status: draft`. What
//! was meant as a statement and cannot be read counts as a draft: an article can be published later, but not taken back.

use crate::rule::Rule;
use serde_json::{Map, Value};

use super::Sourced;
use super::fields::plain_key;
use crate::finding::Finding;

/// What a record states.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Publication {
    /// Nothing.
    Nothing,
    /// Draft or not.
    Draft(Sourced<bool>),
    /// Something under this key that is neither yes nor no.
    Unclear(String),
}

/// What a record says of its publication; `rule` names where the record is from.
pub(super) fn of(record: &Map<String, Value>, rule: &'static Rule) -> Publication {
    let find = |name: &str| {
        record
            .iter()
            .find(|(key, value)| plain_key(key) == name && !value.is_null())
    };
    let draft = |value, evidence| {
        Publication::Draft(Sourced {
            value,
            rule,
            evidence,
        })
    };
    if let Some((key, value)) = find("draft") {
        return match yes_or_no(value) {
            Some(yes) => draft(yes, format!("{key}: {}", shown(value))),
            None => Publication::Unclear(key.clone()),
        };
    }
    // `published` may be a date as well, which says nothing of this.
    if let Some((key, value)) = find("published")
        && let Some(yes) = yes_or_no(value)
    {
        return draft(!yes, format!("{key}: {}", shown(value)));
    }
    match find("status") {
        Some((key, value)) if shown(value).trim().eq_ignore_ascii_case("draft") => {
            draft(true, format!("{key}: {}", shown(value)))
        }
        _ => Publication::Nothing,
    }
}

/// As [`of`], from the lines of a front matter that is not YAML. Only what makes a draft is taken.
pub(super) fn of_lines(matter: &str, rule: &'static Rule) -> Option<Sourced<bool>> {
    let line = |line: &str| {
        let (key, value) = line.split_once(':')?;
        let value = value.split(" #").next().unwrap_or(value).trim();
        let value = value.trim_matches(['"', '\'']);
        let record = Map::from_iter([(key.to_owned(), Value::from(value))]);
        match of(&record, rule) {
            Publication::Draft(found) => found.value.then_some(found),
            _ => None,
        }
    };
    matter.lines().find_map(line)
}

/// The finding of something unclear under this key.
pub(super) fn unclear_finding(key: &str) -> Finding {
    Finding::error(
        "invalid-draft",
        format!("`{key}` is neither `true` nor `false`; it was taken for a draft"),
    )
    .help("write `draft: true` or `draft: false`")
}

/// The draft that something unclear counts as.
pub(super) fn unclear(key: &str, rule: &'static Rule) -> Sourced<bool> {
    Sourced {
        value: true,
        rule,
        evidence: key.to_owned(),
    }
}

fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The words that YAML and its writers use.
fn yes_or_no(value: &Value) -> Option<bool> {
    match shown(value).trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" => Some(true),
        "false" | "no" | "off" | "n" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fragment::rules;

    fn check(record: &str, expected: Option<bool>) {
        let record: Map<String, Value> = serde_json::from_str(record).unwrap();
        let stated = match of(&record, &rules::FRONT_MATTER) {
            Publication::Draft(found) => Some(found.value),
            Publication::Nothing => None,
            Publication::Unclear(key) => panic!("{key}"),
        };
        assert_eq!(stated, expected, "{record:?}");
    }

    #[test]
    fn each_way_to_state_a_draft() {
        check(r#"{"draft": true}"#, Some(true));
        check(r#"{"Draft": "yes"}"#, Some(true));
        check(r#"{"published": false}"#, Some(true));
        check(r#"{"status": "Draft"}"#, Some(true));
        check(r#"{"draft": false, "published": false}"#, Some(false));
        check(r#"{"published": true}"#, Some(false));
    }

    #[test]
    fn what_states_none() {
        check(r#"{"draft": null}"#, None);
        check(r#"{"published": "2024-11-21"}"#, None);
        check(r#"{"status": "publish"}"#, None);
        check(r#"{"title": "draft: true"}"#, None);
        check("{}", None);
    }

    #[test]
    fn unclear_words_are_told() {
        let record = Map::from_iter([("draft".to_owned(), Value::from("maybe"))]);
        assert_eq!(
            of(&record, &rules::SIDECAR),
            Publication::Unclear("draft".to_owned())
        );
    }

    #[test]
    fn lines_that_are_no_yaml() {
        let found = of_lines("title: [\ndraft: true # for Monday\n", &rules::FRONT_MATTER);
        assert!(found.is_some_and(|f| f.value));
        assert_eq!(
            of_lines("title: [\ndraft: false\n", &rules::FRONT_MATTER),
            None
        );
        assert_eq!(of_lines("a draft: true\n", &rules::FRONT_MATTER), None);
    }
}
