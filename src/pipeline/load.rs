//! All briefs, the editor's pages, templates and static files, read in parallel, become a site.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;

use super::Project;
use crate::brief::excerpt::excerpt;
use crate::brief::form::Form;
use crate::brief::{Brief, editor_page as page, file};
use crate::digest::Digest;
use crate::disk::{self, Entry};
use crate::edition::{self, EditionFile};
use crate::finding::{Finding, Severity};
use crate::front_matter;
use crate::group::editions::Asked;
use crate::group::{self, Gathered, Selection};
use crate::hash::{Stored, hex};
use crate::kept::{Key, KeyOf};
use crate::picture::Copies;
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

/// Errors after which a site still holds everything that an editor wrote.
const WHOLE_ALL_THE_SAME: &[&str] = &["former-address", "passed-over"];

/// Whether a site that was made with these findings holds everything that it should. One that does not is never
/// published: the former site stands until what is wrong is mended.
pub fn is_whole(findings: &[Finding]) -> bool {
    !findings
        .iter()
        .any(|f| f.severity == Severity::Error && !WHOLE_ALL_THE_SAME.contains(&f.rule))
}

/// The briefs of a project as they lie on disk.
#[derive(Debug, Default)]
pub struct Briefs {
    /// Those that could be read, sorted by path.
    pub briefs: Vec<Brief>,
    /// Hash of the bytes of each file that could be read, by path.
    pub hashes: BTreeMap<String, String>,
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
    /// Whether its text names no others for certain: its front matter is there from fence to fence.
    pub certain: bool,
    /// Hash of the words of the article that it was made from, as far as can be told.
    pub words: Option<String>,
}

/// How much of a file that is too large is read to tell which fragment it is of, in bytes.
const TOP: u64 = 100_000;

/// Reads every brief of the project. A wrong one is a finding and is left out.
pub fn read_briefs(project: &Project) -> Briefs {
    let folder = project.content().join("briefs");
    let listing = disk::list(&folder);
    let mut all = Briefs {
        partly_hidden: !listing.problems.is_empty(),
        findings: told(project, &project.shown(&folder), &listing)
            .into_iter()
            .map(|finding| match finding.severity {
                // Whatever the reason: a brief may be there that nobody saw.
                Severity::Error => Finding {
                    rule: "unreadable",
                    ..finding
                },
                _ => finding,
            })
            .collect(),
        ..Briefs::default()
    };
    let files: Vec<&Entry> = listing
        .files
        .iter()
        .filter(|e| is_markdown(&e.name))
        .collect();
    let misnamed = listing.files.iter().filter(|e| is_misnamed(e));
    let misnamed: Vec<&Entry> = misnamed.collect();
    let read: Vec<BriefFile> = files
        .par_iter()
        .map(|entry| BriefFile::read(project, entry))
        .chain(
            misnamed
                .par_iter()
                .map(|entry| BriefFile::misnamed(project, entry)),
        )
        .collect();
    for file in read {
        all.findings.extend(file.findings);
        match file.brief {
            Ok((brief, hash)) => {
                all.hashes.insert(brief.path.clone(), hash);
                all.briefs.push(brief);
            }
            Err(unread) => all.unread.push(unread),
        }
    }
    all
}

