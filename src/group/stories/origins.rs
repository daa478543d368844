//! How many independent origins a story has: who reported it without taking it from another.
//!
//! Copies of one text are one origin however many print it, and so are all texts that one agency or one publisher signs.

use std::collections::BTreeMap;

/// What one brief of a story says of where it comes from.
#[derive(Debug, Clone, Default)]
pub(in crate::group) struct Origin {
    /// The number of its group of copies.
    pub(in crate::group) copy: Option<usize>,
    /// The agency of its dateline and its publisher, in small letters.
    pub(in crate::group) names: Vec<String>,
}

/// How many independent origins these briefs have.
pub(in crate::group) fn independent(briefs: &[Origin]) -> usize {
    // Each brief leads to the first that it shares something with.
    let mut first: Vec<usize> = (0..briefs.len()).collect();
    let mut by_copy: BTreeMap<usize, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, brief) in briefs.iter().enumerate() {
        let copy = brief.copy.map(|c| *by_copy.entry(c).or_insert(i));
        let names = brief.names.iter().map(|n| *by_name.entry(n).or_insert(i));
        for other in copy.into_iter().chain(names).collect::<Vec<_>>() {
            let (a, b) = (root(&first, i), root(&first, other));
            if let Some(slot) = first.get_mut(a.max(b)) {
                *slot = a.min(b);
            }
        }
    }
    (0..briefs.len()).filter(|i| root(&first, *i) == *i).count()
}

fn root(first: &[usize], mut i: usize) -> usize {
    while let Some(&next) = first.get(i).filter(|n| **n != i) {
        i = next;
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(copy: Option<usize>, names: &[&str]) -> Origin {
        Origin {
            copy,
            names: names.iter().map(|n| (*n).to_owned()).collect(),
        }
    }

    #[test]
    fn a_reprinted_wire_is_one_origin() {
        let same_text = [
            origin(Some(0), &["times"]),
            origin(Some(0), &["herald"]),
            origin(None, &["post"]),
        ];
        assert_eq!(independent(&same_text), 2);
        let same_agency = [
            origin(None, &["reuters", "times"]),
            origin(None, &["reuters"]),
        ];
        assert_eq!(independent(&same_agency), 1);
        let chained = [
            origin(None, &["a"]),
            origin(None, &["b"]),
            origin(None, &["a", "b"]),
        ];
        assert_eq!(independent(&chained), 1);
        assert_eq!(independent(&[origin(None, &[]), origin(None, &[])]), 2);
    }
}
