//! Links between the site's own pages: each must lead to a page, and each anchor to an element of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rayon::prelude::*;
use scraper::Selector;
use url::Url;

use crate::finding::{Finding, Place};
use crate::site::Site;

/// What has an anchor or a link.
static LINKS: LazyLock<Selector> = LazyLock::new(|| {
    Selector::parse("[href], [src], [id], [data-broken]")
        .expect("the selector parses: a test reads it")
});

/// A page's anchors and links.
struct PageLinks {
    path: String,
    ids: BTreeSet<String>,
    links: Vec<String>,
    broken: Vec<String>,
}

/// Renders every page and reports links that lead nowhere. `source_of` gives the text of a file of the digest, so that
/// a link that an editor wrote is shown where it stands.
pub fn check(site: &Site, source_of: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    let selector = &*LINKS;
    let pages: Vec<Result<PageLinks, Finding>> = site
        .routes()
        .par_iter()
        .filter(|route| is_page(route.path()))
        .map(|route| {
            let bytes = site.render(route).map_err(|f| *f)?;
            Ok(read_page(
                route.path(),
                &String::from_utf8_lossy(&bytes),
                selector,
            ))
        })
        .collect();
    let mut findings = Vec::new();
    let mut by_path = BTreeMap::new();
    for page in pages {
        match page {
            Ok(page) => {
                by_path.insert(page.path.clone(), page);
            }
            Err(finding) => findings.push(finding),
        }
    }
    for page in by_path.values() {
        let mut seen = BTreeSet::new();
        let told = page
            .broken
            .iter()
            .map(|link| (link, Some("leads to no page of the site")));
        let found = page
            .links
            .iter()
            .map(|link| (link, problem_of(link, page, site, &by_path)));
        for (link, problem) in told.chain(found).filter(|(l, _)| seen.insert(l.as_str())) {
            let Some(problem) = problem else { continue };
            let finding = Finding::error("broken-link", format!("the link `{link}` {problem}"));
            let file = site.find(&page.path).and_then(|r| site.file_of(r));
            let written = file.and_then(|path| {
                let text = source_of(path)?;
                // A link to a place on its own page is written out in full where other pages show it too.
                let anchor = link.find('#').and_then(|at| link.get(at..));
                let mut written = std::iter::once(link.as_str()).chain(anchor);
                let place = written.find_map(|written| {
                    let at = text.find(written)?;
                    Some(Place::at(&text, at, written.len()))
                });
                Some((path.to_owned(), place?))
            });
            findings.push(match written {
                Some((path, place)) => finding
                    .in_file(path)
                    .at(place)
                    .help("mend the address or take the link out"),
                None => finding
                    .in_file(&page.path)
                    .without_place("the page is made from a template, which writes the address")
                    .help("look for what the address is made of in the page's template"),
            });
        }
    }
    findings.sort();
    findings.dedup();
    findings
}

fn read_page(path: &str, html: &str, selector: &Selector) -> PageLinks {
    let mut page = PageLinks {
        path: path.to_owned(),
        ids: BTreeSet::new(),
        links: Vec::new(),
        broken: Vec::new(),
    };
    for element in crate::html::parse::document(html).select(selector) {
        if let Some(id) = element.attr("id") {
            page.ids.insert(id.to_owned());
        }
        // The site shows the words of a link that leads nowhere, and keeps its address for this check.
        page.broken
            .extend(element.attr("data-broken").map(str::to_owned));
        page.links.extend(
            ["href", "src"]
                .iter()
                .filter_map(|a| element.attr(a))
                .map(str::to_owned),
        );
    }
    page
}

/// What is wrong with a link; none for a good one or one that leads to another site.
fn problem_of(
    link: &str,
    page: &PageLinks,
    site: &Site,
    pages: &BTreeMap<String, PageLinks>,
) -> Option<&'static str> {
    const HERE: &str = "http://site.invalid/";
    let here = Url::parse(HERE).ok()?.join(&page.path).ok()?;
    // Links of the not-found page are rooted, since it is shown at any depth.
    let Ok(target) = here.join(link) else {
        return Some("is no address");
    };
    if target.host_str() != here.host_str() || page.path == "404.html" {
        return None;
    }
    let path = target.path().trim_start_matches('/');
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    if site.find(&file).is_none() {
        return Some("leads to no page of the site");
    }
    let anchor = target.fragment().filter(|a| !a.is_empty())?;
    let known = pages.get(&file).is_none_or(|p| p.ids.contains(anchor));
    (!known).then_some("leads to no place on its page")
}

/// Whether a route is an HTML page; routes are lower-case.
fn is_page(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "html")
}
