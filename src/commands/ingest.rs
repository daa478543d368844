//! `briefmill ingest`: bring fragments into the inbox, make briefs of what is new.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use super::build::lock;
use super::made::Told;
use super::progress::Progress;
use super::{Status, next, open, status_of};
use crate::finding::path_text;
use crate::pipeline::collect::{Collected, collect, collect_stdin};
use crate::pipeline::ingest::ingest;
use crate::pipeline::load::read_briefs;
use crate::report::{Report, count};

pub(super) fn run(root: &Path, paths: &[PathBuf], report: Report) -> Result<Status> {
    let Some(project) = open(root, report)? else {
        return Ok(Status::Wrong);
    };
    let _lock = lock(&project, report)?;
    let mut findings = project.recover();
    let mut collected = Collected::default();
    for path in paths {
        if path.as_os_str() == "-" {
            collect_stdin(&project, &mut collected)?;
        } else {
            collect(&project, path, &mut collected);
        }
    }
    if collected.incomplete {
        // Which brief an article belongs to is told from all that was named; part of it could tell wrongly.
        findings.extend(collected.findings);
        report.findings(&findings);
        report.json(&json!({ "added": collected.added, "present": collected.present, "findings": findings }));
        report.line("no briefs were made, since the disk failed; run it again");
        return Ok(Status::Findings);
    }
    let mut all = read_briefs(&project);
    findings.extend(project.findings.iter().cloned());
    findings.extend(collected.findings);
    let progress = Progress::new(report);
    let ingested = ingest(&project, &mut all, &|done, of| progress.tell(done, of));
    drop(progress);
    let told = Told::of(&ingested, &all.briefs);
    findings.append(&mut all.findings);
    findings.extend(ingested.findings.iter().cloned());
    report.findings(&findings);
    report.json(&json!({
        "added": collected.added,
        "present": collected.present,
        "ingested": told.json(),
        "findings": findings,
    }));
    if !paths.is_empty() {
        let added = count(collected.added.len(), "file", "files");
        report.line(&format!(
            "{added} brought into {}, {} there already",
            path_text(&project.inbox()),
            collected.present
        ));
    }
    told.say(report);
    report.line(&if ingested.items.is_empty() {
        next::bring_in(&project)
    } else {
        let build = next::command("build", root, "");
        format!("make the site with: {build}")
    });
    Ok(status_of(&findings))
}
