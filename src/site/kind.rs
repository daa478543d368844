//! What the site asks of each page type and of each kind of file: one value, which stands beside its code.

use super::addresses::{page_address, page_count};
use super::render::{Route, Show};
use super::template::Template;
use crate::digest::Digest;
use crate::settings::Settings;

/// A page type, or a kind of file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// Its template; none for files.
    pub(super) template: Option<Template>,
    /// The groups of pages whose first page it makes, in the order of the navigation.
    pub(super) groups: &'static [Group],
    /// Adds what the digest has to show.
    pub(super) routes: fn(&Digest, &Settings, &mut Routes),
}

/// A group of pages, so that nothing links to a page that is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    /// What templates call it.
    pub(super) key: &'static str,
    /// Its name in the navigation; none for one that is not there.
    pub(super) name: Option<&'static str>,
    /// Its first page.
    pub(super) address: &'static str,
}

impl Group {
    /// A group that the navigation leads to.
    pub(super) const fn named(
        key: &'static str,
        name: &'static str,
        address: &'static str,
    ) -> Self {
        Self {
            key,
            name: Some(name),
            address,
        }
    }
}

/// Routes in the making.
#[derive(Debug, Default)]
pub(super) struct Routes(pub(super) Vec<Route>);

impl Routes {
    /// Adds a file.
    pub(super) fn file(&mut self, path: impl Into<String>, shows: impl Show + 'static) {
        self.0.push(Route {
            path: path.into(),
            page: Box::new(shows),
        });
    }

    /// Adds a page.
    pub(super) fn page(&mut self, address: &str, shows: impl Show + 'static) {
        self.file(format!("{address}index.html"), shows);
    }

    /// Adds the pages of a list, numbered from 1.
    pub(super) fn paged<S: Show + 'static>(
        &mut self,
        base: &str,
        items: usize,
        per_page: usize,
        shows: impl Fn(usize) -> S,
    ) {
        for number in 1..=page_count(items, per_page) {
            self.page(&page_address(base, number), shows(number));
        }
    }

    /// Whether there is a file at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.iter().any(|r| r.path == path)
    }

    /// How many of them search engines are told of.
    pub(super) fn listed(&self, digest: &Digest) -> usize {
        self.0.iter().filter(|r| r.is_listed(digest)).count()
    }
}