/// Reads one brief of the project again, whose file may have changed; gives its place and what it was, if that is all there
/// is to do. It is not where the file is none of a brief that is known, cannot be read, or gives anything to tell, now or at
/// the last reading, whose `findings` these are.
pub fn read_again(
    project: &Project,
    all: &mut Briefs,
    findings: &[Finding],
    path: &Path,
) -> Option<(usize, Brief)> {
    let folder = project.content().join("briefs");
    // What watches files may know the folder by a path without links.
    let name = disk::relative_name(path, &folder).or_else(|| {
        let folder = disk::resolve(&folder).ok()?;
        disk::relative_name(path, &folder)
    });
    let name = name.filter(|name| is_markdown(name))?;
    let shown = format!("{}/briefs/{name}", project.settings.content);
    let told = findings.iter().any(|f| f.path.as_deref() == Some(&shown));
    // As they were listed: by path.
    let place = all.briefs.iter().position(|b| b.path == shown)?;
    let slot = all.briefs.get_mut(place)?;
    if told || !all.hashes.contains_key(&shown) {
        return None;
    }
    let entry = Entry {
        path: folder.join(&name),
        name,
    };
    let file = BriefFile::read(project, &entry);
    match file.brief {
        Ok((brief, hash)) if file.findings.is_empty() && brief.fragments == slot.fragments => {
            let was = std::mem::replace(slot, brief);
            all.hashes.insert(shown, hash);
            Some((place, was))
        }
        _ => None,
    }
}

/// What reading one brief came to.
struct BriefFile {
    brief: Result<(Brief, String), Unread>,
    findings: Vec<Finding>,
}

impl BriefFile {
    /// A brief whose ending hides it: passed over in silence, it would come twice.
    fn misnamed(project: &Project, entry: &Entry) -> Self {
        let path = format!("{}/briefs/{}", project.settings.content, entry.name);
        let top = disk::read_start(&entry.path, TOP).unwrap_or_default();
        let finding = Finding::error(
            "misnamed",
            "this looks like a brief, but its name does not end in `.md`",
        )
        .in_file(&path)
        .help("rename it to end in `.md`, or take it out of the folder");
        Self {
            findings: vec![finding],
            brief: Err(Unread::of(path, &top)),
        }
    }

    fn read(project: &Project, entry: &Entry) -> Self {
        let path = format!("{}/briefs/{}", project.settings.content, entry.name);
        let read = disk::read(&entry.path, project.max_fragment_bytes());
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => {
                let top = disk::read_start(&entry.path, TOP).unwrap_or_default();
                return Self {
                    findings: vec![unreadable(project, &path, &error)],
                    brief: Err(Unread::of(path, &top)),
                };
            }
        };
        let hash = file_hash(&bytes);
        let key = KeyOf::new("brief").part(&hash).key();
        let bytes = match project.kept.find::<Form>(key) {
            // Of a text in another encoding nothing is kept.
            Some(form) => match String::from_utf8(bytes) {
                Ok(source) => match form.brief(&path, source) {
                    Ok(brief) => {
                        return Self {
                            brief: Ok((brief, hash)),
                            findings: Vec::new(),
                        };
                    }
                    Err(source) => source.into_bytes(),
                },
                Err(error) => error.into_bytes(),
            },
            None => bytes,
        };
        let source = match text(&path, &bytes) {
            Ok(source) => source,
            Err(finding) => {
                return Self {
                    findings: vec![*finding],
                    brief: Err(Unread::of(path, &bytes)),
                };
            }
        };
        match file::parse(&path, source) {
            Ok((brief, findings)) => {
                // What is to be told of it is told each time.
                let form = Form::of(&brief, source).filter(|_| findings.is_empty());
                if let Some(form) = form {
                    project.kept.put(key, &form);
                }
                Self {
                    brief: Ok((brief, hash)),
                    findings,
                }
            }
            Err(findings) => Self {
                brief: Err(Unread::of(path, &bytes)),
                findings,
            },
        }
    }
}

/// Whether a file among the briefs is text under another ending than theirs, with a front matter.
fn is_misnamed(entry: &Entry) -> bool {
    let ending = entry.name.rsplit_once('.').map(|(_, e)| e.to_lowercase());
    let text = ["markdown", "mdown", "mkd", "mdx", "txt"];
    ending.is_some_and(|e| text.contains(&e.as_str()))
        && disk::read_start(&entry.path, 5)
            .is_ok_and(|start| start.starts_with(b"---\n") || start.starts_with(b"---\r\n"))
}

