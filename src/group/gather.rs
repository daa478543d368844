//! All briefs and the editor's pages become the digest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::activity::{Scale, archive};
use super::bodies::Body;
use super::body::BodyFacts;
use super::decisions::Decisions;
use super::derived::{Derived, derive};
use super::disagreements::disagreements;
use super::editions::{Asked, editions};
use super::foreign::Foreign;
use super::pages::{digest_page, json_map};
use super::publishable::{Selection, publishable};
use super::series::series;
use super::settle::{Known, Settled, Texts};
use super::stories::origins::{Origin, independent};
use super::stories::{Decided, Sketch, Stories, Told};
use super::terms::TermTable;
use super::{bodies, relations, settle, sources, terms};
use crate::brief::Brief;
use crate::brief::editor_page::EditorPage;
use crate::catalogue::Catalogue;
use crate::digest::{
    BriefId, BriefSource, Digest, DigestBrief, DigestTerm, EventsOfKind, Redirect, Story, StoryId,
    TermId,
};
use crate::finding::Finding;
use crate::kept::Kept;
use crate::source_kinds::Publishers;
use crate::text::spans::beginning;

/// Everything that the digest is made from.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Which briefs are taken up.
    pub selection: Selection,
    /// All briefs, in any order.
    pub briefs: Vec<Brief>,
    /// `content/companies/*.md`.
    pub company_pages: Vec<EditorPage>,
    /// `content/technologies/*.md`.
    pub technology_pages: Vec<EditorPage>,
    /// `content/pages/*.md`.
    pub pages: Vec<EditorPage>,
    /// Hash of the file of each brief, by path, where the brief has its text.
    pub hashes: BTreeMap<String, String>,
    /// What the editor decided of stories.
    pub decisions: Decisions,
    /// By what the catalogue is told from another, so that what follows from it can be kept.
    pub catalogue_hash: String,
    /// How often there is an edition, and what was written of them.
    pub editions: Asked,
    /// What the editor says of publishers.
    pub publishers: Publishers,
}

/// The digest, and what it was gathered by, so that other words of a brief can be taken in without looking at all others.
#[derive(Debug)]
pub struct Gathered {
    /// The digest.
    pub digest: Digest,
    /// What of each body tells whether a paragraph is foreign.
    pub(super) bodies: Vec<Body>,
    pub(super) foreign: Foreign,
    pub(super) settled: Settled,
    /// Names and spellings of the terms; the terms themselves are the digest's.
    pub(super) table: TermTable,
    pub(super) stories: Stories,
    pub(super) decided: Decided,
    /// By what the catalogue is told from another.
    pub(super) catalogue_hash: String,
    /// What was written of editions.
    pub(super) asked: Asked,
    /// What the editor says of publishers.
    pub(super) publishers: Publishers,
}

