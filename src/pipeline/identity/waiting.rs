//! What cannot be decided while a brief cannot be read.

use std::collections::HashSet;

use super::Member;
use super::owners::Former;
use crate::pipeline::load::Briefs;

/// What may belong to a brief that cannot be read, and waits until it can.
pub(super) struct Waiting {
    /// Somebody's brief is there and nobody can tell which fragment it is of: nothing new is made.
    all: bool,
    fragments: HashSet<String>,
    words: HashSet<String>,
}

impl Waiting {
    pub(super) fn of(all: &Briefs, former: &Former<'_>) -> Self {
        let mut waiting = Self {
            all: all.partly_hidden,
            fragments: HashSet::new(),
            words: HashSet::new(),
        };
        for unread in &all.unread {
            let last = former.values().filter(|(_, r)| r.brief == unread.path);
            let mut known = unread.certain || !unread.fragments.is_empty();
            for (_, remembered) in last {
                waiting.fragments.insert(remembered.fragment.clone());
                waiting.words.insert(remembered.words.clone());
                known = true;
            }
            waiting.fragments.extend(unread.fragments.iter().cloned());
            waiting.words.extend(unread.words.clone());
            waiting.all |= !known;
        }
        waiting
    }

    pub(super) fn concerns(&self, member: &Member) -> bool {
        self.all || self.fragments.contains(&member.fragment) || self.words.contains(&member.words)
    }
}
