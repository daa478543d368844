//! What cannot be the article, whatever its words: machinery, navigation, hidden parts, and parts that name themselves as
//! something beside it.

use super::marked::{each_unmarked, mark};
use super::rules::{BESIDE, COMMENTS, CONTROLS, HIDDEN, NAVIGATION};
use super::weigh::{sums, weigh};
use crate::html::elements::Class;
use crate::html::flat::{Flat, FlatNode};
use crate::html::marks::Marks;
use crate::html::naming::{Hidden, Names, hidden};
use crate::rule::Rule;

/// The share of a page's prose above which a part is not believed to be beside the article, whatever its name.
const TOO_MUCH: f64 = 0.45;

/// The same for comments, which may well be longer than the article.
const TOO_MANY_COMMENTS: f64 = 0.85;

/// Names of comments.
pub(super) const COMMENT_NAMES: &[&str] = &["comment", "comments", "disqus"];

/// Names of ways through a site.
pub(super) const NAVIGATION_NAMES: &[&str] = &[
    "nav",
    "navigation",
    "navbar",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "masthead",
    "toolbar",
    "pagination",
    "pager",
    "contentinfo",
];

/// Marks what works instead of saying.
pub(super) fn mark_machinery(page: &Flat<'_>, marks: &mut Marks) {
    each_unmarked(page, 0, marks, |at, node, marks| {
        let class = Class::of(node.name());
        if node.element.is_some() && (class.is(Class::UNREAD) || class.is(Class::MACHINERY)) {
            mark(page, at, &CONTROLS, marks);
        }
        // What stands inside a player is shown only where it cannot play.
        if matches!(node.name(), "video" | "audio" | "object") {
            for child in page.children(at) {
                let plays =
                    |n: &FlatNode<'_>| matches!(n.name(), "source" | "img" | "param" | "embed");
                if !page.nodes.get(child).is_some_and(plays) {
                    mark(page, child, &HIDDEN, marks);
                }
            }
        }
    });
}

/// Marks elements that are never part of an article's text.
pub(super) fn mark_never(page: &Flat<'_>, marks: &mut Marks) {
    each_unmarked(page, 0, marks, |at, node, marks| {
        let name = node.name();
        let class = Class::of(name);
        // A footer inside a quotation names its source.
        let source = name == "footer"
            && page
                .nodes
                .get(node.parent)
                .is_some_and(|p| p.name() == "blockquote");
        if source || node.element.is_none() {
        } else if matches!(name, "nav" | "footer" | "menu" | "amp-sidebar") {
            mark(page, at, &NAVIGATION, marks);
        } else if class.is(Class::MACHINERY) || class.is(Class::CHROME) {
            mark(page, at, &CONTROLS, marks);
        }
    });
}

/// Marks parts that are hidden or name themselves as something beside the article.
pub(super) fn mark_beside(page: &Flat<'_>, marks: &mut Marks) {
    let weights = weigh(page, marks);
    let prose = sums(weights.iter().map(|w| w.prose()));
    let inside = |at: usize, end: usize| {
        prose.get(end).copied().unwrap_or(0.0) - prose.get(at).copied().unwrap_or(0.0)
    };
    let total = inside(0, page.nodes.len());
    each_unmarked(page, 0, marks, |at, node, marks| {
        if node.element.is_none()
            || matches!(node.name(), "html" | "body" | "main" | "article" | "h1")
        {
            return;
        }
        let names = node.names();
        let Some(rule) = rule_of(node, &names) else {
            return;
        };
        let share = inside(at, node.end) / total.max(1.0);
        let limit = if names.any(|w| COMMENT_NAMES.contains(&w)) {
            TOO_MANY_COMMENTS
        } else {
            TOO_MUCH
        };
        let headline = page
            .nodes
            .get(at..node.end)
            .unwrap_or_default()
            .iter()
            .any(|n| n.name() == "h1");
        if share < limit && !(headline && share > 0.1) {
            mark(page, at, rule, marks);
        }
    });
}

/// The rule by which an element says that it is not the article.
fn rule_of(node: &FlatNode<'_>, names: &Names) -> Option<&'static Rule> {
    let hidden = node.element.and_then(hidden);
    let picture = matches!(node.name(), "iframe" | "img" | "picture" | "video");
    if !picture && matches!(hidden, Some(Hidden::Wholly | Hidden::FromEars)) {
        return Some(&HIDDEN);
    }
    let form = node.name() == "form";
    if names.is_body() || !(form || node.name() == "aside" || names.is_beside()) {
        return None;
    }
    Some(if hidden == Some(Hidden::FromEyes) {
        &HIDDEN
    } else if names.any(|w| COMMENT_NAMES.contains(&w)) {
        &COMMENTS
    } else if names.any(|w| NAVIGATION_NAMES.contains(&w)) {
        &NAVIGATION
    } else if form {
        &CONTROLS
    } else {
        &BESIDE
    })
}
