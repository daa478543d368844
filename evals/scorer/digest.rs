//! A digest made for one set: the sources as its inbox, one `build`, then what stands on the disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use super::cases::text;

/// The site is the data alone: no other page is looked at.
const SETTINGS: &str = "title: Evaluation\nbase_url: https://digest.example/\n\
    pages: { matrix: false, figures: false, archive: false, sources: false, data: true, follow: false, term_feeds: false }\n";

/// What was made of one fragment.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// Its row of `briefs.json`.
    pub(super) row: Row,
    /// Its rows of `figures.csv`.
    pub(super) figures: Vec<Figure>,
    /// The Markdown of its brief, without the front matter.
    pub(super) markdown: String,
}

/// A row of `briefs.json`, as far as it is scored.
#[derive(Debug, Default, Clone, Deserialize)]
pub(super) struct Row {
    fragments: Vec<String>,
    pub(super) title: String,
    pub(super) date: Option<String>,
    pub(super) sources: Vec<Source>,
    pub(super) companies: Vec<String>,
    pub(super) technologies: Vec<String>,
    pub(super) mentions: Mentions,
    pub(super) story: String,
}

/// A source of a brief.
#[derive(Debug, Default, Clone, Deserialize)]
pub(super) struct Source {
    pub(super) authors: Vec<String>,
}

/// What a brief merely mentions.
#[derive(Debug, Default, Clone, Deserialize)]
pub(super) struct Mentions {
    pub(super) companies: Vec<String>,
    pub(super) technologies: Vec<String>,
}

/// A row of `figures.csv`, as far as it is scored.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Figure {
    fragment: String,
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) value: Option<f64>,
    pub(super) unit: String,
}

/// What was made of each fragment, by its file's name; a fragment without a brief is not there.
pub(super) fn make(bin: &Path, inbox: &[(String, String)]) -> Result<BTreeMap<String, Made>> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    let fragments = root.join("content/fragments");
    std::fs::create_dir_all(&fragments)?;
    std::fs::write(root.join("briefmill.yaml"), SETTINGS)?;
    for (name, source) in inbox {
        std::fs::write(fragments.join(name), source)?;
    }
    let run = Command::new(bin)
        .args(["build", "--json", "--root"])
        .arg(root)
        .output()
        .with_context(|| format!("run {}", bin.display()))?;
    // Findings on a brief, an unknown date for one, end with 1; so does a site that was not published.
    let data = root.join("public/data");
    if !matches!(run.status.code(), Some(0 | 1)) || !data.is_dir() {
        bail!(
            "the build made no site, {}:\n{}",
            run.status,
            String::from_utf8_lossy(&run.stderr)
        );
    }
    let mut made: BTreeMap<String, Made> = BTreeMap::new();
    let briefs = text(&data.join("briefs.json"))?;
    let rows: Vec<Row> = serde_json::from_str(&briefs).context("briefs.json")?;
    for row in rows {
        for fragment in row.fragments.clone() {
            made.entry(fragment).or_default().row = row.clone();
        }
    }
    let mut table = csv::Reader::from_path(data.join("figures.csv"))?;
    for figure in table.deserialize() {
        let figure: Figure = figure.context("figures.csv")?;
        for fragment in figure.fragment.split("; ") {
            if let Some(made) = made.get_mut(fragment) {
                made.figures.push(figure.clone());
            }
        }
    }
    for (fragment, markdown) in bodies(&root.join("content/briefs"))? {
        if let Some(made) = made.get_mut(&fragment) {
            made.markdown = markdown;
        }
    }
    Ok(made)
}

/// The front matter of a brief, as far as it is needed.
#[derive(Deserialize)]
struct Front {
    fragment: super::cases::OneOf<String>,
}

/// The Markdown of each brief below a folder, by the names of its fragments.
fn bodies(briefs: &Path) -> Result<Vec<(String, String)>> {
    let mut bodies = Vec::new();
    for entry in walkdir::WalkDir::new(briefs).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let brief = text(entry.path())?;
        let parts = brief
            .strip_prefix("---\n")
            .and_then(|b| b.split_once("\n---\n"));
        let Some((front, body)) = parts else {
            bail!("{} has no front matter", entry.path().display());
        };
        let front: Front = serde_yaml::from_str(front)
            .with_context(|| format!("front matter of {}", entry.path().display()))?;
        for fragment in front.fragment.all() {
            bodies.push((fragment.clone(), body.to_owned()));
        }
    }
    Ok(bodies)
}
