//! The bodies of briefs as grouping reads them: of each what was kept of it, and its text only where something has to be
//! worked out from it. No text is held for the next who asks: ten thousand take more memory than reading them takes time.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::foreign::{Foreign, Outline};
use crate::brief::Brief;
use crate::kept::{Kept, Key, KeyOf};
use crate::text::prose::Text;

/// One body.
#[derive(Debug)]
pub(super) struct Body {
    /// Of its Markdown.
    pub(super) key: Key,
    /// Its paragraphs by their hashes.
    pub(super) outline: Outline,
}

impl Body {
    pub(super) fn of(brief: &Brief, file_hash: Option<&str>, kept: &Kept) -> Self {
        // The text is the end of its file, so the hash of the one serves for the other.
        let mut key = KeyOf::new("body");
        match file_hash {
            Some(hash) => key.number(0).part(hash),
            None => key.number(1).part(&brief.body_markdown),
        };
        let key = key.key();
        let outline = kept.get(key, || {
            let text = Text::from_markdown(&brief.body_markdown);
            Outline::of(&brief.body_markdown, &text)
        });
        Self { key, outline }
    }

    /// Begins the key of what follows from the body without its foreign paragraphs.
    pub(super) fn key_of(&self, kind: &str, foreign: &Foreign) -> KeyOf {
        let mut key = KeyOf::new(kind);
        key.part(self.key.bytes());
        for place in foreign.among(&self.outline) {
            key.number(place as u64);
        }
        key
    }
}

/// The bodies of all briefs, in their order. `hashes` are those of the files whose texts the briefs have, by path; a text
/// of another file, or of none, is hashed itself.
pub(super) fn bodies(
    briefs: &[Brief],
    hashes: &BTreeMap<String, String>,
    kept: &Kept,
) -> Vec<Body> {
    let hash = |brief: &Brief| hashes.get(&brief.path).map(String::as_str);
    briefs
        .par_iter()
        .map(|brief| Body::of(brief, hash(brief), kept))
        .collect()
}

/// The text of a brief without foreign paragraphs.
pub(super) fn own_text(brief: &Brief, foreign: &Foreign) -> Text {
    foreign.taken_out(Text::from_markdown(&brief.body_markdown))
}

/// The foreign paragraphs of all bodies.
pub(super) fn foreign(briefs: &[Brief], bodies: &[Body]) -> Foreign {
    Foreign::of(briefs, bodies.iter().map(|b| &b.outline))
}
