//! The editor's `catalogue.yaml`, laid over the built-in catalogue.
//!
//! ```yaml
//! companies:
//!   Example Motor: { aliases: [EM, "Example Motor Works"], country: JP, parent: Example Group }
//!   Shell: { context: [oil, gas, LNG] }     # ambiguous: tagged only near one of these words
//! technologies:
//!   dry electrode: { aliases: [dry coating], parent: electrode }
//! merge:
//!   Old Name: New Name                      # old name, and all its aliases, are the new term from now on
//! ignore: [Example Times, "Project X"]      # never a tag, never a suggestion
//! ```
//!
//! What is said of a known term adds to it; `country`, `parent` and `context` replace what was there.

use std::collections::HashSet;
use std::sync::Arc;

use super::making::Making;
use super::{Catalogue, Term, TermKind, key};
use crate::finding::Finding;
use crate::front_matter::{Field, FieldKind, Reader, Table, Unknown, key_text};
use crate::yaml::{Mapping, Value};

use FieldKind::{List, Own};

/// The rule of what is wrong with the file.
const RULE: &str = "catalogue";

/// What the file says, as it stands there.
#[derive(Debug, Default)]
struct Decisions {
    companies: Vec<(String, Described)>,
    technologies: Vec<(String, Described)>,
    /// Old names and the names that they have from now on.
    merge: Vec<(String, String)>,
    ignore: Vec<String>,
}

/// What the file says of one term; what it does not say stays as it was.
#[derive(Debug, Default)]
struct Described {
    aliases: Vec<String>,
    country: Option<String>,
    parent: Option<String>,
    context: Option<Vec<String>>,
}

/// The sections of the file.
const SECTIONS: Table<Decisions> = Table {
    word: "section",
    unknown: Unknown::Wrong,
    fields: &[
        Field::new(
            "companies",
            Own(
                "names with fields",
                |d, v, r| d.companies = terms(TermKind::Company, v, r),
                |_| String::new(),
            ),
            "companies, known or new",
        ),
        Field::new(
            "technologies",
            Own(
                "names with fields",
                |d, v, r| d.technologies = terms(TermKind::Technology, v, r),
                |_| String::new(),
            ),
            "technologies, known or new",
        ),
        Field::new(
            "merge",
            Own(
                "pairs of names",
                |d, v, r| d.merge = merges(v, r),
                |_| String::new(),
            ),
            "old names, and the names of which they are aliases from now on",
        ),
        Field::new(
            "ignore",
            List(|d| &d.ignore, |d, v| d.ignore = v),
            "names that are never a tag nor a suggestion",
        ),
    ],
};

/// The fields of a term.
const TERM: Table<Described> = Table {
    word: "field",
    unknown: Unknown::Wrong,
    fields: &[
        Field::new(
            "aliases",
            List(|d| &d.aliases, |d, v| d.aliases = v),
            "other names",
        ),
        Field::new(
            "country",
            Own("code of two letters", read_country, |d| {
                d.country.clone().unwrap_or_default()
            }),
            "a company's seat",
        ),
        Field::new(
            "parent",
            FieldKind::Text(|d| d.parent.as_deref(), |d, v| d.parent = v),
            "the company that it belongs to, or the broader technology",
        ),
        Field::new(
            "context",
            List(
                |d| d.context.as_deref().unwrap_or_default(),
                |d, v| d.context = Some(v),
            ),
            "words of which one must stand near an ambiguous name",
        ),
    ],
};

fn read_country(described: &mut Described, value: &Value, reader: &mut Reader<'_>) {
    match value.as_str() {
        Some(code) if code.len() == 2 && code.chars().all(|c| c.is_ascii_alphabetic()) => {
            described.country = Some(code.to_uppercase());
        }
        _ => reader.wrong(
            "`country` must be a code of two letters",
            "write `country: KR`",
        ),
    }
}

