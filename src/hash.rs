//! Hashes that are the same on every machine: hex digits for what is stored, 64 bits for comparing words in memory; and
//! the hasher of maps, whose hashes never leave them.

use sha2::{Digest, Sha256};

/// What a hash is stored as, which decides its number of hex digits. What lies on users' disks was written with these
/// lengths: none may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// A field of a brief, and the fragment that it was made from, in `made`.
    Field,
    /// Part of a name that people read: a slug, the key of a record, a fragment that was brought twice, a static file.
    Name,
    /// The words of an article, in `made` and in the cache; the name of a fragment that came over standard input.
    Words,
    /// A file of the site in its manifest, and a text in the name of a file that is exchanged for another.
    Text,
    /// A brief's file in the cache.
    Brief,
    /// A file of the inbox with its sidecar, in the cache.
    Fragment,
    /// All that the rules are, in the cache.
    Rules,
}

impl Stored {
    /// How many hex digits it has.
    const fn digits(self) -> usize {
        match self {
            Self::Field | Self::Name => 8,
            Self::Words => 12,
            Self::Text => 16,
            Self::Brief => 24,
            Self::Fragment => 32,
            Self::Rules => 64,
        }
    }
}

/// What a page's policy knows a script of these words by.
pub fn policy_hash(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::from("sha256-");
    for three in Sha256::digest(text).chunks(3) {
        let mut bytes = [0; 4];
        for (to, from) in bytes.iter_mut().skip(1).zip(three) {
            *to = *from;
        }
        let word = u32::from_be_bytes(bytes);
        for i in 0..4 {
            let digit = DIGITS.get((word >> (18 - 6 * i)) as usize & 63);
            let digit = digit.filter(|_| i <= three.len());
            out.push(digit.map_or('=', |d| char::from(*d)));
        }
    }
    out
}

/// Bytes on their way to a hash.
#[derive(Debug, Default)]
pub struct Hasher(blake3::Hasher);

impl Hasher {
    /// Adds bytes.
    pub fn update(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.0.update(bytes.as_ref());
        self
    }

    /// The first bytes of the hash of all bytes so far.
    pub fn short(&self) -> [u8; 16] {
        let mut short = [0; 16];
        for (to, from) in short.iter_mut().zip(self.0.finalize().as_bytes()) {
            *to = *from;
        }
        short
    }

    /// The hash of all bytes so far.
    pub fn hex(&self, stored: Stored) -> String {
        let hex = self.0.finalize().to_hex();
        hex.chars().take(stored.digits()).collect()
    }
}

/// The hash of some bytes.
pub fn hex(stored: Stored, bytes: impl AsRef<[u8]>) -> String {
    Hasher::default().update(bytes).hex(stored)
}

/// The hash of nothing by [`fold`], from which [`add`] goes on.
pub const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash with one more unit in it, as FNV-1a has it: see <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub fn add(hash: u64, unit: impl Into<u64>) -> u64 {
    (hash ^ unit.into()).wrapping_mul(0x100_0000_01b3)
}

/// The hash (FNV-1a) of bytes, characters or other units, one after the other: quick, for words in memory, never for
/// what somebody could want to forge.
pub fn fold<U: Into<u64>>(units: impl IntoIterator<Item = U>) -> u64 {
    units.into_iter().fold(EMPTY, add)
}

/// A hash in 32 bits, of which all of its own have a part: for very many words in memory.
pub fn halved(hash: u64) -> u32 {
    u32::try_from((hash ^ (hash >> 32)) & u64::from(u32::MAX)).unwrap_or_default()
}

/// How maps hash their keys: for short keys several times faster than the standard library's hasher, and seeded anew in
/// each process, so that no text can be written whose words all collide. Nothing may follow from the order of such a map.
pub type InMemory = foldhash::fast::RandomState;

/// A map with short keys.
pub type Map<K, V> = std::collections::HashMap<K, V, InMemory>;

/// A set of short keys.
pub type Set<K> = std::collections::HashSet<K, InMemory>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_knows_a_script_by_its_sha_256() {
        for (text, hash) in [
            ("", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("abc", "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ] {
            assert_eq!(policy_hash(text), hash);
        }
    }

    #[test]
    fn hashes_are_those_that_were_stored() {
        let empty = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        for (stored, digits) in [
            (Stored::Field, 8),
            (Stored::Name, 8),
            (Stored::Words, 12),
            (Stored::Text, 16),
            (Stored::Brief, 24),
            (Stored::Fragment, 32),
            (Stored::Rules, 64),
        ] {
            assert_eq!(hex(stored, b""), empty.get(..digits).unwrap());
        }
        let mut halves = Hasher::default();
        halves.update("a").update("b");
        assert_eq!(halves.hex(Stored::Text), hex(Stored::Text, "ab"));
    }

    #[test]
    fn units_fold_as_published() {
        assert_eq!(fold(*b""), EMPTY);
        assert_eq!(fold(*b"foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(fold("foobar".chars()), fold(*b"foobar"));
        assert_eq!(add(fold(*b"fooba"), b'r'), fold(*b"foobar"));
    }
}
