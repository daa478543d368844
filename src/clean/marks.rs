//! What the rules want gone, and the sweep that takes it out in one pass in reading order.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node, StrTendril};

use super::Cut;
use crate::html::tree::{has_words, push_folded, push_text};

/// One node that a rule wants gone.
#[derive(Debug, Clone, Copy)]
struct Mark {
    rule: &'static str,
    /// For a text node: the byte from which it goes.
    from: usize,
    /// Marks of one group are one cut.
    group: u32,
    /// Whether the cut is listed.
    listed: bool,
}

/// The nodes that rules want gone. The first rule to mark a node keeps it.
#[derive(Debug, Default)]
pub(super) struct Marks {
    by_node: HashMap<NodeId, Mark>,
    groups: u32,
}

impl Marks {
    /// Marks a node and all it holds.
    pub(super) fn cut(&mut self, node: NodeId, rule: &'static str) {
        let group = self.new_group();
        self.by_node.entry(node).or_insert(Mark {
            rule,
            from: 0,
            group,
            listed: true,
        });
    }

    /// Marks a node whose words are not lost, because they stand elsewhere in the article.
    pub(super) fn drop_copy(&mut self, node: NodeId, rule: &'static str) {
        let group = self.new_group();
        self.by_node.entry(node).or_insert(Mark {
            rule,
            from: 0,
            group,
            listed: false,
        });
    }

    /// Begins a cut of several nodes.
    pub(super) fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// Marks a text node from this byte on, as part of a cut.
    pub(super) fn cut_text(&mut self, node: NodeId, from: usize, rule: &'static str, group: u32) {
        self.by_node.entry(node).or_insert(Mark {
            rule,
            from,
            group,
            listed: true,
        });
    }

    /// Whether this very node is marked whole.
    pub(super) fn has(&self, node: NodeId) -> bool {
        self.by_node.get(&node).is_some_and(|m| m.from == 0)
    }

    /// Whether this node or one around it is marked whole.
    pub(super) fn covers(&self, node: NodeRef<'_, Node>) -> bool {
        self.has(node.id()) || node.ancestors().any(|a| self.has(a.id()))
    }

    /// The rule that takes this node out, itself or with something around it.
    pub(super) fn rule_of(&self, node: NodeRef<'_, Node>) -> Option<&'static str> {
        std::iter::once(node)
            .chain(node.ancestors())
            .find_map(|n| self.by_node.get(&n.id()))
            .or_else(|| node.descendants().find_map(|n| self.by_node.get(&n.id())))
            .map(|m| m.rule)
    }

    /// Takes out what is marked and lists what had words, in reading order.
    pub(super) fn sweep(&self, html: &mut Html) -> Vec<Cut> {
        let mut cuts: Vec<(u32, Cut)> = Vec::new();
        let mut next = html.tree.root().first_child().map(|n| n.id());
        while let Some(id) = next {
            let Some(node) = html.tree.get(id) else { break };
            let Some(mark) = self.by_node.get(&id).copied() else {
                next = node
                    .first_child()
                    .map(|c| c.id())
                    .or_else(|| following(node));
                continue;
            };
            let after = following(node);
            let mut text = String::new();
            if let Node::Text(t) = node.value() {
                push_folded(&mut text, t.get(mark.from..).unwrap_or_default());
            } else {
                push_text(node, &mut text);
            }
            if mark.listed {
                match cuts.last_mut() {
                    Some((group, cut)) if *group == mark.group => cut.text.push_str(&text),
                    _ => cuts.push((
                        mark.group,
                        Cut {
                            rule: mark.rule,
                            text,
                        },
                    )),
                }
            }
            if mark.from > 0 {
                if let Some(mut node) = html.tree.get_mut(id)
                    && let Node::Text(t) = node.value()
                {
                    let kept: String = t.get(..mark.from).unwrap_or_default().to_owned();
                    t.text = StrTendril::from(kept.as_str());
                }
            } else if let Some(mut node) = html.tree.get_mut(id) {
                node.detach();
            }
            next = after;
        }
        cuts.into_iter()
            .filter_map(|(_, cut)| {
                let text = cut.text.split_whitespace().collect::<Vec<_>>().join(" ");
                has_words(&text).then_some(Cut {
                    rule: cut.rule,
                    text,
                })
            })
            .collect()
    }
}

/// The node after this one and all it holds.
fn following(node: NodeRef<'_, Node>) -> Option<NodeId> {
    let mut at = node;
    loop {
        if let Some(next) = at.next_sibling() {
            return Some(next.id());
        }
        at = at.parent()?;
    }
}
