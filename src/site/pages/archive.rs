//! `/archive/`: how many briefs each month has.

use jiff::civil::Date;

use super::period::{month_address, year_address};
use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::context::frame::Head;
use crate::site::context::seen;
use crate::site::format::month_name;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

const ADDRESS: &str = "archive/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<ArchiveSeen>()),
    groups: &[Group::named("archive", "Archive", ADDRESS)],
    routes,
};

seen! {
    /// `/archive/`: years and months.
    template "archive.html" struct ArchiveSeen {
        /// The years that have briefs, newest first.
        years: Vec<YearSeen>,
        /// Briefs without a date; where there are any, their page is `archive/undated/`.
        undated: usize,
    }
}

seen! {
    /// A year of the archive.
    struct YearSeen {
        /// Its number.
        year: i16,
        /// Address of its page.
        url: String,
        /// Its briefs.
        count: usize,
        /// Its months that have briefs, newest first.
        months: Vec<MonthSeen>,
    }
}

seen! {
    /// A month of the archive.
    struct MonthSeen {
        /// Its name, such as `April`.
        name: &'static str,
        /// Its number, from 1.
        month: i8,
        /// Address of its page.
        url: String,
        /// Its briefs.
        count: usize,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if settings.pages.archive && !digest.briefs.is_empty() {
        list.page(ADDRESS, Archive);
    }
}

#[derive(Debug)]
struct Archive;

impl Show for Archive {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let years = digest.months.chunk_by(|a, b| a.year == b.year);
        let years = years.map(|months| {
            let year = months.first().map_or(0, |m| m.year);
            let seen = months.iter().map(|m| MonthSeen {
                name: month_name(m.month),
                month: m.month,
                url: month_address(m),
                count: m.briefs.len(),
            });
            YearSeen {
                year,
                url: year_address(year),
                count: months.iter().map(|m| m.briefs.len()).sum(),
                months: seen.collect(),
            }
        });
        let own = ArchiveSeen {
            years: years.collect(),
            undated: digest.undated.len(),
        };
        let head = Head {
            kind: "archive",
            title: "Archive".into(),
            description: format!(
                "All briefs of {} by the year and month in which the original appeared.",
                site.settings.title
            ),
            address,
            ..Head::default()
        };
        site.page(head, None, own)
    }

    fn last_change(&self, digest: &Digest) -> Option<Date> {
        digest.briefs.first().and_then(|b| b.day())
    }
}
