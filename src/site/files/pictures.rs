//! Copies of the pictures of briefs.

use crate::digest::Digest;
use crate::kept::Key;
use crate::picture::{Copies, addresses};
use crate::site::context::marks::Marks;
use crate::site::kind::Routes;
use crate::site::render::{Origin, Show, Shown, Site};

/// Those of the copies that the site shows: a picture that only a draft names, or the part of a text that the site
/// leaves out, is not published.
pub(in crate::site) fn shown(mut copies: Copies, digest: &Digest) -> Copies {
    let mut of_brief = std::mem::take(&mut copies.of_brief);
    for brief in &digest.briefs {
        if let Some(mut own) = of_brief.remove(&brief.path) {
            let named = addresses(&brief.body_markdown);
            own.retain(|address, _| named.contains(address));
            copies.of_brief.insert(brief.path.clone(), own);
        }
    }
    let paths = copies.of_brief.values().flat_map(|own| own.values());
    let paths: std::collections::BTreeSet<&String> = paths.collect();
    copies.pictures.retain(|path, _| paths.contains(path));
    copies
}

/// Adds a route for each.
pub(in crate::site) fn routes(copies: &Copies, list: &mut Routes) {
    for path in copies.pictures.keys() {
        list.file(path, Copied(path.clone()));
    }
}

/// A picture, by its file, which is called by the hash of its bytes.
#[derive(Debug)]
struct Copied(String);

impl Show for Copied {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let Some(picture) = site.copies.pictures.get(&self.0) else {
            panic!("bug: the site has no picture {}", self.0);
        };
        let mut marks = Marks::default();
        marks.text(&self.0);
        Shown::file(&marks, || picture.bytes.to_vec())
    }

    fn print(&self, _: &Site) -> Option<Key> {
        let mut marks = Marks::default();
        marks.text(&self.0);
        Some(marks.key())
    }

    fn is_listed(&self, _: &Digest) -> bool {
        false
    }

    fn origin<'d>(&self, _: &'d Digest) -> Origin<'d> {
        Origin::Static
    }
}
