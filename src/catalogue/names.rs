//! All names of the catalogue, and where they stand in a text's words; the stage that searches texts is `names`.

use std::sync::{Arc, OnceLock};

use super::inflections::Inflections;
use super::lookup::Lookup;
use super::spellings::{NO_TERM, OTHER_SENSES, Spellings};
use super::unspaced::{Unspaced, goes_on_as_text};
use super::{Term, TermKind};
use crate::text::words::{Word, is_hangul, is_unspaced, words};

/// Words that make a name a phrase of ordinary language when nothing joins them: "pick-up" is a truck, "pick up" a verb.
const PARTICLES: &[&str] = &[
    "at", "by", "down", "in", "no", "of", "off", "on", "out", "over", "the", "to", "up",
];

/// How a word of a name must be written in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Case {
    /// An acronym or a word with inner capitals: as it stands here.
    Exact(String),
    /// A proper name: with a capital.
    Capital,
    /// The name of a field ("diagnostics"): not without its last letter, which makes it an adjective.
    Field,
    /// Anyhow.
    Any,
}

/// One name of one term.
#[derive(Debug)]
pub struct Name {
    /// Index into the catalogue's terms; of a phrase that is no name, one past all.
    pub term: usize,
    /// Which taxonomy.
    pub kind: TermKind,
    /// Whether it needs a context word.
    pub ambiguous: bool,
    /// Number of words.
    pub words: usize,
    plain: Vec<String>,
    case: Vec<Case>,
    comma: bool,
    /// Which words must be joined to the one before by a hyphen.
    hyphen: Vec<bool>,
}

/// One name found in a text.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'c> {
    /// The name.
    pub name: &'c Name,
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
}

/// All names of a catalogue.
#[derive(Debug)]
pub struct Names {
    terms: Arc<Vec<Term>>,
    spellings: Lookup,
    /// How each name is written, by its number; most are never asked for.
    by_number: Box<[OnceLock<Box<Name>>]>,
    unspaced: OnceLock<Unspaced>,
    inflections: Inflections,
    branches: Vec<u32>,
    modifiers: Lookup,
}

impl Names {
    /// The names of these terms.
    pub(super) fn new(terms: Arc<Vec<Term>>, spellings: Spellings) -> Self {
        Self {
            terms,
            spellings: spellings.names,
            by_number: (0..spellings.count).map(|_| OnceLock::new()).collect(),
            unspaced: OnceLock::new(),
            inflections: Inflections::new(spellings.words),
            branches: spellings.branches,
            modifiers: spellings.modifiers,
        }
    }

    /// The broadest term above this one, or itself, that is not above too much: terms that share it are of one branch.
    pub fn branch(&self, term: usize) -> usize {
        let branch = self.branches.get(term).copied();
        branch.and_then(|b| usize::try_from(b).ok()).unwrap_or(term)
    }

    /// In how many names of technologies this word, in its plain form, or words joined by hyphens stand before the last.
    pub fn modifies(&self, plain: &str) -> u32 {
        let count = self.modifiers.get(plain).and_then(|mut c| c.next());
        count.unwrap_or(0)
    }

