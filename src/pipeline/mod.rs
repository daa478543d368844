//! The one path: a digest's folder → fragments → briefs → digest → site, reading and writing through `disk`.
//!
//! [`Project::open`] reads the settings and the catalogue; [`ingest`](ingest::ingest) makes briefs of what is new in
//! the inbox; [`load`](load::load) groups all briefs into a [`Site`](crate::site::Site) that outlets ask for pages.
//! No rules live here, and no stage is asked which command is running.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::catalogue::Catalogue;
use crate::disk;
use crate::editor_rules::{self, EditorRules};
use crate::editor_sources;
use crate::finding::{Finding, Severity};
use crate::group::{DECISIONS, Decisions, Selection};
use crate::hash::{Hasher, Stored};
use crate::kept::Kept;
use crate::settings::{self, Images, Settings};
use crate::source_kinds::Publishers;

pub mod cache;
pub mod collect;
mod identity;
pub mod inbox;
pub mod ingest;
mod join;
pub mod load;
pub mod outcome;
pub mod pictures;
pub mod store;
mod write;

/// Folder of what can be lost without loss: caches and the lock.
pub const CACHE_FOLDER: &str = ".briefmill";

/// The folders of a digest that are its editor's.
fn own_folders(settings: &Settings) -> Vec<String> {
    let content = &settings.content;
    let below = [
        "briefs",
        "fragments",
        "companies",
        "technologies",
        "pages",
        "editions",
    ];
    let pictures = (settings.images == Images::Copy).then_some(pictures::FOLDER);
    [content, &settings.templates, &settings.static_files]
        .into_iter()
        .cloned()
        .chain(
            below
                .into_iter()
                .chain(pictures)
                .map(|name| format!("{content}/{name}")),
        )
        .collect()
}

/// A warning for a folder of the digest that is a link.
///
/// # Errors
/// When something else stands there: what was in the folder is not known then, which is not the same as nothing.
fn look_at(root: &Path, folder: &str) -> Result<Option<Finding>> {
    let path = root.join(folder);
    let failed = || format!("cannot look at {folder}");
    let what = disk::look(&path).with_context(failed)?;
    let link = what == disk::What::Link;
    let behind = if link {
        disk::look_through(&path).with_context(failed)?
    } else {
        what
    };
    match behind {
        disk::What::Folder if link => {
            let message =
                "this folder is a link: what it leads to is read, and nothing is written there";
            let finding = Finding::warning("link", message).in_file(folder);
            Ok(Some(finding.help(
                "put the folder itself there, or name it in briefmill.yaml",
            )))
        }
        disk::What::Absent if link => anyhow::bail!(
            "{folder} is a link that leads nowhere; mend it, so that what it leads to is not taken for gone"
        ),
        disk::What::Folder | disk::What::Absent => Ok(None),
        _ => anyhow::bail!(
            "{folder} is not a folder; move it elsewhere, so that a folder can be there"
        ),
    }
}

/// A digest's folder with its settings and catalogue.
#[derive(Debug)]
pub struct Project {
    /// The digest's folder.
    pub root: PathBuf,
    /// Its settings.
    pub settings: Settings,
    /// The built-in catalogue with the editor's over it.
    pub catalogue: Catalogue,
    /// The editor's rules on cleaning.
    pub editor_rules: EditorRules,
    /// What the editor decided of stories.
    pub decisions: Decisions,
    /// What kind of publisher each is, as far as the editor says it.
    pub publishers: Publishers,
    /// The file that says it.
    publishers_yaml: String,
    /// Hash of everything beside a fragment that a derivation depends on: the program's rules, the editor's catalogue and rules.
    pub rules_hash: String,
    /// What was doubtful in the catalogue.
    pub findings: Vec<Finding>,
    /// What earlier runs have worked out.
    pub kept: Kept,
    /// The day on which what is brought in now arrives, by which briefs without a date are sorted. It is noted in the brief
    /// when it is made and never asked for again, so that nothing else depends on the clock.
    pub arrival: Date,
}

