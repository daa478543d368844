//! The site as a folder, replaced as a whole: a reader sees the old site or the new one, never half of either.
//!
//! The new site is made beside the output, the two are exchanged in one step, and what stood there before is taken
//! away file by file, each proved by the manifest to be briefmill's: same name, same bytes. If one file is not, the two
//! are exchanged back. So a file that somebody puts there at whatever instant is still there afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;

use super::manifest::{FILE, Manifest, hash};
use super::record::{Made, Record, Spare, spare_folder};
use super::target::{Target, look};
use crate::disk::{self, Identity, Leaf, Trace, What};
use crate::finding::{Finding, KeptFinding};
use crate::kept::Key;
use crate::site::{Route, Site};

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

/// Renders the routes of the site into the target, whose former contents go once the new ones are whole. What is as it was
/// made stays as it is. `waiting` is called once if another digest, or a copy of this one, is publishing to the same place.
///
/// # Errors
/// When a page cannot be rendered, when the target holds files that briefmill did not make, or when it cannot be
/// written.
pub fn write(
    site: &Site,
    target: &Target,
    about: About<'_>,
    waiting: impl FnOnce(),
) -> Result<Written, WriteError> {
    let _lock = disk::lock_place(&target.folder, waiting)?;
    finish_former_run(target)?;
    // What stands there now is what is judged, and what must stand there still at the exchange.
    let before = Identity::of(&target.folder).map_err(anyhow::Error::from)?;
    let former = Record::read(about.cache, target).filter(|_| before.is_some());
    let run = Run {
        site,
        target,
        about,
        before: before.as_ref(),
    };
    if let Some(former) = former {
        // That nobody has touched the site is proved at the end, of what is left of it then.
        match run.write_after(former) {
            Err(Stopped::Touched) => {}
            Err(Stopped::For(error)) => return Err(error),
            Ok(written) => return Ok(written),
        }
    }
    check_ours(target)?;
    match run.write_after(Record::default()) {
        Ok(written) => Ok(written),
        Err(Stopped::For(error)) => Err(error),
        Err(Stopped::Touched) => {
            Err(anyhow!("{} changes while it is replaced", target.folder.display()).into())
        }
    }
}

/// One attempt at a new site.
struct Run<'a> {
    site: &'a Site,
    target: &'a Target,
    about: About<'a>,
    before: Option<&'a Identity>,
}

/// Why an attempt came to nothing. The site stands as it did.
enum Stopped {
    /// Somebody has been at the former site: what is known of it does not count.
    Touched,
    /// The reason.
    For(WriteError),
}

impl From<WriteError> for Stopped {
    fn from(error: WriteError) -> Self {
        Self::For(error)
    }
}

impl From<anyhow::Error> for Stopped {
    fn from(error: anyhow::Error) -> Self {
        Self::For(error.into())
    }
}

impl From<std::io::Error> for Stopped {
    fn from(error: std::io::Error) -> Self {
        Self::For(anyhow::Error::from(error).into())
    }
}

