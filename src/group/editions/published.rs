//! An edition as it was published, with what has changed since.

use std::collections::{BTreeMap, BTreeSet};

use super::named::{Named, about};
use super::open::technology_of;
use crate::digest::{
    BriefId, Correction, Digest, DigestBrief, Edition, EditionBrief, EditionFigure, Section,
};
use crate::edition::issue::{lead_hash, state};
use crate::edition::{Chosen, EditionFile, Facts, Issue, Printed, PrintedFigure, STORIES};
use crate::finding::Finding;

/// The briefs that a published edition names.
pub(super) fn slugs(issue: &Issue) -> impl Iterator<Item = &str> {
    let listed = issue.pinned.iter().chain(&issue.briefs);
    let told = issue.stories.iter();
    let also = told.clone().flat_map(|p| &p.also);
    let names = told.chain(listed).map(|p| &p.brief).chain(also);
    names.chain(&issue.others).map(String::as_str)
}

/// An edition as it was published, with what has changed since.
pub(super) fn frozen(
    digest: &Digest,
    file: &EditionFile,
    issue: &Issue,
    named: &Named<'_>,
) -> Edition {
    let mut corrections = Vec::new();
    let lead = lead_hash(file.title.as_deref(), &file.lead_markdown);
    if !issue.lead.is_empty() && lead != issue.lead {
        corrections.push(Correction::Lead);
    }
    let mut told = |list: &[Printed]| -> Vec<EditionBrief> {
        list.iter()
            .map(|p| {
                let brief = named.find(&p.brief);
                corrections.extend(correction(digest, p, brief));
                EditionBrief {
                    brief,
                    slug: p.brief.clone(),
                    title: p.title.clone(),
                    what: p.what.clone(),
                    why: p.why.clone(),
                    next: p.next.clone(),
                    also: p.also.iter().filter_map(|slug| named.find(slug)).collect(),
                    printed: Some(&p.facts).filter(|f| **f != Facts::default()).cloned(),
                }
            })
            .collect()
    };
    let (stories, pinned, briefs) = (
        told(&issue.stories),
        told(&issue.pinned),
        told(&issue.briefs),
    );
    let mut changed: Vec<Correction> = Vec::new();
    let figures = issue.figures.iter().map(|f| {
        let brief = named.find(&f.brief);
        let figures = brief.map_or(&[][..], |id| &digest.brief(id).figures);
        let mut same = figures.iter();
        let same = same.find(|own| own.text == f.amount && own.sentence == f.sentence);
        if same.is_none() && brief.is_some() {
            let amount = f.amount.clone();
            changed.push(Correction::Amount { amount });
        }
        EditionFigure {
            slug: f.brief.clone(),
            brief,
            anchor: same.map(|own| own.anchor),
            amount: f.amount.clone(),
            sentence: f.sentence.clone(),
        }
    });
    let figures: Vec<EditionFigure> = figures.collect();
    corrections.extend(changed);
    Edition {
        period: file.period,
        path: Some(file.path.clone()),
        title: file.title.clone(),
        lead_markdown: file.lead_markdown.clone(),
        stories,
        pinned,
        figures,
        sections: grouped(digest, briefs, named),
        others: issue.others.clone(),
        drafted: file.stories.is_empty(),
        number: None,
        published: None,
        corrections,
    }
}

/// The briefs of a published edition by technology, in the order in which it had them.
fn grouped(digest: &Digest, briefs: Vec<EditionBrief>, named: &Named<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for brief in briefs {
        let technology = match &brief.printed {
            // A name that no term has any more stands nowhere: the brief is listed among the others.
            Some(facts) => {
                let name = facts.technology.as_deref();
                name.and_then(|name| named.technology(name))
            }
            None => brief
                .brief
                .and_then(|id| technology_of(digest, digest.brief(id))),
        };
        match sections.iter_mut().find(|s| s.technology == technology) {
            Some(section) => section.briefs.push(brief),
            None => sections.push(Section {
                technology,
                briefs: vec![brief],
            }),
        }
    }
    sections.sort_by_key(|s| s.technology.is_none());
    sections
}

/// What has become of a brief since an edition told of it; none where it is as it was.
fn correction(digest: &Digest, printed: &Printed, brief: Option<BriefId>) -> Option<Correction> {
    let Some(id) = brief else {
        return Some(Correction::Gone {
            title: printed.title.clone(),
        });
    };
    let brief = digest.brief(id);
    let facts_now = facts_of(digest, brief);
    let now = state_of(brief, &facts_now);
    let (mut was, mut now) = (printed.state.split(' '), now.split(' '));
    let mut differs = || {
        was.next()
            .zip(now.next())
            .is_some_and(|(was, now)| was != now)
    };
    let title_now = differs().then(|| brief.title.clone());
    // A summary that was taken out says nothing else than before.
    let summary_now = differs().then(|| brief.summary.clone()).flatten();
    let facts = match &printed.facts {
        // As an earlier version of the program published it.
        unknown if *unknown == Facts::default() => differs(),
        facts => *facts != facts_now,
    };
    if title_now.is_none() && summary_now.is_none() && !facts {
        return None;
    }
    Some(Correction::Changed {
        brief: id,
        title: printed.title.clone(),
        title_now,
        summary_now,
        facts,
    })
}

