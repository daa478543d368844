//! Metadata out of named fields: front matter, JSON records and sidecars use the same names.

use crate::fragment::rules;
use crate::rule::Rule;
use std::collections::HashSet;

use jiff::civil::Date;
use serde_json::{Map, Value};
use url::Url;

use super::{Metadata, Sourced, dates};
use crate::fragment::people::{is_wire, people};
use crate::html::plain;

/// Names for the headline, likeliest first. Names are compared in lower case without `_`, `-`, `:` and spaces.
const TITLE: &[&str] = &[
    "title",
    "headline",
    "webtitle",
    "posttitle",
    "heading",
    "name",
];

/// Names for the day of publication.
const DATE: &[&str] = &[
    "datepublished",
    "publishedat",
    "published",
    "publisheddate",
    "publicationdate",
    "pubdate",
    "publishdate",
    "datepublish",
    "webpublicationdate",
    "firstpublicationdate",
    "articlepublishedtime",
    "publishtime",
    "publishedtime",
    "publishedon",
    "isodate",
    "date",
    "dategmt",
    "postdate",
    "issued",
    "seendate",
    "displaydate",
    "dcdate",
    "created",
    "createdat",
    "timestamp",
];

/// Those of them that mean the day of publication and no other.
const PUBLISHED: &[&str] = &[
    "datepublished",
    "publishedat",
    "published",
    "publisheddate",
    "publicationdate",
    "publishdate",
    "publishedon",
];

/// Those of them that mean the day on which the record was made.
const MADE: &[&str] = &["created", "createdat", "timestamp"];

/// Names for the authors.
const AUTHOR: &[&str] = &[
    "authors",
    "author",
    "byline",
    "creator",
    "dccreator",
    "primaryauthor",
    "writer",
    "writers",
    "articleauthor",
];

/// Names for the publisher.
const PUBLISHER: &[&str] = &[
    "publisher",
    "source",
    "sitename",
    "sourcename",
    "publication",
    "site",
    "outlet",
    "provider",
    "newspaper",
];

/// Names for the address of the original.
const URL: &[&str] = &[
    "canonicalurl",
    "url",
    "link",
    "permalink",
    "weburl",
    "canonical",
    "externalurl",
    "sourceurl",
    "articleurl",
    "originalurl",
    "href",
    "guid",
    "id",
];

/// Names for the address of the article that an entry of a list of links points to.
const EXTERNAL: &[&str] = &["externalurl", "externallink", "linkedurl"];

/// Names for the address where its source found it.
const VIA: &[&str] = &["via", "viaurl"];

/// Names for a summary.
const SUMMARY: &[&str] = &[
    "summary",
    "description",
    "excerpt",
    "customexcerpt",
    "abstract",
    "standfirst",
    "subtitle",
    "dek",
    "trailtext",
    "snippet",
    "teaser",
    "lead",
    "deck",
];

/// Names for the language.
const LANGUAGE: &[&str] = &["language", "lang", "inlanguage", "locale"];

/// Keys of an object that hold its text, such as the `{"rendered": …}`.
const INNER: &[&str] = &[
    "rendered",
    "name",
    "main",
    "original",
    "raw",
    "value",
    "text",
    "title",
    "displayname",
    "#text",
    "$t",
    "html",
    "content",
    "url",
    "href",
];

/// A key as it is compared.
pub(super) fn plain_key(key: &str) -> String {
    key.chars()
        .filter(|c| !matches!(c, '_' | '-' | ':' | ' ' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a key, in its plain form, names a headline.
pub(super) fn is_title(key: &str) -> bool {
    TITLE.contains(&key)
}

/// Whether a key, in its plain form, names something else that is known of an article.
pub(super) fn is_name(key: &str) -> bool {
    [
        DATE, AUTHOR, PUBLISHER, URL, EXTERNAL, VIA, SUMMARY, LANGUAGE,
    ]
    .iter()
    .any(|names| names.contains(&key))
}

/// Whether a key, in its plain form, names a day.
pub(super) fn is_day(key: &str) -> bool {
    DATE.contains(&key)
}

/// Whether a key, in its plain form, names an address and nothing else.
pub(super) fn is_address(key: &str) -> bool {
    (URL.contains(&key) && !matches!(key, "id" | "guid"))
        || EXTERNAL.contains(&key)
        || VIA.contains(&key)
}

/// The address, if it is `http` or `https`.
pub(super) fn http(address: &str) -> Option<String> {
    let address = address.trim();
    let url = Url::parse(address).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.host_str().is_some()).then(|| url.to_string())
}

/// A language tag in its usual form: `en_us` is `en-US`; none if it is no tag.
pub(super) fn language(text: &str) -> Option<String> {
    let mut parts = text.trim().split(['-', '_', '.', ',']);
    let first = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&first.len()) || !first.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut out = first;
    for part in parts.take(2) {
        match part.len() {
            2 if part.chars().all(|c| c.is_ascii_alphabetic()) => {
                out.push('-');
                out.push_str(&part.to_ascii_uppercase());
            }
            4 if part.chars().all(|c| c.is_ascii_alphabetic()) => {
                let mut letters = part.chars();
                out.push('-');
                out.extend(letters.next().map(|c| c.to_ascii_uppercase()));
                out.extend(letters.map(|c| c.to_ascii_lowercase()));
            }
            _ => break,
        }
    }
    Some(out)
}

/// The value under the first of these names that holds anything.
pub(super) fn get<'v>(record: &'v Map<String, Value>, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| {
        record
            .iter()
            .find(|(k, v)| plain_key(k) == *name && is_filled(v))
            .map(|(_, v)| v)
    })
}

fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => false,
        Value::String(s) => !s.trim().is_empty(),
        Value::Array(a) => a.iter().any(is_filled),
        Value::Object(o) => !o.is_empty(),
        Value::Number(_) => true,
    }
}

/// The text of a value: a string, a number, the first of a list, or what an object holds under a usual name.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.trim().to_owned()).filter(|s| !s.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(items) => items.iter().find_map(text),
        Value::Object(o) => INNER.iter().find_map(|k| {
            o.iter()
                .find(|(key, _)| plain_key(key) == *k)
                .and_then(|(_, v)| if v.is_object() { None } else { text(v) })
        }),
        _ => None,
    }
}

/// All texts of a value that may be a list.
fn texts(value: &Value, depth: usize, out: &mut Vec<String>) {
    match value {
        Value::Array(items) if depth < 3 => items.iter().for_each(|v| texts(v, depth + 1, out)),
        other => out.extend(text(other)),
    }
}

fn found<T>(value: T, rule: &'static Rule, evidence: impl Into<String>) -> Sourced<T> {
    Sourced {
        value,
        rule,
        evidence: evidence.into(),
    }
}

/// What a record states, before it is looked into.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// Headline.
    pub(super) title: Option<String>,
    /// Day of publication, and the words that it was read from.
    pub(super) date: Option<(Date, String)>,
    /// The publisher's name.
    pub(super) publisher: Option<String>,
    /// Who wrote it, as bylines give their names.
    pub(super) bylines: Vec<String>,
    /// Address of the original in its usual form, and as it was written.
    pub(super) url: Option<(String, String)>,
    /// A summary.
    pub(super) summary: Option<String>,
    /// A language tag.
    pub(super) language: Option<String>,
    /// Address of the entry that points to the original, in its usual form, and as it was written.
    pub(super) via: Option<(String, String)>,
    /// Whether each heading opens an article of its own.
    pub(super) split: bool,
}

/// The metadata that a record's fields state; `rule` names where the record is from.
pub(super) fn metadata(record: &Map<String, Value>, rule: &'static Rule) -> Metadata {
    stated(record).metadata(rule)
}

/// What a record states, under whichever of the usual names.
pub(super) fn stated(record: &Map<String, Value>) -> Stated {
    let string = |names: &[&str]| get(record, names).and_then(text);
    let source = get(record, PUBLISHER);
    let inside = |names: &[&str]| {
        source
            .and_then(Value::as_object)
            .and_then(|o| get(o, names))
    };
    let publisher = |name: &&str| {
        let name = match get(record, &[name])? {
            Value::Object(o) => get(o, &["name", "title", "sitename"]).and_then(text),
            other => text(other),
        };
        name.filter(|n| is_publisher(n))
    };
    let by = AUTHOR.iter().map(|n| get(record, &[n]));
    let mut by = by.chain([inside(&["author", "authors"])]).flatten();
    let written = URL.iter().filter_map(|n| get(record, &[n]).and_then(text));
    let from_source = inside(&["url", "link", "href"]).and_then(text);
    // Clippings name the page that they were taken from `source`.
    let source_itself = source.and_then(Value::as_str).map(str::to_owned);
    let url = written
        .chain(from_source)
        .chain(source_itself)
        .find_map(address);
    let original = string(EXTERNAL).and_then(address);
    let (url, entry) = match original {
        // The record is an entry of a list of links: what it points to is the article.
        Some(original) if url.as_ref().is_some_and(|u| u.0 != original.0) => (Some(original), url),
        Some(original) => (Some(original), None),
        None => (url, None),
    };
    let via = entry.or_else(|| string(VIA).and_then(address));
    let via = via.filter(|v| url.as_ref().is_some_and(|u| u.0 != v.0));
    // A record that has a place for the day of publication and leaves it empty does not mean the day it was made.
    let unpublished = record.iter().any(|(key, value)| {
        PUBLISHED.contains(&plain_key(key).as_str())
            && (value.is_null() || value.as_str().is_some_and(|s| s.trim().is_empty()))
    });
    let mut dates = DATE.iter().filter(|n| !(unpublished && MADE.contains(*n)));
    Stated {
        title: string(TITLE),
        date: dates.find_map(|n| get(record, &[n]).and_then(text).and_then(day)),
        publisher: PUBLISHER.iter().find_map(publisher),
        bylines: by
            .find_map(|v| Some(bylines(v)).filter(|b| !b.is_empty()))
            .unwrap_or_default(),
        url,
        summary: string(SUMMARY),
        language: string(LANGUAGE),
        via,
        split: false,
    }
}

