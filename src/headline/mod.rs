//! A headline for an article that has none, from its lead.
//!
//! The headline is the lead with words left out, never with words changed: dateline, brackets, attribution, days,
//! inserted explanations and the first article go. What is still too long is cut where a clause or phrase ends.

mod cut;
mod length;
mod lists;
mod omissions;
pub(crate) mod rules;

pub(crate) use self::cut::has_verb;
use self::cut::{cut, stands};
use self::length::{GOOD, LEAST, LONGEST, LONGEST_ABROAD, MOST, WHOLE};
use self::lists::{LEANS, POINTS_BACK};
use self::omissions::{ALWAYS, LAST_RESORT, Omission, WHEN_LONG};
use crate::rule::Rule;
use crate::text::language::Language;
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

/// Proposes a headline; none for a text without a sentence.
pub fn propose(text: &Text) -> Option<Proposed> {
    let leads: Vec<(SentenceId, &str)> = lead::telling(text, false).take(3).collect();
    // The phrases and verbs that are known here are English ones.
    let english = Language::of(text).may_be_english();
    for (place, (sentence, words)) in leads.iter().copied().enumerate() {
        // A later sentence that points back says nothing by itself.
        if place > 0 && points_back(words) {
            continue;
        }
        if let Some((headline, rule)) = from_lead(words, english) {
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
fn from_lead(sentence: &str, english: bool) -> Option<(String, &'static Rule)> {
    let lead = leave_out(lead::without_dateline(sentence), &ALWAYS, english);
    let whole = finish(&lead);
    if whole.chars().count() <= GOOD {
        return Some((whole, &rules::LEAD));
    }
    let short = leave_out(&lead, &WHEN_LONG, english);
    let shorter = finish(&short);
    if shorter.chars().count() <= GOOD {
        return Some((shorter, &rules::LEAD));
    }
    if let Some(cut) = cut(&shorter, MOST, english) {
        // Whole but somewhat long says more than a short piece.
        let (whole, piece) = (shorter.chars().count(), cut.chars().count());
        return Some(
            if whole <= WHOLE && piece * 3 < whole * 2 && stands(&shorter, english) {
                (shorter, &rules::LEAD)
            } else {
                (cut, &rules::LEAD_CUT)
            },
        );
    }
    if shorter.chars().count() <= MOST {
        return Some((shorter, &rules::LEAD));
    }
    let last = finish(&leave_out(&short, &LAST_RESORT, english));
    if last.chars().count() <= MOST {
        return Some((last, &rules::LEAD));
    }
    let longest = if english { LONGEST } else { LONGEST_ABROAD };
    cut(&last, longest, english).map(|cut| (cut, &rules::LEAD_CUT))
}

/// Whether a sentence begins with a word that leans on the one before it.
fn points_back(sentence: &str) -> bool {
    let (first, _) = sentence.split_once([' ', ',']).unwrap_or((sentence, ""));
    POINTS_BACK.has(first)
}

/// Leaves out what a headline does not need.
fn leave_out(lead: &str, omissions: &[Omission], english: bool) -> String {
    let mut text = lead.to_owned();
    for omission in omissions {
        let shorter = omission.pattern.replace_all(&text, omission.keep);
        if shorter.len() == text.len() {
            continue;
        }
        // An omission that takes nearly everything, or the verb, took the news.
        let enough = shorter.chars().count() >= LEAST.min(text.chars().count())
            && (!leans_back(&shorter) || leans_back(&text));
        if enough
            && (stands(shorter.trim_end_matches(['.', ' ']), english)
                || !stands(text.trim_end_matches(['.', ' ']), english))
        {
            text = shorter.into_owned();
        }
    }
    text
}

/// Whether a text begins with a word that stands for one before it, which an omission may have taken.
fn leans_back(text: &str) -> bool {
    let first = text.split([' ', '’', '\'']).next().unwrap_or_default();
    LEANS.has(&first.to_lowercase())
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
