//! What is known of terms: names, aliases, context words, what to ignore; built in, with the editor's laid over it.
//!
//! The built-in part is a set of tables in `data/`, read when the program is built (`built_in`, [`made`]). The editor's
//! `catalogue.yaml` ([`decisions`]) adds, changes, merges and ignores. Names are looked up through [`mod@key`], which forgives case, accents,
//! punctuation, hyphens, plurals and legal forms.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::finding::Finding;

#[cfg(test)]
mod built_in;
#[cfg(test)]
mod check;
mod decisions;
mod inflections;
mod key;
mod lookup;
mod made;
mod making;
mod names;
mod spellings;
mod term;
mod unspaced;

use lookup::Lookup;
use made::Made;
use spellings::{Spellings, keys, name_key, sort};

pub use key::{is_legal_form, key};
pub use names::{Hit, Name, Names};
pub use term::{Term, TermKind};

/// What the build wrote of the built-in terms.
fn built() -> Made {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));
    Made::read(bytes).expect("a test reads it")
}

/// All terms.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The terms, sorted by kind and name.
    pub terms: Arc<Vec<Term>>,
    /// Which term has a name, by [`name_key`].
    keys: Arc<Lookup>,
    ignored: HashMap<String, String>,
    names: Arc<OnceLock<Names>>,
}

impl Catalogue {
    /// A catalogue of these terms. Where two claim one name, a canonical name goes before an alias, and of two aliases
    /// the one that is not ambiguous, then the first in order.
    pub fn new(mut terms: Vec<Term>) -> Self {
        sort(&mut terms);
        let keys = Arc::new(keys(&terms));
        Self {
            terms: Arc::new(terms),
            keys,
            ignored: HashMap::new(),
            names: Arc::default(),
        }
    }

    /// The catalogue compiled into the program.
    pub fn built_in() -> Self {
        let made = built();
        let terms = Arc::new(made.terms);
        let names = OnceLock::from(Names::new(Arc::clone(&terms), made.spellings));
        Self {
            terms,
            keys: Arc::new(made.keys),
            ignored: HashMap::new(),
            names: Arc::new(names),
        }
    }

    /// Lays the editor's `catalogue.yaml` over this one. A wrong entry is a finding and is left out.
    #[must_use]
    pub fn with_decisions(self, path: &str, yaml: &str) -> (Self, Vec<Finding>) {
        decisions::lay_over(self, path, yaml)
    }

    /// The term that this name or alias belongs to, if one does without doubt.
    pub fn resolve(&self, kind: TermKind, name: &str) -> Option<&Term> {
        let find = |whole| self.keys.get(&name_key(kind, name, whole))?.next();
        let found = find(true).or_else(|| find(false))?;
        self.terms.get(usize::try_from(found).ok()?)
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
        self.ignored.contains_key(&key(TermKind::Technology, name))
            || self.ignored.contains_key(&key(TermKind::Company, name))
    }

    /// All names, made ready at the first call.
    pub fn names(&self) -> &Names {
        self.names
            .get_or_init(|| Names::new(Arc::clone(&self.terms), Spellings::of(&self.terms)))
    }
}
