//! An edition as its page, its e-mail and the home page show it, and a story as they all tell it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::frame::root_of;
use super::link::PageLink;
use super::parts::{AroundSeen, ItemSeen, KeyPointSeen, SourceSeen, TermLink, around, more};
use super::{Html, Prebuilt, seen};
use crate::digest::{
    BriefId, Correction, Digest, DigestBrief, Edition, EditionBrief, EditionFigure,
};
use crate::edition::Facts;
use crate::site::addresses::{brief_address, edition_address};
use crate::site::format::{date_text, period_title, span_text};
use crate::site::render::Site;
use crate::site::words::words_from;
use crate::source_kinds::SourceKind;

/// Words that a reader reads in a minute.
pub(in crate::site) const WORDS_PER_MINUTE: u32 = 230;

/// Other publishers of a story that are named.
const OTHERS: usize = 6;

seen! {
    /// The issue of a day, a week or a month.
    struct EditionSeen<'a> {
        /// Its title: the editor's, or its period.
        title: String,
        /// Its period, such as `Week 47: 16–22 November 2026`; none where that is the title.
        period: Option<String>,
        /// The days that it is about, such as `16–22 November 2026`.
        days: String,
        /// Its number; none for one that was left out when later ones were published.
        number: Option<u32>,
        /// Address of its page.
        url: String,
        /// The day of its publication, `YYYY-MM-DD`, since which it stays as it is; none while it may change.
        published: Option<String>,
        /// The same day for reading.
        published_text: Option<String>,
        /// Minutes that it takes to read.
        minutes: u32,
        /// The briefs that it has, in all.
        count: usize,
        /// The editor's lead; none without one.
        lead: Option<Html<'a>>,
        /// The stories that it tells at length, the first of them the lead.
        stories: Vec<StorySeen<'a>>,
        /// Whether they were chosen by rank and not by the editor.
        drafted: bool,
        /// Briefs that the editor put before all others.
        pinned: Vec<StorySeen<'a>>,
        /// All other briefs, by technology.
        sections: Vec<SectionSeen<'a>>,
        /// How many more there are, for reading; none where all are listed.
        more: Option<String>,
        /// Amounts that say what they are, each in its sentence.
        figures: Vec<NumberSeen<'a>>,
        /// What has changed since its publication.
        corrections: Vec<CorrectionSeen<'a>>,
    }
}

seen! {
    /// What an edition or the home page tells of a brief.
    struct StorySeen<'a> {
        /// The headline, of an edition as it was published.
        title: Cow<'a, str>,
        /// Address of the brief; none where it is not published any more.
        url: Option<String>,
        /// The brief as lists show it; none where it is not published any more.
        brief: Option<ItemSeen<'a>>,
        /// What has happened.
        what: Option<Cow<'a, str>>,
        /// Why it matters, in the editor's words.
        why: Option<Cow<'a, str>>,
        /// What comes next, in the editor's words.
        next: Option<Cow<'a, str>>,
        /// The brief's key points.
        key_points: Vec<KeyPointSeen<'a>>,
        /// Who else reports it, each publisher once, the first of very many.
        others: Vec<OtherReport<'a>>,
    }
}

seen! {
    /// A report of another publisher.
    struct OtherReport<'a> {
        /// The publisher's name.
        name: &'a str,
        /// What kind of publisher it is; none where that is not sure.
        kind: Option<&'static str>,
        /// Address of the brief.
        url: String,
    }
}

seen! {
    /// Briefs of an edition that are about one technology.
    struct SectionSeen<'a> {
        /// The technology's name; empty for the briefs that are about none.
        name: &'a str,
        /// The technology; none for the briefs that are about none.
        technology: Option<Prebuilt<TermLink>>,
        /// The briefs.
        briefs: Vec<StorySeen<'a>>,
    }
}

seen! {
    /// An amount of an edition in its sentence.
    struct NumberSeen<'a> {
        /// The amount in the article's words.
        text: &'a str,
        /// The sentence that states it.
        sentence: &'a str,
        /// The same around the amount's words; none where they do not stand in it word by word.
        around: Option<AroundSeen<'a>>,
        /// Address of the sentence on its brief's page; none where it is not there any more.
        url: Option<String>,
        /// The brief's headline; none where it is not published any more.
        title: Option<&'a str>,
    }
}

