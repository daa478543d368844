//! What the program that learns the worth of words needs: the words of known articles, and whether their publishers'
//! headlines have them.

use std::collections::HashSet;

use super::english::{FIRST, Repeated, facts};
use crate::text::lead;
use crate::text::prose::Text;
use crate::text::stem::stem;

/// A word of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// How it stands in its sentence and its article.
    pub facts: Vec<f32>,
    /// Whether the headline has it.
    pub yes: bool,
}

/// The words of the sentences from which a headline may be made.
pub fn examples(headline: &str, text: &Text) -> Vec<Example> {
    let parts = |words: &str| -> Vec<String> {
        let words = words.split(|c: char| !c.is_alphanumeric());
        words.filter(|w| !w.is_empty()).map(stem).collect()
    };
    let said: HashSet<String> = parts(headline).into_iter().collect();
    let repeated = Repeated::of(text);
    let leads = lead::telling(text, true).take(FIRST).enumerate();
    leads
        .flat_map(|(place, (_, sentence))| {
            facts(place, lead::without_dateline(sentence), &repeated)
        })
        .map(|(word, facts)| Example {
            facts,
            yes: parts(&word).iter().any(|part| said.contains(part)),
        })
        .collect()
}
