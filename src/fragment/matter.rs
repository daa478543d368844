//! Front matter in TOML between two `+++`, and in JSON at the beginning, as Hugo and Zola have it, or in either behind a
//! `---` that names it: the same fields as in YAML, so that a draft is one in each of them.

use serde_json::{Map, Value};

use crate::finding::{Finding, Place};

/// The rule of what is wrong with it.
const RULE: &str = "invalid-front-matter";

/// A note with such front matter.
#[derive(Debug)]
pub(super) struct Matter<'t> {
    /// The front matter as it is written.
    pub(super) source: &'t str,
    /// Its byte offset in the text.
    start: usize,
    form: Form,
    /// The text below.
    pub(super) body: &'t str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Toml,
    Json,
}

/// The front matter of a note, and its text; none where it has no such one.
pub(super) fn split(text: &str) -> Option<Matter<'_>> {
    let start = text.len()
        - text
            .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
            .len();
    let rest = text.get(start..)?;
    fenced(rest, start).or_else(|| json(rest, start))
}

/// Fences by their first line and their last one.
const FENCES: &[(&str, &str, Form)] = &[
    ("+++", "+++", Form::Toml),
    ("---toml", "---", Form::Toml),
    ("---json", "---", Form::Json),
    (";;;", ";;;", Form::Json),
];

/// What stands between two lines of fences.
fn fenced(rest: &str, start: usize) -> Option<Matter<'_>> {
    let mut lines = rest.split_inclusive('\n');
    let first = lines.next()?;
    let opens = first.trim_end().replace("--- ", "---");
    let (.., close, form) = FENCES.iter().find(|(open, ..)| *open == opens)?;
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == *close {
            return Some(Matter {
                source: rest.get(first.len()..at)?,
                start: start + first.len(),
                form: *form,
                body: rest.get(at + line.len()..)?,
            });
        }
        at += line.len();
    }
    None
}

/// An object at the beginning with a text behind it, which begins on a line of its own.
fn json(rest: &str, start: usize) -> Option<Matter<'_>> {
    if !rest.starts_with('{') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<serde::de::IgnoredAny>();
    values.next()?.ok()?;
    let (source, body) = rest.split_at_checked(values.byte_offset())?;
    let (line, below) = body.split_once('\n')?;
    let is_text = !below.trim_start().starts_with(['{', '[']) && !below.trim().is_empty();
    (line.trim().is_empty() && is_text).then_some(Matter {
        source,
        start,
        form: Form::Json,
        body,
    })
}

impl Matter<'_> {
    /// The fields; `name` and `text` are the file's, for the place of what is wrong.
    pub(super) fn record(
        &self,
        name: &str,
        text: &str,
    ) -> Result<Map<String, Value>, Box<Finding>> {
        let wrong = |what: &str, at: usize, message: &str| {
            let at = Place::to_end_of_line(text, self.start + at.min(self.source.len()));
            let message = format!("the front matter is not valid {what}: {message}");
            Box::new(Finding::error(RULE, message).in_file(name).at(at))
        };
        let value = match self.form {
            Form::Toml => match toml::from_str::<toml::Table>(self.source) {
                Ok(table) => to_json(toml::Value::Table(table)),
                Err(error) => {
                    let at = error.span().map_or(0, |s| s.start);
                    let first = error.message().lines().next().unwrap_or_default();
                    return Err(wrong("TOML", at, first));
                }
            },
            Form::Json => serde_json::from_str(self.source)
                .map_err(|error| wrong("JSON", 0, &error.to_string()))?,
        };
        match value {
            Value::Object(record) => Ok(record),
            _ => Ok(Map::new()),
        }
    }

    /// What opens and closes it, for people.
    pub(super) fn fence(&self) -> &'static str {
        match self.form {
            Form::Toml => "the two fences",
            Form::Json => "the two braces",
        }
    }
}

/// The same value as JSON, so that the same rules read both.
fn to_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(yes) => Value::from(yes),
        toml::Value::Datetime(moment) => Value::from(moment.to_string()),
        toml::Value::Array(items) => items.into_iter().map(to_json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(k, v)| (k, to_json(v))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn fences_of_toml_and_braces_of_json() {
        for text in [
            "+++\ntitle = \"A\"\ndate = 2025-03-11\ndraft = true\n[extra]\nx = 1\n+++\nText.",
            "\u{feff}\n\n+++\r\ntitle = \"A\"\r\ndate = 2025-03-11\r\ndraft = true\r\n+++\r\nText.",
            "{\n\"title\": \"A\", \"date\": \"2025-03-11\", \"draft\": true\n}\n\nText.",
            "---json\n{\"title\": \"A\", \"date\": \"2025-03-11\", \"draft\": true}\n---\nText.",
            "--- toml\ntitle = \"A\"\ndate = 2025-03-11\ndraft = true\n---\nText.",
        ] {
            let matter = split(text).unwrap();
            let record = matter.record("a.md", text).unwrap();
            assert_eq!(record["title"], "A", "{text}");
            assert_eq!(record["date"], "2025-03-11", "{text}");
            assert_eq!(record["draft"], true, "{text}");
            assert_eq!(matter.body.trim(), "Text.", "{text}");
        }
    }

    #[test]
    fn texts_without_it() {
        for text in [
            "+++\nnever closed",
            "+++ a line\n+++\nText",
            "{\"title\": \"A\"}",
            "{\"title\": \"A\"}\n{\"title\": \"B\"}\n",
            "{never closed\n\nText",
            "{\"a\": 1} and a text\n",
            "Text\n+++\n",
            "",
        ] {
            assert!(split(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let text = "+++\ntitle = \"A\"\ndraft = maybe\n+++\nText.";
        let told = split(text).unwrap().record("a.md", text).unwrap_err();
        assert_eq!(told.place.as_ref().map(|p| p.line), Some(3), "{told:?}");
    }
}
