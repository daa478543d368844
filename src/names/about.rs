//! Whether a text is about a term or merely mentions it: by headline, lead, frequency, and what "the trio" refers to.

use std::collections::BTreeSet;

use super::document::Sentence;
use super::lists::{COLLECTIVE_NOUNS, COLLECTIVES};
use super::{Sighting, TAG};
use crate::catalogue::TermKind;

/// The weight from which a text is about a term.
const ABOUT: f32 = 2.5;

/// How much the text is about the term with these mentions.
pub(super) fn weight(
    mentions: &[&Sighting],
    sentences: &[Sentence<'_>],
    grouped: &BTreeSet<String>,
) -> f32 {
    let mut weight: f32 = 0.0;
    let mut counted = 0.0;
    let mut lead = 0.0_f32;
    let mut kind = TermKind::Company;
    for mention in mentions {
        kind = mention.kind;
        let Some(sentence) = sentences.get(mention.at) else {
            continue;
        };
        if sentence.id.is_none() {
            weight = weight.max(3.0);
            continue;
        }
        counted += 0.5;
        if sentence.order == 0 {
            let early = mention.start * 2 <= sentence.words.len();
            lead = lead.max(if early { 2.0 } else { 1.2 });
        } else if sentence.order <= 2 {
            lead = lead.max(0.5);
        }
    }
    let group = mentions.first().is_some_and(|m| grouped.contains(&m.name));
    let limit = if kind == TermKind::Company { 2.0 } else { 1.8 };
    weight + lead + f32::min(counted, limit) + if group { ABOUT } else { 0.0 }
}

/// Whether a weight makes a subject.
pub(super) fn is_about(weight: f32) -> bool {
    weight >= ABOUT
}

/// `found` are in reading order: the companies of the first sentence that lists at least two, if a later one speaks of "the trio" or "the three firms".
pub(super) fn grouped(found: &[Sighting], sentences: &[Sentence<'_>]) -> BTreeSet<String> {
    for (at, sentence) in sentences.iter().enumerate() {
        let names: BTreeSet<&str> = super::of_sentence(found, at)
            .iter()
            .filter(|f| f.kind == TermKind::Company && f.confidence >= TAG)
            .map(|f| f.name.as_str())
            .collect();
        if names.len() < 2 || sentence.id.is_none() {
            continue;
        }
        let number = ["two", "three", "four", "five", "six"]
            .get(names.len().saturating_sub(2))
            .copied()
            .unwrap_or("both");
        let spoken = sentences.iter().skip(at + 1).take(6).any(|s| {
            (0..s.words.len()).any(|i| {
                s.plain(i) == "the"
                    && (COLLECTIVES.has(s.plain(i + 1))
                        || (s.plain(i + 1) == number
                            && (2..5).any(|k| COLLECTIVE_NOUNS.has(s.plain(i + k)))))
            })
        });
        return if spoken {
            names.into_iter().map(str::to_owned).collect()
        } else {
            BTreeSet::new()
        };
    }
    BTreeSet::new()
}
