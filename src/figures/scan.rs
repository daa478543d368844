//! Walks the tokens of a sentence and takes every amount in it: number first, then what stands before and after.

use super::rules;
use crate::rule::Rule;
use rust_decimal::Decimal;

use super::FigureKind;
use super::amount::Amount;
use super::beside::{signed, widen};
use super::currency::{currency_after, currency_before};
use super::digits::digits;
use super::lexicon::{
    Currency, LEXICON, LIKE_MULTIPLIERS, NO_MULTIPLIERS, Part, Unit, longest, unit,
};
use super::lists::{FORMATS, PER, PERCENT, REACHED, TIME_SPANS, WORD_PARTS};
use super::number::{Number, compound, number};
use super::numerals;
use super::share::{fraction, multiple};
use super::tokens::{TokenKind, Tokens};
use crate::text::language::Language;

/// What may follow a number and make it an amount.
enum Suffix<'l> {
    Money(Currency),
    Part(Part),
    Percent(&'static str),
    Unit(&'l Unit),
}

/// What joins the ends of a range.
const RANGE_WORDS: &[&str] = &["to", "bis", "à", "a", "or"];
pub(super) const BETWEEN: &[&str] = &["between", "zwischen", "entre", "tra", "fra"];
const RANGE_MARKS: &[&str] = &["-", "–", "—", "~", "〜", "～", "∼", "－", "−"];
/// The same in scripts without spaces, a character each.
const RANGE_CHARACTERS: &[&[&str]] = &[
    &["至"],
    &["到"],
    &["か", "ら"],
    &["에", "서"],
    &["부", "터"],
];

/// Every amount of a sentence, in reading order.
pub(super) fn scan(t: &Tokens<'_>, language: Language) -> Vec<Amount> {
    let language = spoken(t, language);
    let mut out: Vec<Amount> = Vec::new();
    let mut i = 0;
    let mut key = String::new();
    while i < t.len() {
        if t.kind(i) == Some(TokenKind::Word) {
            key.clear();
            t.push_key(i, &mut key);
            if !(LEXICON.starters.contains(&key) || compound(&key, language).is_some()) {
                i += 1;
                continue;
            }
        }
        let next = take(t, i, language, &mut out);
        i = next.max(i + 1);
    }
    widen(t, &mut out);
    out
}

/// The language whose numbers a sentence holds, where the text is too short to tell its language: that of the first
/// number word that is none in English ("fünfundvierzig Euro").
fn spoken(t: &Tokens<'_>, language: Language) -> Language {
    if language != Language::Unknown {
        return language;
    }
    let told = |key: &str, other: Language| {
        let own = LEXICON.number(key, other).filter(|_| key.len() > 3);
        own.or_else(|| compound(key, other)).is_some()
    };
    let mut key = String::new();
    for i in 0..t.len() {
        if t.kind(i) != Some(TokenKind::Word) {
            continue;
        }
        key.clear();
        t.push_key(i, &mut key);
        let money = LEXICON.parts.contains_key(&key) || LEXICON.currencies.contains_key(&key);
        if money || LEXICON.number(&key, Language::English).is_some() {
            continue;
        }
        let others = [
            Language::German,
            Language::French,
            Language::Spanish,
            Language::Italian,
        ];
        if let Some(other) = others.into_iter().find(|other| told(&key, *other)) {
            return other;
        }
    }
    language
}

/// Takes the amount that begins at token `i`, if one does; the token to go on from.
fn take(t: &Tokens<'_>, i: usize, language: Language, out: &mut Vec<Amount>) -> usize {
    if let Some(found) = fraction(t, i).or_else(|| multiple(t, i, language)) {
        let end = found.end;
        out.push(found);
        return end;
    }
    if !may_begin(t, i) {
        return i + 1;
    }
    let Some(n) = number(t, i, language) else {
        return i + 1;
    };
    // "a 2.5-billion-euro one": words are no amount after a currency's name.
    let before = if n.spelled {
        None
    } else {
        currency_before(t, i)
    };
    let after = suffix(t, n.end, n).filter(|s| suits(t, i, n, s));
    if is_unread(t, n, before.is_some(), after.as_ref()) {
        return n.end;
    }
    if let Some((_, start, _)) = before
        && let Some((Suffix::Money(named), end, _)) = &after
        && named_dollars(t, (start, i), *named, *end)
    {
        out.push(Amount {
            kind: FigureKind::Money,
            start,
            end: *end,
            value: n.value,
            unit: named.code.to_owned(),
            rule: &rules::MONEY_AFTER,
            object: None,
        });
        return *end;
    }
    if let Some((currency, start, scale)) = before
        && !(takes_sign_after(t, &n, after.as_ref(), start))
    {
        return money_before(t, (start, i), n, currency, scale, language, out);
    }
    if let Some((Suffix::Unit(_), end, _)) = &after
        && let Some((counted, end)) = things_of_size(t, i, n, *end)
    {
        out.extend(counted.map(|unit| Amount {
            kind: FigureKind::Count,
            start: i,
            end,
            value: n.value,
            unit: unit.symbol.clone(),
            rule: &rules::COUNT,
            object: None,
        }));
        return end;
    }
    if let Some(after) = after {
        return amount(t, i, n, &after, language, out);
    }
    range(t, i, n, language, out).unwrap_or(n.end)
}

/// Whether a word stands with an amount of money that may be its multiplier, and that no table knows: the digits alone
/// would be a value far too small.
fn is_unread(
    t: &Tokens<'_>,
    n: Number,
    before: bool,
    after: Option<&(Suffix<'_>, usize, Decimal)>,
) -> bool {
    if n.scaled {
        return false;
    }
    match after {
        Some((Suffix::Money(_), end, scale)) if *scale == Decimal::ONE => may_multiply(t, *end),
        None => before && may_multiply(t, n.end + usize::from(matches!(t.raw(n.end), "-" | "‑"))),
        _ => false,
    }
}

/// Whether the word at token `i` has the shape of a multiplier, or is glued to the digits as only multipliers are: short,
/// and not the capitalised first word of the next cell of a table.
fn may_multiply(t: &Tokens<'_>, i: usize) -> bool {
    let word = t.raw(i);
    let one_case = word.chars().all(char::is_lowercase) || word.chars().all(char::is_uppercase);
    let short = one_case && word.chars().count() <= 5;
    let glued = short && t.glued(i) && t.kind(i - 1) == Some(TokenKind::Number);
    t.kind(i) == Some(TokenKind::Word)
        && (glued || LIKE_MULTIPLIERS.is_match(t.raw(i)))
        && !t.is_in(i, &NO_MULTIPLIERS)
        && unit(t, i).is_none()
        && longest(&LEXICON.currencies, t, i).is_none()
}

/// Whether token `i` may begin a number: not inside a name such as A4, Q7X or XK-120.
fn may_begin(t: &Tokens<'_>, i: usize) -> bool {
    match t.kind(i) {
        Some(TokenKind::Number) => {}
        Some(TokenKind::Mark) => return matches!(t.raw(i), "½" | "¼" | "¾"),
        Some(TokenKind::Word) => return !t.glued(i) || t.kind(i - 1) != Some(TokenKind::Number),
        Some(TokenKind::Ideograph) => return numerals::may_begin(t, i),
        None => return false,
    }
    if !t.glued(i) {
        return true;
    }
    match t.kind(i - 1) {
        Some(TokenKind::Word) => currency_before(t, i).is_some(),
        Some(TokenKind::Mark) if matches!(t.raw(i - 1), "-" | "‑") => {
            !(t.glued(i - 1) && t.kind(i - 2) == Some(TokenKind::Word))
        }
        Some(TokenKind::Mark) if matches!(t.raw(i - 1), "/" | ":" | "#" | "&" | "_" | "@") => {
            !(t.glued(i - 1)
                && matches!(
                    t.kind(i.saturating_sub(2)),
                    Some(TokenKind::Number | TokenKind::Word)
                ))
        }
        _ => true,
    }
}

/// "$5 million Canadian dollars", "$300 pesos": the word after the number says which dollars or pesos the sign means.
fn named_dollars(
    t: &Tokens<'_>,
    (start, number): (usize, usize),
    named: Currency,
    end: usize,
) -> bool {
    number == start + 1
        && t.raw(start) == "$"
        && t.kind(end - 1) == Some(TokenKind::Word)
        && matches!(
            named.code,
            "ARS" | "AUD" | "CAD" | "CLP" | "COP" | "HKD" | "MXN" | "NZD" | "SGD"
        )
}

/// "5 $ 8 $": the sign after the number is its own if the number after the sign has one too.
fn takes_sign_after(
    t: &Tokens<'_>,
    n: &Number,
    after: Option<&(Suffix<'_>, usize, Decimal)>,
    start: usize,
) -> bool {
    let Some((Suffix::Money(_), end, _)) = after else {
        return false;
    };
    // The sign before belongs to an earlier number: "5 $ 8 $".
    start > 0
        && t.kind(start - 1) == Some(TokenKind::Number)
        && *end > n.end
        && t.kind(*end) != Some(TokenKind::Number)
}

/// What follows at token `j`, the token after it, and a scale written into it.
fn suffix<'l>(t: &Tokens<'_>, j: usize, n: Number) -> Option<(Suffix<'l>, usize, Decimal)> {
    let mut at = j;
    // "500+ employees" and "a 5-million-dollar fund".
    if matches!(t.raw(at), "-" | "‑" | "+") && t.glued(at) {
        at += 1;
    }
    let mut key = String::new();
    for end in at..(at + 2).min(t.len()) {
        t.push_key(end, &mut key);
        if PERCENT.has(&key) {
            let points = t.is_any(end + 1, &["point", "points"])
                || t.raw(end + 1) == "-" && t.is_any(end + 2, &["point", "points"]);
            return Some((
                Suffix::Percent(if points { "pp" } else { "%" }),
                if points { end + 2 } else { end + 1 },
                Decimal::ONE,
            ));
        }
    }
    if let Some((currency, end, scale)) = currency_after(t, at, n.scaled) {
        return Some((Suffix::Money(currency), end, scale));
    }
    if let Some((part, end)) = longest(&LEXICON.parts, t, at)
        && !(t.kind(at) == Some(TokenKind::Ideograph) && end == at + 1)
    {
        return Some((Suffix::Part(*part), end, Decimal::ONE));
    }
    unit(t, at).map(|(unit, end)| (Suffix::Unit(unit), end, Decimal::ONE))
}

/// Whether a number and what follows it make an amount, by what an ordinary reader would say.
fn suits(
    t: &Tokens<'_>,
    i: usize,
    n: Number,
    (suffix, end, _): &(Suffix<'_>, usize, Decimal),
) -> bool {
    match suffix {
        Suffix::Money(c) => {
            // "in 2019 $5 million": the sign belongs to the number after it.
            let sign = t.kind(end - 1) == Some(TokenKind::Mark)
                || c.before && t.kind(end - 1) == Some(TokenKind::Word);
            if sign && t.kind(*end) == Some(TokenKind::Number) && c.before {
                let own_sign = suffix_is_money(t, *end);
                let part = t.kind(end - 1) == Some(TokenKind::Word)
                    && t.raw(*end).len() == 2
                    && !n.scaled
                    && !n.like_year;
                if !own_sign && !part {
                    return false;
                }
            }
            if c.weight && !n.scaled && t.is(*end, "of") {
                return false;
            }
            let weighed = |k| t.is_any(k, &["weighs", "weigh", "weighed", "weighing"]);
            if c.weight && (i.saturating_sub(4)..i).any(weighed) {
                return false;
            }
            if n.like_year
                && i > 0
                && t.is_any(i - 1, &["in", "of", "since"])
                && t.kind(end - 1) == Some(TokenKind::Word)
            {
                return false;
            }
            let naming = WORD_PARTS.has(t.raw(*end))
                && t.kind(end - 1) == Some(TokenKind::Ideograph)
                && !n.scaled;
            (!c.weak || n.large) && !naming
        }
        Suffix::Part(_) => !n.like_year,
        Suffix::Percent(_) => true,
        Suffix::Unit(u) => {
            let counted = u.kind == FigureKind::Count;
            let named = i > 1
                && t.kind(i - 1) == Some(TokenKind::Word)
                && t.raw(i - 1).starts_with(char::is_uppercase)
                && !n.large;
            let names = counted && (n.spelled && !n.scaled || named || names_model(t, i, n, *end));
            !(n.like_year || names)
        }
    }
}

/// "more than 4,000 megawatt stations" counts stations: a unit in one word, in the singular, before a plural noun,
/// where the number is too large for the size of each or is said to be reached. The thing counted, if it is one of
/// the table, and the token after it.
fn things_of_size<'l>(
    t: &Tokens<'_>,
    i: usize,
    n: Number,
    end: usize,
) -> Option<(Option<&'l Unit>, usize)> {
    let unit_word = t.raw(end.checked_sub(1)?);
    let singular = end == n.end + 1
        && t.kind(end - 1) == Some(TokenKind::Word)
        && unit_word.len() > 4
        && unit_word.chars().all(char::is_lowercase)
        && !unit_word.ends_with('s');
    let measure = longest(&LEXICON.unit_words, t, end - 1)
        .is_some_and(|(u, e)| e == end && u.kind == FigureKind::Capacity);
    if !singular || !measure || n.scaled {
        return None;
    }
    let before = i.checked_sub(1);
    let reached = before.is_some_and(|b| t.is_in(b, &REACHED));
    // "two 1,200 megawatt reactors" are counted already, and "the 4,000 megawatt ones" known.
    let counted = before.is_some_and(|b| {
        t.kind(b) == Some(TokenKind::Number)
            || t.is_any(b, &["a", "an", "the", "its", "their", "each", "both"])
            || t.kind(b) == Some(TokenKind::Word) && number(t, b, Language::English).is_some()
    });
    if counted || !(reached || n.value >= Decimal::ONE_THOUSAND) {
        return None;
    }
    let plural = |at: usize| {
        let word = t.raw(at);
        t.kind(at) == Some(TokenKind::Word)
            && word.len() > 3
            && word.ends_with('s')
            && !(word.ends_with("ss") || word.ends_with("us") || word.ends_with("is"))
            && word.chars().all(char::is_lowercase)
            && !t.is_any(at, &["across", "versus", "goes", "does"])
    };
    if let Some((u, after)) = longest(&LEXICON.unit_words, t, end) {
        return (u.kind == FigureKind::Count && plural(after - 1)).then_some((Some(u), after));
    }
    plural(end).then_some((None, end + 1))
}

/// Whether digits before a counted thing name a model or a format: "a 4680 cell", "21700 cells".
fn names_model(t: &Tokens<'_>, i: usize, n: Number, end: usize) -> bool {
    let word = t.raw(end.saturating_sub(1));
    let bare = !n.scaled && t.raw(i).len() >= 4 && t.raw(i).bytes().all(|b| b.is_ascii_digit());
    let singular =
        word.is_ascii() && !word.ends_with('s') && !["people", "staff", "aircraft"].contains(&word);
    let hyphen = t.raw(n.end) == "-";
    let format = FORMATS.has(word);
    singular && !hyphen && n.value > Decimal::ONE || bare && (format || hyphen)
}

fn suffix_is_money(t: &Tokens<'_>, i: usize) -> bool {
    let Some(n) = number(t, i, Language::English) else {
        return false;
    };
    longest(&LEXICON.currencies, t, n.end)
        .is_some_and(|(c, end)| c.after && t.kind(end) != Some(TokenKind::Number))
}

/// An amount with its currency before it, and the second end of a range.
fn money_before(
    t: &Tokens<'_>,
    (start, _): (usize, usize),
    n: Number,
    currency: Currency,
    scale: Decimal,
    language: Language,
    out: &mut Vec<Amount>,
) -> usize {
    if currency.weak && !n.large {
        return n.end;
    }
    let mut put = |start: usize, end: usize, value: Option<Decimal>| {
        if let Some(value) = value {
            let unit = currency.code.to_owned();
            out.push(Amount {
                kind: FigureKind::Money,
                start,
                end,
                value,
                unit,
                rule: &rules::MONEY_BEFORE,
                object: None,
            });
        }
    };
    let value = n.value.checked_mul(scale);
    // The far end, with its own sign or without: "$10-12 million", "$5 to $7 billion".
    if let Some(far_start) = connector(t, n.end, start > 0 && t.is_any(start - 1, BETWEEN)) {
        let own = (t.kind(far_start) == Some(TokenKind::Mark))
            .then(|| (far_start + 1..far_start + 4).find(|&k| t.kind(k) == Some(TokenKind::Number)))
            .flatten();
        let own = own.filter(|&k| {
            currency_before(t, k).is_some_and(|(c, s, _)| s == far_start && c.code == currency.code)
        });
        let at = own.unwrap_or(far_start);
        if let Some(far) = number(t, at, language).filter(|f| !f.spelled) {
            let dash = RANGE_MARKS.contains(&t.raw(n.end));
            let other = suffix(t, far.end, far).is_some_and(|s| !matches!(s.0, Suffix::Money(_)));
            let factor = if !n.scaled && far.scaled {
                factor_of(t, at, far, language)
            } else {
                Decimal::ONE
            };
            let near = value.and_then(|v| v.checked_mul(factor));
            if own.is_some() && far.scaled && !n.scaled && near.is_some_and(|v| v <= far.value) {
                put(start, n.end, near);
                put(far_start, far.end, Some(far.value));
                return far.end;
            }
            if own.is_none()
                && !other
                && (dash || far.scaled)
                && near.is_some_and(|v| v < far.value)
            {
                put(start, n.end, near);
                put(at, far.end, far.value.checked_mul(scale));
                return far.end;
            }
        }
    }
    put(start, n.end, value);
    n.end
}

/// What the multipliers of a number amount to.
fn factor_of(t: &Tokens<'_>, i: usize, n: Number, language: Language) -> Decimal {
    let bare = digits(t.raw(i), language.comma_decimal());
    bare.and_then(|b| n.value.checked_div(b))
        .unwrap_or(Decimal::ONE)
}

/// The token after the word or mark that joins two ends of a range at token `i`.
pub(super) fn connector(t: &Tokens<'_>, i: usize, between: bool) -> Option<usize> {
    let mark = RANGE_MARKS.contains(&t.raw(i));
    let word = t.is_any(i, RANGE_WORDS) || between && t.is_any(i, &["and", "und", "et", "y", "e"]);
    if mark && RANGE_MARKS.contains(&t.raw(i + 1)) {
        return None;
    }
    let characters = || {
        let mut all = RANGE_CHARACTERS.iter();
        let found = all.find(|c| (i..).zip(c.iter()).all(|(k, c)| t.raw(k) == *c));
        found.map(|c| i + c.len())
    };
    if mark || word {
        Some(i + 1)
    } else {
        characters()
    }
}

/// Two numbers that share what follows the second: "10 to 12 million dollars", "145–155 tonnes".
fn range(
    t: &Tokens<'_>,
    i: usize,
    n: Number,
    language: Language,
    out: &mut Vec<Amount>,
) -> Option<usize> {
    if n.spelled || n.like_year {
        return None;
    }
    let below_zero = signed(t, i);
    let head = i - usize::from(below_zero);
    let between = head > 0 && t.is_any(head - 1, BETWEEN);
    let at = connector(t, n.end, between)?;
    // "from -30 to -10 °C": the far end has its own sign.
    let own_sign = below_zero && signed(t, at + 1);
    let at = at + usize::from(own_sign);
    let far = number(t, at, language).filter(|f| !f.spelled)?;
    let after = suffix(t, far.end, far).filter(|s| suits(t, at, far, s))?;
    let factor = if !n.scaled && far.scaled {
        factor_of(t, at, far, language)
    } else {
        Decimal::ONE
    };
    let near = Number {
        value: n.value.checked_mul(factor)?,
        ..n
    };
    if (near.value < far.value || below_zero)
        && let Some((kind, value, unit, rule)) = measured(near, &after)
    {
        out.push(Amount {
            kind,
            start: i,
            end: n.end,
            value,
            unit,
            rule,
            object: None,
        });
    }
    Some(amount(t, at, far, &after, language, out))
}

fn measured(
    n: Number,
    (suffix, _, scale): &(Suffix<'_>, usize, Decimal),
) -> Option<(FigureKind, Decimal, String, &'static Rule)> {
    Some(match suffix {
        Suffix::Money(c) => (
            FigureKind::Money,
            n.value.checked_mul(*scale)?,
            c.code.to_owned(),
            &rules::MONEY_AFTER,
        ),
        Suffix::Part(p) => (
            FigureKind::Money,
            n.value.checked_div(p.per)?,
            p.code.to_owned(),
            &rules::MONEY_PART,
        ),
        Suffix::Percent(unit) => (
            FigureKind::Share,
            n.value,
            (*unit).to_owned(),
            &rules::PERCENT,
        ),
        Suffix::Unit(u) => (
            u.kind,
            n.value,
            u.symbol.clone(),
            if u.kind == FigureKind::Count {
                &rules::COUNT
            } else {
                &rules::CAPACITY
            },
        ),
    })
}

/// An amount whose unit stands after it, with parts of the currency or a rate.
fn amount(
    t: &Tokens<'_>,
    i: usize,
    n: Number,
    after: &(Suffix<'_>, usize, Decimal),
    language: Language,
    out: &mut Vec<Amount>,
) -> usize {
    let Some((mut kind, mut value, mut unit, rule)) = measured(n, after) else {
        return after.1;
    };
    let mut end = after.1;
    match &after.0 {
        Suffix::Money(c) => {
            if let Some((more, after_part)) = parts(t, end, n, *c, language) {
                value = value.checked_add(more).unwrap_or(value);
                end = after_part;
            }
        }
        Suffix::Unit(_) => {
            if let Some((rate, after_rate)) = per_time(t, end) {
                unit = format!("{unit}/{rate}");
                kind = FigureKind::Capacity;
                end = after_rate;
            }
        }
        _ => {}
    }
    out.push(Amount {
        kind,
        start: i,
        end,
        value,
        unit,
        rule,
        object: None,
    });
    end
}

/// The parts after whole units of a currency: "and sixty cents", "五毛", "12 USD 40".
fn parts(
    t: &Tokens<'_>,
    j: usize,
    n: Number,
    currency: Currency,
    language: Language,
) -> Option<(Decimal, usize)> {
    if n.scaled && !n.spelled {
        return None;
    }
    let joined = t.is_any(j, &["and", "und", "et", "y", "con", "e"]);
    let at = if joined { j + 1 } else { j };
    let small = number(t, at, language)
        .filter(|s| s.value < Decimal::ONE_HUNDRED && (!s.scaled || s.spelled))?;
    // "45 euros and three fen" are two amounts.
    let own = |part: &&Part| part.code == currency.code || matches!(part.code, "USD" | "EUR");
    if let Some((part, mut end)) = longest(&LEXICON.parts, t, small.end).filter(|(p, _)| own(p)) {
        let mut sum = small.value.checked_div(part.per)?;
        // "five mao five": a bare digit counts in the next smaller part.
        if let Some(rest) = number(t, end, language).filter(|r| r.value < Decimal::TEN && !r.scaled)
            && part.per == Decimal::TEN
        {
            sum = sum.checked_add(
                rest.value
                    .checked_div(part.per.checked_mul(Decimal::TEN)?)?,
            )?;
            end = rest.end;
        }
        return Some((sum, end));
    }
    if longest(&LEXICON.currencies, t, small.end).is_some()
        || longest(&LEXICON.parts, t, small.end).is_some()
        || longest(&LEXICON.unit_words, t, small.end).is_some()
    {
        return None;
    }
    // A bare number after the currency: cents, if nothing counts on from it.
    let closes = small.end >= t.len()
        || t.kind(small.end) == Some(TokenKind::Mark) && t.raw(small.end) != "%"
        || t.is(small.end, "and");
    let worded = n.spelled && joined && small.spelled;
    let coded = !joined
        && currency.before
        && t.kind(j - 1) == Some(TokenKind::Word)
        && !small.spelled
        && t.raw(at).len() == 2;
    let east = t.kind(j - 1) == Some(TokenKind::Ideograph)
        && t.kind(at) == Some(TokenKind::Ideograph)
        && small.value < Decimal::TEN;
    if !closes || !(worded || coded || east) {
        return None;
    }
    let per = if east {
        Decimal::TEN
    } else {
        Decimal::ONE_HUNDRED
    };
    Some((small.value.checked_div(per)?, small.end))
}

/// "a year", "per month", "annually" after a quantity.
fn per_time(t: &Tokens<'_>, i: usize) -> Option<(&'static str, usize)> {
    if t.is_any(i, &["annually", "yearly"]) {
        return Some(("year", i + 1));
    }
    let leads = t.is_in(i, &PER) || t.raw(i) == "/";
    if !leads {
        return None;
    }
    let at = if matches!(t.raw(i + 1), "'" | "’") {
        i + 2
    } else {
        i + 1
    };
    TIME_SPANS
        .iter()
        .find(|(_, words)| t.is_in(at, words))
        .map(|(rate, _)| (*rate, at + 1))
}
