//! Escaping for the HTML that is written without a template.

use std::io::Write;

/// The entity of a byte that must not stand in text or in a quoted attribute as it is.
fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}

/// Writes text so that it is text in HTML, in element content and in quoted attributes.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    let mut from = 0;
    for (i, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            out.push_str(text.get(from..i).unwrap_or_default());
            out.push_str(entity);
            from = i + 1;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

/// The same for templates: runs of plain text are written whole.
pub(crate) fn escape_to(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (i, byte) in bytes.iter().enumerate() {
        if let Some(entity) = entity(*byte) {
            out.write_all(bytes.get(from..i).unwrap_or_default())?;
            out.write_all(entity.as_bytes())?;
            from = i + 1;
        }
    }
    out.write_all(bytes.get(from..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_escape_alike() {
        for (text, expected) in [
            ("", ""),
            ("plain ü", "plain ü"),
            (
                "<a href=\"x\">'&'",
                "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;",
            ),
        ] {
            let mut out = String::new();
            escape_into(&mut out, text);
            assert_eq!(out, expected);
            let mut bytes = Vec::new();
            escape_to(text, &mut bytes).unwrap();
            assert_eq!(bytes, expected.as_bytes());
        }
    }
}
