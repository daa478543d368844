//! What a site was made from, kept in the digest's cache: of each file the hash of all that it was made from, and by
//! what the file itself is known to be as it was written. So what nothing has changed for is neither made nor written
//! again.
//!
//! A record counts for the very site that it was written of, by the hash of that site's manifest. It may be lost: the site
//! is then made anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::manifest::{FILE, hash};
use super::target::Target;
use crate::disk::{self, Trace};
use crate::finding::KeptFinding;
use crate::hash::{Stored, hex};
use crate::kept::{self, Key};

/// The state of a site after a run.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    /// Hash of the manifest's bytes.
    pub(super) manifest: String,
    /// Files by path.
    pub(super) files: Vec<Made>,
    /// Folders by path, the site's own first.
    pub(super) folders: Folders,
    /// The site before it, where that was put aside.
    pub(super) spare: Option<Spare>,
    /// The hash of everything that the run was given.
    pub(super) inputs: Option<Key>,
    /// What the run told.
    pub(super) told: Vec<KeptFinding>,
}

/// Folders by path, each as it was left.
pub(super) type Folders = Vec<(String, Trace)>;

/// The site before the last one, which is put aside and not taken away: the next one is made of it, so that a change costs
/// what has changed and not the number of pages. Its files are those of the last site, under a second name, but for
/// those that differ.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Spare {
    /// Files by path that differ from those of the last site: as they are in the spare one, or none if it has none.
    pub(super) differs: Vec<(String, Option<Made>)>,
    /// Its folders.
    pub(super) folders: Folders,
}

impl Spare {
    /// What `former` is beside `record`, the site after it.
    pub(super) fn of(former: Record, record: &Record) -> Self {
        let (mut old, mut new) = (
            former.files.into_iter().peekable(),
            record.files.iter().peekable(),
        );
        let mut differs = Vec::new();
        loop {
            match (old.peek(), new.peek()) {
                (Some(was), Some(is)) if was.path == is.path => {
                    let same = was == *is;
                    let was = old.next().filter(|_| !same);
                    differs.extend(was.map(|was| (was.path.clone(), Some(was))));
                    new.next();
                }
                (Some(was), Some(is)) if is.path < was.path => {
                    differs.push((is.path.clone(), None));
                    new.next();
                }
                (None, Some(is)) => {
                    differs.push((is.path.clone(), None));
                    new.next();
                }
                (Some(_), _) => {
                    let was = old.next();
                    differs.extend(was.map(|was| (was.path.clone(), Some(was))));
                }
                (None, None) => break,
            }
        }
        Self {
            differs,
            folders: former.folders,
        }
    }
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Made {
    /// Its path below the site's folder.
    pub(super) path: String,
    /// Hash of all that it was made from; none where only its bytes tell.
    pub(super) print: Option<Key>,
    /// Hash of its bytes, as the manifest has it.
    pub(super) hash: String,
    /// By what it is known to be as it was written.
    pub(super) trace: Trace,
}

impl Record {
    /// Where the record of a target lies among the cached files of a digest.
    fn file(cache: &Path, target: &Target) -> PathBuf {
        cache.join(format!("site-{}", name_of(target)))
    }

    /// The record of what stands in the target now; none where it is of another site, or there is none.
    pub(super) fn read(cache: &Path, target: &Target) -> Option<Self> {
        let bytes = disk::read(&Self::file(cache, target), u64::MAX - 1).ok()?;
        let record: Self = kept::unsealed(&bytes)?;
        let manifest = disk::read(&target.folder.join(FILE), u64::MAX - 1).ok()?;
        (record.manifest == hash(&manifest)).then_some(record)
    }

    /// Writes it. What cannot be written costs time at the next run.
    pub(super) fn write(&self, cache: &Path, target: &Target) {
        if let Some(bytes) = kept::sealed(self) {
            let _ = disk::write_losable(&Self::file(cache, target), &bytes);
        }
    }

    /// What is known of a file.
    pub(super) fn of(&self, path: &str) -> Option<&Made> {
        let place = self.files.binary_search_by(|f| f.path.as_str().cmp(path));
        place.ok().and_then(|i| self.files.get(i))
    }

    /// Whether no name was added to the site's folders, and none taken away, since they were written; `folder` is where
    /// the site stands now.
    pub(super) fn has_all_names(&self, folder: &Path) -> bool {
        stand(&self.folders, folder)
    }

    /// Whether nothing of the site was touched since it was written.
    pub(super) fn is_untouched(&self, folder: &Path) -> bool {
        self.has_all_names(folder) && self.files.par_iter().all(|f| f.stands(folder))
    }

    /// The files of the spare site, by path, if nobody has touched it; `folder` is where it lies.
    pub(super) fn spare_files(&self, folder: &Path) -> Option<BTreeMap<&str, &Made>> {
        let spare = self.spare.as_ref().filter(|s| stand(&s.folders, folder))?;
        let mut files: BTreeMap<&str, &Made> =
            self.files.iter().map(|f| (f.path.as_str(), f)).collect();
        // All others are files of the last site under a second name.
        let own = spare.differs.iter().filter_map(|(_, made)| made.as_ref());
        if !own.clone().all(|made| made.stands(folder)) {
            return None;
        }
        for (path, made) in &spare.differs {
            match made {
                Some(made) => files.insert(path, made),
                None => files.remove(path.as_str()),
            };
        }
        Some(files)
    }
}

impl Made {
    /// Whether the file is as it was written; `folder` is where its site stands now.
    pub(super) fn stands(&self, folder: &Path) -> bool {
        is_as(&folder.join(&self.path), self.trace)
    }
}

fn is_as(path: &Path, trace: Trace) -> bool {
    disk::trace(path).is_ok_and(|now| now == Some(trace))
}

fn stand(folders: &Folders, folder: &Path) -> bool {
    !folders.is_empty()
        && folders
            .par_iter()
            .all(|(path, trace)| is_as(&folder.join(path), *trace))
}

/// By what the files about a target are told from those about another.
fn name_of(target: &Target) -> String {
    let place = target.folder.as_os_str().as_encoded_bytes();
    hex(Stored::Name, place)
}

/// Where the spare site of a target lies. It is hidden: what stands there is nobody's to read.
pub(super) fn spare_folder(cache: &Path, target: &Target) -> PathBuf {
    cache.join(format!(".site-{}", name_of(target)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(files: &[(&str, &str)]) -> Record {
        let files = files.iter().map(|(path, hash)| Made {
            path: (*path).to_owned(),
            print: None,
            hash: (*hash).to_owned(),
            trace: Trace::default(),
        });
        Record {
            files: files.collect(),
            ..Record::default()
        }
    }

    #[test]
    fn the_spare_site_is_told_by_what_differs() {
        let old = record(&[("a", "1"), ("b", "1"), ("d", "1"), ("e", "1")]);
        let new = record(&[("b", "2"), ("c", "1"), ("d", "1"), ("f", "1")]);
        let spare = Spare::of(old, &new);
        let differs: Vec<(&str, Option<&str>)> = spare
            .differs
            .iter()
            .map(|(path, made)| (path.as_str(), made.as_ref().map(|m| m.hash.as_str())))
            .collect();
        let was = Some("1");
        let expected = [("a", was), ("b", was), ("c", None), ("e", was), ("f", None)];
        assert_eq!(differs, expected);
    }
}
