//! The terms while the editor's decisions are laid over them: found by name without looking at all of them, since a
//! catalogue may hold tens of thousands of decisions.

use std::collections::{HashMap, HashSet};

use super::{Term, TermKind, key};

/// A name of a kind, as it is compared.
type Key = (TermKind, String);

/// Terms by name. An alias that was taken away is empty until the end.
#[derive(Debug, Default)]
pub(super) struct Making {
    terms: Vec<Option<Term>>,
    /// Which terms are called so.
    named: HashMap<Key, Vec<usize>>,
    /// Which terms have it as an alias, and at which place.
    aliased: HashMap<Key, Vec<(usize, usize)>>,
    /// Which terms were under the one of this very name.
    under: HashMap<Key, Vec<usize>>,
    /// Those whose names were taken from all others.
    sole: HashSet<usize>,
}

impl Making {
    /// Of these terms.
    pub(super) fn of(terms: Vec<Term>) -> Self {
        let mut own = Self::default();
        for term in terms {
            own.add(term);
        }
        own
    }

    /// All terms that are left.
    pub(super) fn into_terms(self) -> Vec<Term> {
        let terms = self.terms.into_iter().flatten();
        terms.map(without_taken).collect()
    }

    /// The first term of this name, whole.
    pub(super) fn called(&self, kind: TermKind, name: &str) -> Option<Term> {
        let place = self.place(kind, name)?;
        Some(without_taken(self.get(place)?.clone()))
    }

    /// Whether a term has this name as its canonical name.
    pub(super) fn is_called(&self, kind: TermKind, name: &str) -> bool {
        self.place(kind, name).is_some()
    }

    /// Puts a term in place of those of its name, and takes its names away from whoever had them as aliases.
    pub(super) fn put(&mut self, term: Term) {
        let same = (term.kind, key(term.kind, &term.name));
        for place in self.named.remove(&same).unwrap_or_default() {
            self.remove(place);
        }
        let place = self.add(term);
        self.make_sole(place);
    }

    /// Makes the terms of a name headings and takes the name from all that have it as an alias.
    pub(super) fn ignore(&mut self, name: &str) {
        for kind in [TermKind::Company, TermKind::Technology] {
            let name = (kind, key(kind, name));
            for place in self.named.get(&name).into_iter().flatten() {
                if let Some(term) = self.terms.get_mut(*place).and_then(Option::as_mut) {
                    term.heading = true;
                }
            }
            self.take(&name, None);
        }
    }

    /// Makes a name, and all names of its term, names of another; false where both are one already.
    pub(super) fn merge(&mut self, old: &str, new: &str) -> bool {
        let (from, into) = (self.any(old), self.any(new));
        let kind_of = |place: usize| self.get(place).map(|t| t.kind);
        let kind = into.or(from).and_then(kind_of).unwrap_or(TermKind::Company);
        let into_itself = from.is_some() && from == into && {
            let name = into.and_then(|i| self.get(i)).map(|t| key(kind, &t.name));
            name.is_some_and(|n| n == key(kind, old))
        };
        if key(kind, old) == key(kind, new) || old.is_empty() || new.is_empty() || into_itself {
            return false;
        }
        let target = into.unwrap_or_else(|| self.add(Term::new(kind, new)));
        self.make_sole(target);
        let mut names = Vec::new();
        let from = from.filter(|f| *f != target && self.get(*f).is_some_and(|t| t.kind == kind));
        if let Some(from) = from.and_then(|f| self.remove(f)) {
            names.extend(from.names().map(str::to_owned));
            let under = (kind, from.name.clone());
            let children = self.under.remove(&under).unwrap_or_default();
            let name = self.get(target).map(|t| t.name.clone()).unwrap_or_default();
            for child in &children {
                if let Some(term) = self.terms.get_mut(*child).and_then(Option::as_mut)
                    && term.parent.as_ref() == Some(&from.name)
                {
                    term.parent = Some(name.clone());
                }
            }
            self.under.entry((kind, name)).or_default().extend(children);
            if let Some(term) = self.terms.get_mut(target).and_then(Option::as_mut) {
                term.ambiguous.extend(from.ambiguous);
                term.context.extend(from.context);
            }
        }
        names.push(old.to_owned());
        for name in names {
            self.also(target, name);
        }
        true
    }

