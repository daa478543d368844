//! Finds the article in a whole page.
//!
//! Parts that cannot be article (scripts, navigation, hidden text) and parts that name themselves as something beside it
//! are marked as dropped. Paragraphs of prose then vote for the elements around them, near ones most; the page's own
//! statement of its article (`articleBody`) outvotes them. Inside the winner, what stands before the first and after the
//! last paragraph and says nothing is dropped too.

use std::collections::HashSet;

use super::boilerplate::{NEVER, is_beside, is_body, is_hidden, is_standfirst, words};
use super::weigh::{Weight, ends_sentence, is_block, sums, weigh};
use super::write::write;
use crate::fragment::people::key;
use crate::html::flat::Flat;

/// The share of a page's prose above which a part is not believed to be beside the article, whatever its name.
const TOO_MUCH: f64 = 0.45;

/// The article's HTML. `titles` are the page's headlines, which are not repeated; `stated` is the `articleBody`.
pub(super) fn find(page: &Flat<'_>, titles: &[String], stated: Option<&str>) -> String {
    let mut dropped = vec![false; page.nodes.len()];
    drop_never(page, &mut dropped);
    drop_beside(page, &mut dropped);
    let weights = weigh(page, &dropped);
    let body = page.named("body").next().unwrap_or(0);
    let cover = stated.and_then(|s| covering(page, &dropped, &weights, s));
    let root = cover.unwrap_or_else(|| vote(page, &dropped, &weights).unwrap_or(body));
    let root = if cover.is_some() {
        root
    } else {
        widen(page, root, &weights, &dropped)
    };
    tidy(page, root, titles, &weights, &mut dropped);
    let mut out = String::new();
    let outer = matches!(
        page.nodes
            .get(root)
            .map_or("", crate::html::flat::Node::name),
        "p" | "pre" | "table" | "ul" | "ol" | "blockquote"
    );
    if let Some(above) = standfirst(page, root, &dropped, &weights) {
        write(page, above, true, &dropped, &mut out);
    }
    write(page, root, outer, &dropped, &mut out);
    out
}

/// A summary that stands just above the article's element and is named as one.
fn standfirst(page: &Flat<'_>, root: usize, dropped: &[bool], weights: &[Weight]) -> Option<usize> {
    let mut child = root;
    for _ in 0..3 {
        let parent = page.nodes.get(child)?.parent;
        let before: Vec<usize> = page.children(parent).take_while(|c| *c < child).collect();
        for at in before
            .into_iter()
            .rev()
            .take(8)
            .filter(|at| !is_dropped(dropped, *at))
        {
            let node = page.nodes.get(at)?;
            let inside = weights.get(at..node.end).unwrap_or_default();
            let (text, link) = inside
                .iter()
                .fold((0, 0), |(t, l), w| (t + w.text, l + w.link));
            let fits = (60..900).contains(&text) && link * 3 < text;
            if fits && node.element.is_some() && is_standfirst(&words(node)) {
                return Some(at);
            }
        }
        child = parent;
    }
    None
}

/// Marks a node as dropped.
fn mark(dropped: &mut [bool], at: usize) {
    if let Some(slot) = dropped.get_mut(at) {
        *slot = true;
    }
}

fn is_dropped(dropped: &[bool], at: usize) -> bool {
    dropped.get(at).copied().unwrap_or(false)
}

/// Goes through the nodes that are not inside dropped ones, calling `f` for each.
fn kept(page: &Flat<'_>, of: usize, dropped: &mut [bool], mut f: impl FnMut(usize, &mut [bool])) {
    let end = page.nodes.get(of).map_or(0, |n| n.end);
    let mut at = of;
    while let Some(node) = page.nodes.get(at).filter(|_| at < end) {
        if !is_dropped(dropped, at) {
            f(at, dropped);
        }
        at = if is_dropped(dropped, at) {
            node.end
        } else {
            at + 1
        };
    }
}

fn drop_never(page: &Flat<'_>, dropped: &mut [bool]) {
    kept(page, 0, dropped, |at, dropped| {
        let Some(node) = page.nodes.get(at) else {
            return;
        };
        let name = node.name();
        // A footer inside a quotation names its source.
        let source = name == "footer"
            && page
                .nodes
                .get(node.parent)
                .is_some_and(|p| p.name() == "blockquote");
        if NEVER.contains(&name) && !source {
            mark(dropped, at);
        }
        // What stands inside a player is shown only where it cannot play.
        if matches!(name, "video" | "audio" | "object") {
            for child in page.children(at) {
                if page
                    .nodes
                    .get(child)
                    .is_some_and(|n| !matches!(n.name(), "source" | "img" | "param" | "embed"))
                {
                    mark(dropped, child);
                }
            }
        }
    });
}

