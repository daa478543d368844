//! The one door to the YAML library, which upstream no longer maintains: a successor need be put in here only.

use serde_json::Value as Json;

pub use serde_yaml::{Error, Mapping, Value, from_str};

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

/// Byte offset in `text` at which an error was found, if the library knows it. The library counts lines as YAML does,
/// whose lines may end in a carriage return or in one of Unicode's own breaks too.
pub fn offset_of(text: &str, error: &Error) -> Option<usize> {
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
        let error = from_str::<Value>(text).unwrap_err();
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
}
