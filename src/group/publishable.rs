//! Which briefs are published, under which address, in which order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::brief::Brief;
use crate::finding::Finding;
use crate::slug::Slug;

/// Leaves out drafts, briefs of the future and expired ones, and all but the first of those that claim one address.
/// What stays is sorted newest first, undated last, ties by slug.
pub(super) fn publishable(
    mut briefs: Vec<Brief>,
    today: Option<Date>,
) -> (Vec<Brief>, Vec<Finding>) {
    briefs.retain(|b| {
        let future = today.is_some_and(|t| b.date.is_some_and(|d| d > t));
        let expired = today.is_some_and(|t| b.expires.is_some_and(|e| e < t));
        !(b.draft || future || expired)
    });
    briefs.sort_by(|a, b| a.path.cmp(&b.path));
    let mut owners: BTreeMap<Slug, String> = BTreeMap::new();
    let mut findings = Vec::new();
    briefs.retain(|brief| match owners.get(&brief.slug) {
        None => {
            owners.insert(brief.slug.clone(), brief.path.clone());
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
    briefs.sort_by(|a, b| (Reverse(a.date), &a.slug).cmp(&(Reverse(b.date), &b.slug)));
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
            None,
        );
        let slugs: Vec<_> = briefs.iter().map(|b| b.slug.as_str()).collect();
        assert_eq!(slugs, ["n", "a", "z", "u"]);
        assert!(findings.is_empty());
    }

    #[test]
    fn drafts_future_and_expired_are_left_out() {
        let all = || {
            vec![
                brief("b/draft.md", "draft: true\n"),
                brief("b/future.md", "date: 2025-01-02\n"),
                brief("b/today.md", "date: 2025-01-01\n"),
                brief("b/expired.md", "expires: 2024-12-31\n"),
                brief("b/last-day.md", "expires: 2025-01-01\n"),
            ]
        };
        let (briefs, _) = publishable(all(), Some("2025-01-01".parse().unwrap()));
        let slugs: Vec<_> = briefs.iter().map(|b| b.slug.as_str()).collect();
        assert_eq!(slugs, ["today", "last-day"]);
        assert_eq!(publishable(all(), None).0.len(), 4);
    }

    #[test]
    fn the_later_path_loses_a_shared_address() {
        let (briefs, findings) = publishable(
            vec![brief("b/2/same.md", ""), brief("b/1/Same.md", "")],
            None,
        );
        assert_eq!(briefs.len(), 1);
        assert_eq!(briefs[0].path, "b/1/Same.md");
        assert_eq!(findings[0].path.as_deref(), Some("b/2/same.md"));
        assert!(findings[0].message.contains("b/1/Same.md"));
    }
}
