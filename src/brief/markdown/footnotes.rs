//! Footnotes: the marks and notes that cleaning named, as far as both are there.

use std::collections::HashSet;

use scraper::{Html, node::Element};

use crate::clean::{MARK, NOTE};
use crate::html::tree::attribute;

/// The labels of an article's footnotes.
#[derive(Debug, Default)]
pub(super) struct Notes(HashSet<String>);

impl Notes {
    /// The label if this element is the mark of a note that is there.
    pub(super) fn mark<'e>(&self, element: &'e Element) -> Option<&'e str> {
        attribute(element, MARK).filter(|l| self.0.contains(*l))
    }

    /// The label if this element is a note to which a mark leads.
    pub(super) fn label<'e>(&self, element: &'e Element) -> Option<&'e str> {
        attribute(element, NOTE).filter(|l| self.0.contains(*l))
    }
}

/// Finds the labels that both a mark and a note have.
pub(super) fn find(html: &Html) -> Notes {
    let all = |name: &str| -> HashSet<&str> {
        let nodes = html.tree.root().descendants();
        let elements = nodes.filter_map(|n| n.value().as_element());
        elements.filter_map(|e| attribute(e, name)).collect()
    };
    let both = all(MARK)
        .intersection(&all(NOTE))
        .map(|l| (*l).to_owned())
        .collect();
    Notes(both)
}
