//! The editor's pages as the digest holds them.

use crate::brief::editor_page::EditorPage;
use crate::digest::DigestPage;

/// A page with its title, or with this one where it states none.
pub(super) fn digest_page(page: &EditorPage, title: &str) -> DigestPage {
    DigestPage {
        path: page.path.clone(),
        slug: page.slug.clone(),
        title: page.title.clone().unwrap_or_else(|| title.to_owned()),
        front_matter: json_map(&page.front_matter).into_iter().collect(),
        body_markdown: page.body_markdown.clone(),
    }
}

/// YAML fields as JSON; keys that are no text, and values that JSON cannot hold, are left out.
pub(super) fn json_map(
    mapping: &crate::yaml::Mapping,
) -> serde_json::Map<String, serde_json::Value> {
    mapping
        .iter()
        .filter_map(|(key, value)| {
            Some((key.as_str()?.to_owned(), serde_json::to_value(value).ok()?))
        })
        .collect()
}
