//! What goes together: terms that share briefs, briefs that share terms, and the matrix of both taxonomies.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::digest::{
    BriefId, DigestBrief, DigestTerm, Matrix, MatrixRow, Taxonomy, TermId, Together,
};

/// Companions listed for a term.
const TOGETHER: usize = 12;
/// Related briefs of a brief.
const RELATED: usize = 4;
/// How far to each side in a term's list a related brief is looked for, so that the time stays linear.
const REACH: usize = 6;
/// Rows of the matrix.
const COMPANIES: usize = 30;
/// Columns of the matrix.
const TECHNOLOGIES: usize = 20;

/// A brief about more terms than this says nothing of any two of them; an article is about a dozen at most.
const TERMS: usize = 100;

fn about(brief: &DigestBrief) -> impl Iterator<Item = TermId> + '_ {
    brief.tags.iter().filter(|t| t.about).map(|t| t.term)
}

/// Whether what a brief is about goes together.
fn relates(brief: &DigestBrief) -> bool {
    about(brief).nth(TERMS).is_none()
}

/// Terms of the other taxonomy, most frequent first, ties by name.
pub(super) fn together(
    term: &DigestTerm,
    terms: &[DigestTerm],
    briefs: &[Arc<DigestBrief>],
) -> Vec<Together> {
    let mut counts: BTreeMap<TermId, u32> = BTreeMap::new();
    let about_it = term.about.iter().filter_map(|b| briefs.get(b.0 as usize));
    for brief in about_it.filter(|b| relates(b)) {
        for other in about(brief) {
            if terms
                .get(other.0 as usize)
                .is_some_and(|t| t.taxonomy != term.taxonomy)
            {
                *counts.entry(other).or_default() += 1;
            }
        }
    }
    let mut list: Vec<Together> = counts
        .into_iter()
        .map(|(term, count)| Together { term, count })
        .collect();
    list.sort_by_key(|t| (Reverse(t.count), t.term));
    list.truncate(TOGETHER);
    list
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

/// The most frequent companies against the most frequent technologies; empty rows and columns are left out.
pub(super) fn matrix(terms: &[DigestTerm], briefs: &[Arc<DigestBrief>]) -> Matrix {
    let most = |taxonomy, count| {
        let mut ids: Vec<(Reverse<usize>, TermId)> = terms
            .iter()
            .zip(0..)
            .filter(|(t, _)| t.taxonomy == taxonomy && !t.about.is_empty())
            .map(|(t, i)| (Reverse(t.about.len()), TermId(i)))
            .collect();
        ids.sort_unstable();
        ids.truncate(count);
        ids.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    };
    let mut technologies = most(Taxonomy::Technologies, TECHNOLOGIES);
    let mut rows: Vec<MatrixRow> = most(Taxonomy::Companies, COMPANIES)
        .into_iter()
        .map(|company| {
            let mut cells = vec![Vec::new(); technologies.len()];
            let list = terms.get(company.0 as usize).map(|t| &t.about);
            for id in list.into_iter().flatten() {
                let Some(brief) = briefs.get(id.0 as usize) else {
                    continue;
                };
                for term in about(brief) {
                    let column = technologies.iter().position(|t| *t == term);
                    if let Some(cell) = column.and_then(|c| cells.get_mut(c)) {
                        cell.push(*id);
                    }
                }
            }
            MatrixRow { company, cells }
        })
        .filter(|row| row.cells.iter().any(|c| !c.is_empty()))
        .collect();
    let used: Vec<bool> = (0..technologies.len())
        .map(|c| {
            rows.iter()
                .any(|r| r.cells.get(c).is_some_and(|c| !c.is_empty()))
        })
        .collect();
    let mut keep = used.iter().copied();
    technologies.retain(|_| keep.next().unwrap_or_default());
    for row in &mut rows {
        let mut keep = used.iter().copied();
        row.cells.retain(|_| keep.next().unwrap_or_default());
    }
    Matrix { technologies, rows }
}
