//! `briefmill build`: ingest what is new, group, render the site.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use super::made::Told;
use super::progress::Progress;
use super::{Status, next, open, status_of};
use crate::cli::BuildArgs;
use crate::disk;
use crate::finding::path_text;
use crate::pipeline::ingest::ingest;
use crate::pipeline::load::{Surroundings, inputs_of, is_whole, load, read_briefs};
use crate::pipeline::{CACHE_FOLDER, Project, pictures, store};
use crate::publish::folder::{self, About, WriteError};
use crate::publish::target::{Digest, Own, SiteName, Target};
use crate::report::{Report, count};

pub(super) fn run(root: &Path, args: &BuildArgs, report: Report) -> Result<Status> {
    let Some(mut project) = open(root, report)? else {
        return Ok(Status::Wrong);
    };
    let selection = project.selection(args.drafts);
    let output: PathBuf = args
        .output
        .clone()
        .unwrap_or_else(|| project.root.join(&project.settings.output));
    let _lock = lock(&project, report)?;
    let target = Target::resolve(&output, &outline(&project))?;
    let mut findings = project.recover();
    let mut all = read_briefs(&project);
    let progress = Progress::new(report);
    let ingested = ingest(&project, &mut all, &|done, of| progress.tell(done, of));
    drop(progress);
    let of_inbox = Told::of(&ingested, &all.briefs);
    let mut of_site = std::mem::take(&mut all.findings);
    findings.extend(ingested.findings.iter().cloned());
    let surroundings = Surroundings::read(&project, pictures::read(&project, &all.briefs));
    let cache = project.root.join(CACHE_FOLDER);
    let inputs = inputs_of(&project, &all, selection, &surroundings);
    let inputs = inputs.filter(|_| !ingested.incomplete);
    let briefs = all.briefs.len();
    of_site.extend(surroundings.findings.iter().cloned());
    let standing = inputs.and_then(|inputs| folder::standing(&target, &cache, inputs));
    let written = if let Some(standing) = standing {
        of_site.extend(standing.told);
        findings.extend(of_site);
        Some(standing.written)
    } else {
        let loaded = load(&project, all.briefs, all.hashes, selection, surroundings);
        let kept = std::mem::take(&mut project.kept);
        findings.extend(store::save(&project.root, kept));
        let told = loaded.findings;
        of_site.extend(told.iter().cloned());
        let whole = is_whole(&of_site) && !ingested.incomplete;
        findings.extend(of_site);
        if whole && briefs == 0 {
            folder::refuse_to_empty(&target).inspect_err(|_| report.findings(&findings))?;
        }
        let about = About {
            cache: &cache,
            inputs,
            told: &told,
        };
        let site = loaded.site;
        let waiting = || waiting_for_another(report);
        let written = match &site {
            Some(site) if whole => match folder::write(site, &target, about, waiting) {
                Ok(written) => Some(written),
                Err(WriteError::Folder(error)) => {
                    report.findings(&findings);
                    return Err(error);
                }
                Err(WriteError::Pages(found)) => {
                    findings.extend(found);
                    None
                }
            },
            _ => None,
        };
        // The process ends here: taking the digest apart piece by piece would only cost time.
        std::mem::forget(site);
        written
    };
    report.findings(&findings);
    // In the digest's own folder the site is "public", not "./public".
    let shown = path_text(output.strip_prefix(".").unwrap_or(&output));
    report.json(&json!({
        "ingested": of_inbox.json(),
        "briefs": briefs,
        "files": written.map(|w| w.files),
        "bytes": written.map(|w| w.bytes),
        "output": path_text(&output),
        "findings": findings,
    }));
    of_inbox.say(report);
    if let Some(written) = written {
        let files = count(written.files, "file", "files");
        report.line(&format!(
            "{}, {files} in {}",
            count(briefs, "brief", "briefs"),
            shown
        ));
        if briefs == 0 {
            report.line(&next::bring_in(&project));
        } else {
            let options = if args.drafts {
                "--drafts --open"
            } else {
                "--open"
            };
            let look = next::command("serve", root, options);
            report.line(&format!("look at it with: {look}"));
        }
        Ok(status_of(&findings))
    } else {
        report.line(&format!(
            "the site was not built, because of the errors above; {shown} is as it was"
        ));
        Ok(Status::Findings)
    }
}

/// Takes the digest's lock, saying so when another run holds it.
pub(super) fn lock(project: &Project, report: Report) -> Result<disk::Lock> {
    let path = project.root.join(CACHE_FOLDER).join("lock");
    disk::lock(&path, || waiting_for_another(report))
}

fn waiting_for_another(report: Report) {
    report.line("another briefmill is at work here; waiting for it to finish");
}

/// The digest as an outlet needs to know it.
fn outline(project: &Project) -> Digest {
    let own = |name: &str, what| Own {
        path: project.root.join(name),
        what,
    };
    let settings = &project.settings;
    let content = &settings.content;
    Digest {
        root: project.root.clone(),
        own: vec![
            own(content, "the digest's content"),
            own(&format!("{content}/briefs"), "the digest's briefs"),
            own(&format!("{content}/fragments"), "the digest's fragments"),
            own(&settings.templates, "the digest's templates"),
            own(&settings.static_files, "the digest's static files"),
            own(CACHE_FOLDER, "briefmill's cache"),
            own(".git", "the digest's version history"),
        ],
        name: SiteName {
            title: settings.title.clone(),
            base_url: settings.base_url.clone(),
        },
    }
}
