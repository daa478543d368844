//! A whole saved page: what it states about its article, and where in it the article is.

mod article;
mod aside;
mod blocks;
mod covering;
mod data;
mod day;
mod entry;
mod found;
mod held_back;
mod inside;
mod jsonld;
mod judge;
mod marked;
mod model;
mod rules;
mod set_large;
mod stated;
mod vote;
mod weigh;
mod writers;

use super::{Fragment, FragmentKind, top};
use crate::finding::Finding;
use crate::html::body::{Body, MarkedTree};
use crate::html::flat::Flat;
use crate::html::marks::Marks;
use crate::html::{parse, tree};

pub use rules::RULES;

/// Reads a page.
pub(super) fn read(name: &str, source: &str, findings: &mut Vec<Finding>) -> Fragment {
    let mut html = parse::document(source);
    let mut marks = Marks::default();
    let page = Flat::of(&html);
    let stated = stated::read(&page, name);
    let mut headlines = stated.headlines;
    headlines.extend(stated.metadata.title.iter().map(|t| t.value.clone()));
    let found = article::find(&page, &headlines, stated.body.as_deref(), &mut marks);
    let unseen = unseen(
        &page,
        found.characters,
        stated.body.as_deref(),
        stated.body_source.as_deref(),
    );
    // The article's blocks come to stand side by side, below the root.
    let nodes = found.around.iter().filter_map(|at| page.nodes.get(*at));
    let around: Vec<_> = nodes.filter(|n| n.name() != "html").map(|n| n.id).collect();
    let body = if let Some((body, whence)) = unseen {
        let told = format!("The page shows no article; its text was taken from {whence}.");
        findings.push(
            Finding::note("page-data", told)
                .in_file(name)
                .without_place("it is about the whole page")
                .help("Compare the brief with the page as a browser shows it."),
        );
        Body::Source(body)
    } else {
        for id in around {
            tree::unwrap(&mut html, id);
        }
        Body::Page(Box::new(MarkedTree { html, marks }))
    };
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

/// The article as the page's data has it, and where, if the page itself shows so little that it cannot be all.
fn unseen(
    page: &Flat<'_>,
    shown: usize,
    stated: Option<&str>,
    source: Option<&str>,
) -> Option<(String, &'static str)> {
    let length = stated.map_or(0, |b| b.chars().count());
    if data::is_hidden(shown, length) {
        return Some((
            data::paragraphs(source?),
            "the `articleBody` of its JSON-LD",
        ));
    }
    if shown >= data::LEAST {
        return None;
    }
    let scripts = data::of_scripts(page).map(|body| (body, "the data of a script"));
    let (body, whence) = scripts.or_else(|| {
        let plain = data::of_noscript(page)?;
        Some((plain, "what it has for readers without scripts"))
    })?;
    data::is_hidden(shown, body.chars().count()).then_some((body, whence))
}

/// A block of a page as the program that learns the [`model`] sees it.
#[derive(Debug)]
pub struct Example {
    /// The block's own text.
    pub text: String,
    /// Whether it is one of the page's headlines, which the brief has anyway.
    pub is_headline: bool,
    /// What is known of it, as numbers.
    pub row: Vec<f32>,
}

/// The blocks of a page, for the program that learns which of them belong to the article.
pub fn examples(source: &str) -> Vec<Example> {
    let html = parse::document(source);
    let mut marks = Marks::default();
    let page = Flat::of(&html);
    let stated = stated::read(&page, "");
    let mut titles = stated.headlines;
    titles.extend(stated.metadata.title.iter().map(|t| t.value.clone()));
    aside::mark_machinery(&page, &mut marks);
    let rules = article::by_rules(&page, &titles, stated.body.as_deref(), &marks);
    let blocks = article::judged_blocks(&page, &titles, stated.body.as_deref(), &marks, &rules);
    let keys: Vec<String> = titles.iter().map(|t| super::people::key(t)).collect();
    let example = |(i, block): (usize, &blocks::Block)| {
        let text = marked::own_text(&page, block.at, &marks);
        Example {
            is_headline: keys.contains(&super::people::key(&text)),
            text,
            row: blocks::row(&blocks, i),
        }
    };
    blocks.iter().enumerate().map(example).collect()
}
