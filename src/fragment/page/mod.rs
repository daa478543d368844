//! A whole saved page: what it states about its article, and where in it the article is.

mod article;
mod aside;
mod covering;
mod day;
mod entry;
mod found;
mod inside;
mod jsonld;
mod marked;
mod rules;
mod stated;
mod vote;
mod weigh;
mod writers;

use super::{Fragment, FragmentKind, top};
use crate::html::body::{Body, MarkedTree};
use crate::html::flat::Flat;
use crate::html::marks::Marks;
use crate::html::{parse, tree};

pub use rules::RULES;

/// Reads a page.
pub(super) fn read(name: &str, source: &str) -> Fragment {
    let mut html = parse::document(source);
    let mut marks = Marks::default();
    let page = Flat::of(&html);
    let stated = stated::read(&page, name);
    let mut headlines = stated.headlines;
    headlines.extend(stated.metadata.title.iter().map(|t| t.value.clone()));
    let around = article::find(&page, &headlines, stated.body.as_deref(), &mut marks);
    // The article's blocks come to stand side by side, below the root.
    let nodes = around.iter().filter_map(|at| page.nodes.get(*at));
    let around: Vec<_> = nodes.filter(|n| n.name() != "html").map(|n| n.id).collect();
    for id in around {
        tree::unwrap(&mut html, id);
    }
    let body = Body::Page(Box::new(MarkedTree { html, marks }));
    let mut metadata = stated.metadata;
    if metadata.date.is_none() || metadata.authors.is_empty() {
        let html = body.html();
        if metadata.date.is_none() {
            metadata.date = top::date(&html).or(stated.date_in_address);
        }
        if metadata.authors.is_empty() {
            metadata.authors = top::authors(&html);
        }
    }
    Fragment {
        name: name.to_owned(),
        kind: FragmentKind::Page,
        metadata,
        body,
    }
}
