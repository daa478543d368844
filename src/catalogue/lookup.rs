//! Numbers by text, as bytes that are looked into as they lie: what was made when the program was built is not read
//! before it is asked.
//!
//! A power of two of places, each with the offset of an entry or 0, then the entries: the length of the text, how many
//! numbers, the text, the numbers. All are little-endian. A text lies at the place of its hash or the next free one.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The numbers of each text.
#[derive(Debug, Clone, Default)]
pub(super) struct Lookup(Cow<'static, [u8]>);

/// Bytes of a number.
const NUMBER: usize = size_of::<u32>();

impl Lookup {
    /// What was written by [`Lookup::bytes`].
    pub(super) fn read(bytes: &'static [u8]) -> Self {
        Self(bytes.into())
    }

    /// Of these texts with their numbers.
    pub(super) fn of(all: &BTreeMap<String, Vec<u32>>) -> Self {
        // At most half of the places are taken, so that a text that is not there is soon known not to be.
        let places = (all.len() * 2).max(1).next_power_of_two();
        let mut bytes = vec![0; NUMBER];
        put(&mut bytes, 0, places);
        bytes.resize(NUMBER * (places + 1), 0);
        for (text, numbers) in all {
            let mut place = hash(text) % places;
            while number(&bytes, NUMBER * (place + 1)) != Some(0) {
                place = (place + 1) % places;
            }
            let entry = bytes.len();
            put(&mut bytes, NUMBER * (place + 1), entry);
            bytes.resize(entry + 2 * NUMBER, 0);
            put(&mut bytes, entry, text.len());
            put(&mut bytes, entry + NUMBER, numbers.len());
            bytes.extend(text.as_bytes());
            bytes.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
        }
        Self(bytes.into())
    }

    /// All of it.
    #[allow(dead_code, reason = "the build writes it")]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The numbers of a text, if it is in there.
    pub(super) fn get(&self, text: &str) -> Option<impl Iterator<Item = u32> + '_> {
        let places = number(&self.0, 0).filter(|places| *places > 0)?;
        let mut place = hash(text) % places;
        loop {
            let entry = number(&self.0, NUMBER * (place + 1)).filter(|entry| *entry > 0)?;
            let start = entry + 2 * NUMBER;
            let end = start + number(&self.0, entry)?;
            if self.0.get(start..end)? == text.as_bytes() {
                let numbers = NUMBER * number(&self.0, entry + NUMBER)?;
                let (numbers, _) = self.0.get(end..end + numbers)?.as_chunks::<NUMBER>();
                return Some(numbers.iter().map(|n| u32::from_le_bytes(*n)));
            }
            place = (place + 1) % places;
        }
    }

    /// Whether a text is in there.
    pub(super) fn has(&self, text: &str) -> bool {
        self.get(text).is_some()
    }
}

/// FNV-1a, folded, so that its upper bits count for a small number of places too.
fn hash(text: &str) -> usize {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(hash ^ hash >> 15).unwrap_or_default()
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at..)?.first_chunk::<NUMBER>()?;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

fn put(bytes: &mut [u8], at: usize, number: usize) {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    if let Some(place) = bytes.get_mut(at..at + NUMBER) {
        place.copy_from_slice(&number.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let all: BTreeMap<String, Vec<u32>> = (0..500_u32)
            .map(|i| (format!("{i}"), (0..i % 4).collect()))
            .chain([(String::new(), vec![7])])
            .collect();
        let lookup = Lookup::of(&all);
        for (text, numbers) in &all {
            let found: Vec<u32> = lookup.get(text).unwrap().collect();
            assert_eq!(&found, numbers);
        }
        assert!(!lookup.has("500") && !lookup.has("01"));
        assert!(!Lookup::default().has("") && !Lookup::of(&BTreeMap::new()).has("a"));
    }
}
