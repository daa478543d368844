//! Patterns over the characters that they can tell apart.
//!
//! A pattern that knows of all letters of the world (`\w`, `[^.;:]`, `(?i:k)`) is an automaton over the bytes of UTF-8 in
//! which each such class is a small automaton of its own, written out as often as it is repeated; to build it takes
//! longer than to read a thousand headlines. Yet a pattern tells few characters apart: those that are in the same of its
//! classes are one to it. So each such set of characters gets one byte (ASCII stays as it is), the pattern becomes one
//! over these bytes, and a text is read through them. What is found is the same.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_automata::meta;
use regex_syntax::hir::{
    Capture, Class, ClassBytes, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir, HirKind,
    Look, Repetition,
};

use crate::table::{Fault, List, Row};

/// Memory that a pattern's automaton may take, enough that it is not thrown away and built again on every text.
const AUTOMATON: usize = 32 << 20;

/// A pattern in the syntax of `regex`.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: String,
    /// Over the bytes of its alphabet; none if it tells too much apart.
    narrow: Option<Narrow>,
    /// Over UTF-8, for a text with a character that has no byte.
    wide: OnceLock<Option<Regex>>,
}

#[derive(Debug)]
struct Narrow {
    alphabet: Alphabet,
    regex: meta::Regex,
}

impl Pattern {
    /// Builds one, or says why it is none.
    pub(crate) fn new(source: &str) -> Result<Self, String> {
        let hir = regex_syntax::Parser::new()
            .parse(source)
            .map_err(|e| e.to_string())?;
        let narrow = Narrow::of(&hir);
        let own = Self {
            source: source.to_owned(),
            narrow,
            wide: OnceLock::new(),
        };
        if own.narrow.is_none() && own.wide().is_none() {
            return Err("the pattern is too large".to_owned());
        }
        Ok(own)
    }

    /// Whether it stands in a text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        match self.narrowed(text) {
            Some((regex, bytes)) => regex.is_match(bytes.as_ref()),
            None => self.wide().is_some_and(|regex| regex.is_match(text)),
        }
    }

    /// The first place where it stands in a text.
    pub(crate) fn find(&self, text: &str) -> Option<Range<usize>> {
        let Some((regex, bytes)) = self.narrowed(text) else {
            return Some(self.wide()?.find(text)?.range());
        };
        let found = regex.find(bytes.as_ref())?;
        Some(Places::of(text).of_text(found.range()))
    }

    /// Each place where it stands in a text; none overlaps another.
    pub(crate) fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let Some((regex, bytes)) = self.narrowed(text) else {
            let wide = self.wide().into_iter();
            return wide
                .flat_map(|r| r.find_iter(text))
                .map(|m| m.range())
                .collect();
        };
        let mut found = regex.find_iter(bytes.as_ref()).peekable();
        if found.peek().is_none() {
            return Vec::new();
        }
        let places = Places::of(text);
        found.map(|m| places.of_text(m.range())).collect()
    }

    /// A text without what it finds.
    pub(crate) fn without<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let all = self.find_all(text);
        if all.is_empty() {
            return text.into();
        }
        let mut out = String::with_capacity(text.len());
        let mut last = 0;
        for found in all {
            out.push_str(text.get(last..found.start).unwrap_or_default());
            last = found.end;
        }
        out.push_str(text.get(last..).unwrap_or_default());
        out.into()
    }

    fn narrowed<'t>(&self, text: &'t str) -> Option<(&meta::Regex, Cow<'t, [u8]>)> {
        let narrow = self.narrow.as_ref()?;
        Some((&narrow.regex, narrow.alphabet.read(text)?))
    }

    fn wide(&self) -> Option<&Regex> {
        let build = || {
            let mut builder = RegexBuilder::new(&self.source);
            builder.dfa_size_limit(AUTOMATON).build().ok()
        };
        self.wide.get_or_init(build).as_ref()
    }
}

/// A pattern a row; the list matches what one of them does.
impl List for Pattern {
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault> {
        let mut all = String::new();
        for row in rows {
            let [pattern] = row.cells()?;
            all.push_str(if all.is_empty() { "(?:" } else { "|(?:" });
            all.push_str(pattern);
            all.push(')');
        }
        Self::new(&all).map_err(|whole| {
            let alone = rows.iter().find_map(|row| {
                let error = Self::new(row.text()).err()?;
                Some(row.fault(error))
            });
            alone.unwrap_or_else(|| Fault::new(1, whole))
        })
    }
}

