//! A sidecar: `NAME.yaml` beside a fragment, in which a person states its metadata. It outranks all else.

use serde_json::{Map, Value};

use super::{Fragment, Metadata, fields, yaml};
use crate::finding::{Finding, Place};
use crate::fragment::publication as draft;
use crate::fragment::publication::Publication;
use crate::front_matter::closest;

/// The keys of a sidecar.
const KEYS: &[&str] = &[
    "title",
    "date",
    "source",
    "url",
    "author",
    "authors",
    "publisher",
    "language",
    "summary",
    "draft",
    "published",
];

/// The keys of its `source`.
const SOURCE: &[&str] = &["name", "url", "author", "authors"];

/// Lays what the sidecar states over what the fragments state; false for one that cannot be read, without which its
/// fragment is not what its editor says it is.
///
/// Of a file with several records, only what holds for all.
pub(super) fn apply(
    name: &str,
    text: &str,
    fragments: &mut [Fragment],
    findings: &mut Vec<Finding>,
) -> bool {
    let record = match yaml::parse(text) {
        Ok(Value::Object(record)) => record,
        Ok(Value::Null) => return true,
        Ok(_) => {
            findings.push(
                Finding::error(
                    "invalid-sidecar",
                    "the sidecar must hold `key: value` lines",
                )
                .in_file(sidecar_name(name))
                .at(Place::at_line(text, 1, 1))
                .help("write for example `title: …` and `date: 2024-11-21`"),
            );
            return false;
        }
        Err(fault) => {
            findings.push(
                Finding::error(
                    "invalid-sidecar",
                    format!("the sidecar is not valid YAML: {}", fault.message),
                )
                .in_file(sidecar_name(name))
                .at(Place::at_line(text, fault.line, fault.column))
                .help("mend the line; the fragment waits for its sidecar"),
            );
            return false;
        }
    };
    check(name, text, &record, KEYS, "", findings);
    if let Some(Value::Object(source)) = record.get("source") {
        check(name, text, source, SOURCE, "source.", findings);
    }
    let mut stated = fields::metadata(&record, "sidecar");
    stated.draft = match draft::of(&record, "sidecar") {
        Publication::Nothing => None,
        Publication::Draft(found) => Some(found),
        Publication::Unclear(key) => {
            findings.push(
                Finding::error(
                    "invalid-draft",
                    format!("`{key}` is neither `true` nor `false`; it was taken for a draft"),
                )
                .in_file(sidecar_name(name))
                .at(place_of(text, &key))
                .help("write `draft: true` or `draft: false`"),
            );
            Some(draft::unclear(&key, "sidecar"))
        }
    };
    if let Some(date) = record
        .get("date")
        .filter(|d| !d.is_null() && stated.date.is_none())
    {
        let place = place_of(text, "date");
        findings.push(
            Finding::error(
                "invalid-date",
                format!(
                    "`date` is no date: {}",
                    fields::text(date).unwrap_or_default()
                ),
            )
            .in_file(sidecar_name(name))
            .at(place)
            .help("write it as `date: 2024-11-21`"),
        );
    }
    if let Some(url) = record
        .get("url")
        .filter(|u| !u.is_null() && stated.url.is_none())
    {
        let place = place_of(text, "url");
        findings.push(
            Finding::error(
                "invalid-url",
                format!(
                    "`url` is no `http` or `https` address: {}",
                    fields::text(url).unwrap_or_default()
                ),
            )
            .in_file(sidecar_name(name))
            .at(place)
            .help("write the whole address of the original"),
        );
    }
    let several = fragments.len() > 1;
    for fragment in fragments {
        lay(&mut fragment.metadata, &stated, several);
    }
    true
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

/// The name of the sidecar of a fragment.
fn sidecar_name(name: &str) -> String {
    format!("{name}.yaml")
}

/// Reports keys that a sidecar does not have.
fn check(
    name: &str,
    text: &str,
    record: &Map<String, Value>,
    known: &[&str],
    prefix: &str,
    findings: &mut Vec<Finding>,
) {
    for key in record.keys().filter(|k| !known.contains(&k.as_str())) {
        let help = closest(&key.to_lowercase(), known).map_or_else(
            || format!("the keys are `{}`", known.join("`, `")),
            |k| format!("did you mean `{prefix}{k}`?"),
        );
        findings.push(
            Finding::warning("unknown-key", format!("unknown key `{prefix}{key}`"))
                .in_file(sidecar_name(name))
                .at(place_of(text, key))
                .help(help),
        );
    }
}

/// Where a key stands.
fn place_of(text: &str, key: &str) -> Place {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for (at, _) in line.match_indices(key) {
            let before = line
                .get(..at)
                .unwrap_or_default()
                .trim_end_matches(['"', '\'']);
            let after = line
                .get(at + key.len()..)
                .unwrap_or_default()
                .trim_start_matches(['"', '\'']);
            let opens = before.trim().is_empty() || before.trim_end().ends_with(['{', ',']);
            if opens && after.trim_start().starts_with(':') {
                return Place::at(text, start + at, key.len());
            }
        }
        start += line.len();
    }
    Place::at_line(text, 1, 1)
}
