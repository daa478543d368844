//! One reading of a text for the names that are in doubt.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::narrow::{Narrow, Words, word_hash};
use super::places::{Around, Counts, Of, Survey};
use super::spelling;
use crate::catalogue::{Catalogue, TermKind, is_legal_form};
use crate::hash::{Map, Set};
use crate::names::document::{self, Sentence};
use crate::names::reject::people;
use crate::names::runs::{self, Run};
use crate::text::prose::Text;
use crate::text::words::words;

/// Words of the longest name that is looked for.
const LONGEST: usize = 20;

/// The names that are in doubt, for one or for many texts.
#[derive(Debug, Default)]
pub struct Doubtful {
    names: Vec<String>,
    by_key: Map<String, usize>,
    /// By the first word of a name, the words of the longest that begins with it.
    longest: Map<String, usize>,
    words: Set<String>,
    /// The same for texts of which the words are kept.
    narrow: OnceLock<Words>,
}

/// The words of a name as they are compared, without its legal form.
pub(super) fn key(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = words(name).iter().map(|w| w.plain.to_string()).collect();
    while parts.len() > 1 && parts.last().is_some_and(|w| is_legal_form(w) || w == "and") {
        parts.pop();
    }
    parts
}

impl Doubtful {
    /// These names. Two that differ in case, accents or legal form are one.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut own = Self::default();
        for name in names {
            let parts = key(name);
            let Some(first) = parts.first() else {
                continue;
            };
            if parts.len() > LONGEST {
                continue;
            }
            let longest = own.longest.entry(first.clone()).or_default();
            *longest = (*longest).max(parts.len());
            let key = parts.join(" ");
            own.words.extend(parts);
            if !own.by_key.contains_key(&key) {
                own.by_key.insert(key, own.names.len());
                own.names.push(name.to_owned());
            }
        }
        own
    }

    /// The place of a name among them.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.by_key.get(&key(name).join(" ")).copied()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Those of which a text of these words can say something; the words are those of [`Doubtful::survey_with_words`].
    pub fn among(&self, words: &[u32]) -> Narrow<'_> {
        let names = || {
            let mut names: Vec<(&str, usize)> =
                self.by_key.iter().map(|(k, i)| (k.as_str(), *i)).collect();
            names.sort_unstable();
            Words::of(names.into_iter())
        };
        self.narrow.get_or_init(names).among(words)
    }

    /// What a text says of them, and the hashes of its words, sorted.
    pub fn survey_with_words(
        &self,
        title: &str,
        text: &Text,
        catalogue: &Catalogue,
    ) -> (Vec<u32>, Survey) {
        let sentences = document::read(title, text, catalogue);
        let words = sentences.iter().flat_map(|s| &s.words);
        let mut words: Vec<u32> = words.map(|w| word_hash(&w.plain)).collect();
        words.sort_unstable();
        words.dedup();
        (words, self.of_sentences(&sentences))
    }

    /// What a text says of them.
    pub fn survey(&self, title: &str, text: &Text, catalogue: &Catalogue) -> Survey {
        self.of_sentences(&document::read(title, text, catalogue))
    }

    fn of_sentences(&self, sentences: &[Sentence<'_>]) -> Survey {
        let runs: Vec<Vec<Run>> = sentences.iter().map(runs::find).collect();
        let people = people(sentences, &runs);
        self.read(sentences, &runs, &people)
    }

    /// The same, of a text that is read already.
    pub(in crate::names) fn read(
        &self,
        sentences: &[Sentence<'_>],
        runs: &[Vec<Run>],
        people: &BTreeSet<String>,
    ) -> Survey {
        let mut survey = Survey::default();
        if self.is_empty() {
            return survey;
        }
        let (mut firm_starts, mut firm_ends) = (Set::default(), Set::default());
        for (at, sentence) in sentences.iter().enumerate() {
            let firms = sentence
                .hits
                .iter()
                .filter(|h| h.name.kind == TermKind::Company && !h.name.ambiguous);
            for hit in firms {
                firm_starts.insert((at, hit.start));
                firm_ends.insert((at, hit.end));
            }
        }
        let around = Around {
            sentences,
            people,
            firm_ends: &firm_ends,
            firm_starts: &firm_starts,
        };
        for (at, sentence) in sentences.iter().enumerate() {
            let runs = runs.get(at).map(Vec::as_slice).unwrap_or_default();
            let mut whole = Set::default();
            for run in runs {
                let named = [run.core_end, run.end]
                    .into_iter()
                    .filter(|end| end - run.start <= LONGEST)
                    .find_map(|end| self.by_key.get(&sentence.key(run.start, end)));
                if let Some(name) = named {
                    let counts = survey.names.entry(*name).or_default();
                    around.count(at, run, counts);
                    whole.insert(run.start);
                }
            }
            self.elsewhere(sentence, runs, &whole, &mut survey);
        }
        for counts in survey.names.values_mut().filter(|c| c.is_seen()) {
            counts.add(Of::Texts);
        }
        survey
    }

    /// Where a name is no run by itself, and its words.
    fn elsewhere(
        &self,
        sentence: &Sentence<'_>,
        runs: &[Run],
        whole: &Set<usize>,
        survey: &mut Survey,
    ) {
        let mut key = String::new();
        for (start, word) in sentence.words.iter().enumerate() {
            // Where a name begins stands one of its words.
            if !self.words.contains(&*word.plain) {
                continue;
            }
            let counts = match survey.words.get_mut(&*word.plain) {
                Some(counts) => counts,
                None => survey.words.entry(word.plain.to_string()).or_default(),
            };
            if !word.is_capitalised() {
                counts.0 += 1;
            } else if start > 0 && !sentence.title_case {
                counts.1 += 1;
            }
            let Some(longest) = self
                .longest
                .get(&*word.plain)
                .filter(|_| !whole.contains(&start))
            else {
                continue;
            };
            key.clear();
            for length in 1..=*longest {
                let Some(next) = sentence.words.get(start + length - 1) else {
                    break;
                };
                if length > 1 {
                    key.push(' ');
                }
                key.push_str(&next.plain);
                let Some(name) = self.by_key.get(&key) else {
                    continue;
                };
                let counts = survey.names.entry(*name).or_default();
                let run = runs.iter().find(|r| r.start <= start && start < r.end);
                counts.add(if !word.is_capitalised() {
                    Of::Lower
                } else if sentence.title_case {
                    Of::Headline
                } else if run.is_some_and(|r| r.start == start) {
                    Of::Front
                } else {
                    Of::Back
                });
            }
        }
    }

    /// The facts of a name, as the model is asked.
    pub fn row(&self, place: usize, survey: &Survey) -> Vec<f32> {
        let none = Counts::default();
        let counts = survey.names.get(&place).unwrap_or(&none);
        let name = self
            .names
            .get(place)
            .map(String::as_str)
            .unwrap_or_default();
        let mut out = Vec::with_capacity(200);
        let number = |n: u32| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
        let whole = number(counts.of(Of::Whole).max(1));
        for count in counts.all() {
            // Rounded, so that the last digit of a logarithm decides nothing.
            out.push(number(*count).min(20.0));
            out.push((number(*count) / whole).min(4.0));
        }
        let parts = key(name);
        let (mut least, mut most, mut sum) = (1.0_f32, 0.0_f32, 0.0_f32);
        let mut rarest = f32::MAX;
        for part in &parts {
            let (lower, upper) = survey.words.get(part).copied().unwrap_or((0, 0));
            let share = number(lower) / number(lower.saturating_add(upper).max(1));
            least = least.min(share);
            most = most.max(share);
            sum += share;
            rarest = rarest.min(number(lower).min(50.0));
        }
        let length = f32::from(u16::try_from(parts.len().max(1)).unwrap_or(u16::MAX));
        out.extend([least, most, sum / length, rarest]);
        spelling::row(name, &mut out);
        out
    }
}
