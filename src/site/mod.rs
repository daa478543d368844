//! Stage four: the digest as a site, a sorted list of routes and, for each, its bytes on demand.
//!
//! [`Site::new`] compiles the templates, asks each page type and each kind of file for its routes, and prepares what
//! pages share: links of terms, cards of briefs. After that a page is rendered when an outlet asks for it, on any
//! thread, and kept nowhere. Nothing here derives a fact; a page shows what the digest holds.
//!
//! A page type is one file of [`pages`] and one line of its table; what its template sees is a struct there, whose
//! documentation `briefmill context` prints.

use std::sync::{Mutex, OnceLock};

use crate::digest::Digest;
use crate::finding::Finding;
use crate::kept::Key;
use crate::picture::Copies;
use crate::settings::Settings;

mod addresses;
mod charts;
mod clashes;
mod context;
mod direction;
mod email_text;
mod facts;
mod file_links;
mod files;
mod format;
mod kind;
mod links;
pub mod manual;
mod markdown_html;
mod pages;
mod pictures;
mod quotes;
mod render;
mod sentences;
mod template;
mod templates;
mod titles;
mod typography;
mod words;

#[cfg(test)]
mod tests;

pub use files::assets::{BUILT_IN as BUILT_IN_FILES, BuiltInFile};
pub use format::period_title;
pub use render::{Route, Site};

use context::Prebuilt;
use context::marks::{Marked, Marks};
use context::parts::{CardSeen, Shared};
use context::site::SiteSeen;
use facts::Facts;
use files::feeds::{self, Followed};
use files::search::index::Search;
use files::{assets, pictures as copied, static_files};
use kind::{Group, Kind, Routes};
use render::{Card, FeedPrints, Origin};
use sentences::Sentences;
use template::Template;
use templates::Templates;
use titles::Titles;

/// A body's Markdown as the HTML of a page, outside of any site: every link counts as good. It is what `fuzz/` looks at.
pub fn body_html(body_markdown: &str) -> String {
    markdown_html::markdown_html(body_markdown, markdown_html::Rendering::default())
}

/// Everything that the site is made of: page types and kinds of files, in their order.
fn kinds() -> impl Iterator<Item = &'static Kind> {
    pages::KINDS.iter().chain(files::KINDS)
}

/// The built-in templates, by name.
fn built_in_templates() -> Vec<Template> {
    let mut all: Vec<Template> = kinds().filter_map(|k| k.template).collect();
    all.push(Template::of_part::<CardSeen<'_>>());
    all.extend(templates::FRAMES);
    all.sort_by_key(|t| t.name);
    all
}

impl Site {
    /// Prepares the site. `user_templates` are names below the templates folder and their sources; `static_files` are
    /// paths below the static folder and their bytes, `copies` the pictures that the digest has copies of.
    ///
    /// # Errors
    /// Every mistake in a template, and pages of the editor's that claim an address of the site's own.
    pub fn new(
        digest: Digest,
        user_templates: Vec<(String, String)>,
        static_files: Vec<(String, Vec<u8>)>,
        copies: Copies,
        settings: &Settings,
    ) -> Result<Self, Vec<Finding>> {
        let (assets, files) = assets::assets(static_files);
        let mut base_url = settings.base_url.clone();
        if !base_url.ends_with('/') {
            base_url.push('/');
        }
        let mut list = Routes::default();
        // A static file wins over a file of the same path that the site would make, so that an own `robots.txt` is
        // possible.
        static_files::routes(&assets, &mut list);
        let copies = copied::shown(copies, &digest);
        copied::routes(&copies, &mut list);
        let (templates, routes) = rayon::join(
            || Templates::new(&settings.templates, built_in_templates(), user_templates),
            || {
                for kind in kinds() {
                    (kind.routes)(&digest, settings, &mut list);
                }
                clashes::settled(list.0, &digest, &settings.static_files)
            },
        );
        let (templates, routes) = (templates?, routes?);
        let groups: Vec<Group> = kinds().flat_map(|k| k.groups).copied().collect();
        let facts = || {
            let facts = SiteSeen::of(Facts {
                digest: &digest,
                settings,
                base_url: &base_url,
                files: &files,
                groups: &groups,
                feeds: feeds::links(Followed::Site, &digest, settings),
                routes: &routes,
            });
            let prints = templates.prints(settings.links, &facts.prints());
            (prints, Prebuilt::new(&facts))
        };
        let shared = || Shared::new(&digest, settings);
        let (((prints, facts), addresses), shared) =
            rayon::join(|| (facts(), addresses_print(&routes, &digest)), shared);
        Ok(Self {
            shared,
            prints,
            facts,
            cards: digest.briefs.iter().map(|_| Card::default()).collect(),
            feeds: FeedPrints {
                entries: digest.briefs.iter().map(|_| OnceLock::new()).collect(),
                ..FeedPrints::default()
            },
            search: Search::default(),
            sentences: digest.briefs.iter().map(|_| Sentences::default()).collect(),
            titles: Titles::of(&digest),
            addresses,
            broken_cards: Mutex::default(),
            digest,
            settings: settings.clone(),
            templates,
            routes,
            assets,
            copies,
            base_url,
        })
    }
}

/// By what the addresses of a site are told from those of another: a link to one of them is good.
fn addresses_print(routes: &[Route], digest: &Digest) -> Key {
    let mut marks = Marks::default();
    for route in routes {
        marks.text(&route.path);
        match route.page.origin(digest) {
            Origin::Redirect(redirect) => marks.text(&redirect.to),
            Origin::Static => marks.number(1),
            _ => marks.number(0),
        }
    }
    // Whether it has a page or not.
    for redirect in &digest.redirects {
        marks.text(&redirect.from);
    }
    marks.key()
}
