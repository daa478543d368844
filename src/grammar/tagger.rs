//! Part-of-speech tags for English: an averaged perceptron (Collins 2002), from left to right.
//!
//! The weights are in `data/tags.bin`, made by `cargo run --release --example learn_tags`; `docs/grammar.md` says from
//! what text.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::features::{FACTS, Seen, facts};
use super::tags::Tag;
use super::tokens::Token;
use super::verbs::{Form, form, is_finite_helper, says};

/// The kinds of tags.
pub(super) const TAGS: usize = Tag::ALL.len();

/// What each fact says for each tag.
#[derive(Debug, Default, Clone)]
pub struct Model {
    /// For each fact, in the order of the hashes: its hash (4 bytes, little-endian), how many tags it speaks of, and for
    /// each of these the tag's number and its weight.
    rows: Cow<'static, [u8]>,
    /// Where the rows of each part begin, and at the end where all end.
    starts: Vec<u32>,
}

static ENGLISH: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("data/tags.bin").as_slice()));

impl Model {
    /// The model of English.
    pub fn english() -> &'static Model {
        &ENGLISH
    }

    /// Takes weights in the form of [`Model::rows`]. What is cut off is left out, and so is a row out of order.
    pub fn read(rows: impl Into<Cow<'static, [u8]>>) -> Model {
        let rows = rows.into();
        let mut starts = Vec::with_capacity(PARTS + 1);
        let mut left = &*rows;
        let at = |left: &[u8]| u32::try_from(rows.len() - left.len()).unwrap_or(u32::MAX);
        while let Some((hash, _, rest)) = row(left) {
            if part(hash) >= starts.len() {
                starts.resize(part(hash) + 1, at(left));
            }
            left = rest;
        }
        starts.resize(PARTS + 1, at(left));
        Model { rows, starts }
    }

    /// The tag of each piece of a sentence; `states`: it has a verb, though it may end without a stop.
    pub fn tag(&self, tokens: &[Token<'_>], states: bool) -> Vec<Tag> {
        let seen = Seen::all(tokens);
        let mut tags: Vec<Tag> = Vec::with_capacity(tokens.len());
        let mut found = Vec::with_capacity(FACTS);
        // How much each word lacks of being a verb.
        let mut short: Vec<(usize, i32)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if let Some(sure) = sure(token) {
                tags.push(sure);
                continue;
            }
            facts(&seen, &tags, &mut found);
            let scores = self.scores(&found);
            let (best, tag) = best(&scores);
            let verb = scores.get(Tag::Verb as usize).copied().unwrap_or_default();
            short.push((at, best - verb));
            tags.push(tag);
        }
        mend(tokens, &mut tags);
        let stops = tokens
            .iter()
            .rev()
            .take(2)
            .any(|t| matches!(t.text, "." | "!" | "?"));
        if states || stops {
            give_a_verb(tokens, &mut tags, &short);
        }
        tags
    }

    fn scores(&self, facts: &[u32]) -> [i32; TAGS] {
        let mut scores = [0_i32; TAGS];
        for fact in facts {
            for pair in self.pairs(*fact).unwrap_or_default() {
                let [tag, weight] = pair;
                if let Some(score) = scores.get_mut(usize::from(*tag)) {
                    *score += i32::from(weight.cast_signed());
                }
            }
        }
        scores
    }

    /// The tags that a fact speaks of, and their weights.
    fn pairs(&self, fact: u32) -> Option<&[[u8; 2]]> {
        let start = |part: usize| usize::try_from(*self.starts.get(part)?).ok();
        let (from, to) = (start(part(fact))?, start(part(fact) + 1)?);
        let mut rows = self.rows.get(from..to)?;
        loop {
            let (hash, pairs, rest) = row(rows)?;
            if hash == fact {
                return Some(pairs.as_chunks().0);
            }
            rows = rest;
        }
    }
}

/// Bits of a hash by which its row is looked for.
const BITS: u32 = 17;

/// Rows are looked for in so many parts.
const PARTS: usize = 1 << BITS;

/// In which part the row of a hash is.
fn part(hash: u32) -> usize {
    usize::try_from(hash >> (u32::BITS - BITS)).unwrap_or_default()
}

/// The hash of the first row, its pairs, and the rows after it.
fn row(rows: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    let (&[a, b, c, d, count], rest) = rows.split_first_chunk()?;
    let (pairs, rest) = rest.split_at_checked(usize::from(count) * 2)?;
    Some((u32::from_le_bytes([a, b, c, d]), pairs, rest))
}

/// The best score and its tag; of equals the first.
fn best(scores: &[i32; TAGS]) -> (i32, Tag) {
    let best = scores
        .iter()
        .zip(Tag::ALL)
        .rev()
        .max_by_key(|(score, _)| **score);
    best.map_or((0, Tag::Noun), |(score, tag)| (*score, tag))
}

