//! `latest.json`: the newest briefs for programs that look again and again, and for what calls other programs when
//! something is new. `updated` is the last day of the digest, so that the file changes when the digest does and at no
//! other time.

use serde::Serialize;

use super::channel::{Days, last_day};
use super::followed::{Followed, Told};
use crate::digest::{BriefId, Story, Taxonomy};
use crate::site::addresses::{brief_address, edition_address, story_address};
use crate::site::context::edition::title_of;
use crate::site::files::data::names;
use crate::site::format::in_one_direction;
use crate::site::render::{Show, Shown, Site};

/// Its path.
pub(super) const FILE: &str = "latest.json";

/// The newest briefs.
#[derive(Debug)]
pub(super) struct Latest;

impl Show for Latest {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        Shown::file_of_all(|| {
            // Plain fields always serialise.
            let out = serde_json::to_string_pretty(&newest(site)).unwrap_or_default();
            in_one_direction(out + "\n").into_bytes()
        })
    }
}

#[derive(Serialize)]
struct Newest<'a> {
    title: &'a str,
    url: &'a str,
    /// The last day of the digest; none where no brief has one.
    updated: Option<String>,
    /// How many briefs the digest has in all.
    count: usize,
    briefs: Vec<BriefRow<'a>>,
    /// The edition that readers see first; none without editions.
    edition: Option<EditionRow>,
    /// The story with the newest report; none without stories.
    story: Option<StoryRow<'a>>,
}

#[derive(Serialize)]
struct BriefRow<'a> {
    url: String,
    title: &'a str,
    /// The day of the original; none where it is unknown.
    date: Option<String>,
    /// The day on which it came in; none where its article stated a day.
    added: Option<String>,
    summary: Option<&'a str>,
    companies: Vec<&'a str>,
    technologies: Vec<&'a str>,
    source: Option<SourceRow<'a>>,
}

#[derive(Serialize)]
struct SourceRow<'a> {
    name: Option<&'a str>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct EditionRow {
    url: String,
    title: String,
    /// The day of its publication; none while it may change.
    published: Option<String>,
    stories: usize,
}

#[derive(Serialize)]
struct StoryRow<'a> {
    url: String,
    title: &'a str,
    /// The day of the last report.
    date: Option<String>,
    reports: usize,
    /// How many of them are independent.
    independent: u32,
}

fn newest(site: &Site) -> Newest<'_> {
    let briefs = Followed::Site.told(site).into_iter();
    let briefs = briefs.filter_map(|told| match told {
        Told::Brief(id) => Some(brief_row(site, id)),
        Told::Story(_) | Told::Edition(_) => None,
    });
    Newest {
        title: &site.settings.title,
        url: &site.base_url,
        updated: last_day(&site.digest).map(|d| d.to_string()),
        count: site.digest.briefs.len(),
        briefs: briefs.collect(),
        edition: site.digest.latest_edition().map(|place| {
            let edition = site.digest.edition(place);
            EditionRow {
                url: format!("{}{}", site.base_url, edition_address(edition)),
                title: title_of(edition).into_owned(),
                published: edition.published.map(|d| d.to_string()),
                stories: edition.stories.len(),
            }
        }),
        story: site
            .digest
            .stories
            .first()
            .filter(|_| site.settings.pages.stories)
            .and_then(|s| story_row(site, s)),
    }
}

fn brief_row(site: &Site, id: BriefId) -> BriefRow<'_> {
    let brief = site.digest.brief(id);
    BriefRow {
        url: format!("{}{}", site.base_url, brief_address(brief)),
        title: &brief.title,
        date: brief.date.map(|d| d.to_string()),
        added: brief.added.map(|d| d.to_string()),
        summary: brief.first_words(),
        companies: names(site, brief, Taxonomy::Companies, true),
        technologies: names(site, brief, Taxonomy::Technologies, true),
        source: brief.sources.first().map(|s| SourceRow {
            name: s.name.as_deref(),
            url: s.url.as_deref(),
        }),
    }
}

fn story_row<'a>(site: &'a Site, story: &'a Story) -> Option<StoryRow<'a>> {
    let latest = site.digest.briefs_of(&story.briefs).next()?;
    Some(StoryRow {
        url: format!("{}{}", site.base_url, story_address(story)),
        title: &latest.title,
        date: Days::of_story(&site.digest, story).map(|d| d.updated.to_string()),
        reports: story.briefs.len(),
        independent: story.origins,
    })
}
