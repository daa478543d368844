//! What a rule reads: the mended tree, its outline, and what else is known of the article.

use std::collections::BTreeMap;

use ego_tree::NodeId;
use scraper::Html;
use url::Url;

use crate::clean::context::Context;
use crate::clean::media;
use crate::clean::outline::{Outline, OutlineBlock};
use crate::clean::phrases::{Serves, is_host_of, is_share_link};
use crate::clean::tidy::is_relative;
use crate::html::marks::Marks;

/// What a rule reads.
pub(in crate::clean) struct BodyView<'a> {
    /// The mended tree.
    pub(in crate::clean) html: &'a Html,
    /// Its blocks.
    pub(in crate::clean) outline: &'a Outline,
    /// What else is known.
    pub(in crate::clean) context: &'a Context<'a>,
}

impl BodyView<'_> {
    /// The address of a link.
    pub(in crate::clean) fn href(&self, link: NodeId) -> &str {
        self.html
            .tree
            .get(link)
            .and_then(|n| n.value().as_element().and_then(|e| e.attr("href")))
            .unwrap_or_default()
    }

    /// The host of the publisher's own pages: of the article's address, else the one that most links lead to.
    pub(in crate::clean) fn own_host(&self) -> Option<String> {
        if let Some(host) = self.context.base_url.and_then(Url::host_str) {
            return Some(bare_host(host));
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut all = 0;
        for link in self.outline.blocks.iter().flat_map(OutlineBlock::links) {
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
    pub(in crate::clean) fn host(&self, link: NodeId) -> Option<String> {
        let href = self.href(link).trim();
        if is_share_link(href) {
            return None;
        }
        if is_relative(href) && !href.starts_with("//") {
            return Some(String::new());
        }
        let url = media::resolve(href, None)?;
        (!is_host_of(Serves::Embeds, &url))
            .then(|| url.host_str().map(bare_host))
            .flatten()
    }

    /// Whether a block was marked, itself or something around it.
    pub(in crate::clean) fn is_marked(&self, block: usize, marks: &Marks) -> bool {
        self.outline
            .blocks
            .get(block)
            .and_then(|b| self.html.tree.get(b.node))
            .is_some_and(|n| marks.covers(n))
    }
}

fn bare_host(host: &str) -> String {
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
