//! The inbox as it lies on disk: files of fragments with their sidecars.

use anyhow::{Result, anyhow};

use super::Project;
use super::derive::{Derivation, derive};
use super::load::unreadable;
use crate::disk::{self, Entry};
use crate::finding::Finding;
use crate::fragment::{self, Fragment};

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

/// Lists the inbox, sidecars beside their fragments.
pub fn list(project: &Project) -> (Vec<InboxFile>, Vec<Finding>) {
    let inbox = project.inbox();
    let listing = disk::list_confined(&inbox);
    let mut findings: Vec<Finding> = listing
        .problems
        .iter()
        .map(|p| {
            Finding::error("unreadable", p.clone())
                .in_file(project.shown(&inbox))
                .help("mend it or take it out of the inbox")
        })
        .collect();
    let (sidecars, files): (Vec<Entry>, Vec<Entry>) =
        listing.files.into_iter().partition(|e| is_sidecar(&e.name));
    let mut used = vec![false; sidecars.len()];
    let files = files
        .into_iter()
        .map(|entry| {
            let sidecar = sidecar_names(&entry.name)
                .iter()
                .find_map(|name| sidecars.binary_search_by(|s| s.name.cmp(name)).ok());
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
    (files, findings)
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
    /// A finding that says why not.
    pub fn read(&self, project: &Project) -> Result<Contents, Finding> {
        let name = shown(project, &self.entry.name);
        let limit = project.max_fragment_bytes();
        let bytes =
            disk::read(&self.entry.path, limit).map_err(|e| unreadable(project, &name, &e))?;
        let sidecar = match &self.sidecar {
            None => None,
            Some(entry) => {
                let name = shown(project, &entry.name);
                let bytes =
                    disk::read(&entry.path, limit).map_err(|e| unreadable(project, &name, &e))?;
                let text = String::from_utf8(bytes).map_err(|_| {
                    Finding::error("encoding", "the sidecar is not UTF-8")
                        .in_file(&name)
                        .help("save it as UTF-8")
                })?;
                Some(text)
            }
        };
        let mut hasher = blake3::Hasher::new();
        hasher.update(&bytes);
        if let Some(text) = &sidecar {
            hasher.update(b"\0sidecar\0").update(text.as_bytes());
        }
        let hash = hasher.finalize().to_hex().chars().take(32).collect();
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
        let reading = fragment::read(
            &self.entry.name,
            &contents.bytes,
            contents.sidecar.as_deref(),
        );
        let own = |finding: Finding| {
            // A finding that is not about the file itself is about its sidecar, under whichever name that has.
            let path = match &self.sidecar {
                Some(sidecar) if finding.path.as_deref() != Some(&self.entry.name) => &sidecar.name,
                _ => &self.entry.name,
            };
            finding.in_file(shown(project, path))
        };
        (
            reading.fragments,
            reading.findings.into_iter().map(own).collect(),
        )
    }
}

/// Derives the brief of one fragment anew, by its name.
///
/// # Errors
/// When the fragment is no longer in the inbox or cannot be read.
pub fn derive_by_name(project: &Project, name: &str) -> Result<Derivation> {
    let (files, _) = list(project);
    let file_name = name.split('#').next().unwrap_or(name);
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
        .map_err(|f| anyhow!("{}: {}", shown(project, name), f.message))?;
    let (fragments, _) = file.fragments(project, &contents);
    let fragment = fragments.iter().find(|f| f.name == name).ok_or_else(|| {
        anyhow!(
            "the fragment {} is not in its file any more",
            shown(project, name)
        )
    })?;
    derive(fragment, &project.catalogue)
        .ok_or_else(|| anyhow!("nothing of an article is left in {}", shown(project, name)))
}
