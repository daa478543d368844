//! The word lists of the rules, read once from `data/lists.txt` and `data/places.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

const TABLES: &[&str] = &[
    include_str!("data/lists.txt"),
    include_str!("data/places.txt"),
];

fn lists() -> &'static HashMap<&'static str, HashSet<&'static str>> {
    static LISTS: OnceLock<HashMap<&'static str, HashSet<&'static str>>> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut lists: HashMap<&str, HashSet<&str>> = HashMap::new();
        let mut open = "";
        for line in TABLES
            .iter()
            .flat_map(|t| t.lines())
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
        {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                open = name;
            } else {
                lists
                    .entry(open)
                    .or_default()
                    .extend(line.split(',').map(str::trim).filter(|v| !v.is_empty()));
            }
        }
        lists
    })
}

/// Whether this word or phrase, in lower case, is in the list.
pub(super) fn has(list: &str, entry: &str) -> bool {
    lists().get(list).is_some_and(|l| l.contains(entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_there_and_in_lower_case() {
        for list in [
            "org-heads",
            "firm-nouns",
            "frames",
            "weak-frames",
            "endings",
            "roles",
            "places",
            "stop",
            "heads",
            "place-names",
            "things",
            "public-roles",
            "portfolios",
        ] {
            assert!(lists().get(list).is_some_and(|l| l.len() > 10), "{list}");
        }
        let sorted: std::collections::BTreeMap<_, _> = lists().iter().collect();
        for (name, list) in sorted {
            assert!(list.iter().all(|e| *e == e.to_lowercase()), "{name}");
        }
    }
}
