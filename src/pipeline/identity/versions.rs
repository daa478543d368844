//! Articles that come again under another name: by address and by record key.

use std::collections::HashMap;

use super::{Group, Member, file_of};
use crate::brief::Brief;
use crate::brief::identity::{Sketch, addresses, nearly_the_same, stated_apart};

/// Articles by what they are known by under whatever name: their address, their record's key. What stands for an
/// article is the place of its brief, or of its group.
#[derive(Default)]
pub(super) struct Versions {
    by_address: HashMap<String, Vec<usize>>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Versions {
    pub(super) fn of(briefs: &[Brief]) -> Self {
        let mut versions = Self::default();
        for (i, brief) in briefs.iter().enumerate() {
            versions.add_known(addresses(brief), &brief.fragments, i);
        }
        versions
    }

    pub(super) fn add(&mut self, member: &Member, place: usize) {
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
            // What is stated is compared first: a sketch costs as much as a reading of the text.
            brief_at(**i).is_some_and(|b| {
                !stated_apart(b, fresh) && nearly_the_same(b, fresh, &Sketch::of(b), &new)
            })
        };
        candidates.find(same).copied()
    }

    /// A brief of another file; the records of one file are articles of their own.
    pub(super) fn brief_of(&self, member: &Member, briefs: &[Brief]) -> Option<usize> {
        let own = file_of(&member.fragment);
        self.place_of(member, |i| {
            let brief = briefs.get(i)?;
            let elsewhere = !brief.fragments.iter().any(|f| file_of(f) == own);
            elsewhere.then_some(brief)
        })
    }

    /// The same among what has come in this run.
    pub(super) fn group_of(&self, member: &Member, groups: &[Group]) -> Option<usize> {
        let own = file_of(&member.fragment);
        self.place_of(member, |i| {
            let first = groups.get(i)?.members.first()?;
            let elsewhere = file_of(&first.fragment) != own;
            first.fresh.as_deref().filter(|_| elsewhere)
        })
    }
}
