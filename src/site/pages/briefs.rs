//! `/briefs/`: all briefs.

use jiff::civil::Date;

use super::collection::collection;
use crate::digest::{BriefId, Digest};
use crate::settings::Settings;
use crate::site::context::frame::{Head, Paging};
use crate::site::context::{Html, seen};
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

const ADDRESS: &str = "briefs/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<BriefsSeen<'_>>()),
    groups: &[Group::named("briefs", "Briefs", ADDRESS)],
    routes,
};

seen! {
    /// `/briefs/`, paged: all briefs, newest first.
    template "briefs.html" struct BriefsSeen<'a> {
        /// The briefs of this page, each as `card.html` makes it.
        cards: Vec<Html<'a>>,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if !digest.briefs.is_empty() {
        list.paged(ADDRESS, digest.briefs.len(), settings.paginate, Briefs);
    }
}

/// One page of the list.
#[derive(Debug)]
struct Briefs(usize);

impl Show for Briefs {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let paging = Paging {
            base: ADDRESS,
            number: self.0,
            items: site.digest.briefs.len(),
            per_page: site.settings.paginate,
        };
        let places = paging.range().filter_map(|i| u32::try_from(i).ok());
        let ids: Vec<BriefId> = places.map(BriefId).collect();
        let head = Head {
            kind: "briefs",
            title: "Briefs".into(),
            description: format!(
                "All {} briefs of {}, newest first, each with its source, companies and technologies.",
                paging.items, site.settings.title
            ),
            address,
            json_ld: Some(collection("Briefs")),
            ..Head::default()
        };
        let own = BriefsSeen {
            cards: site.cards(&ids, address),
        };
        site.page(head, Some(paging), own)
    }

    fn last_change(&self, digest: &Digest) -> Option<Date> {
        let newest = digest.briefs.first().filter(|_| self.0 == 1);
        newest.and_then(|b| b.day())
    }
}
