//! Text to slugs and permalinks: lower-case, ASCII, safe as a file name on every system.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

/// Longest slug in bytes; file systems allow 255, but addresses are read by people.
const MAX_LEN: usize = 72;

/// Names that Windows keeps for devices, whatever their ending.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Words that an address which had to be cut does not end in.
const DANGLING: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "has", "have", "in", "into", "is", "of",
    "on", "or", "over", "s", "so", "that", "the", "their", "to", "two", "up", "was", "were",
    "will", "with",
];

/// One segment of an address: `a-z`, `0-9` and inner hyphens, never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// The slug of any text. Text without a letter or digit that can be transliterated gives a slug made of its hash,
    /// so that the same text always has the same address.
    pub fn new(text: &str) -> Self {
        let full = slug::slugify(text);
        let mut short = full.as_str();
        if short.len() > MAX_LEN {
            let cut = short.get(..MAX_LEN).unwrap_or(short);
            short = cut
                .rfind('-')
                .filter(|i| *i > MAX_LEN / 2)
                .and_then(|i| cut.get(..i))
                .unwrap_or(cut);
            // An address that stops in "…-for-a" or "…-invest-20" reads as broken off.
            let dangles = |word: &str| {
                DANGLING.contains(&word)
                    || (word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit()))
            };
            while let Some((rest, _)) = short.rsplit_once('-').filter(|(_, last)| dangles(last)) {
                short = rest;
            }
        }
        if short.is_empty() {
            let hash = blake3::hash(text.as_bytes()).to_hex();
            return Self(format!("x-{}", hash.get(..8).unwrap_or_default()));
        }
        if RESERVED.contains(&short) {
            return Self(format!("{short}-1"));
        }
        Self(short.to_owned())
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This slug, or the first of `slug-2`, `slug-3` … that `taken` does not hold; the result is added to `taken`.
    #[must_use]
    pub fn unique(self, taken: &mut BTreeSet<Slug>) -> Self {
        let mut slug = self.clone();
        let mut n = 2;
        while !taken.insert(slug.clone()) {
            // The number must survive a reading of the slug as text, so it counts towards the length.
            let suffix = format!("-{n}");
            let base = self.0.get(..MAX_LEN - suffix.len()).unwrap_or(&self.0);
            slug = Self(format!("{}{suffix}", base.trim_end_matches('-')));
            n += 1;
        }
        slug
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_and_odd_names_become_safe_segments() {
        for (text, expected) in [
            ("LG Energy Solution", "lg-energy-solution"),
            ("../../etc", "etc"),
            ("CON", "con-1"),
            ("Škoda & Söhne", "skoda-sohne"),
            ("CO₂", "co2"),
        ] {
            assert_eq!(Slug::new(text).as_str(), expected, "{text}");
        }
        let long =
            "South Korean government and its top battery companies plan to invest 20 trillion won";
        assert!(Slug::new(long).as_str().ends_with("-plan-to-invest"));
        assert!(Slug::new("…").as_str().starts_with("x-"));
        assert!(Slug::new(&"long ".repeat(100)).as_str().len() <= MAX_LEN);
    }

    #[test]
    fn collisions_are_numbered() {
        let mut taken = BTreeSet::new();
        assert_eq!(Slug::new("a").unique(&mut taken).as_str(), "a");
        assert_eq!(Slug::new("A").unique(&mut taken).as_str(), "a-2");
        let long = "ford-and-general-motors-open-three-battery-plants-in-ohio-with-korean-ai";
        for _ in 0..12 {
            let slug = Slug::new(long).unique(&mut taken);
            assert_eq!(Slug::new(slug.as_str()), slug);
        }
    }
}