/// By what a brief's file is known to be the same as at the last run.
pub fn file_hash(bytes: &[u8]) -> String {
    hex(Stored::Brief, bytes)
}

impl Unread {
    /// Tells what can be told from a front matter that does not parse: by its lines, since all else failed.
    fn of(path: String, bytes: &[u8]) -> Self {
        // A byte-order mark decides the encoding: editors save UTF-16 by accident.
        let (text, ..) = encoding_rs::UTF_8.decode(bytes);
        let made = text.lines().take(400).find_map(|l| l.strip_prefix("made:"));
        let words = made.and_then(|made| {
            made.split_whitespace()
                .find_map(|pair| pair.trim_matches('"').strip_prefix("words="))
        });
        Self {
            fragments: named_fragments(&text),
            certain: front_matter::split(&text).yaml.is_some(),
            words: words.map(str::to_owned),
            path,
        }
    }
}

/// The fragments that a front matter names which does not parse.
fn named_fragments(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut inside = false;
    for line in text.lines().take(400) {
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

/// What a site is made from besides its briefs, as it lies on disk.
#[derive(Debug, Clone)]
pub struct Surroundings {
    company_pages: Vec<page::EditorPage>,
    technology_pages: Vec<page::EditorPage>,
    pages: Vec<page::EditorPage>,
    editions: Vec<EditionFile>,
    templates: Vec<(String, String)>,
    static_files: Vec<(String, Vec<u8>)>,
    copies: Copies,
    /// What was found on the way; it is found at each reading.
    pub findings: Vec<Finding>,
    /// The hash of all of it.
    key: Key,
}

impl Surroundings {
    /// Reads them; the copies of pictures, and what was wrong with some, are read already. What is wrong is a finding.
    pub fn read(project: &Project, copies: (Copies, Vec<Finding>)) -> Self {
        let mut findings = project.findings.clone();
        let mut key = KeyOf::new("surroundings");
        let mut pages_of = |folder: &str| {
            let (pages, found) = read_pages(project, folder, &mut key, page::parse);
            findings.extend(found);
            pages
        };
        let company_pages = pages_of("companies");
        let technology_pages = pages_of("technologies");
        let pages = pages_of("pages");
        let (editions, found) =
            read_pages(project, edition::FOLDER, &mut key, edition::file::parse);
        findings.extend(found);
        let templates = read_templates(project, &mut findings);
        for (name, source) in &templates {
            key.part(name).part(source);
        }
        key.part("static");
        let static_files = read_static_files(project, &mut findings);
        for (name, bytes) in &static_files {
            key.part(name).part(bytes);
        }
        let (copies, found) = copies;
        findings.extend(found);
        key.part("pictures");
        for (brief, of_brief) in &copies.of_brief {
            key.part(brief);
            for (address, path) in of_brief {
                // It is called by the hash of its bytes.
                key.part(address).part(path);
            }
        }
        Self {
            company_pages,
            technology_pages,
            pages,
            editions,
            templates,
            static_files,
            copies,
            findings,
            key: key.key(),
        }
    }
}

/// The hash of everything that a site is made from; none where something could not be read. Two sites of one hash are
/// the same, and so is what is told of them.
pub fn inputs_of(
    project: &Project,
    all: &Briefs,
    selection: Selection,
    surroundings: &Surroundings,
) -> Option<Key> {
    if !all.unread.is_empty() || all.partly_hidden {
        return None;
    }
    let mut key = KeyOf::new("inputs");
    key.part(&project.rules_hash);
    key.part(format!("{:?}", project.settings));
    key.part(format!("{:?}", project.decisions));
    key.part(&project.publishers_yaml);
    key.part(format!("{selection:?}"));
    key.part(surroundings.key.bytes());
    // One text, since hashing ten thousand small ones takes longer.
    let mut files = String::new();
    for (path, hash) in &all.hashes {
        let _ = write!(files, "{} {path} {hash} ", path.len());
    }
    key.part(files);
    Some(key.key())
}

/// Loads the site from those of the briefs, already read, that the selection takes; `hashes` are those of their files.
/// What was found in the surroundings is not told again.
pub fn load(
    project: &Project,
    briefs: Vec<Brief>,
    hashes: BTreeMap<String, String>,
    selection: Selection,
    surroundings: Surroundings,
) -> Loaded {
    let count = briefs.len();
    let (gathered, mut findings) = gather(project, briefs, hashes, selection, &surroundings);
    let site = site(project, gathered.digest, surroundings).map_err(|found| findings.extend(found));
    Loaded {
        site: site.ok(),
        findings,
        briefs: count,
    }
}

/// The first half of [`load`]: the digest, and what was found.
pub fn gather(
    project: &Project,
    briefs: Vec<Brief>,
    mut hashes: BTreeMap<String, String>,
    selection: Selection,
    surroundings: &Surroundings,
) -> (Gathered, Vec<Finding>) {
    let briefs = excerpts(project, briefs);
    if project.editor_rules.has_excerpts() {
        hashes.clear();
    }
    let inputs = group::Inputs {
        selection,
        briefs,
        company_pages: surroundings.company_pages.clone(),
        technology_pages: surroundings.technology_pages.clone(),
        pages: surroundings.pages.clone(),
        hashes,
        decisions: project.decisions.clone(),
        catalogue_hash: project.rules_hash.clone(),
        editions: Asked {
            cadence: project.settings.editions,
            files: surroundings.editions.clone(),
        },
        publishers: project.publishers.clone(),
    };
    group::gather(inputs, &project.catalogue, &project.kept)
}

/// The second half: the digest as a site.
///
/// # Errors
/// As [`Site::new`].
pub fn site(
    project: &Project,
    digest: Digest,
    surroundings: Surroundings,
) -> Result<Site, Vec<Finding>> {
    let (templates, files) = (surroundings.templates, surroundings.static_files);
    let copies = surroundings.copies;
    Site::new(digest, templates, files, copies, &project.settings)
}

/// The editor's pages of companies, without what is wrong with them, which `check` tells.
pub fn company_pages(project: &Project) -> Vec<page::EditorPage> {
    read_pages(project, "companies", &mut KeyOf::new(""), page::parse).0
}

/// The briefs as the site shows them: of sources with an excerpt only its words, so that all that follows from the text
/// follows from what a reader sees.
pub fn excerpts(project: &Project, mut briefs: Vec<Brief>) -> Vec<Brief> {
    if !project.editor_rules.has_excerpts() {
        return briefs;
    }
    for brief in &mut briefs {
        let sources = brief.sources.iter();
        let names: Vec<&str> = sources.clone().filter_map(|s| s.name.as_deref()).collect();
        let addresses: Vec<&str> = sources.filter_map(|s| s.url.as_deref()).collect();
        let most = project.editor_rules.of(&names, &addresses).excerpt;
        if let Some(shown) = most.and_then(|most| excerpt(brief, most)) {
            brief.body_markdown = shown;
        }
    }
    briefs
}

fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

/// Whether a file tells people of its folder, as forges show it, and is no page.
fn is_readme(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.eq_ignore_ascii_case("readme.md")
}

/// The bytes of a file as text.
fn text<'b>(shown: &str, bytes: &'b [u8]) -> Result<&'b str, Box<Finding>> {
    std::str::from_utf8(bytes).map_err(|e| {
        let before = bytes.iter().take(e.valid_up_to());
        let line = before.filter(|b| **b == b'\n').count() + 1;
        Box::new(
            Finding::error("encoding", format!("line {line} is not UTF-8"))
                .in_file(shown)
                .help("save the file as UTF-8"),
        )
    })
}

