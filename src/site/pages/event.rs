//! `/events/KIND/`: the briefs that report events of one kind.

use super::collection::{briefs_text, latest};
use super::events::EventKindSeen;
use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::addresses::events_address;
use crate::site::context::frame::{Head, Paging};
use crate::site::context::{Html, seen};
use crate::site::format::described;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<EventPage<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/events/KIND/`, paged: the events of one kind.
    template "event.html" struct EventPage<'a> {
        /// The kind.
        event: EventKindSeen<'a>,
        /// Its briefs of this page, newest first, each as `card.html` makes it.
        cards: Vec<Html<'a>>,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if !settings.pages.events {
        return;
    }
    for (place, events) in digest.events.iter().enumerate() {
        let base = events_address(events.kind);
        list.paged(&base, events.briefs.len(), settings.paginate, |number| {
            Event { place, number }
        });
    }
}

/// A kind of event and the number of a page.
#[derive(Debug)]
struct Event {
    place: usize,
    number: usize,
}

impl Show for Event {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let events = site.digest.events(self.place);
        let base = events_address(events.kind);
        let paging = Paging {
            base: &base,
            number: self.number,
            items: events.briefs.len(),
            per_page: site.settings.paginate,
        };
        let own = EventPage {
            event: EventKindSeen::of(&site.digest, events),
            cards: site.cards(paging.of(&events.briefs), address),
        };
        let title = format!("Events: {}", events.kind);
        let head = Head {
            kind: "event",
            title: title.clone().into(),
            description: described([
                format!(
                    "{} of {} that report an event of the kind “{}”.",
                    briefs_text(events.briefs.len()),
                    site.settings.title,
                    events.kind
                ),
                latest(&site.digest, &events.briefs),
            ]),
            address,
            crumbs: vec![("Events".into(), "events/".to_owned())],
            ..Head::default()
        };
        site.page(head, Some(paging), own)
    }
}
