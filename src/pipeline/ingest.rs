//! Makes briefs of what is new or changed in the inbox; touches nothing that a person wrote.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use super::Project;
use super::cache::{Cache, Remembered, RememberedFile};
use super::derive::derive;
use super::inbox::{self, InboxFile, shown};
use super::load::Briefs;
use crate::brief::merge::{self, Merged, short_hash};
use crate::brief::{Brief, file};
use crate::disk;
use crate::finding::{Finding, Severity};
use crate::fragment::Fragment;
use crate::slug::Slug;

/// What became of one fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A brief was made.
    New,
    /// Its brief stands as it is.
    Unchanged,
    /// Its brief followed the fragment or a better rule.
    Updated,
    /// Its brief is a person's in part: what they wrote stayed.
    Kept,
    /// The same article as another fragment, whose brief names both.
    Duplicate,
    /// No brief could be made; a finding says why.
    Refused,
}

/// One fragment and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The fragment's name, relative to the inbox.
    pub fragment: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Its brief, relative to the digest's folder.
    pub brief: Option<String>,
}

/// What a run over the inbox came to.
#[derive(Debug, Default, Serialize)]
pub struct Ingested {
    /// Every fragment, in order of name.
    pub items: Vec<Item>,
    /// How many of the new briefs have no date.
    pub undated: usize,
    /// What was wrong.
    pub findings: Vec<Finding>,
}

impl Ingested {
    /// How many fragments came to this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.items.iter().filter(|i| i.outcome == outcome).count()
    }
}

/// Told how many files of how many are done; called from several threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// A fragment that was derived in this run, or one that the cache says is done.
struct Member {
    fragment: String,
    words: String,
    fresh: Option<(Brief, String)>,
}

/// What reading one file came to.
struct FileResult {
    name: String,
    hash: Option<String>,
    members: Vec<Member>,
    refused: Vec<String>,
    findings: Vec<Finding>,
}

/// Brings the inbox up to date. `all` are the briefs of the project as they lie on disk; those that change are replaced
/// in it.
pub fn ingest(project: &Project, all: &mut Briefs, progress: Progress<'_>) -> Ingested {
    let (files, findings) = inbox::list(project);
    let mut done = Ingested {
        findings,
        ..Ingested::default()
    };
    let owners = Owners::of(&all.briefs);
    let cache = Cache::read(project);
    let counter = std::sync::atomic::AtomicUsize::new(0);
    let results: Vec<FileResult> = files
        .par_iter()
        .map(|file| {
            let remembered = cache.files.get(&file.entry.name).filter(|r| {
                let owned = |f: &Remembered| owners.by_fragment.contains_key(f.fragment.as_str());
                r.fragments.iter().all(owned)
            });
            let result = read_file(project, file, remembered);
            let finished = counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
            progress(finished, files.len());
            result
        })
        .collect();
    let mut next = Cache {
        rules: project.rules_hash.clone(),
        files: BTreeMap::new(),
    };
    let mut members = Vec::new();
    for result in results {
        done.findings.extend(result.findings);
        done.items
            .extend(result.refused.into_iter().map(|fragment| Item {
                fragment,
                outcome: Outcome::Refused,
                brief: None,
            }));
        if let Some(hash) = result.hash {
            let remember = |m: &Member| Remembered {
                fragment: m.fragment.clone(),
                words: m.words.clone(),
            };
            let fragments = result.members.iter().map(remember).collect();
            next.files
                .insert(result.name, RememberedFile { hash, fragments });
        }
        members.extend(result.members);
    }
    let members = leave_unread_alone(members, all, &owners, &mut done);
    let groups = group(members, &owners, &all.briefs, &mut done);
    let jobs = plan(project, &files, groups, all, &mut done);
    apply(project, jobs, &mut all.briefs, &mut done);
    if next != cache {
        next.write(project);
    }
    done.items.sort_by(|a, b| a.fragment.cmp(&b.fragment));
    done
}

