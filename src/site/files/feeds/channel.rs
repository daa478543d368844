//! What every format of a feed says, and what a format is.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::digest::{Digest, DigestBrief, Edition, Story};
use crate::site::context::link::FeedLink;
use crate::site::render::Site;

/// A feed in any format.
#[derive(Debug)]
pub(super) struct Channel<'a> {
    /// Its title.
    pub(super) title: String,
    /// Address of the page that shows the same.
    pub(super) page: String,
    /// Its own address.
    pub(super) address: &'a str,
    /// The day of its newest entry or, where it has none yet, the last day of the digest.
    pub(super) updated: Date,
    /// What it tells, newest first.
    pub(super) entries: Vec<Entry<'a>>,
}

/// What a feed says of one thing.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// Address of its page, which tells it from everything else.
    pub(super) page: String,
    /// Its headline.
    pub(super) title: Cow<'a, str>,
    /// A sentence or two; none where there is nothing more to say than the headline.
    pub(super) text: Option<Cow<'a, str>>,
    /// Its days.
    pub(super) days: Days,
    /// Who wrote the original: the publisher.
    pub(super) author: Option<&'a str>,
    /// Addresses of the originals.
    pub(super) originals: Vec<&'a str>,
    /// What it is about.
    pub(super) tags: Vec<&'a str>,
    /// BCP 47 language tag, where it differs from the digest's.
    pub(super) language: Option<&'a str>,
}

/// The days that a feed states. Both are of years that feeds can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    /// The day of the original; none where it is unknown.
    pub(super) published: Option<Date>,
    /// The day that a reader takes it for: that of the last change.
    pub(super) updated: Date,
}

impl Days {
    /// The days of a brief: an undated one is news on the day that it came in; of one without either there is none. See
    /// `atom.rs` for why there is no other.
    pub(super) fn of(brief: &DigestBrief) -> Option<Self> {
        Some(Self {
            published: brief.date,
            updated: brief.day().filter(|d| can_be_written(*d))?,
        })
    }

    /// The days of an edition: that of its publication, since which it stays as it is; none while it may change.
    pub(super) fn of_edition(edition: &Edition) -> Option<Self> {
        let published = edition.published.filter(|d| can_be_written(*d))?;
        Some(Self {
            published: Some(published),
            updated: published,
        })
    }

    /// The days of a story: that of the first report, and that of the last or of its arrival.
    pub(super) fn of_story(digest: &Digest, story: &Story) -> Option<Self> {
        let days = digest.briefs_of(&story.briefs).filter_map(Self::of);
        days.reduce(|a, b| Self {
            published: a.published.into_iter().chain(b.published).min(),
            updated: a.updated.max(b.updated),
        })
    }
}

/// The last day that a feed can tell of: briefs are newest first.
pub(super) fn last_day(digest: &Digest) -> Option<Date> {
    let mut days = digest.briefs.iter().filter_map(|b| Days::of(b));
    days.next().map(|d| d.updated)
}

/// RFC 3339 writes years of four digits and none before 0.
fn can_be_written(day: Date) -> bool {
    day.year() >= 0
}

/// Midnight UTC of a day.
pub(super) fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// A format of feeds.
#[derive(Debug)]
pub(super) struct Format {
    /// The name of its files.
    pub(super) file: &'static str,
    /// What readers call it.
    pub(super) name: &'static str,
    /// Its media type.
    pub(super) media: &'static str,
    /// Writes a feed.
    pub(super) write: fn(&Site, &Channel<'_>) -> Vec<u8>,
}

impl Format {
    /// A link to the feed of a page.
    pub(super) fn link(&self, page: &str) -> FeedLink {
        FeedLink {
            name: self.name,
            url: format!("{page}{}", self.file),
            media: self.media,
        }
    }
}
