//! What every format of a feed says, and what a format is.

use crate::digest::{BriefId, Digest, DigestBrief};
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
    /// Its briefs, newest first.
    pub(super) briefs: Vec<(BriefId, &'a DigestBrief)>,
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
    /// Whether it can tell of a brief.
    pub(super) takes: fn(&DigestBrief) -> bool,
    /// Writes a feed, of a digest that has a brief of which it can tell.
    pub(super) write: fn(&Site, &Channel<'_>) -> Vec<u8>,
}

impl Format {
    /// Whether it can tell of any brief of a digest; if of none, the digest has no feeds of this format.
    pub(super) fn takes_any(&self, digest: &Digest) -> bool {
        digest.briefs.iter().any(|b| (self.takes)(b))
    }

    /// A link to the feed of a page.
    pub(super) fn link(&self, page: &str) -> FeedLink {
        FeedLink {
            name: self.name,
            url: format!("{page}{}", self.file),
            media: self.media,
        }
    }
}
