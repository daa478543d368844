//! Which brief a fragment belongs to: the one that names it, as long as it is the article that the brief was made from;
//! the one with the same words; or none yet.

use std::collections::{BTreeMap, HashMap, HashSet};

mod orphans;
mod owners;
mod told;
mod versions;
mod waiting;

use self::orphans::Orphans;
use self::owners::{Former, Owners, names_by_hand};
use self::versions::Versions;
use self::waiting::Waiting;
use super::cache::Cache;
use super::load::Briefs;
use crate::brief::Brief;
use crate::brief::identity::{alike, same_article};
use crate::finding::Finding;
use crate::hash::{Stored, hex};

/// The file that a fragment is in; keys hold no `#`.
pub(super) fn file_of(fragment: &str) -> &str {
    fragment.rsplit_once('#').map_or(fragment, |(file, _)| file)
}

/// One fragment of this run.
#[derive(Debug)]
pub(super) struct Member {
    /// Its name.
    pub(super) fragment: String,
    /// Hash of its file's bytes.
    pub(super) file_hash: String,
    /// Hash of the article's words.
    pub(super) words: String,
    /// Hash of what a brief depends on in it.
    pub(super) from: String,
    /// The path of its brief, where the cache says that all is done.
    pub(super) settled: Option<String>,
    /// What was derived from it in this run.
    pub(super) fresh: Option<Box<Brief>>,
}

impl Member {
    /// What tells it from the other records of its file; none for a file that is one fragment.
    fn key(&self) -> Option<&str> {
        self.fragment.rsplit_once('#').map(|(_, key)| key)
    }
}

/// Fragments that make one brief.
#[derive(Debug)]
pub(super) struct Group {
    /// The place of the brief they have; none for a new one.
    pub(super) existing: Option<usize>,
    /// The fragments, those first that the brief names first.
    pub(super) members: Vec<Member>,
    /// Fragments that add nothing: the same record under the same key in another file, as in a feed that is collected
    /// every day, or an article whose brief names no fragment any more.
    pub(super) echoes: Vec<Member>,
}

/// All fragments, put together.
#[derive(Debug, Default)]
pub(super) struct Grouped {
    pub(super) groups: Vec<Group>,
    /// Fragments without a brief that may belong to one which cannot be read.
    pub(super) waiting: Vec<Member>,
    pub(super) findings: Vec<Finding>,
}

/// Hash of what a brief depends on in its fragments.
pub(super) fn joined_from(hashes: &[&str]) -> String {
    match hashes {
        [one] => (*one).to_owned(),
        many => hex(Stored::Field, many.concat()),
    }
}

/// Puts the fragments together that make one brief: those that a brief names, and new ones with the same words. No two
/// groups have the same brief.
///
/// `refused` are names of fragments and files that are there and could not be read: their briefs are not without a
/// fragment.
pub(super) fn group(
    members: Vec<Member>,
    all: &Briefs,
    cache: &Cache,
    refused: &HashSet<String>,
) -> Grouped {
    let owners = Owners::of(&all.briefs, &members);
    let former = cache.former();
    let mut grouping = Grouping {
        briefs: &all.briefs,
        owned: BTreeMap::new(),
        echoes: BTreeMap::new(),
        by_words: HashMap::new(),
        findings: twins(&all.briefs),
    };
    let free = grouping.give_to_owners(members, &owners, &former);
    grouping.settle(&owners);
    let waits = Waiting::of(all, &former);
    let (new, waiting) = grouping.give_free(free, &owners, refused, &waits);
    Grouped {
        findings: std::mem::take(&mut grouping.findings),
        groups: grouping.into_groups(new),
        waiting,
    }
}

/// A finding for each brief that is made from the same article of the same fragment as one before it.
fn twins(briefs: &[Brief]) -> Vec<Finding> {
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    let mut twins = Vec::new();
    for (i, brief) in briefs.iter().enumerate() {
        for fragment in &brief.fragments {
            let first = *first_of.entry(fragment.as_str()).or_insert(i);
            let of_first = briefs.get(first).filter(|_| first != i);
            let same = of_first.filter(|first| alike(first, brief));
            twins.extend(same.map(|first| told::twin(brief, first, fragment)));
        }
    }
    twins
}