    fn get(&self, place: usize) -> Option<&Term> {
        self.terms.get(place).and_then(Option::as_ref)
    }

    fn place(&self, kind: TermKind, name: &str) -> Option<usize> {
        let places = self.named.get(&(kind, key(kind, name)))?;
        places.iter().copied().find(|p| self.get(*p).is_some())
    }

    /// The first term of this name, or else the first with it as an alias, of whichever kind.
    fn any(&self, name: &str) -> Option<usize> {
        let kinds = [TermKind::Company, TermKind::Technology];
        let named = kinds.iter().filter_map(|kind| self.place(*kind, name));
        let aliased = kinds.iter().filter_map(|kind| {
            let places = self.aliased.get(&(*kind, key(*kind, name)))?;
            let live = |(place, at): &&(usize, usize)| self.alias(*place, *at).is_some();
            places.iter().find(live).map(|(place, _)| *place)
        });
        named.min().or_else(|| aliased.min())
    }

    /// The alias at a place, if it was not taken away.
    fn alias(&self, place: usize, at: usize) -> Option<&str> {
        let alias = self.get(place)?.aliases.get(at)?;
        (!alias.is_empty()).then_some(alias.as_str())
    }

    fn add(&mut self, term: Term) -> usize {
        let place = self.terms.len();
        let kind = term.kind;
        let named = self.named.entry((kind, key(kind, &term.name))).or_default();
        named.push(place);
        for (at, alias) in term.aliases.iter().enumerate() {
            let aliased = self.aliased.entry((kind, key(kind, alias))).or_default();
            aliased.push((place, at));
        }
        if let Some(parent) = &term.parent {
            let under = self.under.entry((kind, parent.clone())).or_default();
            under.push(place);
        }
        self.terms.push(Some(term));
        place
    }

    fn remove(&mut self, place: usize) -> Option<Term> {
        let term = self.terms.get_mut(place).and_then(Option::take);
        term.map(without_taken)
    }

    /// Takes an alias away from all but one term.
    fn take(&mut self, name: &Key, but: Option<usize>) {
        let Some(places) = self.aliased.get_mut(name) else {
            return;
        };
        let (kept, gone): (Vec<_>, Vec<_>) =
            places.drain(..).partition(|(place, _)| Some(*place) == but);
        *places = kept;
        for (place, at) in gone {
            let term = self.terms.get_mut(place).and_then(Option::as_mut);
            if let Some(alias) = term.and_then(|t| t.aliases.get_mut(at)) {
                alias.clear();
            }
        }
    }

    /// Takes the names of a term away from whoever has them as aliases.
    fn make_sole(&mut self, place: usize) {
        if !self.sole.insert(place) {
            return;
        }
        let Some(term) = self.get(place) else {
            return;
        };
        let kind = term.kind;
        let names: Vec<Key> = term.names().map(|n| (kind, key(kind, n))).collect();
        for name in names {
            self.take(&name, Some(place));
        }
    }

    /// Gives a term one more alias, and it alone.
    fn also(&mut self, place: usize, alias: String) {
        let Some(term) = self.get(place) else {
            return;
        };
        let name = (term.kind, key(term.kind, &alias));
        let held = self.aliased.get(&name).into_iter().flatten();
        let mut held = held.filter(|(own, _)| *own == place);
        let has = term.name == alias || held.any(|(own, at)| self.alias(*own, *at) == Some(&alias));
        self.take(&name, Some(place));
        let term = self.terms.get_mut(place).and_then(Option::as_mut);
        if let Some(term) = term.filter(|_| !has) {
            let at = term.aliases.len();
            term.aliases.push(alias);
            self.aliased.entry(name).or_default().push((place, at));
        }
    }
}

/// A term without the aliases that others have now.
fn without_taken(mut term: Term) -> Term {
    term.aliases.retain(|a| !a.is_empty());
    term
}
