//! Near copies: texts that share most of their word sequences, as syndicated articles do.
//!
//! Each text is reduced to a signature (the smallest hash in each of 128 partitions of its five-word sequences). Texts
//! whose signatures agree on a whole band of four are compared in full, by signature; so the time grows with the
//! number of texts, not with its square. The threshold is high: two stories that may be different stay apart.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::digest::BriefId;
use crate::hash;

/// Words of one sequence.
const SHINGLE: usize = 5;
/// Partitions of the hash space.
const PARTS: usize = 128;
/// Partitions of one band.
const ROWS: usize = 4;
/// Texts with fewer sequences say too little to be called copies.
const LEAST: usize = 24;
/// Share of agreeing partitions from which two texts are copies; estimates the share of common sequences.
const AGREE: f32 = 0.6;

/// The sketch of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signature(Box<[u32; PARTS]>);

impl Serialize for Signature {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_slice().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Signature {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts: Box<[u32]> = Deserialize::deserialize(deserializer)?;
        let parts = parts.try_into().ok();
        parts
            .map(Self)
            .ok_or_else(|| D::Error::custom("a signature of another length"))
    }
}

impl Signature {
    /// The signature of a text's words; none for a text too short to compare.
    pub(super) fn of(words: &[u64]) -> Option<Self> {
        let shingles = words.windows(SHINGLE);
        if shingles.len() < LEAST {
            return None;
        }
        let mut least = [u32::MAX; PARTS];
        for shingle in shingles {
            let hash = mix(shingle.iter().copied().fold(0, hash::add));
            let part = usize::try_from(hash % PARTS as u64).unwrap_or_default();
            let value = u32::try_from(hash >> 32).unwrap_or_default();
            if let Some(slot) = least.get_mut(part) {
                *slot = (*slot).min(value);
            }
        }
        fill_gaps(&mut least);
        Some(Self(Box::new(least)))
    }

    /// The share of common word sequences, from 0 to 1, as far as the partitions tell.
    pub(super) fn share(&self, other: &Self) -> f32 {
        let same = self.0.iter().zip(other.0.iter()).filter(|(a, b)| a == b);
        #[allow(clippy::cast_precision_loss, reason = "128 at most")]
        let share = same.count() as f32 / PARTS as f32;
        share
    }
}

/// An empty partition borrows from the next filled one, so that short texts compare as well as long ones.
fn fill_gaps(least: &mut [u32; PARTS]) {
    let filled = *least;
    for (i, slot) in least.iter_mut().enumerate() {
        if *slot == u32::MAX {
            let next = (1..PARTS).find_map(|d| {
                filled
                    .get((i + d) % PARTS)
                    .filter(|v| **v != u32::MAX)
                    .map(|v| (d, *v))
            });
            if let Some((distance, value)) = next {
                let salted = mix(u64::from(value) ^ (distance as u64).rotate_left(40));
                *slot = u32::try_from(salted >> 32).unwrap_or_default();
            }
        }
    }
}

/// Adds the hashes of a folded text's words; punctuation does not count.
pub(super) fn add_words(folded: &str, words: &mut Vec<u64>) {
    let mut word = hash::EMPTY;
    for byte in folded.bytes() {
        // Any letter beyond ASCII belongs to a word.
        if byte.is_ascii_alphanumeric() || !byte.is_ascii() {
            word = hash::add(word, byte);
        } else if word != hash::EMPTY {
            words.push(word);
            word = hash::EMPTY;
        }
    }
    if word != hash::EMPTY {
        words.push(word);
    }
}

/// Spreads the bits of a number; the finaliser of `SplitMix64`.
fn mix(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

/// Groups of two or more near copies, each in the order given; groups in the order of their first member.
pub(super) fn groups(signatures: &[Option<&Signature>]) -> Vec<Vec<BriefId>> {
    let pairs: Vec<Vec<(usize, usize)>> = (0..PARTS / ROWS)
        .into_par_iter()
        .map(|band| copies_by_band(signatures, band))
        .collect();
    let mut parents: Vec<usize> = (0..signatures.len()).collect();
    for (a, b) in pairs.into_iter().flatten() {
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        if let Some(slot) = parents.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<BriefId>> = BTreeMap::new();
    for i in 0..signatures.len() {
        let id = BriefId(u32::try_from(i).unwrap_or(u32::MAX));
        groups.entry(root(&mut parents, i)).or_default().push(id);
    }
    groups.into_values().filter(|g| g.len() > 1).collect()
}

/// Pairs of near copies among the texts that agree on one band.
fn copies_by_band(signatures: &[Option<&Signature>], band: usize) -> Vec<(usize, usize)> {
    let mut keyed: Vec<([u32; ROWS], usize)> = signatures
        .iter()
        .enumerate()
        .filter_map(|(i, s)| {
            let rows = s.as_ref()?.0.get(band * ROWS..(band + 1) * ROWS)?;
            Some((rows.try_into().ok()?, i))
        })
        .collect();
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    for bucket in keyed.chunk_by(|a, b| a.0 == b.0) {
        // Each with the bucket's first: a bucket of a thousand copies costs a thousand comparisons.
        if let Some(((_, first), rest)) = bucket.split_first() {
            let others = rest.iter().map(|(_, i)| *i);
            pairs.extend(
                others
                    .filter(|o| agree(signatures, *first, *o))
                    .map(|o| (*first, o)),
            );
        }
    }
    pairs
}

fn agree(signatures: &[Option<&Signature>], a: usize, b: usize) -> bool {
    match (signatures.get(a), signatures.get(b)) {
        (Some(Some(a)), Some(Some(b))) => a.share(b) >= AGREE,
        _ => false,
    }
}

fn root(parents: &mut [usize], mut i: usize) -> usize {
    while let Some(&parent) = parents.get(i) {
        if parent == i {
            break;
        }
        let grand = parents.get(parent).copied().unwrap_or(parent);
        if let Some(slot) = parents.get_mut(i) {
            *slot = grand;
        }
        i = grand;
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(from: usize, to: usize) -> String {
        (from..to)
            .map(|n| format!("word{n}"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn grouped(texts: &[String]) -> Vec<Vec<u32>> {
        let signatures: Vec<_> = texts
            .iter()
            .map(|t| {
                let mut words = Vec::new();
                add_words(t, &mut words);
                Signature::of(&words)
            })
            .collect();
        groups(&signatures.iter().map(Option::as_ref).collect::<Vec<_>>())
            .into_iter()
            .map(|g| g.into_iter().map(|b| b.0).collect())
            .collect()
    }

    #[test]
    fn copies_with_a_changed_end_are_one_story() {
        let texts = [text(0, 200), text(1000, 1200), text(10, 205), text(0, 200)];
        assert_eq!(grouped(&texts), [[0, 2, 3]]);
    }

    #[test]
    fn texts_that_share_half_or_are_short_stay_apart() {
        assert!(grouped(&[text(0, 200), text(100, 300)]).is_empty());
        assert!(grouped(&[text(0, 20), text(0, 20)]).is_empty());
    }
}
