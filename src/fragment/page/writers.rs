//! The people who wrote a page's article: JSON-LD, `<meta>`, bylines, links to their pages.

use super::entry::Entry;
use super::found::found;
use super::jsonld;
use crate::fragment::Sourced;
use crate::fragment::people::{is_small_person, joins, key, opens_byline, people, turned};
use crate::fragment::rules;
use crate::html::flat::{Flat, FlatNode};
use crate::html::naming::Names;
use crate::html::text::fold;
use crate::rule::Rule;
use crate::table::{Words, tables};

tables! {
    "data/writers.txt" => {
        /// Words with which pages name the part that names the authors.
        AUTHOR_NAMES: Words = "names";
    }
}

/// Names of `<meta>` for the people who wrote the article.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "cxenseparse:author",
    "og:article:author",
    "og:author",
    "article.author",
    "article_author",
    "author_name",
    "authors",
    "rnews:author",
    "twitter:data1",
];

/// Parts of an address that lead to an author's page.
const AUTHOR_PATHS: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autores",
    "autoren",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "profile",
    "profil",
    "staff",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
    "writer",
    "writers",
    "contributor",
    "contributors",
    "byline",
    "correspondents",
    "redaktion",
    "people",
    "person",
    "skribent",
    "forfatter",
    "redactie",
    "by",
];

/// Names of `<meta>` that catalogues fill, where the family name comes first.
const TURNED: &[&str] = &["citation_author", "dc.creator", "dcterms.creator"];

/// The people whom the page names as authors; the publisher is none of them.
pub(super) fn authors(
    page: &Flat<'_>,
    ld: &jsonld::PageData,
    entry: &Entry,
    metas: &[(String, String)],
    publisher: Option<&str>,
) -> Vec<Sourced<String>> {
    // A site that is a person's bears the author's name.
    let publisher = publisher.filter(|_| !ld.publisher_is_person);
    let mut found = Found {
        names: Vec::new(),
        publisher,
    };
    for author in &ld.authors {
        let turned = if author.person {
            turned(&author.name)
        } else {
            None
        };
        let name = turned.as_deref().unwrap_or(&author.name);
        if !found.add(name, &rules::JSON_LD) && author.person && is_small_person(name) {
            found.push(name.to_owned(), &rules::JSON_LD, name);
        }
    }
    let catalogued = |names: &mut Found<'_>| {
        for name in AUTHORS {
            if names.is_empty() {
                for (_, value) in metas.iter().filter(|(n, _)| n == name) {
                    let turned = if TURNED.contains(name) {
                        turned(value)
                    } else {
                        None
                    };
                    names.add(turned.as_deref().unwrap_or(value), &rules::META);
                }
            }
        }
    };
    if found.is_empty() {
        catalogued(&mut found);
    } else {
        // Journals state one author for machines in general, and all of them for catalogues.
        let mut all = Found {
            names: Vec::new(),
            publisher,
        };
        for (_, value) in metas.iter().filter(|(n, _)| n == "citation_author") {
            all.add(turned(value).as_deref().unwrap_or(value), &rules::META);
        }
        found.extend_to(all);
    }
    if found.is_empty() {
        for at in &entry.authors {
            match page.nodes.get(*at).and_then(|n| n.filled("content")) {
                Some(name) => {
                    found.add(name, &rules::MICRODATA);
                }
                None => found.add_byline(page, *at, &rules::MICRODATA),
            }
        }
    }
    // The byline that readers see names them all.
    let mut seen = Found {
        names: Vec::new(),
        publisher,
    };
    if let Some(at) = labelled(page, publisher) {
        seen.add_byline(page, at, &rules::BYLINE);
    }
    if found.is_empty() {
        found = seen;
    } else {
        found.extend_to(seen);
    }
    if found.is_empty() {
        for at in bylines(page, |n, _| {
            n.attr("itemprop") == Some("author")
                || n.attr("rel")
                    .is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "author"))
        }) {
            found.add_byline(page, at, &rules::BYLINE);
        }
    }
    if found.is_empty() {
        for at in author_links(page) {
            found.add(&page.text(at), &rules::BYLINE);
        }
    }
    if found.is_empty() {
        for at in bylines(page, |_, w| w.any(|w| AUTHOR_NAMES.has(w))) {
            found.add_byline(page, at, &rules::BYLINE);
            if !found.is_empty() {
                break;
            }
        }
    }
    found.names
}

/// Names that were found, each once.
struct Found<'a> {
    names: Vec<Sourced<String>>,
    publisher: Option<&'a str>,
}

