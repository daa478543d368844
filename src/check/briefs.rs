//! Briefs that lack what a reader needs to trust them.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::brief::Brief;
use crate::finding::Finding;
use crate::front_matter::place_of;
use crate::names::{MOST_BYTES, MOST_TERMS};

/// Warns of briefs without a source, without an address of the original, or without a date. `source_of` gives the text
/// of a brief's file, in which the line is found.
pub fn check(briefs: &[Brief], source_of: impl Fn(&Brief) -> Option<String>) -> Vec<Finding> {
    let mut findings = same_original(briefs, &source_of);
    for brief in briefs {
        let source = LazyCell::new(|| source_of(brief));
        let warn = |rule, key: &str, message: &str, remedy: String| {
            let finding = Finding::warning(rule, message)
                .in_file(&brief.path)
                .help(remedy);
            at_key(finding, source.as_deref(), &[key])
        };
        if brief.sources.is_empty() {
            let remedy = match brief.derived.source_hints.first() {
                Some(host) => format!(
                    "its promotions link to {host}; if that is the publisher, add `source: {{ name: …, url: https://… }}`"
                ),
                None => "add `source: { name: …, url: https://… }`".to_owned(),
            };
            findings.push(warn(
                "no-source",
                "source",
                "the brief names no source",
                remedy,
            ));
        } else if brief.sources.iter().all(|s| s.url.is_none()) {
            findings.push(warn(
                "no-original",
                "source",
                "no source of the brief has an address",
                "add `url: https://…` to its `source`".to_owned(),
            ));
        }
        for (kind, about, mentioned) in [
            ("companies", &brief.companies, &brief.mentions.companies),
            (
                "technologies",
                &brief.technologies,
                &brief.mentions.technologies,
            ),
        ] {
            if about.len() + mentioned.len() >= MOST_TERMS {
                findings.push(warn(
                    "many-terms",
                    kind,
                    &format!(
                        "the brief names {MOST_TERMS} {kind} or more; it is given no more than that"
                    ),
                    "if it is a list and no article, take it out of the inbox".to_owned(),
                ));
            }
        }
        if brief.body_markdown.len() > MOST_BYTES {
            findings.push(warn(
                "long-text",
                "title",
                &format!(
                    "the text is longer than {} MB; names beyond are not sought",
                    MOST_BYTES / 1_000_000
                ),
                "if it holds several articles, make a fragment of each".to_owned(),
            ));
        }
        if brief.date.is_none() {
            findings.push(warn(
                "no-date",
                "date",
                "the brief has no date",
                "add `date: YYYY-MM-DD` if the original's day is known".to_owned(),
            ));
        }
    }
    findings
}

/// The finding at a key of the front matter, or at its first line where the key is not there.
fn at_key(finding: Finding, source: Option<&str>, keys: &[&str]) -> Finding {
    match source {
        Some(source) => finding.at(place_of(source, keys)),
        None => finding,
    }
}

/// Briefs that name one original: perhaps the same article twice.
fn same_original(briefs: &[Brief], source_of: impl Fn(&Brief) -> Option<String>) -> Vec<Finding> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for brief in briefs {
        for url in brief.sources.iter().filter_map(|s| s.url.as_deref()) {
            // A publisher's front page is the source of many.
            let is_page =
                url::Url::parse(url).is_ok_and(|u| u.path().len() > 1 || u.query().is_some());
            match first.get(url) {
                Some(other) if is_page && *other != brief.path => {
                    let finding = Finding::warning(
                        "same-original",
                        format!("the original {url} is that of {other} too"),
                    )
                    .in_file(&brief.path)
                    .help("if both are one article, delete one and name its fragment in the other");
                    let source = source_of(brief);
                    findings.push(at_key(finding, source.as_deref(), &["source", "url"]));
                }
                _ => {
                    first.insert(url, &brief.path);
                }
            }
        }
    }
    findings
}
