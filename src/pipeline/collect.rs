//! Brings files from elsewhere into the inbox. What lies there already is never overwritten.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Project;
use super::inbox::{self, sidecar_names};
use super::load::unlisted;
use crate::disk::{self, ReadError, What};
use crate::finding::{Finding, path_text};
use crate::hash::{Hasher, Stored, hex};

/// What collecting came to.
#[derive(Debug, Default)]
pub struct Collected {
    /// Files brought in, names relative to the inbox.
    pub added: Vec<String>,
    /// Files that were there already, with the same bytes.
    pub present: usize,
    /// What could not be brought in.
    pub findings: Vec<Finding>,
    /// Whether the disk failed on the way: what was brought in is not all that was named.
    pub incomplete: bool,
}

/// Brings a file, or all files of a folder, into the inbox, each with its sidecar.
pub fn collect(project: &Project, path: &Path, collected: &mut Collected) {
    let whole = |p: &Path| {
        p.canonicalize()
            .or_else(|_| std::path::absolute(p))
            .unwrap_or_else(|_| p.to_path_buf())
    };
    let (from, inbox) = (whole(path), whole(&project.inbox()));
    if from.starts_with(&inbox) {
        return;
    }
    if inbox.starts_with(&from) {
        collected.findings.push(refused(
            path,
            "it holds the digest itself; name the files or folders to bring in",
        ));
        return;
    }
    if matches!(disk::look_through(path), Ok(What::Folder)) {
        let listing = disk::list_any_name(path);
        let shown = path.display().to_string();
        let problems = listing.problems.iter().map(|p| unlisted(&shown, p));
        collected.findings.extend(problems);
        if listing.problems.iter().any(|p| p.unknown) {
            // A fragment without the sidecar that nobody saw would become another brief.
            collected.incomplete = true;
            return;
        }
        let names: BTreeSet<String> = listing.files.iter().map(|e| e.name.clone()).collect();
        let sidecar_of = |name: &str| sidecar_names(name).into_iter().find(|s| names.contains(s));
        let sidecars: BTreeSet<String> = names.iter().filter_map(|n| sidecar_of(n)).collect();
        for entry in listing.files.iter().filter(|e| !sidecars.contains(&e.name)) {
            let sidecar = sidecar_of(&entry.name).map(|name| (path.join(&name), name));
            bring(project, &entry.path, &entry.name, sidecar, collected);
        }
        return;
    }
    let Some(name) = path.file_name() else {
        collected.findings.push(refused(path, "it has no name"));
        return;
    };
    // Bytes that are not UTF-8 stand as their numbers in the inbox's name.
    let name = &path_text(Path::new(name));
    for sidecar in sidecar_names(name) {
        let beside = path.with_file_name(&sidecar);
        match disk::look_through(&beside) {
            Ok(What::File) => {
                bring(project, path, name, Some((beside, sidecar)), collected);
                return;
            }
            Ok(_) => {}
            Err(e) => {
                collected.incomplete = true;
                collected.findings.push(refused(&beside, &e.to_string()));
                return;
            }
        }
    }
    bring(project, path, name, None, collected);
}

/// Brings standard input into the inbox, named after its bytes.
///
/// # Errors
/// When standard input cannot be read.
pub fn collect_stdin(project: &Project, collected: &mut Collected) -> Result<()> {
    let limit = project.max_fragment_bytes();
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    if bytes.len() as u64 > limit {
        collected
            .findings
            .push(refused(Path::new("-"), &too_large(project)));
        return Ok(());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        collected
            .findings
            .push(refused(Path::new("-"), "it is empty"));
        return Ok(());
    }
    let hash = hex(Stored::Words, &bytes);
    let name = format!("stdin-{hash}.{}", ending_of(&bytes));
    place(project, &[(name, bytes)], collected);
    Ok(())
}

