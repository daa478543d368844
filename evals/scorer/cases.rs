//! The cases of a set: a source and, beside it, its gold.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// One case.
pub(super) struct Case<G> {
    /// The file's name without its endings.
    pub(super) name: String,
    /// The name of the source.
    pub(super) file: String,
    /// The source as it stands there.
    pub(super) source: String,
    /// What is right.
    pub(super) gold: G,
}

/// The ending of a gold file; another than a sidecar's, so that nobody takes it for one.
const GOLD: &str = ".gold.yaml";

/// The cases of a folder, by name: `NAME.html` or `NAME.txt` with `NAME.gold.yaml`.
pub(super) fn read<G: DeserializeOwned>(folder: &Path) -> Result<Vec<Case<G>>> {
    let names = names(folder)?;
    let mut cases = Vec::new();
    for file in names.iter().filter(|n| !n.ends_with(GOLD)) {
        let Some((name, "html" | "txt")) = file.rsplit_once('.') else {
            bail!("{file} is no case: write an .html or .txt and its {GOLD}");
        };
        let gold = text(&folder.join(format!("{name}{GOLD}")))?;
        cases.push(Case {
            name: name.to_owned(),
            file: file.clone(),
            source: text(&folder.join(file))?,
            gold: serde_yaml::from_str(&gold).with_context(|| format!("{name}{GOLD}"))?,
        });
    }
    if cases.len() * 2 != names.len() {
        bail!("a {GOLD} has no source, or two, in {}", folder.display());
    }
    Ok(cases)
}

/// The names of a folder's files, sorted.
pub(super) fn names(folder: &Path) -> Result<Vec<String>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("read {}", folder.display()))?;
    let mut names: Vec<String> = entries
        .map(|e| Ok(e?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    names.sort();
    Ok(names)
}

/// The text of a file.
pub(super) fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("read {}", path.display()))
}

/// One, or several that are equally right.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOf<T> {
    /// The only one.
    One(T),
    /// Any of these.
    Any(Vec<T>),
}

impl<T> OneOf<T> {
    /// All that are right, the usual one first.
    pub(super) fn all(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Any(all) => all,
        }
    }
}
