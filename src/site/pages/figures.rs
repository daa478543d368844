//! `/figures/`: the ledger of all amounts, and of those that say what they are one for each kind and each year.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::story::{DisagreementSeen, disagreement};
use crate::digest::{BriefId, Digest, DigestFigure, StoryId, TermId};
use crate::settings::Settings;
use crate::site::addresses::{page_address, story_address, term_address};
use crate::site::context::frame::{Head, Paging};
use crate::site::context::parts::{FigureSeen, TermLink, more};
use crate::site::context::{Prebuilt, seen};
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

/// Figures on one page.
const PER_PAGE: usize = 100;
/// Figures on one page of a company: these are read as a whole, by kind and year.
const PER_PAGE_OF_COMPANY: usize = 300;
/// Differences on the first page, and on each of their own.
const DIFFERENCES: usize = 3;
const DIFFERENCES_PER_PAGE: usize = 20;
/// Companies that the first page leads to.
const COMPANIES: usize = 24;
/// Figures of a company's page; one with more has a ledger of its own.
const OF_COMPANY: usize = 12;

const ADDRESS: &str = "figures/";
const DISPUTED: &str = "figures/disputed/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<FiguresSeen<'_>>()),
    groups: &[Group::named("figures", "Figures", ADDRESS)],
    routes,
};

seen! {
    /// `/figures/`, paged: every amount that has a place in the ledger. Below it the amounts that say what they are: of one
    /// kind (`money/`), of one year (`2025/`), of one company (`of/SLUG/`), and those on which reports differ
    /// (`disputed/`).
    template "figures.html" struct FiguresSeen<'a> {
        /// The amounts of this page, in the order of the briefs, newest first.
        figures: Vec<FigureSeen<'a>>,
        /// How many amounts more the texts state, for reading; none where all are listed.
        more_figures: Option<String>,
        /// The kinds of amounts, each with its page.
        kinds: Vec<LedgerLink>,
        /// The years that have any, the latest first, each with its page.
        years: Vec<LedgerLink>,
        /// The companies that most amounts are of, each with its page.
        companies: Vec<CompanyLedger>,
        /// Amounts that the reports of a story state differently: the newest on the first page, all on their own.
        differences: Vec<DifferenceSeen<'a>>,
        /// How many more of them there are, for reading; none where all are listed.
        more_differences: Option<String>,
        /// Of a company's amounts those of this page, by kind; `figures` is empty then.
        parts: Vec<LedgerPart<'a>>,
        /// How many amounts of each kind and year a company has on all pages.
        grid: Option<LedgerGrid>,
    }
}

seen! {
    /// A company's amounts of one kind.
    struct LedgerPart<'a> {
        /// The kind as a word of addresses, such as `money`.
        key: &'static str,
        /// The kind, such as `Money`.
        name: &'static str,
        /// Its amounts by year, the latest first.
        years: Vec<LedgerYear<'a>>,
    }
}

seen! {
    /// A company's amounts of one kind and year.
    struct LedgerYear<'a> {
        /// The year of the briefs, or `no date`.
        name: String,
        /// Its id on the page, such as `money-2025`.
        id: String,
        /// The amounts, newest first.
        figures: Vec<FigureSeen<'a>>,
    }
}

seen! {
    /// How many amounts of each kind and year a company has.
    struct LedgerGrid {
        /// How many there are in all.
        count: usize,
        /// The years, the latest first.
        years: Vec<GridYear>,
        /// The kinds.
        rows: Vec<GridRow>,
    }
}

seen! {
    /// A year of a company's amounts.
    struct GridYear {
        /// The year of the briefs, or `no date`.
        name: String,
        /// Its amounts.
        count: usize,
    }
}

seen! {
    /// The amounts of one kind in each year.
    struct GridRow {
        /// The kind as a word of addresses, such as `money`.
        key: &'static str,
        /// The kind, such as `Money`.
        name: &'static str,
        /// Its amounts in all.
        count: usize,
        /// Its amounts in each year.
        cells: Vec<GridCell>,
    }
}

seen! {
    /// The amounts of one kind and year.
    struct GridCell {
        /// How many there are.
        count: usize,
        /// Where the first of them stands; none where there are none.
        url: Option<String>,
    }
}

seen! {
    /// A part of the ledger as a link.
    struct LedgerLink {
        /// The kind or the year.
        name: String,
        /// Its amounts that say what they are.
        count: usize,
        /// Address of its first page.
        url: String,
    }
}

