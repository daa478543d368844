//! The site as a folder, replaced as a whole: a reader sees the old site or the new one, never half of either.
//!
//! The new site is made beside the output, the two are exchanged in one step, and what stood there before is taken
//! away file by file, each proved by the manifest to be briefmill's: same name, same bytes. If one file is not, the two
//! are exchanged back. So a file that somebody puts there at whatever instant is still there afterwards.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;

use super::manifest::{FILE, Manifest, hash};
use super::target::{Target, look};
use crate::disk::{self, Identity, Leaf, What};
use crate::finding::Finding;
use crate::site::Site;

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

/// Renders every route of the site into the target, whose former contents go once the new ones are whole. `waiting` is
/// called once if another digest, or a copy of this one, is publishing to the same place.
///
/// # Errors
/// When a page cannot be rendered, when the target holds files that briefmill did not make, or when it cannot be
/// written.
pub fn write(site: &Site, target: &Target, waiting: impl FnOnce()) -> Result<Written, WriteError> {
    let _lock = disk::lock_place(&target.folder, waiting)?;
    finish_former_run(target)?;
    // What stands there now is what is judged, and what must stand there still at the exchange.
    let before = Identity::of(&target.folder).map_err(anyhow::Error::from)?;
    check_ours(target)?;
    let staging = target.beside("new");
    disk::create_folder(&staging)?;
    let written = render_all(site, target, &staging).and_then(|written| {
        exchange(target, before.as_ref(), &staging)?;
        Ok(written)
    });
    if written.is_err() {
        // The reason is told already; what cannot be taken away now is taken away by the next run.
        let _ = remove_ours(&staging);
    }
    written
}

/// What a run that was ended left behind: the former site put back if there is none, all else taken away.
fn finish_former_run(target: &Target) -> Result<()> {
    let aside = target.beside("old");
    if look(&aside)? == What::Folder {
        if look(&target.folder)? == What::Absent && Manifest::read(&aside)?.is_some() {
            disk::move_new(&aside, &target.folder).with_context(|| {
                format!(
                    "the former site is at {}; move it back to {}",
                    aside.display(),
                    target.folder.display()
                )
            })?;
        } else {
            remove_ours(&aside)?;
        }
    }
    remove_ours(&target.beside("new"))
}

fn render_all(site: &Site, target: &Target, staging: &Path) -> Result<Written, WriteError> {
    let routes = site.routes();
    let mut folders = BTreeSet::new();
    let mut manifest = Manifest {
        site: Some(target.site.clone()),
        ..Manifest::default()
    };
    for route in routes {
        disk::join_own(staging, route.path())?;
        if let Some((folder, _)) = route.path().rsplit_once('/') {
            folders.insert(folder);
        }
        manifest.files.insert(route.path().to_owned(), None);
    }
    // First the names alone: if this run is ended, the next one knows what it may take away.
    let path = staging.join(FILE);
    disk::write_atomic(&path, manifest.write().as_bytes())?;
    for folder in folders {
        disk::create_folder(&staging.join(folder))?;
    }
    let failed = Mutex::new(Vec::new());
    let written: Vec<(String, u64)> = routes
        .par_iter()
        .map(|route| match site.render(route) {
            Ok(bytes) => {
                disk::write_part(&staging.join(route.path()), &bytes)?;
                Ok((hash(&bytes), bytes.len() as u64))
            }
            Err(finding) => {
                if let Ok(mut failed) = failed.lock() {
                    failed.push(*finding);
                }
                Ok((String::new(), 0))
            }
        })
        .collect::<Result<_>>()?;
    let mut failed = failed.into_inner().unwrap_or_default();
    if !failed.is_empty() {
        failed.sort();
        failed.dedup();
        return Err(WriteError::Pages(failed));
    }
    let mut sum = Written {
        files: routes.len(),
        bytes: 0,
    };
    for (route, (hash, bytes)) in routes.iter().zip(written) {
        manifest.files.insert(route.path().to_owned(), Some(hash));
        sum.bytes += bytes;
    }
    disk::write_atomic(&path, manifest.write().as_bytes())?;
    Ok(sum)
}

/// Refuses to publish nothing over a site with briefs: a digest that has lost all of its briefs was moved, or is not
/// mounted, more often than it was emptied.
///
/// # Errors
/// When there is such a site, or it cannot be read.
pub fn refuse_to_empty(target: &Target) -> Result<()> {
    let manifest = match look(&target.folder)? {
        What::Folder => Manifest::read(&target.folder)?,
        _ => None,
    };
    match manifest.map_or(0, |m| m.briefs()) {
        0 => Ok(()),
        former => bail!(
            "the site at {} has briefs ({former}), and the digest has none and no fragment to make one of; if that is meant, remove that folder yourself",
            target.folder.display()
        ),
    }
}