/// Which brief a fragment belongs to.
struct Owners {
    /// By the fragment's name.
    by_fragment: BTreeMap<String, usize>,
    /// By the words of the article that the brief was last made from.
    by_words: BTreeMap<String, usize>,
}

impl Owners {
    fn of(briefs: &[Brief]) -> Self {
        let mut owners = Self {
            by_fragment: BTreeMap::new(),
            by_words: BTreeMap::new(),
        };
        for (i, brief) in briefs.iter().enumerate() {
            for fragment in &brief.fragments {
                owners.by_fragment.entry(fragment.clone()).or_insert(i);
            }
            if let Some(made) = brief.made.as_ref().filter(|m| !m.words_hash().is_empty()) {
                owners
                    .by_words
                    .entry(made.words_hash().to_owned())
                    .or_insert(i);
            }
        }
        owners
    }
}

/// Fragments whose brief cannot be read wait for it: a second brief would stand beside it once it is mended. Where
/// briefs may be hidden altogether, nothing new is made.
fn leave_unread_alone(
    members: Vec<Member>,
    all: &Briefs,
    owners: &Owners,
    done: &mut Ingested,
) -> Vec<Member> {
    if all.unread.is_empty() && !all.partly_hidden {
        return members;
    }
    let (waiting, members): (Vec<Member>, Vec<Member>) = members.into_iter().partition(|m| {
        let known = owners.by_fragment.contains_key(&m.fragment);
        let unread = || all.unread.iter().any(|u| u.fragments.contains(&m.fragment));
        !known && (all.partly_hidden || unread())
    });
    for member in waiting {
        let unread = all
            .unread
            .iter()
            .find(|u| u.fragments.contains(&member.fragment));
        done.items.push(Item {
            brief: unread.map(|u| u.path.clone()),
            fragment: member.fragment,
            outcome: Outcome::Kept,
        });
    }
    members
}

/// Fragments that make one brief.
struct Group {
    /// The brief they have; none for a new one.
    existing: Option<usize>,
    members: Vec<Member>,
}

/// Puts the fragments together that make one brief: those that a brief names, and new ones with the same words. No two
/// groups have the same brief.
fn group(
    members: Vec<Member>,
    owners: &Owners,
    briefs: &[Brief],
    done: &mut Ingested,
) -> Vec<Group> {
    let mut owned: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    let mut free = Vec::new();
    let present: BTreeSet<String> = members.iter().map(|m| m.words.clone()).collect();
    for member in members {
        // A brief stays with the words that it was made from: where a fragment's name has passed to another article
        // while its own stands under a new name, the new name has the brief.
        let made_from = |i: &usize| {
            briefs
                .get(*i)
                .and_then(|b| b.made.as_ref())
                .map_or("", |m| m.words_hash())
        };
        let passed_on = |i: &usize| made_from(i) != member.words && present.contains(made_from(i));
        match owners.by_fragment.get(&member.fragment) {
            Some(brief) if !passed_on(brief) => owned.entry(*brief).or_default().push(member),
            Some(brief) => {
                done.findings
                    .push(leaves(briefs.get(*brief), &member.fragment));
                free.push(member);
            }
            None => free.push(member),
        }
    }
    let mut by_words: BTreeMap<String, usize> = BTreeMap::new();
    for (brief, members) in &mut owned {
        // The brief follows the fragment that it names first. Another that has become a different article leaves it.
        let names = briefs
            .get(*brief)
            .map(|b| b.fragments.as_slice())
            .unwrap_or_default();
        let place = |m: &Member| names.iter().position(|n| *n == m.fragment);
        members.sort_by_key(place);
        let words = members.first().map(|m| m.words.clone()).unwrap_or_default();
        let (same, other): (Vec<Member>, Vec<Member>) =
            members.drain(..).partition(|m| m.words == words);
        *members = same;
        for member in &other {
            done.findings
                .push(leaves(briefs.get(*brief), &member.fragment));
        }
        free.extend(other);
        by_words.entry(words).or_insert(*brief);
    }
    let mut new: Vec<Group> = Vec::new();
    let mut new_by_words: BTreeMap<String, usize> = BTreeMap::new();
    free.sort_by(|a, b| a.fragment.cmp(&b.fragment));
    for member in free {
        // A brief whose fragments are gone and that was made from these very words: the fragment was renamed.
        let renamed = owners
            .by_words
            .get(&member.words)
            .filter(|b| !owned.contains_key(*b));
        if let Some(brief) = by_words.get(&member.words).or(renamed) {
            owned.entry(*brief).or_default().push(member);
        } else if let Some(group) = new_by_words
            .get(&member.words)
            .and_then(|i| new.get_mut(*i))
        {
            group.members.push(member);
        } else {
            new_by_words.insert(member.words.clone(), new.len());
            new.push(Group {
                existing: None,
                members: vec![member],
            });
        }
    }
    let of_briefs = owned.into_iter().map(|(brief, members)| Group {
        existing: Some(brief),
        members,
    });
    of_briefs.chain(new).collect()
}

