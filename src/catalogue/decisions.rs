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

use crate::yaml::{self, Mapping, Value};

use super::{Catalogue, Term, TermKind, key};
use crate::finding::{Finding, Place};

const RULE: &str = "catalogue";

/// The file being read, the terms so far, and what was wrong.
struct DecisionReader<'a> {
    path: &'a str,
    yaml: &'a str,
    catalogue: Catalogue,
    findings: Vec<Finding>,
}

pub(super) fn lay_over(catalogue: Catalogue, path: &str, yaml: &str) -> (Catalogue, Vec<Finding>) {
    // No decisions, no work: to sort and key thousands of terms again is what loading costs.
    if yaml.trim().is_empty() {
        return (catalogue, Vec::new());
    }
    let mut reader = DecisionReader {
        path,
        yaml,
        catalogue,
        findings: Vec::new(),
    };
    match yaml::from_str::<Value>(yaml) {
        Ok(Value::Mapping(sections)) => reader.sections(&sections),
        Ok(Value::Null) => {}
        Ok(_) => reader.wrong(
            &[],
            "`catalogue.yaml` must be a list of sections",
            "begin with `companies:`",
        ),
        Err(error) => {
            let mut finding = Finding::error(RULE, format!("invalid YAML: {error}")).in_file(path);
            if let Some(at) = error.location() {
                finding = finding.at(Place::at_line(yaml, at.line(), at.column()));
            }
            reader.findings.push(finding);
        }
    }
    let ignored = std::mem::take(&mut reader.catalogue.ignored);
    let mut catalogue = Catalogue::new(std::mem::take(&mut reader.catalogue.terms));
    catalogue.ignored = ignored;
    (catalogue, reader.findings)
}

