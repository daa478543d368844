//! JSON: one record, an array or lines of them, or the answer of an interface that wraps them.

use crate::fragment::rules;
use crate::rule::Rule;
use serde_json::{Map, Value};

use super::cut_short::{breaks_off, cut_short};
use super::key::Keys;
use super::publication::{self, Publication};
use super::{Fragment, FragmentKind, Reading, absent, classic, escaped, fields, ghost, unstated};
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

/// Most values that are read of one file. Small ones take many times the room in memory that they take in a file.
const MOST_VALUES: usize = 800_000;

/// Most records that are read of one file: each becomes a brief.
pub(super) const MOST_RECORDS: usize = 20_000;

/// Bytes from which on a text is looked at before anything is built of it.
const LONG: usize = 1_000_000;

/// Most lines of one file that are told each by itself.
const MOST_FAULTS: usize = 40;

/// Reads JSON text: one value, or one value a line.
pub(super) fn read(name: &str, text: &str) -> Reading {
    let invalid = |error: &serde_json::Error| {
        let place = Place::at_line(text, error.line(), error.column().max(1));
        Finding::error(
            "invalid-json",
            format!("the JSON cannot be read: {}", reason(error)),
        )
        .at(shorten(place))
        .help("mend the JSON, or collect the file again")
    };
    // What is wrong or too much is told before anything is built of it.
    let values = values(text);
    let read = if let Err(error) = sound(text) {
        Err(invalid(&error))
    } else if values > MOST_VALUES {
        Err(Finding::error(
            "too-large",
            format!("the JSON holds about {values} values, more than the {MOST_VALUES} that are read of one file"),
        )
        .help("split it into several files, or leave out what is no article"))
    } else {
        serde_json::from_str::<Value>(text).map_err(|error| invalid(&error))
    };
    match read {
        Ok(value) => of_value(name, value),
        Err(finding) => Reading {
            fragments: Vec::new(),
            findings: vec![finding.in_file(name)],
        },
    }
}

/// Whether a long text is JSON, of which nothing is built to know that. A short one is simply read.
fn sound(text: &str) -> Result<(), serde_json::Error> {
    if text.len() < LONG {
        return Ok(());
    }
    serde_json::from_str::<serde::de::IgnoredAny>(text).map(|_| ())
}

/// About how many values a JSON text holds: one for each bracket and each comma outside texts.
fn values(text: &str) -> usize {
    let mut count = 1;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => {
                while let Some(inside) = bytes.next() {
                    match inside {
                        b'"' => break,
                        b'\\' => _ = bytes.next(),
                        _ => {}
                    }
                }
            }
            b',' | b'[' | b'{' => count += 1,
            _ => {}
        }
    }
    count
}

