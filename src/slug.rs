//! Text to slugs and permalinks: lower-case, ASCII, safe as a file name on every system.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::hash::{Stored, hex};
use crate::table::{Words, tables};

/// Longest slug in bytes; file systems allow 255, but addresses are read by people.
const MAX_LEN: usize = 72;

/// Names that Windows keeps for devices, whatever their ending.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

tables! {
    "slug/data/words.txt" => {
        /// Words that an address which had to be cut does not end in.
        DANGLING: Words = "dangling";
    }
}

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
                DANGLING.has(word) || (word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit()))
            };
            while let Some((rest, _)) = short.rsplit_once('-').filter(|(_, last)| dangles(last)) {
                short = rest;
            }
        }
        if short.is_empty() {
            return Self(format!("x-{}", hex(Stored::Name, text)));
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
    ///
    /// `taken` also keeps a note of how far each slug was counted, which no slug can equal, so that the ten-thousandth
    /// of one headline is found as fast as the second.
    #[must_use]
    pub fn unique(self, taken: &mut BTreeSet<Slug>) -> Self {
        if taken.insert(self.clone()) {
            return self;
        }
        let (mut first, mut end) = (2, 10);
        loop {
            // The number must survive a reading of the slug as text, so it counts towards the length. All numbers of as
            // many digits share what is left of the slug.
            let digits = first.to_string().len();
            let base = self.0.get(..MAX_LEN - 1 - digits).unwrap_or(&self.0);
            let base = base.trim_end_matches('-');
            let note = counted(taken, base, digits);
            let from = note.as_ref().map_or(first, |(_, next)| *next);
            let found = (from..end)
                .map(|n| (Self(format!("{base}-{n}")), n))
                .find(|(slug, _)| taken.insert(slug.clone()));
            let next = found.as_ref().map_or(end, |(_, n)| n + 1);
            if next > from {
                if let Some((note, _)) = note {
                    taken.remove(&note);
                }
                taken.insert(Self(format!("{base}\0{digits}\0{next}")));
            }
            if let Some((slug, _)) = found {
                return slug;
            }
            (first, end) = (end, end.saturating_mul(10));
        }
    }
}

/// The note in `taken` of the next number of this many digits to try after `base`.
fn counted(taken: &BTreeSet<Slug>, base: &str, digits: usize) -> Option<(Slug, u64)> {
    let start = format!("{base}\0{digits}\0");
    let note = taken.range(Slug(start.clone())..).next()?;
    let next = note.0.strip_prefix(&start)?.parse().ok()?;
    Some((note.clone(), next))
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

    #[test]
    fn numbers_are_given_in_order_and_those_in_use_are_passed_over() {
        let mut taken: BTreeSet<Slug> = ["a-3", "a-12"].map(Slug::new).into();
        let given: Vec<String> = (0..12)
            .map(|_| Slug::new("a").unique(&mut taken).to_string())
            .collect();
        let numbers = [2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14];
        let expected = numbers.map(|n| format!("a-{n}"));
        assert_eq!(given.first().map(String::as_str), Some("a"));
        assert_eq!(&given[1..], expected);
        // Two long slugs that are alike up to their cut share its numbers.
        let long = "ford-and-general-motors-open-three-battery-plants-in-ohio-with-korean-";
        for slug in ["ai", "co", "ai", "co", "ai"] {
            let before = taken.clone();
            let given = Slug::new(&format!("{long}{slug}")).unique(&mut taken);
            assert!(!before.contains(&given) && taken.contains(&given));
        }
    }

    #[test]
    fn the_note_of_what_was_counted_stays_one() {
        let mut taken = BTreeSet::new();
        for _ in 0..2000 {
            let _ = Slug::new("one headline").unique(&mut taken);
        }
        // A note for each number of digits.
        assert_eq!(taken.len(), 2000 + 4);
    }
}