impl DecisionReader<'_> {
    fn sections(&mut self, sections: &Mapping) {
        for (name, value) in sections {
            match (name.as_str().unwrap_or_default(), value) {
                // Merges are read below; an empty section is as good as none.
                ("merge", Value::Mapping(_)) | (_, Value::Null) => {}
                ("companies", Value::Mapping(terms)) => {
                    self.terms(TermKind::Company, "companies", terms);
                }
                ("technologies", Value::Mapping(terms)) => {
                    self.terms(TermKind::Technology, "technologies", terms);
                }
                ("ignore", Value::Sequence(names)) => self.ignore(names),
                ("companies" | "technologies" | "merge", _) => {
                    let section = name.as_str().unwrap_or_default();
                    self.wrong(
                        &[section],
                        &format!("`{section}` must hold names with a colon"),
                        "write `Name: {}`",
                    );
                }
                ("ignore", _) => self.wrong(
                    &["ignore"],
                    "`ignore` must be a list",
                    "write `ignore: [Name]`",
                ),
                (other, _) => {
                    let known = "known are `companies`, `technologies`, `merge` and `ignore`";
                    self.wrong(&[other], &format!("unknown section `{other}`"), known);
                }
            }
        }
        // Merges come last, whatever their place in the file: they may name terms that the file itself adds.
        if let Some(Value::Mapping(merges)) = sections.get("merge") {
            self.merges(merges);
        }
    }

    fn terms(&mut self, kind: TermKind, section: &str, terms: &Mapping) {
        for (name, fields) in terms {
            let Some(name) = name
                .as_str()
                .map(str::trim)
                .filter(|n| !key(kind, n).is_empty())
            else {
                self.wrong(
                    &[section],
                    "a term has an empty name",
                    "give it a name or delete it",
                );
                continue;
            };
            let place = [section, name];
            let empty = Mapping::new();
            let fields = match fields {
                Value::Mapping(fields) => fields,
                Value::Null => &empty,
                _ => {
                    self.wrong(
                        &place,
                        &format!("`{name}` must hold fields"),
                        "write `{ aliases: [Other Name] }`",
                    );
                    continue;
                }
            };
            if let Some(term) = self.term(kind, &place, fields) {
                self.put(term);
            }
        }
    }

    /// The term as the file describes it, or none if a field is wrong.
    fn term(&mut self, kind: TermKind, place: &[&str; 2], fields: &Mapping) -> Option<Term> {
        let [section, name] = *place;
        let known = self
            .catalogue
            .terms
            .iter()
            .find(|t| t.kind == kind && key(kind, &t.name) == key(kind, name));
        let mut term = known.cloned().unwrap_or_else(|| Term::new(kind, name));
        name.clone_into(&mut term.name);
        term.heading = false;
        for (field, value) in fields {
            let field = field.as_str().unwrap_or_default();
            let at = [section, name, field];
            match (field, value) {
                ("aliases", value) => {
                    for alias in self.strings(&at, value)? {
                        if self.claimed(kind, &alias, name) {
                            let message = format!("`{alias}` is the name of another term already");
                            self.wrong(&at, &message, "use `merge`, or leave the alias out");
                        } else if !term.aliases.contains(&alias) {
                            term.aliases.push(alias);
                        }
                    }
                }
                ("context", value) => {
                    term.context = self.strings(&at, value)?;
                    if !term.context.is_empty() && !term.ambiguous.iter().any(|a| a == name) {
                        term.ambiguous.push(name.to_owned());
                    }
                }
                ("country", Value::String(code))
                    if code.len() == 2 && code.chars().all(|c| c.is_ascii_alphabetic()) =>
                {
                    term.country = Some(code.to_uppercase());
                }
                ("country", _) => {
                    self.wrong(
                        &at,
                        "`country` must be a code of two letters",
                        "write `country: KR`",
                    );
                    return None;
                }
                ("parent", Value::String(parent)) if key(kind, parent) != key(kind, name) => {
                    term.parent = Some(parent.clone());
                }
                ("parent", _) => {
                    self.wrong(
                        &at,
                        "`parent` must be the name of another term",
                        "write `parent: Name`",
                    );
                    return None;
                }
                _ => {
                    let known = "known are `aliases`, `country`, `parent` and `context`";
                    self.wrong(&at, &format!("unknown field `{field}`"), known);
                    return None;
                }
            }
        }
        Some(term)
    }

    fn strings(&mut self, at: &[&str], value: &Value) -> Option<Vec<String>> {
        let texts = value.as_sequence().map(|s| {
            s.iter()
                .map(|v| v.as_str().map(|s| s.trim().to_owned()))
                .collect::<Vec<_>>()
        });
        let strings: Option<Vec<String>> = texts.and_then(|t| t.into_iter().collect());
        let strings = strings.filter(|s| s.iter().all(|v| !v.is_empty()));
        if strings.is_none() {
            let field = at.last().copied().unwrap_or_default();
            self.wrong(
                at,
                &format!("`{field}` must be a list of words"),
                &format!("write `{field}: [one, two]`"),
            );
        }
        strings
    }

    /// Whether another term has this name as its canonical name.
    fn claimed(&self, kind: TermKind, alias: &str, by: &str) -> bool {
        let wanted = key(kind, alias);
        let own = key(kind, by);
        self.catalogue
            .terms
            .iter()
            .any(|t| t.kind == kind && key(kind, &t.name) == wanted && wanted != own)
    }

    fn put(&mut self, term: Term) {
        let same = key(term.kind, &term.name);
        // The editor's alias takes the name away from whoever had it as an alias.
        let taken: Vec<String> = term.names().map(|n| key(term.kind, n)).collect();
        self.catalogue
            .terms
            .retain(|t| t.kind != term.kind || key(t.kind, &t.name) != same);
        for other in self
            .catalogue
            .terms
            .iter_mut()
            .filter(|t| t.kind == term.kind)
        {
            let kind = other.kind;
            other.aliases.retain(|a| !taken.contains(&key(kind, a)));
        }
        self.catalogue.terms.push(term);
    }

    fn ignore(&mut self, names: &[Value]) {
        for name in names {
            match name.as_str().map(str::trim).filter(|n| !n.is_empty()) {
                Some(name) => {
                    for kind in [TermKind::Company, TermKind::Technology] {
                        self.catalogue
                            .ignored
                            .insert(key(kind, name), name.to_owned());
                    }
                    for term in &mut self.catalogue.terms {
                        let kind = term.kind;
                        if key(kind, &term.name) == key(kind, name) {
                            term.heading = true;
                        }
                        term.aliases.retain(|a| key(kind, a) != key(kind, name));
                    }
                }
                None => self.wrong(
                    &["ignore"],
                    "`ignore` must hold names",
                    "write `ignore: [Name]`",
                ),
            }
        }
    }

    fn merges(&mut self, merges: &Mapping) {
        for (old, new) in merges {
            let (Some(old), Some(new)) = (old.as_str().map(str::trim), new.as_str().map(str::trim))
            else {
                self.wrong(
                    &["merge"],
                    "a merge needs two names",
                    "write `Old Name: New Name`",
                );
                continue;
            };
            let at = ["merge", old];
            let find = |name: &str| {
                let fits = |t: &&Term| t.names().any(|n| key(t.kind, n) == key(t.kind, name));
                self.catalogue
                    .terms
                    .iter()
                    .find(|t| key(t.kind, &t.name) == key(t.kind, name))
                    .or_else(|| self.catalogue.terms.iter().find(fits))
            };
            let (from, into) = (find(old).cloned(), find(new).cloned());
            let kind = into
                .as_ref()
                .or(from.as_ref())
                .map_or(TermKind::Company, |t| t.kind);
            let itself = from
                .as_ref()
                .zip(into.as_ref())
                .is_some_and(|(a, b)| a.name == b.name && key(kind, old) == key(kind, &b.name));
            if key(kind, old) == key(kind, new) || old.is_empty() || new.is_empty() || itself {
                self.wrong(
                    &at,
                    &format!("`{old}` is merged into itself"),
                    "name two different terms",
                );
                continue;
            }
            let mut target = into.unwrap_or_else(|| Term::new(kind, new));
            if let Some(from) = from.filter(|f| f.kind == kind && f.name != target.name) {
                self.catalogue
                    .terms
                    .retain(|t| t.kind != kind || t.name != from.name);
                target.aliases.extend(from.names().map(str::to_owned));
                target.ambiguous.extend(from.ambiguous);
                target.context.extend(from.context);
                for other in self
                    .catalogue
                    .terms
                    .iter_mut()
                    .filter(|t| t.kind == kind && t.parent.as_ref() == Some(&from.name))
                {
                    other.parent = Some(target.name.clone());
                }
            }
            if !target.names().any(|n| n == old) {
                target.aliases.push(old.to_owned());
            }
            self.put(target);
        }
    }

    fn wrong(&mut self, at: &[&str], message: &str, remedy: &str) {
        let place = place(self.yaml, at);
        self.findings.push(
            Finding::error(RULE, message)
                .in_file(self.path)
                .at(place)
                .help(remedy),
        );
    }
}

/// Where the innermost of these nested keys stands: each is sought after the one before.
fn place(yaml: &str, keys: &[&str]) -> Place {
    let mut from = 0;
    let mut width = 1;
    for key in keys {
        let mut seek = from;
        while let Some(found) = yaml.get(seek..).and_then(|rest| rest.find(key)) {
            let start = seek + found;
            let end = start + key.len();
            let closes = yaml
                .get(end..)
                .unwrap_or_default()
                .trim_start_matches(['"', '\'', ' '])
                .starts_with(':');
            let begins = yaml
                .get(..start)
                .unwrap_or_default()
                .chars()
                .next_back()
                .is_none_or(|c| c.is_whitespace() || matches!(c, '{' | ',' | '"' | '\''));
            if closes && begins && !key.is_empty() {
                from = start;
                width = key.len();
                break;
            }
            seek = start + key.chars().next().map_or(1, char::len_utf8);
            if key.is_empty() {
                break;
            }
        }
    }
    Place::at(yaml, from, width)
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
        let place = findings[0].place.as_ref().unwrap();
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
}
