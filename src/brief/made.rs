//! `made` in the front matter: one short hash per field as the tool wrote it, and one of the fragment. A field whose
//! present value has that hash was not touched, and may follow the fragment; any other is the editor's.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::hash::{Stored, hex};

/// The pseudo-field of the fragment as it was read.
const FROM: &str = "from";
/// The pseudo-field of the words of its article.
const WORDS: &str = "words";

/// Hashes of a brief's fields as the tool wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Field name and 8 hex digits of its hash, in writing order.
    fields: Vec<(String, String)>,
}

impl Made {
    /// Reads the value of `made`; none if a person changed its form.
    pub fn parse(text: &str) -> Option<Self> {
        let fields: Option<Vec<_>> = text
            .split_whitespace()
            .map(|pair| {
                pair.split_once('=')
                    .map(|(field, hash)| (field.to_owned(), hash.to_owned()))
            })
            .collect();
        fields
            .filter(|f| !f.is_empty())
            .map(|fields| Self { fields })
    }

    /// The hash of a field.
    pub fn hash_of(&self, field: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(f, _)| f == field)
            .map(|(_, h)| h.as_str())
    }

    /// Whether a field is as the tool wrote it when it has this hash. One that it never wrote is so while it is empty.
    pub fn covers(&self, field: &str, hash: &str) -> bool {
        match self.hash_of(field) {
            Some(made) => made == hash,
            None => hash == hex(Stored::Field, ""),
        }
    }

    /// The hash of the fragment that the brief was last made from.
    pub fn fragment_hash(&self) -> &str {
        self.hash_of(FROM).unwrap_or_default()
    }

    /// The hash of the article's words, by which it is known again under another fragment's name.
    pub fn words_hash(&self) -> &str {
        self.hash_of(WORDS).unwrap_or_default()
    }

    /// The same without hashes of fields that nobody knows, as a slip in the line leaves them.
    #[must_use]
    pub fn of_known(&self, known: &[&str]) -> Self {
        let is_known = |f: &str| f == FROM || f == WORDS || known.contains(&f);
        let fields = self.fields.iter().filter(|(f, _)| is_known(f));
        Self {
            fields: fields.cloned().collect(),
        }
    }

    /// Notes the hash of a field.
    pub fn set(&mut self, field: &str, hash: String) {
        match self.fields.iter_mut().find(|(f, _)| f == field) {
            Some((_, h)) => *h = hash,
            None => self.fields.push((field.to_owned(), hash)),
        }
    }

    /// Notes what the brief was made from: a fragment with this hash and an article with this hash of its words.
    pub fn set_origin(&mut self, fragment_hash: &str, words_hash: &str) {
        self.set(FROM, fragment_hash.to_owned());
        self.set(WORDS, words_hash.to_owned());
    }

    /// Forgets a field.
    pub fn remove(&mut self, field: &str) {
        self.fields.retain(|(f, _)| f != field);
    }
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (field, hash)) in self.fields.iter().enumerate() {
            write!(f, "{}{field}={hash}", if i == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}
