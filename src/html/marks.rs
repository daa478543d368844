//! What rules want gone from a tree, and the one way in which it goes: listed with its rule, in reading order.
//!
//! A rule marks nodes; none changes the tree. The finder of a page's article marks what is not the article, and the marks
//! travel with the tree. Before the cleaning rules read it, what is marked so far is [hidden](Marks::hide) from them.
//! Last, the [sweep](Marks::sweep) takes out the rest and lists all that had words.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node, StrTendril};

use super::elements::Class;
use super::text::{has_words, push_folded, push_text};
use crate::rule::Rule;

/// A piece of text that was taken out, with the rule that took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The rule.
    pub rule: &'static Rule,
    /// The text that was taken out, white space folded.
    pub text: String,
    /// The line of the editor's rules that took it, where it was one of those.
    pub line: Option<usize>,
}

/// One node that a rule wants gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    rule: &'static Rule,
    /// For a text node: the byte from which it goes.
    from: usize,
    /// Marks of one group are one cut.
    group: u32,
    /// Whether the cut is listed.
    listed: bool,
}

/// The nodes that rules want gone. The first rule to mark a node keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    by_node: HashMap<NodeId, Mark, BuildHasherDefault<IdHasher>>,
    groups: u32,
    /// The line of the editor's rules by which the marks of a group were made.
    lines: BTreeMap<u32, usize>,
    /// The nodes that are hidden, in reading order.
    hidden: Vec<NodeId>,
}

impl Marks {
    /// Marks a node and all it holds.
    pub(crate) fn cut(&mut self, node: NodeId, rule: &'static Rule) {
        let group = self.new_group();
        self.cut_text(node, 0, rule, group);
    }

    /// Marks a node whose words are not lost, because they stand elsewhere in the article.
    pub(crate) fn drop_copy(&mut self, node: NodeId, rule: &'static Rule) {
        let group = self.new_group();
        self.by_node.entry(node).or_insert(Mark {
            rule,
            from: 0,
            group,
            listed: false,
        });
    }

    /// Marks for a tree that takes over nodes of this one: none yet, and with groups apart from those of this one.
    pub(crate) fn like(&self) -> Self {
        Self {
            groups: self.groups,
            ..Self::default()
        }
    }

    /// Marks in `other` the copy of a node as the node itself is marked.
    pub(crate) fn carry(&self, node: NodeId, copy: NodeId, other: &mut Self) {
        if let Some(mark) = self.by_node.get(&node) {
            other.by_node.entry(copy).or_insert(*mark);
        }
    }

    /// Begins a cut of several nodes.
    pub(crate) fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// Marks a text node from this byte on, as part of a cut.
    pub(crate) fn cut_text(&mut self, node: NodeId, from: usize, rule: &'static Rule, group: u32) {
        self.by_node.entry(node).or_insert(Mark {
            rule,
            from,
            group,
            listed: true,
        });
    }

    /// Marks made by `mark` are those of a line of the editor's rules.
    pub(crate) fn by_line(&mut self, line: usize, mark: impl FnOnce(&mut Self)) {
        let before = self.groups;
        mark(self);
        self.lines
            .extend((before + 1..=self.groups).map(|g| (g, line)));
    }

    /// Takes back the mark of this very node.
    pub(crate) fn take_back(&mut self, node: NodeId) {
        self.by_node.remove(&node);
    }

    /// Whether this very node is marked whole.
    pub(crate) fn has(&self, node: NodeId) -> bool {
        self.by_node.get(&node).is_some_and(|m| m.from == 0)
    }

