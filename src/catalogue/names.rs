//! All names of the catalogue in one automaton, built once; the stage that searches texts is `group`.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use super::inflections::Inflections;
use super::unspaced::{Unspaced, goes_on_as_text};
use super::{Term, TermKind};
use crate::hash::{Map, Set};
use crate::table::{Words, tables};
use crate::text::words::{Word, is_hangul, is_unspaced, words};

tables! {
    "data/other_senses.txt" => {
        /// Phrases in which a technology's name is something else ("gold medal", "pick up the").
        OTHER_SENSES: Words = "";
    }
}

/// Their words, folded.
static OF_OTHER_SENSES: LazyLock<Set<String>> = LazyLock::new(|| {
    let words = OTHER_SENSES.iter().flat_map(words);
    words.map(|w| w.folded().into_owned()).collect()
});

/// Words that make a name a phrase of ordinary language when nothing joins them: "pick-up" is a truck, "pick up" a verb.
const PARTICLES: &[&str] = &[
    "at", "by", "down", "in", "no", "of", "off", "on", "out", "over", "the", "to", "up",
];

/// The term of a phrase that is no name: none.
const NO_TERM: usize = usize::MAX;

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
    /// Index into the catalogue's terms.
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

/// The automaton over all names of a catalogue.
#[derive(Debug)]
pub struct Names {
    automaton: Option<AhoCorasick>,
    patterns: Vec<Vec<Name>>,
    unspaced: Unspaced,
    inflections: Inflections,
    branches: Vec<usize>,
    modifiers: Map<String, u32>,
}

