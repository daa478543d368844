//! A round-up in its parts: each heading opens an article of its own, where a sidecar or the editor's rules say
//! `split: headings`.
//!
//! A part keeps what belongs to it of the tree and of the marks that stand in it, so that its cuts are its own. What
//! stands before the first heading goes with the first part, as a cut. A part is called `NAME#KEY` as the records of a
//! file are, by its heading, so that another part above it does not rename it; its address is the one that its heading
//! links to, or the only one that it links to, and the round-up is where it was found.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use scraper::Html;

use super::key::Keys;
use super::rules::SPLIT;
use super::{Fragment, Metadata, Sourced, fields};
use crate::finding::Finding;
use crate::html::body::{Body, MarkedTree};
use crate::html::flat::Flat;
use crate::html::marks::Marks;
use crate::html::parse;
use crate::rule::{Rule, Stage};

/// What stands before the first heading of a round-up.
static BEFORE: Rule = Rule::new(
    Stage::Cleaning,
    "split-before",
    "what stands before the first item of a round-up",
)
.about("The words over the first heading of a fragment that is split by headings; they stand with the first item.");

/// Its rules.
pub static RULES: &[&Rule] = &[&BEFORE];

/// Most parts of one fragment.
const MOST: usize = 500;

/// The parts of each fragment, in order. One without two headings of one level stays whole, and is told.
pub(super) fn by_headings(
    file: &str,
    fragments: Vec<Fragment>,
    findings: &mut Vec<Finding>,
) -> Vec<Fragment> {
    let mut out = Vec::new();
    for fragment in fragments {
        let name = fragment.name.clone();
        match parts(file, fragment) {
            Ok(parts) => out.extend(parts),
            Err(whole) => {
                findings.push(
                    Finding::warning(
                        "nothing-to-split",
                        format!("`{name}` has no two headings of one level; it stays whole"),
                    )
                    .in_file(file)
                    .help("take `split: headings` out of its sidecar"),
                );
                out.push(*whole);
            }
        }
    }
    out
}

/// The parts of a fragment whose source is known for round-ups. One without two headings of one level stays whole: not each
/// of its texts is a round-up. So do the parts of one that was split before.
pub fn parted(file: &str, fragment: Fragment) -> Vec<Fragment> {
    let title = fragment.metadata.title.as_ref();
    if title.is_some_and(|t| *t.rule == SPLIT) {
        return vec![fragment];
    }
    parts(file, fragment).unwrap_or_else(|whole| vec![*whole])
}

/// One part as it is put together.
struct Part {
    html: Html,
    marks: Marks,
    /// What became of the elements around what was taken over.
    places: HashMap<NodeId, NodeId>,
    heading: String,
    links: Vec<String>,
    heading_link: Option<String>,
}

fn parts(file: &str, fragment: Fragment) -> Result<Vec<Fragment>, Box<Fragment>> {
    let Fragment {
        name,
        kind,
        metadata,
        body,
    } = fragment;
    let tree = body.into_tree();
    let Some(parts) = cut_up(&tree) else {
        return Err(Box::new(Fragment {
            name,
            kind,
            metadata,
            body: Body::Page(Box::new(tree)),
        }));
    };
    let mut keys = Keys::default();
    let numbered = (1..).zip(parts);
    Ok(numbered
        .map(|(number, part)| {
            let key = keys.next(
                None,
                None,
                Some(&part.heading),
                &part.links.join(" "),
                number,
            );
            let found = |value: String| Sourced {
                evidence: value.clone(),
                value,
                rule: &SPLIT,
            };
            let mut links: Vec<&String> = part.links.iter().collect();
            links.dedup();
            let only = match links.as_slice() {
                [one] => Some((*one).clone()),
                _ => None,
            };
            let url = part.heading_link.or(only).map(found);
            let metadata = Metadata {
                title: Some(found(part.heading)).filter(|t| !t.value.is_empty()),
                via: metadata
                    .url
                    .clone()
                    .filter(|u| Some(&u.value) != url.as_ref().map(|u| &u.value)),
                url,
                summary: None,
                ..metadata.clone()
            };
            Fragment {
                // A record of a file has a key already.
                name: format!("{name}{}{key}", if name == file { '#' } else { '-' }),
                kind,
                metadata,
                body: Body::Page(Box::new(MarkedTree {
                    html: part.html,
                    marks: part.marks,
                })),
            }
        })
        .collect())
}