impl Found<'_> {
    fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Adds the people that a byline names; whether there were any.
    fn add(&mut self, text: &str, rule: &'static Rule) -> bool {
        if text.contains("://") || text.chars().count() > 300 {
            return false;
        }
        let names = people(text, self.publisher);
        let any = !names.is_empty();
        for name in names {
            self.push(name, rule, text);
        }
        any
    }

    fn push(&mut self, name: String, rule: &'static Rule, text: &str) {
        if !self.names.iter().any(|o| key(&o.value) == key(&name)) {
            self.names.push(found(name, rule, text));
        }
    }

    /// Adds the people of an element: piece by piece where its parts are names and roles, else as one text.
    fn add_byline(&mut self, page: &Flat<'_>, at: usize, rule: &'static Rule) {
        let text = page.text(at);
        let mut any = false;
        for name in names_of_pieces(page, at, self.publisher) {
            self.push(name, rule, &text);
            any = true;
        }
        if !any {
            self.add(&text, rule);
        }
    }

    /// Takes a longer list that names all of these too.
    fn extend_to(&mut self, other: Self) {
        let has = |name: &str| other.names.iter().any(|o| key(&o.value) == key(name));
        if other.names.len() > self.names.len() && self.names.iter().all(|n| has(&n.value)) {
            self.names = other.names;
        }
    }
}

/// The people of an element's pieces of text. What stands right behind a name without "and" or a comma between is
/// another name only in an element like the first one's: else it is a role, a section, a place.
fn names_of_pieces(page: &Flat<'_>, at: usize, publisher: Option<&str>) -> Vec<String> {
    let Some(node) = page.nodes.get(at) else {
        return Vec::new();
    };
    let unread = |at: usize| {
        page.nodes.get(at).is_some_and(|n| {
            matches!(
                n.name(),
                "script" | "style" | "svg" | "noscript" | "template" | "button"
            )
        })
    };
    let kind = |of: usize| {
        let parent = page.nodes.get(of).and_then(|n| page.nodes.get(n.parent));
        parent.map(|p| (p.name(), p.attr("class")))
    };
    let mut out: Vec<String> = Vec::new();
    let mut first = None;
    let mut joined = true;
    for (inside, piece) in page.nodes.iter().enumerate().take(node.end).skip(at) {
        if piece.element.is_some() || unread(piece.parent) {
            continue;
        }
        let text = fold(piece.text);
        let said = text.trim_matches(|c: char| !c.is_alphanumeric());
        if said.is_empty() {
            joined |= text.contains([',', ';', '&', '/', '|', '·', '•', '+']);
            continue;
        }
        // A day or a time of reading ends the byline.
        if !out.is_empty() && text.chars().any(|c| c.is_ascii_digit()) {
            break;
        }
        let names = people(&text, publisher);
        let alike = first.is_none() || first == Some(kind(inside));
        if names.is_empty() {
            // "and", "by", a role: what follows may be a name again.
            joined = true;
        } else if joined || alike || joins(&text) {
            first.get_or_insert(kind(inside));
            out.extend(names);
            joined = joins(&text);
        }
    }
    out
}

/// Most text between the headline and its byline, in bytes: summary, caption, buttons.
const MOST_BETWEEN: usize = 1200;

/// The first element near the headline whose text opens as a byline, such as "By Jane Doe", and names somebody.
fn labelled(page: &Flat<'_>, publisher: Option<&str>) -> Option<usize> {
    let headline = page.named("h1").next()?;
    let near = headline.saturating_sub(60)..page.nodes.len().min(headline + 300);
    // Behind this much text the article's own words have begun, and a byline is that of something it shows.
    let mut text_between = 0;
    near.into_iter().find(|at| {
        let Some(node) = page.nodes.get(*at) else {
            return false;
        };
        let parent = page.nodes.get(node.parent).map_or("", FlatNode::name);
        if *at > headline && !matches!(parent, "script" | "style" | "noscript") {
            text_between += node.text.trim().len();
        }
        if text_between > MOST_BETWEEN {
            return false;
        }
        if node.element.is_none()
            || node.end - at > 60
            || matches!(
                node.name(),
                "script"
                    | "style"
                    | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "figcaption"
                    | "figure"
                    | "noscript"
            )
            || stands_in(
                page,
                *at,
                &[
                    "figure",
                    "figcaption",
                    "nav",
                    "footer",
                    "aside",
                    "blockquote",
                ],
            )
        {
            return false;
        }
        let text = page.text(*at);
        text.chars().count() <= 200
            && !text.ends_with('.')
            && opens_byline(&text)
            && !people(&text, publisher).is_empty()
    })
}

/// Whether an element stands in one of these elements.
fn stands_in(page: &Flat<'_>, at: usize, names: &[&str]) -> bool {
    let mut up = at;
    while let Some(node) = page.nodes.get(up) {
        if names.contains(&node.name()) {
            return true;
        }
        if node.parent == up {
            return false;
        }
        up = node.parent;
    }
    false
}

