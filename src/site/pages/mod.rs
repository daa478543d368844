//! The pages, one file for each kind: each puts together its template's context.

use std::collections::BTreeMap;

use tera::Value;

use super::format::{date_text, language_tag};
use super::routes::{PageKind, Route};
use super::values::{object, text};
use crate::digest::{Digest, Taxonomy};
use crate::settings::Settings;

pub(super) mod archive;
pub(super) mod brief;
pub(super) mod figures;
pub(super) mod home;
pub(super) mod lists;
pub(super) mod matrix;
pub(super) mod plain;
pub(super) mod sources;
pub(super) mod terms;

/// What every page sees as `site`.
pub(super) fn site_value(
    digest: &Digest,
    settings: &Settings,
    base_url: &str,
    assets: &BTreeMap<&'static str, String>,
    routes: &[Route],
) -> Value {
    let of = |taxonomy| {
        digest
            .terms
            .iter()
            .filter(|t| t.taxonomy == taxonomy)
            .count()
    };
    let figures: usize = digest.briefs.iter().map(|b| b.figures.len()).sum();
    let pages: Vec<Value> = digest
        .pages
        .iter()
        .filter(|p| p.slug.as_str() != "about")
        .map(|p| {
            object([
                ("name", Value::from(p.title.as_str())),
                ("url", Value::from(format!("{}/", p.slug))),
            ])
        })
        .collect();
    // Newest first, undated ones last.
    let mut days = digest.briefs.iter().filter_map(|b| b.date).map(date_text);
    let last = days.next();
    let first = days.next_back().or_else(|| last.clone());
    object([
        ("title", Value::from(settings.title.as_str())),
        ("description", Value::from(settings.description.as_str())),
        ("language", text(language_tag(&settings.language))),
        ("publisher", text(settings.publisher.as_deref())),
        ("base_url", Value::from(base_url)),
        ("style", text(assets.get("style.css").map(String::as_str))),
        ("script", text(assets.get("terms.js").map(String::as_str))),
        ("first_date_text", text(first.as_deref())),
        ("last_date_text", text(last.as_deref())),
        ("nav", navigation(routes)),
        ("pages", Value::from(pages)),
        (
            "counts",
            object([
                ("briefs", Value::from(digest.briefs.len())),
                ("companies", Value::from(of(Taxonomy::Companies))),
                ("technologies", Value::from(of(Taxonomy::Technologies))),
                ("sources", Value::from(digest.sources.len())),
                ("figures", Value::from(figures)),
            ]),
        ),
        ("has", groups(routes)),
    ])
}

/// Groups of pages, in the order of the navigation: key, name, address.
const GROUPS: &[(&str, &str, &str)] = &[
    ("briefs", "Briefs", "briefs/"),
    ("companies", "Companies", "companies/"),
    ("technologies", "Technologies", "technologies/"),
    ("matrix", "Matrix", "matrix/"),
    ("figures", "Figures", "figures/"),
    ("archive", "Archive", "archive/"),
    ("sources", "Sources", "sources/"),
    ("about", "About", "about/"),
];

fn is_made(routes: &[Route], address: &str) -> bool {
    let path = format!("{address}index.html");
    routes
        .binary_search_by(|r| r.path().cmp(path.as_str()))
        .is_ok()
}

/// Links to the groups of pages that this digest has.
fn navigation(routes: &[Route]) -> Value {
    let links = GROUPS
        .iter()
        .filter(|(_, _, address)| is_made(routes, address))
        .map(|(key, name, address)| {
            object([
                ("key", Value::from(*key)),
                ("name", Value::from(*name)),
                ("url", Value::from(*address)),
            ])
        });
    Value::from(links.collect::<Vec<_>>())
}

/// Which groups of pages there are, so that nothing links to a page that is not made.
fn groups(routes: &[Route]) -> Value {
    let has = |key: &str| {
        let group = GROUPS.iter().find(|(k, _, _)| *k == key);
        Value::from(group.is_some_and(|(_, _, address)| is_made(routes, address)))
    };
    let data = routes.iter().any(|r| r.kind == PageKind::BriefsJson);
    object([
        ("briefs", has("briefs")),
        ("companies", has("companies")),
        ("technologies", has("technologies")),
        ("matrix", has("matrix")),
        ("figures", has("figures")),
        ("archive", has("archive")),
        ("sources", has("sources")),
        ("data", Value::from(data)),
    ])
}
