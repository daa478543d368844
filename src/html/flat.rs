//! A parsed page as one flat list in document order, each node knowing where its content ends.
//!
//! A subtree is a range, so that walking needs no recursion and sums over subtrees are differences of running sums.

use ego_tree::NodeId;
use scraper::{Html, Node, node::Element};

use super::elements::Class;
use super::naming::Names;
use super::text::folded_text;
use super::tree::attribute;

/// One element or text.
#[derive(Debug)]
pub(crate) struct FlatNode<'a> {
    /// Its place in the tree.
    pub id: NodeId,
    /// The element, unless this is text.
    pub element: Option<&'a Element>,
    /// The text, unless this is an element.
    pub text: &'a str,
    /// What is known of elements of its name; nothing for text.
    pub class: Class,
    /// Index of the parent; the root is its own.
    pub parent: usize,
    /// Index after the last node inside.
    pub end: usize,
}

impl<'a> FlatNode<'a> {
    /// The element's name; empty for text.
    pub(crate) fn name(&self) -> &'a str {
        self.element.map_or("", Element::name)
    }

    /// What its names say; nothing for text.
    pub(crate) fn names(&self) -> Names {
        self.element.map(Names::of).unwrap_or_default()
    }

    /// Whether it is an element that stands as a block.
    pub(crate) fn is_block(&self) -> bool {
        self.element.is_some() && self.class.is_block()
    }

    /// An attribute's value.
    pub(crate) fn attr(&self, name: &str) -> Option<&'a str> {
        attribute(self.element?, name)
    }

    /// An attribute's value without space around it, where it holds anything.
    pub(crate) fn filled(&self, name: &str) -> Option<&'a str> {
        self.attr(name).map(str::trim).filter(|v| !v.is_empty())
    }
}

/// The elements and texts of a page.
#[derive(Debug)]
pub(crate) struct Flat<'a> {
    html: &'a Html,
    /// All nodes in document order.
    pub nodes: Vec<FlatNode<'a>>,
}

impl<'a> Flat<'a> {
    /// The flat list of a parsed page.
    pub(crate) fn of(html: &'a Html) -> Self {
        let mut nodes: Vec<FlatNode<'a>> = Vec::with_capacity(1024);
        let mut open: Vec<usize> = Vec::new();
        let mut next = html.tree.root().first_child();
        while let Some(node) = next {
            let at = nodes.len();
            let parent = open.last().copied().unwrap_or(0);
            match node.value() {
                Node::Text(text) => nodes.push(FlatNode {
                    id: node.id(),
                    element: None,
                    text,
                    class: Class::default(),
                    parent,
                    end: at + 1,
                }),
                Node::Element(element) => {
                    nodes.push(FlatNode {
                        id: node.id(),
                        element: Some(element),
                        text: "",
                        class: Class::of(element.name()),
                        parent,
                        end: at + 1,
                    });
                    if let Some(child) = node.first_child() {
                        open.push(at);
                        next = Some(child);
                        continue;
                    }
                }
                _ => {}
            }
            // Up to the nearest ancestor that has a following sibling; on the way every subtree ends here.
            let mut done = node;
            next = loop {
                if let Some(sibling) = done.next_sibling() {
                    break Some(sibling);
                }
                let (Some(parent), Some(at)) = (done.parent(), open.pop()) else {
                    break None;
                };
                let end = nodes.len();
                if let Some(node) = nodes.get_mut(at) {
                    node.end = end;
                }
                done = parent;
            };
        }
        Self { html, nodes }
    }

    /// The children of a node.
    pub(crate) fn children(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes.get(of).map_or(0, |n| n.end);
        let mut next = of + 1;
        std::iter::from_fn(move || {
            let child = next;
            next = self.nodes.get(child).filter(|_| child < end)?.end;
            Some(child)
        })
    }

    /// The text inside a node, folded.
    pub(crate) fn text(&self, of: usize) -> String {
        let node = self.nodes.get(of).and_then(|n| self.html.tree.get(n.id));
        node.map(folded_text).unwrap_or_default()
    }

    /// The text inside a node as it is written, as that of a script.
    pub(crate) fn written(&self, of: usize) -> String {
        let end = self.nodes.get(of).map_or(0, |n| n.end);
        let inside = self.nodes.get(of + 1..end).unwrap_or_default();
        inside.iter().map(|n| n.text).collect()
    }

    /// The indices of the elements of this name.
    pub(crate) fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = usize> + 's {
        self.nodes
            .iter()
            .enumerate()
            .filter(move |(_, n)| n.name() == name)
            .map(|(i, _)| i)
    }
}
