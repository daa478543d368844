//! `/archive/YYYY/`, `/archive/YYYY/MM/` and `/archive/undated/`: the briefs of a period.

use std::borrow::Cow;

use super::collection::{briefs_text, latest};
use crate::digest::{BriefId, Digest, Month};
use crate::period::Cadence;
use crate::settings::Settings;
use crate::site::context::frame::{Head, Paging};
use crate::site::context::parts::BriefLink;
use crate::site::context::{Html, seen};
use crate::site::format::{described, month_name};
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

const UNDATED: &str = "archive/undated/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<PeriodSeen<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/archive/YYYY/`, `/archive/YYYY/MM/` and `/archive/undated/`, the last two paged: the briefs of a period.
    template "period.html" struct PeriodSeen<'a> {
        /// Of a year, its months, newest first; else empty.
        months: Vec<MonthList<'a>>,
        /// Of a month or of no date, the briefs of this page, each as `card.html` makes it; else empty.
        cards: Vec<Html<'a>>,
    }
}

seen! {
    /// A month with its briefs.
    struct MonthList<'a> {
        /// Its name, such as `April`.
        name: &'static str,
        /// Address of its page.
        url: String,
        /// Its briefs.
        count: usize,
        /// Links to them, newest first.
        briefs: Vec<BriefLink<'a>>,
    }
}

pub(super) fn year_address(year: i16) -> String {
    format!("archive/{year:04}/")
}

pub(super) fn month_address(month: &Month) -> String {
    format!("archive/{:04}/{:02}/", month.year, month.month)
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if !settings.pages.archive {
        return;
    }
    let mut years: Vec<i16> = digest.months.iter().map(|m| m.year).collect();
    years.dedup();
    for year in years {
        list.page(&year_address(year), Year(year));
    }
    let per_page = settings.paginate;
    for (place, month) in digest.months.iter().enumerate() {
        let base = month_address(month);
        list.paged(&base, month.briefs.len(), per_page, |number| MonthPage {
            place,
            number,
        });
    }
    if !digest.undated.is_empty() {
        list.paged(UNDATED, digest.undated.len(), per_page, Undated);
    }
}

#[derive(Debug)]
struct Year(i16);

impl Show for Year {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let months = site.digest.months.iter().filter(|m| m.year == self.0);
        let months = months.map(|month| MonthList {
            name: month_name(month.month),
            url: month_address(month),
            count: month.briefs.len(),
            briefs: site
                .digest
                .briefs_of(&month.briefs)
                .map(|b| site.shared.link(b))
                .collect(),
        });
        let own = PeriodSeen {
            months: months.collect(),
            cards: Vec::new(),
        };
        let title = self.0.to_string();
        let newest = site.digest.months.iter().find(|m| m.year == self.0);
        let head = Head {
            kind: "year",
            title: title.clone().into(),
            description: described([
                format!("Briefs of {title} in {}, by month.", site.settings.title),
                newest.map_or_else(String::new, |m| latest(&site.digest, &m.briefs)),
            ]),
            address,
            crumbs: vec![("Archive".into(), "archive/".to_owned())],
            ..Head::default()
        };
        site.page(head, None, own)
    }
}

/// A month, by its place in the digest's, and the number of a page.
#[derive(Debug)]
struct MonthPage {
    place: usize,
    number: usize,
}

impl Show for MonthPage {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let month = site.digest.month(self.place);
        let year = month.year.to_string();
        let list = List {
            words: format!("of {} {year}", month_name(month.month)),
            title: format!("{} {year}", month_name(month.month)),
            base: &month_address(month),
            briefs: &month.briefs,
            number: self.number,
        };
        let above = (year.into(), year_address(month.year));
        list.show(site, address, Some(above))
    }
}

/// A page of the briefs without a date.
#[derive(Debug)]
struct Undated(usize);

impl Show for Undated {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let list = List {
            title: "Without a date".to_owned(),
            words: "whose article does not say when it appeared".to_owned(),
            base: UNDATED,
            briefs: &site.digest.undated,
            number: self.0,
        };
        list.show(site, address, None)
    }
}

/// A page of a list of briefs.
struct List<'a> {
    title: String,
    /// Which briefs they are, in a sentence.
    words: String,
    base: &'a str,
    briefs: &'a [BriefId],
    number: usize,
}

impl List<'_> {
    fn show<'s>(
        self,
        site: &'s Site,
        address: &'s str,
        above: Option<(Cow<'s, str>, String)>,
    ) -> Shown<'s> {
        let paging = Paging {
            base: self.base,
            number: self.number,
            items: self.briefs.len(),
            per_page: site.settings.paginate,
        };
        let own = PeriodSeen {
            months: Vec::new(),
            cards: site.cards(paging.of(self.briefs), address),
        };
        let archive = ("Archive".into(), "archive/".to_owned());
        let head = Head {
            kind: "month",
            description: described([
                format!(
                    "{} of {}, {}.",
                    briefs_text(self.briefs.len()),
                    site.settings.title,
                    self.words
                ),
                latest(&site.digest, self.briefs),
            ]),
            // A monthly edition has the month's name too.
            title_more: matches!(site.settings.editions, Some(Cadence::Monthly))
                .then(|| "archive".to_owned()),
            title: self.title.into(),
            address,
            crumbs: std::iter::once(archive).chain(above).collect(),
            ..Head::default()
        };
        site.page(head, Some(paging), own)
    }
}
