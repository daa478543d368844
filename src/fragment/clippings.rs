//! Notes that readers' programs export: under the headline a list of what is known of the article, a field a line, in
//! place of front matter. Readwise writes them so.
//!
//! ```text
//! # Headline
//! ## Metadata
//! - Author: [[Jane Roe]]
//! - URL: https://…
//! ```

use serde_json::{Map, Value};

use super::fields;

/// Lines over which such a list may begin, and fewest fields that make one.
const WITHIN: usize = 20;
const FEWEST: usize = 2;

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
    Some((record, [before, after].concat().join("\n")))
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
        let text = "# A plant in Reno\n\n![cover](https://e.example/c.png)\n\n## Metadata\n- Author: [[Jane Roe]]\n\
            - Full Title: A plant in Reno for cells\n- Category: #articles\n- URL: https://e.example/reno\n\n\
            ## Highlights\n- The maker builds a plant in Reno.\n";
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
            html.contains("The maker") && !html.contains("Category"),
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