/// The terms of a section; one with anything wrong in it is left out.
fn terms(kind: TermKind, value: &Value, reader: &mut Reader<'_>) -> Vec<(String, Described)> {
    let mut terms = Vec::new();
    for (name, fields) in &names(value, reader) {
        let name = key_text(name).trim().to_owned();
        if key(kind, &name).is_empty() {
            reader.wrong("a term has an empty name", "give it a name or delete it");
            continue;
        }
        let errors = reader.errors();
        let mut term = Described::default();
        reader.within(&name, |reader| {
            if !fields.is_null() {
                reader.group(fields, &TERM, &mut term);
            }
            let own = |parent: &String| key(kind, parent) == key(kind, &name);
            if term.parent.as_ref().is_some_and(own) {
                reader.within("parent", |reader| {
                    reader.wrong(
                        "`parent` must be the name of another term",
                        "write `parent: Name`",
                    );
                });
            }
        });
        if reader.errors() == errors {
            terms.push((name, term));
        }
    }
    terms
}

fn merges(value: &Value, reader: &mut Reader<'_>) -> Vec<(String, String)> {
    let mut merges = Vec::new();
    for (old, new) in &names(value, reader) {
        let old = key_text(old).trim().to_owned();
        match new.as_str().map(str::trim) {
            Some(new) => merges.push((old, new.to_owned())),
            None => reader.wrong("a merge needs two names", "write `Old Name: New Name`"),
        }
    }
    merges
}

/// What a section says of each name.
fn names(value: &Value, reader: &mut Reader<'_>) -> Mapping {
    if let Value::Mapping(names) = value {
        return names.clone();
    }
    let section = reader.key();
    reader.wrong(
        format!("`{section}` must hold names with a colon"),
        "write `Name: {}`",
    );
    Mapping::new()
}

pub(super) fn lay_over(catalogue: Catalogue, path: &str, yaml: &str) -> (Catalogue, Vec<Finding>) {
    // No decisions, no work: to sort and key thousands of terms again is what loading costs.
    if yaml.trim().is_empty() {
        return (catalogue, Vec::new());
    }
    let mut reader = Reader::of_yaml(RULE, path, yaml);
    let sections = match reader.mapping("the catalogue") {
        Ok(sections) => sections,
        Err(finding) => return (catalogue, vec![*finding]),
    };
    let mut decisions = Decisions::default();
    reader.fields(&sections, &SECTIONS, &mut decisions);
    let mut making = Making::of(Arc::unwrap_or_clone(catalogue.terms));
    let mut ignored = catalogue.ignored;
    for (kind, section, terms) in [
        (TermKind::Company, "companies", decisions.companies),
        (TermKind::Technology, "technologies", decisions.technologies),
    ] {
        reader.within(section, |reader| {
            for (name, described) in terms {
                reader.within(&name, |reader| {
                    describe(&mut making, kind, &name, described, reader);
                });
            }
        });
    }
    for name in &decisions.ignore {
        // Tagged nowhere from now on.
        for kind in [TermKind::Company, TermKind::Technology] {
            ignored.insert(key(kind, name.trim()), name.trim().to_owned());
        }
        making.ignore(name.trim());
    }
    // Merges come last: they may name terms that the file itself adds.
    reader.within("merge", |reader| {
        for (old, new) in &decisions.merge {
            if !making.merge(old, new) {
                reader.within(old, |reader| {
                    reader.wrong(
                        format!("`{old}` is merged into itself"),
                        "name two different terms",
                    );
                });
            }
        }
    });
    let mut decided = Catalogue::new(making.into_terms());
    decided.ignored = ignored;
    (decided, reader.into_findings())
}

