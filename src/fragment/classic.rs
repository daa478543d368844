//! Texts as `WordPress`'s classic editor keeps them: paragraphs parted by empty lines and lines by line breaks, without `<p>`
//! and `<br>`, and short codes in brackets that a plugin turns into something when the page is shown.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::html::elements::Class;
use crate::html::escape::{Place, push_escaped};
use crate::html::tags::{Tag, tags};

/// A short code: `[gallery ids="1,2"]`, `[vc_row]`, `[/vc_row]`.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[(/?)([A-Za-z][A-Za-z0-9_-]*)((?:\s+[^\[\]<>]*)?)/?\]")
        .expect("a test reads a short code with it")
});

/// A picture with its words: `[caption id="a"]<img> Words[/caption]`.
static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)\[(?:wp_)?caption\b[^\[\]]*\]((?:\s*<a\b[^>]*>)?\s*<img\b[^>]*>(?:\s*</a>)?)(.*?)\[/(?:wp_)?caption\]")
        .expect("a test reads a caption with it")
});

/// An attribute of a short code: `ids="1,2"`.
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"\s[\w-]+=(?:["'”″&]|\w)"#).expect("a test reads an attribute with it")
});

/// Short codes that stand alone without attributes.
const ALONE: &[&str] = &["audio", "contact-form", "gallery", "playlist", "video"];

/// The text as a browser is given it.
pub(super) fn shown(html: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(html);
    if text.contains('[') {
        text = Cow::Owned(without_codes(&text));
    }
    if is_bare(&text) {
        text = Cow::Owned(paragraphs(&text));
    }
    text
}

/// The text of a post as its system shows it, where it is known to be such a text.
pub(super) fn of_post(html: &str) -> String {
    let text = without_codes(html);
    if is_marked(&text) {
        text
    } else {
        paragraphs(&text)
    }
}

/// A text without its short codes; what stands between two of them stays.
fn without_codes(text: &str) -> String {
    let text = CAPTION.replace_all(text, "<figure>$1<figcaption>$2</figcaption></figure>");
    let closed: HashSet<String> = CODE
        .captures_iter(&text)
        .filter(|code| code.get(1).is_some_and(|slash| !slash.is_empty()))
        .filter_map(|code| Some(code.get(2)?.as_str().to_owned()))
        .collect();
    let is_code = |code: &regex::Captures<'_>| {
        let part = |i| code.get(i).map_or("", |m| m.as_str());
        let (name, more) = (part(2), part(3));
        closed.contains(name)
            || ATTRIBUTE.is_match(more)
            || ALONE.contains(&name) && more.trim().is_empty()
    };
    let replaced = CODE.replace_all(&text, |code: &regex::Captures<'_>| {
        let whole = code.get(0).map_or("", |m| m.as_str());
        if is_code(code) {
            String::new()
        } else {
            whole.to_owned()
        }
    });
    replaced.into_owned()
}

/// Whether a text has empty lines in place of the marks of its paragraphs.
fn is_bare(text: &str) -> bool {
    text.trim().lines().any(|line| line.trim().is_empty()) && !is_marked(text)
}

/// Whether a text marks its paragraphs or its lines.
fn is_marked(text: &str) -> bool {
    tags(text).any(|t| t.is("p") || t.is("br"))
}

/// Whether loose text in this element is paragraphs.
fn holds_paragraphs(tag: &Tag<'_>) -> bool {
    tag.class.is(Class::HOLDER) || tag.is("blockquote")
}

