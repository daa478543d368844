//! `/companies/SLUG/` and `/technologies/SLUG/`: one term.

use jiff::civil::Date;
use serde_json::json;

use super::collection::{briefs_text, latest};
use super::pair::{latest_year, pair_url};
use super::terms::plural;
use super::timeline::{ToldSeen, YearLink, by_year, merged, told};
use crate::digest::{BriefId, Digest, DigestTerm, Pair, Series, Taxonomy, TermId};
use crate::settings::Settings;
use crate::site::addresses::{page_address, taxonomy_address, term_address};
use crate::site::charts::{SeriesBar, activity_chart, scale, series_chart};
use crate::site::context::edition::StorySeen;
use crate::site::context::frame::{Head, JsonLd, Paging};
use crate::site::context::marks::Marks;
use crate::site::context::parts::{FigureSeen, TermLink, kind_of, more, some};
use crate::site::context::{Html, Prebuilt, seen};
use crate::site::files::feeds::{Followed, links};
use crate::site::files::term_table;
use crate::site::format::{date_text, described};
use crate::site::kind::{Kind, Routes};
use crate::site::links::{Address, address as check_address};
use crate::site::render::{Origin, Show, Shown, Site};
use crate::site::template::Template;
use crate::site::words::words;
use crate::text::words::is_unspaced;

/// Figures on the first page.
const FIGURES: usize = 12;

/// Terms of the other kind that briefs are about together with one, and that are merely named with it.
const TOGETHER: usize = 120;
const NAMED: usize = 40;

