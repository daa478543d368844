//! Former names: what a text says a firm was called before is that firm, under its present name.
//!
//! "X, formerly known as Y", "Y, now X", "X, which was called Y until …", "Y changed its name to X", "Formerly Y, X …".
//! "A former Y executive" and "a Y spin-off" say nothing of the kind: no name stands where the other should.

use std::ops::Range;
use std::sync::LazyLock;

use super::document::Sentence;
use super::reading::Reading;
use super::reject::is_person;
use super::rules;
use super::runs::Run;
use super::{Sighting, TAG};
use crate::catalogue::TermKind;
use crate::table::{Words, tables};
use crate::text::words::Word;

tables! {
    "data/renamed.txt" => {
        /// Between the present name and a former one.
        CALLED: Words = "called";
        /// The same, for words that say much else as well.
        FORMERLY: Words = "formerly";
        /// Between a former name and the present one.
        RENAMED: Words = "renamed";
        /// The same, for words that say much else as well.
        NOW: Words = "now";
        /// Before a former name.
        FROM: Words = "from";
    }
}

/// The first words of all these phrases: few words of a text are one, and only there a phrase is looked for.
static BEGIN: LazyLock<Words> = LazyLock::new(|| {
    [&CALLED, &FORMERLY, &RENAMED, &NOW, &FROM]
        .into_iter()
        .flat_map(|phrases| phrases.iter())
        .filter_map(|phrase| phrase.split(' ').next())
        .collect()
});

/// All these phrases.
static ALL: LazyLock<Words> = LazyLock::new(|| {
    [&CALLED, &FORMERLY, &RENAMED, &NOW, &FROM]
        .into_iter()
        .flat_map(|phrases| phrases.iter())
        .collect()
});

/// Words of the longest of these phrases.
const LONGEST_PHRASE: usize = 7;

/// How sure a statement makes that its two names are a firm's, where one of them is.
const STATED: f32 = 0.8;

/// Two names of one firm: where each stands and what it is called.
struct Renaming {
    at: usize,
    present: Run,
    former: Run,
}

impl Reading<'_> {
    /// Joins the names that the text says are one firm's.
    pub(super) fn rename(&mut self) {
        for renaming in self.renamings() {
            self.join(&renaming);
        }
    }

    fn renamings(&self) -> Vec<Renaming> {
        let mut out = Vec::new();
        let mut phrase = String::new();
        for (at, (sentence, runs)) in self.sentences.iter().zip(self.runs).enumerate() {
            if runs.is_empty() {
                continue;
            }
            let begins = |at: &usize| BEGIN.has(plain(sentence, *at));
            for start in (0..sentence.words.len()).filter(begins) {
                // The longest phrase that says so stands for those that it begins with.
                let mut phrases: Vec<(usize, usize)> = Vec::new();
                phrase.clear();
                for end in start + 1..=sentence.words.len().min(start + LONGEST_PHRASE) {
                    if !phrase.is_empty() {
                        phrase.push(' ');
                    }
                    phrase.push_str(plain(sentence, end - 1));
                    if ALL.has(&phrase) {
                        phrases.push((end, phrase.len()));
                    }
                }
                let pair = phrases.iter().rev().find_map(|&(end, length)| {
                    let phrase = phrase.get(..length)?;
                    stated(sentence, runs, start..end, phrase)
                });
                out.extend(pair.map(|(present, former)| Renaming {
                    at,
                    present,
                    former,
                }));
            }
        }
        out
    }

    fn join(&mut self, renaming: &Renaming) {
        let Some(sentence) = self.sentences.get(renaming.at) else {
            return;
        };
        let surface = |run: &Run| sentence.surface(run.start, run.core_end).to_owned();
        let known = |run: &Run| {
            let whole = sentence.surface(run.start, run.end);
            self.catalogue.resolve(TermKind::Company, whole)
        };
        let (present, former) = (known(&renaming.present), known(&renaming.former));
        // A firm that now belongs to another has not taken its name.
        let owned = present.zip(former).is_some_and(|(p, f)| {
            f.parent.as_ref() == Some(&p.name) || p.parent.as_ref() == Some(&f.name)
        });
        if owned {
            return;
        }
        let name = present.map_or_else(|| surface(&renaming.present), |t| t.name.clone());
        let mut others = vec![surface(&renaming.former)];
        others.extend(former.map(|t| t.name.clone()));
        let is_one = |n: &String| *n == name || others.contains(n);
        let sure = present.or(former).is_some()
            || self
                .found
                .iter()
                .any(|f| f.confidence >= TAG && is_one(&f.name));
        for found in self.found.iter_mut().filter(|f| others.contains(&f.name)) {
            found.name.clone_from(&name);
        }
        if !sure {
            return;
        }
        // Both places of the statement, and the names alone elsewhere.
        let keys = [&renaming.present, &renaming.former].map(|r| sentence.key(r.start, r.core_end));
        for (at, (sentence, runs)) in self.sentences.iter().zip(self.runs).enumerate() {
            let same = |r: &&Run| keys.contains(&sentence.key(r.start, r.core_end));
            for run in runs.iter().filter(same) {
                let stated = at == renaming.at && [renaming.present, renaming.former].contains(run);
                let mut there = self
                    .found
                    .iter_mut()
                    .filter(|f| f.at == at && f.start < run.end && run.start < f.end)
                    .peekable();
                if there.peek().is_none() && (stated || !self.lower_case.contains(keys[0].as_str()))
                {
                    self.found.push(Sighting::new(
                        TermKind::Company,
                        &name,
                        at,
                        run.start,
                        run.core_end,
                        &rules::FORMER_NAME,
                        STATED,
                    ));
                } else if stated {
                    for found in there.filter(|f| f.name == name && f.confidence < STATED) {
                        found.confidence = STATED;
                        found.rule = &rules::FORMER_NAME;
                    }
                }
            }
        }
    }
}

