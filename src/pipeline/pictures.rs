//! The copies of pictures that lie in a digest: beside the page that a browser saved, or where an editor put them.
//!
//! A copy is sought among the names of the files that are there, so that no address leads out of the digest's folder.
//! Where two pictures may be meant, or two files, none is shown.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use url::Url;

use super::Project;
use super::identity::file_of;
use super::inbox::{self, folders_of_parts};
use super::load::{told, unreadable};
use crate::brief::Brief;
use crate::disk::{self, ReadError};
use crate::finding::Finding;
use crate::picture::{Copies, LIMIT, Picture, addresses};
use crate::settings::Images;

/// Folder of the content in which an editor puts pictures.
pub const FOLDER: &str = "images";

/// The copies of the pictures that the briefs name, where the settings ask for them, and what was wrong with some.
pub fn read(project: &Project, briefs: &[Brief]) -> (Copies, Vec<Finding>) {
    if project.settings.images != Images::Copy {
        return (Copies::default(), Vec::new());
    }
    let named: Vec<Vec<Target>> = briefs.par_iter().map(targets).collect();
    let (files, mut findings) = Files::list(project);
    // What several pictures are called is no picture's name.
    let mut called: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for target in named.iter().flatten() {
        let of_name = called.entry(target.last()).or_default();
        of_name.insert(&target.whole);
    }
    let mut found: Vec<(&str, &Target, &File)> = Vec::new();
    for (brief, targets) in briefs.iter().zip(&named) {
        for target in targets {
            let alone = called.get(target.last()).is_some_and(|t| t.len() == 1);
            let file = files.of(brief, target, alone);
            found.extend(file.map(|file| (brief.path.as_str(), target, file)));
        }
    }
    let wanted: BTreeSet<&File> = found.iter().map(|(_, _, file)| *file).collect();
    let wanted: Vec<&File> = wanted.into_iter().collect();
    let read: Vec<Result<Picture, Finding>> =
        wanted.par_iter().map(|file| file.read(project)).collect();
    let mut copies = Copies::default();
    let mut paths: BTreeMap<&File, String> = BTreeMap::new();
    for (file, read) in wanted.into_iter().zip(read) {
        match read {
            Ok(picture) => {
                paths.insert(file, picture.path.clone());
                copies.pictures.insert(picture.path.clone(), picture);
            }
            Err(finding) => findings.push(finding),
        }
    }
    for (brief, target, file) in found {
        if let Some(path) = paths.get(file) {
            let of_brief = copies.of_brief.entry(brief.to_owned()).or_default();
            of_brief.insert(target.address.clone(), path.clone());
        }
    }
    (copies, findings)
}

/// A picture as a brief names it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    /// The address in the brief's text.
    address: String,
    /// The same without its query, by which one picture is told from another.
    whole: String,
    /// The host; none of a relative address.
    host: Option<String>,
    /// The path, as files are named.
    path: String,
    /// The path from the page's own folder, where the picture lies below that.
    from_page: Option<String>,
}

impl Target {
    /// The picture at an address in the text of a brief that is of a page at `source`; none of an address of this site.
    fn of(address: &str, source: Option<&Url>) -> Option<Self> {
        let absolute = match address.strip_prefix("//") {
            Some(rest) => Url::parse(&format!("https://{rest}")),
            None => Url::parse(address),
        };
        let target = match absolute {
            Ok(url) => {
                let host = url
                    .host_str()
                    .filter(|_| url.scheme().starts_with("http"))?;
                let path = decoded(url.path().trim_start_matches('/'))?;
                Self {
                    address: address.to_owned(),
                    whole: format!("{host}/{path}"),
                    host: Some(host.to_owned()),
                    from_page: source
                        .filter(|s| s.host_str() == Some(host))
                        .and_then(|s| below(&path, s)),
                    path,
                }
            }
            Err(url::ParseError::RelativeUrlWithoutBase) if !address.starts_with('/') => {
                let path = address.split(['?', '#']).next().unwrap_or_default();
                let path = decoded(path.trim_start_matches("./"))?;
                Self {
                    address: address.to_owned(),
                    whole: path.clone(),
                    host: None,
                    from_page: Some(path.clone()),
                    path,
                }
            }
            Err(_) => return None,
        };
        (!target.last().is_empty()).then_some(target)
    }

    /// The last part of its path.
    fn last(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// A path below the folder of a page, from that folder.
fn below(path: &str, page: &Url) -> Option<String> {
    let page = decoded(page.path().trim_start_matches('/'))?;
    let folder = page
        .rfind('/')
        .map_or("", |at| page.get(..=at).unwrap_or_default());
    path.strip_prefix(folder).map(str::to_owned)
}

fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    Some(path.into_owned())
}

/// The pictures of a brief.
fn targets(brief: &Brief) -> Vec<Target> {
    let source = brief.sources.first().and_then(|s| s.url.as_deref());
    let source = source.and_then(|s| Url::parse(s).ok());
    let addresses = addresses(&brief.body_markdown);
    let targets = addresses.iter();
    targets
        .filter_map(|address| Target::of(address, source.as_ref()))
        .collect()
}

/// A file that may be a copy.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct File {
    /// As findings show it.
    shown: String,
    place: PathBuf,
}

