//! `briefmill edition`: drafts an edition for its editor, publishes it, lists all.

use std::path::Path;

use anyhow::{Result, bail};
use serde_json::json;

use super::build::lock;
use super::{Status, next, open, status_of};
use crate::check::emails;
use crate::cli::EditionAction;
use crate::digest::{BriefId, Digest, Edition};
use crate::disk::{self, Replaced};
use crate::edition::file::{draft, parse, with_issue};
use crate::edition::{EditionFile, FOLDER, Proposed, STORIES};
use crate::finding::Finding;
use crate::front_matter::{is_in_braces, split};
use crate::group::editions::issue_of;
use crate::group::rank;
use crate::pipeline::Project;
use crate::pipeline::load::{Surroundings, gather, is_whole, read_briefs, site};
use crate::report::{Report, count};
use crate::site::period_title;

/// Briefs that a draft names after its stories.
const OTHERS: usize = 10;

pub(super) fn run(root: &Path, action: &EditionAction, report: Report) -> Result<Status> {
    let Some(project) = open(root, report)? else {
        return Ok(Status::Wrong);
    };
    let _lock = lock(&project, report)?;
    if project.settings.editions.is_none() {
        bail!(
            "there are no editions: the setting `editions` is `none`; write `editions: weekly` into briefmill.yaml"
        );
    }
    let (digest, surroundings, findings) = digest(&project);
    report.findings(&findings);
    match action {
        EditionAction::List => {
            list(&digest, &findings, report);
            Ok(status_of(&findings))
        }
        EditionAction::Draft { period } => {
            let edition = find(&digest, period.as_deref())?;
            write_draft(&project, &digest, edition, report)
        }
        EditionAction::Publish { period } => {
            if !is_whole(&findings) {
                report.json(&json!({ "findings": findings }));
                report.line("nothing was published, because of the errors above");
                return Ok(Status::Findings);
            }
            let edition = find(&digest, period.as_deref())?;
            let status = publish(&project, &digest, edition, root, report)?;
            if status == Status::Done {
                let folder = format!("{FOLDER}/{}", edition.period.name());
                report.findings(&too_long(&project, digest, surroundings, &folder));
            }
            Ok(status)
        }
    }
}

/// The digest as it lies on the disk. What came in since the last build is no part of it.
fn digest(project: &Project) -> (Digest, Surroundings, Vec<Finding>) {
    let mut findings = project.recover();
    let mut all = read_briefs(project);
    findings.append(&mut all.findings);
    let surroundings = Surroundings::read(project, Default::default());
    findings.extend(surroundings.findings.iter().cloned());
    let selection = project.selection(false);
    let (gathered, found) = gather(project, all.briefs, all.hashes, selection, &surroundings);
    findings.extend(found);
    (gathered.digest, surroundings, findings)
}

/// What is told of the length of an edition's e-mail.
fn too_long(
    project: &Project,
    digest: Digest,
    surroundings: Surroundings,
    folder: &str,
) -> Vec<Finding> {
    // What keeps the site from being made is told where it is made.
    let made = site(project, digest, surroundings);
    made.map_or_else(|_| Vec::new(), |site| emails::check(&site, Some(folder)))
}

/// The edition of a period; without one the newest that is not published.
fn find<'d>(digest: &'d Digest, period: Option<&str>) -> Result<&'d Edition> {
    let all = &digest.editions;
    let Some(asked) = period else {
        let Some(newest) = all.first() else {
            bail!("there are no editions yet, since no brief has a day");
        };
        let open = Some(newest).filter(|e| e.published.is_none());
        return open.ok_or_else(|| {
            anyhow::anyhow!(
                "the newest edition, {}, is published already; name another period",
                newest.period.name()
            )
        });
    };
    let name = asked.trim_end_matches(".md").to_ascii_lowercase();
    let name = name.rsplit('/').next().unwrap_or_default();
    if let Some(found) = all.iter().find(|e| e.period.name() == name) {
        return Ok(found);
    }
    let known: Vec<String> = all.iter().take(5).map(|e| e.period.name()).collect();
    bail!(
        "no brief is of {asked}, so that there is no such edition; the newest are {}",
        known.join(", ")
    )
}

fn list(digest: &Digest, findings: &[Finding], report: Report) {
    let rows = digest.editions.iter().map(|edition| {
        json!({
            "period": edition.period.name(),
            "number": edition.number,
            "published": edition.published,
            "file": edition.path,
            "briefs": count_of(edition),
            "corrections": edition.corrections.len(),
        })
    });
    let rows: Vec<_> = rows.collect();
    report.json(&json!({ "editions": rows, "findings": findings }));
    for edition in &digest.editions {
        let state = match (edition.published, &edition.path) {
            (Some(day), _) => format!("published {day}"),
            (None, Some(path)) => format!("written: {path}"),
            (None, None) => "by rank".to_owned(),
        };
        let number = edition
            .number
            .map_or_else(|| "–".to_owned(), |n| n.to_string());
        let briefs = count(count_of(edition), "brief", "briefs");
        report.line(&format!(
            "{number:>4}  {}  {briefs}, {state}",
            edition.period.name()
        ));
    }
}

