//! The built-in terms as bytes, with all that is looked up of them: written when the program is built, so that no run
//! reads the tables and folds each name again.
//!
//! Numbers are of four bytes, little-endian. A text or a lookup is its length and its bytes, a list its length and its
//! parts.

use super::lookup::Lookup;
use super::spellings::Spellings;
use super::{Term, TermKind};

/// The terms, in their order, and what is looked up of them.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) terms: Vec<Term>,
    /// By [`name_key`](super::spellings::name_key).
    pub(super) keys: Lookup,
    pub(super) spellings: Spellings,
}

impl Made {
    /// Reads what [`Made::bytes`] wrote.
    pub(super) fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        Some(Self {
            terms: bytes.list(Bytes::term)?,
            keys: Lookup::read(bytes.part()?),
            spellings: Spellings {
                names: Lookup::read(bytes.part()?),
                count: bytes.number()?,
                words: Lookup::read(bytes.part()?),
                modifiers: Lookup::read(bytes.part()?),
                branches: bytes.list(|b| u32::try_from(b.number()?).ok())?,
            },
        })
    }

    /// All of it.
    #[allow(dead_code, reason = "the build writes it")]
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        number(&mut out, self.terms.len());
        for term in &self.terms {
            out.extend([
                u8::from(term.kind == TermKind::Technology),
                u8::from(term.heading),
                u8::from(term.broad),
            ]);
            part(&mut out, term.name.as_bytes());
            for given in [&term.country, &term.parent] {
                part(&mut out, given.as_deref().unwrap_or_default().as_bytes());
            }
            for list in [&term.aliases, &term.context, &term.ambiguous] {
                number(&mut out, list.len());
                for text in list {
                    part(&mut out, text.as_bytes());
                }
            }
        }
        part(&mut out, self.keys.bytes());
        part(&mut out, self.spellings.names.bytes());
        number(&mut out, self.spellings.count);
        part(&mut out, self.spellings.words.bytes());
        part(&mut out, self.spellings.modifiers.bytes());
        number(&mut out, self.spellings.branches.len());
        let branches = self.spellings.branches.iter();
        out.extend(branches.flat_map(|branch| branch.to_le_bytes()));
        out
    }
}

fn number(out: &mut Vec<u8>, number: usize) {
    out.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

fn part(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, bytes.len());
    out.extend(bytes);
}

/// What is not read yet.
struct Bytes(&'static [u8]);

impl Bytes {
    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        usize::try_from(u32::from_le_bytes(*number)).ok()
    }

    fn part(&mut self) -> Option<&'static [u8]> {
        let length = self.number()?;
        let (part, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(part)
    }

    fn text(&mut self) -> Option<String> {
        Some(std::str::from_utf8(self.part()?).ok()?.to_owned())
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        (0..length).map(|_| read(self)).collect()
    }

    fn term(&mut self) -> Option<Term> {
        let (&[technology, heading, broad], rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(Term {
            kind: if technology == 1 {
                TermKind::Technology
            } else {
                TermKind::Company
            },
            name: self.text()?,
            country: given(self.text()?),
            parent: given(self.text()?),
            aliases: self.list(Self::text)?,
            context: self.list(Self::text)?,
            ambiguous: self.list(Self::text)?,
            heading: heading == 1,
            broad: broad == 1,
        })
    }
}

fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::spellings::{keys, sort};
    use super::super::{built, built_in};
    use super::*;

    #[test]
    fn what_the_build_wrote_is_what_the_tables_say() {
        let mut terms = built_in::terms();
        sort(&mut terms);
        let made = built();
        assert_eq!(made.terms, terms);
        let again = Made {
            keys: keys(&terms),
            spellings: Spellings::of(&terms),
            terms,
        };
        assert!(made.bytes() == again.bytes());
    }
}
