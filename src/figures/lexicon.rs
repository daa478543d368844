//! The word tables of figures, compiled in: currencies, their parts, multipliers, number words, units, fractions.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::FigureKind;
use super::tokens::{TokenKind, Tokens, key_of};
use crate::pattern::Pattern;
use crate::table::{Cell, Fault, Row, Values, Words, tables};
use crate::text::language::Language;

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
#[derive(Debug, Clone)]
pub(super) struct Multiplier {
    pub(super) factor: Decimal,
    pub(super) only: &'static MultiplierFlags,
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
    /// Those of them that are full names and hold the word of their kind ("kanadische dollar"), or stand with digits.
    pub(super) full_names: HashSet<String>,
    /// Currencies with a multiplier in the word.
    pub(super) scaled: HashMap<String, (Currency, Decimal)>,
    /// Those with more conditions first.
    multipliers: HashMap<String, Vec<Multiplier>>,
    numbers: HashMap<Language, HashMap<String, Decimal>>,
    /// First words of everything that may begin an amount without a digit.
    pub(super) starters: HashSet<String>,
    pub(super) unit_signs: HashMap<String, Unit>,
    pub(super) unit_words: HashMap<String, Unit>,
    pub(super) fractions: HashMap<String, Decimal>,
    pub(super) multiple_verbs: HashMap<String, Decimal>,
    pub(super) multiple_adverbs: HashMap<String, Decimal>,
}

/// Words that begin a number though they are none by themselves.
const STARTERS: [&str; 11] = [
    "half", "quarter", "twice", "halbe", "halben", "halber", "demi", "medio", "media", "mezzo",
    "mezza",
];

/// The tables, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