fn read_file(
    project: &Project,
    file: &InboxFile,
    remembered: Option<&RememberedFile>,
) -> FileResult {
    let name = file.entry.name.clone();
    let mut result = FileResult {
        name,
        hash: None,
        members: Vec::new(),
        refused: Vec::new(),
        findings: Vec::new(),
    };
    let contents = match file.read(project) {
        Ok(contents) => contents,
        Err(finding) => {
            result.refused.push(result.name.clone());
            result.findings.push(finding);
            return result;
        }
    };
    if let Some(known) = remembered.filter(|r| r.hash == contents.hash) {
        result.hash = Some(contents.hash);
        let member = |r: &Remembered| Member {
            fragment: r.fragment.clone(),
            words: r.words.clone(),
            fresh: None,
        };
        result.members = known.fragments.iter().map(member).collect();
        return result;
    }
    let (fragments, findings) = file.fragments(project, &contents);
    // A file with something wrong in it is read again next time, so that its findings are told again.
    let whole = findings.is_empty();
    if fragments.is_empty() {
        result.refused.push(result.name.clone());
        if !findings.iter().any(|f| f.severity == Severity::Error) {
            result.findings.push(nothing_left(project, &result.name));
        }
    }
    result.findings.extend(findings);
    for fragment in &fragments {
        if let Some(derivation) = derive(fragment, &project.catalogue) {
            result.members.push(Member {
                fragment: fragment.name.clone(),
                words: derivation.words_hash,
                fresh: Some((derivation.brief, fragment_hash(fragment))),
            });
        } else {
            result.refused.push(fragment.name.clone());
            result.findings.push(nothing_left(project, &fragment.name));
        }
    }
    if whole && result.refused.is_empty() {
        result.hash = Some(contents.hash);
    }
    result
}

fn nothing_left(project: &Project, name: &str) -> Finding {
    Finding::error("no-article", "no article was found in this fragment")
        .in_file(shown(project, name))
        .help("`briefmill` reads article HTML, saved pages, feeds, Markdown, text and JSON; take the file out of the inbox if it is none")
}

/// Hash of what a brief depends on in its fragment.
fn fragment_hash(fragment: &Fragment) -> String {
    let m = &fragment.metadata;
    let stated = format!(
        "{:?}\0{:?}\0{:?}\0{:?}\0{}",
        m.title.as_ref().map(|t| &t.value),
        m.date.as_ref().map(|t| t.value.to_string()),
        m.publisher.as_ref().map(|t| &t.value),
        m.url.as_ref().map(|t| &t.value),
        fragment.body_html
    );
    short_hash(stated.as_bytes())
}

/// What writing one brief came to: the outcome, the file's new text, what is to be told.
type Write = (Outcome, Option<String>, Vec<Finding>);

/// One brief to write.
struct Job {
    fragments: Vec<String>,
    /// Place in the list of briefs; none for a new one.
    existing: Option<usize>,
    path: String,
    fresh: Brief,
}

