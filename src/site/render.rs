//! What a route shows, and the site that all routes are rendered from.

use std::fmt;

use jiff::civil::Date;
use tera::Context;

use super::context::frame::{Frame, Head, Paging, root_of};
use super::context::parts::Shared;
use super::context::site::SiteSeen;
use super::context::{Given, Html, Prebuilt, add};
use super::files::assets::Asset;
use super::templates::Templates;
use crate::digest::{BriefId, Digest, Redirect};
use crate::finding::Finding;
use crate::settings::Settings;

/// What one file of the site shows. Each page type and each file has a type of its own that holds what the route is
/// about, made where its routes are.
pub(super) trait Show: fmt::Debug + Send + Sync {
    /// The template with what it sees, or the bytes.
    fn show(&self, site: &Site, address: &str) -> Shown;

    /// Whether search engines are told of it, if it is a page.
    fn is_listed(&self) -> bool {
        true
    }

    /// The day of the newest brief that it shows, where that is known without looking at all of them.
    fn last_change(&self, _digest: &Digest) -> Option<Date> {
        None
    }

    /// What asked for it.
    fn origin<'d>(&self, _digest: &'d Digest) -> Origin<'d> {
        Origin::Site
    }
}

/// What a route asks for.
#[derive(Debug)]
pub(super) enum Shown {
    /// A page: its template, and what that sees.
    Page(&'static str, Context),
    /// A file that is there as it is.
    File(Vec<u8>),
}

/// What a route is made from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin<'d> {
    /// The digest as a whole.
    Site,
    /// A brief's file.
    Brief(&'d str),
    /// The file with the editor's words on a term.
    Term(&'d str),
    /// A page of the editor's.
    Page(&'d str),
    /// A former address.
    Redirect(&'d Redirect),
    /// A file that is copied as it is.
    Static,
}

/// One file of the site.
pub struct Route {
    pub(super) path: String,
    pub(super) page: Box<dyn Show>,
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.path, self.page)
    }
}

impl Route {
    /// The file below the output folder, with forward slashes.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The address below the site's root: `briefs/a/` for `briefs/a/index.html`.
    pub fn address(&self) -> &str {
        match self.path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.path,
        }
    }

    /// Whether search engines are told of it.
    pub(super) fn is_listed(&self) -> bool {
        self.path.ends_with("index.html") && self.page.is_listed()
    }
}

/// The route at a path among routes sorted by path.
pub(super) fn route_at<'r>(routes: &'r [Route], path: &str) -> Option<&'r Route> {
    let place = routes.binary_search_by(|r| r.path.as_str().cmp(path));
    place.ok().and_then(|i| routes.get(i))
}

/// The site: its routes, and their bytes on demand.
pub struct Site {
    pub(super) digest: Digest,
    pub(super) settings: Settings,
    pub(super) templates: Templates,
    pub(super) shared: Shared,
    /// What every template sees of the site.
    pub(super) facts: Prebuilt<SiteSeen>,
    /// Each brief as lists show it, with a mark for the way to the root.
    pub(super) cards: Vec<Box<str>>,
    pub(super) routes: Vec<Route>,
    pub(super) assets: Vec<Asset>,
    /// Ends in a slash.
    pub(super) base_url: String,
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("routes", &self.routes.len())
            .finish_non_exhaustive()
    }
}

impl Site {
    /// Every file of the site, sorted by path.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The route at a path or address below the site's root: `briefs/a/` and `briefs/a/index.html` are one. A leading
    /// slash is passed over.
    pub fn find(&self, path: &str) -> Option<&Route> {
        let path = path.strip_prefix('/').unwrap_or(path);
        if path.is_empty() || path.ends_with('/') {
            route_at(&self.routes, &format!("{path}index.html"))
        } else {
            route_at(&self.routes, path)
        }
    }

    /// The digest that the site shows.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The file of the editor's whose words a route shows, relative to the digest's folder.
    pub fn file_of(&self, route: &Route) -> Option<&str> {
        match route.page.origin(&self.digest) {
            Origin::Brief(path) | Origin::Term(path) | Origin::Page(path) => Some(path),
            Origin::Site | Origin::Redirect(_) | Origin::Static => None,
        }
    }

    /// The bytes of one route.
    ///
    /// # Errors
    /// A mistake in a template that only this page brings out.
    pub fn render(&self, route: &Route) -> Result<Vec<u8>, Box<Finding>> {
        match route.page.show(self, route.address()) {
            Shown::Page(template, context) => {
                let html = self.templates.render(template, &context)?;
                Ok(html.into_bytes())
            }
            Shown::File(bytes) => Ok(bytes),
        }
    }

    /// A page of a template: what every page has, and what is its own.
    pub(super) fn page<T: Given>(
        &self,
        head: Head<'_>,
        paging: Option<Paging<'_>>,
        own: &T,
    ) -> Shown {
        let root = root_of(head.address);
        self.page_from(root, head, paging, own)
    }

    /// A page whose links start with `root`.
    pub(super) fn page_from<T: Given>(
        &self,
        root: String,
        head: Head<'_>,
        paging: Option<Paging<'_>>,
        own: &T,
    ) -> Shown {
        let pager = paging.filter(|p| p.pages() > 1).map(|p| p.seen());
        let frame = Frame {
            root,
            site: self.facts.clone(),
            page: head.seen(&self.base_url),
            pager,
        };
        let mut context = Context::new();
        add(&mut context, &frame);
        add(&mut context, own);
        Shown::Page(T::NAME, context)
    }

    /// The cards of some briefs, ready for the page at an address.
    pub(super) fn cards(&self, ids: &[BriefId], address: &str) -> Vec<Html> {
        let root = root_of(address);
        let card = |id: &BriefId| {
            let card = self.cards.get(id.0 as usize);
            card.unwrap_or_else(|| panic!("bug: brief {} has no card", id.0))
        };
        ids.iter().map(|id| splice(card(id), &root)).collect()
    }
}

/// Stands for the way to the root in a card, until the card is put into a page.
pub(super) const ROOT_MARK: &str = "\u{1}";

/// A card for one page: the way to the root put in.
fn splice(card: &str, root: &str) -> Html {
    let mut out = String::with_capacity(card.len() + root.len() * 10);
    let mut parts = card.split(ROOT_MARK);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(root);
        out.push_str(part);
    }
    Html::from(out)
}