impl Run<'_> {
    /// Puts the new site in the place of the one that `former` is the record of.
    fn write_after(&self, mut former: Record) -> Result<Written, Stopped> {
        let Self { target, about, .. } = self;
        let plan = plan(self.site, &former)?;
        let kept = plan.iter().filter(|p| matches!(p, Plan::Keep(_))).count();
        let whole = kept == former.files.len() && kept == self.site.routes().len();
        if whole && is_named(target)? {
            if !former.is_untouched(&target.folder) {
                return Err(Stopped::Touched);
            }
            // The same pages of other input.
            (former.inputs, former.told) = (about.inputs, about.kept_findings());
            former.write(about.cache, target);
            return Ok(sum(&former));
        }
        let staging = target.beside("new");
        let written = self.replace(former, plan, &staging);
        // The reason is told already; what cannot be taken away now is taken away by the next run.
        let _ = match &written {
            Ok(_) => Ok(()),
            // What somebody wrote into is in the former site, too.
            Err(Stopped::Touched) => remove_proved(&staging),
            Err(Stopped::For(_)) => remove_ours(&staging),
        };
        written
    }

    fn replace(&self, former: Record, plan: Vec<Plan>, staging: &Path) -> Result<Written, Stopped> {
        let Self { target, about, .. } = self;
        let spare = spare_folder(about.cache, target);
        let base = stage(&former, &spare, staging)?;
        let mut record = render_all(self.site, target, staging, plan, &base)?;
        drop(base);
        exchange(target, self.before, staging, &former, &record)?;
        (record.inputs, record.told) = (about.inputs, about.kept_findings());
        // Of a site of which nothing is known the next one would have nothing.
        let old = !former.files.is_empty() && put_aside(target, staging, &spare);
        record.spare = old.then(|| Spare::of(former, &record));
        record.write(about.cache, target);
        if !old {
            remove_superseded(target, staging)?;
        }
        Ok(sum(&record))
    }
}

fn sum(record: &Record) -> Written {
    Written {
        files: record.files.len(),
        bytes: record.files.iter().map(|f| f.trace.length).sum(),
    }
}

/// Whether the site that stands there bears the digest's name.
fn is_named(target: &Target) -> Result<bool> {
    let manifest = Manifest::read(&target.folder)?;
    Ok(manifest.is_some_and(|m| m.site.as_ref() == Some(&target.site)))
}

/// What the outlet is told of a run besides the site.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Where the digest keeps what can be lost.
    pub cache: &'a Path,
    /// The hash of everything that the run was given; none where that is not known.
    pub inputs: Option<Key>,
    /// What it told.
    pub told: &'a [Finding],
}

impl About<'_> {
    fn kept_findings(&self) -> Vec<KeptFinding> {
        self.told.iter().map(KeptFinding::from).collect()
    }
}

/// What a former run of the same input left: its site, untouched, and what it told.
#[derive(Debug)]
pub struct Standing {
    /// What it wrote.
    pub written: Written,
    /// What it told.
    pub told: Vec<Finding>,
}

/// Whether the site of this very input stands in the target, untouched by anybody; then there is nothing to make.
pub fn standing(target: &Target, cache: &Path, inputs: Key) -> Option<Standing> {
    let record = Record::read(cache, target).filter(|r| r.inputs == Some(inputs))?;
    // What a run left that was ended is taken away by the next one, whatever else there is to do.
    let left = ["new", "old"].map(|what| look(&target.beside(what)));
    let ended = !left.iter().all(|l| matches!(l, Ok(What::Absent)));
    let stands = !ended && record.is_untouched(&target.folder) && is_named(target).unwrap_or(false);
    stands.then(|| Standing {
        written: sum(&record),
        told: record.told.into_iter().map(Finding::from).collect(),
    })
}

/// What a folder for the new site begins with: the files and folders of the spare site, or none.
#[derive(Default)]
struct Base<'r> {
    files: BTreeMap<&'r str, &'r Made>,
    folders: BTreeMap<&'r str, Trace>,
}

/// Makes the folder for the new site, of the spare one if there is one that nobody has touched.
fn stage<'r>(former: &'r Record, spare: &Path, staging: &Path) -> Result<Base<'r>> {
    if let Some(files) = former.spare_files(spare)
        && disk::move_new(spare, staging).is_ok()
    {
        let folders = former.spare.iter().flat_map(|spare| &spare.folders);
        return Ok(Base {
            files,
            folders: folders
                .map(|(path, trace)| (path.as_str(), *trace))
                .collect(),
        });
    }
    // It was proved when it was put aside, and is nobody's to read: what it shares with the site is there as well.
    remove_proved(spare)?;
    disk::create_folder(staging)?;
    Ok(Base::default())
}

