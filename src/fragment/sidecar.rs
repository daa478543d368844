//! A sidecar: `NAME.yaml` beside a fragment, in which a person states its metadata. It outranks all else.

use super::fields::{self, Stated};
use super::publication::{self, Publication};
use super::rules::SIDECAR;
use super::{Fragment, Metadata, split};
use crate::finding::Finding;
use crate::front_matter::{Field, FieldKind, Reader, Table, Unknown};
use crate::yaml::{Value, to_json};

use FieldKind::{Address, Own, Text};

/// The rule of what is wrong with a sidecar.
const RULE: &str = "invalid-sidecar";

/// The keys of a sidecar. Of two that state the same, the later one holds.
const FIELDS: Table<Stated> = Table {
    word: "key",
    unknown: Unknown::Told("unknown-key"),
    fields: &[
        Field::new(
            "title",
            Text(|s| s.title.as_deref(), |s, v| s.title = v),
            "headline",
        ),
        Field::new(
            "date",
            Own("date", read_date, unwritten),
            "day of publication",
        ),
        Field::new(
            "source",
            Own("name, or `{ name, url, author }`", read_source, unwritten),
            "the publisher",
        ),
        URL,
        Field::new("author", AUTHORS, "who wrote it"),
        Field::new("authors", AUTHORS, "the same"),
        Field::new(
            "publisher",
            Own("name, or `{ name, url, author }`", read_source, unwritten),
            "the same as `source`",
        ),
        Field::new(
            "language",
            Text(|s| s.language.as_deref(), |s, v| s.language = v),
            "BCP 47 tag",
        ),
        Field::new(
            "summary",
            Text(|s| s.summary.as_deref(), |s, v| s.summary = v),
            "one or two sentences",
        ),
        Field::new(
            "split",
            Own("`headings`", read_split, unwritten),
            "one brief for each heading, of a round-up",
        ),
        Field::new("draft", PUBLICATION, "not published yet"),
        Field::new(
            "published",
            Own("`true` or `false`, or a date", read_published, unwritten),
            "`false` for a draft; or the day of publication",
        ),
    ],
};

/// The keys of its `source`.
const SOURCE: Table<Stated> = Table {
    word: "key",
    unknown: Unknown::Told("unknown-key"),
    fields: &[
        Field::new(
            "name",
            Text(|s| s.publisher.as_deref(), set_publisher),
            "the publisher's name",
        ),
        URL,
        Field::new("author", AUTHORS, "who wrote it"),
        Field::new("authors", AUTHORS, "the same"),
    ],
};

const URL: Field<Stated> = Field::new(
    "url",
    Address(
        |s| s.url.as_ref().map(|u| u.1.as_str()),
        |s, v| s.url = v.and_then(fields::address),
    ),
    "address of the original",
);

/// Names in any form that records give them.
const AUTHORS: FieldKind<Stated> = Own(
    "text or list",
    |s, v, _| s.bylines = fields::bylines(&to_json(v.clone())),
    unwritten,
);

/// What is read of the whole record, since programs state it in several ways.
const PUBLICATION: FieldKind<Stated> = Own("`true` or `false`", |_, _, _| {}, unwritten);

/// The tool writes no sidecars.
fn unwritten(_: &Stated) -> String {
    String::new()
}

fn set_publisher(stated: &mut Stated, name: Option<String>) {
    stated.publisher = name.filter(|n| fields::is_publisher(n));
}

fn read_date(stated: &mut Stated, value: &Value, reader: &mut Reader<'_>) {
    stated.date = fields::text(&to_json(value.clone())).and_then(fields::day);
    if stated.date.is_none() {
        reader.wrong("`date` is not a date", "write it as `date: 2024-11-21`");
    }
}

fn read_split(stated: &mut Stated, value: &Value, reader: &mut Reader<'_>) {
    match value.as_str().map(str::trim) {
        Some("headings") => stated.split = true,
        _ => reader.wrong(
            "`split` says how a round-up is split, and `headings` is the only way",
            "write `split: headings`, or take the line out",
        ),
    }
}

fn read_published(stated: &mut Stated, value: &Value, _: &mut Reader<'_>) {
    let day = fields::text(&to_json(value.clone())).and_then(fields::day);
    stated.date = stated.date.take().or(day);
}

fn read_source(stated: &mut Stated, value: &Value, reader: &mut Reader<'_>) {
    match value {
        Value::Mapping(_) => _ = reader.group(value, &SOURCE, stated),
        _ => set_publisher(stated, reader.text(value)),
    }
}

/// Lays what the sidecar states over what the fragments state; false for one that cannot be read, without which its
/// fragment is not what its editor says it is.
///
/// Of a file with several records, only what holds for all.
pub(super) fn apply(
    name: &str,
    text: &str,
    fragments: &mut Vec<Fragment>,
    findings: &mut Vec<Finding>,
) -> bool {
    let path = format!("{name}.yaml");
    let mut reader = Reader::of_yaml(RULE, &path, text);
    let map = match reader.mapping("the sidecar") {
        Ok(map) => map,
        Err(finding) => {
            findings.push(finding.help("mend the line; the fragment waits for its sidecar"));
            return false;
        }
    };
    let mut stated = Stated::default();
    let unknown = reader.fields(&map, &FIELDS, &mut stated);
    // What is told as unknown, but is one of the names that records use, is meant all the same.
    let otherwise = record(unknown).map(|r| fields::stated(&r));
    let stated = stated.or(otherwise.unwrap_or_default());
    let split = stated.split;
    if split {
        *fragments = split::by_headings(name, std::mem::take(fragments), findings);
    }
    let mut stated = stated.metadata(&SIDECAR);
    stated.draft = match record(map).map_or(Publication::Nothing, |r| publication::of(&r, &SIDECAR))
    {
        Publication::Nothing => None,
        Publication::Draft(found) => Some(found),
        Publication::Unclear(key) => {
            let finding = publication::unclear_finding(&key);
            reader.within(&key, |reader| reader.tell(finding));
            Some(publication::unclear(&key, &SIDECAR))
        }
    };
    findings.extend(reader.into_findings());
    let several = fragments.len() > 1;
    for fragment in fragments {
        lay(&mut fragment.metadata, &stated, several);
        // The address of the whole is where each part was found.
        let metadata = &mut fragment.metadata;
        if split && metadata.via.is_none() && stated.url.as_ref() != metadata.url.as_ref() {
            metadata.via.clone_from(&stated.url);
        }
    }
    true
}

/// A mapping as records are read.
fn record(map: crate::yaml::Mapping) -> Option<serde_json::Map<String, serde_json::Value>> {
    match to_json(Value::Mapping(map)) {
        serde_json::Value::Object(record) => Some(record),
        _ => None,
    }
}

fn lay(over: &mut Metadata, stated: &Metadata, several: bool) {
    fn set<T: Clone>(slot: &mut Option<T>, value: Option<&T>) {
        if let Some(value) = value {
            *slot = Some(value.clone());
        }
    }
    if !several {
        set(&mut over.title, stated.title.as_ref());
        set(&mut over.url, stated.url.as_ref());
        set(&mut over.summary, stated.summary.as_ref());
    }
    set(&mut over.date, stated.date.as_ref());
    set(&mut over.publisher, stated.publisher.as_ref());
    set(&mut over.language, stated.language.as_ref());
    set(&mut over.draft, stated.draft.as_ref());
    if !stated.authors.is_empty() {
        over.authors.clone_from(&stated.authors);
    }
}
