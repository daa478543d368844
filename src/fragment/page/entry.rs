//! Microformats (hAtom, h-entry) and microdata: what the marks of a page's one entry state of it.

use crate::fragment::people::key;
use crate::html::flat::{Flat, FlatNode};

/// What an entry states, by the places of the elements or as written.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The headline.
    pub title: Option<String>,
    /// Day or moment of publication, as written.
    pub published: Option<String>,
    /// The elements that name who wrote it.
    pub authors: Vec<usize>,
    /// Addresses of the entry, likeliest first.
    pub urls: Vec<String>,
    /// A summary.
    pub summary: Option<String>,
    /// The publisher's name.
    pub publisher: Option<String>,
}

/// A property by its class in h-entry, its class in hAtom, and its `itemprop`.
struct Property {
    classes: &'static [&'static str],
    itemprops: &'static [&'static str],
}

const TITLE: Property = Property {
    classes: &["p-name", "entry-title"],
    itemprops: &["headline", "name"],
};
const PUBLISHED: Property = Property {
    classes: &["dt-published", "published"],
    itemprops: &["datePublished"],
};
const AUTHOR: Property = Property {
    classes: &["p-author", "vcard"],
    itemprops: &["author", "creator"],
};
const ADDRESS: Property = Property {
    classes: &["p-canonical", "u-url", "u-uid"],
    itemprops: &["url", "mainEntityOfPage"],
};
const SUMMARY: Property = Property {
    classes: &["p-summary", "entry-summary"],
    itemprops: &["description"],
};

/// What the page's entry states. A page of several entries, none of which bears the page's headline, is a list, and
/// states nothing of an article.
pub(super) fn read(page: &Flat<'_>, headlines: &[String]) -> Entry {
    let roots: Vec<usize> = page
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, n)| is_entry(n))
        .map(|(at, _)| at)
        .collect();
    // Marks of both kinds on one article nest.
    let outer: Vec<usize> = roots
        .iter()
        .copied()
        .filter(|at| {
            !roots
                .iter()
                .any(|r| r < at && page.nodes.get(*r).is_some_and(|n| n.end > *at))
        })
        .collect();
    let keys: Vec<String> = headlines.iter().map(|h| key(h)).collect();
    if let [only] = outer.as_slice() {
        let entry = one(page, *only);
        let title = entry.title.as_deref().map(key);
        let fits = |t: &String| keys.iter().any(|k| k.contains(t) || t.contains(k.as_str()));
        // A card of another article is one entry too, but holds no text.
        return if keys.is_empty() || title.as_ref().is_none_or(fits) || holds_text(page, *only) {
            entry
        } else {
            Entry::default()
        };
    }
    let of_page = |entry: &Entry| {
        let title = entry.title.as_deref().map(key).unwrap_or_default();
        title.chars().count() >= 8 && keys.iter().any(|k| k.contains(&title))
    };
    let mut fitting = outer
        .iter()
        .take(40)
        .map(|at| one(page, *at))
        .filter(of_page);
    match (fitting.next(), fitting.next()) {
        (Some(entry), None) => entry,
        _ => Entry::default(),
    }
}

/// Fewest characters of a text that is more than what a card says.
const TEXT: usize = 150;

/// Whether an entry holds the text of its article.
fn holds_text(page: &Flat<'_>, root: usize) -> bool {
    let end = page.nodes.get(root).map_or(root, |n| n.end);
    (root..end).any(|at| {
        page.nodes.get(at).is_some_and(|n| {
            n.element.is_some()
                && (has_class(n, &["e-content", "entry-content"])
                    || has_itemprop(n, &["articleBody"]))
                && page.text(at).chars().count() >= TEXT
        })
    })
}

fn has_class(node: &FlatNode<'_>, names: &[&str]) -> bool {
    node.attr("class")
        .is_some_and(|c| c.split_ascii_whitespace().any(|c| names.contains(&c)))
}

fn has_itemprop(node: &FlatNode<'_>, names: &[&str]) -> bool {
    node.attr("itemprop")
        .is_some_and(|c| c.split_ascii_whitespace().any(|c| names.contains(&c)))
}

/// Whether an element is marked as an entry: h-entry, hAtom, or an article of schema.org.
fn is_entry(node: &FlatNode<'_>) -> bool {
    if matches!(node.name(), "" | "html" | "body") {
        // Themes put `hentry` on the body of any page.
        return false;
    }
    let kind = node
        .attr("itemtype")
        .and_then(|t| t.trim().rsplit('/').next());
    has_class(node, &["h-entry", "hentry"])
        || kind.is_some_and(|k| k.ends_with("Article") || k == "BlogPosting" || k == "Report")
}

