//! Watches files and folders and asks for a new build when something that a person works on changes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result};
use notify_debouncer_full::notify::event::ModifyKind;
use notify_debouncer_full::notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};

use crate::finding::path_text;

/// Editors save in several steps; changes that come this close together are one. What a step more brings is seen at once
/// as well, so that this need not be long.
const TOGETHER: Duration = Duration::from_millis(12);

/// What watches; it ends when dropped. The closure that is told of changes shares it, to watch folders that come later.
pub(super) type Watcher = Arc<Mutex<Option<Debouncer<RecommendedWatcher, RecommendedCache>>>>;

/// Watches until the returned watcher is dropped. A watched path that does not exist yet is seen when it comes, through
/// its parent folder.
///
/// `changed` is told what may be another than before; nothing where that is not known.
pub(super) fn watch(
    paths: &[PathBuf],
    mut changed: impl FnMut(Option<&[PathBuf]>) + Send + 'static,
) -> Result<Watcher> {
    let watched: Vec<PathBuf> = paths.iter().map(|p| whole(p)).collect();
    let concerned = watched.clone();
    let watcher: Watcher = Arc::default();
    let later = Arc::downgrade(&watcher);
    let mut debouncer = new_debouncer(TOGETHER, None, move |result: DebounceEventResult| {
        let relevant =
            |path: &PathBuf| !is_passing(path) && concerned.iter().any(|w| path.starts_with(w));
        let changes = match result {
            Ok(events) => {
                // A watched folder that has just come is watched with all in it from now on.
                let created = events
                    .iter()
                    .filter(|e| e.kind.is_create() || is_rename(e.kind))
                    .flat_map(|e| &e.paths);
                let come: Vec<&PathBuf> = created
                    .filter(|p| concerned.contains(p) && p.is_dir())
                    .collect();
                if let Some(watcher) = later.upgrade().filter(|_| !come.is_empty())
                    && let Ok(mut watcher) = watcher.lock()
                    && let Some(watcher) = watcher.as_mut()
                {
                    for path in come {
                        // A folder that went again in the meantime needs no watching.
                        let _ = watcher.watch(path, RecursiveMode::Recursive);
                    }
                }
                let real = |e: &&DebouncedEvent| !matches!(e.kind, EventKind::Access(_));
                let paths = events.iter().filter(real).flat_map(|e| &e.paths);
                let mut paths: Vec<PathBuf> = paths.filter(|p| relevant(p)).cloned().collect();
                paths.sort();
                paths.dedup();
                let missed = events.iter().any(|e| e.need_rescan());
                (!missed).then_some(paths)
            }
            // Something was missed: build to be sure.
            Err(_) => None,
        };
        if changes.as_ref().is_none_or(|paths| !paths.is_empty()) {
            changed(changes.as_deref());
        }
    })
    .context("cannot watch for changes")?;
    let mut parents: Vec<PathBuf> = Vec::new();
    for path in &watched {
        if path.is_dir() {
            debouncer
                .watch(path, RecursiveMode::Recursive)
                .with_context(|| format!("cannot watch {}", path_text(path)))?;
        }
        if let Some(parent) = path
            .parent()
            .map(Path::to_path_buf)
            .filter(|p| p.is_dir() && !parents.contains(p))
        {
            debouncer
                .watch(&parent, RecursiveMode::NonRecursive)
                .with_context(|| format!("cannot watch {}", path_text(&parent)))?;
            parents.push(parent);
        }
    }
    if let Ok(mut slot) = watcher.lock() {
        *slot = Some(debouncer);
    }
    Ok(watcher)
}

/// Whether something has got another name, as a folder that is moved away and back.
fn is_rename(kind: EventKind) -> bool {
    matches!(kind, EventKind::Modify(ModifyKind::Name(_)))
}

/// The path as the system reports it, also where it does not exist yet.
fn whole(path: &Path) -> PathBuf {
    let parent = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let through_parent = || Some(parent.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize()
        .ok()
        .or_else(through_parent)
        .unwrap_or_else(|| path.to_path_buf())
}

/// Files that editors and briefmill itself make in passing.
fn is_passing(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let ending = path
        .extension()
        .map(|e| e.to_string_lossy().into_owned())
        .unwrap_or_default();
    // Vim tries whether a folder can be written with a file of the name 4913.
    name.starts_with('.')
        || name.ends_with('~')
        || matches!(ending.as_str(), "swp" | "tmp")
        || name == "4913"
}
