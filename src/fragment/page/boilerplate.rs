//! What surrounds an article: names that pages give to what is not the article.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::html::flat::Node;
use crate::table::entries;

/// Elements that are never part of an article's text.
pub(super) const NEVER: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "canvas",
    "button",
    "input",
    "select",
    "textarea",
    "nav",
    "footer",
    "link",
    "meta",
    "head",
    "dialog",
    "menu",
    "label",
    "title",
    "map",
    "amp-ad",
    "amp-sidebar",
    "progress",
    "datalist",
];

/// Words in a `class`, `id` or `role` that name a part of a page beside the article.
static BESIDE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../data/beside.txt")));

/// Words that name a summary above the article's body.
const STANDFIRST: &[&str] = &[
    "summary",
    "standfirst",
    "dek",
    "deck",
    "lede",
    "intro",
    "introduction",
    "chapeau",
    "vorspann",
    "leadtext",
    "teasertext",
    "excerpt",
    "subline",
    "entradilla",
    "sommario",
    "lead",
    "ingress",
    "sapo",
];

/// Words that name the article's body.
static BODY: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(include_str!("../data/body.txt")));

/// Attributes that name what an element is.
const NAMING: &[&str] = &[
    "class",
    "id",
    "role",
    "data-testid",
    "data-component",
    "data-module",
    "data-type",
    "itemprop",
    "aria-label",
];

/// The words of an element's `class`, `id`, `role` and test names, lower case, parted at signs and inner capitals.
pub(super) fn words(node: &Node<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let Some(element) = node.element else {
        return out;
    };
    for (name, value) in &element.attrs {
        let attribute = &*name.local;
        if !NAMING.contains(&attribute)
            || value.len() > 2000
            || (attribute == "aria-label" && value.len() > 30)
        {
            continue;
        }
        let mut word = String::new();
        let mut lower = false;
        // Utility classes such as `print:hidden` or `w-[3px]` say how a thing looks, not what it is.
        let value = value
            .split_ascii_whitespace()
            .filter(|w| !w.contains([':', '[', '!']));
        for c in value.flat_map(|w| w.chars().chain([' '])) {
            if !c.is_alphanumeric() || (lower && c.is_uppercase()) {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
                if !c.is_alphanumeric() {
                    // An empty word parts two names, so that pairs are only found within one.
                    if c.is_whitespace() {
                        out.push(String::new());
                    }
                    lower = false;
                    continue;
                }
            }
            lower = c.is_lowercase();
            word.extend(c.to_lowercase());
        }
        out.push(String::new());
    }
    out
}

/// Whether these words name a part beside the article.
pub(super) fn is_beside(words: &[String]) -> bool {
    words.iter().any(|w| BESIDE.contains(w.as_str()))
        || joined(words, 2).any(|w| BESIDE.contains(w.as_str()))
        || spaced(words).any(|w| BESIDE.contains(w.as_str()))
}

/// Each run of this many words written together.
fn joined(words: &[String], count: usize) -> impl Iterator<Item = String> {
    words
        .windows(count)
        .filter(|w| w.iter().all(|w| !w.is_empty()))
        .map(<[String]>::concat)
}

/// Each two words with a space between.
fn spaced(words: &[String]) -> impl Iterator<Item = String> {
    words
        .windows(2)
        .filter(|w| w.iter().all(|w| !w.is_empty()))
        .map(|w| w.join(" "))
}

/// Whether these words name the article's body.
pub(super) fn is_body(words: &[String]) -> bool {
    if !words.iter().any(|w| {
        [
            "body", "text", "content", "copy", "rich", "wysiwyg", "detail",
        ]
        .iter()
        .any(|p| w.contains(p))
    }) {
        return false;
    }
    words.iter().any(|w| BODY.contains(w.as_str()))
        || joined(words, 2)
            .chain(joined(words, 3))
            .any(|w| BODY.contains(w.as_str()))
}

/// Whether these words name a summary above the article's body.
pub(super) fn is_standfirst(words: &[String]) -> bool {
    words.iter().any(|w| STANDFIRST.contains(&w.as_str()))
}

/// Whether an element is hidden from readers.
pub(super) fn is_hidden(node: &Node<'_>) -> bool {
    node.attr("hidden").is_some()
        || node.attr("aria-hidden") == Some("true")
        || node.attr("style").is_some_and(|s| {
            let s: String = s
                .chars()
                .take(400)
                .filter(|c| !c.is_whitespace())
                .flat_map(char::to_lowercase)
                .collect();
            s.contains("display:none") || s.contains("visibility:hidden")
        })
}
