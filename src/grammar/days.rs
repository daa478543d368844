//! Words for days.

/// Whether a word, lower case, is a day of the week.
pub fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}

/// Whether a word, lower case, is a day as seen from that of the text.
pub fn is_near_day(word: &str) -> bool {
    matches!(word, "today" | "yesterday" | "tomorrow" | "tonight")
}
