//! `/stories/SLUG/`: what several reports tell of one event, side by side.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::collection::collection;
use super::stories::{ADDRESS, StoryLine};
use crate::digest::{BriefId, Digest, Disagreement, Story, StoryId, Taxonomy, TermId};
use crate::settings::Settings;
use crate::site::addresses::story_address;
use crate::site::context::frame::Head;
use crate::site::context::parts::{
    FigureSeen, ItemSeen, KeyPointSeen, SourceSeen, TermLink, UpdateSeen, more,
};
use crate::site::context::{Prebuilt, seen};
use crate::site::format::described;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

/// Reports on the page.
const REPORTS: usize = 100;
/// Publishers.
const SOURCES: usize = 60;
/// Terms of each taxonomy.
const TERMS: usize = 24;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<StoryPage<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/stories/SLUG/`: one story.
    template "story.html" struct StoryPage<'a> {
        /// The story.
        story: StoryLine<'a>,
        /// Its reports, the latest first.
        reports: Vec<ReportSeen<'a>>,
        /// How many more there are, for reading; none where all are listed.
        more_reports: Option<String>,
        /// Who reports it, in the order in which they came to it.
        sources: Vec<StorySource<'a>>,
        /// How many more there are, for reading; none where all are listed.
        more_sources: Option<String>,
        /// Amounts on which the reports differ.
        disagreements: Vec<DisagreementSeen<'a>>,
        /// What publishers changed in their reports since.
        changed: Vec<ChangedReport<'a>>,
        /// Companies that its reports are about, the most frequent first.
        companies: Vec<Prebuilt<TermLink>>,
        /// Technologies that they are about.
        technologies: Vec<Prebuilt<TermLink>>,
    }
}

seen! {
    /// A report of a story.
    struct ReportSeen<'a> {
        /// The brief.
        brief: ItemSeen<'a>,
        /// The sentence that says the most of it; none where nothing does.
        point: Option<KeyPointSeen<'a>>,
        /// Whether it is the first report of its day in this list, or of those without a day.
        new_day: bool,
    }
}

seen! {
    /// A publisher of a story's reports.
    struct StorySource<'a> {
        /// The publisher.
        source: SourceSeen<'a>,
        /// Its reports.
        count: usize,
        /// The first of them.
        first: ItemSeen<'a>,
    }
}

seen! {
    /// A report that its publisher changed.
    struct ChangedReport<'a> {
        /// The brief.
        brief: ItemSeen<'a>,
        /// What was changed, the latest first.
        updates: Vec<UpdateSeen<'a>>,
    }
}

seen! {
    /// Amounts of one thing that cannot all be right.
    struct DisagreementSeen<'a> {
        /// What they are amounts of.
        what: &'a str,
        /// The amounts, the latest first, each of another brief.
        figures: Vec<FigureSeen<'a>>,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if !settings.pages.stories {
        return;
    }
    for (story, i) in digest.stories.iter().zip(0..) {
        list.page(&story_address(story), StoryShown(StoryId(i)));
    }
}

#[derive(Debug)]
struct StoryShown(StoryId);

impl Show for StoryShown {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let story = digest.story(self.0);
        let line = StoryLine::of(site, story);
        let (sources, more_sources) = sources(site, story);
        let title = format!("Story: {}", line.latest.title);
        let newest = story.briefs.first().copied();
        let head = Head {
            kind: "story",
            title: title.clone().into(),
            title_more: newest
                .and_then(|id| site.titles.more_of(id))
                .map(str::to_owned),
            description: described([
                format!(
                    "{} reports, {} of them independent: {}",
                    line.count, line.independent, line.latest.title
                ),
                line.latest.summary.clone().unwrap_or_default().into_owned(),
            ]),
            address,
            crumbs: vec![("Stories".into(), ADDRESS.to_owned())],
            json_ld: Some(collection(&title)),
            language: line.latest.language,
            ..Head::default()
        };
        let own = StoryPage {
            reports: reports(site, &story.briefs),
            more_reports: more(story.briefs.len(), REPORTS),
            sources,
            more_sources,
            disagreements: story
                .disagreements
                .iter()
                .map(|d| disagreement(site, d))
                .collect(),
            changed: changed(site, &story.briefs),
            companies: terms(site, story, Taxonomy::Companies),
            technologies: terms(site, story, Taxonomy::Technologies),
            story: line,
        };
        site.page(head, None, own)
    }

    fn last_change(&self, digest: &Digest) -> Option<Date> {
        digest.days(digest.story(self.0)).map(|(_, last)| last)
    }
}

fn reports<'a>(site: &'a Site, briefs: &[BriefId]) -> Vec<ReportSeen<'a>> {
    let digest = &site.digest;
    let mut day = None;
    let briefs = briefs.iter().take(REPORTS);
    briefs
        .map(|id| {
            let brief = digest.brief(*id);
            ReportSeen {
                brief: site.shared.item(digest, brief),
                point: site.shared.key_points(brief).into_iter().next(),
                new_day: day.replace(brief.day()) != Some(brief.day()),
            }
        })
        .collect()
}

/// The reports that their publishers changed, the newest first.
fn changed<'a>(site: &'a Site, briefs: &'a [BriefId]) -> Vec<ChangedReport<'a>> {
    let digest = &site.digest;
    let changed = digest.briefs_of(briefs).filter(|b| !b.updates.is_empty());
    let seen = changed.take(REPORTS).map(|brief| ChangedReport {
        brief: site.shared.item(digest, brief),
        updates: site.shared.updates(brief),
    });
    seen.collect()
}

/// The publishers of the reports, the earliest first, and how many more there are.
fn sources<'a>(site: &'a Site, story: &Story) -> (Vec<StorySource<'a>>, Option<String>) {
    let digest = &site.digest;
    let mut found: Vec<StorySource<'a>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    // The list is newest first.
    for id in story.briefs.iter().rev() {
        let brief = digest.brief(*id);
        let sources = brief.sources.iter();
        for (source, name) in sources.filter_map(|s| Some((s, s.name.as_deref()?))) {
            let place = *places.entry(name).or_insert(found.len());
            if let Some(held) = found.get_mut(place) {
                held.count += 1;
            } else {
                found.push(StorySource {
                    source: site.shared.source(digest, source),
                    count: 1,
                    first: site.shared.item(digest, brief),
                });
            }
        }
    }
    let more = more(found.len(), SOURCES);
    found.truncate(SOURCES);
    (found, more)
}

/// Amounts that cannot all be right, side by side.
pub(super) fn disagreement<'a>(site: &'a Site, of: &'a Disagreement) -> DisagreementSeen<'a> {
    let digest = &site.digest;
    let figures = of.figures.iter().map(|(id, place)| {
        let figure = digest.figure(*id, *place);
        site.shared.figure(digest, *id, figure)
    });
    DisagreementSeen {
        what: &of.what,
        figures: figures.collect(),
    }
}

/// The terms that its reports are about.
fn terms(site: &Site, story: &Story, taxonomy: Taxonomy) -> Vec<Prebuilt<TermLink>> {
    let digest = &site.digest;
    let mut counts: BTreeMap<TermId, usize> = BTreeMap::new();
    let tags = digest.briefs_of(&story.briefs).flat_map(|b| &b.tags);
    for tag in tags.filter(|t| t.about && digest.term(t.term).taxonomy == taxonomy) {
        *counts.entry(tag.term).or_default() += 1;
    }
    let mut terms: Vec<(TermId, usize)> = counts.into_iter().collect();
    terms.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    terms.truncate(TERMS);
    site.shared.terms(terms.into_iter().map(|(id, _)| id))
}
