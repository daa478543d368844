//! What the tagger looks at: the word, its ends and shape, its neighbours and the two tags before it.

use super::tags::Tag;
use super::tokens::Token;

/// How many facts a place yields at most.
pub(super) const FACTS: usize = 22;

/// A word as the tagger sees it.
pub(super) struct Seen {
    /// Lower case; digits as one, so that all numbers of a shape are one word.
    lower: String,
    shape: u64,
}

impl Seen {
    /// All words of a sentence.
    pub(super) fn all(tokens: &[Token<'_>]) -> Vec<Self> {
        let all = tokens.iter().enumerate();
        all.map(|(i, t)| Self::of(t, i == 0)).collect()
    }

    fn of(token: &Token<'_>, first: bool) -> Self {
        let lower: String = token
            .text
            .chars()
            .map(|c| {
                if c.is_numeric() {
                    '0'
                } else if c == '’' {
                    '\''
                } else {
                    c
                }
            })
            .flat_map(char::to_lowercase)
            .collect();
        let mut chars = token.text.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        let inner = chars.any(char::is_uppercase);
        let any_lower = token.text.contains(char::is_lowercase);
        let shape = u64::from(capital)
            | u64::from(inner) << 1
            | u64::from(any_lower) << 2
            | u64::from(token.text.contains(char::is_numeric)) << 3
            | u64::from(token.text.contains(['-', '\u{2011}'])) << 4
            | u64::from(first) << 5
            | u64::from(!token.is_word()) << 6;
        Self { lower, shape }
    }
}

/// FNV-1a: small, fast, and the same on every machine.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn new(kind: u8) -> Self {
        Self(0xcbf2_9ce4_8422_2325).byte(kind)
    }
    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
    fn text(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte).byte(0)
    }
    fn number(self, number: u64) -> Self {
        number
            .to_le_bytes()
            .into_iter()
            .take(2)
            .fold(self, Self::byte)
    }
    fn done(self) -> u32 {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the upper half is folded into it"
        )]
        {
            (self.0 ^ (self.0 >> 32)) as u32
        }
    }
}

/// The facts about the next place, as hashes; `tags` are those of all before it.
pub(super) fn facts(seen: &[Seen], tags: &[Tag], out: &mut Vec<u32>) {
    let at = tags.len();
    let before =
        [at.checked_sub(1), at.checked_sub(2)].map(|i| i.and_then(|i| tags.get(i).copied()));
    out.clear();
    let word = |i: Option<usize>| i.and_then(|i| seen.get(i)).map_or("", |s| s.lower.as_str());
    let shape = |i: Option<usize>| i.and_then(|i| seen.get(i)).map_or(0, |s| s.shape);
    let tag = |t: Option<Tag>| t.map_or(99, |t| t as u64);
    let [one, two] = before.map(tag);
    let (w, last, next) = (word(Some(at)), word(at.checked_sub(1)), word(Some(at + 1)));
    let (earlier, later) = (word(at.checked_sub(2)), word(Some(at + 2)));
    let own = shape(Some(at));
    let mut add = |hash: Hash| out.push(hash.done());
    add(Hash::new(0));
    add(Hash::new(1).text(w));
    add(Hash::new(2).text(w).number(own));
    for (kind, length) in [(3, 1), (4, 2), (5, 3), (6, 4)] {
        add(Hash::new(kind).text(end(w, length)));
    }
    add(Hash::new(7).text(
        w.chars()
            .next()
            .map_or("", |c| w.get(..c.len_utf8()).unwrap_or("")),
    ));
    add(Hash::new(8).number(own).number(shape(Some(at + 1))));
    add(Hash::new(9).number(one));
    add(Hash::new(10).number(one).number(two));
    add(Hash::new(11).number(one).text(w));
    add(Hash::new(12).text(last));
    add(Hash::new(13).text(next));
    add(Hash::new(14).text(last).text(w));
    add(Hash::new(15).text(w).text(next));
    add(Hash::new(16).text(end(next, 3)).number(one));
    add(Hash::new(17).text(end(last, 3)));
    add(Hash::new(18).text(end(w, 2)).text(end(next, 2)).number(one));
    add(Hash::new(19).text(earlier).number(one));
    add(Hash::new(20).text(later));
    add(Hash::new(21).text(end(w, 3)).number(own).number(one));
}

/// The last characters of a word.
fn end(word: &str, length: usize) -> &str {
    let from = word.char_indices().rev().nth(length.saturating_sub(1));
    from.and_then(|(i, _)| word.get(i..)).unwrap_or(word)
}