/// Refuses a folder that briefmill did not make, that holds another digest's site, or files of others.
fn check_ours(target: &Target) -> Result<()> {
    let folder = &target.folder;
    if look(folder)? == What::Absent {
        return Ok(());
    }
    let manifest =
        Manifest::read(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    if let Some(other) = manifest.as_ref().and_then(|m| m.site.as_ref())
        && !target.inside
        && !other.is_also(&target.site)
    {
        bail!(
            "{} holds the site of another digest, \"{}\"; name another folder, or remove this one yourself",
            folder.display(),
            other.title
        );
    }
    match foreign_file(folder, manifest.as_ref())? {
        None => Ok(()),
        Some(_) if manifest.is_none() => bail!(
            "{} holds files and was not made by briefmill; nothing in it was touched. Empty it yourself or set another `output`",
            folder.display()
        ),
        Some(name) => bail!("{}", not_ours(&folder.join(name))),
    }
}

fn not_ours(path: &Path) -> String {
    format!(
        "{} was not made by briefmill; nothing was touched. Move it to static/, from where it is copied into each new site, or delete it",
        path.display()
    )
}

/// The first file or empty folder below a folder that its manifest does not name.
fn foreign_file(folder: &Path, manifest: Option<&Manifest>) -> Result<Option<PathBuf>> {
    let leaves =
        disk::leaves_below(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let named = |path: &Path, of: fn(&Manifest, &str) -> bool| {
        let name = disk::relative_name(path, folder).unwrap_or_default();
        manifest.is_some_and(|m| of(m, &name))
    };
    let foreign = leaves.into_iter().find_map(|leaf| match leaf {
        Leaf::File(path) => (!named(&path, Manifest::names_file)).then_some(path),
        Leaf::EmptyFolder(path) => (!named(&path, Manifest::names_folder)).then_some(path),
        // briefmill makes none, whatever its name.
        Leaf::Other(path) => Some(path),
    });
    Ok(foreign.map(|path| {
        path.strip_prefix(folder)
            .map_or(path.clone(), Path::to_path_buf)
    }))
}

/// Puts the new site in the place of the old one and takes the old one away.
fn exchange(target: &Target, before: Option<&Identity>, staging: &Path) -> Result<()> {
    let folder = &target.folder;
    let put = || {
        format!(
            "cannot put the new site at {}; the former one is as it was",
            folder.display()
        )
    };
    disk::sync_folder(staging)?;
    if Identity::of(folder)?.as_ref() != before {
        bail!(
            "{} was replaced by somebody while the site was made; nothing was touched",
            folder.display()
        );
    }
    if before.is_none() {
        disk::move_new(staging, folder).with_context(put)?;
        return Ok(disk::sync_folder(&target.parent)?);
    }
    let exchanged = disk::exchange(staging, folder);
    if let Err(e) = &exchanged
        && matches!(
            e.kind(),
            ErrorKind::ResourceBusy | ErrorKind::CrossesDevices
        )
    {
        bail!("{}", target.is_a_mount_point());
    }
    if exchanged.with_context(put)? {
        if let Err(reason) = prove_ours(staging, before) {
            // What stands in the old folder is somebody's: the two go back to where they were.
            disk::exchange(staging, folder).with_context(|| {
                format!("the former site is at {}; move it back", staging.display())
            })?;
            return Err(anyhow!(
                "{}",
                reason.replace(&shown(staging), &shown(folder))
            ));
        }
        disk::sync_folder(&target.parent)?;
        return remove_proved(staging);
    }
    // Two steps, where the system cannot exchange. A run that is ended between them is finished by the next one.
    let aside = target.beside("old");
    disk::move_new(folder, &aside).with_context(|| {
        format!(
            "cannot move {} aside; if it is a mount point, name a folder inside it as the output",
            folder.display()
        )
    })?;
    let back = || {
        disk::move_new(&aside, folder)
            .with_context(|| format!("the former site is at {}; move it back", aside.display()))
    };
    if let Err(reason) = prove_ours(&aside, before) {
        back()?;
        return Err(anyhow!(
            "{}",
            reason.replace(&shown(&aside), &shown(folder))
        ));
    }
    if let Err(e) = disk::move_new(staging, folder) {
        back()?;
        return Err(e).with_context(put);
    }
    disk::sync_folder(&target.parent)?;
    remove_proved(&aside)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Whether every file below a folder is briefmill's, by name and bytes; else what is not, for people.
fn prove_ours(folder: &Path, before: Option<&Identity>) -> Result<(), String> {
    let words = |e: anyhow::Error| format!("{e:#}");
    if Identity::of(folder).map_err(|e| e.to_string())?.as_ref() != before {
        return Err(format!(
            "{} was replaced by somebody while the site was made; nothing was touched",
            folder.display()
        ));
    }
    let manifest = Manifest::read(folder).map_err(words)?;
    if let Some(name) = foreign_file(folder, manifest.as_ref()).map_err(words)? {
        return Err(not_ours(&folder.join(name)));
    }
    let files: Vec<_> = manifest.iter().flat_map(|m| &m.files).collect();
    let changed = files
        .par_iter()
        .find_map_first(|(name, hash)| match is_ours(&folder.join(name), hash.as_deref()) {
            Ok(Proof::Changed) => Some(format!(
                "{} was changed after briefmill made it; nothing was touched. Keep your change in templates/ or static/, then delete the file",
                folder.join(name).display()
            )),
            Err(e) => Some(words(e)),
            Ok(Proof::Ours | Proof::Gone) => None,
        });
    match changed {
        Some(reason) => Err(reason),
        None => Ok(()),
    }
}

/// What the manifest proves of one file.
enum Proof {
    Ours,
    Changed,
    Gone,
}

fn is_ours(path: &Path, hashed: Option<&str>) -> Result<Proof> {
    let what = look(path)?;
    let Some(hashed) = hashed.filter(|_| what == What::File) else {
        // Only the name is known: of a site that was never finished, or of a former version.
        return Ok(match what {
            What::Absent => Proof::Gone,
            What::File => Proof::Ours,
            What::Folder | What::Link | What::Other => Proof::Changed,
        });
    };
    match disk::read(path, u64::MAX - 1) {
        Ok(bytes) if hash(&bytes) == hashed => Ok(Proof::Ours),
        Ok(_) | Err(disk::ReadError::NotAFile | disk::ReadError::TooLarge(_)) => Ok(Proof::Changed),
        Err(disk::ReadError::Absent) => Ok(Proof::Gone),
        Err(disk::ReadError::Io(e)) => {
            Err(e).with_context(|| format!("cannot read {}", path.display()))
        }
    }
}

/// Takes away, file by file, what a folder's manifest proves to be briefmill's by name and bytes, then the empty folders.
///
/// # Errors
/// When something of somebody's is left in it, which is told and stays, or the system fails.
fn remove_ours(folder: &Path) -> Result<()> {
    remove(folder, is_ours)
}

/// As [`remove_ours`], from a folder whose every file was proved just now, and which nobody knows by its name.
fn remove_proved(folder: &Path) -> Result<()> {
    remove(folder, |path, _| is_ours(path, None))
}

fn remove(
    folder: &Path,
    proof: impl Fn(&Path, Option<&str>) -> Result<Proof> + Sync,
) -> Result<()> {
    match look(folder)? {
        What::Absent => return Ok(()),
        What::Folder => {}
        What::File | What::Link | What::Other => bail!(
            "{} is in the way of the new site and was not made by briefmill; move it elsewhere",
            folder.display()
        ),
    }
    for leftover in disk::list(folder).leftovers {
        // The manifest itself, half written.
        disk::remove_file(&leftover)
            .with_context(|| format!("cannot remove {}", leftover.display()))?;
    }
    if let Some(manifest) = Manifest::read(folder)? {
        let files: Vec<_> = manifest.files.iter().collect();
        files.par_iter().try_for_each(|(name, hash)| {
            let path = disk::join_inside(folder, name)?;
            if let Proof::Ours = proof(&path, hash.as_deref())? {
                disk::remove_file(&path)
                    .with_context(|| format!("cannot remove {}", path.display()))?;
            }
            Ok::<(), anyhow::Error>(())
        })?;
        disk::remove_empty_folders(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
        // The proof goes last: a run that is ended here can still be finished.
        if foreign_file(folder, Some(&Manifest::default()))?.is_none() {
            disk::remove_file(&folder.join(FILE))
                .with_context(|| format!("cannot remove {}", folder.display()))?;
        }
    }
    disk::remove_empty_folders(folder)
        .with_context(|| format!("cannot remove {}", folder.display()))?;
    if look(folder)? == What::Folder {
        let name = foreign_file(folder, Some(&Manifest::default()))?.unwrap_or_default();
        bail!(
            "{} was not made by briefmill, and lies in the folder of a former run; move it elsewhere",
            folder.join(name).display()
        );
    }
    Ok(())
}
