//! Part-of-speech tags for English: an averaged perceptron (Collins 2002), from left to right.
//!
//! The weights are in `data/tags.bin`, made by `cargo run --release --example learn_tags`; `docs/grammar.md` says from
//! what text.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::features::{Around, Seen, Share, joined};
use super::tags::Tag;
use super::tokens::Token;
use super::verbs::{Form, form, is_finite_helper, says};
use crate::hash::Map;

/// The kinds of tags.
pub(super) const TAGS: usize = Tag::ALL.len();

/// Tags with a place for one more, which is never used: sixteen numbers are added at once.
const WIDTH: usize = TAGS + 1;

/// What is said for each tag.
type Scores = [i16; WIDTH];

/// What each fact says for each tag.
#[derive(Debug, Default, Clone)]
pub struct Model {
    weights: HashMap<u32, [i8; WIDTH], BuildHasherDefault<AsItIs>>,
}

/// The most words that a thread keeps in mind. English has fewer that come often.
const MOST_KNOWN: usize = 4_096;

thread_local! {
    /// The words of English that were seen last, since most words of a text come again and again.
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// What a word says for the tags of its own place and of those around it.
#[derive(Debug, Clone)]
struct Word {
    shape: u64,
    share: Share,
    own: Scores,
    last: Scores,
    next: Scores,
    later: Scores,
}

/// Words and what they say.
#[derive(Debug, Default)]
struct Known {
    /// Where the words of this spelling stand in the list, one for each shape.
    places: Map<String, Vec<usize>>,
    words: Vec<Word>,
}

impl Known {
    /// The place of a word in the list.
    fn place(&mut self, word: &Seen<'_>, model: &Model) -> usize {
        let (lower, shape) = word.key();
        let same = |at: &&usize| self.words.get(**at).is_some_and(|w| w.shape == shape);
        if let Some(at) = self.places.get(lower).and_then(|all| all.iter().find(same)) {
            return *at;
        }
        let share = Share::of(word);
        let at = self.words.len();
        self.words.push(Word {
            shape,
            own: model.scores(&share.own),
            last: model.scores(&share.last),
            next: model.scores(&[share.next]),
            later: model.scores(&[share.later]),
            share,
        });
        self.places.entry(lower.to_owned()).or_default().push(at);
        at
    }
}

/// Facts are hashes already.
#[derive(Debug, Default, Clone)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

static ENGLISH: LazyLock<Model> = LazyLock::new(|| Model::read(include_bytes!("data/tags.bin")));

impl Model {
    /// The model of English.
    pub fn english() -> &'static Model {
        &ENGLISH
    }

    /// Reads weights: for each fact its hash (4 bytes, little-endian), how many tags it speaks of, and for each of
    /// these the tag's number and its weight. What is cut off is left out.
    pub fn read(bytes: &[u8]) -> Model {
        let mut weights: HashMap<u32, [i8; WIDTH], _> = HashMap::default();
        weights.reserve(bytes.len() / 9);
        let mut rest = bytes;
        while let Some((&[a, b, c, d, count], after)) = rest.split_first_chunk::<5>() {
            let Some((pairs, after)) = after.split_at_checked(usize::from(count) * 2) else {
                break;
            };
            let row = weights
                .entry(u32::from_le_bytes([a, b, c, d]))
                .or_insert([0; WIDTH]);
            for pair in pairs.chunks_exact(2) {
                if let &[tag, weight] = pair
                    && usize::from(tag) < TAGS
                    && let Some(slot) = row.get_mut(usize::from(tag))
                {
                    *slot = weight.cast_signed();
                }
            }
            rest = after;
        }
        Model { weights }
    }

    /// The tag of each piece of a sentence, of which `lowers` are those in lower case; `states`: it has a verb, though it
    /// may end without a stop.
    pub fn tag(&self, tokens: &[Token<'_>], lowers: &[Cow<'_, str>], states: bool) -> Vec<Tag> {
        // How much each word lacks of being a verb.
        let mut short: Vec<(usize, i16)> = Vec::new();
        let mut guess = |known: &mut Known| self.guess(tokens, lowers, known, &mut short);
        // Words are known by what English has them say.
        let mut tags = if std::ptr::eq(self, Self::english()) {
            KNOWN.with_borrow_mut(guess)
        } else {
            guess(&mut Known::default())
        };
        mend(tokens, lowers, &mut tags);
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

    /// The tag of each piece by the model alone; `short` is given how much each word lacks of being a verb.
    fn guess(
        &self,
        tokens: &[Token<'_>],
        lowers: &[Cow<'_, str>],
        known: &mut Known,
        short: &mut Vec<(usize, i16)>,
    ) -> Vec<Tag> {
        if known.words.len() > MOST_KNOWN {
            *known = Known::default();
        }
        let seen = Seen::all(tokens, lowers);
        let none = Seen::none();
        let nothing = known.place(&none, self);
        let places: Vec<usize> = seen.iter().map(|word| known.place(word, self)).collect();
        let words = &known.words;
        let word = |at: Option<usize>| {
            let seen = at.and_then(|at| seen.get(at)).unwrap_or(&none);
            let place = at.and_then(|at| places.get(at)).unwrap_or(&nothing);
            words.get(*place).map(|word| (seen, word))
        };
        let mut tags: Vec<Tag> = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            if let Some(sure) = sure(token) {
                tags.push(sure);
                continue;
            }
            let around = [
                at.checked_sub(2),
                at.checked_sub(1),
                Some(at),
                Some(at + 1),
                Some(at + 2),
            ];
            let [
                Some(earlier),
                Some(last),
                Some(own),
                Some(next),
                Some(later),
            ] = around.map(word)
            else {
                tags.push(Tag::Noun);
                continue;
            };
            let facts = joined(
                &Around {
                    earlier: (earlier.0, &earlier.1.share),
                    last: (last.0, &last.1.share),
                    word: (own.0, &own.1.share),
                    next: (next.0, &next.1.share),
                },
                &tags,
            );
            let mut scores = self.scores(&facts);
            for said in [&own.1.own, &last.1.last, &next.1.next, &later.1.later] {
                for (score, said) in scores.iter_mut().zip(said) {
                    *score += said;
                }
            }
            let (best, tag) = best(&scores);
            let verb = scores.get(Tag::Verb as usize).copied().unwrap_or_default();
            short.push((at, best - verb));
            tags.push(tag);
        }
        tags
    }

    /// What facts say together; there are two dozen at most, whose weights are bytes.
    fn scores(&self, facts: &[u32]) -> Scores {
        let mut scores = [0_i16; WIDTH];
        for row in facts.iter().filter_map(|f| self.weights.get(f)) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += i16::from(*weight);
            }
        }
        scores
    }
}

