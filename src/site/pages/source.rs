//! `/sources/SLUG/`: the briefs of one publisher.

use super::collection::{briefs_text, latest};
use super::sources::PublisherSeen;
use crate::digest::{Digest, SourceId};
use crate::settings::Settings;
use crate::site::addresses::source_address;
use crate::site::context::frame::{Head, Paging};
use crate::site::context::{Html, seen};
use crate::site::format::described;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<PublisherPage<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/sources/SLUG/`, paged: one publisher.
    template "source.html" struct PublisherPage<'a> {
        /// The publisher.
        source: PublisherSeen<'a>,
        /// Its briefs of this page, newest first, each as `card.html` makes it.
        cards: Vec<Html<'a>>,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if !settings.pages.sources {
        return;
    }
    for (source, i) in digest.sources.iter().zip(0..) {
        let base = source_address(source);
        list.paged(&base, source.briefs.len(), settings.paginate, |number| {
            Source {
                id: SourceId(i),
                number,
            }
        });
    }
}

/// A publisher and the number of a page.
#[derive(Debug)]
struct Source {
    id: SourceId,
    number: usize,
}

impl Show for Source {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let source = site.digest.source(self.id);
        let base = source_address(source);
        let paging = Paging {
            base: &base,
            number: self.number,
            items: source.briefs.len(),
            per_page: site.settings.paginate,
        };
        let own = PublisherPage {
            source: PublisherSeen::of(&site.digest, source),
            cards: site.cards(paging.of(&source.briefs), address),
        };
        let head = Head {
            kind: "source",
            title: format!("Source: {}", source.name).into(),
            description: described([
                format!(
                    "{} of {} from articles of {}.",
                    briefs_text(source.briefs.len()),
                    site.settings.title,
                    source.name
                ),
                latest(&site.digest, &source.briefs),
            ]),
            address,
            crumbs: vec![("Sources".into(), "sources/".to_owned())],
            ..Head::default()
        };
        site.page(head, Some(paging), own)
    }
}