impl File {
    fn read(&self, project: &Project) -> Result<Picture, Finding> {
        let bytes = match disk::read(&self.place, LIMIT) {
            Ok(bytes) => bytes,
            Err(ReadError::TooLarge(size)) => {
                let message = format!(
                    "the picture has {} MB; pages show pictures of at most {} MB and lead to the original of this one",
                    size.div_ceil(1_000_000),
                    LIMIT / 1_000_000
                );
                let finding = Finding::warning("picture", message).in_file(&self.shown);
                return Err(finding.help("put a smaller copy there"));
            }
            Err(error) => return Err(unreadable(project, &self.shown, &error)),
        };
        Picture::of(bytes).ok_or_else(|| {
            let message = "this is not a picture of a kind that pages show, whatever its name says";
            Finding::warning("picture", message)
                .in_file(&self.shown)
                .help("put a PNG, JPEG, GIF, WebP or AVIF there; until then pages lead to the original")
        })
    }
}

/// The files among which copies are sought.
#[derive(Debug, Default)]
struct Files {
    /// The inbox by name.
    inbox: HashMap<String, File>,
    /// The editor's pictures by name.
    own: HashMap<String, File>,
    /// Their names by the last part; none where two are called so.
    own_by_last: HashMap<String, Option<String>>,
}

impl Files {
    fn list(project: &Project) -> (Self, Vec<Finding>) {
        // What stands in the way here is told by who reads the fragments.
        let listing = disk::list_any_name(&project.inbox());
        let entries = listing.files.into_iter();
        let inbox = entries.map(|e| {
            let shown = inbox::shown(project, &e.name);
            (
                e.name,
                File {
                    shown,
                    place: e.path,
                },
            )
        });
        let mut files = Self {
            inbox: inbox.collect(),
            ..Self::default()
        };
        let folder = project.content().join(FOLDER);
        let listing = disk::list_confined(&folder);
        let findings = told(project, &project.shown(&folder), &listing);
        for entry in listing.files {
            let last = entry.name.rsplit('/').next().unwrap_or_default();
            files
                .own_by_last
                .entry(last.to_owned())
                .and_modify(|name| *name = None)
                .or_insert_with(|| Some(entry.name.clone()));
            let shown = project.shown(&entry.path);
            let place = entry.path;
            files.own.insert(entry.name, File { shown, place });
        }
        (files, findings)
    }

    /// The copy of a picture; by the last part of its address only where that is `alone` of this name.
    fn of(&self, brief: &Brief, target: &Target, alone: bool) -> Option<&File> {
        let own = |name: &str| self.own.get(name);
        let with_host = target.host.as_ref();
        let with_host = with_host.map(|host| format!("{host}/{}", target.path));
        with_host
            .and_then(|name| own(&name))
            // A name without a folder says no more than the last part of any path.
            .or_else(|| own(&target.path).filter(|_| alone || target.path.contains('/')))
            .or_else(|| brief.fragments.iter().find_map(|f| self.beside(f, target)))
            .or_else(|| {
                let name = self.own_by_last.get(target.last())?.as_ref();
                own(name.filter(|_| alone)?)
            })
    }

    /// The copy that was saved with a page.
    fn beside(&self, fragment: &str, target: &Target) -> Option<&File> {
        let page = file_of(fragment);
        let mut folders = folders_of_parts(page);
        let part = folders.find_map(|folder| self.inbox.get(&format!("{folder}{}", target.last())));
        part.or_else(|| {
            let folder = page
                .rfind('/')
                .map_or("", |at| page.get(..=at).unwrap_or_default());
            let from_page = target.from_page.as_ref()?;
            self.inbox.get(&format!("{folder}{from_page}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_told_by_host_path_and_page() {
        let page = Url::parse("https://a.example/2025/report.html").ok();
        let target = |address| Target::of(address, page.as_ref());
        let told = |address| target(address).map(|t| (t.host, t.path, t.from_page));
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(
            told("https://a.example/2025/b/c%20d.png?w=3#e"),
            Some((
                some("a.example"),
                "2025/b/c d.png".into(),
                some("b/c d.png")
            ))
        );
        assert_eq!(
            told("//b.example/c.png"),
            Some((some("b.example"), "c.png".into(), None))
        );
        assert_eq!(
            told("./b/c.png?w=3"),
            Some((None, "b/c.png".into(), some("b/c.png")))
        );
        for none in [
            "/c.png",
            "data:image/png,x",
            "javascript:x",
            "https://a.example/b/",
            "",
            "#a",
        ] {
            assert_eq!(told(none), None, "{none}");
        }
    }
}
