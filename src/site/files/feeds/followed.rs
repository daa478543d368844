//! What can be followed, stated once: each thing's page, its name, and what its feeds tell.
//!
//! A new channel is a variant of [`Followed`] with its arm in each function here; its feeds in every format, the links
//! to them and its line in `feeds.opml` follow.

use std::borrow::Cow;

use super::channel::{Days, Entry};
use crate::digest::{BriefId, Digest, DigestBrief, PairId, StoryId, TermId};
use crate::kept::Key;
use crate::settings::Settings;
use crate::site::addresses::{
    EDITIONS, brief_address, edition_address, pair_address, story_address, term_address,
};
use crate::site::context::edition::title_of;
use crate::site::context::marks::Marks;
use crate::site::context::parts::{SOURCES, TERMS_OF_CARD};
use crate::site::format::language_tag;
use crate::site::links::{Address, address};
use crate::site::render::Site;

/// Something that has feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Followed {
    /// All briefs.
    Site,
    /// All stories.
    Stories,
    /// All editions that are published.
    Editions,
    /// The briefs about a term.
    Term(TermId),
    /// The briefs about a company and a technology.
    Pair(PairId),
}

/// Briefs about both from which a pair has feeds. There are more pairs of which one brief tells than of all others, and
/// the feeds of the company and of the technology tell that brief.
const OF_PAIR: usize = 2;

/// The address of the list of stories.
const STORIES: &str = "stories/";

impl Followed {
    /// Everything that may have feeds, the whole site first.
    pub(super) fn all(digest: &Digest) -> impl Iterator<Item = Self> {
        let terms = (0..).take(digest.terms.len()).map(TermId);
        let pairs = (0..).take(digest.pairs.len()).map(PairId).map(Self::Pair);
        [Self::Site, Self::Editions, Self::Stories]
            .into_iter()
            .chain(terms.map(Self::Term))
            .chain(pairs)
    }

    /// Whether it has a page, briefs, and feeds by the settings.
    pub(super) fn is_fed(self, digest: &Digest, settings: &Settings) -> bool {
        let pages = &settings.pages;
        match self {
            Self::Site => true,
            Self::Stories => pages.stories && !digest.stories.is_empty(),
            Self::Editions => digest.editions.iter().any(|e| e.published.is_some()),
            Self::Term(id) => pages.term_feeds && !digest.term(id).about.is_empty(),
            Self::Pair(id) => {
                pages.pair_feeds && pages.matrix && digest.pair(id).about.len() >= OF_PAIR
            }
        }
    }

    /// The address of its page.
    pub(in crate::site) fn page(self, digest: &Digest) -> String {
        match self {
            Self::Site => String::new(),
            Self::Stories => STORIES.to_owned(),
            Self::Editions => EDITIONS.to_owned(),
            Self::Term(id) => term_address(digest.term(id)),
            Self::Pair(id) => {
                let pair = digest.pair(id);
                pair_address(digest, pair.company, pair.technology)
            }
        }
    }

    /// What it is called.
    pub(in crate::site) fn name(self, digest: &Digest) -> Cow<'_, str> {
        match self {
            Self::Site => "All briefs".into(),
            Self::Stories => "Stories".into(),
            Self::Editions => "Editions".into(),
            Self::Term(id) => (&digest.term(id).name).into(),
            Self::Pair(id) => {
                let pair = digest.pair(id);
                let name = |id| &digest.term(id).name;
                format!("{} and {}", name(pair.company), name(pair.technology)).into()
            }
        }
    }

    /// The title of its feeds.
    pub(super) fn title(self, site: &Site) -> String {
        let own = &site.settings.title;
        match self {
            Self::Site => own.clone(),
            _ => format!("{own}: {}", self.name(&site.digest)),
        }
    }

    /// What its feeds tell, newest first.
    pub(super) fn told(self, site: &Site) -> Vec<Told> {
        let (digest, most) = (&site.digest, site.settings.feed_entries);
        match self {
            Self::Site => {
                let all = (0..).map(BriefId).take(digest.briefs.len());
                newest(digest, all, most)
            }
            Self::Stories => {
                let stories = digest.stories.iter().zip(0..);
                let dated = stories.filter(|(s, _)| Days::of_story(digest, s).is_some());
                let told = dated.map(|(_, i)| Told::Story(StoryId(i)));
                told.take(most).collect()
            }
            Self::Editions => {
                let places = 0..digest.editions.len();
                let published = |place: &usize| digest.edition(*place).published.is_some();
                places
                    .filter(published)
                    .map(Told::Edition)
                    .take(most)
                    .collect()
            }
            Self::Term(id) => newest(digest, digest.term(id).about.iter().copied(), most),
            Self::Pair(id) => newest(digest, digest.pair(id).about.iter().copied(), most),
        }
    }
}

