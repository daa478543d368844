//! Which feeds a digest has.

use super::channel::{Format, last_day};
use super::followed::Followed;
use super::{atom, json};
use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::context::link::FeedLink;

/// Every format; the first is the one that `feeds.opml` names.
pub(super) const FORMATS: &[Format] = &[atom::FORMAT, json::FORMAT];

/// Everything that has feeds, the whole site first; nothing where no feed could state a day.
pub(in crate::site) fn followed(
    digest: &Digest,
    settings: &Settings,
) -> impl Iterator<Item = Followed> {
    let all = Followed::all(digest).filter(|of| of.is_fed(digest, settings));
    all.take(if last_day(digest).is_some() {
        usize::MAX
    } else {
        0
    })
}

/// Whether there is a page that explains the feeds, and a list of them.
pub(in crate::site) fn is_followed(digest: &Digest, settings: &Settings) -> bool {
    settings.pages.follow && last_day(digest).is_some()
}

/// Links to the feeds of something; empty where it has none.
pub(in crate::site) fn links(of: Followed, digest: &Digest, settings: &Settings) -> Vec<FeedLink> {
    if !of.is_fed(digest, settings) || last_day(digest).is_none() {
        return Vec::new();
    }
    let page = of.page(digest);
    FORMATS.iter().map(|f| f.link(&page)).collect()
}
