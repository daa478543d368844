//! Reads a number: digits in any notation, words, East Asian numerals, and the multipliers after it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::lexicon::LEXICON;
use super::lists::WITH_STOP;
use super::tokens::{TokenKind, Tokens};
use crate::text::language::Language;

/// A number in the text.
#[derive(Debug, Clone, Copy)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts about how the number is written"
)]
pub(super) struct Number {
    pub(super) value: Decimal,
    /// The token after it.
    pub(super) end: usize,
    /// A multiplier was read ("million").
    pub(super) scaled: bool,
    /// In words, not digits.
    pub(super) spelled: bool,
    /// Written as a bare year would be: four digits, nothing else.
    pub(super) like_year: bool,
    /// Long enough, or grouped or scaled, so that an amount is likely.
    pub(super) large: bool,
}

/// The number that begins at token `i`.
pub(super) fn number(t: &Tokens<'_>, i: usize, language: Language) -> Option<Number> {
    match t.kind(i)? {
        TokenKind::Number => digits_number(t, i, language),
        TokenKind::Ideograph => numerals(t, i, None),
        TokenKind::Word => spelled(t, i, language),
        TokenKind::Mark => {
            let value = vulgar_fraction(t.raw(i))?;
            let (value, end, scaled) = multiplied(t, i + 1, value, language, false)?;
            Some(Number {
                value,
                end,
                scaled,
                spelled: false,
                like_year: false,
                large: scaled,
            })
        }
    }
}

fn digits_number(t: &Tokens<'_>, i: usize, language: Language) -> Option<Number> {
    let raw = t.raw(i);
    let mut value = digits(raw, language.comma_decimal())?;
    let mut end = i + 1;
    // A tokenised text sets the decimal point apart: "4 . 2 billion".
    if t.raw(end) == "."
        && !t.glued(end)
        && t.kind(end + 1) == Some(TokenKind::Number)
        && !t.glued(end + 1)
        && plain(raw)
    {
        let joined = format!("{raw}.{}", t.raw(end + 1));
        if plain(t.raw(end + 1)) {
            value = digits(&joined, false)?;
            end += 2;
        }
    }
    if let Some(part) = vulgar_fraction(t.raw(end)) {
        value = value.checked_add(part)?;
        end += 1;
    } else if let Some(part) = (t.kind(end) == Some(TokenKind::Number) && t.raw(end + 1) == "/")
        .then(|| ratio(t, end))
        .flatten()
    {
        value = value.checked_add(part)?;
        end += 3;
    }
    if t.kind(end) == Some(TokenKind::Ideograph)
        && let Some(n) = numerals(t, end, Some(value))
    {
        return Some(n);
    }
    if t.is(end, "and") && t.is_any(end + 1, &["a"]) && t.is(end + 2, "half") {
        value = value.checked_add(Decimal::new(5, 1))?;
        end += 3;
    }
    let beside_sign = i > 0 && t.kind(i - 1) == Some(TokenKind::Mark);
    let (value, end, scaled) = multiplied(t, end, value, language, beside_sign)?;
    let like_year = !scaled
        && end == i + 1
        && plain(raw)
        && raw.len() == 4
        && (raw.starts_with("19") || raw.starts_with("20"));
    let large = scaled || value >= Decimal::ONE_THOUSAND;
    Some(Number {
        value,
        end,
        scaled,
        spelled: false,
        like_year,
        large,
    })
}

fn plain(raw: &str) -> bool {
    raw.bytes().all(|b| b.is_ascii_digit())
}

fn ratio(t: &Tokens<'_>, i: usize) -> Option<Decimal> {
    let over = digits(t.raw(i), false)?;
    let under = digits(t.raw(i + 2), false)?;
    if over >= under {
        None
    } else {
        over.checked_div(under)
    }
}