/// A word as the phrases have it.
fn plain<'a>(sentence: &'a Sentence<'_>, at: usize) -> &'a str {
    let number = sentence.words.get(at).is_some_and(Word::is_number);
    if number { "#" } else { sentence.plain(at) }
}

/// The present and the former name of a firm, where the words of this phrase stand between two names and say so.
fn stated(
    sentence: &Sentence<'_>,
    runs: &[Run],
    Range { start, end }: Range<usize>,
    phrase: &str,
) -> Option<(Run, Run)> {
    let loose = FORMERLY.has(phrase) || NOW.has(phrase);
    let former_after = CALLED.has(phrase) || FORMERLY.has(phrase);
    let from = FROM.has(phrase);
    let after = name_at(sentence, runs, end)?;
    if loose && !closes(sentence, &after) {
        return None;
    }
    if from && sentence.plain(after.end) == "to" {
        let present = name_at(sentence, runs, after.end + 1)?;
        return Some((present, after));
    }
    // "Formerly Y, X said": both names follow.
    if start == 0 {
        let present = name_at(sentence, runs, after.end)?;
        let comma = sentence.gap(after.end).trim() == ",";
        return (former_after && comma).then_some((present, after));
    }
    let before = name_before(sentence, runs, start)?;
    let apart = sentence.gap(start).contains([',', '(', '[', '–', '—', ';']);
    if loose && !apart || is_person(sentence, &before) || is_person(sentence, &after) {
        return None;
    }
    if former_after || from {
        Some((before, after))
    } else {
        Some((after, before))
    }
}

/// The name that begins with the word at `i`.
fn name_at(sentence: &Sentence<'_>, runs: &[Run], i: usize) -> Option<Run> {
    let gap = sentence.gap(i);
    let direct = gap.trim_matches([' ', '"', '“', '‘', '„', '«', '\u{a0}', '-', ',']);
    let run = runs.iter().find(|r| r.start == i && direct.is_empty())?;
    let last = sentence.words.get(run.end - 1);
    (!last.is_some_and(|w| w.possessive) && !run.before_role && !run.after_role).then_some(*run)
}

/// The name that ends before the words from `i` on; what stands in brackets after it is passed over.
fn name_before(sentence: &Sentence<'_>, runs: &[Run], i: usize) -> Option<Run> {
    let mut end = i;
    if sentence.gap(end).trim_start().starts_with([')', ']']) {
        end = (1..end)
            .rev()
            .find(|k| sentence.gap(*k).contains(['(', '[']))?;
    }
    let gap = sentence.gap(end);
    let marks = [
        ' ', ',', '.', '(', '[', '–', '—', '-', ';', '"', '”', '’', '®', '™', '\u{a0}',
    ];
    let run = runs.iter().find(|r| r.end == end)?;
    let last = sentence.words.get(run.end - 1);
    (gap.trim_matches(marks).is_empty() && !last.is_some_and(|w| w.possessive)).then_some(*run)
}

/// Whether the phrase ends with this name: "formerly Y," and "formerly Y until 2020", not "formerly Y chief".
fn closes(sentence: &Sentence<'_>, run: &Run) -> bool {
    let gap = sentence.gap(run.end);
    let next = sentence.plain(run.end);
    gap.contains([',', ')', ']', '.', ';', ':', '–', '—', '!', '?'])
        || matches!(
            next,
            "" | "and" | "or" | "until" | "till" | "before" | "in" | "since"
        )
}