fn drop_beside(page: &Flat<'_>, dropped: &mut [bool]) {
    let weights = weigh(page, dropped);
    let prose = sums(weights.iter().map(|w| w.prose()));
    let inside = |at: usize, end: usize| {
        prose.get(end).copied().unwrap_or(0.0) - prose.get(at).copied().unwrap_or(0.0)
    };
    let total = inside(0, page.nodes.len());
    kept(page, 0, dropped, |at, dropped| {
        let Some(node) = page.nodes.get(at) else {
            return;
        };
        if node.element.is_none()
            || matches!(node.name(), "html" | "body" | "main" | "article" | "h1")
        {
            return;
        }
        let words = words(node);
        let hidden =
            !matches!(node.name(), "iframe" | "img" | "picture" | "video") && is_hidden(node);
        let said = hidden || is_beside(&words) || matches!(node.name(), "aside" | "form");
        if !said || (is_body(&words) && !hidden) {
            return;
        }
        let share = inside(at, node.end) / total.max(1.0);
        let comments = words
            .iter()
            .any(|w| matches!(w.as_str(), "comment" | "comments" | "disqus"));
        let limit = if comments { 0.85 } else { TOO_MUCH };
        let headline = page
            .nodes
            .get(at..node.end)
            .unwrap_or_default()
            .iter()
            .any(|n| n.name() == "h1");
        if share < limit && !(headline && share > 0.1) {
            mark(dropped, at);
        }
    });
}

/// The element whose paragraphs have most prose, nearer paragraphs counting more.
fn vote(page: &Flat<'_>, dropped: &[bool], weights: &[Weight]) -> Option<usize> {
    let mut score = vec![0.0_f64; page.nodes.len()];
    for (at, weight) in weights.iter().enumerate() {
        let prose = weight.prose();
        if prose == 0.0 || is_dropped(dropped, at) {
            continue;
        }
        let name = page.nodes.get(at).map_or("", crate::html::flat::Node::name);
        let mut share = 1.0;
        // Text that stands directly in a container counts for the container.
        let mut up = if matches!(
            name,
            "div" | "section" | "article" | "td" | "main" | "body" | "center"
        ) {
            Some(at)
        } else {
            page.nodes.get(at).map(|n| n.parent)
        };
        for _ in 0..5 {
            let Some(node) = up.and_then(|u| page.nodes.get(u).map(|n| (u, n))) else {
                break;
            };
            if let Some(slot) = score.get_mut(node.0) {
                *slot += prose.min(1200.0) * share;
            }
            share *= 0.6;
            up = (node.1.parent != node.0).then_some(node.1.parent);
        }
    }
    let text = sums(weights.iter().map(|w| f64::from(w.text)));
    let link = sums(weights.iter().map(|w| f64::from(w.link)));
    let between = |sums: &[f64], a: usize, b: usize| {
        sums.get(b).copied().unwrap_or(0.0) - sums.get(a).copied().unwrap_or(0.0)
    };
    for (at, slot) in score.iter_mut().enumerate().filter(|(_, s)| **s > 0.0) {
        let Some(node) = page.nodes.get(at) else {
            continue;
        };
        let linked = between(&link, at, node.end) / between(&text, at, node.end).max(1.0);
        let words = words(node);
        let named = if is_body(&words) {
            1.5
        } else if node.name() == "article" {
            1.2
        } else {
            1.0
        };
        *slot *= (1.0 - linked) * named;
    }
    let best = score.iter().copied().fold(0.0, f64::max);
    (best > 0.0)
        .then(|| score.iter().position(|s| *s >= best))
        .flatten()
}

