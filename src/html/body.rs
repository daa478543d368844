//! An article's HTML on its way: as a source, or as the tree of a page in which the article was found.

use std::borrow::Cow;

use ego_tree::iter::Edge;
use scraper::{Html, Node};

use super::elements::Class;
use super::escape::{Place, push_escaped};
use super::marks::Marks;
use super::parse;

/// The body of an article, not cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// HTML that was collected without a page around it.
    Source(String),
    /// A whole page, with what of it is not the article.
    Page(Box<MarkedTree>),
}

/// A tree, and what of it rules want gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedTree {
    /// The tree.
    pub(crate) html: Html,
    /// What is to go.
    pub(crate) marks: Marks,
}

impl Body {
    /// The article as HTML. Of a page, without what is marked; attributes stay as they are.
    pub fn html(&self) -> Cow<'_, str> {
        match self {
            Self::Source(html) => Cow::Borrowed(html),
            Self::Page(page) => Cow::Owned(page.unmarked()),
        }
    }

    /// The tree to be cleaned. A source is parsed here and nowhere else.
    pub(crate) fn into_tree(self) -> MarkedTree {
        match self {
            Self::Source(source) => MarkedTree {
                html: parse::fragment(&source),
                marks: Marks::default(),
            },
            Self::Page(page) => *page,
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::Source(String::new())
    }
}

impl From<String> for Body {
    fn from(source: String) -> Self {
        Self::Source(source)
    }
}

impl From<&str> for Body {
    fn from(source: &str) -> Self {
        Self::Source(source.to_owned())
    }
}

impl MarkedTree {
    /// What is not marked, as HTML.
    fn unmarked(&self) -> String {
        let mut out = String::new();
        let mut within = None;
        for edge in self.html.root_element().traverse().skip(1) {
            match edge {
                Edge::Open(node) if within.is_none() => match node.value() {
                    _ if self.marks.has(node.id()) => within = Some(node.id()),
                    Node::Text(text) => push_escaped(&mut out, text, Place::Content),
                    Node::Element(element) => {
                        out.push('<');
                        out.push_str(element.name());
                        for (name, value) in &element.attrs {
                            out.push(' ');
                            out.push_str(&name.local);
                            out.push_str("=\"");
                            push_escaped(&mut out, value, Place::Attribute);
                            out.push('"');
                        }
                        out.push('>');
                    }
                    _ => {}
                },
                Edge::Open(_) => {}
                Edge::Close(node) if within == Some(node.id()) => within = None,
                Edge::Close(node) => {
                    if let Node::Element(element) = node.value()
                        && within.is_none()
                        && node.id() != self.html.root_element().id()
                        && !Class::VOID.holds(element.name())
                    {
                        out.push_str("</");
                        out.push_str(element.name());
                        out.push('>');
                    }
                }
            }
        }
        out
    }
}
