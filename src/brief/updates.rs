//! What a publisher changed in an article that was brought in again: the sentences that are others now.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use super::made::Made;
use super::{Brief, Update, fields};
use crate::rules;
use crate::text::prose::{BlockKind, Text};
use crate::text::spans::beginning;
use crate::text::words::words;

/// Sentences that are noted of one change.
const NOTED: usize = 4;
/// Notes of a brief; the oldest go first.
const MOST: usize = 24;
/// Sentences of each text that are compared word by word; of others it is told that they are gone, or new.
const COMPARED: usize = 200;
/// Characters of a sentence.
const LENGTH: usize = 1_000;

/// Where one of two texts has fewer of the other's words than this share, it is a shorter version of the same article.
const LEAST_LENGTH: f64 = 0.7;

/// The notes of a brief whose file is `current` and whose article is `fresh` now: those that it has, and what has changed.
///
/// Only what the tool itself wrote tells what the article said before: nothing is noted of a text that a person changed,
/// nor where the rules of the tool changed and not the fragment, or where the brief is made of another fragment now. Nor
/// is it the publisher's change that a text is cut short or whole again.
pub(super) fn updates(current: &Brief, fresh: &Brief, made: &Made, arrival: Date) -> Vec<Update> {
    let mut notes = current.updates.clone();
    let Some(fresh_made) = &fresh.made else {
        return notes;
    };
    let is_new = fresh_made.fragment_hash() != made.fragment_hash()
        && current.fragments.first() == fresh.fragments.first();
    if !is_new {
        return notes;
    }
    let stated = |b: &Brief| {
        let rule = b.derived.title.as_deref();
        rule.is_some_and(|rule| !rules::is_proposal(rule)) && fields::is_as_made(b, "title")
    };
    if stated(current) && stated(fresh) && current.title != fresh.title {
        notes.push(Update {
            day: Some(arrival),
            was: Some(current.title.clone()),
            now: Some(fresh.title.clone()),
            more: 0,
        });
    }
    let whole = |b: &Brief| b.derived.excerpt.is_none();
    #[expect(clippy::cast_precision_loss, reason = "a text has not so many words")]
    let length = |b: &Brief| b.body_markdown.split_whitespace().count() as f64;
    let (before, after) = (length(current), length(fresh));
    let one_is_short = before.min(after) < before.max(after) * LEAST_LENGTH;
    if fresh_made.words_hash() != made.words_hash()
        && fields::is_as_made(current, fields::BODY)
        && whole(current)
        && whole(fresh)
        && !one_is_short
    {
        notes.extend(changes(
            &current.body_markdown,
            &fresh.body_markdown,
            arrival,
        ));
    }
    notes.drain(..notes.len().saturating_sub(MOST));
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
    let gone = only(&before, &after).into_iter().zip(0..);
    // Each with its words, as long as nothing is told of it.
    let mut came: Vec<(String, BTreeSet<String>)> = only(&after, &before)
        .into_iter()
        .zip(0..)
        .map(|(now, at)| {
            let words = if at < COMPARED {
                words_of(&now)
            } else {
                BTreeSet::new()
            };
            (now, words)
        })
        .collect();
    let (mut other, mut out) = (Vec::new(), Vec::new());
    let shown = |s: Option<String>| s.map(|s| beginning(&s, LENGTH));
    let note = |was, now| Update {
        day: Some(day),
        was: shown(was),
        now: shown(now),
        more: 0,
    };
    for (was, at) in gone {
        let compared = if at < COMPARED { came.as_slice() } else { &[] };
        let words = words_of(&was);
        let likeness = compared.iter().zip(0..);
        let likeness = likeness.map(|((_, now), at)| (alike(&words, now), at));
        let best = likeness.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        match best.filter(|(alike, _)| *alike >= 0.5) {
            Some((_, at)) => out.push(note(Some(was), Some(came.remove(at).0))),
            None => other.push(note(Some(was), None)),
        }
    }
    out.extend(came.into_iter().map(|(now, _)| note(None, Some(now))));
    out.extend(other);
    let more = out.len().saturating_sub(NOTED);
    out.truncate(NOTED);
    if let Some(last) = out.last_mut() {
        last.more = more as u64;
    }
    out
}

/// The sentences of a text's prose, each once, without what is only set otherwise. Cells of a table say nothing without
/// their row, and lines that end no sentence are of the page: an hour, a price, a byline.
fn sentences(markdown: &str) -> Vec<String> {
    let text = Text::from_markdown(markdown);
    let mut held = HashSet::new();
    let prose = text.blocks.iter().filter(|b| {
        let kinds = [BlockKind::Paragraph, BlockKind::ListItem, BlockKind::Quote];
        kinds.contains(&b.kind)
    });
    let sentences = prose.flat_map(|b| b.sentences.iter().map(|span| span.of(&b.text)));
    let plain = sentences.map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
    let said = plain.filter(|s| s.ends_with(ENDS) && held.insert(s.clone()));
    said.collect()
}

/// What a sentence ends in.
const ENDS: [char; 14] = [
    '.', '!', '?', '…', '"', '”', '’', '»', '“', '」', '。', '！', '？', ')',
];

/// The words of a sentence.
fn words_of(sentence: &str) -> BTreeSet<String> {
    let words = words(sentence);
    words.iter().map(|w| w.plain.to_string()).collect()
}

/// How many of the words of two sentences stand in both, from 0 to 1.
fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let both = a.intersection(b).count();
    let all = (a.len() + b.len() - both).max(1);
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
        for (before, after) in [
            ("It is **so**. Yes.", "Yes. It is so."),
            (
                "It is so.\n\nUpdated at 10:32 GMT",
                "It is so.\n\nUpdated at 11:02 GMT",
            ),
            (
                "| Firm | Share |\n|---|---|\n| CATL | It has 38. |",
                "| Firm | Share |\n|---|---|\n| CATL | It has 39. |",
            ),
        ] {
            assert!(told(before, after).is_empty(), "{after}");
        }
        // However long the sentence is, and wherever in it the change.
        let long = "and so on ".repeat(60);
        let changed = told(&format!("It {long}costs 2."), &format!("It {long}costs 9."));
        assert_eq!(changed.len(), 1);
        let many: String = ["Ab", "Cd", "Ef", "Gh", "Ij", "Kl", "Mn", "Op", "Qr"]
            .map(|w| format!("{w} stands. "))
            .concat();
        let added = told("One.", &format!("One. {many}"));
        assert_eq!(added.len(), NOTED);
        assert!(added.last().unwrap().ends_with("+5"), "{added:?}");
    }
}
