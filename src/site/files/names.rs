//! `/companies/names.js` and `/technologies/names.js`: all names of a kind with their other names, in which the page that
//! lists them looks up what a reader types. It is a script, as the index of the search is, and loads when it is asked for.

use std::cmp::Reverse;

use serde::Serialize;

use super::script::Script;
use crate::digest::{Digest, DigestTerm, Taxonomy, TermId};
use crate::hash::{Stored, hex};
use crate::kept::Key;
use crate::settings::Settings;
use crate::site::addresses::taxonomy_address;
use crate::site::context::marks::Marks;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};

/// The function of the page that is given the names.
const FUNCTION: &str = "briefmillNames";

/// Other names of one term.
const ALIASES: usize = 24;

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

fn routes(digest: &Digest, _: &Settings, list: &mut Routes) {
    for taxonomy in [Taxonomy::Companies, Taxonomy::Technologies] {
        if own(digest, taxonomy).next().is_some() {
            list.file(path(taxonomy), Names(taxonomy));
        }
    }
}

fn path(taxonomy: Taxonomy) -> String {
    format!("{}names.js", taxonomy_address(taxonomy))
}

/// The address of the names of a kind, by which those of another build are told from these; none where there are none.
pub(in crate::site) fn address(site: &Site, taxonomy: Taxonomy) -> Option<String> {
    own(&site.digest, taxonomy).next()?;
    let version = hex(Stored::Name, print(site, taxonomy).bytes());
    Some(format!("{}?{version}", path(taxonomy)))
}

fn own(digest: &Digest, taxonomy: Taxonomy) -> impl Iterator<Item = (TermId, &DigestTerm)> {
    let terms = (0..).map(TermId).zip(&digest.terms);
    terms.filter(move |(_, t)| t.taxonomy == taxonomy)
}

fn print(site: &Site, taxonomy: Taxonomy) -> Key {
    let mut marks = Marks::default();
    marks.text("names");
    for (id, term) in own(&site.digest, taxonomy) {
        marks.print(site.shared.term(id).print());
        marks.add(&term.aliases);
    }
    marks.key()
}

#[derive(Debug)]
struct Names(Taxonomy);

impl Show for Names {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let mut marks = Marks::default();
        marks.print(print(site, self.0));
        Shown::file(&marks, || write(&site.digest, self.0))
    }

    fn is_listed(&self, _: &Digest) -> bool {
        false
    }
}

/// A term: its name, the last part of its address, briefs about it, briefs that merely mention it, its other names.
#[derive(Debug, Serialize)]
struct Row<'a>(&'a str, &'a str, usize, usize, &'a [String]);

/// The terms that most briefs are about come first, so that the page need not sort what it finds.
fn write(digest: &Digest, taxonomy: Taxonomy) -> Vec<u8> {
    let mut terms: Vec<&DigestTerm> = own(digest, taxonomy).map(|(_, t)| t).collect();
    terms.sort_by_key(|t| Reverse((t.about.len(), t.mentions.len())));
    let rows = terms.iter().map(|t| {
        let aliases = t.aliases.get(..ALIASES).unwrap_or(&t.aliases);
        Row(
            &t.name,
            t.slug.as_str(),
            t.about.len(),
            t.mentions.len(),
            aliases,
        )
    });
    let rows: Vec<Row<'_>> = rows.collect();
    let mut script = Script::of(FUNCTION, taxonomy_address(taxonomy));
    script.data(&rows);
    script.bytes()
}
