//! Writing single files: whole or not at all, and never over words that somebody saved in the meantime.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

use super::fault::{self, Op, point};
use super::folders::{exchange, move_new};
use super::leftover::{ASIDE, LEFTOVER, SWAP, UNFINISHED, is_leftover};
use super::read::{ReadError, What, look, read};
use crate::hash::{Stored, hex};

/// 16 hex digits that stand for any bytes in a file's name.
pub(super) fn mark(bytes: &[u8]) -> String {
    hex(Stored::Text, bytes)
}

/// Joins a relative name to a folder that briefmill itself made, so that no link is in it.
///
/// # Errors
/// When the name is absolute or climbs out with `..`.
pub fn join_own(folder: &Path, name: &str) -> Result<PathBuf> {
    let inside = |c: Component<'_>| matches!(c, Component::Normal(_));
    if !Path::new(name).components().all(inside) {
        bail!("`{name}` leads out of {}", folder.display());
    }
    Ok(folder.join(name))
}

/// Joins a relative name to a folder.
///
/// # Errors
/// When the name is absolute, climbs out with `..`, or passes through a link on its way.
pub fn join_inside(folder: &Path, name: &str) -> Result<PathBuf> {
    let mut path = folder.to_path_buf();
    let mut components = Path::new(name).components().peekable();
    while let Some(component) = components.next() {
        let Component::Normal(part) = component else {
            bail!("`{name}` leads out of {}", folder.display())
        };
        path.push(part);
        if components.peek().is_some() {
            refuse_link(&path)?;
        }
    }
    Ok(path)
}

fn refuse_link(path: &Path) -> Result<()> {
    let what = look(path).with_context(|| format!("cannot look at {}", path.display()))?;
    if what == What::Link {
        bail!(
            "{} is a link; nothing is written through links",
            path.display()
        );
    }
    Ok(())
}

/// Writes a whole file or nothing: to a temporary file beside it, synced, then renamed over it. For files that are
/// briefmill's alone; what a person may be editing goes through [`replace`].
///
/// # Errors
/// When the folder cannot be written; the old file is then as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<()> {
    put(path, bytes, Sync::Data)
}

/// As [`write_atomic`], for what is proved when it is read and can be lost: it need not have reached the disk.
///
/// # Errors
/// When the folder cannot be written; the old file is then as it was.
pub fn write_losable(path: &Path, bytes: &[u8]) -> Result<()> {
    put(path, bytes, Sync::None)
}

fn put(path: &Path, bytes: &[u8], sync: Sync) -> Result<()> {
    refuse_link(path)?;
    let file = temporary(path, bytes, sync)?;
    point(Op::Rename, path)
        .and_then(|()| file.persist(path).map_err(|e| e.error))
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

/// Adds bytes to the end of a file of so many bytes, of which each part is proved when it is read: not atomic. A file of
/// another length is another run's, and stays as it is.
///
/// # Errors
/// When it cannot be written; it is then as it was, as far as the system lets it.
pub fn append(path: &Path, after: u64, bytes: &[u8]) -> Result<()> {
    let failed = || format!("cannot write {}", path.display());
    refuse_link(path)?;
    let mut file = point(Op::Open, path)
        .and_then(|()| File::options().append(true).open(path))
        .with_context(failed)?;
    if file.metadata().with_context(failed)?.len() != after {
        return Ok(());
    }
    fault::write_all(&mut file, path, bytes)
        .inspect_err(|_| {
            // Half of a record proves nothing; where it stays, the next reader passes it over.
            let _ = file.set_len(after);
        })
        .with_context(failed)
}

/// As [`write_atomic`], but never over a file that is there.
///
/// # Errors
/// When the file exists or the folder cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let file = temporary(path, bytes, Sync::Data)?;
    point(Op::Rename, path)
        .and_then(|()| file.persist_noclobber(path).map_err(|e| e.error))
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

/// What replacing a file came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// The new text stands.
    Done,
    /// Somebody saved the file in the meantime: their text stands.
    SavedMeanwhile,
}

/// Replaces the text `expected` of a file by `new`, unless the file holds another text at that very moment.
///
/// The new file is exchanged with the old one in one step, and the old one is then compared; if it is not what the new
/// one was made from, it goes back. So there is no instant at which words that were saved stand nowhere.
///
/// # Errors
/// When the folder cannot be written or the file cannot be read; the file is then as somebody last saved it.
pub fn replace(path: &Path, expected: &[u8], new: &[u8]) -> Result<Replaced> {
    let failed = || format!("cannot write {}", path.display());
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        bail!("{} is no file's name", path.display())
    };
    let file = temporary(path, new, Sync::Data)?;
    if let Ok(meta) = fs::metadata(path) {
        // The editor's permissions stay. A failure here is no reason to lose the text.
        let _ = file.as_file().set_permissions(meta.permissions());
    }
    let swap = folder.join(format!("{SWAP}{}-{}", mark(new), mark(expected)));
    point(Op::Rename, &swap)
        .and_then(|()| file.persist_noclobber(&swap).map_err(|e| e.error))
        .with_context(failed)?;
    let done = if exchange(&swap, path).with_context(failed)? {
        settle(&swap, path, expected, new)
    } else {
        replace_aside(&swap, &aside_name(folder, name, expected), path, expected)
    };
    done.with_context(failed)
}

/// After the exchange: gives back what somebody saved in the meantime. Whatever stands in `swap` in the end was
/// superseded.
fn settle(swap: &Path, path: &Path, expected: &[u8], new: &[u8]) -> io::Result<Replaced> {
    let mut superseded = vec![expected.to_vec(), new.to_vec()];
    let mut outcome = Replaced::Done;
    loop {
        let taken = match read(swap, u64::MAX - 1) {
            Ok(bytes) => bytes,
            Err(e) => {
                // What was taken out is not known: it goes back unread.
                exchange(swap, path)?;
                return Err(of_read(e));
            }
        };
        if superseded.contains(&taken) {
            point(Op::Remove, swap)?;
            fs::remove_file(swap)?;
            return Ok(outcome);
        }
        outcome = Replaced::SavedMeanwhile;
        superseded.push(taken);
        exchange(swap, path)?;
    }
}

