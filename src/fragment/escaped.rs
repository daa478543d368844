//! Texts that are markup escaped once too often.
//!
//! Some systems escape what another one escaped already, so that a feed's entry decodes to `&lt;p&gt;Text&lt;/p&gt;`. Such
//! a text is decoded once more where it is wholly escaped markup: it begins with an element's tag and ends with one, and
//! holds no markup of its own. An article about HTML does neither: it has its own paragraphs, and shows tags in the
//! middle of them.

use crate::html::elements::Class;
use crate::html::plain;
use crate::html::tags::tags;

/// Whether a text holds HTML tags.
pub(super) fn has_tags(text: &str) -> bool {
    text.contains('<') && tags(text).any(|t| t.class.is(Class::MARKUP) || t.class.is(Class::PAGE))
}

/// How often a text is decoded; nobody escapes more often by accident.
const TIMES: usize = 3;

/// The markup that a text is, where it is wholly escaped markup.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    for _ in 0..TIMES {
        match once(out.as_deref().unwrap_or(text)) {
            Some(next) => out = Some(next),
            None => break,
        }
    }
    out.filter(|o| tags(o).any(|t| t.class.is(Class::MARKUP)))
}

/// The text decoded once, where it is wholly escaped; what it holds may be escaped again.
fn once(text: &str) -> Option<String> {
    let inner = bare(text)?;
    let start: String = inner.chars().take(80).collect();
    if !starts_as_tag(&plain::unescape(&start)) && !starts_as_tag(&twice(&start)) {
        return None;
    }
    let decoded = plain::unescape(inner);
    if decoded.starts_with("&lt;") {
        return Some(decoded);
    }
    let mut marks = tags(&decoded);
    let first = marks.next()?;
    let known = first.start == 0 && !first.closing && first.class.is(Class::MARKUP);
    let whole = decoded.trim_end().ends_with('>');
    let closes = Class::VOID.holds(&first.name.to_ascii_lowercase())
        || marks.any(|t| t.closing && t.is(first.name));
    (known && whole && closes).then_some(decoded)
}

fn twice(text: &str) -> String {
    plain::unescape(&plain::unescape(text))
}

fn starts_as_tag(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next() == Some('<') && chars.next().is_some_and(char::is_alphabetic)
}

/// The text without one plain element around all of it; none where it holds markup of its own.
fn bare(text: &str) -> Option<&str> {
    let text = text.trim();
    if !text.contains("&lt;") && !text.contains("&amp;lt;") && !text.contains("&#60;") {
        return None;
    }
    let found: Vec<_> = tags(text).take(3).collect();
    match found.as_slice() {
        [] => Some(text),
        [open, close]
            if open.start == 0
                && !open.closing
                && close.closing
                && close.end == text.len()
                && matches!(open.name, "p" | "div" | "span" | "body" | "article") =>
        {
            text.get(open.end..close.start).map(str::trim)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn wholly_escaped_markup() {
        let markup = "<p>Cells of <a href=\"https://e.example/\">LFP</a> cost less.</p><p>Others follow.</p>";
        let escaped = markup
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&#34;");
        assert_eq!(decoded(&escaped).as_deref(), Some(markup));
        assert_eq!(
            decoded(&format!("<p>{escaped}</p>")).as_deref(),
            Some(markup)
        );
        assert_eq!(
            decoded(&escaped.replace('&', "&amp;")).as_deref(),
            Some(markup)
        );
    }

    #[test]
    fn texts_about_markup_stay() {
        for text in [
            "The tag &lt;p&gt; opens a paragraph, and &lt;/p&gt; closes it.",
            "&lt;p&gt; opens a paragraph, and &lt;/p&gt; closes it.",
            "<p>&lt;p&gt;</p><p>The tag above opens a paragraph.</p>",
            "<pre>&lt;p&gt;Text&lt;/p&gt;</pre>",
            "<p>&lt;foo&gt;Text&lt;/foo&gt;</p>",
            "A &lt; B and B &gt; C",
            "<p>One</p>",
            "&lt;3",
            "",
        ] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