/// The briefs' fragments while they are being put together; briefs by their place.
struct Grouping<'a> {
    briefs: &'a [Brief],
    owned: BTreeMap<usize, Vec<Member>>,
    echoes: BTreeMap<usize, Vec<Member>>,
    /// The brief whose article has these words.
    by_words: HashMap<String, usize>,
    findings: Vec<Finding>,
}

impl Grouping<'_> {
    /// Gives each fragment to the brief that names it and was made from it; the others are free.
    fn give_to_owners(
        &mut self,
        members: Vec<Member>,
        owners: &Owners<'_>,
        former: &Former<'_>,
    ) -> Vec<Member> {
        let mut free = Vec::new();
        let mut present: HashMap<String, Vec<String>> = HashMap::new();
        for member in &members {
            let under = present.entry(member.words.clone()).or_default();
            under.push(member.fragment.clone());
        }
        for member in members {
            let settled = member.settled.as_deref();
            if let Some(brief) = settled.and_then(|path| owners.by_path.get(path)) {
                self.owned.entry(*brief).or_default().push(member);
                continue;
            }
            match owners.of_member(&member, &present, former) {
                Ok(Some(brief)) => self.owned.entry(brief).or_default().push(member),
                Ok(None) => free.push(member),
                Err(brief) => {
                    let left = self.briefs.get(brief);
                    self.findings
                        .extend(left.map(|b| told::leaves(b, &member.fragment)));
                    free.push(member);
                }
            }
        }
        free.sort_by(|a, b| a.fragment.cmp(&b.fragment));
        free
    }

    /// Decides which of its fragments each brief follows. The brief follows the one that it names first; another that
    /// has become a different article leaves it.
    fn settle(&mut self, owners: &Owners<'_>) {
        for (place, members) in &mut self.owned {
            let Some(brief) = self.briefs.get(*place) else {
                continue;
            };
            let order = |fragment: &str| brief.fragments.iter().position(|n| n == fragment);
            members.sort_by_cached_key(|m| {
                let named = order(&m.fragment).unwrap_or(usize::MAX);
                (named, m.fragment.clone())
            });
            let by_hand = names_by_hand(brief);
            let first = members.first().map(|m| m.words.clone()).unwrap_or_default();
            // Of several that are not the same any more, the one speaks that the brief was made from.
            let made = owners.made_words(*place);
            let words = if members.iter().any(|m| m.words == made) || (by_hand && !made.is_empty())
            {
                made.to_owned()
            } else {
                first
            };
            let leads = |m: &Member| {
                order(&m.fragment) == Some(0)
                    && m.fresh
                        .as_deref()
                        .is_none_or(|fresh| same_article(brief, fresh))
            };
            let stays = |m: &Member| m.words == words || (by_hand && leads(m));
            let (same, other): (Vec<Member>, Vec<Member>) = members.drain(..).partition(stays);
            *members = same;
            // Another version of the same article, or an article that somebody told the story with: it adds nothing,
            // and gets no brief of its own.
            if !by_hand {
                let versions = other.iter().filter(|m| m.settled.is_none());
                self.findings
                    .extend(versions.map(|m| told::version(brief, m)));
            }
            self.echoes.entry(*place).or_default().extend(other);
            self.by_words.entry(words).or_insert(*place);
        }
    }

    /// Gives the free fragments to briefs that have their words, are versions of them or lost their fragment; of the
    /// rest, the groups of new briefs and what waits until a brief can be read.
    fn give_free(
        &mut self,
        free: Vec<Member>,
        owners: &Owners<'_>,
        refused: &HashSet<String>,
        waits: &Waiting,
    ) -> (Vec<Group>, Vec<Member>) {
        let refused_of = |f: &String| refused.contains(f) || refused.contains(file_of(f));
        let mut orphans = Orphans::of(self.briefs, |i, brief| {
            !self.owned.contains_key(&i) && !brief.fragments.iter().any(refused_of)
        });
        let versions = if free.is_empty() {
            Versions::default()
        } else {
            Versions::of(self.briefs)
        };
        let mut waiting = Vec::new();
        let mut new: Vec<Group> = Vec::new();
        let mut new_by_words: HashMap<String, usize> = HashMap::new();
        let mut new_versions = Versions::default();
        for member in free {
            // A brief whose fragments are gone and that was made from these very words: the fragment was renamed.
            let renamed = owners
                .by_words
                .get(member.words.as_str())
                .filter(|b| !self.owned.contains_key(*b));
            if let Some(brief) = self.by_words.get(&member.words).or(renamed).copied() {
                let names_none = self
                    .briefs
                    .get(brief)
                    .is_some_and(|b| b.fragments.is_empty());
                let list = if names_none {
                    &mut self.echoes
                } else {
                    &mut self.owned
                };
                list.entry(brief).or_default().push(member);
            } else if let Some(group) = new_by_words
                .get(&member.words)
                .and_then(|i| new.get_mut(*i))
            {
                group.members.push(member);
            } else if let Some(brief) = versions
                .brief_of(&member, self.briefs)
                .or_else(|| orphans.brief_of(&member, self.briefs))
            {
                self.give_version(member, brief, orphans.holds(brief));
            } else if let Some(group) = new_versions
                .group_of(&member, &new)
                .and_then(|i| new.get_mut(i))
            {
                self.findings.extend(told::version_of_new(group, &member));
                group.echoes.push(member);
            } else if waits.concerns(&member) {
                waiting.push(member);
            } else {
                new_by_words.insert(member.words.clone(), new.len());
                new_versions.add(&member, new.len());
                new.push(Group {
                    existing: None,
                    members: vec![member],
                    echoes: Vec::new(),
                });
            }
        }
        (new, waiting)
    }

    /// Gives a brief another version of its article.
    fn give_version(&mut self, member: Member, place: usize, orphan: bool) {
        let Some(brief) = self.briefs.get(place) else {
            return;
        };
        if brief.fragments.is_empty() {
            // Somebody took the fragment's name out of it: it follows none.
            self.findings.push(told::detached(brief, &member.fragment));
        } else if orphan && !self.owned.contains_key(&place) {
            // Its fragment was renamed and corrected at once.
            self.by_words.insert(member.words.clone(), place);
            self.owned.entry(place).or_default().push(member);
            return;
        } else {
            self.findings.push(told::version(brief, &member));
        }
        self.echoes.entry(place).or_default().push(member);
    }

    fn into_groups(mut self, new: Vec<Group>) -> Vec<Group> {
        let of_briefs: Vec<Group> = std::mem::take(&mut self.owned)
            .into_iter()
            .map(|(brief, members)| Group {
                existing: Some(brief),
                members,
                echoes: self.echoes.remove(&brief).unwrap_or_default(),
            })
            .collect();
        let of_echoes = self.echoes.into_iter().map(|(brief, echoes)| Group {
            existing: Some(brief),
            members: Vec::new(),
            echoes,
        });
        let groups = of_briefs.into_iter().chain(of_echoes).chain(new);
        groups.map(|g| without_echoes(g, self.briefs)).collect()
    }
}

/// Sets apart what adds nothing to its group.
fn without_echoes(mut group: Group, briefs: &[Brief]) -> Group {
    let brief = group.existing.and_then(|i| briefs.get(i));
    let named: HashSet<&str> = brief
        .map(|b| b.fragments.as_slice())
        .unwrap_or_default()
        .iter()
        .map(String::as_str)
        .collect();
    let mut seen: HashSet<(String, String)> = HashSet::new();
    let mut members = Vec::with_capacity(group.members.len());
    for member in group.members {
        let record = member
            .key()
            .map(|key| (key.to_owned(), member.from.clone()));
        let again = record.is_some_and(|r| !seen.insert(r));
        if again && !named.contains(member.fragment.as_str()) {
            group.echoes.push(member);
        } else {
            members.push(member);
        }
    }
    group.members = members;
    group
}
