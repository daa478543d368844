//! Where results are kept between runs: one file of the cache folder. It may be lost, cut short, of another version or
//! of another digest; then what it lacks is worked out anew, and a damaged one is told of.

use std::path::{Path, PathBuf};

use super::CACHE_FOLDER;
use crate::disk;
use crate::finding::Finding;
use crate::kept::{Kept, Save};

/// The file.
const FILE: &str = "kept";

fn path(root: &Path) -> PathBuf {
    root.join(CACHE_FOLDER).join(FILE)
}

/// What was kept; nothing where there is no file or it cannot be read.
pub(super) fn read(root: &Path) -> Kept {
    Kept::read(disk::read(&path(root), u64::MAX - 1).unwrap_or_default())
}

/// Keeps what a run has worked out, after it asked for all that the digest needs. Under the lock only.
///
/// Returns what is to be told: that the file was damaged, or that it cannot be written. Neither is more than lost time.
pub fn save(root: &Path, kept: Kept) -> Vec<Finding> {
    let file = format!("{CACHE_FOLDER}/{FILE}");
    let mut findings = Vec::new();
    if kept.is_damaged() {
        let message = "what was kept from earlier runs is damaged; it was worked out anew";
        findings.push(Finding::warning("kept", message).in_file(&file));
    }
    let path = path(root);
    let save = kept.save();
    drop(kept);
    let written = match save {
        Save::Nothing => Ok(()),
        Save::Append(after, bytes) => disk::append(&path, after, &bytes),
        Save::Whole(bytes) => disk::write_losable(&path, &bytes),
    };
    if let Err(error) = written {
        let message = format!("what was worked out cannot be kept for the next run: {error:#}");
        let finding = Finding::warning("kept", message).in_file(&file);
        findings.push(finding.help("check permissions and the disk; only time is lost"));
    }
    findings
}
