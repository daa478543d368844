//! What every page has: its head, its way to the root, its place in a list.

use std::borrow::Cow;

use serde_json::json;

use super::link::{FeedLink, PageLink};
use super::marks::Marks;
use super::site::SiteSeen;
use super::{Html, Prebuilt, seen};
use crate::site::addresses::{page_address, page_count};

seen! {
    /// What every page's template sees besides what is its own.
    struct Frame<'a> {
        /// Leads from the page to the site's root: `./`, `../` and so on; on `404.html` the full path, since a server
        /// shows that page at any address. Write `{{ root }}{{ x.url }}`.
        root: String,
        /// The site.
        site: Prebuilt<SiteSeen>,
        /// The page.
        page: PageSeen<'a>,
        /// The page's place in its list; none where the list has one page.
        pager: Option<PagerSeen>,
    }
}

seen! {
    /// The page itself.
    struct PageSeen<'a> {
        /// Which kind of page it is, such as `brief` or `term`; the body's class is `page-` and this.
        kind: &'static str,
        /// Its title, without the site's; empty on the home page.
        title: Cow<'a, str>,
        /// One sentence for search engines and previews.
        description: String,
        /// Its own address.
        url: &'a str,
        /// Its full address, with the site's; of what stands at two addresses, the one that search engines know.
        canonical: String,
        /// The pages above it, from the top, without the home page.
        crumbs: Vec<PageLink>,
        /// Its own feeds of the dated briefs that it lists, in each format.
        feeds: Vec<FeedLink>,
        /// Address of the first of them.
        feed: Option<String>,
        /// BCP 47 language tag, where it differs from the site's.
        language: Option<&'a str>,
        /// Whether search engines should leave it out.
        noindex: bool,
        /// Structured data, for a script element.
        json_ld: Option<Html<'a>>,
    }
}

seen! {
    /// The place of a page in its list.
    struct PagerSeen {
        /// The page's number, from 1.
        number: usize,
        /// How many pages there are.
        pages: usize,
        /// How many items the whole list has.
        items: usize,
        /// Address of the first page.
        first: String,
        /// Address of the last page.
        last: String,
        /// Address of the page before.
        previous: Option<String>,
        /// Address of the page after.
        next: Option<String>,
    }
}

/// The head of a page. Addresses are from the site's root.
#[derive(Default)]
pub(in crate::site) struct Head<'a> {
    /// Which kind of page it is, for the style sheet and templates.
    pub(in crate::site) kind: &'static str,
    /// Title, without the digest's.
    pub(in crate::site) title: Cow<'a, str>,
    /// One sentence for search engines and previews.
    pub(in crate::site) description: String,
    /// Its own address.
    pub(in crate::site) address: &'a str,
    /// The address under which search engines know what it shows, where that is another.
    pub(in crate::site) canonical: Option<String>,
    /// Pages above it: title and address, from the top.
    pub(in crate::site) crumbs: Vec<(Cow<'a, str>, String)>,
    /// Feeds of what it lists.
    pub(in crate::site) feeds: Vec<FeedLink>,
    /// Structured data.
    pub(in crate::site) json_ld: Option<JsonLd<'a>>,
    /// BCP 47 tag where it differs from the digest's.
    pub(in crate::site) language: Option<&'a str>,
    /// Whether search engines should leave it out.
    pub(in crate::site) noindex: bool,
}

/// Structured data for search engines, made when its page is.
pub(in crate::site) struct JsonLd<'a> {
    /// All that it is made from.
    pub(in crate::site) of: Marks,
    /// Makes it.
    pub(in crate::site) make: Box<dyn Fn() -> serde_json::Value + Send + Sync + 'a>,
}

impl<'a> Head<'a> {
    /// The head as templates see it.
    pub(in crate::site) fn seen(self, base_url: &str) -> PageSeen<'a> {
        let known = self.canonical.as_deref().unwrap_or(self.address);
        let canonical = format!("{base_url}{known}");
        let json_ld = self.json_ld.map(|data| {
            Html::later(data.of.key(), move || {
                let mut data = (data.make)();
                if let Some(map) = data.as_object_mut() {
                    map.shift_insert(0, "@context".into(), json!("https://schema.org"));
                }
                // Inside a script element, only the start of a tag could end the data.
                data.to_string().replace('<', "\\u003c")
            })
        });
        let crumbs = self.crumbs.into_iter();
        PageSeen {
            kind: self.kind,
            title: self.title,
            description: self.description,
            url: self.address,
            canonical,
            crumbs: crumbs
                .map(|(name, url)| PageLink {
                    name: name.into_owned(),
                    url,
                })
                .collect(),
            feed: self.feeds.first().map(|f| f.url.clone()),
            feeds: self.feeds,
            language: self.language,
            noindex: self.noindex,
            json_ld,
        }
    }
}

/// One page of a list.
#[derive(Clone, Copy)]
pub(in crate::site) struct Paging<'a> {
    /// The list's first page.
    pub(in crate::site) base: &'a str,
    /// From 1.
    pub(in crate::site) number: usize,
    /// Items of the list.
    pub(in crate::site) items: usize,
    /// Items of a page.
    pub(in crate::site) per_page: usize,
}

impl Paging<'_> {
    /// Pages of the list.
    pub(in crate::site) fn pages(&self) -> usize {
        page_count(self.items, self.per_page)
    }

    /// The places of this page's items in the list.
    pub(in crate::site) fn range(&self) -> std::ops::Range<usize> {
        let start = ((self.number - 1) * self.per_page).min(self.items);
        start..(start + self.per_page).min(self.items)
    }

    /// This page's items of the list.
    pub(in crate::site) fn of<'l, T>(&self, list: &'l [T]) -> &'l [T] {
        list.get(self.range()).unwrap_or_default()
    }

    /// The place as templates see it.
    pub(in crate::site) fn seen(&self) -> PagerSeen {
        let pages = self.pages();
        let address = |n: usize| page_address(self.base, n);
        PagerSeen {
            number: self.number,
            pages,
            items: self.items,
            first: address(1),
            last: address(pages),
            previous: (self.number > 1).then(|| address(self.number - 1)),
            next: (self.number < pages).then(|| address(self.number + 1)),
        }
    }
}

/// Leads from an address to the site's root: `./`, `../` and so on.
pub(in crate::site) fn root_of(address: &str) -> String {
    match address.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}