/// What the order of words settles, where the model looked no further than the next one.
fn mend(tokens: &[Token<'_>], tags: &mut [Tag]) {
    let lower = |i: usize| {
        tokens
            .get(i)
            .map(|t| t.text.to_lowercase())
            .unwrap_or_default()
    };
    // In a title most words have a capital.
    let title = {
        let words = || tokens.iter().filter(|t| t.is_word());
        let capitals = words().filter(|t| t.text.starts_with(char::is_uppercase));
        capitals.count() * 10 > words().count() * 6
    };
    for at in 0..tokens.len() {
        let tag = tags.get(at).copied();
        let next = tags.get(at + 1).copied();
        let word = lower(at);
        // "20 trillion won" is money.
        if word == "won"
            && at > 0
            && tags.get(at - 1) == Some(&Tag::Number)
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Noun;
        }
        // "exchange-listed Acme"
        if tag == Some(Tag::Verb)
            && word.contains('-')
            && form(&word) == Form::PastOrParticiple
            && matches!(next, Some(Tag::Noun | Tag::Name | Tag::Adjective))
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Adjective;
        }
        // "to speed up"
        if word == "to"
            && next == Some(Tag::Verb)
            && form(&lower(at + 1)) == Form::Base
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Particle;
        }
        // "will dent growth": after a modal comes a verb.
        if tag == Some(Tag::Auxiliary)
            && matches!(
                word.as_str(),
                "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "shall"
            )
            && matches!(next, Some(Tag::Noun | Tag::Adjective))
            && form(&lower(at + 1)) == Form::Base
            && tokens
                .get(at + 1)
                .is_some_and(|t| t.text.chars().all(char::is_lowercase))
            && let Some(tag) = tags.get_mut(at + 1)
        {
            *tag = Tag::Verb;
        }

        // "due to supply risks": no supplying, unless it is what something is due to do.
        if word == "due"
            && lower(at + 1) == "to"
            && tags.get(at + 2) == Some(&Tag::Verb)
            && matches!(tags.get(at + 3), Some(Tag::Noun))
            && form(&lower(at + 2)) == Form::Base
            && at > 0
            && tags.get(at - 1) != Some(&Tag::Auxiliary)
        {
            for (at, tag) in [
                (at, Tag::Preposition),
                (at + 1, Tag::Preposition),
                (at + 2, Tag::Noun),
            ] {
                if let Some(slot) = tags.get_mut(at) {
                    *slot = tag;
                }
            }
        }
        // "the 2026 Annual Meeting", "at Boeing", "Beijing resident": in mid-sentence no verb and no adverb has a capital.
        let after_name = at > 0 && tags.get(at - 1) == Some(&Tag::Name);
        if matches!(
            tag,
            Some(Tag::Verb | Tag::Adverb | Tag::Auxiliary | Tag::Preposition)
        ) && at > 0
            && !title
            && (word.len() > 3
                || word.len() == 3
                    && (after_name
                        || tokens
                            .get(at + 1)
                            .is_some_and(|t| t.text.starts_with(char::is_uppercase))))
            && tokens.get(at).is_some_and(|t| {
                t.text.starts_with(char::is_uppercase) && t.text.contains(char::is_lowercase)
            })
            && tokens
                .get(at - 1)
                .is_some_and(|t| t.is_word() || t.text == ",")
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Name;
        }
        // "Amazon founder Jeff Bezos plans to build": after a name, where no other verb says what happens.
        if tag == Some(Tag::Noun)
            && matches!(
                word.as_str(),
                "plans" | "aims" | "hopes" | "needs" | "bids" | "moves"
            )
            && at > 0
            && tags.get(at - 1) == Some(&Tag::Name)
            && lower(at + 1) == "to"
            && tags.get(at + 2) == Some(&Tag::Verb)
            && !(at + 2..tokens.len())
                .take_while(|i| !matches!(tokens.get(*i).map(|t| t.text), Some("," | ";")))
                .any(|i| {
                    tags.get(i) == Some(&Tag::Auxiliary)
                        && tokens
                            .get(i)
                            .is_some_and(|t| is_finite_helper(t, Tag::Auxiliary))
                })
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Verb;
        }

        // "were meant for": after a form of "be", before a preposition.
        if tag == Some(Tag::Noun)
            && at > 0
            && matches!(
                lower(at - 1).as_str(),
                "is" | "are" | "was" | "were" | "been" | "be"
            )
            && next == Some(Tag::Preposition)
            && matches!(form(&word), Form::PastOrParticiple | Form::Participle)
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Verb;
        }
        // "The carmaker plans to build": the first word that can be a verb, before an infinitive.
        let verb_before = tags
            .iter()
            .take(at)
            .any(|t| matches!(t, Tag::Verb | Tag::Auxiliary));
        if tag == Some(Tag::Noun)
            && !verb_before
            && at > 0
            && (word.ends_with('s') && !word.ends_with("ss")
                || matches!(
                    word.as_str(),
                    "plan" | "aim" | "hope" | "seek" | "vow" | "agree" | "need" | "want"
                ))
            && tokens
                .get(at)
                .is_some_and(|t| t.text.starts_with(char::is_lowercase))
            && lower(at + 1) == "to"
            && tags.iter().skip(at + 2).find(|t| **t != Tag::Adverb) == Some(&Tag::Verb)
            && (matches!(tags.get(at - 1), Some(Tag::Name | Tag::Noun)) || lower(at - 1) == ")")
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Verb;
        }
        // "Acme reports that it": who reports says something.
        if tag == Some(Tag::Noun)
            && says(&word)
            && lower(at + 1) == "that"
            && at > 0
            && !matches!(
                tags.get(at - 1),
                Some(Tag::Determiner | Tag::Adjective | Tag::Preposition | Tag::Verb)
            )
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Verb;
        }
        // "said that Acme": no "that firm".
        if word == "that"
            && at > 0
            && matches!(tag, Some(Tag::Pronoun | Tag::Determiner))
            && (matches!(next, Some(Tag::Determiner))
                || next == Some(Tag::Name)
                || next == Some(Tag::Pronoun) && lower(at + 1) != "which")
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Subordinator;
        }
        // "the necessary permits under": no verb follows a determiner or its adjective.
        if tag == Some(Tag::Verb)
            && at > 1
            && matches!(form(&word), Form::Finite | Form::Base)
            && word.ends_with('s')
            && tags.get(at - 1) == Some(&Tag::Adjective)
            && matches!(tags.get(at - 2), Some(Tag::Determiner))
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Noun;
        }
        // "Guming raised", "Conquer Padel announced": a name that ends as a gerund does, or begins as an order.
        let named = (1..tokens.len())
            .find(|i| tags.get(*i) != Some(&Tag::Name))
            .unwrap_or(1);
        let says_more = matches!(tags.get(named), Some(Tag::Verb | Tag::Auxiliary))
            && form(&lower(named)) != Form::Gerund
            && lower(named) != "to";
        if at == 0
            && tag == Some(Tag::Verb)
            && says_more
            && (named == 1 && form(&word) == Form::Gerund || named > 1 && form(&word) == Form::Base)
            && let Some(tag) = tags.get_mut(0)
        {
            *tag = Tag::Name;
        }
    }
}