fn vulgar_fraction(raw: &str) -> Option<Decimal> {
    match raw {
        "½" => Some(Decimal::new(5, 1)),
        "¼" => Some(Decimal::new(25, 2)),
        "¾" => Some(Decimal::new(75, 2)),
        _ => None,
    }
}

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
fn grouped(text: &str, sign: char, comma_decimal: bool) -> bool {
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

/// Multipliers from token `i` on, applied to `value`: the result, the token after, whether there was one.
fn multiplied(
    t: &Tokens<'_>,
    i: usize,
    mut value: Decimal,
    language: Language,
    beside_sign: bool,
) -> Option<(Decimal, usize, bool)> {
    let mut end = i;
    let mut scaled = false;
    for _ in 0..3 {
        let mut word = end;
        if scaled && t.is(word, "of") {
            word += 1;
        }
        if matches!(t.raw(word), "-" | "‑") {
            word += 1;
        }
        if t.kind(word) != Some(TokenKind::Word) {
            break;
        }
        let mut key = String::new();
        t.push_key(word, &mut key);
        let Some(m) = LEXICON.multiplier(&key, language) else {
            break;
        };
        if m.tight && !(t.glued(word) || beside_sign || money_sign(t.raw(word + 1))) {
            break;
        }
        // "$5 m" is millions; "5m tall" has nothing that says so, and neither has "5 k".
        value = value.checked_mul(m.factor)?;
        scaled = true;
        end = word + 1;
        if t.raw(end) == "." && WITH_STOP.has(&key) && end + 1 < t.len() {
            end += 1;
        }
    }
    Some((value, end, scaled))
}

fn money_sign(raw: &str) -> bool {
    raw.chars()
        .next()
        .is_some_and(|c| matches!(c, '$' | '€' | '£' | '¥' | '₩' | '₹'))
}

/// East Asian numerals from token `i` on; `first` is a number in digits that stands before them (30억, 5千万).
fn numerals(t: &Tokens<'_>, i: usize, first: Option<Decimal>) -> Option<Number> {
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
        if let Some(d) = "〇一二三四五六七八九"
            .chars()
            .position(|c| raw.starts_with(c))
        {
            let digit = Decimal::from(d);
            if current.is_some() && first.is_some() && !any {
                return None;
            }
            current = Some(match current {
                Some(c) => c.checked_mul(Decimal::TEN)?.checked_add(digit)?,
                None => digit,
            });
        } else if matches!(raw, "两" | "兩") {
            current = Some(Decimal::TWO);
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
    Some(Number {
        value,
        end,
        scaled,
        spelled: first.is_none(),
        like_year: false,
        large: scaled,
    })
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

/// A number in words.
fn spelled(t: &Tokens<'_>, i: usize, language: Language) -> Option<Number> {
    if let Some(n) = part_of_scale(t, i, language) {
        return Some(n);
    }
    let (mut total, mut current) = (Decimal::ZERO, Decimal::ZERO);
    let mut scaled = false;
    let mut end = i;
    let mut seen = false;
    let mut at = i;
    let mut tens = false;
    let mut key = String::new();
    while at < t.len() {
        if t.kind(at) != Some(TokenKind::Word) {
            if seen && matches!(t.raw(at), "-" | "‑") {
                at += 1;
                continue;
            }
            break;
        }
        key.clear();
        t.push_key(at, &mut key);
        if seen && t.is_any(at, &["and", "y", "et", "e"]) {
            at += 1;
            continue;
        }
        let article = matches!(key.as_str(), "a" | "an");
        let multiplier = LEXICON.multiplier(&key, language).filter(|m| !m.tight);
        let german = (language == Language::German)
            .then(|| compound(&key))
            .flatten();
        if let Some(v) = LEXICON.number(&key, language).or(german) {
            if article && seen {
                break;
            }
            let hundred = v == Decimal::ONE_HUNDRED && !current.is_zero() && current < Decimal::TEN;
            if hundred {
                current = current.checked_mul(v)?;
            } else {
                // "fifty fifty" or "one two" are not one number.
                let fits = current.is_zero()
                    || (tens && v < Decimal::TEN)
                    || (current % Decimal::ONE_HUNDRED).is_zero();
                if !fits {
                    break;
                }
                current = current.checked_add(v)?;
            }
            tens = v >= Decimal::from(20) && v < Decimal::ONE_HUNDRED;
            // An article is a number only before a multiplier.
            if article {
                let mut next = String::new();
                t.push_key(at + 1, &mut next);
                LEXICON.multiplier(&next, language).filter(|m| !m.tight)?;
            }
        } else if let Some(m) = multiplier.filter(|_| seen) {
            if m.factor == Decimal::ONE_HUNDRED {
                current = current.checked_mul(m.factor)?;
            } else {
                total = total.checked_add(current.checked_mul(m.factor)?)?;
                current = Decimal::ZERO;
            }
            scaled = m.factor > Decimal::ONE_HUNDRED || scaled;
        } else if seen && t.is(at, "point") {
            let (fraction, after) = decimals_in_words(t, at + 1, language)?;
            current = current.checked_add(fraction)?;
            at = after;
            end = after;
            continue;
        } else {
            break;
        }
        seen = true;
        at += 1;
        end = at;
    }
    if !seen {
        return None;
    }
    let value = total.checked_add(current)?;
    Some(Number {
        value,
        end,
        scaled,
        spelled: true,
        like_year: false,
        large: scaled || value >= Decimal::ONE_THOUSAND,
    })
}

/// A German number written as one word: zweihundertfünfzig, fünfundzwanzig.
pub(super) fn compound(word: &str) -> Option<Decimal> {
    fn of(word: &str, range: std::ops::Range<u32>) -> Option<u32> {
        let value = LEXICON.number(word, Language::German)?.to_u32()?;
        range.contains(&value).then_some(value)
    }
    fn below_hundred(word: &str) -> Option<u32> {
        if let Some(v) = of(word, 1..100) {
            return Some(v);
        }
        if let Some(one) = word.strip_suffix("zehn") {
            return of(one, 1..10).map(|v| v + 10);
        }
        let (one, ten) = word.split_once("und")?;
        Some(of(one, 1..10)? + of(ten, 20..100)?)
    }
    fn below_thousand(word: &str) -> Option<u32> {
        match word.split_once("hundert") {
            None => below_hundred(word),
            Some((hundreds, rest)) => {
                let hundreds = if hundreds.is_empty() {
                    1
                } else {
                    below_hundred(hundreds)?
                };
                let rest = rest.strip_prefix("und").unwrap_or(rest);
                Some(
                    hundreds * 100
                        + if rest.is_empty() {
                            0
                        } else {
                            below_hundred(rest)?
                        },
                )
            }
        }
    }
    let value = match word.split_once("tausend") {
        None => below_thousand(word)?,
        Some((thousands, rest)) => {
            let thousands = if thousands.is_empty() {
                1
            } else {
                below_thousand(thousands)?
            };
            thousands * 1000
                + if rest.is_empty() {
                    0
                } else {
                    below_thousand(rest)?
                }
        }
    };
    Some(Decimal::from(value))
}

/// "half a million", "quarter million", "one and a half billion".
fn part_of_scale(t: &Tokens<'_>, i: usize, language: Language) -> Option<Number> {
    let (mut value, mut at) = if t.is(i, "half") {
        (Decimal::new(5, 1), i + 1)
    } else if t.is(i, "quarter") {
        (Decimal::new(25, 2), i + 1)
    } else if t.is(i, "a") && t.is(i + 1, "quarter") {
        (Decimal::new(25, 2), i + 2)
    } else if t.is(i, "three") && t.is(i + 1, "quarters") {
        (Decimal::new(75, 2), i + 2)
    } else {
        let mut key = String::new();
        t.push_key(i, &mut key);
        let whole = LEXICON.number(&key, language)?;
        if !(t.is(i + 1, "and") && t.is(i + 2, "a") && t.is(i + 3, "half")) {
            return None;
        }
        (whole.checked_add(Decimal::new(5, 1))?, i + 4)
    };
    for filler in ["of", "a"] {
        if t.is(at, filler) {
            at += 1;
        }
    }
    let mut key = String::new();
    t.push_key(at, &mut key);
    let multiplier = LEXICON.multiplier(&key, language).filter(|m| !m.tight)?;
    value = value.checked_mul(multiplier.factor)?;
    Some(Number {
        value,
        end: at + 1,
        scaled: true,
        spelled: true,
        like_year: false,
        large: true,
    })
}

fn decimals_in_words(t: &Tokens<'_>, i: usize, language: Language) -> Option<(Decimal, usize)> {
    let mut place = Decimal::ONE;
    let mut sum = Decimal::ZERO;
    let mut at = i;
    while at < i + 6 {
        let mut key = String::new();
        t.push_key(at, &mut key);
        let Some(v) = LEXICON.number(&key, language).filter(|v| *v < Decimal::TEN) else {
            break;
        };
        place = place.checked_div(Decimal::TEN)?;
        sum = sum.checked_add(v.checked_mul(place)?)?;
        at += 1;
    }
    (at > i).then_some((sum, at))
}
