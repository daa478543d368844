//! Notes that readers' programs export: under the headline a list of what is known of the article, a field a line, in
//! place of front matter. Readwise writes them so.
//!
//! ```text
//! # Headline
//! ## Metadata
//! - Author: [[Jane Roe]]
//! - URL: https://…
//! ```

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::fields;

/// Lines over which such a list may begin, and fewest fields that make one.
const WITHIN: usize = 20;
const FEWEST: usize = 2;

/// The way back to the program behind a passage: `([View Highlight](https://…))`, `([Location 12](https://…))`.
static WAY_BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*\(\[(?:View \w+|(?:Location|Page|Time) [\d:]+)\]\(https?://[^)\s]*\)\)")
        .expect("a test reads a way back with it")
});

/// What the reader noted to a passage, in an item below it.
static READERS_OWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s+[-*]\s+\**(?:Note|Tags?)\**:").expect("a test reads a note with it")
});

/// The fields of such a list, and the text without it; none where the text has no such list.
pub(super) fn listed(text: &str) -> Option<(Map<String, Value>, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let heading = lines
        .iter()
        .take(WITHIN)
        .position(|l| l.starts_with("## ") || l.starts_with("### "))?;
    let mut record = Map::new();
    let mut known = 0;
    let mut end = heading + 1;
    for line in lines.iter().skip(end) {
        if line.trim().is_empty() && record.is_empty() {
            end += 1;
            continue;
        }
        let Some((key, value)) = field(line) else {
            break;
        };
        end += 1;
        let plain = fields::plain_key(key);
        // What a program calls the full headline, beside a short one of its own.
        let name = if plain == "fulltitle" { "title" } else { key };
        known += usize::from(fields::is_name(&plain) || name == "title");
        record.entry(name.to_owned()).or_insert(Value::from(value));
    }
    if known < FEWEST
        || !record
            .values()
            .any(|v| v.as_str().is_some_and(|v| v.contains("://")))
    {
        return None;
    }
    let before = lines.get(..heading).unwrap_or_default();
    let after = lines.get(end..).unwrap_or_default();
    Some((record, without_the_readers(&[before, after].concat())))
}

/// The lines without what is the reader's and the program's own: notes and tags to a passage, the way back to it, the
/// picture of a cover and the heading over the passages.
fn without_the_readers(lines: &[&str]) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut out: Vec<String> = Vec::new();
    let mut below: Option<usize> = None;
    for line in lines {
        if below.is_some_and(|depth| !line.trim().is_empty() && indent(line) > depth) {
            continue;
        }
        below = READERS_OWN.is_match(line).then(|| indent(line));
        let heading = line.trim_start_matches('#');
        let label = heading.len() < line.len() && heading.trim() == "Highlights";
        if below.is_some() || label || line.trim_start().starts_with("![rw-book-cover](") {
            continue;
        }
        out.push(WAY_BACK.replace_all(line, "").into_owned());
    }
    out.join("\n")
}

/// The key and the value of a line `- Key: value`.
fn field(line: &str) -> Option<(&str, &str)> {
    let item = line.strip_prefix("- ").or(line.strip_prefix("* "))?;
    let (key, value) = item.split_once(':')?;
    let key = key.trim().trim_matches('*');
    let short = key.split_whitespace().count() <= 3 && !key.is_empty();
    short.then_some((key, value.trim().trim_start_matches('*').trim()))
}

#[cfg(test)]
mod tests {
    use crate::fragment::read;

    #[test]
    fn a_list_in_place_of_front_matter() {
        let text = "# A plant in Reno\n\n![rw-book-cover](https://e.example/c.png)\n\n## Metadata\n- Author: [[Jane Roe]]\n\
            - Full Title: A plant in Reno for cells\n- Category: #articles\n- URL: https://e.example/reno\n\n\
            ## Highlights\n- The maker builds a plant in Reno. ([View Highlight](https://r.example/1))\n    - Note: call them\n\
            \x20       and ask\n    - Tags: [[cells]]\n- It opens ([in May](https://e.example/may)).\n";
        let reading = read("a.md", text.as_bytes(), None);
        let metadata = &reading.fragments[0].metadata;
        assert_eq!(metadata.authors[0].value, "Jane Roe");
        assert_eq!(
            metadata.url.as_ref().unwrap().value,
            "https://e.example/reno"
        );
        assert_eq!(
            metadata.title.as_ref().unwrap().value,
            "A plant in Reno for cells"
        );
        let html = reading.fragments[0].body.html().into_owned();
        assert!(
            html.contains("The maker builds a plant in Reno.</li>") && !html.contains("Category"),
            "{html}"
        );
        for own in [
            "View",
            "call them",
            "and ask",
            "cells",
            "cover",
            "Highlights",
        ] {
            assert!(!html.contains(own), "{own}: {html}");
        }
        assert!(
            html.contains("(<a href=\"https://e.example/may\">in May</a>)"),
            "{html}"
        );
        let list = "# A\n\n## Facts\n- Place: Reno\n- Jobs: 400\n\nText\n";
        assert!(
            read("a.md", list.as_bytes(), None).fragments[0]
                .body
                .html()
                .contains("Jobs")
        );
    }

    #[test]
    fn front_matter_of_a_clipping() {
        let text = "---\ntitle: \"A plant in Reno\"\nsource: \"https://e.example/reno\"\nauthor:\n  - \"[[Jane Roe]]\"\n\
            published: 2025-04-02\ncreated: 2025-05-09\ntags:\n  - clippings\n---\nThe maker builds a plant in Reno.\n";
        let facts = |text: &str| {
            let reading = read("a.md", text.as_bytes(), None);
            assert!(reading.findings.is_empty());
            let m = reading.fragments[0].metadata.clone();
            (
                m.url.map(|u| u.value),
                m.authors.into_iter().map(|a| a.value).collect::<Vec<_>>(),
                m.date.map(|d| d.value.to_string()),
                m.publisher.map(|p| p.value),
            )
        };
        let url = Some("https://e.example/reno".to_owned());
        let roe = vec!["Jane Roe".to_owned()];
        let day = Some("2025-04-02".to_owned());
        assert_eq!(facts(text), (url.clone(), roe.clone(), day, None));
        // The day of the clipping is none of the article.
        let undated = text.replace("published: 2025-04-02", "published:");
        assert_eq!(facts(&undated), (url, roe, None, None));
    }
}
