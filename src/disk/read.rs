//! Looking, reading and listing. What cannot be looked at is an error here, never "not there".

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::fault::{Op, point};
use super::leftover::is_leftover;
use crate::finding::path_text;

/// What stands at a path; no link is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Nothing.
    Absent,
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// A pipe, socket or device.
    Other,
}

/// Looks at a path itself.
///
/// # Errors
/// When the system cannot tell: that is not the same as [`What::Absent`].
pub fn look(path: &Path) -> io::Result<What> {
    point(Op::Stat, path)?;
    what(fs::symlink_metadata(path))
}

/// As [`look`], at what a link leads to; one that leads nowhere is [`What::Absent`].
///
/// # Errors
/// When the system cannot tell.
pub fn look_through(path: &Path) -> io::Result<What> {
    point(Op::Stat, path)?;
    what(fs::metadata(path))
}

fn what(meta: io::Result<fs::Metadata>) -> io::Result<What> {
    match meta {
        Ok(meta) if meta.is_file() => Ok(What::File),
        Ok(meta) if meta.is_dir() => Ok(What::Folder),
        Ok(meta) if meta.is_symlink() => Ok(What::Link),
        Ok(_) => Ok(What::Other),
        Err(e) if is_absence(&e) => Ok(What::Absent),
        Err(e) => Err(e),
    }
}

/// Whether an error says that there is nothing at a path.
fn is_absence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// A file or folder by what it is rather than by its name: two paths to one folder have one identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity(#[cfg(unix)] (u64, u64), #[cfg(not(unix))] PathBuf);

impl Identity {
    /// The identity of what a path leads to; none where there is nothing.
    ///
    /// # Errors
    /// When the system cannot tell.
    pub fn of(path: &Path) -> io::Result<Option<Self>> {
        point(Op::Stat, path)?;
        #[cfg(unix)]
        let found = fs::metadata(path).map(|meta| {
            use std::os::unix::fs::MetadataExt;
            Self((meta.dev(), meta.ino()))
        });
        #[cfg(not(unix))]
        let found = path.canonicalize().map(Self);
        match found {
            Ok(identity) => Ok(Some(identity)),
            Err(e) if is_absence(&e) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Whether both are on one file system, as far as can be told.
    pub fn shares_device(&self, other: &Self) -> bool {
        #[cfg(unix)]
        return self.0.0 == other.0.0;
        #[cfg(not(unix))]
        return {
            let _ = other;
            true
        };
    }
}

/// By what a file or folder is known to be as it was left: which it is, its length, when it was last changed. Only to
/// tell that nobody has been there since; what is there is never told by it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    place: (u64, u64),
    /// Bytes.
    pub length: u64,
    changed: (u64, u32),
    folder: bool,
}

/// The trace of what stands at a path, a file or a folder and no link; none where there is nothing of the kind.
///
/// # Errors
/// When the system cannot tell.
pub fn trace(path: &Path) -> io::Result<Option<Trace>> {
    point(Op::Stat, path)?;
    let meta = match fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(e) if is_absence(&e) => return Ok(None),
        Err(e) => return Err(e),
    };
    if !meta.is_file() && !meta.is_dir() {
        return Ok(None);
    }
    let since = meta.modified()?.duration_since(std::time::UNIX_EPOCH);
    let since = since.unwrap_or_default();
    #[cfg(unix)]
    let place = {
        use std::os::unix::fs::MetadataExt;
        (meta.dev(), meta.ino())
    };
    #[cfg(not(unix))]
    let place = (0, 0);
    Ok(Some(Trace {
        place,
        length: if meta.is_dir() { 0 } else { meta.len() },
        changed: (since.as_secs(), since.subsec_nanos()),
        folder: meta.is_dir(),
    }))
}

/// A path with every link in it followed; what is at its end must be there.
///
/// # Errors
/// The system's own.
pub fn resolve(path: &Path) -> io::Result<PathBuf> {
    point(Op::Stat, path)?;
    path.canonicalize()
}

/// Why a file was not read.
#[derive(Debug)]
pub enum ReadError {
    /// There is none.
    Absent,
    /// Larger than the limit, in bytes.
    TooLarge(u64),
    /// A pipe, socket, device or folder, which is never waited for.
    NotAFile,
    /// The system's own reason.
    Io(io::Error),
}

impl ReadError {
    /// Whether the system failed, rather than refused: the next try may well succeed.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Io(e) if e.kind() != io::ErrorKind::PermissionDenied)
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        if is_absence(&error) {
            Self::Absent
        } else {
            Self::Io(error)
        }
    }
}

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
/// See [`ReadError`].
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let bytes = read_start(path, limit.saturating_add(1))?;
    let length = bytes.len() as u64;
    if length > limit {
        let whole = fs::metadata(path).map_or(length, |m| m.len());
        return Err(ReadError::TooLarge(whole.max(length)));
    }
    Ok(bytes)
}