/// Tells that a fragment of a brief has become another article.
fn leaves(brief: Option<&Brief>, fragment: &str) -> Finding {
    let message =
        format!("`{fragment}` is now another article than its brief; it gets a brief of its own");
    Finding::warning("left", message).in_file(brief.map_or("", |b| b.path.as_str()))
}

/// Decides for each group what is to be done. Groups that hold nothing fresh are unchanged.
fn plan(
    project: &Project,
    files: &[InboxFile],
    groups: Vec<Group>,
    all: &Briefs,
    done: &mut Ingested,
) -> Vec<Job> {
    let unread = all.unread.iter().map(|u| file::slug_of(&u.path));
    let mut taken: BTreeSet<Slug> = all
        .briefs
        .iter()
        .map(|b| b.slug.clone())
        .chain(unread)
        .collect();
    let mut jobs = Vec::new();
    for Group {
        existing,
        mut members,
    } in groups
    {
        let brief = existing.and_then(|i| all.briefs.get(i));
        let complete = brief.is_none_or(|b| b.fragments.len() == members.len());
        if complete && members.iter().all(|m| m.fresh.is_none()) {
            done.items.extend(members.into_iter().map(|m| Item {
                brief: brief.map(|b| b.path.clone()),
                fragment: m.fragment,
                outcome: Outcome::Unchanged,
            }));
            continue;
        }
        for member in members.iter_mut().filter(|m| m.fresh.is_none()) {
            // A new copy of an article that is known: the known one is read again, so that both make one brief.
            let file_name = member.fragment.split('#').next().unwrap_or_default();
            let file = files
                .iter()
                .find(|f| f.entry.name == member.fragment || f.entry.name == file_name);
            if let Some(file) = file {
                let mut again = read_file(project, file, None).members.into_iter();
                let same = again.find(|m| m.fragment == member.fragment);
                member.fresh = same.and_then(|m| m.fresh);
            }
        }
        let fragments: Vec<String> = members.iter().map(|m| m.fragment.clone()).collect();
        let Some(fresh) = join_copies(members) else {
            continue;
        };
        let path = match brief {
            Some(brief) => brief.path.clone(),
            None => new_path(project, &fresh, &mut taken),
        };
        jobs.push(Job {
            fragments,
            existing,
            path,
            fresh,
        });
    }
    jobs
}

/// One brief of several fragments with the same words: the first by name, with the headline, date and sources that
/// any of them states.
fn join_copies(members: Vec<Member>) -> Option<Brief> {
    let names: Vec<String> = members.iter().map(|m| m.fragment.clone()).collect();
    let words = members.first().map(|m| m.words.clone()).unwrap_or_default();
    let mut hashes = String::new();
    let mut joined: Option<Brief> = None;
    for (brief, hash) in members.into_iter().filter_map(|m| m.fresh) {
        hashes.push_str(&hash);
        let Some(first) = &mut joined else {
            joined = Some(brief);
            continue;
        };
        for source in brief.sources {
            if !first.sources.contains(&source) {
                first.sources.push(source);
                if first.derived.source.as_deref() == Some("unknown") {
                    first.derived.source.clone_from(&brief.derived.source);
                    first.derived.source_hints.clear();
                }
            }
        }
        let proposed = |b: &Brief| {
            b.derived
                .title
                .as_deref()
                .is_none_or(|r| r.starts_with("lead") || r == "file-name")
        };
        if proposed(first)
            && brief
                .derived
                .title
                .as_deref()
                .is_some_and(|r| !r.starts_with("lead") && r != "file-name")
        {
            first.title = brief.title;
            first.slug = brief.slug;
            first.derived.title = brief.derived.title;
        }
        if let Some(date) = brief
            .date
            .filter(|d| first.date.is_none_or(|mine| *d < mine))
        {
            first.date = Some(date);
            first.derived.date = brief.derived.date;
        }
    }
    let mut brief = joined?;
    brief.fragments = names;
    let from = if brief.fragments.len() == 1 {
        hashes
    } else {
        short_hash(hashes.as_bytes())
    };
    brief.made = Some(merge::fingerprint(&brief, &from, &words));
    Some(brief)
}

