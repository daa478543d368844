//! `briefmill serve`: preview on loopback, rebuilding as files change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::build::lock;
use super::made::Told;
use super::{Status, next, open};
use crate::brief::Brief;
use crate::digest::Digest;
use crate::finding::{Finding, Severity};
use crate::group::{Change, Gathered};
use crate::kept::{Kept, Key, KeyOf};
use crate::pipeline::ingest::ingest;
use crate::pipeline::load::{
    Briefs, Surroundings, gather, inputs_of, is_whole, read_again, read_briefs, site,
};
use crate::pipeline::outcome::Outcome;
use crate::pipeline::{OpenError, Project, pictures};
use crate::preview::{self, Built, Options};
use crate::report::Report;
use crate::settings;
use crate::site::Site;

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
    let mut session = Session {
        root: root.to_path_buf(),
        drafts,
        report,
        last: None,
    };
    let build = move |changes: Option<&[PathBuf]>| {
        let mut built = session.build(changes)?;
        report.findings(&built.errors);
        built.errors.retain(|f| f.severity == Severity::Error);
        // What the page says is for readers; whoever serves it is told what to do.
        let is_empty = |site: &Site| site.digest().briefs.is_empty();
        if let Some(last) = session.last.as_ref()
            && built.site.as_ref().is_some_and(is_empty)
        {
            let remedy = next::bring_in(&last.project);
            report.line(&remedy);
            let finding = Finding::note("empty", "there are no briefs yet");
            built.errors.push(finding.help(remedy));
        }
        Some(built)
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

/// What is at hand from the last time that the digest was read.
struct Last {
    project: Project,
    all: Briefs,
    surroundings: Surroundings,
    /// What was found, but for what grouping finds each time.
    findings: Vec<Finding>,
    whole: bool,
    /// The digest of it, but for what has changed since.
    gathered: Option<(Gathered, Vec<Finding>)>,
    /// The briefs that have changed since, by their place among all: what the digest has of them.
    was: BTreeMap<usize, Brief>,
    /// The hash of all of it, where that tells whether anything is to be told or shown anew.
    inputs: Option<Key>,
}

/// The digest while it is served.
struct Session {
    root: PathBuf,
    drafts: bool,
    report: Report,
    last: Option<Last>,
}

impl Session {
    /// The site as the digest is now; none where it is as it was. Where nothing but the words of briefs changed, only
    /// their files are read, and the next call reads all: what follows for the inbox can wait for that.
    fn build(&mut self, changes: Option<&[PathBuf]>) -> Option<Built> {
        let mut former = self.last.take();
        let was = former.as_ref().and_then(|last| last.inputs);
        let taken_in = match (&mut former, changes) {
            (Some(last), Some(paths)) => last.takes_in(paths),
            _ => false,
        };
        let mut last = match former {
            Some(last) if taken_in => last,
            former => {
                let (kept, gathered) = former
                    .map(|last| (last.project.kept, last.gathered))
                    .unzip();
                match self.read(kept) {
                    Ok(last) => Last {
                        gathered: gathered.flatten(),
                        ..last
                    },
                    Err(errors) => {
                        return Some(Built {
                            site: None,
                            whole: false,
                            errors,
                        });
                    }
                }
            }
        };
        last.inputs = last.inputs_now(self.drafts);
        let as_it_was = last.inputs.is_some() && last.inputs == was;
        if !taken_in && !as_it_was {
            // It is of other files than those that were read now.
            last.gathered = None;
        }
        let built = (!as_it_was).then(|| last.load(self.drafts));
        last.project.kept = last.project.kept.next();
        self.last = Some(last);
        built
    }

    /// Reads the whole digest and ingests what is new.
    fn read(&self, kept: Option<Kept>) -> Result<Last, Vec<Finding>> {
        let report = self.report;
        let stopped = |error: &anyhow::Error| vec![Finding::error("build", format!("{error:#}"))];
        let project = match Project::open_with(&self.root, kept) {
            Ok(mut project) => {
                // Who looks over a brief wants to see what was taken out of it.
                project.settings.show_cuts = true;
                project
            }
            Err(OpenError::Settings(findings)) => return Err(findings),
            Err(OpenError::Other(error)) => return Err(stopped(&error)),
        };
        let _lock = lock(&project, report).map_err(|error| stopped(&error))?;
        let mut findings = project.recover();
        let mut all = read_briefs(&project);
        let ingested = ingest(&project, &mut all, &|_, _| {});
        findings.extend(ingested.findings.iter().cloned());
        if ingested
            .items
            .iter()
            .any(|i| i.outcome != Outcome::Unchanged)
        {
            Told::of(&ingested, &all.briefs).say(report);
        }
        let surroundings = Surroundings::read(&project, pictures::read(&project, &all.briefs));
        let mut of_site = std::mem::take(&mut all.findings);
        of_site.extend(surroundings.findings.iter().cloned());
        let whole = is_whole(&of_site) && !ingested.incomplete;
        findings.extend(of_site);
        Ok(Last {
            surroundings,
            inputs: None,
            gathered: None,
            was: BTreeMap::new(),
            project,
            all,
            findings,
            whole,
        })
    }
}

impl Last {
    /// Takes in what changed; whether all of it is the words of briefs that are known and can be read.
    fn takes_in(&mut self, paths: &[PathBuf]) -> bool {
        paths.iter().all(|path| {
            let read = read_again(&self.project, &mut self.all, &self.findings, path);
            let known = read.is_some();
            if let Some((place, was)) = read {
                self.was.entry(place).or_insert(was);
            }
            known
        })
    }

    fn inputs_now(&self, drafts: bool) -> Option<Key> {
        let selection = self.project.selection(drafts);
        let inputs = inputs_of(&self.project, &self.all, selection, &self.surroundings)?;
        let mut key = KeyOf::new("preview");
        key.part(inputs.bytes())
            .part(format!("{:?}", self.findings));
        Some(key.number(u64::from(self.whole)).key())
    }

    /// The digest, and what was found: that of before with what has changed, where that is the same.
    fn digest(&mut self, drafts: bool) -> (Digest, Vec<Finding>) {
        let was = std::mem::take(&mut self.was);
        if let Some((gathered, findings)) = &mut self.gathered
            && !self.project.editor_rules.has_excerpts()
            && was.iter().all(|(place, was)| {
                let now = self.all.briefs.get(*place);
                let now = now.and_then(|now| Some((now, self.all.hashes.get(&now.path)?)));
                now.is_some_and(|(now, hash)| {
                    let change = Change { was, now, hash };
                    gathered.take_in(change, &self.project.catalogue, &self.project.kept)
                })
            })
        {
            return (gathered.digest.clone(), findings.clone());
        }
        let (gathered, findings) = gather(
            &self.project,
            self.all.briefs.clone(),
            self.all.hashes.clone(),
            self.project.selection(drafts),
            &self.surroundings,
        );
        let digest = gathered.digest.clone();
        self.gathered = Some((gathered, findings.clone()));
        (digest, findings)
    }

    /// The site.
    fn load(&mut self, drafts: bool) -> Built {
        let (digest, mut found) = self.digest(drafts);
        let site = site(&self.project, digest, self.surroundings.clone());
        let site = site.map_err(|errors| found.extend(errors)).ok();
        let whole = self.whole && is_whole(&found);
        let errors = self.findings.iter().cloned().chain(found);
        Built {
            site,
            whole,
            errors: errors.collect(),
        }
    }
}
