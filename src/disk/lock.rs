//! One run at a time in one digest.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::fault::{Op, point};
use super::read::{What, look};
use super::write::{create_folder, mark};

/// A lock on a digest, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

/// Takes the lock file at `path`, calling `waiting` once if another run holds it. On a folder that cannot be written
/// there is nothing to guard, and no lock is taken. The file's contents, if it has any, stay as they are.
///
/// # Errors
/// When the file or its folder is a link or no regular file, or the system fails.
pub fn lock(path: &Path, waiting: impl FnOnce()) -> Result<Lock> {
    let folder = path.parent().unwrap_or(Path::new("."));
    for (path, wanted) in [(folder, What::Folder), (path, What::File)] {
        let what = look(path).with_context(|| format!("cannot look at {}", path.display()))?;
        if what != wanted && what != What::Absent {
            let kind = match what {
                What::Link => "a link; nothing is written through links",
                What::Folder => "a folder",
                _ => "not what briefmill makes there",
            };
            bail!(
                "{} is {kind}. Delete it: briefmill makes it anew, and only caches are lost",
                path.display()
            );
        }
    }
    let opened = create_folder(folder).and_then(|()| open(path).map_err(Into::into));
    let file = match opened {
        Ok(file) => file,
        Err(e) if is_read_only(&e) => return Ok(Lock { _file: None }),
        Err(e) => {
            return Err(e).with_context(|| format!("cannot take the lock {}", path.display()));
        }
    };
    hold(file, path, waiting)
}

/// Holds a place on this machine for one run, so that two do not publish to it at once: by a file named after the place
/// in the system's folder for temporary files, since nothing of ours is left beside it. `waiting` is called once if
/// another run holds it. Where no such file can be made, none is held.
///
/// # Errors
/// When the system fails.
pub fn lock_place(place: &Path, waiting: impl FnOnce()) -> Result<Lock> {
    let mark = mark(place.as_os_str().as_encoded_bytes());
    let path = std::env::temp_dir().join(format!("briefmill-{mark}.lock"));
    match open(&path) {
        Ok(file) => hold(file, &path, waiting),
        Err(_) => Ok(Lock { _file: None }),
    }
}

fn hold(file: File, path: &Path, waiting: impl FnOnce()) -> Result<Lock> {
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock()
                .with_context(|| format!("cannot wait for the lock {}", path.display()))?;
        }
        // A file system without locks: two runs at once are then the user's to avoid.
        Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(e)) => {
            return Err(e).with_context(|| format!("cannot take the lock {}", path.display()));
        }
    }
    Ok(Lock { _file: Some(file) })
}

/// Opens the lock file; one that another user made is opened for reading, which is enough to lock it.
fn open(path: &Path) -> io::Result<File> {
    match open_to(path, true) {
        Err(e) if is_denied(&e) => open_to(path, false).map_err(|_| e),
        other => other,
    }
}

fn open_to(path: &Path, write: bool) -> io::Result<File> {
    point(Op::Open, path)?;
    let mut options = OpenOptions::new();
    options
        .read(true)
        .write(write)
        .create(write)
        .truncate(false);
    // Neither through a link nor into a pipe, should one have come between the look and now.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK)
            .bits()
            .cast_signed(),
    );
    options.open(path)
}

fn is_read_only(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(is_denied)
}

fn is_denied(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}
