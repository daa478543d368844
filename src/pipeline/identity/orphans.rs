//! Briefs whose fragments are gone, and the fragments that may be theirs under another name.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::Member;
use crate::brief::Brief;
use crate::brief::identity::{Sketch, made_from, nearly_the_same};

/// Briefs without a fragment in the inbox: written by hand, cut off from their fragment by a person, or left by a
/// fragment that was renamed, removed or saved over.
pub(super) struct Orphans {
    places: Vec<usize>,
    sketches: Option<Vec<Sketch>>,
    /// Places in `sketches` by word pair.
    by_pair: HashMap<u64, Vec<usize>>,
}

impl Orphans {
    pub(super) fn of(briefs: &[Brief], without: impl Fn(usize, &Brief) -> bool) -> Self {
        let places = briefs.iter().enumerate();
        let places = places.filter(|(i, b)| b.fragments.is_empty() || without(*i, b));
        Self {
            places: places.map(|(i, _)| i).collect(),
            sketches: None,
            by_pair: HashMap::new(),
        }
    }

    pub(super) fn holds(&self, brief: usize) -> bool {
        self.places.binary_search(&brief).is_ok()
    }

    /// The brief that was made from this fragment's article.
    pub(super) fn brief_of(&mut self, member: &Member, briefs: &[Brief]) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        let fresh = member.fresh.as_deref()?;
        let (places, by_pair) = (&self.places, &mut self.by_pair);
        let sketches = self.sketches.get_or_insert_with(|| {
            let sketches: Vec<Sketch> = places
                .par_iter()
                .map(|i| briefs.get(*i).map(Sketch::of).unwrap_or_default())
                .collect();
            for (sketch, place) in sketches.iter().zip(0..) {
                for pair in sketch.pairs() {
                    by_pair.entry(*pair).or_default().push(place);
                }
            }
            sketches
        });
        let new = Sketch::of(fresh);
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for places in new.pairs().filter_map(|p| by_pair.get(p)) {
            // A pair of words that stands everywhere tells nothing.
            for place in places.iter().take(50) {
                *common.entry(*place).or_default() += 1;
            }
        }
        let likeliest = common
            .into_iter()
            .max_by_key(|(place, n)| (*n, usize::MAX - place));
        let place = likeliest?.0;
        let (brief, old) = (self.places.get(place)?, sketches.get(place)?);
        let candidate = briefs.get(*brief)?;
        let same = if candidate.fragments.is_empty() {
            made_from(candidate, fresh, old, &new)
        } else {
            nearly_the_same(candidate, fresh, old, &new)
        };
        same.then_some(*brief)
    }
}
