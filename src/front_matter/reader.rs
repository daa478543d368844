//! Typed values out of YAML. What is wrong becomes a finding with its place and what to do about it, in the same words
//! whatever the file.

use std::ops::Range;
use std::path::{Component, Path};

use jiff::civil::Date;

use super::place;
use super::split;
use crate::finding::{Finding, Place, Severity};
use crate::yaml::{self, Mapping, Value};

/// Reads the fields of one file.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The rule of its findings.
    pub(super) rule: &'static str,
    path: &'a str,
    source: &'a str,
    /// The bytes of `source` that are YAML.
    yaml: Range<usize>,
    /// The keys that lead to the value being read.
    pub(super) keys: Vec<String>,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    /// A reader of a file that is YAML as a whole.
    pub fn of_yaml(rule: &'static str, path: &'a str, source: &'a str) -> Self {
        Self {
            rule,
            path,
            source,
            yaml: 0..source.len(),
            keys: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// A reader of these bytes of a file, in which its keys are looked for.
    pub fn of_part(rule: &'static str, path: &'a str, source: &'a str, yaml: Range<usize>) -> Self {
        Self {
            yaml,
            ..Self::of_yaml(rule, path, source)
        }
    }

    /// A reader of the front matter of a Markdown file.
    pub fn of_front_matter(rule: &'static str, path: &'a str, source: &'a str) -> Self {
        let split = split(source);
        let end = split.yaml_start + split.yaml.map_or(0, str::len);
        Self {
            yaml: split.yaml_start..end,
            ..Self::of_yaml(rule, path, source)
        }
    }

    /// The value of the YAML.
    ///
    /// # Errors
    /// A finding with its place when it does not parse. `what` it is that was read: "the sidecar".
    pub fn value(&self, what: &str) -> Result<Value, Box<Finding>> {
        let yaml = self.source.get(self.yaml.clone()).unwrap_or_default();
        yaml::from_str(yaml).map_err(|error| {
            let offset = yaml::offset_of(yaml, &error).unwrap_or_default();
            let place = Place::to_end_of_line(self.source, self.yaml.start + offset);
            let message = error.to_string();
            // The finding carries the place itself.
            let message = message.split(" at line ").next().unwrap_or_default();
            let remedy = if yaml.contains(": ") {
                "put a value that holds `: `, `#` or quotation marks in double quotes"
            } else {
                "mend the line"
            };
            Box::new(
                Finding::error(self.rule, format!("{what} is not valid YAML: {message}"))
                    .in_file(self.path)
                    .at(place)
                    .help(remedy),
            )
        })
    }

    /// The keys and values of the YAML; none of an empty one.
    ///
    /// # Errors
    /// A finding with its place when it does not parse or is something else. `what` it is: "the sidecar".
    pub fn mapping(&self, what: &str) -> Result<Mapping, Box<Finding>> {
        match self.value(what)? {
            Value::Mapping(map) => Ok(map),
            Value::Null => Ok(Mapping::new()),
            _ => Err(Box::new(
                Finding::error(self.rule, format!("{what} must hold `key: value` lines"))
                    .in_file(self.path)
                    .at(Place::at(self.source, self.yaml.start, 1))
                    .help("write a key, a colon, a space and the value on each line"),
            )),
        }
    }

    /// Reads with one more key on the way to the value.
    pub fn within<R>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> R) -> R {
        self.keys.push(key.to_owned());
        let result = read(self);
        self.keys.pop();
        result
    }

    /// Reads what the tool wrote itself: whatever else stands there is somebody's own and is passed over in silence.
    pub fn quietly<R>(&mut self, read: impl FnOnce(&mut Self) -> R) -> R {
        let told = self.findings.len();
        let result = read(self);
        self.findings.truncate(told);
        result
    }

    /// The key of the value being read.
    pub fn key(&self) -> String {
        self.keys.last().cloned().unwrap_or_default()
    }

    /// Where the key of the value being read stands.
    pub fn key_place(&self) -> Place {
        place::of_key(self.source, self.yaml.clone(), &self.path_of_keys())
    }

    /// Where a text stands; where the YAML begins for one that is written in another way.
    pub fn place_of_text(&self, text: &str) -> Place {
        let yaml = self.source.get(self.yaml.clone()).unwrap_or_default();
        match yaml.find(text.trim()) {
            Some(at) => Place::at(self.source, self.yaml.start + at, text.trim().len()),
            None => Place::to_end_of_line(self.source, self.yaml.start),
        }
    }

    fn path_of_keys(&self) -> Vec<&str> {
        self.keys.iter().map(String::as_str).collect()
    }

    /// Notes that the value being read is wrong.
    pub fn wrong(&mut self, message: impl Into<String>, remedy: impl Into<String>) {
        self.tell(Finding::error(self.rule, message).help(remedy));
    }

    /// Notes a finding, at the value being read unless it has a place of its own.
    pub fn tell(&mut self, finding: Finding) {
        let finding = if finding.place.is_some() {
            finding
        } else {
            let keys = self.path_of_keys();
            let place = place::of_value(self.source, self.yaml.clone(), &keys);
            finding.at(place)
        };
        self.findings.push(finding.in_file(self.path));
    }

    /// How many errors were found so far.
    pub fn errors(&self) -> usize {
        let errors = self.findings.iter();
        errors.filter(|f| f.severity == Severity::Error).count()
    }

    /// All that was found, in the order of the file.
    pub fn into_findings(mut self) -> Vec<Finding> {
        let place = |f: &Finding| f.place.as_ref().map(|p| (p.line, p.column));
        self.findings.sort_by_key(place);
        self.findings
    }

    /// A text as it stands, since names of files may begin with a space; a number counts as one.
    pub fn text(&mut self, value: &Value) -> Option<String> {
        let text = lone_text(value);
        if text.is_none() {
            let message = format!("`{}` must be text", self.key());
            self.wrong(message, "write it in double quotes");
        }
        text
    }

    /// A web address; an empty text is none.
    pub fn address(&mut self, value: &Value) -> Option<String> {
        let text = self.text(value)?;
        let is_web = |u: url::Url| matches!(u.scheme(), "http" | "https") && u.has_host();
        if text.trim().is_empty() || url::Url::parse(&text).is_ok_and(is_web) {
            return Some(text);
        }
        let message = format!("`{}` is not a web address", self.key());
        self.wrong(message, "write it in full, beginning with `https://`");
        None
    }

    /// The path of a folder below another.
    pub fn folder(&mut self, value: &Value) -> Option<String> {
        let text = self.text(value)?;
        let inside = |c| matches!(c, Component::Normal(_));
        if !text.is_empty() && Path::new(&text).components().all(inside) {
            return Some(text);
        }
        self.wrong(
            format!(
                "`{}` must be a folder below the digest's folder",
                self.key()
            ),
            "write a relative path without `..`",
        );
        None
    }

    /// Yes or no.
    pub fn flag(&mut self, value: &Value) -> Option<bool> {
        if let Value::Bool(flag) = value {
            return Some(*flag);
        }
        let message = format!("`{}` must be `true` or `false`", self.key());
        self.wrong(message, "write `true` or `false` without quotation marks");
        None
    }

    /// A whole number from 1 up.
    pub fn count(&mut self, value: &Value) -> Option<u64> {
        let count = value.as_u64().filter(|n| *n > 0);
        if count.is_none() {
            let message = format!("`{}` must be a whole number, at least 1", self.key());
            self.wrong(message, "write it in digits, without quotation marks");
        }
        count
    }

    /// A day.
    pub fn date(&mut self, value: &Value) -> Option<Date> {
        let text = lone_text(value).unwrap_or_default();
        let text = text.trim();
        // A time of day after the date is allowed and passed over: a brief has a day.
        let day = text.split(['T', ' ']).next().unwrap_or_default();
        let date = day.parse().ok();
        if date.is_none() {
            self.wrong(
                format!("`{}` is not a date", self.key()),
                "write year-month-day, such as `2023-04-20`; leave an unknown date out",
            );
        }
        date
    }

    /// A list of texts, each once; a lone number or truth value counts as its text.
    pub fn list(&mut self, value: &Value) -> Option<Vec<String>> {
        let Value::Sequence(items) = value else {
            let key = self.key();
            let text = value.as_str().unwrap_or("One, Two");
            self.wrong(
                format!("`{key}` must be a list"),
                format!("write `{key}: [{text}]`"),
            );
            return None;
        };
        let mut out: Vec<String> = Vec::with_capacity(items.len());
        for item in items {
            let text = match item {
                Value::Bool(flag) => Some(flag.to_string()),
                other => lone_text(other),
            };
            match text {
                None => self.wrong(
                    format!("`{}` must be a list of texts", self.key()),
                    "put a name that holds `: ` in double quotes",
                ),
                Some(text) if text.trim().is_empty() || out.contains(&text) => {}
                Some(text) => out.push(text),
            }
        }
        Some(out)
    }

    /// A list of texts, or one text alone.
    pub fn one_or_more(&mut self, value: &Value) -> Option<Vec<String>> {
        match lone_text(value) {
            Some(text) => Some(
                Some(text)
                    .filter(|t| !t.trim().is_empty())
                    .into_iter()
                    .collect(),
            ),
            None => self.list(value),
        }
    }
}

fn lone_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A key as text; empty for one that is neither text nor number.
pub fn key_text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
