//! `/events/`: what happened, by kind.

use crate::digest::{Digest, EventsOfKind};
use crate::settings::Settings;
use crate::site::addresses::events_address;
use crate::site::context::frame::Head;
use crate::site::context::parts::BriefLink;
use crate::site::context::seen;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

const ADDRESS: &str = "events/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<EventsSeen<'_>>()),
    groups: &[Group::named("events", "Events", ADDRESS)],
    routes,
};

seen! {
    /// `/events/`: the kinds of event that briefs report.
    template "events.html" struct EventsSeen<'a> {
        /// The kinds, by name.
        events: Vec<EventKindSeen<'a>>,
    }
}

seen! {
    /// A kind of event.
    struct EventKindSeen<'a> {
        /// Its name: `funding`, `acquisition`, `plant`, `launch`, `order`, `results`, `regulation`, `people` or `incident`.
        name: &'static str,
        /// Address of its page.
        url: String,
        /// Its briefs.
        count: usize,
        /// The newest of them.
        last: Option<BriefLink<'a>>,
    }
}

impl<'a> EventKindSeen<'a> {
    pub(super) fn of(digest: &'a Digest, events: &'a EventsOfKind) -> Self {
        Self {
            name: events.kind,
            url: events_address(events.kind),
            count: events.briefs.len(),
            last: digest.briefs_of(&events.briefs).next().map(BriefLink::to),
        }
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if settings.pages.events && !digest.events.is_empty() {
        list.page(ADDRESS, Events);
    }
}

#[derive(Debug)]
struct Events;

impl Show for Events {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let events = digest.events.iter();
        let own = EventsSeen {
            events: events.map(|e| EventKindSeen::of(digest, e)).collect(),
        };
        let head = Head {
            kind: "events",
            title: "Events".into(),
            description: format!(
                "What the briefs of {} report, by kind: orders, plants, funding, results and more.",
                site.settings.title
            ),
            address,
            ..Head::default()
        };
        site.page(head, None, own)
    }
}
