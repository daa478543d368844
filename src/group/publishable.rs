//! Which briefs are published, under which address, in which order.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::brief::Brief;
use crate::finding::Finding;
use crate::hash::Map;
use crate::slug::Slug;

/// Which briefs are taken up. By default all but drafts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Selection {
    /// The day that decides which briefs are of the future or expired; without it none is.
    pub today: Option<Date>,
    /// Whether drafts, briefs of the future and expired ones are taken up too.
    pub drafts: bool,
}

impl Selection {
    fn takes(self, brief: &Brief) -> bool {
        let future = brief
            .date
            .is_some_and(|d| self.today.is_some_and(|t| d > t));
        let expired = brief
            .expires
            .is_some_and(|e| self.today.is_some_and(|t| e < t));
        self.drafts || !(brief.draft || future || expired)
    }
}

/// Leaves out what the selection does not take, and all but the first of those that claim one address. What stays is
/// sorted newest first, by the day of arrival where that of publication is unknown; those without either last, ties by slug.
pub(super) fn publishable(
    mut briefs: Vec<Brief>,
    selection: Selection,
) -> (Vec<Brief>, Vec<Finding>) {
    briefs.retain(|b| selection.takes(b));
    briefs.sort_by(|a, b| a.path.cmp(&b.path));
    let mut owners: Map<&Slug, &str> = Map::default();
    let mut findings = Vec::new();
    let own_address = briefs.iter().map(|brief| match owners.get(&brief.slug) {
        None => {
            owners.insert(&brief.slug, &brief.path);
            true
        }
        Some(first) => {
            findings.push(
                Finding::error(
                    "address-taken",
                    format!(
                        "`/briefs/{}/` is already the address of `{first}`; this brief is left out",
                        brief.slug
                    ),
                )
                .in_file(&brief.path)
                .help("rename one of the two files"),
            );
            false
        }
    });
    let own_address: Vec<bool> = own_address.collect();
    let mut own_address = own_address.into_iter();
    briefs.retain(|_| own_address.next().unwrap_or_default());
    // By keys made once: a brief is large, and each is moved once only.
    briefs.sort_by_cached_key(|b| (Reverse(b.date.or(b.added)), b.slug.clone()));
    (briefs, findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(path: &str, front: &str) -> Brief {
        let source = format!("---\ntitle: T\n{front}---\nText.\n");
        crate::brief::file::parse(path, &source).unwrap().0
    }

    #[test]
    fn newest_first_undated_last_ties_by_slug() {
        let (briefs, findings) = publishable(
            vec![
                brief("b/u.md", ""),
                brief("b/z.md", "date: 2024-01-02\n"),
                brief("b/a.md", "date: 2024-01-02\n"),
                brief("b/n.md", "date: 2024-03-01\n"),
            ],
            Selection::default(),
        );
        let slugs: Vec<_> = briefs.iter().map(|b| b.slug.as_str()).collect();
        assert_eq!(slugs, ["n", "a", "z", "u"]);
        assert!(findings.is_empty());
    }

    #[test]
    fn drafts_future_and_expired_are_left_out_unless_asked_for() {
        let all = || {
            vec![
                brief("b/draft.md", "draft: true\n"),
                brief("b/future.md", "date: 2025-01-02\n"),
                brief("b/today.md", "date: 2025-01-01\n"),
                brief("b/expired.md", "expires: 2024-12-31\n"),
                brief("b/last-day.md", "expires: 2025-01-01\n"),
            ]
        };
        let today = Selection {
            today: Some("2025-01-01".parse().unwrap()),
            drafts: false,
        };
        let (briefs, _) = publishable(all(), today);
        let slugs: Vec<_> = briefs.iter().map(|b| b.slug.as_str()).collect();
        assert_eq!(slugs, ["today", "last-day"]);
        assert_eq!(publishable(all(), Selection::default()).0.len(), 4);
        let with_drafts = Selection {
            drafts: true,
            ..today
        };
        assert_eq!(publishable(all(), with_drafts).0.len(), 5);
    }

    #[test]
    fn the_later_path_loses_a_shared_address() {
        let (briefs, findings) = publishable(
            vec![brief("b/2/same.md", ""), brief("b/1/Same.md", "")],
            Selection::default(),
        );
        assert_eq!(briefs.len(), 1);
        assert_eq!(briefs[0].path, "b/1/Same.md");
        assert_eq!(findings[0].path.as_deref(), Some("b/2/same.md"));
        assert!(findings[0].message.contains("b/1/Same.md"));
    }
}
