//! Rows and cells of tables, and the test for tables that only lay out a page.

use ego_tree::NodeRef;
use scraper::Node;

use super::text::folded_text;
use super::tree::name;

/// Widest table; what has more cells in a row is no table that anyone reads.
pub(crate) const MAX_COLUMNS: usize = 100;

/// The rows of a table, those of tables inside it left out.
pub(crate) fn rows(table: NodeRef<'_, Node>) -> Vec<NodeRef<'_, Node>> {
    let mut rows = Vec::new();
    for child in table.children() {
        match name(&child) {
            Some("tr") => rows.push(child),
            Some("thead" | "tbody" | "tfoot") => {
                rows.extend(child.children().filter(|c| name(c) == Some("tr")));
            }
            _ => {}
        }
    }
    rows
}

/// The cells of a row.
pub(crate) fn cells(row: NodeRef<'_, Node>) -> impl Iterator<Item = NodeRef<'_, Node>> {
    row.children()
        .filter(|c| matches!(name(c), Some("td" | "th")))
}

/// Whether a table says by its `role` that it only places its parts on the page.
pub(crate) fn says_layout(role: Option<&str>) -> bool {
    matches!(role, Some("presentation" | "none"))
}

/// Whether a table only places its parts on the page.
pub(crate) fn is_layout(table: NodeRef<'_, Node>) -> bool {
    if says_layout(table.value().as_element().and_then(|e| e.attr("role"))) {
        return true;
    }
    let rows = rows(table);
    let has_header = rows
        .iter()
        .flat_map(|r| cells(*r))
        .any(|c| name(&c) == Some("th"));
    let columns = rows.iter().map(|r| cells(*r).count()).max().unwrap_or(0);
    if columns <= 1 || columns > MAX_COLUMNS || (rows.len() <= 1 && !has_header) {
        return true;
    }
    table.descendants().skip(1).any(|d| {
        matches!(
            name(&d),
            Some(
                "table"
                    | "pre"
                    | "blockquote"
                    | "figure"
                    | "h1"
                    | "h2"
                    | "h3"
                    | "iframe"
                    | "video"
                    | "hr"
            )
        ) || matches!(name(&d), Some("td"))
            && d.children()
                .filter(|c| matches!(name(c), Some("p" | "div")))
                .filter(|p| folded_text(*p).chars().count() > 160)
                .count()
                >= 2
    })
}
