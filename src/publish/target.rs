//! Where the site goes: a path is resolved once, on the real tree, judged, and acted on as it was judged.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::manifest;
pub use super::manifest::SiteName;
use crate::disk::{self, Identity, What};

/// What makes a folder a digest's, so that a site of another digest does not belong in it.
const DIGEST_MARKS: &[&str] = &["briefmill.yaml", "content/fragments"];

/// A folder of the digest's own, in which no site may be and which no site may hold.
#[derive(Debug, Clone)]
pub struct Own {
    /// The folder.
    pub path: PathBuf,
    /// What it is, for people: "the digest's content".
    pub what: &'static str,
}

/// The digest as the outlet needs to know it.
#[derive(Debug, Clone)]
pub struct Digest {
    /// Its folder: the site may lie in it, but not hold it.
    pub root: PathBuf,
    /// Folders of its own.
    pub own: Vec<Own>,
    /// By what its site is known again.
    pub name: SiteName,
}

/// A folder that a site may be put into: real, with no link in its path, its parents made, none of the digest's own.
#[derive(Debug)]
pub struct Target {
    /// The path as it was given, for people.
    shown: PathBuf,
    /// The folder; it may not exist yet.
    pub(super) folder: PathBuf,
    /// The folder that it lies in, which exists.
    pub(super) parent: PathBuf,
    /// Its name.
    pub(super) file_name: OsString,
    /// The digest that is published.
    pub(super) site: SiteName,
    /// Whether it lies in the digest's folder, where no other digest's site can be.
    pub(super) inside: bool,
}

impl Target {
    /// Resolves `given` and judges it.
    ///
    /// # Errors
    /// When it leads through what does not exist and back, is a link or no folder, is or holds or lies in a folder of
    /// the digest, or lies in another digest.
    pub fn resolve(given: &Path, digest: &Digest) -> Result<Self> {
        let shown = given.display();
        if given.as_os_str().is_empty() {
            bail!("the output folder has no name; `public` is the default");
        }
        let folder = real(given)?;
        let (Some(parent), Some(file_name)) = (folder.parent(), folder.file_name()) else {
            bail!("{shown} is the root of the file system; name a folder for the site")
        };
        match look(&folder)? {
            What::Absent | What::Folder => {}
            What::Link => bail!(
                "{shown} is a link; name the folder itself as the output, so that it can be replaced as a whole"
            ),
            What::File | What::Other => bail!("{shown} is a file; name a folder for the site"),
        }
        let inside = judge(given, &folder, digest)?;
        disk::create_folder(parent)?;
        // Made and followed again: had somebody put a link there in between, it would show now.
        let made = disk::resolve(parent)
            .with_context(|| format!("cannot look at {}", parent.display()))?;
        if made != parent {
            bail!("{shown} leads elsewhere than a moment ago; run it again");
        }
        let target = Self {
            parent: parent.to_path_buf(),
            file_name: file_name.to_owned(),
            site: digest.name.clone(),
            inside,
            shown: given.to_path_buf(),
            folder,
        };
        let (own, of_parent) = (identity(&target.folder)?, identity(&target.parent)?);
        if own
            .zip(of_parent)
            .is_some_and(|(own, of_parent)| !own.shares_device(&of_parent))
        {
            bail!("{}", target.is_a_mount_point());
        }
        Ok(target)
    }

    /// Why a mount point is no target, and what to do.
    pub(super) fn is_a_mount_point(&self) -> String {
        format!(
            "{} is a mount point, which cannot be replaced in one step; name a folder inside it, as in `output: {}` or `--output {}`",
            self.shown.display(),
            Path::new(&self.file_name).join("site").display(),
            self.shown.join("site").display()
        )
    }

    /// A hidden folder beside the target, named after it.
    pub(super) fn beside(&self, purpose: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.file_name);
        name.push(".briefmill-");
        name.push(purpose);
        self.parent.join(name)
    }
}

/// Looks at a path itself; an error names it.
pub(super) fn look(path: &Path) -> Result<What> {
    disk::look(path).with_context(|| format!("cannot look at {}", path.display()))
}

fn identity(path: &Path) -> Result<Option<Identity>> {
    Identity::of(path).with_context(|| format!("cannot look at {}", path.display()))
}

