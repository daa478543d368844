//! What all lists of briefs tell search engines.

use serde_json::json;

use crate::digest::BriefId;
use crate::site::addresses::brief_address;
use crate::site::context::frame::JsonLd;
use crate::site::context::marks::Marks;
use crate::site::render::Site;

/// A list of briefs for search engines.
pub(super) fn collection<'s>(site: &'s Site, name: &str, ids: &[BriefId]) -> JsonLd<'s> {
    let mut marks = Marks::default();
    marks.text(name);
    marks.text(&site.base_url);
    for brief in site.digest.briefs_of(ids) {
        marks.text(brief.slug.as_str());
    }
    let (name, ids) = (name.to_owned(), ids.to_vec());
    let make = move || {
        let items: Vec<_> = site
            .digest
            .briefs_of(&ids)
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
    };
    JsonLd {
        of: marks,
        make: Box::new(make),
    }
}