/// Reads at most the first `most` bytes of a regular file.
///
/// # Errors
/// See [`ReadError`]; never [`ReadError::TooLarge`].
pub fn read_start(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    point(Op::Open, path)?;
    let mut options = OpenOptions::new();
    options.read(true);
    // Opening a pipe would wait for its other end.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let file = options.open(path)?;
    // Asked of what was opened, not of its name: the name may lead elsewhere by now.
    let meta = file.metadata()?;
    if !meta.is_file() {
        return Err(ReadError::NotAFile);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(most)).unwrap_or_default());
    point(Op::Read, path)?;
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Largest file of settings or decisions that is read, in bytes; they are written by people.
const TEXT_LIMIT: u64 = 64_000_000;

/// Reads a text file; none if it does not exist.
///
/// # Errors
/// When the file is there but is no regular file, cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<Option<String>> {
    match read(path, TEXT_LIMIT) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes).with_context(|| {
                format!("{} is not UTF-8; save it in that encoding", path.display())
            })?;
            Ok(Some(text))
        }
        Err(ReadError::Absent) => Ok(None),
        Err(ReadError::TooLarge(size)) => bail!(
            "{} has {} MB; no such file is that large",
            path.display(),
            size / 1_000_000
        ),
        Err(ReadError::NotAFile) => bail!(
            "{} is not a regular file; only regular files are read",
            path.display()
        ),
        Err(ReadError::Io(e)) => Err(e).with_context(|| format!("cannot read {}", path.display())),
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

/// What stood in the way of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, in words.
    pub message: String,
    /// Whether the system failed, so that nobody knows what is there; else something was passed over by rule.
    pub unknown: bool,
    /// Whether nothing is missing for it: what was passed over is listed elsewhere.
    pub harmless: bool,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Listing {
    /// Its files at any depth, sorted by name. Hidden files and folders are passed over.
    pub files: Vec<Entry>,
    /// What could not be listed.
    pub problems: Vec<Problem>,
    /// Links that were followed, sorted.
    pub links: Vec<PathBuf>,
    /// Files that a run which was ended halfway left behind, sorted.
    pub leftovers: Vec<PathBuf>,
    /// Files whose names are not UTF-8.
    unnamed: Vec<PathBuf>,
}

/// Lists a folder; one that does not exist is empty. Links are followed wherever they lead, loops reported.
pub fn list(folder: &Path) -> Listing {
    telling_unnamed(list_where(folder, false, is_hidden))
}

/// As [`list_confined`], with files whose names are not UTF-8 too, under a name that tells their bytes: what is only read
/// may have any.
pub fn list_any_name(folder: &Path) -> Listing {
    let mut listing = list_where(folder, true, is_hidden);
    for path in std::mem::take(&mut listing.unnamed) {
        let name = path.strip_prefix(folder).map(path_text).unwrap_or_default();
        if listing.files.iter().any(|f| f.name == name) {
            listing.problems.push(unnamed(&path));
        } else {
            listing.files.push(Entry { name, path });
        }
    }
    listing.files.sort();
    listing
}

/// As [`list`], but a link that leads out of the folder is reported and not followed: for folders whose files come from
/// elsewhere.
pub fn list_confined(folder: &Path) -> Listing {
    telling_unnamed(list_where(folder, true, is_hidden))
}

/// As [`list_confined`], with hidden files, for what is copied as it is; what systems leave about is passed over.
pub fn list_static(folder: &Path) -> Listing {
    let passed_over = [".DS_Store", ".git", ".gitkeep", ".gitignore"];
    telling_unnamed(list_where(folder, true, |name| {
        name.to_str().is_some_and(|n| passed_over.contains(&n))
    }))
}

/// A listing without files whose names are not UTF-8: each is a problem.
fn telling_unnamed(mut listing: Listing) -> Listing {
    let paths = std::mem::take(&mut listing.unnamed);
    listing.problems.extend(paths.iter().map(|p| unnamed(p)));
    listing
}

