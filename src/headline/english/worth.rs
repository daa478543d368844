//! What the words of a sentence are worth to a headline: how likely the publisher's own has them.
//!
//! Learned from press releases and their headlines by how a word stands in its sentence and its article; no words are
//! kept, so that it holds for news that nobody has seen.

use super::days::is_day;
use super::reading::Reading;
use crate::grammar::sentence::{Kind, Mood};
use crate::grammar::tags::Tag;
use crate::grammar::verbs::says;
use crate::hash;
use crate::hash::Map;
use crate::headline::lists::EVENTS;
use crate::table::tables;
use crate::text::prose::Text;
use crate::text::stem::stem;
use crate::trees::{Tree, odds};

tables! {
    "../data/worth.txt" => {
        /// Whether a publisher's headline has a word.
        TREES: Vec<Tree> = "";
    }
}

/// What an amount is worth beside its chance.
const AMOUNT: f64 = 1.7;

/// How many sentences of an article are looked at for words that it repeats.
const SENTENCES: usize = 40;

/// What an article says over and over.
#[derive(Debug, Default)]
pub(in crate::headline) struct Repeated {
    /// Each word's stem, with the first sentence that has it and how many do.
    stems: Map<String, (usize, u16)>,
    /// Pairs of words that follow each other, and how often.
    pairs: Map<u64, u16>,
    sentences: u16,
}

impl Repeated {
    /// The words of a text's first sentences.
    pub(in crate::headline) fn of(text: &Text) -> Self {
        let mut out = Self::default();
        for (place, (_, sentence)) in text.sentences().take(SENTENCES).enumerate() {
            let mut own: Vec<String> = sentence
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .take(200)
                .map(stem)
                .collect();
            for two in own.windows(2) {
                if let [first, second] = two {
                    *out.pairs.entry(pair(first, second)).or_default() += 1;
                }
            }
            own.sort_unstable();
            own.dedup();
            for word in own {
                let entry = out.stems.entry(word).or_insert((place, 0));
                entry.1 += 1;
            }
            out.sentences += 1;
        }
        out
    }

    /// Whether the article says two words together more than once, so that they are a term of its matter:
    /// "electric vehicle".
    pub(super) fn is_term(&self, first: &str, second: &str) -> bool {
        let last = |word: &str| stem(word.rsplit('-').next().unwrap_or(word));
        let head = |word: &str| stem(word.split('-').next().unwrap_or(word));
        self.pairs
            .get(&pair(&last(first), &head(second)))
            .is_some_and(|times| *times > 1)
    }
}

/// Two words as a hash.
fn pair(first: &str, second: &str) -> u64 {
    hash::fold(first.bytes().chain([b' ']).chain(second.bytes()))
}

/// Prepositions whose objects differ in what they are worth.
const PREPOSITIONS: [&str; 12] = [
    "of", "in", "for", "with", "from", "to", "at", "by", "on", "as", "after", "over",
];

/// Whether a word can be worth anything: one of grammar never is.
fn tells(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Noun | Tag::Name | Tag::Adjective | Tag::Verb | Tag::Number | Tag::Adverb
    )
}

