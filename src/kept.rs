//! Results kept between runs, by the hash of all that each was worked out from.
//!
//! A key holds everything that a result depends on, so what is found under it is right whoever kept it and whenever;
//! what is not found is worked out. One file holds all results of a digest: a first line with the version of the program
//! that kept them, then records that follow each other, so that a run adds its own at the end.
//!
//! A record is the key (16 bytes), the length of the result (4 bytes, little-endian), a check of both (CRC-32), a check of
//! the result (CRC-32), and the result in the format of `postcard`. A file that ends inside a record, or in
//! which a bit has changed, gives what can be proved of it.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::hash::Hasher;

/// Bytes of a record before its result.
const HEAD: usize = 28;

/// Records of the file that no run has asked for lately, out of so many, for which the file is written anew.
const WASTE: usize = 2;

/// The hash of everything that a result was worked out from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key([u8; 16]);

impl Key {
    /// The hash as bytes, to be part of another key.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A key in the making. Parts are told apart by their lengths: `ab` and `c` are not `a` and `bc`.
#[derive(Debug)]
pub struct KeyOf(Hasher);

impl KeyOf {
    /// The key of a result of this kind: two kinds of result never share a key.
    pub fn new(kind: &str) -> Self {
        let mut own = Self(Hasher::default());
        own.part(kind);
        own
    }

    /// Adds a part.
    pub fn part(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let bytes = bytes.as_ref();
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds a number.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.0.update(number.to_le_bytes());
        self
    }

    /// Adds a part that may be missing, which is not the same as one that is empty.
    pub fn maybe(&mut self, part: Option<&str>) -> &mut Self {
        match part {
            Some(part) => self.number(1).part(part),
            None => self.number(0),
        }
    }

    /// The key.
    pub fn key(&self) -> Key {
        Key(self.0.short())
    }
}

/// Where one result lies in the bytes that were read.
#[derive(Debug)]
struct Place {
    start: usize,
    length: usize,
    check: [u8; 4],
    /// Whether this run has asked for it.
    asked: AtomicBool,
}

/// What was kept, and what this run adds.
#[derive(Default)]
pub struct Kept {
    bytes: Vec<u8>,
    places: HashMap<Key, Place>,
    fresh: Mutex<BTreeMap<Key, Vec<u8>>>,
    /// Whether the file holds anything that is not whole.
    damaged: AtomicBool,
    /// Whether the file is of another version of the program, and nothing of it counts.
    outdated: bool,
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("held", &self.places.len())
            .finish_non_exhaustive()
    }
}

/// How what is new is to be written.
#[derive(Debug, PartialEq, Eq)]
pub enum Save {
    /// There is nothing new.
    Nothing,
    /// These bytes belong at the end of the file, which has so many.
    Append(u64, Vec<u8>),
    /// The file is to hold these bytes.
    Whole(Vec<u8>),
}

/// The first line of the file.
fn heading() -> String {
    format!("briefmill kept 1 {}\n", env!("BRIEFMILL_SOURCES"))
}

impl Kept {
    /// What the bytes of a file hold; none is as good as an empty file.
    pub fn read(bytes: Vec<u8>) -> Self {
        let mut own = Self::default();
        let heading = heading();
        if !bytes.starts_with(heading.as_bytes()) {
            own.outdated = bytes.starts_with(b"briefmill kept ") && bytes.contains(&b'\n');
            own.damaged = AtomicBool::new(!bytes.is_empty() && !own.outdated);
            return own;
        }
        let mut at = heading.len();
        while at < bytes.len() {
            let head = bytes.get(at..at + HEAD).and_then(Head::of);
            let Some(head) = head.filter(|h| at + HEAD + h.length <= bytes.len()) else {
                own.damaged = AtomicBool::new(true);
                break;
            };
            let place = Place {
                start: at + HEAD,
                length: head.length,
                check: head.check,
                asked: AtomicBool::new(false),
            };
            at += HEAD + head.length;
            own.places.insert(head.key, place);
        }
        own.bytes = bytes;
        own
    }

    /// The result under a key, or what `make` gives, which is kept.
    pub fn get<T: Serialize + DeserializeOwned>(&self, key: Key, make: impl FnOnce() -> T) -> T {
        if let Some(kept) = self.find(key) {
            return kept;
        }
        let made = make();
        self.put(key, &made);
        made
    }