/// Where the characters of a text begin, for a text in which they do not have one byte each.
struct Places(Option<Vec<usize>>);

impl Places {
    fn of(text: &str) -> Self {
        let starts = || text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self((!text.is_ascii()).then(|| starts().collect()))
    }

    /// The bytes of the text of these characters.
    fn of_text(&self, found: Range<usize>) -> Range<usize> {
        let Some(starts) = &self.0 else {
            return found;
        };
        let at = |i: usize| starts.get(i).or(starts.last()).copied().unwrap_or_default();
        at(found.start)..at(found.end)
    }
}

/// Which byte each character beyond ASCII is read as.
#[derive(Debug)]
struct Alphabet {
    /// The first of each run of characters and their byte; none where no byte would do.
    runs: Vec<(char, Option<u8>)>,
}

impl Alphabet {
    /// The text with a byte for each character.
    fn read<'t>(&self, text: &'t str) -> Option<Cow<'t, [u8]>> {
        if text.is_ascii() {
            return Some(text.as_bytes().into());
        }
        let bytes: Option<Vec<u8>> = text.chars().map(|c| self.byte(c)).collect();
        bytes.map(Cow::from)
    }

    fn byte(&self, c: char) -> Option<u8> {
        if c.is_ascii() {
            return u8::try_from(c).ok();
        }
        let after = self.runs.partition_point(|(first, _)| *first <= c);
        self.runs.get(after.checked_sub(1)?)?.1
    }
}

impl Narrow {
    fn of(hir: &Hir) -> Option<Self> {
        let mut classes = Classes::default();
        classes.gather(hir);
        let (alphabet, bytes) = classes.alphabet()?;
        let narrow = classes.narrow(hir, &bytes)?;
        let config = meta::Config::new()
            .utf8_empty(false)
            .hybrid_cache_capacity(AUTOMATON)
            // What is searched is short: to look for the letters that a match begins with costs more than it saves.
            .auto_prefilter(false);
        let regex = meta::Builder::new()
            .configure(config)
            .build_from_hir(&narrow)
            .ok()?;
        Some(Self { alphabet, regex })
    }
}

/// The first character beyond ASCII.
const FIRST: char = '\u{80}';

/// The most sets that are told apart: one for each bit.
const MOST: usize = 128;

/// The sets of characters that a pattern speaks of.
#[derive(Debug, Default)]
struct Classes {
    /// Those that go beyond ASCII, each once.
    sets: Vec<ClassUnicode>,
    /// A bit for each character of ASCII that the pattern names, alone or in a set that does not go beyond ASCII.
    named: u128,
    /// Whether it looks for the borders of words as ASCII has them.
    ascii_borders: bool,
    /// Which of the sets are the letters of words, where it looks for the borders of words as all scripts have them.
    letters: Option<usize>,
}

