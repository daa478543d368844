//! What every page has: its head, its way to the root, its place in a list.

use serde_json::json;
use tera::{Context, Value};

use super::routes::page_address;
use super::values::{object, text};

/// Stands for the way to the root in a card, until the card is put into a page.
pub(super) const ROOT_MARK: char = '\u{1}';

/// The head of a page. Addresses are from the site's root.
#[derive(Default)]
pub(super) struct Head<'a> {
    /// Which template's page it is, for the style sheet and templates.
    pub(super) kind: &'static str,
    /// Title, without the digest's.
    pub(super) title: &'a str,
    /// One sentence for search engines and previews.
    pub(super) description: String,
    /// Its own address.
    pub(super) address: &'a str,
    /// Pages above it: title and address, from the top.
    pub(super) crumbs: Vec<(&'a str, String)>,
    /// A feed of what it lists.
    pub(super) feed: Option<String>,
    /// Structured data.
    pub(super) json_ld: Option<serde_json::Value>,
    /// BCP 47 tag where it differs from the digest's.
    pub(super) language: Option<&'a str>,
    /// Whether search engines should leave it out.
    pub(super) noindex: bool,
}

/// One page of a list.
#[derive(Clone, Copy)]
pub(super) struct Pager<'a> {
    /// The list's first page.
    pub(super) base: &'a str,
    /// From 1.
    pub(super) number: usize,
    /// Items of the list.
    pub(super) items: usize,
    /// Items of a page.
    pub(super) per_page: usize,
}

impl Pager<'_> {
    /// Pages of the list.
    pub(super) fn pages(&self) -> usize {
        super::routes::page_count(self.items, self.per_page)
    }

    /// The places of this page's items in the list.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        let start = ((self.number - 1) * self.per_page).min(self.items);
        start..(start + self.per_page).min(self.items)
    }

    fn value(&self) -> Value {
        let pages = self.pages();
        let address = |n: usize| page_address(self.base, n);
        let previous = (self.number > 1).then(|| address(self.number - 1));
        let next = (self.number < pages).then(|| address(self.number + 1));
        object([
            ("number", Value::from(self.number)),
            ("pages", Value::from(pages)),
            ("items", Value::from(self.items)),
            ("first", Value::from(address(1))),
            ("last", Value::from(address(pages))),
            ("previous", text(previous.as_deref())),
            ("next", text(next.as_deref())),
        ])
    }
}

/// Leads from an address to the site's root: `./`, `../` and so on.
pub(super) fn root_of(address: &str) -> String {
    match address.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The context that a page starts from.
pub(super) fn context(
    head: Head<'_>,
    base_url: &str,
    root: &str,
    pager: Option<Pager<'_>>,
) -> Context {
    let mut context = Context::new();
    let canonical = format!("{base_url}{}", head.address);
    let mut json_ld = head.json_ld.map(|mut data| {
        if let Some(map) = data.as_object_mut() {
            map.shift_insert(0, "@context".into(), json!("https://schema.org"));
            map.entry("url").or_insert_with(|| json!(canonical));
        }
        data.to_string()
    });
    if let Some(data) = &mut json_ld {
        // Inside a script element, only the start of a tag could end the data.
        *data = data.replace('<', "\\u003c");
    }
    let crumbs: Vec<Value> = head
        .crumbs
        .iter()
        .map(|(name, url)| {
            object([
                ("name", Value::from(*name)),
                ("url", Value::from(url.as_str())),
            ])
        })
        .collect();
    let pager = pager.filter(|p| p.pages() > 1).map(|p| p.value());
    context.insert_value(
        "page",
        object([
            ("kind", Value::from(head.kind)),
            ("title", Value::from(head.title)),
            ("description", Value::from(head.description)),
            ("url", Value::from(head.address)),
            ("canonical", Value::from(canonical)),
            ("crumbs", Value::from(crumbs)),
            ("feed", text(head.feed.as_deref())),
            ("language", text(head.language)),
            ("noindex", Value::from(head.noindex)),
            (
                "json_ld",
                json_ld.map_or_else(Value::none, |d| Value::safe_string(&d)),
            ),
        ]),
    );
    context.insert_value("root", Value::from(root));
    context.insert_value("pager", pager.unwrap_or_else(Value::none));
    context
}

/// A card for one page: the way to the root put in.
pub(super) fn splice(card: &str, root: &str) -> Value {
    let mut out = String::with_capacity(card.len() + root.len() * 10);
    let mut parts = card.split(ROOT_MARK);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(root);
        out.push_str(part);
    }
    Value::safe_string(&out)
}
