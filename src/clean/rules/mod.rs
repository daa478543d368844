//! The cutting rules, one file each. A rule reads the page and marks what it wants gone; none changes the tree.

use std::collections::BTreeMap;

use url::Url;

use self::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::Rule;

mod advertisement;
mod appeal;
mod author_note;
mod boxes;
mod card;
mod closing;
mod feed_footer;
pub(super) mod form_box;
mod hidden;
mod interface;
mod left_over;
pub(super) mod line;
mod line_of_facts;
mod machinery;
mod promotion;
mod related_list;
mod release;
mod repeated_body;
mod repeated_headline;
mod set_in;
mod share_bar;
mod subscribe;
mod tag_list;
mod tail;
mod unlabelled;
pub(super) mod view;

/// The rules, each stated in its file; `tail`, `unlabelled`, `card`, `tag_list`, `appeal`, `set_in` and `left_over` find
/// more of what others state.
pub static RULES: &[&Rule] = &[
    &super::editor::RULE,
    &repeated_body::RULE,
    &machinery::RULE,
    &hidden::RULE,
    &repeated_headline::RULE,
    &feed_footer::RULE,
    &advertisement::RULE,
    &share_bar::RULE,
    &related_list::RULE,
    &promotion::RULE,
    &subscribe::RULE,
    &boxes::NAVIGATION,
    &boxes::COMMENTS,
    &boxes::PLAYER,
    &boxes::TAGS,
    &boxes::JOBS,
    &boxes::SHOP,
    &interface::RULE,
    &line_of_facts::RULE,
    &author_note::RULE,
    &release::ABOUT,
    &release::CONTACT,
    &release::LEGAL,
    &release::WIRE,
    &closing::RULE,
    &super::notes::RULE,
];

/// Runs all rules; whether the body held the article more than once.
pub(super) fn mark_all(page: &BodyView<'_>, marks: &mut Marks) -> bool {
    let repeated = repeated_body::mark(page, marks);
    machinery::mark(page, marks);
    hidden::mark(page, marks);
    repeated_headline::mark(page, marks);
    feed_footer::mark(page, marks);
    advertisement::mark(page, marks);
    share_bar::mark(page, marks);
    related_list::mark(page, marks);
    promotion::mark(page, marks);
    unlabelled::mark(page, marks);
    subscribe::mark(page, marks);
    tail::mark(page, marks);
    boxes::mark(page, marks);
    interface::mark(page, marks);
    line_of_facts::mark(page, marks);
    form_box::mark(page, marks);
    tag_list::mark(page, marks);
    card::mark(page, marks);
    appeal::mark(page, marks);
    release::mark(page, marks);
    author_note::mark(page, marks);
    set_in::mark(page, marks);
    left_over::mark(page, marks);
    closing::mark(page, marks);
    repeated
}

/// The hosts that promotions link to, most frequent first.
pub(super) fn publisher_hints(page: &BodyView<'_>, marks: &Marks) -> Vec<String> {
    let mut hosts: BTreeMap<String, usize> = BTreeMap::new();
    for node in page.html.tree.root().descendants() {
        let Some(element) = node.value().as_element().filter(|e| e.name() == "a") else {
            continue;
        };
        let Some(Ok(url)) = element.attr("href").map(Url::parse) else {
            continue;
        };
        if !matches!(url.scheme(), "http" | "https")
            || crate::clean::phrases::is_share_link(url.as_str())
        {
            continue;
        }
        let hints = [&promotion::RULE, &related_list::RULE, &feed_footer::RULE];
        if !marks.rule_of(node).is_some_and(|r| hints.contains(&r)) {
            continue;
        }
        if let Some(host) = url.host_str() {
            *hosts
                .entry(host.strip_prefix("www.").unwrap_or(host).to_owned())
                .or_default() += 1;
        }
    }
    let mut hosts: Vec<(String, usize)> = hosts.into_iter().collect();
    hosts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    hosts.into_iter().map(|h| h.0).collect()
}
