//! The list of what briefmill put into an output folder: the proof by which it may take it away again.
//!
//! One line a file: 16 hex digits of the hash of its bytes, a space, its path with control characters and `%`
//! percent-encoded. A folder that is still being made has `-` for each hash. Lists of the first version hold paths only.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::disk;
use crate::hash::{Stored, hex};
use crate::settings::Settings;

/// The list's file name.
pub(super) const FILE: &str = ".briefmill-manifest";

/// What a line cannot hold as it is.
const ENCODED: &AsciiSet = &CONTROLS.add(b'%');

const HEADING: &str = "# Made by briefmill: the files of this site, each with its hash. Others do not belong here; put them into static/.";

/// Beginning of the line that names the digest.
const SITE: &str = "# Site: ";

/// Stands for a hash that is not known yet.
const UNKNOWN: &str = "-";

/// By what a site is known again: a digest whose title and address are both others is another digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteName {
    /// The digest's title.
    pub title: String,
    /// The address that it is published under.
    pub base_url: String,
}

impl SiteName {
    /// Whether both are one site's: one of the two may have been changed, but not both. An address that nobody set tells
    /// nothing.
    pub(super) fn is_also(&self, other: &Self) -> bool {
        self.title == other.title
            || (self.base_url == other.base_url && self.base_url != Settings::default().base_url)
    }
}

/// What a folder holds of briefmill's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The digest that it was made from, where the list says so.
    pub(super) site: Option<SiteName>,
    /// Path and hash of each file; no hash where only the name is known.
    pub(super) files: BTreeMap<String, Option<String>>,
}

/// The hash of a file's bytes as the list has it.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex(Stored::Text, bytes)
}

impl Manifest {
    /// Reads the list of a folder; none where it has none.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(FILE);
        if disk::look(&path)? == disk::What::Link {
            bail!(
                "{} is a link; briefmill made no such list, so it touches nothing here",
                path.display()
            );
        }
        Ok(disk::read_text(&path)?.map(|text| Self::parse(&text)))
    }

    fn parse(text: &str) -> Self {
        let mut manifest = Self::default();
        // Lists of a former version hold the paths as they are.
        let encoded = text.starts_with(HEADING);
        for line in text.lines() {
            if let Some(names) = line.strip_prefix(SITE).filter(|_| encoded) {
                let (base_url, title) = names.split_once(' ').unwrap_or((names, ""));
                manifest.site = Some(SiteName {
                    title: decode(title),
                    base_url: decode(base_url),
                });
            }
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            match line.split_once(' ').filter(|_| encoded) {
                Some((hash, path)) => {
                    let known = hash != UNKNOWN;
                    manifest
                        .files
                        .insert(decode(path), known.then(|| hash.to_owned()))
                }
                None => manifest.files.insert(line.to_owned(), None),
            };
        }
        manifest
    }

    /// Whether the list names this file.
    pub(super) fn names_file(&self, path: &str) -> bool {
        path == FILE || self.files.contains_key(path)
    }

    /// Whether the list names files in this folder.
    pub(super) fn names_folder(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let next = self.files.range(below.clone()..).next();
        next.is_some_and(|(name, _)| name.starts_with(&below))
    }

    /// How many pages of briefs it names.
    pub(super) fn briefs(&self) -> usize {
        let page = |path: &&String| {
            let inside = path.strip_prefix("briefs/")?.strip_suffix("/index.html")?;
            Some(!inside.contains('/'))
        };
        self.files.keys().filter(|p| page(p) == Some(true)).count()
    }

    /// The list as a file.
    pub(super) fn write(&self) -> String {
        let mut out = format!("{HEADING}\n");
        let mut line = |parts: &[&str]| {
            for part in parts {
                out.push_str(part);
            }
            out.push('\n');
        };
        if let Some(site) = &self.site {
            line(&[SITE, &encode(&site.base_url), " ", &encode(&site.title)]);
        }
        for (path, hash) in &self.files {
            line(&[hash.as_deref().unwrap_or(UNKNOWN), " ", &encode(path)]);
        }
        out
    }
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_file_name_reads_back_the_same() {
        let names = [
            "a b.html",
            "two\nlines",
            "cr\r",
            "100%.txt",
            "#hash",
            "%0A",
            "é/ü.css",
            "0123456789abcdef x",
            ".nojekyll",
        ];
        let manifest = Manifest {
            site: Some(SiteName {
                title: "A \"digest\"\nof two lines".into(),
                base_url: "https://a.example/".into(),
            }),
            files: names
                .iter()
                .enumerate()
                .map(|(i, n)| ((*n).to_owned(), (i % 2 == 0).then(|| hash(n.as_bytes()))))
                .collect(),
        };
        assert_eq!(Manifest::parse(&manifest.write()), manifest);
    }

    #[test]
    fn lists_of_the_first_version_are_read() {
        let old = "# Made by briefmill: the files of this site. Others do not belong here.\nindex.html\n100%25.txt\n";
        let files: Vec<_> = Manifest::parse(old).files.into_keys().collect();
        assert_eq!(files, ["100%25.txt", "index.html"]);
    }
}
