//! Reading a sentence: its pieces, their parts of speech, their groups.

use super::sentence::Sentence;
use super::tagger::Model;
use super::tokens::{lowers, tokens};

/// Sentences of more pieces than this are lists or tables, and are read up to here.
const LONGEST: usize = 400;

impl<'a> Sentence<'a> {
    /// Reads an English sentence.
    pub fn read(text: &'a str) -> Self {
        Self::read_as(text, false)
    }

    /// Reads an English line that states something though it ends without a stop, as a point of a list does.
    pub(crate) fn read_point(text: &'a str) -> Self {
        Self::read_as(text, true)
    }

    fn read_as(text: &'a str, states: bool) -> Self {
        let mut tokens = tokens(text);
        tokens.truncate(LONGEST);
        let lowers = lowers(&tokens);
        let tags = Model::english().tag(&tokens, &lowers, states);
        let mut sentence = Self {
            text,
            tokens,
            lowers,
            tags,
            groups: Vec::new(),
        };
        sentence.group();
        sentence.settle_moods();
        sentence
    }
}
