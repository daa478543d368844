//! `robots.txt`.

use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

fn routes(_: &Digest, _: &Settings, list: &mut Routes) {
    list.file("robots.txt", Robots);
}

#[derive(Debug)]
struct Robots;

impl Show for Robots {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        Shown::file_of_all(|| {
            let text = format!(
                "User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n",
                site.base_url
            );
            text.into_bytes()
        })
    }
}