/// The path of a new brief: by year and month, its slug in no other brief's use.
fn new_path(project: &Project, fresh: &Brief, taken: &mut BTreeSet<Slug>) -> String {
    let slug = fresh.slug.clone().unique(taken);
    let folder = match fresh.date {
        Some(date) => format!("{:04}/{:02}", date.year(), date.month()),
        None => "undated".to_owned(),
    };
    format!("{}/briefs/{folder}/{slug}.md", project.settings.content)
}

/// Writes what is planned, in parallel, and brings `briefs` up to date.
fn apply(project: &Project, jobs: Vec<Job>, briefs: &mut Vec<Brief>, done: &mut Ingested) {
    let written: Vec<(Job, Result<Write, Finding>)> = jobs
        .into_par_iter()
        .map(|job| {
            let result = write(project, &job);
            (job, result)
        })
        .collect();
    for (job, result) in written {
        let outcome = match result {
            Ok((outcome, text, findings)) => {
                done.findings.extend(findings);
                if outcome == Outcome::New && job.fresh.date.is_none() {
                    done.undated += 1;
                }
                if let Some(Ok((brief, _))) = text.map(|t| file::parse(&job.path, &t)) {
                    match job.existing.and_then(|i| briefs.get_mut(i)) {
                        Some(slot) => *slot = brief,
                        None => briefs.push(brief),
                    }
                }
                outcome
            }
            Err(finding) => {
                done.findings.push(finding);
                Outcome::Refused
            }
        };
        for (i, fragment) in job.fragments.into_iter().enumerate() {
            let outcome = if i > 0 && outcome == Outcome::New {
                Outcome::Duplicate
            } else {
                outcome
            };
            let brief = (outcome != Outcome::Refused).then(|| job.path.clone());
            done.items.push(Item {
                fragment,
                outcome,
                brief,
            });
        }
    }
}

fn write(project: &Project, job: &Job) -> Result<Write, Finding> {
    let failed = |e: anyhow::Error| {
        Finding::error("unwritable", format!("{e:#}"))
            .in_file(&job.path)
            .help("check the folder's permissions and free space")
    };
    let path = disk::join_inside(&project.root, &job.path).map_err(failed)?;
    if job.existing.is_none() {
        let text = file::render(&job.fresh);
        disk::write_new(&path, text.as_bytes()).map_err(failed)?;
        return Ok((Outcome::New, Some(text), repeated_note(job)));
    }
    if path.is_symlink() {
        let finding = Finding::warning(
            "link",
            "the brief is a link; nothing is written through links",
        )
        .in_file(&job.path)
        .help("put the file itself there if it is to follow its fragment");
        return Ok((Outcome::Kept, None, vec![finding]));
    }
    let source = disk::read_text(&path).map_err(failed)?.unwrap_or_default();
    match merge::merge(&job.path, &source, &job.fresh) {
        Merged::Unchanged => Ok((Outcome::Unchanged, None, Vec::new())),
        Merged::Kept => Ok((Outcome::Kept, None, Vec::new())),
        Merged::Updated {
            text,
            kept,
            conflicts,
        } => {
            disk::write_atomic(&path, text.as_bytes()).map_err(failed)?;
            let findings = conflicts
                .iter()
                .map(|field| {
                    Finding::warning("conflict", format!("the fragment changed `{field}`, which was edited by hand; the edited one stays"))
                        .in_file(&job.path)
                        .help("`briefmill why` shows what the fragment says now")
                })
                .collect();
            Ok((
                if kept {
                    Outcome::Kept
                } else {
                    Outcome::Updated
                },
                Some(text),
                findings,
            ))
        }
    }
}

fn repeated_note(job: &Job) -> Vec<Finding> {
    if !job.fresh.derived.repeated {
        return Vec::new();
    }
    let fragment = job.fragments.first().cloned().unwrap_or_default();
    vec![
        Finding::note(
            "repeated",
            format!("`{fragment}` holds the same article more than once; the brief has it once"),
        )
        .in_file(&job.path),
    ]
}
