//! The rules by which text of a page is left aside when its article is found, likeliest to be missed first.

use crate::rule::{Rule, Stage};

/// A short line before the first or after the last paragraph.
pub(super) static EDGE: Rule = Rule::new(
    Stage::Page,
    "page-edge",
    "a line at the article’s beginning or end",
)
.about("A short line that is no sentence, before the first or after the last paragraph.");
/// What stands outside the element that was chosen.
pub(super) static OUTSIDE: Rule = Rule::new(
    Stage::Page,
    "page-outside",
    "text outside the part of the page that was taken for the article",
).about("All that stands outside the element whose paragraphs have most prose, or in which the page's own `articleBody` stands.");
/// What stands among the article's blocks and is not like them.
pub(super) static UNLIKE: Rule = Rule::new(
    Stage::Page,
    "page-unlike",
    "a part that is not like the article’s own blocks",
).about("A block inside the article that, by how it is set, by its links, its signs, its neighbours and how often its like occurs, looks like something beside it. Judged by decision trees that were learned from pages whose articles are known (`src/fragment/page/data/model.txt`).");
/// What names itself as something beside the article.
pub(super) static BESIDE: Rule = Rule::new(
    Stage::Page,
    "page-beside",
    "a part that the page names as something beside the article",
).about("A part whose class, id or role says so (related, sidebar, newsletter, promo), `<aside>`, forms, unless most of the page's prose is in it.");
/// What browsers do not show.
pub(super) static HIDDEN: Rule = Rule::new(
    Stage::Page,
    "page-hidden",
    "a part that the page does not show",
)
.about("`hidden`, `display:none`, `aria-hidden`.");
/// Lists and boxes of links inside the article's element.
pub(super) static LINKS: Rule = Rule::new(Stage::Page, "page-links", "a list of links")
    .about("A list or box inside the article's element that is nearly all links.");
/// What readers wrote.
pub(super) static COMMENTS: Rule = Rule::new(Stage::Page, "page-comments", "readers’ comments")
    .about("A part whose class or id says comments, unless the page has no article beside them.");
/// The headline, which the brief has already.
pub(super) static HEADLINE: Rule = Rule::new(Stage::Page, "page-headline", "the page’s headline")
    .about("The headline inside the article's element: the brief has it.");
/// Ways through the site: menus, headers, footers.
pub(super) static NAVIGATION: Rule =
    Rule::new(Stage::Page, "page-navigation", "the page’s navigation")
        .about("`<nav>`, `<footer>`, menus.");
/// Forms, buttons, scripts.
pub(super) static CONTROLS: Rule =
    Rule::new(Stage::Page, "page-controls", "a form or button of the page")
        .about("Buttons, fields, labels and what is shown only where a player cannot play.");

/// All of them.
pub static RULES: &[&Rule] = &[
    &EDGE,
    &UNLIKE,
    &OUTSIDE,
    &BESIDE,
    &HIDDEN,
    &LINKS,
    &COMMENTS,
    &HEADLINE,
    &NAVIGATION,
    &CONTROLS,
];