/// The best score and its tag; of equals the first.
fn best(scores: &Scores) -> (i16, Tag) {
    let mut best = (i16::MIN, Tag::Noun);
    for (score, tag) in scores.iter().zip(Tag::ALL) {
        if *score > best.0 {
            best = (*score, tag);
        }
    }
    best
}

/// What the order of words settles, where the model looked no further than the next one.
fn mend(tokens: &[Token<'_>], lowers: &[Cow<'_, str>], tags: &mut [Tag]) {
    let lower = |i: usize| lowers.get(i).map_or("", |word| word);
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
            && form(word) == Form::PastOrParticiple
            && matches!(next, Some(Tag::Noun | Tag::Name | Tag::Adjective))
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Adjective;
        }
        // "to speed up"
        if word == "to"
            && next == Some(Tag::Verb)
            && form(lower(at + 1)) == Form::Base
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Particle;
        }
        // "will dent growth": after a modal comes a verb.
        if tag == Some(Tag::Auxiliary)
            && matches!(
                word,
                "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "shall"
            )
            && matches!(next, Some(Tag::Noun | Tag::Adjective))
            && form(lower(at + 1)) == Form::Base
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
            && form(lower(at + 2)) == Form::Base
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
                word,
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
            && matches!(lower(at - 1), "is" | "are" | "was" | "were" | "been" | "be")
            && next == Some(Tag::Preposition)
            && matches!(form(word), Form::PastOrParticiple | Form::Participle)
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Verb;
        }
        // "The carmaker plans to build": the first word that can be a verb, before an infinitive.
        let verb_before = || {
            let mut before = tags.iter().take(at);
            before.any(|t| matches!(t, Tag::Verb | Tag::Auxiliary))
        };
        if tag == Some(Tag::Noun)
            && lower(at + 1) == "to"
            && !verb_before()
            && at > 0
            && (word.ends_with('s') && !word.ends_with("ss")
                || matches!(
                    word,
                    "plan" | "aim" | "hope" | "seek" | "vow" | "agree" | "need" | "want"
                ))
            && tokens
                .get(at)
                .is_some_and(|t| t.text.starts_with(char::is_lowercase))
            && tags.iter().skip(at + 2).find(|t| **t != Tag::Adverb) == Some(&Tag::Verb)
            && (matches!(tags.get(at - 1), Some(Tag::Name | Tag::Noun)) || lower(at - 1) == ")")
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Verb;
        }
        // "Acme reports that it": who reports says something.
        if tag == Some(Tag::Noun)
            && says(word)
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
            && matches!(form(word), Form::Finite | Form::Base)
            && word.ends_with('s')
            && tags.get(at - 1) == Some(&Tag::Adjective)
            && matches!(tags.get(at - 2), Some(Tag::Determiner))
            && let Some(tag) = tags.get_mut(at)
        {
            *tag = Tag::Noun;
        }
        // "Guming raised", "Conquer Padel announced": a name that ends as a gerund does, or begins as an order.
        if at == 0 && tag == Some(Tag::Verb) {
            let named = (1..tokens.len())
                .find(|i| tags.get(*i) != Some(&Tag::Name))
                .unwrap_or(1);
            let says_more = matches!(tags.get(named), Some(Tag::Verb | Tag::Auxiliary))
                && form(lower(named)) != Form::Gerund
                && lower(named) != "to";
            if says_more
                && (named == 1 && form(word) == Form::Gerund
                    || named > 1 && form(word) == Form::Base)
                && let Some(tag) = tags.get_mut(0)
            {
                *tag = Tag::Name;
            }
        }
    }
}

/// A sentence has a finite verb. Where none was found, the word that came nearest to being one is it, if it stands where
/// one can stand: "The drugmaker plans to cut 300 jobs."
fn give_a_verb(tokens: &[Token<'_>], tags: &mut [Tag], short: &[(usize, i16)]) {
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
