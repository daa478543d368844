//! Feeds: of the site and of each term, in every format of [`FORMATS`].
//!
//! A new format is a file here with a [`Format`], and its line in [`FORMATS`]: its routes, and the links to them on
//! pages, follow.

use crate::digest::{Digest, DigestBrief, DigestTerm, TermId};
use crate::settings::Settings;
use crate::site::addresses::term_address;
use crate::site::context::link::FeedLink;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};

use channel::{Channel, Format};

mod atom;
mod channel;

/// Every format.
const FORMATS: &[Format] = &[atom::FORMAT];

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    for format in formats(digest) {
        list.file(format.file, SiteFeed(format));
        for (term, i) in digest.terms.iter().zip(0..) {
            if is_fed(settings, term) {
                let path = format!("{}{}", term_address(term), format.file);
                list.file(path, TermFeed(TermId(i), format));
            }
        }
    }
}

/// The formats that can tell of something of this digest.
fn formats(digest: &Digest) -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|f| f.takes_any(digest))
}

/// Whether a term has feeds.
fn is_fed(settings: &Settings, term: &DigestTerm) -> bool {
    settings.pages.term_feeds && !term.about.is_empty()
}

/// Links to the feeds of the whole site.
pub(in crate::site) fn of_site(digest: &Digest) -> Vec<FeedLink> {
    formats(digest).map(|f| f.link("")).collect()
}

/// Links to the feeds of a term.
pub(in crate::site) fn of_term(
    digest: &Digest,
    settings: &Settings,
    term: &DigestTerm,
) -> Vec<FeedLink> {
    let made = formats(digest).filter(|_| is_fed(settings, term));
    made.map(|f| f.link(&term_address(term))).collect()
}

fn newest<'a>(
    format: &Format,
    site: &Site,
    briefs: impl Iterator<Item = &'a DigestBrief>,
) -> Vec<&'a DigestBrief> {
    let told = briefs.filter(|b| (format.takes)(b));
    told.take(site.settings.feed_entries).collect()
}

/// The newest briefs.
#[derive(Debug)]
struct SiteFeed(&'static Format);

impl Show for SiteFeed {
    fn show(&self, site: &Site, address: &str) -> Shown {
        let channel = Channel {
            title: site.settings.title.clone(),
            page: String::new(),
            address,
            briefs: newest(self.0, site, site.digest.briefs.iter()),
        };
        Shown::File((self.0.write)(site, &channel))
    }
}

/// The newest briefs about a term.
#[derive(Debug)]
struct TermFeed(TermId, &'static Format);

impl Show for TermFeed {
    fn show(&self, site: &Site, address: &str) -> Shown {
        let Self(id, format) = self;
        let term = site.digest.term(*id);
        let channel = Channel {
            title: format!("{}: {}", site.settings.title, term.name),
            page: term_address(term),
            address,
            briefs: newest(format, site, site.digest.briefs_of(&term.about)),
        };
        Shown::File((format.write)(site, &channel))
    }
}
