//! Makes briefs of what is new or changed in the inbox; touches nothing that a person wrote.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Mutex;

use rayon::prelude::*;

use super::Project;
use super::cache::{Cache, Records, Remembered, RememberedFile};
use super::identity::{Group, Member, file_of, group};
use super::inbox::{self, InboxFile, shown};
use super::join::join_copies;
use super::load::Briefs;
use super::outcome::{Ingested, Item, Outcome};
use super::write::{Job, write_all};
use crate::brief::{Brief, slug_of};
use crate::draft::draft_by;
use crate::finding::{Finding, Severity};
use crate::fragment::Fragment;
use crate::slug::Slug;

/// Told how many files of how many are done; called from several threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Bytes of a file from which it is worked on alone: its tree takes many times its size, and several at once would take
/// that together.
const LARGE: usize = 4_000_000;

/// What reading one file came to.
#[derive(Debug, Default)]
struct FileResult {
    name: String,
    /// Hash of the file, where nothing was wrong with it, so that it need not be read again.
    whole: Option<String>,
    members: Vec<Member>,
    refused: Vec<String>,
    findings: Vec<Finding>,
    /// Whether the system failed: what the file holds is not known.
    unknown: bool,
}

/// Brings the inbox up to date. `all` are the briefs of the project as they lie on disk; those that change are replaced
/// in it.
pub fn ingest(project: &Project, all: &mut Briefs, progress: Progress<'_>) -> Ingested {
    let inbox = inbox::list(project);
    let mut done = Ingested {
        findings: inbox.findings,
        incomplete: inbox.unknown,
        ..Ingested::default()
    };
    if inbox.unknown {
        // A fragment without the sidecar that nobody saw would make its brief another one.
        return done;
    }
    let files = inbox.files;
    let cache = Cache::read(project);
    let records = cache.records(project, &all.hashes);
    let counter = std::sync::atomic::AtomicUsize::new(0);
    let turn = Mutex::new(());
    let results: Vec<FileResult> = files
        .par_iter()
        .map(|file| {
            let standing = cache.standing(project, &file.entry.name, &all.hashes);
            let result = read_file(project, file, standing, &records, &turn);
            let finished = counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
            progress(finished, files.len());
            result
        })
        .collect();
    let mut whole: BTreeMap<String, (String, Vec<Remembered>)> = BTreeMap::new();
    let mut members = Vec::new();
    for result in results {
        done.findings.extend(result.findings);
        done.incomplete |= result.unknown;
        done.items
            .extend(result.refused.into_iter().map(|fragment| Item {
                fragment,
                outcome: Outcome::Refused,
                brief: None,
            }));
        if let Some(hash) = result.whole {
            let remember = |m: &Member| Remembered {
                fragment: m.fragment.clone(),
                words: m.words.clone(),
                from: m.from.clone(),
                brief: String::new(),
            };
            let fragments = result.members.iter().map(remember).collect();
            whole.insert(result.name, (hash, fragments));
        }
        members.extend(result.members);
    }
    let refused: HashSet<String> = done.items.iter().map(|i| i.fragment.clone()).collect();
    let grouped = group(members, all, &cache, &refused);
    done.findings.extend(grouped.findings);
    wait(grouped.waiting, all, &mut done);
    let jobs = plan(project, &files, grouped.groups, all, &refused, &mut done);
    let standing = apply(project, jobs, all, &mut done);
    // Where the disk fails nothing is taken for granted; what the cache held stays true.
    if !done.incomplete {
        let there: BTreeSet<&str> = files.iter().map(|f| f.entry.name.as_str()).collect();
        let mut next = remember(project, whole, &standing, all);
        next.keep_former(&cache, |file| there.contains(file));
        if next != cache {
            next.write(project);
        }
    }
    done.items.sort_by(|a, b| a.fragment.cmp(&b.fragment));
    done
}

