//! YAML as values, with the place of what is wrong.

use serde_json::{Map, Value};

/// Why a text is not YAML.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub message: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// The value of a YAML text.
pub(super) fn parse(text: &str) -> Result<Value, Fault> {
    match crate::yaml::from_str::<crate::yaml::Value>(text) {
        Ok(value) => Ok(convert(value)),
        Err(error) => {
            let place = error.location();
            let message = error.to_string();
            let message = message
                .split(" at line ")
                .next()
                .unwrap_or(&message)
                .to_owned();
            Err(Fault {
                message,
                line: place.as_ref().map_or(1, crate::yaml::Location::line),
                column: place.as_ref().map_or(1, crate::yaml::Location::column),
            })
        }
    }
}

/// The same value as JSON, so that the same rules read both; keys that are no text become text.
fn convert(value: crate::yaml::Value) -> Value {
    match value {
        crate::yaml::Value::Null => Value::Null,
        crate::yaml::Value::Bool(b) => Value::Bool(b),
        crate::yaml::Value::Number(n) => n
            .as_i64()
            .map(Value::from)
            .or_else(|| n.as_f64().map(Value::from))
            .unwrap_or_default(),
        crate::yaml::Value::String(s) => Value::String(s),
        crate::yaml::Value::Sequence(items) => {
            Value::Array(items.into_iter().map(convert).collect())
        }
        crate::yaml::Value::Mapping(map) => {
            let entry = |(k, v)| {
                let key = match convert(k) {
                    Value::String(s) => s,
                    other => other.to_string(),
                };
                (key, convert(v))
            };
            Value::Object(map.into_iter().map(entry).collect::<Map<_, _>>())
        }
        crate::yaml::Value::Tagged(tagged) => convert(tagged.value),
    }
}
