//! What the tagger looks at: the word, its ends and shape, its neighbours and the two tags before it.

use std::borrow::Cow;

use super::tags::Tag;
use super::tokens::Token;

/// A word as the tagger sees it.
pub(super) struct Seen<'t> {
    /// Lower case; digits as one, so that all numbers of a shape are one word.
    lower: Cow<'t, str>,
    shape: u64,
}

impl<'t> Seen<'t> {
    /// All words of a sentence, of which `lowers` are those in lower case.
    pub(super) fn all(tokens: &[Token<'_>], lowers: &'t [Cow<'_, str>]) -> Vec<Self> {
        let all = tokens.iter().zip(lowers).enumerate();
        all.map(|(i, (t, low))| Self::of(t, low, i == 0)).collect()
    }

    /// What stands before the first word and after the last.
    pub(super) fn none() -> Self {
        Self {
            lower: Cow::Borrowed(""),
            shape: 0,
        }
    }

    /// The word as it is known by, and its shape: two words alike in both have the same share in all facts.
    pub(super) fn key(&self) -> (&str, u64) {
        (&self.lower, self.shape)
    }

    fn of(token: &Token<'_>, low: &'t str, first: bool) -> Self {
        let is_plain = |b: u8| b.is_ascii() && !b.is_ascii_digit();
        let lower = if low.bytes().all(is_plain) {
            Cow::Borrowed(low)
        } else {
            let one = |c: char| match c {
                '’' => '\'',
                _ if c.is_numeric() => '0',
                _ => c,
            };
            let letters = token.text.chars().map(one);
            Cow::Owned(letters.flat_map(char::to_lowercase).collect())
        };
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
#[derive(Debug, Clone, Copy)]
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

/// What a word contributes to the facts of its own place and of those around it, whatever stands there: worked out once
/// for each word, since most words of a text come again and again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// Facts of its own place that need nothing else.
    pub(super) own: [u32; 8],
    /// Facts of the place after it.
    pub(super) last: [u32; 2],
    /// The fact of the place before it.
    pub(super) next: u32,
    /// The fact of the place before that.
    pub(super) later: u32,
    /// Facts that are complete with tags or a neighbour.
    begun: Begun,
}

/// Facts that begin with a word.
#[derive(Debug, Clone, Copy)]
struct Begun {
    shape: u64,
    after: Hash,
    before: Hash,
    end_with_tag: Hash,
    ends: Hash,
    earlier: Hash,
    shaped_end: Hash,
}

impl Share {
    /// That of a word.
    pub(super) fn of(word: &Seen<'_>) -> Self {
        let (w, shape) = (&*word.lower, word.shape);
        let first = w.chars().next().map_or(0, char::len_utf8);
        let new = Hash::new;
        let ends = [(3, 1), (4, 2), (5, 3), (6, 4)];
        let [one, two, three, four] =
            ends.map(|(kind, length)| new(kind).text(end(w, length)).done());
        Self {
            own: [
                new(0).done(),
                new(1).text(w).done(),
                new(2).text(w).number(shape).done(),
                one,
                two,
                three,
                four,
                new(7).text(w.get(..first).unwrap_or_default()).done(),
            ],
            last: [new(12).text(w).done(), new(17).text(end(w, 3)).done()],
            next: new(13).text(w).done(),
            later: new(20).text(w).done(),
            begun: Begun {
                shape,
                after: new(14).text(w),
                before: new(15).text(w),
                end_with_tag: new(16).text(end(w, 3)),
                ends: new(18).text(end(w, 2)),
                earlier: new(19).text(w),
                shaped_end: new(21).text(end(w, 3)).number(shape),
            },
        }
    }
}

/// A word with its share.
pub(super) type Shared<'w> = (&'w Seen<'w>, &'w Share);

/// The words around a place.
pub(super) struct Around<'w> {
    pub(super) earlier: Shared<'w>,
    pub(super) last: Shared<'w>,
    pub(super) word: Shared<'w>,
    pub(super) next: Shared<'w>,
}

/// The facts about the next place that hang on more than one word or on tags, as hashes; `tags` are those of all before
/// it.
pub(super) fn joined(around: &Around<'_>, tags: &[Tag]) -> [u32; 10] {
    let mut before = tags.iter().rev();
    let mut tag = || before.next().map_or(99, |t| *t as u64);
    let (one, two) = (tag(), tag());
    let Around {
        earlier,
        last,
        word,
        next,
    } = around;
    let begun = &word.1.begun;
    [
        Hash::new(8).number(begun.shape).number(next.1.begun.shape),
        Hash::new(9).number(one),
        Hash::new(10).number(one).number(two),
        Hash::new(11).number(one).text(&word.0.lower),
        last.1.begun.after.text(&word.0.lower),
        begun.before.text(&next.0.lower),
        next.1.begun.end_with_tag.number(one),
        begun.ends.text(end(&next.0.lower, 2)).number(one),
        earlier.1.begun.earlier.number(one),
        begun.shaped_end.number(one),
    ]
    .map(Hash::done)
}

/// All facts about the next place, as hashes; `tags` are those of all before it.
pub(super) fn facts(seen: &[Seen<'_>], tags: &[Tag], out: &mut Vec<u32>) {
    let at = tags.len();
    let none = Seen::none();
    let word = |i: Option<usize>| i.and_then(|i| seen.get(i)).unwrap_or(&none);
    let near = [
        at.checked_sub(2),
        at.checked_sub(1),
        Some(at),
        Some(at + 1),
        Some(at + 2),
    ];
    let [earlier, last, word, next, later] = near.map(|i| {
        let word = word(i);
        (word, Share::of(word))
    });
    out.clear();
    out.extend(word.1.own);
    out.extend(last.1.last);
    out.extend([next.1.next, later.1.later]);
    let around = Around {
        earlier: (earlier.0, &earlier.1),
        last: (last.0, &last.1),
        word: (word.0, &word.1),
        next: (next.0, &next.1),
    };
    out.extend(joined(&around, tags));
}

/// The last characters of a word.
fn end(word: &str, length: usize) -> &str {
    let from = word.char_indices().rev().nth(length.saturating_sub(1));
    from.and_then(|(i, _)| word.get(i..)).unwrap_or(word)
}
