//! `briefmill serve`: preview on loopback, rebuilding as files change.

use std::path::Path;

use anyhow::Result;

use super::build::{lock, say_ingested};
use super::{Status, open};
use crate::finding::{Finding, Severity};
use crate::group::Selection;
use crate::pipeline::ingest::ingest;
use crate::pipeline::load::{Surroundings, is_whole, load, read_briefs};
use crate::pipeline::{OpenError, Project};
use crate::preview::{self, Built, Options};
use crate::report::Report;
use crate::settings;

pub(super) fn run(
    root: &Path,
    port: u16,
    open_browser: bool,
    drafts: bool,
    report: Report,
) -> Result<Status> {
    let Some(project) = open(root, report)? else {
        return Ok(Status::Wrong);
    };
    let settings = &project.settings;
    let watched = [
        settings.content.as_str(),
        &settings.templates,
        &settings.static_files,
        settings::FILE,
    ];
    let options = Options {
        port,
        watched: watched.iter().map(|name| project.root.join(name)).collect(),
    };
    let root = root.to_path_buf();
    let build = move || {
        let mut built = build(&root, drafts, report);
        report.findings(&built.errors);
        built.errors.retain(|f| f.severity == Severity::Error);
        built
    };
    preview::serve(&options, build, |address| {
        if port != 0 && address.port() != port {
            report.line(&format!(
                "port {port} is in use; the next free one is taken"
            ));
        }
        let address = format!("http://{address}/");
        report.line(&format!("preview at {address} (Ctrl-C ends it)"));
        report.json(&serde_json::json!({ "address": address }));
        if open_browser && let Err(e) = opener::open(&address) {
            report.line(&format!("no browser could be opened: {e}"));
        }
    })?;
    Ok(Status::Done)
}

/// Ingests and loads anew. What is wrong is a finding: the preview goes on with the last good site.
fn build(root: &Path, drafts: bool, report: Report) -> Built {
    let failed = |errors| Built {
        site: None,
        whole: false,
        errors,
    };
    let stopped =
        |error: &anyhow::Error| failed(vec![Finding::error("build", format!("{error:#}"))]);
    let project = match Project::open(root) {
        Ok(project) => project,
        Err(OpenError::Settings(findings)) => return failed(findings),
        Err(OpenError::Other(error)) => return stopped(&error),
    };
    let selection = Selection {
        today: project.settings.today,
        drafts,
    };
    let _lock = match lock(&project, report) {
        Ok(lock) => lock,
        Err(error) => return stopped(&error),
    };
    let mut findings = project.recover();
    let mut all = read_briefs(&project);
    let ingested = ingest(&project, &mut all, &|_, _| {});
    findings.extend(ingested.findings.iter().cloned());
    if ingested
        .items
        .iter()
        .any(|i| i.outcome != crate::pipeline::outcome::Outcome::Unchanged)
    {
        say_ingested(&ingested, report);
    }
    let mut of_site = std::mem::take(&mut all.findings);
    let loaded = load(
        &project,
        all.briefs,
        selection,
        Surroundings::read(&project),
    );
    of_site.extend(loaded.findings);
    let whole = is_whole(&of_site) && !ingested.incomplete;
    findings.extend(of_site);
    Built {
        site: loaded.site,
        whole,
        errors: findings,
    }
}