/// Adds what is said of a term, known or new.
fn describe(
    terms: &mut Making,
    kind: TermKind,
    name: &str,
    said: Described,
    reader: &mut Reader<'_>,
) {
    let known = terms.called(kind, name);
    let mut term = known.unwrap_or_else(|| Term::new(kind, name));
    name.clone_into(&mut term.name);
    term.heading = false;
    let own = key(kind, name);
    let mut held: HashSet<String> = term.aliases.iter().cloned().collect();
    for alias in said.aliases {
        if key(kind, &alias) != own && terms.is_called(kind, &alias) {
            reader.within("aliases", |reader| {
                reader.wrong(
                    format!("`{alias}` is the name of another term already"),
                    "use `merge`, or leave the alias out",
                );
            });
        } else if held.insert(alias.clone()) {
            term.aliases.push(alias);
        }
    }
    if let Some(context) = said.context {
        term.context = context;
        if !term.context.is_empty() && !term.ambiguous.iter().any(|a| a == name) {
            term.ambiguous.push(name.to_owned());
        }
    }
    term.country = said.country.or(term.country);
    term.parent = said.parent.or(term.parent);
    terms.put(term);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(yaml: &str) -> (Catalogue, Vec<Finding>) {
        Catalogue::built_in().with_decisions("content/catalogue.yaml", yaml)
    }

    #[test]
    fn a_new_name_alias_and_merge_resolve() {
        let (c, findings) = check(
            "companies:\n  Zyx Cells: { aliases: [ZC], country: kr, parent: CATL }\nmerge:\n  Zyx Cells: Zyx Power\n  Toyota: BYD\n",
        );
        assert_eq!(findings, []);
        assert_eq!(
            c.resolve(TermKind::Company, "zc").unwrap().name,
            "Zyx Power"
        );
        assert_eq!(
            c.resolve(TermKind::Company, "Toyota Motor Corp")
                .unwrap()
                .name,
            "BYD"
        );
    }

    #[test]
    fn wrong_entries_are_findings_and_right_ones_are_taken() {
        let (c, findings) = check(
            "companies:\n  Zyx: { alias: [A] }\n  Wvu: { aliases: [WV] }\n  \"\": {}\nmerge:\n  CATL: CATL\nfirms: {}\nignore: x\n",
        );
        assert_eq!(findings.len(), 5, "{findings:#?}");
        let unknown = findings
            .iter()
            .find(|f| f.message == "unknown field `alias`");
        let place = unknown.unwrap().place.as_ref().unwrap();
        assert_eq!((place.line, place.column, place.width), (2, 10, 5));
        assert!(c.resolve(TermKind::Company, "Zyx").is_none());
        assert_eq!(c.resolve(TermKind::Company, "WV").unwrap().name, "Wvu");
    }

    #[test]
    fn broken_yaml_has_a_place() {
        let (_, findings) = check("companies: [\n");
        assert_eq!(findings.len(), 1);
        assert!(findings[0].place.is_some());
    }

    #[test]
    fn an_ignored_name_is_known_as_ignored() {
        let (c, findings) = check("ignore: [Zyx Times]\n");
        assert_eq!(findings, []);
        assert!(c.is_ignored("zyx times") && !c.is_ignored("CATL"));
    }

    #[test]
    fn tens_of_thousands_of_aliases_take_no_quadratic_time() {
        // Looking at all terms for each alias would take hours.
        use std::fmt::Write;
        let mut yaml = String::from("technologies:\n");
        for term in 0..5_000 {
            let _ = writeln!(yaml, "  term{term} cell:\n    aliases:");
            for alias in 0..10 {
                let _ = writeln!(yaml, "      - t{term} a{alias} pump");
            }
        }
        yaml.push_str("merge:\n");
        for term in 0..2_000 {
            let _ = writeln!(yaml, "  term{term} cell: term4999 cell");
        }
        let (c, findings) = check(&yaml);
        assert_eq!(findings, []);
        let found = c.resolve(TermKind::Technology, "t7 a3 pump");
        assert_eq!(found.map(|t| t.name.as_str()), Some("term4999 cell"));
        let found = c.resolve(TermKind::Technology, "t3000 a9 pump");
        assert_eq!(found.map(|t| t.name.as_str()), Some("term3000 cell"));
    }
}
