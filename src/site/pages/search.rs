//! `/search/`: the page that looks up what a reader types.

use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::context::frame::Head;
use crate::site::context::seen;
use crate::site::files::search::{is_made, version};
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

const ADDRESS: &str = "search/";

/// The field for it stands in every masthead, so the navigation needs no link.
pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<SearchSeen>()),
    groups: &[Group {
        key: "search",
        name: None,
        address: ADDRESS,
    }],
    routes,
};

seen! {
    /// `/search/`: the form, and without JavaScript the indices.
    template "search.html" struct SearchSeen {
        /// By what the index is told from that of another build, so that no browser mixes files of both.
        version: String,
        /// The years that have briefs, newest first.
        years: Vec<SearchedYear>,
        /// The kinds of event that briefs report.
        events: Vec<SearchedKind>,
        /// The kinds of source that they come from.
        kinds: Vec<SearchedKind>,
    }
}

seen! {
    /// A year to search in.
    struct SearchedYear {
        /// Its number.
        year: i16,
        /// Its briefs.
        count: usize,
    }
}

seen! {
    /// A kind of event or of source to search for.
    struct SearchedKind {
        /// Its name, such as `funding` or `wire`.
        name: &'static str,
        /// What readers are told, such as `news agency`.
        words: &'static str,
        /// Its briefs.
        count: usize,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if is_made(digest, settings) {
        list.page(ADDRESS, Search);
    }
}

#[derive(Debug)]
struct Search;

impl Show for Search {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let years = digest.months.chunk_by(|a, b| a.year == b.year);
        let years = years.map(|months| SearchedYear {
            year: months.first().map_or(0, |m| m.year),
            count: months.iter().map(|m| m.briefs.len()).sum(),
        });
        let events = digest.events.iter().map(|e| SearchedKind {
            name: e.kind,
            words: e.kind,
            count: e.briefs.len(),
        });
        let kinds = digest.briefs_by_source_kind().into_iter();
        let kinds = kinds.map(|(kind, briefs)| SearchedKind {
            name: kind.key(),
            words: kind.words(),
            count: briefs.len(),
        });
        let own = SearchSeen {
            version: version(site),
            years: years.collect(),
            events: events.collect(),
            kinds: kinds.collect(),
        };
        let head = Head {
            kind: "search",
            title: "Search".into(),
            description: format!(
                "Search the briefs, companies, technologies and figures of {}.",
                site.settings.title
            ),
            address,
            ..Head::default()
        };
        site.page(head, None, own)
    }
}
