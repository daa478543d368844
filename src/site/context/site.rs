//! What every template sees as `site`.

use std::collections::BTreeMap;

use super::link::{FeedLink, PageLink};
use super::seen;

seen! {
    /// The site as a whole.
    struct SiteSeen {
        /// The digest's name.
        title: String,
        /// One sentence on what the digest is.
        description: String,
        /// BCP 47 language tag; none where the setting is none.
        language: Option<String>,
        /// Who publishes the digest.
        publisher: Option<String>,
        /// The address that the site is published under; it ends in a slash.
        base_url: String,
        /// Address of `style.css` under its fingerprinted name; none where there is no such file.
        style: Option<String>,
        /// Address of `terms.js` likewise.
        script: Option<String>,
        /// Address of `search.js` likewise.
        search_script: Option<String>,
        /// The day of the oldest brief, such as `20 April 2023`.
        first_date_text: Option<String>,
        /// The day of the newest brief.
        last_date_text: Option<String>,
        /// The groups of pages that are made, for a navigation.
        nav: Vec<GroupLink>,
        /// The editor's own pages besides `about`.
        pages: Vec<PageLink>,
        /// Whether links lead to files, as the setting `links` says. A page's addresses are made so when it is written,
        /// and only a script that makes links needs to know.
        links_to_files: bool,
        /// The feeds of all briefs, in each format; empty where no brief has a day.
        feeds: Vec<FeedLink>,
        /// How much there is.
        counts: CountsSeen,
        /// Whether each group of pages is made.
        has: BTreeMap<&'static str, bool>,
    }
}

seen! {
    /// A group of pages as a link.
    struct GroupLink {
        /// What `site.has` calls it.
        key: &'static str,
        /// Its name.
        name: &'static str,
        /// Address of its first page.
        url: &'static str,
    }
}

seen! {
    /// How much a digest holds.
    struct CountsSeen {
        /// Briefs.
        briefs: usize,
        /// Companies.
        companies: usize,
        /// Technologies.
        technologies: usize,
        /// Publishers.
        sources: usize,
        /// Amounts that have a place in the ledger.
        figures: usize,
    }
}
