//! The line format of the built-in tables: `name | aliases | country | parent | context`, `#` for comments.
//!
//! Technologies have no country: `name | aliases | parent | context`. Several values in a cell are separated by
//! semicolons. `?` before a name: it is an ordinary word, too, and needs one of the context words, or a phrase that only
//! firms take. `~` before a name: a heading of the hierarchy, too general to tag.

use super::{Term, TermKind};

/// Reads one table. Empty names are left out; the catalogue's test reports them.
pub(super) fn read(kind: TermKind, table: &str) -> Vec<Term> {
    table
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .filter_map(|l| row(kind, l))
        .collect()
}

fn row(kind: TermKind, line: &str) -> Option<Term> {
    let mut cells = line.split('|').map(str::trim);
    let marked = cells.next()?;
    let mut term = Term::new(kind, marked.trim_start_matches(['?', '~']).trim());
    if term.name.is_empty() {
        return None;
    }
    term.heading = marked.starts_with('~');
    if marked.starts_with('?') {
        term.ambiguous.push(term.name.clone());
    }
    for alias in list(cells.next()) {
        let bare = alias.trim_start_matches('?').trim();
        if alias.starts_with('?') {
            term.ambiguous.push(bare.to_owned());
        }
        term.aliases.push(bare.to_owned());
    }
    if kind == TermKind::Company {
        term.country = cells.next().filter(|c| !c.is_empty()).map(str::to_owned);
    }
    term.parent = cells.next().filter(|c| !c.is_empty()).map(str::to_owned);
    term.context = list(cells.next()).map(str::to_owned).collect();
    if kind == TermKind::Technology && !term.context.is_empty() {
        // The context of a technology is that of its one-word names; the longer ones speak for themselves.
        let single: Vec<String> = term
            .names()
            .filter(|n| !n.contains([' ', '-']))
            .map(str::to_owned)
            .collect();
        term.ambiguous.extend(single);
    }
    Some(term)
}

fn list(cell: Option<&str>) -> impl Iterator<Item = &str> {
    cell.unwrap_or_default()
        .split(';')
        .map(str::trim)
        .filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_a_term() {
        let terms = read(
            TermKind::Company,
            "# firms\n?Apple | Apple Computer; ?AAPL | US || iPhone; Mac\n\nBYD || CN\n",
        );
        assert_eq!(terms.len(), 2);
        assert_eq!(terms[0].aliases, ["Apple Computer", "AAPL"]);
        assert_eq!(terms[0].ambiguous, ["Apple", "AAPL"]);
        assert_eq!(terms[0].context, ["iPhone", "Mac"]);
        assert_eq!(terms[1].country.as_deref(), Some("CN"));
    }
}
