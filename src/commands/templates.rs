//! `briefmill templates`: the built-in templates and static files, and one of them written out to be changed.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, bail};
use serde_json::json;

use super::context::unknown;
use super::{Status, open};
use crate::disk::{self, What};
use crate::pipeline::Project;
use crate::report::Report;
use crate::site::BUILT_IN_FILES;
use crate::site::manual::built_in_templates;

/// A built-in template or static file.
struct BuiltIn {
    name: &'static str,
    about: String,
    bytes: &'static [u8],
    /// The file that takes its place, relative to the digest's folder.
    path: String,
    /// Whether that file is there.
    replaced: bool,
}

pub(super) fn run(root: &Path, name: Option<&str>, report: Report) -> Result<Status> {
    let Some(project) = open(root, report)? else {
        return Ok(Status::Wrong);
    };
    let (templates, files) = (templates(&project)?, files(&project)?);
    if let Some(name) = name {
        let all: Vec<&BuiltIn> = templates.iter().chain(&files).collect();
        let Some(one) = all.iter().find(|b| b.name == name) else {
            let names: Vec<&str> = all.iter().map(|b| b.name).collect();
            bail!("{}", unknown("template or static file", name, &names));
        };
        write(&project, one)?;
        report.json(&json!({ "written": one.path }));
        report.line(&format!(
            "{} is yours to change: it takes the place of the built-in one until you delete it",
            one.path
        ));
        if templates.iter().any(|t| t.name == name) {
            report.line(&format!("`briefmill context {name}` prints what it sees"));
        }
        return Ok(Status::Done);
    }
    report.answer(&list(&templates, &files));
    let as_json = |list: &[BuiltIn]| -> Vec<serde_json::Value> {
        let list = list.iter();
        list.map(
            |b| json!({ "name": b.name, "about": b.about, "file": b.path, "replaced": b.replaced }),
        )
        .collect()
    };
    report.json(&json!({ "templates": as_json(&templates), "static": as_json(&files) }));
    Ok(Status::Done)
}

fn templates(project: &Project) -> Result<Vec<BuiltIn>> {
    let folder = &project.settings.templates;
    let all = built_in_templates().into_iter();
    all.map(|t| {
        let path = format!("{folder}/{}", t.name);
        Ok(BuiltIn {
            name: t.name,
            about: t.seen.doc,
            bytes: t.source.as_bytes(),
            replaced: is_there(project, &path)?,
            path,
        })
    })
    .collect()
}

fn files(project: &Project) -> Result<Vec<BuiltIn>> {
    let folder = &project.settings.static_files;
    let all = BUILT_IN_FILES.iter();
    all.map(|f| {
        let path = format!("{folder}/{}", f.path);
        Ok(BuiltIn {
            name: f.path,
            about: f.about.to_owned(),
            bytes: f.bytes,
            replaced: is_there(project, &path)?,
            path,
        })
    })
    .collect()
}

/// Whether there is anything at a path, be it a link that leads nowhere.
fn is_there(project: &Project, path: &str) -> Result<bool> {
    Ok(disk::look(&project.root.join(path))? != What::Absent)
}

/// Writes one into the digest, never over a file that is there.
fn write(project: &Project, one: &BuiltIn) -> Result<()> {
    if one.replaced {
        bail!("{} is there already and stays as it is", one.path);
    }
    let path = disk::join_inside(&project.root, &one.path)?;
    disk::write_new(&path, one.bytes)
}

fn list(templates: &[BuiltIn], files: &[BuiltIn]) -> String {
    let mut out = String::new();
    let names = templates.iter().chain(files).map(|b| b.name.len());
    let width = names.max().unwrap_or_default();
    for (heading, list) in [("templates", templates), ("\nstatic files", files)] {
        let _ = writeln!(out, "{heading}");
        for one in list {
            let _ = write!(out, "  {:width$}  {}", one.name, one.about);
            if one.replaced {
                let _ = write!(out, " (replaced by {})", one.path);
            }
            out.push('\n');
        }
    }
    let _ = writeln!(
        out,
        "\n`briefmill templates NAME` writes one into the digest, to be changed; a file that is there stays."
    );
    out
}
