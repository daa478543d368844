//! Footnotes: references that lead to a note of the same article, and the notes.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node, node::Element};

use crate::html::elements::is_block;
use crate::html::text::folded_text;
use crate::html::tree::name;

/// Most nodes of a note that are looked at; a larger block is no note.
const MAX_NOTE_NODES: usize = 400;

/// The footnotes of an article.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Label by target address (`#fn1`).
    labels: HashMap<String, String>,
    /// Blocks that are notes, with their labels.
    blocks: HashMap<NodeId, String>,
    /// Addresses of places in the text to which notes lead back.
    back: HashSet<String>,
}

impl Notes {
    /// The label if this link is a reference.
    pub(super) fn reference(&self, link: &Element) -> Option<String> {
        self.labels.get(link.attr("href")?).cloned()
    }

    /// Whether this link leads from a note back to the text.
    pub(super) fn is_backlink(&self, link: &Element) -> bool {
        !self.labels.is_empty() && link.attr("href").is_some_and(|h| self.back.contains(h))
    }

    /// The label if this block is a note.
    pub(super) fn label(&self, block: NodeId) -> Option<&str> {
        self.blocks.get(&block).map(String::as_str)
    }
}

/// Finds the footnotes: a link to a place of the article that is short or raised, whose target is a block that leads
/// back or is named as a note.
pub(super) fn find(html: &Html) -> Notes {
    let mut notes = Notes::default();
    let mut places: HashMap<&str, NodeRef<'_, Node>> = HashMap::new();
    let mut links: Vec<NodeRef<'_, Node>> = Vec::new();
    for node in html.tree.root().descendants() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        for id in [
            element.attr("id"),
            element.attr("name").filter(|_| element.name() == "a"),
        ]
        .into_iter()
        .flatten()
        {
            places.entry(id).or_insert(node);
        }
        if element.name() == "a"
            && element
                .attr("href")
                .is_some_and(|h| h.starts_with('#') && h.len() > 1)
        {
            links.push(node);
        }
    }
    for (position, link) in links.iter().enumerate() {
        let Some(href) = link.value().as_element().and_then(|e| e.attr("href")) else {
            continue;
        };
        let Some(target) = href.strip_prefix('#').and_then(|id| places.get(id)) else {
            continue;
        };
        let text = folded_text(*link);
        let mark = text.trim_matches(|c: char| !c.is_alphanumeric());
        if text.chars().count() > 6 || notes.back.contains(href) {
            continue;
        }
        let Some(block) = std::iter::once(*target)
            .chain(target.ancestors())
            .find(|n| name(n).is_some_and(is_block))
        else {
            continue;
        };
        if !matches!(
            name(&block),
            Some("li" | "p" | "div" | "aside" | "dd" | "section")
        ) || link.ancestors().any(|a| a.id() == block.id())
        {
            continue;
        }
        let returns: Vec<String> = block
            .descendants()
            .take(MAX_NOTE_NODES)
            .filter_map(|d| {
                d.value()
                    .as_element()
                    .filter(|e| e.name() == "a")
                    .and_then(|e| e.attr("href"))
            })
            .filter(|h| h.starts_with('#'))
            .map(str::to_owned)
            .collect();
        let own = link
            .ancestors()
            .take(3)
            .chain(std::iter::once(*link))
            .filter_map(|n| {
                n.value()
                    .as_element()
                    .and_then(|e| e.attr("id").or_else(|| e.attr("name")))
            })
            .map(|id| format!("#{id}"))
            .collect::<Vec<_>>();
        let leads_back = returns.iter().any(|r| own.contains(r));
        let named = ["fn", "note", "endnote", "footnote", "_ftn"]
            .iter()
            .any(|s| {
                href.trim_start_matches('#')
                    .to_ascii_lowercase()
                    .starts_with(s)
            });
        let raised = link.ancestors().take(2).any(|a| name(&a) == Some("sup"))
            || link.children().any(|c| name(&c) == Some("sup"));
        let is_note = leads_back || named && raised;
        if !is_note {
            continue;
        }
        let label = if !mark.is_empty() && mark.chars().all(|c| c.is_ascii_alphanumeric()) {
            mark.to_owned()
        } else {
            format!("n{}", position + 1)
        };
        if notes.blocks.values().any(|l| *l == label) && notes.label(block.id()) != Some(&label) {
            continue;
        }
        notes.labels.insert(href.to_owned(), label.clone());
        notes.blocks.entry(block.id()).or_insert(label);
        notes.back.extend(returns);
    }
    notes
}
