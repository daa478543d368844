//! The word tables of figures, compiled in: currencies, their parts, multipliers, number words, units, fractions.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::FigureKind;
use super::language::Language;
use super::tokens::{TokenKind, Tokens, key_of};

/// What a currency word or sign stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "they are the independent flags of the table"
)]
pub(super) struct Currency {
    pub(super) code: &'static str,
    pub(super) before: bool,
    pub(super) after: bool,
    /// An ordinary word as well, so it needs an amount that looks like money.
    pub(super) weak: bool,
    /// A weight as well.
    pub(super) weight: bool,
    /// Counts in capitals only.
    pub(super) capitals: bool,
    /// Counts only glued to its number.
    pub(super) glued: bool,
}

/// A part of a currency, such as the cent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) code: &'static str,
    pub(super) per: Decimal,
}

/// What multiplies the number before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Multiplier {
    pub(super) factor: Decimal,
    pub(super) tight: bool,
}

/// A unit of measure or a counted thing.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) symbol: String,
    pub(super) kind: FigureKind,
}

/// All tables.
#[derive(Default)]
pub(super) struct Lexicon {
    pub(super) currencies: HashMap<String, Currency>,
    pub(super) parts: HashMap<String, Part>,
    multipliers: HashMap<String, Multiplier>,
    other_multipliers: HashMap<Language, HashMap<String, Multiplier>>,
    numbers: HashMap<Language, HashMap<String, Decimal>>,
    /// First words of everything that may begin an amount without a digit.
    pub(super) starters: HashSet<String>,
    pub(super) unit_signs: HashMap<String, Unit>,
    pub(super) unit_words: HashMap<String, Unit>,
    pub(super) fractions: HashMap<String, Decimal>,
    pub(super) multiple_verbs: HashMap<String, Decimal>,
    pub(super) multiple_adverbs: HashMap<String, Decimal>,
}

/// The tables, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

const CURRENCIES: &str = include_str!("tables/currencies.txt");
const CURRENCY_WORDS: &str = include_str!("tables/currency_words.txt");
const SUBUNITS: &str = include_str!("tables/subunits.txt");
const MULTIPLIERS: &str = include_str!("tables/multipliers.txt");
const NUMBER_WORDS: &str = include_str!("tables/number_words.txt");
const UNITS: &str = include_str!("tables/units.txt");
const COUNTS: &str = include_str!("tables/counts.txt");
const FRACTIONS: &str = include_str!("tables/fractions.txt");
const MULTIPLES: &str = include_str!("tables/multiples.txt");

/// SI prefixes as signs and as words.
const PREFIXES: &[(&str, &str)] = &[
    ("m", "milli"),
    ("k", "kilo"),
    ("M", "mega"),
    ("G", "giga"),
    ("T", "tera"),
    ("P", "peta"),
    ("E", "exa"),
];

/// Codes that the press also writes in small letters.
const SMALL_CODES: &[&str] = &[
    "usd", "eur", "gbp", "jpy", "cny", "rmb", "krw", "inr", "aud", "cad", "hkd", "sgd", "nzd",
    "chf", "sek", "nok", "twd",
];

/// Codes that are English words in capitals too.
const WORD_CODES: &[&str] = &[
    "all", "top", "cup", "sos", "try", "mad", "pen", "cop", "gel", "mop", "bam", "bob",
];

/// The rows of a table, comments left out, as columns.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        .map(|l| l.split('\t').collect())
}

fn column<'a>(row: &[&'a str], i: usize) -> &'a str {
    row.get(i).copied().unwrap_or_default()
}

fn words(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split("; ")
        .map(str::trim)
        .filter(|w| !w.is_empty() && *w != "-")
}

