//! What goes together: companies and technologies that share briefs, and briefs that share terms.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;

use crate::digest::{BriefId, DigestBrief, DigestTag, DigestTerm, Pair, PairId, Taxonomy, TermId};

/// Related briefs of a brief.
const RELATED: usize = 4;
/// How far to each side in a term's list a related brief is looked for, so that the time stays linear.
const REACH: usize = 6;

/// A brief about more terms than this says nothing of any two of them; an article is about a dozen at most.
const TERMS: usize = 100;

fn about(brief: &DigestBrief) -> impl Iterator<Item = TermId> + '_ {
    brief.tags.iter().filter(|t| t.about).map(|t| t.term)
}

/// Whether what a brief is about goes together.
fn relates(brief: &DigestBrief) -> bool {
    about(brief).nth(TERMS).is_none()
}

/// Each company and technology that a brief names together, sorted. Of a brief that names very many terms only those that
/// it is about count.
pub(super) fn pairs(terms: &[DigestTerm], briefs: &[Arc<DigestBrief>]) -> Vec<Pair> {
    let mut found: Vec<(TermId, TermId, BriefId, bool)> = (0..)
        .map(BriefId)
        .zip(briefs)
        .flat_map(|(id, brief)| pairs_of(id, brief, terms))
        .collect();
    found.par_sort_unstable();
    let list = found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    list.filter_map(|briefs| {
        let (company, technology, ..) = *briefs.first()?;
        let of = |about| {
            let briefs = briefs.iter().filter(move |b| b.3 == about);
            briefs.map(|b| b.2).collect()
        };
        Some(Pair {
            company,
            technology,
            about: of(true),
            named: of(false),
        })
    })
    .collect()
}

/// The pairs that one brief names, and whether it is about both.
fn pairs_of(
    id: BriefId,
    brief: &DigestBrief,
    terms: &[DigestTerm],
) -> Vec<(TermId, TermId, BriefId, bool)> {
    let of_all = brief.tags.len() <= TERMS;
    if !of_all && !relates(brief) {
        return Vec::new();
    }
    let of = |taxonomy| {
        let tags = brief.tags.iter().filter(move |t| of_all || t.about);
        tags.filter(move |t| {
            let term = terms.get(t.term.0 as usize);
            term.is_some_and(|t| t.taxonomy == taxonomy)
        })
    };
    let technologies: Vec<&DigestTag> = of(Taxonomy::Technologies).collect();
    of(Taxonomy::Companies)
        .flat_map(|company| {
            let others = technologies.iter();
            others.map(|t| (company.term, t.term, id, company.about && t.about))
        })
        .collect()
}

/// Tells each term its pairs: those that most briefs are about first, then those that most name.
pub(super) fn tell_pairs(terms: &mut [DigestTerm], pairs: &[Pair]) {
    for (pair, id) in pairs.iter().zip(0..) {
        for term in [pair.company, pair.technology] {
            if let Some(term) = terms.get_mut(term.0 as usize) {
                term.pairs.push(PairId(id));
            }
        }
    }
    // The list of a term is in the order of the other's name, which stays among equals.
    let weight = |id: &PairId| {
        let pair = pairs.get(id.0 as usize);
        Reverse(pair.map_or((0, 0), |p| (p.about.len(), p.named.len())))
    };
    for term in terms {
        term.pairs.sort_by_key(weight);
    }
}

/// For each brief, those near it in time that share most terms; a term that few briefs have weighs more.
pub(super) fn related(briefs: &[Arc<DigestBrief>], terms: &[DigestTerm]) -> Vec<Vec<BriefId>> {
    (0..briefs.len())
        .into_par_iter()
        .map(|i| related_to(i, briefs, terms))
        .collect()
}

fn related_to(i: usize, briefs: &[Arc<DigestBrief>], terms: &[DigestTerm]) -> Vec<BriefId> {
    let id = BriefId(u32::try_from(i).unwrap_or(u32::MAX));
    let Some(brief) = briefs.get(i).filter(|b| relates(b)) else {
        return Vec::new();
    };
    // Few candidates: a plain list is faster than a map.
    let mut scores: Vec<(BriefId, u32)> = Vec::with_capacity(48);
    for term in about(brief).filter_map(|t| terms.get(t.0 as usize)) {
        let Ok(at) = term.about.binary_search(&id) else {
            continue;
        };
        let weight = 1000 / (8 + u32::try_from(term.about.len()).unwrap_or(u32::MAX).ilog2() * 8);
        let near = at.saturating_sub(REACH)..(at + REACH + 1).min(term.about.len());
        for other in term.about.get(near).unwrap_or_default() {
            if *other == id {
                continue;
            }
            match scores.iter_mut().find(|(b, _)| b == other) {
                Some((_, score)) => *score += weight,
                None => scores.push((*other, weight)),
            }
        }
    }
    // A near copy is listed as the same story, not as related.
    scores.retain(|(b, _)| {
        brief.story.is_none()
            || briefs
                .get(b.0 as usize)
                .is_some_and(|o| o.story != brief.story)
    });
    scores.sort_unstable_by_key(|(b, score)| (Reverse(*score), b.0.abs_diff(id.0), *b));
    scores.truncate(RELATED);
    scores.into_iter().map(|(b, _)| b).collect()
}
