//! All briefs, the editor's pages, templates and static files, read in parallel, become a site.

use anyhow::Result;
use rayon::prelude::*;

use super::Project;
use crate::brief::{Brief, file, page};
use crate::disk::{self, Entry};
use crate::finding::Finding;
use crate::group::{self, Selection};
use crate::site::Site;

/// A site, or none when a template is wrong, with all that was found on the way.
#[derive(Debug)]
pub struct Loaded {
    /// The site.
    pub site: Option<Site>,
    /// What is wrong or doubtful in briefs, pages and templates.
    pub findings: Vec<Finding>,
    /// How many briefs were read.
    pub briefs: usize,
}

/// The briefs of a project as they lie on disk.
#[derive(Debug, Default)]
pub struct Briefs {
    /// Those that could be read, sorted by path.
    pub briefs: Vec<Brief>,
    /// Those that could not: they are somebody's all the same.
    pub unread: Vec<Unread>,
    /// Whether part of the folder could not be listed, so that briefs may be there that nobody saw.
    pub partly_hidden: bool,
    /// What was wrong.
    pub findings: Vec<Finding>,
}

/// A brief's file that could not be read.
#[derive(Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file, relative to the digest's folder.
    pub path: String,
    /// The fragments that its text names, as far as can be told.
    pub fragments: Vec<String>,
}

/// Reads every brief of the project. A wrong one is a finding and is left out.
pub fn read_briefs(project: &Project) -> Briefs {
    let folder = project.content().join("briefs");
    let listing = disk::list(&folder);
    let mut all = Briefs {
        partly_hidden: !listing.problems.is_empty(),
        findings: listing
            .problems
            .iter()
            .map(|p| Finding::error("unreadable", p.clone()).in_file(project.shown(&folder)))
            .collect(),
        ..Briefs::default()
    };
    let files: Vec<&Entry> = listing
        .files
        .iter()
        .filter(|e| is_markdown(&e.name))
        .collect();
    let read: Vec<(Option<Brief>, Option<Unread>, Vec<Finding>)> = files
        .par_iter()
        .map(|entry| {
            let path = format!("{}/briefs/{}", project.settings.content, entry.name);
            let read = read_file(project, &path, entry);
            let parsed = match &read {
                Ok(source) => file::parse(&path, source),
                Err(finding) => Err(vec![finding.clone()]),
            };
            match parsed {
                Ok((brief, findings)) => (Some(brief), None, findings),
                Err(findings) => {
                    let text = read.unwrap_or_else(|_| {
                        let bytes = disk::read(&entry.path, project.max_fragment_bytes());
                        String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
                    });
                    let fragments = named_fragments(&text);
                    (None, Some(Unread { path, fragments }), findings)
                }
            }
        })
        .collect();
    for (brief, unread, found) in read {
        all.briefs.extend(brief);
        all.unread.extend(unread);
        all.findings.extend(found);
    }
    all
}

/// The fragments that a front matter names which does not parse: by its lines, since all else failed.
fn named_fragments(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut inside = false;
    for line in text.lines().take(200) {
        let value = match line.strip_prefix("fragment:") {
            Some(value) => {
                inside = true;
                value
            }
            None if inside => match line.trim_start().strip_prefix("- ") {
                Some(value) => value,
                None => break,
            },
            None => continue,
        };
        let value = value.trim().trim_matches(['"', '\'']);
        if !value.is_empty() {
            names.push(value.to_owned());
        }
    }
    names
}

/// Loads the site from those of the briefs, already read, that the selection takes.
///
/// # Errors
/// When a folder of the digest cannot be read.
pub fn load(project: &Project, briefs: Vec<Brief>, selection: Selection) -> Result<Loaded> {
    let mut findings = project.findings.clone();
    let count = briefs.len();
    let mut pages_of = |folder: &str| {
        let (pages, found) = read_pages(project, folder);
        findings.extend(found);
        pages
    };
    let inputs = group::Inputs {
        selection,
        briefs,
        company_pages: pages_of("companies"),
        technology_pages: pages_of("technologies"),
        pages: pages_of("pages"),
    };
    let (digest, found) = group::gather(inputs, &project.catalogue);
    findings.extend(found);
    let templates = read_templates(project, &mut findings);
    let static_files = read_static_files(project, &mut findings);
    let site = match Site::new(digest, templates, static_files, &project.settings) {
        Ok(site) => Some(site),
        Err(found) => {
            findings.extend(found);
            None
        }
    };
    Ok(Loaded {
        site,
        findings,
        briefs: count,
    })
}

fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

fn read_file(project: &Project, shown: &str, entry: &Entry) -> Result<String, Finding> {
    let bytes = disk::read(&entry.path, project.max_fragment_bytes())
        .map_err(|e| unreadable(project, shown, &e))?;
    String::from_utf8(bytes).map_err(|e| {
        let line = e
            .as_bytes()
            .iter()
            .take(e.utf8_error().valid_up_to())
            .filter(|b| **b == b'\n')
            .count()
            + 1;
        Finding::error("encoding", format!("line {line} is not UTF-8"))
            .in_file(shown)
            .help("save the file as UTF-8")
    })
}

/// A finding for a file that could not be read.
pub fn unreadable(project: &Project, shown: &str, error: &disk::ReadError) -> Finding {
    match error {
        disk::ReadError::TooLarge(size) => Finding::error(
            "too-large",
            format!(
                "the file has {} MB, more than the {} MB allowed",
                size.div_ceil(1_000_000),
                project.settings.max_fragment_mb
            ),
        )
        .in_file(shown)
        .help("raise `max_fragment_mb` in briefmill.yaml if it is meant to be so large"),
        disk::ReadError::NotAFile => Finding::error("unreadable", "this is not a regular file")
            .in_file(shown)
            .help("only regular files are read"),
        disk::ReadError::Io(e) => {
            Finding::error("unreadable", format!("cannot be read: {e}")).in_file(shown)
        }
    }
}

/// What of a folder could not be listed.
fn unlisted(listing: &disk::Listing, folder: &str) -> Vec<Finding> {
    let problems = listing.problems.iter();
    problems
        .map(|p| Finding::error("unreadable", p.clone()).in_file(folder))
        .collect()
}

fn read_pages(project: &Project, folder: &str) -> (Vec<page::Page>, Vec<Finding>) {
    let listing = disk::list(&project.content().join(folder));
    let shown = format!("{}/{folder}", project.settings.content);
    let (mut pages, mut findings) = (Vec::new(), unlisted(&listing, &shown));
    for entry in listing.files.iter().filter(|e| is_markdown(&e.name)) {
        let path = format!("{}/{folder}/{}", project.settings.content, entry.name);
        match read_file(project, &path, entry)
            .and_then(|source| page::parse(&path, &source).map_err(|f| *f))
        {
            Ok(page) => pages.push(page),
            Err(finding) => findings.push(finding),
        }
    }
    (pages, findings)
}

fn read_templates(project: &Project, findings: &mut Vec<Finding>) -> Vec<(String, String)> {
    let listing = disk::list(&project.root.join(&project.settings.templates));
    let mut templates = Vec::new();
    findings.extend(unlisted(&listing, &project.settings.templates));
    for entry in listing.files {
        let shown = format!("{}/{}", project.settings.templates, entry.name);
        match read_file(project, &shown, &entry) {
            Ok(source) => templates.push((entry.name, source)),
            Err(finding) => findings.push(finding),
        }
    }
    templates
}

fn read_static_files(project: &Project, findings: &mut Vec<Finding>) -> Vec<(String, Vec<u8>)> {
    let listing = disk::list_static(&project.root.join(&project.settings.static_files));
    let folder = &project.settings.static_files;
    findings.extend(unlisted(&listing, folder));
    let mut files = Vec::new();
    for entry in listing.files {
        match disk::read(&entry.path, u64::MAX - 1) {
            Ok(bytes) => files.push((entry.name, bytes)),
            Err(e) => {
                let shown = format!("{}/{}", project.settings.static_files, entry.name);
                findings.push(unreadable(project, &shown, &e));
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::named_fragments;

    #[test]
    fn fragments_are_told_from_a_front_matter_that_does_not_parse() {
        assert_eq!(
            named_fragments("---\ntitle: \"half\nfragment: a.html\n---\n"),
            ["a.html"]
        );
        assert_eq!(
            named_fragments("---\ntitle: a: b\nfragment:\n  - a.html\n  - \"b c.html\"\nmade: x\n"),
            ["a.html", "b c.html"]
        );
        assert!(named_fragments("no front matter").is_empty());
    }
}