    /// The words of a text, cut at the borders of names that stand in scripts without spaces.
    pub fn words<'a>(&self, text: &'a str) -> Vec<Word<'a>> {
        let words = words(text);
        if !words.iter().any(|w| w.text.contains(is_unspaced)) {
            return words;
        }
        let unspaced = self.unspaced.get_or_init(|| Unspaced::new(&self.terms));
        unspaced.cut(text, words)
    }

    /// Every name that stands in these words, overlapping ones too, by place, the longest first.
    pub fn find(&self, text: &[Word<'_>]) -> Vec<Hit<'_>> {
        let language = Inflections::of(text);
        let mut inflected = vec![false; text.len()];
        let forms: Vec<_> = text
            .iter()
            .zip(&mut inflected)
            .map(|(word, inflected)| {
                let folded = word.folded();
                let stem = self.inflections.stem(word, &folded, &language);
                *inflected = stem.is_some();
                stem.unwrap_or(folded)
            })
            .collect();
        let mut hits = Vec::new();
        let mut spelled = String::new();
        for start in 0..text.len() {
            spelled.clear();
            for (form, end) in forms.iter().skip(start).zip(start + 1..) {
                if !spelled.is_empty() {
                    spelled.push(' ');
                }
                spelled.push_str(form);
                let Some(mut numbers) = self.spellings.get(&spelled) else {
                    break;
                };
                let longer = numbers.next() == Some(1);
                let words = text.get(start..end).unwrap_or_default();
                let inflected = inflected.get(start..end).unwrap_or_default();
                let after = text.get(end..).unwrap_or_default();
                for name in self.names(numbers) {
                    if name.fits(words, inflected) && !name.goes_on(after) {
                        hits.push(Hit { name, start, end });
                    }
                }
                if !longer {
                    break;
                }
            }
        }
        hits.sort_by(|a, b| {
            a.start
                .cmp(&b.start)
                .then(b.end.cmp(&a.end))
                .then(a.name.term.cmp(&b.name.term))
        });
        hits
    }

    /// The names of an entry: the number of the first of them, then the term and the place of each among its names.
    fn names(&self, mut entry: impl Iterator<Item = u32>) -> impl Iterator<Item = &Name> {
        let first = entry.next().and_then(|first| usize::try_from(first).ok());
        let mut number = first.unwrap_or(usize::MAX);
        std::iter::from_fn(move || {
            let (term, nth) = (entry.next()?, entry.next()?);
            let slot = self.by_number.get(number)?;
            number += 1;
            Some(&**slot.get_or_init(|| Box::new(self.name(term, nth))))
        })
    }

    fn name(&self, term: u32, nth: u32) -> Name {
        let (index, nth) = (
            usize::try_from(term).unwrap_or_default(),
            usize::try_from(nth).unwrap_or_default(),
        );
        match self.terms.get(index).filter(|_| term != NO_TERM) {
            Some(term) => {
                let name = term.names().nth(nth).unwrap_or_default();
                Name::of(name, index, term)
            }
            None => Name::of_phrase(OTHER_SENSES.get(nth).copied().unwrap_or_default()),
        }
    }
}

/// Which words of a technology's name need the hyphen that the name has before them: those beside a particle.
fn hyphens(parts: &[Word<'_>], kind: TermKind) -> Vec<bool> {
    let particle = |i: usize| {
        parts
            .get(i)
            .is_some_and(|w| PARTICLES.contains(&w.plain.as_str()))
    };
    let needs = |i: usize| i > 0 && (particle(i) || particle(i - 1));
    parts
        .iter()
        .enumerate()
        .map(|(i, w)| kind == TermKind::Technology && w.gap == "-" && needs(i))
        .collect()
}

impl Name {
    fn of(name: &str, index: usize, term: &Term) -> Self {
        let parts = words(name);
        Self {
            term: index,
            kind: term.kind,
            ambiguous: term.ambiguous.iter().any(|a| a == name),
            words: parts.len(),
            plain: parts.iter().map(|w| w.plain.clone()).collect(),
            case: parts.iter().map(|w| case(w, term.kind)).collect(),
            comma: name.contains(','),
            hyphen: hyphens(&parts, term.kind),
        }
    }

    fn of_phrase(phrase: &str) -> Self {
        let parts = words(phrase);
        Self {
            term: usize::MAX,
            kind: TermKind::Technology,
            ambiguous: false,
            words: parts.len(),
            plain: parts.iter().map(|w| w.plain.clone()).collect(),
            case: vec![Case::Any; parts.len()],
            comma: false,
            hyphen: vec![false; parts.len()],
        }
    }

    /// Whether it is a phrase of ordinary language in which a name of the catalogue stands for something else.
    pub fn is_no_term(&self) -> bool {
        self.term == usize::MAX
    }

    /// Whether it may be written without a capital: no proper name and no acronym.
    pub fn any_case(&self) -> bool {
        self.case
            .iter()
            .all(|c| matches!(c, Case::Any | Case::Field))
    }

    /// Whether the words after it are glued to it and make another name of it: "SK이노베이션", "LG化学".
    fn goes_on(&self, after: &[Word<'_>]) -> bool {
        let first = after.first().filter(|w| w.gap.is_empty());
        if self.kind != TermKind::Company || !first.is_some_and(|w| w.text.starts_with(is_unspaced))
        {
            return false;
        }
        let glued = after.iter().take(8).take_while(|w| w.gap.is_empty());
        let glued: String = glued.map(|w| w.text).collect();
        let latin = self.plain.last().is_some_and(|w| !w.contains(is_unspaced));
        let hangul = glued.starts_with(is_hangul);
        !goes_on_as_text(&glued) || latin && self.ambiguous && !hangul
    }

    /// `inflected`: which of the words are forms of the name's.
    fn fits(&self, text: &[Word<'_>], inflected: &[bool]) -> bool {
        let last = text.len().saturating_sub(1);
        text.iter().enumerate().all(|(i, word)| {
            let gap = word.gap.trim();
            let hyphen = self.hyphen.get(i) == Some(&true);
            let joined = i == 0
                || matches!(gap, "-" | "‐" | "‑" | "–")
                || !hyphen && matches!(gap, "" | "/" | "・" | "·")
                || (gap == "." && text.get(i - 1).is_some_and(|w| w.plain.len() <= 2))
                || (gap == "," && self.comma);
            let company = self.kind == TermKind::Company;
            let written = if company {
                self.plain.get(i) == Some(&word.plain) || inflected.get(i) == Some(&true)
            } else {
                true
            };
            // "cars sharing the road" is no car sharing.
            let clause = !company
                && i < last
                && self.plain.get(i).is_some_and(|p| *p != word.plain)
                && text
                    .get(i + 1)
                    .is_some_and(|next| next.plain.ends_with("ing"));
            // A possessive inside ("Tesla's Model") is not the name, unless the name has it ("Moody's").
            joined
                && written
                && !clause
                && (i == last || !word.possessive)
                && self.case.get(i).is_some_and(|c| c.fits(word))
        })
    }
}

impl Case {
    fn fits(&self, word: &Word<'_>) -> bool {
        match self {
            Self::Exact(text) => word.text == text || word.text.strip_suffix('s') == Some(text),
            Self::Capital => word.is_capitalised() || word.is_number(),
            Self::Field => word.plain.ends_with('s'),
            Self::Any => true,
        }
    }
}

fn case(word: &Word<'_>, kind: TermKind) -> Case {
    let first_capital = word.text.chars().next().is_some_and(char::is_uppercase);
    let inner_capital = word.text.chars().skip(1).any(char::is_uppercase);
    let short = word.text.chars().count() <= 5;
    if inner_capital && (kind == TermKind::Technology || (word.is_all_capitals() && short)) {
        Case::Exact(word.text.to_owned())
    } else if first_capital || inner_capital {
        Case::Capital
    } else if kind == TermKind::Technology && word.plain.ends_with("ics") {
        Case::Field
    } else {
        Case::Any
    }
}