    /// The rule that marked this very node.
    pub(crate) fn rule_at(&self, node: NodeId) -> Option<&'static Rule> {
        self.by_node.get(&node).map(|m| m.rule)
    }

    /// Whether this node or one around it is marked whole.
    pub(crate) fn covers(&self, node: NodeRef<'_, Node>) -> bool {
        self.has(node.id()) || node.ancestors().any(|a| self.has(a.id()))
    }

    /// The rule that takes this node out, itself or with something around it.
    pub(crate) fn rule_of(&self, node: NodeRef<'_, Node>) -> Option<&'static Rule> {
        std::iter::once(node)
            .chain(node.ancestors())
            .chain(node.descendants())
            .find_map(|n| self.by_node.get(&n.id()))
            .map(|m| m.rule)
    }

    /// Takes what is marked out of sight, marked nodes inside others each for itself: what is left of the tree is as if
    /// they had never been there. The sweep lists them all the same.
    pub(crate) fn hide(&mut self, html: &mut Html) {
        let marked = |n: &NodeRef<'_, Node>| self.has(n.id());
        let nodes = html.tree.root().descendants().filter(marked);
        let nodes: Vec<NodeId> = nodes.map(|n| n.id()).collect();
        for id in &nodes {
            detach(html, *id);
        }
        self.hidden.extend(nodes);
    }

    /// Takes out what is marked and lists what had words, what was hidden included, in reading order.
    pub(crate) fn sweep(&self, html: &mut Html) -> Vec<Cut> {
        let cuts = self.take_out(html).into_iter();
        cuts.map(|(_, cut)| cut).collect()
    }

    /// The groups of marks whose words, as they would be listed, are looked for; `hidden` if what is marked will be
    /// [hidden](Self::hide) before it is swept.
    pub(crate) fn groups_of(
        &self,
        html: &Html,
        hidden: bool,
        mut looked_for: impl FnMut(&str) -> bool,
    ) -> BTreeSet<u32> {
        let (mut html, mut marks) = (html.clone(), self.clone());
        if hidden {
            marks.hide(&mut html);
        }
        let cuts = marks.take_out(&mut html).into_iter();
        cuts.filter(|(_, cut)| looked_for(&cut.text))
            .map(|(group, _)| group)
            .collect()
    }

    /// The texts and lone elements that are listed under these groups. Where marks lie inside others, what is
    /// [hidden](Self::hide) goes by the innermost, what is swept by the outermost.
    pub(crate) fn leaves_of(
        &self,
        html: &Html,
        hidden: bool,
        groups: &BTreeSet<u32>,
    ) -> HashSet<NodeId> {
        let mut leaves = HashSet::new();
        for node in html.tree.root().descendants() {
            if node.has_children() {
                continue;
            }
            let around = std::iter::once(node).chain(node.ancestors());
            let mut marks = around.filter_map(|n| self.by_node.get(&n.id()));
            let listed = if hidden { marks.next() } else { marks.last() };
            if listed.is_some_and(|m| groups.contains(&m.group)) {
                leaves.insert(node.id());
            }
        }
        leaves
    }

    /// All elements that are marked whole.
    pub(crate) fn marked<'h>(&'h self, html: &'h Html) -> impl Iterator<Item = NodeRef<'h, Node>> {
        let nodes = html.tree.root().descendants();
        nodes.filter(|n| self.has(n.id()))
    }

    /// Takes these texts and lone elements out of what is marked; what stands beside them inside a mark stays marked.
    pub(crate) fn release(&mut self, html: &Html, leaves: &HashSet<NodeId>) {
        if leaves.is_empty() {
            return;
        }
        let mut holding: HashSet<NodeId> = HashSet::new();
        for node in html.tree.root().descendants() {
            if leaves.contains(&node.id()) {
                holding.insert(node.id());
                let above = node.ancestors().map(|a| a.id());
                let new = above
                    .take_while(|a| !holding.contains(a))
                    .collect::<Vec<_>>();
                holding.extend(new);
            }
        }
        let marked = |n: &NodeRef<'_, Node>| self.by_node.contains_key(&n.id());
        let mut open: Vec<NodeRef<'_, Node>> = html
            .tree
            .root()
            .descendants()
            .filter(marked)
            .filter(|n| holding.contains(&n.id()))
            .collect();
        while let Some(node) = open.pop() {
            let Some(mark) = self.by_node.remove(&node.id()) else {
                continue;
            };
            for child in node.children() {
                self.by_node.entry(child.id()).or_insert(mark);
                if holding.contains(&child.id()) {
                    open.push(child);
                }
            }
        }
    }

    /// Takes out what is marked; each cut with its group.
    fn take_out(&self, html: &mut Html) -> Vec<(u32, Cut)> {
        let mut hidden = Cuts::default();
        for id in &self.hidden {
            if let (Some(node), Some(mark)) = (html.tree.get(*id), self.by_node.get(id)) {
                hidden.add(node, mark, &self.lines);
            }
        }
        let mut seen = Cuts::default();
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
            next = following(node);
            seen.add(node, &mark, &self.lines);
            if mark.from == 0 {
                detach(html, id);
            } else if let Some(mut node) = html.tree.get_mut(id)
                && let Node::Text(text) = node.value()
            {
                let kept = text.get(..mark.from).unwrap_or_default().to_owned();
                text.text = StrTendril::from(kept.as_str());
            }
        }
        seen.among(hidden)
    }
}

