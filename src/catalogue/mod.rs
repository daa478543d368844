//! What is known of terms: names, aliases, context words, what to ignore; built in, with the editor's laid over it.
//!
//! The built-in part is a set of tables in `data/` ([`built_in`]). The editor's `catalogue.yaml`
//! ([`decisions`]) adds, changes, merges and ignores. Names are looked up through [`mod@key`], which forgives case, accents,
//! punctuation, hyphens, plurals and legal forms.

use std::sync::{Arc, OnceLock};

use crate::finding::Finding;
use crate::hash::Map;

mod built_in;
#[cfg(test)]
mod check;
mod decisions;
mod inflections;
mod key;
mod making;
mod names;
mod unspaced;

pub use key::{is_legal_form, key};
pub use names::{Hit, Name, Names};

/// Which taxonomy a term belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// A commercial firm.
    Company,
    /// A named technical thing.
    Technology,
}

/// One company or one technology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Which taxonomy.
    pub kind: TermKind,
    /// The canonical name, as the trade press writes it.
    pub name: String,
    /// Other names, former names and acronyms.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2 code of a company's seat.
    pub country: Option<String>,
    /// Canonical name of the parent company or of the broader technology.
    pub parent: Option<String>,
    /// For an ambiguous name: words of which one must stand near it.
    pub context: Vec<String>,
    /// Those of its names that are ordinary words, or names of other things, too.
    pub ambiguous: Vec<String>,
    /// A heading of the hierarchy, such as `battery`: too general to tag.
    pub heading: bool,
    /// A thing of every day, a trade, a product or a raw material: it tags what is about it, not what names it in passing.
    pub broad: bool,
}

impl Term {
    /// A term of which only the name is known.
    pub fn new(kind: TermKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            aliases: Vec::new(),
            country: None,
            parent: None,
            context: Vec::new(),
            ambiguous: Vec::new(),
            heading: false,
            broad: false,
        }
    }

    /// Its canonical name, then its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// The key of a name, with its legal form if `whole`.
fn name_key(kind: TermKind, name: &str, whole: bool) -> String {
    key(if whole { TermKind::Technology } else { kind }, name)
}

/// All terms.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The terms, sorted by kind and name.
    pub terms: Vec<Term>,
    by_key: Map<(TermKind, String), usize>,
    ignored: Map<String, String>,
    names: Arc<OnceLock<Names>>,
}

impl Catalogue {
    /// A catalogue of these terms. Where two claim one name, a canonical name goes before an alias, and of two aliases
    /// the one that is not ambiguous, then the first in order.
    pub fn new(mut terms: Vec<Term>) -> Self {
        terms.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
        let mut by_key =
            Map::with_capacity_and_hasher(terms.len() * 4, crate::hash::InMemory::default());
        // As written first, legal form and all ("Hyundai Motor Group" is not "Hyundai Motor"); then without it.
        for whole in [true, false] {
            // A technology has no legal form: one key does for both.
            let mine = |t: &Term| whole || t.kind == TermKind::Company;
            for (index, term) in terms.iter().enumerate().filter(|(_, t)| mine(t)) {
                by_key
                    .entry((term.kind, name_key(term.kind, &term.name, whole)))
                    .or_insert(index);
            }
            for ambiguous in [false, true] {
                for (index, term) in terms.iter().enumerate().filter(|(_, t)| mine(t)) {
                    for alias in term
                        .aliases
                        .iter()
                        .filter(|a| term.ambiguous.contains(a) == ambiguous)
                    {
                        by_key
                            .entry((term.kind, name_key(term.kind, alias, whole)))
                            .or_insert(index);
                    }
                }
            }
        }
        Self {
            terms,
            by_key,
            ignored: Map::default(),
            names: Arc::default(),
        }
    }

    /// The catalogue compiled into the program.
    pub fn built_in() -> Self {
        Self::new(built_in::terms())
    }

    /// Lays the editor's `catalogue.yaml` over this one. A wrong entry is a finding and is left out.
    #[must_use]
    pub fn with_decisions(self, path: &str, yaml: &str) -> (Self, Vec<Finding>) {
        decisions::lay_over(self, path, yaml)
    }

    /// The term that this name or alias belongs to, if one does without doubt.
    pub fn resolve(&self, kind: TermKind, name: &str) -> Option<&Term> {
        let find = |whole| self.by_key.get(&(kind, name_key(kind, name, whole)));
        find(true)
            .or_else(|| find(false))
            .and_then(|&i| self.terms.get(i))
    }

    /// The broader term or the parent company.
    pub fn parent(&self, term: &Term) -> Option<&Term> {
        term.parent
            .as_deref()
            .and_then(|p| self.resolve(term.kind, p))
    }

    /// The term that the last words of an unknown technology's name name: a "niobium-doped anode" is under the anode.
    pub fn broader(&self, kind: TermKind, name: &str) -> Option<&Term> {
        if kind != TermKind::Technology || self.resolve(kind, name).is_some() {
            return None;
        }
        let ends = name.match_indices([' ', '-']).map(|(at, _)| at + 1);
        ends.filter_map(|at| name.get(at..))
            .find_map(|end| self.resolve(kind, end))
    }

    /// The terms that name this one as their parent, by name.
    pub fn children(&self, term: &Term) -> Vec<&Term> {
        let own = Some(term.name.as_str());
        self.terms
            .iter()
            .filter(|t| t.kind == term.kind && t.parent.as_deref() == own)
            .collect()
    }

    /// Whether the editor decided that this name is to be tagged nowhere.
    pub fn is_ignored(&self, name: &str) -> bool {
        !self.ignored.is_empty()
            && (self.ignored.contains_key(&key(TermKind::Technology, name))
                || self.ignored.contains_key(&key(TermKind::Company, name)))
    }

    /// All names in one automaton, built at the first call.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(&self.terms))
    }
}
