//! The export of Movable Type and `TypePad`, which other blogs write too: entries in plain text, each with lines of keys over
//! its parts.
//!
//! ```text
//! TITLE: Headline
//! STATUS: Publish
//! DATE: 03/11/2025 08:00:00 AM
//! -----
//! BODY:
//! <p>Text</p>
//! -----
//! --------
//! ```

use serde_json::{Map, Value};

use super::{Reading, dates, json, rules};
use crate::finding::Finding;

/// Ends an entry, and one of its parts.
const ENTRY: &str = "--------";
const PART: &str = "-----";

/// Keys with which an entry may begin.
const FIRST: &[&str] = &[
    "AUTHOR",
    "TITLE",
    "BASENAME",
    "STATUS",
    "DATE",
    "UNIQUE URL",
    "ALLOW COMMENTS",
    "CATEGORY",
    "PRIMARY CATEGORY",
];

/// Whether a text is such an export: it begins with one of its keys, and a body begins after a line that parts.
pub(super) fn is_export(text: &str) -> bool {
    let mut lines = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim_end);
    let first = lines.find(|line| !line.is_empty());
    let begins = first
        .and_then(|line| line.split_once(':'))
        .is_some_and(|(key, _)| FIRST.contains(&key));
    let mut last = "";
    begins
        && lines.take(60).any(|line| {
            let body = last == PART && line == "BODY:";
            last = line;
            body
        })
}

/// Reads an export.
pub(super) fn read(name: &str, text: &str) -> Reading {
    let mut out = Reading::default();
    let mut records = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines().chain([ENTRY]) {
        if line.trim_end() == ENTRY {
            records.extend(record(&lines));
            lines.clear();
        } else {
            lines.push(line);
        }
    }
    if records.is_empty() {
        out.findings.push(
            Finding::error("no-article", "the export of a blog holds no entries")
                .in_file(name)
                .help("export the blog again, or take the file out of the inbox"),
        );
    }
    let single = records.len() == 1;
    json::of_records(name, &records, single, None, &rules::HEADER_LINE, &mut out);
    out
}

/// One entry as a record; none of an empty one.
fn record(lines: &[&str]) -> Option<Map<String, Value>> {
    let mut parts = lines.split(|line| line.trim_end() == PART);
    let mut record = Map::new();
    for line in parts.next()? {
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim();
            if !value.is_empty() {
                let value = if key == "DATE" {
                    day(value)
                } else {
                    value.to_owned()
                };
                record
                    .entry(key.to_lowercase())
                    .or_insert(Value::from(value));
            }
        }
    }
    let mut body = String::new();
    for part in parts {
        let first = part.iter().position(|line| !line.trim().is_empty());
        let Some((head, text)) = first
            .and_then(|at| part.get(at..))
            .and_then(<[_]>::split_first)
        else {
            continue;
        };
        match head.trim_end() {
            "BODY:" => body.insert_str(0, &text.join("\n")),
            "EXTENDED BODY:" => {
                body.push_str("\n\n");
                body.push_str(&text.join("\n"));
            }
            "EXCERPT:" => {
                record.insert("excerpt".to_owned(), Value::from(text.join("\n")));
            }
            // Keywords, and what readers wrote.
            _ => {}
        }
    }
    record.insert("body".to_owned(), Value::from(body.trim()));
    (record.len() > 1 || !body.trim().is_empty()).then_some(record)
}

/// The day of a date, in which the month comes first.
fn day(date: &str) -> String {
    dates::parse_ordered(date, dates::Order::MonthFirst)
        .map_or_else(|| date.to_owned(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::{is_export, read};

    const EXPORT: &str = "AUTHOR: Jane Roe\nTITLE: Mill opens in Lodz\nSTATUS: Publish\nDATE: 03/11/2025 08:00:00 AM\n-----\n\
        BODY:\nIt grinds.\n\nIt opens.\n-----\nEXTENDED BODY:\nIt goes on.\n-----\nCOMMENT:\nAUTHOR: Max\nNice!\n-----\n--------\n\
        TITLE: Not yet\nSTATUS: Draft\nDATE: 12/31/2025 08:00:00 PM\n-----\nBODY:\n<p>Ask them.</p>\n-----\n--------\n";

    #[test]
    fn each_entry_is_an_article() {
        assert!(is_export(EXPORT));
        let reading = read("mt.txt", EXPORT);
        assert!(reading.findings.is_empty(), "{:?}", reading.findings);
        let [first, second] = reading.fragments.as_slice() else {
            panic!("{:?}", reading.fragments)
        };
        let m = &first.metadata;
        assert_eq!(m.title.as_ref().unwrap().value, "Mill opens in Lodz");
        assert_eq!(m.authors[0].value, "Jane Roe");
        assert_eq!(m.date.as_ref().unwrap().value.to_string(), "2025-03-11");
        assert_eq!(
            first.body.html(),
            "<p>It grinds.</p>\n<p>It opens.</p>\n<p>It goes on.</p>\n"
        );
        assert!(m.draft.as_ref().is_none_or(|d| !d.value));
        assert!(second.metadata.draft.as_ref().is_some_and(|d| d.value));
        assert_eq!(
            second.metadata.date.as_ref().unwrap().value.to_string(),
            "2025-12-31"
        );
    }

    #[test]
    fn other_texts() {
        for text in [
            "TITLE: Mill opens\n\nIt grinds.\n",
            "BODY:\nIt grinds.\n",
            "A note\n-----\nBODY:\nIt grinds.\n",
            "",
        ] {
            assert!(!is_export(text), "{text}");
        }
    }
}
