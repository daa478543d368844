//! Texts that their source cut short: news interfaces and feeds give the beginning of an article and a mark.

/// Ways to write an ellipsis in text and in HTML.
const ELLIPSES: &[&str] = &["…", "...", "&#8230;", "&#x2026;", "&hellip;"];

/// The text up to the mark with which its source cut it (`… [+2305 chars]`, `[…]`), ending in `…`, and the mark; none
/// where there is no such mark. End tags after the mark stay.
pub(super) fn cut_short(text: &str) -> Option<(String, String)> {
    let trimmed = text.trim_end();
    let mut inner = trimmed;
    // `[…]</p>`
    while let Some(start) = inner.ends_with('>').then(|| inner.rfind("</")).flatten() {
        inner = inner.get(..start)?.trim_end();
    }
    let tags = trimmed.get(inner.len()..)?.trim_start();
    let open = inner.strip_suffix(']')?.rfind('[')?;
    let mark = inner.get(open..)?;
    let inside = mark.trim_matches(['[', ']']).trim();
    let before = inner.get(..open)?.trim_end();
    let bare = without_ellipsis(before);
    let counted = inside.trim_start_matches('+');
    let counts = counted.starts_with(|c: char| c.is_ascii_digit())
        && counted.chars().any(char::is_alphabetic)
        && inside.chars().count() < 24
        && (inside.starts_with('+') || bare.len() < before.len());
    if !(counts || ELLIPSES.contains(&inside)) || bare.trim().is_empty() {
        return None;
    }
    Some((format!("{bare}…{tags}"), mark.to_owned()))
}

/// Whether a text breaks off in an ellipsis.
pub(super) fn breaks_off(text: &str) -> bool {
    let mut inner = text.trim_end();
    while let Some(start) = inner.ends_with('>').then(|| inner.rfind("</")).flatten() {
        inner = inner.get(..start).unwrap_or_default().trim_end();
    }
    without_ellipsis(inner).len() < inner.len()
}

fn without_ellipsis(text: &str) -> &str {
    ELLIPSES
        .iter()
        .find_map(|e| text.strip_suffix(e))
        .map_or(text, |t| t.trim_end_matches(['…', '.', ' ', '\u{a0}']))
}

#[cfg(test)]
mod tests {
    use super::{breaks_off, cut_short};

    #[test]
    fn marks_of_a_cut() {
        for (text, expected) in [
            (
                "It will spend more on the pl… [+2829 chars]",
                "It will spend more on the pl…",
            ),
            (
                "It will spend more... [1234 chars]\n",
                "It will spend more…",
            ),
            ("<p>It will spend [&#8230;]</p>\n", "<p>It will spend…</p>"),
            ("It will spend […]", "It will spend…"),
            (
                "<div><p>It will [+12 Zeichen]</p></div>",
                "<div><p>It will…</p></div>",
            ),
        ] {
            let cut = cut_short(text).map(|c| c.0);
            assert_eq!(cut.as_deref(), Some(expected), "{text}");
        }
        for text in [
            "The plant opened.",
            "The plant opened [1].",
            "It took over [12 plants]",
            "He said: \u{201c}We wait …",
            "[…]",
            "",
        ] {
            assert!(cut_short(text).is_none(), "{text}");
        }
        assert!(breaks_off("<p>It will spend more on the…</p>"));
        assert!(!breaks_off("<p>It will spend more.</p>"));
    }
}
