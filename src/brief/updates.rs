//! What a publisher changed in an article that was brought in again: the sentences that are others now.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use super::made::Made;
use super::{Brief, Update, fields};
use crate::text::prose::Text;
use crate::text::spans::beginning;
use crate::text::words::words;

/// Sentences that are noted of one change.
const NOTED: usize = 4;
/// Notes of a brief; the oldest go first.
const MOST: usize = 24;
/// Characters of a sentence.
const LENGTH: usize = 400;

/// The notes of a brief whose file is `current` and whose article is `fresh` now: those that it has, and what has changed.
/// Only what the tool itself wrote tells what the article said before, so that nothing is noted of a text that a person
/// changed, nor where the rules of the tool changed and not the fragment.
pub(super) fn updates(current: &Brief, fresh: &Brief, made: &Made, arrival: Date) -> Vec<Update> {
    let mut notes = current.updates.clone();
    let Some(fresh_made) = &fresh.made else {
        return notes;
    };
    let is_new = fresh_made.fragment_hash() != made.fragment_hash()
        && fresh_made.words_hash() != made.words_hash();
    if is_new && fields::is_as_made(current, fields::BODY) {
        notes.extend(changes(
            &current.body_markdown,
            &fresh.body_markdown,
            arrival,
        ));
        notes.drain(..notes.len().saturating_sub(MOST));
    }
    notes
}

/// The sentences of two texts that are not the same: first those that say the same otherwise, since such a change is the
/// easiest to overlook.
fn changes(before: &str, after: &str, day: Date) -> Vec<Update> {
    let (before, after) = (sentences(before), sentences(after));
    let only = |own: &[String], other: &[String]| -> Vec<String> {
        let other: HashSet<&str> = other.iter().map(String::as_str).collect();
        let own = own.iter().filter(|s| !other.contains(s.as_str()));
        own.cloned().collect()
    };
    let gone = only(&before, &after);
    let mut came = only(&after, &before);
    let (mut other, mut out) = (Vec::new(), Vec::new());
    let note = |was, now| Update {
        day: Some(day),
        was,
        now,
        more: 0,
    };
    for was in gone {
        let likeness = came.iter().zip(0..).map(|(now, at)| (alike(&was, now), at));
        let best = likeness.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        match best.filter(|(alike, _)| *alike >= 0.5) {
            Some((_, at)) => out.push(note(Some(was), Some(came.remove(at)))),
            None => other.push(note(Some(was), None)),
        }
    }
    out.extend(came.into_iter().map(|now| note(None, Some(now))));
    out.extend(other);
    let more = out.len().saturating_sub(NOTED);
    out.truncate(NOTED);
    if let Some(last) = out.last_mut() {
        last.more = more as u64;
    }
    out
}

/// The sentences of a text, each once, without what is only set otherwise.
fn sentences(markdown: &str) -> Vec<String> {
    let text = Text::from_markdown(markdown);
    let mut held = HashSet::new();
    let plain = |s: &str| {
        let words: Vec<&str> = s.split_whitespace().collect();
        beginning(&words.join(" "), LENGTH)
    };
    let sentences = text.sentences().map(|(_, s)| plain(s));
    let sentences = sentences.filter(|s| !s.is_empty() && held.insert(s.clone()));
    sentences.collect()
}

/// How many of the words of two sentences stand in both, from 0 to 1.
fn alike(a: &str, b: &str) -> f64 {
    let of = |text| -> BTreeSet<String> {
        let words = words(text);
        words.iter().map(|w| w.plain.to_string()).collect()
    };
    let (a, b) = (of(a), of(b));
    let both = a.intersection(&b).count();
    let all = a.union(&b).count().max(1);
    #[expect(clippy::cast_precision_loss, reason = "a sentence has few words")]
    let share = both as f64 / all as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_are_others_are_told_side_by_side() {
        let day = "2026-11-27".parse().unwrap();
        let told = |before: &str, after: &str| -> Vec<String> {
            let show = |u: Update| {
                let part = |s: Option<String>| s.unwrap_or_else(|| "–".to_owned());
                format!("{} > {} +{}", part(u.was), part(u.now), u.more)
            };
            changes(before, after, day).into_iter().map(show).collect()
        };
        assert_eq!(
            told(
                "The plant will cost $2 billion. It opens in 2027. Nobody was asked.",
                "The plant will cost $3 billion. It *opens* in\n2027. The mayor is glad."
            ),
            [
                "The plant will cost $2 billion. > The plant will cost $3 billion. +0",
                "– > The mayor is glad. +0",
                "Nobody was asked. > – +0",
            ]
        );
        assert!(told("It is **so**. Yes.", "Yes. It is so.").is_empty());
        let many: String = ["Ab", "Cd", "Ef", "Gh", "Ij", "Kl", "Mn", "Op", "Qr"]
            .map(|w| format!("{w} stands. "))
            .concat();
        let added = told("One.", &format!("One. {many}"));
        assert_eq!(added.len(), NOTED);
        assert!(added.last().unwrap().ends_with("+5"), "{added:?}");
    }
}
