//! Every read and write: sized, atomic, guarded against paths that lead outside. No policy.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

/// Why a file was not read.
#[derive(Debug)]
pub enum ReadError {
    /// Larger than the limit, in bytes.
    TooLarge(u64),
    /// A pipe, socket, device or folder, which is never waited for.
    NotAFile,
    /// The system's own reason.
    Io(io::Error),
}

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
/// See [`ReadError`].
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let meta = fs::metadata(path).map_err(ReadError::Io)?;
    if !meta.is_file() {
        return Err(ReadError::NotAFile);
    }
    if meta.len() > limit {
        return Err(ReadError::TooLarge(meta.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default());
    // The file may grow while it is read: the limit holds all the same.
    File::open(path)
        .map_err(ReadError::Io)?
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(ReadError::Io)?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Reads a text file; none if it does not exist.
///
/// # Errors
/// When the file is there but cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes).with_context(|| {
                format!("{} is not UTF-8; save it in that encoding", path.display())
            })?;
            Ok(Some(text))
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// One file below a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Path relative to the folder, with forward slashes.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Listing {
    /// Its files at any depth, sorted by name. Hidden files and folders are passed over.
    pub files: Vec<Entry>,
    /// What could not be listed, in words.
    pub problems: Vec<String>,
}

/// Lists a folder; one that does not exist is empty. Links are followed wherever they lead, loops reported.
pub fn list(folder: &Path) -> Listing {
    list_where(folder, false, is_hidden)
}

/// As [`list`], but a link that leads out of the folder is reported and not followed: for folders whose files come from
/// elsewhere.
pub fn list_confined(folder: &Path) -> Listing {
    list_where(folder, true, is_hidden)
}

/// As [`list_confined`], with hidden files, for what is copied as it is; what systems leave about is passed over.
pub fn list_static(folder: &Path) -> Listing {
    let passed_over = [".DS_Store", ".git", ".gitkeep", ".gitignore"];
    list_where(folder, true, |name| {
        name.to_str().is_some_and(|n| passed_over.contains(&n))
    })
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

fn list_where(folder: &Path, confined: bool, hidden: impl Fn(&std::ffi::OsStr) -> bool) -> Listing {
    let mut listing = Listing::default();
    if !folder.exists() {
        return listing;
    }
    let home = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    let strays = std::cell::RefCell::new(Vec::new());
    let walk = WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|e| {
            if e.depth() == 0 {
                return true;
            }
            if hidden(e.file_name()) {
                return false;
            }
            let stray = confined
                && e.path_is_symlink()
                && e.path()
                    .canonicalize()
                    .is_ok_and(|to| !to.starts_with(&home));
            if stray {
                let problem = format!(
                    "{} is a link that leads out of its folder; put a copy there",
                    e.path().display()
                );
                strays.borrow_mut().push(problem);
            }
            !stray
        });
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match relative_name(entry.path(), folder) {
                Some(name) => listing.files.push(Entry {
                    name,
                    path: entry.into_path(),
                }),
                None => listing.problems.push(format!(
                    "the name of {} is not UTF-8",
                    entry.path().display()
                )),
            },
            Err(e) => listing.problems.push(match (e.path(), e.loop_ancestor()) {
                (Some(path), Some(_)) => {
                    format!("{} is a link into its own parents", path.display())
                }
                (Some(path), None) => format!(
                    "cannot read {}: {}",
                    path.display(),
                    e.io_error()
                        .map_or_else(|| e.to_string(), ToString::to_string)
                ),
                _ => e.to_string(),
            }),
        }
    }
    listing.problems.extend(strays.into_inner());
    listing.files.sort();
    listing
}

/// `path` relative to `folder`, with forward slashes; none if it is not below it or not UTF-8.
pub fn relative_name(path: &Path, folder: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(folder)
        .ok()?
        .components()
        .map(|c| c.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
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
        if path.is_symlink() && components.peek().is_some() {
            bail!(
                "{} is a link; nothing is written through links",
                path.display()
            );
        }
    }
    Ok(path)
}

/// Writes a whole file or nothing: to a temporary file beside it, synced, then renamed over it.
///
/// # Errors
/// When the folder cannot be written; the old file is then as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<()> {
    let file = temporary(path, bytes)?;
    if let Ok(meta) = fs::metadata(path) {
        // The editor's permissions stay. A failure here is no reason to lose the text.
        let _ = file.as_file().set_permissions(meta.permissions());
    }
    file.persist(path)
        .map_err(|e| e.error)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

/// As [`write_atomic`], but never over a file that is there.
///
/// # Errors
/// When the file exists or the folder cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let file = temporary(path, bytes)?;
    file.persist_noclobber(path)
        .map_err(|e| e.error)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

