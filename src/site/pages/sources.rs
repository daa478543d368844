//! `/sources/`: the publishers.

use crate::digest::{Digest, DigestSource};
use crate::settings::Settings;
use crate::site::addresses::source_address;
use crate::site::context::frame::Head;
use crate::site::context::parts::BriefLink;
use crate::site::context::seen;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;
use crate::source_kinds::SourceKind;

const ADDRESS: &str = "sources/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<SourcesSeen<'_>>()),
    groups: &[Group::named("sources", "Sources", ADDRESS)],
    routes,
};

seen! {
    /// `/sources/`: all publishers.
    template "sources.html" struct SourcesSeen<'a> {
        /// The publishers, by name.
        sources: Vec<PublisherSeen<'a>>,
    }
}

seen! {
    /// A publisher.
    struct PublisherSeen<'a> {
        /// Its name, or its host where no brief names it.
        name: &'a str,
        /// Address of its page.
        url: String,
        /// Its host, where known.
        host: Option<&'a str>,
        /// What kind of publisher it is, as a brief's source has it; none where that is not sure.
        kind: Option<&'static str>,
        /// Its briefs.
        count: usize,
        /// The newest of them.
        last: Option<BriefLink<'a>>,
    }
}

impl<'a> PublisherSeen<'a> {
    pub(super) fn of(digest: &'a Digest, source: &'a DigestSource) -> Self {
        Self {
            name: &source.name,
            url: source_address(source),
            host: source.host.as_deref(),
            kind: source.kind.map(SourceKind::words),
            count: source.briefs.len(),
            last: digest.briefs_of(&source.briefs).next().map(BriefLink::to),
        }
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if settings.pages.sources && !digest.sources.is_empty() {
        list.page(ADDRESS, Sources);
    }
}

#[derive(Debug)]
struct Sources;

impl Show for Sources {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let sources = digest.sources.iter();
        let own = SourcesSeen {
            sources: sources.map(|s| PublisherSeen::of(digest, s)).collect(),
        };
        let head = Head {
            kind: "sources",
            title: "Sources".into(),
            description: format!(
                "The publishers that {} draws on, with the latest brief from each and how many there are.",
                site.settings.title
            ),
            address,
            ..Head::default()
        };
        site.page(head, None, own)
    }
}
