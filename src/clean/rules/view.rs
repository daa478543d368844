//! What a rule reads: the mended tree, its outline, and what else is known of the article.

use std::collections::BTreeMap;

use ego_tree::NodeId;
use scraper::Html;
use url::Url;

use crate::clean::context::Context;
use crate::clean::links::{Leads, leads};
use crate::clean::media;
use crate::clean::outline::{Container, Outline, OutlineBlock};
use crate::clean::phrases::{Serves, is_host_of, is_share_link};
use crate::clean::tidy::is_relative;
use crate::html::marks::Marks;
use crate::html::text::folded_text;
use crate::html::tree::{attribute, name};
use crate::rule::Rule;

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

    /// The blocks of a container.
    pub(in crate::clean) fn within(&self, container: &Container) -> &[OutlineBlock] {
        let blocks = self.outline.blocks.get(container.start..container.end);
        blocks.unwrap_or_default()
    }

    /// An attribute of an element.
    pub(in crate::clean) fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        let element = self.html.tree.get(node)?.value().as_element()?;
        attribute(element, name)
    }

    /// What a link's address says.
    pub(in crate::clean) fn leads(&self, link: NodeId) -> Leads {
        leads(
            self.href(link),
            self.attribute(link, "rel").unwrap_or_default(),
        )
    }

    /// The words of an element.
    pub(in crate::clean) fn text(&self, node: NodeId) -> String {
        self.html
            .tree
            .get(node)
            .map(folded_text)
            .unwrap_or_default()
    }

    /// Whether a picture lies in an element.
    pub(in crate::clean) fn shows_picture(&self, node: NodeId) -> bool {
        self.html.tree.get(node).is_some_and(|n| {
            n.descendants()
                .any(|d| name(&d).is_some_and(|t| matches!(t, "img" | "picture" | "svg")))
        })
    }

    /// Whether a picture under a node is somebody's portrait, by its class or its host.
    pub(in crate::clean) fn is_portrait(&self, node: NodeId) -> bool {
        let Some(node) = self.html.tree.get(node) else {
            return false;
        };
        node.descendants()
            .filter_map(|d| d.value().as_element())
            .any(|e| {
                let value = |a| attribute(e, a).unwrap_or_default().to_ascii_lowercase();
                e.name() == "img"
                    && (["avatar", "portrait", "headshot", "author"]
                        .iter()
                        .any(|w| value("class").contains(w))
                        || value("src").contains("gravatar.com/avatar"))
            })
    }

    /// The site of the publisher: the domain of [`own_host`](Self::own_host), else the one that most pictures come from.
    pub(in crate::clean) fn own_site(&self) -> Option<String> {
        if let Some(host) = self.own_host() {
            return Some(site(&host));
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut all = 0;
        for node in self.html.tree.root().descendants() {
            let Some(element) = node.value().as_element().filter(|e| e.name() == "img") else {
                continue;
            };
            let address = media::image_address(element);
            if let Some(url) = address.and_then(|a| media::resolve(&a, None))
                && let Some(host) = url.host_str()
            {
                all += 1;
                *counts.entry(site(host)).or_default() += 1;
            }
        }
        counts
            .into_iter()
            .max_by_key(|c| c.1)
            .filter(|c| c.1 * 2 > all)
            .map(|c| c.0)
    }

    /// Whether a link leads to the publisher's own site: a relative one does.
    pub(in crate::clean) fn is_own(&self, link: NodeId, own: Option<&str>) -> bool {
        match self.host(link) {
            Some(host) => host.is_empty() || own.is_some_and(|own| site(&host) == own),
            None => matches!(self.leads(link), Leads::Within),
        }
    }

    /// The rule that took a block, by its mark or that of something around it.
    pub(in crate::clean) fn rule_of(
        &self,
        block: &OutlineBlock,
        marks: &Marks,
    ) -> Option<&'static Rule> {
        marks.rule_of(self.html.tree.get(block.node)?)
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

/// The domain that a host belongs to: its last two labels, or three where the last but one is as short as in `co.uk`.
fn site(host: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let short = labels
        .len()
        .checked_sub(2)
        .and_then(|i| labels.get(i))
        .is_some_and(|l| l.len() <= 3);
    let country = labels.last().is_some_and(|l| l.len() == 2);
    let wanted = if short && country { 3 } else { 2 };
    let from = labels.len().saturating_sub(wanted);
    labels.get(from..).unwrap_or_default().join(".")
}

fn bare_host(host: &str) -> String {
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