impl Classes {
    fn gather(&mut self, hir: &Hir) {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => {
                for c in String::from_utf8_lossy(&literal.0).chars() {
                    self.add(&one(c));
                }
            }
            HirKind::Class(Class::Unicode(class)) => {
                self.add(class);
            }
            HirKind::Class(Class::Bytes(class)) => {
                for range in class.ranges() {
                    self.name(range.start().into(), range.end().into());
                }
            }
            HirKind::Look(look) => match as_ascii(*look) {
                Some(ascii) if ascii == *look => self.ascii_borders = true,
                Some(_) if self.letters.is_none() => {
                    self.letters = letters().and_then(|class| self.add(&class));
                }
                _ => {}
            },
            HirKind::Repetition(repetition) => self.gather(&repetition.sub),
            HirKind::Capture(capture) => self.gather(&capture.sub),
            HirKind::Concat(parts) | HirKind::Alternation(parts) => {
                for part in parts {
                    self.gather(part);
                }
            }
        }
    }

    fn name(&mut self, from: char, to: char) {
        for c in (from..=to).filter(char::is_ascii) {
            self.named |= 1 << u32::from(c);
        }
    }

    /// Takes in a set, and says which of those beyond ASCII it is.
    fn add(&mut self, class: &ClassUnicode) -> Option<usize> {
        if class.is_ascii() {
            for range in class.ranges() {
                self.name(range.start(), range.end());
            }
            return None;
        }
        let known = self.sets.iter().position(|set| set == class);
        known.or_else(|| {
            self.sets.push(class.clone());
            self.sets.len().checked_sub(1)
        })
    }

    /// A byte for all characters beyond ASCII that are in the same sets, and the bytes of each set. None for a pattern
    /// that looks for the borders of words in two ways, or has more sets than there are bits.
    fn alphabet(&self) -> Option<(Alphabet, Vec<ClassBytes>)> {
        if self.sets.len() > MOST || self.ascii_borders && self.letters.is_some() {
            return None;
        }
        // Where the sets of a character change, from one character to the next.
        let mut changes: Vec<(char, u128)> = vec![(FIRST, 0)];
        for (set, bit) in self.sets.iter().zip(0..) {
            for range in set.ranges().iter().filter(|range| range.end() >= FIRST) {
                changes.push((range.start().max(FIRST), 1 << bit));
                let after = (range.end()..=char::MAX).nth(1);
                changes.extend(after.map(|after| (after, 1 << bit)));
            }
        }
        // The ranges of each set are in order, which a stable sort makes use of.
        changes.sort_by_key(|(first, _)| *first);
        // There are few different ones, and two take turns: the first that fits is found at once.
        let mut bytes: Vec<(u128, Option<u8>)> = Vec::new();
        let mut fresh = 0x80..=u8::MAX;
        let mut runs = Vec::new();
        let mut sets = 0_u128;
        for same in changes.chunk_by(|a, b| a.0 == b.0) {
            sets = same.iter().fold(sets, |sets, (_, bit)| sets ^ bit);
            // To the borders of ASCII words, no byte beyond ASCII is a letter.
            let letter = self.letters.is_some_and(|bit| sets >> bit & 1 == 1);
            let known = bytes.iter().find(|(known, _)| *known == sets);
            let byte = if let Some((_, byte)) = known {
                *byte
            } else {
                let byte = if letter {
                    self.twin(sets)
                } else {
                    fresh.next()
                };
                bytes.push((sets, byte));
                byte
            };
            runs.extend(same.first().map(|(first, _)| (*first, byte)));
        }
        let own = |set: &ClassUnicode, bit: usize| {
            let ascii = set.ranges().iter().filter_map(|range| {
                let start = u8::try_from(range.start()).ok().filter(u8::is_ascii)?;
                let end = u8::try_from(range.end()).map_or(0x7f, |end| end.min(0x7f));
                Some(ClassBytesRange::new(start, end))
            });
            let beyond = bytes
                .iter()
                .filter(|(sets, _)| sets >> bit & 1 == 1)
                .filter_map(|(_, byte)| *byte)
                .map(|byte| ClassBytesRange::new(byte, byte));
            ClassBytes::new(ascii.chain(beyond))
        };
        let classes = self.sets.iter().zip(0..).map(|(set, bit)| own(set, bit));
        let classes = classes.collect();
        Some((Alphabet { runs }, classes))
    }

    /// The character of ASCII that is in just these sets.
    fn twin(&self, sets: u128) -> Option<u8> {
        let is = |c: &char| {
            let mut all = self.sets.iter().zip(0..);
            self.named >> u32::from(*c) & 1 == 0
                && all.all(|(set, bit)| has(set, *c) == (sets >> bit & 1 == 1))
        };
        let twin = ('\0'..FIRST).find(is)?;
        u8::try_from(twin).ok()
    }

    /// The pattern over bytes.
    fn narrow(&self, hir: &Hir, bytes: &[ClassBytes]) -> Option<Hir> {
        let beyond = |class: &ClassUnicode| {
            let known = self.sets.iter().position(|set| set == class)?;
            Some(Hir::class(Class::Bytes(bytes.get(known)?.clone())))
        };
        let all = |parts: &[Hir]| -> Option<Vec<Hir>> {
            parts.iter().map(|part| self.narrow(part, bytes)).collect()
        };
        Some(match hir.kind() {
            HirKind::Literal(literal) if !literal.0.is_ascii() => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                let letters = text.chars().map(|c| {
                    if c.is_ascii() {
                        Some(Hir::literal([u8::try_from(c).ok()?]))
                    } else {
                        beyond(&one(c))
                    }
                });
                Hir::concat(letters.collect::<Option<_>>()?)
            }
            HirKind::Class(Class::Unicode(class)) if !class.is_ascii() => beyond(class)?,
            HirKind::Look(look) => Hir::look(as_ascii(*look).unwrap_or(*look)),
            HirKind::Repetition(repetition) => Hir::repetition(Repetition {
                sub: Box::new(self.narrow(&repetition.sub, bytes)?),
                ..*repetition
            }),
            HirKind::Capture(capture) => Hir::capture(Capture {
                sub: Box::new(self.narrow(&capture.sub, bytes)?),
                index: capture.index,
                name: capture.name.clone(),
            }),
            HirKind::Concat(parts) => Hir::concat(all(parts)?),
            HirKind::Alternation(parts) => Hir::alternation(all(parts)?),
            HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => hir.clone(),
        })
    }
}

