//! The article's text from a page's data, for pages that show nothing of it before a script has run.

use serde_json::Value;

use super::weigh::ends_sentence;
use crate::html::escape::{Place, push_escaped};
use crate::html::flat::{Flat, FlatNode};
use crate::html::plain::blocks;

/// Fewer characters are no article.
pub(super) const LEAST: usize = 400;

/// Names under which systems keep a text or a piece of it.
const TEXTS: &[&str] = &[
    "articlebody",
    "body",
    "bodyhtml",
    "bodytext",
    "content",
    "contenthtml",
    "data",
    "fulltext",
    "html",
    "paragraph",
    "raw",
    "rendered",
    "story",
    "text",
    "value",
];

/// What a page shows in so few characters is a word for those who wait.
const NOTHING: usize = 40;

/// Whether what a page shows is so little beside what its data states that the text has to be in the data. A short text is
/// believed where the page shows nothing at all.
pub(super) fn is_hidden(shown: usize, stated: usize) -> bool {
    shown * 4 < stated && (stated >= LEAST || shown < NOTHING && stated >= NOTHING)
}

/// The longest text in prose that the page's scripts hold as JSON, as HTML.
pub(super) fn of_scripts(page: &Flat<'_>) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for at in page.named("script") {
        let Some(node) = page.nodes.get(at) else {
            continue;
        };
        let Some(value) = value(node, &page.written(at)) else {
            continue;
        };
        look(&value, 0, &mut best);
    }
    best.map(|(_, text)| text)
}

/// The longest text in prose that the page has for readers without scripts, as HTML.
pub(super) fn of_noscript(page: &Flat<'_>) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for at in page.named("noscript") {
        take(page.written(at), &mut best);
    }
    best.map(|(_, text)| text)
}

/// The JSON of a script: its whole content, or what one assignment gives to a name.
fn value(node: &FlatNode<'_>, source: &str) -> Option<Value> {
    let kind = node.attr("type").unwrap_or_default().to_ascii_lowercase();
    let source = source.trim().trim_end_matches(';');
    if kind.contains("json") {
        return (!kind.contains("ld+json"))
            .then(|| serde_json::from_str(source).ok())
            .flatten();
    }
    if source.len() < LEAST || !(kind.is_empty() || kind.contains("javascript")) {
        return None;
    }
    let (name, rest) = source.split_once('=')?;
    let named = name.len() < 80 && name.starts_with("window.");
    named
        .then(|| serde_json::from_str(rest.trim()).ok())
        .flatten()
}

/// Keeps the best text in a value: one string, or the strings of one list of blocks.
fn look(value: &Value, depth: usize, best: &mut Option<(usize, String)>) {
    if depth > 24 {
        return;
    }
    match value {
        Value::Array(items) => {
            let mut pieces = Vec::new();
            for item in items {
                pieces.extend(piece(item, 0));
            }
            if pieces.len() > 1 {
                let html: String = pieces.iter().map(|p| paragraphs(p)).collect();
                take(html, best);
            }
            for item in items {
                look(item, depth + 1, best);
            }
        }
        Value::Object(object) => {
            for (name, value) in object {
                if let Value::String(text) = value {
                    if is_text(name) {
                        take(paragraphs(text), best);
                    }
                } else {
                    look(value, depth + 1, best);
                }
            }
        }
        _ => {}
    }
}

/// The text of one block of a list.
fn piece(value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::String(text) if depth > 0 || text.contains(' ') => Some(text.clone()),
        Value::Object(object) if depth < 4 => object
            .iter()
            .filter(|(name, _)| is_text(name))
            .find_map(|(_, value)| piece(value, depth + 1)),
        Value::Array(items) if depth > 0 && depth < 4 => {
            let parts: Vec<String> = items.iter().filter_map(|i| piece(i, depth + 1)).collect();
            (!parts.is_empty()).then(|| parts.concat())
        }
        _ => None,
    }
}

fn is_text(name: &str) -> bool {
    let name: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    TEXTS.contains(&name.as_str())
}

/// Takes a text if it is more prose than the best so far.
fn take(html: String, best: &mut Option<(usize, String)>) {
    if html.len() < LEAST || best.as_ref().is_some_and(|(most, _)| html.len() <= *most) {
        return;
    }
    let prose: usize = blocks(&html, usize::MAX)
        .iter()
        .filter(|b| b.contains(' ') && b.chars().last().is_some_and(ends_sentence))
        .map(|b| b.chars().count())
        .sum();
    if prose >= LEAST && best.as_ref().is_none_or(|(most, _)| prose > *most) {
        *best = Some((prose, html));
    }
}

/// A text as HTML: markup as it is, plain text with a paragraph for each line.
pub(super) fn paragraphs(text: &str) -> String {
    if text.contains("</") {
        return text.to_owned();
    }
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        out.push_str("<p>");
        push_escaped(&mut out, line, Place::Content);
        out.push_str("</p>\n");
    }
    out
}
