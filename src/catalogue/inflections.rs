//! Forms of names: a word that no name has, which is one of them with an ending that its language writes onto it.
//!
//! "Norvoltu" and "Норвольтом" are Norvolt, "Zellen" is Zelle. An editor's name is found in each case of each language,
//! and an English word stays what it is: endings of Slavic languages count only in their letters, or in a sentence that
//! has some, and German ones in a German sentence, on a technology's last word.

use std::cell::OnceCell;

use crate::hash::Set;
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

/// Fewest letters of a name that endings are looked for on: shorter ones are other words with a letter more.
const FEWEST: usize = 4;

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

/// The words of all names.
#[derive(Debug, Default)]
pub(super) struct Inflections {
    words: Set<String>,
    /// Last words of technologies.
    nouns: Set<String>,
}

impl Inflections {
    /// Takes in a word of a name, folded; `noun`: it is a technology's last.
    pub(super) fn add(&mut self, folded: &str, noun: bool) {
        if folded.chars().count() >= FEWEST {
            self.words.insert(folded.to_owned());
            if noun {
                self.nouns.insert(folded.to_owned());
            }
        }
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

    /// Whether a folded word stands in a name; of those too short for endings nothing is known.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.words.contains(folded)
    }

    /// Whether a folded word is one of those of which is known whether they stand in a name.
    pub(super) fn is_told(folded: &str) -> bool {
        folded.chars().nth(FEWEST - 1).is_some()
    }

    /// The name's word that a text's folded word is a form of; none for a word of a name itself, and for any other.
    pub(super) fn stem(
        &self,
        word: &Word<'_>,
        folded: &str,
        language: &Language<'_>,
    ) -> Option<String> {
        if self.knows(folded) {
            return None;
        }
        if !word.text.is_ascii() && word.text.chars().any(is_cyrillic) {
            return without(
                folded,
                CYRILLIC.iter().copied(),
                &CYRILLIC_ENDS,
                &self.words,
            );
        }
        if !word.is_capitalised() {
            return None;
        }
        if language.slavic
            && let Some(stem) = without(folded, LATIN.iter().copied(), &["", "a"], &self.words)
        {
            return Some(stem);
        }
        without(folded, GERMAN.iter().copied(), &[""], &self.nouns).filter(|_| language.is_german())
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
    among: &Set<String>,
) -> Option<String> {
    let mut best: Option<String> = None;
    for ending in endings {
        let Some(stem) = folded.strip_suffix(ending) else {
            continue;
        };
        let known = |w: &str| w.chars().count() >= FEWEST && among.contains(w);
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
    use super::*;
    use crate::text::words::words;

    fn stems(names: &[&str], text: &str) -> Vec<String> {
        let mut inflections = Inflections::default();
        for name in names {
            let parts = words(name);
            for (i, part) in parts.iter().enumerate() {
                inflections.add(
                    &part.folded(),
                    i + 1 == parts.len() && name.starts_with('z'),
                );
            }
        }
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
