//! One or two sentences of the article, verbatim, that stand alone: its lead.

use crate::rule::{Rule, Stage};
use crate::table::{Words, tables};
use crate::text::lead;
use crate::text::prose::{SentenceId, Text};

/// A summary and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The sentences, in reading order, without a dateline before the first.
    pub summary: String,
    /// Which they are.
    pub sentences: Vec<SentenceId>,
    /// The rule that chose them.
    pub rule: &'static Rule,
}

pub(crate) static LEAD: Rule = Rule::new(Stage::Summary, "lead", "the opening sentence")
    .about("The lead, and the sentence after it where the lead is short.");

/// All rules of summaries.
pub(crate) static RULES: &[&Rule] = &[&LEAD];

/// Longest summary in characters, unless the lead alone is longer.
const MAX: usize = 300;

/// A lead of this many characters says enough by itself.
const ENOUGH: usize = 160;

tables! {
    "summary/data/words.txt" => {
        /// Words with which a sentence leans on the one before it, which is welcome here, but on nothing else.
        LEANS_ELSEWHERE: Words = "leans-elsewhere";
    }
}

/// The lead of a text; none for a text without a telling sentence.
pub fn summarise(text: &Text) -> Option<Summary> {
    let mut telling = lead::telling(text, false);
    let (first, words) = telling.next()?;
    let mut summary = lead::without_dateline(words).to_owned();
    let mut sentences = vec![first];
    if summary.chars().count() < ENOUGH
        && let Some((second, next)) = telling.next()
    {
        let near = second.block <= first.block + 1;
        let leans = next
            .split([' ', ','])
            .next()
            .is_some_and(|w| LEANS_ELSEWHERE.has(w));
        if near && !leans && summary.chars().count() + next.chars().count() < MAX {
            if !summary.ends_with('。') {
                summary.push(' ');
            }
            summary.push_str(next);
            sentences.push(second);
        }
    }
    Some(Summary {
        summary,
        sentences,
        rule: &LEAD,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_lead_takes_the_next_sentence_along() {
        let body = "By Ann Lee\n\nROME, May 2 (Agency) - A maker opens a new plant. It will make cells there.\n\nMore words follow here.";
        let text = Text::from_markdown(body);
        let got = summarise(&text).unwrap();
        assert_eq!(
            got.summary,
            "A maker opens a new plant. It will make cells there."
        );
        assert_eq!(got.sentences.len(), 2);
    }

    #[test]
    fn a_text_without_sentences_has_none() {
        assert_eq!(
            summarise(&Text::from_markdown("# Heading\n\nBy Ann Lee")),
            None
        );
        assert_eq!(summarise(&Text::default()), None);
    }
}
