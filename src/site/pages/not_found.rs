//! `/404.html`: the page for what is not there.

use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::context::frame::Head;
use crate::site::context::seen;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

const PATH: &str = "404.html";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<NotFoundSeen>()),
    groups: &[],
    routes,
};

seen! {
    /// `/404.html`: the page for what is not there.
    template "404.html" struct NotFoundSeen {}
}

fn routes(_: &Digest, _: &Settings, list: &mut Routes) {
    list.file(PATH, NotFound);
}

#[derive(Debug)]
struct NotFound;

impl Show for NotFound {
    /// A server shows it at any depth, so its links start from the site's root.
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let head = Head {
            kind: "404",
            title: "Not found".into(),
            description: "There is no page at this address; it may have been mistyped, or the page was moved.".to_owned(),
            address: PATH,
            noindex: true,
            ..Head::default()
        };
        let base = url::Url::parse(&site.base_url);
        let root = base.map_or_else(|_| "/".to_owned(), |u| u.path().to_owned());
        site.page_from(root, head, None, NotFoundSeen {})
    }

    fn is_listed(&self, _: &Digest) -> bool {
        false
    }
}
