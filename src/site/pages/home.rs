//! `/`: what a reader should know first. Where there are editions, it is the latest; else what is newest.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::edition::written;
use crate::digest::{BriefId, Digest, DigestTerm, Edition, Taxonomy, TermId};
use crate::group::honour;
use crate::group::rank::{rank, same_event};
use crate::site::charts::sparkline;
use crate::site::context::edition::{EditionSeen, StorySeen};
use crate::site::context::frame::{Head, JsonLd};
use crate::site::context::marks::Marks;
use crate::site::context::parts::{FigureSeen, TermLink, more};
use crate::site::context::{Html, Prebuilt, seen};
use crate::site::kind::Kind;
use crate::site::render::{Origin, Show, Shown, Site};
use crate::site::template::Template;

/// The newest briefs that the lead is chosen from where there are no editions.
const CANDIDATES: usize = 10;
/// Stories below the lead.
const TOP: usize = 4;
/// Figures of the newest briefs.
const FIGURES: usize = 8;
/// Terms of each taxonomy.
const TERMS: usize = 12;
/// Briefs that came after the edition.
const SINCE: usize = 8;
/// Days that count for what is active, up to the last one of the digest.
const ACTIVE_DAYS: u32 = 90;
/// Terms that must be active in them; else all days count.
const FEWEST_ACTIVE: usize = 6;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<HomeSeen<'_>>()),
    groups: &[],
    routes: |_, _, list| list.page("", Home),
};

seen! {
    /// `/`: the home page.
    template "home.html" struct HomeSeen<'a> {
        /// The latest edition; none where there are none.
        edition: Option<EditionSeen<'a>>,
        /// The first story of the edition; without editions the brief that matters most among the newest of the last 90
        /// days; none without briefs.
        lead: Option<StorySeen<'a>>,
        /// The stories below it: the edition's, then, where those are few, the newest; of one event only the first.
        top: Vec<StorySeen<'a>>,
        /// Briefs that came after the edition, the newest first, each as `card.html` makes it.
        since: Vec<Html<'a>>,
        /// How many more there are, for reading; none where all are listed.
        more_since: Option<String>,
        /// The other newest briefs, likewise; of near copies only the newest.
        cards: Vec<Html<'a>>,
        /// The amount that matters most in each of the edition's stories and of the newest briefs, of those whose sentence
        /// says by itself whose and what it is, and that it is much; of few briefs.
        figures: Vec<FigureSeen<'a>>,
        /// The companies that most briefs of these days are about.
        companies: Vec<ActiveTerm<'a>>,
        /// The technologies that most of them are about.
        technologies: Vec<ActiveTerm<'a>>,
        /// The days that count, up to the digest's last; none where too little is dated, and all briefs count.
        active_days: Option<u32>,
    }
}

seen! {
    /// A term and its briefs over time.
    struct ActiveTerm<'a> {
        /// The term.
        term: Prebuilt<TermLink>,
        /// Briefs about it in the days that count.
        count: usize,
        /// `<svg class="spark">` with one `path`; empty without dated briefs.
        spark: Html<'a>,
    }
}

#[derive(Debug)]
struct Home;

impl Show for Home {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let edition = digest.latest_edition().map(|place| digest.edition(place));
        let newest: Vec<BriefId> = one_per_story(digest)
            .take(CANDIDATES + site.settings.paginate + SINCE)
            .collect();
        let recently = recently(digest);
        let (mut stories, mut told): (Vec<StorySeen<'s>>, Vec<BriefId>) =
            if let Some(edition) = edition {
                let stories = edition.stories.iter();
                (
                    stories
                        .clone()
                        .map(|s| StorySeen::of_edition(site, s))
                        .collect(),
                    stories.filter_map(|s| s.brief).collect(),
                )
            } else {
                let lead = lead(digest, &newest, recently);
                let story = lead.map(|id| StorySeen::of_brief(site, id));
                (story.into_iter().collect(), lead.into_iter().collect())
            };
        let mut since = edition.map_or_else(Vec::new, |e| since(digest, e));
        since.retain(|id| !told.contains(id));
        // What came later stands apart, below.
        let older: Vec<BriefId> = newest
            .iter()
            .copied()
            .filter(|id| !since.contains(id))
            .collect();
        fill(site, &older, &mut stories, &mut told);
        let shown_since = since.get(..SINCE).unwrap_or(&since);
        let latest: Vec<BriefId> = newest
            .iter()
            .copied()
            .filter(|id| !told.contains(id) && !shown_since.contains(id))
            .take(site.settings.paginate)
            .collect();
        let others = (0..).map(BriefId).take(digest.briefs.len());
        let others = others.filter(|id| !told.contains(id));
        let all = told.iter().copied().chain(others);
        let active_since = recently.filter(|since| is_active(digest, *since));
        let mut stories = stories.into_iter();
        let own = HomeSeen {
            edition: edition.map(|e| EditionSeen::of(site, e, address, None)),
            lead: stories.next(),
            top: stories.collect(),
            since: site.cards(shown_since, address),
            more_since: more(since.len(), shown_since.len()),
            cards: site.cards(&latest, address),
            figures: figures(site, all),
            companies: most_active(site, Taxonomy::Companies, active_since),
            technologies: most_active(site, Taxonomy::Technologies, active_since),
            active_days: active_since.map(|_| ACTIVE_DAYS),
        };
        let head = Head {
            kind: "home",
            title: "".into(),
            description: site.settings.description.clone(),
            address,
            json_ld: Some(structured(site)),
            ..Head::default()
        };
        site.page(head, None, own)
    }