fn read_file(project: &Project, shown: &str, entry: &Entry) -> Result<String, Box<Finding>> {
    let bytes = disk::read(&entry.path, project.max_fragment_bytes())
        .map_err(|e| Box::new(unreadable(project, shown, &e)))?;
    text(shown, &bytes).map(str::to_owned)
}

/// A finding for a file that could not be read.
pub fn unreadable(project: &Project, shown: &str, error: &disk::ReadError) -> Finding {
    match error {
        disk::ReadError::Absent => {
            Finding::error("unreadable", "the file went while it was being read")
                .in_file(shown)
                .help("run it again")
        }
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
        disk::ReadError::Io(e) => Finding::error("unreadable", format!("cannot be read: {e}"))
            .in_file(shown)
            .help("check its permissions and the disk, then run it again"),
    }
}

/// What is to be told of a listing: what could not be listed, and which links were followed.
pub(super) fn told(project: &Project, shown: &str, listing: &disk::Listing) -> Vec<Finding> {
    let problems = listing.problems.iter().map(|p| unlisted(shown, p));
    let links = listing.links.iter().map(|link| {
        let message = "this is a link: what it leads to is read, and nothing is written through it";
        Finding::note("link", message).in_file(project.shown(link))
    });
    problems.chain(links).collect()
}