/// Fragments whose brief cannot be read wait for it: a second brief would stand beside it once it is mended.
fn wait(waiting: Vec<Member>, all: &Briefs, done: &mut Ingested) {
    if let Some(first) = waiting.first() {
        let others = match waiting.len() - 1 {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let unread = all.unread.first().map(|u| u.path.as_str());
        done.findings.push(
            Finding::warning(
                "waiting",
                format!(
                    "no brief is made of `{}`{others}: it may be there already, among those that cannot be read",
                    first.fragment
                ),
            )
            .in_file(unread.unwrap_or("content/briefs"))
            .help("mend what cannot be read, then run it again"),
        );
    }
    for member in waiting {
        let named = |u: &&super::load::Unread| u.fragments.contains(&member.fragment);
        done.items.push(Item {
            brief: all.unread.iter().find(named).map(|u| u.path.clone()),
            fragment: member.fragment,
            outcome: Outcome::Kept,
        });
    }
}

/// The cache of the next run: files of which every fragment stands in a brief on the disk.
fn remember(
    project: &Project,
    whole: BTreeMap<String, (String, Vec<Remembered>)>,
    standing: &HashMap<String, String>,
    all: &Briefs,
) -> Cache {
    let mut next = Cache {
        rules: project.rules_hash.clone(),
        ..Cache::default()
    };
    for (name, (hash, mut fragments)) in whole {
        for fragment in &mut fragments {
            if let Some(brief) = standing.get(&fragment.fragment) {
                fragment.brief.clone_from(brief);
            }
        }
        if fragments.iter().any(|f| f.brief.is_empty()) {
            continue;
        }
        for fragment in &fragments {
            if let Some(hash) = all.hashes.get(&fragment.brief) {
                next.briefs.insert(fragment.brief.clone(), hash.clone());
            }
        }
        next.files.insert(name, RememberedFile { hash, fragments });
    }
    next
}

fn read_file(
    project: &Project,
    file: &InboxFile,
    standing: Option<&RememberedFile>,
    records: &Records<'_>,
    turn: &Mutex<()>,
) -> FileResult {
    let mut result = FileResult {
        name: file.entry.name.clone(),
        ..FileResult::default()
    };
    let contents = match file.read(project) {
        Ok(contents) => contents,
        Err(unread) => {
            result.refused.push(result.name.clone());
            result.unknown = unread.passing;
            result.findings.push(unread.finding);
            return result;
        }
    };
    if let Some(known) = standing.filter(|r| r.hash == contents.hash) {
        let member = |r: &Remembered| Member {
            fragment: r.fragment.clone(),
            file_hash: contents.hash.clone(),
            words: r.words.clone(),
            from: r.from.clone(),
            settled: Some(r.brief.clone()),
            fresh: None,
        };
        result.members = known.fragments.iter().map(member).collect();
        result.whole = Some(contents.hash);
        return result;
    }
    // Nothing waits for another thread while it holds this.
    let turn = (contents.bytes.len() > LARGE).then(|| turn.lock());
    let (fragments, findings) = file.fragments(project, &contents);
    // The records of a file are derived side by side, and none of them is as large as a large page.
    let turn = turn.filter(|_| fragments.len() == 1);
    // A file with something wrong in it is read again next time, so that its findings are told again.
    let whole = findings.is_empty();
    if fragments.is_empty() {
        result.refused.push(result.name.clone());
        if !findings.iter().any(|f| f.severity == Severity::Error) {
            result.findings.push(nothing_left(project, &result.name));
        }
    }
    result.findings.extend(findings);
    let derive = |fragment: Fragment| {
        let name = fragment.name.clone();
        let known = collected_again(&fragment, &contents.hash, records);
        known
            .or_else(|| member(project, fragment, &contents.hash))
            .ok_or(name)
    };
    let members: Vec<Result<Member, String>> = if turn.is_some() {
        fragments.into_iter().map(derive).collect()
    } else {
        fragments.into_par_iter().map(derive).collect()
    };
    for member in members {
        match member {
            Ok(member) => result.members.push(member),
            Err(name) => {
                result.findings.push(nothing_left(project, &name));
                result.refused.push(name);
            }
        }
    }
    if whole && result.refused.is_empty() {
        result.whole = Some(contents.hash);
    }
    result
}

/// A record that another file of the inbox holds word for word, under the same key, as a feed does that is collected every
/// day: what it is was worked out before.
fn collected_again(fragment: &Fragment, file_hash: &str, records: &Records<'_>) -> Option<Member> {
    let (_, key) = fragment.name.rsplit_once('#')?;
    let from = fragment.hash();
    let known = records.get(&(key, from.as_str()))?;
    Some(Member {
        fragment: fragment.name.clone(),
        file_hash: file_hash.to_owned(),
        words: known.words.clone(),
        from: known.from.clone(),
        settled: Some(known.brief.clone()),
        fresh: None,
    })
}

fn member(project: &Project, fragment: Fragment, file_hash: &str) -> Option<Member> {
    let name = fragment.name.clone();
    let from = fragment.hash();
    let draft = draft_by(fragment, &project.catalogue, &project.editor_rules)?;
    Some(Member {
        fragment: name,
        file_hash: file_hash.to_owned(),
        words: draft.words_hash,
        from,
        settled: None,
        fresh: Some(Box::new(draft.brief)),
    })
}

fn nothing_left(project: &Project, name: &str) -> Finding {
    Finding::error("no-article", "no article was found in this fragment")
        .in_file(shown(project, name))
        .help("`briefmill` reads article HTML, saved pages, mails, feeds, tables, Markdown, text and JSON; take the file out of the inbox if it is none")
}

/// Decides for each group what is to be done. Groups that hold nothing fresh are unchanged.
fn plan(
    project: &Project,
    files: &[InboxFile],
    groups: Vec<Group>,
    all: &Briefs,
    refused: &HashSet<String>,
    done: &mut Ingested,
) -> Plan {
    let mut plan = Plan::default();
    let mut open = Vec::new();
    for group in groups {
        let brief = group.existing.and_then(|i| all.briefs.get(i));
        let path = brief.map(|b| b.path.clone());
        if is_done(&group, brief) {
            let members = group.members.into_iter().chain(group.echoes);
            plan.standing
                .extend(members.map(|m| (m.fragment, path.clone())));
        } else if brief.is_some_and(|b| b.fragments.iter().any(|f| is_refused(f, refused))) {
            // One of its fragments is there and cannot be read: the others do not speak for it.
            let members = group.members.into_iter().chain(group.echoes);
            done.items.extend(members.map(|m| Item {
                fragment: m.fragment,
                outcome: Outcome::Kept,
                brief: path.clone(),
            }));
        } else {
            open.push(group);
        }
    }
    let known = open.iter().flat_map(|g| &g.members);
    let known = known.filter(|m| m.fresh.is_none());
    let again: BTreeSet<String> = known.map(|m| m.fragment.clone()).collect();
    let mut again = read_again(project, files, &again);
    let unread = all.unread.iter().map(|u| slug_of(&u.path));
    let mut taken: BTreeSet<Slug> = all
        .briefs
        .iter()
        .map(|b| b.slug.clone())
        .chain(unread)
        .collect();
    for mut group in open {
        for member in group.members.iter_mut().filter(|m| m.fresh.is_none()) {
            member.fresh = again.remove(&member.fragment);
        }
        // One that went or cannot be read any more has no say.
        group.members.retain(|m| m.fresh.is_some());
        let fragments: Vec<String> = group.members.iter().map(|m| m.fragment.clone()).collect();
        let echoes: Vec<String> = group.echoes.into_iter().map(|m| m.fragment).collect();
        let existing = group.existing.and_then(|i| all.briefs.get(i));
        let named = |f: &&String| existing.is_some_and(|b| b.fragments.contains(*f));
        let named_now = existing.map_or(&[][..], |b| &b.fragments);
        let also: Vec<String> = echoes.iter().filter(named).cloned().collect();
        let Some(mut fresh) = join_copies(group.members, also, named_now) else {
            continue;
        };
        let path = match existing {
            Some(brief) => brief.path.clone(),
            // The disk fails: what could not be read may be this very article.
            None if done.incomplete => {
                done.items
                    .extend(fragments.into_iter().map(|fragment| Item {
                        fragment,
                        outcome: Outcome::Refused,
                        brief: None,
                    }));
                continue;
            }
            None => {
                if fresh.date.is_none() {
                    fresh.added = Some(project.arrival);
                }
                new_path(project, &fresh, &mut taken)
            }
        };
        let job = Job {
            fragments,
            existing: group.existing,
            path,
            fresh,
        };
        plan.jobs.push((job, echoes));
    }
    plan
}

/// What is to be done.
#[derive(Default)]
struct Plan {
    /// Fragments whose brief stands as it is, with its path.
    standing: Vec<(String, Option<String>)>,
    /// Briefs to write, each with the fragments that add nothing to it.
    jobs: Vec<(Job, Vec<String>)>,
}

/// Whether a fragment or its file is among those that could not be read.
fn is_refused(fragment: &str, refused: &HashSet<String>) -> bool {
    refused.contains(fragment) || refused.contains(file_of(fragment))
}

/// Whether a group's brief stands as it is: everything it names is there, and nothing has changed.
fn is_done(group: &Group, brief: Option<&Brief>) -> bool {
    let Some(brief) = brief else { return false };
    if group.members.is_empty() {
        return true;
    }
    let settled = group.members.iter().all(|m| m.settled.is_some());
    let there = group.members.iter().chain(&group.echoes);
    let there: BTreeSet<&str> = there.map(|m| m.fragment.as_str()).collect();
    settled && brief.fragments.iter().all(|f| there.contains(f.as_str()))
}

/// Derives fragments again that the cache knows, by name: a copy has come, and both make one brief.
fn read_again(
    project: &Project,
    files: &[InboxFile],
    wanted: &BTreeSet<String>,
) -> HashMap<String, Box<Brief>> {
    let names: BTreeSet<String> = wanted
        .iter()
        .flat_map(|name| [name.clone(), file_of(name).to_owned()])
        .collect();
    let files: Vec<&InboxFile> = files
        .iter()
        .filter(|f| names.contains(&f.entry.name))
        .collect();
    files
        .par_iter()
        .flat_map_iter(|file| {
            let contents = file.read(project).ok();
            let fragments = contents.map(|c| (file.fragments(project, &c).0, c.hash));
            let members = fragments.into_iter().flat_map(|(fragments, hash)| {
                let wanted = fragments.into_iter().filter(|f| wanted.contains(&f.name));
                wanted
                    .filter_map(|f| member(project, f, &hash))
                    .collect::<Vec<_>>()
            });
            members.filter_map(|m| Some((m.fragment, m.fresh?)))
        })
        .collect()
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

/// Writes what is planned and notes what came of it. Returns the brief of each fragment for which all is done.
fn apply(
    project: &Project,
    plan: Plan,
    all: &mut Briefs,
    done: &mut Ingested,
) -> HashMap<String, String> {
    let mut standing = HashMap::new();
    let mut note = |fragment: String, outcome, brief: Option<String>, settled: bool| {
        if let Some(brief) = brief.clone().filter(|_| settled) {
            standing.insert(fragment.clone(), brief);
        }
        done.items.push(Item {
            fragment,
            outcome,
            brief,
        });
    };
    for (fragment, brief) in plan.standing {
        note(fragment, Outcome::Unchanged, brief, true);
    }
    let (jobs, echoes): (Vec<Job>, Vec<Vec<String>>) = plan.jobs.into_iter().unzip();
    let (written, synced) = write_all(project, jobs, all);
    done.incomplete |= !synced;
    for (result, echoes) in written.into_iter().zip(echoes) {
        let outcome = result.outcome;
        let refused = result.findings.iter().any(|f| f.rule == "too-large");
        done.findings.extend(result.findings);
        done.incomplete |= outcome == Outcome::Refused && !refused;
        if outcome == Outcome::New && result.undated {
            done.undated += 1;
        }
        let brief = (outcome != Outcome::Refused).then(|| result.path.clone());
        for (i, fragment) in result.fragments.into_iter().enumerate() {
            let outcome = if i > 0 && outcome == Outcome::New {
                Outcome::Duplicate
            } else {
                outcome
            };
            note(fragment, outcome, brief.clone(), result.settled);
        }
        let outcome = match outcome {
            Outcome::Refused => Outcome::Refused,
            _ => Outcome::Unchanged,
        };
        for fragment in echoes {
            note(fragment, outcome, brief.clone(), result.settled);
        }
    }
    standing
}
