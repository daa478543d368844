//! Names in scripts that put no spaces between words, and where they may begin and end in running text.
//!
//! Chinese and Thai put nothing between words, Japanese changes its letters, Korean writes particles onto a name. A text
//! is searched for the names as they are spelled, and its words are cut at the borders of those that stand there
//! themselves; what is only a part of a longer name is left whole, so that nothing is found in it.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use super::{Term, TermKind};
use crate::table::{Values, Words, tables};
use crate::text::words::{Word, is_unspaced};

tables! {
    "data/unspaced.txt" => {
        /// Korean particles.
        PARTICLES: Words = "korean-particles";
        /// What makes another company's name of the one before it.
        TAILS: Values = "tails";
        /// What says after such a tail that the company's own business is meant.
        BUSINESS: Values = "business";
        /// What the full name of a company has between its short name and the word for a company.
        FULL_NAME: Values = "full-name";
    }
}

/// Particles that may follow each other.
const MOST_PARTICLES: usize = 3;

/// Characters between a short name and the word for a company.
const FULL_NAME_LENGTH: usize = 14;

/// The automaton over the spellings of names with letters of such scripts.
#[derive(Debug)]
pub(super) struct Unspaced {
    automaton: Option<AhoCorasick>,
    kinds: Vec<TermKind>,
}

impl Unspaced {
    pub(super) fn new(terms: &[Term]) -> Self {
        let mut spellings: Vec<(String, TermKind)> = Vec::new();
        for term in terms.iter().filter(|t| !t.heading) {
            for name in term.names().filter(|n| n.contains(is_unspaced)) {
                spellings.push((name.to_owned(), term.kind));
                let apart = parted(name);
                if apart != name {
                    spellings.push((apart, term.kind));
                }
            }
        }
        spellings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        spellings.dedup_by(|a, b| a.0 == b.0);
        let (names, kinds): (Vec<String>, Vec<TermKind>) = spellings.into_iter().unzip();
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&names)
            .ok();
        Self { automaton, kinds }
    }

    /// Cuts the words of a text at the borders of the names in it.
    pub(super) fn cut<'a>(&self, text: &'a str, words: Vec<Word<'a>>) -> Vec<Word<'a>> {
        let Some(automaton) = &self.automaton else {
            return words;
        };
        let mut borders = Vec::new();
        for found in automaton.find_iter(text) {
            let kind = self.kinds.get(found.pattern().as_usize());
            if stands_alone(text, found.start(), found.end(), kind.copied()) {
                borders.extend([found.start(), found.end()]);
            }
        }
        if borders.is_empty() {
            return words;
        }
        let mut out = Vec::with_capacity(words.len() + borders.len());
        for word in words {
            let mut rest = word;
            for &border in &borders {
                if let Some((first, second)) = rest.cut_at(border) {
                    out.push(first);
                    rest = second;
                }
            }
            out.push(rest);
        }
        out
    }
}

/// The name with a space wherever its script changes: "LG 에너지솔루션" is as usual as without.
fn parted(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    let mut before: Option<char> = None;
    for c in name.chars() {
        let changes = before.is_some_and(|b| {
            b.is_alphanumeric() && c.is_alphanumeric() && is_unspaced(b) != is_unspaced(c)
        });
        if changes {
            out.push(' ');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Whether the name at this place is no part of a longer one.
fn stands_alone(text: &str, start: usize, end: usize, kind: Option<TermKind>) -> bool {
    let (Some(before), Some(name), Some(after)) =
        (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return false;
    };
    let (Some(first), Some(last)) = (name.chars().next(), name.chars().next_back()) else {
        return false;
    };
    let previous = before.chars().next_back();
    let next = after.chars().next();
    let same = |c: char, beside: Option<char>, script: fn(char) -> bool| {
        script(c) && beside.is_some_and(script)
    };
    let latin = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    let inside = same(first, previous, is_hangul)
        || same(first, previous, latin)
        || same(last, next, latin)
        || same(first, previous, is_katakana)
        || same(last, next, is_katakana);
    !inside && (kind != Some(TermKind::Company) || goes_on_as_text(after))
}

/// Whether what follows a company's name without a space leaves it that company's name.
pub(super) fn goes_on_as_text(after: &str) -> bool {
    match after.chars().next() {
        Some(c) if is_hangul(c) => {
            let length = after.find(|c| !is_hangul(c)).unwrap_or(after.len());
            are_particles(after.get(..length).unwrap_or_default(), MOST_PARTICLES)
        }
        Some(c) if is_han(c) => !continues_name(after),
        _ => true,
    }
}

fn are_particles(text: &str, most: usize) -> bool {
    text.is_empty()
        || most > 0
            && text
                .char_indices()
                .skip(1)
                .map(|(at, _)| at)
                .chain([text.len()])
                .any(|at| {
                    text.split_at_checked(at).is_some_and(|(one, rest)| {
                        PARTICLES.has(one) && are_particles(rest, most - 1)
                    })
                })
}

/// Whether Han characters after a company's name make the name of another: 比亚迪半导体, 比亚迪精密制造有限公司.
fn continues_name(after: &str) -> bool {
    let begins = |text: &str, list: &Values| -> Option<usize> {
        let fits = list.iter().filter(|w| text.starts_with(**w));
        fits.map(|w| w.len()).max()
    };
    let mut rest = after;
    let mut full = false;
    while let Some(length) = begins(rest, &FULL_NAME) {
        full |= rest.get(..length).is_some_and(|w| w.ends_with("公司"));
        rest = rest.get(length..).unwrap_or_default();
    }
    if full {
        return false;
    }
    if let Some(length) = begins(after, &TAILS) {
        let rest = after.get(length..).unwrap_or_default();
        return begins(rest, &BUSINESS).is_none();
    }
    let near: String = after
        .chars()
        .take(FULL_NAME_LENGTH)
        .take_while(|c| is_han(*c) && !"的与和及在将是了于向为同由对从等旗宣收入以已".contains(*c))
        .collect();
    near.contains("有限公司")
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
