//! Briefs to the disk: new ones never over a file that is there, changed ones never over what somebody saved meanwhile.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Project;
use super::load::{Briefs, file_hash};
use super::outcome::Outcome;
use crate::brief::merge::{self, Merged};
use crate::brief::{Brief, file};
use crate::disk::{self, ReadError, Replaced};
use crate::finding::{Finding, Severity};

/// How often a brief is merged anew because somebody saves it at that very moment.
const TRIES: usize = 5;

/// One brief to write.
#[derive(Debug)]
pub(super) struct Job {
    /// The fragments it is made from.
    pub(super) fragments: Vec<String>,
    /// Place in the list of briefs; none for a new one.
    pub(super) existing: Option<usize>,
    /// Its file, relative to the digest's folder.
    pub(super) path: String,
    /// What the fragments say.
    pub(super) fresh: Brief,
}

/// What writing one brief came to.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) outcome: Outcome,
    /// The file's text as it stands now, where it is known.
    pub(super) text: Option<String>,
    /// Whether it stands for good, so that nothing need be done again for the same fragment.
    pub(super) settled: bool,
    pub(super) findings: Vec<Finding>,
}

impl Done {
    fn standing(outcome: Outcome, text: String) -> Self {
        Self {
            outcome,
            text: Some(text),
            settled: true,
            findings: Vec::new(),
        }
    }

    /// Not done; the next run tries again.
    fn left(outcome: Outcome, finding: Finding) -> Self {
        Self {
            outcome,
            text: None,
            settled: false,
            findings: vec![finding],
        }
    }
}

/// A brief that was written, or not: what is left of its job, and what came of it.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) fragments: Vec<String>,
    pub(super) path: String,
    /// Whether its fragments state no day.
    pub(super) undated: bool,
    pub(super) outcome: Outcome,
    pub(super) settled: bool,
    pub(super) findings: Vec<Finding>,
}

/// What now stands in a brief's file, where it is something else than before.
struct Changed {
    existing: Option<usize>,
    hash: String,
    /// None for one that does not parse: somebody saved it just now; the next run tells of it.
    brief: Option<(Brief, Vec<Finding>)>,
}

/// Writes what is planned, in parallel, and brings the briefs up to date. Returns what came of each job, and whether all
/// that was written has reached the disk. Of each brief only one form is held at a time: the draft goes when its text
/// stands on the disk, the text when it is read.
pub(super) fn write_all(
    project: &Project,
    jobs: Vec<Job>,
    all: &mut Briefs,
) -> (Vec<Written>, bool) {
    let hashes = &all.hashes;
    let results: Vec<(Written, Option<Changed>)> = jobs
        .into_par_iter()
        .map(|job| {
            let done = write(project, &job);
            let changed = done.text.and_then(|text| {
                let hash = file_hash(text.as_bytes());
                let same = hashes.get(&job.path) == Some(&hash);
                (!same).then(|| Changed {
                    existing: job.existing,
                    hash,
                    brief: file::parse(&job.path, &text).ok(),
                })
            });
            let written = Written {
                undated: job.fresh.date.is_none(),
                fragments: job.fragments,
                path: job.path,
                outcome: done.outcome,
                settled: done.settled,
                findings: done.findings,
            };
            (written, changed)
        })
        .collect();
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    let told: BTreeSet<Finding> = all.findings.iter().cloned().collect();
    let mut all_written = Vec::with_capacity(results.len());
    for (written, changed) in results {
        if let Some(changed) = changed {
            folders.extend(Path::new(&written.path).parent().map(Path::to_path_buf));
            if let Some((brief, findings)) = changed.brief {
                all.hashes.insert(written.path.clone(), changed.hash);
                let fresh = findings.into_iter().filter(|f| !told.contains(f));
                all.findings.extend(fresh);
                match changed.existing.and_then(|i| all.briefs.get_mut(i)) {
                    Some(slot) => *slot = brief,
                    None => all.briefs.push(brief),
                }
            } else {
                // What is held of it is not what its file says.
                all.hashes.remove(&written.path);
            }
        }
        all_written.push(written);
    }
    let synced = folders
        .into_iter()
        .all(|f| disk::sync_folder(&project.root.join(f)).is_ok());
    (all_written, synced)
}