impl Names {
    /// Builds it.
    pub(super) fn new(terms: &[Term]) -> Self {
        let mut keyed: Vec<(String, Name)> = Vec::new();
        let mut modifiers = Map::default();
        let mut inflections = Inflections::default();
        for (index, term) in terms.iter().enumerate().filter(|(_, t)| !t.heading) {
            for name in term.names() {
                let parts = words(name);
                if parts.is_empty() {
                    continue;
                }
                if term.kind == TermKind::Technology && name.is_ascii() {
                    count_modifiers(&parts, &mut modifiers);
                }
                for (i, part) in parts.iter().enumerate() {
                    let noun = term.kind == TermKind::Technology && i + 1 == parts.len();
                    inflections.add(&part.folded(), noun);
                }
                keyed.push((
                    haystack(parts.iter().map(Word::folded)).0,
                    Name {
                        term: index,
                        kind: term.kind,
                        ambiguous: term.ambiguous.iter().any(|a| a == name),
                        words: parts.len(),
                        plain: parts.iter().map(|w| w.plain.to_string()).collect(),
                        case: parts.iter().map(|w| case(w, term.kind)).collect(),
                        comma: name.contains(','),
                        hyphen: hyphens(&parts, term.kind),
                    },
                ));
            }
        }
        for phrase in OTHER_SENSES.iter() {
            let parts = words(phrase);
            keyed.push((
                haystack(parts.iter().map(Word::folded)).0,
                Name {
                    term: NO_TERM,
                    kind: TermKind::Technology,
                    ambiguous: false,
                    words: parts.len(),
                    plain: parts.iter().map(|w| w.plain.to_string()).collect(),
                    case: vec![Case::Any; parts.len()],
                    comma: false,
                    hyphen: vec![false; parts.len()],
                },
            ));
        }
        keyed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.term.cmp(&b.1.term)));
        let mut keys: Vec<String> = Vec::new();
        let mut patterns: Vec<Vec<Name>> = Vec::new();
        for (key, name) in keyed {
            if keys.last() != Some(&key) {
                keys.push(key);
                patterns.push(Vec::new());
            }
            if let Some(last) = patterns.last_mut() {
                last.push(name);
            }
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&keys)
            .ok();
        Self {
            automaton,
            patterns,
            unspaced: Unspaced::new(terms),
            inflections,
            branches: branches(terms),
            modifiers,
        }
    }

    /// The broadest term above this one, or itself, that is not above too much: terms that share it are of one branch.
    pub fn branch(&self, term: usize) -> usize {
        self.branches.get(term).copied().unwrap_or(term)
    }

    /// In how many names of technologies this word, in its plain form, or words joined by hyphens stand before the last.
    pub fn modifies(&self, plain: &str) -> u32 {
        self.modifiers.get(plain).copied().unwrap_or(0)
    }

    /// The words of a text, cut at the borders of names that stand in scripts without spaces.
    pub fn words<'a>(&self, text: &'a str) -> Vec<Word<'a>> {
        self.unspaced.cut(text, words(text))
    }

    /// Every name that stands in these words, overlapping ones too, by place, the longest first.
    pub fn find(&self, text: &[Word<'_>]) -> Vec<Hit<'_>> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let language = Inflections::of(text);
        let mut inflected = vec![false; text.len()];
        let forms = text.iter().zip(&mut inflected).map(|(word, inflected)| {
            let folded = word.folded();
            if self.inflections.knows(&folded) {
                return folded;
            }
            if let Some(stem) = self.inflections.stem(word, &folded, &language) {
                *inflected = true;
                return Cow::Owned(stem);
            }
            // A word that stands in no name, as most, parts those around it all the same.
            if Inflections::is_told(&folded) && !OF_OTHER_SENSES.contains(&*folded) {
                return Cow::Borrowed("");
            }
            folded
        });
        let (hay, starts) = haystack(forms);
        let mut hits = Vec::new();
        for found in automaton.find_overlapping_iter(&hay) {
            let Ok(start) = starts.binary_search(&found.start()) else {
                continue;
            };
            for name in self
                .patterns
                .get(found.pattern().as_usize())
                .into_iter()
                .flatten()
            {
                let end = start + name.words;
                let fits = text
                    .get(start..end)
                    .zip(inflected.get(start..end))
                    .is_some_and(|(words, inflected)| name.fits(words, inflected));
                if fits && !name.goes_on(text.get(end..).unwrap_or_default()) {
                    hits.push(Hit { name, start, end });
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
}

/// Steps up the hierarchy that are followed, so that a circle in the editor's catalogue ends.
const MOST_STEPS: usize = 12;

/// The most terms of one branch. Energy or software as a whole says nothing of the sense of letters.
const MOST_IN_BRANCH: u32 = 100;

fn branches(terms: &[Term]) -> Vec<usize> {
    let by_name: Map<(TermKind, &str), usize> = terms
        .iter()
        .enumerate()
        .map(|(i, t)| ((t.kind, t.name.as_str()), i))
        .collect();
    let above = |i: usize| {
        let term = terms.get(i)?;
        by_name.get(&(term.kind, term.parent.as_deref()?)).copied()
    };
    let upwards = |i: usize| std::iter::successors(Some(i), |i| above(*i)).take(MOST_STEPS);
    let mut sizes = vec![0_u32; terms.len()];
    for i in (0..terms.len()).flat_map(upwards) {
        if let Some(size) = sizes.get_mut(i) {
            *size += 1;
        }
    }
    let small = |i: &usize| sizes.get(*i).is_some_and(|s| *s <= MOST_IN_BRANCH);
    (0..terms.len())
        .map(|i| upwards(i).take_while(small).last().unwrap_or(i))
        .collect()
}

/// Counts what stands before the last word of a name, words joined by hyphens as one.
fn count_modifiers(parts: &[Word<'_>], counts: &mut Map<String, u32>) {
    let mut unit = String::new();
    for (i, word) in parts.iter().enumerate() {
        if word.gap == "-" && !unit.is_empty() {
            unit.push('-');
        } else if !unit.is_empty() {
            *counts.entry(std::mem::take(&mut unit)).or_default() += 1;
        }
        if i + 1 < parts.len() || word.gap == "-" {
            unit.push_str(&word.plain);
        }
    }
}

/// Which words of a technology's name need the hyphen that the name has before them: those beside a particle.
fn hyphens(parts: &[Word<'_>], kind: TermKind) -> Vec<bool> {
    let particle = |i: usize| parts.get(i).is_some_and(|w| PARTICLES.contains(&&*w.plain));
    let needs = |i: usize| i > 0 && (particle(i) || particle(i - 1));
    parts
        .iter()
        .enumerate()
        .map(|(i, w)| kind == TermKind::Technology && w.gap == "-" && needs(i))
        .collect()
}

impl Name {
    /// Whether it is a phrase of ordinary language in which a name of the catalogue stands for something else.
    pub fn is_no_term(&self) -> bool {
        self.term == NO_TERM
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
                self.plain.get(i).is_some_and(|p| *p == word.plain)
                    || inflected.get(i) == Some(&true)
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

/// The folded words, each between two marks so that a match begins and ends at word boundaries, and where each begins.
fn haystack<'w>(folded: impl Iterator<Item = Cow<'w, str>>) -> (String, Vec<usize>) {
    let mut hay = String::new();
    let mut starts = Vec::new();
    for word in folded {
        starts.push(hay.len());
        hay.push('\u{2}');
        hay.push_str(&word);
        hay.push('\u{3}');
    }
    (hay, starts)
}