/// Reads one JSON value a line; lines that do not parse are reported and the others taken.
pub(super) fn read_lines(name: &str, text: &str) -> Reading {
    let mut out = Reading::default();
    let mut keys = Keys::default();
    let mut faults = 0_usize;
    let lines = text.lines().filter(|l| !l.trim().is_empty()).count();
    if lines > MOST_RECORDS {
        out.findings.push(too_many(name, lines));
        return out;
    }
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let mut fault = |rule, message: String, column: usize, help: &str| {
            faults += 1;
            if faults > MOST_FAULTS {
                return;
            }
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
        match sound(line).and_then(|()| serde_json::from_str::<Value>(line)) {
            Ok(value) => {
                let mut records = Vec::new();
                gather(value, 0, &mut records);
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
                    take(
                        name,
                        format!("{name}#{key}"),
                        &record,
                        &rules::JSON,
                        None,
                        &mut out,
                    );
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
    if let Some(more) = faults.checked_sub(MOST_FAULTS).filter(|m| *m > 0) {
        out.findings.push(
            Finding::error("invalid-json", format!("{more} more lines were left out"))
                .in_file(name)
                .help("mend the lines above first, or collect the file again"),
        );
    }
    out
}

/// The finding of a file with more records than are read.
pub(super) fn too_many(name: &str, count: usize) -> Finding {
    Finding::error(
        "too-many-records",
        format!(
            "the file holds {count} records, more than the {MOST_RECORDS} that are read of one file"
        ),
    )
    .in_file(name)
    .help("split it into several files, or leave out what is no article")
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

fn of_value(name: &str, value: Value) -> Reading {
    if let Some(export) = ghost::export(&value) {
        return of_ghost(name, export);
    }
    let mut out = Reading::default();
    let nothing = no_record(&value);
    let publisher = value.as_object().and_then(container_title);
    let is_object = value.is_object();
    let mut records = Vec::new();
    let itself = value.as_object().is_some_and(is_record);
    gather(value, 0, &mut records);
    if records.is_empty() {
        let (what, help) = nothing;
        out.findings.push(
            Finding::error("no-article", format!("the JSON {what}"))
                .in_file(name)
                .help(help),
        );
    }
    let single = records.len() == 1 && is_object && itself;
    of_records(
        name,
        &records,
        single,
        publisher.as_ref().filter(|_| !single),
        &rules::JSON,
        &mut out,
    );
    out
}

/// The posts of a Ghost site. What is a page of the site and no post is left out and told.
fn of_ghost(name: &str, export: ghost::Export) -> Reading {
    let mut out = Reading::default();
    let publisher = export.title.map(|title| super::Sourced {
        value: plain::title(&title),
        rule: &rules::JSON,
        evidence: title,
    });
    if let Some(first) = export.pages.first() {
        let message = match export.pages.len() {
            1 => format!(
                "`{name}` holds a page of the site, \u{201c}{first}\u{201d}, which is no article and was left out"
            ),
            n => format!(
                "`{name}` holds {n} pages of the site, \u{201c}{first}\u{201d} and others, which are no articles and were left out"
            ),
        };
        out.findings.push(
            Finding::note("site-page", message)
                .in_file(name)
                .help("save a page as a file of its own if it belongs into the digest"),
        );
    } else if export.posts.is_empty() {
        out.findings.push(
            Finding::error("no-article", "the export holds no posts")
                .in_file(name)
                .help("export the site again, or take the file out of the inbox"),
        );
    }
    of_records(
        name,
        &export.posts,
        false,
        publisher.as_ref(),
        &rules::JSON,
        &mut out,
    );
    out
}

/// Makes fragments of records; `single` for one that is all that its file holds.
pub(super) fn of_records(
    name: &str,
    records: &[Map<String, Value>],
    single: bool,
    publisher: Option<&super::Sourced<String>>,
    rule: &'static Rule,
    out: &mut Reading,
) {
    if records.len() > MOST_RECORDS {
        out.findings.push(too_many(name, records.len()));
        return;
    }
    let mut keys = Keys::default();
    for (number, record) in (1..).zip(records) {
        let named = if single {
            name.to_owned()
        } else {
            format!("{name}#{}", key(record, number, &mut keys))
        };
        take(name, named, record, rule, publisher, out);
    }
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

/// Whether a key, in its plain form, names a field that is read.
pub(super) fn names_a_field(key: &str) -> bool {
    names_a_text(key) || fields::is_name(key)
}

/// Whether a key, in its plain form, names a headline or a text.
pub(super) fn names_a_text(key: &str) -> bool {
    fields::is_title(key) || [HTML, TEXT, SHORT].iter().any(|names| names.contains(&key))
}

/// Whether a record has a headline, which is enough where its file says that all of it are articles.
pub(super) fn is_titled(record: &Map<String, Value>) -> bool {
    record.iter().any(|(key, value)| {
        fields::is_title(&fields::plain_key(key)) && fields::text(value).is_some()
    })
}

/// Whether an object is an article: it has a text, or a headline with an address, a date or a summary.
pub(super) fn is_record(object: &Map<String, Value>) -> bool {
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
fn gather(value: Value, depth: usize, out: &mut Vec<Map<String, Value>>) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(items) => items.into_iter().for_each(|v| gather(v, depth + 1, out)),
        Value::Object(object) => {
            let object = merged(object);
            if is_record(&object) {
                out.push(object);
                return;
            }
            for (key, inner) in object {
                if WRAPPERS.contains(&key.as_str()) || INSIDE.contains(&key.trim_start_matches('_'))
                {
                    gather(inner, depth + 1, out);
                }
            }
        }
        _ => {}
    }
}

/// A record with the fields that it wraps in an inner object.
fn merged(mut object: Map<String, Value>) -> Map<String, Value> {
    for key in ["fields", "attributes", "_source"] {
        if let Some(Value::Object(inner)) = object.get(key).cloned() {
            for (k, v) in inner {
                object.entry(k).or_insert(v);
            }
        }
    }
    object
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

/// Takes a record over as a fragment, or tells why not. `publisher` is that of the whole file.
fn take(
    file: &str,
    name: String,
    record: &Map<String, Value>,
    rule: &'static Rule,
    publisher: Option<&super::Sourced<String>>,
    out: &mut Reading,
) {
    let field = |names: &[&str]| {
        names
            .iter()
            .find_map(|n| fields::get(record, &[n]).and_then(body_text))
            .filter(|t| !absent::is_withheld(t))
    };
    let body = field(HTML).or_else(|| field(TEXT));
    let short = field(SHORT);
    if absent::record_is_taken_down(record, body.as_deref().or(short.as_deref())) {
        out.findings.push(absent::taken_down(&name).in_file(file));
        return;
    }
    let mut metadata = fields::metadata(record, rule);
    metadata.draft = match publication::of(record, rule) {
        Publication::Nothing => None,
        Publication::Draft(found) => Some(found),
        Publication::Unclear(key) => {
            out.findings
                .push(publication::unclear_finding(&key).in_file(file));
            Some(publication::unclear(&key, rule))
        }
    };
    if body.is_none() {
        metadata.summary = None;
    }
    // A summary that is cut is none where there is more of the text.
    if metadata
        .summary
        .as_ref()
        .is_some_and(|s| cut_short(&s.evidence).is_some())
    {
        metadata.summary = None;
    }
    let (mut text, cut_in_short) = match body {
        Some(body) => (body, false),
        None => (short.unwrap_or_default(), true),
    };
    if is_protected(record) {
        text.clear();
    }
    let excerpt = |evidence: String| super::Sourced {
        value: true,
        rule: &rules::CUT_MARK,
        evidence,
    };
    if let Some((rest, mark)) = cut_short(&text) {
        text = rest;
        metadata.excerpt = Some(excerpt(mark));
    } else if cut_in_short && breaks_off(&text) {
        metadata.excerpt = Some(excerpt("…".to_owned()));
    }
    let body_html = html(&text);
    if metadata.draft.is_none()
        && let Some(title) = &metadata.title
    {
        metadata.draft = publication::by_title(&title.evidence, &body_html, rule);
    }
    if metadata.publisher.is_none() {
        metadata.publisher = publisher.cloned();
    }
    unstated::complete(&mut metadata, &body_html);
    out.fragments.push(Fragment {
        name,
        kind: if *rule == rules::ROW {
            FragmentKind::Row
        } else {
            FragmentKind::Json
        },
        metadata,
        body: body_html.into(),
    });
}

/// Whether the record's text is protected, so that what stands for it is the words that say so.
fn is_protected(record: &Map<String, Value>) -> bool {
    let part = |name: &str| {
        record
            .get(name)
            .and_then(|p| p.get("protected"))
            .and_then(Value::as_bool)
    };
    part("content") == Some(true)
        && record
            .get("content")
            .and_then(|c| c.get("rendered"))
            .and_then(Value::as_str)
            .is_none_or(|t| t.trim().is_empty() || t.contains("post-password"))
}

/// A text field as HTML: as it is where it holds tags, else paragraphs.
pub(super) fn html(text: &str) -> String {
    if let Some(markup) = escaped::decoded(text) {
        return markup;
    }
    if escaped::has_tags(text) || text.contains("[/") {
        let shown = classic::shown(text);
        if escaped::has_tags(&shown) {
            shown.into_owned()
        } else {
            plain::paragraphs(&plain::unescape(&shown))
        }
    } else {
        plain::paragraphs(&plain::unescape(text))
    }
}