/// The newest of some briefs of which a feed can tell; they are newest first.
fn newest(digest: &Digest, briefs: impl Iterator<Item = BriefId>, most: usize) -> Vec<Told> {
    let told = briefs.filter(|id| Days::of(digest.brief(*id)).is_some());
    told.take(most).map(Told::Brief).collect()
}

/// One thing that a feed tells.
#[derive(Debug, Clone, Copy)]
pub(super) enum Told {
    Brief(BriefId),
    /// By its latest report.
    Story(StoryId),
    /// By its place.
    Edition(usize),
}

impl Told {
    /// The hash of all that its entry is made from.
    pub(super) fn print(self, site: &Site) -> Key {
        let brief_print = |id: BriefId| {
            let kept = site.feeds.entries.get(id.0 as usize);
            let make = || entry_print(site, site.digest.brief(id));
            kept.map_or_else(make, |kept| *kept.get_or_init(make))
        };
        match self {
            Self::Brief(id) => brief_print(id),
            Self::Story(id) => {
                let (story, mut marks) = (site.digest.story(id), Marks::default());
                marks.text(story.slug.as_str());
                marks.number(story.briefs.len() as u64);
                let days = Days::of_story(&site.digest, story);
                marks.add(&days.map(|d| format!("{:?}", d.published)));
                if let Some(latest) = story.briefs.first() {
                    marks.print(brief_print(*latest));
                }
                marks.key()
            }
            Self::Edition(place) => {
                let (edition, mut marks) = (site.digest.edition(place), Marks::default());
                marks.text(&edition_address(edition));
                marks.text(&title_of(edition));
                marks.add(&edition.published.map(|d| d.to_string()));
                for story in &edition.stories {
                    marks.text(&story.title);
                }
                marks.key()
            }
        }
    }

    /// Its entry; none for what has no day, which no feed tells.
    pub(super) fn entry(self, site: &Site) -> Option<Entry<'_>> {
        let digest = &site.digest;
        match self {
            Self::Brief(id) => {
                let brief = digest.brief(id);
                Some(Entry {
                    page: brief_address(brief),
                    days: Days::of(brief)?,
                    ..entry(site, brief)?
                })
            }
            Self::Story(id) => {
                let story = digest.story(id);
                let own = entry(site, digest.briefs_of(&story.briefs).next()?)?;
                let reports = format!("{} reports.", story.briefs.len());
                let text = own.text.map(|text| format!("{text} {reports}"));
                Some(Entry {
                    page: story_address(story),
                    days: Days::of_story(digest, story)?,
                    text: Some(text.unwrap_or(reports).into()),
                    ..own
                })
            }
            Self::Edition(place) => {
                let edition = digest.edition(place);
                let stories: Vec<&str> = edition.stories.iter().map(|s| s.title.as_str()).collect();
                Some(Entry {
                    page: edition_address(edition),
                    title: title_of(edition),
                    text: (!stories.is_empty()).then(|| stories.join("; ").into()),
                    days: Days::of_edition(edition)?,
                    author: None,
                    originals: Vec::new(),
                    tags: Vec::new(),
                    language: None,
                })
            }
        }
    }
}

/// What feeds say of a brief, at whatever address.
fn entry<'a>(site: &'a Site, brief: &'a DigestBrief) -> Option<Entry<'a>> {
    // Only an address that the text's own links might have becomes one here.
    let originals = brief.sources.iter().take(SOURCES);
    let originals = originals.filter_map(|s| s.url.as_deref());
    let originals = originals.filter(|u| matches!(address(u), Some(Address::External(_))));
    let about = brief.tags.iter().filter(|t| t.about);
    let about = about.take(TERMS_OF_CARD * 2);
    Some(Entry {
        page: brief_address(brief),
        title: (&brief.title).into(),
        text: brief.first_words().map(Cow::from),
        days: Days::of(brief)?,
        author: brief.publisher(),
        originals: originals.collect(),
        tags: about
            .map(|t| site.digest.term(t.term).name.as_str())
            .collect(),
        language: brief.language.as_deref().and_then(language_tag),
    })
}

/// What feeds say of a brief, as a hash.
fn entry_print(site: &Site, brief: &DigestBrief) -> Key {
    let mut marks = Marks::default();
    marks.text(&brief.title);
    marks.text(brief.slug.as_str());
    marks.add(&Days::of(brief).map(|d| format!("{d:?}")));
    marks.add(&brief.first_words());
    marks.add(&brief.language);
    for source in &brief.sources {
        marks.add(&source.name).add(&source.url);
    }
    for tag in brief.tags.iter().filter(|t| t.about) {
        marks.text(&site.digest.term(tag.term).name);
    }
    marks.key()
}
