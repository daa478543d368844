//! The routes of static files.

use super::assets::Asset;
use crate::digest::Digest;
use crate::site::context::marks::Marks;
use crate::site::kind::Routes;
use crate::site::render::{Origin, Show, Shown, Site};

/// Adds a route for each static file.
pub(in crate::site) fn routes(assets: &[Asset], list: &mut Routes) {
    for (i, asset) in assets.iter().enumerate() {
        list.file(&asset.path, Static(i));
    }
}

/// A static file, by its place in the site's.
#[derive(Debug)]
struct Static(usize);

impl Show for Static {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let Some(asset) = site.assets.get(self.0) else {
            panic!("bug: the site has no static file {}", self.0);
        };
        let mut marks = Marks::default();
        marks.bytes(&asset.bytes);
        Shown::file(&marks, || asset.bytes.clone())
    }

    fn is_listed(&self, _: &Digest) -> bool {
        false
    }

    fn origin<'d>(&self, _: &'d Digest) -> Origin<'d> {
        Origin::Static
    }
}
