//! Which amounts of an article matter: those of the headline and the lead, the largest of their kind, those that an
//! event's word stands beside; not the share price, not the small print.

use rust_decimal::Decimal;

use super::{Figure, FigureKind, figures};
use crate::hash::{Map, Set};
use crate::table::{Words, tables};
use crate::text::prose::{BlockKind, Text};

tables! {
    "data/salience.txt" => {
        /// Words of events that an amount goes with.
        EVENTS: Words = "events";
        /// Words by which a sentence tells of prices at an exchange.
        EXCHANGE: Words = "exchange";
        /// Words of small print.
        SMALL_PRINT: Words = "small-print";
    }
}

/// How many amounts of an article matter at most.
pub const MOST: usize = 3;

/// An amount of fewer points does not matter however few there are.
const LEAST: u32 = 45;

/// Bytes before and after an amount in which an event's word stands with it.
const NEAR_BEFORE: usize = 60;
const NEAR_AFTER: usize = 40;

/// Amounts of one sentence from which on it is a list.
const LIST: usize = 6;

/// Points of each figure, from 0 to about 150, in their order. `title` is the article's headline.
pub fn weigh(all: &[Figure], text: &Text, title: &str) -> Vec<u32> {
    let headline = figures(&Text::from_markdown(title));
    let exchange_news = has_word(title, &EXCHANGE);
    let mut seen: Set<(&str, Decimal)> = Set::default();
    let mut out = Vec::with_capacity(all.len());
    let order = sentence_order(text);
    let mut largest: Map<&str, (usize, Decimal)> = Map::default();
    for (figure, value) in all.iter().filter_map(|f| Some((f, f.value?))) {
        let of_unit = largest.entry(&figure.unit).or_insert((0, value));
        of_unit.0 += usize::from(!figure.upper_end);
        of_unit.1 = of_unit.1.max(value);
    }
    // No other amount of the article in this unit is larger.
    let is_largest = |figure: &Figure| {
        let of_unit = largest.get(figure.unit.as_str());
        of_unit.is_some_and(|(count, most)| *count > 1 && figure.value == Some(*most))
    };
    let mut print: Option<usize> = None;
    for own in all.chunk_by(|a, b| a.sentence == b.sentence) {
        let Some(first) = own.first() else { continue };
        let sentence = text.sentence(first.sentence);
        let block = text.blocks.get(first.sentence.block);
        let lead = order(first.sentence.block, first.sentence.sentence);
        let small = has_word(sentence, &SMALL_PRINT);
        let about = block.is_some_and(|b| b.text.starts_with("About ") && lead > 5);
        if (small || about) && print.is_none() {
            print = Some(first.sentence.block);
        }
        let exchange = !exchange_news && has_word(sentence, &EXCHANGE);
        for figure in own {
            let mut points = match figure.kind {
                FigureKind::Money => 30,
                FigureKind::Capacity | FigureKind::Multiple | FigureKind::Count => 18,
                FigureKind::Share => 16,
            };
            let told = headline.iter().any(|h| same(h, figure));
            points += if told { 60 } else { 0 };
            points += match lead {
                0 => 30,
                1 => 20,
                2 => 14,
                3..=5 => 8,
                6..=9 => 3,
                _ => 0,
            };
            points += if figure.what.is_some() { 10 } else { 0 };
            points += if beside_event(sentence, figure) {
                15
            } else {
                0
            };
            points += if is_largest(figure) { 12 } else { 0 };
            let again = figure
                .value
                .is_some_and(|v| !seen.insert((figure.unit.as_str(), v)));
            let price = figure.per.is_some() && figure.kind == FigureKind::Money;
            for (against, cost) in [
                (
                    exchange && (figure.kind == FigureKind::Share || price || is_small(figure)),
                    35,
                ),
                (
                    small || print.is_some_and(|p| p <= first.sentence.block && lead > 5),
                    40,
                ),
                (own.len() >= LIST, 12),
                (
                    block.is_some_and(|b| matches!(b.kind, BlockKind::Cell | BlockKind::Caption)),
                    20,
                ),
                (price, 8),
                (is_former(sentence, figure), 15),
                (is_small(figure) && !told, 12),
            ] {
                if against {
                    points -= cost;
                }
            }
            // An amount matters once.
            if again || figure.upper_end || figure.value.is_none() {
                points = 0;
            }
            out.push(u32::try_from(points).unwrap_or(0));
        }
    }
    out
}

/// The places of the figures that matter, the most telling first, by their points.
pub fn salient(points: &[u32]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..points.len()).collect();
    let of = |i: usize| points.get(i).copied().unwrap_or_default();
    places.retain(|i| of(*i) >= LEAST);
    places.sort_by_key(|i| (std::cmp::Reverse(of(*i)), *i));
    places.truncate(MOST);
    places
}

/// Counts the sentences of running text before each.
fn sentence_order(text: &Text) -> impl Fn(usize, usize) -> usize + use<> {
    let mut before = Vec::with_capacity(text.blocks.len());
    let mut sum = 0;
    for block in &text.blocks {
        before.push(sum);
        let running = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote
        );
        sum += if running { block.sentences.len() } else { 0 };
    }
    move |block, sentence| before.get(block).map_or(usize::MAX, |b| b + sentence)
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|w| !w.is_empty())
}

fn has_word(text: &str, list: &Words) -> bool {
    words(text).any(|w| list.has_any_case(w))
}

/// Whether two figures state the same amount.
fn same(a: &Figure, b: &Figure) -> bool {
    a.value.is_some() && a.value == b.value && a.kind == b.kind
}

/// Whether an event's word stands with the amount.
fn beside_event(sentence: &str, figure: &Figure) -> bool {
    let from = sentence.floor_char_boundary(figure.place.start.saturating_sub(NEAR_BEFORE));
    let to = sentence.ceil_char_boundary((figure.place.end + NEAR_AFTER).min(sentence.len()));
    sentence
        .get(from..to)
        .is_some_and(|near| has_word(near, &EVENTS))
}

/// Whether the words before an amount make it the one that another is compared with: "up from $2bn".
fn is_former(sentence: &str, figure: &Figure) -> bool {
    let before = sentence.get(..figure.place.start).unwrap_or_default();
    words(before)
        .next_back()
        .is_some_and(|w| matches!(w, "from" | "versus" | "vs" | "against" | "than"))
}

/// Whether an amount is so small that it is a price or a specification, not news.
fn is_small(figure: &Figure) -> bool {
    let below = |most: u32| figure.value.is_some_and(|v| v.abs() < Decimal::from(most));
    match figure.kind {
        FigureKind::Money => below(10_000),
        FigureKind::Count => below(20),
        FigureKind::Capacity => matches!(
            figure.unit.as_str(),
            "mm" | "cm"
                | "in"
                | "µm"
                | "nm"
                | "GB"
                | "MB"
                | "TB"
                | "V"
                | "mAh"
                | "g"
                | "oz"
                | "ft"
                | "m"
                | "hp"
                | "mph"
                | "°C"
                | "lb"
                | "Hz"
                | "kHz"
                | "MHz"
                | "GHz"
        ),
        FigureKind::Share | FigureKind::Multiple => false,
    }
}
