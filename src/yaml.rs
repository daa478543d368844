//! The one door to the YAML library, which upstream no longer maintains: a successor need be put in here only.

use serde_json::Value as Json;

pub use serde_yaml::{Error, Location, Mapping, Value, from_str};

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
