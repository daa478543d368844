//! The rules by which text of a page is left aside when its article is found, likeliest to be missed first.

use crate::rule::{Rule, Stage};

/// A short line before the first or after the last paragraph.
pub(super) static EDGE: Rule = Rule::new(
    Stage::Page,
    "page-edge",
    "a line at the article’s beginning or end",
);
/// What stands outside the element that was chosen.
pub(super) static OUTSIDE: Rule = Rule::new(
    Stage::Page,
    "page-outside",
    "text outside the part of the page that was taken for the article",
);
/// What names itself as something beside the article.
pub(super) static BESIDE: Rule = Rule::new(
    Stage::Page,
    "page-beside",
    "a part that the page names as something beside the article",
);
/// What browsers do not show.
pub(super) static HIDDEN: Rule = Rule::new(
    Stage::Page,
    "page-hidden",
    "a part that the page does not show",
);
/// Lists and boxes of links inside the article's element.
pub(super) static LINKS: Rule = Rule::new(Stage::Page, "page-links", "a list of links");
/// What readers wrote.
pub(super) static COMMENTS: Rule = Rule::new(Stage::Page, "page-comments", "readers’ comments");
/// The headline, which the brief has already.
pub(super) static HEADLINE: Rule = Rule::new(Stage::Page, "page-headline", "the page’s headline");
/// Ways through the site: menus, headers, footers.
pub(super) static NAVIGATION: Rule =
    Rule::new(Stage::Page, "page-navigation", "the page’s navigation");
/// Forms, buttons, scripts.
pub(super) static CONTROLS: Rule =
    Rule::new(Stage::Page, "page-controls", "a form or button of the page");

/// All of them.
pub static RULES: &[&Rule] = &[
    &EDGE,
    &OUTSIDE,
    &BESIDE,
    &HIDDEN,
    &LINKS,
    &COMMENTS,
    &HEADLINE,
    &NAVIGATION,
    &CONTROLS,
];
