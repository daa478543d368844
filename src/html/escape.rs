//! Escaping, for all HTML that is written without a template.

use std::io::Write;

/// Where escaped text is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the content of an element.
    Content,
    /// In an attribute between double quotes.
    Attribute,
    /// Anywhere in content or between quotes of either kind.
    Anywhere,
}

/// The entity of a byte that must not stand there as it is.
fn entity(byte: u8, place: Place) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' if place != Place::Content => Some("&quot;"),
        b'\'' if place == Place::Anywhere => Some("&#39;"),
        _ => None,
    }
}

/// The text in pieces that are each written whole: runs of plain text, and entities.
fn pieces(text: &str, place: Place) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = *rest.as_bytes().first()?;
        if let Some(entity) = entity(first, place) {
            rest = rest.get(1..)?;
            return Some(entity);
        }
        let end = rest.bytes().position(|b| entity(b, place).is_some());
        let (plain, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        Some(plain)
    })
}

/// Appends text so that it is text where it is to stand.
pub(crate) fn push_escaped(out: &mut String, text: &str, place: Place) {
    pieces(text, place).for_each(|piece| out.push_str(piece));
}

/// Appends text so that it is text wherever it stands.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    push_escaped(out, text, Place::Anywhere);
}

/// The same for templates.
pub(crate) fn escape_to(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    pieces(text, Place::Anywhere).try_for_each(|piece| out.write_all(piece.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text_where_it_stands() {
        for (text, place, expected) in [
            ("", Place::Anywhere, ""),
            ("plain ü", Place::Anywhere, "plain ü"),
            (
                "<a href=\"x\">'&'",
                Place::Anywhere,
                "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;",
            ),
            ("<\"'é", Place::Attribute, "&lt;&quot;'é"),
            ("\"&'", Place::Content, "\"&amp;'"),
        ] {
            let mut out = String::new();
            push_escaped(&mut out, text, place);
            assert_eq!(out, expected);
            if place == Place::Anywhere {
                let mut bytes = Vec::new();
                escape_to(text, &mut bytes).unwrap();
                assert_eq!(bytes, expected.as_bytes());
            }
        }
    }
}