/// The path with every link before its last part followed and every `..` taken on the real tree.
fn real(given: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(given)
        .with_context(|| format!("cannot tell where {} is", given.display()))?;
    let parts: Vec<Component<'_>> = absolute.components().collect();
    let mut path = PathBuf::new();
    // From here on nothing exists.
    let mut missing = false;
    for (i, part) in parts.iter().enumerate() {
        match part {
            Component::Prefix(_) | Component::RootDir => path.push(part),
            Component::CurDir => {}
            Component::ParentDir if missing => bail!(
                "{} goes back with `..` through a folder that does not exist; write the path without it",
                given.display()
            ),
            // What is there so far has no link in it, so its parent is its real parent.
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => {
                path.push(name);
                if missing {
                    continue;
                }
                let last = i + 1 == parts.len();
                match look(&path)? {
                    What::Absent => missing = true,
                    What::Link if !last => {
                        path = disk::resolve(&path).with_context(|| {
                            format!(
                                "{} leads through the link {}, which cannot be followed",
                                given.display(),
                                path.display()
                            )
                        })?;
                    }
                    What::File | What::Other if !last => {
                        bail!(
                            "cannot create {}: {} is a file",
                            given.display(),
                            path.display()
                        )
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(path)
}

/// Refuses a folder that the digest, or another digest, has for its own. Whether it lies in the digest's folder.
fn judge(given: &Path, folder: &Path, digest: &Digest) -> Result<bool> {
    let shown = given.display();
    let refuse = |what: &str| -> Result<bool> {
        bail!("{shown} {what}; name another folder for the site, such as `public`")
    };
    let above = ancestors(folder)?;
    let root = RealPlace::of(&digest.root)?;
    if root.lies_in(folder, above.first()) {
        return refuse("holds the digest's own folder");
    }
    let mut own: Vec<(RealPlace, &str)> = Vec::new();
    for folder in &digest.own {
        own.push((RealPlace::of(&folder.path)?, folder.what));
    }
    for (place, what) in &own {
        if place.lies_in(folder, above.first()) {
            return refuse(&format!("holds {what}"));
        }
        if place.holds(folder, &above) {
            return refuse(&format!("lies in {what}"));
        }
    }
    let inside = root.holds(folder, &above);
    for (ancestor, identity) in &above {
        // A site may hold files of any name.
        if ancestor == folder && look(&folder.join(manifest::FILE))? == What::File {
            continue;
        }
        // Up to the digest's own folder, or to the top.
        if inside && root.is(identity.as_ref()) {
            break;
        }
        for mark in DIGEST_MARKS {
            if look(&ancestor.join(mark))? != What::Absent {
                return refuse(&format!("lies in another digest, {}", ancestor.display()));
            }
        }
    }
    Ok(inside)
}

/// The folder and all above it, nearest first, with the identity of those that exist.
type Ancestors = Vec<(PathBuf, Option<Identity>)>;

fn ancestors(folder: &Path) -> Result<Ancestors> {
    folder
        .ancestors()
        .map(|a| Ok((a.to_path_buf(), identity(a)?)))
        .collect()
}

/// A folder of the digest: by its path as it is written, by where that leads, and by identity, so that neither a link
/// nor another spelling hides it.
struct RealPlace {
    paths: Vec<PathBuf>,
    above: Vec<Ancestors>,
}

impl RealPlace {
    fn of(path: &Path) -> Result<Self> {
        let written = std::path::absolute(path)
            .with_context(|| format!("cannot tell where {} is", path.display()))?;
        let mut paths = Vec::new();
        // Of a folder that is not there yet, or a link that leads nowhere, what there is of its path.
        paths.push(real(&written).unwrap_or_else(|_| written.clone()));
        paths.extend(disk::resolve(&written));
        paths.push(written);
        paths.dedup();
        let above = paths.iter().map(|p| ancestors(p)).collect::<Result<_>>()?;
        Ok(Self { paths, above })
    }

    /// Whether this place is the folder or lies in it.
    fn lies_in(&self, folder: &Path, is: Option<&(PathBuf, Option<Identity>)>) -> bool {
        let identity = is.and_then(|(_, id)| id.as_ref());
        self.paths.iter().any(|p| p.starts_with(folder))
            || self
                .above
                .iter()
                .flatten()
                .any(|(_, id)| id.is_some() && id.as_ref() == identity)
    }

    /// Whether this place has that identity.
    fn is(&self, identity: Option<&Identity>) -> bool {
        let mut own = self.above.iter().filter_map(|a| a.first());
        identity.is_some() && own.any(|(_, mine)| mine.as_ref() == identity)
    }

    /// Whether the folder is this place or lies in it.
    fn holds(&self, folder: &Path, above: &Ancestors) -> bool {
        self.paths.iter().any(|p| folder.starts_with(p))
            || above.iter().any(|(_, id)| self.is(id.as_ref()))
    }
}
