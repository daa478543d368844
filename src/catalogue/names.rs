//! All names of the catalogue in one automaton, built once; the stage that searches texts is `group`.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use super::unspaced::{Unspaced, goes_on_as_text};
use super::{Term, TermKind};
use crate::text::words::{Word, is_hangul, is_unspaced, words};

/// How a word of a name must be written in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Case {
    /// An acronym or a word with inner capitals: as it stands here.
    Exact(String),
    /// A proper name: with a capital.
    Capital,
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
}

impl Names {
    /// Builds it.
    pub(super) fn new(terms: &[Term]) -> Self {
        let mut keyed: Vec<(String, Name)> = Vec::new();
        for (index, term) in terms.iter().enumerate().filter(|(_, t)| !t.heading) {
            for name in term.names() {
                let parts = words(name);
                if parts.is_empty() {
                    continue;
                }
                keyed.push((
                    haystack(&parts).0,
                    Name {
                        term: index,
                        kind: term.kind,
                        ambiguous: term.ambiguous.iter().any(|a| a == name),
                        words: parts.len(),
                        plain: parts.iter().map(|w| w.plain.clone()).collect(),
                        case: parts.iter().map(|w| case(w, term.kind)).collect(),
                        comma: name.contains(','),
                    },
                ));
            }
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
        }
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
        let (hay, starts) = haystack(text);
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
                let fits = text.get(start..end).is_some_and(|w| name.fits(w));
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

impl Name {
    /// Whether it may be written without a capital: no proper name and no acronym.
    pub fn any_case(&self) -> bool {
        self.case.iter().all(|c| *c == Case::Any)
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

    fn fits(&self, text: &[Word<'_>]) -> bool {
        let last = text.len().saturating_sub(1);
        text.iter().enumerate().all(|(i, word)| {
            let gap = word.gap.trim();
            let joined = i == 0
                || matches!(gap, "" | "-" | "‐" | "‑" | "–" | "/" | "・" | "·")
                || (gap == "." && text.get(i - 1).is_some_and(|w| w.plain.len() <= 2))
                || (gap == "," && self.comma);
            let company = self.kind == TermKind::Company;
            let written = if company {
                self.plain.get(i) == Some(&word.plain)
            } else {
                true
            };
            // A possessive inside ("Tesla's Model") is not the name, unless the name has it ("Moody's").
            joined
                && written
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
    } else {
        Case::Any
    }
}

/// The folded words, each between two marks so that a match begins and ends at word boundaries, and where each begins.
fn haystack(text: &[Word<'_>]) -> (String, Vec<usize>) {
    let mut hay = String::with_capacity(text.len() * 9);
    let mut starts = Vec::with_capacity(text.len());
    for word in text {
        starts.push(hay.len());
        hay.push('\u{2}');
        hay.push_str(&word.folded());
        hay.push('\u{3}');
    }
    (hay, starts)
}
