//! Whether a text is for the public, as its source states it in a record, in front matter or in a sidecar.
//!
//! Programs have many ways to say that it is not: `draft: true`, `published: false`, a `status` of `private`, a password, a
//! day on which it was deleted (`data/publication.txt`). What is not for the public makes a draft, so that the editor has
//! it and no reader does; and a published brief whose source went back to a draft goes off the site. What was meant as a
//! statement and cannot be read counts as a draft too: an article can be published later, but not taken back.

use crate::rule::Rule;
use serde_json::{Map, Value};

use super::Sourced;
use super::fields::plain_key;
use crate::finding::Finding;
use crate::table::{Values, Words, tables};

tables! {
    "data/publication.txt" => {
        /// Keys that hold the state of a record.
        STATE_KEYS: Words = "state-keys";
        /// States of which nothing is for the public.
        STATES: Words = "states";
        /// Keys whose `true` says that a record is not for the public.
        HIDING: Words = "hiding-keys";
        /// Keys whose `false` says the same.
        SHOWING: Words = "showing-keys";
        /// Keys that are filled only where a record is not for the public.
        FILLED: Words = "filled-keys";
        /// What stands before the headline of a protected or a private post.
        TITLE_MARKS: Values = "title-marks";
    }
}

/// Most words that stand in place of a text which its source protects.
const FEW_WORDS: usize = 60;

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
    let draft = |value, key: &str, shown: &str| {
        Publication::Draft(Sourced {
            value,
            rule,
            evidence: format!("{key}: {shown}"),
        })
    };
    let named = |name: &str| {
        record
            .iter()
            .find(|(key, value)| plain_key(key) == name && !value.is_null())
    };
    let mut stated = None;
    if let Some((key, value)) = named("draft") {
        match yes_or_no(value) {
            Some(yes) => stated = Some(draft(yes, key, &shown(value))),
            None => return Publication::Unclear(key.clone()),
        }
    }
    for (key, value) in record {
        let name = plain_key(key);
        let yes = || yes_or_no(value);
        let hides = (HIDING.has(&name) && yes() == Some(true))
            // `published` may be a date as well, which says nothing of this.
            || (SHOWING.has(&name) && yes() == Some(false))
            || (STATE_KEYS.has(&name) && is_hidden_state(value));
        if hides
            && !matches!(
                stated,
                Some(Publication::Draft(Sourced { value: false, .. }))
            )
        {
            return draft(true, key, &shown(value));
        }
        if FILLED.has(&name) && is_filled(value) {
            // What it is filled with may be a password.
            return draft(true, key, "…");
        }
        if SHOWING.has(&name) && yes() == Some(true) && stated.is_none() {
            stated = Some(draft(false, key, &shown(value)));
        }
    }
    if let Some((key, true)) = protected_part(record) {
        return draft(true, &key, "true");
    }
    if stated.is_none() && unpublished_entry(record) {
        return draft(true, "published_at", "null");
    }
    stated.unwrap_or(Publication::Nothing)
}

/// Whether a part of the record, as `WordPress` gives the text, says of itself that it is protected.
fn protected_part(record: &Map<String, Value>) -> Option<(String, bool)> {
    ["content", "body", "text"].iter().find_map(|name| {
        let part = record.get(*name)?.as_object()?;
        let protected = part.get("protected")?.as_bool()?;
        Some((format!("{name}.protected"), protected))
    })
}

/// An entry of a system that keeps three days of each: made, changed and published, the last one not yet.
fn unpublished_entry(record: &Map<String, Value>) -> bool {
    let value = |name: &str| {
        record
            .iter()
            .find(|(key, _)| plain_key(key) == name)
            .map(|(_, v)| v)
    };
    value("publishedat").is_some_and(Value::is_null)
        && ["createdat", "updatedat"]
            .iter()
            .all(|name| value(name).is_some_and(is_filled))
}