/// A day with the words that it was read from.
pub(super) fn day(words: String) -> Option<(Date, String)> {
    dates::parse(&words).map(|date| (date, words))
}

/// An address in its usual form, and as it was written.
pub(super) fn address(written: String) -> Option<(String, String)> {
    http(&written).map(|address| (address, written))
}

/// Whether a text can be a publisher's name.
pub(super) fn is_publisher(name: &str) -> bool {
    !name.contains("://") && name.chars().count() <= 80
}

/// All bylines of a value.
pub(super) fn bylines(value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    texts(value, 0, &mut out);
    out.iter()
        .map(|byline| without_wiki_links(byline))
        .collect()
}

/// The text with `[[Name]]` and `[[Page|Name]]`, as notes link to each other, as the name alone.
pub(super) fn without_wiki_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[[") {
        let Some((inside, after)) = link.split_once("]]") else {
            break;
        };
        out.push_str(before);
        out.push_str(inside.rsplit('|').next().unwrap_or(inside));
        rest = after;
    }
    out.push_str(rest);
    out
}

impl Stated {
    /// This, and from `other` what this does not state.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            date: self.date.or(other.date),
            publisher: self.publisher.or(other.publisher),
            bylines: if self.bylines.is_empty() {
                other.bylines
            } else {
                self.bylines
            },
            url: self.url.or(other.url),
            summary: self.summary.or(other.summary),
            language: self.language.or(other.language),
            via: self.via.or(other.via),
            split: self.split || other.split,
        }
    }

    /// What it comes to; `rule` names where it is from.
    pub(super) fn metadata(self, rule: &'static Rule) -> Metadata {
        let line = |text: Option<String>| {
            text.map(|t| found(plain::title(&t), rule, t))
                .filter(|t| !t.value.is_empty())
        };
        let publisher = self.publisher.map(|p| found(plain::title(&p), rule, p));
        let name = publisher.as_ref().map(|p| p.value.clone());
        let mut authors: Vec<Sourced<String>> = Vec::new();
        let mut known = HashSet::new();
        for byline in self.bylines {
            for person in people(&byline, name.as_deref()) {
                if known.insert(person.clone()) {
                    authors.push(found(person, rule, byline.clone()));
                }
            }
        }
        let (title, publisher) = split_title(line(self.title), publisher);
        Metadata {
            title,
            date: self.date.map(|(date, words)| found(date, rule, words)),
            authors,
            publisher,
            url: self
                .url
                .map(|(address, written)| found(address, rule, written)),
            summary: line(self.summary),
            language: self
                .language
                .and_then(|l| language(&l).map(|tag| found(tag, rule, l))),
            draft: None,
            via: self
                .via
                .map(|(address, written)| found(address, rule, written)),
            excerpt: None,
        }
    }
}

/// Cuts the publisher's name from the headline's end; the cut name is the publisher where none is stated.
pub(super) fn split_title(
    title: Option<Sourced<String>>,
    publisher: Option<Sourced<String>>,
) -> (Option<Sourced<String>>, Option<Sourced<String>>) {
    let Some(mut title) = title else {
        return (None, publisher);
    };
    let known: Vec<String> = publisher.iter().map(|p| p.value.clone()).collect();
    let (head, ending) = crate::fragment::title::cut_publisher(&title.value, &known, &[]);
    title.value = head;
    let publisher = publisher.or_else(|| {
        ending
            .filter(|e| !is_wire(e) || e.len() > 3)
            .map(|e| found(e, &rules::TITLE_END, title.evidence.clone()))
    });
    (Some(title), publisher)
}
