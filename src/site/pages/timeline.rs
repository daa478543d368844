//! Briefs by year, as the pages of terms and pairs show them: those about it, then those that merely mention it.

use jiff::civil::Date;

use crate::digest::{BriefId, Digest, TermId};
use crate::site::context::parts::BriefLink;
use crate::site::context::seen;
use crate::site::format::language_tag;
use crate::site::quotes::{QuoteSeen, quotes};
use crate::site::render::Site;

seen! {
    /// A brief with the sentences that name what the page is about.
    struct ToldSeen<'a> {
        /// The brief.
        brief: BriefLink<'a>,
        /// Its main source's name.
        publisher: Option<&'a str>,
        /// One or two sentences that stand alone, where the brief is about it and no sentence names it.
        summary: Option<&'a str>,
        /// The first sentences that name it; empty where only the headline does.
        quotes: Vec<QuoteSeen<'a>>,
        /// BCP 47 language tag, where it differs from the site's.
        language: Option<&'a str>,
    }
}

seen! {
    /// A year as a link.
    struct YearLink {
        /// The year; none for what has no date.
        year: Option<i16>,
        /// Its briefs.
        count: usize,
        /// Address of the page on which it begins, with its id.
        url: String,
    }
}

/// The briefs of one year, newest first; of no year those without a day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) year: Option<i16>,
    pub(super) about: Vec<BriefId>,
    pub(super) mentions: Vec<BriefId>,
}

impl Stretch {
    /// An id for it on a page.
    pub(super) fn id(&self) -> String {
        match self.year {
            Some(year) => format!("y{year}"),
            None => "undated".to_owned(),
        }
    }

    /// Its briefs.
    pub(super) fn count(&self) -> usize {
        self.about.len() + self.mentions.len()
    }
}

/// Two lists, newest first, as one: each brief, and whether it is of the first.
pub(super) fn merged(about: &[BriefId], mentions: &[BriefId]) -> Vec<(BriefId, bool)> {
    let about = about.iter().map(|id| (*id, true));
    let mut all: Vec<(BriefId, bool)> = about
        .chain(mentions.iter().map(|id| (*id, false)))
        .collect();
    // Both are in order already, of which a stable sort makes use.
    all.sort();
    all
}

/// Briefs by year, the latest first: of those without a date, by the year in which they came in, as they are sorted.
pub(super) fn by_year(digest: &Digest, briefs: &[(BriefId, bool)]) -> Vec<Stretch> {
    let year = |id: BriefId| digest.brief(id).day().map(Date::year);
    let years = briefs.chunk_by(|a, b| year(a.0) == year(b.0));
    let of = |briefs: &[(BriefId, bool)], about| {
        let briefs = briefs.iter().filter(|(_, own)| *own == about);
        briefs.map(|(id, _)| *id).collect()
    };
    years
        .map(|briefs| Stretch {
            year: briefs.first().and_then(|(id, _)| year(*id)),
            about: of(briefs, true),
            mentions: of(briefs, false),
        })
        .collect()
}

/// A brief with the sentences that name some terms.
pub(super) fn told<'s>(site: &'s Site, id: BriefId, terms: &[TermId], about: bool) -> ToldSeen<'s> {
    let brief = site.digest.brief(id);
    let quotes = quotes(site, id, terms);
    let is_told = about && quotes.is_empty();
    ToldSeen {
        brief: BriefLink::to(brief),
        publisher: brief.publisher(),
        summary: brief.summary.as_deref().filter(|_| is_told),
        quotes,
        language: brief.language.as_deref().and_then(language_tag),
    }
}
