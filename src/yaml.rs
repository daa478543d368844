//! The one door to the YAML library, which upstream no longer maintains: a successor need be put in here only.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use serde_yaml::value::{Tag, TaggedValue};

pub use serde_yaml::{Mapping, Value};

/// Deepest nesting that is read, of brackets and of list marks on one line: the library takes time by the square of it,
/// and nobody writes a fraction of it.
const DEEPEST: usize = 64;

/// Why a text could not be read.
#[derive(Debug)]
pub enum Error {
    /// What the library says.
    Library(serde_yaml::Error),
    /// At this byte lists or mappings nest deeper than is read.
    TooDeep(usize),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Library(error) => error.fmt(f),
            Self::TooDeep(_) => write!(f, "lists or mappings nest more than {DEEPEST} deep"),
        }
    }
}

/// The value of a YAML text.
///
/// # Errors
/// What is wrong with it; of one that nests too deep that is told before anything is built of it.
pub fn from_str(text: &str) -> Result<Value, Error> {
    match too_deep(text) {
        Some(at) => Err(Error::TooDeep(at)),
        None => serde_yaml::from_str(text).map_err(Error::Library),
    }
}

/// The byte at which a text nests too deep. Brackets count where a value may begin and inside others; not in a text that
/// began without one, nor between quotation marks.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut marks = 0_usize;
    // Whether a value may begin here.
    let mut begins = true;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        let before_space = rest.get(1).is_none_or(u8::is_ascii_whitespace);
        let mut length = 1;
        match byte {
            b'[' | b'{' if begins || open > 0 => {
                open += 1;
                begins = true;
            }
            b']' | b'}' => {
                open = open.saturating_sub(1);
                marks = 0;
            }
            b'"' | b'\'' if begins || open > 0 => {
                length = quoted(rest);
                begins = rest.get(length) == Some(&b':');
                marks = 0;
            }
            b':' if before_space || begins => {
                begins = true;
                marks += 1;
            }
            b'-' | b'?' if before_space && begins => marks += 1,
            // A tag or an anchor stands before its value, and `---` before a document.
            b'!' | b'&' if begins => {
                length = rest.iter().take_while(|b| !b.is_ascii_whitespace()).count();
            }
            b'-' if begins && rest.starts_with(b"---") => length = 3,
            b'\n' | b'\r' => {
                begins = true;
                marks = 0;
            }
            b' ' | b'\t' => {}
            // What is no mark ends a run of them.
            _ => {
                begins = open > 0 && matches!(byte, b',');
                marks = 0;
            }
        }
        if open > DEEPEST || marks > DEEPEST {
            return Some(at);
        }
        at += length.max(1);
    }
    None
}

/// The bytes of a text between quotation marks, these included; all where none closes it.
fn quoted(text: &[u8]) -> usize {
    let mark = text.first().copied().unwrap_or_default();
    let mut at = 1;
    while let Some(byte) = text.get(at) {
        at += 1;
        if *byte == b'\\' && mark == b'"' {
            at += 1;
        } else if *byte == mark {
            return at;
        }
    }
    text.len()
}

/// The same value as JSON, so that the same rules read both; keys that are no text become text.
pub fn to_json(value: Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => Json::Bool(b),
        Value::Number(n) => n
            .as_i64()
            .map(Json::from)
            .or_else(|| n.as_f64().map(Json::from))
            .unwrap_or_default(),
        Value::String(s) => Json::String(s),
        Value::Sequence(items) => Json::Array(items.into_iter().map(to_json).collect()),
        Value::Mapping(map) => {
            let entry = |(k, v)| {
                let key = match to_json(k) {
                    Json::String(s) => s,
                    other => other.to_string(),
                };
                (key, to_json(v))
            };
            Json::Object(map.into_iter().map(entry).collect())
        }
        Value::Tagged(tagged) => to_json(tagged.value),
    }
}

/// A value in a form that any format can hold: the library's own asks the format what comes next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Plain {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number below zero.
    Signed(i64),
    /// Another whole number.
    Unsigned(u64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// Keys and values.
    Map(Vec<(Plain, Plain)>),
    /// A value with its tag.
    Tagged(String, Box<Plain>),
}

impl Plain {
    /// The form of a mapping.
    pub fn of_mapping(mapping: &Mapping) -> Self {
        let entries = mapping.iter();
        Self::Map(entries.map(|(k, v)| (Self::of(k), Self::of(v))).collect())
    }

