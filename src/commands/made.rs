//! What became of the inbox: how many fragments came to what, and the briefs that were made of them, each with its headline
//! and what is in doubt.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use crate::brief::Brief;
use crate::finding::Finding;
use crate::pipeline::outcome::{Ingested, Outcome};
use crate::report::{Report, count};
use crate::rules;

/// Briefs that are told line by line; of a great import there may be thousands.
const TOLD: usize = 20;

/// A brief that was made or followed its fragment in this run.
#[derive(Debug, Serialize)]
struct Made {
    outcome: Outcome,
    brief: String,
    title: String,
    /// What a person should look at.
    doubts: Vec<String>,
}

/// What is told of a run over the inbox.
#[derive(Debug)]
pub(super) struct Told<'i> {
    ingested: &'i Ingested,
    made: Vec<Made>,
}

impl<'i> Told<'i> {
    /// Of the briefs as they stand after the run.
    pub(super) fn of(ingested: &'i Ingested, briefs: &[Brief]) -> Self {
        let told = [Outcome::New, Outcome::Updated, Outcome::Kept];
        let mut asked: BTreeMap<&str, Outcome> = BTreeMap::new();
        for item in ingested.items.iter().filter(|i| told.contains(&i.outcome)) {
            if let Some(path) = &item.brief {
                asked.entry(path).or_insert(item.outcome);
            }
        }
        // Nearly always there are none.
        let briefs = briefs.iter().filter(|_| !asked.is_empty());
        let made = briefs.filter_map(|brief| {
            Some(Made {
                outcome: *asked.get(brief.path.as_str())?,
                brief: brief.path.clone(),
                title: brief.title.clone(),
                doubts: doubts(brief),
            })
        });
        let mut made: Vec<Made> = made.collect();
        made.sort_by(|a, b| a.brief.cmp(&b.brief));
        Self { ingested, made }
    }

    /// Counts by outcome and the briefs, for programs.
    pub(super) fn json(&self) -> serde_json::Value {
        let ingested = self.ingested;
        json!({
            "new": ingested.count(Outcome::New),
            "unchanged": ingested.count(Outcome::Unchanged),
            "updated": ingested.count(Outcome::Updated),
            "kept": ingested.count(Outcome::Kept),
            "duplicate": ingested.count(Outcome::Duplicate),
            "refused": ingested.count(Outcome::Refused),
            "undated": ingested.undated,
            "items": ingested.items,
            "briefs": self.made,
        })
    }

    /// A line of counts, and a line for each brief.
    pub(super) fn say(&self, report: Report) {
        let ingested = self.ingested;
        let mut parts = Vec::new();
        let mut part = |outcome: Outcome, words: &str| {
            let n = ingested.count(outcome);
            if n > 0 {
                parts.push(format!("{n} {words}"));
            }
        };
        part(Outcome::New, "new");
        part(Outcome::Updated, "updated");
        part(Outcome::Kept, "kept because edited");
        part(Outcome::Duplicate, "the same as another");
        part(Outcome::Refused, "refused");
        part(Outcome::Unchanged, "unchanged");
        if ingested.undated > 0 {
            parts.push(format!("{} of the new without a date", ingested.undated));
        }
        if !parts.is_empty() {
            report.line(&format!("fragments: {}", parts.join(", ")));
        }
        for made in self.made.iter().take(TOLD) {
            report.line(&format!("  {}", line(made)));
        }
        if let Some(more) = self.made.len().checked_sub(TOLD).filter(|more| *more > 0) {
            let more = count(more, "more brief", "more briefs");
            report.line(&format!("  and {more}; `--json` names all"));
        }
        for item in &ingested.items {
            if let (Outcome::Duplicate, Some(brief)) = (item.outcome, &item.brief) {
                report.line(&format!(
                    "  {} is the same article as another fragment of {brief}",
                    item.fragment
                ));
            }
        }
        let told = |f: &&Finding| matches!(f.rule, "repeated" | "excerpt" | "site-page");
        for finding in ingested.findings.iter().filter(told) {
            report.line(&format!("  {}", finding.message));
        }
    }
}

/// A brief in a line.
fn line(made: &Made) -> String {
    let word = match made.outcome {
        Outcome::New => "new",
        Outcome::Updated => "updated",
        _ => "kept",
    };
    let doubts = if made.doubts.is_empty() {
        String::new()
    } else {
        format!(" ({})", made.doubts.join(", "))
    };
    format!("{word}: {}: {}{doubts}", made.brief, made.title)
}

/// What of a brief a person should look at.
fn doubts(brief: &Brief) -> Vec<String> {
    let derived = &brief.derived;
    let proposed = derived.title.as_deref().is_some_and(rules::is_proposal);
    let suggested = derived.suggestions.companies.len() + derived.suggestions.technologies.len();
    let conflicts = match brief.conflicts.as_slice() {
        [] => None,
        fields => Some(format!("in conflict: {}", fields.join(" and "))),
    };
    let doubts = [
        conflicts,
        proposed.then(|| "proposed headline".to_owned()),
        brief.date.is_none().then(|| "no date".to_owned()),
        brief.sources.is_empty().then(|| "no source".to_owned()),
        derived
            .excerpt
            .as_ref()
            .map(|_| "only the beginning".to_owned()),
        (suggested > 0).then(|| format!("{} in doubt", count(suggested, "name", "names"))),
    ];
    doubts.into_iter().flatten().collect()
}