/// A finding for what could not be listed.
pub fn unlisted(shown: &str, problem: &disk::Problem) -> Finding {
    let message = problem.message.clone();
    if problem.unknown {
        Finding::error("unreadable", message)
            .in_file(shown)
            .help("check permissions and the disk, then run it again")
    } else if problem.harmless {
        Finding::warning("passed-over", message)
            .in_file(shown)
            .help("take the link out of the folder; nothing is missing without it")
    } else {
        Finding::error("passed-over", message)
            .in_file(shown)
            .help("mend it or take it out of the folder")
    }
}

/// The editor's files of a folder, each read by `parse`, and what is wrong with them; what was read is added to `key`.
fn read_pages<P>(
    project: &Project,
    folder: &str,
    key: &mut KeyOf,
    parse: impl Fn(&str, &str) -> Result<(P, Vec<Finding>), Vec<Finding>>,
) -> (Vec<P>, Vec<Finding>) {
    let place = project.content().join(folder);
    let listing = disk::list(&place);
    let shown = project.shown(&place);
    let (mut pages, mut findings) = (Vec::new(), told(project, &shown, &listing));
    let pages_of = |name: &str| is_markdown(name) && !is_readme(name);
    for entry in listing.files.iter().filter(|e| pages_of(&e.name)) {
        let path = format!("{}/{folder}/{}", project.settings.content, entry.name);
        let read = read_file(project, &path, entry).map_err(|f| vec![*f]);
        if let Ok(source) = &read {
            key.part(&path).part(source);
        }
        match read.and_then(|source| parse(&path, &source)) {
            Ok((page, found)) => {
                pages.push(page);
                findings.extend(found);
            }
            Err(found) => findings.extend(found),
        }
    }
    (pages, findings)
}

fn read_templates(project: &Project, findings: &mut Vec<Finding>) -> Vec<(String, String)> {
    let folder = &project.settings.templates;
    let listing = disk::list(&project.root.join(folder));
    findings.extend(told(project, folder, &listing));
    let mut templates = Vec::new();
    for entry in listing.files {
        let shown = format!("{folder}/{}", entry.name);
        match read_file(project, &shown, &entry) {
            Ok(source) => templates.push((entry.name, source)),
            Err(finding) => findings.push(*finding),
        }
    }
    templates
}

fn read_static_files(project: &Project, findings: &mut Vec<Finding>) -> Vec<(String, Vec<u8>)> {
    let folder = &project.settings.static_files;
    let listing = disk::list_static(&project.root.join(folder));
    findings.extend(told(project, folder, &listing));
    let mut files = Vec::new();
    for entry in listing.files {
        match disk::read(&entry.path, u64::MAX - 1) {
            Ok(bytes) => files.push((entry.name, bytes)),
            Err(e) => {
                let shown = format!("{folder}/{}", entry.name);
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