    /// The form of a value.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Bool(*flag),
            Value::Number(number) => {
                let whole = number.as_u64().map(Self::Unsigned);
                let whole = whole.or_else(|| number.as_i64().map(Self::Signed));
                whole.unwrap_or_else(|| Self::Float(number.as_f64().unwrap_or(f64::NAN)))
            }
            Value::String(text) => Self::Text(text.clone()),
            Value::Sequence(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Mapping(mapping) => Self::of_mapping(mapping),
            Value::Tagged(tagged) => {
                Self::Tagged(tagged.tag.to_string(), Box::new(Self::of(&tagged.value)))
            }
        }
    }

    /// The value.
    pub fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(flag) => Value::Bool(flag),
            Self::Signed(number) => Value::from(number),
            Self::Unsigned(number) => Value::from(number),
            Self::Float(number) => Value::from(number),
            Self::Text(text) => Value::String(text),
            Self::List(items) => items.into_iter().map(Self::into_value).collect(),
            Self::Map(entries) => Value::Mapping(mapping(entries)),
            Self::Tagged(tag, value) => Value::Tagged(Box::new(TaggedValue {
                tag: Tag::new(tag),
                value: value.into_value(),
            })),
        }
    }

    /// The mapping; none for another value.
    pub fn into_mapping(self) -> Option<Mapping> {
        match self {
            Self::Map(entries) => Some(mapping(entries)),
            _ => None,
        }
    }
}

fn mapping(entries: Vec<(Plain, Plain)>) -> Mapping {
    let entries = entries.into_iter();
    entries
        .map(|(k, v)| (k.into_value(), v.into_value()))
        .collect()
}

/// Byte offset in `text` at which an error was found, if the library knows it. The library counts lines as YAML does,
/// whose lines may end in a carriage return or in one of Unicode's own breaks too.
pub fn offset_of(text: &str, error: &Error) -> Option<usize> {
    let error = match error {
        Error::Library(error) => error,
        Error::TooDeep(at) => return Some(*at),
    };
    let place = error.location()?;
    let mut rest = text;
    for _ in 1..place.line() {
        let Some(end) = rest.find(['\r', '\n', '\u{85}', '\u{2028}', '\u{2029}']) else {
            return Some(text.len());
        };
        let line_break = rest.get(end..).unwrap_or_default();
        let length = match line_break.strip_prefix("\r\n") {
            Some(_) => 2,
            None => line_break.chars().next().map_or(0, char::len_utf8),
        };
        rest = line_break.get(length..).unwrap_or_default();
    }
    let column = rest.char_indices().nth(place.column().saturating_sub(1));
    Some(text.len() - rest.len() + column.map_or(rest.len(), |(i, _)| i))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, offset: usize) {
        let error = from_str(text).unwrap_err();
        assert_eq!(offset_of(text, &error), Some(offset), "{text:?}: {error}");
    }

    #[test]
    fn an_error_is_placed_whatever_ends_the_lines() {
        check("a: 1\nb: c: d\n", 9);
        check("a: 1\r\nb: c: d\r\n", 10);
        check("a: 1\rb: c: d\r", 9);
        check("a: 1\u{2028}b: c: d\n", 11);
        check("\r\r\r\rb: c: d", 8);
        check("é: 1\nb: c: d\n", 10);
        check("a: [", 4);
    }

    #[test]
    fn brackets_in_texts_are_no_nesting() {
        let many = "{[".repeat(80);
        for text in [
            format!("title: TSMC {many} raises"),
            format!("title: \"{many} and \\\" more {many}\""),
            format!("title: 'it''s {many}'"),
            format!("list:\n  - a {many}\n  - [\"{many}\", b]"),
        ] {
            assert!(from_str(&text).is_ok(), "{text}");
        }
    }

    #[test]
    fn nesting_is_bounded_before_it_is_read() {
        for before in ["--- ", "a: ", "a: !!seq ", "a: &x ", "'a': ", "- x: "] {
            let text = format!("{before}{}", "[".repeat(50_000));
            assert!(
                matches!(from_str(&text), Err(Error::TooDeep(_))),
                "{before}"
            );
        }
        for deep in [
            "[", "{", "[[a], ", "{a: ", "- ", "? ", ": ", "- ? ", "[\"a\",", "{\"a\":", "[a, ",
        ] {
            let text = format!("a:\n {}", deep.repeat(50_000));
            assert!(matches!(from_str(&text), Err(Error::TooDeep(_))), "{deep}");
        }
        let wide = format!(
            "a: [{}]\nb: >\n  {}\n",
            "[x], ".repeat(5000),
            "- [x] ".repeat(5000)
        );
        assert!(from_str(&wide).is_ok());
        let rule = format!("a: |\n  {}\n", "-".repeat(500));
        assert!(from_str(&rule).is_ok());
    }
}
