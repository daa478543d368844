//! The built-in terms: tables of `name | aliases | country | parent | context` for companies, and without the country
//! for technologies.
//!
//! `?` before a name: it is an ordinary word, too, and needs one of the context words, or a phrase that only firms take.
//! `!` before a technology's name: it is sure by itself, though it is short.
//! `~` before a name: a heading of the hierarchy, too general to tag. `^` before it and another mark: a broad term, which
//! tags only what is about it; in passing it counts where a context word of what it is under stands near.

use super::{Term, TermKind};
use crate::table::{Cell, Fault, Row, Values, load};
use crate::text::words::is_unspaced;

/// A data file and its text.
macro_rules! file {
    ($file:literal) => {
        ($file, include_str!($file))
    };
}

const COMPANIES: &[(&str, &str)] = &[
    file!("data/companies/batteries.txt"),
    file!("data/companies/vehicles.txt"),
    file!("data/companies/energy.txt"),
    file!("data/companies/materials.txt"),
    file!("data/companies/chips.txt"),
    file!("data/companies/software.txt"),
    file!("data/companies/aerospace.txt"),
    file!("data/companies/health.txt"),
    file!("data/companies/finance.txt"),
];

const TECHNOLOGIES: &[(&str, &str)] = &[
    file!("data/technologies/energy.txt"),
    file!("data/technologies/power.txt"),
    file!("data/technologies/batteries.txt"),
    file!("data/technologies/transport.txt"),
    file!("data/technologies/vehicles.txt"),
    file!("data/technologies/defence.txt"),
    file!("data/technologies/space.txt"),
    file!("data/technologies/chips.txt"),
    file!("data/technologies/semis.txt"),
    file!("data/technologies/telecom.txt"),
    file!("data/technologies/software.txt"),
    file!("data/technologies/ai.txt"),
    file!("data/technologies/finance.txt"),
    file!("data/technologies/health.txt"),
    file!("data/technologies/biotech.txt"),
    file!("data/technologies/devices.txt"),
    file!("data/technologies/materials.txt"),
    file!("data/technologies/industry.txt"),
];

/// All built-in terms.
pub(super) fn terms() -> Vec<Term> {
    let mut terms = Vec::new();
    for (file, text) in COMPANIES {
        for (Name(name), aliases, country, parent, context) in load::<Vec<Company>>(file, text, "")
        {
            let mut term = term(TermKind::Company, name, &aliases, parent, &context);
            term.country = given(country);
            terms.push(term);
        }
    }
    for (file, text) in TECHNOLOGIES {
        for (Name(name), aliases, parent, context) in load::<Vec<Technology>>(file, text, "") {
            let mut term = term(TermKind::Technology, name, &aliases, parent, &context);
            let sure: Vec<&str> = std::iter::once(name.trim_start_matches('^'))
                .chain(aliases.iter().copied())
                .filter_map(|n| n.strip_prefix('!'))
                .collect();
            // The context of a technology is that of its one-word names; the longer ones speak for themselves. Two or
            // three capitals stand for too much to be sure of any.
            let risky: Vec<String> = term
                .names()
                .filter(|n| !n.contains([' ', '-']) && !n.contains(is_unspaced))
                .filter(|n| !term.context.is_empty() || is_short_acronym(n))
                .filter(|n| !sure.contains(n) && !term.ambiguous.iter().any(|a| a == n))
                .map(str::to_owned)
                .collect();
            term.ambiguous.extend(risky);
            terms.push(term);
        }
    }
    terms
}

/// Two or three capitals of the Latin alphabet.
fn is_short_acronym(name: &str) -> bool {
    (2..=3).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase())
}

/// Name, aliases, country, parent, context.
type Company = (Name, Values, &'static str, &'static str, Values);

/// Name, aliases, broader technology, context.
type Technology = (Name, Values, &'static str, Values);

/// A canonical name, with its mark.
struct Name(&'static str);

impl Cell for Name {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        if cell.contains(char::is_alphanumeric) {
            Ok(Self(cell))
        } else {
            Err(row.fault("a term has a name"))
        }
    }
}

fn term(kind: TermKind, marked: &str, aliases: &[&str], parent: &str, context: &[&str]) -> Term {
    let bare = marked.trim_start_matches('^');
    let name = bare.trim_start_matches(['?', '~', '!']);
    let mut term = Term::new(kind, name);
    term.broad = bare.len() < marked.len();
    term.heading = bare.starts_with('~');
    if bare.starts_with('?') {
        term.ambiguous.push(name.to_owned());
    }
    for alias in aliases {
        let bare = alias.trim_start_matches(['?', '!']);
        if alias.starts_with('?') {
            term.ambiguous.push(bare.to_owned());
        }
        term.aliases.push(bare.to_owned());
    }
    term.parent = given(parent);
    term.context = context.iter().map(|&word| word.to_owned()).collect();
    term
}

fn given(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_what_needs_context() {
        let term = term(
            TermKind::Company,
            "?Apple",
            &["Apple Computer", "?AAPL"],
            "",
            &["iPhone"],
        );
        assert_eq!(term.name, "Apple");
        assert_eq!(term.aliases, ["Apple Computer", "AAPL"]);
        assert_eq!(term.ambiguous, ["Apple", "AAPL"]);
        assert_eq!(term.parent, None);
    }
}
