//! `/briefs/` and what all lists of briefs share.

use serde_json::json;

use crate::digest::{BriefId, DigestBrief};
use crate::finding::Finding;
use crate::site::Site;
use crate::site::layout::{Head, Pager};
use crate::site::values::brief_address;

pub(in crate::site) fn briefs(
    site: &Site,
    number: usize,
    address: &str,
) -> Result<String, Box<Finding>> {
    let pager = Pager {
        base: "briefs/",
        number,
        items: site.digest.briefs.len(),
        per_page: site.settings.paginate,
    };
    let ids: Vec<BriefId> = pager
        .range()
        .filter_map(|i| u32::try_from(i).ok())
        .map(BriefId)
        .collect();
    let head = Head {
        kind: "briefs",
        title: "Briefs",
        description: format!(
            "All {} briefs of {}, newest first.",
            pager.items, site.settings.title
        ),
        address,
        feed: Some("feed.xml".to_owned()),
        json_ld: Some(collection(site, "Briefs", &ids)),
        ..Head::default()
    };
    site.page("briefs.html", head, Some(pager), |context, root| {
        context.insert_value("cards", site.cards(&ids, root));
    })
}

/// A list of briefs for search engines.
pub(super) fn collection(site: &Site, name: &str, ids: &[BriefId]) -> serde_json::Value {
    let items = ids.iter().filter_map(|id| site.brief(*id)).zip(1..);
    let items: Vec<_> = items
        .map(|(brief, position)| {
            json!({ "@type": "ListItem", "position": position, "url": absolute(site, brief) })
        })
        .collect();
    json!({
        "@type": "CollectionPage",
        "name": name,
        "mainEntity": { "@type": "ItemList", "itemListElement": items },
    })
}

fn absolute(site: &Site, brief: &DigestBrief) -> String {
    format!("{}{}", site.base_url, brief_address(brief))
}