seen! {
    /// A company's amounts.
    struct CompanyLedger {
        /// The company.
        company: Prebuilt<TermLink>,
        /// Its amounts that say what they are.
        count: usize,
        /// Where they are told: a page of their own, or the company's.
        url: String,
    }
}

seen! {
    /// Amounts of a story that cannot all be right.
    struct DifferenceSeen<'a> {
        /// The story's newest headline.
        title: &'a str,
        /// Address of the story's page; none where these are not made.
        url: Option<String>,
        /// The amounts.
        amounts: DisagreementSeen<'a>,
    }
}

/// A figure by its brief and its place there.
type Place = (BriefId, u32);

/// All figures.
fn all(digest: &Digest) -> impl Iterator<Item = (Place, &DigestFigure)> {
    digest.briefs.iter().zip(0..).flat_map(|(brief, i)| {
        let figures = brief.figures.iter().zip(0..);
        figures.map(move |(figure, place)| ((BriefId(i), place), figure))
    })
}

/// The parts of the ledger, of the amounts that say what they are.
#[derive(Debug, Default)]
struct Parts {
    kinds: BTreeMap<&'static str, Vec<Place>>,
    years: BTreeMap<i16, Vec<Place>>,
    companies: BTreeMap<TermId, Vec<Place>>,
}

