//! Plain text: paragraphs by blank lines, a headline where the first line reads as one.

use super::{Fragment, FragmentKind, Sourced, header, unstated};
use crate::fragment::rules;
use crate::html::plain;

/// Longest first line that can be a headline, in characters.
const LONGEST_HEADLINE: usize = 160;

/// Reads plain text.
pub(super) fn read(name: &str, text: &str) -> Fragment {
    // A file named as HTML may hold references though it holds no tags.
    let html = name
        .rsplit_once('.')
        .is_some_and(|(_, e)| e.to_ascii_lowercase().contains("htm"));
    let unescaped = if html {
        plain::unescape(text)
    } else {
        text.to_owned()
    };
    let stated = header::header(&unescaped);
    let (headline, body) = stated
        .as_ref()
        .map_or_else(|| headline(&unescaped), |h| (None, h.rest));
    let mut metadata = stated
        .as_ref()
        .map(header::Header::metadata)
        .unwrap_or_default();
    if let Some(line) = headline {
        metadata.title = Some(Sourced {
            value: line.to_owned(),
            rule: &rules::FIRST_LINE,
            evidence: line.to_owned(),
        });
    }
    let body_html = plain::paragraphs(body);
    unstated::complete(&mut metadata, &body_html);
    Fragment {
        name: name.to_owned(),
        kind: FragmentKind::Text,
        metadata,
        body: body_html.into(),
    }
}

/// A first short line without a full stop, with a blank line after it and text to follow, and the rest.
fn headline(text: &str) -> (Option<&str>, &str) {
    let trimmed = text.trim_start();
    let Some((first, rest)) = trimmed.split_once('\n') else {
        return (None, text);
    };
    let first = first.trim();
    let blank = rest.lines().next().is_some_and(|l| l.trim().is_empty());
    let short = first.chars().count() <= LONGEST_HEADLINE && first.split_whitespace().count() >= 2;
    let ends = first
        .chars()
        .last()
        .is_none_or(|c| matches!(c, '.' | ':' | ',' | ';' | '。'));
    let byline = super::dates::parse(first).is_some() || first.to_lowercase().starts_with("by ");
    if blank && short && !ends && !byline && !rest.trim().is_empty() {
        (Some(first), rest)
    } else {
        (None, text)
    }
}

#[cfg(test)]
mod tests {
    use super::headline;

    #[test]
    fn first_lines() {
        assert_eq!(
            headline("A new plant\n\nText follows.").0,
            Some("A new plant")
        );
        assert_eq!(headline("A sentence comes first.\n\nText follows.").0, None);
        assert_eq!(headline("A line\nand another\n\nText.").0, None);
        assert_eq!(headline("A line alone\n\n").0, None);
        assert_eq!(headline("By Jane Doe\n\nText.").0, None);
        assert_eq!(headline("21 November 2024\n\nText.").0, None);
    }
}
