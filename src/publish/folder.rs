//! The site as a folder, replaced as a whole: a reader sees the old site or the new one, never half of either.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;

use crate::disk;
use crate::finding::Finding;
use crate::site::Site;

/// The list of the files that briefmill put into the folder; a folder without it is not briefmill's.
pub const MANIFEST: &str = ".briefmill-manifest";

/// What writing a site came to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files.
    pub files: usize,
    /// Bytes.
    pub bytes: u64,
}

/// Why a site was not written. The folder is then as it was.
#[derive(Debug)]
pub enum WriteError {
    /// Pages that could not be rendered.
    Pages(Vec<Finding>),
    /// The folder or the system.
    Folder(anyhow::Error),
}

impl From<anyhow::Error> for WriteError {
    fn from(error: anyhow::Error) -> Self {
        Self::Folder(error)
    }
}

/// Renders every route of the site below `output`, whose former contents go once the new ones are whole.
///
/// # Errors
/// When a page cannot be rendered, when `output` holds files that briefmill did not make, or when it cannot be
/// written.
pub fn write(site: &Site, output: &Path) -> Result<Written, WriteError> {
    check_ours(output)?;
    let staging = staging_folder(output)?;
    // A former run that was killed may have left its own.
    disk::remove_own_folder(&staging)?;
    disk::create_folder(&staging)?;
    let written = render_all(site, &staging).and_then(|written| {
        disk::replace_folder(&staging, output)?;
        Ok(written)
    });
    if written.is_err() {
        let _ = disk::remove_own_folder(&staging);
    }
    written
}

fn render_all(site: &Site, staging: &Path) -> Result<Written, WriteError> {
    let routes = site.routes();
    let mut folders = BTreeSet::new();
    for route in routes {
        disk::join_inside(staging, route.path())?;
        if let Some((folder, _)) = route.path().rsplit_once('/') {
            folders.insert(folder);
        }
    }
    for folder in folders {
        disk::create_folder(&staging.join(folder))?;
    }
    let failed = Mutex::new(Vec::new());
    let bytes = routes
        .par_iter()
        .map(|route| match site.render(route) {
            Ok(bytes) => {
                disk::write_part(&staging.join(route.path()), &bytes).map(|()| bytes.len() as u64)
            }
            Err(finding) => {
                if let Ok(mut failed) = failed.lock() {
                    failed.push(*finding);
                }
                Ok(0)
            }
        })
        .try_reduce(|| 0, |a, b| Ok(a + b))?;
    let mut failed = failed.into_inner().unwrap_or_default();
    if !failed.is_empty() {
        failed.sort();
        failed.dedup();
        return Err(WriteError::Pages(failed));
    }
    let mut manifest = String::from(
        "# Made by briefmill: the files of this site. Others do not belong here; put them into static/.\n",
    );
    for route in routes {
        manifest.push_str(route.path());
        manifest.push('\n');
    }
    disk::write_part(&staging.join(MANIFEST), manifest.as_bytes())?;
    Ok(Written {
        files: routes.len(),
        bytes,
    })
}

/// Refuses a folder that briefmill did not make, or that holds files of others.
fn check_ours(output: &Path) -> Result<()> {
    if output.is_symlink() {
        bail!(
            "{} is a link; name the folder itself as the output, so that it can be replaced as a whole",
            output.display()
        );
    }
    if !output.exists() {
        return Ok(());
    }
    if !output.is_dir() {
        bail!("{} is a file; name a folder for the site", output.display());
    }
    let manifest = disk::read_text(&output.join(MANIFEST))?;
    let listed: Option<BTreeSet<&str>> = manifest.as_deref().map(|m| m.lines().collect());
    for entry in walkdir::WalkDir::new(output).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", output.display()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let name = disk::relative_name(entry.path(), output).unwrap_or_default();
        match &listed {
            None => bail!(
                "{} holds files and was not made by briefmill; nothing in it was touched. Empty it yourself or set another `output`",
                output.display()
            ),
            Some(listed) if name != MANIFEST && !listed.contains(name.as_str()) => bail!(
                "{} was not made by briefmill; nothing was touched. Move it to static/, from where it is copied into each new site, or delete it",
                entry.path().display()
            ),
            Some(_) => {}
        }
    }
    Ok(())
}

/// Where the new site is made: beside the output, so that it can be renamed into place.
fn staging_folder(output: &Path) -> Result<PathBuf> {
    let name = output
        .file_name()
        .and_then(|n| n.to_str())
        .ok_or_else(|| anyhow!("{} is no folder's name", output.display()))?;
    let parent = output
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    disk::create_folder(parent)?;
    Ok(parent.join(format!(".{name}.briefmill-new")))
}
