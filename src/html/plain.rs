//! Plain text out of small pieces of HTML, and HTML out of plain text.

use std::fmt::Write;

use super::elements::Class;
use super::escape::{Place, push_escaped};
use super::parse;
use super::tags::tags;
use super::text::{fold, folded_text};

/// The text with its character references resolved.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    // `<` must not begin a tag here: the text is text.
    texts(&text.replace('<', "&lt;"))
}

/// All text of a piece of HTML, as it is.
fn texts(html: &str) -> String {
    let html = parse::fragment(html);
    html.tree
        .nodes()
        .filter_map(|n| n.value().as_text())
        .map(|t| &**t)
        .collect()
}

/// The text of a string that may hold tags: tags gone, references resolved, one line per block.
pub(crate) fn without_tags(text: &str) -> String {
    blocks(text, usize::MAX).join("\n")
}

/// The first blocks of text of a piece of HTML, folded, up to about this many bytes.
pub(crate) fn blocks(html: &str, most: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut at = 0;
    let mut total = 0;
    let mut hidden = false;
    let finish = |current: &mut String, out: &mut Vec<String>| {
        // No tag is left in it, but comments and references may be.
        let text = if current.contains(['<', '&']) {
            fold(&texts(current))
        } else {
            fold(current)
        };
        current.clear();
        let length = text.len();
        if !text.is_empty() {
            out.push(text);
        }
        length
    };
    for tag in tags(html) {
        if !hidden {
            current.push_str(html.get(at..tag.start).unwrap_or_default());
        }
        at = tag.end;
        hidden = !tag.closing && tag.class.is(Class::RAW);
        if tag.class.is_block() || tag.is("br") {
            total += finish(&mut current, &mut out);
            if total > most {
                return out;
            }
        }
    }
    if !hidden {
        current.push_str(html.get(at..).unwrap_or_default());
    }
    finish(&mut current, &mut out);
    out
}

/// A title that may hold tags or references, as plain text.
pub(crate) fn title(text: &str) -> String {
    if text.contains('<') {
        return folded_text(parse::fragment(text).tree.root());
    }
    // Feeds escape twice often enough.
    fold(&unescape(&unescape(text)))
}

/// A piece of a plain text.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Paragraph(String),
    /// An item of a list: its number, of one that has numbers, and its words.
    Item(Option<u32>, String),
}

/// The paragraphs and lists of a plain text as HTML: parted by blank lines, or by lines where there are none. Items are
/// lines that begin with the same sign, or with one number after the other, at least two of them.
pub(crate) fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let blank = text.trim().lines().any(|l| l.trim().is_empty());
    let pieces = pieces(&text, blank);
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let rest = pieces.get(at..).unwrap_or_default();
        match piece {
            Piece::Item(number, _) => {
                let length = run(rest);
                push_list(
                    &mut out,
                    rest.get(..length).unwrap_or_default(),
                    number.is_some(),
                );
                at += length;
            }
            Piece::Paragraph(words) => {
                push(&mut out, "p", words);
                at += 1;
            }
        }
    }
    out
}

/// The pieces of a text in order.
fn pieces(text: &str, blank: bool) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    // Whether the last piece goes on in the next line.
    let mut open = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        if let Some((number, words)) = item(line) {
            out.push(Piece::Item(number, words.to_owned()));
            open = true;
            continue;
        }
        let goes_on = open && (blank || line.starts_with([' ', '\t']));
        match out.last_mut() {
            Some(Piece::Paragraph(words) | Piece::Item(_, words)) if goes_on => {
                words.push('\n');
                words.push_str(line);
            }
            _ => out.push(Piece::Paragraph(line.to_owned())),
        }
        open = blank;
    }
    lists_only(out)
}