/// The parts of a tree; none where no level has two headings.
fn cut_up(tree: &MarkedTree) -> Option<Vec<Part>> {
    let flat = Flat::of(&tree.html);
    let mut hidden: Vec<bool> = Vec::with_capacity(flat.nodes.len());
    for (at, node) in flat.nodes.iter().enumerate() {
        let above = at != node.parent && hidden.get(node.parent) == Some(&true);
        hidden.push(above || tree.marks.has(node.id));
    }
    let of_level = |level: &str| -> Vec<usize> {
        let all = flat
            .named(level)
            .filter(|at| hidden.get(*at) == Some(&false));
        all.filter(|at| !flat.text(*at).is_empty()).collect()
    };
    let levels = ["h1", "h2", "h3", "h4", "h5", "h6"];
    let headings = levels.iter().map(|l| of_level(l)).find(|h| h.len() >= 2)?;
    if headings.len() > MOST {
        return None;
    }
    let mut parts: Vec<Part> = Vec::with_capacity(headings.len());
    for at in &headings {
        let node = flat.nodes.get(*at)?;
        let inside = flat.nodes.get(*at..node.end)?;
        // A heading inside a link is linked as well as one around it.
        let mut around = *at;
        let mut link = inside.iter().find_map(|n| n.filled("href"));
        while link.is_none() {
            let parent = flat.nodes.get(around)?.parent;
            if parent == around {
                break;
            }
            link = flat.nodes.get(parent)?.filled("href");
            around = parent;
        }
        parts.push(Part {
            html: parse::fragment(""),
            marks: tree.marks.like(),
            places: HashMap::new(),
            heading: flat.text(*at),
            links: Vec::new(),
            heading_link: link.and_then(fields::http),
        });
    }
    let starts: HashSet<usize> = headings.iter().copied().collect();
    let mut current = 0_usize;
    let mut begun = false;
    let mut heading_end = 0;
    for (at, node) in flat.nodes.iter().enumerate() {
        if starts.contains(&at) {
            current = if begun { current + 1 } else { 0 };
            begun = true;
            heading_end = node.end;
        }
        let part = parts.get_mut(current)?;
        if let Some(href) = node.attr("href")
            && begun
            && hidden.get(at) == Some(&false)
        {
            part.links.extend(fields::http(href));
        }
        // Elements come along with what they hold.
        if node.end > at + 1 {
            continue;
        }
        let copy = take_over(&flat, tree, part, at)?;
        let is_hidden = hidden.get(at) == Some(&true);
        if at < heading_end {
            part.marks.drop_copy(copy, &SPLIT);
        } else if !begun && !is_hidden {
            part.marks.cut(copy, &BEFORE);
        }
    }
    Some(parts)
}

/// Takes a node over into a part, with the elements around it that are not there yet.
fn take_over(flat: &Flat<'_>, tree: &MarkedTree, part: &mut Part, at: usize) -> Option<NodeId> {
    let mut missing = vec![at];
    let mut up = at;
    let root = part.html.root_element().id();
    let below = loop {
        let parent = flat.nodes.get(up)?.parent;
        let node = flat.nodes.get(parent)?;
        if parent == up || matches!(node.name(), "html" | "body") {
            break root;
        }
        if let Some(place) = part.places.get(&node.id) {
            break *place;
        }
        missing.push(parent);
        up = parent;
    };
    let mut below = below;
    for at in missing.into_iter().rev() {
        let node = flat.nodes.get(at)?;
        let value = tree.html.tree.get(node.id)?.value().clone();
        let copy = part.html.tree.get_mut(below)?.append(value).id();
        tree.marks.carry(node.id, copy, &mut part.marks);
        part.places.insert(node.id, copy);
        below = copy;
    }
    Some(below)
}

#[cfg(test)]
mod tests {
    use crate::draft::draft;
    use crate::fragment::read;

    const ROUND_UP: &str = "<!doctype html><html><head><title>Cells this week</title>\
        <link rel=canonical href='https://e.example/week/7'></head><body><article><h1>Cells this week</h1>\
        <p>Good morning, this is what happened in the trade since Monday, in two items and no more.</p>\
        <div><h2><a href='https://a.example/reno'>A plant in Reno</a></h2><p>The maker builds a plant in Reno, it said, and will hire four hundred people.</p></div>\
        <div><h2>Prices fall</h2><p>Prices of cells fell by a tenth this year, a study says. <a href='https://b.example/prices'>The study</a> looked at ten makers.</p></div>\
        </article></body></html>";

    #[test]
    fn each_heading_opens_an_article() {
        let reading = read("w.html", ROUND_UP.as_bytes(), Some("split: headings\n"));
        assert!(reading.findings.is_empty(), "{:?}", reading.findings);
        let facts: Vec<_> = reading
            .fragments
            .iter()
            .map(|f| {
                let m = &f.metadata;
                (
                    f.name.as_str(),
                    m.title.as_ref().map(|t| t.value.as_str()),
                    m.url.as_ref().map(|u| u.value.as_str()),
                    m.via.as_ref().map(|u| u.value.as_str()),
                )
            })
            .collect();
        let via = Some("https://e.example/week/7");
        assert_eq!(
            facts,
            [
                (
                    "w.html#a-plant-in-reno",
                    Some("A plant in Reno"),
                    Some("https://a.example/reno"),
                    via
                ),
                (
                    "w.html#prices-fall",
                    Some("Prices fall"),
                    Some("https://b.example/prices"),
                    via
                ),
            ]
        );
        let catalogue = crate::catalogue::Catalogue::built_in();
        let drafts: Vec<_> = reading
            .fragments
            .into_iter()
            .filter_map(|f| draft(f, &catalogue))
            .collect();
        assert_eq!(
            drafts[0].brief.body_markdown.trim(),
            "The maker builds a plant in Reno, it said, and will hire four hundred people."
        );
        assert!(
            drafts[0]
                .cuts
                .iter()
                .any(|c| c.text.starts_with("Good morning"))
        );
        assert!(
            !drafts[1]
                .cuts
                .iter()
                .any(|c| c.text.starts_with("Good morning"))
        );
        assert!(
            drafts[1]
                .brief
                .body_markdown
                .contains("[The study](https://b.example/prices)")
        );
    }

    #[test]
    fn what_cannot_be_split_stays_whole() {
        let reading = read(
            "a.html",
            b"<h2>One</h2><p>Text</p>",
            Some("split: headings\n"),
        );
        assert_eq!((reading.fragments.len(), reading.findings.len()), (1, 1));
        let wrong = read("a.html", b"<h2>One</h2><p>Text</p>", Some("split: pages\n"));
        assert_eq!(wrong.findings[0].rule, "invalid-sidecar");
    }
}
