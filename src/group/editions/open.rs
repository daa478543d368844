//! An edition that may still change: what its editor chose, or what matters most.

use std::collections::{BTreeMap, BTreeSet};

use super::super::honour;
use super::super::naming::remedy;
use super::super::rank::foremost;
use super::named::{Named, about};
use crate::digest::{
    BriefId, Digest, DigestBrief, Edition, EditionBrief, EditionFigure, Section, Taxonomy, TermId,
};
use crate::edition::{EditionFile, STORIES};
use crate::finding::Finding;
use crate::period::Period;

/// Amounts that an edition shows.
const FIGURES: usize = 3;
/// Briefs that it lists besides its stories; of a great import there may be thousands.
const LISTED: usize = 200;

/// An edition that may still change.
pub(super) fn open(
    digest: &Digest,
    period: Period,
    file: Option<&EditionFile>,
    briefs: &[BriefId],
    named: &Named<'_>,
    findings: &mut Vec<Finding>,
) -> Edition {
    if let Some(file) = file {
        findings.extend(slips(digest, file, named));
    }
    let mut all = |names: &[String]| -> Vec<BriefId> {
        let Some(file) = file else { return Vec::new() };
        let found = names.iter().filter_map(|n| named.asked(n, file, findings));
        found.collect()
    };
    let omitted = all(file.map_or(&[], |f| &f.omit));
    let pins = all(file.map_or(&[], |f| &f.pins));
    let mut stories: Vec<EditionBrief> = Vec::new();
    let chosen = file.map_or(&[][..], |f| &f.stories);
    for chosen in chosen.iter().take(STORIES) {
        let Some(id) = file.and_then(|f| named.asked(&chosen.brief, f, findings)) else {
            continue;
        };
        if stories.iter().any(|s| s.brief == Some(id)) {
            continue;
        }
        let own = printed(digest, id);
        stories.push(EditionBrief {
            title: chosen.title.clone().unwrap_or(own.title),
            what: chosen.what.clone().or(own.what),
            why: chosen.why.clone(),
            next: chosen.next.clone(),
            ..own
        });
    }
    let order: Vec<Option<TermId>> = file
        .map_or(&[][..], |f| &f.order)
        .iter()
        .map(|name| named.technology(name))
        .collect();
    let drafted = chosen.is_empty();
    if drafted {
        let candidates: Vec<BriefId> = briefs
            .iter()
            .copied()
            .filter(|id| !omitted.contains(id) && !pins.contains(id))
            .collect();
        let ranked = foremost(digest, &candidates, STORIES);
        stories = ranked.into_iter().map(|id| printed(digest, id)).collect();
    }
    let told: BTreeSet<BriefId> = stories
        .iter()
        .flat_map(|s| s.brief.into_iter().chain(s.also.iter().copied()))
        .collect();
    let mut listed_already = BTreeSet::new();
    let pins = pins.into_iter();
    let pinned: Vec<BriefId> = pins
        .filter(|id| !told.contains(id) && listed_already.insert(*id))
        .collect();
    let mut rest: Vec<BriefId> = briefs
        .iter()
        .copied()
        .filter(|id| !told.contains(id) && !omitted.contains(id) && !pinned.contains(id))
        .collect();
    let others = rest.split_off(rest.len().min(LISTED));
    let others = others
        .iter()
        .map(|id| digest.brief(*id).slug.as_str().to_owned());
    let shown: Vec<BriefId> = stories
        .iter()
        .filter_map(|s| s.brief)
        .chain(pinned.iter().copied())
        .chain(rest.iter().copied())
        .collect();
    Edition {
        period,
        path: file.map(|f| f.path.clone()),
        title: file.and_then(|f| f.title.clone()),
        lead_markdown: file.map(|f| f.lead_markdown.clone()).unwrap_or_default(),
        stories,
        pinned: pinned.iter().map(|id| listed(digest, *id)).collect(),
        sections: sections(digest, &rest, &order),
        others: others.collect(),
        figures: figures(digest, &shown),
        drafted,
        number: None,
        published: None,
        corrections: Vec::new(),
    }
}

