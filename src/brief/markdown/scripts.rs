//! Sub- and superscripts as Unicode characters, where there are such: CO₂, m², 10⁻³.

const DIGITS: &str = "0123456789+-=()";
const SUB: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
const SUPER: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";

/// The text in subscript; as it is if a character has no such form.
pub(super) fn subscript(text: &str) -> String {
    map(text, SUB)
}

/// The text in superscript; as it is if a character has no such form, so that ordinals (`1st`, `Mme`) stay readable.
pub(super) fn superscript(text: &str) -> String {
    map(text, SUPER)
}

fn map(text: &str, to: &str) -> String {
    let one = |c: char| {
        let plain = if matches!(c, '−' | '–') { '-' } else { c };
        DIGITS
            .chars()
            .position(|d| d == plain)
            .and_then(|i| to.chars().nth(i))
    };
    let trimmed = text.trim();
    if !trimmed.chars().any(|c| c.is_ascii_digit()) {
        return text.to_owned();
    }
    trimmed
        .chars()
        .map(one)
        .collect::<Option<String>>()
        .unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_and_lowered_and_words_stay() {
        assert_eq!(subscript("2"), "₂");
        assert_eq!(superscript("-3"), "⁻³");
        assert_eq!(superscript("th"), "th");
        assert_eq!(superscript("2a"), "2a");
    }
}