/// A sentence has a finite verb. Where none was found, the word that came nearest to being one is it, if it stands where
/// one can stand: "The drugmaker plans to cut 300 jobs."
fn give_a_verb(tokens: &[Token<'_>], tags: &mut [Tag], short: &[(usize, i32)]) {
    /// A line of fewer words is a title or a label.
    const FEWEST: usize = 5;
    let whole = tokens.len() > FEWEST;
    let finite = |i: usize| {
        let (Some(token), Some(tag)) = (tokens.get(i), tags.get(i)) else {
            return false;
        };
        let before = i.checked_sub(1).and_then(|b| tags.get(b).copied());
        match tag {
            Tag::Auxiliary => is_finite_helper(token, *tag),
            Tag::Verb => {
                before != Some(Tag::Particle)
                    && tokens.get(i + 1).is_none_or(|t| t.text != "by")
                    && !matches!(
                        form(&token.text.to_lowercase()),
                        Form::Gerund | Form::Participle
                    )
            }
            _ => false,
        }
    };
    if !whole || (0..tokens.len()).any(finite) {
        return;
    }
    let can = |at: usize| {
        let (Some(token), Some(tag)) = (tokens.get(at), tags.get(at)) else {
            return false;
        };
        let before = at.checked_sub(1).and_then(|b| tags.get(b).copied());
        let after = tags.get(at + 1);
        token.text.starts_with(char::is_lowercase)
            && matches!(tag, Tag::Noun | Tag::Adjective | Tag::Adverb)
            && !matches!(form(token.text), Form::Gerund | Form::Participle)
            && matches!(
                before,
                Some(
                    Tag::Noun
                        | Tag::Name
                        | Tag::Adverb
                        | Tag::Pronoun
                        | Tag::Mark
                        | Tag::Symbol
                        | Tag::Number
                )
            )
            && !matches!(
                after,
                None | Some(Tag::Mark | Tag::Auxiliary | Tag::Verb | Tag::Conjunction)
            )
    };
    let nearest = short
        .iter()
        .filter(|(at, _)| can(*at))
        .min_by_key(|(at, gap)| (*gap, *at));
    if let Some(tag) = nearest.and_then(|(at, _)| tags.get_mut(*at)) {
        *tag = Tag::Verb;
    }
}

/// A piece whose tag needs no model: a mark, a number, a symbol.
pub(super) fn sure(token: &Token<'_>) -> Option<Tag> {
    if token.is_word() {
        let number = token
            .text
            .chars()
            .all(|c| c.is_numeric() || matches!(c, '.' | ',' | ':' | '/'));
        return number.then_some(Tag::Number);
    }
    let symbol = token.text.contains([
        '$', '€', '£', '¥', '%', '₹', '₩', '®', '™', '©', '+', '=', '°', '#', '@', '&',
    ]);
    Some(if token.text == "&" {
        Tag::Conjunction
    } else if symbol {
        Tag::Symbol
    } else {
        Tag::Mark
    })
}
