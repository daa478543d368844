//! JSON: one record, an array or lines of them, or the answer of an interface that wraps them.

use crate::fragment::rules;
use serde_json::{Map, Value};

use super::key::Keys;
use super::{Fragment, FragmentKind, Reading, fields, unstated};
use crate::finding::{Finding, Place};
use crate::html::plain;

/// Names for the article's text, those that hold HTML first.
const HTML: &[&str] = &[
    "contenthtml",
    "bodyhtml",
    "html",
    "articlehtml",
    "contentencoded",
    "htmlcontent",
    "fullhtml",
];

/// Names for the article's text that may be either HTML or plain.
const TEXT: &[&str] = &[
    "articlebody",
    "content",
    "body",
    "maintext",
    "fulltext",
    "contenttext",
    "bodytext",
    "text",
    "plaintext",
    "article",
    "story",
    "articletext",
    "selftext",
    "paragraphs",
    "message",
    "leadparagraph",
];

/// Names for a short text that stands in for the article's where there is no other.
const SHORT: &[&str] = &[
    "summary",
    "description",
    "excerpt",
    "abstract",
    "snippet",
    "standfirst",
];

/// Keys under which interfaces wrap records.
const WRAPPERS: &[&str] = &[
    "items",
    "articles",
    "posts",
    "results",
    "data",
    "response",
    "docs",
    "entries",
    "entry",
    "news",
    "stories",
    "records",
    "hits",
    "documents",
    "value",
    "feed",
    "db",
    "rows",
    "list",
    "payload",
    "@graph",
    "nodes",
    "edges",
    "channel",
    "item",
    "rss",
];

/// Keys under which one record's fields are wrapped.
const INSIDE: &[&str] = &[
    "source",
    "attributes",
    "fields",
    "article",
    "post",
    "node",
    "record",
    "document",
];

/// Reads JSON text: one value, or one value a line.
pub(super) fn read(name: &str, text: &str) -> Reading {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => of_value(name, &value),
        Err(error) => {
            let place = Place::at_line(text, error.line(), error.column().max(1));
            let finding = Finding::error(
                "invalid-json",
                format!("the JSON cannot be read: {}", reason(&error)),
            )
            .in_file(name)
            .at(shorten(place))
            .help("mend the JSON, or collect the file again");
            Reading {
                fragments: Vec::new(),
                findings: vec![finding],
            }
        }
    }
}

/// Reads one JSON value a line; lines that do not parse are reported and the others taken.
pub(super) fn read_lines(name: &str, text: &str) -> Reading {
    let mut out = Reading::default();
    let mut keys = Keys::default();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let mut fault = |rule, message: String, column: usize, help: &str| {
            let place = Place {
                line: number,
                column,
                width: 1,
                text: line.to_owned(),
            };
            out.findings.push(
                Finding::error(rule, message)
                    .in_file(name)
                    .at(shorten(place))
                    .help(help),
            );
        };
        match serde_json::from_str::<Value>(line) {
            Ok(value) => {
                let mut records = Vec::new();
                gather(&value, 0, &mut records);
                if records.is_empty() {
                    fault(
                        "no-article",
                        format!("line {number} holds no article"),
                        1,
                        "give the record a title or a text, under a usual name such as `title` and `content`",
                    );
                }
                for record in records {
                    let key = key(&record, number, &mut keys);
                    out.fragments
                        .push(fragment(format!("{name}#{key}"), &record));
                }
            }
            Err(error) => fault(
                "invalid-json",
                format!(
                    "line {number} is not valid JSON and was left out: {}",
                    reason(&error)
                ),
                error.column().max(1),
                "mend the line, or collect it again",
            ),
        }
    }
    out
}

/// The reason without the place, which is shown beside it.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// Lines of records can be megabytes: only what is around the fault is shown.
fn shorten(place: Place) -> Place {
    if place.text.chars().count() <= 200 {
        return Place { width: 1, ..place };
    }
    let from = place.column.saturating_sub(100);
    let text = place.text.chars().skip(from).take(200).collect();
    Place {
        line: place.line,
        column: place.column.saturating_sub(from).max(1),
        width: 1,
        text,
    }
}

fn of_value(name: &str, value: &Value) -> Reading {
    let mut out = Reading::default();
    let mut records = Vec::new();
    gather(value, 0, &mut records);
    if records.is_empty() {
        let (what, help) = no_record(value);
        out.findings.push(
            Finding::error("no-article", format!("the JSON {what}"))
                .in_file(name)
                .help(help),
        );
    }
    let single = records.len() == 1 && value.as_object().is_some_and(is_record);
    let publisher = value
        .as_object()
        .filter(|_| !single)
        .and_then(container_title);
    let mut keys = Keys::default();
    for (number, record) in (1..).zip(&records) {
        let name = if single {
            name.to_owned()
        } else {
            format!("{name}#{}", key(record, number, &mut keys))
        };
        let mut fragment = fragment(name, record);
        if fragment.metadata.publisher.is_none() {
            fragment.metadata.publisher.clone_from(&publisher);
        }
        out.fragments.push(fragment);
    }
    out
}