/// A draft by its headline alone: one that begins with the mark of a protected post, over a text that is no article.
pub(super) fn by_title(title: &str, body_html: &str, rule: &'static Rule) -> Option<Sourced<bool>> {
    let lower = title.to_lowercase();
    let mark = TITLE_MARKS.iter().find(|m| lower.starts_with(**m))?;
    let words = crate::html::plain::blocks(body_html, 4000)
        .iter()
        .map(|b| b.split_whitespace().count())
        .sum::<usize>();
    let form = body_html.contains("type=\"password\"") || body_html.contains("post-password");
    (form || words <= FEW_WORDS).then(|| Sourced {
        value: true,
        rule,
        evidence: title.chars().take(mark.chars().count()).collect(),
    })
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

/// A state in words; of a boolean, `false` is the state of what is not published.
fn is_hidden_state(value: &Value) -> bool {
    match value {
        Value::String(s) => STATES.has(&s.trim().to_lowercase()),
        Value::Bool(yes) => !yes,
        // Drupal: `[{ "value": false }]`.
        Value::Array(items) => items
            .first()
            .and_then(|i| i.get("value"))
            .is_some_and(is_hidden_state),
        _ => false,
    }
}

/// Whether a password or a day stands there.
fn is_filled(value: &Value) -> bool {
    match value {
        Value::String(s) => {
            let s = s.trim();
            !s.is_empty() && !s.starts_with("0000") && !matches!(s, "0" | "false" | "null" | "none")
        }
        Value::Number(n) => n.as_f64().is_some_and(|n| n > 0.0),
        _ => false,
    }
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
        for record in [
            r#"{"draft": true}"#,
            r#"{"Draft": "yes"}"#,
            r#"{"published": false}"#,
            r#"{"status": "Draft"}"#,
            r#"{"status": "private"}"#,
            r#"{"status": "trash"}"#,
            r#"{"status": "future"}"#,
            r#"{"status": false}"#,
            r#"{"status": [{"value": false}]}"#,
            r#"{"post_status": "pending"}"#,
            r#"{"state": "scheduled", "published": true}"#,
            r#"{"visibility": "members", "status": "published"}"#,
            r#"{"is_private": true}"#,
            r#"{"isPublished": false}"#,
            r#"{"deleted_at": "2025-03-01T00:00:00Z"}"#,
            r#"{"deleted_at": 1740787200}"#,
            r#"{"password": "sesame"}"#,
            r#"{"content": {"rendered": "", "protected": true}}"#,
            r#"{"createdAt": "2025-03-01", "updatedAt": "2025-03-02", "publishedAt": null}"#,
        ] {
            check(record, Some(true));
        }
        check(r#"{"draft": false, "published": false}"#, Some(false));
        check(r#"{"published": true}"#, Some(false));
    }

    #[test]
    fn what_states_none() {
        for record in [
            r#"{"draft": null}"#,
            r#"{"published": "2024-11-21"}"#,
            r#"{"status": "publish"}"#,
            r#"{"status": "ok"}"#,
            r#"{"status": 0}"#,
            r#"{"state": "Ohio"}"#,
            r#"{"visibility": "public"}"#,
            r#"{"deleted_at": null, "password": ""}"#,
            r#"{"deleted_at": "0000-00-00 00:00:00"}"#,
            r#"{"content": {"rendered": "x", "protected": false}}"#,
            r#"{"publishedAt": null}"#,
            r#"{"title": "draft: true"}"#,
            "{}",
        ] {
            check(record, None);
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        let record = Map::from_iter([("password".to_owned(), Value::from("sesame"))]);
        let Publication::Draft(found) = of(&record, &rules::JSON) else {
            panic!("a draft")
        };
        assert!(!found.evidence.contains("sesame"));
    }

    #[test]
    fn a_protected_post_by_its_headline() {
        let body = "<p>This post is protected.</p>";
        assert!(by_title("Protected: A note on cells", body, &rules::JSON).is_some());
        assert!(by_title("Geschützt: Zellen", body, &rules::JSON).is_some());
        let article = format!("<p>{}</p>", "A species that the law saves. ".repeat(20));
        assert!(by_title("Protected: the last otters", &article, &rules::JSON).is_none());
        assert!(by_title("A note on cells", body, &rules::JSON).is_none());
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
