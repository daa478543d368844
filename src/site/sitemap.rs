//! `sitemap.xml`, split where it would pass the protocol's limit, and `robots.txt`.

use jiff::civil::Date;
use sitemap_rs::sitemap::Sitemap;
use sitemap_rs::sitemap_index::SitemapIndex;
use sitemap_rs::url::Url;
use sitemap_rs::url_set::UrlSet;

use super::Site;
use super::routes::{PageKind, Route, SITEMAP_LIMIT};

/// Whether search engines are told of a route: pages, but no redirect and no page for what is not there.
pub(super) fn is_listed(route: &Route) -> bool {
    let other = matches!(
        route.kind,
        PageKind::Redirect(_) | PageKind::NotFound | PageKind::Static(_)
    );
    !other && route.path().ends_with("index.html")
}

/// The path of one sitemap of a site with this many listed pages.
pub(super) fn path(number: usize, listed: usize) -> String {
    if listed > SITEMAP_LIMIT {
        format!("sitemap-{}.xml", number + 1)
    } else {
        "sitemap.xml".to_owned()
    }
}

pub(super) fn sitemap(site: &Site, number: usize) -> Vec<u8> {
    let listed = site.routes.iter().filter(|r| is_listed(r));
    let urls = listed
        .skip(number * SITEMAP_LIMIT)
        .take(SITEMAP_LIMIT)
        .filter_map(|route| {
            let mut url = Url::builder(format!("{}{}", site.base_url, route.address()));
            if let Some(moment) = last_change(site, route)
                .and_then(|d| format!("{d}T00:00:00+00:00[+00:00]").parse().ok())
            {
                url.last_modified(moment);
            }
            url.build().ok()
        });
    let mut out = Vec::new();
    if let Ok(set) = UrlSet::new(urls.collect()) {
        // Writing to memory cannot fail.
        let _ = set.write(&mut out);
    }
    out
}

/// The day of the newest brief that a page shows, where that is known without looking at all of them.
fn last_change(site: &Site, route: &Route) -> Option<Date> {
    match route.kind {
        PageKind::Brief(id) => site.brief(id)?.date,
        PageKind::Term(id, 1) => site.term(id)?.days.map(|d| d.1),
        PageKind::Home | PageKind::Briefs(1) | PageKind::Archive => {
            site.digest.briefs.first()?.date
        }
        _ => None,
    }
}

pub(super) fn index(site: &Site) -> Vec<u8> {
    let listed = site.routes.iter().filter(|r| is_listed(r)).count();
    let maps = (0..listed.div_ceil(SITEMAP_LIMIT))
        .map(|n| Sitemap::new(format!("{}{}", site.base_url, path(n, listed)), None));
    let mut out = Vec::new();
    if let Ok(index) = SitemapIndex::new(maps.collect()) {
        let _ = index.write(&mut out);
    }
    out
}

pub(super) fn robots(site: &Site) -> Vec<u8> {
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n",
        site.base_url
    )
    .into_bytes()
}
