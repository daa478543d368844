//! Which brief a fragment belongs to: the one that names it, as long as it is the article that the brief was made from;
//! the one with the same words; or none yet.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::cache::Cache;
use super::load::Briefs;
use crate::brief::Brief;
use crate::brief::fields::is_as_made;
use crate::brief::identity::{Sketch, addresses, alike, made_from, nearly_the_same, same_article};
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

/// The briefs, by everything that a fragment is known by.
struct Owners<'a> {
    briefs: &'a [Brief],
    by_path: HashMap<&'a str, usize>,
    by_fragment: HashMap<&'a str, Vec<usize>>,
    by_words: HashMap<&'a str, usize>,
    /// Briefs whose fragments are all as they were when they were made.
    as_made: HashSet<usize>,
}

impl<'a> Owners<'a> {
    fn of(briefs: &'a [Brief], members: &[Member]) -> Self {
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

    fn made_words(&self, brief: usize) -> &str {
        self.briefs
            .get(brief)
            .and_then(|b| b.made.as_ref())
            .map_or("", |m| m.words_hash())
    }

    /// Whether the article that a brief was made from stands under a name that the brief does not have: that one has the
    /// brief then.
    fn has_passed_on(&self, brief: usize, present: &HashMap<String, Vec<String>>) -> bool {
        let names = self.briefs.get(brief).map(|b| b.fragments.as_slice());
        let under = present.get(self.made_words(brief));
        under.is_some_and(|under| under.iter().any(|f| !names.unwrap_or_default().contains(f)))
    }

    /// The brief that names the fragment and was made from its article; or, as an error, one that names it and was not.
    fn of_member(
        &self,
        member: &Member,
        present: &HashMap<String, Vec<String>>,
        former: &HashMap<&str, (&str, &super::cache::Remembered)>,
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
fn names_by_hand(brief: &Brief) -> bool {
    brief.made.is_some() && brief.fragments.len() > 1 && !is_as_made(brief, "fragment")
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
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    let mut twins = Vec::new();
    for (i, brief) in all.briefs.iter().enumerate() {
        for fragment in &brief.fragments {
            let first = *first_of.entry(fragment.as_str()).or_insert(i);
            let of_first = all.briefs.get(first).filter(|_| first != i);
            let same = of_first.filter(|first| alike(first, brief));
            twins.extend(same.map(|first| twin(brief, first, fragment)));
        }
    }
    let mut grouped = Grouped {
        findings: twins,
        ..Grouped::default()
    };
    let mut owned: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    let mut free = Vec::new();
    let mut present: HashMap<String, Vec<String>> = HashMap::new();
    for member in &members {
        let under = present.entry(member.words.clone()).or_default();
        under.push(member.fragment.clone());
    }
    for member in members {
        let settled = member.settled.as_deref();
        if let Some(brief) = settled.and_then(|path| owners.by_path.get(path)) {
            owned.entry(*brief).or_default().push(member);
            continue;
        }
        match owners.of_member(&member, &present, &former) {
            Ok(Some(brief)) => owned.entry(brief).or_default().push(member),
            Ok(None) => free.push(member),
            Err(brief) => {
                grouped
                    .findings
                    .extend(all.briefs.get(brief).map(|b| leaves(b, &member.fragment)));
                free.push(member);
            }
        }
    }
    let mut by_words: HashMap<String, usize> = HashMap::new();
    let mut echoes: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    for (brief, members) in &mut owned {
        // The brief follows the fragment that it names first. Another that has become a different article leaves it.
        let names: HashMap<&str, usize> = all
            .briefs
            .get(*brief)
            .map(|b| b.fragments.as_slice())
            .unwrap_or_default()
            .iter()
            .zip(0..)
            .map(|(n, i)| (n.as_str(), i))
            .collect();
        let place = |m: &Member| {
            let place = names.get(m.fragment.as_str());
            (place.copied().unwrap_or(usize::MAX), m.fragment.clone())
        };
        members.sort_by_cached_key(place);
        let by_hand = all.briefs.get(*brief).is_some_and(names_by_hand);
        let first = members.first().map(|m| m.words.clone()).unwrap_or_default();
        // Of several that are not the same any more, the one speaks that the brief was made from.
        let made = owners.made_words(*brief);
        let words = if members.iter().any(|m| m.words == made) || (by_hand && !made.is_empty()) {
            made.to_owned()
        } else {
            first
        };
        let leads = |m: &Member| {
            let is_first = names.get(m.fragment.as_str()) == Some(&0);
            let both = all.briefs.get(*brief).zip(m.fresh.as_deref());
            is_first && both.is_none_or(|(b, fresh)| same_article(b, fresh))
        };
        let stays = |m: &Member| m.words == words || (by_hand && leads(m));
        let (same, other): (Vec<Member>, Vec<Member>) = members.drain(..).partition(stays);
        *members = same;
        // Another version of the same article, or an article that somebody told the story with: it adds nothing, and
        // gets no brief of its own.
        if !by_hand {
            let versions = other.iter().filter(|m| m.settled.is_none());
            let told = versions.filter_map(|m| Some(version(all.briefs.get(*brief)?, m)));
            grouped.findings.extend(told);
        }
        echoes.entry(*brief).or_default().extend(other);
        by_words.entry(words).or_insert(*brief);
    }
    free.sort_by(|a, b| a.fragment.cmp(&b.fragment));
    let refused_of = |f: &String| refused.contains(f) || refused.contains(file_of(f));
    let without =
        |i: usize, b: &Brief| !owned.contains_key(&i) && !b.fragments.iter().any(refused_of);
    let mut orphans = Orphans::of(&all.briefs, without);
    let versions = if free.is_empty() {
        Versions::default()
    } else {
        Versions::of(&all.briefs)
    };
    let mut new: Vec<Group> = Vec::new();
    let mut new_by_words: HashMap<String, usize> = HashMap::new();
    let mut new_versions = Versions::default();
    let waits = Waiting::of(all, &former);
    for member in free {
        // A brief whose fragments are gone and that was made from these very words: the fragment was renamed.
        let renamed = owners
            .by_words
            .get(member.words.as_str())
            .filter(|b| !owned.contains_key(*b));
        if let Some(brief) = by_words.get(&member.words).or(renamed) {
            let names_none = |b: &Brief| b.fragments.is_empty();
            if all.briefs.get(*brief).is_some_and(names_none) {
                echoes.entry(*brief).or_default().push(member);
            } else {
                owned.entry(*brief).or_default().push(member);
            }
        } else if let Some(group) = new_by_words
            .get(&member.words)
            .and_then(|i| new.get_mut(*i))
        {
            group.members.push(member);
        } else if let Some(brief) = versions
            .brief_of(&member, &all.briefs)
            .or_else(|| orphans.brief_of(&member, &all.briefs))
        {
            let cut_off = all.briefs.get(brief).filter(|b| b.fragments.is_empty());
            if cut_off.is_some() {
                // Somebody took the fragment's name out of it: it follows none.
                let told = cut_off.map(|b| detached(b, &member.fragment));
                grouped.findings.extend(told);
                echoes.entry(brief).or_default().push(member);
            } else if orphans.holds(brief) && !owned.contains_key(&brief) {
                // Its fragment was renamed and corrected at once.
                by_words.insert(member.words.clone(), brief);
                owned.entry(brief).or_default().push(member);
            } else {
                let told = all.briefs.get(brief).map(|b| version(b, &member));
                grouped.findings.extend(told);
                echoes.entry(brief).or_default().push(member);
            }
        } else if let Some(group) = new_versions
            .group_of(&member, &new)
            .and_then(|i| new.get_mut(i))
        {
            grouped.findings.extend(version_of_new(group, &member));
            group.echoes.push(member);
        } else if waits.concerns(&member) {
            grouped.waiting.push(member);
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
    let of_briefs: Vec<Group> = owned
        .into_iter()
        .map(|(brief, members)| Group {
            existing: Some(brief),
            members,
            echoes: echoes.remove(&brief).unwrap_or_default(),
        })
        .collect();
    let of_echoes = echoes.into_iter().map(|(brief, echoes)| Group {
        existing: Some(brief),
        members: Vec::new(),
        echoes,
    });
    let groups = of_briefs.into_iter().chain(of_echoes).chain(new);
    grouped.groups = groups.map(|g| without_echoes(g, &all.briefs)).collect();
    grouped
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

/// Tells that a fragment of a brief has become another article.
fn leaves(brief: &Brief, fragment: &str) -> Finding {
    let message = format!(
        "`{fragment}` is now another article than its brief; the brief stays, and the article gets one of its own"
    );
    Finding::warning("left", message).in_file(&brief.path).help(
        "delete one of the two briefs if they are one story, and name the fragment in the other",
    )
}

/// Tells that two briefs are made from the same article of the same fragment, as when one was copied.
fn twin(brief: &Brief, first: &Brief, fragment: &str) -> Finding {
    let message = format!(
        "`{}` is made from `{fragment}` too, and both are published",
        first.path
    );
    Finding::warning("twin", message)
        .in_file(&brief.path)
        .help("delete one of the two, or take the line `fragment` out of the one that is an article of its own")
}

/// Tells that a fragment is another version of an article that has its brief.
fn version(brief: &Brief, member: &Member) -> Finding {
    let message = format!(
        "`{}` is another version of the article of this brief, which stays as it is",
        member.fragment
    );
    Finding::warning("version", message)
        .in_file(&brief.path)
        .help("to follow it, take the other version out of the inbox; to have both, name it in a brief of its own")
}

/// Tells that no brief is made of a fragment, since one that names none has its text.
fn detached(brief: &Brief, fragment: &str) -> Finding {
    let message = format!(
        "no brief is made of `{fragment}`: this one, which names no fragment, has its text"
    );
    Finding::warning("detached", message)
        .in_file(&brief.path)
        .help(format!(
            "write `fragment: {fragment}` into it if it is of that fragment"
        ))
}

/// The same of an article that has come in this run, and whose brief is not made yet.
fn version_of_new(group: &Group, member: &Member) -> Option<Finding> {
    let first = group.members.first()?;
    let message = format!(
        "`{}` is another version of the article in `{}`; one brief is made, of the latter",
        member.fragment, first.fragment
    );
    Some(
        Finding::warning("version", message)
            .help("take the version that is not wanted out of the inbox"),
    )
}

/// Articles by what they are known by under whatever name: their address, their record's key. What stands for an
/// article is the place of its brief, or of its group.
#[derive(Default)]
struct Versions {
    by_address: HashMap<String, Vec<usize>>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Versions {
    fn of(briefs: &[Brief]) -> Self {
        let mut versions = Self::default();
        for (i, brief) in briefs.iter().enumerate() {
            versions.add_known(addresses(brief), &brief.fragments, i);
        }
        versions
    }

    fn add(&mut self, member: &Member, place: usize) {
        let stated = member.fresh.as_deref().map(addresses);
        let names = std::slice::from_ref(&member.fragment);
        self.add_known(stated.unwrap_or_default(), names, place);
    }

    fn add_known(&mut self, addresses: Vec<String>, fragments: &[String], place: usize) {
        for address in addresses {
            self.by_address.entry(address).or_default().push(place);
        }
        for (_, key) in fragments.iter().filter_map(|f| f.rsplit_once('#')) {
            self.by_key.entry(key.to_owned()).or_default().push(place);
        }
    }

    /// The first place of the same address or record whose text is the member's in most of its words.
    fn place_of<'b>(
        &self,
        member: &Member,
        brief_at: impl Fn(usize) -> Option<&'b Brief>,
    ) -> Option<usize> {
        let fresh = member.fresh.as_deref()?;
        let by_key = member.key().and_then(|key| self.by_key.get(key));
        let stated = addresses(fresh);
        let by_address = stated.iter().filter_map(|a| self.by_address.get(a));
        // Many under one address are a series, not versions: that many are looked at.
        let mut candidates = by_key
            .into_iter()
            .chain(by_address)
            .flatten()
            .take(50)
            .peekable();
        candidates.peek()?;
        let new = Sketch::of(fresh);
        let same = |i: &&usize| {
            brief_at(**i).is_some_and(|b| nearly_the_same(b, fresh, &Sketch::of(b), &new))
        };
        candidates.find(same).copied()
    }

    /// A brief of another file; the records of one file are articles of their own.
    fn brief_of(&self, member: &Member, briefs: &[Brief]) -> Option<usize> {
        let own = file_of(&member.fragment);
        self.place_of(member, |i| {
            let brief = briefs.get(i)?;
            let elsewhere = !brief.fragments.iter().any(|f| file_of(f) == own);
            elsewhere.then_some(brief)
        })
    }

    /// The same among what has come in this run.
    fn group_of(&self, member: &Member, groups: &[Group]) -> Option<usize> {
        let own = file_of(&member.fragment);
        self.place_of(member, |i| {
            let first = groups.get(i)?.members.first()?;
            let elsewhere = file_of(&first.fragment) != own;
            first.fresh.as_deref().filter(|_| elsewhere)
        })
    }
}

/// Briefs without a fragment in the inbox: written by hand, cut off from their fragment by a person, or left by a
/// fragment that was renamed, removed or saved over.
struct Orphans {
    places: Vec<usize>,
    sketches: Option<Vec<Sketch>>,
    /// Places in `sketches` by word pair.
    by_pair: HashMap<u64, Vec<usize>>,
}

impl Orphans {
    fn of(briefs: &[Brief], without: impl Fn(usize, &Brief) -> bool) -> Self {
        let places = briefs.iter().enumerate();
        let places = places.filter(|(i, b)| b.fragments.is_empty() || without(*i, b));
        Self {
            places: places.map(|(i, _)| i).collect(),
            sketches: None,
            by_pair: HashMap::new(),
        }
    }

    fn holds(&self, brief: usize) -> bool {
        self.places.binary_search(&brief).is_ok()
    }

    /// The brief that was made from this fragment's article.
    fn brief_of(&mut self, member: &Member, briefs: &[Brief]) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        let fresh = member.fresh.as_deref()?;
        let (places, by_pair) = (&self.places, &mut self.by_pair);
        let sketches = self.sketches.get_or_insert_with(|| {
            let sketches: Vec<Sketch> = places
                .par_iter()
                .map(|i| briefs.get(*i).map(Sketch::of).unwrap_or_default())
                .collect();
            for (sketch, place) in sketches.iter().zip(0..) {
                for pair in sketch.pairs() {
                    by_pair.entry(*pair).or_default().push(place);
                }
            }
            sketches
        });
        let new = Sketch::of(fresh);
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for places in new.pairs().filter_map(|p| by_pair.get(p)) {
            // A pair of words that stands everywhere tells nothing.
            for place in places.iter().take(50) {
                *common.entry(*place).or_default() += 1;
            }
        }
        let likeliest = common
            .into_iter()
            .max_by_key(|(place, n)| (*n, usize::MAX - place));
        let place = likeliest?.0;
        let (brief, old) = (self.places.get(place)?, sketches.get(place)?);
        let candidate = briefs.get(*brief)?;
        let same = if candidate.fragments.is_empty() {
            made_from(candidate, fresh, old, &new)
        } else {
            nearly_the_same(candidate, fresh, old, &new)
        };
        same.then_some(*brief)
    }
}

/// What may belong to a brief that cannot be read, and waits until it can.
struct Waiting {
    /// Somebody's brief is there and nobody can tell which fragment it is of: nothing new is made.
    all: bool,
    fragments: HashSet<String>,
    words: HashSet<String>,
}

impl Waiting {
    fn of(all: &Briefs, former: &HashMap<&str, (&str, &super::cache::Remembered)>) -> Self {
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

    fn concerns(&self, member: &Member) -> bool {
        self.all || self.fragments.contains(&member.fragment) || self.words.contains(&member.words)
    }
}