/// Other names, and parts or kinds, on each page of a term.
const ALIASES: usize = 40;
const CHILDREN: usize = 60;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<TermSeen<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/companies/SLUG/` and `/technologies/SLUG/`, paged: what is known of a term, and its briefs by year.
    template "term.html" struct TermSeen<'a> {
        /// The term.
        term: Prebuilt<TermLink>,
        /// What is known of it besides its briefs.
        facts: FactsSeen<'a>,
        /// Whether this is the first page of its list.
        first_page: bool,
        /// The editor's words on it; none without any, and on later pages.
        body: Option<Html<'a>>,
        /// The newest brief about it, with who else reports its story; none without any, and on later pages.
        latest: Option<StorySeen<'a>>,
        /// Briefs about it over time; none on later pages.
        activity: Option<ActivitySeen<'a>>,
        /// Its years, the latest first, each with its place in the list; empty on later pages.
        years: Vec<YearLink>,
        /// The briefs of this page by year.
        timeline: Vec<YearOfTerm<'a>>,
        /// Terms of the other kind that briefs are about together with it, those of most briefs first; empty on later
        /// pages.
        together: Vec<TogetherSeen>,
        /// How many more of them there are, for reading; none where all are listed.
        more_together: Option<String>,
        /// Terms of the other kind that are merely named together with it; empty on later pages.
        named_with: Vec<TogetherSeen>,
        /// How many more of them there are, for reading; none where all are listed.
        more_named_with: Option<String>,
        /// Amounts that matter and say what they are, of sentences that name it, newest first; empty on later pages.
        figures: Vec<FigureSeen<'a>>,
        /// Amounts of its own over time; empty on later pages.
        series: Vec<SeriesSeen<'a>>,
        /// Address of its briefs as CSV; none where that is not made.
        table: Option<String>,
    }
}

seen! {
    /// A year of a term.
    struct YearOfTerm<'a> {
        /// The year; none for what has no date.
        year: Option<i16>,
        /// An id for it on the page.
        id: String,
        /// The briefs about it, newest first, each as `card.html` makes it.
        cards: Vec<Html<'a>>,
        /// The briefs that merely mention it, each with the sentence that does.
        mentions: Vec<ToldSeen<'a>>,
    }
}

seen! {
    /// Amounts of one thing over time.
    struct SeriesSeen<'a> {
        /// What they are.
        what: &'a str,
        /// Their unit.
        unit: &'a str,
        /// `<svg class="series">` with `rect.bar` and `path.axis`.
        chart: Html<'a>,
        /// The amounts, the earliest first.
        points: Vec<PointSeen<'a>>,
    }
}

seen! {
    /// An amount at a point in time.
    struct PointSeen<'a> {
        /// The year that the text names, or the day of the brief.
        when: String,
        /// The amount.
        figure: FigureSeen<'a>,
    }
}

seen! {
    /// What is known of a term besides its briefs.
    struct FactsSeen<'a> {
        /// Other names; of very many, the last says how many more there are.
        aliases: Vec<String>,
        /// ISO 3166 code of a company's seat.
        country: Option<&'a str>,
        /// Full address of its own site.
        website: Option<&'a str>,
        /// Its symbol at a stock exchange.
        ticker: Option<&'a str>,
        /// The parent company or the broader technology.
        parent: Option<Prebuilt<TermLink>>,
        /// Subsidiaries or narrower technologies, the first of very many.
        children: Vec<Prebuilt<TermLink>>,
        /// How many more of them there are, for reading; none where all are listed.
        more_children: Option<String>,
        /// The day of the first dated brief about it, `YYYY-MM-DD`.
        first_date: Option<String>,
        /// The same day for reading.
        first_date_text: Option<String>,
        /// The day of the last dated brief about it, `YYYY-MM-DD`.
        last_date: Option<String>,
        /// The same day for reading.
        last_date_text: Option<String>,
    }
}

seen! {
    /// Briefs over time.
    struct ActivitySeen<'a> {
        /// `<svg class="activity">` with `rect.bar` and `path.axis`; empty without dated briefs.
        chart: Html<'a>,
        /// The same as numbers, oldest first.
        rows: Vec<SpanSeen<'a>>,
        /// The top of the chart's scale.
        most: u32,
    }
}

seen! {
    /// A span of time.
    struct SpanSeen<'a> {
        /// Such as `2023-04`, `2023 Q2` or `2023`.
        label: &'a str,
        /// Briefs.
        count: u32,
    }
}

seen! {
    /// A term that another one appears with.
    struct TogetherSeen {
        /// The term.
        term: Prebuilt<TermLink>,
        /// Briefs about both.
        count: usize,
        /// Briefs that name both and merely mention one or the other.
        named_count: usize,
        /// The year of the newest of them; none where it has no date.
        latest: Option<i16>,
        /// Where the two are told of together: their page, or the search with both names set.
        url: String,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    for (term, i) in digest.terms.iter().zip(0..) {
        let base = term_address(term);
        let briefs = term.about.len() + term.mentions.len();
        list.paged(&base, briefs, settings.paginate, |number| Term {
            id: TermId(i),
            number,
        });
    }
}

/// A term and the number of a page.
#[derive(Debug)]
struct Term {
    id: TermId,
    number: usize,
}

impl Show for Term {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let term = site.digest.term(self.id);
        let base = term_address(term);
        let paging = Paging {
            base: &base,
            number: self.number,
            items: term.about.len() + term.mentions.len(),
            per_page: site.settings.paginate,
        };
        let briefs = merged(&term.about, &term.mentions);
        let own = TermSeen {
            term: site.shared.term(self.id),
            facts: facts(site, term),
            first_page: self.number == 1,
            body: None,
            latest: None,
            activity: None,
            years: Vec::new(),
            timeline: timeline(site, self.id, paging.of(&briefs), address),
            together: Vec::new(),
            more_together: None,
            named_with: Vec::new(),
            more_named_with: None,
            figures: Vec::new(),
            series: Vec::new(),
            table: term_table::address(&site.settings, term),
        };
        let own = if self.number == 1 {
            let (about, named) = pairs(site, term);
            TermSeen {
                body: body(site, term, address),
                latest: term.about.first().map(|id| StorySeen::of_brief(site, *id)),
                activity: Some(activity(term)),
                years: years(site, &briefs, &base),
                together: together(site, self.id, &about, TOGETHER),
                more_together: more(about.len(), TOGETHER),
                named_with: together(site, self.id, &named, NAMED),
                more_named_with: more(named.len(), NAMED),
                figures: figures(site, term),
                series: term.series.iter().map(|s| series(site, s)).collect(),
                ..own
            }
        } else {
            own
        };
        let above = (
            plural(term.taxonomy).into(),
            taxonomy_address(term.taxonomy).to_owned(),
        );
        let head = Head {
            kind: "term",
            title: (&term.name).into(),
            title_more: site
                .titles
                .is_repeated(self.id)
                .then(|| kind_of(term.taxonomy).to_owned()),
            description: description(site, self.id),
            address,
            crumbs: vec![above],
            feeds: links(Followed::Term(self.id), &site.digest, &site.settings),
            json_ld: Some(structured(term)),
            noindex: !self.is_listed(&site.digest),
            ..Head::default()
        };
        site.page(head, Some(paging), own)
    }

    /// A term that is only mentioned says nothing that its briefs do not.
    fn is_listed(&self, digest: &Digest) -> bool {
        let term = digest.term(self.id);
        !term.about.is_empty() || term.page.is_some()
    }

    fn last_change(&self, digest: &Digest) -> Option<Date> {
        let days = digest.term(self.id).days.filter(|_| self.number == 1);
        days.map(|d| d.1)
    }

    fn origin<'d>(&self, digest: &'d Digest) -> Origin<'d> {
        let page = digest.term(self.id).page.as_ref();
        page.map_or(Origin::Site, |p| Origin::Term(&p.path))
    }
}

fn description(site: &Site, id: TermId) -> String {
    let term = site.digest.term(id);
    let mut name = term.name.clone();
    if site.titles.is_repeated(id) {
        name = format!("{name} ({})", kind_of(term.taxonomy));
    }
    // Of a term that no brief is about, the briefs that mention it.
    let (briefs, relation) = match term.about.as_slice() {
        [] if !term.mentions.is_empty() => (&term.mentions, "mentioning"),
        _ => (&term.about, "about"),
    };
    let count = briefs_text(briefs.len());
    let first = format!("{count} {relation} {name} in {}.", site.settings.title);
    described([first, latest(&site.digest, briefs)])
}

/// The term for search engines: a list of briefs about what has these names.
fn structured(term: &DigestTerm) -> JsonLd<'_> {
    let mut of = Marks::default();
    of.text(&term.name);
    of.number(u64::from(term.taxonomy == Taxonomy::Companies));
    for alias in &term.aliases {
        of.text(alias);
    }
    let make = move || {
        let mut about = match term.taxonomy {
            Taxonomy::Companies => json!({ "@type": "Organization", "name": term.name }),
            Taxonomy::Technologies => json!({ "@type": "Thing", "name": term.name }),
        };
        let aliases = term.aliases.get(..ALIASES).unwrap_or(&term.aliases);
        if !aliases.is_empty() {
            about["alternateName"] = json!(aliases);
        }
        json!({ "@type": "CollectionPage", "name": term.name, "about": about })
    };
    JsonLd {
        of,
        make: Box::new(make),
    }
}

fn body<'s>(site: &'s Site, term: &'s DigestTerm, address: &'s str) -> Option<Html<'s>> {
    let page = term.page.as_ref();
    let page = page.filter(|p| !p.body_markdown.is_empty())?;
    Some(words(site, &page.body_markdown, None, &[], address))
}

/// The names that readers of the digest's language can read.
fn readable(aliases: &[String], language: &str) -> Vec<String> {
    let unspaced = matches!(language.get(..2), Some("zh" | "ja" | "ko" | "th"));
    let can_read = |a: &&String| unspaced || !a.contains(is_unspaced);
    aliases.iter().filter(can_read).cloned().collect()
}

fn facts<'a>(site: &Site, term: &'a DigestTerm) -> FactsSeen<'a> {
    let own = |key: &str| {
        let page = term.page.as_ref()?;
        page.front_matter.get(key)?.as_str()
    };
    let website = own("website").filter(|w| matches!(check_address(w), Some(Address::External(_))));
    let (first, last) = (term.days.map(|d| d.0), term.days.map(|d| d.1));
    FactsSeen {
        aliases: some(&readable(&term.aliases, &site.settings.language), ALIASES),
        country: term.country.as_deref(),
        website,
        ticker: own("ticker"),
        parent: term.parent.map(|p| site.shared.term(p)),
        children: site
            .shared
            .terms(term.children.iter().copied().take(CHILDREN)),
        more_children: more(term.children.len(), CHILDREN),
        first_date: first.map(|d| d.to_string()),
        first_date_text: first.map(date_text),
        last_date: last.map(|d| d.to_string()),
        last_date_text: last.map(date_text),
    }
}

/// The chart and its table.
fn activity(term: &DigestTerm) -> ActivitySeen<'_> {
    let title = format!("Briefs about {} over time", term.name);
    let rows = term.activity.bins.iter().map(|b| SpanSeen {
        label: &b.label,
        count: b.count,
    });
    ActivitySeen {
        chart: activity_chart(&term.activity, &title).into(),
        rows: rows.collect(),
        most: scale(&term.activity).unwrap_or_default(),
    }
}

/// The pairs that a brief is about, and those that are merely named together.
fn pairs<'s>(site: &'s Site, term: &DigestTerm) -> (Vec<&'s Pair>, Vec<&'s Pair>) {
    let pairs = term.pairs.iter().map(|id| site.digest.pair(*id));
    pairs.partition(|p| !p.about.is_empty())
}

fn together(site: &Site, term: TermId, pairs: &[&Pair], most: usize) -> Vec<TogetherSeen> {
    let pairs = pairs.iter().take(most);
    pairs
        .map(|pair| TogetherSeen::of(site, term, pair))
        .collect()
}

impl TogetherSeen {
    /// What a term's pair tells of the other term.
    pub(super) fn of(site: &Site, term: TermId, pair: &Pair) -> Self {
        let other = if pair.company == term {
            pair.technology
        } else {
            pair.company
        };
        Self {
            term: site.shared.term(other),
            count: pair.about.len(),
            named_count: pair.named.len(),
            latest: latest_year(&site.digest, pair),
            url: pair_url(site, pair),
        }
    }
}

/// The briefs of one page by year.
fn timeline<'s>(
    site: &'s Site,
    term: TermId,
    briefs: &[(BriefId, bool)],
    address: &str,
) -> Vec<YearOfTerm<'s>> {
    let years = by_year(&site.digest, briefs).into_iter();
    years
        .map(|year| YearOfTerm {
            year: year.year,
            id: year.id(),
            cards: site.cards(&year.about, address),
            mentions: year
                .mentions
                .iter()
                .map(|id| told(site, *id, &[term], false))
                .collect(),
        })
        .collect()
}

/// Where in the list each year begins.
fn years(site: &Site, briefs: &[(BriefId, bool)], base: &str) -> Vec<YearLink> {
    let mut before = 0;
    let years = by_year(&site.digest, briefs).into_iter();
    years
        .map(|year| {
            let page = page_address(base, before / site.settings.paginate + 1);
            before += year.count();
            YearLink {
                url: format!("{page}#{}", year.id()),
                count: year.count(),
                year: year.year,
            }
        })
        .collect()
}

/// A series with its chart.
fn series<'a>(site: &'a Site, series: &'a Series) -> SeriesSeen<'a> {
    let digest = &site.digest;
    let points: Vec<PointSeen<'a>> = series
        .points
        .iter()
        .map(|point| {
            let figure = digest.figure(point.brief, point.figure);
            let day = digest.brief(point.brief).date.map(date_text);
            PointSeen {
                when: match point.year {
                    Some(year) => year.to_string(),
                    None => day.unwrap_or_default(),
                },
                figure: site.shared.figure(digest, point.brief, figure),
            }
        })
        .collect();
    let bars = points.iter().map(|p| SeriesBar {
        label: &p.when,
        value: p.figure.value.unwrap_or_default(),
        text: p.figure.text,
    });
    let bars: Vec<SeriesBar<'_>> = bars.collect();
    let title = format!("{}, {}", series.what, series.unit);
    SeriesSeen {
        what: &series.what,
        unit: &series.unit,
        chart: series_chart(&bars, &title).into(),
        points,
    }
}

fn figures<'a>(site: &'a Site, term: &DigestTerm) -> Vec<FigureSeen<'a>> {
    let list = term.figures.iter().filter_map(|(id, place)| {
        let figure = site.digest.figure(*id, *place);
        figure.what.as_ref().map(|_| (*id, figure))
    });
    list.take(FIGURES)
        .map(|(id, figure)| site.shared.figure(&site.digest, id, figure))
        .collect()
}
