//! `briefmill init`: a new digest that builds at once.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Status, next};
use crate::disk::{self, What};
use crate::finding::path_text;
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
    let shown = path_text(dir);
    if disk::look(&dir.join(settings::FILE))? != What::Absent {
        bail!("{shown} is a digest already; nothing was touched");
    }
    if !matches!(disk::look_through(dir)?, What::Absent | What::Folder) {
        bail!("{shown} is a file; name a folder");
    }
    // What stands in the way is told before anything is made.
    let mut files = Vec::new();
    for (name, text) in FILES {
        files.push((*name, disk::join_inside(dir, name)?, *text));
    }
    let parents = files.iter().filter_map(|(_, path, _)| path.parent());
    let folders: Vec<PathBuf> = FOLDERS.iter().map(|f| dir.join(f)).collect();
    for folder in folders.iter().map(PathBuf::as_path).chain(parents) {
        let inside = folder.ancestors().take_while(|f| *f != dir);
        if let Some(taken) = inside.into_iter().find(|f| is_there(f) && !f.is_dir()) {
            bail!(
                "{} is no folder, and a digest needs one of that name; nothing was touched",
                path_text(taken)
            );
        }
    }
    for folder in &folders {
        disk::create_folder(folder)?;
    }
    let (mut made, mut kept) = (Vec::new(), Vec::new());
    for (name, path, text) in &files {
        // A file that is there is somebody's: it stays.
        if is_there(path) {
            kept.push(*name);
        } else {
            disk::write_new(path, text.as_bytes())?;
            made.push(*name);
        }
    }
    report.json(&serde_json::json!({ "digest": shown, "files": made, "kept": kept }));
    report.line(&format!("a new digest in {shown}"));
    for name in kept {
        report.line(&format!("{name} was there already and stays as it is"));
    }
    report.line(&format!(
        "put fragments into {}, then:",
        path_text(&dir.join("content/fragments"))
    ));
    report.line(&format!("  {}", next::command("serve", dir, "--open")));
    Ok(Status::Done)
}

/// Whether something has this name, be it a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
