//! What a route shows, and the site that all routes are rendered from.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock};

use jiff::civil::Date;
use tera::Context;

use super::addresses::is_later_page;
use super::context::frame::{Frame, Head, Paging, root_of};
use super::context::marks::{Marked, Marks};
use super::context::parts::{CardSeen, Shared};
use super::context::site::SiteSeen;
use super::context::{Given, Html, Prebuilt, Seen};
use super::file_links::to_files;
use super::files::assets::Asset;
use super::files::search::index::Search;
use super::links::{Address, address, path_of};
use super::sentences::Sentences;
use super::templates::Templates;
use super::titles::Titles;
use crate::digest::{BriefId, Digest, Redirect};
use crate::finding::Finding;
use crate::kept::Key;
use crate::picture::Copies;
use crate::settings::{Links, Settings};

/// The name of the picture for previews of links to the page beside it; at the site's root, to all others.
pub(super) const IMAGE: &str = "card.png";

/// What one file of the site shows. Each page type and each file has a type of its own that holds what the route is
/// about, made where its routes are.
pub(super) trait Show: fmt::Debug + Send + Sync {
    /// What it is made from, and how.
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s>;

    /// The hash of all that it is made from, where that is told without making any of it; no two contents share one.
    fn print(&self, _: &Site) -> Option<Key> {
        None
    }

    /// Whether search engines are told of it, if it is a page. One that they are not told of asks them to leave it out.
    fn is_listed(&self, _digest: &Digest) -> bool {
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
pub(super) enum Shown<'s> {
    /// A page of a template.
    Page(Box<Page<'s>>),
    /// A file.
    File(File<'s>),
}

/// A page that is yet to be rendered.
pub(super) struct Page<'s> {
    pub(super) template: &'static str,
    frame: Frame<'s>,
    own: Box<dyn Own + 's>,
}

/// What a template sees besides the frame.
trait Own {
    fn add_to(&self, context: &mut Context);
    fn mark(&self, marks: &mut Marks);
}

impl<T: Given> Own for T {
    fn add_to(&self, context: &mut Context) {
        self.fill(context);
    }

    fn mark(&self, marks: &mut Marks) {
        Marked::mark(self, marks);
    }
}

impl Page<'_> {
    /// What its template sees.
    pub(super) fn context(&self) -> Context {
        let mut context = Context::new();
        self.frame.fill(&mut context);
        self.own.add_to(&mut context);
        context
    }
}

/// A file that is yet to be written.
pub(super) struct File<'s> {
    /// The hash of all that it is made from; none where that is not told from it more quickly than by making it.
    print: Option<Key>,
    write: Box<dyn FnOnce() -> Vec<u8> + 's>,
}

impl<'s> Shown<'s> {
    /// A file that is made from what has these marks.
    pub(super) fn file(marks: &Marks, write: impl FnOnce() -> Vec<u8> + 's) -> Self {
        Self::File(File {
            print: Some(marks.key()),
            write: Box::new(write),
        })
    }

    /// A file that is made from so much that it is made each time.
    pub(super) fn file_of_all(write: impl FnOnce() -> Vec<u8> + 's) -> Self {
        Self::File(File {
            print: None,
            write: Box::new(write),
        })
    }
}

/// One route on its way to its bytes.
pub struct Making<'s> {
    site: &'s Site,
    route: &'s Route,
    shown: OnceCell<Shown<'s>>,
}

