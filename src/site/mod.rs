//! Stage four: the digest as a site, a sorted list of routes and, for each, its bytes on demand.
//!
//! [`Site::new`] compiles the templates and prepares what pages share: links of terms, cards of briefs. After that a
//! page is rendered when an outlet asks for it, on any thread, and kept nowhere. Nothing here derives a fact; a page
//! shows what the digest holds. What each template sees is written down in `CONTEXT.md` beside this file.

use std::collections::HashSet;

use rayon::prelude::*;
use tera::{Context, Value};

use crate::digest::{BriefId, Digest, DigestBrief, DigestTerm, TermId};
use crate::finding::Finding;
use crate::settings::Settings;

mod assets;
mod charts;
mod data;
mod feeds;
mod format;
mod layout;
mod links;
mod markdown_html;
mod pages;
mod routes;
mod sitemap;
mod templates;
mod values;

#[cfg(test)]
mod tests;

pub use assets::BUILT_IN as BUILT_IN_STATIC;
pub use routes::Route;
pub use templates::BUILT_IN as BUILT_IN_TEMPLATES;

use layout::{Head, Pager, ROOT_MARK};
use routes::{PageKind, SITEMAP_LIMIT};

/// The site: its routes, and their bytes on demand.
pub struct Site {
    digest: Digest,
    settings: Settings,
    templates: templates::Templates,
    shared: values::Shared,
    /// Each brief as lists show it, with a mark for the way to the root.
    cards: Vec<Box<str>>,
    routes: Vec<Route>,
    assets: Vec<assets::Asset>,
    /// Ends in a slash.
    base_url: String,
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site")
            .field("routes", &self.routes.len())
            .finish_non_exhaustive()
    }
}

impl Site {
    /// Prepares the site. `user_templates` are names below the templates folder and their sources; `static_files` are
    /// paths below the static folder and their bytes.
    ///
    /// # Errors
    /// Every mistake in a template, and pages of the editor's that claim an address of the site's own.
    pub fn new(
        digest: Digest,
        user_templates: Vec<(String, String)>,
        static_files: Vec<(String, Vec<u8>)>,
        settings: &Settings,
    ) -> Result<Self, Vec<Finding>> {
        let mut templates = templates::Templates::new(&settings.templates, user_templates)?;
        let (assets, names) = assets::assets(static_files);
        let mut base_url = settings.base_url.clone();
        if !base_url.ends_with('/') {
            base_url.push('/');
        }
        let routes = all_routes(&digest, settings, &assets)?;
        let shared = values::Shared::new(&digest, settings.pages.sources);
        templates.share(
            "site",
            pages::site_value(&digest, settings, &base_url, &names, &routes),
        );
        let mut site = Self {
            shared,
            digest,
            settings: settings.clone(),
            templates,
            cards: Vec::new(),
            routes,
            assets,
            base_url,
        };
        let cards: Result<Vec<Box<str>>, Box<Finding>> = site
            .digest
            .briefs
            .par_iter()
            .map(|b| site.card_of(b))
            .collect();
        site.cards = cards.map_err(|f| vec![*f])?;
        Ok(site)
    }

    /// Every file of the site, sorted by path.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The route at a path or address below the site's root: `briefs/a/` and `briefs/a/index.html` are one. A leading
    /// slash is passed over.
    pub fn find(&self, path: &str) -> Option<&Route> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let at = |path: &str| {
            let place = self.routes.binary_search_by(|r| r.path.as_str().cmp(path));
            place.ok().and_then(|i| self.routes.get(i))
        };
        if path.is_empty() || path.ends_with('/') {
            at(&format!("{path}index.html"))
        } else {
            at(path)
        }
    }

    /// The digest that the site shows.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The bytes of one route.
    ///
    /// # Errors
    /// A mistake in a template that only this page brings out.
    pub fn render(&self, route: &Route) -> Result<Vec<u8>, Box<Finding>> {
        let address = route.address();
        let html = match route.kind {
            PageKind::Home => pages::home::home(self),
            PageKind::Brief(id) => pages::brief::brief(self, id, address),
            PageKind::Briefs(number) => pages::lists::briefs(self, number, address),
            PageKind::Terms(taxonomy) => pages::terms::terms(self, taxonomy, address),
            PageKind::Term(id, number) => pages::terms::term(self, id, number, address),
            PageKind::Matrix => pages::matrix::matrix(self, address),
            PageKind::Pair(row, column) => pages::matrix::pair(self, row, column, address),
            PageKind::Figures(number) => pages::figures::figures(self, number, address),
            PageKind::Archive => pages::archive::archive(self, address),
            PageKind::Year(year) => pages::archive::year(self, year, address),
            PageKind::Month(place, number) => pages::archive::month(self, place, number, address),
            PageKind::Undated(number) => pages::archive::undated(self, number, address),
            PageKind::Sources => pages::sources::sources(self, address),
            PageKind::Source(id, number) => pages::sources::source(self, id, number, address),
            PageKind::Page(place) => pages::plain::page(self, place, address),
            PageKind::About => pages::plain::about(self, address),
            PageKind::NotFound => pages::plain::not_found(self),
            PageKind::Redirect(place) => pages::plain::redirect(self, place, address),
            PageKind::Feed => return Ok(feeds::site_feed(self)),
            PageKind::TermFeed(id) => return Ok(feeds::term_feed(self, id, address)),
            PageKind::SitemapIndex => return Ok(sitemap::index(self)),
            PageKind::Sitemap(number) => return Ok(sitemap::sitemap(self, number)),
            PageKind::Robots => return Ok(sitemap::robots(self)),
            PageKind::BriefsJson => return Ok(data::briefs_json(self)),
            PageKind::TermsJson => return Ok(data::terms_json(self)),
            PageKind::FiguresCsv => return Ok(data::figures_csv(self)),
            PageKind::Static(place) => {
                let asset = self.assets.get(place);
                return Ok(asset.map(|a| a.bytes.clone()).unwrap_or_default());
            }
        };
        html.map(String::into_bytes)
    }

    fn brief(&self, id: BriefId) -> Option<&DigestBrief> {
        self.digest.briefs.get(id.0 as usize)
    }

    fn term(&self, id: TermId) -> Option<&DigestTerm> {
        self.digest.terms.get(id.0 as usize)
    }

    fn card_of(&self, brief: &DigestBrief) -> Result<Box<str>, Box<Finding>> {
        let mut context = Context::new();
        context.insert_value("brief", self.shared.item(&self.digest, brief));
        context.insert_value("root", Value::from(ROOT_MARK));
        let card = self.templates.render("card.html", &context)?;
        Ok(card.into_boxed_str())
    }

    /// The cards of some briefs, ready for a page.
    fn cards(&self, ids: &[BriefId], root: &str) -> Value {
        let cards = ids.iter().filter_map(|id| self.cards.get(id.0 as usize));
        Value::from(cards.map(|c| layout::splice(c, root)).collect::<Vec<_>>())
    }

    /// Renders a page from its template; `fill` adds what is its own.
    fn page(
        &self,
        template: &str,
        head: Head<'_>,
        pager: Option<Pager<'_>>,
        fill: impl FnOnce(&mut Context, &str),
    ) -> Result<String, Box<Finding>> {
        let root = layout::root_of(head.address);
        let mut context = layout::context(head, &self.base_url, &root, pager);
        fill(&mut context, &root);
        self.templates.render(template, &context)
    }
}