impl Parts {
    fn of(digest: &Digest) -> Self {
        let mut parts = Self::default();
        for (place, figure) in all(digest).filter(|(_, f)| f.what.is_some() && !f.upper_end) {
            parts.kinds.entry(figure.kind).or_default().push(place);
            if let Some(date) = digest.brief(place.0).date {
                parts.years.entry(date.year()).or_default().push(place);
            }
            for company in &figure.who {
                parts.companies.entry(*company).or_default().push(place);
            }
        }
        parts
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    let figures = all(digest).count();
    if !settings.pages.figures || figures == 0 {
        return;
    }
    let parts = Arc::new(Parts::of(digest));
    let differences = differences(digest).count();
    list.paged(ADDRESS, figures, PER_PAGE, |number| Ledger {
        view: View::All(Arc::clone(&parts)),
        items: figures,
        number,
    });
    if differences > 0 {
        list.paged(DISPUTED, differences, DIFFERENCES_PER_PAGE, |number| {
            Ledger {
                view: View::Disputed,
                items: differences,
                number,
            }
        });
    }
    let mut part = |address: &str, title: String, places: &[Place]| {
        list.paged(address, places.len(), PER_PAGE, |number| Ledger {
            view: View::Part {
                title: title.clone(),
                base: address.to_owned(),
                places: page_of(places, number).to_vec(),
            },
            items: places.len(),
            number,
        });
    };
    for (kind, places) in &parts.kinds {
        part(&kind_address(kind), kind_name(kind).to_owned(), places);
    }
    for (year, places) in &parts.years {
        part(&year_address(*year), year.to_string(), places);
    }
    for (company, places) in &parts.companies {
        if places.len() > OF_COMPANY {
            let mut places = places.clone();
            // Within a kind and year the newest stays first.
            places.sort_by_key(|place| cell_of(digest, *place));
            let (items, places) = (places.len(), Arc::<[Place]>::from(places));
            let base = of_address(digest, *company);
            list.paged(&base, items, PER_PAGE_OF_COMPANY, |number| Ledger {
                view: View::Company {
                    name: digest.term(*company).name.clone(),
                    base: base.clone(),
                    places: Arc::clone(&places),
                },
                items,
                number,
            });
        }
    }
}

/// The year of a brief, ordered so that the latest comes first and what has none last.
type Latest = Reverse<Option<i16>>;

/// The kind and the year of a figure, in the order in which a company's page tells them.
fn cell_of(digest: &Digest, (brief, place): Place) -> (&'static str, Latest) {
    let year = digest.brief(brief).date.map(Date::year);
    (digest.figure(brief, place).kind, Reverse(year))
}

/// A year for reading, and as a part of an id.
fn year_name(year: Option<i16>) -> (String, String) {
    match year {
        Some(year) => (year.to_string(), format!("{year:04}")),
        None => ("no date".to_owned(), "undated".to_owned()),
    }
}

fn page_of(places: &[Place], number: usize) -> &[Place] {
    let page = places.chunks(PER_PAGE).nth(number.saturating_sub(1));
    page.unwrap_or_default()
}

fn kind_address(kind: &str) -> String {
    format!("{ADDRESS}{kind}/")
}

fn year_address(year: i16) -> String {
    format!("{ADDRESS}{year:04}/")
}

fn of_address(digest: &Digest, company: TermId) -> String {
    format!("{ADDRESS}of/{}/", digest.term(company).slug)
}

/// What a kind of amounts is called.
fn kind_name(kind: &'static str) -> &'static str {
    match kind {
        "money" => "Money",
        "capacity" => "Capacities",
        "share" => "Shares",
        "multiple" => "Multiples",
        "count" => "Counts",
        other => other,
    }
}

/// The disagreements of all stories, the newest story first, each by its place in its story.
fn differences(digest: &Digest) -> impl Iterator<Item = (StoryId, usize)> {
    let stories = (0..).map(StoryId).zip(&digest.stories);
    stories.flat_map(|(id, story)| (0..story.disagreements.len()).map(move |place| (id, place)))
}

/// Which amounts a page shows.
#[derive(Debug)]
enum View {
    /// All, with the parts that there are.
    All(Arc<Parts>),
    /// Those of one part on this page.
    Part {
        title: String,
        base: String,
        places: Vec<Place>,
    },
    /// All of a company, by kind and year.
    Company {
        name: String,
        base: String,
        places: Arc<[Place]>,
    },
    /// Those on which reports differ.
    Disputed,
}

/// One page of a ledger.
#[derive(Debug)]
struct Ledger {
    view: View,
    /// How many the whole list has.
    items: usize,
    /// The page's number.
    number: usize,
}

impl Show for Ledger {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let (base, per_page) = match &self.view {
            View::All(_) => (ADDRESS, PER_PAGE),
            View::Part { base, .. } => (base.as_str(), PER_PAGE),
            View::Company { base, .. } => (base.as_str(), PER_PAGE_OF_COMPANY),
            View::Disputed => (DISPUTED, DIFFERENCES_PER_PAGE),
        };
        let paging = Paging {
            base,
            number: self.number,
            items: self.items,
            per_page,
        };
        let mut own = FiguresSeen {
            figures: Vec::new(),
            more_figures: None,
            kinds: Vec::new(),
            years: Vec::new(),
            companies: Vec::new(),
            differences: Vec::new(),
            more_differences: None,
            parts: Vec::new(),
            grid: None,
        };
        let range = paging.range();
        match &self.view {
            View::All(parts) => {
                let page = all(digest).skip(range.start).take(range.len());
                own.figures = figures(site, page.map(|(place, _)| place));
                let stated = digest.briefs.iter().map(|b| b.amounts as usize).sum();
                own.more_figures = more(stated, self.items);
                if self.number == 1 {
                    parts.tell(site, &mut own);
                    let first = differences(digest).take(DIFFERENCES);
                    own.differences = first.map(|d| difference(site, d)).collect();
                    own.more_differences = more(differences(digest).count(), DIFFERENCES);
                }
            }
            View::Part { places, .. } => own.figures = figures(site, places.iter().copied()),
            View::Company { base, places, .. } => {
                own.parts = by_kind_and_year(site, places.get(range).unwrap_or_default());
                own.grid = Some(grid(digest, base, places));
            }
            View::Disputed => {
                let page = differences(digest).skip(range.start).take(range.len());
                own.differences = page.map(|d| difference(site, d)).collect();
            }
        }
        site.page(self.head(site, address), Some(paging), own)
    }
}

impl Ledger {
    fn head<'s>(&'s self, site: &'s Site, address: &'s str) -> Head<'s> {
        let title = match &self.view {
            View::All(_) => "Figures".to_owned(),
            View::Part { title, .. } => format!("Figures: {title}"),
            View::Company { name, .. } => format!("Figures: {name}"),
            View::Disputed => "Figures that differ".to_owned(),
        };
        let above =
            (!matches!(self.view, View::All(_))).then(|| ("Figures".into(), ADDRESS.to_owned()));
        Head {
            kind: "figures",
            description: format!(
                "{title}: {} from {}, each in its sentence.",
                self.items, site.settings.title
            ),
            title: title.into(),
            address,
            crumbs: above.into_iter().collect(),
            ..Head::default()
        }
    }
}

