//! The editor's own pages, the built-in `/about/`, redirects and the page for what is not there.

use tera::Value;

use crate::finding::Finding;
use crate::site::Site;
use crate::site::layout::{self, Head, root_of};
use crate::site::markdown_html::{Rendering, markdown_html};
use crate::site::values::text;

pub(in crate::site) fn page(
    site: &Site,
    place: usize,
    address: &str,
) -> Result<String, Box<Finding>> {
    let Some(page) = site.digest.pages.get(place) else {
        return Ok(String::new());
    };
    let stated = page
        .front_matter
        .get("description")
        .and_then(|d| d.as_str());
    let head = Head {
        kind: "page",
        title: &page.title,
        description: stated.unwrap_or(&page.title).to_owned(),
        address,
        ..Head::default()
    };
    site.page("page.html", head, None, |context, _| {
        let rendering = Rendering {
            root: &root_of(address),
            anchors: &[],
            page: Some((site, address)),
        };
        let body = markdown_html(&page.body_markdown, rendering);
        context.insert_value("body", Value::safe_string(&body));
        context.insert("fields", &page.front_matter);
    })
}

/// `/about/` of a digest whose editor wrote none: `body` is none, and the template says what the site is.
pub(in crate::site) fn about(site: &Site, address: &str) -> Result<String, Box<Finding>> {
    let head = Head {
        kind: "about",
        title: "About",
        description: format!("What {} is and how it is made.", site.settings.title),
        address,
        ..Head::default()
    };
    site.page("page.html", head, None, |context, _| {
        context.insert_value("body", Value::none());
        context.insert_value("fields", Value::none());
    })
}

/// The page for what is not there. A server shows it at any depth, so its links start from the site's root.
pub(in crate::site) fn not_found(site: &Site) -> Result<String, Box<Finding>> {
    let head = Head {
        kind: "404",
        title: "Not found",
        description: "There is no page at this address.".to_owned(),
        address: "404.html",
        noindex: true,
        ..Head::default()
    };
    let root =
        url::Url::parse(&site.base_url).map_or_else(|_| "/".to_owned(), |u| u.path().to_owned());
    let context = layout::context(head, &site.base_url, &root, None);
    site.templates.render("404.html", &context)
}

pub(in crate::site) fn redirect(
    site: &Site,
    place: usize,
    address: &str,
) -> Result<String, Box<Finding>> {
    let target = site.digest.redirects.get(place).map(|r| r.to.as_str());
    let head = Head {
        kind: "redirect",
        title: "Moved",
        description: "This page has moved.".to_owned(),
        address,
        noindex: true,
        ..Head::default()
    };
    site.page("redirect.html", head, None, |context, _| {
        context.insert_value("target", text(target));
    })
}
