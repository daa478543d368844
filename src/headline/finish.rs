//! The last touches of a headline.

/// Without the first article of English and the full stop.
pub(super) fn finish(lead: &str) -> String {
    let mut text = without_stop(lead);
    for article in ["The ", "A ", "An "] {
        text = text.strip_prefix(article).unwrap_or(text);
    }
    capital(text)
}

/// Without the full stop, in another language, where "An" is no article.
pub(super) fn finish_abroad(lead: &str) -> String {
    capital(without_stop(lead))
}

fn without_stop(lead: &str) -> &str {
    lead.trim()
        .trim_end_matches(['.', '。', ',', ';', ':', ' '])
        .trim()
}

/// With a capital.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    // iRobot stays.
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