    /// The result under a key.
    pub fn find<T: DeserializeOwned>(&self, key: Key) -> Option<T> {
        let Some(place) = self.places.get(&key) else {
            let fresh = self.fresh.lock().ok()?;
            return postcard::from_bytes(fresh.get(&key)?).ok();
        };
        let bytes = self.bytes.get(place.start..place.start + place.length)?;
        let found = (check(bytes) == place.check).then(|| postcard::from_bytes(bytes).ok());
        if let Some(found) = found.flatten() {
            place.asked.store(true, Ordering::Relaxed);
            Some(found)
        } else {
            self.damaged.store(true, Ordering::Relaxed);
            None
        }
    }

    /// Keeps a result under a key.
    pub fn put<T: Serialize>(&self, key: Key, value: &T) {
        if let (Ok(bytes), Ok(mut fresh)) = (postcard::to_allocvec(value), self.fresh.lock()) {
            fresh.insert(key, bytes);
        }
    }

    /// Whether something of the file could not be used since it is not as it was written.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// What is to be written after a run that asked for all that a digest needs; what this run has made is not at hand any
    /// more. What no run needs any more goes with time.
    pub fn save(&self) -> Save {
        let mut fresh = match self.fresh.lock() {
            Ok(mut fresh) => std::mem::take(&mut *fresh),
            Err(poisoned) => std::mem::take(&mut *poisoned.into_inner()),
        };
        let asked = |p: &Place| p.asked.load(Ordering::Relaxed);
        let mut used: Vec<(&Key, &Place)> = self.places.iter().filter(|(_, p)| asked(p)).collect();
        let rewrite =
            self.is_damaged() || self.bytes.is_empty() || used.len() * WASTE < self.places.len();
        if fresh.is_empty() && (!rewrite || (used.is_empty() && !self.is_damaged())) {
            return Save::Nothing;
        }
        let mut out = Vec::new();
        if rewrite {
            out.extend_from_slice(heading().as_bytes());
            used.sort_by_key(|(key, _)| **key);
            for (key, place) in used {
                let bytes = self.bytes.get(place.start..place.start + place.length);
                let bytes = bytes.filter(|_| !fresh.contains_key(key));
                if let Some(bytes) = bytes.filter(|b| check(b) == place.check) {
                    record(&mut out, *key, bytes);
                }
            }
        }
        // Each goes as it is taken over: both at once would be twice the memory.
        while let Some((key, bytes)) = fresh.pop_first() {
            record(&mut out, key, &bytes);
        }
        if rewrite {
            Save::Whole(out)
        } else {
            Save::Append(self.bytes.len() as u64, out)
        }
    }

    /// The same for the next run of the same process, with what this one has made.
    #[must_use]
    pub fn next(self) -> Self {
        let mut own = self;
        let fresh = std::mem::take(&mut own.fresh).into_inner();
        for (key, bytes) in fresh.unwrap_or_default() {
            record(&mut own.bytes, key, &bytes);
            let place = Place {
                start: own.bytes.len() - bytes.len(),
                length: bytes.len(),
                check: check(&bytes),
                asked: AtomicBool::new(false),
            };
            own.places.insert(key, place);
        }
        let places = own.places.values();
        places.for_each(|place| place.asked.store(false, Ordering::Relaxed));
        own
    }
}

/// One value as a file of its own, with the version of the program and a check.
pub fn sealed<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    let bytes = postcard::to_allocvec(value).ok()?;
    let mut out = heading().into_bytes();
    out.extend_from_slice(&check(&bytes));
    out.extend_from_slice(&bytes);
    Some(out)
}

/// The value of such a file; none where it is not whole, or of another version.
pub fn unsealed<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let rest = bytes.strip_prefix(heading().as_bytes())?;
    let (proof, bytes) = rest.split_at_checked(4)?;
    (check(bytes) == *proof).then(|| postcard::from_bytes(bytes).ok())?
}

/// The bytes before a result.
struct Head {
    key: Key,
    length: usize,
    check: [u8; 4],
}

impl Head {
    fn of(bytes: &[u8]) -> Option<Self> {
        let (own, rest) = bytes.split_at_checked(20)?;
        let (proof, of_result) = rest.split_at_checked(4)?;
        if check(own) != *proof {
            return None;
        }
        let (key, length) = own.split_at_checked(16)?;
        let length = u32::from_le_bytes(length.try_into().ok()?);
        Some(Self {
            key: Key(key.try_into().ok()?),
            length: usize::try_from(length).ok()?,
            check: of_result.try_into().ok()?,
        })
    }
}

