//! `/matrix/all/`: every company with all the technologies that it is told of together with.

use std::sync::Arc;

use super::matrix;
use super::term::TogetherSeen;
use super::terms::initial;
use crate::digest::{Digest, DigestTerm, Taxonomy, TermId};
use crate::settings::Settings;
use crate::site::addresses::page_address;
use crate::site::context::frame::{Head, Paging};
use crate::site::context::link::PageLink;
use crate::site::context::parts::{TermLink, more};
use crate::site::context::{Prebuilt, seen};
use crate::site::files::names;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

/// Companies on one page.
const PER_PAGE: usize = 100;
/// Technologies of one company.
const PAIRS: usize = 30;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<MatrixListSeen>()),
    groups: &[],
    routes,
};

seen! {
    /// `/matrix/all/`, paged: all companies by name, each with the technologies that it is told of together with.
    template "matrix_list.html" struct MatrixListSeen {
        /// The companies of this page.
        rows: Vec<PairsRow>,
        /// Companies in all.
        companies: usize,
        /// Their first letters, each with the page on which it begins.
        letters: Vec<PageLink>,
        /// Where the names of all companies can be looked up.
        names: Option<String>,
        /// Where those of all technologies can.
        technology_names: Option<String>,
    }
}

seen! {
    /// A company with its technologies.
    struct PairsRow {
        /// The company.
        company: Prebuilt<TermLink>,
        /// An id for it on the page.
        id: String,
        /// The technologies, those of most briefs first.
        pairs: Vec<TogetherSeen>,
        /// How many more there are, for reading; none where all are listed.
        more_pairs: Option<String>,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if matrix::is_made(digest, settings) {
        let letters = Arc::new(letters(digest));
        let count = companies(digest).count();
        list.paged(matrix::LIST, count, PER_PAGE, |number| MatrixList {
            number,
            letters: Arc::clone(&letters),
        });
    }
}

/// The companies that are told of together with a technology, by name.
fn companies(digest: &Digest) -> impl Iterator<Item = (TermId, &DigestTerm)> {
    let terms = (0..).map(TermId).zip(&digest.terms);
    terms.filter(|(_, t)| t.taxonomy == Taxonomy::Companies && !t.pairs.is_empty())
}

/// A page of the list.
#[derive(Debug)]
struct MatrixList {
    number: usize,
    letters: Arc<Vec<(String, String)>>,
}

impl Show for MatrixList {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let paging = Paging {
            base: matrix::LIST,
            number: self.number,
            items: companies(digest).count(),
            per_page: PER_PAGE,
        };
        let range = paging.range();
        let own = companies(digest).skip(range.start).take(range.len());
        let own = MatrixListSeen {
            rows: own.map(|(id, term)| row(site, id, term)).collect(),
            companies: paging.items,
            letters: self
                .letters
                .iter()
                .map(|(name, url)| PageLink {
                    name: name.clone(),
                    url: url.clone(),
                })
                .collect(),
            names: names::address(site, Taxonomy::Companies),
            technology_names: names::address(site, Taxonomy::Technologies),
        };
        let head = Head {
            kind: "pairs",
            title: "All companies and their technologies".into(),
            description: format!(
                "Every company that {} reports on together with a technology.",
                site.settings.title
            ),
            address,
            crumbs: vec![("Matrix".into(), matrix::ADDRESS.to_owned())],
            ..Head::default()
        };
        site.page(head, Some(paging), own)
    }
}

fn row(site: &Site, id: TermId, term: &DigestTerm) -> PairsRow {
    let pairs = term.pairs.iter().take(PAIRS);
    let pairs = pairs.map(|pair| TogetherSeen::of(site, id, site.digest.pair(*pair)));
    PairsRow {
        company: site.shared.term(id),
        id: format!("of-{}", term.slug),
        pairs: pairs.collect(),
        more_pairs: more(term.pairs.len(), PAIRS),
    }
}

/// The first letters, and where in the list each begins. The list is by name as computers sort, so a letter may come again; where it
/// comes first is told.
fn letters(digest: &Digest) -> Vec<(String, String)> {
    let mut letters: Vec<(String, String)> = Vec::new();
    for ((_, term), place) in companies(digest).zip(0_usize..) {
        let name = initial(&term.name);
        if letters.iter().all(|(held, _)| *held != name) {
            let page = page_address(matrix::LIST, place / PER_PAGE + 1);
            let url = format!("{page}#of-{}", term.slug);
            letters.push((name, url));
        }
    }
    letters.sort();
    letters
}
