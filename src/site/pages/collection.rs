//! What all lists of briefs tell search engines.

use serde_json::json;

use crate::digest::BriefId;
use crate::site::addresses::brief_address;
use crate::site::render::Site;

/// A list of briefs for search engines.
pub(super) fn collection(site: &Site, name: &str, ids: &[BriefId]) -> serde_json::Value {
    let items: Vec<_> = site
        .digest
        .briefs_of(ids)
        .zip(1..)
        .map(|(brief, position)| {
            let url = format!("{}{}", site.base_url, brief_address(brief));
            json!({ "@type": "ListItem", "position": position, "url": url })
        })
        .collect();
    json!({
        "@type": "CollectionPage",
        "name": name,
        "mainEntity": { "@type": "ItemList", "itemListElement": items },
    })
}
