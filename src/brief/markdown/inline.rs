//! A line of text: runs of text and things in one style each, read from the tree.

use ego_tree::NodeRef;
use scraper::{Node, node::Element};

use super::footnotes::Notes;
use super::scripts::script;
use crate::clean::{image_address, is_relative};
use crate::html::elements::{Class, is_block};
use crate::html::text::folded_text;

/// Deeper than this the tree is read as plain text: no article nests so, and the stack is finite.
pub(super) const MAX_DEPTH: usize = 300;

/// How a run is dressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one kind of dressing, and any may go with any other"
)]
pub(super) struct Style {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    pub(super) code: bool,
    /// Index of the link among the line's links, from 1; 0 for none.
    pub(super) link: usize,
}

impl Style {
    /// What two runs have in common; the space between them is dressed so.
    pub(super) fn common(self, other: Self) -> Self {
        Self {
            bold: self.bold && other.bold,
            italic: self.italic && other.italic,
            strike: self.strike && other.strike,
            code: self.code && other.code,
            link: if self.link == other.link {
                self.link
            } else {
                0
            },
        }
    }
}

/// One run.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum InlineToken {
    /// Text without white space at its ends, one space between its words.
    Text(String),
    /// A space.
    Space,
    /// A hard break.
    Break,
    /// A picture: alternative text and address.
    Image(String, String),
    /// A reference to a footnote.
    Note(String),
}

/// A line being read.
#[derive(Debug, Default)]
pub(super) struct TextLine {
    /// The runs.
    pub(super) runs: Vec<(InlineToken, Style)>,
    /// The targets of its links.
    pub(super) links: Vec<String>,
}

