//! What is remembered of the inbox between two runs, so that unchanged fragments are not read again.
//!
//! It holds results that stand on the disk, never intents: an entry counts only for the same bytes of the fragment, the
//! same rules and the same bytes of its brief. So a brief that could not be written, that somebody edited or that was
//! put back by version control is looked at again. The cache costs time when it is lost, never a wrong brief.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{CACHE_FOLDER, Project};
use crate::disk;

/// The cache's file.
const FILE: &str = "inbox.json";

/// What one fragment became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The fragment's name.
    pub fragment: String,
    /// Hash of the article's words.
    pub words: String,
    /// Hash of what a brief depends on in the fragment.
    pub from: String,
    /// The brief's file, relative to the digest's folder.
    pub brief: String,
}

/// What one file of the inbox became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedFile {
    /// Hash of the file's bytes and of its sidecar.
    pub hash: String,
    /// Its fragments.
    pub fragments: Vec<Remembered>,
}

/// Records by their key and the hash of what a brief depends on in them.
pub type Records<'c> = HashMap<(&'c str, &'c str), &'c Remembered>;

/// The cache.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cache {
    /// Hash of the rules that it was made by.
    pub rules: String,
    /// By file name.
    pub files: BTreeMap<String, RememberedFile>,
    /// Hash of each brief's bytes, by path.
    pub briefs: BTreeMap<String, String>,
}

impl Cache {
    /// Reads the project's cache; one that is missing or broken is empty.
    pub fn read(project: &Project) -> Self {
        let path = project.root.join(CACHE_FOLDER).join(FILE);
        let text = disk::read_text(&path).ok().flatten().unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Writes the cache. A folder that cannot be written costs time at the next run, nothing else.
    pub fn write(&self, project: &Project) {
        if let Ok(text) = serde_json::to_vec(self) {
            let _ = disk::write_atomic(&project.root.join(CACHE_FOLDER).join(FILE), &text);
        }
    }

    /// What became of a file, if that still stands: made by these rules, each brief as it was. `hashes` are those of
    /// the briefs on the disk.
    pub fn standing(
        &self,
        project: &Project,
        file: &str,
        hashes: &BTreeMap<String, String>,
    ) -> Option<&RememberedFile> {
        let stands = |r: &Remembered| {
            let was = self.briefs.get(&r.brief);
            was.is_some() && was == hashes.get(&r.brief)
        };
        self.files
            .get(file)
            .filter(|f| self.rules == project.rules_hash && !f.fragments.is_empty())
            .filter(|f| f.fragments.iter().all(stands))
    }

    /// The records of the inbox for which all is done, by what they are known by in other files.
    pub fn records(&self, project: &Project, hashes: &BTreeMap<String, String>) -> Records<'_> {
        let files = self.files.keys();
        files
            .filter_map(|name| self.standing(project, name, hashes))
            .flat_map(|file| &file.fragments)
            .filter_map(|r| {
                let (_, key) = r.fragment.rsplit_once('#')?;
                Some(((key, r.from.as_str()), r))
            })
            .collect()
    }

    /// Keeps what `former` knew of files that are there and for which nothing stands now: it tells whose brief may be
    /// among those that cannot be read. Nothing stands by it, since the hash of the brief is not kept.
    pub fn keep_former(&mut self, former: &Self, there: impl Fn(&str) -> bool) {
        for (name, file) in &former.files {
            if !self.files.contains_key(name) && there(name) {
                self.files.insert(name.clone(), file.clone());
            }
        }
    }

    /// The brief that each fragment had at the last run, whatever has happened since, with the hash of its file.
    pub fn former(&self) -> HashMap<&str, (&str, &Remembered)> {
        self.files
            .values()
            .flat_map(|file| {
                let hash = file.hash.as_str();
                file.fragments
                    .iter()
                    .map(move |r| (r.fragment.as_str(), (hash, r)))
            })
            .collect()
    }
}
