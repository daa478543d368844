//! `/matrix/COMPANY/TECHNOLOGY/`: the briefs about both and those that name both.

use jiff::civil::Date;

use super::collection::{briefs_text, collection, latest};
use super::timeline::{Stretch, ToldSeen, YearLink, by_year, merged, told};
use crate::digest::{BriefId, Digest, Pair, PairId};
use crate::kept::Key;
use crate::settings::Settings;
use crate::site::addresses::{pair_address, term_address};
use crate::site::context::frame::Head;
use crate::site::context::marks::Marks;
use crate::site::context::parts::{TermLink, more};
use crate::site::context::{Given, Prebuilt, seen};
use crate::site::files::feeds::{Followed, links};
use crate::site::files::search;
use crate::site::format::described;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;
use crate::text::spans::beginning;

/// Briefs about both on the page, and as many that name both; one brief may stand on hundreds of these pages.
const BRIEFS: usize = 100;

/// Characters of a name in the description.
const NAME: usize = 50;

/// Briefs of a page that search engines are told of; one alone says what the brief's own page says better.
const LISTED: usize = 2;

/// Briefs that merely name both for which a page is made; one that is about both is enough.
const NAMED: usize = 2;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<PairSeen<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/matrix/COMPANY/TECHNOLOGY/`: a company and a technology together, made where a brief is about both or two name
    /// both.
    template "pair.html" struct PairSeen<'a> {
        /// The company.
        company: Prebuilt<TermLink>,
        /// The technology.
        technology: Prebuilt<TermLink>,
        /// Briefs about both.
        count: usize,
        /// Briefs that name both and merely mention one or the other.
        named_count: usize,
        /// The years that have any, the latest first, each with its place on the page.
        years: Vec<YearLink>,
        /// The newest of them, by year.
        timeline: Vec<YearOfPair<'a>>,
        /// How many more there are, for reading; none where all are listed.
        more_briefs: Option<String>,
        /// Address of the search for all of them; none where the site has none.
        search: Option<String>,
    }
}

seen! {
    /// A year of a company and a technology.
    struct YearOfPair<'a> {
        /// The year; none for what has no date.
        year: Option<i16>,
        /// An id for it on the page.
        id: String,
        /// Briefs about both, newest first, each with the sentences that name them.
        about: Vec<ToldSeen<'a>>,
        /// Briefs that name both, likewise.
        named: Vec<ToldSeen<'a>>,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    for (pair, id) in digest.pairs.iter().zip(0..) {
        if has_page(settings, pair) {
            let address = pair_address(digest, pair.company, pair.technology);
            let thin = pair.about.len() + pair.named.len() < LISTED;
            let id = PairId(id);
            list.page(&address, Together { id, thin });
        }
    }
}

/// Whether there is enough to say of a pair for a page of its own.
fn has_page(settings: &Settings, pair: &Pair) -> bool {
    settings.pages.matrix && (!pair.about.is_empty() || pair.named.len() >= NAMED)
}

/// Where a pair is told of: its page; for a thinner one the search, with what to filter by already set; else the
/// technology's page.
pub(super) fn pair_url(site: &Site, pair: &Pair) -> String {
    let digest = &site.digest;
    if has_page(&site.settings, pair) {
        return pair_address(digest, pair.company, pair.technology);
    }
    search_url(site, pair).unwrap_or_else(|| term_address(digest.term(pair.technology)))
}

/// The search page with both names in its filters.
fn search_url(site: &Site, pair: &Pair) -> Option<String> {
    let name = |id| site.digest.term(id).name.as_str();
    search::is_made(&site.digest, &site.settings).then(|| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("company", name(pair.company));
        query.append_pair("technology", name(pair.technology));
        // A file opens from a disk too.
        format!("search/index.html?{}", query.finish())
    })
}

/// The year of the newest brief of a pair.
pub(super) fn latest_year(digest: &Digest, pair: &Pair) -> Option<i16> {
    let newest = newest(pair)?;
    digest.brief(newest).date.map(Date::year)
}

/// The newest brief that names both.
pub(super) fn newest(pair: &Pair) -> Option<BriefId> {
    let newest = [pair.about.first(), pair.named.first()];
    newest.into_iter().flatten().min().copied()
}

/// A pair's page.
#[derive(Debug)]
struct Together {
    id: PairId,
    /// Whether search engines are not told of it.
    thin: bool,
}

/// The briefs of a pair that its page shows.
fn shown(pair: &Pair) -> (&[BriefId], &[BriefId]) {
    let first = |list| <[BriefId]>::get(list, ..BRIEFS).unwrap_or(list);
    (first(&pair.about), first(&pair.named))
}

impl Show for Together {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let pair = digest.pair(self.id);
        let (about, named) = shown(pair);
        let years = by_year(digest, &merged(about, named));
        let all = pair.about.len() + pair.named.len();
        let own = PairSeen {
            company: site.shared.term(pair.company),
            technology: site.shared.term(pair.technology),
            count: pair.about.len(),
            named_count: pair.named.len(),
            years: years.iter().map(|y| link(y, address)).collect(),
            timeline: years.iter().map(|y| year(site, pair, y)).collect(),
            more_briefs: more(all, about.len() + named.len()),
            search: search_url(site, pair),
        };
        let name = |id| &digest.term(id).name;
        let title = format!("{} and {}", name(pair.company), name(pair.technology));
        // The second of two very long names has its place too.
        let short = |id| beginning(name(id), NAME);
        let both = format!("{} and {}", short(pair.company), short(pair.technology));
        // Of a pair that no brief is about, the briefs that name both.
        let (briefs, relation) = match pair.about.as_slice() {
            [] => (&pair.named, "naming"),
            _ => (&pair.about, "about"),
        };
        let head = Head {
            kind: "pair",
            title: title.clone().into(),
            description: described([
                format!(
                    "{} {relation} {both} in {}.",
                    briefs_text(briefs.len()),
                    site.settings.title
                ),
                latest(digest, briefs),
            ]),
            address,
            crumbs: vec![("Matrix".into(), "matrix/".to_owned())],
            feeds: links(Followed::Pair(self.id), digest, &site.settings),
            json_ld: Some(collection(&title)),
            noindex: self.thin,
            ..Head::default()
        };
        site.page(head, None, own)
    }

    /// All that is shown of the pair and of its briefs, which is told without looking at any sentence.
    fn print(&self, site: &Site) -> Option<Key> {
        let pair = site.digest.pair(self.id);
        let (settings, mut marks) = (&site.settings, Marks::default());
        marks.text("pair");
        marks.print(site.print_of(PairSeen::NAME));
        marks.add(&site.base_url).add(&settings.title);
        marks.add(&search::is_made(&site.digest, settings));
        let feeds = links(Followed::Pair(self.id), &site.digest, settings);
        marks.number(feeds.len() as u64);
        marks.print(site.shared.term(pair.company).print());
        marks.print(site.shared.term(pair.technology).print());
        let (about, named) = shown(pair);
        for (all, list) in [(&pair.about, about), (&pair.named, named)] {
            marks.number(all.len() as u64);
            for id in list {
                let brief = site.digest.brief(*id);
                marks.print(brief.print?);
                // Which of its terms these are decides the sentences.
                for term in [pair.company, pair.technology] {
                    marks.add(&brief.tags.iter().position(|t| t.term == term));
                }
            }
        }
        Some(marks.key())
    }

    fn is_listed(&self, _: &Digest) -> bool {
        !self.thin
    }

    fn last_change(&self, digest: &Digest) -> Option<Date> {
        newest(digest.pair(self.id)).and_then(|id| digest.brief(id).date)
    }
}

fn link(year: &Stretch, address: &str) -> YearLink {
    YearLink {
        year: year.year,
        count: year.count(),
        url: format!("{address}#{}", year.id()),
    }
}

fn year<'s>(site: &'s Site, pair: &Pair, year: &Stretch) -> YearOfPair<'s> {
    let terms = [pair.company, pair.technology];
    let list = |ids: &[BriefId], about| {
        let briefs = ids.iter().map(|id| told(site, *id, &terms, about));
        briefs.collect()
    };
    YearOfPair {
        year: year.year,
        id: year.id(),
        about: list(&year.about, true),
        named: list(&year.mentions, false),
    }
}
