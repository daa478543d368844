//! Briefs and technologies by the names by which an edition's file calls them.

use std::collections::BTreeMap;

use super::super::naming::{names_of, plain, remedy};
use crate::digest::{BriefId, Digest, Taxonomy, TermId};
use crate::edition::EditionFile;
use crate::finding::Finding;

/// Briefs and technologies by the names that editors call them.
#[derive(Default)]
pub(super) struct Named<'d> {
    briefs: BTreeMap<&'d str, BriefId>,
    /// By name and alias, in small letters.
    technologies: BTreeMap<String, TermId>,
}

impl<'d> Named<'d> {
    /// Of a digest whose editions nobody wrote, none is asked for.
    pub(super) fn of(digest: &'d Digest, files: &[EditionFile]) -> Self {
        let mut named = Self::default();
        let names = &mut named.briefs;
        if !files.is_empty() {
            let briefs = || digest.briefs.iter().zip((0..).map(BriefId));
            names.extend(briefs().map(|(brief, id)| (brief.slug.as_str(), id)));
            // A file may have the name of another brief's slug, by which published editions call that one.
            for (brief, id) in briefs() {
                for name in names_of(&brief.slug, &brief.path) {
                    names.entry(name).or_insert(id);
                }
            }
            // A former address names the brief that has another now.
            let slug =
                |address: &'d str| Some(address.strip_prefix("briefs/")?.trim_end_matches('/'));
            for redirect in &digest.redirects {
                let now = slug(&redirect.to).and_then(|slug| names.get(slug).copied());
                if let Some((former, id)) = slug(&redirect.from).zip(now) {
                    names.entry(former).or_insert(id);
                }
            }
            for (term, id) in digest.terms.iter().zip((0..).map(TermId)) {
                if term.taxonomy == Taxonomy::Technologies {
                    for name in std::iter::once(&term.name).chain(&term.aliases) {
                        let name = name.to_ascii_lowercase();
                        named.technologies.entry(name).or_insert(id);
                    }
                }
            }
        }
        named
    }

    pub(super) fn find(&self, name: &str) -> Option<BriefId> {
        self.briefs.get(plain(name)).copied()
    }

    /// The technology of a name.
    pub(super) fn technology(&self, name: &str) -> Option<TermId> {
        let name = name.trim().to_ascii_lowercase();
        self.technologies.get(&name).copied()
    }

    /// The brief of a name in an edition's file; one that is not there is told of.
    pub(super) fn asked(
        &self,
        name: &str,
        file: &EditionFile,
        findings: &mut Vec<Finding>,
    ) -> Option<BriefId> {
        let found = self.find(name);
        if found.is_none() {
            let help = remedy(
                name,
                self.briefs.keys().copied(),
                "take it out, or name a published brief by the last part of its address",
            );
            let message = format!("there is no brief `{name}`; the edition goes without it");
            findings.push(about(file, name, message).help(help));
        }
        found
    }
}

/// What is wrong with a name in an edition's file, where it stands.
pub(super) fn about(file: &EditionFile, name: &str, message: String) -> Finding {
    let finding = Finding::warning("edition", message).in_file(&file.path);
    match file.places.get(name) {
        Some(place) => finding.at(place.clone()),
        None => finding,
    }
}
