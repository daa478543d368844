//! After the cuts: links and pictures get clean, absolute addresses or go, stray stops at the start of paragraphs go,
//! and blocks that are left empty go.

use ego_tree::NodeId;
use scraper::{Html, Node, StrTendril};
use url::Url;

use super::flow::is_stray;
use super::media::{embed_address, image_address, resolve};
use crate::clean::phrases::{is_share_link, is_tracker};
use crate::html::elements::{Class, is_block};
use crate::html::text::{folded_text, has_words};
use crate::html::tree::{element, name, set_attribute, unwrap};

/// Tidies the swept tree.
pub(super) fn tidy(html: &mut Html, base: Option<&Url>) {
    addresses(html, base);
    stray_stops(html);
    empty_blocks(html);
}

enum Change {
    Set(&'static str, String),
    Unwrap,
    Remove,
    Keep,
}

fn addresses(html: &mut Html, base: Option<&Url>) {
    let nodes: Vec<(NodeId, Change)> =
        html.tree
            .root()
            .descendants()
            .filter_map(|n| {
                let element = n.value().as_element()?;
                let change = match element.name() {
                    "a" => match element.attr("href").map(str::trim) {
                        Some(href) if href.starts_with('#') && href.len() > 1 => Change::Keep,
                        Some(href) => clean_link(href, base)
                            .map_or(Change::Unwrap, |h| Change::Set("href", h)),
                        None => Change::Keep,
                    },
                    "img" => image_address(element)
                        .and_then(|a| clean_link(&a, base))
                        .filter(|a| !a.starts_with("mailto:"))
                        .map_or(Change::Remove, |a| Change::Set("src", a)),
                    "iframe" | "embed" => embed_address(element, base)
                        .map_or(Change::Remove, |u| Change::Set("src", u.to_string())),
                    "video" | "audio" => Change::Keep,
                    _ => return None,
                };
                Some((n.id(), change))
            })
            .collect();
    for (id, change) in nodes {
        match change {
            Change::Set(attribute, value) => set_attribute(html, id, attribute, &value),
            Change::Unwrap => unwrap(html, id),
            Change::Remove => {
                if let Some(mut node) = html.tree.get_mut(id) {
                    node.detach();
                }
            }
            Change::Keep => {}
        }
    }
}

/// An address without tracking, absolute; none for schemes that lead to no page.
fn clean_link(href: &str, base: Option<&Url>) -> Option<String> {
    let href: String = href
        .trim()
        .chars()
        .filter(|c| !matches!(c, '\n' | '\r' | '\t'))
        .collect();
    if let Some(rest) = href
        .get(..7)
        .filter(|s| s.eq_ignore_ascii_case("mailto:"))
        .and(href.get(7..))
    {
        return (rest.contains('@') && !is_share_link(&href)).then(|| href.replace(' ', "%20"));
    }
    // What the source wrote stays as it is where it is absolute: parsing would rewrite harmless details. A relative
    // address stays relative where the article's own is not known.
    let written = match resolve(&href, base) {
        Some(_) if Url::parse(&href).is_ok() => href,
        Some(url) => url.to_string(),
        None if base.is_none() && is_relative(&href) => href,
        None => return None,
    };
    let cleaned = without_trackers(&written);
    Some(cleaned.replace(' ', "%20"))
}

/// Whether an address has no scheme, so that it is one of the source's own pages.
pub(crate) fn is_relative(address: &str) -> bool {
    let start = address.split(['/', '?', '#']).next().unwrap_or_default();
    !start.contains([':', '&', '%']) && !address.starts_with('#') && !address.is_empty()
}

fn without_trackers(address: &str) -> String {
    let (rest, fragment) = address
        .split_once('#')
        .map_or((address, None), |(r, f)| (r, Some(f)));
    let fragment = fragment.filter(|f| !f.starts_with("utm_") && !f.starts_with("xtor="));
    let mut out = match rest.split_once('?') {
        Some((path, query)) => {
            let kept: Vec<&str> = query
                .split('&')
                .flat_map(|p| p.split("amp;"))
                .filter(|p| !p.is_empty() && !is_tracker(p))
                .collect();
            if kept.is_empty() {
                path.to_owned()
            } else {
                format!("{path}?{}", kept.join("&"))
            }
        }
        None => rest.to_owned(),
    };
    if let Some(fragment) = fragment {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

/// Takes a stop that was left between two blocks off the start of the paragraph that followed it.
fn stray_stops(html: &mut Html) {
    let firsts: Vec<NodeId> = html
        .tree
        .root()
        .descendants()
        .filter(|n| name(n) == Some("p"))
        .filter_map(|n| {
            n.descendants()
                .find(|d| d.value().as_text().is_some_and(|t| !t.trim().is_empty()))
                .map(|d| d.id())
        })
        .collect();
    for id in firsts {
        let Some(mut node) = html.tree.get_mut(id) else {
            continue;
        };
        let Node::Text(text) = node.value() else {
            continue;
        };
        let trimmed = text.trim_start();
        if let Some(rest) = trimmed
            .strip_prefix([':', '|'])
            .map(str::trim_start)
            .filter(|r| r.starts_with(char::is_alphanumeric))
        {
            let rest = rest.to_owned();
            text.text = StrTendril::from(rest.as_str());
            continue;
        }
        let Some(rest) = trimmed.strip_prefix('.') else {
            continue;
        };
        let mut next = rest.chars();
        let stray = match next.next() {
            Some(c) if c.is_whitespace() => true,
            Some('"' | '“') => true,
            Some(c) if c.is_uppercase() => next.next().is_some_and(char::is_lowercase),
            _ => false,
        };
        if stray {
            let rest = rest.trim_start().to_owned();
            text.text = StrTendril::from(rest.as_str());
        }
    }
}

/// Takes out blocks and dressing that show nothing, inner ones first; paragraphs of stray punctuation count as empty,
/// a row of asterisks or dashes is a rule.
fn empty_blocks(html: &mut Html) {
    let ids: Vec<NodeId> = html
        .tree
        .root()
        .descendants()
        .skip(1)
        .filter(|n| n.value().is_element())
        .map(|n| n.id())
        .collect();
    for id in ids.into_iter().rev() {
        let Some(node) = html.tree.get(id) else {
            continue;
        };
        let Some(tag) = name(&node) else { continue };
        let class = Class::of(tag);
        if class.is(Class::MEDIA)
            || class.is(Class::VOID)
            || matches!(tag, "td" | "th" | "html" | "colgroup")
        {
            continue;
        }
        let mut shows = false;
        for d in node.children() {
            shows |= match d.value() {
                Node::Text(t) => !t.trim().is_empty() || !is_block(tag),
                Node::Element(e) => e.name() != "br" && e.name() != "wbr",
                _ => false,
            };
        }
        if shows && tag == "p" && !node.children().any(|c| c.value().is_element()) {
            let text = folded_text(node);
            if !has_words(&text) && text.chars().all(is_stray) {
                let rule = text.chars().filter(|c| matches!(c, '*' | '-')).count() >= 3;
                let in_container = node.parent().is_none_or(|p| {
                    name(&p).is_none_or(|t| t != "li" && t != "td" && t != "blockquote")
                });
                if in_container {
                    if rule && let Some(mut node) = html.tree.get_mut(id) {
                        node.insert_before(element("hr"));
                    }
                    shows = false;
                }
            }
        }
        if !shows && let Some(mut node) = html.tree.get_mut(id) {
            node.detach();
        }
    }
}
