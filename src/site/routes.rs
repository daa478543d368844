//! The site's addresses: every file that the digest asks for, each with what it shows.

use crate::digest::{BriefId, Digest, SourceId, Taxonomy, TermId};
use crate::settings::Settings;

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub(super) path: String,
    pub(super) kind: PageKind,
}

impl Route {
    /// The file below the output folder, with forward slashes.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The address below the site's root: `briefs/a/` for `briefs/a/index.html`.
    pub fn address(&self) -> &str {
        address_of(&self.path)
    }
}

fn address_of(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

/// What a route shows. Pages of a list are numbered from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    Home,
    Brief(BriefId),
    Briefs(usize),
    Terms(Taxonomy),
    Term(TermId, usize),
    TermFeed(TermId),
    Matrix,
    /// Row and column of the matrix.
    Pair(usize, usize),
    Figures(usize),
    Archive,
    Year(i16),
    /// Place in the digest's months.
    Month(usize, usize),
    Undated(usize),
    Sources,
    Source(SourceId, usize),
    Page(usize),
    About,
    NotFound,
    Feed,
    /// The list of sitemaps, where there are several.
    SitemapIndex,
    /// One sitemap, from 0.
    Sitemap(usize),
    Robots,
    Redirect(usize),
    BriefsJson,
    TermsJson,
    FiguresCsv,
    Static(usize),
}

/// Figures on one page of the ledger.
pub(super) const FIGURES_PER_PAGE: usize = 100;
/// Addresses in one sitemap, by its protocol.
pub(super) const SITEMAP_LIMIT: usize = 50_000;

/// The address of a taxonomy.
pub(super) fn taxonomy_address(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Companies => "companies/",
        Taxonomy::Technologies => "technologies/",
    }
}

/// The address of page `number` of the list at `base`.
pub(super) fn page_address(base: &str, number: usize) -> String {
    if number <= 1 {
        base.to_owned()
    } else {
        format!("{base}page/{number}/")
    }
}

/// How many pages a list takes; an empty one takes a page.
pub(super) fn page_count(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page).max(1)
}

/// Every route that the digest has something to show on, in no order.
pub(super) fn routes(digest: &Digest, settings: &Settings) -> Vec<Route> {
    let mut list = List(Vec::with_capacity(
        digest.briefs.len() + digest.terms.len() * 3,
    ));
    let per_page = settings.paginate.max(1);
    list.page("", PageKind::Home);
    for (brief, i) in digest.briefs.iter().zip(0..) {
        list.page(
            &format!("briefs/{}/", brief.slug),
            PageKind::Brief(BriefId(i)),
        );
    }
    if !digest.briefs.is_empty() {
        list.paged("briefs/", digest.briefs.len(), per_page, PageKind::Briefs);
    }
    terms(&mut list, digest, settings, per_page);
    let figures: usize = digest.briefs.iter().map(|b| b.figures.len()).sum();
    if settings.pages.figures && figures > 0 {
        list.paged("figures/", figures, FIGURES_PER_PAGE, PageKind::Figures);
    }
    if settings.pages.archive && !digest.briefs.is_empty() {
        archive(&mut list, digest, per_page);
    }
    if settings.pages.sources && !digest.sources.is_empty() {
        list.page("sources/", PageKind::Sources);
        for (source, i) in digest.sources.iter().zip(0..) {
            let base = format!("sources/{}/", source.slug);
            list.paged(&base, source.briefs.len(), per_page, |n| {
                PageKind::Source(SourceId(i), n)
            });
        }
    }
    for (i, page) in digest.pages.iter().enumerate() {
        list.page(&format!("{}/", page.slug), PageKind::Page(i));
    }
    if !digest.pages.iter().any(|p| p.slug.as_str() == "about") {
        list.page("about/", PageKind::About);
    }
    for (i, redirect) in digest.redirects.iter().enumerate() {
        list.page(&redirect.from, PageKind::Redirect(i));
    }
    if settings.pages.data {
        list.file("data/briefs.json", PageKind::BriefsJson);
        list.file("data/terms.json", PageKind::TermsJson);
        list.file("data/figures.csv", PageKind::FiguresCsv);
    }
    list.file("404.html", PageKind::NotFound);
    list.file("feed.xml", PageKind::Feed);
    list.file("robots.txt", PageKind::Robots);
    list.0
}

fn terms(list: &mut List, digest: &Digest, settings: &Settings, per_page: usize) {
    for taxonomy in [Taxonomy::Companies, Taxonomy::Technologies] {
        if digest.terms.iter().any(|t| t.taxonomy == taxonomy) {
            list.page(taxonomy_address(taxonomy), PageKind::Terms(taxonomy));
        }
    }
    for (term, i) in digest.terms.iter().zip(0..) {
        let base = format!("{}{}/", taxonomy_address(term.taxonomy), term.slug);
        let briefs = term.about.len() + term.mentions.len();
        list.paged(&base, briefs, per_page, |n| PageKind::Term(TermId(i), n));
        if settings.pages.term_feeds && !term.about.is_empty() {
            list.file(&format!("{base}feed.xml"), PageKind::TermFeed(TermId(i)));
        }
    }
    if settings.pages.matrix && !digest.matrix.rows.is_empty() {
        list.page("matrix/", PageKind::Matrix);
        for (r, row) in digest.matrix.rows.iter().enumerate() {
            for (c, cell) in row.cells.iter().enumerate() {
                let column = digest.matrix.technologies.get(c);
                if let Some(technology) = column
                    && !cell.is_empty()
                {
                    list.page(
                        &pair_address(digest, row.company, *technology),
                        PageKind::Pair(r, c),
                    );
                }
            }
        }
    }
}

/// The address of a company and a technology together.
pub(super) fn pair_address(digest: &Digest, company: TermId, technology: TermId) -> String {
    let slug = |id: TermId| {
        digest
            .terms
            .get(id.0 as usize)
            .map_or("", |t| t.slug.as_str())
    };
    format!("matrix/{}/{}/", slug(company), slug(technology))
}

fn archive(list: &mut List, digest: &Digest, per_page: usize) {
    list.page("archive/", PageKind::Archive);
    let mut years: Vec<i16> = digest.months.iter().map(|m| m.year).collect();
    years.dedup();
    for year in years {
        list.page(&format!("archive/{year:04}/"), PageKind::Year(year));
    }
    for (i, month) in digest.months.iter().enumerate() {
        let base = format!("archive/{:04}/{:02}/", month.year, month.month);
        list.paged(&base, month.briefs.len(), per_page, |n| {
            PageKind::Month(i, n)
        });
    }
    if !digest.undated.is_empty() {
        list.paged(
            "archive/undated/",
            digest.undated.len(),
            per_page,
            PageKind::Undated,
        );
    }
}

/// Routes in the making.
struct List(Vec<Route>);

impl List {
    fn file(&mut self, path: &str, kind: PageKind) {
        self.0.push(Route {
            path: path.to_owned(),
            kind,
        });
    }

    fn page(&mut self, address: &str, kind: PageKind) {
        self.file(&format!("{address}index.html"), kind);
    }

    fn paged(
        &mut self,
        base: &str,
        items: usize,
        per_page: usize,
        kind: impl Fn(usize) -> PageKind,
    ) {
        for number in 1..=page_count(items, per_page) {
            self.page(&page_address(base, number), kind(number));
        }
    }
}
