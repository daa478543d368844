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
    // iRobot stays.
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