fn value(cell: &str) -> Decimal {
    cell.parse().unwrap_or_default()
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self::default();
        lexicon.read_currencies();
        for row in rows(MULTIPLIERS) {
            let factor = value(column(&row, 0));
            let languages: Vec<Language> = column(&row, 1)
                .split(',')
                .filter_map(Language::of_code)
                .collect();
            let multiplier = Multiplier {
                factor,
                tight: column(&row, 1).contains("tight"),
            };
            for word in words(column(&row, 2)) {
                if languages.is_empty() {
                    lexicon.multipliers.insert(key_of(word), multiplier);
                }
                for &language in &languages {
                    lexicon
                        .other_multipliers
                        .entry(language)
                        .or_default()
                        .insert(key_of(word), multiplier);
                }
            }
        }
        for row in rows(NUMBER_WORDS) {
            let language = Language::of_code(column(&row, 1)).unwrap_or(Language::English);
            for word in words(column(&row, 2)) {
                lexicon.starters.insert(key_of(word));
                lexicon
                    .numbers
                    .entry(language)
                    .or_default()
                    .insert(key_of(word), value(column(&row, 0)));
            }
        }
        lexicon.read_units();
        for row in rows(FRACTIONS) {
            lexicon
                .fractions
                .extend(words(column(&row, 1)).map(|w| (key_of(w), value(column(&row, 0)))));
        }
        for row in rows(MULTIPLES) {
            let factor = value(column(&row, 0));
            lexicon
                .multiple_verbs
                .extend(words(column(&row, 1)).map(|w| (key_of(w), factor)));
            lexicon
                .multiple_adverbs
                .extend(words(column(&row, 2)).map(|w| (key_of(w), factor)));
        }
        let phrases = lexicon
            .fractions
            .keys()
            .chain(lexicon.multiple_verbs.keys())
            .chain(lexicon.multiple_adverbs.keys());
        let first: Vec<String> = phrases
            .filter_map(|p| p.split(' ').next())
            .map(str::to_owned)
            .collect();
        lexicon.starters.extend(first);
        lexicon
            .starters
            .extend(["half", "quarter", "twice"].map(str::to_owned));
        lexicon
    }

    fn read_currencies(&mut self) {
        for row in rows(CURRENCIES) {
            let code = column(&row, 0);
            let lower = code.to_lowercase();
            let weak = WORD_CODES.contains(&lower.as_str());
            let plain = Currency {
                code,
                before: true,
                after: true,
                weak,
                weight: false,
                capitals: false,
                glued: false,
            };
            self.currencies.insert(
                lower,
                Currency {
                    capitals: true,
                    ..plain
                },
            );
            for word in words(column(&row, 1)) {
                self.currencies.insert(
                    key_of(word),
                    Currency {
                        before: false,
                        weak: false,
                        ..plain
                    },
                );
            }
        }
        for row in rows(CURRENCY_WORDS) {
            let flags = column(&row, 1);
            let code = column(&row, 0);
            for word in words(column(&row, 2)) {
                let key = key_of(word);
                let is_code = key.len() == 3 && key.eq_ignore_ascii_case(code);
                let currency = Currency {
                    code,
                    before: !flags.contains("after"),
                    after: !flags.contains("before"),
                    weak: flags.contains("weak"),
                    weight: flags.contains("weight"),
                    capitals: is_code && !SMALL_CODES.contains(&key.as_str()),
                    glued: flags.contains("glued"),
                };
                self.currencies.insert(key, currency);
            }
        }
        for row in rows(SUBUNITS) {
            let part = Part {
                code: column(&row, 0),
                per: value(column(&row, 1)),
            };
            self.parts
                .extend(words(column(&row, 2)).map(|w| (key_of(w), part)));
        }
    }

    fn read_units(&mut self) {
        let mut put_words = |symbol: &str, word: &str, kind: FigureKind| {
            let unit = Unit {
                symbol: symbol.to_owned(),
                kind,
            };
            self.unit_words
                .insert(key_of(&format!("{word}s")), unit.clone());
            self.unit_words.insert(key_of(word), unit);
        };
        let mut signs = BTreeMap::new();
        for row in rows(UNITS) {
            let base = column(&row, 0);
            for word in words(column(&row, 3)) {
                put_words(base, word, FigureKind::Capacity);
            }
            signs.insert(base.to_owned(), base.to_owned());
            for other in column(&row, 2).split(' ').filter(|s| *s != "-") {
                signs.insert(other.to_owned(), base.to_owned());
            }
            for prefix in column(&row, 1).split(' ') {
                let Some((sign, name)) = PREFIXES.iter().find(|p| p.0 == prefix) else {
                    continue;
                };
                let symbol = format!("{sign}{base}");
                for word in words(column(&row, 3)) {
                    put_words(&symbol, &format!("{name}{word}"), FigureKind::Capacity);
                }
                signs.insert(symbol.clone(), symbol);
            }
        }
        for row in rows(COUNTS) {
            for word in words(column(&row, 1)) {
                put_words(column(&row, 0), word, FigureKind::Count);
            }
        }
        // One letter, or a word: as signs they would take every "5 m" and "5 in".
        for unsafe_sign in [
            "m", "in", "g", "A", "J", "B", "V", "L", "acre", "ft", "gal", "mi",
        ] {
            signs.remove(unsafe_sign);
        }
        self.unit_signs = signs
            .into_iter()
            .map(|(sign, symbol)| {
                (
                    sign,
                    Unit {
                        symbol,
                        kind: FigureKind::Capacity,
                    },
                )
            })
            .collect();
    }

    /// The multiplier of this key in a text of this language.
    pub(super) fn multiplier(&self, key: &str, language: Language) -> Option<Multiplier> {
        if language != Language::English
            && let Some(m) = self
                .other_multipliers
                .get(&language)
                .and_then(|m| m.get(key))
        {
            return Some(*m);
        }
        self.multipliers.get(key).copied()
    }

    /// The value of a number word in a text of this language.
    pub(super) fn number(&self, key: &str, language: Language) -> Option<Decimal> {
        let language = if language == Language::Other {
            Language::English
        } else {
            language
        };
        self.numbers
            .get(&language)
            .and_then(|n| n.get(key))
            .copied()
    }
}

/// The longest phrase of a table that begins at token `i`, and the token after it.
pub(super) fn longest<'t, T>(
    table: &'t HashMap<String, T>,
    tokens: &Tokens<'_>,
    i: usize,
) -> Option<(&'t T, usize)> {
    let mut key = String::with_capacity(24);
    let mut found = None;
    for end in i..(i + 6).min(tokens.len()) {
        // Phrases hold no number, and no comma, bracket or the like.
        let other = tokens.kind(end) == Some(TokenKind::Mark)
            && matches!(
                tokens.raw(end),
                "," | "(" | ")" | ";" | ":" | "\"" | "“" | "”"
            );
        if other || tokens.kind(end) == Some(TokenKind::Number) {
            break;
        }
        let before = key.len();
        tokens.push_key(end, &mut key);
        if key.len() == before {
            continue;
        }
        if let Some(entry) = table.get(key.as_str()) {
            found = Some((entry, end + 1));
        }
    }
    found
}