/// The element around all parts of an article that a page sets in several containers of one kind, between which stand
/// advertisements; otherwise the element itself.
fn widen(page: &Flat<'_>, root: usize, weights: &[Weight], dropped: &[bool]) -> usize {
    let prose = sums(weights.iter().map(|w| w.prose()));
    let inside = |at: usize| {
        let end = page.nodes.get(at).map_or(at, |n| n.end);
        prose.get(end).copied().unwrap_or(0.0) - prose.get(at).copied().unwrap_or(0.0)
    };
    let Some(node) = page.nodes.get(root) else {
        return root;
    };
    let class = node.filled("class");
    let mut best = root;
    let mut up = root;
    for _ in 0..5 {
        let Some(parent) = page.nodes.get(up).map(|n| n.parent).filter(|p| *p != up) else {
            break;
        };
        let Some(around) = page.nodes.get(parent) else {
            break;
        };
        if matches!(around.name(), "html" | "body" | "") || more_articles(page, parent, dropped) {
            break;
        }
        let (mut like, mut at) = (0.0, parent + 1);
        while let Some(other) = page.nodes.get(at).filter(|_| at < around.end) {
            if dropped.get(at).copied().unwrap_or(false) {
                at = other.end;
            } else if other.name() == node.name()
                && other.filled("class") == class
                && class.is_some()
            {
                like += inside(at);
                at = other.end;
            } else {
                at += 1;
            }
        }
        if like > inside(best) * 1.15 || (class.is_none() && inside(parent) > inside(best) * 1.35) {
            best = parent;
        }
        up = parent;
    }
    best
}

/// Whether an element holds several articles, each with its own headline.
fn more_articles(page: &Flat<'_>, of: usize, dropped: &[bool]) -> bool {
    let end = page.nodes.get(of).map_or(0, |n| n.end);
    let (mut articles, mut headlines, mut at) = (0, 0, of + 1);
    while let Some(node) = page.nodes.get(at).filter(|_| at < end) {
        if is_dropped(dropped, at) {
            at = node.end;
            continue;
        }
        articles += usize::from(node.name() == "article");
        headlines += usize::from(node.name() == "h1");
        at += 1;
    }
    articles > 1 || headlines > 1
}

/// Hashes of the word triples of a text.
fn triples(text: &str) -> Vec<u64> {
    let hashes: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| crate::hash::fold(w.bytes()))
        .collect();
    hashes
        .windows(3)
        .map(|w| {
            w.iter()
                .fold(0_u64, |h, x| h.rotate_left(21).wrapping_mul(31) ^ x)
        })
        .collect()
}

/// The innermost element that holds the blocks in which the stated article stands, if the page shows it.
fn covering(page: &Flat<'_>, dropped: &[bool], weights: &[Weight], stated: &str) -> Option<usize> {
    if stated.chars().count() < 600 {
        return None;
    }
    let set: HashSet<u64> = triples(stated).into_iter().collect();
    let mut found: HashSet<u64> = HashSet::new();
    let (mut first, mut last) = (None, 0);
    for (at, weight) in weights.iter().enumerate() {
        if weight.text < 40 || is_dropped(dropped, at) {
            continue;
        }
        let text = own_text(page, at, dropped);
        let these = triples(&text);
        let hits = these.iter().filter(|t| set.contains(t)).count();
        if !these.is_empty() && hits * 10 >= these.len() * 7 {
            found.extend(these.into_iter().filter(|t| set.contains(t)));
            first = first.or(Some(at));
            last = at;
        }
    }
    if found.len() * 10 < set.len() * 6 {
        return None;
    }
    let mut root = first?;
    while let Some(node) = page.nodes.get(root).filter(|n| n.end <= last) {
        root = node.parent;
    }
    let node = page.nodes.get(root)?;
    let container = matches!(
        node.name(),
        "div" | "section" | "article" | "main" | "td" | "body"
    );
    Some(if container { root } else { node.parent })
}

/// The text that a block holds itself.
fn own_text(page: &Flat<'_>, of: usize, dropped: &[bool]) -> String {
    let mut out = String::new();
    let end = page.nodes.get(of).map_or(0, |n| n.end);
    let mut at = of + 1;
    while let Some(node) = page.nodes.get(at).filter(|_| at < end) {
        if is_block(node.name()) || is_dropped(dropped, at) {
            at = node.end;
            continue;
        }
        if node.name() == "br" {
            out.push(' ');
        }
        out.push_str(node.text);
        at += 1;
    }
    out
}

