//! Which brief names a fragment, and whether it was made from the fragment's article.

use std::collections::{HashMap, HashSet};

use super::{Member, joined_from};
use crate::brief::Brief;
use crate::brief::fields::is_as_made;
use crate::brief::identity::same_article;
use crate::pipeline::cache::Remembered;

/// What the last run made of each fragment, by its name: the hash of its file, and the result.
pub(super) type Former<'a> = HashMap<&'a str, (&'a str, &'a Remembered)>;

/// The briefs, by everything that a fragment is known by.
pub(super) struct Owners<'a> {
    briefs: &'a [Brief],
    pub(super) by_path: HashMap<&'a str, usize>,
    by_fragment: HashMap<&'a str, Vec<usize>>,
    pub(super) by_words: HashMap<&'a str, usize>,
    /// Briefs whose fragments are all as they were when they were made.
    as_made: HashSet<usize>,
}

impl<'a> Owners<'a> {
    pub(super) fn of(briefs: &'a [Brief], members: &[Member]) -> Self {
        let from: HashMap<&str, &str> = members
            .iter()
            .map(|m| (m.fragment.as_str(), m.from.as_str()))
            .collect();
        let mut owners = Self {
            briefs,
            by_path: HashMap::new(),
            by_fragment: HashMap::new(),
            by_words: HashMap::new(),
            as_made: HashSet::new(),
        };
        for (i, brief) in briefs.iter().enumerate() {
            owners.by_path.insert(&brief.path, i);
            for fragment in &brief.fragments {
                owners.by_fragment.entry(fragment).or_default().push(i);
            }
            let Some(made) = &brief.made else { continue };
            if !made.words_hash().is_empty() {
                owners.by_words.entry(made.words_hash()).or_insert(i);
            }
            let now: Option<Vec<&str>> = brief
                .fragments
                .iter()
                .map(|f| from.get(f.as_str()).copied())
                .collect();
            if now.is_some_and(|now| joined_from(&now) == made.fragment_hash()) {
                owners.as_made.insert(i);
            }
        }
        owners
    }

    pub(super) fn made_words(&self, brief: usize) -> &str {
        self.briefs
            .get(brief)
            .and_then(|b| b.made.as_ref())
            .map_or("", |m| m.words_hash())
    }

    /// Whether the article that a brief was made from stands under a name that the brief does not have: that one has the
    /// brief then.
    pub(super) fn has_passed_on(
        &self,
        brief: usize,
        present: &HashMap<String, Vec<String>>,
    ) -> bool {
        let names = self.briefs.get(brief).map(|b| b.fragments.as_slice());
        let under = present.get(self.made_words(brief));
        under.is_some_and(|under| under.iter().any(|f| !names.unwrap_or_default().contains(f)))
    }

    /// The brief that names the fragment and was made from its article; or, as an error, one that names it and was not.
    pub(super) fn of_member(
        &self,
        member: &Member,
        present: &HashMap<String, Vec<String>>,
        former: &Former<'_>,
    ) -> Result<Option<usize>, usize> {
        let Some(candidates) = self.by_fragment.get(member.fragment.as_str()) else {
            return Ok(None);
        };
        let exact = |i: &&usize| self.made_words(**i) == member.words || self.as_made.contains(*i);
        if let Some(i) = candidates.iter().find(exact) {
            return Ok(Some(*i));
        }
        // The very bytes of the last run: whatever the rules make of them now, it is the same article.
        let last = former.get(member.fragment.as_str());
        let same_bytes = last.filter(|(hash, _)| *hash == member.file_hash);
        if let Some((_, remembered)) = same_bytes
            && let Some(i) = self.by_path.get(remembered.brief.as_str())
            && candidates.contains(i)
        {
            return Ok(Some(*i));
        }
        // Somebody told one story with several: each belongs to it, whatever is in it.
        let by_hand = |i: &&usize| self.briefs.get(**i).is_some_and(names_by_hand);
        if let Some(i) = candidates.iter().find(by_hand) {
            return Ok(Some(*i));
        }
        let is_owner = |i: &&usize| {
            let words = self.made_words(**i);
            // Without the tool's hashes nobody can tell what it was made from: the editor's line holds.
            words.is_empty()
                || (!self.has_passed_on(**i, present)
                    && self
                        .briefs
                        .get(**i)
                        .zip(member.fresh.as_deref())
                        .is_none_or(|(b, fresh)| same_article(b, fresh)))
        };
        match candidates.iter().find(is_owner) {
            Some(i) => Ok(Some(*i)),
            None => candidates.first().map_or(Ok(None), |i| Err(*i)),
        }
    }
}

/// Whether a person wrote that a brief is of several fragments: then it holds, whatever is in them.
pub(super) fn names_by_hand(brief: &Brief) -> bool {
    brief.made.is_some() && brief.fragments.len() > 1 && !is_as_made(brief, "fragment")
}
