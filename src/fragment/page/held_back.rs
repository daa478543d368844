//! Whether a saved page is of a post that its site keeps back: its editor saw it, and nobody else does.

use super::found::found;
use crate::fragment::people::key;
use crate::fragment::{Sourced, publication, rules};
use crate::html::flat::{Flat, FlatNode};
use crate::table::{Words, tables};

tables! {
    "data/held_back.txt" => {
        /// Classes of a page or an article that is not for the public.
        CLASSES: Words = "classes";
        /// Beginnings of classes, addresses and names by which pages of the same systems are known.
        SYSTEM: Words = "system";
    }
}

/// What the page says of its publication, by the classes of its article and the mark before its headline.
pub(super) fn of(page: &Flat<'_>, headlines: &[String]) -> Option<Sourced<bool>> {
    by_class(page).or_else(|| by_headline(page, headlines))
}

/// The class of the page, or of its one article, that says so.
fn by_class(page: &Flat<'_>) -> Option<Sourced<bool>> {
    let said = |at: usize| {
        let class = page.nodes.get(at)?.attr("class")?;
        let mut classes = class.split_ascii_whitespace();
        classes.find(|c| CLASSES.has_any_case(c))
    };
    // Few pages say so anywhere, and what is an article costs more to tell.
    if (0..page.nodes.len()).all(|at| said(at).is_none()) {
        return None;
    }
    let body = page.named("body").next();
    let h1s: Vec<usize> = page.named("h1").collect();
    let is_article = |node: &FlatNode<'_>| {
        node.name() == "article" || node.names().any(|w| w == "hentry" || w == "post")
    };
    let articles: Vec<usize> = (0..page.nodes.len())
        .filter(|at| {
            page.nodes
                .get(*at)
                .is_some_and(|n| n.element.is_some() && is_article(n))
        })
        .collect();
    let bears_headline = |at: &usize| {
        let end = page.nodes.get(*at).map_or(0, |n| n.end);
        h1s.iter().any(|h1| (*at..end).contains(h1))
    };
    let own = articles
        .iter()
        .copied()
        .filter(|at| articles.len() == 1 || bears_headline(at));
    let said = body.into_iter().chain(own).find_map(said)?;
    Some(found(true, &rules::HELD_BACK, said))
}

/// The mark that `WordPress` sets before the headline of a private or a protected post: `Private: …`. A headline of an
/// article may begin so too; then nothing else says that the mark is the system's.
fn by_headline(page: &Flat<'_>, headlines: &[String]) -> Option<Sourced<bool>> {
    let marked = headlines
        .iter()
        .find_map(|h| Some((h, publication::without_mark(h)?)));
    let (headline, rest) = marked?;
    let bare = key(rest);
    let is_else = || {
        headlines.iter().any(|h| {
            key(h) == bare || publication::without_mark(h).is_none() && key(h).starts_with(&bare)
        })
    };
    (is_else() || is_of_the_system(page)).then(|| found(true, &rules::HELD_BACK, headline.as_str()))
}

/// Whether the page is made by a system that sets such marks.
fn is_of_the_system(page: &Flat<'_>) -> bool {
    page.nodes.iter().any(|node| {
        let classes = matches!(node.name(), "body" | "article" | "div" | "main")
            && node.attr("class").is_some_and(|c| {
                c.split_ascii_whitespace().any(|c| {
                    SYSTEM.has(c)
                        || c.strip_prefix("postid-")
                            .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
                })
            });
        let generator = node.name() == "meta"
            && node
                .attr("content")
                .is_some_and(|c| c.starts_with("WordPress"));
        let path = ["href", "src"].iter().any(|a| {
            node.attr(a).is_some_and(|v| {
                v.contains("/wp-content/") || v.contains("/wp-includes/") || v.contains("/wp-json")
            })
        });
        classes || generator || path
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;

    fn is_held_back(html: &str, headlines: &[&str]) -> bool {
        let html = parse::document(html);
        let headlines: Vec<String> = headlines.iter().map(|h| (*h).to_owned()).collect();
        of(&Flat::of(&html), &headlines).is_some()
    }

    #[test]
    fn posts_of_the_editor_alone() {
        for html in [
            "<body class='single status-private'><h1>A</h1></body>",
            "<article class='post-1 post status-draft hentry'><h1>A</h1></article>",
            "<div class='post post-password-required'><h1>A</h1></div><article class=post><h2>B</h2></article>",
            "<article class='node node--unpublished'><h1>A</h1></article>",
        ] {
            assert!(is_held_back(html, &["A"]), "{html}");
        }
        let wordpress = "<body class='single postid-7'><h1>Private: A mill</h1></body>";
        assert!(is_held_back(wordpress, &["Private: A mill"]));
        assert!(is_held_back(
            "<h1>x</h1>",
            &["Protected: A mill opens", "A mill opens"]
        ));
    }

    #[test]
    fn articles_for_everybody() {
        for html in [
            "<article class='post status-publish'><h1>A</h1></article>",
            "<article class=post><h1>A</h1></article><article class='post status-private'><h2>B</h2></article>",
            "<article class='draft-beer privately'><h1>A</h1></article>",
        ] {
            assert!(!is_held_back(html, &["A"]), "{html}");
        }
        assert!(!is_held_back(
            "<h1>x</h1>",
            &[
                "Private: how the rich travel",
                "Private: how the rich travel | Daily"
            ]
        ));
    }
}
