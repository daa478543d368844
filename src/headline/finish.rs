//! The last touches of a headline.

/// Without the full stop, with a capital.
pub(super) fn finish(lead: &str) -> String {
    let text = lead
        .trim()
        .trim_end_matches(['.', '。', ',', ';', ':', ' '])
        .trim();
    let mut chars = text.chars();
    // iRobot stays.
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
