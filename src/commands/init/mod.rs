//! `briefmill init`: a new digest that builds at once.

use std::path::Path;

use anyhow::{Result, bail};

use super::Status;
use crate::disk::{self, What};
use crate::report::Report;
use crate::settings;

/// The files of a new digest: name and text.
const FILES: &[(&str, &str)] = &[
    (settings::FILE, include_str!("briefmill.yaml")),
    ("content/fragments/welcome.md", include_str!("welcome.md")),
    ("content/pages/about.md", include_str!("about.md")),
    (".gitignore", include_str!("gitignore")),
];

/// Folders that are empty at first.
const FOLDERS: &[&str] = &[
    "content/companies",
    "content/technologies",
    "templates",
    "static",
];

pub(super) fn run(dir: &Path, report: Report) -> Result<Status> {
    if disk::look(&dir.join(settings::FILE))? != What::Absent {
        bail!("{} is a digest already; nothing was touched", dir.display());
    }
    if !matches!(disk::look_through(dir)?, What::Absent | What::Folder) {
        bail!("{} is a file; name a folder", dir.display());
    }
    for folder in FOLDERS {
        disk::create_folder(&dir.join(folder))?;
    }
    for (name, text) in FILES {
        let path = dir.join(name);
        // A file that is there is somebody's: it stays, and so does a link, wherever it leads.
        if disk::look(&path)? == What::Absent {
            disk::write_new(&path, text.as_bytes())?;
        }
    }
    report.json(&serde_json::json!({ "digest": dir, "files": FILES.iter().map(|f| f.0).collect::<Vec<_>>() }));
    report.line(&format!("a new digest in {}", dir.display()));
    report.line(&format!(
        "put fragments into {}, then:",
        dir.join("content/fragments").display()
    ));
    report.line(&format!(
        "  briefmill serve --root {} --open",
        dir.display()
    ));
    Ok(Status::Done)
}
