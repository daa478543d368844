//! `/search/`: the files in which the page of that address looks up what a reader types.
//!
//! The index is cut into small files, so that a reader loads those of the words typed and no others, and each is a script,
//! so that it loads from a disk as well as from a server. `index.js` tells how all is laid out; `w/` holds words, `d/`
//! what a list of results shows, the others names and the briefs of each: see [`index::Part`].

use crate::digest::Digest;
use crate::hash::{Stored, hex};
use crate::kept::Key;
use crate::settings::Settings;
use crate::site::context::marks::Marks;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};

pub(in crate::site) mod documents;
mod folding;
pub(in crate::site) mod index;
mod postings;
mod tables;

use documents::Searched;
use index::Part;

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

/// Whether there is anything to be searched, and the digest wants it to be.
pub(in crate::site) fn is_made(digest: &Digest, settings: &Settings) -> bool {
    settings.pages.search && !(digest.briefs.is_empty() && digest.terms.is_empty())
}

/// By what the index of this site is told from another, in an address.
pub(in crate::site) fn version(site: &Site) -> String {
    hex(Stored::Name, site.search.print(searched(site)).bytes())
}

fn searched(site: &Site) -> Searched<'_> {
    Searched::of(&site.digest, &site.settings)
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if !is_made(digest, settings) {
        return;
    }
    let searched = Searched::of(digest, settings);
    for part in Part::ALL {
        for number in 0..part.files(searched) {
            let path = match part {
                Part::Base => "search/index.js".to_owned(),
                _ => format!("search/{}/{number}.js", part.letter()),
            };
            list.file(path, Shard(part, number));
        }
    }
}

/// One file of the index, by what it holds and its number.
#[derive(Debug)]
struct Shard(Part, usize);

impl Shard {
    fn marks(&self, site: &Site) -> Marks {
        let mut marks = Marks::default();
        marks.text("search");
        marks.print(site.search.print(searched(site)));
        marks.text(&self.0.letter().to_string());
        marks.number(self.1 as u64);
        marks
    }
}

impl Show for Shard {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        Shown::file(&self.marks(site), || {
            site.search.file(searched(site), self.0, self.1).to_vec()
        })
    }

    fn print(&self, site: &Site) -> Option<Key> {
        Some(self.marks(site).key())
    }

    fn is_listed(&self, _: &Digest) -> bool {
        false
    }
}
