//! A sentence with its words' parts of speech and their groups.

use std::borrow::Cow;
use std::ops::Range;

use super::tags::Tag;
use super::tokens::Token;
use crate::text::spans::Span;

/// What a group of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// "the first 400 million euro factory", "Norvolt", "it".
    Noun,
    /// "has not been built", "to build".
    Verb(Mood),
    /// "of", "because of".
    Preposition,
    /// "and", "or", "but".
    Conjunction,
    /// "after", "that", where a clause follows.
    Subordinator,
    /// "which", "who", "that", where they open a clause about a noun.
    Relative,
    /// "sharply", "today".
    Adverb,
    /// An adjective without a noun: "is available".
    Adjective,
    /// A comma.
    Comma,
    /// Another mark.
    Mark,
}

/// How a verb group is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mood {
    /// It makes a statement: "builds", "has built", "will be built".
    Finite,
    /// "to build".
    Infinitive,
    /// "building".
    Gerund,
    /// "built by".
    Participle,
}

/// Words that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they are.
    pub kind: Kind,
    /// Which tokens.
    pub tokens: Range<usize>,
    /// The token that the others belong to: a group's noun, a verb group's verb.
    pub head: usize,
}

impl Group {
    /// Whether it is what stands in brackets, which is outside the sentence.
    pub fn is_bracket(&self) -> bool {
        self.kind == Kind::Mark && self.tokens.len() > 1
    }
}

/// A sentence with its words' parts of speech and their groups.
#[derive(Debug, Clone)]
pub struct Sentence<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Its pieces.
    pub tokens: Vec<Token<'a>>,
    /// Each in lower case.
    pub(super) lowers: Vec<Cow<'a, str>>,
    /// The part of speech of each.
    pub tags: Vec<Tag>,
    /// Its groups, in order, which together hold all tokens.
    pub groups: Vec<Group>,
}

impl<'a> Sentence<'a> {
    /// The tag of a token.
    pub fn tag(&self, at: usize) -> Option<Tag> {
        self.tags.get(at).copied()
    }

    /// A token as written.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text)
    }

    /// A token in lower case.
    pub fn lower(&self, at: usize) -> &str {
        self.lowers.get(at).map_or("", |word| word)
    }

    /// The words of a stretch of tokens, as the sentence has them.
    pub fn words(&self, range: &Range<usize>) -> &'a str {
        self.bytes(range).map_or("", |span| span.of(self.text))
    }

    /// The bytes of a stretch of tokens in the sentence.
    pub fn bytes(&self, range: &Range<usize>) -> Option<Span> {
        let start = self.tokens.get(range.start)?.start;
        let end = self.tokens.get(range.end.checked_sub(1)?)?.end();
        Some(Span { start, end })
    }

    /// The kind of a group.
    pub fn kind(&self, group: usize) -> Option<Kind> {
        self.groups.get(group).map(|g| g.kind)
    }
}
