//! A quick look whether a text can hold an amount at all.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use foldhash::fast::FixedState;

use super::lexicon::LEXICON;
use super::lists::AMOUNT_CUES;

/// Currency words, multiples and fractions that make an amount without a digit ("sixty cents", "triple").
static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut words: Vec<&str> = LEXICON
        .currencies
        .iter()
        .filter(|(word, c)| word.chars().count() > 2 && !c.capitals || !word.is_ascii())
        .filter(|(word, _)| !LEXICON.full_names.contains(*word))
        .map(|(word, _)| word.as_str())
        .chain(
            LEXICON
                .parts
                .keys()
                .filter(|w| w.len() > 2)
                .map(String::as_str),
        )
        .chain(LEXICON.multiple_verbs.keys().map(String::as_str))
        .collect();
    words.extend(AMOUNT_CUES.iter());
    // Only the shortest of the words that contain each other are needed.
    words.sort_by_key(|w| (w.len(), *w));
    let mut kept: Vec<&str> = Vec::new();
    let mut seen: HashSet<&str, FixedState> = HashSet::default();
    for word in words {
        let ends = || word.char_indices().map(|(at, c)| at + c.len_utf8());
        let parts = word
            .char_indices()
            .flat_map(|(start, _)| ends().filter_map(move |end| word.get(start..end)));
        if !parts.into_iter().any(|part| seen.contains(part)) {
            kept.push(word);
            seen.insert(word);
        }
    }
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(kept)
        .expect("some hundred words fit an automaton")
});

/// Whether a text can hold an amount: a digit, or a word that makes one.
pub(super) fn may_hold(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        || text.contains(|c| ('０'..='９').contains(&c))
        || WORDS.is_match(text)
}
