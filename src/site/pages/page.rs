//! The editor's own pages, and `/about/` of a digest whose editor wrote none.

use std::collections::BTreeMap;

use crate::digest::{Digest, DigestPage};
use crate::settings::Settings;
use crate::site::context::frame::Head;
use crate::site::context::{Html, seen};
use crate::site::format::described;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Origin, Show, Shown, Site};
use crate::site::template::Template;
use crate::site::words::words;
use crate::text::prose::push_plain;

const ABOUT: &str = "about/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<EditorsPage<'_>>()),
    groups: &[Group::named("about", "About", ABOUT)],
    routes,
};

seen! {
    /// `/SLUG/` of each file in `content/pages/`, and `/about/` where the editor wrote none.
    template "page.html" struct EditorsPage<'a> {
        /// The editor's words; none for the `/about/` that nobody wrote, of which the template says what the site is.
        body: Option<Html<'a>>,
        /// All of the page's front matter; none likewise.
        fields: Option<&'a BTreeMap<String, serde_json::Value>>,
    }
}

fn routes(digest: &Digest, _: &Settings, list: &mut Routes) {
    for (i, page) in digest.pages.iter().enumerate() {
        list.page(&format!("{}/", page.slug), Page(i));
    }
    if !digest.pages.iter().any(|p| p.slug.as_str() == "about") {
        list.page(ABOUT, About);
    }
}

/// A page of the editor's, by its place in the digest's.
#[derive(Debug)]
struct Page(usize);

impl Show for Page {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let page = site.digest.page(self.0);
        let stated = page.front_matter.get("description");
        let stated = stated.and_then(|d| d.as_str());
        let head = Head {
            kind: "page",
            title: (&page.title).into(),
            description: stated.map_or_else(|| beginning(page), str::to_owned),
            address,
            ..Head::default()
        };
        let own = EditorsPage {
            body: Some(words(site, &page.body_markdown, None, &[], address)),
            fields: Some(&page.front_matter),
        };
        site.page(head, None, own)
    }

    fn origin<'d>(&self, digest: &'d Digest) -> Origin<'d> {
        Origin::Page(&digest.page(self.0).path)
    }
}

/// Its title, and how its text begins.
fn beginning(page: &DigestPage) -> String {
    let mut plain = String::new();
    push_plain(&page.body_markdown, &mut plain);
    described([format!("{}.", page.title), plain])
}

#[derive(Debug)]
struct About;

impl Show for About {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let head = Head {
            kind: "about",
            title: "About".into(),
            description: format!(
                "What {} is, how its briefs are made, and what is known of their sources.",
                site.settings.title
            ),
            address,
            ..Head::default()
        };
        let own = EditorsPage {
            body: None,
            fields: None,
        };
        site.page(head, None, own)
    }
}
