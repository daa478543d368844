//! What a mark looks like: a number, a letter or a sign, raised, linked or named, right behind a word.

use ego_tree::NodeRef;
use scraper::Node;

use super::{NEAR, value};
use crate::html::elements::is_block;
use crate::html::text::folded_text;
use crate::html::tree::name;

/// Words of a `class` that say that an element has to do with notes.
const NAMES: &[&str] = &[
    "footnote",
    "footnotes",
    "endnote",
    "endnotes",
    "sidenote",
    "sidenotes",
    "marginnote",
    "noteref",
    "footnoteref",
    "fnref",
    "fn",
    "ftn",
    "fnote",
];

/// A mark without its brackets, where a text is no more than one: `1`, `[12]`, `*`, `iv`, `note 3`.
pub(super) fn bare_mark(text: &str) -> Option<&str> {
    let text = text.trim();
    let bare = text.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '.' | ':' | '^'));
    let bare = bare.trim();
    let count = bare.chars().count();
    let number = (1..=3).contains(&count) && bare.bytes().all(|b| b.is_ascii_digit());
    let sign = (1..=3).contains(&count)
        && bare
            .chars()
            .all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '※'));
    let letter = count == 1 && bare.chars().all(|c| c.is_ascii_alphabetic());
    let roman = (1..=5).contains(&count) && bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let word = bare.split_once(' ').is_some_and(|(word, number)| {
        matches!(word, "note" | "nb" | "fn" | "Note")
            && (1..=3).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit())
    });
    let written = text.starts_with("[^") && text.ends_with(']') && text.len() <= 43;
    (number || sign || letter || roman || word || written).then_some(bare)
}

/// The largest element in the line that holds no more than this one's mark, and the mark; none where it holds no mark.
pub(super) fn outermost(node: NodeRef<'_, Node>) -> Option<(NodeRef<'_, Node>, String)> {
    if node.descendants().nth(12).is_some() {
        return None;
    }
    let text = folded_text(node);
    // The way back from a note has no words.
    let written = bare_mark(&text).map_or_else(|| text.clone(), str::to_owned);
    if bare_mark(&text).is_none() && text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let mut outer = node;
    for around in node.ancestors().take(NEAR) {
        let dresses = name(&around).is_some_and(|t| !is_block(t))
            && around.descendants().nth(16).is_none()
            && bare(&folded_text(around)) == bare(&text);
        if !dresses {
            break;
        }
        outer = around;
    }
    Some((outer, written))
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')'))
}

/// Whether an element is raised, or what it holds.
pub(super) fn is_raised(node: NodeRef<'_, Node>) -> bool {
    let around = node.ancestors().take(2).any(|a| name(&a) == Some("sup"));
    around || node.descendants().take(4).any(|c| name(&c) == Some("sup"))
}

/// Whether a mark is named as one, by its class or its role.
pub(super) fn is_named_mark(mark: NodeRef<'_, Node>, link: NodeRef<'_, Node>) -> bool {
    let role = |n: NodeRef<'_, Node>| value(n, "role") == Some("doc-noteref");
    [mark, link].into_iter().any(|n| role(n) || is_named(n))
}

/// Whether an element is named as one note.
pub(super) fn is_named_note(node: NodeRef<'_, Node>) -> bool {
    let plural = |n: NodeRef<'_, Node>| {
        let named = [value(n, "class"), value(n, "id")];
        named
            .into_iter()
            .flatten()
            .any(|c| c.to_ascii_lowercase().contains("notes"))
    };
    let numbered = value(node, "id").is_some_and(|id| {
        let word = id.trim_end_matches(|c: char| c.is_ascii_digit());
        word.len() < id.len()
            && matches!(
                word,
                "ftn" | "edn" | "fn" | "footnote" | "footnote-" | "fn-" | "fn:"
            )
    });
    (numbered || is_named(node)) && !plural(node)
}

/// Whether a `class` has a word of notes.
pub(super) fn is_named(node: NodeRef<'_, Node>) -> bool {
    value(node, "class").is_some_and(|class| {
        let lower = class.to_ascii_lowercase();
        let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|w| NAMES.contains(&w))
    })
}

/// Whether a link only runs a script.
pub(super) fn is_scripted(node: NodeRef<'_, Node>) -> bool {
    value(node, "href").is_some_and(|h| h.trim_start().starts_with("javascript:"))
        && is_named(node.parent().unwrap_or(node))
}

/// Whether a mark stands right behind a word or a sentence's end, with no space between.
pub(super) fn is_glued(mark: NodeRef<'_, Node>) -> bool {
    let last = text_before(mark).and_then(|t| t.chars().next_back());
    last.is_some_and(|c| {
        !c.is_whitespace() && !matches!(c, '(' | '[' | '/' | '-' | '–' | '—' | '#')
    })
}

/// Whether words stand before a mark in its block: it opens neither a note nor an item.
pub(super) fn stands_in_text(mark: NodeRef<'_, Node>) -> bool {
    text_before(mark).is_some_and(|t| !t.trim().is_empty())
}

/// The text right before an element in the same block.
fn text_before(node: NodeRef<'_, Node>) -> Option<&str> {
    let mut at = node;
    for _ in 0..NEAR {
        for before in at.prev_siblings().take(6) {
            if name(&before).is_some_and(|t| is_block(t) || t == "br") {
                return None;
            }
            let texts = before.descendants().filter_map(|d| d.value().as_text());
            if let Some(text) = texts.filter(|t| !t.is_empty()).last() {
                return Some(text);
            }
        }
        at = at
            .parent()
            .filter(|p| name(p).is_some_and(|t| !is_block(t)))?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::bare_mark;

    #[test]
    fn marks_are_short() {
        for (text, mark) in [
            ("[1]", "1"),
            (" 12 ", "12"),
            ("*", "*"),
            ("iv", "iv"),
            ("[note 3]", "note 3"),
        ] {
            assert_eq!(bare_mark(text), Some(mark), "{text}");
        }
        for text in ["2024", "here", "Fig. 1", "", "€", "1.5"] {
            assert_eq!(bare_mark(text), None, "{text}");
        }
    }
}
