//! Forms of names: a word that no name has, which is one of them with an ending that its language writes onto it.
//!
//! "Norvoltu" and "Норвольтом" are Norvolt, "Zellen" is Zelle. An editor's name is found in each case of each language,
//! and an English word stays what it is: endings of Slavic languages count only in their letters, or in a sentence that
//! has some, and German ones in a German sentence, on a technology's last word.

use std::cell::OnceCell;

use super::lookup::Lookup;
use super::spellings::FEWEST;
use crate::table::{Values, Words, tables};
use crate::text::words::Word;

tables! {
    "data/inflections.txt" => {
        /// Of names in Cyrillic letters.
        CYRILLIC: Values = "cyrillic";
        /// Of names in Latin letters, in Slavic languages.
        LATIN: Values = "latin";
        /// Letters of languages with those.
        LETTERS: Values = "letters";
        /// Of German nouns.
        GERMAN: Values = "german";
        /// Small words of German.
        GERMAN_WORDS: Words = "german-words";
    }
}

/// How a name or an adjective ends in the form that a catalogue has.
const CYRILLIC_ENDS: [&str; 8] = ["", "а", "я", "ь", "ый", "ий", "ая", "ое"];

/// What a sentence's language does to names.
#[derive(Debug)]
pub(super) struct Language<'t> {
    text: &'t [Word<'t>],
    /// It has letters of a Slavic language, or of a neighbour that inflects names as they do.
    slavic: bool,
    /// It has small words of German; looked for where a word would be a form of a name in German.
    german: OnceCell<bool>,
}

impl Language<'_> {
    fn is_german(&self) -> bool {
        *self.german.get_or_init(|| {
            let small = self.text.iter().filter(|w| GERMAN_WORDS.has(w.text));
            small.take(2).count() == 2
        })
    }
}

/// The words of all names: 1 for the last word of a technology.
#[derive(Debug, Default)]
pub(super) struct Inflections(Lookup);

impl Inflections {
    /// Of the words of names.
    pub(super) fn new(words: Lookup) -> Self {
        Self(words)
    }

    /// How a text's language writes names.
    pub(super) fn of<'t>(text: &'t [Word<'t>]) -> Language<'t> {
        let has = |c: char| LETTERS.iter().any(|l| l.chars().eq([c]));
        Language {
            text,
            slavic: text.iter().any(|w| {
                !w.text.is_ascii() && w.text.chars().flat_map(char::to_lowercase).any(has)
            }),
            german: OnceCell::new(),
        }
    }

    /// The name's word that a text's folded word is a form of; none for a word of a name itself, and for any other.
    pub(super) fn stem(
        &self,
        word: &Word<'_>,
        folded: &str,
        language: &Language<'_>,
    ) -> Option<String> {
        if self.0.has(folded) {
            return None;
        }
        if word.text.chars().any(is_cyrillic) {
            return without(folded, CYRILLIC.iter().copied(), &CYRILLIC_ENDS, |word| {
                self.0.has(word)
            });
        }
        if !word.is_capitalised() {
            return None;
        }
        if language.slavic
            && let Some(stem) = without(folded, LATIN.iter().copied(), &["", "a"], |word| {
                self.0.has(word)
            })
        {
            return Some(stem);
        }
        let noun = |word: &str| self.0.get(word).is_some_and(|mut n| n.next().is_some());
        without(folded, GERMAN.iter().copied(), &[""], noun).filter(|_| language.is_german())
    }
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// A word without one of these endings, where that is among the words with one of `ends`, which the ending replaced.
fn without<'e>(
    folded: &str,
    endings: impl Iterator<Item = &'e str>,
    ends: &[&str],
    among: impl Fn(&str) -> bool,
) -> Option<String> {
    let mut best: Option<String> = None;
    for ending in endings {
        let Some(stem) = folded.strip_suffix(ending) else {
            continue;
        };
        let known = |w: &str| w.chars().count() >= FEWEST && among(w);
        let found = ends.iter().find_map(|end| {
            // Nearly all words are no form of a name: nothing is built for those.
            if end.is_empty() {
                known(stem).then(|| stem.to_owned())
            } else {
                let whole = format!("{stem}{end}");
                known(&whole).then_some(whole)
            }
        });
        // The shortest ending, and so the longest name.
        if let Some(found) = found
            && best.as_ref().is_none_or(|b| found.len() > b.len())
        {
            best = Some(found);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::text::words::words;

    fn stems(names: &[&str], text: &str) -> Vec<String> {
        let mut all: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for name in names {
            let parts = words(name);
            for (i, part) in parts.iter().enumerate() {
                let noun = i + 1 == parts.len() && name.starts_with('z');
                let numbers = if noun { vec![1] } else { Vec::new() };
                all.insert(part.folded(), numbers);
            }
        }
        let inflections = Inflections::new(Lookup::of(&all));
        let text = words(text);
        let language = Inflections::of(&text);
        text.iter()
            .filter_map(|w| inflections.stem(w, &w.folded(), &language))
            .collect()
    }

    #[test]
    fn a_name_is_found_in_each_of_its_cases() {
        for (name, text) in [
            ("Norvolt", "Zarząd Norvoltu, z Norvoltem, Norvoltowi"),
            ("Базальтпром", "с Базальтпромом, Базальтпрома, Базальтпрому"),
            ("Нова", "в Нове, с Новой, Нову"),
            ("ионный", "ионных, ионного, ионным"),
            ("zelle", "Die Zellen von der Firma, Zellen und Zellen"),
        ] {
            assert_eq!(stems(&[name], text).len(), 3, "{name} in {text}");
        }
    }

    #[test]
    fn an_english_word_is_no_form_of_a_name() {
        for (name, text) in [
            ("Sony", "Sonya met Della at the Forda."),
            ("Dell", "Della said so."),
            ("Norvolt", "Norvolt, Norvolts and Norvoltan."),
            ("Gap", "Gapa ą"),
            ("zdesign", "Die Zdesigner of the firm"),
        ] {
            let found = stems(&[name], text);
            assert!(found.is_empty(), "{name} in {text}: {found:?}");
        }
    }
}
