//! The sentences of each brief that its terms lead to. A text is read when the first page asks for one of its sentences; a
//! page that nothing has changed for asks for none.

use std::sync::OnceLock;

use crate::digest::{Anchor, AnchorId, DigestBrief};
use crate::text::prose::block_texts;

/// The sentences of one brief that its terms lead to, by their ids.
#[derive(Debug, Default)]
pub(super) struct Sentences(OnceLock<Vec<(AnchorId, String)>>);

impl Sentences {
    /// The sentence of an id, of this brief; empty for one that no term leads to.
    pub(super) fn of(&self, brief: &DigestBrief, id: AnchorId) -> &str {
        let read = self.0.get_or_init(|| {
            let blocks = block_texts(&brief.body_markdown);
            let of_terms = |a: &&Anchor| brief.tags.iter().any(|t| t.anchor == Some(a.id));
            let anchors = brief.anchors.iter().filter(of_terms);
            let sentence = |anchor: &Anchor| {
                let block = (anchor.id.block as usize).checked_sub(1);
                let block = block.and_then(|b| blocks.get(b));
                let sentence = block.and_then(|b| b.get(anchor.start..anchor.end));
                (anchor.id, sentence.unwrap_or_default().to_owned())
            };
            anchors.map(sentence).collect()
        });
        let place = read.binary_search_by_key(&id, |(id, _)| *id);
        let held = place.ok().and_then(|i| read.get(i));
        held.map_or("", |(_, sentence)| sentence)
    }
}