impl TextLine {
    /// Whether it shows nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.runs
            .iter()
            .all(|r| matches!(r.0, InlineToken::Space | InlineToken::Break))
    }

    /// Takes in a node and all it holds, blocks as if they were lines of text.
    pub(super) fn take(
        &mut self,
        node: NodeRef<'_, Node>,
        style: Style,
        notes: &Notes,
        depth: usize,
    ) {
        match node.value() {
            Node::Text(text) => self.push_text(text, style),
            Node::Element(element) => self.take_element(node, element, style, notes, depth),
            _ => {}
        }
    }

    fn take_element(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        mut style: Style,
        notes: &Notes,
        depth: usize,
    ) {
        let tag = element.name();
        if depth > MAX_DEPTH {
            self.push_text(&folded_text(node), style);
            return;
        }
        if let Some(label) = notes.mark(element) {
            self.runs.push((InlineToken::Note(label.to_owned()), style));
            return;
        }
        match tag {
            "br" => {
                self.runs.push((InlineToken::Break, style));
                return;
            }
            "img" => {
                self.push_image(element, style);
                return;
            }
            "wbr" => return,
            "sub" | "sup" => {
                if let Some(text) = script_text(node) {
                    let before = self.last_char();
                    self.push_text(&script(&text, tag == "sub", before), style);
                    return;
                }
            }
            "a" => {
                if style.link == 0
                    && let Some(href) = element.attr("href").filter(|h| is_web(h))
                {
                    self.links.push(href.to_owned());
                    style.link = self.links.len();
                }
                // A number that is a link joins no number before it.
                let text = folded_text(node);
                let number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
                if number && self.last_char().is_some_and(|c| c.is_ascii_digit()) {
                    self.push_text(&script(&text, false, None), style);
                    return;
                }
            }
            "b" | "strong" => style.bold = !has_style(element, "font-weight", &["normal", "400"]),
            "i" | "em" | "dfn" | "var" => {
                style.italic = !has_style(element, "font-style", &["normal"]);
            }
            "s" | "strike" | "del" => style.strike = true,
            "code" | "kbd" | "samp" | "tt" => style.code = true,
            "span" | "font" => {
                style.bold |= has_style(
                    element,
                    "font-weight",
                    &["bold", "bolder", "600", "700", "800", "900"],
                );
                style.italic |= has_style(element, "font-style", &["italic", "oblique"]);
            }
            "q" => {
                self.push_text("“", style);
                for child in node.children() {
                    self.take(child, style, notes, depth + 1);
                }
                self.push_text("”", style);
                return;
            }
            _ if Class::UNREAD.holds(tag) => return,
            _ => {}
        }
        let apart = is_block(tag) && !matches!(tag, "math");
        if apart {
            self.push_text(" ", style);
        }
        for child in node.children() {
            self.take(child, style, notes, depth + 1);
        }
        if apart {
            self.push_text(" ", style);
        }
    }

    /// The character right before what comes next.
    fn last_char(&self) -> Option<char> {
        match self.runs.last() {
            Some((InlineToken::Text(text), _)) => text.chars().next_back(),
            _ => None,
        }
    }

    fn push_image(&mut self, element: &Element, style: Style) {
        if let Some(address) =
            image_address(element).filter(|a| is_web(a) && !a.starts_with("mailto:"))
        {
            let alt = element
                .attr("alt")
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            self.runs.push((InlineToken::Image(alt, address), style));
        }
    }

    /// Takes in text, its white space folded and parted from its words.
    pub(super) fn push_text(&mut self, text: &str, style: Style) {
        let mut rest = text;
        loop {
            let trimmed = rest.trim_start_matches(is_space);
            if trimmed.len() < rest.len()
                && !matches!(
                    self.runs.last(),
                    None | Some((InlineToken::Space | InlineToken::Break, _))
                )
            {
                self.runs.push((InlineToken::Space, style));
            }
            if trimmed.is_empty() {
                return;
            }
            let end = trimmed.find(is_space).unwrap_or(trimmed.len());
            let (word, after) = trimmed.split_at_checked(end).unwrap_or((trimmed, ""));
            let word: String = word
                .chars()
                .filter(|c| !matches!(c, '\u{ad}' | '\u{feff}' | '\u{2060}') && !(c.is_control()))
                .collect();
            self.push_word(word, style);
            rest = after;
        }
    }

    /// Adds a word, to the run before where it is dressed alike: a run for each word would take many times the text.
    fn push_word(&mut self, word: String, style: Style) {
        let spaced = matches!(self.runs.last(), Some((InlineToken::Space, _)));
        let before = self.runs.len().checked_sub(1 + usize::from(spaced));
        if let Some((InlineToken::Text(text), before)) = before.and_then(|i| self.runs.get_mut(i))
            && *before == style
            && !text.is_empty()
            && !word.is_empty()
        {
            if spaced {
                text.push(' ');
            }
            text.push_str(&word);
            if spaced {
                self.runs.pop();
            }
            return;
        }
        self.runs.push((InlineToken::Text(word), style));
    }
}

/// The text of a raised or lowered element that holds nothing but text, however dressed.
fn script_text(node: NodeRef<'_, Node>) -> Option<String> {
    let plain = |n: NodeRef<'_, Node>| match n.value() {
        Node::Element(e) => {
            let link = e.name() == "a" && e.attr("href").is_some_and(is_web);
            Class::DRESSING.holds(e.name()) && !Class::UNREAD.holds(e.name()) && !link
        }
        _ => true,
    };
    let short = node.descendants().nth(24).is_none();
    (short && node.descendants().skip(1).all(plain)).then(|| {
        let texts = node.descendants().filter_map(|d| d.value().as_text());
        texts.map(|t| t.to_string()).collect()
    })
}

/// White space that folds; a non-breaking space is a character of its own.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Whether an address is of a scheme that a brief may link to, or relative.
pub(super) fn is_web(address: &str) -> bool {
    let scheme = address.trim_start().split(':').next().unwrap_or_default();
    ["http", "https", "mailto"]
        .iter()
        .any(|s| scheme.eq_ignore_ascii_case(s))
        && address.contains(':')
        || is_relative(address)
}

fn has_style(element: &Element, property: &str, values: &[&str]) -> bool {
    element.attr("style").is_some_and(|style| {
        style
            .split(';')
            .filter_map(|d| d.split_once(':'))
            .any(|(p, v)| {
                p.trim().eq_ignore_ascii_case(property)
                    && values.iter().any(|x| v.trim().eq_ignore_ascii_case(x))
            })
    })
}
