//! The value of digits with separators.

use rust_decimal::Decimal;

/// The value of digits with separators. Both signs present: the last is the decimal one. One sign before groups of
/// three groups; else it marks decimals. A single comma or stop before three digits depends on the language.
pub(super) fn digits(raw: &str, comma_decimal: bool) -> Option<Decimal> {
    let mut text = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '０'..='９' => text.push(char::from_digit(u32::from(c) - u32::from('０'), 10)?),
            '．' => text.push('.'),
            '，' => text.push(','),
            '0'..='9' | '.' | ',' => text.push(c),
            _ => {}
        }
    }
    let commas = text.matches(',').count();
    let stops = text.matches('.').count();
    let decimal = match (commas, stops) {
        (0, 0) => None,
        (_, 0) => (!grouped(&text, ',', comma_decimal)).then_some(','),
        (0, _) => {
            (!(grouped(&text, '.', comma_decimal) && (stops > 1 || comma_decimal))).then_some('.')
        }
        _ => {
            if text.rfind(',') > text.rfind('.') {
                Some(',')
            } else {
                Some('.')
            }
        }
    };
    if decimal.is_some_and(|d| text.matches(d).count() > 1) {
        return None;
    }
    let clean: String = text
        .chars()
        .filter(|&c| c.is_ascii_digit() || Some(c) == decimal)
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    clean.parse().ok()
}

/// Whether `sign` groups thousands here (1,200,000 or, as in India, 12,00,000).
pub(super) fn grouped(text: &str, sign: char, comma_decimal: bool) -> bool {
    let groups: Vec<&str> = text.split(sign).collect();
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return false;
    };
    let middle = groups.get(1..groups.len() - 1).unwrap_or_default();
    let fits = last.len() == 3
        && (1..=3).contains(&first.len())
        && middle.iter().all(|g| matches!(g.len(), 2 | 3));
    // In a language of decimal commas one group of three is a fraction, as a rule of thumb for both signs.
    let ambiguous = groups.len() == 2 && sign == ',' && comma_decimal;
    fits && *first != "0" && !ambiguous
}
