//! What is kept of a sentence, and how it is written.

use std::ops::Range;

use crate::grammar::sentence::Sentence;
use crate::grammar::tokens::Token;
use crate::headline::finish::finish;

/// The words of a sentence that a headline keeps.
#[derive(Debug, Clone)]
pub(super) struct Kept<'s, 't> {
    sentence: &'s Sentence<'t>,
    keeps: Vec<bool>,
    /// A "would" that is written "to".
    to: Option<usize>,
}

impl<'s, 't> Kept<'s, 't> {
    pub(super) fn all(sentence: &'s Sentence<'t>) -> Self {
        Self {
            sentence,
            keeps: vec![true; sentence.tokens.len()],
            to: None,
        }
    }

    pub(super) fn leave_out(&mut self, tokens: &Range<usize>) {
        let end = tokens.end.min(self.keeps.len());
        for keep in self
            .keeps
            .get_mut(tokens.start.min(end)..end)
            .into_iter()
            .flatten()
        {
            *keep = false;
        }
    }

    /// Writes "to" where "would" stands.
    pub(super) fn becomes_to(&mut self, at: usize) {
        self.to = Some(at);
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.keeps.get(at).copied().unwrap_or(false)
    }

    /// The article before the first word, which no headline has.
    fn article(&self) -> Option<usize> {
        let first = (0..self.keeps.len()).find(|i| self.has(*i))?;
        let article = matches!(self.sentence.lower(first), "the" | "a" | "an");
        let goes_on = (first + 1..self.keeps.len()).any(|i| self.has(i));
        (article && goes_on).then_some(first)
    }

    /// How many characters each token takes, with the space before it; none if it is left out.
    pub(super) fn widths(&self) -> Vec<usize> {
        let mut end = 0;
        let article = self.article();
        let tokens = self.sentence.tokens.iter().enumerate();
        tokens
            .map(|(i, token)| {
                let space = usize::from(token.start > end && end > 0);
                end = token.end();
                if self.has(i) && article != Some(i) {
                    token.text.chars().count() + space
                } else {
                    0
                }
            })
            .collect()
    }

    /// Whether any of these is kept.
    pub(super) fn any(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|i| self.has(i))
    }

    /// The last word that is kept.
    pub(super) fn last_word(&self) -> Option<usize> {
        (0..self.keeps.len()).rev().find(|i| {
            self.has(*i)
                && self
                    .sentence
                    .tokens
                    .get(*i)
                    .is_some_and(|t| t.is_word() || matches!(t.text, "%" | ")"))
        })
    }

    /// Whether each quotation that opens closes, too.
    pub(super) fn quotes_close(&self) -> bool {
        let kept = |mark: &str| {
            (0..self.keeps.len())
                .filter(|i| self.has(*i) && self.sentence.word(*i) == mark)
                .count()
        };
        kept("\"").is_multiple_of(2) && kept("“") == kept("”") && kept("(") == kept(")")
    }

    /// The headline: the kept words with the spaces that the sentence has between them, without the stop, and without
    /// the first article.
    pub(super) fn written(&self) -> String {
        let mut out = String::new();
        let mut last: Option<&Token<'_>> = None;
        let mut gap = false;
        let article = self.article();
        for (i, token) in self.sentence.tokens.iter().enumerate() {
            if !self.has(i) || article == Some(i) {
                gap = true;
                continue;
            }
            // A comma that lost what it parted goes with it.
            if matches!(token.text, "," | ";" | ":") && (out.is_empty() || out.ends_with(',')) {
                gap = true;
                continue;
            }
            if let Some(last) = last {
                let between = self
                    .sentence
                    .text
                    .get(last.end()..token.start)
                    .unwrap_or_default();
                let closes = matches!(token.text, "," | "." | ";" | ":" | ")" | "%" | "'s" | "’s");
                if gap && !closes || !gap && !between.is_empty() {
                    out.push(' ');
                }
            }
            out.push_str(if self.to == Some(i) { "to" } else { token.text });
            last = Some(token);
            gap = false;
        }
        finish(&out)
    }
}
