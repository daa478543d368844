//! `/editions/PERIOD/`: one edition, and `/editions/latest/`, where the last one stands too.

use jiff::civil::Date;

use super::collection::collection;
use crate::digest::{Digest, Edition};
use crate::settings::Settings;
use crate::site::addresses::{EDITIONS, edition_address};
use crate::site::context::edition::{EditionSeen, title_of};
use crate::site::context::frame::Head;
use crate::site::context::link::PageLink;
use crate::site::context::seen;
use crate::site::files::feeds::{Followed, links};
use crate::site::format::described;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Origin, Show, Shown, Site};
use crate::site::template::Template;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<EditionPage<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/editions/PERIOD/` and `/editions/latest/`: one edition.
    template "edition.html" struct EditionPage<'a> {
        /// The edition.
        edition: EditionSeen<'a>,
        /// The edition before it.
        older: Option<PageLink>,
        /// The edition after it.
        newer: Option<PageLink>,
    }
}

fn routes(digest: &Digest, _: &Settings, list: &mut Routes) {
    for (place, edition) in digest.editions.iter().enumerate() {
        let latest = false;
        list.page(&edition_address(edition), EditionShown { place, latest });
    }
    if let Some(place) = digest.latest_edition() {
        let latest = true;
        list.page(
            &format!("{EDITIONS}latest/"),
            EditionShown { place, latest },
        );
    }
}

/// The edition at a place, at its own address or at that of the latest.
#[derive(Debug)]
struct EditionShown {
    place: usize,
    latest: bool,
}

impl Show for EditionShown {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let editions = &site.digest.editions;
        let edition = site.digest.edition(self.place);
        let seen = EditionSeen::of(site, edition, address, None);
        let link = |place: Option<usize>| {
            let edition = editions.get(place?)?;
            Some(PageLink {
                name: title_of(edition).into_owned(),
                url: edition_address(edition),
            })
        };
        let head = Head {
            kind: "edition",
            title: full_title(&seen).into(),
            // The same stands at its own address.
            title_more: self.latest.then(|| "the latest".to_owned()),
            description: description(site, &seen, self.latest),
            address,
            canonical: self.latest.then(|| seen.url.clone()),
            crumbs: vec![("Editions".into(), EDITIONS.to_owned())],
            feeds: links(Followed::Editions, &site.digest, &site.settings),
            json_ld: Some(collection(&seen.title)),
            ..Head::default()
        };
        let own = EditionPage {
            edition: seen,
            older: link(self.place.checked_add(1)),
            newer: link(self.place.checked_sub(1)),
        };
        site.page(head, None, own)
    }

    fn is_listed(&self, _: &Digest) -> bool {
        !self.latest
    }

    fn last_change(&self, digest: &Digest) -> Option<Date> {
        digest.edition(self.place).published
    }

    fn origin<'d>(&self, digest: &'d Digest) -> Origin<'d> {
        written(digest.edition(self.place))
    }
}

/// Whose words an edition has: its editor's, where there is a file.
pub(super) fn written(edition: &Edition) -> Origin<'_> {
    let path = edition.path.as_deref();
    path.map_or(Origin::Site, Origin::Page)
}

/// The title with the period, if that is another, so that no two editions have one title.
pub(super) fn full_title(edition: &EditionSeen<'_>) -> String {
    match &edition.period {
        Some(period) => format!("{} ({period})", edition.title),
        None => edition.title.clone(),
    }
}

fn description(site: &Site, edition: &EditionSeen<'_>, latest: bool) -> String {
    let headlines: Vec<&str> = edition.stories.iter().map(|s| &*s.title).collect();
    described([
        if latest { "The latest edition." } else { "" }.to_owned(),
        headlines.join("; "),
        format!("{}, {}.", site.settings.title, edition.days),
    ])
}
