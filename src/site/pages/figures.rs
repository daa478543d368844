//! `/figures/`: the ledger of all amounts.

use crate::digest::{BriefId, Digest};
use crate::settings::Settings;
use crate::site::context::frame::{Head, Paging};
use crate::site::context::parts::{FigureSeen, more};
use crate::site::context::seen;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

/// Figures on one page.
const PER_PAGE: usize = 100;

const ADDRESS: &str = "figures/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<FiguresSeen<'_>>()),
    groups: &[Group::named("figures", "Figures", ADDRESS)],
    routes,
};

seen! {
    /// `/figures/`, paged: every amount that has a place in the ledger.
    template "figures.html" struct FiguresSeen<'a> {
        /// The amounts of this page, in the order of the briefs, newest first.
        figures: Vec<FigureSeen<'a>>,
        /// How many amounts more the texts state, for reading; none where all are listed.
        more_figures: Option<String>,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    let figures = count(digest);
    if settings.pages.figures && figures > 0 {
        list.paged(ADDRESS, figures, PER_PAGE, Ledger);
    }
}

fn count(digest: &Digest) -> usize {
    digest.briefs.iter().map(|b| b.figures.len()).sum()
}

/// One page of the ledger.
#[derive(Debug)]
struct Ledger(usize);

impl Show for Ledger {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let briefs = &site.digest.briefs;
        let paging = Paging {
            base: ADDRESS,
            number: self.0,
            items: count(&site.digest),
            per_page: PER_PAGE,
        };
        let range = paging.range();
        let figures = briefs
            .iter()
            .zip(0..)
            .flat_map(|(brief, i)| brief.figures.iter().map(move |f| (BriefId(i), f)))
            .skip(range.start)
            .take(range.len())
            .map(|(id, figure)| site.shared.figure(&site.digest, id, figure));
        let stated = briefs.iter().map(|b| b.amounts as usize).sum();
        let own = FiguresSeen {
            figures: figures.collect(),
            more_figures: more(stated, paging.items),
        };
        let head = Head {
            kind: "figures",
            title: "Figures".into(),
            description: format!(
                "{} amounts from {}: money, capacities, shares and counts, each with its sentence.",
                paging.items, site.settings.title
            ),
            address,
            ..Head::default()
        };
        site.page(head, Some(paging), own)
    }
}
