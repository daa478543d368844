//! `/companies/` and `/technologies/`: all terms by name, by their number of briefs, by their latest brief; of very many,
//! those with most briefs and an index by letter.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::digest::{BriefId, Digest, DigestTerm, Taxonomy, TermId};
use crate::settings::Settings;
use crate::site::addresses::taxonomy_address;
use crate::site::charts::sparkline;
use crate::site::context::frame::{Head, Paging};
use crate::site::context::parts::{BriefLink, TermLink, more};
use crate::site::context::{Html, Prebuilt, seen};
use crate::site::files::names;
use crate::site::format::date_text;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

/// Up to so many terms stand on one page; more have an index by letter.
const WHOLE: usize = 300;
/// Of more terms, those with most briefs and the latest, which stand on one page.
const FIRST: usize = 100;
/// Terms on one page of a letter.
const PER_PAGE: usize = 300;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<TermsSeen<'_>>()),
    groups: &[
        Group::named("companies", "Companies", "companies/"),
        Group::named("technologies", "Technologies", "technologies/"),
    ],
    routes,
};

seen! {
    /// `/companies/` and `/technologies/` with `by/briefs/`, `by/latest/` and `a-z/LETTER/` below them: the terms of one
    /// kind in an order.
    template "terms.html" struct TermsSeen<'a> {
        /// `companies/` or `technologies/`.
        taxonomy: &'static str,
        /// How many terms there are.
        count: usize,
        /// The order of this page: `name`, `briefs` or `latest`.
        order: &'static str,
        /// The letter, of a page of one of very many terms; else none.
        letter: Option<String>,
        /// The orders that there are, each with its page.
        orders: Vec<OrderLink>,
        /// The letters, each with its place; empty where the terms are in another order.
        index: Vec<LetterLink>,
        /// The terms of this page that briefs are about, by letter where they are in the order of their names, else as
        /// one list.
        letters: Vec<LetterSeen<'a>>,
        /// How many more there are in this order, for reading; none where all are listed, or the letters lead to them.
        more_terms: Option<String>,
        /// The terms of this page that briefs merely mention, in the same order.
        mentioned: Vec<Prebuilt<TermLink>>,
        /// Where the names of all can be looked up.
        names: Option<String>,
    }
}

seen! {
    /// An order of terms as a link.
    struct OrderLink {
        /// Its name: `name`, `briefs` or `latest`.
        key: &'static str,
        /// Address of its first page.
        url: String,
    }
}

seen! {
    /// A letter as a link.
    struct LetterLink {
        /// The letter; `#` for anything else.
        letter: String,
        /// Its terms.
        count: usize,
        /// Address of its page, or of its place on the page of all.
        url: String,
    }
}

seen! {
    /// The terms that begin with one letter, or all of a page.
    struct LetterSeen<'a> {
        /// The letter; `#` for anything else; none where the terms are in another order.
        letter: Option<String>,
        /// An id for it on the page.
        id: String,
        /// The terms.
        terms: Vec<TermEntry<'a>>,
    }
}

seen! {
    /// A term in a list.
    struct TermEntry<'a> {
        /// The term.
        term: Prebuilt<TermLink>,
        /// Its briefs over time: `<svg class="spark">` with one `path`; empty without dated briefs.
        spark: Html<'a>,
        /// The day of the last dated brief about it, `YYYY-MM-DD`.
        last_date: Option<String>,
        /// The same day for reading.
        last_date_text: Option<String>,
        /// The newest brief about it, or that mentions it.
        last: Option<BriefLink<'a>>,
    }
}

/// What a taxonomy is called.
pub(super) fn plural(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Companies => "Companies",
        Taxonomy::Technologies => "Technologies",
    }
}

/// In which order terms stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Name,
    Briefs,
    Latest,
}

impl Order {
    const ALL: [Self; 3] = [Self::Name, Self::Briefs, Self::Latest];

    fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Briefs => "briefs",
            Self::Latest => "latest",
        }
    }

    /// Sorts terms, which are by name.
    fn sort(self, terms: &mut [(TermId, &DigestTerm)]) {
        match self {
            Self::Name => {}
            Self::Briefs => terms.sort_by_key(|(_, t)| Reverse((t.about.len(), t.mentions.len()))),
            Self::Latest => terms.sort_by_key(|(_, t)| newest(t).map_or(u32::MAX, |id| id.0)),
        }
    }
}

/// The newest brief about a term; without one, the newest that mentions it.
fn newest(term: &DigestTerm) -> Option<BriefId> {
    term.about.first().or(term.mentions.first()).copied()
}