/// Links to authors' pages near the first headline.
fn author_links(page: &Flat<'_>) -> Vec<usize> {
    let Some(headline) = page.named("h1").next() else {
        return Vec::new();
    };
    let near = page
        .nodes
        .get(headline..(headline + 400).min(page.nodes.len()))
        .unwrap_or_default();
    let leads = |node: &FlatNode<'_>| {
        let path = node.filled("href").map(|h| {
            h.split(['?', '#'])
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        });
        path.is_some_and(|p| {
            let parts: Vec<&str> = p.split('/').filter(|s| !s.is_empty()).collect();
            parts
                .iter()
                .rev()
                .skip(1)
                .any(|part| AUTHOR_PATHS.contains(part))
        })
    };
    // A link to a page that bears the name it shows, in a part that names itself after authors.
    let named = |at: usize, node: &FlatNode<'_>| {
        let last = node.filled("href").and_then(|h| {
            let path = h.split(['?', '#']).next().unwrap_or_default();
            path.trim_end_matches('/').rsplit('/').next()
        });
        let parent = page.nodes.get(node.parent);
        let around = parent.and_then(|p| page.nodes.get(p.parent));
        let is_author = |n: &FlatNode<'_>| {
            n.names()
                .any(|w| AUTHOR_NAMES.has(w) || matches!(w, "person" | "people"))
        };
        last.is_some_and(|l| key(l).chars().count() > 5 && key(l) == key(&page.text(at)))
            && [Some(node), parent, around]
                .into_iter()
                .flatten()
                .any(is_author)
    };
    let mut out: Vec<usize> = near
        .iter()
        .enumerate()
        .filter(|(i, n)| n.name() == "a" && (leads(n) || named(headline + i, n)))
        .map(|(i, _)| headline + i)
        .collect();
    out.retain(|at| (3..=60).contains(&page.text(*at).chars().count()));
    out.truncate(6);
    out
}

/// Short elements that satisfy a test, in document order, at most a few.
fn bylines(page: &Flat<'_>, test: impl Fn(&FlatNode<'_>, &Names) -> bool) -> Vec<usize> {
    let mut out = Vec::new();
    for (at, node) in page.nodes.iter().enumerate() {
        if node.element.is_none()
            || matches!(node.name(), "meta" | "link" | "script" | "body" | "html")
            || node.end - at > 40
        {
            continue;
        }
        if test(node, &node.names()) {
            let length = page.text(at).chars().count();
            if (3..=120).contains(&length) {
                out.push(at);
            }
        }
        if out.len() >= 4 {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;

    fn names(html: &str) -> Vec<String> {
        let html = parse::document(html);
        let page = Flat::of(&html);
        let headlines = vec!["Mill opens in Lodz".to_owned()];
        let ld = jsonld::read(&page, &headlines);
        let entry = super::super::entry::read(&page, &headlines);
        let found = authors(&page, &ld, &entry, &[], Some("Example News"));
        found.into_iter().map(|a| a.value).collect()
    }

    #[test]
    fn bylines_of_pages() {
        for (byline, expected) in [
            (
                "<p>By Jane Doe and <a>John Roe</a></p>",
                &["Jane Doe", "John Roe"][..],
            ),
            (
                "<div class=author><a>Jane Doe</a><span>Senior Research Executive</span></div>",
                &["Jane Doe"],
            ),
            (
                "<div class=byline><b>Jane Doe</b><i>Real Estate</i></div>",
                &["Jane Doe"],
            ),
            ("<p>Written by <b>Jane</b> <b>Doe</b></p>", &["Jane Doe"]),
            ("<p>Von Anna Schmidt</p>", &["Anna Schmidt"]),
            (
                "<span class=person-link><a href=/people-of/jane-doe>Jane DOE</a></span>",
                &["Jane DOE"],
            ),
            ("<p><a href=/author/jane>Jane Doe</a></p>", &["Jane Doe"]),
            ("<figure><figcaption>By Jane Doe</figcaption></figure>", &[]),
            ("<p><a href=/jane-doe>Jane Doe</a> opens the mill.</p>", &[]),
            ("<p>By Example News</p>", &[]),
            ("<p>By Friday the mill had opened, Jane Doe said.</p>", &[]),
            ("<div class=author>Email Link</div>", &[]),
        ] {
            let html = format!("<h1>Mill opens in Lodz</h1>{byline}<p>The mill opens.</p>");
            assert_eq!(names(&html), expected, "{byline}");
        }
        let late = format!(
            "<h1>Mill opens in Lodz</h1><p>{}</p><p>By Jane Doe</p>",
            "The mill. ".repeat(200)
        );
        assert!(names(&late).is_empty());
    }

    #[test]
    fn the_byline_that_is_seen_may_name_more() {
        let html = |byline: &str| {
            format!(
                r#"<script type="application/ld+json">{{"@type":"Article","headline":"Mill opens in Lodz","author":"Jane Doe"}}</script><h1>Mill opens in Lodz</h1><p>By {byline}</p>"#
            )
        };
        assert_eq!(
            names(&html("Jane Doe and John Roe")),
            ["Jane Doe", "John Roe"]
        );
        assert_eq!(names(&html("Max Poe and John Roe")), ["Jane Doe"]);
    }
}
