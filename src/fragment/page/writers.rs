//! The people who wrote a page's article: JSON-LD, `<meta>`, bylines, links to their pages.

use super::found::found;
use super::jsonld;
use crate::fragment::Sourced;
use crate::fragment::people::{key, people};
use crate::fragment::rules;
use crate::html::flat::{Flat, FlatNode};
use crate::html::naming::Names;
use crate::rule::Rule;

/// Names of `<meta>` for the people who wrote the article.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "cxenseparse:author",
    "og:article:author",
    "authors",
    "rnews:author",
    "twitter:data1",
];

/// Parts of an address that lead to an author's page.
const AUTHOR_PATHS: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autores",
    "autoren",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "profile",
    "profil",
    "staff",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
    "writer",
    "writers",
    "contributor",
    "contributors",
    "byline",
    "correspondents",
    "redaktion",
    "people",
    "person",
    "skribent",
    "forfatter",
    "autori",
    "redactie",
    "by",
];

/// The people whom the page names as authors; the publisher is none of them.
pub(super) fn authors(
    page: &Flat<'_>,
    ld: &jsonld::PageData,
    metas: &[(String, String)],
    publisher: Option<&str>,
) -> Vec<Sourced<String>> {
    let mut out: Vec<Sourced<String>> = Vec::new();
    let add = |text: &str, rule: &'static Rule, out: &mut Vec<Sourced<String>>| {
        if text.contains("://") || text.chars().count() > 200 {
            return;
        }
        for name in people(text, publisher) {
            if !out.iter().any(|o| key(&o.value) == key(&name)) {
                out.push(found(name, rule, text));
            }
        }
    };
    for name in &ld.authors {
        add(name, &rules::JSON_LD, &mut out);
    }
    for name in AUTHORS {
        if out.is_empty() {
            metas
                .iter()
                .filter(|(n, _)| n == name)
                .for_each(|(_, v)| add(v, &rules::META, &mut out));
        }
    }
    if out.is_empty() {
        for at in bylines(page, |n, _| {
            n.attr("itemprop") == Some("author")
                || n.attr("rel")
                    .is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "author"))
        }) {
            add(&page.text(at), &rules::BYLINE, &mut out);
        }
    }
    if out.is_empty() {
        for at in author_links(page) {
            add(&page.text(at), &rules::BYLINE, &mut out);
        }
    }
    if out.is_empty() {
        for at in bylines(page, |_, w| {
            w.any(|w| {
                matches!(
                    w,
                    "byline" | "author" | "authors" | "autor" | "autoren" | "auteur"
                )
            })
        }) {
            add(&page.text(at), &rules::BYLINE, &mut out);
            if !out.is_empty() {
                break;
            }
        }
    }
    out
}

/// Links to authors' pages near the first headline.
fn author_links(page: &Flat<'_>) -> Vec<usize> {
    let Some(headline) = page.named("h1").next() else {
        return Vec::new();
    };
    let near = page
        .nodes
        .get(headline..(headline + 400).min(page.nodes.len()))
        .unwrap_or_default();
    let leads = |node: &FlatNode<'_>| {
        let path = node.filled("href").map(|h| {
            h.split(['?', '#'])
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        });
        path.is_some_and(|p| {
            let parts: Vec<&str> = p.split('/').filter(|s| !s.is_empty()).collect();
            parts
                .iter()
                .rev()
                .skip(1)
                .any(|part| AUTHOR_PATHS.contains(part))
        })
    };
    let mut out: Vec<usize> = near
        .iter()
        .enumerate()
        .filter(|(_, n)| n.name() == "a" && leads(n))
        .map(|(i, _)| headline + i)
        .collect();
    out.retain(|at| (3..=60).contains(&page.text(*at).chars().count()));
    out.truncate(6);
    out
}

/// Short elements that satisfy a test, in document order, at most a few.
fn bylines(page: &Flat<'_>, test: impl Fn(&FlatNode<'_>, &Names) -> bool) -> Vec<usize> {
    let mut out = Vec::new();
    for (at, node) in page.nodes.iter().enumerate() {
        if node.element.is_none()
            || matches!(node.name(), "meta" | "link" | "script" | "body" | "html")
            || node.end - at > 40
        {
            continue;
        }
        if test(node, &node.names()) {
            let length = page.text(at).chars().count();
            if (3..=120).contains(&length) {
                out.push(at);
            }
        }
        if out.len() >= 4 {
            break;
        }
    }
    out
}