impl<'s> Making<'s> {
    fn shown(&self) -> &Shown<'s> {
        let show = || self.route.page.show(self.site, self.route.address());
        self.shown.get_or_init(show)
    }

    /// The hash of all that the bytes are made from; none where only the bytes themselves tell.
    pub fn print(&self) -> Option<Key> {
        if let Some(print) = self.route.page.print(self.site) {
            return Some(print);
        }
        match self.shown() {
            Shown::File(file) => file.print,
            Shown::Page(page) => {
                let mut marks = Marks::default();
                marks.print(self.site.print_of(page.template));
                marks.add(&page.frame.root).add(&page.frame.page);
                marks.add(&page.frame.pager);
                page.own.mark(&mut marks);
                Some(marks.key())
            }
        }
    }

    /// The bytes.
    ///
    /// # Errors
    /// A mistake in a template that only this page brings out.
    pub fn bytes(self) -> Result<Vec<u8>, Box<Finding>> {
        let show = || self.route.page.show(self.site, self.route.address());
        let shown = self.shown.into_inner().unwrap_or_else(show);
        let bytes = match shown {
            Shown::Page(page) => {
                let html = self.site.templates.render(page.template, &page.context())?;
                match self.site.settings.links {
                    Links::Folders => html.into_bytes(),
                    Links::Files => to_files(&html).into_bytes(),
                }
            }
            Shown::File(file) => (file.write)(),
        };
        match self.site.broken_card() {
            Some(finding) => Err(Box::new(finding)),
            None => Ok(bytes),
        }
    }
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
    pub(super) fn is_listed(&self, digest: &Digest) -> bool {
        self.path.ends_with("index.html")
            && !is_later_page(self.address())
            && self.page.is_listed(digest)
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
    /// What each template is made from besides what it is given for one page.
    pub(super) prints: BTreeMap<&'static str, Key>,
    /// Each brief as lists show it.
    pub(super) cards: Vec<Card>,
    /// What feeds are made from.
    pub(super) feeds: FeedPrints,
    /// The index of what can be searched.
    pub(super) search: Search,
    /// The sentences of each brief that name its terms.
    pub(super) sentences: Vec<Sentences>,
    /// What tells apart pages that would have one title or one description.
    pub(super) titles: Titles,
    /// The hash of the addresses that there are.
    pub(super) addresses: Key,
    /// Mistakes in the template of cards that only some briefs bring out.
    pub(super) broken_cards: Mutex<BTreeSet<Finding>>,
    pub(super) routes: Vec<Route>,
    pub(super) assets: Vec<Asset>,
    /// The pictures of briefs that the site shows.
    pub(super) copies: Copies,
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

    /// Whether an address in a text of the page at `page` is one of this site that no page or file has, and that was no
    /// page's before.
    pub(super) fn leads_nowhere(&self, target: &str, page: &str) -> bool {
        let own = matches!(
            address(target),
            Some(Address::FromRoot(_) | Address::Relative(_))
        );
        // A former address need not have a page.
        let is_former = |path: &str| {
            let address = path.strip_suffix("index.html").unwrap_or(path);
            let redirects = &self.digest.redirects;
            redirects
                .binary_search_by(|r| r.from.as_str().cmp(address))
                .is_ok()
        };
        let path = || path_of(target, page);
        own && path().is_none_or(|path| self.find(&path).is_none() && !is_former(&path))
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

    /// One route on its way to its bytes.
    pub fn make<'s>(&'s self, route: &'s Route) -> Making<'s> {
        Making {
            site: self,
            route,
            shown: OnceCell::new(),
        }
    }

    /// The bytes of one route.
    ///
    /// # Errors
    /// A mistake in a template that only this page brings out.
    pub fn render(&self, route: &Route) -> Result<Vec<u8>, Box<Finding>> {
        self.make(route).bytes()
    }

    /// What a template is made from besides what it is given for one page.
    pub(super) fn print_of(&self, template: &str) -> Key {
        let print = self.prints.get(template);
        *print.unwrap_or_else(|| panic!("bug: no template is called {template}"))
    }

    fn broken_card(&self) -> Option<Finding> {
        let broken = self.broken_cards.lock().ok()?;
        broken.first().cloned()
    }

    /// A page of a template: what every page has, and what is its own.
    pub(super) fn page<'s, T: Given + 's>(
        &'s self,
        head: Head<'s>,
        paging: Option<Paging<'_>>,
        own: T,
    ) -> Shown<'s> {
        let root = root_of(head.address);
        self.page_from(root, head, paging, own)
    }

    /// A page whose links start with `root`.
    pub(super) fn page_from<'s, T: Given + 's>(
        &'s self,
        root: String,
        head: Head<'s>,
        paging: Option<Paging<'_>>,
        own: T,
    ) -> Shown<'s> {
        let pager = paging.filter(|p| p.pages() > 1).map(|p| p.seen());
        let head = match &pager {
            Some(pager) if pager.number > 1 => head.of_page(pager.number, pager.pages),
            _ => head,
        };
        let image = self.image_of(head.address);
        let frame = Frame {
            root,
            site: self.facts.clone(),
            page: head.seen(&self.base_url, &self.settings.title, image),
            pager,
        };
        Shown::Page(Box::new(Page {
            template: T::NAME,
            frame,
            own: Box::new(own),
        }))
    }

    /// The full address of the picture for previews of links to a page: its own, else the site's.
    pub(super) fn image_of(&self, address: &str) -> Option<String> {
        let own = format!("{address}{IMAGE}");
        let own = Some(own).filter(|own| self.settings.social_cards && self.find(own).is_some());
        let image = own.or_else(|| self.find(IMAGE).map(|_| IMAGE.to_owned()))?;
        Some(format!("{}{image}", self.base_url))
    }

    /// The cards of some briefs, ready for the page at an address.
    pub(super) fn cards<'s>(&'s self, ids: &[BriefId], address: &str) -> Vec<Html<'s>> {
        let root: Arc<str> = root_of(address).into();
        let card = |id: &BriefId| {
            let (id, root) = (*id, Arc::clone(&root));
            let mut marks = Marks::default();
            marks.print(self.card(id).print(self, id));
            marks.text(&root);
            Html::later(marks.key(), move || {
                splice(self.card(id).html(self, id), &root)
            })
        };
        ids.iter().map(card).collect()
    }

    /// The hash of what lists show of a brief.
    pub(super) fn item_print(&self, id: BriefId) -> Key {
        self.card(id).item_print(self, id)
    }

    fn card(&self, id: BriefId) -> &Card {
        let card = self.cards.get(id.0 as usize);
        card.unwrap_or_else(|| panic!("bug: brief {} has no card", id.0))
    }
}