/// Drops what is not the article inside its element: headlines, lists of links, stray lines at either end.
fn tidy(page: &Flat<'_>, root: usize, titles: &[String], weights: &[Weight], dropped: &mut [bool]) {
    let titles: Vec<String> = titles
        .iter()
        .map(|t| key(t))
        .filter(|t| !t.is_empty())
        .collect();
    let text = sums(weights.iter().map(|w| f64::from(w.text)));
    let link = sums(weights.iter().map(|w| f64::from(w.link)));
    let prose = sums(weights.iter().map(|w| w.prose()));
    let between = |sums: &[f64], a: usize, b: usize| {
        sums.get(b).copied().unwrap_or(0.0) - sums.get(a).copied().unwrap_or(0.0)
    };
    let pictures = sums(page.nodes.iter().map(|n| {
        if matches!(n.name(), "figure" | "iframe" | "video") {
            1.0
        } else {
            0.0
        }
    }));
    kept(page, root, dropped, |at, dropped| {
        let Some(node) = page.nodes.get(at) else {
            return;
        };
        let name = node.name();
        if at == root || node.element.is_none() {
            return;
        }
        if matches!(name, "h1" | "h2" | "h3")
            && (name == "h1" || titles.contains(&key(&page.text(at))))
        {
            mark(dropped, at);
            return;
        }
        if matches!(
            name,
            "div" | "section" | "ul" | "ol" | "table" | "dl" | "header"
        ) {
            let (all, linked, good) = (
                between(&text, at, node.end),
                between(&link, at, node.end),
                between(&prose, at, node.end),
            );
            let picture = between(&pictures, at, node.end) > 0.0;
            if all > 0.0
                && linked > all * 0.66
                && good < all * 0.3
                && !(picture && linked < all * 0.9)
            {
                mark(dropped, at);
            }
        }
    });
    trim(page, root, weights, dropped);
}

/// Drops short lines that are no sentences before the first and after the last paragraph.
fn trim(page: &Flat<'_>, root: usize, weights: &[Weight], dropped: &mut [bool]) {
    let mut blocks: Vec<usize> = Vec::new();
    let mut figure_until = 0;
    kept(page, root, dropped, |at, _| {
        let Some(node) = page.nodes.get(at) else {
            return;
        };
        if matches!(node.name(), "figure" | "table" | "pre") {
            figure_until = figure_until.max(node.end);
        }
        if at >= figure_until
            && weights.get(at).is_some_and(|w| w.text > 0)
            && is_block(node.name())
        {
            blocks.push(at);
        }
    });
    let weight = |at: usize| weights.get(at).copied().unwrap_or_default();
    let is_text = |at: &usize| {
        let w = weight(*at);
        let heading = matches!(
            page.nodes
                .get(*at)
                .map_or("", crate::html::flat::Node::name),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        );
        w.prose() > 0.0 && !heading
    };
    let (Some(first), Some(last)) = (
        blocks.iter().position(is_text),
        blocks.iter().rposition(is_text),
    ) else {
        return;
    };
    let lead = blocks.get(..first).unwrap_or_default();
    let tail = blocks.get(last + 1..).unwrap_or_default();
    for &at in lead {
        let name = page.nodes.get(at).map_or("", crate::html::flat::Node::name);
        let part = matches!(
            name,
            "li" | "td" | "th" | "dt" | "dd" | "h2" | "h3" | "h4" | "h5" | "h6"
        );
        if weight(at).text < 60 && !part {
            drop_own(page, at, dropped);
        }
    }
    for &at in tail {
        let name = page.nodes.get(at).map_or("", crate::html::flat::Node::name);
        let w = weight(at);
        let sentence = own_text(page, at, dropped)
            .trim_end()
            .chars()
            .last()
            .is_some_and(ends_sentence)
            && ((w.link_share() < 0.5 && w.text > 12) || w.text > 120);
        if (name != "li" && !sentence) || name.starts_with('h') {
            drop_own(page, at, dropped);
        }
    }
}

/// Drops a block, or of a block that holds other blocks only what it holds itself.
fn drop_own(page: &Flat<'_>, at: usize, dropped: &mut [bool]) {
    let Some(node) = page.nodes.get(at) else {
        return;
    };
    let inner = page
        .nodes
        .get(at + 1..node.end)
        .unwrap_or_default()
        .iter()
        .any(|n| is_block(n.name()) || n.name() == "img");
    if !inner {
        mark(dropped, at);
        return;
    }
    let children: Vec<usize> = page.children(at).collect();
    for child in children {
        let Some(node) = page.nodes.get(child) else {
            continue;
        };
        let has_block = page
            .nodes
            .get(child..node.end)
            .unwrap_or_default()
            .iter()
            .any(|n| is_block(n.name()) || n.name() == "img");
        if !has_block {
            mark(dropped, child);
        }
    }
}