seen! {
    /// What has changed since an edition was published.
    struct CorrectionSeen<'a> {
        /// `lead`, `amount`, `gone` or `changed`.
        kind: &'static str,
        /// The headline, or the amount, that the edition has; empty for its lead.
        title: &'a str,
        /// The brief as it is now; none where it is not published any more.
        brief: Option<PageLink>,
        /// Its headline now, if that has changed.
        title_now: Option<&'a str>,
        /// Its summary now, if that has changed.
        summary_now: Option<&'a str>,
        /// Whether its day, source or technology is another.
        facts: bool,
    }
}

impl<'a> EditionSeen<'a> {
    /// An edition for the page at an address whose links start with `root`, or with the way from there to the site's root.
    pub(in crate::site) fn of(
        site: &'a Site,
        edition: &'a Edition,
        address: &'a str,
        root: Option<&str>,
    ) -> Self {
        let root = root.map_or_else(|| root_of(address), str::to_owned);
        let lead = Some(&edition.lead_markdown).filter(|lead| !lead.is_empty());
        let told = |list: &'a [EditionBrief]| -> Vec<StorySeen<'a>> {
            list.iter()
                .map(|b| StorySeen::of_edition(site, b))
                .collect()
        };
        let sections = edition.sections.iter().map(|section| SectionSeen {
            name: section
                .technology
                .map_or("", |id| &site.digest.term(id).name),
            technology: section.technology.map(|id| site.shared.term(id)),
            briefs: told(&section.briefs),
        });
        Self {
            days: span_text(edition.period.first(), edition.period.last()),
            period: period_of(edition),
            title: title_of(edition).into_owned(),
            number: edition.number,
            url: edition_address(edition),
            published: edition.published.map(|d| d.to_string()),
            published_text: edition.published.map(date_text),
            minutes: minutes(edition),
            count: count_of(edition),
            lead: lead.map(|lead| words_from(site, lead, &root, &edition_address(edition))),
            stories: told(&edition.stories),
            drafted: edition.drafted,
            pinned: told(&edition.pinned),
            sections: sections.collect(),
            more: more(edition.others.len(), 0),
            figures: edition
                .figures
                .iter()
                .map(|f| number(&site.digest, f))
                .collect(),
            corrections: edition
                .corrections
                .iter()
                .map(|c| correction(&site.digest, c))
                .collect(),
        }
    }

    /// Leaves only so many of the briefs that it does not tell at length.
    pub(in crate::site) fn keep_listed(&mut self, most: usize) {
        let listed = |sections: &[SectionSeen<'_>]| -> usize {
            sections.iter().map(|s| s.briefs.len()).sum()
        };
        let mut left = most;
        for section in &mut self.sections {
            section.briefs.truncate(left);
            left -= section.briefs.len();
        }
        self.sections.retain(|s| !s.briefs.is_empty());
        let told = self.stories.len() + self.pinned.len() + listed(&self.sections);
        self.more = more(self.count, told);
    }
}

impl<'a> StorySeen<'a> {
    /// A brief as it is now.
    pub(in crate::site) fn of_brief(site: &'a Site, id: BriefId) -> Self {
        let digest = &site.digest;
        let brief = digest.brief(id);
        let story = brief.story.map(|s| digest.story(s).briefs.as_slice());
        Self {
            title: site.shared.typeset(brief, &brief.title),
            url: Some(brief_address(brief)),
            brief: Some(site.shared.item(digest, brief)),
            what: brief
                .summary
                .as_deref()
                .map(|s| site.shared.typeset(brief, s)),
            why: None,
            next: None,
            key_points: site.shared.key_points(brief),
            others: others(digest, brief, story.unwrap_or_default()),
        }
    }

    /// A brief as an edition tells of it.
    pub(in crate::site) fn of_edition(site: &'a Site, of: &'a EditionBrief) -> Self {
        let digest = &site.digest;
        let brief = of.brief.map(|id| digest.brief(id));
        let set = |text: &'a str| site.shared.typeset_in(brief, text);
        Self {
            title: set(&of.title),
            url: brief.map(brief_address),
            brief: brief.map(|b| as_printed(site.shared.item(digest, b), of.printed.as_ref())),
            what: of.what.as_deref().map(set),
            why: of.why.as_deref().map(set),
            next: of.next.as_deref().map(set),
            key_points: brief.map_or_else(Vec::new, |b| site.shared.key_points(b)),
            others: brief.map_or_else(Vec::new, |b| others(digest, b, &of.also)),
        }
    }
}