fn of_read(error: ReadError) -> io::Error {
    match error {
        ReadError::Io(e) => e,
        ReadError::Absent => io::ErrorKind::NotFound.into(),
        ReadError::TooLarge(_) | ReadError::NotAFile => io::ErrorKind::InvalidData.into(),
    }
}

fn aside_name(folder: &Path, name: &OsStr, expected: &[u8]) -> PathBuf {
    let mut aside = std::ffi::OsString::from(format!("{ASIDE}{}-", mark(expected)));
    aside.push(name);
    folder.join(aside)
}

/// Where the system cannot exchange: the old file is moved aside, which takes the last word that was saved with it, and
/// the new one put in its place unless somebody saved a file there in between.
fn replace_aside(new: &Path, aside: &Path, path: &Path, expected: &[u8]) -> io::Result<Replaced> {
    let drop_new = || fs::remove_file(new);
    if let Err(e) = move_new(path, aside) {
        let _ = drop_new();
        return Err(e);
    }
    let taken = read(aside, u64::MAX - 1).map_err(of_read);
    if taken.as_ref().is_ok_and(|t| t == expected) && move_new(new, path).is_ok() {
        point(Op::Remove, aside)?;
        fs::remove_file(aside)?;
        return Ok(Replaced::Done);
    }
    // Theirs, or unreadable: it goes back, unless a still newer one stands there.
    match move_new(aside, path) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => fs::remove_file(aside)?,
        other => other?,
    }
    drop_new()?;
    taken.map(|_| Replaced::SavedMeanwhile)
}

/// Mends what killed runs left behind: takes away what was superseded, and puts back what was moved aside.
///
/// Returns what needs a person: a text that somebody saved while a run was being killed, and that stands nowhere else.
pub fn recover(leftovers: &[PathBuf]) -> Vec<String> {
    let mut problems = Vec::new();
    for leftover in leftovers {
        match recover_one(leftover) {
            Ok(true) => {}
            Ok(false) => problems.push(format!(
                "{} holds a text that was saved while a run was ended; compare it with the briefs beside it, then delete it",
                leftover.display()
            )),
            Err(e) => problems.push(format!(
                "{} was left by a run that was ended, and cannot be taken away: {e}",
                leftover.display()
            )),
        }
    }
    problems
}

fn recover_one(leftover: &Path) -> io::Result<bool> {
    let name = leftover
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let remove = || {
        point(Op::Remove, leftover)?;
        fs::remove_file(leftover).map(|()| true)
    };
    if look(leftover)? != What::File {
        return Ok(false);
    }
    let bytes = || read(leftover, u64::MAX - 1).map_err(of_read);
    let folder = leftover.parent().unwrap_or(Path::new("."));
    if let Some(rest) = name.strip_prefix(ASIDE) {
        let Some((hash, own)) = rest.split_once('-') else {
            return Ok(false);
        };
        let place = folder.join(own);
        if look(&place)? == What::Absent {
            return move_new(leftover, &place).map(|()| true);
        }
        return if mark(&bytes()?) == hash {
            remove()
        } else {
            Ok(false)
        };
    }
    let Some(hashes) = name.strip_prefix(SWAP) else {
        // It was never finished, so nobody's file was exchanged for it.
        return remove();
    };
    let Some((ours, expected)) = hashes.split_once('-') else {
        return Ok(false);
    };
    let hash = mark(&bytes()?);
    if hash == ours || hash == expected {
        return remove();
    }
    // Somebody's: it goes back to where our own text stands in its place.
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_ours = look(&path)? == What::File
            && !path.file_name().is_some_and(is_leftover)
            && read(&path, u64::MAX - 1).is_ok_and(|b| mark(&b) == ours);
        if is_ours && exchange(leftover, &path)? {
            return remove();
        }
    }
    Ok(false)
}

/// What of a file must have reached the disk before it gets its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sync {
    Data,
    None,
}

fn temporary(path: &Path, bytes: &[u8], sync: Sync) -> Result<NamedTempFile> {
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    create_folder(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(LEFTOVER).suffix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = point(Op::Open, path)
        .and_then(|()| builder.tempfile_in(folder))
        .with_context(|| format!("cannot write in {}", folder.display()))?;
    let failed = || format!("cannot write {}", path.display());
    fault::write_all(file.as_file_mut(), path, bytes).with_context(failed)?;
    if sync == Sync::Data {
        point(Op::Sync, path)
            .and_then(|()| file.as_file().sync_data())
            .with_context(failed)?;
    }
    Ok(file)
}

/// Creates a folder and its parents.
///
/// # Errors
/// When it cannot be created.
pub fn create_folder(folder: &Path) -> Result<()> {
    let create = || {
        if look(folder)? != What::Folder {
            point(Op::Folder, folder)?;
            fs::create_dir_all(folder)?;
        }
        Ok::<(), io::Error>(())
    };
    create().with_context(|| format!("cannot create the folder {}", folder.display()))
}

/// Writes one file of a folder that is still being made and that nobody reads yet: not atomic by itself.
///
/// # Errors
/// When it cannot be written.
pub fn write_part(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = point(Op::Open, path)
        .and_then(|()| File::create_new(path))
        .with_context(|| format!("cannot create {}", path.display()))?;
    fault::write_all(&mut file, path, bytes)
        .with_context(|| format!("cannot write {}", path.display()))
}
