//! One firm under one name, over all texts of a digest: spellings, legal forms, sites, long and short forms.
//!
//! "Orley Pumps" and "ORLEY-PUMPS", "Orley.com", and "Orley" beside the one "Orley Technologies" are one firm. "Orley
//! Europe" and "Orley Capital" are units with a name of their own; "Orley" stays itself where two firms begin with it.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::{DROPPED, DROPPED_OF_KNOWN, FIRST_NAMES, GENERIC_FIRST, PLACES, STOP};
use crate::catalogue::{Catalogue, TermKind, is_legal_form, key};
use crate::text::words::words;

/// Letters of the shortest name of one word that may stand for a longer one.
const SHORTEST: usize = 4;

/// A name of a firm, and how many briefs have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Briefs that have it.
    pub briefs: usize,
    /// Whether a person chose it: then it is the name of its firm.
    pub chosen: bool,
}

/// The name under which each firm stands; names that stay as they are are not in it.
pub fn one_name(names: &[Named], catalogue: &Catalogue) -> BTreeMap<String, String> {
    let mut known: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for term in catalogue
        .terms
        .iter()
        .filter(|t| t.kind == TermKind::Company)
    {
        for name in term
            .names()
            .filter(|n| !term.ambiguous.iter().any(|a| a == n))
        {
            let own = known.entry(tight(name)).or_insert(Some(&term.name));
            // A spelling of two firms is neither's.
            if own.is_some_and(|o| o != term.name) {
                *own = None;
            }
        }
    }
    let mut by_spelling: BTreeMap<String, Vec<&Named>> = BTreeMap::new();
    for named in names {
        by_spelling
            .entry(tight(&named.name))
            .or_default()
            .push(named);
    }
    let mut firms: BTreeMap<String, Firm<'_>> = BTreeMap::new();
    for (spelling, same) in by_spelling {
        let of_catalogue = known
            .get(&spelling)
            .copied()
            .flatten()
            .filter(|_| spelling.len() >= SHORTEST);
        let best = same.iter().max_by(|a, b| {
            (
                a.chosen,
                is_site(&b.name),
                a.briefs,
                is_shouted(&b.name),
                &b.name,
            )
                .cmp(&(
                    b.chosen,
                    is_site(&a.name),
                    b.briefs,
                    is_shouted(&a.name),
                    &a.name,
                ))
        });
        let Some(best) = best.copied() else {
            continue;
        };
        let name = match of_catalogue {
            Some(name) if !best.chosen => name,
            _ => best.name.as_str(),
        };
        firms.insert(
            spelling,
            Firm {
                name,
                names: same,
                fixed: best.chosen || of_catalogue.is_some(),
            },
        );
    }
    let shorter = short_forms(&firms, catalogue);
    let mut out = BTreeMap::new();
    for (spelling, firm) in &firms {
        let name = shorter.get(spelling).map_or(firm.name, String::as_str);
        for named in firm.names.iter().filter(|n| !n.chosen && n.name != name) {
            out.insert(named.name.clone(), name.to_owned());
        }
    }
    out
}

/// Names of one spelling.
struct Firm<'a> {
    name: &'a str,
    names: Vec<&'a Named>,
    /// Whether the catalogue or a person gave the name.
    fixed: bool,
}

