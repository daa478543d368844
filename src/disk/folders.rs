//! Names and folders: exchanging, moving without replacing, removing what a list proves to be ours.

use std::fs;
use std::io;
use std::path::Path;

use super::fault::{Op, cannot_exchange, point};
use super::read::{What, look};

/// Exchanges what stands at two paths in one step; false where the system has no such call.
///
/// # Errors
/// When the system refuses; both are then where they were.
#[cfg(target_os = "linux")]
pub fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    if cannot_exchange() {
        return Ok(false);
    }
    point(Op::Exchange, b)?;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// Exchanges what stands at two paths in one step; false where the system has no such call.
///
/// # Errors
/// Never, here.
#[cfg(not(target_os = "linux"))]
pub fn exchange(_: &Path, b: &Path) -> io::Result<bool> {
    let _ = (cannot_exchange(), point(Op::Exchange, b)?);
    Ok(false)
}

/// Renames, never over something that is there.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] when something is there; the system's own reasons else.
pub fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    point(Op::Rename, to)?;
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            other => return Ok(other?),
        }
    }
    if look(to)? != What::Absent {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

/// Gives a file a second name, in a folder that is still being made.
///
/// # Errors
/// The system's own, as where it has no second names, or the two are on two file systems.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    point(Op::Link, to)?;
    fs::hard_link(from, to)
}

/// Creates a folder below one that is still being made, with those above it; one that is there already is fine.
///
/// # Errors
/// The system's own.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    point(Op::Folder, folder)?;
    match fs::create_dir(folder) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder),
        other => other,
    }
}

/// Removes one file; one that is not there is removed already.
///
/// # Errors
/// The system's own.
pub fn remove_file(path: &Path) -> io::Result<()> {
    point(Op::Remove, path)?;
    let removed = match fs::remove_file(path) {
        Err(e) if e.kind() == io::ErrorKind::PermissionDenied && allow_removal(path) => {
            fs::remove_file(path)
        }
        other => other,
    };
    match removed {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Makes the folder that something is in writable again; whether that could be done.
fn allow_removal(path: &Path) -> bool {
    let Some(folder) = path.parent() else {
        return false;
    };
    #[cfg(unix)]
    return fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .is_ok();
    #[cfg(not(unix))]
    return {
        let _ = folder;
        false
    };
}

/// Removes one folder, which holds nothing any more.
///
/// # Errors
/// The system's own.
pub fn remove_empty_folder(folder: &Path) -> io::Result<()> {
    point(Op::Remove, folder)?;
    fs::remove_dir(folder)
}

/// Removes the empty folders at and below a folder, deepest first; those that hold something stay.
///
/// # Errors
/// When a folder cannot be listed or removed for another reason than that it holds something.
pub fn remove_empty_folders(folder: &Path) -> io::Result<()> {
    let walk = walkdir::WalkDir::new(folder).contents_first(true);
    for entry in walk {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            continue;
        }
        point(Op::Remove, entry.path())?;
        let removed = match fs::remove_dir(entry.path()) {
            // The folder itself may lie in one that others may not change: that one is not touched.
            Err(e)
                if e.kind() == io::ErrorKind::PermissionDenied
                    && entry.depth() > 0
                    && allow_removal(entry.path()) =>
            {
                fs::remove_dir(entry.path())
            }
            other => other,
        };
        match removed {
            Err(e)
                if !matches!(
                    e.kind(),
                    io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotFound
                ) =>
            {
                return Err(e);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Asks that a folder's names reach the disk.
///
/// # Errors
/// When the disk fails. A system that cannot sync folders loses only the order, not the contents: that is no error.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    point(Op::Sync, folder)?;
    match fs::File::open(folder).and_then(|f| f.sync_all()) {
        Err(e)
            if !matches!(
                e.kind(),
                io::ErrorKind::InvalidInput
                    | io::ErrorKind::Unsupported
                    | io::ErrorKind::PermissionDenied
            ) =>
        {
            Err(e)
        }
        _ => Ok(()),
    }
}
