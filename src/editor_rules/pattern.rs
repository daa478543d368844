//! What a rule of the editor's looks for: an element by a CSS selector, or a text with `*` for any words.

use scraper::Selector;

use crate::finding::Place;
use crate::html::text::fold;

/// One thing that an entry cuts or keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Its number in the file, from 0.
    pub id: usize,
    /// Where it stands in the file.
    pub place: Place,
    /// As it is written.
    pub written: String,
    /// What it looks for.
    pub looks: Looks,
}

/// What a pattern looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looks {
    /// Elements.
    Css(Selector),
    /// A whole paragraph, line or cut with these words.
    Text(TextPattern),
}

/// What is wrong with a pattern, after its name, and what to do.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) message: &'static str,
    pub(super) remedy: &'static str,
}

impl Looks {
    pub(super) fn css(written: &str) -> Result<Self, Wrong> {
        Selector::parse(written).map(Self::Css).map_err(|_| Wrong {
            message: "is no CSS selector",
            remedy: "write it as in a style sheet: `.class`, `#id`, `aside > p`",
        })
    }

    pub(super) fn text(written: &str) -> Result<Self, Wrong> {
        let pattern = TextPattern::of(written);
        if pattern.parts.iter().all(|p| p.trim().is_empty()) {
            return Err(Wrong {
                message: "would be every text",
                remedy: "write words before or after the `*`",
            });
        }
        Ok(Self::Text(pattern))
    }
}

/// Words with `*` between them, case and white space folded; `\*` is the sign itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPattern {
    /// What stands between the asterisks; at least one.
    parts: Vec<String>,
}

impl TextPattern {
    /// The pattern that is written so.
    pub fn of(written: &str) -> Self {
        let mut parts = vec![String::new()];
        let mut chars = written.chars().peekable();
        while let Some(c) = chars.next() {
            let literal = c == '\\' && matches!(chars.peek(), Some('*' | '\\'));
            let c = if literal {
                chars.next().unwrap_or(c)
            } else {
                c
            };
            if c == '*' && !literal {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push(c);
            }
        }
        let last = parts.len() - 1;
        for (at, part) in parts.iter_mut().enumerate() {
            *part = prepared(part, at > 0, at < last);
        }
        Self { parts }
    }

    /// Whether a text is what the pattern looks for, as a whole. `prepared` is the text as [`comparable`] gives it.
    pub fn is(&self, prepared: &str) -> bool {
        let Some((first, rest)) = self.parts.split_first() else {
            return false;
        };
        let Some((last, middle)) = rest.split_last() else {
            return prepared == first;
        };
        let Some(mut left) = prepared.strip_prefix(first.as_str()) else {
            return false;
        };
        // The first place of each is best: it leaves most for the others.
        for part in middle {
            let Some((_, after)) = left.split_once(part.as_str()) else {
                return false;
            };
            left = after;
        }
        left.ends_with(last.as_str())
    }
}

/// A part of a pattern: folded, with one space where it borders on an asterisk by white space.
fn prepared(part: &str, after: bool, before: bool) -> String {
    let folded = comparable(part);
    let space = |there: bool| if there && !folded.is_empty() { " " } else { "" };
    let left = space(after && part.starts_with(char::is_whitespace));
    let right = space(before && part.ends_with(char::is_whitespace));
    format!("{left}{folded}{right}")
}

/// A text as patterns compare it: case and white space folded.
pub(crate) fn comparable(text: &str) -> String {
    fold(&text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asterisk_stands_for_any_words() {
        for (pattern, yes, no) in [
            ("Reporting by *", "REPORTING  by Jane Roe", "Reporting by"),
            ("Reporting by*", "Reporting by", "More reporting by"),
            ("*(Agency)*", "SEOUL (Agency) — Text", "Agency"),
            ("a*b*c", "a b b c", "a c b"),
            ("5\\* rated", "5* rated", "5 stars rated"),
            ("Whole", "whole", "whole line"),
            ("ab*ba", "abba", "aba"),
        ] {
            let written = TextPattern::of(pattern);
            assert!(written.is(&comparable(yes)), "{pattern}: {yes}");
            assert!(!written.is(&comparable(no)), "{pattern}: {no}");
        }
    }
}