fn temporary(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile> {
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    create_folder(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".briefmill-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder
        .tempfile_in(folder)
        .with_context(|| format!("cannot write in {}", folder.display()))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_data())
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(file)
}

/// Creates a folder and its parents.
///
/// # Errors
/// When it cannot be created.
pub fn create_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot create the folder {}", folder.display()))
}

/// Writes one file of a folder that is still being made and that nobody reads yet: not atomic by itself.
///
/// # Errors
/// When it cannot be written.
pub fn write_part(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file =
        File::create_new(path).with_context(|| format!("cannot create {}", path.display()))?;
    file.write_all(bytes)
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Removes a folder that briefmill made, and all in it.
///
/// # Errors
/// When something in it cannot be removed.
pub fn remove_own_folder(folder: &Path) -> Result<()> {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one place; callers prove that briefmill made the folder"
    )]
    let removed = fs::remove_dir_all(folder);
    match removed {
        Err(e) if e.kind() != io::ErrorKind::NotFound => {
            Err(e).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Puts the folder `new` in the place of `old` in one step where the system can, so that a reader sees one or the
/// other, and removes what stood there before. Both must be on one file system.
///
/// # Errors
/// When the folders cannot be renamed; the old one is then in its place.
pub fn replace_folder(new: &Path, old: &Path) -> Result<()> {
    sync_folder(new.parent());
    if !old.exists() {
        fs::rename(new, old)
            .with_context(|| format!("cannot put the new site at {}", old.display()))?;
        sync_folder(old.parent());
        return Ok(());
    }
    if exchange(new, old) {
        sync_folder(old.parent());
        // `new` now holds the former site.
        return remove_own_folder(new);
    }
    let aside = new.with_extension("old");
    fs::rename(old, &aside).with_context(|| format!("cannot move {} aside", old.display()))?;
    if let Err(e) = fs::rename(new, old) {
        fs::rename(&aside, old)
            .with_context(|| format!("the former site is kept at {}", aside.display()))?;
        return Err(e).with_context(|| format!("cannot put the new site at {}", old.display()));
    }
    sync_folder(old.parent());
    remove_own_folder(&aside)
}

/// Exchanges two folders in one step; false where the system has no such call.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

/// Exchanges two folders in one step; false where the system has no such call.
#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// Asks that a folder's names reach the disk; a system that cannot loses only the order, not the contents.
fn sync_folder(folder: Option<&Path>) {
    if let Some(file) = folder.and_then(|f| File::open(f).ok()) {
        let _ = file.sync_all();
    }
}

/// A lock on a digest, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

/// Takes the lock file at `path`, calling `waiting` once if another run holds it. On a folder that cannot be written
/// there is nothing to guard, and no lock is taken.
pub fn lock(path: &Path, waiting: impl FnOnce()) -> Lock {
    let file = path
        .parent()
        .and_then(|p| fs::create_dir_all(p).ok())
        .and_then(|()| File::create(path).ok());
    if let Some(file) = &file
        && file.try_lock().is_err()
    {
        waiting();
        let _ = file.lock();
    }
    Lock { _file: file }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_outside_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["../x", "/etc/passwd", "a/../../x"] {
            assert!(join_inside(folder.path(), name).is_err(), "{name}");
        }
        assert!(join_inside(folder.path(), "a/b.md").is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_links() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/tmp", folder.path().join("out")).unwrap();
        assert!(join_inside(folder.path(), "out/x").is_err());
    }

    #[test]
    fn a_new_file_never_replaces_one_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.md");
        write_new(&path, b"one").unwrap();
        assert!(write_new(&path, b"two").is_err());
        write_atomic(&path, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
    }

    #[test]
    fn a_folder_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let (new, old) = (folder.path().join("new"), folder.path().join("old"));
        for (dir, text) in [(&new, "n"), (&old, "o")] {
            fs::create_dir(dir).unwrap();
            write_part(&dir.join("f"), text.as_bytes()).unwrap();
        }
        replace_folder(&new, &old).unwrap();
        assert_eq!(fs::read(old.join("f")).unwrap(), b"n");
        assert!(!new.exists());
    }

    #[test]
    fn size_and_kind_are_checked_before_reading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big");
        write_new(&path, &[b'x'; 100]).unwrap();
        assert!(matches!(read(&path, 99), Err(ReadError::TooLarge(100))));
        assert!(matches!(read(folder.path(), 99), Err(ReadError::NotAFile)));
        assert_eq!(read(&path, 100).unwrap().len(), 100);
    }
}
