//! What a run over the inbox came to, fragment by fragment.

use serde::Serialize;

use crate::finding::Finding;

/// What became of one fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A brief was made.
    New,
    /// Its brief stands as it is.
    Unchanged,
    /// Its brief followed the fragment or a better rule.
    Updated,
    /// Its brief is a person's in part: what they wrote stayed.
    Kept,
    /// The same article as another fragment, whose brief names both.
    Duplicate,
    /// No brief could be made; a finding says why.
    Refused,
}

/// One fragment and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The fragment's name, relative to the inbox.
    pub fragment: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Its brief, relative to the digest's folder.
    pub brief: Option<String>,
}

/// What a run over the inbox came to.
#[derive(Debug, Default, Serialize)]
pub struct Ingested {
    /// Every fragment, in order of name.
    pub items: Vec<Item>,
    /// How many of the new briefs have no date.
    pub undated: usize,
    /// What was wrong.
    pub findings: Vec<Finding>,
    /// Whether a brief that should be there is not, since the disk failed: what is made of the briefs now is not whole.
    pub incomplete: bool,
}

impl Ingested {
    /// How many fragments came to this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.items.iter().filter(|i| i.outcome == outcome).count()
    }
}
