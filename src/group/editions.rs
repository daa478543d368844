//! The briefs of each day, week or month as an edition: what its editor chose, or what matters most; once published, what
//! was published, with what has changed since.

use std::collections::{BTreeMap, BTreeSet};

use super::honour;
use super::naming::{names_of, plain, remedy};
use super::rank::foremost;
use crate::digest::{
    BriefId, Correction, Digest, DigestBrief, Edition, EditionBrief, EditionFigure, Section,
    Taxonomy, TermId,
};
use crate::edition::issue::{lead_hash, state};
use crate::edition::{EditionFile, Issue, Printed, PrintedFigure, STORIES};
use crate::finding::Finding;
use crate::period::{Cadence, Period};

/// Amounts that an edition shows.
const FIGURES: usize = 3;
/// Briefs that it lists besides its stories; of a great import there may be thousands.
const LISTED: usize = 200;

/// What editions are made from besides the briefs.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// How often there is one; none where there are none.
    pub cadence: Option<Cadence>,
    /// What was written of them.
    pub files: Vec<EditionFile>,
}

/// The editions, newest first, and what is wrong with their files.
pub(super) fn editions(digest: &Digest, asked: &Asked) -> (Vec<Edition>, Vec<Finding>) {
    let Some(cadence) = asked.cadence else {
        return (Vec::new(), Vec::new());
    };
    let mut findings = Vec::new();
    let named = Named::of(digest, &asked.files);
    let mut files: BTreeMap<Period, &EditionFile> = BTreeMap::new();
    for file in &asked.files {
        if let Some(first) = files.get(&file.period) {
            findings.push(
                Finding::error(
                    "edition",
                    format!("`{}` is the file of this edition already", first.path),
                )
                .in_file(&file.path)
                .help("keep one of the two files"),
            );
        } else {
            files.insert(file.period, file);
        }
    }
    let held: BTreeSet<BriefId> = files
        .values()
        .filter_map(|file| file.frozen())
        .flat_map(|(_, issue)| slugs(issue))
        .filter_map(|slug| named.find(slug))
        .collect();
    let mut periods: BTreeMap<Period, Vec<BriefId>> = BTreeMap::new();
    for (brief, i) in digest.briefs.iter().zip(0..) {
        let id = BriefId(i);
        if let Some(day) = brief.day().filter(|_| !held.contains(&id)) {
            periods
                .entry(Period::of(day, cadence))
                .or_default()
                .push(id);
        }
    }
    for period in files.keys() {
        periods.entry(*period).or_default();
    }
    let mut out: Vec<Edition> = Vec::with_capacity(periods.len());
    // Briefs that came when the edition of their days was out: the next one has them.
    let mut late: Vec<BriefId> = Vec::new();
    for (period, mut briefs) in periods {
        let file = files.get(&period).copied();
        let published = file.and_then(|file| Some((file, file.frozen()?)));
        let edition = if let Some((file, (day, issue))) = published {
            late.append(&mut briefs);
            Edition {
                number: file.number,
                published: Some(day),
                ..frozen(digest, file, issue, &named)
            }
        } else {
            briefs.append(&mut late);
            briefs.sort_unstable();
            open(digest, period, file, &briefs, &named, &mut findings)
        };
        out.push(edition);
    }
    number(&mut out);
    out.reverse();
    (out, findings)
}

/// Numbers those that are not published yet after the last one that is; where none is, all in their order. One that lies
/// before a published one has none: every number is another edition's, and stays it.
fn number(editions: &mut [Edition]) {
    let last = editions.iter().rposition(|e| e.published.is_some());
    let highest = editions.iter().filter_map(|e| e.number).max().unwrap_or(0);
    let open = editions.iter_mut().skip(last.map_or(0, |at| at + 1));
    for (edition, number) in open.zip(highest + 1..) {
        edition.number = Some(number);
    }
}

/// The briefs that a published edition names.
fn slugs(issue: &Issue) -> impl Iterator<Item = &str> {
    let listed = issue.pinned.iter().chain(&issue.briefs);
    let told = issue.stories.iter();
    let also = told.clone().flat_map(|p| &p.also);
    let names = told.chain(listed).map(|p| &p.brief).chain(also);
    names.chain(&issue.others).map(String::as_str)
}

/// Briefs by the names that editors call them.
struct Named<'d>(BTreeMap<&'d str, BriefId>);

impl<'d> Named<'d> {
    /// Of a digest whose editions nobody wrote, none is asked for.
    fn of(digest: &'d Digest, files: &[EditionFile]) -> Self {
        let mut names = BTreeMap::new();
        if !files.is_empty() {
            let briefs = || digest.briefs.iter().zip((0..).map(BriefId));
            names.extend(briefs().map(|(brief, id)| (brief.slug.as_str(), id)));
            // A file may have the name of another brief's slug, by which published editions call that one.
            for (brief, id) in briefs() {
                for name in names_of(&brief.slug, &brief.path) {
                    names.entry(name).or_insert(id);
                }
            }
            // A former address names the brief that has another now.
            let slug =
                |address: &'d str| Some(address.strip_prefix("briefs/")?.trim_end_matches('/'));
            for redirect in &digest.redirects {
                let now = slug(&redirect.to).and_then(|slug| names.get(slug).copied());
                if let Some((former, id)) = slug(&redirect.from).zip(now) {
                    names.entry(former).or_insert(id);
                }
            }
        }
        Self(names)
    }

