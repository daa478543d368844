//! The inbox as it lies on disk: files of fragments with their sidecars.

use std::collections::{HashMap, HashSet};

use anyhow::{Result, anyhow};
use rayon::prelude::*;

use super::Project;
use super::identity::file_of;
use super::load::{unlisted, unreadable};
use crate::disk::{self, Entry};
use crate::draft::{Draft, cleaned, draft_by, said};
use crate::editor_rules::{EditorRules, Split, Tried};
use crate::finding::Finding;
use crate::fragment::{self, Fragment};
use crate::hash::{Hasher, Stored};
use crate::picture::{self, PARTS};
use crate::settings::Images;

/// One file of fragments.
#[derive(Debug, Clone)]
pub struct InboxFile {
    /// The file; its name is relative to the inbox.
    pub entry: Entry,
    /// Its sidecar, where it has one.
    pub sidecar: Option<Entry>,
}

/// The bytes of one file of fragments.
#[derive(Debug)]
pub struct Contents {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// The sidecar's text.
    pub sidecar: Option<String>,
    /// Hash of both.
    pub hash: String,
}

/// The inbox as it lies on disk.
#[derive(Debug)]
pub struct Inbox {
    /// Its files, sorted by name.
    pub files: Vec<InboxFile>,
    /// What was wrong.
    pub findings: Vec<Finding>,
    /// Whether the system failed, so that nobody knows what else is there.
    pub unknown: bool,
}

/// Why a file of the inbox could not be read.
#[derive(Debug)]
pub struct UnreadFile {
    /// For people.
    pub finding: Finding,
    /// Whether the system failed: what the file holds is not known, and the next try may well succeed.
    pub passing: bool,
}

impl UnreadFile {
    fn of(project: &Project, name: &str, error: &disk::ReadError) -> Self {
        Self {
            finding: unreadable(project, name, error),
            passing: error.is_passing(),
        }
    }
}

/// Lists the inbox, sidecars beside their fragments.
pub fn list(project: &Project) -> Inbox {
    let inbox = project.inbox();
    let listing = disk::list_any_name(&inbox);
    let shown_inbox = project.shown(&inbox);
    let problems = listing.problems.iter();
    let mut findings: Vec<Finding> = problems.map(|p| unlisted(&shown_inbox, p)).collect();
    let unknown = listing.problems.iter().any(|p| p.unknown);
    let mut listed = without_parts(listing.files);
    // Where the digest decides on pictures, one that lies with its page is no article that cannot be read.
    if project.settings.images != Images::Link {
        listed.retain(|entry| !is_picture(entry));
    }
    let (sidecars, files): (Vec<Entry>, Vec<Entry>) =
        listed.into_iter().partition(|e| is_sidecar(&e.name));
    let mut used = vec![false; sidecars.len()];
    // Whatever the case of the ending: `a.YAML` is no less a sidecar.
    let by_name: HashMap<String, usize> = sidecars
        .iter()
        .zip(0..)
        .map(|(s, i)| match s.name.rsplit_once('.') {
            Some((stem, ending)) => (format!("{stem}.{}", ending.to_ascii_lowercase()), i),
            None => (s.name.clone(), i),
        })
        .collect();
    let files = files
        .into_iter()
        .map(|entry| {
            let sidecar = sidecar_names(&entry.name)
                .iter()
                .find_map(|name| by_name.get(name).copied());
            if let Some(flag) = sidecar.and_then(|i| used.get_mut(i)) {
                *flag = true;
            }
            InboxFile {
                sidecar: sidecar.and_then(|i| sidecars.get(i).cloned()),
                entry,
            }
        })
        .collect();
    for (sidecar, used) in sidecars.iter().zip(used) {
        if !used {
            findings.push(
                Finding::warning("sidecar", "this sidecar has no fragment beside it")
                    .in_file(shown(project, &sidecar.name))
                    .help("give it the name of its fragment, with the ending `.yaml`"),
            );
        }
    }
    Inbox {
        files,
        findings,
        unknown,
    }
}

/// The folders in which a browser may have saved the parts of the page of this name, each with a slash at its end.
pub fn folders_of_parts(page: &str) -> impl Iterator<Item = String> {
    let name = page.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let is_page = ending.is_some_and(|e| {
        ["html", "htm", "xhtml", "shtml"]
            .iter()
            .any(|of_page| e.eq_ignore_ascii_case(of_page))
    });
    let stem = page.get(..page.len() - ending.map_or(0, |e| e.len() + 1));
    let stem = stem.filter(|_| is_page).map(str::to_owned);
    let all = stem.into_iter().flat_map(|stem| {
        let folders = PARTS.iter().map(move |part| format!("{stem}{part}/"));
        folders.collect::<Vec<_>>()
    });
    all.into_iter()
}

