//! The last touches of a headline.

/// Without the first article and the full stop.
pub(super) fn finish(lead: &str) -> String {
    let mut text = lead
        .trim()
        .trim_end_matches(['.', '。', ',', ';', ':', ' '])
        .trim();
    for article in ["The ", "A ", "An "] {
        text = text.strip_prefix(article).unwrap_or(text);
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
