//! What a headline leaves out of its lead, as patterns in order.

use regex::Regex;

use crate::table::{Entry, Fault, Row, tables};

tables! {
    "data/omissions.txt" => {
        /// What the names in the patterns' braces stand for.
        NAMED: Vec<(&'static str, &'static str)> = "named";
        /// What goes from every lead.
        pub(super) ALWAYS: Vec<Omission> = "always";
        /// What goes when the lead is still too long.
        pub(super) WHEN_LONG: Vec<Omission> = "when-long";
        /// What goes when nothing else makes the lead short enough.
        pub(super) LAST_RESORT: Vec<Omission> = "last-resort";
    }
}

/// A pattern and what stays of it.
pub(super) struct Omission {
    pub(super) pattern: Regex,
    pub(super) keep: &'static str,
}

impl Entry for Omission {
    fn of_row(row: Row<'static>) -> Result<Self, Fault> {
        let (pattern, keep): (&str, &str) = Entry::of_row(row)?;
        let whole = NAMED
            .iter()
            .fold(pattern.to_owned(), |whole, (name, part)| {
                whole.replace(&format!("{{{name}}}"), part)
            });
        let pattern = Regex::new(&whole).map_err(|e| row.fault(e.to_string()))?;
        Ok(Self { pattern, keep })
    }
}