tables! {
    "data/currencies.txt" => {
        /// ISO 4217 codes and their words.
        CURRENCIES: Vec<(&'static str, Values)> = "";
    }
    "data/currency_words.txt" => {
        /// Codes, flags and words beyond those.
        CURRENCY_WORDS: Vec<(&'static str, CurrencyFlags, Values)> = "words";
        /// Codes, factors, and words that are both in one (mdp).
        SCALED_WORDS: Vec<(&'static str, Decimal, Values)> = "scaled";
        /// Codes that the press also writes in small letters.
        SMALL_CODES: Words = "small-codes";
        /// Codes that are English words in capitals too.
        WORD_CODES: Words = "word-codes";
    }
    "data/currency_names.txt" => {
        /// Codes and full names in other languages.
        CURRENCY_NAMES: Vec<(&'static str, Values)> = "";
    }
    "data/subunits.txt" => {
        /// Codes, how many parts make one, and words.
        SUBUNITS: Vec<(&'static str, Decimal, Values)> = "";
    }
    "data/multipliers.txt" => {
        /// Factors, where they count, and words.
        MULTIPLIERS: Vec<(Decimal, MultiplierFlags, Values)> = "multipliers";
        /// The shape of a word that may be a multiplier.
        pub(super) LIKE_MULTIPLIERS: Pattern = "like";
        /// Words that are none in spite of it.
        pub(super) NO_MULTIPLIERS: Words = "unlike";
    }
    "data/number_words.txt" => {
        /// Values, languages and words.
        NUMBER_WORDS: Vec<(Decimal, Language, Values)> = "";
    }
    "data/units.txt" => {
        /// Symbols, SI prefixes, other spellings and words.
        UNITS: Vec<(&'static str, Values, Values, Values)> = "units";
        /// Signs that are one letter or a word: they would take every "5 m" and "5 in".
        UNSAFE_SIGNS: Words = "unsafe-signs";
        /// SI prefixes as signs and as words, and their factors.
        PREFIXES: Vec<(&'static str, &'static str, Decimal)> = "prefixes";
    }
    "data/counts.txt" => {
        /// Units as shown, and words.
        COUNTS: Vec<(&'static str, Values)> = "";
    }
    "data/fractions.txt" => {
        /// Per cent, and words.
        FRACTIONS: Vec<(Decimal, Values)> = "";
    }
    "data/multiples.txt" => {
        /// Factors, verb forms, adverbs.
        MULTIPLES: Vec<(Decimal, Values, Values)> = "";
    }
}

impl Cell for Decimal {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        row.parse(cell)
    }
}

/// Where a currency's word may stand.
#[derive(Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "they are the independent flags of the table"
)]
struct CurrencyFlags {
    before: bool,
    after: bool,
    weak: bool,
    weight: bool,
    glued: bool,
}

impl Cell for CurrencyFlags {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        let mut flags = Self::default();
        for flag in Values::of_cell(row, cell)? {
            match flag {
                "before" => flags.before = true,
                "after" => flags.after = true,
                "weak" => flags.weak = true,
                "weight" => flags.weight = true,
                "glued" => flags.glued = true,
                _ => return Err(row.fault(format!("there is no flag `{flag}`"))),
            }
        }
        Ok(flags)
    }
}

/// Where a multiplier counts: everywhere if nothing is said.
#[derive(Debug, Default)]
pub(super) struct MultiplierFlags {
    /// Glued to the number or beside a currency.
    pub(super) tight: bool,
    /// Only with a currency before the number.
    pub(super) before: bool,
    /// Only with a full stop that ends no sentence.
    pub(super) stop: bool,
    /// Only beside one of these currencies.
    pub(super) codes: Values,
    languages: Vec<Language>,
}

impl MultiplierFlags {
    /// Whether a text of this language may hold it.
    pub(super) fn speaks(&self, language: Language) -> bool {
        self.languages.is_empty()
            || self.languages.contains(&language)
            || language.may_be_english() && self.languages.contains(&Language::English)
    }

    /// Whether it counts wherever it stands in a text of its language.
    fn anywhere(&self) -> bool {
        !(self.tight || self.before || self.stop) && self.codes.is_empty()
    }

    fn conditions(&self) -> usize {
        let flags = [
            self.tight,
            self.before,
            self.stop,
            !self.codes.is_empty(),
            !self.languages.is_empty(),
        ];
        flags.into_iter().filter(|f| *f).count()
    }
}

impl Cell for MultiplierFlags {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        let mut flags = Self::default();
        for flag in Values::of_cell(row, cell)? {
            match flag {
                "tight" => flags.tight = true,
                "before" => flags.before = true,
                "stop" => flags.stop = true,
                code if code.bytes().all(|b| b.is_ascii_uppercase()) => flags.codes.push(code),
                code => flags.languages.push(Language::of_cell(row, code)?),
            }
        }
        Ok(flags)
    }
}

impl Cell for Language {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        let code = if cell.is_empty() { "en" } else { cell };
        Self::of_code(code).ok_or_else(|| row.fault(format!("there is no language `{code}`")))
    }
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self::default();
        lexicon.read_currencies();
        for (factor, only, words) in MULTIPLIERS.iter() {
            for word in words {
                let same = lexicon.multipliers.entry(key_of(word)).or_default();
                same.push(Multiplier {
                    factor: *factor,
                    only,
                });
                same.sort_by_key(|m| std::cmp::Reverse(m.only.conditions()));
            }
        }
        for (value, language, words) in NUMBER_WORDS.iter() {
            for word in words {
                lexicon.starters.insert(key_of(word));
                let own = lexicon.numbers.entry(*language).or_default();
                own.insert(key_of(word), *value);
            }
        }
        lexicon.read_units();
        for (share, words) in FRACTIONS.iter() {
            let keys = words.iter().map(|w| (key_of(w), *share));
            lexicon.fractions.extend(keys);
        }
        for (factor, verbs, adverbs) in MULTIPLES.iter() {
            let keys = |words: &Values| -> Vec<(String, Decimal)> {
                words.iter().map(|w| (key_of(w), *factor)).collect()
            };
            lexicon.multiple_verbs.extend(keys(verbs));
            lexicon.multiple_adverbs.extend(keys(adverbs));
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
        lexicon.starters.extend(STARTERS.map(str::to_owned));
        lexicon
    }

    fn read_currencies(&mut self) {
        for (code, words) in CURRENCIES.iter() {
            let lower = code.to_lowercase();
            let plain = Currency {
                code,
                before: true,
                after: true,
                weak: WORD_CODES.has(&lower),
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
            for word in words {
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
        for (code, flags, words) in CURRENCY_WORDS.iter() {
            for word in words {
                let key = key_of(word);
                let is_code = key.len() == 3 && key.eq_ignore_ascii_case(code);
                let currency = Currency {
                    code,
                    before: !flags.after,
                    after: !flags.before,
                    weak: flags.weak,
                    weight: flags.weight,
                    capitals: is_code && !SMALL_CODES.has(&key),
                    glued: flags.glued,
                };
                self.currencies.insert(key, currency);
            }
        }
        for (code, words) in CURRENCY_NAMES.iter() {
            let currency = Currency {
                code,
                before: false,
                after: true,
                weak: false,
                weight: false,
                capitals: false,
                glued: false,
            };
            for word in words {
                // What the other tables say of a word stands.
                let key = key_of(word);
                if !self.currencies.contains_key(&key) {
                    self.currencies.insert(key.clone(), currency);
                    self.full_names.insert(key);
                }
            }
        }
        for (code, factor, words) in SCALED_WORDS.iter() {
            let currency = Currency {
                code,
                before: true,
                after: true,
                weak: false,
                weight: false,
                capitals: false,
                glued: false,
            };
            let keys = words.iter().map(|w| (key_of(w), (currency, *factor)));
            self.scaled.extend(keys);
        }
        for (code, per, words) in SUBUNITS.iter() {
            let part = Part { code, per: *per };
            self.parts.extend(words.iter().map(|w| (key_of(w), part)));
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
        for (base, prefixes, others, words) in UNITS.iter() {
            for word in words {
                put_words(base, word, FigureKind::Capacity);
            }
            signs.insert((*base).to_owned(), (*base).to_owned());
            for other in others {
                signs.insert((*other).to_owned(), (*base).to_owned());
            }
            for (sign, name, _) in PREFIXES.iter().filter(|p| prefixes.contains(&p.0)) {
                let symbol = format!("{sign}{base}");
                for word in words {
                    put_words(&symbol, &format!("{name}{word}"), FigureKind::Capacity);
                }
                signs.insert(symbol.clone(), symbol);
            }
        }
        for (unit, words) in COUNTS.iter() {
            for word in words {
                put_words(unit, word, FigureKind::Count);
            }
        }
        signs.retain(|sign, _| !UNSAFE_SIGNS.has(sign));
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

    /// The factor of a unit's SI prefix, and the unit without it.
    pub(super) fn prefixed(unit: &str) -> Option<(Decimal, &str)> {
        PREFIXES.iter().find_map(|(sign, _, factor)| {
            let base = unit.strip_prefix(sign)?;
            let takes = |u: &&(&str, Values, Values, Values)| u.0 == base && u.1.contains(sign);
            UNITS.iter().find(takes).map(|_| (*factor, base))
        })
    }

    /// What this key may multiply by, the most likely first.
    pub(super) fn multipliers(&self, key: &str) -> &[Multiplier] {
        self.multipliers.get(key).map_or(&[], Vec::as_slice)
    }

    /// What this key multiplies by in a text of this language, wherever it stands.
    pub(super) fn multiplier(&self, key: &str, language: Language) -> Option<Decimal> {
        let mut all = self.multipliers(key).iter();
        all.find(|m| m.only.anywhere() && m.only.speaks(language))
            .map(|m| m.factor)
    }

    /// The value of a number word in a text of this language; the words of English where there are none.
    pub(super) fn number(&self, key: &str, language: Language) -> Option<Decimal> {
        let words = self.numbers.get(&language);
        let words = words.or_else(|| self.numbers.get(&Language::English));
        words.and_then(|n| n.get(key)).copied()
    }
}

/// Tokens of the longest phrase of a table, in words and in characters of a script that parts none.
const WORDS: usize = 6;
const CHARACTERS: usize = 14;

/// The longest phrase of a table that begins at token `i`, and the token after it.
pub(super) fn longest<'t, T>(
    table: &'t HashMap<String, T>,
    tokens: &Tokens<'_>,
    i: usize,
) -> Option<(&'t T, usize)> {
    let mut key = String::with_capacity(24);
    let mut found = None;
    let reach = if tokens.kind(i) == Some(TokenKind::Ideograph) {
        CHARACTERS
    } else {
        WORDS
    };
    for end in i..(i + reach).min(tokens.len()) {
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

/// The unit at token `i`: a sign in its exact case, or words.
pub(super) fn unit<'l>(t: &Tokens<'_>, i: usize) -> Option<(&'l Unit, usize)> {
    let mut sign = String::new();
    let mut found = None;
    for end in i..(i + 4).min(t.len()) {
        if end > i && !t.glued(end) {
            break;
        }
        sign.push_str(t.raw(end));
        if let Some(unit) = LEXICON.unit_signs.get(sign.as_str()) {
            // A letter glued to more letters or digits is part of a name (t3, W12).
            let free = !(t.glued(end + 1)
                && matches!(t.kind(end + 1), Some(TokenKind::Number | TokenKind::Word)));
            if free {
                found = Some((unit, end + 1));
            }
        }
    }
    found.or_else(|| longest(&LEXICON.unit_words, t, i))
}
