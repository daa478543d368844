//! What the preview adds to a page, and what an answer says of its text.

/// What is added to a page's end.
pub(super) const TAG: &str = r#"<script src="/_briefmill/live.js" defer></script>"#;

/// The page with the preview's script, and its policy widened to reach this server and nothing else.
///
/// A page of `static/` may be in any encoding: all others but UTF-16 hold ASCII as it is, so the tag goes in between the
/// page's own bytes, which stay. A page in UTF-16 stays as it is.
pub(super) fn with_script(mut page: Vec<u8>) -> Vec<u8> {
    if page.contains(&0) {
        return page;
    }
    for directive in ["script-src", "connect-src"] {
        let stated = format!("{directive} 'self'");
        let none = b"default-src 'none'";
        if memchr::memmem::find(&page, stated.as_bytes()).is_none()
            && let Some(at) = memchr::memmem::find(&page, none)
        {
            let at = at + none.len();
            page.splice(at..at, format!("; {stated}").into_bytes());
        }
    }
    let end = b"</body>";
    let at = page
        .windows(end.len())
        .rposition(|w| w.eq_ignore_ascii_case(end))
        .unwrap_or(page.len());
    page.splice(at..at, TAG.bytes());
    page
}

/// The media type of a text with its encoding where that is UTF-8. Of another, the file itself must tell: what a header
/// says outranks it.
pub(super) fn text_type(kind: &str, bytes: &[u8]) -> String {
    // ISO-2022-JP is ASCII byte by byte, but for its escapes.
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0x1b) {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &str) -> String {
        String::from_utf8(with_script(page.as_bytes().to_vec())).unwrap()
    }

    #[test]
    fn the_script_goes_before_the_end_and_the_policy_is_widened_once() {
        assert_eq!(
            text("<p>a</BODY></html>"),
            format!("<p>a{TAG}</BODY></html>")
        );
        assert_eq!(text("<p>ö"), format!("<p>ö{TAG}"));
        let policy = "<meta content=\"default-src 'none'; img-src 'self'\">";
        assert_eq!(
            text(policy),
            format!(
                "<meta content=\"default-src 'none'; connect-src 'self'; script-src 'self'; img-src 'self'\">{TAG}"
            )
        );
        let widened = text(policy);
        assert_eq!(widened.matches("script-src").count(), 1);
    }

    #[test]
    fn other_encodings_are_left_as_they_are() {
        let page = with_script(b"<p>caf\xe9</p></body>".to_vec());
        assert!(page.starts_with(b"<p>caf\xe9</p><script"));
        let wide = b"\xff\xfe<\0p\0>\0".to_vec();
        assert_eq!(with_script(wide.clone()), wide);
        for (bytes, expected) in [
            (&b"caf\xc3\xa9"[..], "text/html; charset=utf-8"),
            (b"caf\xe9", "text/html"),
            (b"\x1b$B%P\x1b(B", "text/html"),
        ] {
            assert_eq!(text_type("text/html", bytes), expected);
        }
    }
}
