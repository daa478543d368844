//! The currency beside a number: its sign, code or word, and a multiplier that stands with it.

use rust_decimal::Decimal;

use super::lexicon::{Currency, LEXICON, longest};
use super::lists::WITH_STOP;
use super::tokens::{TokenKind, Tokens};

/// The currency before the number at token `i`, its first token, and a multiplier that stands with it: MAUD, "USD million
/// 5", "Mio. € 5".
pub(super) fn currency_before(t: &Tokens<'_>, i: usize) -> Option<(Currency, usize, Decimal)> {
    let last = before_stop(t, i.checked_sub(1)?);
    if let Some((currency, scale)) = scaled_sign(t, last) {
        return Some((currency, last - 1, scale));
    }
    if let Some((currency, start)) = currency_ending(t, last, i) {
        let mut with = (currency, start, Decimal::ONE);
        if let Some((factor, first)) = abbreviation_before(t, start) {
            with = (currency, first, factor);
        }
        return Some(with);
    }
    if let Some((currency, scale)) = scaled_code(t.raw(last)) {
        return Some((currency, last, scale));
    }
    // "USD million 5", "€bn 3.5".
    let factor = factor_at(t, last).filter(|_| last > 0)?;
    let (currency, start) = currency_ending(t, before_stop(t, last - 1), last)?;
    let tight = t.raw(last).chars().count() == 1;
    let counted = start > 0 && counts(t, start - 1);
    (!counted && (!tight || t.glued(last))).then_some((currency, start, factor))
}

/// "T€": a sign that ends with token `last`, with its multiplier before it.
fn scaled_sign(t: &Tokens<'_>, last: usize) -> Option<(Currency, Decimal)> {
    if t.kind(last) != Some(TokenKind::Mark) || !t.glued(last) || t.glued(last - 1) {
        return None;
    }
    let mut key = key_at(t, last - 1);
    t.push_key(last, &mut key);
    LEXICON.scaled.get(key.as_str()).copied()
}

/// Token `i`, or the word before it if it is that word's full stop.
fn before_stop(t: &Tokens<'_>, i: usize) -> usize {
    let stop = t.raw(i) == "." && i > 0 && t.kind(i - 1) == Some(TokenKind::Word);
    i - usize::from(stop)
}

/// Whether token `i` is a number, in digits or in words.
fn counts(t: &Tokens<'_>, i: usize) -> bool {
    t.kind(i) == Some(TokenKind::Number) || LEXICON.starters.contains(&key_at(t, i))
}

fn key_at(t: &Tokens<'_>, i: usize) -> String {
    let mut key = String::new();
    t.push_key(i, &mut key);
    key
}

/// The factor of the word at token `i`, of a thousand and more: also one that counts only beside some currency.
fn factor_at(t: &Tokens<'_>, i: usize) -> Option<Decimal> {
    if t.kind(i) != Some(TokenKind::Word) {
        return None;
    }
    let all = LEXICON.multipliers(&key_at(t, i));
    let plain = |m: &&super::lexicon::Multiplier| m.only.codes.is_empty();
    all.iter()
        .rfind(plain)
        .map(|m| m.factor)
        .filter(|f| *f >= Decimal::ONE_THOUSAND)
}

/// "Mio. € 5", "M€ 5": an abbreviation before the currency at token `start`, with no number of its own.
fn abbreviation_before(t: &Tokens<'_>, start: usize) -> Option<(Decimal, usize)> {
    let word = before_stop(t, start.checked_sub(1)?);
    let factor = factor_at(t, word)?;
    let glued = t.glued(start) && t.raw(word).chars().count() <= 2;
    let known = glued || WITH_STOP.has(&key_at(t, word));
    let own = word
        .checked_sub(1)
        .is_some_and(|before| counts(t, before) || t.glued(word));
    (known && !own).then_some((factor, word))
}

