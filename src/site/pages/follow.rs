//! `/follow/`: what a feed is, and which there are.

use std::cmp::Reverse;

use crate::digest::{Digest, DigestTerm, TermId};
use crate::settings::Settings;
use crate::site::context::frame::Head;
use crate::site::context::link::FeedLink;
use crate::site::context::parts::more;
use crate::site::context::seen;
use crate::site::files::feeds::{Followed, followed, is_followed, links};
use crate::site::format::count_text;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

const ADDRESS: &str = "follow/";

/// Terms whose feeds are listed.
const TERMS: usize = 30;

/// The footer leads to it.
pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<FollowSeen<'_>>()),
    groups: &[Group {
        key: "follow",
        name: None,
        address: ADDRESS,
    }],
    routes,
};

seen! {
    /// `/follow/`: the feeds.
    template "follow.html" struct FollowSeen<'a> {
        /// What the site has as a whole, such as all briefs and all stories.
        whole: Vec<FollowedSeen<'a>>,
        /// The companies and technologies that most briefs are about, the most frequent first.
        terms: Vec<FollowedSeen<'a>>,
        /// How many more terms have feeds, for reading; none where all are listed.
        more_terms: Option<String>,
        /// How many companies and technologies have feeds for both together, for reading; none where none has.
        pairs: Option<String>,
    }
}

seen! {
    /// Something that has feeds.
    struct FollowedSeen<'a> {
        /// What it is called.
        name: std::borrow::Cow<'a, str>,
        /// Address of its page.
        url: String,
        /// How much there is of it, for reading, such as `1,200 briefs`.
        count_text: String,
        /// Its feeds, in each format.
        feeds: Vec<FeedLink>,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if is_followed(digest, settings) {
        list.page(ADDRESS, Follow);
    }
}

#[derive(Debug)]
struct Follow;

impl Show for Follow {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let (mut whole, mut terms, mut pairs) = (Vec::new(), Vec::new(), 0);
        for of in followed(digest, &site.settings) {
            match of {
                Followed::Site => whole.push((of, digest.briefs.len())),
                Followed::Editions => whole.push((of, digest.editions.len())),
                Followed::Stories => whole.push((of, digest.stories.len())),
                Followed::Term(id) => terms.push((id, digest.term(id))),
                Followed::Pair { .. } => pairs += 1,
            }
        }
        let fed = terms.len();
        terms.sort_by_key(|(id, term): &(TermId, &DigestTerm)| (Reverse(term.about.len()), *id));
        terms.truncate(TERMS);
        let whole = whole.into_iter();
        let own = FollowSeen {
            whole: whole.map(|(of, count)| entry(site, of, count)).collect(),
            more_terms: more(fed, terms.len()),
            terms: terms
                .into_iter()
                .map(|(id, term)| entry(site, Followed::Term(id), term.about.len()))
                .collect(),
            pairs: more(pairs, 0),
        };
        let head = Head {
            kind: "follow",
            title: "Follow".into(),
            description: format!(
                "Feeds of {}: of all briefs, of its stories, and of each company and technology, for any feed reader.",
                site.settings.title
            ),
            address,
            ..Head::default()
        };
        site.page(head, None, own)
    }
}

fn entry(site: &Site, of: Followed, count: usize) -> FollowedSeen<'_> {
    let (one, many) = match of {
        Followed::Stories => ("story", "stories"),
        Followed::Editions => ("edition", "editions"),
        Followed::Site | Followed::Term(_) | Followed::Pair { .. } => ("brief", "briefs"),
    };
    FollowedSeen {
        name: of.name(&site.digest),
        url: of.page(&site.digest),
        count_text: format!(
            "{} {}",
            count_text(count),
            if count == 1 { one } else { many }
        ),
        feeds: links(of, &site.digest, &site.settings),
    }
}
