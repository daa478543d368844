//! `briefmill check`: everything wrong or doubtful. Writes nothing.

use std::path::Path;

use anyhow::Result;

use super::{Status, open};
use crate::check::{briefs as brief_checks, emails, links, places, rules};
use crate::disk;
use crate::finding::Severity;
use crate::pipeline::inbox::try_rules;
use crate::pipeline::load::{Surroundings, load, read_briefs};
use crate::pipeline::pictures;
use crate::report::{Report, count};

/// With `strict`, doubts decide the status too.
pub(super) fn run(root: &Path, strict: bool, report: Report) -> Result<Status> {
    let Some(project) = open(root, report)? else {
        return Ok(Status::Wrong);
    };
    let all = read_briefs(&project);
    let (briefs, mut findings) = (all.briefs, all.findings);
    let source_of = |path: &str| {
        let text = disk::read_text(&project.root.join(path));
        text.ok().flatten()
    };
    findings.extend(brief_checks::check(&briefs, |b| source_of(&b.path)));
    if !project.editor_rules.is_empty() {
        let tried = try_rules(&project);
        findings.extend(rules::check(&project.editor_rules, &tried, &briefs));
    }
    let selection = project.selection(false);
    let surroundings = Surroundings::read(&project, pictures::read(&project, &briefs));
    findings.extend(surroundings.findings.iter().cloned());
    let loaded = load(
        &project,
        briefs.clone(),
        all.hashes,
        selection,
        surroundings,
    );
    findings.extend(loaded.findings);
    if let Some(site) = &loaded.site {
        findings.extend(links::check(site, source_of));
        findings.extend(emails::check(site, None));
    }
    for finding in &mut findings {
        places::complete(finding, source_of);
    }
    findings.sort();
    findings.dedup();
    report.findings(&findings);
    report.json(&serde_json::json!({ "briefs": briefs.len(), "findings": findings }));
    let errors = findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count();
    let warnings = findings
        .iter()
        .filter(|f| f.severity == Severity::Warning)
        .count();
    report.line(&format!(
        "{} checked: {}, {}",
        count(briefs.len(), "brief", "briefs"),
        count(errors, "error", "errors"),
        count(warnings, "warning", "warnings")
    ));
    Ok(if errors == 0 && (warnings == 0 || !strict) {
        Status::Done
    } else {
        Status::Findings
    })
}