/// The currency that ends with token `last`, and its first token; `i` is the number or multiplier after it.
fn currency_ending(t: &Tokens<'_>, last: usize, i: usize) -> Option<(Currency, usize)> {
    let mut key = String::new();
    for start in last.saturating_sub(4)..=last {
        if !matches!(
            t.kind(start),
            Some(TokenKind::Word | TokenKind::Mark | TokenKind::Ideograph)
        ) {
            continue;
        }
        key.clear();
        for k in start..=last {
            t.push_key(k, &mut key);
        }
        let Some(currency) = LEXICON
            .currencies
            .get(key.as_str())
            .copied()
            .filter(|c| c.before)
        else {
            continue;
        };
        if matches!(t.raw(start), "." | "-" | "'" | "’") || !written_right(t, start, last, currency)
        {
            continue;
        }
        // The rand's R: glued to digits that no other letter follows (R500, not the R2S).
        if currency.glued
            && !(t.glued(i)
                && !(t.glued(i + 1) && t.is_any(i + 1, &["t", "s", "x", "c", "d", "e", "a"])))
        {
            continue;
        }
        return Some((currency, start));
    }
    None
}

/// The currency after a number, at token `i`, the token after it, and a multiplier that stands with it: "5 USD million",
/// "5 MUSD", "5 mdp".
pub(super) fn currency_after(
    t: &Tokens<'_>,
    i: usize,
    scaled: bool,
) -> Option<(Currency, usize, Decimal)> {
    // "milliards d'euros", "millones de dólares", "millions of euros".
    let mut at = i;
    if scaled && t.is_any(at, &["de", "di", "of", "d"]) {
        at += 1;
        if matches!(t.raw(at), "'" | "’") {
            at += 1;
        }
    }
    let found = longest(&LEXICON.currencies, t, at).filter(|(currency, end)| {
        currency.after && written_right(t, at, end - 1, **currency) && !currency.glued
    });
    let Some((currency, end)) = found else {
        return scaled_at(t, i);
    };
    // Of a code or sign only: "a 5 dollar mill" is no amount of millions.
    let sign = currency.before && !t.raw(end - 1).starts_with(char::is_lowercase);
    let with = factor_at(t, end)
        .filter(|_| sign && !scaled)
        .filter(|_| t.raw(end).chars().count() > 2 || t.glued(end));
    match with {
        Some(factor) => {
            let stop = t.raw(end + 1) == "." && WITH_STOP.has(&key_at(t, end)) && end + 2 < t.len();
            Some((*currency, end + 1 + usize::from(stop), factor))
        }
        None => Some((*currency, end, Decimal::ONE)),
    }
}

/// Whether the letters of a currency phrase are written as such: codes in capitals, "A$" in one piece.
fn written_right(t: &Tokens<'_>, start: usize, last: usize, currency: Currency) -> bool {
    if currency.capitals
        && start == last
        && t.kind(start) == Some(TokenKind::Word)
        && !t.raw(start).chars().all(char::is_uppercase)
    {
        return false;
    }
    // "a $7 billion deal" and "s $ 90" are no Australian or Singapore dollars.
    let letter = last > start
        && t.kind(start) == Some(TokenKind::Word)
        && t.raw(start).len() == 1
        && t.kind(start + 1) == Some(TokenKind::Mark);
    if letter && t.raw(last) == "$" && t.raw(start + 1) == "$" {
        return if t.glued(start + 1) {
            // "a$ 8 million" of a text in small letters, but not "a$7 billion deal".
            t.raw(start).chars().all(char::is_uppercase) || !t.glued(last + 1)
        } else {
            t.is(start, "c")
        };
    }
    true
}

/// A currency and its multiplier in one word, at token `i`.
pub(super) fn scaled_at(t: &Tokens<'_>, i: usize) -> Option<(Currency, usize, Decimal)> {
    if let Some((both, end)) = longest(&LEXICON.scaled, t, i) {
        return Some((both.0, end, both.1));
    }
    scaled_code(t.raw(i)).map(|(currency, scale)| (currency, i + 1, scale))
}

/// A code with its multiplier before it, MUSD or KEUR, or a word that is both.
fn scaled_code(raw: &str) -> Option<(Currency, Decimal)> {
    if let Some(both) = LEXICON.scaled.get(raw.to_lowercase().as_str()) {
        return Some(*both);
    }
    let at = raw.len().checked_sub(3).filter(|_| raw.is_ascii())?;
    let (prefix, code) = raw.split_at_checked(at)?;
    let scale = match prefix.to_ascii_lowercase().as_str() {
        "k" => Decimal::ONE_THOUSAND,
        "m" | "mm" => Decimal::from(1_000_000),
        "b" | "bn" => Decimal::from(1_000_000_000),
        _ => return None,
    };
    let currency = LEXICON
        .currencies
        .get(code.to_ascii_lowercase().as_str())
        .copied()?;
    (code == currency.code).then_some((currency, scale))
}
