//! A headline for an article that has none, from its lead.
//!
//! The headline is the lead with words left out, never with words changed: dateline, brackets, attribution, days,
//! inserted explanations and the first article go. What is still too long is cut where a clause or phrase ends.

mod cut;
mod omissions;
pub(crate) mod rules;

use std::sync::LazyLock;

use self::cut::{cut, is_english, stands};
use self::omissions::{LAST_PATTERNS, LONG_PATTERNS, PATTERNS, Patterns};
use crate::rule::Rule;
use crate::text::lead;
use crate::text::prose::{SentenceId, Text};

/// A proposed headline and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The headline, in the article's words, at most about 90 characters, without a full stop.
    pub headline: String,
    /// The sentence it was made from.
    pub sentence: SentenceId,
    /// The rule that made it.
    pub rule: &'static Rule,
}

/// A headline is best up to this many characters.
const GOOD: usize = 90;

/// And never cut longer than this.
const MOST: usize = 100;

/// A whole lead up to this many characters is better than a cut that loses more than a third of it.
const WHOLE: usize = 110;

/// But where the lead has no shorter clause, up to this many.
const LONGEST: usize = 125;

/// The same for languages whose phrases are not known here, so that only a mark of punctuation ends a clause.
const LONGEST_ABROAD: usize = 140;

/// A cut headline shorter than this says too little.
const LEAST: usize = 26;

/// The same where no verb can be told, so that a short piece may be a name and its explanation only.
const LEAST_ABROAD: usize = 55;

/// How a sentence that leans on the one before it begins.
const POINTS_BACK: &[&str] = &[
    "It ", "This ", "That ", "These ", "Those ", "He ", "She ", "They ", "But ", "However", "And ",
    "So ",
];

const WORDS: &str = include_str!("words.txt");

/// The words of one row of the table.
fn words(row: &str) -> &'static [&'static str] {
    static ROWS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
        let lines = WORDS
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once('\t'));
        lines
            .map(|(name, words)| (name, words.split(' ').collect()))
            .collect()
    });
    ROWS.iter()
        .find(|r| r.0 == row)
        .map_or(&[], |r| r.1.as_slice())
}

/// Proposes a headline; none for a text without a sentence.
pub fn propose(text: &Text) -> Option<Proposed> {
    let leads: Vec<(SentenceId, &str)> = lead::telling(text, false).take(3).collect();
    for (place, (sentence, words)) in leads.iter().copied().enumerate() {
        // A later sentence that points back says nothing by itself.
        if place > 0 && POINTS_BACK.iter().any(|w| words.starts_with(w)) {
            continue;
        }
        if let Some((headline, rule)) = from_lead(words) {
            return Some(Proposed {
                headline,
                sentence,
                rule,
            });
        }
    }
    // Nothing can be cut well: the shortest of the first sentences, whole.
    let whole = leads
        .iter()
        .copied()
        .min_by_key(|(id, words)| (words.chars().count(), *id));
    let any = || text.sentences().next();
    let (sentence, words) = whole.or_else(any)?;
    Some(Proposed {
        headline: finish(lead::without_dateline(words)),
        sentence,
        rule: &rules::WHOLE_SENTENCE,
    })
}

/// The headline that a lead yields, and the rule; none if it can neither stay whole nor be cut well.
fn from_lead(sentence: &str) -> Option<(String, &'static Rule)> {
    let lead = leave_out(lead::without_dateline(sentence), &PATTERNS);
    let whole = finish(&lead);
    if whole.chars().count() <= GOOD {
        return Some((whole, &rules::LEAD));
    }
    let short = leave_out(&lead, &LONG_PATTERNS);
    let shorter = finish(&short);
    if shorter.chars().count() <= GOOD {
        return Some((shorter, &rules::LEAD));
    }
    if let Some(cut) = cut(&shorter, MOST) {
        // Whole but somewhat long says more than a short piece.
        let (whole, piece) = (shorter.chars().count(), cut.chars().count());
        return Some(
            if whole <= WHOLE && piece * 3 < whole * 2 && stands(&shorter) {
                (shorter, &rules::LEAD)
            } else {
                (cut, &rules::LEAD_CUT)
            },
        );
    }
    if shorter.chars().count() <= MOST {
        return Some((shorter, &rules::LEAD));
    }
    let last = finish(&leave_out(&short, &LAST_PATTERNS));
    if last.chars().count() <= MOST {
        return Some((last, &rules::LEAD));
    }
    let longest = if is_english(&last) {
        LONGEST
    } else {
        LONGEST_ABROAD
    };
    cut(&last, longest).map(|cut| (cut, &rules::LEAD_CUT))
}

/// Leaves out what a headline does not need.
fn leave_out(lead: &str, patterns: &Patterns) -> String {
    let mut text = lead.to_owned();
    for (pattern, keep) in patterns {
        let shorter = pattern.replace_all(&text, *keep);
        if shorter.len() == text.len() {
            continue;
        }
        // An omission that takes nearly everything, or the verb, took the news.
        let enough = shorter.chars().count() >= LEAST.min(text.chars().count())
            && (!leans_back(&shorter) || leans_back(&text));
        if enough
            && (stands(shorter.trim_end_matches(['.', ' ']))
                || !stands(text.trim_end_matches(['.', ' '])))
        {
            text = shorter.into_owned();
        }
    }
    text
}

/// Whether a text begins with a word that stands for one before it, which an omission may have taken.
fn leans_back(text: &str) -> bool {
    let first = text.split([' ', '’', '\'']).next().unwrap_or_default();
    words("leans").contains(&first.to_lowercase().as_str())
}

/// Without the first article and the full stop.
fn finish(lead: &str) -> String {
    let mut text = lead
        .trim()
        .trim_end_matches(['.', '。', ',', ';', ':', ' '])
        .trim();
    for article in ["The ", "A ", "An "] {
        text = text.strip_prefix(article).unwrap_or(text);
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
