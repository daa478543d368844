//! Amounts in a brief's text: money, capacities, shares, multiples, with unit, normalised value and sentence.

//!
//! A quick search finds the sentences that can hold an amount at all. Their tokens are read number by number; what
//! stands before and after a number makes it money, a quantity, a share or nothing. Then amounts are joined with the
//! conversions that the text states, rate notes are taken out and applied, and the words around say what for and when.

mod amount;
mod beside;
mod context;
mod currency;
mod digits;
mod lexicon;
mod lists;
mod noun;
mod number;
mod numerals;
mod prefilter;
mod rates;
pub(crate) mod rules;
mod scan;
mod share;
mod tokens;

use crate::rule::Rule;
use rust_decimal::Decimal;

use self::lists::{CHINA, DENMARK, JAPAN, KRONER, NORWAY, SWEDEN};
use self::tokens::Tokens;
use crate::text::language::Language;
use crate::text::prose::{BlockKind, SentenceId, Text};
use crate::text::spans::Span;

/// What an amount measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// An amount of money; the unit is its ISO 4217 code.
    Money,
    /// A physical quantity or rate of production.
    Capacity,
    /// A percentage.
    Share,
    /// A multiple such as "triple" or "fourfold".
    Multiple,
    /// A counted number of things.
    Count,
}

/// One amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it measures.
    pub kind: FigureKind,
    /// The amount in the article's words, the conversion in brackets left out.
    pub text: String,
    /// The normalised value in `unit`; none where the words give none.
    pub value: Option<Decimal>,
    /// ISO 4217 code for money, else an SI or common symbol (`GWh`, `%`, `×`).
    pub unit: String,
    /// The amount in a second unit, as the text states it or by the rate that the text states.
    pub converted: Option<Converted>,
    /// What the amount is for, in the article's words.
    pub what: Option<String>,
    /// The year or deadline, in the article's words ("through 2030").
    pub when: Option<String>,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// Where it stands in its sentence.
    pub place: Span,
    /// The rule that found it.
    pub rule: &'static Rule,
}

/// A second value of the same amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// The value in `unit`.
    pub value: Decimal,
    /// ISO 4217 code.
    pub unit: String,
    /// The rule: `stated` by the text beside the amount, or `rate` computed from the rate note of the text.
    pub rule: &'static Rule,
    /// The sentence that states the conversion or the rate.
    pub sentence: SentenceId,
}

/// The figures of a brief in reading order.
pub fn figures(text: &Text) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut rates = Vec::new();
    let mut language = None;
    let mut yuan = None;
    let mut nordic = None;
    for (block, b) in text
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.kind != BlockKind::Code)
    {
        if !prefilter::may_hold(&b.text) {
            continue;
        }
        for (sentence, span) in b.sentences.iter().enumerate() {
            let words = span.of(&b.text);
            if !prefilter::may_hold(words) {
                continue;
            }
            let language = *language.get_or_insert_with(|| Language::of(text));
            let id = SentenceId { block, sentence };
            let t = Tokens::read(words);
            let found = scan::scan(&t, language);
            if found.is_empty() {
                continue;
            }
            let mut found = found;
            for yen in found.iter_mut().filter(|f| f.unit == "JPY") {
                let signed = t.span(yen.start, yen.end).of(words).contains(['¥', '￥']);
                if signed && *yuan.get_or_insert_with(|| means_yuan(text)) {
                    "CNY".clone_into(&mut yen.unit);
                }
            }
            for kroner in found.iter_mut().filter(|f| f.unit == "NOK") {
                let bare = kroner
                    .end
                    .checked_sub(1)
                    .is_some_and(|last| t.is_in(last, &KRONER))
                    && !t.span(kroner.start, kroner.end).of(words).contains("orw");
                if bare {
                    let code = *nordic.get_or_insert_with(|| kroner_of(text));
                    code.clone_into(&mut kroner.unit);
                }
            }
            let pairs = rates::pair(&t, found, id, &mut rates);
            let times = context::times(words);
            let places: Vec<Span> = pairs
                .iter()
                .map(|p| t.span(p.found.start, p.found.end))
                .collect();
            for (pair, place) in pairs.iter().zip(&places) {
                let found = &pair.found;
                figures.push(Figure {
                    kind: found.kind,
                    text: place.of(words).to_owned(),
                    value: Some(found.value.normalize()),
                    unit: found.unit.clone(),
                    converted: pair.stated.as_ref().map(|(value, unit)| Converted {
                        value: value.normalize(),
                        unit: unit.clone(),
                        rule: &rules::STATED,
                        sentence: id,
                    }),
                    what: context::what(&t, words, found, pair.end, &times, language),
                    when: context::when(words, *place, &times, &places),
                    sentence: id,
                    place: *place,
                    rule: found.rule,
                });
            }
        }
    }
    rates::convert(&mut figures, &rates);
    figures
}

/// Whether the yen sign of a text stands for the yuan: it is about China and not about Japan.
fn means_yuan(text: &Text) -> bool {
    says(text, &CHINA) && !says(text, &JAPAN)
}

/// Whose kroner a text means that does not say.
fn kroner_of(text: &Text) -> &'static str {
    match [&NORWAY, &DENMARK, &SWEDEN].map(|words| says(text, words)) {
        [false, true, false] => "DKK",
        [false, false, true] => "SEK",
        _ => "NOK",
    }
}

/// Whether a text holds one of these words.
fn says(text: &Text, words: &[&str]) -> bool {
    let mut blocks = text.blocks.iter();
    blocks.any(|b| words.iter().any(|w| b.text.contains(w)))
}