/// What is wrong with a value that holds no record, and what to do.
fn no_record(value: &Value) -> (&'static str, &'static str) {
    let again = "collect the file again, or take it out of the inbox";
    match value {
        Value::Null => ("is `null`: it holds no article", again),
        Value::Bool(_) => ("is only `true` or `false`: it holds no article", again),
        Value::Number(_) => ("is only a number: it holds no article", again),
        Value::String(_) => (
            "is only a text: it holds no record of an article",
            "save the text itself as .html, .md or .txt, or write `{ \"title\": …, \"content\": … }`",
        ),
        Value::Array(items) if items.is_empty() => ("is an empty list", again),
        Value::Object(fields) if fields.is_empty() => ("is an empty record", again),
        _ => (
            "holds no article that could be recognised",
            "give each record a title and a text, under usual names such as `title` and `content`",
        ),
    }
}

/// The title of a JSON Feed is the publisher's name.
fn container_title(object: &Map<String, Value>) -> Option<super::Sourced<String>> {
    let is_feed = object
        .get("version")
        .and_then(Value::as_str)
        .is_some_and(|v| v.contains("jsonfeed"));
    let title = object
        .get("title")
        .and_then(Value::as_str)
        .filter(|_| is_feed)?;
    Some(super::Sourced {
        value: plain::title(title),
        rule: &rules::FEED_TITLE,
        evidence: title.to_owned(),
    })
}

fn key(record: &Map<String, Value>, number: usize, keys: &mut Keys) -> String {
    let field = |names: &[&str]| fields::get(record, names).and_then(fields::text);
    let meta = fields::metadata(record, &rules::JSON);
    keys.next(
        field(&["id", "uuid", "guid", "slug"]).as_deref(),
        meta.url.as_ref().map(|u| u.value.as_str()),
        meta.title.as_ref().map(|t| t.value.as_str()),
        &serde_json::to_string(record).unwrap_or_default(),
        number,
    )
}

/// Whether an object is an article: it has a text, or a headline with an address, a date or a summary.
fn is_record(object: &Map<String, Value>) -> bool {
    let has = |names: &[&str]| fields::get(object, names).is_some();
    let text = fields::get(object, HTML).or_else(|| fields::get(object, TEXT));
    let text = text.is_some_and(|t| body_text(t).is_some());
    let title = has(&["title", "headline", "webtitle"]);
    let wrapped = object.iter().any(|(k, v)| {
        WRAPPERS.contains(&k.as_str())
            && v.as_array()
                .is_some_and(|a| a.first().is_some_and(Value::is_object))
    });
    !wrapped
        && (text
            || (title
                && (has(SHORT)
                    || has(&["url", "link", "permalink", "weburl"])
                    || has(&[
                        "date",
                        "published",
                        "publishedat",
                        "pubdate",
                        "datepublished",
                    ]))))
}

/// The records in a value, in order.
fn gather(value: &Value, depth: usize, out: &mut Vec<Map<String, Value>>) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| gather(v, depth + 1, out)),
        Value::Object(object) => {
            let merged = merged(object);
            if is_record(&merged) {
                out.push(merged);
                return;
            }
            for (_, inner) in object.iter().filter(|(k, _)| {
                WRAPPERS.contains(&k.as_str()) || INSIDE.contains(&k.trim_start_matches('_'))
            }) {
                gather(inner, depth + 1, out);
            }
        }
        _ => {}
    }
}

/// A record with the fields that it wraps in an inner object.
fn merged(object: &Map<String, Value>) -> Map<String, Value> {
    let mut out = object.clone();
    for key in ["fields", "attributes", "_source"] {
        if let Some(Value::Object(inner)) = object.get(key) {
            for (k, v) in inner {
                out.entry(k.clone()).or_insert_with(|| v.clone());
            }
        }
    }
    out
}

/// The text of a body field; a list of strings is a list of paragraphs.
fn body_text(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => {
            let parts: Vec<String> = items.iter().filter_map(fields::text).collect();
            (!parts.is_empty()).then(|| parts.join("\n\n"))
        }
        Value::Number(_) => None,
        other => fields::text(other).filter(|t| !t.starts_with("http") || t.contains(' ')),
    }
}

fn fragment(name: String, record: &Map<String, Value>) -> Fragment {
    let mut metadata = fields::metadata(record, &rules::JSON);
    let field = |names: &[&str]| {
        names
            .iter()
            .find_map(|n| fields::get(record, &[n]).and_then(body_text))
    };
    let body = field(HTML).or_else(|| field(TEXT));
    if body.is_none() {
        metadata.summary = None;
    }
    let body = body.or_else(|| field(SHORT)).unwrap_or_default();
    let body_html = html(&without_cut_mark(&body));
    unstated::complete(&mut metadata, &body_html);
    Fragment {
        name,
        kind: FragmentKind::Json,
        metadata,
        body: body_html.into(),
    }
}

/// The text without the mark that news interfaces set where they cut it: `… [+2305 chars]`.
fn without_cut_mark(text: &str) -> String {
    match text.trim_end().rsplit_once("[+") {
        Some((before, mark)) if mark.ends_with(" chars]") && mark.len() < 20 => before
            .trim_end()
            .trim_end_matches('…')
            .trim_end()
            .to_owned(),
        _ => text.to_owned(),
    }
}

/// A text field as HTML: as it is where it holds tags, else paragraphs.
pub(super) fn html(text: &str) -> String {
    if super::kind::has_tags(text) {
        text.to_owned()
    } else {
        plain::paragraphs(&plain::unescape(text))
    }
}