/// A brief as a published edition shows it: its day and its publisher are those of then.
fn as_printed<'a>(item: ItemSeen<'a>, printed: Option<&'a Facts>) -> ItemSeen<'a> {
    let Some(facts) = printed else { return item };
    let name = facts.source.as_deref();
    let source = item.source.filter(|s| s.name == name);
    ItemSeen {
        date: facts.date.map(|d| d.to_string()),
        date_text: facts.date.map(date_text),
        added: facts.added.map(|d| d.to_string()),
        added_text: facts.added.map(date_text),
        source: source.or_else(|| name.map(SourceSeen::named)),
        ..item
    }
}

/// What an edition is called: the editor's title, else its period.
pub(in crate::site) fn title_of(edition: &Edition) -> Cow<'_, str> {
    let own = edition.title.as_deref().map(Cow::from);
    own.unwrap_or_else(|| period_title(edition.period).into())
}

/// Its period, for reading; none where that is its title.
pub(in crate::site) fn period_of(edition: &Edition) -> Option<String> {
    let period = period_title(edition.period);
    (title_of(edition) != period).then_some(period)
}

/// How many briefs it has, with those that it does not list.
pub(in crate::site) fn count_of(edition: &Edition) -> usize {
    edition.briefs().count() + edition.others.len()
}

/// Who else reports a brief's story: each publisher by its newest report.
fn others<'d>(
    digest: &'d Digest,
    brief: &'d DigestBrief,
    reports: &[BriefId],
) -> Vec<OtherReport<'d>> {
    let mut held = BTreeSet::from_iter(brief.publisher());
    let others = reports.iter().filter_map(|id| {
        let report = digest.brief(*id);
        let name = report.publisher().filter(|name| held.insert(name))?;
        Some(OtherReport {
            name,
            kind: report.source_kind().map(SourceKind::words),
            url: brief_address(report),
        })
    });
    others.take(OTHERS).collect()
}

/// Minutes that an edition takes to read.
fn minutes(edition: &Edition) -> u32 {
    let words = |text: &str| text.split_whitespace().count();
    let told = edition.briefs().map(|b| {
        let more = [&b.what, &b.why, &b.next].into_iter().flatten();
        words(&b.title) + more.map(|t| words(t)).sum::<usize>()
    });
    let figures = edition.figures.iter().map(|f| words(&f.sentence));
    let all = words(&edition.lead_markdown) + told.sum::<usize>() + figures.sum::<usize>();
    let all = u32::try_from(all).unwrap_or(u32::MAX);
    all.div_ceil(WORDS_PER_MINUTE).max(1)
}

fn number<'a>(digest: &'a Digest, figure: &'a EditionFigure) -> NumberSeen<'a> {
    let brief = figure.brief.map(|id| digest.brief(id));
    NumberSeen {
        text: &figure.amount,
        sentence: &figure.sentence,
        around: around(&Cow::from(&figure.sentence), &figure.amount),
        url: brief.map(|b| match figure.anchor {
            Some(anchor) => format!("{}#{anchor}", brief_address(b)),
            None => brief_address(b),
        }),
        title: brief.map(|b| b.title.as_str()),
    }
}

fn correction<'a>(digest: &'a Digest, correction: &'a Correction) -> CorrectionSeen<'a> {
    let of = |kind, title| CorrectionSeen {
        kind,
        title,
        brief: None,
        title_now: None,
        summary_now: None,
        facts: false,
    };
    match correction {
        Correction::Lead => of("lead", ""),
        Correction::Amount { amount } => of("amount", amount),
        Correction::Gone { title } => of("gone", title),
        Correction::Changed {
            brief,
            title,
            title_now,
            summary_now,
            facts,
        } => {
            let now = digest.brief(*brief);
            CorrectionSeen {
                brief: Some(PageLink {
                    name: now.title.clone(),
                    url: brief_address(now),
                }),
                title_now: title_now.as_deref(),
                summary_now: summary_now.as_deref(),
                facts: *facts,
                ..of("changed", title)
            }
        }
    }
}