    fn find(&self, name: &str) -> Option<BriefId> {
        self.0.get(plain(name)).copied()
    }

    /// The brief of a name in an edition's file; one that is not there is told of.
    fn asked(
        &self,
        name: &str,
        file: &EditionFile,
        findings: &mut Vec<Finding>,
    ) -> Option<BriefId> {
        let found = self.find(name);
        if found.is_none() {
            let help = remedy(
                name,
                self.0.keys().copied(),
                "take it out, or name a published brief by the last part of its address",
            );
            let finding = Finding::warning(
                "edition",
                format!("there is no brief `{name}`; the edition goes without it"),
            )
            .in_file(&file.path)
            .help(help);
            findings.push(match file.places.get(name) {
                Some(place) => finding.at(place.clone()),
                None => finding,
            });
        }
        found
    }
}

/// An edition that may still change.
fn open(
    digest: &Digest,
    period: Period,
    file: Option<&EditionFile>,
    briefs: &[BriefId],
    named: &Named<'_>,
    findings: &mut Vec<Finding>,
) -> Edition {
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
    let pinned: Vec<BriefId> = pins.into_iter().filter(|id| !told.contains(id)).collect();
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
        sections: sections(digest, &rest, file.map_or(&[], |f| &f.order)),
        others: others.collect(),
        figures: figures(digest, &shown),
        drafted,
        number: None,
        published: None,
        corrections: Vec::new(),
    }
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
    }
}

/// Briefs by the first technology that each is about: those that the editor put in an order, then the largest; last those
/// without one.
fn sections(digest: &Digest, briefs: &[BriefId], order: &[String]) -> Vec<Section> {
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
        let term = section.technology.map(|id| digest.term(id));
        let asked = term.and_then(|term| {
            order.iter().position(|name| {
                let same = |other: &str| other.eq_ignore_ascii_case(name.trim());
                same(&term.name) || term.aliases.iter().any(|a| same(a))
            })
        });
        (
            term.is_none(),
            asked.unwrap_or(usize::MAX),
            std::cmp::Reverse(section.briefs.len()),
            section.technology,
        )
    };
    sections.sort_by_key(place);
    sections
}

/// The first technology that a brief is about.
fn technology_of(digest: &Digest, brief: &DigestBrief) -> Option<TermId> {
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

/// An edition as it was published, with what has changed since.
fn frozen(digest: &Digest, file: &EditionFile, issue: &Issue, named: &Named<'_>) -> Edition {
    let mut corrections = Vec::new();
    if lead_hash(file.title.as_deref(), &file.lead_markdown) != issue.lead {
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
        sections: grouped(digest, briefs),
        others: issue.others.clone(),
        drafted: file.stories.is_empty(),
        number: None,
        published: None,
        corrections,
    }
}

/// The briefs of a published edition by technology, in the order in which it had them.
fn grouped(digest: &Digest, briefs: Vec<EditionBrief>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for brief in briefs {
        let technology = brief
            .brief
            .and_then(|id| technology_of(digest, digest.brief(id)));
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
    let now = state_of(digest, brief);
    let (mut was, mut now) = (printed.state.split(' '), now.split(' '));
    let mut differs = || {
        was.next()
            .zip(now.next())
            .is_some_and(|(was, now)| was != now)
    };
    let title_now = differs().then(|| brief.title.clone());
    // A summary that was taken out says nothing else than before.
    let summary_now = differs().then(|| brief.summary.clone()).flatten();
    let facts = differs();
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

/// By what all that an edition shows of a brief is told from what it shows later: its headline, its summary, and its day,
/// source and technology.
fn state_of(digest: &Digest, brief: &DigestBrief) -> String {
    let source = brief.sources.first().and_then(|s| s.name.as_deref());
    let technology = technology_of(digest, brief);
    let facts = format!(
        "{:?} {source:?} {:?}",
        brief.date,
        technology.map(|id| &digest.term(id).name)
    );
    state(&brief.title, brief.summary.as_deref(), &facts)
}

/// What an edition says now, to be published.
pub fn issue_of(digest: &Digest, edition: &Edition) -> Issue {
    let slug = |id: &BriefId| digest.brief(*id).slug.as_str().to_owned();
    let printed = |of: &EditionBrief| {
        let brief = of.brief.map(|id| digest.brief(id));
        Printed {
            brief: of.slug.clone(),
            title: of.title.clone(),
            what: of.what.clone(),
            why: of.why.clone(),
            next: of.next.clone(),
            also: of.also.iter().map(slug).collect(),
            state: brief.map(|b| state_of(digest, b)).unwrap_or_default(),
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
