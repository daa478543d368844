//! `_redirects`: former addresses for hosts that read them from a file, which answers with a status instead of a page.
//!
//! A line is `from to status`, as Netlify, Cloudflare Pages, GitLab Pages and gateways of IPFS read it. They differ in
//! what comes first where a page has the address too: Cloudflare's lines, elsewhere the page. So no line names an
//! address that anything but a redirect has, and both ways together lead to the same place.

use crate::digest::{Digest, Redirect};
use crate::settings::Settings;
use crate::site::context::marks::Marks;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Origin, Show, Shown, Site};

/// Its path, by which the hosts find it.
pub(in crate::site) const FILE: &str = "_redirects";

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if settings.redirects.has_file() && !digest.redirects.is_empty() {
        list.file(FILE, Redirects);
    }
}

#[derive(Debug)]
struct Redirects;

impl Show for Redirects {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let base = url::Url::parse(&site.base_url);
        let base = base.map_or_else(|_| "/".to_owned(), |u| u.path().to_owned());
        let led = site.digest.redirects.iter().filter(|r| is_free(site, r));
        let line = |r: &Redirect| format!("{base}{} {base}{} 301\n", r.from, r.to);
        let lines: String = led.map(line).collect();
        let mut marks = Marks::default();
        marks.text(&lines);
        Shown::file(&marks, || lines.into_bytes())
    }
}

/// Whether nothing else has a former address.
fn is_free(site: &Site, redirect: &Redirect) -> bool {
    let route = site.find(&redirect.from);
    route.is_none_or(|r| matches!(r.page.origin(&site.digest), Origin::Redirect(_)))
}
