//! Stories: briefs that report one event.
//!
//! Who, what and how much decide, not shared words: the terms of headline and lead, the rarer the heavier; names and
//! amounts of the headline that the other text knows or lacks; the days between. Pairs that share rare terms are found
//! ([`candidates`]), each is weighed by what its facts were found to be worth ([`facts`], [`model`]), and groups grow only
//! where all their members speak for it ([`cluster`]). Copies of one text are one story from the beginning, and what the
//! editor joined or split is obeyed. Two stories that may be different stay apart.

mod candidates;
mod cluster;
pub(super) mod evidence;
mod facts;
pub mod learning;
mod model;
pub(super) mod origins;
mod rarity;
mod sketch;
mod terms;
mod tokens;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::near_copies;
use crate::digest::BriefId;
use crate::table::{Cell, Fault, Row, Values, tables};
use cluster::{Groups, Link};
use model::Model;
use rarity::Rarity;
pub(super) use sketch::Sketch;

tables! {
    "data/common_words.txt" => {
        /// Of a thousand texts, how many hold these stems.
        COMMON_WORDS: Vec<(Factor, Values)> = "";
    }
    "data/multipliers.txt" => {
        /// What a word or letter behind a number multiplies it by.
        MULTIPLIERS: Vec<(&'static str, Factor)> = "";
    }
    "data/weights.txt" => {
        /// A fact, its weight for briefs with texts, its weight for headlines alone.
        WEIGHTS: Vec<(&'static str, Number, Number)> = "";
    }
}

/// A number of a table.
#[derive(Debug, Clone, Copy)]
struct Number<T = f32>(T);

/// A factor of a table.
type Factor = Number<f64>;

impl<T: std::str::FromStr> Cell for Number<T> {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        row.parse(cell).map(Self)
    }
}

/// What the editor decided, by the briefs' places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Decided {
    /// Groups that are one story.
    pub(super) joined: Vec<Vec<BriefId>>,
    /// Pairs that are not.
    pub(super) split: Vec<(BriefId, BriefId)>,
}

/// One story of two or more briefs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// Its briefs, in the order given.
    pub(super) briefs: Vec<BriefId>,
    /// The groups of copies among them.
    pub(super) copies: Vec<Vec<BriefId>>,
}

/// The briefs of a digest as stories are told from them.
#[derive(Debug)]
pub(super) struct Stories {
    sketches: Vec<Sketch>,
    rarity: Rarity,
    model: Model,
    /// Groups of texts of one wording.
    alike: Vec<Vec<BriefId>>,
    /// Those of them that are copies.
    copies: Vec<Vec<BriefId>>,
}

impl Stories {
    /// The sketches are sorted by day, those without one last.
    pub(super) fn of(sketches: Vec<Sketch>) -> Self {
        Self::with(sketches, Model::learned())
    }

    fn with(sketches: Vec<Sketch>, model: Model) -> Self {
        let rarity = Rarity::of(sketches.iter().map(|s| &s.text));
        let alike = alike(&sketches);
        let copies = true_copies(&sketches, &rarity, &alike);
        Self {
            sketches,
            rarity,
            model,
            alike,
            copies,
        }
    }

    /// Takes in another sketch of a brief; whether it says anything else.
    pub(super) fn take_in(&mut self, brief: BriefId, sketch: Sketch) -> bool {
        let held = self.sketches.get_mut(brief.0 as usize);
        let Some(held) = held.filter(|held| **held != sketch) else {
            return false;
        };
        let was = std::mem::replace(held, sketch);
        self.rarity.exchange(&was.text, &held.text);
        if was.copy != held.copy {
            self.alike = alike(&self.sketches);
        }
        self.copies = true_copies(&self.sketches, &self.rarity, &self.alike);
        true
    }

    /// The agency that a brief's dateline names.
    pub(super) fn agency(&self, brief: BriefId) -> Option<&str> {
        self.sketches.get(brief.0 as usize)?.agency.as_deref()
    }

    /// The stories of two or more briefs, in the order of their first brief.
    pub(super) fn told(&self, decided: &Decided) -> Vec<Told> {
        let mut groups: Vec<Vec<BriefId>> = grouped(self, decided)
            .into_iter()
            .map(|group| group.into_iter().map(BriefId).collect())
            .collect();
        groups.sort();
        let mut told: Vec<Told> = groups
            .into_iter()
            .map(|briefs| Told {
                briefs,
                copies: Vec::new(),
            })
            .collect();
        let story_of: BTreeMap<BriefId, usize> = told
            .iter()
            .enumerate()
            .flat_map(|(i, story)| story.briefs.iter().map(move |b| (*b, i)))
            .collect();
        for copies in &self.copies {
            // What the editor split may have parted copies.
            let mut by_story: BTreeMap<usize, Vec<BriefId>> = BTreeMap::new();
            for id in copies {
                if let Some(story) = story_of.get(id) {
                    by_story.entry(*story).or_default().push(*id);
                }
            }
            for (story, copies) in by_story {
                if let Some(story) = told.get_mut(story).filter(|_| copies.len() > 1) {
                    story.copies.push(copies);
                }
            }
        }
        told
    }
}

