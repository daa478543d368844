//! Amounts in a brief's text: money, capacities, shares, multiples, with unit, normalised value and sentence.

//!
//! A quick search finds the sentences that can hold an amount at all. Their tokens are read number by number; what
//! stands before and after a number makes it money, a quantity, a share or nothing. Then amounts are joined with the
//! conversions that the text states, rate notes are taken out and applied, and the words around say what for and when.

mod abroad;
mod amount;
mod beside;
mod clause;
mod context;
mod currency;
mod digits;
mod lexicon;
mod lists;
mod measured;
mod moves;
mod number;
mod numerals;
mod per;
mod prefilter;
mod qualifier;
mod ranges;
mod rates;
pub(crate) mod rules;
pub mod salience;
mod scan;
mod share;
mod tokens;

use crate::rule::Rule;
use rust_decimal::Decimal;

pub use self::moves::Direction;
pub use self::qualifier::Qualifier;
pub use self::ranges::Range;

use self::amount::Amount;
use self::clause::Clause;
use self::lists::{CHINA, DENMARK, JAPAN, KRONER, NORWAY, SWEDEN};
use self::measured::{Measured, Place, measured};
use self::tokens::Tokens;
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

impl FigureKind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Money,
        Self::Capacity,
        Self::Share,
        Self::Multiple,
        Self::Count,
    ];

    /// Its name in the data: `money`, `capacity`, `share`, `multiple` or `count`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Capacity => "capacity",
            Self::Share => "share",
            Self::Multiple => "multiple",
            Self::Count => "count",
        }
    }
}

/// The names of all kinds, qualifiers and directions in the data.
pub fn names() -> impl Iterator<Item = &'static str> {
    let kinds = FigureKind::ALL.map(FigureKind::name);
    let qualifiers = Qualifier::ALL.map(Qualifier::name);
    let directions = [Direction::Rise, Direction::Fall].map(Direction::name);
    kinds.into_iter().chain(qualifiers).chain(directions)
}

/// One amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it measures.
    pub kind: FigureKind,
    /// The amount in the article's words, the conversion in brackets left out; of the lower end of a range, all of it.
    pub text: String,
    /// The normalised value in `unit`; none where the words give none.
    pub value: Option<Decimal>,
    /// ISO 4217 code for money, else an SI or common symbol (`GWh`, `%`, `×`).
    pub unit: String,
    /// The amount in a second unit, as the text states it or by the rate that the text states.
    pub converted: Option<Converted>,
    /// How the text qualifies it: "about", "up to"; none where it says nothing.
    pub qualifier: Option<Qualifier>,
    /// Whether the text says that it rises or falls, by the amount or to it.
    pub direction: Option<Direction>,
    /// The range of which it is one end, in `unit`.
    pub range: Option<Range>,
    /// Whether it is the upper end of its range, whose text the lower end shows.
    pub upper_end: bool,
    /// What the amount is per, in the article's words ("year", "share").
    pub per: Option<String>,
    /// What the amount measures, in the article's words: a noun phrase that stands alone.
    pub what: Option<String>,
    /// Who does what brings the amount up, where the grammar of the sentence tells.
    pub doer: Option<Doer>,
    /// The year or deadline, in the article's words ("through 2030").
    pub when: Option<String>,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// Where it stands in its sentence.
    pub place: Span,
    /// The rule that found it.
    pub rule: &'static Rule,
}