fn write(project: &Project, job: &Job) -> Done {
    match try_write(project, job) {
        Ok(done) => done,
        Err(e) => Done::left(
            Outcome::Refused,
            Finding::error("unwritable", format!("{e:#}"))
                .in_file(&job.path)
                .help("check the folder's permissions and free space; the next run tries again"),
        ),
    }
}

fn try_write(project: &Project, job: &Job) -> anyhow::Result<Done> {
    let path = project.root.join(&job.path);
    // Asked only where something is to be written: what is behind a link may be read.
    let through_no_link = || disk::join_inside(&project.root, &job.path);
    if job.existing.is_none() {
        let path = through_no_link()?;
        let text = file::render(&job.fresh);
        if let Some(finding) = too_large(project, job, &text) {
            return Ok(Done::left(Outcome::Refused, finding));
        }
        disk::write_new(&path, text.as_bytes())?;
        return Ok(Done {
            findings: notes(job),
            ..Done::standing(Outcome::New, text)
        });
    }
    if disk::look(&path)? == disk::What::Link {
        let finding = Finding::new(
            Severity::Warning,
            "link",
            "the brief is a link; nothing is written through links",
        )
        .in_file(&job.path)
        .help("put the file itself there if it is to follow its fragment");
        return Ok(Done::left(Outcome::Kept, finding));
    }
    for _ in 0..TRIES {
        let bytes = match disk::read(&path, u64::MAX - 1) {
            Ok(bytes) => bytes,
            // Somebody took it away just now: it is not made again behind their back.
            Err(ReadError::Absent) => break,
            Err(ReadError::Io(e)) => return Err(e.into()),
            Err(_) => anyhow::bail!("{} is no file any more", job.path),
        };
        let Ok(source) = String::from_utf8(bytes) else {
            break;
        };
        let (text, kept) = match merge::merge(&job.path, &source, &job.fresh, project.arrival) {
            Merged::Unchanged => return Ok(Done::standing(Outcome::Unchanged, source)),
            Merged::Kept => return Ok(Done::standing(Outcome::Kept, source)),
            Merged::Updated { text, kept } => (text, kept),
        };
        if let Some(finding) = too_large(project, job, &text) {
            return Ok(Done::left(Outcome::Kept, finding));
        }
        let path = through_no_link()?;
        if disk::replace(&path, source.as_bytes(), text.as_bytes())? == Replaced::Done {
            let outcome = if kept {
                Outcome::Kept
            } else {
                Outcome::Updated
            };
            return Ok(Done::standing(outcome, text));
        }
    }
    let finding = Finding::note(
        "busy",
        "the brief was saved while its fragment was brought in; the next run brings them together",
    );
    Ok(Done::left(Outcome::Kept, finding.in_file(&job.path)))
}

/// A finding for a brief that would be too large to be read again.
fn too_large(project: &Project, job: &Job, text: &str) -> Option<Finding> {
    let most = project.max_fragment_bytes();
    (text.len() as u64 > most).then(|| {
        let message = format!(
            "the brief of `{}` would have {} MB, more than the {} MB allowed",
            job.fragments.first().map_or("", String::as_str),
            text.len().div_ceil(1_000_000),
            project.settings.max_fragment_mb
        );
        Finding::error("too-large", message)
            .in_file(&job.path)
            .help("keep the part of the fragment that is the article, or raise `max_fragment_mb` in briefmill.yaml")
    })
}

/// What is worth knowing of a new brief.
fn notes(job: &Job) -> Vec<Finding> {
    let fragment = job.fragments.first().cloned().unwrap_or_default();
    let derived = &job.fresh.derived;
    let repeated = derived.repeated.then(|| {
        Finding::note(
            "repeated",
            format!("`{fragment}` holds the same article more than once; the brief has it once"),
        )
    });
    let excerpt = derived.excerpt.is_some().then(|| {
        Finding::note(
            "excerpt",
            format!(
                "`{fragment}` holds only the beginning of its article: its source cut it short"
            ),
        )
        .help("save the article itself, if the whole is wanted")
    });
    let notes = repeated.into_iter().chain(excerpt);
    notes.map(|n| n.in_file(&job.path)).collect()
}
