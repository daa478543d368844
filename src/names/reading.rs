//! What the rules for companies know of a text while they read it.

use std::collections::{BTreeMap, BTreeSet};

use super::Sighting;
use super::document::Sentence;
use super::runs::Run;
use crate::catalogue::Catalogue;
use crate::hash::Set;

/// A text, and what was found in it so far.
pub(super) struct Reading<'a> {
    pub(super) sentences: &'a [Sentence<'a>],
    pub(super) runs: &'a [Vec<Run>],
    pub(super) people: &'a BTreeSet<String>,
    pub(super) vocabulary: &'a Set<&'a str>,
    /// The words that the text also has without a capital.
    pub(super) lower_case: &'a Set<&'a str>,
    pub(super) catalogue: &'a Catalogue,
    /// Whether the text is in another language than English: there the English frames do not apply, and names of the
    /// catalogue and legal forms are all that can be told.
    pub(super) foreign: bool,
    pub(super) found: Vec<Sighting>,
    /// Short forms and acronyms that the text itself defines, plain, and the name each stands for.
    pub(super) aliases: BTreeMap<String, String>,
}
