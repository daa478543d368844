//! The editor's own pages: prose about a term (`content/companies/*.md`, `content/technologies/*.md`) and pages such
//! as `content/pages/about.md`.

use crate::yaml::{self, Mapping};

use super::conflicts::marker_line;
use super::file::conflict_markers;
use crate::finding::{Finding, Place};
use crate::front_matter::{self, locate_value};
use crate::slug::Slug;

/// One page that an editor wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct EditorPage {
    /// The file, relative to the digest's folder.
    pub path: String,
    /// From the file's name.
    pub slug: Slug,
    /// `title` of a page or `name` of a term, where the front matter states one.
    pub title: Option<String>,
    /// All of the front matter.
    pub front_matter: Mapping,
    /// The prose.
    pub body_markdown: String,
}

impl EditorPage {
    /// A text field of the front matter.
    pub fn field(&self, key: &str) -> Option<&str> {
        self.front_matter.get(key).and_then(yaml::Value::as_str)
    }

    /// A list of texts of the front matter; a lone text counts as a list of one.
    pub fn list(&self, key: &str) -> Vec<String> {
        match self.front_matter.get(key) {
            Some(yaml::Value::Sequence(items)) => items
                .iter()
                .filter_map(|v| v.as_str().map(str::to_owned))
                .collect(),
            Some(yaml::Value::String(text)) => vec![text.clone()],
            _ => Vec::new(),
        }
    }
}

/// Reads a page's file; `path` is relative to the digest's folder.
///
/// # Errors
/// A finding with its place when the front matter is wrong.
pub fn parse(path: &str, source: &str) -> Result<EditorPage, Box<Finding>> {
    if let Some(line) = marker_line(source) {
        return Err(Box::new(conflict_markers(path, source, line)));
    }
    let split = front_matter::split(source);
    let front = front_matter::parse(source, &split).map_err(|f| Box::new(f.in_file(path)))?;
    let mut title = None;
    for key in ["name", "title"] {
        match front.get(key) {
            None => {}
            Some(yaml::Value::String(text)) if !text.trim().is_empty() => {
                title.get_or_insert_with(|| text.trim().to_owned());
            }
            Some(_) => {
                let place = locate_value(source, key).unwrap_or_else(|| Place::at(source, 0, 1));
                let finding = Finding::error("front-matter", format!("`{key}` must be text"))
                    .in_file(path)
                    .at(place)
                    .help("write it in double quotes");
                return Err(Box::new(finding));
            }
        }
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    Ok(EditorPage {
        path: path.to_owned(),
        slug: Slug::new(stem),
        title,
        front_matter: front,
        body_markdown: split.body.trim().to_owned(),
    })
}
