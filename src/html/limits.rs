//! Bounds on markup before it is parsed: nesting depth and attributes per tag.
//!
//! Tree building looks back through all open elements at many tags, so a file of 200,000 nested elements would take
//! minutes; browsers cap the depth as well. Tags beyond the caps are left out, their text stays.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Deepest nesting that is kept. Real articles stay far below; Blink stops at 512.
const MAX_DEPTH: usize = 256;
/// Most attributes of one tag that are kept.
const MAX_ATTRIBUTES: usize = 128;

const VOID: &[&[u8]] = &[
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr",
];
/// Elements that a new one of the same name closes.
const SELF_CLOSING: &[&[u8]] = &[
    b"p", b"li", b"td", b"th", b"tr", b"dt", b"dd", b"option", b"tbody", b"thead",
];
/// Elements behind which an open one of the same name stays open.
const SCOPES: &[&[u8]] = &[
    b"ul",
    b"ol",
    b"dl",
    b"table",
    b"div",
    b"section",
    b"article",
    b"blockquote",
    b"select",
    b"td",
    b"th",
];
/// Elements that go on in the next block when they are left open; each block then holds all of them again.
const FORMATTING: &[&[u8]] = &[
    b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike",
    b"strong", b"tt", b"u",
];
/// Most formatting elements that are open at once.
const MAX_FORMATTING: usize = 24;
/// Elements whose content is no markup.
const RAW: &[&[u8]] = &[b"script", b"style", b"textarea", b"title"];

/// The same HTML with what exceeds the bounds left out; borrowed where nothing does.
pub(crate) fn within_limits(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut open: Vec<&[u8]> = Vec::new();
    let mut skipped = 0_usize;
    let mut formatting = [(0_usize, 0_usize); 14];
    let mut out: Option<String> = None;
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = memchr(b'<', bytes.get(at..).unwrap_or_default()) {
        let start = at + found;
        let rest = bytes.get(start..).unwrap_or_default();
        if rest.starts_with(b"<!--") {
            at = memmem::find(rest, b"-->").map_or(bytes.len(), |i| start + i + 3);
            continue;
        }
        let closing = rest.get(1) == Some(&b'/');
        let name_from = 1 + usize::from(closing);
        let name: &[u8] = rest.get(name_from..).unwrap_or_default();
        let length = name
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'-' || **b == b':')
            .count();
        let name = name.get(..length).unwrap_or_default();
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            at = start + 1;
            continue;
        }
        let (end, attributes_end) = tag_end(bytes, start + name_from + length);
        let mut drop_tag = false;
        let format = FORMATTING.iter().position(|f| f.eq_ignore_ascii_case(name));
        if let Some(i) = format {
            let open_now: usize = formatting.iter().map(|f| f.0).sum();
            if let Some((open_here, left_out)) = formatting.get_mut(i) {
                if closing && *left_out > 0 {
                    *left_out -= 1;
                    drop_tag = true;
                } else if closing {
                    *open_here = open_here.saturating_sub(1);
                } else if open_now >= MAX_FORMATTING {
                    *left_out += 1;
                    drop_tag = true;
                } else {
                    // A link closes the link before it.
                    *open_here = if i == 0 { 1 } else { *open_here + 1 };
                }
            }
        }
        if drop_tag {
        } else if closing {
            if skipped > 0 {
                skipped -= 1;
                drop_tag = true;
            } else if let Some(i) = open.iter().rposition(|o| o.eq_ignore_ascii_case(name)) {
                open.truncate(i);
            }
        } else if !contains(VOID, name) {
            if contains(SELF_CLOSING, name)
                && let Some(back) = open
                    .iter()
                    .rev()
                    .take(8)
                    .take_while(|o| o.eq_ignore_ascii_case(name) || !contains(SCOPES, o))
                    .position(|o| o.eq_ignore_ascii_case(name))
            {
                open.truncate(open.len() - back - 1);
            }
            if open.len() >= MAX_DEPTH {
                skipped += 1;
                drop_tag = true;
            } else {
                open.push(name);
            }
        }
        if drop_tag || attributes_end < end {
            let text = out.get_or_insert_with(String::new);
            let keep_to = if drop_tag { start } else { attributes_end };
            text.push_str(html.get(copied..keep_to).unwrap_or_default());
            if !drop_tag {
                text.push('>');
            }
            copied = end;
        }
        at = end;
        if !closing && !drop_tag && contains(RAW, name) {
            at = raw_end(bytes, end, name);
        }
    }
    match out {
        Some(mut text) => {
            text.push_str(html.get(copied..).unwrap_or_default());
            Cow::Owned(text)
        }
        None => Cow::Borrowed(html),
    }
}

fn contains(names: &[&[u8]], name: &[u8]) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// Where the tag whose name ends at `from` ends, and where its last kept attribute does.
fn tag_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut quote = None;
    let mut attributes = 0;
    let mut cut = None;
    let mut i = from;
    let mut before = b' ';
    while let Some(&b) = bytes.get(i) {
        match quote {
            Some(q) => {
                if b == q {
                    quote = None;
                }
            }
            None => match b {
                b'>' => return (i + 1, cut.unwrap_or(i + 1)),
                b'"' | b'\'' if before == b'=' => quote = Some(b),
                _ if b.is_ascii_whitespace() && !before.is_ascii_whitespace() => {
                    attributes += 1;
                    if attributes > MAX_ATTRIBUTES && cut.is_none() {
                        cut = Some(i);
                    }
                }
                _ => {}
            },
        }
        if !(b.is_ascii_whitespace() && before == b'=') {
            before = b;
        }
        i += 1;
    }
    (bytes.len(), cut.unwrap_or(bytes.len()))
}

/// Where the raw text that starts at `from` ends: at the closing tag of `name`.
fn raw_end(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let mut at = from;
    while let Some(i) = memmem::find(bytes.get(at..).unwrap_or_default(), b"</") {
        let start = at + i;
        if bytes
            .get(start + 2..start + 2 + name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name))
        {
            return start;
        }
        at = start + 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_markup_is_borrowed() {
        let html = "<div><p>One<p>Two<!-- <div> --><script>'<div>'</script></div>";
        assert!(matches!(within_limits(html), Cow::Borrowed(_)));
        assert!(matches!(
            within_limits(&"<p>x".repeat(1000)),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn deep_nesting_loses_tags_and_keeps_text() {
        let html = format!("{}deep{}after", "<div>".repeat(1000), "</div>".repeat(1000));
        let kept = within_limits(&html);
        assert_eq!(kept.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(kept.matches("</div>").count(), MAX_DEPTH);
        assert!(kept.ends_with("after") && kept.contains("deep"));
    }

    #[test]
    fn attributes_are_bounded() {
        let many = (0..1000)
            .map(|i| format!(" a{i}=\"<x>\""))
            .collect::<Vec<_>>()
            .concat();
        let html = format!("<p{many}>text</p>");
        let kept = within_limits(&html);
        assert!(kept.contains("a100=") && !kept.contains("a500=") && kept.ends_with(">text</p>"));
    }

    #[test]
    fn a_lone_bracket_is_text() {
        assert_eq!(within_limits("a < b <"), "a < b <");
        assert_eq!(within_limits("<"), "<");
        assert_eq!(within_limits("<p a='"), "<p a='");
    }
}
