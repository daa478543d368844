//! Former addresses: pages that lead to where things are now.

use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::context::frame::Head;
use crate::site::context::seen;
use crate::site::files::redirects;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Origin, Show, Shown, Site};
use crate::site::template::Template;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<RedirectSeen<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// Former addresses: they lead to where things are now.
    template "redirect.html" struct RedirectSeen<'a> {
        /// The address now.
        target: &'a str,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    // A file of the user's by the name of the site's own is published in its place, and says nothing of these.
    if !settings.redirects.has_pages() && !list.has(redirects::FILE) {
        return;
    }
    for (i, redirect) in digest.redirects.iter().enumerate() {
        list.page(&redirect.from, Redirect(i));
    }
}

/// A redirect, by its place in the digest's.
#[derive(Debug)]
struct Redirect(usize);

impl Show for Redirect {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let head = Head {
            kind: "redirect",
            title: "Moved".into(),
            description: "This page has moved.".to_owned(),
            address,
            noindex: true,
            ..Head::default()
        };
        let own = RedirectSeen {
            target: &site.digest.redirect(self.0).to,
        };
        site.page(head, None, own)
    }

    fn is_listed(&self, _: &Digest) -> bool {
        false
    }

    fn origin<'d>(&self, digest: &'d Digest) -> Origin<'d> {
        Origin::Redirect(digest.redirect(self.0))
    }
}