/// The item that a line begins. A dash of print opens speech as well, and is none.
fn item(line: &str) -> Option<(Option<u32>, &str)> {
    let line = line.trim_start();
    let words = |rest: &str| rest.starts_with([' ', '\t']) && rest.contains(char::is_alphanumeric);
    if let Some(rest) = line.strip_prefix(['-', '*', '+', '•', '◦', '▪', '●', '■', '‣', '·'])
    {
        return words(rest).then(|| (None, rest.trim_start()));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line
        .split_at_checked(digits)
        .filter(|_| (1..=2).contains(&digits))?;
    let rest = rest.strip_prefix(['.', ')'])?;
    Some((number.parse().ok(), rest.trim_start())).filter(|_| words(rest))
}

/// How many items at the beginning of these pieces are one list.
fn run(pieces: &[Piece]) -> usize {
    let Some(Piece::Item(first, _)) = pieces.first() else {
        return 0;
    };
    let fits = |(nth, piece): (u32, &Piece)| match (first, piece) {
        (None, Piece::Item(None, _)) => true,
        (Some(first), Piece::Item(Some(number), _)) => *number == first + nth,
        _ => false,
    };
    (0..).zip(pieces).take_while(|next| fits(*next)).count()
}

/// The pieces, in which an item that stands alone is a paragraph again.
fn lists_only(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut alone = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let length = run(pieces.get(at..).unwrap_or_default());
        if length == 1 {
            alone.push(at);
        }
        at += length.max(1);
    }
    let mut alone = alone.into_iter().peekable();
    let back = |(at, piece): (usize, Piece)| match piece {
        Piece::Item(number, words) if alone.next_if_eq(&at).is_some() => {
            let mark = number.map_or_else(|| "-".to_owned(), |n| format!("{n}."));
            Piece::Paragraph(format!("{mark} {words}"))
        }
        other => other,
    };
    pieces.into_iter().enumerate().map(back).collect()
}

/// A list of items.
fn push_list(out: &mut String, items: &[Piece], numbered: bool) {
    let name = if numbered { "ol" } else { "ul" };
    out.push('<');
    out.push_str(name);
    if let Some(Piece::Item(Some(first), _)) = items.first()
        && *first != 1
    {
        // Writing to a text cannot fail.
        let _ = write!(out, " start=\"{first}\"");
    }
    out.push_str(">\n");
    for item in items {
        let (Piece::Item(_, words) | Piece::Paragraph(words)) = item;
        push(out, "li", words);
    }
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

/// An element with these words.
fn push(out: &mut String, name: &str, words: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    push_escaped(out, &fold(words), Place::Content);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

#[cfg(test)]
mod tests {
    use super::{blocks, paragraphs, title, unescape, without_tags};

    #[test]
    fn text_of_html() {
        assert_eq!(unescape("R&amp;D &#8216;x&#8217; a<b"), "R&D ‘x’ a<b");
        assert_eq!(
            without_tags("<p>One <b>two</b></p><script>x<y</script><p>three"),
            "One two\nthree"
        );
        assert_eq!(
            blocks("<h1>A</h1><p>B <!-- C --> 1<2</p>", 10_000),
            ["A", "B 1<2"]
        );
        assert_eq!(title("A &amp;amp; <i>B</i>"), "A &amp; B");
        assert_eq!(title("A &amp;amp; B"), "A & B");
    }

    #[test]
    fn html_of_text() {
        assert_eq!(
            paragraphs("one\ntwo\n\nthree < 4"),
            "<p>one two</p>\n<p>three &lt; 4</p>\n"
        );
        assert_eq!(paragraphs("one\r\ntwo"), "<p>one</p>\n<p>two</p>\n");
    }

    #[test]
    fn lists_of_text() {
        for (text, html) in [
            (
                "Three parts:\n- one\n  and more\n- two\n\nEnd.",
                "<p>Three parts:</p>\n<ul>\n<li>one and more</li>\n<li>two</li>\n</ul>\n<p>End.</p>\n",
            ),
            (
                "1. one\n\n2. two\n\n• three",
                "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n<p>- three</p>\n",
            ),
            (
                "• one\n• two\nEnd.",
                "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>End.</p>\n",
            ),
            (
                "– Come in.\n– No.\n\nEnd.",
                "<p>– Come in. – No.</p>\n<p>End.</p>\n",
            ),
            ("- alone\n\nEnd.", "<p>- alone</p>\n<p>End.</p>\n"),
            ("* * *\n\n-- \nJane", "<p>* * *</p>\n<p>-- Jane</p>\n"),
            (
                "5.5 million\n6.5 million",
                "<p>5.5 million</p>\n<p>6.5 million</p>\n",
            ),
            (
                "1. May was dry.\n\nEnd.",
                "<p>1. May was dry.</p>\n<p>End.</p>\n",
            ),
        ] {
            assert_eq!(paragraphs(text), html, "{text}");
        }
    }
}