/// Routes of the digest, of static files and of sitemaps, sorted. A static file wins over a file of the same path that
/// the site would make, so that an own `robots.txt` is possible.
fn all_routes(
    digest: &Digest,
    settings: &Settings,
    assets: &[assets::Asset],
) -> Result<Vec<Route>, Vec<Finding>> {
    let mut routes: Vec<Route> = assets
        .iter()
        .enumerate()
        .map(|(i, a)| Route {
            path: a.path.clone(),
            kind: PageKind::Static(i),
        })
        .collect();
    routes.extend(routes::routes(digest, settings));
    let listed = routes.iter().filter(|r| sitemap::is_listed(r)).count();
    if listed > SITEMAP_LIMIT {
        routes.push(Route {
            path: "sitemap.xml".to_owned(),
            kind: PageKind::SitemapIndex,
        });
    }
    for number in 0..listed.div_ceil(SITEMAP_LIMIT) {
        routes.push(Route {
            path: sitemap::path(number, listed),
            kind: PageKind::Sitemap(number),
        });
    }
    // Stable: of two with one path, the one listed first stays.
    routes.sort_by(|a, b| a.path.cmp(&b.path));
    let mut findings = Vec::new();
    routes.dedup_by(|later, first| {
        let same = later.path == first.path;
        if same
            && let (PageKind::Page(place), false) =
                (later.kind, matches!(first.kind, PageKind::Static(_)))
        {
            let page = digest.pages.get(place);
            findings.push(
                Finding::error(
                    "address-taken",
                    format!(
                        "`/{}` is a page that the site makes itself",
                        first.address()
                    ),
                )
                .in_file(page.map_or("", |p| p.path.as_str()))
                .help("rename the file"),
            );
        }
        same
    });
    findings.extend(files_as_folders(digest, settings, assets, &routes));
    if findings.is_empty() {
        Ok(routes)
    } else {
        Err(findings)
    }
}

/// Paths that need a folder where the site has a file, as the former address `/feed.xml` does.
fn files_as_folders(
    digest: &Digest,
    settings: &Settings,
    assets: &[assets::Asset],
    routes: &[Route],
) -> Vec<Finding> {
    let files: HashSet<&str> = routes.iter().map(Route::path).collect();
    let is_file = |route: &Route| {
        let folders = route.path.match_indices('/').map(|(at, _)| at);
        let mut folders = folders.filter_map(|at| route.path.get(..at));
        folders
            .find(|folder| files.contains(folder))
            .map(str::to_owned)
    };
    let clashes = routes.iter().filter_map(|r| Some((r, is_file(r)?)));
    clashes
        .map(|(route, file)| {
            let message = format!(
                "`/{}` cannot be made: `/{file}` is a file of the site",
                route.path
            );
            let finding = Finding::error("address-taken", message);
            let redirect = match route.kind {
                PageKind::Redirect(place) => digest.redirects.get(place),
                _ => None,
            };
            let of_brief = redirect.and_then(|r| r.to.strip_prefix("briefs/"));
            let brief = of_brief.and_then(|slug| {
                let slug = slug.trim_end_matches('/');
                digest.briefs.iter().find(|b| b.slug.as_str() == slug)
            });
            let folder = &settings.static_files;
            match (brief, redirect) {
                (Some(brief), _) => finding
                    .in_file(&brief.path)
                    .help("take it out of `aliases`"),
                (None, Some(redirect)) => {
                    finding.help(format!("rename the page at `/{}`", redirect.to))
                }
                (None, None) => {
                    let is_static = assets.iter().any(|a| a.path == file);
                    let at = if is_static { file } else { route.path.clone() };
                    finding
                        .in_file(format!("{folder}/{at}"))
                        .help("rename the file")
                }
            }
        })
        .collect()
}