/// The ending that fits the bytes; a hint for people, since kinds are recognised by content.
fn ending_of(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\x1f\x8b") {
        return "gz";
    }
    let start: Vec<u8> = bytes
        .iter()
        .copied()
        .skip_while(|b| b.is_ascii_whitespace() || !b.is_ascii())
        .take(5)
        .collect();
    match start.as_slice() {
        [b'{' | b'[', ..] => "json",
        b"<?xml" | b"<feed" | [b'<', b'r', b's', b's', ..] => "xml",
        [b'<', ..] => "html",
        [b'-', b'-', b'-', ..] => "md",
        _ => "txt",
    }
}

/// Brings one fragment, and its sidecar under the same name.
fn bring(
    project: &Project,
    path: &Path,
    name: &str,
    sidecar: Option<(PathBuf, String)>,
    collected: &mut Collected,
) {
    let mut read = |path: &Path| match disk::read(path, project.max_fragment_bytes()) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            collected.incomplete |= error.is_passing();
            let reason = match error {
                ReadError::Absent => "there is no such file".to_owned(),
                ReadError::TooLarge(_) => too_large(project),
                ReadError::NotAFile => "it is not a regular file".to_owned(),
                ReadError::Io(e) => e.to_string(),
            };
            collected.findings.push(refused(path, &reason));
            None
        }
    };
    let Some(bytes) = read(path) else { return };
    let mut files = vec![(name.to_owned(), bytes)];
    if let Some((path, name)) = sidecar {
        // Without what its sidecar says it would become another brief.
        let Some(bytes) = read(&path) else { return };
        files.push((name, bytes));
    }
    place(project, &files, collected);
}

/// Writes a fragment and its sidecar into the inbox under their names; if other files have them, both names get one
/// mark made of the bytes.
fn place(project: &Project, files: &[(String, Vec<u8>)], collected: &mut Collected) {
    let mut hasher = Hasher::default();
    for (_, bytes) in files {
        hasher.update(bytes);
    }
    let mark = hasher.hex(Stored::Name);
    let stem = files.first().map_or("", |(name, _)| stem_of(name));
    let marked: Vec<String> = files
        .iter()
        .map(|(name, _)| format!("{stem}-{mark}{}", name.strip_prefix(stem).unwrap_or(name)))
        .collect();
    let plain: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    for names in [plain, marked] {
        let targets: Vec<PathBuf> = match names
            .iter()
            .map(|n| disk::join_inside(&project.root, &inbox::shown(project, n)))
            .collect()
        {
            Ok(targets) => targets,
            Err(e) => {
                let name = names.first().map_or("", String::as_str);
                collected
                    .findings
                    .push(refused(Path::new(name), &format!("{e:#}")));
                return;
            }
        };
        let mut there = Vec::with_capacity(files.len());
        for (target, (name, bytes)) in targets.iter().zip(files) {
            match disk::read(target, u64::MAX - 1) {
                Ok(found) => there.push(Some(found == *bytes)),
                Err(ReadError::Absent) => there.push(None),
                // What is there cannot be told: nothing is put beside it.
                Err(e) => {
                    collected.incomplete |= e.is_passing();
                    let shown = inbox::shown(project, name);
                    let reason = format!("{shown} is there and cannot be read");
                    collected.findings.push(refused(Path::new(name), &reason));
                    return;
                }
            }
        }
        if there.contains(&Some(false)) {
            continue;
        }
        // The sidecar first, so that no run between the two sees the fragment without it.
        let all = targets.iter().zip(&names).zip(files).zip(there).rev();
        for (((target, name), (_, bytes)), there) in all {
            if there.is_some() {
                collected.present += 1;
                continue;
            }
            match disk::write_new(target, bytes) {
                Ok(()) => collected.added.push(name.clone()),
                Err(e) => {
                    collected.incomplete = true;
                    collected
                        .findings
                        .push(refused(Path::new(name), &format!("{e:#}")));
                    return;
                }
            }
        }
        return;
    }
}

/// A name without its ending.
fn stem_of(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => stem,
        _ => name,
    }
}

fn too_large(project: &Project) -> String {
    format!(
        "it is larger than {} MB (`max_fragment_mb`)",
        project.settings.max_fragment_mb
    )
}

fn refused(path: &Path, reason: &str) -> Finding {
    Finding::error("refused", format!("not brought in: {reason}"))
        .in_file(path.display().to_string())
}