/// The hashes of what feeds are made from, each worked out when the first feed asks for it.
#[derive(Debug, Default)]
pub(super) struct FeedPrints {
    /// What all of them say of the site.
    pub(super) channel: OnceLock<Key>,
    /// What they say of each brief.
    pub(super) entries: Vec<OnceLock<Key>>,
}

/// The entry of a brief in every list: rendered once, when the first list asks for it.
#[derive(Debug, Default)]
pub(super) struct Card {
    print: OnceLock<Key>,
    html: OnceLock<Box<str>>,
}

impl Card {
    /// What its template sees.
    pub(super) fn context(site: &Site, id: BriefId) -> Context {
        let mut context = Context::new();
        Self::seen(site, id).fill(&mut context);
        context
    }

    fn seen(site: &Site, id: BriefId) -> CardSeen<'_> {
        let brief = site.digest.brief(id);
        CardSeen {
            root: ROOT_MARK,
            site: site.facts.clone(),
            brief: site.shared.item(&site.digest, brief),
        }
    }

    fn print(&self, site: &Site, id: BriefId) -> Key {
        let mut marks = Marks::default();
        marks.print(site.print_of(CardSeen::NAME));
        marks.print(self.item_print(site, id));
        marks.key()
    }

    /// The hash of what lists show of a brief.
    fn item_print(&self, site: &Site, id: BriefId) -> Key {
        *self.print.get_or_init(|| {
            let (brief, mut marks) = (site.digest.brief(id), Marks::default());
            let Some(print) = brief.print else {
                return marks.add(&Self::seen(site, id).brief).key();
            };
            marks.print(print);
            // Of a brief that states none.
            marks.add(&site.settings.language);
            marks.number(u64::from(site.settings.pages.sources));
            for tag in brief.tags.iter().filter(|t| t.about) {
                marks.print(site.shared.term(tag.term).print());
            }
            let publisher = brief.sources.first().and_then(|s| s.source);
            marks.add(&publisher.map(|s| site.digest.source(s).slug.as_str()));
            marks.number(u64::from(site.settings.pages.stories));
            let story = brief.story.map(|s| site.digest.story(s));
            marks.add(&story.map(|s| s.slug.as_str()));
            marks.number(story.map_or(0, |s| s.briefs.len()) as u64);
            marks.key()
        })
    }

    /// The card with a mark for the way to the root. One that cannot be rendered is empty, and its mistake is noted.
    fn html(&self, site: &Site, id: BriefId) -> &str {
        self.html.get_or_init(|| {
            let card = site
                .templates
                .render(CardSeen::NAME, &Self::context(site, id));
            let card = card.unwrap_or_else(|finding| {
                if let Ok(mut broken) = site.broken_cards.lock() {
                    broken.insert(*finding);
                }
                String::new()
            });
            card.into_boxed_str()
        })
    }
}

/// Stands for the way to the root in a card, until the card is put into a page.
pub(super) const ROOT_MARK: &str = "\u{1}";

/// A card for one page: the way to the root put in.
fn splice(card: &str, root: &str) -> String {
    let mut out = String::with_capacity(card.len() + root.len() * 10);
    let mut parts = card.split(ROOT_MARK);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(root);
        out.push_str(part);
    }
    out
}
