//! What all lists of briefs tell search engines.

use crate::digest::{BriefId, Digest};
use crate::site::format::{count_text, date_text};

use serde_json::json;

use crate::site::context::frame::JsonLd;
use crate::site::context::marks::Marks;

/// The newest of a list's briefs as a sentence; nothing of a list without one.
pub(super) fn latest(digest: &Digest, briefs: &[BriefId]) -> String {
    let newest = digest.briefs_of(briefs).next();
    newest.map_or_else(String::new, |brief| {
        let day = brief.date.map(|d| format!(", of {}", date_text(d)));
        format!("The latest{}: {}", day.unwrap_or_default(), brief.title)
    })
}

/// So many briefs, for reading.
pub(super) fn briefs_text(count: usize) -> String {
    let briefs = if count == 1 { "brief" } else { "briefs" };
    format!("{} {briefs}", count_text(count))
}

/// A list of briefs for search engines. The briefs themselves are the page's links, so they are not named once more.
pub(super) fn collection(name: &str) -> JsonLd<'static> {
    let mut of = Marks::default();
    of.text(name);
    let name = name.to_owned();
    JsonLd {
        of,
        make: Box::new(move || json!({ "@type": "CollectionPage", "name": name })),
    }
}
