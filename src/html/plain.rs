//! Plain text out of small pieces of HTML, and HTML out of plain text.

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

/// The paragraphs of a plain text as HTML: parted by blank lines, or by lines where there are none.
pub(crate) fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let blank = text.trim().lines().any(|l| l.trim().is_empty());
    let mut out = String::with_capacity(text.len() + 64);
    let mut push = |paragraph: &str| {
        if !paragraph.trim().is_empty() {
            out.push_str("<p>");
            push_escaped(&mut out, &fold(paragraph), Place::Content);
            out.push_str("</p>\n");
        }
    };
    if blank {
        let mut paragraph = String::new();
        for line in text.lines() {
            if line.trim().is_empty() {
                push(&paragraph);
                paragraph.clear();
            } else {
                paragraph.push_str(line);
                paragraph.push('\n');
            }
        }
        push(&paragraph);
    } else {
        text.lines().for_each(&mut push);
    }
    out
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
}
