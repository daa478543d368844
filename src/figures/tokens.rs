//! A sentence as tokens: numbers, words, single ideographs and marks, each with its place.

use crate::table::Words;
use crate::text::spans::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Digits with the separators inside them.
    Number,
    /// Letters of a script that puts spaces between words.
    Word,
    /// One character of Chinese, Japanese or Korean writing, which need no spaces around an amount.
    Ideograph,
    /// Anything else, one character.
    Mark,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

/// The tokens of one sentence.
pub(super) struct Tokens<'a> {
    text: &'a str,
    list: Vec<Token>,
}

/// Spaces that group digits (1 200 000), no-break ones included.
fn groups_digits(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF)
}

impl<'a> Tokens<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let at = |i: usize| chars.get(i).map(|c| c.1);
        let byte = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
        let mut list = Vec::with_capacity(chars.len() / 4);
        let mut spaced = false;
        let mut i = 0;
        while let Some(c) = at(i) {
            let start = i;
            let kind = if is_digit(c) {
                i = number_end(&at, i);
                TokenKind::Number
            } else if is_ideograph(c) {
                i += 1;
                TokenKind::Ideograph
            } else if c.is_alphabetic() {
                while at(i)
                    .is_some_and(|c| (c.is_alphabetic() && !is_ideograph(c)) || c == '\u{301}')
                {
                    i += 1;
                }
                TokenKind::Word
            } else {
                i += 1;
                if c.is_whitespace() {
                    spaced = true;
                    continue;
                }
                TokenKind::Mark
            };
            list.push(Token {
                span: Span {
                    start: byte(start),
                    end: byte(i),
                },
                kind,
                spaced,
            });
            spaced = false;
        }
        Self { text, list }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<Token> {
        self.list.get(i).copied()
    }

    pub(super) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.get(i).map(|t| t.kind)
    }

    /// The characters of token `i`; empty past the end.
    pub(super) fn raw(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |t| t.span.of(self.text))
    }

    /// Whether token `i` is there and nothing separates it from the one before.
    pub(super) fn glued(&self, i: usize) -> bool {
        i > 0 && self.get(i).is_some_and(|t| !t.spaced)
    }

    /// The bytes from token `start` to before token `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let first = self.get(start).map_or(self.text.len(), |t| t.span.start);
        let last = end
            .checked_sub(1)
            .and_then(|e| self.get(e))
            .map_or(first, |t| t.span.end);
        Span {
            start: first,
            end: last.max(first),
        }
    }

    /// The text from token `start` to before token `end`.
    pub(super) fn words(&self, start: usize, end: usize) -> &'a str {
        self.span(start, end).of(self.text)
    }

    /// Whether token `i` is this word, in any case.
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.raw(i).eq_ignore_ascii_case(word)
    }

    /// Whether token `i` is one of these words, in any case.
    pub(super) fn is_any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(i, w))
    }

    /// Whether token `i`, in any case, is in this list.
    pub(super) fn is_in(&self, i: usize, words: &Words) -> bool {
        words.has_any_case(self.raw(i))
    }

    /// Adds token `i` to a key of the word tables: lower case, words one space apart, full stops and hyphens dropped.
    pub(super) fn push_key(&self, i: usize, key: &mut String) {
        let raw = self.raw(i);
        match self.kind(i) {
            Some(TokenKind::Word) => {
                if key.ends_with(|c: char| c.is_alphabetic() && !is_ideograph(c)) {
                    key.push(' ');
                }
                if raw.is_ascii() {
                    let from = key.len();
                    key.push_str(raw);
                    if let Some(own) = key.get_mut(from..) {
                        own.make_ascii_lowercase();
                    }
                } else {
                    key.extend(raw.chars().flat_map(char::to_lowercase));
                }
            }
            Some(TokenKind::Mark) if matches!(raw, "." | "-" | "‑" | "・" | "'" | "’") => {}
            _ => key.push_str(raw),
        }
    }
}

/// Where the number that starts at `i` ends: separators between digits belong to it, spaces only before three digits.
fn number_end(at: &impl Fn(usize) -> Option<char>, start: usize) -> usize {
    let digits = |mut i: usize| {
        let from = i;
        while at(i).is_some_and(is_digit) {
            i += 1;
        }
        i - from
    };
    let mut last_group = digits(start);
    let mut i = start + last_group;
    while let Some(c) = at(i) {
        let next = digits(i + 1);
        let joins = match c {
            '.' | ',' | '．' | '，' => next > 0 && (c.is_ascii() || next == 3),
            c if groups_digits(c) => next == 3 && last_group <= 3,
            _ => false,
        };
        if !joins {
            break;
        }
        last_group = next;
        i += 1 + next;
    }
    i
}

/// The key of the word tables for a phrase.
pub(super) fn key_of(phrase: &str) -> String {
    let tokens = Tokens::read(phrase);
    let mut key = String::new();
    for i in 0..tokens.len() {
        tokens.push_key(i, &mut key);
    }
    key
}
