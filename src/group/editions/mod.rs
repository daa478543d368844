//! The briefs of each day, week or month as an edition: what its editor chose, or what matters most; once published, what
//! was published, with what has changed since.

use std::collections::{BTreeMap, BTreeSet};

use crate::digest::{BriefId, Digest, Edition};
use crate::edition::EditionFile;
use crate::finding::Finding;
use crate::period::{Cadence, Period};

mod named;
mod open;
mod published;

use named::Named;
use open::open;
pub use published::issue_of;
use published::{frozen, slugs, unheeded};

/// What editions are made from besides the briefs.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// How often there is one; none where there are none.
    pub cadence: Option<Cadence>,
    /// What was written of them.
    pub files: Vec<EditionFile>,
}

/// The editions, newest first, and what is wrong with their files.
pub(super) fn editions(digest: &Digest, asked: &Asked) -> (Vec<Edition>, Vec<Finding>) {
    let Some(cadence) = asked.cadence else {
        return (Vec::new(), withdrawn(asked).into_iter().collect());
    };
    let mut findings = Vec::new();
    let named = Named::of(digest, &asked.files);
    let mut files: BTreeMap<Period, &EditionFile> = BTreeMap::new();
    for file in &asked.files {
        if let Some(first) = files.get(&file.period) {
            findings.push(
                Finding::error(
                    "edition",
                    format!("`{}` is the file of this edition already", first.path),
                )
                .in_file(&file.path)
                .help("keep one of the two files"),
            );
        } else {
            files.insert(file.period, file);
        }
    }
    findings.extend(half_published(&files));
    let held: BTreeSet<BriefId> = files
        .values()
        .filter_map(|file| file.frozen())
        .flat_map(|(_, issue)| slugs(issue))
        .filter_map(|slug| named.find(slug))
        .collect();
    let mut periods: BTreeMap<Period, Vec<BriefId>> = BTreeMap::new();
    for (brief, i) in digest.briefs.iter().zip(0..) {
        let id = BriefId(i);
        if let Some(day) = brief.day().filter(|_| !held.contains(&id)) {
            periods
                .entry(Period::of(day, cadence))
                .or_default()
                .push(id);
        }
    }
    for period in files.keys() {
        periods.entry(*period).or_default();
    }
    let mut out: Vec<Edition> = Vec::with_capacity(periods.len());
    // Briefs that came when the edition of their days was out: the next one has them.
    let mut late: Vec<BriefId> = Vec::new();
    for (period, mut briefs) in periods {
        let file = files.get(&period).copied();
        let published = file.and_then(|file| Some((file, file.frozen()?)));
        let edition = if let Some((file, (day, issue))) = published {
            late.append(&mut briefs);
            findings.extend(unheeded(file, issue, &named));
            Edition {
                number: file.number,
                published: Some(day),
                ..frozen(digest, file, issue, &named)
            }
        } else {
            briefs.append(&mut late);
            briefs.sort_unstable();
            open(digest, period, file, &briefs, &named, &mut findings)
        };
        out.push(edition);
    }
    number(&mut out);
    out.reverse();
    (out, findings)
}

/// What is told of editions that are published in part, or of which two have one number.
fn half_published(files: &BTreeMap<Period, &EditionFile>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut numbers: BTreeMap<u32, &str> = BTreeMap::new();
    for file in files.values() {
        let missing = match (file.published, &file.issue) {
            (Some(_), None) => "issue",
            (None, Some(_)) => "published",
            _ => "",
        };
        if !missing.is_empty() {
            let message = format!(
                "the edition was published, and its line `{missing}` is gone: it may change again"
            );
            let finding = Finding::warning("edition", message).in_file(&file.path);
            findings.push(finding.without_place("the line is not there").help(
                "put the line back, or take out `number`, `published` and `issue` and publish it again",
            ));
        }
        let first = file
            .number
            .and_then(|number| numbers.insert(number, &file.path));
        if let Some(first) = first {
            let message = format!("`{first}` has the same number");
            let finding = Finding::warning("edition", message).in_file(&file.path);
            let finding = finding.without_place("it stands under `number`");
            findings.push(finding.help("give the one that came later the number that follows"));
        }
    }
    findings
}

/// What is told where editions were published and the setting takes them off the site.
fn withdrawn(asked: &Asked) -> Option<Finding> {
    let mut published = asked.files.iter().filter(|f| f.frozen().is_some());
    let first = published.next()?;
    let message = match published.count() {
        0 => "this edition was published, and the site has it no more".to_owned(),
        more => {
            format!("this edition and {more} more were published, and the site has them no more")
        }
    };
    let finding = Finding::warning("edition", message).in_file(&first.path);
    Some(finding.without_place("the setting `editions` is `none`").help(
        "write `editions: weekly`, or how often they come, into briefmill.yaml; or take the files out",
    ))
}

/// Numbers those that are not published yet after the last one that is; where none is, all in their order. One that lies
/// before a published one has none: every number is another edition's, and stays it.
fn number(editions: &mut [Edition]) {
    let last = editions.iter().rposition(|e| e.published.is_some());
    let highest = editions.iter().filter_map(|e| e.number).max().unwrap_or(0);
    let open = editions.iter_mut().skip(last.map_or(0, |at| at + 1));
    for (edition, number) in open.zip(highest + 1..) {
        edition.number = Some(number);
    }
}