fn unnamed(path: &Path) -> Problem {
    Problem {
        message: format!("the name of {} is not UTF-8", path_text(path)),
        unknown: false,
        harmless: false,
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

fn list_where(folder: &Path, confined: bool, hidden: impl Fn(&OsStr) -> bool) -> Listing {
    let mut listing = Listing::default();
    let unknown = |path: &Path, e: &dyn std::fmt::Display| Problem {
        message: format!("cannot read {}: {e}", path.display()),
        unknown: true,
        harmless: false,
    };
    match look(folder) {
        Ok(What::Absent) => return listing,
        Ok(What::Link) if matches!(look_through(folder), Ok(What::Absent)) => {
            listing.problems.push(Problem {
                message: format!("{} is a link that leads nowhere", folder.display()),
                unknown: true,
                harmless: false,
            });
            return listing;
        }
        Ok(What::File | What::Other) => {
            listing.problems.push(Problem {
                message: format!("{} is not a folder", folder.display()),
                unknown: true,
                harmless: false,
            });
            return listing;
        }
        Ok(What::Folder | What::Link) => {}
        Err(e) => {
            listing.problems.push(unknown(folder, &e));
            return listing;
        }
    }
    let home = resolve(folder).unwrap_or_else(|_| folder.to_path_buf());
    let strays = std::cell::RefCell::new(Vec::new());
    let leftovers = std::cell::RefCell::new(Vec::new());
    let walk = WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|e| {
            if e.depth() == 0 {
                return true;
            }
            if is_leftover(e.file_name()) {
                leftovers.borrow_mut().push(e.path().to_path_buf());
                return false;
            }
            if hidden(e.file_name()) {
                return false;
            }
            let stray = confined
                && e.path_is_symlink()
                && resolve(e.path()).is_ok_and(|to| !to.starts_with(&home));
            if stray {
                strays.borrow_mut().push(Problem {
                    message: format!(
                        "{} is a link that leads out of its folder; put a copy there",
                        e.path().display()
                    ),
                    unknown: false,
                    harmless: false,
                });
            }
            !stray
        });
    for entry in walk {
        let entry = entry.map_err(|e| of_walk(&e)).and_then(|entry| {
            point(Op::List, entry.path()).map_err(|e| Some(unknown(entry.path(), &e)))?;
            Ok(entry)
        });
        if let Ok(entry) = &entry
            && entry.depth() > 0
            && entry.path_is_symlink()
        {
            listing.links.push(entry.path().to_path_buf());
        }
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match relative_name(entry.path(), folder) {
                Some(name) => listing.files.push(Entry {
                    name,
                    path: entry.into_path(),
                }),
                None => listing.unnamed.push(entry.into_path()),
            },
            Err(problem) => listing.problems.extend(problem),
        }
    }
    listing.problems.extend(strays.into_inner());
    listing.files.sort();
    listing.links.sort();
    listing.leftovers = leftovers.into_inner();
    listing.leftovers.sort();
    listing
}

/// What a tree of folders ends in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// A regular file.
    File(PathBuf),
    /// A folder that holds nothing.
    EmptyFolder(PathBuf),
    /// A link, wherever it leads, a pipe, a socket, a device.
    Other(PathBuf),
}

/// What everything below a folder ends in, hidden ones too, sorted; no link is followed.
///
/// # Errors
/// When anything in it cannot be listed.
pub fn leaves_below(folder: &Path) -> io::Result<Vec<Leaf>> {
    let mut leaves = Vec::new();
    let mut last_folder: Option<PathBuf> = None;
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        point(Op::List, entry.path())?;
        // A folder that holds something is followed by it.
        let empty = last_folder.take().filter(|f| !entry.path().starts_with(f));
        leaves.extend(empty.map(Leaf::EmptyFolder));
        let kind = entry.file_type();
        if kind.is_dir() {
            last_folder = Some(entry.into_path());
        } else if kind.is_file() {
            leaves.push(Leaf::File(entry.into_path()));
        } else {
            leaves.push(Leaf::Other(entry.into_path()));
        }
    }
    leaves.extend(last_folder.map(Leaf::EmptyFolder));
    Ok(leaves)
}

/// What a walk could not do; none for a file that went between the listing and the look at it.
fn of_walk(error: &walkdir::Error) -> Option<Problem> {
    let Some(path) = error.path() else {
        return Some(Problem {
            message: error.to_string(),
            unknown: true,
            harmless: false,
        });
    };
    let by_rule = |message| {
        Some(Problem {
            message,
            unknown: false,
            harmless: false,
        })
    };
    if error.loop_ancestor().is_some() {
        return Some(Problem {
            message: format!("{} is a link into its own parents", path.display()),
            unknown: false,
            harmless: true,
        });
    }
    if error.io_error().is_some_and(is_absence) {
        if fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink()) {
            return by_rule(format!("{} is a link that leads nowhere", path.display()));
        }
        return None;
    }
    let reason = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    Some(Problem {
        message: format!("cannot read {}: {reason}", path.display()),
        unknown: true,
        harmless: false,
    })
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