/// The odds that two briefs are of one story; the least where they are too many days apart or of one template.
fn odds(stories: &Stories, a: &Sketch, b: &Sketch) -> f32 {
    if facts::days_apart(a, b) > facts::WINDOW || is_template(a, b) {
        return f32::MIN;
    }
    if is_headline_again(&stories.rarity, a, b) {
        return f32::MAX;
    }
    let facts = facts::facts(&stories.rarity, a, b);
    stories.model.of(a, b).odds(&facts)
}

fn grouped(stories: &Stories, decided: &Decided) -> Vec<Vec<u32>> {
    let Stories {
        sketches, copies, ..
    } = stories;
    let odds = |a: u32, b: u32| match (sketches.get(a as usize), sketches.get(b as usize)) {
        (Some(a), Some(b)) => odds(stories, a, b),
        _ => f32::MIN,
    };
    let split: Vec<(u32, u32)> = decided.split.iter().map(|(a, b)| (a.0, b.0)).collect();
    let mut groups = Groups::new(sketches.len(), &split);
    // The editor's word comes first: what somebody joined is one even where copies would say otherwise.
    for group in decided.joined.iter().chain(copies) {
        if let Some((first, rest)) = group.split_first() {
            for other in rest {
                groups.join(first.0, other.0);
            }
        }
    }
    let pairs = candidates::candidates(&stories.rarity, sketches);
    let links: Vec<Link> = pairs
        .into_par_iter()
        .filter(|(a, b)| !groups.same(*a, *b))
        .map(|(a, b)| Link {
            a,
            b,
            odds: odds(a, b),
        })
        .collect();
    groups.grow(links, odds);
    groups.into_groups()
}

/// Whether each headline has a name that the other text does not know.
fn is_strange(a: &Sketch, b: &Sketch) -> bool {
    a.title_names.lacks(&b.text) && b.title_names.lacks(&a.text)
}

/// The share of common word sequences from which texts with other names are of one template.
const TEMPLATE: f32 = 0.3;

/// Whether one wording tells of others.
fn is_template(a: &Sketch, b: &Sketch) -> bool {
    let share = a
        .copy
        .as_ref()
        .zip(b.copy.as_ref())
        .map(|(a, b)| a.share(b));
    share.is_some_and(|s| s >= TEMPLATE) && is_strange(a, b)
}

/// How alike two headlines are that are one with a word more or less.
const HEADLINE_AGAIN: f32 = 0.85;

/// Whether one headline stands over both within a day, as agencies send a report again.
fn is_headline_again(rarity: &Rarity, a: &Sketch, b: &Sketch) -> bool {
    facts::days_apart(a, b) <= 1
        && rarity.cosine(&a.title, &b.title) >= HEADLINE_AGAIN
        && a.title.iter().nth(3).is_some()
        && !is_strange(a, b)
        && !a.title_amounts.lacks(&b.amounts)
        && !b.title_amounts.lacks(&a.amounts)
}

/// How alike the leads of copies are at least, from 0 to 1.
const LEADS_OF_COPIES: f32 = 0.5;
/// Texts of one wording that are told apart within one group of copies; of more, each stands alone.
const MOST_OF_TEMPLATE: usize = 64;

/// Groups of texts of one wording.
fn alike(sketches: &[Sketch]) -> Vec<Vec<BriefId>> {
    let signatures: Vec<_> = sketches.iter().map(|s| s.copy.as_ref()).collect();
    near_copies::groups(&signatures)
}

/// Groups of copies without those that share a template or a long end alone: texts of one wording with other leads, or
/// whose headlines name each something that the other text does not know, report two events.
fn true_copies(sketches: &[Sketch], rarity: &Rarity, alike: &[Vec<BriefId>]) -> Vec<Vec<BriefId>> {
    let one = |a: &Sketch, b: &Sketch| {
        !is_strange(a, b) && rarity.cosine(&a.lead, &b.lead) >= LEADS_OF_COPIES
    };
    let copies = alike.iter().flat_map(|group| {
        // Each goes to the first that it is a copy of: with a thousand copies, a thousand comparisons.
        let mut parts: Vec<Vec<BriefId>> = Vec::new();
        for id in group.iter().copied() {
            let Some(own) = sketches.get(id.0 as usize) else {
                continue;
            };
            let fits = parts.iter_mut().take(MOST_OF_TEMPLATE).find(|part| {
                let first = part.first().and_then(|f| sketches.get(f.0 as usize));
                first.is_some_and(|f| one(own, f))
            });
            match fits {
                Some(part) => part.push(id),
                None => parts.push(vec![id]),
            }
        }
        parts
    });
    copies.filter(|part| part.len() > 1).collect()
}