/// Gathers the digest. Briefs that cannot be published are left out, each with a finding. What `kept` holds is not worked
/// out again, and what is worked out is kept there.
pub fn gather(inputs: Inputs, catalogue: &Catalogue, kept: &Kept) -> (Gathered, Vec<Finding>) {
    let known = Decisions::known(&inputs.briefs);
    let (mut briefs, mut findings) = publishable(inputs.briefs, inputs.selection);
    let (decided, wrong) = inputs.decisions.of(&briefs, &known);
    findings.extend(wrong);
    let bodies = bodies::bodies(&briefs, &inputs.hashes, kept);
    let foreign = bodies::foreign(&briefs, &bodies);
    let texts = Texts {
        bodies: &bodies,
        foreign: &foreign,
        kept,
    };
    let known = Known {
        catalogue,
        hash: &inputs.catalogue_hash,
    };
    let settled = settle::settle(&mut briefs, &texts, &inputs.company_pages, known);
    let mut table = terms::resolve(
        &briefs,
        &inputs.company_pages,
        &inputs.technology_pages,
        catalogue,
    );
    let (mut source_list, brief_sources) = sources::sources(&briefs);
    let (derived, sketches): (Vec<Derived>, Vec<Sketch>) = briefs
        .par_iter()
        .zip(&bodies)
        .zip(&brief_sources)
        .map(|((brief, body), sources)| {
            let hash = inputs.hashes.get(&brief.path).map(String::as_str);
            let sources = (sources.as_slice(), &inputs.publishers);
            derive(brief, body, hash, sources, &table, &foreign, kept)
        })
        .unzip();
    let stories = Stories::of(sketches);
    fill_terms(&mut table.terms, &derived);
    let redirects = redirects(&briefs, &table, &mut findings);
    let mut list: Vec<Arc<DigestBrief>> = briefs
        .into_iter()
        .zip(derived)
        .zip(brief_sources)
        .map(|((brief, derived), sources)| Arc::new(digest_brief(brief, derived, sources)))
        .collect();
    sources::agree(&mut source_list, &list);
    let told = tell(&stories, &decided, &mut list);
    sum_up(&mut table.terms, &list);
    relate(&mut list, &table.terms);
    let (months, undated) = archive(&list);
    let pairs = relations::pairs(&table.terms, &list);
    relations::tell_pairs(&mut table.terms, &pairs);
    let mut pages: Vec<_> = inputs
        .pages
        .iter()
        .map(|p| digest_page(p, p.slug.as_str()))
        .collect();
    pages.sort_by(|a, b| (&a.slug, &a.path).cmp(&(&b.slug, &b.path)));
    pages.dedup_by(|later, first| {
        let same = later.slug == first.slug;
        if same {
            findings.push(
                Finding::error(
                    "address-taken",
                    format!(
                        "`/{}/` is already the address of `{}`",
                        later.slug, first.path
                    ),
                )
                .in_file(&later.path)
                .help("rename one of the two files"),
            );
        }
        same
    });
    let events = events_by_kind(&list);
    let mut digest = Digest {
        briefs: list,
        terms: std::mem::take(&mut table.terms),
        sources: source_list,
        events,
        stories: told,
        months,
        undated,
        pairs,
        pages,
        redirects,
        editions: Vec::new(),
    };
    let (editions, wrong) = editions(&digest, &inputs.editions);
    digest.editions = editions;
    findings.extend(wrong);
    findings.sort();
    let gathered = Gathered {
        digest,
        bodies,
        foreign,
        settled,
        table,
        stories,
        decided,
        catalogue_hash: inputs.catalogue_hash,
        asked: inputs.editions,
        publishers: inputs.publishers,
    };
    (gathered, findings)
}

/// Briefs and figures of each term. The briefs are in order, so the lists are too.
fn fill_terms(terms: &mut [DigestTerm], derived: &[Derived]) {
    for (Derived { tags, facts, .. }, i) in derived.iter().zip(0..) {
        for tag in tags {
            let Some(term) = terms.get_mut(tag.term.0 as usize) else {
                continue;
            };
            if tag.about {
                term.about.push(BriefId(i));
            } else {
                term.mentions.push(BriefId(i));
            }
        }
        add_figures(terms, BriefId(i), facts);
    }
}

/// Adds the figures of a brief to those of the terms that their sentences name.
fn add_figures(terms: &mut [DigestTerm], id: BriefId, facts: &BodyFacts) {
    for (named, figure) in facts.figure_terms.iter().zip(0..) {
        if !facts.salient.contains(&figure) {
            continue;
        }
        for term in named {
            if let Some(term) = terms.get_mut(term.0 as usize) {
                // Newest first; while all are gathered, that is at the end.
                let at = term.figures.partition_point(|held| *held <= (id, figure));
                term.figures.insert(at, (id, figure));
            }
        }
    }
}

/// Gives terms the figures that a brief has now in place of those that it had; which terms have or had any.
pub(super) fn change_figures(
    terms: &mut [DigestTerm],
    id: BriefId,
    facts: &BodyFacts,
) -> BTreeSet<TermId> {
    let mut changed = BTreeSet::new();
    for (term, place) in terms.iter_mut().zip(0..) {
        let before = term.figures.len();
        term.figures.retain(|(brief, _)| *brief != id);
        if term.figures.len() < before {
            changed.insert(TermId(place));
        }
    }
    add_figures(terms, id, facts);
    changed.extend(facts.figure_terms.iter().flatten());
    changed
}

