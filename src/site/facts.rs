//! What every template is told of the site, gathered from the digest, the settings and the routes.

use std::collections::BTreeMap;

use super::context::link::{FeedLink, PageLink};
use super::context::site::{CountsSeen, GroupLink, SiteSeen};
use super::format::{date_text, language_tag};
use super::kind::Group;
use super::render::{Route, route_at};
use crate::digest::{Digest, Taxonomy};
use crate::settings::{Links, Settings};

/// What the site's values are made from.
pub(super) struct Facts<'a> {
    pub(super) digest: &'a Digest,
    pub(super) settings: &'a Settings,
    /// Ends in a slash.
    pub(super) base_url: &'a str,
    /// Addresses of the fingerprinted files, by their names.
    pub(super) files: &'a BTreeMap<&'static str, String>,
    pub(super) groups: &'a [Group],
    pub(super) feeds: Vec<FeedLink>,
    /// Sorted by path.
    pub(super) routes: &'a [Route],
}

impl SiteSeen {
    pub(super) fn of(facts: Facts<'_>) -> Self {
        let Facts {
            digest, settings, ..
        } = facts;
        let pages = digest.pages.iter();
        let pages = pages.filter(|p| p.slug.as_str() != "about");
        // Newest first, undated ones last.
        let mut days = digest.briefs.iter().filter_map(|b| b.date).map(date_text);
        let last = days.next();
        let first = days.next_back().or_else(|| last.clone());
        Self {
            title: settings.title.clone(),
            description: settings.description.clone(),
            language: language_tag(&settings.language).map(str::to_owned),
            publisher: settings.publisher.clone(),
            base_url: facts.base_url.to_owned(),
            style: facts.files.get("style.css").cloned(),
            script: facts.files.get("terms.js").cloned(),
            search_script: facts.files.get("search.js").cloned(),
            first_date_text: first,
            last_date_text: last,
            nav: navigation(facts.groups, facts.routes),
            pages: pages
                .map(|p| PageLink {
                    name: p.title.clone(),
                    url: format!("{}/", p.slug),
                })
                .collect(),
            links_to_files: settings.links == Links::Files,
            feeds: facts.feeds,
            counts: CountsSeen::of(digest),
            has: facts
                .groups
                .iter()
                .map(|g| (g.key, is_made(facts.routes, g.address)))
                .collect(),
        }
    }
}

impl CountsSeen {
    fn of(digest: &Digest) -> Self {
        let terms = |taxonomy| digest.terms.iter().filter(move |t| t.taxonomy == taxonomy);
        Self {
            briefs: digest.briefs.len(),
            companies: terms(Taxonomy::Companies).count(),
            technologies: terms(Taxonomy::Technologies).count(),
            sources: digest.sources.len(),
            figures: digest.briefs.iter().map(|b| b.figures.len()).sum(),
        }
    }
}

fn is_made(routes: &[Route], address: &str) -> bool {
    let page = format!("{address}index.html");
    let path = if address.ends_with('/') {
        &page
    } else {
        address
    };
    route_at(routes, path).is_some()
}

/// Links to the groups of pages that this digest has.
fn navigation(groups: &[Group], routes: &[Route]) -> Vec<GroupLink> {
    let made = groups.iter().filter(|g| is_made(routes, g.address));
    made.filter_map(|g| {
        Some(GroupLink {
            key: g.key,
            name: g.name?,
            url: g.address,
        })
    })
    .collect()
}