/// By the spelling of a firm, the name of the firm of which it is the short or the long form.
fn short_forms(
    firms: &BTreeMap<String, Firm<'_>>,
    catalogue: &Catalogue,
) -> BTreeMap<String, String> {
    let parts: BTreeMap<&str, Vec<String>> = firms
        .iter()
        .map(|(s, f)| (s.as_str(), parts(f.name)))
        .collect();
    let by_parts: BTreeMap<&[String], &str> =
        parts.iter().map(|(s, p)| (p.as_slice(), *s)).collect();
    // The names that begin with each shorter one.
    let mut longer: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut out = BTreeMap::new();
    for (spelling, own) in &parts {
        for length in 1..own.len() {
            let Some(short) = own.get(..length) else {
                continue;
            };
            if let Some(short) = by_parts.get(short) {
                longer.entry(short).or_default().insert(spelling);
            }
        }
        // A firm of the catalogue under a longer name: "Orley Group" for "Orley".
        let dropped = own
            .iter()
            .rev()
            .take_while(|w| DROPPED_OF_KNOWN.has(w))
            .count();
        let rest = own.len().saturating_sub(dropped);
        let Some(firm) = firms
            .get(*spelling)
            .filter(|f| !f.fixed && dropped > 0 && rest > 0)
        else {
            continue;
        };
        let short = own.get(..rest).unwrap_or_default().join(" ");
        let term = catalogue.resolve(TermKind::Company, &short).filter(|t| {
            t.ambiguous.is_empty()
                && key(TermKind::Company, &t.name) == key(TermKind::Company, &short)
        });
        if let Some(term) = term.filter(|t| t.name != firm.name) {
            out.insert((*spelling).to_owned(), term.name.clone());
        }
    }
    for (short, longer) in longer {
        let (Some(own), Some(firm)) = (parts.get(short), firms.get(short)) else {
            continue;
        };
        let single = own.len() == 1
            && own.first().is_some_and(|w| {
                w.chars().count() < SHORTEST
                    || GENERIC_FIRST.has(w)
                    || PLACES.has(w)
                    || STOP.has(w)
                    || FIRST_NAMES.has(w)
            });
        let mut longer = longer.into_iter();
        let (Some(long), None) = (longer.next(), longer.next()) else {
            continue;
        };
        let rest = parts
            .get(long)
            .and_then(|l| l.get(own.len()..))
            .unwrap_or_default();
        if single || !rest.iter().all(|w| DROPPED.has(w) || is_legal_form(w)) {
            continue;
        }
        let Some(other) = firms.get(long).filter(|f| !(f.fixed && firm.fixed)) else {
            continue;
        };
        let (from, name) = if firm.fixed {
            (long, firm.name)
        } else {
            (short, other.name)
        };
        out.entry(from.to_owned())
            .or_insert_with(|| name.to_owned());
    }
    out
}

/// The words of a name without its legal form.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = words(name).iter().map(|w| w.plain.to_string()).collect();
    while parts.len() > 1
        && parts
            .last()
            .is_some_and(|w| is_legal_form(w) && !DROPPED.has(w))
    {
        parts.pop();
    }
    parts
}

/// A name in one spelling: folded, without legal form, spaces, hyphens, and without what makes it a site's address.
fn tight(name: &str) -> String {
    let bare = if is_site(name) {
        name.rsplit_once('.').map_or(name, |(bare, _)| bare)
    } else {
        name
    };
    let key = key(TermKind::Company, bare);
    let spelled: String = key.split(' ').filter(|w| *w != "and").collect();
    if spelled.is_empty() { key } else { spelled }
}

/// Whether the name is the address of a site.
fn is_site(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    !name.contains(' ') && matches!(ending, "com" | "net" | "org" | "io" | "ai" | "co" | "tv")
}

/// Whether a long name is all in capitals.
fn is_shouted(name: &str) -> bool {
    let parts = words(name);
    name.len() > 5 && parts.iter().all(|w| w.is_all_capitals() || w.is_number())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expected: &[(&str, &str)]) {
        let named: Vec<Named> = names
            .iter()
            .map(|n| Named {
                name: n.trim_start_matches('!').to_owned(),
                briefs: 1,
                chosen: n.starts_with('!'),
            })
            .collect();
        let got = one_name(&named, &Catalogue::built_in());
        let got: Vec<(&str, &str)> = got.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(got, expected, "{names:?}");
    }

    #[test]
    fn spellings_and_sites_are_one() {
        check(
            &["Vexara Pumps", "VEXARA PUMPS"],
            &[("VEXARA PUMPS", "Vexara Pumps")],
        );
        check(&["Vexara.com", "Vexara"], &[("Vexara.com", "Vexara")]);
        check(&["Vexa-Light", "VexaLight"], &[("VexaLight", "Vexa-Light")]);
        check(
            &["Rohr & Sandler", "Rohr and Sandler"],
            &[("Rohr and Sandler", "Rohr & Sandler")],
        );
    }

    #[test]
    fn the_short_form_is_the_one_firm_that_begins_with_it() {
        check(
            &["Vexara", "Vexara Technologies"],
            &[("Vexara", "Vexara Technologies")],
        );
        check(&["Vexara", "Vexara Technologies", "Vexara Robotics"], &[]);
        check(&["Vexara", "Vexara Europe"], &[]);
        check(&["Vexara", "Vexara Capital"], &[]);
        check(&["Global", "Global Technologies"], &[]);
        check(
            &["!Vexara", "Vexara Technologies"],
            &[("Vexara Technologies", "Vexara")],
        );
    }

    #[test]
    fn the_catalogue_s_name_goes_before() {
        check(&["Walmart Stores"], &[("Walmart Stores", "Walmart")]);
        check(&["Walmart Labs"], &[]);
    }
}
