//! What all lists of briefs tell search engines.

use serde_json::json;

use crate::site::context::frame::JsonLd;
use crate::site::context::marks::Marks;

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