/// Today, the same everywhere: of Coordinated Universal Time. `SOURCE_DATE_EPOCH`, by which builds are made reproducible,
/// stands for the clock (<https://reproducible-builds.org/specs/source-date-epoch/>).
pub fn today() -> Date {
    let stated = std::env::var("SOURCE_DATE_EPOCH").ok();
    let stated = stated.and_then(|seconds| seconds.trim().parse().ok());
    let stated = stated.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let now = stated.unwrap_or_else(Timestamp::now);
    TimeZone::UTC.to_datetime(now).date()
}

/// What stopped a command before it began.
#[derive(Debug)]
pub enum OpenError {
    /// The settings, the editor's catalogue or rules are wrong.
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
        Self::open_with(root, None)
    }

    /// As [`Project::open`], where what earlier runs have worked out may be at hand already.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn open_with(root: &Path, kept: Option<Kept>) -> Result<Self, OpenError> {
        let what = disk::look_through(root)
            .with_context(|| format!("cannot look at {}", root.display()))?;
        if what != disk::What::Folder {
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
        let (catalogue, mut findings) = Catalogue::built_in().with_decisions(&path, &decisions);
        // Briefs made without the editor's decisions would undo them: a wrong catalogue stops everything, as wrong
        // settings do.
        if findings.iter().any(|f| f.severity == Severity::Error) {
            return Err(OpenError::Settings(findings));
        }
        let path = format!("{}/{}", settings.content, editor_rules::FILE);
        let rules = disk::read_text(&root.join(&path))?.unwrap_or_default();
        let editor_rules = EditorRules::parse(&path, &rules).map_err(OpenError::Settings)?;
        let path = format!("{}/{DECISIONS}", settings.content);
        let of_stories = disk::read_text(&root.join(&path))?.unwrap_or_default();
        let of_stories = Decisions::parse(&path, &of_stories).map_err(OpenError::Settings)?;
        let path = format!("{}/{}", settings.content, editor_sources::FILE);
        let publishers_yaml = disk::read_text(&root.join(&path))?.unwrap_or_default();
        let publishers =
            editor_sources::parse(&path, &publishers_yaml).map_err(OpenError::Settings)?;
        let mut hasher = Hasher::default();
        hasher.update(env!("BRIEFMILL_SOURCES"));
        hasher.update(&decisions);
        if !rules.is_empty() {
            hasher.update(b"\0rules\0").update(&rules);
        }
        // What language a brief notes is told from the digest's.
        hasher.update(b"\0language\0").update(&settings.language);
        let rules_hash = hasher.hex(Stored::Rules);
        for folder in own_folders(&settings) {
            findings.extend(look_at(root, &folder)?);
        }
        Ok(Self {
            root: root.to_path_buf(),
            catalogue,
            editor_rules,
            decisions: of_stories,
            publishers,
            publishers_yaml,
            rules_hash,
            findings,
            kept: kept.unwrap_or_else(|| store::read(root)),
            arrival: settings.today.unwrap_or_else(today),
            settings,
        })
    }

    /// Mends what runs left behind that were ended halfway. Under the lock only: a run at work has such files too.
    pub fn recover(&self) -> Vec<Finding> {
        let cache = self.root.join(CACHE_FOLDER);
        let mut leftovers = disk::list(&self.content()).leftovers;
        leftovers.extend(disk::list(&cache).leftovers);
        // Nothing is taken away behind a link: it may be another digest's, at work just now.
        leftovers.retain(|path| {
            let name = disk::relative_name(path, &self.root);
            name.is_some_and(|name| disk::join_inside(&self.root, &name).is_ok())
        });
        disk::recover(&leftovers)
            .into_iter()
            .map(|problem| Finding::warning("leftover", problem).in_file(&self.settings.content))
            .collect()
    }

    /// Which briefs are taken up: all that are published or, with drafts, every one.
    pub fn selection(&self, drafts: bool) -> Selection {
        Selection {
            today: self.settings.today,
            drafts,
        }
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
