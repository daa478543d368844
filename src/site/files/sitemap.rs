//! `sitemap.xml`, split where it would pass the protocol's limit.

use sitemap_rs::sitemap::Sitemap as SitemapEntry;
use sitemap_rs::sitemap_index::SitemapIndex;
use sitemap_rs::url::Url;
use sitemap_rs::url_set::UrlSet;

use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::context::marks::Marks;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Route, Show, Shown, Site};

/// Addresses in one sitemap, by its protocol.
const LIMIT: usize = 50_000;

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

fn routes(digest: &Digest, _: &Settings, list: &mut Routes) {
    let listed = list.listed(digest);
    if listed > LIMIT {
        list.file("sitemap.xml", Index { listed });
    }
    for number in 0..listed.div_ceil(LIMIT) {
        list.file(path(number, listed), Sitemap(number));
    }
}

/// The path of one sitemap of a site with this many listed pages.
fn path(number: usize, listed: usize) -> String {
    if listed > LIMIT {
        format!("sitemap-{}.xml", number + 1)
    } else {
        "sitemap.xml".to_owned()
    }
}

/// One sitemap, from 0.
#[derive(Debug)]
struct Sitemap(usize);

impl Show for Sitemap {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let urls = || {
            let listed = site.routes.iter().filter(|r| r.is_listed(&site.digest));
            listed.skip(self.0 * LIMIT).take(LIMIT)
        };
        let mut marks = Marks::default();
        marks.text(&site.base_url);
        for route in urls() {
            marks.text(route.address());
            let day = route.page.last_change(&site.digest);
            marks.add(&day.map(|d| d.to_string()));
        }
        Shown::file(&marks, move || {
            let mut out = Vec::new();
            if let Ok(set) = UrlSet::new(urls().filter_map(|r| entry(site, r)).collect()) {
                // Writing to memory cannot fail.
                let _ = set.write(&mut out);
            }
            out
        })
    }
}

fn entry(site: &Site, route: &Route) -> Option<Url> {
    let mut url = Url::builder(format!("{}{}", site.base_url, route.address()));
    if let Some(moment) = route
        .page
        .last_change(&site.digest)
        .and_then(|d| format!("{d}T00:00:00+00:00[+00:00]").parse().ok())
    {
        url.last_modified(moment);
    }
    url.build().ok()
}

/// The list of sitemaps, where there are several.
#[derive(Debug)]
struct Index {
    listed: usize,
}

impl Show for Index {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        Shown::file_of_all(|| self.write(site))
    }
}

impl Index {
    fn write(&self, site: &Site) -> Vec<u8> {
        let maps = (0..self.listed.div_ceil(LIMIT)).map(|n| {
            let address = format!("{}{}", site.base_url, path(n, self.listed));
            SitemapEntry::new(address, None)
        });
        let mut out = Vec::new();
        if let Ok(index) = SitemapIndex::new(maps.collect()) {
            let _ = index.write(&mut out);
        }
        out
    }
}