/// The files of the inbox without those that a browser saved as parts of a page: none of them is an article.
fn without_parts(files: Vec<Entry>) -> Vec<Entry> {
    let of_parts = |folder: &str| PARTS.iter().any(|part| folder.ends_with(part));
    let folders = |name: &str| -> Vec<usize> {
        let ends = name.match_indices('/').map(|(at, _)| at);
        ends.filter(|at| name.get(..*at).is_some_and(of_parts))
            .collect()
    };
    if files.iter().all(|e| folders(&e.name).is_empty()) {
        return files;
    }
    let pages: HashSet<String> = files
        .iter()
        .flat_map(|e| folders_of_parts(&e.name))
        .collect();
    let is_part = |entry: &Entry| {
        let mut ends = folders(&entry.name).into_iter();
        ends.any(|at| entry.name.get(..=at).is_some_and(|f| pages.contains(f)))
    };
    files.into_iter().filter(|e| !is_part(e)).collect()
}

/// Whether a file is a picture, by its name and its first bytes. One that cannot be read is told of as all others.
fn is_picture(entry: &Entry) -> bool {
    let ending = entry.name.rsplit_once('.').map(|(_, ending)| ending);
    let named = ending.is_some_and(|e| {
        ["png", "jpg", "jpeg", "gif", "webp", "avif"]
            .iter()
            .any(|of_picture| e.eq_ignore_ascii_case(of_picture))
    });
    named
        && disk::read_start(&entry.path, picture::START)
            .is_ok_and(|b| picture::ending(&b).is_some())
}

/// A file of the inbox as findings show it.
pub fn shown(project: &Project, name: &str) -> String {
    format!("{}/fragments/{name}", project.settings.content)
}

fn is_sidecar(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, e)| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

/// The names that a fragment's sidecar may have, in order of preference.
pub fn sidecar_names(name: &str) -> Vec<String> {
    let mut names = vec![format!("{name}.yaml"), format!("{name}.yml")];
    if let Some((stem, ending)) = name.rsplit_once('.')
        && !ending.contains('/')
    {
        names.push(format!("{stem}.yaml"));
        names.push(format!("{stem}.yml"));
    }
    names
}

impl InboxFile {
    /// Reads the file and its sidecar.
    ///
    /// # Errors
    /// Why not.
    pub fn read(&self, project: &Project) -> Result<Contents, UnreadFile> {
        let name = shown(project, &self.entry.name);
        let limit = project.max_fragment_bytes();
        let bytes =
            disk::read(&self.entry.path, limit).map_err(|e| UnreadFile::of(project, &name, &e))?;
        let sidecar = match &self.sidecar {
            None => None,
            Some(entry) => {
                let name = shown(project, &entry.name);
                let bytes = disk::read(&entry.path, limit)
                    .map_err(|e| UnreadFile::of(project, &name, &e))?;
                let text = String::from_utf8(bytes).map_err(|_| UnreadFile {
                    finding: Finding::error("encoding", "the sidecar is not UTF-8")
                        .in_file(&name)
                        .help("save it as UTF-8"),
                    passing: false,
                })?;
                Some(text)
            }
        };
        let mut hasher = Hasher::default();
        hasher.update(&bytes);
        if let Some(text) = &sidecar {
            hasher.update(b"\0sidecar\0").update(text);
        }
        let hash = hasher.hex(Stored::Fragment);
        Ok(Contents {
            bytes,
            sidecar,
            hash,
        })
    }

    /// The fragments of the file, and what was wrong with it.
    pub fn fragments(
        &self,
        project: &Project,
        contents: &Contents,
    ) -> (Vec<Fragment>, Vec<Finding>) {
        let reading = fragment::read_within(
            &self.entry.name,
            &contents.bytes,
            contents.sidecar.as_deref(),
            project.max_fragment_bytes(),
        );
        let own = |finding: Finding| {
            // A finding that is not about the file itself is about its sidecar, under whichever name that has.
            let path = match &self.sidecar {
                Some(sidecar) if finding.path.as_deref() != Some(&self.entry.name) => &sidecar.name,
                _ => &self.entry.name,
            };
            finding.in_file(shown(project, path))
        };
        let fragments = reading.fragments.into_iter();
        let of_digest = |fragment| without_own_language(fragment, &project.settings.language);
        let parted = |fragment| self.parted(project, fragment);
        (
            fragments.map(of_digest).flat_map(parted).collect(),
            reading.findings.into_iter().map(own).collect(),
        )
    }

