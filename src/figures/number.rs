//! Reads a number: digits in any notation, words, East Asian numerals, and the multipliers after it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::currency::{currency_after, currency_before, scaled_at};
use super::digits::{digits, grouped};
use super::lexicon::{LEXICON, MultiplierFlags};
use super::lists::WITH_STOP;
use super::numerals::{Numerals, numerals};
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
        TokenKind::Ideograph => numerals(t, i, None).map(|n| of_numerals(&n, true)),
        TokenKind::Word => spelled(t, i, language),
        TokenKind::Mark => {
            let value = vulgar_fraction(t.raw(i))?;
            let (value, end, scaled) = multiplied(t, i, i + 1, value, language)?;
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

fn of_numerals(n: &Numerals, spelled: bool) -> Number {
    Number {
        value: n.value,
        end: n.end,
        scaled: n.scaled,
        spelled,
        like_year: false,
        large: n.scaled,
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
    // "1/2 million": of a date or a ratio nothing of the kind follows.
    if t.raw(end) == "/"
        && plain(raw)
        && t.glued(end)
        && t.glued(end + 1)
        && let Some(part) = ratio(t, i)
        && multiplied(t, i, end + 2, part, language).is_some_and(|n| n.2)
    {
        value = part;
        end += 2;
    }
    if t.kind(end) == Some(TokenKind::Ideograph)
        && let Some(n) = numerals(t, end, Some(value))
    {
        return Some(of_numerals(&n, false));
    }
    if t.is(end, "and") && t.is_any(end + 1, &["a"]) && t.is(end + 2, "half") {
        value = value.checked_add(Decimal::new(5, 1))?;
        end += 3;
    }
    let after_digits = end;
    let (mut value, end, scaled) = multiplied(t, i, after_digits, value, language)?;
    if scaled && after_digits == i + 1 && groups_by_comma(t, i, end, language) {
        let whole = digits(raw, false)?;
        value = multiplied(t, i, after_digits, whole, language)?.0;
    }
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

/// Whether the comma of the digits at token `i`, whose number ends before `end`, groups them in spite of the language:
/// Mexico writes 2,300 millones, and nobody a fraction of three digits that ends in 0.
fn groups_by_comma(t: &Tokens<'_>, i: usize, end: usize, language: Language) -> bool {
    let raw = t.raw(i);
    let mexican = || {
        let before = currency_before(t, i).map(|c| c.0);
        let after = || currency_after(t, end, true).map(|c| c.0);
        before.or_else(after).is_some_and(|c| c.code == "MXN")
    };
    language.comma_decimal()
        && grouped(raw, ',', false)
        && (language == Language::Spanish && raw.ends_with('0') || mexican())
}

/// Multipliers from token `i` on, applied to the `value` of the number that begins at token `start`: the result, the
/// token after, whether there was one.
fn multiplied(
    t: &Tokens<'_>,
    start: usize,
    i: usize,
    mut value: Decimal,
    language: Language,
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
        if t.kind(word) != Some(TokenKind::Word) || !t.glued(word) && scaled_at(t, word).is_some() {
            break;
        }
        let mut key = String::new();
        t.push_key(word, &mut key);
        let mut all = LEXICON.multipliers(&key).iter();
        let Some(m) = all.find(|m| m.only.speaks(language) && stands_right(t, start, word, m.only))
        else {
            break;
        };
        value = value.checked_mul(m.factor)?;
        scaled = true;
        end = word + 1;
        if t.raw(end) == "." && WITH_STOP.has(&key) && end + 1 < t.len() {
            end += 1;
        }
    }
    Some((value, end, scaled))
}

/// Whether the multiplier at token `word`, after the number that begins at `start`, stands where it may: "$5 m" is
/// millions; "5m tall" has nothing that says so, and neither has "5 k".
fn stands_right(t: &Tokens<'_>, start: usize, word: usize, only: &MultiplierFlags) -> bool {
    let before = || currency_before(t, start).map(|c| c.0);
    let after = || {
        let stop = usize::from(t.raw(word + 1) == ".");
        currency_after(t, word + 1 + stop, true)
            .map(|c| c.0)
            .filter(|c| !c.weak)
    };
    let beside = || before().or_else(after);
    let of_code = || {
        [before(), after()]
            .into_iter()
            .flatten()
            .any(|c| only.codes.contains(&c.code))
    };
    // "3 mil millones" and "bi-monthly" are other words.
    let alone = || {
        let mut next = String::new();
        t.push_key(word + 1, &mut next);
        let hyphen = matches!(t.raw(word + 1), "-" | "‑") && t.glued(word + 1);
        !hyphen && LEXICON.multipliers(&next).is_empty()
    };
    (!only.tight || t.glued(word) || beside().is_some())
        && (!only.before || before().is_some() && alone())
        && (!only.stop || t.raw(word + 1) == "." && word + 2 < t.len())
        && (only.codes.is_empty() || of_code())
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
    let mut last: Option<(Decimal, usize)> = None;
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
        if seen && t.is_any(at, &["and", "y", "et", "e", "und"]) {
            if let Some(half) = half_after(t, at, language)
                && let Some((factor, _)) = last
            {
                total = total.checked_add(factor.checked_mul(Decimal::new(5, 1))?)?;
                end = half;
                break;
            }
            at += 1;
            continue;
        }
        let article = matches!(key.as_str(), "a" | "an");
        let multiplier = LEXICON.multiplier(&key, language);
        // "deux mille", "dos mil": the word is a number of its own only where none stands before it.
        let own = LEXICON
            .number(&key, language)
            .filter(|v| !(seen && multiplier == Some(*v) && *v >= Decimal::ONE_THOUSAND));
        if let Some(v) = own.or_else(|| compound(&key, language)) {
            if article && seen {
                break;
            }
            let low = current % Decimal::ONE_HUNDRED;
            let hundred = v == Decimal::ONE_HUNDRED && !low.is_zero() && low < Decimal::TEN;
            let fours = language == Language::French
                && v == Decimal::from(20)
                && (current % Decimal::ONE_HUNDRED) == Decimal::from(4);
            if hundred {
                // "mille deux cents": of what stands before it only the last digit.
                current = current.checked_sub(low)?.checked_add(low.checked_mul(v)?)?;
            } else if fours {
                // "quatre-vingts" is four times twenty.
                current = current.checked_add(Decimal::from(76))?;
            } else {
                // "fifty fifty" or "one two" are not one number.
                let fits = current.is_zero()
                    || (tens && v < Decimal::TEN)
                    || french_teens(language, current, v)
                    || (current % Decimal::ONE_HUNDRED).is_zero();
                if !fits {
                    break;
                }
                current = current.checked_add(v)?;
            }
            tens = fours || v >= Decimal::from(20) && v < Decimal::ONE_HUNDRED;
            // An article is a number only before a multiplier.
            if article {
                let mut next = String::new();
                t.push_key(at + 1, &mut next);
                LEXICON.multiplier(&next, language)?;
            }
        } else if let Some(m) = multiplier.filter(|_| seen) {
            if m == Decimal::ONE_HUNDRED {
                current = current.checked_mul(m)?;
            } else if total > Decimal::ZERO && total < m {
                // "two thousand five hundred million", "mil millones".
                total = total.checked_add(current)?.checked_mul(m)?;
                current = Decimal::ZERO;
            } else {
                total = total.checked_add(current.checked_mul(m)?)?;
                current = Decimal::ZERO;
            }
            last = Some((m, at));
            scaled = m > Decimal::ONE_HUNDRED || scaled;
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

/// "soixante-dix", "quatre-vingt-quinze": ten to nineteen after sixty and eighty; "dix-sept": seven to nine after ten.
fn french_teens(language: Language, current: Decimal, v: Decimal) -> bool {
    let below = current % Decimal::ONE_HUNDRED;
    let (ten, twenty) = (Decimal::TEN, Decimal::from(20));
    let long = below == Decimal::from(60) || below == Decimal::from(80);
    language == Language::French
        && (long && v >= ten && v < twenty
            || (below % twenty) == ten
                && below != Decimal::from(50)
                && v > Decimal::from(6)
                && v < ten)
}

/// The token after "et demi", "y medio" or "e mezzo" at token `i`.
fn half_after(t: &Tokens<'_>, i: usize, language: Language) -> Option<usize> {
    let (and, halves): (&str, &[&str]) = match language {
        Language::French => ("et", &["demi", "demie"]),
        Language::Spanish => ("y", &["medio", "media"]),
        Language::Italian => ("e", &["mezzo", "mezza"]),
        _ => return None,
    };
    (t.is(i, and) && t.is_any(i + 1, halves)).then_some(i + 2)
}

/// A number written as one word, as German and Italian do: fünfundzwanzig, venticinque.
pub(super) fn compound(word: &str, language: Language) -> Option<Decimal> {
    match language {
        Language::German => german(word),
        Language::Italian => italian(word),
        _ => None,
    }
}

/// An Italian number written as one word: duecentocinquanta, ventunomila.
fn italian(word: &str) -> Option<Decimal> {
    fn of(word: &str, range: std::ops::Range<u32>) -> Option<u32> {
        let value = LEXICON.number(word, Language::Italian)?.to_u32()?;
        range.contains(&value).then_some(value)
    }
    fn below_hundred(word: &str) -> Option<u32> {
        if let Some(v) = of(word, 1..100) {
            return Some(v);
        }
        // The ten's vowel falls away before "uno" and "otto": ventuno, quarantotto.
        word.char_indices().skip(3).find_map(|(at, _)| {
            let (ten, one) = word.split_at_checked(at)?;
            let one = of(if one == "tré" { "tre" } else { one }, 1..10)?;
            let whole = |end: &str| of(&format!("{ten}{end}"), 20..100);
            let ten = if matches!(one, 1 | 8) {
                whole("i").or_else(|| whole("a"))
            } else {
                whole("")
            }?;
            Some(ten + one)
        })
    }
    fn below_thousand(word: &str) -> Option<u32> {
        let Some((hundreds, rest)) = word.split_once("cento") else {
            return below_hundred(word);
        };
        let hundreds = if hundreds.is_empty() {
            1
        } else {
            of(hundreds, 2..10)?
        };
        let rest = if rest.is_empty() {
            0
        } else {
            below_hundred(rest)?
        };
        Some(hundreds * 100 + rest)
    }
    let (thousands, rest) = match (word.split_once("mila"), word.strip_prefix("mille")) {
        (Some((thousands, rest)), _) => (below_thousand(thousands)?, rest),
        (None, Some(rest)) => (1, rest),
        (None, None) => (0, word),
    };
    let rest = if rest.is_empty() {
        0
    } else {
        below_thousand(rest)?
    };
    Some(Decimal::from(thousands * 1000 + rest))
}

/// A German number written as one word: zweihundertfünfzig, fünfundzwanzig.
fn german(word: &str) -> Option<Decimal> {
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
    } else if let Some(at) = half_before(t, i, language) {
        (Decimal::new(5, 1), at)
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
    value = value.checked_mul(LEXICON.multiplier(&key, language)?)?;
    Some(Number {
        value,
        end: at + 1,
        scaled: true,
        spelled: true,
        like_year: false,
        large: true,
    })
}

/// The token after "eine halbe", "un demi-", "medio" or "mezzo" at token `i`.
fn half_before(t: &Tokens<'_>, i: usize, language: Language) -> Option<usize> {
    let (articles, halves): (&[&str], &[&str]) = match language {
        Language::German => (
            &["ein", "eine", "einen", "einer"],
            &["halbe", "halben", "halber"],
        ),
        Language::French => (&["un", "une"], &["demi", "demie"]),
        Language::Spanish => (&["un", "una"], &["medio", "media"]),
        Language::Italian => (&["un"], &["mezzo", "mezza"]),
        _ => return None,
    };
    let at = i + usize::from(t.is_any(i, articles));
    let elided = at + usize::from(at > i && matches!(t.raw(at), "'" | "’"));
    if !t.is_any(elided, halves) {
        return None;
    }
    Some(elided + 1 + usize::from(matches!(t.raw(elided + 1), "-" | "‑")))
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
