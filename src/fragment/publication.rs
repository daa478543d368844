//! Whether a text is for the public, as its source states it in a record, in front matter or in a sidecar.
//!
//! Programs have many ways to say that it is not: `draft: true`, `published: false`, a `status` of `private`, a password, a
//! day on which it was deleted (`data/publication.txt`). What is not for the public makes a draft, so that the editor has
//! it and no reader does; and a published brief whose source went back to a draft goes off the site. What was meant as a
//! statement and cannot be read counts as a draft too: an article can be published later, but not taken back.

use crate::rule::Rule;
use serde_json::{Map, Value};

use super::fields::{self, plain_key};
use super::{Sourced, dates};
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
        /// Keys of a day before which a record is not for the public.
        UNTIL: Words = "until-keys";
        /// Keys of the days on which a record was made, changed or published.
        DAYS: Words = "day-keys";
        /// Keys that only the records of systems have which keep articles.
        KEPT: Words = "record-keys";
        /// Keys that programs give to what their user saved to read.
        SAVED: Words = "reader-keys";
        /// Keys of parts of a record in which its state may stand.
        PARTS: Words = "parts";
        /// How a text opens that is held back until a day.
        EMBARGOES: Values = "embargoes";
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
    let saved = record.keys().any(|key| SAVED.has(&plain_key(key)));
    for (key, value) in record {
        let name = plain_key(key);
        // Whoever saved an article to read archives it when it is read.
        let archived = |text: &str| text.eq_ignore_ascii_case("archived");
        if saved && (archived(name.trim_start_matches("is")) || archived(shown(value).trim())) {
            continue;
        }
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
    if stated.is_none()
        && let Some((key, shown)) = of_a_system(record).or_else(|| held_until(record))
    {
        return draft(true, &key, &shown);
    }
    stated.unwrap_or_else(|| of_parts(record, rule))
}

/// What a part of a record says, where that makes a draft.
fn of_parts(record: &Map<String, Value>, rule: &'static Rule) -> Publication {
    let parts = record.iter().filter(|(key, _)| PARTS.has(&plain_key(key)));
    let objects = parts.filter_map(|(_, part)| part.as_object());
    let mut said = objects.map(|part| of(part, rule));
    said.find(|said| matches!(said, Publication::Draft(found) if found.value))
        .unwrap_or(Publication::Nothing)
}

/// What says in the records of systems that keep articles that one is no article yet: a number in place of a state, a day
/// of publication that is not there, an address among the drafts.
fn of_a_system(record: &Map<String, Value>) -> Option<(String, String)> {
    let known = record
        .keys()
        .filter(|key| KEPT.has(&plain_key(key)))
        .count();
    record.iter().find_map(|(key, value)| {
        let name = plain_key(key);
        // Less than nothing is no code for what went well.
        let least = if shown(value).trim().starts_with('-') {
            1
        } else {
            2
        };
        let number =
            || NUMBERED.contains(&name.as_str()) && known >= least && is_hidden_number(value);
        let missing = || name == "publishedat" && known >= 1 && value.is_null();
        let among_drafts = || {
            key == "_id"
                && value
                    .as_str()
                    .is_some_and(|id| id.starts_with("drafts.") || id.starts_with("versions."))
        };
        (number() || missing() || among_drafts()).then(|| (key.clone(), shown(value)))
    })
}

/// Keys under which a number is a state.
const NUMBERED: &[&str] = &[
    "poststatus",
    "publicationstatus",
    "publishstatus",
    "state",
    "status",
];

/// Whether a state is a number of those that stand for what is not published: `0`, or less than it as in Joomla's bin.
fn is_hidden_number(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_i64().is_some_and(|n| n <= 0),
        Value::String(text) => text.trim().parse::<i64>().is_ok_and(|n| n <= 0),
        _ => false,
    }
}

