//! A whole saved page: what it states about its article, and where in it the article is.

mod article;
mod boilerplate;
mod day;
mod jsonld;
mod stated;
mod weigh;
mod write;
mod writers;

use scraper::Html;

use super::{Fragment, FragmentKind};
use crate::html::flat::Flat;

/// Reads a page. Markup that nests too deep must be limited before.
pub(super) fn read(name: &str, source: &str) -> Fragment {
    let html = Html::parse_document(source);
    let page = Flat::of(&html);
    let read = stated::read(&page, name);
    let mut headlines = read.headlines;
    headlines.extend(read.metadata.title.iter().map(|t| t.value.clone()));
    let body_html = article::find(&page, &headlines, read.body.as_deref());
    let mut metadata = read.metadata;
    if metadata.date.is_none() {
        metadata.date = crate::fragment::top::date(&body_html).or(read.date_in_address);
    }
    Fragment {
        name: name.to_owned(),
        kind: FragmentKind::Page,
        metadata,
        body_html,
    }
}
