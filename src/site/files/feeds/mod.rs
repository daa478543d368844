//! Feeds: of the site and of each term, in every format of [`FORMATS`].
//!
//! A new format is a file here with a [`Format`], and its line in [`FORMATS`]: its routes, and the links to them on
//! pages, follow.

use crate::digest::{BriefId, Digest, DigestBrief, DigestTerm, TermId};
use crate::kept::Key;
use crate::settings::Settings;
use crate::site::addresses::term_address;
use crate::site::context::link::FeedLink;
use crate::site::context::marks::Marks;
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

fn newest<'s>(
    format: &Format,
    site: &'s Site,
    briefs: impl Iterator<Item = BriefId>,
) -> Vec<(BriefId, &'s DigestBrief)> {
    let briefs = briefs.map(|id| (id, site.digest.brief(id)));
    let told = briefs.filter(|(_, b)| (format.takes)(b));
    told.take(site.settings.feed_entries).collect()
}

/// The newest briefs.
#[derive(Debug)]
struct SiteFeed(&'static Format);

impl Show for SiteFeed {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let channel = Channel {
            title: site.settings.title.clone(),
            page: String::new(),
            address,
            briefs: newest(
                self.0,
                site,
                (0..).map(BriefId).take(site.digest.briefs.len()),
            ),
        };
        Shown::file(&marks(site, &channel), move || {
            (self.0.write)(site, &channel)
        })
    }
}

/// The newest briefs about a term.
#[derive(Debug)]
struct TermFeed(TermId, &'static Format);

impl Show for TermFeed {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let Self(id, format) = self;
        let term = site.digest.term(*id);
        let channel = Channel {
            title: format!("{}: {}", site.settings.title, term.name),
            page: term_address(term),
            address,
            briefs: newest(format, site, term.about.iter().copied()),
        };
        Shown::file(&marks(site, &channel), move || {
            (format.write)(site, &channel)
        })
    }
}

/// All that a feed of any format is made from.
fn marks(site: &Site, channel: &Channel<'_>) -> Marks {
    let mut marks = Marks::default();
    marks.print(*site.feeds.channel.get_or_init(|| channel_print(site)));
    marks.text(&channel.title);
    marks.text(&channel.page);
    marks.text(channel.address);
    for (id, brief) in &channel.briefs {
        if let Some(print) = site.feeds.entries.get(id.0 as usize) {
            marks.print(*print.get_or_init(|| entry_print(site, brief)));
        }
    }
    marks
}

/// What all feeds say of the site.
fn channel_print(site: &Site) -> Key {
    let (settings, mut marks) = (&site.settings, Marks::default());
    marks.text(&site.base_url);
    marks.text(&settings.title);
    marks.text(&settings.description);
    marks.text(&settings.language);
    marks.add(&settings.publisher);
    // What stands in for the moment of a feed without entries.
    let newest = site.digest.briefs.iter().find_map(|b| b.date);
    marks.add(&newest.map(|d| d.to_string()));
    marks.key()
}

/// What feeds say of a brief.
fn entry_print(site: &Site, brief: &DigestBrief) -> Key {
    let mut marks = Marks::default();
    marks.text(&brief.title);
    marks.text(brief.slug.as_str());
    marks.add(&brief.date.map(|d| d.to_string()));
    marks.add(&brief.summary);
    marks.add(&brief.key_points.first().map(|k| k.text.as_str()));
    for source in &brief.sources {
        marks.add(&source.name).add(&source.url);
    }
    for tag in brief.tags.iter().filter(|t| t.about) {
        marks.text(&site.digest.term(tag.term).name);
    }
    marks.key()
}