/// Puts the former site aside as the spare one; whether that could be done.
fn put_aside(target: &Target, staging: &Path, spare: &Path) -> bool {
    let aside = target.beside("old");
    let old = match look(&aside) {
        Ok(What::Folder) => &aside,
        _ => staging,
    };
    // Of another file system, or in a cache that cannot be written, there is none.
    look(old).is_ok_and(|what| what == What::Folder) && disk::move_new(old, spare).is_ok()
}

/// What becomes of one route.
enum Plan {
    /// Its file is as it would be made.
    Keep(Made),
    /// It is made.
    Make,
    /// It is made already, since only that told whether it had to be.
    Made(Vec<u8>),
}

/// Looks at each route: whether all that it is made from is as it was.
fn plan(site: &Site, former: &Record) -> Result<Vec<Plan>, WriteError> {
    let failed = Failed::default();
    let plan = site
        .routes()
        .par_iter()
        .filter_map(|route| {
            let Some(was) = former.of(route.path()) else {
                return Some(Plan::Make);
            };
            let making = site.make(route);
            let print = making.print();
            if print.is_some() {
                let same = print == was.print;
                return Some(if same {
                    Plan::Keep(was.clone())
                } else {
                    Plan::Make
                });
            }
            match making.bytes() {
                Ok(bytes) if hash(&bytes) == was.hash => Some(Plan::Keep(was.clone())),
                Ok(bytes) => Some(Plan::Made(bytes)),
                Err(finding) => {
                    failed.add(*finding);
                    None
                }
            }
        })
        .collect();
    failed.told()?;
    Ok(plan)
}

/// What is wrong with pages, from all threads.
#[derive(Default)]
struct Failed(Mutex<BTreeSet<Finding>>);

impl Failed {
    fn add(&self, finding: Finding) {
        if let Ok(mut all) = self.0.lock() {
            all.insert(finding);
        }
    }

