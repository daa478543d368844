//! What the program that learns the weights needs: the facts of pairs, and the stories that weights make.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;
use rayon::prelude::*;

use super::candidates::candidates;
use super::facts::{self, COUNT, NAMES};
use super::model::{BASE, Model, Weights};
use super::sketch::{Sketch, read};
use super::tokens::Form;
use super::{Decided, Stories};
use crate::group::body;
use crate::text::prose::Text;
use crate::text::stem::stem;

/// An article with its headline, its text in Markdown and its day.
#[derive(Debug, Clone)]
pub struct Article {
    /// The headline.
    pub title: String,
    /// The text.
    pub text: String,
    /// The day.
    pub date: Option<Date>,
}

/// Two articles that may be of one story.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Their places among the articles, the smaller first.
    pub articles: (usize, usize),
    /// Facts of the pair, in the order of [`fact_names`].
    pub facts: Vec<f32>,
    /// Whether both have a text.
    pub texts: bool,
}

/// What pairs are weighed by: what every pair begins with, and a weight for each fact.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    /// What every pair begins with.
    pub base: f32,
    /// The weights.
    pub weights: Vec<f32>,
}

/// The names of the facts.
pub fn fact_names() -> [&'static str; COUNT] {
    NAMES
}

/// Articles as a digest would hold them.
#[derive(Debug)]
pub struct Collection {
    stories: Stories,
    /// Where each sketch's article stands among those given.
    articles: Vec<usize>,
}

impl Collection {
    /// A digest of these articles.
    pub fn of(articles: &[Article]) -> Self {
        let mut order: Vec<usize> = (0..articles.len()).collect();
        let date = |i: &usize| articles.get(*i).and_then(|a| a.date);
        order.sort_by_key(|i| (date(i).is_none(), std::cmp::Reverse(date(i)), *i));
        let sketches: Vec<Sketch> = order
            .par_iter()
            .filter_map(|i| articles.get(*i))
            .map(|a| {
                let text = Text::from_markdown(&a.text);
                let copy = body::signature(&text);
                Sketch::of(&a.title, &text, a.date, copy)
            })
            .collect();
        Self {
            stories: Stories::of(sketches),
            articles: order,
        }
    }

    /// All pairs that are worth a look.
    pub fn pairs(&self) -> Vec<Pair> {
        let Stories {
            sketches, rarity, ..
        } = &self.stories;
        let place = |i: u32| self.articles.get(i as usize).copied().unwrap_or_default();
        candidates(rarity, sketches)
            .into_iter()
            .filter_map(|(a, b)| {
                let (x, y) = (sketches.get(a as usize)?, sketches.get(b as usize)?);
                let (p, q) = (place(a), place(b));
                Some(Pair {
                    articles: (p.min(q), p.max(q)),
                    facts: facts::facts(rarity, x, y).to_vec(),
                    texts: x.has_text && y.has_text,
                })
            })
            .collect()
    }

    /// The number of each article's story, by these weights for texts and for headlines alone.
    pub fn stories(&mut self, texts: &Learned, headlines: &Learned) -> Vec<usize> {
        let weights = |l: &Learned| {
            let mut weights = Weights {
                base: l.base,
                ..Weights::default()
            };
            for (slot, value) in weights.of.iter_mut().zip(&l.weights) {
                *slot = *value;
            }
            weights
        };
        self.stories.model = Model {
            texts: weights(texts),
            headlines: weights(headlines),
        };
        let mut story: Vec<usize> = (0..self.articles.len()).collect();
        for group in self.stories.told(&Decided::default()) {
            let places = group
                .briefs
                .iter()
                .filter_map(|i| self.articles.get(i.0 as usize).copied());
            let places: Vec<usize> = places.collect();
            let first = places.iter().min().copied().unwrap_or_default();
            for place in places {
                if let Some(slot) = story.get_mut(place) {
                    *slot = first;
                }
            }
        }
        story
    }
}

/// The rows of a table of weights.
pub fn table_of_weights(texts: &Learned, headlines: &Learned) -> String {
    let mut rows = BTreeMap::from([(BASE, (texts.base, headlines.base))]);
    for (i, name) in NAMES.iter().enumerate() {
        let of = |l: &Learned| l.weights.get(i).copied().unwrap_or_default();
        rows.insert(name, (of(texts), of(headlines)));
    }
    let mut out = String::new();
    for (name, (texts, headlines)) in rows {
        let _ = writeln!(out, "{name} | {texts:.3} | {headlines:.3}");
    }
    out
}

/// The rows of a table of common words: of a thousand of these articles, how many hold which stems in small letters.
/// Those of fewer than ten are left out.
pub fn table_of_common_words(articles: &[Article]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for article in articles {
        let text = Text::from_markdown(&article.text);
        let (_, body) = read("", &text);
        let small = body.iter().filter(|t| t.form == Form::Small);
        let mut stems: Vec<String> = small.map(|t| stem(t.surface)).collect();
        stems.sort();
        stems.dedup();
        for stem in stems
            .into_iter()
            .filter(|s| s.chars().all(char::is_alphabetic))
        {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (stem, count) in counts {
        let share = count * 1000 / articles.len().max(1);
        if share >= 10 {
            // Few digits are enough, and make few rows.
            let step = if share < 40 {
                2
            } else if share < 100 {
                10
            } else {
                50
            };
            rows.entry(share / step * step).or_default().push(stem);
        }
    }
    let mut out = String::new();
    for (share, stems) in rows {
        for line in stems.chunks(12) {
            let _ = writeln!(out, "{share} | {}", line.join("; "));
        }
    }
    out
}
