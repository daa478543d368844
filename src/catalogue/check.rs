//! What the built-in tables must keep to.

use std::collections::BTreeMap;

use super::{Catalogue, Term, TermKind, key};
use crate::slug::Slug;

#[test]
fn no_name_is_claimed_twice() {
    let catalogue = Catalogue::built_in();
    let mut claims: BTreeMap<(TermKind, String), Vec<&Term>> = BTreeMap::new();
    for term in catalogue.terms.iter() {
        for name in term
            .names()
            .filter(|n| !term.ambiguous.iter().any(|a| a == n))
        {
            let owners = claims
                .entry((term.kind, key(TermKind::Technology, name)))
                .or_default();
            if !owners.iter().any(|o| o.name == term.name) {
                owners.push(term);
            }
        }
    }
    for (claim, owners) in claims {
        let names: Vec<&str> = owners.iter().map(|t| t.name.as_str()).collect();
        assert!(owners.len() < 2, "{claim:?} is claimed by {names:?}");
    }
}

#[test]
fn canonical_names_are_unique() {
    let catalogue = Catalogue::built_in();
    for pair in catalogue.terms.windows(2) {
        let same = pair[0].kind == pair[1].kind
            && key(TermKind::Technology, &pair[0].name) == key(TermKind::Technology, &pair[1].name);
        assert!(!same, "{} and {}", pair[0].name, pair[1].name);
    }
}

#[test]
fn parents_exist_and_run_in_no_circle() {
    let catalogue = Catalogue::built_in();
    for term in catalogue.terms.iter() {
        let mut at = term;
        let mut steps = 0;
        while let Some(parent) = at.parent.as_deref() {
            let found = catalogue
                .terms
                .iter()
                .find(|t| t.kind == term.kind && t.name == parent);
            at = found.unwrap_or_else(|| panic!("{parent}, the parent of {}, is no term", at.name));
            steps += 1;
            assert!(steps < 12, "{} is its own ancestor", term.name);
        }
    }
}

#[test]
fn countries_are_codes_and_the_tables_are_large() {
    let catalogue = Catalogue::built_in();
    let codes = catalogue.terms.iter().filter_map(|t| t.country.as_deref());
    for code in codes {
        assert!(
            code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()),
            "{code}"
        );
    }
    let companies = catalogue
        .terms
        .iter()
        .filter(|t| t.kind == TermKind::Company)
        .count();
    assert!(companies >= 2000 && catalogue.terms.len() - companies >= 1500);
}

#[test]
fn technologies_have_addresses_of_their_own() {
    let catalogue = Catalogue::built_in();
    let mut owners: BTreeMap<Slug, &str> = BTreeMap::new();
    let technologies = catalogue
        .terms
        .iter()
        .filter(|t| t.kind == TermKind::Technology);
    for term in technologies {
        let before = owners.insert(Slug::new(&term.name), &term.name);
        assert_eq!(before, None, "{} has the same address", term.name);
    }
}