fn one(c: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(c, c)])
}

fn has(set: &ClassUnicode, c: char) -> bool {
    let mut up_to = set.ranges().iter().take_while(|r| r.start() <= c);
    up_to.any(|r| c <= r.end())
}

/// The letters of which words are made, to [`Look::WordUnicode`].
fn letters() -> Option<ClassUnicode> {
    let hir = regex_syntax::Parser::new().parse(r"\w").ok()?;
    match hir.into_kind() {
        HirKind::Class(Class::Unicode(class)) => Some(class),
        _ => None,
    }
}

/// A border of words as one of ASCII words; none for what has nothing to do with words.
fn as_ascii(look: Look) -> Option<Look> {
    Some(match look {
        Look::WordAscii | Look::WordUnicode => Look::WordAscii,
        Look::WordAsciiNegate | Look::WordUnicodeNegate => Look::WordAsciiNegate,
        Look::WordStartAscii | Look::WordStartUnicode => Look::WordStartAscii,
        Look::WordEndAscii | Look::WordEndUnicode => Look::WordEndAscii,
        Look::WordStartHalfAscii | Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
        Look::WordEndHalfAscii | Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
        Look::Start | Look::End | Look::StartLF | Look::EndLF | Look::StartCRLF | Look::EndCRLF => {
            return None;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a pattern finds is what it finds over UTF-8.
    fn check(pattern: &str, texts: &[&str]) {
        let own = Pattern::new(pattern).unwrap();
        let narrow = own.narrow.as_ref().unwrap();
        let regex = Regex::new(pattern).unwrap();
        for text in texts {
            assert!(narrow.alphabet.read(text).is_some(), "{pattern} on {text}");
            let all: Vec<Range<usize>> = regex.find_iter(text).map(|m| m.range()).collect();
            assert_eq!(own.find_all(text), all, "{pattern} on {text}");
            assert_eq!(own.find(text), all.first().cloned(), "{pattern} on {text}");
            assert_eq!(own.is_match(text), !all.is_empty(), "{pattern} on {text}");
            let without = regex.replace_all(text, "");
            assert_eq!(own.without(text), without, "{pattern} on {text}");
        }
    }

    #[test]
    fn what_is_found_is_what_is_found_over_utf8() {
        let texts = [
            "Škoda’s Zellen – für 40 € – öffnen in Łódź, 電池 und батарея. SEOUL\u{a0}(dpa)",
            "",
            "sell it’s € 5 a_b \u{17f}",
            "é\u{301}e bat",
            "a–b—c",
        ];
        for pattern in [
            r"\w+",
            r"[^.;:]{0,7}",
            r"\p{Lu}[\p{L}’'-]+\.?(?:—|–|--)?",
            r"(?-u:\b)\p{L}+(?-u:\b)",
            r"[$€£]\s?\d+|’s",
            r"^(?:.*?) –|für|電",
            r"\s*",
            "",
            "(é|ö)(.)",
        ] {
            check(pattern, &texts);
        }
        for pattern in [
            r"\b[a-z]",
            r"(?i:\bin\b[^.;:]{0,20}\b(?:und|oder)\b)",
            r"\B.\b",
            r"(?i)\bks\b",
        ] {
            check(
                pattern,
                &[texts[0], "a \u{212a}\u{17f} – b", "für die – Ks"],
            );
        }
    }

    #[test]
    fn a_letter_that_has_no_byte_is_found_all_the_same() {
        let own = Pattern::new(r"\bé\b").unwrap();
        let narrow = own.narrow.as_ref().unwrap();
        assert_eq!(narrow.alphabet.read("a é – b"), None);
        assert_eq!(own.find("a é – b"), Some(2..4));
        assert!(narrow.alphabet.read("für die – ks").is_some());
        assert!(Pattern::new("(").is_err());
    }

    #[test]
    fn a_pattern_that_tells_too_much_apart_is_one_over_utf8() {
        let own = Pattern::new(r"(?-u:\b)a\b").unwrap();
        assert!(own.narrow.is_none());
        assert_eq!(own.find("é a"), Some(3..4));
        assert!(own.is_match("a") && own.find_all("aé").is_empty());
    }
}