/// The day before which a record is not for the public, where none of its other days is as late. Whether that day has
/// come nobody asks: the clock decides nothing. A record that was published or changed since then tells it.
fn held_until(record: &Map<String, Value>) -> Option<(String, String)> {
    let day = |value: &Value| fields::text(value).and_then(|text| dates::parse(&text));
    let days = |keys: &'static Words| {
        let named = record.iter().filter(|(key, _)| keys.has(&plain_key(key)));
        named.filter_map(move |(key, value)| Some((day(value)?, key, value)))
    };
    let last = days(&DAYS).map(|(day, ..)| day).max();
    let held = days(&UNTIL).find(|(day, ..)| last.is_none_or(|last| last < *day));
    held.map(|(_, key, value)| (key.clone(), shown(value)))
}

/// Whether a part of the record, as `WordPress` gives the text, says of itself that it is protected.
fn protected_part(record: &Map<String, Value>) -> Option<(String, bool)> {
    ["content", "body", "text"].iter().find_map(|name| {
        let part = record.get(*name)?.as_object()?;
        let protected = part.get("protected")?.as_bool()?;
        Some((format!("{name}.protected"), protected))
    })
}

/// The headline of a post behind the mark that says that it is protected or private; none where there is no such mark.
pub(super) fn without_mark(title: &str) -> Option<&str> {
    let title = title.trim_start();
    let (mark, rest) = title.split_at_checked(title.find([':', '：'])? + 1)?;
    let known = TITLE_MARKS.contains(&mark.to_lowercase().as_str());
    (known && !rest.trim().is_empty()).then(|| rest.trim_start())
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

/// Longest first paragraph in words that is a notice and not a sentence of the text.
const NOTICE_WORDS: usize = 25;

/// A draft by its first lines: `EMBARGOED UNTIL …`.
pub(super) fn by_opening(lines: &[String], rule: &'static Rule) -> Option<Sourced<bool>> {
    lines.iter().find_map(|line| {
        let begins = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lower = begins.to_lowercase();
        let opening = EMBARGOES.iter().find(|opening| {
            lower
                .strip_prefix(**opening)
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        })?;
        let words = line.split_whitespace().count();
        let capitals = begins
            .chars()
            .take(opening.chars().count())
            .all(|c| !c.is_lowercase());
        let dated = line.contains(|c: char| c.is_ascii_digit()) || !line.ends_with('.');
        (capitals || words <= NOTICE_WORDS && dated).then(|| Sourced {
            value: true,
            rule,
            evidence: line.chars().take(80).collect(),
        })
    })
}

/// A draft by the folder that it lies in: `_drafts`, as Jekyll has it.
pub(super) fn by_folder(name: &str, rule: &'static Rule) -> Option<Sourced<bool>> {
    let (folders, _) = name.rsplit_once('/')?;
    folders
        .split('/')
        .any(|folder| folder == "_drafts")
        .then(|| Sourced {
            value: true,
            rule,
            evidence: name.to_owned(),
        })
}

/// As [`of`], from the lines of a front matter that cannot be read. Only what makes a draft is taken.
pub(super) fn of_lines(matter: &str, rule: &'static Rule) -> Option<Sourced<bool>> {
    let line = |line: &str| {
        let (key, value) = line.split_once([':', '='])?;
        let key = key.trim_matches(|c: char| !c.is_alphanumeric());
        let value = value.split(" #").next().unwrap_or(value);
        let value = value.trim().trim_end_matches(',').trim_matches(['"', '\'']);
        let record = Map::from_iter([(key.to_owned(), Value::from(value))]);
        match of(&record, rule) {
            Publication::Draft(found) => found.value.then_some(found),
            _ => None,
        }
    };
    matter.lines().find_map(line)
}

/// Whether a key says something of this.
pub(super) fn names_a_state(key: &str) -> bool {
    let name = plain_key(key);
    name == "draft"
        || [&STATE_KEYS, &HIDING, &SHOWING, &UNTIL]
            .iter()
            .any(|keys| keys.has(&name))
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

/// Keys of an object that say in words what it stands for.
const NAMES: &[&str] = &[
    "name", "value", "title", "label", "slug", "key", "code", "status", "state", "select",
];

/// A state in words, in a list or an object that stands for one; of a boolean, `false` is the state of what is not
/// published.
fn is_hidden_state(value: &Value) -> bool {
    within(value, 0)
}

fn within(value: &Value, depth: usize) -> bool {
    match value {
        Value::String(text) => is_hidden_word(text),
        Value::Bool(yes) => !yes,
        // Drupal: `[{ "value": false }]`.
        Value::Array(items) if depth < 4 => items.iter().any(|item| within(item, depth + 1)),
        // Notion: `{ "type": "status", "status": { "name": "Draft" } }`.
        Value::Object(object) if depth < 4 => {
            let named = NAMES.iter().filter_map(|name| object.get(*name));
            named.into_iter().any(|value| within(value, depth + 1))
        }
        _ => false,
    }
}

/// Whether a word is a state of what is not for the public, with whatever sign stands before it or between its parts.
fn is_hidden_word(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '-'))
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect();
    words.len() <= 5 && STATES.has(&words.join(" "))
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
            r#"{"id": 7, "title": "A", "published_at": null}"#,
            r#"{"_id": "drafts.a1", "title": "A"}"#,
            r#"{"catid": 8, "alias": "a", "state": 0}"#,
            r#"{"catid": 8, "alias": "a", "state": "-2"}"#,
            r#"{"nid": 8, "changed": 1741680000, "status": 0}"#,
            r#"{"isArchived": true}"#,
            r#"{"status": ["draft"]}"#,
            r#"{"status": {"name": "Draft"}}"#,
            r#"{"properties": {"Status": {"type": "status", "status": {"id": "x", "name": "In review", "color": "red"}}}}"#,
            r#"{"attributes": {"title": "A", "draft": true}}"#,
            r#"{"status": "On hold"}"#,
            r#"{"status": "📝 Draft"}"#,
            r#"{"status": "IN_REVIEW"}"#,
            r#"{"Status": "Entwurf"}"#,
            r#"{"statut": "Brouillon"}"#,
            r#"{"estado": "no publicado"}"#,
            r#"{"状态": "草稿"}"#,
            r#"{"live": false}"#,
            r#"{"approved": "no"}"#,
            r#"{"review_status": "pending"}"#,
            r#"{"access": "private"}"#,
            r#"{"permalink": false}"#,
            r#"{"eleventyExcludeFromCollections": true}"#,
            r#"{"embargo": "2031-05-01"}"#,
            r#"{"date": "2025-03-11", "embargo_until": "2025-03-12T06:00:00Z"}"#,
            r#"{"created_at": "2025-03-11", "scheduled_at": "2025-03-20"}"#,
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
            r#"{"status": 1, "nid": 8, "changed": 1741680000}"#,
            r#"{"_id": "a1", "id": "drafts.a1"}"#,
            r#"{"permalink": "/a/"}"#,
            r#"{"embargo": "Russia"}"#,
            r#"{"date": "2025-03-12", "embargo_until": "2025-03-12"}"#,
            r#"{"scheduled_at": "2025-03-11", "updated_at": "2025-03-15"}"#,
            r#"{"status": {"name": "Published"}}"#,
            r#"{"status": ["ok", "checked"]}"#,
            r#"{"archived": false}"#,
            r#"{"is_archived": 1, "is_starred": 0, "title": "A"}"#,
            r#"{"state": "Archived", "savedAt": "2025-03-11", "title": "A"}"#,
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
    fn a_text_that_is_held_back() {
        let opens = |line: &str| by_opening(&[line.to_owned()], &rules::FIRST_LINE).is_some();
        for line in [
            "EMBARGOED UNTIL 12 March 2031, 06:00 CET",
            "*** Embargoed until Monday ***",
            "Embargo: 12 March 2031",
            "Sperrfrist: 12. März 2031, 6 Uhr",
            "Sous embargo jusqu'au 12 mars 2031",
        ] {
            assert!(opens(line), "{line}");
        }
        let sentence =
            "Embargoed until last year, ".to_owned() + &"the papers show what was said ".repeat(5);
        for line in [
            "Embargoed oil reaches the port",
            "The embargo ended",
            "An embargo: what it is",
            &sentence,
        ] {
            assert!(!opens(line), "{line}");
        }
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