pub(super) fn digest_brief(
    brief: Brief,
    derived: Derived,
    mut sources: Vec<BriefSource>,
) -> DigestBrief {
    let facts = derived.facts;
    for (source, kind) in sources.iter_mut().zip(derived.kinds) {
        source.kind = kind;
    }
    DigestBrief {
        path: brief.path,
        slug: brief.slug,
        title: beginning(&plain(brief.title), MOST_OF_TITLE),
        title_rule: brief.derived.title,
        date: brief.date,
        added: brief.added,
        date_rule: brief.derived.date,
        summary: brief.summary.map(|s| beginning(&plain(s), MOST_OF_SUMMARY)),
        sources,
        source_rule: brief.derived.source,
        source_hints: brief.derived.source_hints,
        tags: derived.tags,
        suggestions: brief.derived.suggestions,
        fragments: brief.fragments,
        repeated: brief.derived.repeated,
        cuts: brief.derived.cuts,
        updates: brief.updates,
        key_points: facts.key_points,
        figures: facts.figures,
        salient: facts.salient,
        amounts: facts.amounts,
        anchors: facts.anchors,
        event: derived.event,
        story: None,
        related: Vec::new(),
        words: facts.words,
        language: brief.language,
        extra: json_map(&brief.extra),
        body_key: Some(derived.body_key),
        print: derived.print,
        body_markdown: brief.body_markdown,
    }
}

/// The briefs of each kind of event, kinds by name.
pub(super) fn events_by_kind(briefs: &[Arc<DigestBrief>]) -> Vec<EventsOfKind> {
    let mut kinds: BTreeMap<&'static str, Vec<BriefId>> = BTreeMap::new();
    for (brief, id) in briefs.iter().zip(0..) {
        if let Some(event) = &brief.event {
            kinds.entry(event.kind).or_default().push(BriefId(id));
        }
    }
    let kinds = kinds.into_iter();
    kinds
        .map(|(kind, briefs)| EventsOfKind { kind, briefs })
        .collect()
}

/// Characters of a title and of a summary on the site: both stand on many pages.
const MOST_OF_TITLE: usize = 400;
const MOST_OF_SUMMARY: usize = 2_000;

/// A line of text: line breaks are spaces, and control characters, which no page or feed can show, are gone.
fn plain(text: String) -> String {
    if text.chars().any(char::is_control) {
        let spaced = text
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c });
        spaced.filter(|c| !c.is_control()).collect()
    } else {
        text
    }
}

/// Tells each brief its story, names each story after its earliest brief and counts its independent origins.
pub(super) fn tell(
    stories: &Stories,
    decided: &Decided,
    briefs: &mut [Arc<DigestBrief>],
) -> Vec<Story> {
    let told = stories.told(decided);
    let mut story_of = vec![None; briefs.len()];
    let mut out: Vec<Story> = Vec::with_capacity(told.len());
    for (story, i) in told.into_iter().zip(0..) {
        let origins = origins(&story, stories, briefs);
        let group = story.briefs;
        let dated = |id: &&BriefId| briefs.get(id.0 as usize).is_some_and(|b| b.date.is_some());
        // Newest first: the earliest is the last dated one.
        let earliest = group.iter().rev().find(dated).or(group.last());
        let Some(slug) = earliest
            .and_then(|id| briefs.get(id.0 as usize))
            .map(|b| b.slug.clone())
        else {
            continue;
        };
        for id in &group {
            if let Some(of_brief) = story_of.get_mut(id.0 as usize) {
                *of_brief = Some(StoryId(i));
            }
        }
        let mut story = Story {
            slug,
            origins: u32::try_from(origins).unwrap_or(u32::MAX),
            briefs: group,
            event: None,
            disagreements: Vec::new(),
        };
        compare(&mut story, briefs);
        out.push(story);
    }
    for (brief, story) in briefs.iter_mut().zip(story_of) {
        if brief.story != story {
            Arc::make_mut(brief).story = story;
        }
    }
    out
}

/// Notes what the briefs of a story, taken side by side, report.
pub(super) fn compare(story: &mut Story, briefs: &[Arc<DigestBrief>]) {
    let own = || {
        story
            .briefs
            .iter()
            .filter_map(|id| briefs.get(id.0 as usize))
    };
    let mut kinds: BTreeMap<&'static str, usize> = BTreeMap::new();
    for event in own().filter_map(|b| b.event.as_ref()) {
        *kinds.entry(event.kind).or_default() += 1;
    }
    // Of two as frequent the first by name: which it is matters less than that it stays.
    let most = kinds.into_iter().rev().max_by_key(|(_, briefs)| *briefs);
    let disagreements = disagreements(&story.briefs, briefs);
    (story.event, story.disagreements) = (most.map(|(kind, _)| kind), disagreements);
}