/// The subject of the statement that brings an amount up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doer {
    /// The noun group: "Acme", "the company's sales".
    pub named: Span,
    /// What follows its "of", "in" or "at": "shares of Acme".
    pub whose: Option<Span>,
    /// Whether it says something rather than does it.
    pub speaks: bool,
    /// Whether the amount, or what is done "to" it, follows the verb at once.
    pub straight: bool,
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
            let language = *language.get_or_insert_with(|| text.language());
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
            let ends = ranges::ends(&t, &pairs);
            // The words that lead to it are English ones; other languages put verbs where it would be.
            let clause = language.may_be_english().then(|| Clause::read(&t, words));
            let mut former: Option<(usize, Measured)> = None;
            let mut before: Option<Span> = None;
            for ((pair, place), range) in pairs.iter().zip(&places).zip(&ends) {
                let found = &pair.found;
                let upper = range.is_some_and(|r| r.upper);
                let around =
                    Around::of(&t, found, range.map_or(pair.end, |r| r.after.max(pair.end)));
                let aim = context::after_time(&t, around.end, &times);
                let said = match (&clause, former) {
                    (_, Some((_, said))) if upper => said,
                    (Some(clause), former) => {
                        let place = Place {
                            found,
                            start: around.start,
                            end: around.end,
                            aim,
                        };
                        measured(clause, place, former)
                    }
                    (None, _) => Measured {
                        direction: moves::beside(&t, around.start, around.end),
                        ..Measured::default()
                    },
                };
                former = Some((aim, said));
                // Outside English only a known noun beside it says what an amount is.
                let noun = || {
                    let start = t.span(around.start, found.end).start;
                    abroad::noun_before(words, start, before)
                        .or_else(|| abroad::noun_after(words, place.end))
                };
                let named = if clause.is_none() { noun() } else { None };
                before = Some(t.span(around.start, around.end));
                let whole = range
                    .filter(|r| !r.upper)
                    .map(|r| t.span(found.start, r.after));
                figures.push(Figure {
                    kind: found.kind,
                    text: whole.unwrap_or(*place).of(words).to_owned(),
                    value: Some(found.value.normalize()),
                    unit: found.unit.clone(),
                    converted: pair.stated.as_ref().map(|(value, unit)| Converted {
                        value: value.normalize(),
                        unit: unit.clone(),
                        rule: &rules::STATED,
                        sentence: id,
                    }),
                    qualifier: around.qualifier.filter(|_| !upper),
                    direction: said.direction,
                    range: range.map(|r| r.range),
                    upper_end: upper,
                    per: around.per.map(str::to_owned),
                    what: said
                        .what
                        .map(|g| t.words(g.start, g.end))
                        .or_else(|| named.map(|n| n.of(words)))
                        .map(str::to_owned),
                    doer: clause.as_ref().and_then(|c| c.doer(found.start)),
                    when: context::when(words, whole.unwrap_or(*place), &times, &places),
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

/// The words around an amount that belong to it.
struct Around<'a> {
    qualifier: Option<Qualifier>,
    per: Option<&'a str>,
    /// First token, qualifier included.
    start: usize,
    /// The token after it, conversion, rate and qualifier included.
    end: usize,
}

impl<'a> Around<'a> {
    /// `end` is the token after the amount and its conversion.
    fn of(t: &Tokens<'a>, found: &Amount, end: usize) -> Self {
        let before = qualifier::before(t, found.start).or_else(|| {
            // "more than a quarter" took its qualifier in.
            let plus = (found.start..found.end).any(|i| t.raw(i) == "+");
            let inside = qualifier::at(t, found.start, found.end);
            let inside = inside.or(plus.then_some(Qualifier::MoreThan));
            inside.map(|q| (q, found.start))
        });
        // "up to roughly $5m": the first of two says the more.
        let before = before.map(|(q, start)| {
            let outer = qualifier::before(t, start).filter(|_| start < found.start);
            outer.unwrap_or((q, start))
        });
        let after = qualifier::after(t, end);
        let end = after.map_or(end, |(_, end)| end);
        let per = per::per(t, found, end);
        let end = per.map_or(end, |(_, end)| end);
        Self {
            qualifier: before.map(|(q, _)| q).or(after.map(|(q, _)| q)),
            per: per.map(|(words, _)| words),
            start: before.map_or(found.start, |(_, start)| start),
            end,
        }
    }
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