/// What one entry states.
fn one(page: &Flat<'_>, root: usize) -> Entry {
    let Some(end) = page.nodes.get(root).map(|n| n.end) else {
        return Entry::default();
    };
    let mut entry = Entry::default();
    let mut canonical = Vec::new();
    // Behind the last author's element.
    let mut after = root;
    for at in root + 1..end {
        let Some(node) = page.nodes.get(at).filter(|n| n.element.is_some()) else {
            continue;
        };
        let has = |p: &Property| {
            has_class(node, p.classes) || has_itemprop(node, p.itemprops) && is_of(page, root, at)
        };
        let text = || page.text(at);
        if entry.title.is_none() && has(&TITLE) && !in_card(page, root, at) {
            let text = node.filled("content").map_or_else(text, str::to_owned);
            entry.title = Some(text).filter(|t| (3..300).contains(&t.chars().count()));
        }
        if entry.published.is_none() && has(&PUBLISHED) {
            entry.published = moment(page, at);
        }
        if has(&AUTHOR) && at >= after && entry.authors.len() < 12 {
            entry.authors.push(name_in(page, at));
            after = node.end;
        }
        let link = || node.filled("href").or(node.filled("content"));
        let bookmark = node
            .attr("rel")
            .is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "bookmark"));
        if (has(&ADDRESS) || bookmark)
            && !in_card(page, root, at)
            && let Some(link) = link()
        {
            if has_class(node, &["p-canonical"]) {
                canonical.push(link.to_owned());
            } else if entry.urls.len() < 8 {
                entry.urls.push(link.to_owned());
            }
        }
        if entry.publisher.is_none() && has_itemprop(node, &["publisher"]) && is_of(page, root, at)
        {
            entry.publisher = name_of(page, at);
        }
        // An element that is summary and body at once sums nothing up.
        if entry.summary.is_none()
            && has(&SUMMARY)
            && !has_itemprop(node, &["articleBody"])
            && !in_card(page, root, at)
        {
            let text = node.filled("content").map_or_else(text, str::to_owned);
            entry.summary = Some(text).filter(|t| (20..500).contains(&t.chars().count()));
        }
    }
    canonical.append(&mut entry.urls);
    entry.urls = canonical;
    entry
}

/// The element that holds the name alone, within one that stands for a person; that one if no such is marked.
fn name_in(page: &Flat<'_>, at: usize) -> usize {
    let end = page.nodes.get(at).map_or(at, |n| n.end);
    let is_name = |n: &&usize| {
        page.nodes.get(**n).is_some_and(|n| {
            has_class(n, &["fn", "p-name"])
                || has_itemprop(n, &["name"])
                || n.attr("rel") == Some("author")
        })
    };
    let all: Vec<usize> = (at + 1..end).collect();
    all.iter().find(is_name).copied().unwrap_or(at)
}

/// The name of what an element stands for, as it is written or as it is shown.
fn name_of(page: &Flat<'_>, at: usize) -> Option<String> {
    let named = name_in(page, at);
    let node = page.nodes.get(named)?;
    let name = node
        .filled("content")
        .map_or_else(|| page.text(named), str::to_owned);
    Some(name).filter(|n| (2..=60).contains(&n.chars().count()) && !n.contains("://"))
}

/// Whether the nearest item that a property stands in is the entry itself.
fn is_of(page: &Flat<'_>, root: usize, at: usize) -> bool {
    let mut up = at;
    while let Some(node) = page.nodes.get(up) {
        if up <= root || node.parent == up {
            break;
        }
        up = node.parent;
        if up > root
            && page
                .nodes
                .get(up)
                .is_some_and(|n| n.attr("itemscope").is_some())
        {
            return false;
        }
    }
    up == root
}

/// Whether an element stands in a card of somebody, or in a cited entry, within the entry.
fn in_card(page: &Flat<'_>, root: usize, at: usize) -> bool {
    let mut up = at;
    while let Some(node) = page.nodes.get(up) {
        if up <= root || node.parent == up {
            return false;
        }
        up = node.parent;
        let card = &["h-card", "vcard", "h-cite", "p-author", "h-entry", "hentry"];
        if up > root && page.nodes.get(up).is_some_and(|n| has_class(n, card)) {
            return true;
        }
    }
    false
}