/// What an edition shows of a brief besides its words.
fn facts_of(digest: &Digest, brief: &DigestBrief) -> Facts {
    let source = brief.publisher().map(str::to_owned);
    let technology = technology_of(digest, brief);
    Facts {
        date: brief.date,
        added: brief.added.filter(|_| brief.date.is_none()),
        source,
        technology: technology.map(|id| digest.term(id).name.clone()),
    }
}

/// By what all that an edition shows of a brief is told from what it shows later: its headline, its summary, and its day,
/// source and technology.
fn state_of(brief: &DigestBrief, facts: &Facts) -> String {
    let facts = format!("{:?} {:?} {:?}", facts.date, facts.source, facts.technology);
    state(&brief.title, brief.summary.as_deref(), &facts)
}

/// What an edition says now, to be published.
pub fn issue_of(digest: &Digest, edition: &Edition) -> Issue {
    let slug = |id: &BriefId| digest.brief(*id).slug.as_str().to_owned();
    let printed = |of: &EditionBrief| {
        let brief = of.brief.map(|id| digest.brief(id));
        let facts = brief.map(|b| facts_of(digest, b)).unwrap_or_default();
        Printed {
            brief: of.slug.clone(),
            title: of.title.clone(),
            what: of.what.clone(),
            why: of.why.clone(),
            next: of.next.clone(),
            also: of.also.iter().map(slug).collect(),
            state: brief.map(|b| state_of(b, &facts)).unwrap_or_default(),
            facts,
        }
    };
    Issue {
        stories: edition.stories.iter().map(printed).collect(),
        pinned: edition.pinned.iter().map(printed).collect(),
        briefs: edition.listed().map(printed).collect(),
        others: edition.others.clone(),
        figures: edition
            .figures
            .iter()
            .map(|f| PrintedFigure {
                brief: f.slug.clone(),
                amount: f.amount.clone(),
                sentence: f.sentence.clone(),
            })
            .collect(),
        lead: lead_hash(edition.title.as_deref(), &edition.lead_markdown),
    }
}

/// What an editor wrote after the publication and expects to be read: the edition stays as it was published, and that is
/// told.
///
/// What names no brief was told of when it was published, and says nothing now.
pub(super) fn unheeded(file: &EditionFile, issue: &Issue, named: &Named<'_>) -> Vec<Finding> {
    let ids = |list: &[Printed]| -> BTreeSet<BriefId> {
        let found = list.iter().filter_map(|p| named.find(&p.brief));
        found.collect()
    };
    let mut stories: BTreeMap<BriefId, &Printed> = BTreeMap::new();
    for printed in &issue.stories {
        if let Some(id) = named.find(&printed.brief) {
            stories.entry(id).or_insert(printed);
        }
    }
    let changed = |id: BriefId, chosen: &Chosen| {
        stories.get(&id).is_none_or(|printed| {
            let differs = |own: &Option<String>, was: Option<&str>| {
                own.as_deref().is_some_and(|own| was != Some(own))
            };
            differs(&chosen.title, Some(&printed.title))
                || differs(&chosen.what, printed.what.as_deref())
                || chosen.why != printed.why
                || chosen.next != printed.next
        })
    };
    // Of a brief that stands twice the first counts, as it did then.
    let mut held = BTreeSet::new();
    let chosen = file.stories.iter().take(STORIES).filter(|chosen| {
        let id = named.find(&chosen.brief).filter(|id| held.insert(*id));
        id.is_some_and(|id| changed(id, chosen))
    });
    let mut placed = ids(&issue.pinned);
    placed.extend(stories.keys());
    let also = issue.stories.iter().flat_map(|s| &s.also);
    placed.extend(also.filter_map(|slug| named.find(slug)));
    let pins = file.pins.iter();
    let pins = pins.filter(|name| named.find(name).is_some_and(|id| !placed.contains(&id)));
    let listed = ids(&issue.briefs);
    let omitted = file.omit.iter();
    let omitted = omitted.filter(|name| named.find(name).is_some_and(|id| listed.contains(&id)));
    let names = chosen.map(|c| &c.brief).chain(pins).chain(omitted);
    let findings = names.map(|name| {
        let message =
            format!("what is written of `{name}` was changed after the edition was published");
        about(file, name, message).help(
            "the edition stays as its readers have it: undo the change, or take out the lines `number`, `published` and `issue` and publish it again",
        )
    });
    findings.collect()
}