/// All briefs that it names and that are there.
fn briefs_of(edition: &Edition) -> impl Iterator<Item = BriefId> + '_ {
    edition.briefs().filter_map(|b| b.brief)
}

/// How many briefs it has, with those that it does not list.
fn count_of(edition: &Edition) -> usize {
    briefs_of(edition).count() + edition.others.len()
}

fn path_of(project: &Project, edition: &Edition) -> String {
    edition.path.clone().unwrap_or_else(|| {
        let (content, name) = (&project.settings.content, edition.period.name());
        format!("{content}/{FOLDER}/{name}.md")
    })
}

fn write_draft(
    project: &Project,
    digest: &Digest,
    edition: &Edition,
    report: Report,
) -> Result<Status> {
    let path = path_of(project, edition);
    if edition.path.is_some() {
        report.json(&json!({ "file": path, "written": false }));
        report.line(&format!("{path} is there already; nothing was written"));
        return Ok(Status::Findings);
    }
    let proposed = |id: BriefId| {
        let brief = digest.brief(id);
        Proposed {
            brief: brief.slug.as_str(),
            title: &brief.title,
            what: brief.summary.as_deref(),
            because: rank::why(digest, id),
        }
    };
    let stories: Vec<BriefId> = edition.stories.iter().filter_map(|s| s.brief).collect();
    let all: Vec<BriefId> = briefs_of(edition).collect();
    let others = rank::foremost(digest, &all, STORIES + OTHERS);
    let others = others.into_iter().filter(|id| !stories.contains(id));
    let text = draft(
        &period_title(edition.period),
        &stories.iter().map(|id| proposed(*id)).collect::<Vec<_>>(),
        &others.take(OTHERS).map(proposed).collect::<Vec<_>>(),
    );
    disk::write_new(&disk::join_inside(&project.root, &path)?, text.as_bytes())?;
    report.json(&json!({ "file": path, "written": true }));
    report.line(&format!(
        "{path}: {}",
        count(stories.len(), "story", "stories")
    ));
    let publish = format!("publish {}", edition.period.name());
    report.line(&format!(
        "write the lead, then publish it with: {}",
        next::command("edition", &project.root, &publish)
    ));
    Ok(Status::Done)
}

fn publish(
    project: &Project,
    digest: &Digest,
    edition: &Edition,
    root: &Path,
    report: Report,
) -> Result<Status> {
    let path = path_of(project, edition);
    if let Some(day) = edition.published {
        report.json(&json!({ "file": path, "published": day, "written": false }));
        report.line(&format!(
            "{path} was published on {day}; nothing was written"
        ));
        return Ok(Status::Findings);
    }
    let place = disk::join_inside(&project.root, &path)?;
    let before = disk::read_text(&place)?;
    let yaml = before.as_deref().and_then(|text| split(text).yaml);
    if yaml.is_some_and(is_in_braces) {
        bail!(
            "{path} has its front matter in braces, where no line can be added; write each field on a line of its own, as in `title: …`, then publish it again"
        );
    }
    let mut file = EditionFile::of(path.clone(), edition.period);
    // One that was left out when later ones were published gets the next number.
    let published = digest.editions.iter().filter(|e| e.published.is_some());
    let next = || published.filter_map(|e| e.number).max().unwrap_or(0) + 1;
    file.number = Some(edition.number.unwrap_or_else(next));
    file.published = Some(project.arrival);
    file.issue = Some(issue_of(digest, edition));
    let text = with_issue(before.as_deref().unwrap_or_default(), &file);
    // What is written must be read back as it was meant.
    let read = parse(&path, &text).ok();
    if read.is_none_or(|(read, _)| read.frozen() != file.frozen()) {
        bail!("{path} cannot be read with what is to be published; nothing was written");
    }
    match &before {
        None => disk::write_new(&place, text.as_bytes())?,
        Some(before) => {
            let replaced = disk::replace(&place, before.as_bytes(), text.as_bytes())?;
            if replaced == Replaced::SavedMeanwhile {
                bail!("{path} was saved just now; nothing was published, run it again");
            }
        }
    }
    report.json(&json!({
        "file": path,
        "number": file.number,
        "published": project.arrival,
        "written": true,
    }));
    let number = file.number.map_or_else(String::new, |n| format!(" {n}"));
    report.line(&format!(
        "edition{number}, {}, is published: {path} holds what it says",
        edition.period.name()
    ));
    report.line(&format!(
        "make the site with: {}",
        next::command("build", root, "")
    ));
    Ok(Status::Done)
}
