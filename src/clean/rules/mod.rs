//! The cutting rules, one file each. A rule reads the page and marks what it wants gone; none changes the tree.

use std::collections::BTreeMap;

use scraper::Html;
use url::Url;

use super::Context;
use super::marks::Marks;
use super::outline::Outline;

mod advertisement;
mod boxes;
mod feed_footer;
mod hidden;
mod line;
mod machinery;
mod promotion;
mod related_list;
mod repeated_body;
mod repeated_headline;
mod share_bar;
mod subscribe;
mod tail;
mod unlabelled;

/// What a rule reads.
pub(super) struct BodyView<'a> {
    /// The mended tree.
    pub(super) html: &'a Html,
    /// Its blocks.
    pub(super) outline: &'a Outline,
    /// What else is known.
    pub(super) context: &'a Context<'a>,
}

impl BodyView<'_> {
    /// The address of a link.
    pub(super) fn href(&self, link: ego_tree::NodeId) -> &str {
        self.html
            .tree
            .get(link)
            .and_then(|n| n.value().as_element().and_then(|e| e.attr("href")))
            .unwrap_or_default()
    }

    /// The host of the publisher's own pages: of the article's address, else the one that most links lead to.
    pub(super) fn own_host(&self) -> Option<String> {
        if let Some(host) = self.context.base_url.and_then(Url::host_str) {
            return Some(bare_host(host));
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut all = 0;
        for link in self
            .outline
            .blocks
            .iter()
            .flat_map(crate::clean::outline::OutlineBlock::links)
        {
            if let Some(host) = self.host(link) {
                all += 1;
                *counts.entry(host).or_default() += 1;
            }
        }
        counts
            .into_iter()
            .max_by_key(|c| c.1)
            .filter(|c| c.1 >= 2 && c.1 * 2 > all)
            .map(|c| c.0)
    }

    /// The host a link leads to; none for other schemes, share links and places of the same page. A relative link
    /// leads to a host without a name.
    pub(super) fn host(&self, link: ego_tree::NodeId) -> Option<String> {
        let href = self.href(link).trim();
        if crate::clean::phrases::is_share_link(href) {
            return None;
        }
        if super::is_relative(href) && !href.starts_with("//") {
            return Some(String::new());
        }
        let url = super::media::resolve(href, None)?;
        (!crate::clean::phrases::is_host_of(crate::clean::phrases::Serves::Embeds, &url))
            .then(|| url.host_str().map(bare_host))
            .flatten()
    }

    /// Whether a block was marked, itself or something around it.
    pub(super) fn is_marked(&self, block: usize, marks: &Marks) -> bool {
        self.outline
            .blocks
            .get(block)
            .and_then(|b| self.html.tree.get(b.node))
            .is_some_and(|n| marks.covers(n))
    }
}

/// Runs all rules; whether the body held the article more than once.
pub(super) fn mark_all(page: &BodyView<'_>, marks: &mut Marks) -> bool {
    let repeated = repeated_body::mark(page, marks);
    machinery::mark(page, marks);
    hidden::mark(page, marks);
    repeated_headline::mark(page, marks);
    feed_footer::mark(page, marks);
    advertisement::mark(page, marks);
    share_bar::mark(page, marks);
    related_list::mark(page, marks);
    promotion::mark(page, marks);
    unlabelled::mark(page, marks);
    subscribe::mark(page, marks);
    tail::mark(page, marks);
    boxes::mark(page, marks);
    repeated
}

fn bare_host(host: &str) -> String {
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// The hosts that promotions link to, most frequent first.
pub(super) fn publisher_hints(page: &BodyView<'_>, marks: &Marks) -> Vec<String> {
    let mut hosts: BTreeMap<String, usize> = BTreeMap::new();
    for node in page.html.tree.root().descendants() {
        let Some(element) = node.value().as_element().filter(|e| e.name() == "a") else {
            continue;
        };
        let Some(Ok(url)) = element.attr("href").map(Url::parse) else {
            continue;
        };
        if !matches!(url.scheme(), "http" | "https")
            || crate::clean::phrases::is_share_link(url.as_str())
        {
            continue;
        }
        let rule = marks.rule_of(node);
        if !matches!(
            rule,
            Some(promotion::RULE | related_list::RULE | feed_footer::RULE)
        ) {
            continue;
        }
        if let Some(host) = url.host_str() {
            *hosts
                .entry(host.strip_prefix("www.").unwrap_or(host).to_owned())
                .or_default() += 1;
        }
    }
    let mut hosts: Vec<(String, usize)> = hosts.into_iter().collect();
    hosts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    hosts.into_iter().map(|h| h.0).collect()
}
