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

/// Which month a word, lower case, names.
pub fn month(word: &str) -> Option<i8> {
    Some(match word {
        "january" => 1,
        "february" => 2,
        "march" => 3,
        "april" => 4,
        "may" => 5,
        "june" => 6,
        "july" => 7,
        "august" => 8,
        "september" => 9,
        "october" => 10,
        "november" => 11,
        "december" => 12,
        _ => return None,
    })
}