impl Parts {
    /// Adds links to the parts.
    fn tell(&self, site: &Site, own: &mut FiguresSeen<'_>) {
        let digest = &site.digest;
        let kinds = self.kinds.iter().map(|(kind, places)| LedgerLink {
            name: kind_name(kind).to_owned(),
            count: places.len(),
            url: kind_address(kind),
        });
        own.kinds = kinds.collect();
        let years = self.years.iter().rev().map(|(year, places)| LedgerLink {
            name: year.to_string(),
            count: places.len(),
            url: year_address(*year),
        });
        own.years = years.collect();
        let mut companies: Vec<(&TermId, usize)> =
            self.companies.iter().map(|(c, p)| (c, p.len())).collect();
        companies.sort_by_key(|(id, count)| (Reverse(*count), **id));
        companies.truncate(COMPANIES);
        let companies = companies.into_iter().map(|(id, count)| CompanyLedger {
            company: site.shared.term(*id),
            count,
            url: if count > OF_COMPANY {
                of_address(digest, *id)
            } else {
                term_address(digest.term(*id))
            },
        });
        own.companies = companies.collect();
    }
}

fn figures(site: &Site, places: impl Iterator<Item = Place>) -> Vec<FigureSeen<'_>> {
    let digest = &site.digest;
    let seen = places.map(|(id, place)| {
        let figure = digest.figure(id, place);
        site.shared.figure(digest, id, figure)
    });
    seen.collect()
}

/// A company's amounts of one page.
fn by_kind_and_year<'s>(site: &'s Site, places: &[Place]) -> Vec<LedgerPart<'s>> {
    let digest = &site.digest;
    let kinds = places.chunk_by(|a, b| cell_of(digest, *a).0 == cell_of(digest, *b).0);
    let parts = kinds.filter_map(|places| {
        let (kind, _) = cell_of(digest, *places.first()?);
        let years = places.chunk_by(|a, b| cell_of(digest, *a) == cell_of(digest, *b));
        let years = years.filter_map(|places| {
            let (_, Reverse(year)) = cell_of(digest, *places.first()?);
            let (name, id) = year_name(year);
            Some(LedgerYear {
                name,
                id: format!("{kind}-{id}"),
                figures: figures(site, places.iter().copied()),
            })
        });
        Some(LedgerPart {
            key: kind,
            name: kind_name(kind),
            years: years.collect(),
        })
    });
    parts.collect()
}

/// How many amounts of each kind and year a company has, and where the first of them stands.
fn grid(digest: &Digest, base: &str, places: &[Place]) -> LedgerGrid {
    let mut years: BTreeMap<Latest, usize> = BTreeMap::new();
    // Of each kind and year how many there are, and the place of the first.
    let mut kinds: BTreeMap<&'static str, BTreeMap<Latest, (usize, usize)>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        let (kind, year) = cell_of(digest, *place);
        *years.entry(year).or_default() += 1;
        let cells = kinds.entry(kind).or_default();
        cells.entry(year).or_insert((0, at)).0 += 1;
    }
    let rows = kinds.iter().map(|(&kind, cells)| {
        let cell = |year: &Latest| {
            let held = cells.get(year);
            GridCell {
                count: held.map_or(0, |(count, _)| *count),
                url: held.map(|(_, at)| {
                    let page = page_address(base, at / PER_PAGE_OF_COMPANY + 1);
                    format!("{page}#{kind}-{}", year_name(year.0).1)
                }),
            }
        };
        GridRow {
            key: kind,
            name: kind_name(kind),
            count: cells.values().map(|(count, _)| count).sum(),
            cells: years.keys().map(cell).collect(),
        }
    });
    LedgerGrid {
        count: places.len(),
        rows: rows.collect(),
        years: years
            .iter()
            .map(|(year, count)| GridYear {
                name: year_name(year.0).0,
                count: *count,
            })
            .collect(),
    }
}

fn difference(site: &Site, (id, place): (StoryId, usize)) -> DifferenceSeen<'_> {
    let story = site.digest.story(id);
    let newest = story.briefs.first().map(|id| site.digest.brief(*id));
    let held = story.disagreements.get(place);
    let held = held.unwrap_or_else(|| panic!("bug: story {} has no difference {place}", id.0));
    DifferenceSeen {
        title: newest.map_or("", |b| &b.title),
        url: site.settings.pages.stories.then(|| story_address(story)),
        amounts: disagreement(site, held),
    }
}
