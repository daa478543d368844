//! What is remembered of the inbox between two runs, so that unchanged fragments are not read again.
//!
//! The cache costs time when it is lost, never a wrong brief: an entry counts only for the same bytes, the same rules
//! and a brief that is still there.

use std::collections::BTreeMap;

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
}

/// What one file of the inbox became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedFile {
    /// Hash of the file's bytes and of its sidecar.
    pub hash: String,
    /// Its fragments.
    pub fragments: Vec<Remembered>,
}

/// The cache.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cache {
    /// Hash of the rules that it was made by.
    pub rules: String,
    /// By file name.
    pub files: BTreeMap<String, RememberedFile>,
}

impl Cache {
    /// Reads the project's cache; one that is missing, broken or made by other rules is empty.
    pub fn read(project: &Project) -> Self {
        let path = project.root.join(CACHE_FOLDER).join(FILE);
        let text = disk::read_text(&path).ok().flatten().unwrap_or_default();
        serde_json::from_str::<Self>(&text)
            .ok()
            .filter(|c| c.rules == project.rules_hash)
            .unwrap_or_else(|| Self {
                rules: project.rules_hash.clone(),
                files: BTreeMap::new(),
            })
    }

    /// Writes the cache. A folder that cannot be written costs time at the next run, nothing else.
    pub fn write(&self, project: &Project) {
        if let Ok(text) = serde_json::to_vec(self) {
            let _ = disk::write_atomic(&project.root.join(CACHE_FOLDER).join(FILE), &text);
        }
    }
}
