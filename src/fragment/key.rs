//! Stable short names for the records of one file.

use std::collections::HashMap;

use crate::hash::{Stored, hex};

/// Longest key in characters; a longer one ends in a hash of the whole.
const LONGEST: usize = 48;

/// Gives each record of a file its key.
#[derive(Debug, Default)]
pub(super) struct Keys {
    seen: HashMap<String, usize>,
}

impl Keys {
    /// The key made of the first of these that yields one, else of the record's number (from 1). Records that share a
    /// key are told apart by their own text, so that one more at the top does not rename the others.
    pub(super) fn next(
        &mut self,
        id: Option<&str>,
        url: Option<&str>,
        title: Option<&str>,
        text: &str,
        number: usize,
    ) -> String {
        let plain = |text: &str| !text.contains("://");
        let key = id
            .filter(|i| plain(i))
            .and_then(short)
            .or_else(|| url.or(id).and_then(of_address))
            .or_else(|| title.and_then(short))
            .unwrap_or_else(|| {
                if text.is_empty() {
                    number.to_string()
                } else {
                    hash(text)
                }
            });
        let mut unique = |key: String| {
            let count = self.seen.entry(key.clone()).or_default();
            *count += 1;
            (*count, key)
        };
        match unique(key) {
            (1, key) => key,
            (count, key) if text.is_empty() => format!("{key}-{count}"),
            (_, key) => match unique(format!("{key}-{}", hash(text))) {
                (1, key) => key,
                (count, key) => format!("{key}-{count}"),
            },
        }
    }
}

/// The last meaningful part of an address's path; with a query, a hash tells records apart.
fn of_address(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let last = url
        .path_segments()
        .and_then(|parts| parts.rev().find(|p| !p.is_empty() && *p != "index.html"));
    let last = last.and_then(|l| short(l.split('.').next().unwrap_or(l)));
    match (last, url.query()) {
        (Some(key), None) => Some(key),
        (Some(key), Some(query)) => Some(format!("{key}-{}", hash(query))),
        (None, _) => Some(hash(address)),
    }
}

/// Text as a slug of bounded length.
fn short(text: &str) -> Option<String> {
    // Slugs of very long texts cost time and end as a hash anyway.
    let start: String = text.chars().take(200).collect();
    let slug = slug::slugify(&start);
    if slug.is_empty() {
        return None;
    }
    if slug.chars().count() <= LONGEST && start.len() == text.len() {
        return Some(slug);
    }
    let cut: String = slug.chars().take(LONGEST - 9).collect();
    Some(format!("{}-{}", cut.trim_end_matches('-'), hash(text)))
}

fn hash(text: &str) -> String {
    hex(Stored::Name, text)
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn keys_are_short_stable_and_apart() {
        let mut keys = Keys::default();
        assert_eq!(keys.next(Some("Post 17"), None, None, "", 1), "post-17");
        assert_eq!(keys.next(Some("Post 17"), None, None, "", 2), "post-17-2");
        assert_eq!(
            keys.next(
                None,
                Some("https://example.com/2024/new-plant.html"),
                None,
                "",
                3
            ),
            "new-plant"
        );
        assert_eq!(
            keys.next(None, None, Some("A New Plant!"), "", 4),
            "a-new-plant"
        );
        assert_eq!(keys.next(None, None, None, "", 5), "5");
        let long = keys.next(None, None, Some(&"word ".repeat(100)), "", 6);
        assert!(long.len() <= 48 && !long.contains("--"));
        assert_ne!(
            keys.next(None, Some("https://example.com/?p=1"), None, "", 7),
            keys.next(None, Some("https://example.com/?p=2"), None, "", 8)
        );
    }
}
