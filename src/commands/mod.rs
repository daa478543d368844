//! One file per command: call the pipeline and an outlet, hand over the report. No rules, no HTML.

use std::path::Path;
use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::finding::{Finding, Severity};
use crate::pipeline::{OpenError, Project};
use crate::report::{self, Report};

mod build;
mod check;
mod context;
mod edition;
mod ingest;
mod init;
mod made;
mod next;
mod progress;
mod restore;
mod serve;
mod templates;
mod why;

/// What a run came to, for the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All done.
    Done,
    /// Done, with findings or refused inputs.
    Findings,
    /// Wrong use or wrong settings; nothing was done.
    Wrong,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::from(0),
            Status::Findings => Self::from(1),
            Status::Wrong => Self::from(2),
        }
    }
}

/// Runs one command.
pub fn run(cli: Cli) -> Status {
    let common = &cli.common;
    let report = Report {
        json: common.json,
        quiet: common.quiet,
        verbose: common.verbose,
    };
    let root = common.root.as_path();
    let result = match cli.command {
        Command::Init { dir } => init::run(&dir, report),
        Command::Ingest { paths } => ingest::run(root, &paths, report),
        Command::Build(args) => build::run(root, &args, report),
        Command::Serve { port, open, drafts } => serve::run(root, port, open, drafts, report),
        Command::Check { strict } => check::run(root, strict, report),
        Command::Context { template } => context::run(template.as_deref(), report),
        Command::Templates { name } => templates::run(root, name.as_deref(), report),
        Command::Edition { action } => edition::run(root, &action, report),
        Command::Why { brief, term, .. } => match brief {
            Some(brief) => why::run(root, &brief, term.as_deref(), report),
            None => Ok(why::rules(report)),
        },
        Command::Restore { brief, cut } => restore::run(root, &brief, &cut, report),
    };
    match result {
        Ok(status) => status,
        Err(error) => {
            report::fatal(&error);
            Status::Wrong
        }
    }
}

/// Opens the project, or reports why not.
fn open(root: &Path, report: Report) -> anyhow::Result<Option<Project>> {
    match Project::open(root) {
        Ok(project) => Ok(Some(project)),
        Err(OpenError::Settings(findings)) => {
            report.findings(&findings);
            report.json(&serde_json::json!({ "findings": findings }));
            Ok(None)
        }
        Err(OpenError::Other(error)) => Err(error),
    }
}

/// The status that findings ask for.
fn status_of(findings: &[Finding]) -> Status {
    let bad = findings.iter().any(|f| f.severity == Severity::Error);
    if bad { Status::Findings } else { Status::Done }
}