/// Tells each brief which others are related to it.
pub(super) fn relate(briefs: &mut [Arc<DigestBrief>], terms: &[DigestTerm]) {
    let related = relations::related(briefs, terms);
    for (brief, related) in briefs.iter_mut().zip(related) {
        if brief.related != related {
            Arc::make_mut(brief).related = related;
        }
    }
}

/// How many independent origins a story has.
fn origins(story: &Told, stories: &Stories, briefs: &[Arc<DigestBrief>]) -> usize {
    let copies = story.copies.iter().zip(0_usize..);
    let copy_of: BTreeMap<BriefId, usize> = copies
        .flat_map(|(copies, i)| copies.iter().map(move |b| (*b, i)))
        .collect();
    let origin = |id: &BriefId| {
        let at = id.0 as usize;
        let publisher = briefs
            .get(at)
            .and_then(|b| b.sources.first())
            .and_then(|s| s.name.as_deref());
        let agency = stories.agency(*id);
        Origin {
            copy: copy_of.get(id).copied(),
            names: [publisher, agency]
                .into_iter()
                .flatten()
                .map(str::to_lowercase)
                .collect(),
        }
    };
    let all: Vec<Origin> = story.briefs.iter().map(origin).collect();
    independent(&all)
}

/// Activity, days and series of figures of each term.
fn sum_up(terms: &mut [DigestTerm], briefs: &[Arc<DigestBrief>]) {
    let scale = Scale::of(briefs.iter().filter_map(|b| b.date));
    let date = |id: &BriefId| briefs.get(id.0 as usize).and_then(|b| b.date);
    let terms = terms.par_iter_mut().enumerate();
    terms.for_each(|(place, term)| {
        let id = TermId(u32::try_from(place).unwrap_or(u32::MAX));
        term.series = series(id, &term.figures, briefs);
        let days = term.about.iter().filter_map(date);
        term.days = days.clone().min().zip(days.clone().max());
        if let Some(scale) = scale.as_ref().filter(|_| term.days.is_some()) {
            term.activity = scale.count(days);
        }
    });
}

/// Former addresses of briefs and other names of terms, where nothing has the address now.
fn redirects(briefs: &[Brief], table: &TermTable, findings: &mut Vec<Finding>) -> Vec<Redirect> {
    let mut taken: BTreeSet<String> = briefs
        .iter()
        .map(|b| format!("briefs/{}/", b.slug))
        .collect();
    taken.extend(
        table
            .terms
            .iter()
            .map(|t| format!("{}/{}/", terms::folder(t.taxonomy), t.slug)),
    );
    let mut out = Vec::new();
    for brief in briefs {
        for alias in &brief.aliases {
            let Some(from) = site_path(alias) else {
                findings.push(
                    Finding::error(
                        "former-address",
                        format!("`{alias}` is no address of this site"),
                    )
                    .in_file(&brief.path)
                    .help("write the path from the site's root, such as `/briefs/old-name/`"),
                );
                continue;
            };
            let to = format!("briefs/{}/", brief.slug);
            if from == to {
                continue;
            }
            if taken.insert(from.clone()) {
                out.push(Redirect { from, to });
            } else {
                findings.push(
                    Finding::error(
                        "former-address",
                        format!("the former address `/{from}` belongs to another page"),
                    )
                    .in_file(&brief.path)
                    .help("take it out of `aliases`"),
                );
            }
        }
    }
    out.extend(
        table
            .redirects()
            .into_iter()
            .filter(|r| taken.insert(r.from.clone())),
    );
    out.sort();
    out
}

/// A path from the site's root as a folder below it; none for one that leads elsewhere or is not plain.
fn site_path(alias: &str) -> Option<String> {
    let path = alias.strip_prefix('/')?.trim_end_matches('/');
    let plain = |part: &str| {
        !part.is_empty()
            && part.len() <= 100
            && !part.starts_with('.')
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    (!path.is_empty() && path.split('/').all(plain)).then(|| format!("{path}/"))
}
