//! The one path: a digest's folder → fragments → briefs → digest → site, reading and writing through `disk`.
//!
//! [`Project::open`] reads the settings and the catalogue; [`ingest`](ingest::ingest) makes briefs of what is new in
//! the inbox; [`load`](load::load) groups all briefs into a [`Site`](crate::site::Site) that outlets ask for pages.
//! No rules live here, and no stage is asked which command is running.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::catalogue::Catalogue;
use crate::disk;
use crate::finding::{Finding, Severity};
use crate::settings::{self, Settings};

pub mod cache;
pub mod collect;
pub mod derive;
pub mod inbox;
pub mod ingest;
pub mod load;

/// Folder of what can be lost without loss: caches and the lock.
pub const CACHE_FOLDER: &str = ".briefmill";

/// A digest's folder with its settings and catalogue.
#[derive(Debug)]
pub struct Project {
    /// The digest's folder.
    pub root: PathBuf,
    /// Its settings.
    pub settings: Settings,
    /// The built-in catalogue with the editor's over it.
    pub catalogue: Catalogue,
    /// Hash of everything beside a fragment that a derivation depends on: the program's rules, the editor's catalogue.
    pub rules_hash: String,
    /// What was doubtful in the catalogue.
    pub findings: Vec<Finding>,
}

/// What stopped a command before it began.
#[derive(Debug)]
pub enum OpenError {
    /// The settings or the editor's catalogue are wrong.
    Settings(Vec<Finding>),
    /// The system's own reason.
    Other(anyhow::Error),
}

impl From<anyhow::Error> for OpenError {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

impl Project {
    /// Opens the digest in `root`; a folder without `briefmill.yaml` is a digest with every default.
    ///
    /// # Errors
    /// When the folder is not there or the settings are wrong.
    pub fn open(root: &Path) -> Result<Self, OpenError> {
        if !root.is_dir() {
            return Err(anyhow::anyhow!(
                "there is no folder {}; name one with `--root` or make one with `briefmill init`",
                root.display()
            )
            .into());
        }
        let settings = match disk::read_text(&root.join(settings::FILE))? {
            Some(text) => Settings::parse(&text).map_err(OpenError::Settings)?,
            None => Settings::default(),
        };
        let path = format!("{}/catalogue.yaml", settings.content);
        let decisions = disk::read_text(&root.join(&path))?.unwrap_or_default();
        let (catalogue, findings) = Catalogue::built_in().with_decisions(&path, &decisions);
        // Briefs made without the editor's decisions would undo them: a wrong catalogue stops everything, as wrong
        // settings do.
        if findings.iter().any(|f| f.severity == Severity::Error) {
            return Err(OpenError::Settings(findings));
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("BRIEFMILL_SOURCES").as_bytes());
        hasher.update(decisions.as_bytes());
        let rules_hash = hasher.finalize().to_hex().to_string();
        Ok(Self {
            root: root.to_path_buf(),
            settings,
            catalogue,
            rules_hash,
            findings,
        })
    }

    /// The content folder.
    pub fn content(&self) -> PathBuf {
        self.root.join(&self.settings.content)
    }

    /// The inbox.
    pub fn inbox(&self) -> PathBuf {
        self.content().join("fragments")
    }

    /// A path below the digest's folder as findings show it.
    pub fn shown(&self, path: &Path) -> String {
        disk::relative_name(path, &self.root).unwrap_or_else(|| path.display().to_string())
    }

    /// The largest fragment that is read, in bytes.
    pub fn max_fragment_bytes(&self) -> u64 {
        self.settings.max_fragment_mb.saturating_mul(1_000_000)
    }
}