/// What is wrong with a file's names besides briefs that are not there: a brief in two places, and technologies that the
/// digest does not have.
fn slips(digest: &Digest, file: &EditionFile, named: &Named<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut held: BTreeMap<BriefId, &str> = BTreeMap::new();
    let chosen = file.stories.iter().map(|c| ("stories", &c.brief));
    let pins = file.pins.iter().map(|name| ("pins", name));
    let omit = file.omit.iter().map(|name| ("omit", name));
    for (list, name) in chosen.chain(pins).chain(omit) {
        let Some(id) = named.find(name) else { continue };
        if let Some(first) = held.insert(id, list) {
            let message = format!("`{name}` is under `{first}` and again under `{list}`");
            let help = "the first of the two counts; take the other out";
            findings.push(about(file, name, message).help(help));
            held.insert(id, first);
        }
    }
    for name in &file.order {
        if named.technology(name).is_none() {
            let terms = digest.terms.iter();
            let technologies = terms.filter(|t| t.taxonomy == Taxonomy::Technologies);
            let help = remedy(
                name,
                technologies.map(|t| t.name.as_str()),
                "write its name as the digest has it, or take it out",
            );
            let message =
                format!("no brief is about a technology `{name}`; `order` goes without it");
            findings.push(about(file, name, message).help(help));
        }
    }
    findings
}

/// A brief as an edition tells of it at length.
fn printed(digest: &Digest, id: BriefId) -> EditionBrief {
    let brief = digest.brief(id);
    let story = brief.story.map(|s| digest.story(s).briefs.as_slice());
    let others = story.unwrap_or_default().iter().filter(|o| **o != id);
    EditionBrief {
        what: brief.first_words().map(str::to_owned),
        also: others.copied().collect(),
        ..listed(digest, id)
    }
}

/// A brief as an edition lists it.
fn listed(digest: &Digest, id: BriefId) -> EditionBrief {
    let brief = digest.brief(id);
    EditionBrief {
        brief: Some(id),
        slug: brief.slug.as_str().to_owned(),
        title: brief.title.clone(),
        what: None,
        why: None,
        next: None,
        also: Vec::new(),
        printed: None,
    }
}

/// Briefs by the first technology that each is about: those that the editor put in an order, then the largest; last those
/// without one.
fn sections(digest: &Digest, briefs: &[BriefId], order: &[Option<TermId>]) -> Vec<Section> {
    let mut by_term: BTreeMap<Option<TermId>, Vec<EditionBrief>> = BTreeMap::new();
    for id in briefs {
        let list = by_term
            .entry(technology_of(digest, digest.brief(*id)))
            .or_default();
        list.push(listed(digest, *id));
    }
    let mut sections: Vec<Section> = by_term
        .into_iter()
        .map(|(technology, briefs)| Section { technology, briefs })
        .collect();
    let place = |section: &Section| {
        let term = section.technology;
        let asked = order
            .iter()
            .position(|asked| asked.is_some() && *asked == term);
        (
            term.is_none(),
            asked.unwrap_or(usize::MAX),
            std::cmp::Reverse(section.briefs.len()),
            term,
        )
    };
    sections.sort_by_key(place);
    sections
}

/// The first technology that a brief is about.
pub(super) fn technology_of(digest: &Digest, brief: &DigestBrief) -> Option<TermId> {
    let about = brief.tags.iter().filter(|t| t.about);
    let mut terms = about.map(|t| t.term);
    terms.find(|t| digest.term(*t).taxonomy == Taxonomy::Technologies)
}

/// The amounts of its briefs that say by themselves whose and what they are, one of a brief.
fn figures(digest: &Digest, briefs: &[BriefId]) -> Vec<EditionFigure> {
    let told = briefs.iter().filter_map(|id| {
        let brief = digest.brief(*id);
        let figure = honour::figure(digest, *id)?;
        Some(EditionFigure {
            slug: brief.slug.as_str().to_owned(),
            brief: Some(*id),
            anchor: Some(figure.anchor),
            amount: figure.text.clone(),
            sentence: figure.sentence.clone(),
        })
    });
    told.take(FIGURES).collect()
}
