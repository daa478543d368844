//! Tables of words in text files: entries parted by commas, one group a line, `#` before a comment.

use std::collections::HashSet;

/// The lines of a table, each as its entries.
pub(crate) fn lines(table: &str) -> impl Iterator<Item = impl Iterator<Item = &str>> {
    let filled = table
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    filled.map(|l| l.split(',').map(str::trim).filter(|e| !e.is_empty()))
}

/// All entries of a table.
pub(crate) fn entries(table: &str) -> HashSet<&str> {
    lines(table).flatten().collect()
}
