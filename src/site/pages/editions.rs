//! `/editions/`: all editions, the newest first.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::digest::{Digest, Edition, EditionBrief};
use crate::settings::Settings;
use crate::site::addresses::{EDITIONS, edition_address};
use crate::site::context::edition::{count_of, period_of, title_of};
use crate::site::context::frame::{Head, Paging};
use crate::site::context::seen;
use crate::site::files::feeds::{Followed, links};
use crate::site::format::date_text;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<EditionsSeen<'_>>()),
    groups: &[Group::named("editions", "Editions", EDITIONS)],
    routes,
};

seen! {
    /// `/editions/`, paged: all editions.
    template "editions.html" struct EditionsSeen<'a> {
        /// The editions of this page, the newest first.
        editions: Vec<EditionLine<'a>>,
    }
}

seen! {
    /// An edition as the list of editions shows it.
    struct EditionLine<'a> {
        /// Its title: the editor's, or its period.
        title: String,
        /// Its period; none where that is the title.
        period: Option<String>,
        /// Its number; none for one that was left out when later ones were published.
        number: Option<u32>,
        /// Address of its page.
        url: String,
        /// The day of its publication, for reading; none while it may change.
        published_text: Option<String>,
        /// The briefs that it has.
        count: usize,
        /// The headlines of its stories.
        headlines: Vec<Cow<'a, str>>,
        /// How many corrections it has.
        corrections: usize,
    }
}

impl<'a> EditionLine<'a> {
    fn of(site: &'a Site, edition: &'a Edition) -> Self {
        let headline = |told: &'a EditionBrief| {
            let brief = told.brief.map(|id| site.digest.brief(id));
            site.shared.typeset_in(brief, &told.title)
        };
        Self {
            title: title_of(edition).into_owned(),
            period: period_of(edition),
            number: edition.number,
            url: edition_address(edition),
            published_text: edition.published.map(date_text),
            count: count_of(edition),
            headlines: edition.stories.iter().map(headline).collect(),
            corrections: edition.corrections.len(),
        }
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    let editions = digest.editions.len();
    if editions > 0 {
        list.paged(EDITIONS, editions, settings.paginate, Editions);
    }
}

/// One page of the list.
#[derive(Debug)]
struct Editions(usize);

impl Show for Editions {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let editions = &site.digest.editions;
        let paging = Paging {
            base: EDITIONS,
            number: self.0,
            items: editions.len(),
            per_page: site.settings.paginate,
        };
        let own = EditionsSeen {
            editions: paging
                .of(editions)
                .iter()
                .map(|edition| EditionLine::of(site, edition))
                .collect(),
        };
        let head = Head {
            kind: "editions",
            title: "Editions".into(),
            description: format!(
                "{} editions of {}, the newest first, each with its stories and where they come from.",
                editions.len(),
                site.settings.title
            ),
            address,
            feeds: links(Followed::Editions, &site.digest, &site.settings),
            ..Head::default()
        };
        site.page(head, Some(paging), own)
    }

    fn last_change(&self, digest: &Digest) -> Option<Date> {
        let newest = digest.editions.first().filter(|_| self.0 == 1)?;
        newest.published
    }
}
