//! `/`: what a reader should know first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::digest::{BriefId, Digest, DigestBrief, DigestTerm, Taxonomy, TermId};
use crate::site::addresses::brief_address;
use crate::site::charts::sparkline;
use crate::site::context::frame::{Head, JsonLd};
use crate::site::context::marks::Marks;
use crate::site::context::parts::{FigureSeen, ItemSeen, KeyPointSeen, TermLink};
use crate::site::context::{Html, Prebuilt, seen};
use crate::site::kind::Kind;
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

/// The newest briefs that the lead is chosen from.
const CANDIDATES: usize = 10;
/// Stories below the lead.
const TOP: usize = 4;
/// Figures of the newest briefs.
const FIGURES: usize = 8;
/// Terms of each taxonomy.
const TERMS: usize = 12;
/// Other publishers of a story that are named.
const OTHERS: usize = 6;
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
        /// The brief that there is most to say of, among the newest of the last 90 days; none without briefs.
        lead: Option<StorySeen<'a>>,
        /// The stories below it, newest first; of one day's briefs about one company only the first.
        top: Vec<StorySeen<'a>>,
        /// The other newest briefs, each as `card.html` makes it; of near copies only the newest.
        cards: Vec<Html<'a>>,
        /// The amount that matters most in each of the newest briefs that have one and say what it is.
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
    /// A brief with what it says.
    struct StorySeen<'a> {
        /// The brief.
        brief: ItemSeen<'a>,
        /// Its key points.
        key_points: Vec<KeyPointSeen<'a>>,
        /// Who else reports the story, each publisher once, the first of very many.
        others: Vec<OtherReport<'a>>,
    }
}

seen! {
    /// A report of another publisher.
    struct OtherReport<'a> {
        /// The publisher's name.
        name: &'a str,
        /// Address of the brief.
        url: String,
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
        let newest: Vec<BriefId> = one_per_story(site)
            .take(CANDIDATES + site.settings.paginate)
            .collect();
        let recently = recently(digest);
        let lead = newest
            .iter()
            .take(CANDIDATES)
            .zip(0_usize..)
            .filter(|(id, _)| {
                // However much there is to say of it, what is months old leads no front page.
                let date = digest.brief(**id).date;
                recently.is_none_or(|since| date.is_some_and(|d| d >= since))
            })
            .map(|(id, place)| (weight(site, digest.brief(*id)), Reverse(place), *id))
            .max()
            .map(|(_, _, id)| id);
        let top = top_stories(site, &newest, lead);
        let latest: Vec<BriefId> = newest
            .iter()
            .copied()
            .filter(|id| Some(*id) != lead && !top.contains(id))
            .take(site.settings.paginate)
            .collect();
        let figures = digest
            .briefs
            .iter()
            .zip(0..)
            .filter_map(|(brief, i)| {
                let id = BriefId(i);
                let mut salient = brief.salient.iter().map(|place| digest.figure(id, *place));
                let told = salient.find(|f| f.what.is_some())?;
                Some((id, told))
            })
            .take(FIGURES)
            .map(|(id, figure)| site.shared.figure(digest, id, figure));
        let since = recently.filter(|since| is_active(digest, *since));
        let own = HomeSeen {
            lead: lead.map(|id| story(site, id)),
            top: top.iter().map(|id| story(site, *id)).collect(),
            cards: site.cards(&latest, address),
            figures: figures.collect(),
            companies: most_active(site, Taxonomy::Companies, since),
            technologies: most_active(site, Taxonomy::Technologies, since),
            active_days: since.map(|_| ACTIVE_DAYS),
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
        digest.briefs.first().and_then(|b| b.date)
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
fn one_per_story(site: &Site) -> impl Iterator<Item = BriefId> + '_ {
    site.digest.briefs.iter().zip(0..).filter_map(|(brief, i)| {
        let id = BriefId(i);
        let story = brief.story.map(|s| site.digest.story(s));
        story
            .is_none_or(|s| s.briefs.first() == Some(&id))
            .then_some(id)
    })
}

/// The stories below the lead, newest first: of one day's briefs about one company, only the first.
fn top_stories(site: &Site, newest: &[BriefId], lead: Option<BriefId>) -> Vec<BriefId> {
    let mut chosen: Vec<&DigestBrief> = lead.map(|id| site.digest.brief(id)).into_iter().collect();
    let mut top = Vec::with_capacity(TOP);
    for id in newest.iter().filter(|id| Some(**id) != lead) {
        if top.len() == TOP {
            break;
        }
        let brief = site.digest.brief(*id);
        if !chosen.iter().any(|c| same_event(site, c, brief)) {
            chosen.push(brief);
            top.push(*id);
        }
    }
    top
}

/// Whether two briefs are likely to tell of one event: they are of one day and about one company.
fn same_event(site: &Site, a: &DigestBrief, b: &DigestBrief) -> bool {
    let is_company = |id: TermId| site.digest.term(id).taxonomy == Taxonomy::Companies;
    let companies = |brief: &DigestBrief| -> BTreeSet<TermId> {
        let about = brief.tags.iter().filter(|t| t.about).map(|t| t.term);
        about.filter(|id| is_company(*id)).collect()
    };
    a.date.is_some() && a.date == b.date && !companies(a).is_disjoint(&companies(b))
}

/// How much there is to say of a brief.
fn weight(site: &Site, brief: &DigestBrief) -> usize {
    let story = brief.story.map(|s| site.digest.story(s));
    let told = usize::from(brief.summary.is_some() || !brief.key_points.is_empty());
    let dated = usize::from(brief.date.is_some());
    story.map_or(0, |s| s.briefs.len() * 3) + told * 2 + brief.salient.len() + dated
}

fn story(site: &Site, id: BriefId) -> StorySeen<'_> {
    let brief = site.digest.brief(id);
    StorySeen {
        brief: site.shared.item(&site.digest, brief),
        key_points: site.shared.key_points(brief),
        others: others(&site.digest, brief),
    }
}

/// Who else reports a brief's story: each publisher by its newest report.
fn others<'d>(digest: &'d Digest, brief: &'d DigestBrief) -> Vec<OtherReport<'d>> {
    let publisher = |b: &'d DigestBrief| b.sources.first().and_then(|s| s.name.as_deref());
    let mut held = BTreeSet::from_iter(publisher(brief));
    let story = brief.story.map(|s| digest.story(s));
    let reports = story.into_iter().flat_map(|s| digest.briefs_of(&s.briefs));
    let others = reports.filter_map(|report| {
        let name = publisher(report).filter(|name| held.insert(name))?;
        Some(OtherReport {
            name,
            url: brief_address(report),
        })
    });
    others.take(OTHERS).collect()
}

/// The first of the days that count, up to the digest's last; none without dated briefs.
fn recently(digest: &Digest) -> Option<Date> {
    let last = digest.briefs.first()?.date?;
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
