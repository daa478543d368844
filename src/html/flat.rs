//! A parsed page as one flat list in document order, each node knowing where its content ends.
//!
//! A subtree is a range, so that walking needs no recursion and sums over subtrees are differences of running sums.

use scraper::{Html, Node as Parsed, node::Element};

/// One element or text.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    /// The element, unless this is text.
    pub element: Option<&'a Element>,
    /// The text, unless this is an element.
    pub text: &'a str,
    /// Index of the parent; the root is its own.
    pub parent: usize,
    /// Index after the last node inside.
    pub end: usize,
}

impl<'a> Node<'a> {
    /// The element's name; empty for text.
    pub(crate) fn name(&self) -> &'a str {
        self.element.map_or("", Element::name)
    }

    /// An attribute's value.
    pub(crate) fn attr(&self, name: &str) -> Option<&'a str> {
        // Binary search by name needs an interned name, which costs more than looking through a handful.
        self.element?
            .attrs
            .iter()
            .find(|(n, _)| n.local.as_bytes() == name.as_bytes())
            .map(|(_, v)| &**v)
    }

    /// An attribute's value without space around it, where it holds anything.
    pub(crate) fn filled(&self, name: &str) -> Option<&'a str> {
        self.attr(name).map(str::trim).filter(|v| !v.is_empty())
    }
}

/// The elements and texts of a page.
#[derive(Debug)]
pub(crate) struct Flat<'a> {
    /// All nodes in document order.
    pub nodes: Vec<Node<'a>>,
}

impl<'a> Flat<'a> {
    /// The flat list of a parsed page.
    pub(crate) fn of(html: &'a Html) -> Self {
        let mut nodes: Vec<Node<'a>> = Vec::with_capacity(1024);
        let mut open: Vec<usize> = Vec::new();
        let mut next = html.tree.root().first_child();
        while let Some(node) = next {
            let at = nodes.len();
            let parent = open.last().copied().unwrap_or(0);
            match node.value() {
                Parsed::Text(text) => nodes.push(Node {
                    element: None,
                    text,
                    parent,
                    end: at + 1,
                }),
                Parsed::Element(element) => {
                    nodes.push(Node {
                        element: Some(element),
                        text: "",
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
        Self { nodes }
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

    /// The text inside a node, white space folded.
    pub(crate) fn text(&self, of: usize) -> String {
        let end = self.nodes.get(of).map_or(0, |n| n.end);
        let mut out = String::new();
        let mut at = of;
        while let Some(node) = self.nodes.get(at).filter(|_| at < end) {
            if matches!(node.name(), "script" | "style" | "template" | "noscript") {
                at = node.end;
                continue;
            }
            if matches!(node.name(), "br" | "p" | "div" | "li") {
                out.push(' ');
            }
            out.push_str(node.text);
            at += 1;
        }
        fold(&out)
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

/// White space folded to single spaces, none at the ends; soft hyphens and zero-width spaces gone.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(
            word.chars()
                .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}')),
        );
    }
    out
}