    fn last_change(&self, digest: &Digest) -> Option<Date> {
        digest.briefs.first().and_then(|b| b.day())
    }

    fn origin<'d>(&self, digest: &'d Digest) -> Origin<'d> {
        let latest = digest.latest_edition();
        latest.map_or(Origin::Site, |place| written(digest.edition(place)))
    }
}

/// The site for search engines.
fn structured(site: &Site) -> JsonLd<'_> {
    let mut of = Marks::default();
    of.text(&site.settings.title);
    of.text(&site.settings.description);
    of.text(&site.base_url);
    let make = || {
        serde_json::json!({
            "@type": "WebSite",
            "name": site.settings.title,
            "description": site.settings.description,
            "url": site.base_url,
        })
    };
    JsonLd {
        of,
        make: Box::new(make),
    }
}

/// Briefs, newest first; of near copies only the newest.
fn one_per_story(digest: &Digest) -> impl Iterator<Item = BriefId> + '_ {
    digest.briefs.iter().zip(0..).filter_map(|(brief, i)| {
        let id = BriefId(i);
        let story = brief.story.map(|s| digest.story(s));
        story
            .is_none_or(|s| s.briefs.first() == Some(&id))
            .then_some(id)
    })
}

/// The brief that leads a front page without editions: the one that matters most among the newest.
fn lead(digest: &Digest, newest: &[BriefId], recently: Option<Date>) -> Option<BriefId> {
    let candidates = newest.iter().take(CANDIDATES).zip(0_usize..);
    candidates
        .filter(|(id, _)| {
            // However much there is to say of it, what is months old leads no front page.
            let day = digest.brief(**id).day();
            recently.is_none_or(|since| day.is_some_and(|d| d >= since))
        })
        .map(|(id, place)| (rank(digest, *id), Reverse(place), *id))
        .max()
        .map(|(_, _, id)| id)
}

/// Adds the newest stories where there are few: of one event only the first.
fn fill<'s>(
    site: &'s Site,
    newest: &[BriefId],
    stories: &mut Vec<StorySeen<'s>>,
    told: &mut Vec<BriefId>,
) {
    for id in newest {
        if stories.is_empty() || stories.len() > TOP {
            break;
        }
        if !told
            .iter()
            .any(|other| other == id || same_event(&site.digest, *other, *id))
        {
            told.push(*id);
            stories.push(StorySeen::of_brief(site, *id));
        }
    }
}

/// The briefs that are newer than an edition, the newest first.
fn since(digest: &Digest, edition: &Edition) -> Vec<BriefId> {
    let last = edition.period.last();
    let newer = digest.briefs.iter().zip(0..);
    let newer = newer.take_while(|(b, _)| b.day().is_some_and(|day| day > last));
    newer.map(|(_, i)| BriefId(i)).collect()
}

/// The amounts that matter most in some briefs, of those that say by themselves whose and what they are: one of a brief.
fn figures(site: &Site, briefs: impl Iterator<Item = BriefId>) -> Vec<FigureSeen<'_>> {
    let digest = &site.digest;
    let told = briefs.filter_map(|id| {
        let figure = honour::figure(digest, id)?;
        Some((id, figure))
    });
    told.take(FIGURES)
        .map(|(id, figure)| site.shared.figure(digest, id, figure))
        .collect()
}

/// The first of the days that count, up to the digest's last; none without dated briefs.
fn recently(digest: &Digest) -> Option<Date> {
    let last = digest.briefs.iter().find_map(|b| b.date)?;
    let days = jiff::Span::new().days(i64::from(ACTIVE_DAYS) - 1);
    last.checked_sub(days).ok()
}

/// Whether enough terms have a brief since a day.
fn is_active(digest: &Digest, since: Date) -> bool {
    let terms = digest.terms.iter();
    let active = terms.filter(|t| recent(digest, t, Some(since)) > 0);
    active.count() >= FEWEST_ACTIVE
}

/// How many briefs about a term there are since a day; without one, in all.
fn recent(digest: &Digest, term: &DigestTerm, since: Option<Date>) -> usize {
    match since {
        Some(since) => {
            let days = digest.briefs_of(&term.about).filter_map(|b| b.date);
            days.take_while(|d| *d >= since).count()
        }
        None => term.about.len(),
    }
}

/// The terms that most briefs since a day are about.
fn most_active(site: &Site, taxonomy: Taxonomy, since: Option<Date>) -> Vec<ActiveTerm<'static>> {
    let mut terms: Vec<(TermId, &DigestTerm, usize)> = (0..)
        .map(TermId)
        .zip(&site.digest.terms)
        .filter(|(_, t)| t.taxonomy == taxonomy)
        .map(|(id, t)| (id, t, recent(&site.digest, t, since)))
        .filter(|(_, _, count)| *count > 0)
        .collect();
    terms.sort_by_key(|(id, t, count)| (Reverse(*count), Reverse(t.about.len()), *id));
    terms.truncate(TERMS);
    let terms = terms.into_iter();
    terms
        .map(|(id, term, count)| ActiveTerm {
            term: site.shared.term(id),
            count,
            spark: sparkline(&term.activity).into(),
        })
        .collect()
}