/// The terms of one kind.
#[derive(Debug)]
struct Shelves {
    taxonomy: Taxonomy,
    /// All of them, by name.
    all: Vec<TermId>,
    /// The same by letter, letters in their order.
    letters: BTreeMap<String, Vec<TermId>>,
}

impl Shelves {
    fn of(digest: &Digest, taxonomy: Taxonomy) -> Self {
        let terms = (0..).map(TermId).zip(&digest.terms);
        let own = terms.filter(|(_, t)| t.taxonomy == taxonomy);
        let (mut all, mut letters) = (Vec::new(), BTreeMap::<String, Vec<TermId>>::new());
        for (id, term) in own {
            all.push(id);
            letters.entry(initial(&term.name)).or_default().push(id);
        }
        Self {
            taxonomy,
            all,
            letters,
        }
    }

    /// Whether they are too many for one page.
    fn are_many(&self) -> bool {
        self.all.len() > WHOLE
    }

    /// The address of an order.
    fn address(&self, order: Order) -> String {
        let base = taxonomy_address(self.taxonomy);
        match order {
            // Of very many, the first page is that of those with most briefs, and the first letter begins those by name.
            Order::Name if self.are_many() => {
                let first = self.letters.keys().next();
                letter_address(self.taxonomy, first.map_or("#", String::as_str))
            }
            Order::Briefs if self.are_many() => base.to_owned(),
            Order::Name => base.to_owned(),
            Order::Briefs | Order::Latest => format!("{base}by/{}/", order.key()),
        }
    }
}

/// The address of one letter's terms. No page of a term has two parts below those of its kind that begin so.
fn letter_address(taxonomy: Taxonomy, letter: &str) -> String {
    format!("{}a-z/{}/", taxonomy_address(taxonomy), file_of(letter))
}

fn routes(digest: &Digest, _: &Settings, list: &mut Routes) {
    for taxonomy in [Taxonomy::Companies, Taxonomy::Technologies] {
        let shelves = Arc::new(Shelves::of(digest, taxonomy));
        let page = |view| Terms {
            shelves: Arc::clone(&shelves),
            view,
        };
        if shelves.all.is_empty() {
            continue;
        }
        if !shelves.are_many() {
            for order in Order::ALL {
                list.page(&shelves.address(order), page(View::Whole(order)));
            }
            continue;
        }
        for order in [Order::Briefs, Order::Latest] {
            list.page(&shelves.address(order), page(View::First(order)));
        }
        for (letter, terms) in &shelves.letters {
            let address = letter_address(taxonomy, letter);
            list.paged(&address, terms.len(), PER_PAGE, |number| {
                page(View::Letter(letter.clone(), number))
            });
        }
    }
}

/// Which terms a page shows.
#[derive(Debug)]
enum View {
    /// All of them.
    Whole(Order),
    /// Of very many, the first in an order.
    First(Order),
    /// Of very many, a page of those of one letter.
    Letter(String, usize),
}

#[derive(Debug)]
struct Terms {
    shelves: Arc<Shelves>,
    view: View,
}

/// What stands on a page or a list of pages: its terms in order, and how many there are besides.
struct Shelf<'s> {
    order: Order,
    terms: Vec<(TermId, &'s DigestTerm)>,
    left: usize,
}

impl Terms {
    fn shelf<'s>(&self, digest: &'s Digest) -> Shelf<'s> {
        let with = |ids: &[TermId]| -> Vec<(TermId, &'s DigestTerm)> {
            ids.iter().map(|id| (*id, digest.term(*id))).collect()
        };
        let (order, mut terms, most) = match &self.view {
            View::Whole(order) => (*order, with(&self.shelves.all), usize::MAX),
            View::First(order) => (*order, with(&self.shelves.all), FIRST),
            View::Letter(letter, _) => {
                let terms = self.shelves.letters.get(letter);
                (
                    Order::Name,
                    with(terms.map(Vec::as_slice).unwrap_or_default()),
                    usize::MAX,
                )
            }
        };
        order.sort(&mut terms);
        let left = terms.len().saturating_sub(most);
        terms.truncate(most);
        Shelf { order, terms, left }
    }
}

