//! The files that are no pages: feeds, data for other programs, what search engines ask for, and static files.

use super::kind::Kind;

pub(super) mod assets;
mod cards;
pub(super) mod data;
pub(super) mod feeds;
mod llms;
mod manifest;
pub(super) mod names;
pub(super) mod pictures;
pub(super) mod redirects;
mod robots;
mod script;
pub(super) mod search;
mod sitemap;
pub(super) mod static_files;
pub(super) mod term_table;

/// Every kind of file. Sitemaps come last, since they list the pages.
pub(super) const KINDS: &[Kind] = &[
    cards::KIND,
    data::KIND,
    term_table::KIND,
    feeds::KIND,
    llms::KIND,
    manifest::KIND,
    redirects::KIND,
    names::KIND,
    search::KIND,
    robots::KIND,
    sitemap::KIND,
];