/// The day or moment that an element states: `datetime`, `content`, `title`, a part of class `value-title`, its text.
pub(super) fn moment(page: &Flat<'_>, at: usize) -> Option<String> {
    let node = page.nodes.get(at)?;
    let stated = |n: &FlatNode<'_>| {
        n.filled("datetime")
            .or(n.filled("content"))
            .or(n.filled("title"))
            .filter(|v| v.chars().any(|c| c.is_ascii_digit()))
            .map(str::to_owned)
    };
    let inside = || {
        page.nodes
            .get(at + 1..node.end.min(at + 20))
            .unwrap_or_default()
            .iter()
            .filter(|n| n.name() == "time" || has_class(n, &["value-title", "published"]))
            .find_map(stated)
    };
    stated(node)
        .or_else(inside)
        .or_else(|| Some(page.text(at)).filter(|t| !t.is_empty() && t.chars().count() <= 120))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;

    fn entry(html: &str, check: impl Fn(&Flat<'_>, Entry)) {
        let html = parse::document(html);
        let page = Flat::of(&html);
        check(&page, read(&page, &["Mill opens in Lodz".to_owned()]));
    }

    #[test]
    fn h_entry_hatom_and_microdata() {
        let formats = [
            "<div class=h-entry><h2 class=p-name>Mill opens in Lodz</h2><p class=p-summary>It grinds more than all others do.</p><a class='p-author h-card' href=/x><b class=p-name>Jane Doe</b></a><time class=dt-published datetime=2024-11-21>now</time><a class=u-url href=https://a.example/mill>.</a></div>",
            "<div class=hentry><h2 class=entry-title>Mill opens in Lodz</h2><p class=entry-summary>It grinds more than all others do.</p><span class='author vcard'><a class='fn url' href=/x>Jane Doe</a></span><abbr class=published title=2024-11-21>now</abbr><a rel=bookmark href=https://a.example/mill>.</a></div>",
            "<div itemscope itemtype=http://schema.org/NewsArticle><h2 itemprop=headline>Mill opens in Lodz</h2><meta itemprop=description content='It grinds more than all others do.'><span itemprop=author itemscope><meta itemprop=url content=https://b.example/jane><i itemprop=name>Jane Doe</i></span><meta itemprop=datePublished content=2024-11-21><link itemprop=url href=https://a.example/mill></div>",
        ];
        for html in formats {
            entry(html, |page, entry| {
                assert_eq!(entry.title.as_deref(), Some("Mill opens in Lodz"), "{html}");
                assert_eq!(entry.published.as_deref(), Some("2024-11-21"), "{html}");
                assert_eq!(
                    entry.summary.as_deref(),
                    Some("It grinds more than all others do."),
                    "{html}"
                );
                assert_eq!(entry.urls, ["https://a.example/mill"], "{html}");
                let authors: Vec<String> = entry.authors.iter().map(|a| page.text(*a)).collect();
                assert_eq!(authors, ["Jane Doe"], "{html}");
            });
        }
    }

    #[test]
    fn an_entry_with_its_text_is_the_article() {
        let text = "It grinds more than all others do. ".repeat(5);
        let html = format!(
            "<h1>Daily</h1><div itemscope itemtype=http://schema.org/NewsArticle><h2 itemprop=headline>Dam breaks in Brno</h2><div itemprop=publisher itemscope><meta itemprop=name content='The Daily'></div><div itemprop=articleBody>{text}</div></div>"
        );
        entry(&html, |_, entry| {
            assert_eq!(entry.title.as_deref(), Some("Dam breaks in Brno"));
            assert_eq!(entry.publisher.as_deref(), Some("The Daily"));
        });
        let card = "<div class=hentry><h2 class=entry-title>Dam breaks in Brno</h2><p class=entry-content>It broke.</p></div>";
        entry(card, |_, entry| assert_eq!(entry.title, None));
    }

    #[test]
    fn a_list_of_entries_states_nothing_unless_one_bears_the_headline() {
        let one = |title: &str| format!("<div class=h-entry><h2 class=p-name>{title}</h2></div>");
        let other = one("Dam breaks in Brno") + &one("Ship sails from Oslo");
        entry(&other, |_, entry| assert_eq!(entry.title, None));
        entry(&(other.clone() + &one("Mill opens in Lodz")), |_, entry| {
            assert_eq!(entry.title.as_deref(), Some("Mill opens in Lodz"));
        });
    }

    #[test]
    fn the_body_is_no_summary() {
        let html = "<div class=hentry><div itemprop='description articleBody'>The mill grinds more than all others do.</div></div>";
        entry(html, |_, entry| assert_eq!(entry.summary, None));
    }
}
