//! A headline for an article that has none, from its first sentences.
//!
//! The headline is a sentence with words left out, never with words changed. In English its grammar tells which
//! constituents may go and which of the first sentences carries the news; elsewhere it stays whole, or goes to the end of
//! a clause. Nothing is cut inside a phrase: where no safe headline can be made the sentence stands whole, and says so.

mod abroad;
mod english;
mod finish;
pub mod learning;
mod lists;
pub(crate) mod rules;

use self::finish::finish;
use self::lists::POINTS_BACK;
use crate::grammar::clauses::Clause;
use crate::grammar::sentence::Sentence;
use crate::rule::Rule;
use crate::text::lead;
use crate::text::prose::{BlockKind, SentenceId, Text};
use crate::text::stands::stems;

/// A proposed headline and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The headline, in the article's words, without a full stop; at most about 100 characters where that can be had.
    pub headline: String,
    /// The sentence it was made from.
    pub sentence: SentenceId,
    /// The rule that made it.
    pub rule: &'static Rule,
}

/// A headline of more characters is one that nothing could shorten.
const TOO_LONG: usize = 130;

/// Sentences of a text in another language than English that may be its headline.
const ABROAD: usize = 5;

/// A sentence of more bytes is a list, a table or noise, and no headline.
const LONGEST: usize = 1_200;

/// Proposes a headline; none for a text without a sentence that could be one.
pub fn propose(text: &Text) -> Option<Proposed> {
    if text.language().may_be_english()
        && let Some(proposed) = in_english(text)
    {
        return Some(proposed);
    }
    let recurs = recurring(text);
    let leads: Vec<(SentenceId, &str)> = lead::telling(text, false).take(ABROAD).collect();
    let tries = leads
        .iter()
        .copied()
        .enumerate()
        .filter_map(|(place, (sentence, words))| {
            // A later sentence that points back says nothing by itself.
            let back = place > 0 && (points_back(words) || abroad::leans(words));
            if back || words.len() > LONGEST {
                return None;
            }
            let short = abroad::shorten(place, lead::without_dateline(words), &recurs)?;
            Some((sentence, short))
        });
    if let Some((sentence, short)) = tries.min_by(|a, b| a.1.cost.total_cmp(&b.1.cost)) {
        return Some(Proposed {
            headline: finish(&short.headline),
            sentence,
            rule: if short.cut {
                &rules::LEAD_CUT
            } else {
                &rules::LEAD
            },
        });
    }
    // Nothing can be cut well: the first sentence that can be read alone, whole.
    let alone = leads.iter().find(|(_, words)| !abroad::leans(words));
    let whole = alone.or(leads.first()).copied();
    let any = || text.sentences().next();
    let (sentence, words) = whole
        .or_else(any)
        .filter(|(_, words)| words.len() <= LONGEST)?;
    Some(Proposed {
        headline: finish(&abroad::bare(lead::without_dateline(words))),
        sentence,
        rule: &rules::WHOLE_SENTENCE,
    })
}

/// The stems of the words to which a text comes back in three and more of its sentences, sorted.
fn recurring(text: &Text) -> Vec<u64> {
    /// Sentences that are looked at, and in how many of them a word must stand.
    const AMONG: usize = 40;
    const OFTEN: usize = 3;
    let mut all: Vec<u64> = text
        .sentences()
        .take(AMONG)
        .flat_map(|(_, s)| stems(s))
        .collect();
    all.sort_unstable();
    let often = all.chunk_by(|a, b| a == b).filter(|c| c.len() >= OFTEN);
    often.filter_map(|c| c.first().copied()).collect()
}

/// Whether an English sentence has a verb of its own, so that it says something: not one of "a cell that lasts".
pub(crate) fn has_verb(sentence: &str) -> bool {
    Sentence::read(sentence)
        .clauses()
        .iter()
        .any(Clause::is_main)
}

/// Whether a sentence begins with a word that leans on the one before it.
fn points_back(sentence: &str) -> bool {
    let (first, _) = sentence.split_once([' ', ',']).unwrap_or((sentence, ""));
    POINTS_BACK.has(first)
}

/// The headline of an English text: of its first sentences the one that tells the most at the least loss.
fn in_english(text: &Text) -> Option<Proposed> {
    let repeated = english::Repeated::of(text);
    best_of(&english_leads(text), &repeated).or_else(|| {
        // Bullet points and the like that end without a stop.
        let any: Vec<(SentenceId, &str)> = text
            .sentences()
            .filter(|(_, s)| lead::word_count(s) >= 5)
            .take(english::FIRST)
            .collect();
        best_of(&any, &repeated)
    })
}

/// The first sentences that tell something; among the first blocks also the points of a list, which end without a stop.
fn english_leads(text: &Text) -> Vec<(SentenceId, &str)> {
    /// Points further down are no summary.
    const BLOCKS: usize = 5;
    let points = text
        .sentences()
        .take_while(|(id, _)| id.block < BLOCKS)
        .filter(|(id, words)| {
            let block = text.blocks.get(id.block);
            block.is_some_and(|b| {
                b.sentences.len() == 1
                    && matches!(b.kind, BlockKind::Paragraph | BlockKind::ListItem)
            }) && english::is_point(words)
        });
    let mut leads: Vec<(SentenceId, &str)> = lead::telling(text, true)
        .take(english::FIRST)
        .chain(points)
        .collect();
    leads.sort_unstable_by_key(|(id, _)| *id);
    leads.dedup_by_key(|(id, _)| *id);
    leads.truncate(english::FIRST);
    leads
}

fn best_of(leads: &[(SentenceId, &str)], repeated: &english::Repeated) -> Option<Proposed> {
    let mut best: Option<(f64, Proposed)> = None;
    for (place, (sentence, words)) in leads.iter().copied().enumerate() {
        if words.len() > LONGEST {
            continue;
        }
        let lead = lead::without_dateline(words);
        let Some(short) = english::headline(place, lead, repeated) else {
            continue;
        };
        if best.as_ref().is_none_or(|(least, _)| short.cost < *least) {
            let rule = if short.headline.chars().count() > TOO_LONG {
                &rules::WHOLE_SENTENCE
            } else if short.cut {
                &rules::LEAD_CUT
            } else {
                &rules::LEAD
            };
            best = Some((
                short.cost,
                Proposed {
                    headline: short.headline,
                    sentence,
                    rule,
                },
            ));
        }
    }
    best.map(|(_, proposed)| proposed)
}
