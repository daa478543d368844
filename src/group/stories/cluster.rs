//! Pairs that are likely of one story become stories. Two groups are joined by their likeliest pair only where their
//! members, taken all together, speak for it too: a chain of likenesses makes no story.

use std::collections::{BTreeMap, BTreeSet};

/// The odds from which a pair may join two groups.
const SEED: f32 = 1.2;
/// The odds that all pairs of two groups must reach on average.
const AVERAGE: f32 = 0.0;
/// What one pair may say at most, for or against.
const MOST: f32 = 4.0;
/// Members of a group that are compared: those that it has longest.
const CORE: usize = 12;

/// A pair of members and the odds that they are of one story.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) odds: f32,
}

/// Groups that begin as given, each member in one, and grow.
#[derive(Debug)]
pub(super) struct Groups {
    group_of: Vec<usize>,
    members: Vec<Vec<u32>>,
    /// For each member those that it must not be with.
    apart: BTreeMap<u32, BTreeSet<u32>>,
}

impl Groups {
    /// Each of so many members alone, and pairs that stay apart whatever speaks for them.
    pub(super) fn new(count: usize, apart: &[(u32, u32)]) -> Self {
        let mut kept: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (a, b) in apart {
            kept.entry(*a).or_default().insert(*b);
            kept.entry(*b).or_default().insert(*a);
        }
        Self {
            group_of: (0..count).collect(),
            members: (0..).take(count).map(|i| vec![i]).collect(),
            apart: kept,
        }
    }

    fn of(&self, member: u32) -> Option<usize> {
        self.group_of.get(member as usize).copied()
    }

    fn members(&self, group: usize) -> &[u32] {
        self.members.get(group).map_or(&[], Vec::as_slice)
    }

    /// Whether two members are of one group.
    pub(super) fn same(&self, a: u32, b: u32) -> bool {
        self.of(a).is_some() && self.of(a) == self.of(b)
    }

    /// Joins the groups of two members, unless two of theirs stay apart; whether they are one now.
    pub(super) fn join(&mut self, a: u32, b: u32) -> bool {
        let (Some(x), Some(y)) = (self.of(a), self.of(b)) else {
            return false;
        };
        if x == y {
            return true;
        }
        // Few are kept apart, and a group may hold thousands.
        let stays_apart = |(member, others): (&u32, &BTreeSet<u32>)| {
            self.of(*member) == Some(x) && others.iter().any(|o| self.of(*o) == Some(y))
        };
        if self.apart.iter().any(stays_apart) {
            return false;
        }
        let (into, from) = if self.members(x).len() >= self.members(y).len() {
            (x, y)
        } else {
            (y, x)
        };
        let moved = self
            .members
            .get_mut(from)
            .map(std::mem::take)
            .unwrap_or_default();
        for member in &moved {
            if let Some(group) = self.group_of.get_mut(*member as usize) {
                *group = into;
            }
        }
        if let Some(members) = self.members.get_mut(into) {
            members.extend(moved);
        }
        true
    }

    /// Joins groups by their likeliest pairs; `odds` gives those of any pair.
    pub(super) fn grow(&mut self, mut links: Vec<Link>, odds: impl Fn(u32, u32) -> f32) {
        links.retain(|l| l.odds > SEED);
        links.sort_by(|x, y| y.odds.total_cmp(&x.odds).then((x.a, x.b).cmp(&(y.a, y.b))));
        for link in links {
            let (Some(x), Some(y)) = (self.of(link.a), self.of(link.b)) else {
                continue;
            };
            if x != y && self.average(x, y, &odds) > AVERAGE {
                self.join(link.a, link.b);
            }
        }
    }

    fn average(&self, x: usize, y: usize, odds: impl Fn(u32, u32) -> f32) -> f32 {
        let core = |group: usize| self.members(group).iter().take(CORE);
        let (mut sum, mut count) = (0.0, 0.0);
        for a in core(x) {
            for b in core(y) {
                sum += odds(*a, *b).clamp(-MOST, MOST);
                count += 1.0;
            }
        }
        sum / f32::max(count, 1.0)
    }

    /// The groups of two or more, by their first member; each sorted.
    pub(super) fn into_groups(self) -> Vec<Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = self.members;
        groups.retain(|g| g.len() > 1);
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort();
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grown(count: usize, links: &[(u32, u32, f32)], apart: &[(u32, u32)]) -> Vec<Vec<u32>> {
        let link = |(a, b, odds): &(u32, u32, f32)| Link {
            a: *a,
            b: *b,
            odds: *odds,
        };
        let odds = |a: u32, b: u32| {
            let pair = (a.min(b), a.max(b));
            let found = links.iter().find(|l| (l.0, l.1) == pair);
            found.map_or(-4.0, |l| l.2)
        };
        let mut groups = Groups::new(count, apart);
        groups.grow(links.iter().map(link).collect(), odds);
        groups.into_groups()
    }

    #[test]
    fn a_chain_is_no_story() {
        let links = [(0, 1, 3.0), (1, 2, 2.5), (2, 3, 3.5), (3, 4, 2.0)];
        assert_eq!(grown(5, &links, &[]), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn members_that_all_speak_for_it_are_one() {
        let links = [(0, 1, 3.0), (1, 2, 2.5), (0, 2, 0.8)];
        assert_eq!(grown(3, &links, &[]), [vec![0, 1, 2]]);
        assert_eq!(grown(3, &[(0, 1, 1.2)], &[]), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn what_somebody_keeps_apart_stays_apart() {
        let links = [(0, 1, 4.0), (1, 2, 3.9), (0, 2, 3.8)];
        assert_eq!(grown(3, &links, &[(0, 2)]), [vec![0, 1]]);
    }
}