impl Show for Terms {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let Shelf { order, terms, left } = self.shelf(digest);
        let (taxonomy, count) = (self.shelves.taxonomy, self.shelves.all.len());
        let letter = match &self.view {
            View::Letter(letter, number) => Some((letter.as_str(), *number)),
            View::Whole(_) | View::First(_) => None,
        };
        let base = letter.map(|(letter, _)| letter_address(taxonomy, letter));
        let paging = base
            .as_deref()
            .zip(letter)
            .map(|(base, (_, number))| Paging {
                base,
                number,
                items: terms.len(),
                per_page: PER_PAGE,
            });
        let terms = match &paging {
            Some(paging) => paging.of(&terms),
            None => &terms,
        };
        let is_told = |t: &DigestTerm| !t.about.is_empty() || t.mentions.is_empty();
        let told = terms.iter().filter(|(_, t)| is_told(t));
        let mentioned = terms.iter().filter(|(_, t)| !is_told(t));
        let mut letters: Vec<LetterSeen<'_>> = Vec::new();
        for (id, term) in told {
            let own = matches!(self.view, View::Whole(Order::Name)).then(|| initial(&term.name));
            let entry = entry(site, *id, term);
            match letters.iter_mut().find(|l| l.letter == own) {
                Some(list) => list.terms.push(entry),
                None => letters.push(LetterSeen {
                    id: format!("letter-{}", own.as_deref().map_or("all", file_of)),
                    letter: own,
                    terms: vec![entry],
                }),
            }
        }
        letters.sort_by(|a, b| a.letter.cmp(&b.letter));
        let own = TermsSeen {
            taxonomy: taxonomy_address(taxonomy),
            count,
            order: order.key(),
            letter: letter.map(|(letter, _)| letter.to_owned()),
            orders: Order::ALL
                .map(|order| OrderLink {
                    key: order.key(),
                    url: self.shelves.address(order),
                })
                .into(),
            index: self.index(&letters, address),
            letters,
            more_terms: more(left, 0),
            mentioned: site.shared.terms(mentioned.map(|(id, _)| *id)),
            names: names::address(site, taxonomy),
        };
        site.page(self.head(site, address, count), paging, own)
    }
}

impl Terms {
    fn head<'s>(&'s self, site: &'s Site, address: &'s str, count: usize) -> Head<'s> {
        let plain = plural(self.shelves.taxonomy);
        let base = taxonomy_address(self.shelves.taxonomy);
        let title = match &self.view {
            View::Whole(Order::Name) | View::First(Order::Name | Order::Briefs) => plain.to_owned(),
            View::Whole(Order::Briefs) => format!("{plain} by number of briefs"),
            View::Whole(Order::Latest) | View::First(Order::Latest) => {
                format!("{plain} by latest brief")
            }
            View::Letter(letter, _) => format!("{plain}: {letter}"),
        };
        let above = (address != base).then(|| (plain.into(), base.to_owned()));
        Head {
            kind: "terms",
            description: format!("{title} in {}, {count} in all.", site.settings.title),
            title: title.into(),
            address,
            crumbs: above.into_iter().collect(),
            ..Head::default()
        }
    }

    /// Links to the letters: of all terms on one page to their places, of very many to their pages.
    fn index(&self, here: &[LetterSeen<'_>], address: &str) -> Vec<LetterLink> {
        match &self.view {
            View::Whole(Order::Name) => here
                .iter()
                .map(|l| LetterLink {
                    letter: l.letter.clone().unwrap_or_default(),
                    count: l.terms.len(),
                    url: format!("{address}#{}", l.id),
                })
                .collect(),
            View::Whole(_) => Vec::new(),
            View::First(_) | View::Letter(..) => self
                .shelves
                .letters
                .iter()
                .map(|(letter, terms)| LetterLink {
                    url: letter_address(self.shelves.taxonomy, letter),
                    count: terms.len(),
                    letter: letter.clone(),
                })
                .collect(),
        }
    }
}

fn entry<'a>(site: &'a Site, id: TermId, term: &'a DigestTerm) -> TermEntry<'a> {
    TermEntry {
        term: site.shared.term(id),
        spark: sparkline(&term.activity).into(),
        last_date: term.days.map(|d| d.1.to_string()),
        last_date_text: term.days.map(|d| date_text(d.1)),
        last: newest(term).map(|id| site.shared.link(site.digest.brief(id))),
    }
}

/// The letter that a name is filed under: its first, without accents; `#` for anything else.
pub(super) fn initial(name: &str) -> String {
    // Of a long name the rest need not be read.
    let start: String = name.chars().take(8).collect();
    let letter = slug::slugify(start).chars().next().unwrap_or('#');
    if letter.is_ascii_alphabetic() {
        letter.to_ascii_uppercase().to_string()
    } else {
        "#".to_owned()
    }
}

/// A letter in an id and in an address.
fn file_of(letter: &str) -> &str {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    let place = letter.bytes().next().and_then(|b| b.checked_sub(b'A'));
    let place = place.map(usize::from);
    let small = place.and_then(|at| LETTERS.get(at..=at));
    small.unwrap_or("0-9")
}