/// The facts of each word that tells something, by its token.
#[allow(clippy::cast_precision_loss, reason = "counts of a sentence")]
pub(super) fn facts(
    reading: &Reading<'_, '_>,
    place: usize,
    repeated: &Repeated,
) -> Vec<(usize, Vec<f32>)> {
    let sentence = reading.sentence;
    let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
    let total = sentence.tokens.len();
    let mut out = Vec::new();
    // What the groups passed so far put the next one under.
    let mut governed: Option<usize> = None;
    // Infinitive, relative and subordinate clause, gerund, participle.
    let mut under = [false; 5];
    let mut commas = 0.0;
    let mut before = 0.0;
    let mut quoted = false;
    for (at, group) in sentence.groups.iter().enumerate() {
        match group.kind {
            Kind::Comma => commas += 1.0,
            Kind::Preposition => {
                let word = sentence.lower(group.head);
                governed = Some(
                    PREPOSITIONS
                        .iter()
                        .position(|p| *p == word)
                        .unwrap_or(PREPOSITIONS.len()),
                );
            }
            Kind::Verb(mood) => {
                governed = None;
                let [infinitive, _, _, gerund, participle] = &mut under;
                match mood {
                    Mood::Finite => {}
                    Mood::Infinitive => *infinitive = true,
                    Mood::Gerund => *gerund = true,
                    Mood::Participle => *participle = true,
                }
            }
            Kind::Relative => under = [under[0], true, under[2], under[3], under[4]],
            Kind::Subordinator => under = [under[0], under[1], true, under[3], under[4]],
            _ => {}
        }
        let day = is_day(sentence, at);
        let after = sentence.groups.get(at + 1);
        let of =
            after.is_some_and(|g| g.kind == Kind::Preposition && sentence.lower(g.head) == "of");
        let ends = after.is_none_or(|g| matches!(g.kind, Kind::Comma | Kind::Mark));
        let from_main = (at as f32 - reading.main.verb as f32).clamp(-20.0, 20.0);
        for i in group.tokens.clone() {
            quoted ^= reading.is_quote(i);
            let Some(tag) = sentence.tag(i).filter(|t| tells(*t)) else {
                continue;
            };
            let word = sentence.word(i);
            let (first, times) = repeated
                .stems
                .get(&stem(word.split('-').next().unwrap_or(word)))
                .copied()
                .unwrap_or((SENTENCES, 0));
            let money = i > 0 && matches!(sentence.word(i - 1), "$" | "€" | "£" | "¥" | "₹");
            let scale = matches!(
                sentence.lower(i),
                "million" | "billion" | "trillion" | "crore" | "bn" | "mln"
            );
            let percent = matches!(sentence.lower(i + 1), "%" | "percent" | "per");
            let year = word.len() == 4 && word.starts_with("20") && tag == Tag::Number;
            let lower = sentence.lower(i);
            let mut row = vec![
                place as f32,
                before,
                i as f32 / total as f32,
                total as f32,
                flag(tag == Tag::Name),
                flag(tag == Tag::Noun),
                flag(tag == Tag::Verb),
                flag(tag == Tag::Adjective),
                flag(tag == Tag::Number),
                flag(tag == Tag::Adverb),
                flag(money || scale),
                flag(percent),
                flag(year),
                flag(word.starts_with(char::is_uppercase)),
                word.chars().count() as f32,
                f32::from(times),
                f32::from(times) / f32::from(repeated.sentences.max(1)),
                first as f32,
                flag(i == group.head),
                group.head as f32 - i as f32,
                from_main,
                flag(reading.main.subject == Some(at)),
                flag(at == reading.main.verb),
                flag(under[0]),
                flag(under[1]),
                flag(under[2]),
                flag(under[3]),
                flag(under[4]),
                commas,
                flag(at < reading.main.verb && commas > 0.0),
                flag(group.is_bracket()),
                flag(quoted),
                flag(day),
                flag(EVENTS.has(lower)),
                flag(says(lower)),
                flag(of),
                flag(ends),
                f32::from(repeated.sentences),
                group.tokens.len() as f32,
                flag(governed == Some(PREPOSITIONS.len())),
            ];
            row.extend((0..PREPOSITIONS.len()).map(|p| flag(governed == Some(p))));
            out.push((i, row));
            before += 1.0;
        }
        if !matches!(
            group.kind,
            Kind::Preposition | Kind::Verb(_) | Kind::Conjunction | Kind::Adjective | Kind::Adverb
        ) {
            governed = None;
        }
    }
    out
}

/// The chance of each token to stand in the publisher's headline; 0 of words of grammar.
pub(super) fn worths(reading: &Reading<'_, '_>, place: usize, repeated: &Repeated) -> Vec<f64> {
    let mut out = vec![0.0; reading.sentence.tokens.len()];
    for (at, row) in facts(reading, place, repeated) {
        if let Some(worth) = out.get_mut(at) {
            *worth = 1.0 / (1.0 + f64::from(-odds(&TREES, &row)).exp());
            // How much it is about is news, whatever a publisher's headline leaves to the text.
            let next = reading.sentence.lower(at + 1);
            let scaled = matches!(
                next,
                "million" | "billion" | "trillion" | "crore" | "percent" | "per" | "%"
            );
            if reading.sentence.tag(at) == Some(Tag::Number) && scaled {
                *worth += AMOUNT;
            }
        }
    }
    out
}
