//! Reads East Asian numerals: 三千五百万, 30억, 1조 2000억, 오백억.

use rust_decimal::Decimal;

use super::digits::digits;
use super::lexicon::{LEXICON, longest};
use super::tokens::{TokenKind, Tokens};
use crate::text::words;

/// A number of numerals.
pub(super) struct Numerals {
    pub(super) value: Decimal,
    /// The token after it.
    pub(super) end: usize,
    /// A place was read (十, 万).
    pub(super) scaled: bool,
}

/// Whether numerals may begin at token `i`: not inside others, as after 几 ("some"), and in Hangul only where a word
/// begins.
pub(super) fn may_begin(t: &Tokens<'_>, i: usize) -> bool {
    let hangul = is_hangul(t.raw(i));
    let begins = is_digit(t.raw(i))
        || matches!(
            t.raw(i),
            "十" | "百" | "千" | "万" | "萬" | "两" | "兩" | "백" | "천" | "만" | "억"
        )
        || hangul_digit(t, i).is_some();
    if !begins || !t.glued(i) || i == 0 {
        return begins;
    }
    let before = t.raw(i - 1);
    match t.kind(i - 1) {
        Some(TokenKind::Number) => false,
        Some(TokenKind::Ideograph) if hangul => {
            matches!(before, "약" | "총" | "각") || !is_hangul(before)
        }
        Some(TokenKind::Ideograph) => {
            !(is_digit(before)
                || is_vague(before)
                || small_unit(before).is_some()
                || big_unit(before).is_some()
                || matches!(before, "点" | "點" | "多" | "余" | "餘" | "个" | "個"))
        }
        _ => true,
    }
}

/// Numerals from token `i` on; `first` is a number in digits that stands before them (30억, 5千万). None where they say
/// no number: 三十几万.
pub(super) fn numerals(t: &Tokens<'_>, i: usize, first: Option<Decimal>) -> Option<Numerals> {
    let (mut total, mut section, mut current) = (Decimal::ZERO, Decimal::ZERO, first);
    let mut end = i;
    let mut scaled = false;
    let mut any = false;
    loop {
        if t.kind(end) == Some(TokenKind::Number) {
            if end == i || current.is_some() || !scaled {
                break;
            }
            current = Some(digits(t.raw(end), false)?);
            end += 1;
            continue;
        }
        let raw = t.raw(end);
        let next = t.raw(end + 1);
        if let Some(digit) = digit(t, end, scaled) {
            if current.is_some() && first.is_some() && !any {
                return None;
            }
            current = Some(match current {
                Some(c) => c.checked_mul(Decimal::TEN)?.checked_add(digit)?,
                None => digit,
            });
        } else if is_vague(raw) && big_unit(next).or(small_unit(next)).is_some() {
            return None;
        } else if matches!(raw, "点" | "點") && current.is_some() && is_digit(next) {
            let mut place = Decimal::ONE;
            while let Some(digit) = digit(t, end + 1, scaled) {
                place = place.checked_div(Decimal::TEN)?;
                let part = digit.checked_mul(place)?;
                current = Some(current.unwrap_or_default().checked_add(part)?);
                end += 1;
            }
        } else if let Some(small) = small_unit(raw) {
            section =
                section.checked_add(current.take().unwrap_or(Decimal::ONE).checked_mul(small)?)?;
            scaled = true;
        } else if let Some(big) = big_unit(raw) {
            let part = section.checked_add(current.take().unwrap_or_default())?;
            let part = if part.is_zero() { Decimal::ONE } else { part };
            // 万亿 multiplies what stands before it once more.
            if part == Decimal::ONE
                && section.is_zero()
                && !total.is_zero()
                && big_unit(t.raw(end - 1)).is_some()
            {
                total = total.checked_mul(big)?;
            } else {
                total = total.checked_add(part.checked_mul(big)?)?;
            }
            section = Decimal::ZERO;
            scaled = true;
        } else if matches!(raw, "多" | "余" | "餘" | "여" | "个" | "個") && big_unit(next).is_some()
        {
            // "Some more than" the place that follows, or the measure word before it: 十多亿, 3个亿.
        } else if scaled && matches!(raw, "多" | "余" | "餘" | "여") {
            end += 1;
            any = true;
            break;
        } else if scaled && matches!(raw, "零" | "〇") {
            // A placeholder between places.
        } else {
            break;
        }
        any = true;
        end += 1;
    }
    if !any {
        return None;
    }
    let value = total
        .checked_add(section)?
        .checked_add(current.unwrap_or_default())?;
    Some(Numerals { value, end, scaled })
}

/// The digit at token `i`.
fn digit(t: &Tokens<'_>, i: usize, scaled: bool) -> Option<Decimal> {
    let raw = t.raw(i);
    if matches!(raw, "两" | "兩") {
        return Some(Decimal::TWO);
    }
    // After a place 〇 only keeps one.
    if let Some(d) = "〇一二三四五六七八九"
        .chars()
        .position(|c| raw.starts_with(c))
        && !(d == 0 && scaled)
    {
        return Some(Decimal::from(d));
    }
    hangul_digit(t, i).or_else(|| scaled.then(|| last_hangul(t, i)).flatten())
}

/// The Hangul digit that ends a number at token `i`, after a place: 삼십오 달러, 이십오유로.
fn last_hangul(t: &Tokens<'_>, i: usize) -> Option<Decimal> {
    let raw = t.raw(i);
    let d = "영일이삼사오육칠팔구"
        .chars()
        .position(|c| raw.starts_with(c))?;
    let ends = t.get(i + 1).is_some_and(|next| next.spaced)
        || longest(&LEXICON.currencies, t, i + 1).is_some_and(|(c, _)| c.after)
        || longest(&LEXICON.parts, t, i + 1).is_some();
    (d > 0 && ends && t.glued(i) && t.kind(i + 1) == Some(TokenKind::Ideograph))
        .then(|| Decimal::from(d))
}

/// The Hangul digit at token `i`: its letters are particles and much else, unless a place follows them.
fn hangul_digit(t: &Tokens<'_>, i: usize) -> Option<Decimal> {
    let raw = t.raw(i);
    let d = "영일이삼사오육칠팔구"
        .chars()
        .position(|c| raw.starts_with(c))?;
    let place = t.raw(i + 1);
    let placed = is_hangul(place) && small_unit(place).or(big_unit(place)).is_some();
    (d > 0 && placed && t.glued(i + 1)).then(|| Decimal::from(d))
}

fn is_digit(raw: &str) -> bool {
    "一二三四五六七八九".chars().any(|c| raw.starts_with(c))
}

/// "Some", in a digit's place.
fn is_vague(raw: &str) -> bool {
    matches!(raw, "几" | "幾" | "数" | "數" | "수" | "몇" | "何")
}

fn is_hangul(raw: &str) -> bool {
    raw.starts_with(words::is_hangul)
}

fn small_unit(raw: &str) -> Option<Decimal> {
    match raw {
        "十" | "십" | "拾" => Some(Decimal::TEN),
        "百" | "백" => Some(Decimal::ONE_HUNDRED),
        "千" | "천" => Some(Decimal::ONE_THOUSAND),
        _ => None,
    }
}

fn big_unit(raw: &str) -> Option<Decimal> {
    match raw {
        "万" | "萬" | "만" => Some(Decimal::from(10_000)),
        "亿" | "億" | "억" => Some(Decimal::from(100_000_000)),
        "兆" | "조" => Some(Decimal::from(1_000_000_000_000_u64)),
        _ => None,
    }
}