    /// A fragment, in its parts where the editor's rules say that its source's are split.
    fn parted(&self, project: &Project, fragment: Fragment) -> Vec<Fragment> {
        match said(&project.editor_rules, &fragment.metadata).split {
            Some(Split::Headings) => fragment::parted(&self.entry.name, fragment),
            None => vec![fragment],
        }
    }
}

/// A fragment that does not name the digest's language, which goes without saying where its text alone tells it.
fn without_own_language(mut fragment: Fragment, language: &str) -> Fragment {
    let primary = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    let own = fragment.metadata.language.take_if(|told| {
        *told.rule == fragment::rules::TEXT_LANGUAGE && primary(&told.value) == primary(language)
    });
    drop(own);
    fragment
}

/// Derives the brief of one fragment anew, by its name.
///
/// # Errors
/// When the fragment is no longer in the inbox or cannot be read.
pub fn draft_by_name(project: &Project, name: &str) -> Result<Draft> {
    let fragment = fragment_by_name(project, name)?;
    draft_of(project, fragment, &project.editor_rules)
}

/// Derives the brief of a fragment by these rules of the editor's.
///
/// # Errors
/// When nothing of an article is left in it.
pub fn draft_of(project: &Project, fragment: Fragment, rules: &EditorRules) -> Result<Draft> {
    let name = shown(project, &fragment.name);
    draft_by(fragment, &project.catalogue, rules)
        .ok_or_else(|| anyhow!("nothing of an article is left in {name}"))
}

/// Reads one fragment of the inbox, by its name.
///
/// # Errors
/// When the fragment is no longer in the inbox or cannot be read.
pub fn fragment_by_name(project: &Project, name: &str) -> Result<Fragment> {
    let files = list(project).files;
    let file_name = file_of(name);
    let file = files
        .iter()
        .find(|f| f.entry.name == name)
        .or_else(|| files.iter().find(|f| f.entry.name == file_name))
        .ok_or_else(|| {
            anyhow!(
                "the fragment {} is not in the inbox any more",
                shown(project, name)
            )
        })?;
    let contents = file
        .read(project)
        .map_err(|e| anyhow!("{}: {}", shown(project, name), e.finding.message))?;
    let (fragments, _) = file.fragments(project, &contents);
    let mut fragments = fragments.into_iter();
    fragments.find(|f| f.name == name).ok_or_else(|| {
        anyhow!(
            "the fragment {} is not in its file any more",
            shown(project, name)
        )
    })
}

/// Cleans every fragment of the inbox to see what the editor's rules find. One that cannot be read is passed over: ingest
/// tells of it.
pub fn try_rules(project: &Project) -> Tried {
    let rules = &project.editor_rules;
    let try_one = |tried: &mut Tried, mut fragment: Fragment| {
        let metadata = &fragment.metadata;
        let name = metadata.publisher.as_ref().map(|p| p.value.as_str());
        let address = metadata.url.as_ref().map(|u| u.value.as_str());
        let entries = rules.entries().iter().zip(0..);
        let met = entries.filter(|(e, _)| e.is_for(name.as_slice(), address.as_slice()));
        tried.met.extend(met.map(|(_, at)| at));
        tried.found.extend(cleaned(&mut fragment, rules).found);
    };
    let files = list(project).files;
    files
        .par_iter()
        .fold(Tried::default, |mut tried, file| {
            if let Ok(contents) = file.read(project) {
                let fragments = file.fragments(project, &contents).0;
                for fragment in fragments {
                    try_one(&mut tried, fragment);
                }
            }
            tried
        })
        .reduce(Tried::default, |mut a, b| {
            a.met.extend(b.met);
            a.found.extend(b.found);
            a
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_saved_page_are_no_fragments() {
        let names = [
            "a.html",
            "a_files/b.css",
            "a_files/sub/c.html",
            "d/E.HTM",
            "d/E-Dateien/f.png",
            "g_files/h.html",
            "i.txt",
            "i_files/j.html",
        ];
        let entries = names.map(|name| Entry {
            name: name.to_owned(),
            path: name.into(),
        });
        let left = without_parts(entries.into());
        let left: Vec<&str> = left.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(
            left,
            [
                "a.html",
                "d/E.HTM",
                "g_files/h.html",
                "i.txt",
                "i_files/j.html"
            ]
        );
    }
}
