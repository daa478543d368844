//! Sub- and superscripts as Unicode characters, where there are such: CO₂, m², 10⁻³, xᵢ₊₁.

const PLAIN: &str = "0123456789+-=()";
const SUB: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
const SUPER: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
/// Letters that have such forms.
const SUB_LETTERS: (&str, &str) = ("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");
const SUPER_LETTERS: (&str, &str) = ("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ");

/// The text of a raised or lowered element behind this character.
///
/// Letters stay as they are, so that ordinals (`1st`, `Mme`) stay readable. What would be read otherwise than it is meant,
/// a sum or a number behind a number, takes the forms of its letters, or `^` and `_` with brackets.
pub(super) fn script(text: &str, lower: bool, before: Option<char>) -> String {
    let (signs, letters) = if lower {
        (SUB, SUB_LETTERS)
    } else {
        (SUPER, SUPER_LETTERS)
    };
    let trimmed = text.trim();
    let digits = |c: char| in_form(c, PLAIN, signs);
    let digit = trimmed.chars().any(|c| c.is_ascii_digit());
    if digit && let Some(mapped) = trimmed.chars().map(digits).collect() {
        return mapped;
    }
    // Marks of several notes.
    let parted = |c: char| digits(c).or_else(|| matches!(c, ',' | ';' | ' ' | '*').then_some(c));
    if digit && let Some(mapped) = trimmed.chars().map(parted).collect() {
        return mapped;
    }
    let sum = trimmed
        .chars()
        .skip(1)
        .any(|c| matches!(c, '+' | '=' | '−' | '/' | '×'))
        || digit && trimmed.chars().any(|c| matches!(c, '-' | '+'));
    let joins = before.is_some_and(|c| c.is_ascii_digit())
        && trimmed.starts_with(|c: char| c.is_ascii_digit());
    if !(sum || joins) {
        return text.to_owned();
    }
    let any = |c: char| digits(c).or_else(|| in_form(c, letters.0, letters.1));
    trimmed
        .chars()
        .map(any)
        .collect::<Option<String>>()
        .unwrap_or_else(|| format!("{}({trimmed})", if lower { '_' } else { '^' }))
}

/// A character in its other form.
fn in_form(c: char, from: &str, to: &str) -> Option<char> {
    let plain = if matches!(c, '−' | '–') { '-' } else { c };
    let at = from.chars().position(|d| d == plain)?;
    to.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_and_lowered_and_words_stay() {
        for (text, lower, expected) in [
            ("2", true, "₂"),
            ("-3", false, "⁻³"),
            ("th", false, "th"),
            ("2a", false, "2a"),
            ("2e", true, "2e"),
            ("1, 2", false, "¹, ²"),
            ("i+1", true, "ᵢ₊₁"),
            ("k/Q", false, "^(k/Q)"),
        ] {
            assert_eq!(script(text, lower, None), expected, "{text}");
        }
        assert_eq!(script("2n", false, Some('0')), "²ⁿ");
        assert_eq!(script("2Q", true, Some('0')), "_(2Q)");
        assert_eq!(script("st", false, Some('1')), "st");
    }
}