/// Cuts as they are found, in reading order.
#[derive(Default)]
struct Cuts(Vec<(Place, Cut)>);

/// Where a cut stands.
#[derive(Clone, Copy)]
struct Place {
    /// Its first text: a parser numbers them as they come, and mending a tree keeps them.
    text: NodeId,
    group: u32,
}

impl Cuts {
    /// Adds the words of a marked node.
    fn add(&mut self, node: NodeRef<'_, Node>, mark: &Mark, lines: &BTreeMap<u32, usize>) {
        if !mark.listed {
            return;
        }
        if self.0.last().is_none_or(|(p, _)| p.group != mark.group) {
            let texts = node.descendants().filter(|d| d.value().is_text());
            let place = Place {
                text: texts.map(|t| t.id()).min().unwrap_or(node.id()),
                group: mark.group,
            };
            let cut = Cut {
                rule: mark.rule,
                text: String::new(),
                line: lines.get(&mark.group).copied(),
            };
            self.0.push((place, cut));
        }
        let Some((_, cut)) = self.0.last_mut() else {
            return;
        };
        match node.value() {
            Node::Text(t) => push_folded(&mut cut.text, t.get(mark.from..).unwrap_or_default()),
            _ => push_text(node, Class::UNSEEN, &mut cut.text),
        }
    }

    /// Both lists as one; what says nothing is no cut.
    fn among(self, other: Self) -> Vec<(u32, Cut)> {
        let mut other = other.0.into_iter().peekable();
        let mut all: Vec<(u32, Cut)> = Vec::new();
        for (place, cut) in self.0 {
            while let Some((before, cut)) = other.next_if(|(p, _)| p.text < place.text) {
                all.push((before.group, cut));
            }
            all.push((place.group, cut));
        }
        all.extend(other.map(|(place, cut)| (place.group, cut)));
        for (_, cut) in &mut all {
            cut.text.truncate(cut.text.trim_end().len());
        }
        all.retain(|(_, cut)| has_words(&cut.text));
        all
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

fn detach(html: &mut Html, id: NodeId) {
    if let Some(mut node) = html.tree.get_mut(id) {
        node.detach();
    }
}

/// Nodes are numbered from 1 up: spreading the number over all bits is hash enough.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, number: usize) {
        self.0 = (self.0 ^ number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;
    use crate::rule::Stage;

    static A: Rule = Rule::new(Stage::Page, "a", "a");
    static B: Rule = Rule::new(Stage::Cleaning, "b", "b");

    fn node(html: &Html, id: &str) -> NodeId {
        let named =
            |n: &NodeRef<'_, Node>| n.value().as_element().is_some_and(|e| e.id() == Some(id));
        html.tree.root().descendants().find(named).unwrap().id()
    }

    #[test]
    fn what_was_hidden_is_listed_in_its_place() {
        let mut html = parse::fragment(
            "<p id=1>one</p><div id=2>two <p id=3>three</p> four</div><p id=5>five <b id=6>six</b></p><p>seven</p>",
        );
        let mut marks = Marks::default();
        for id in ["2", "3", "6"] {
            marks.cut(node(&html, id), &A);
        }
        marks.hide(&mut html);
        assert_eq!(
            html.root_element().inner_html(),
            "<p id=\"1\">one</p><p id=\"5\">five </p><p>seven</p>"
        );
        marks.cut(node(&html, "1"), &B);
        marks.cut(node(&html, "5"), &B);
        let cuts = marks.sweep(&mut html);
        let cuts: Vec<(&str, &str)> = cuts.iter().map(|c| (c.rule.id, c.text.as_str())).collect();
        assert_eq!(
            cuts,
            [
                ("b", "one"),
                ("a", "two four"),
                ("a", "three"),
                ("b", "five"),
                ("a", "six")
            ]
        );
        assert_eq!(html.root_element().inner_html(), "<p>seven</p>");
    }
}