/// A text with its paragraphs and line breaks marked. What stands in a heading, a list, a table or in raw lines stays.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut loose = String::new();
    // How many elements are open around whose text is none of ours.
    let mut closed = 0_usize;
    let mut at = 0;
    for tag in tags(&text) {
        let before = text.get(at..tag.start).unwrap_or_default();
        let whole = text.get(tag.start..tag.end).unwrap_or_default();
        at = tag.end;
        let target = if closed > 0 { &mut out } else { &mut loose };
        target.push_str(before);
        if !tag.class.is_block() || tag.is("img") {
            target.push_str(whole);
            continue;
        }
        if closed == 0 {
            push_paragraphs(&mut out, &loose);
            loose.clear();
        }
        out.push_str(whole);
        if !holds_paragraphs(&tag) && !tag.empty && !tag.class.is(Class::VOID) {
            closed = if tag.closing {
                closed.saturating_sub(1)
            } else {
                closed + 1
            };
        }
    }
    let rest = text.get(at..).unwrap_or_default();
    if closed > 0 {
        out.push_str(rest);
    } else {
        loose.push_str(rest);
        push_paragraphs(&mut out, &loose);
    }
    out
}

/// Loose text as paragraphs; a line of its own that is nothing but an address stands for what is to be shown from there.
fn push_paragraphs(out: &mut String, loose: &str) {
    let loose = without_comments(loose);
    let mut lines: Vec<&str> = Vec::new();
    let finish = |lines: &mut Vec<&str>, out: &mut String| {
        if !lines.is_empty() {
            out.push_str("<p>");
            out.push_str(&lines.join("<br>\n"));
            out.push_str("</p>\n");
            lines.clear();
        }
    };
    for line in loose.lines().map(str::trim) {
        let address = line.starts_with("http") && !line.contains(char::is_whitespace);
        if address && super::fields::http(line).is_some() {
            finish(&mut lines, out);
            out.push_str("<iframe src=\"");
            push_escaped(out, line, Place::Attribute);
            out.push_str("\"></iframe>\n");
        } else if line.is_empty() {
            finish(&mut lines, out);
        } else {
            lines.push(line);
        }
    }
    finish(&mut lines, out);
}

/// A text in which comments part paragraphs, as `<!--more-->` does.
fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains("<!--") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        out.push_str("\n\n");
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn empty_lines_part_paragraphs() {
        for (text, expected) in [
            (
                "One <b>a</b>\nline.\n\nTwo.",
                "<p>One <b>a</b><br>\nline.</p>\n<p>Two.</p>\n",
            ),
            (
                "<h2>Head</h2>\nText.\n\n<ul>\n <li>A\n\nB</li>\n</ul>\nEnd.",
                "<h2>Head</h2><p>Text.</p>\n<ul>\n <li>A\n\nB</li>\n</ul><p>End.</p>\n",
            ),
            (
                "One.\n\n<!--more-->\n\n<blockquote>Two.\n\nThree.</blockquote>",
                "<p>One.</p>\n<blockquote><p>Two.</p>\n<p>Three.</p>\n</blockquote>",
            ),
            (
                "One.\n\nhttps://e.example/v?a=1&amp;b\n\n<em>Two.</em>",
                "<p>One.</p>\n<iframe src=\"https://e.example/v?a=1&amp;amp;b\"></iframe>\n<p><em>Two.</em></p>\n",
            ),
            (
                "[vc_row][vc_column w=\"1/2\"]One.[/vc_column][/vc_row]\n\n[gallery ids=\"1,2\"]\n[gallery]<i>Two.</i>",
                "<p>One.</p>\n<p><i>Two.</i></p>\n",
            ),
            (
                "[caption id=\"a\" width=\"3\"]<img src=\"a.png\"> Words[/caption]\n\nOne.",
                "<figure><img src=\"a.png\"><figcaption> Words</figcaption></figure><p>One.</p>\n",
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_of_a_post() {
        assert_eq!(
            super::of_post("One [b]line[/b].\nTwo &amp; more."),
            "<p>One line.<br>\nTwo &amp; more.</p>\n"
        );
        assert_eq!(super::of_post("<p>One.</p>"), "<p>One.</p>");
    }

    #[test]
    fn what_is_marked_or_said_stays() {
        for text in [
            "<p>One\n\nline.</p>\n\n<p>Two.</p>",
            "<b>One</b>\nline.",
            "<p>He said [sic] and [1] and [see below] and [Update].</p>",
            "One<br>\n\n<br>Two",
        ] {
            assert_eq!(shown(text), text, "{text}");
        }
    }
}
