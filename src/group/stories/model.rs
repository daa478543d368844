//! How sure it is that two briefs tell one story: the facts of the pair, each times what it was found to be worth.
//!
//! The weights are learned from pairs that people labelled (`examples/learn_stories.rs`, which also says how well they
//! do on stories that they were not learned from): one set for briefs with a text, one for headlines alone.

use super::WEIGHTS;
use super::facts::{COUNT, Facts, NAMES};
use super::sketch::Sketch;

/// The name of the row that counts for every pair.
pub(super) const BASE: &str = "base";

/// What each fact is worth, and what every pair begins with.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Weights {
    pub(super) base: f32,
    pub(super) of: [f32; COUNT],
}

impl Weights {
    /// The logarithm of the odds that a pair with these facts is of one story.
    pub(super) fn odds(&self, facts: &Facts) -> f32 {
        self.base + self.of.iter().zip(facts).map(|(w, f)| w * f).sum::<f32>()
    }
}

/// The weights for briefs with texts and for headlines alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Model {
    pub(super) texts: Weights,
    pub(super) headlines: Weights,
}

impl Model {
    /// The one that was learned.
    pub(super) fn learned() -> Self {
        let mut model = Self::default();
        for (name, texts, headlines) in WEIGHTS.iter() {
            if *name == BASE {
                model.texts.base = texts.0;
                model.headlines.base = headlines.0;
            }
            if let Some(i) = NAMES.iter().position(|n| n == name) {
                for (weights, value) in
                    [(&mut model.texts, texts), (&mut model.headlines, headlines)]
                {
                    if let Some(slot) = weights.of.get_mut(i) {
                        *slot = value.0;
                    }
                }
            }
        }
        model
    }

    /// The weights that a pair is judged by.
    pub(super) fn of(&self, a: &Sketch, b: &Sketch) -> &Weights {
        if a.has_text && b.has_text {
            &self.texts
        } else {
            &self.headlines
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_its_weight() {
        let rows: Vec<&str> = WEIGHTS.iter().map(|(name, ..)| *name).collect();
        for name in NAMES.iter().chain([&BASE]) {
            assert_eq!(rows.iter().filter(|r| *r == name).count(), 1, "{name}");
        }
        assert_eq!(rows.len(), COUNT + 1);
    }
}