/// The check of some bytes: against damage, not against forgery, since whoever can write the file can write the pages too.
fn check(bytes: &[u8]) -> [u8; 4] {
    crc32fast::hash(bytes).to_le_bytes()
}

fn record(out: &mut Vec<u8>, key: Key, bytes: &[u8]) {
    // A result of more than four gigabytes is not kept.
    let Ok(length) = u32::try_from(bytes.len()) else {
        return;
    };
    let mut own = [0; 20];
    let (front, back) = own.split_at_mut(16);
    front.copy_from_slice(&key.0);
    back.copy_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&own);
    out.extend_from_slice(&check(&own));
    out.extend_from_slice(&check(bytes));
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key {
        KeyOf::new("test").part(name).key()
    }

    /// A file with three results.
    fn file() -> Vec<u8> {
        let kept = Kept::default();
        for name in ["one", "two", "three"] {
            kept.put(key(name), &(name.to_owned(), name.len()));
        }
        match kept.save() {
            Save::Whole(bytes) => bytes,
            other => panic!("{other:?}"),
        }
    }

    fn found(kept: &Kept) -> Vec<&'static str> {
        let holds = |name: &&str| kept.find::<(String, usize)>(key(name)).is_some();
        ["one", "two", "three"].into_iter().filter(holds).collect()
    }

    #[test]
    fn what_was_kept_is_found_and_not_made_again() {
        let kept = Kept::read(file());
        let one: (String, usize) = kept.get(key("one"), || panic!("it is kept"));
        assert_eq!(one, ("one".to_owned(), 3));
        assert_eq!(kept.get(key("four"), || 4), 4);
        assert_eq!(kept.get(key("four"), || 5), 4);
        assert!(!kept.is_damaged());
    }

    #[test]
    fn keys_tell_parts_and_kinds_apart() {
        let of = |parts: &[&str]| {
            let mut key = KeyOf::new("a");
            for part in parts {
                key.part(part);
            }
            key.key()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["abc"]), of(&["abc", ""]));
        assert_ne!(KeyOf::new("a").key(), KeyOf::new("b").key());
        assert_ne!(
            KeyOf::new("a").maybe(None).key(),
            KeyOf::new("a").maybe(Some("")).key()
        );
    }

    #[test]
    fn new_results_follow_the_old_ones_and_waste_goes() {
        let bytes = file();
        let kept = Kept::read(bytes.clone());
        assert_eq!(found(&kept).len(), 3);
        assert_eq!(kept.save(), Save::Nothing);
        kept.put(key("four"), &4);
        let Save::Append(after, more) = kept.save() else {
            panic!("one result more")
        };
        assert_eq!(after, bytes.len() as u64);
        let both = Kept::read([bytes.clone(), more].concat());
        assert_eq!(found(&both).len(), 3);
        assert_eq!(both.find::<i32>(key("four")), Some(4));
        // Of three only one was asked for: the others go with the next result.
        let kept = Kept::read(bytes);
        assert!(kept.find::<(String, usize)>(key("two")).is_some());
        kept.put(key("four"), &4);
        let Save::Whole(bytes) = kept.save() else {
            panic!("most of it is waste")
        };
        assert_eq!(found(&Kept::read(bytes)), ["two"]);
    }

    #[test]
    fn any_damage_costs_what_is_damaged_and_no_more() {
        let good = file();
        for at in 0..good.len() {
            let cut = Kept::read(good[..at].to_vec());
            let held = found(&cut);
            assert!(at == 0 || cut.is_damaged() || held.len() < 3, "cut at {at}");
            let mut flipped = good.clone();
            flipped[at] ^= 0x10;
            let kept = Kept::read(flipped);
            for name in found(&kept) {
                let value: (String, usize) = kept.find(key(name)).unwrap();
                assert_eq!(value, (name.to_owned(), name.len()), "flipped at {at}");
            }
            assert!(found(&kept).len() < 3, "flipped at {at}");
        }
        let seal = sealed(&("a", 1)).unwrap();
        for at in 0..seal.len() {
            let mut flipped = seal.clone();
            flipped[at] ^= 0x10;
            assert_eq!(unsealed::<(String, i32)>(&flipped), None, "flipped at {at}");
            assert_eq!(unsealed::<(String, i32)>(&seal[..at]), None, "cut at {at}");
        }
        assert_eq!(unsealed(&seal), Some(("a".to_owned(), 1)));
    }
}
