//! Acronyms that the text itself defines: "Combined Charging System (CCS)" is no other thing of the same letters.

use std::collections::BTreeSet;

use super::document::Sentence;
use super::lists::STOP;
use crate::catalogue::{Catalogue, Hit};
use crate::hash::Map;
use crate::text::words::singular;

/// Definitions of one acronym that are compared; a text gives one.
const MOST_MEANINGS: usize = 20;

/// An acronym and the words that the text gives it.
struct Definition {
    letters: String,
    words: Vec<String>,
}

/// Takes the names out of the sentences that are letters defined otherwise in the text.
pub(super) fn settle(sentences: &mut [Sentence<'_>], catalogue: &Catalogue) {
    let mut defined: Map<String, Vec<Definition>> = Map::default();
    for definition in sentences.iter().flat_map(definitions) {
        let same = defined.entry(definition.letters.clone()).or_default();
        if same.len() < MOST_MEANINGS {
            same.push(definition);
        }
    }
    if defined.is_empty() {
        return;
    }
    for sentence in sentences {
        let words = &sentence.words;
        let other = |hit: &Hit<'_>| {
            let word = words.get(hit.start).filter(|_| hit.end - hit.start == 1);
            word.and_then(|w| defined.get(bare(w.text)))
                .is_some_and(|same| !same.iter().any(|d| agrees(d, hit, catalogue)))
        };
        sentence.hits.retain(|h| !other(h));
    }
}

/// The definitions in one sentence: words, then their initials in brackets.
fn definitions(sentence: &Sentence<'_>) -> Vec<Definition> {
    let mut out = Vec::new();
    for (i, word) in sentence.words.iter().enumerate() {
        let letters = bare(word.text);
        let bracketed = word.gap.trim_end_matches(['"', '“', '‘']).trim() == "("
            && sentence
                .gap(i + 1)
                .trim_start_matches(['"', '”', '’'])
                .starts_with(')');
        let acronym = letters.chars().count() >= 2 && letters.chars().all(char::is_uppercase);
        if !bracketed || !acronym {
            continue;
        }
        let wanted = letters.to_lowercase();
        let start = (1..=wanted.len() + 3)
            .filter_map(|back| i.checked_sub(back))
            .find(|start| {
                let initials: String = (*start..i)
                    .filter(|k| {
                        *k == *start
                            || !matches!(sentence.plain(*k), "of" | "and" | "the" | "for" | "to")
                    })
                    .filter_map(|k| sentence.plain(k).chars().next())
                    .collect();
                initials == wanted
            });
        if let Some(start) = start {
            out.push(Definition {
                letters: letters.to_owned(),
                words: (start..i)
                    .map(|k| singular(sentence.plain(k)).into_owned())
                    .collect(),
            });
        }
    }
    out
}

/// An acronym without the ending of its plural.
fn bare(text: &str) -> &str {
    text.strip_suffix('s').unwrap_or(text)
}

/// Whether the term of the hit has at least half of the defining words in its names, or no words to compare.
fn agrees(definition: &Definition, hit: &Hit<'_>, catalogue: &Catalogue) -> bool {
    let Some(term) = catalogue.terms.get(hit.name.term) else {
        return false;
    };
    let mut spelled = false;
    let mut shared: BTreeSet<&str> = BTreeSet::new();
    for name in term.names() {
        for word in crate::text::words::words(name) {
            let folded = singular(&word.plain);
            if word.is_all_capitals()
                || STOP.has(&folded) && !definition.words.iter().any(|w| *w == folded)
            {
                continue;
            }
            spelled = true;
            shared.extend(
                definition
                    .words
                    .iter()
                    .filter(|w| **w == folded)
                    .map(String::as_str),
            );
        }
    }
    let words: BTreeSet<&str> = definition.words.iter().map(String::as_str).collect();
    !spelled || shared.len() * 2 >= words.len()
}