    /// An error if there is any.
    fn told(self) -> Result<(), WriteError> {
        let all = self.0.into_inner().unwrap_or_default();
        if all.is_empty() {
            Ok(())
        } else {
            Err(WriteError::Pages(all.into_iter().collect()))
        }
    }
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

/// Puts the files of all routes into a folder that holds those of `base`, and the manifest; gives what they were made from.
fn render_all(
    site: &Site,
    target: &Target,
    staging: &Path,
    plan: Vec<Plan>,
    base: &Base<'_>,
) -> Result<Record, WriteError> {
    let routes = site.routes();
    let mut manifest = Manifest {
        site: Some(target.site.clone()),
        ..Manifest::default()
    };
    for route in routes {
        disk::join_own(staging, route.path())?;
        manifest.files.insert(route.path().to_owned(), None);
    }
    let mut unfinished = manifest.clone();
    unfinished
        .files
        .extend(base.files.keys().map(|path| ((*path).to_owned(), None)));
    // First the names alone: if this run is ended, the next one knows what it may take away.
    let path = staging.join(FILE);
    disk::write_losable(&path, unfinished.write().as_bytes())?;
    let here: BTreeSet<&str> = base.folders.keys().copied().collect();
    let folders = folders_of(routes.iter().map(Route::path));
    // Folders in which a name comes or goes; that of the manifest is the first.
    let mut touched = BTreeSet::from([""]);
    let gone = base.files.keys();
    for path in gone.filter(|path| !manifest.files.contains_key(**path)) {
        disk::remove_file(&staging.join(path)).with_context(|| format!("cannot remove {path}"))?;
        touched.insert(folder_of(path));
    }
    touched.extend(here.symmetric_difference(&folders).map(|f| folder_of(f)));
    for (route, plan) in routes.iter().zip(&plan) {
        let here = base.files.get(route.path()).copied();
        if !matches!(plan, Plan::Keep(made) if here == Some(made)) {
            touched.insert(folder_of(route.path()));
        }
    }
    // Those that lie in others come after them, and go before them.
    let gone: Vec<&&str> = here.difference(&folders).collect();
    for folder in gone.into_iter().rev() {
        disk::remove_empty_folder(&staging.join(folder))
            .with_context(|| format!("cannot remove the folder {folder}"))?;
    }
    let make = |folder: &&str| {
        disk::make_folder(&staging.join(folder))
            .with_context(|| format!("cannot create the folder {folder}"))
    };
    let new = folders.difference(&here).copied();
    let (above, below): (Vec<&str>, Vec<&str>) = new.partition(|f| !f.contains('/'));
    above.iter().filter(|f| !f.is_empty()).try_for_each(make)?;
    below.par_iter().try_for_each(make)?;
    let failed = Failed::default();
    let files: Vec<Option<Made>> = routes
        .par_iter()
        .zip(plan)
        .map(|(route, plan)| {
            let path = staging.join(route.path());
            let here = base.files.get(route.path()).copied();
            let (print, bytes) = match plan {
                Plan::Keep(made) if here == Some(&made) => return Ok(Some(made)),
                Plan::Keep(made) => {
                    make_way(&path, here)?;
                    if disk::link(&target.folder.join(route.path()), &path).is_ok() {
                        return Ok(Some(made));
                    }
                    // A system without second names.
                    (made.print, site.render(route))
                }
                Plan::Make => {
                    make_way(&path, here)?;
                    let making = site.make(route);
                    (making.print(), making.bytes())
                }
                Plan::Made(bytes) => {
                    make_way(&path, here)?;
                    (None, Ok(bytes))
                }
            };
            match bytes {
                Ok(bytes) => {
                    disk::write_part(&path, &bytes)?;
                    Ok(Some(Made {
                        path: route.path().to_owned(),
                        print,
                        hash: hash(&bytes),
                        trace: trace(&path)?,
                    }))
                }
                Err(finding) => {
                    failed.add(*finding);
                    Ok(None)
                }
            }
        })
        .collect::<Result<_>>()?;
    failed.told()?;
    let files: Vec<Made> = files.into_iter().flatten().collect();
    for made in &files {
        manifest
            .files
            .insert(made.path.clone(), Some(made.hash.clone()));
    }
    let manifest = manifest.write();
    disk::write_losable(&path, manifest.as_bytes())?;
    let folders: Vec<&str> = folders.into_iter().collect();
    let folders = folders
        .par_iter()
        .map(|folder| {
            let known = base
                .folders
                .get(folder)
                .filter(|_| !touched.contains(folder));
            let trace = match known {
                Some(trace) => *trace,
                None => trace(&staging.join(folder))?,
            };
            Ok(((*folder).to_owned(), trace))
        })
        .collect::<Result<_>>()?;
    Ok(Record {
        manifest: hash(manifest.as_bytes()),
        files,
        folders,
        ..Record::default()
    })
}

/// Takes a file away that another one takes the place of. It is never written into: the bytes are another site's, too.
fn make_way(path: &Path, here: Option<&Made>) -> Result<()> {
    match here {
        Some(_) => {
            disk::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))
        }
        None => Ok(()),
    }
}

fn trace(path: &Path) -> Result<Trace> {
    let trace = disk::trace(path)?;
    trace.with_context(|| format!("{} went while the site was made", path.display()))
}

