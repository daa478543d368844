//! What every page has: its head, its way to the root, its place in a list.

use std::borrow::Cow;

use serde_json::json;

use super::link::{FeedLink, PageLink};
use super::marks::Marks;
use super::site::SiteSeen;
use super::{Html, Prebuilt, seen};
use crate::site::addresses::{page_address, page_count};
use crate::site::format::described;

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
        /// What tells its title from that of another page, such as `page 2`; none where that is not needed.
        title_more: Option<String>,
        /// What it is, in about 50 to 160 characters, for search engines and previews.
        description: String,
        /// Its own address.
        url: &'a str,
        /// Its full address, with the site's; of what stands at two addresses, the one that search engines know.
        canonical: String,
        /// Full address of the picture for previews of links to it; none where the site's name cannot be drawn.
        image: Option<String>,
        /// The pages above it, from the top, without the home page.
        crumbs: Vec<PageLink>,
        /// Its own feeds of what it lists, in each format.
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
        /// The pages to choose from: the first, the last, and those around this one.
        numbers: Vec<PageNumber>,
        /// Address of the page before.
        previous: Option<String>,
        /// Address of the page after.
        next: Option<String>,
    }
}

seen! {
    /// A page of a list, to be chosen.
    struct PageNumber {
        /// Its number.
        number: usize,
        /// Its address.
        url: String,
        /// Whether pages between it and the one named before it are not named.
        after_gap: bool,
    }
}

/// The head of a page. Addresses are from the site's root.
#[derive(Default)]
pub(in crate::site) struct Head<'a> {
    /// Which kind of page it is, for the style sheet and templates.
    pub(in crate::site) kind: &'static str,
    /// Title, without the digest's.
    pub(in crate::site) title: Cow<'a, str>,
    /// What tells its title from that of another page.
    pub(in crate::site) title_more: Option<String>,
    /// What it is, for search engines and previews; see [`described`].
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
    /// The head of a later page of its list, which search engines leave out: they come to what it lists by the sitemap.
    pub(in crate::site) fn of_page(self, number: usize, pages: usize) -> Self {
        Self {
            title_more: Some(match self.title_more {
                Some(own) => format!("{own}, page {number}"),
                None => format!("page {number}"),
            }),
            description: described([format!("Page {number} of {pages}."), self.description]),
            noindex: true,
            ..self
        }
    }

    /// The head as templates see it.
    pub(in crate::site) fn seen(
        self,
        base_url: &str,
        site: &str,
        image: Option<String>,
    ) -> PageSeen<'a> {
        let known = self.canonical.as_deref().unwrap_or(self.address);
        let canonical = format!("{base_url}{known}");
        let json_ld = structured(self.json_ld, &self.crumbs, &self.title, base_url, site);
        let crumbs = self.crumbs.into_iter();
        PageSeen {
            kind: self.kind,
            title: self.title,
            title_more: self.title_more,
            description: self.description,
            url: self.address,
            canonical,
            image,
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

/// What a page tells search engines: its own data, and where it stands in the site.
fn structured<'a>(
    own: Option<JsonLd<'a>>,
    crumbs: &[(Cow<'a, str>, String)],
    title: &str,
    base_url: &str,
    site: &str,
) -> Option<Html<'a>> {
    if own.is_none() && crumbs.is_empty() {
        return None;
    }
    let mut marks = Marks::default();
    if let Some(own) = &own {
        marks.print(own.of.key());
    }
    // The site, what lies between, and the page, whose address is its own.
    let mut way = vec![(site.to_owned(), Some(base_url.to_owned()))];
    for (name, address) in crumbs {
        way.push((
            name.clone().into_owned(),
            Some(format!("{base_url}{address}")),
        ));
    }
    way.push((title.to_owned(), None));
    if crumbs.is_empty() {
        way.clear();
    }
    for (name, address) in &way {
        marks.text(name);
        marks.add(address);
    }
    Some(Html::later(marks.key(), move || {
        let step = |(place, (name, address)): (usize, &(String, Option<String>))| {
            let mut step = json!({ "@type": "ListItem", "position": place + 1, "name": name });
            if let Some(address) = address {
                step["item"] = json!(address);
            }
            step
        };
        let steps: Vec<_> = way.iter().enumerate().map(step).collect();
        let steps = (!steps.is_empty())
            .then(|| json!({ "@type": "BreadcrumbList", "itemListElement": steps }));
        let mut data = match (own.as_ref().map(|own| (own.make)()), steps) {
            (Some(own), Some(steps)) => json!({ "@graph": [own, steps] }),
            (own, steps) => own.or(steps).unwrap_or_default(),
        };
        if let Some(map) = data.as_object_mut() {
            map.shift_insert(0, "@context".into(), json!("https://schema.org"));
        }
        // Inside a script element, only the start of a tag could end the data.
        data.to_string().replace('<', "\\u003c")
    }))
}

/// The pages of a list to choose from on one of them, and whether others lie between each and the one before it: the
/// first, the last, and those around it. One that would be left out alone is named instead.
fn numbers(number: usize, pages: usize) -> Vec<(usize, bool)> {
    let mut named = vec![1, number.saturating_sub(1), number, number + 1, pages];
    named.retain(|n| (1..=pages).contains(n));
    named.sort_unstable();
    named.dedup();
    let (mut out, mut before) = (Vec::with_capacity(named.len() + 2), 0);
    for n in named {
        if n == before + 2 {
            out.push((n - 1, false));
        }
        out.push((n, n > before + 2));
        before = n;
    }
    out
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
            numbers: numbers(self.number, pages)
                .into_iter()
                .map(|(number, after_gap)| PageNumber {
                    number,
                    url: address(number),
                    after_gap,
                })
                .collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_names_its_ends_and_what_is_near() {
        let shown = |number, pages| {
            let name = |(n, gap): (usize, bool)| format!("{}{n}", if gap { "… " } else { "" });
            let all: Vec<String> = numbers(number, pages).into_iter().map(name).collect();
            all.join(" ")
        };
        for (number, pages, expected) in [
            (1, 1, "1"),
            (1, 2, "1 2"),
            (2, 3, "1 2 3"),
            (1, 20, "1 2 … 20"),
            (3, 20, "1 2 3 4 … 20"),
            (4, 20, "1 2 3 4 5 … 20"),
            (5, 20, "1 … 4 5 6 … 20"),
            (18, 20, "1 … 17 18 19 20"),
            (20, 20, "1 … 19 20"),
        ] {
            assert_eq!(shown(number, pages), expected);
        }
    }
}