/// The folder that something lies in.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folders of some files, the one that all lie in as an empty path.
fn folders_of<'p>(paths: impl Iterator<Item = &'p str>) -> BTreeSet<&'p str> {
    let mut folders = BTreeSet::from([""]);
    for path in paths {
        let ends = path.match_indices('/').rev();
        for folder in ends.filter_map(|(end, _)| path.get(..end)) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    folders
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

/// Puts the new site in the place of the old one, of which nothing but what is briefmill's may be left. `former` and
/// `record` are what is known of the two.
fn exchange(
    target: &Target,
    before: Option<&Identity>,
    staging: &Path,
    former: &Record,
    record: &Record,
) -> Result<(), Stopped> {
    let folder = &target.folder;
    let put = || {
        format!(
            "cannot put the new site at {}; the former one is as it was",
            folder.display()
        )
    };
    disk::sync_folder(staging)?;
    if Identity::of(folder)?.as_ref() != before {
        return Err(anyhow!(
            "{} was replaced by somebody while the site was made; nothing was touched",
            folder.display()
        )
        .into());
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
        return Err(anyhow!("{}", target.is_a_mount_point()).into());
    }
    if exchanged.with_context(put)? {
        if let Err(reason) = prove_ours(staging, before, former, record) {
            // What stands in the old folder is somebody's: the two go back to where they were.
            disk::exchange(staging, folder).with_context(|| {
                format!("the former site is at {}; move it back", staging.display())
            })?;
            return Err(reason.shown_at(staging, folder));
        }
        return Ok(disk::sync_folder(&target.parent)?);
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
    if let Err(reason) = prove_ours(&aside, before, former, record) {
        back()?;
        return Err(reason.shown_at(&aside, folder));
    }
    if let Err(e) = disk::move_new(staging, folder) {
        back()?;
        return Err(anyhow::Error::from(e).context(put()).into());
    }
    Ok(disk::sync_folder(&target.parent)?)
}

/// Takes the former site away, which was proved to be briefmill's.
fn remove_superseded(target: &Target, staging: &Path) -> Result<()> {
    remove_proved(staging)?;
    remove_proved(&target.beside("old"))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Why a former site is not to be replaced.
enum NotOurs {
    /// It is not what its record says, which may be due to whoever was there last.
    Touched,
    /// What is somebody's, for people.
    Theirs(String),
}

impl NotOurs {
    /// The reason, of what stands in `now` and stood in `before`.
    fn shown_at(self, now: &Path, before: &Path) -> Stopped {
        match self {
            Self::Touched => Stopped::Touched,
            Self::Theirs(reason) => {
                anyhow!("{}", reason.replace(&shown(now), &shown(before))).into()
            }
        }
    }
}

/// Whether every file below a folder is briefmill's, by name and bytes. What the new site has under a second name, as
/// `former` and `record` both know it, is so while nobody has been there.
fn prove_ours(
    folder: &Path,
    before: Option<&Identity>,
    former: &Record,
    record: &Record,
) -> Result<(), NotOurs> {
    let words = |e: anyhow::Error| NotOurs::Theirs(format!("{e:#}"));
    if Identity::of(folder).map_err(|e| words(e.into()))?.as_ref() != before {
        return Err(NotOurs::Theirs(format!(
            "{} was replaced by somebody while the site was made; nothing was touched",
            folder.display()
        )));
    }
    let linked = |name: &str| record.of(name).filter(|m| former.of(name) == Some(*m));
    if !former.files.is_empty() {
        let linked = former
            .files
            .par_iter()
            .filter(|f| linked(&f.path).is_some());
        if !former.has_all_names(folder) || !linked.all(|f| f.stands(folder)) {
            return Err(NotOurs::Touched);
        }
    }
    let manifest = Manifest::read(folder).map_err(words)?;
    if former.files.is_empty()
        && let Some(name) = foreign_file(folder, manifest.as_ref()).map_err(words)?
    {
        return Err(NotOurs::Theirs(not_ours(&folder.join(name))));
    }
    let files: Vec<_> = manifest.iter().flat_map(|m| &m.files).collect();
    let changed = files
        .par_iter()
        .filter(|(name, _)| linked(name).is_none())
        .find_map_first(|(name, hash)| match is_ours(&folder.join(name), hash.as_deref()) {
            Ok(Proof::Changed) => Some(NotOurs::Theirs(format!(
                "{} was changed after briefmill made it; nothing was touched. Keep your change in templates/ or static/, then delete the file",
                folder.join(name).display()
            ))),
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
