//! Whether a sentence can be read without those before it, and what it is for: the news, an opinion, praise, a plea.
//!
//! Most of the words are English. In other languages a sentence is told by its first word alone.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::hash::{Map, Set, fold};
use crate::table::{Values, Words, tables};
use crate::text::lead;
use crate::text::prose::Text;
use crate::text::words::{Word, is_cjk, lower as lower_case, words};

tables! {
    "data/stands.txt" => {
        /// Words with which a sentence leans on one before it, in several languages.
        pub(crate) LEANS: Words = "leans";
        /// Opens a sentence that goes on from another.
        TURNS: Words = "turns";
        /// Stand for somebody or something named before.
        PRONOUNS: Words = "pronouns";
        /// Those that stand for people.
        OF_PEOPLE: Words = "of-people";
        /// Those that say whose something is.
        OWNS: Words = "owns";
        /// Words of a writer who speaks to the reader or of himself.
        SPEAKS: Words = "speaks";
        /// Nouns that with an article stand for what was named before.
        STAND_FOR: Words = "stand-for";
        /// Words that point at something said before.
        SHOWS: Words = "shows";
        /// Words that open a sentence and name nothing.
        SMALL: Words = "small";
        /// Nouns of time, which need nothing before them.
        pub(crate) TIMES: Words = "times";
        /// Words by which a sentence is of these days.
        DAYS: Words = "days";
        /// Verbs that tell an event.
        pub(crate) EVENTS: Words = "events";
        /// Words for what comes next.
        pub(crate) NEXT: Words = "next";
        /// Words of people who are glad in public.
        FEELINGS: Words = "feelings";
        /// Words that advertise.
        PRAISE: Words = "praise";
        /// Parts of a sentence that asks something of its reader.
        ASKS: Values = "asks";
        /// Parts of a caption or a credit.
        CAPTIONS: Values = "captions";
        /// Parts of a sentence that tells what a firm is.
        BACKGROUND: Values = "background";
        /// Words of one who thinks rather than tells.
        OPINIONS: Words = "opinions";
    }
}

/// Words among which a pronoun has nothing before it in its sentence that it could stand for.
const FRONT: usize = 5;

/// Words in which a name must come, that a sentence is about it.
const NEAR: usize = 8;

/// The words of a text that are written with a capital where no sentence begins.
#[derive(Debug, Default)]
pub(crate) struct Names(Set<u64>);

impl Names {
    /// Reads a text once.
    pub(crate) fn of(text: &Text) -> Self {
        let mut names = Self::default();
        for (_, sentence) in text.sentences() {
            names.add(&words(sentence));
        }
        names
    }

    /// Adds those of a sentence.
    pub(crate) fn add(&mut self, sentence: &[Word<'_>]) {
        let later = sentence.iter().skip(1);
        self.0.extend(later.filter(|w| is_name(w)).map(|w| key(w)));
    }

    fn has(&self, word: &Word<'_>) -> bool {
        self.0.contains(&key(word))
    }

    /// Whether a heading and the sentence after it have lost the space between them: "What followsExample Mills built".
    /// A name with a capital inside is none, since no name of the text stands in it.
    pub(crate) fn grown_together(&self, sentence: &[Word<'_>]) -> bool {
        sentence.iter().any(|word| {
            let text = word.text;
            text.match_indices(char::is_uppercase).any(|(at, _)| {
                let (before, after) = text.split_at_checked(at).unwrap_or_default();
                let small = |c: char| c.is_lowercase();
                let after_word = before.chars().rev().take(3).filter(|c| c.is_alphabetic());
                after_word.count() == 3
                    && after
                        .chars()
                        .skip(1)
                        .all(|c| small(c) || matches!(c, '\'' | '’'))
                    && words(after)
                        .first()
                        .is_some_and(|w| SMALL.has(&w.plain) || self.has(w))
            })
        })
    }
}

fn key(word: &Word<'_>) -> u64 {
    let text = word.text.strip_suffix("’s").unwrap_or(word.text);
    fold(text.strip_suffix("'s").unwrap_or(text).chars())
}

/// Whether a word has a capital, or is a name such as "iPhone", and is no "I".
fn is_name(word: &Word<'_>) -> bool {
    let cased = word.text.chars().take(3).any(char::is_uppercase);
    // "The Company" and "on Friday" name nobody.
    cased && !Lists::of(&lower_case(word.text)).has(Lists::SPEAKS | Lists::STAND_FOR | Lists::TIMES)
}

/// Which of the lists of single words a word stands in: one look for all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Lists(u16);

impl Lists {
    const SPEAKS: u16 = 1;
    const STAND_FOR: u16 = 1 << 1;
    const TIMES: u16 = 1 << 2;
    const PRONOUNS: u16 = 1 << 3;
    const OF_PEOPLE: u16 = 1 << 4;
    const OWNS: u16 = 1 << 5;
    const SHOWS: u16 = 1 << 6;
    const DAYS: u16 = 1 << 7;
    const EVENTS: u16 = 1 << 8;
    const FEELINGS: u16 = 1 << 9;
    const PRAISE: u16 = 1 << 10;
    const OPINIONS: u16 = 1 << 11;

    /// Those of a word in lower case.
    fn of(word: &str) -> Self {
        static WORDS: LazyLock<Map<&'static str, u16>> = LazyLock::new(|| {
            let mut all = Map::default();
            for (list, words) in [
                (Lists::SPEAKS, &*SPEAKS),
                (Lists::STAND_FOR, &STAND_FOR),
                (Lists::TIMES, &TIMES),
                (Lists::PRONOUNS, &PRONOUNS),
                (Lists::OF_PEOPLE, &OF_PEOPLE),
                (Lists::OWNS, &OWNS),
                (Lists::SHOWS, &SHOWS),
                (Lists::DAYS, &DAYS),
                (Lists::EVENTS, &EVENTS),
                (Lists::FEELINGS, &FEELINGS),
                (Lists::PRAISE, &PRAISE),
                (Lists::OPINIONS, &OPINIONS),
            ] {
                for word in words.iter() {
                    *all.entry(word).or_default() |= list;
                }
            }
            all
        });
        Self(WORDS.get(word).copied().unwrap_or_default())
    }

    /// Whether the word stands in one of these.
    fn has(self, lists: u16) -> bool {
        self.0 & lists != 0
    }
}

/// What is told of one sentence by its words.
#[derive(Debug, Clone, Copy, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and any may go with any other"
)]
pub(crate) struct Told {
    /// It cannot be read without a sentence before it.
    pub(crate) leans: bool,
    /// It opens with what a definite article points back to, though no list knows the noun.
    pub(crate) points_back: bool,
    /// It speaks of its writer or to its reader, asks for something, or is a caption or a credit.
    pub(crate) is_no_news: bool,
    /// A demonstrative other than of time ("this week") points at something said before.
    pub(crate) demonstrates: bool,
    /// It says when, by a day or a month, or that it is of these days.
    pub(crate) dated: bool,
    /// A name stands among its first words.
    pub(crate) named: bool,
    /// A verb tells an event.
    pub(crate) event: bool,
    /// It tells what comes next.
    pub(crate) next: bool,
    /// It says what a firm is, or what was long ago.
    pub(crate) background: bool,
    /// Words of praise and gladness.
    pub(crate) praise: u32,
    /// Words of one who thinks.
    pub(crate) opinion: u32,
    /// Words in quotation marks, of a hundred.
    pub(crate) quoted: usize,
    /// Its words.
    pub(crate) words: usize,
    /// Numbers among them.
    pub(crate) numbers: u32,
}

/// Reads one sentence, whose words are `all`; of one that is not English no more than its first word, its length, names
/// and numbers.
pub(crate) fn told(sentence: &str, all: &[Word<'_>], names: &Names, english: bool) -> Told {
    let quoted = quoted(sentence);
    if !english {
        return Told {
            leans: all
                .first()
                .is_some_and(|w| !w.is_all_capitals() && LEANS.has(&w.plain)),
            is_no_news: has_address(sentence) || sentence.ends_with(['!', '！', '…']),
            named: all.iter().skip(1).take(NEAR).any(is_name),
            quoted,
            words: lead::word_count(sentence),
            numbers: numbers(all),
            ..Told::default()
        };
    }
    let curly = sentence.contains('’');
    let straight = |text: &str| -> String {
        let lower = text.to_lowercase();
        if curly {
            lower.replace('’', "'")
        } else {
            lower
        }
    };
    let lower = straight(sentence);
    let lists: Vec<Lists> = all
        .iter()
        .map(|w| {
            if curly && w.text.contains('’') {
                Lists::of(&straight(w.text))
            } else {
                Lists::of(&lower_case(w.text))
            }
        })
        .collect();
    let is = |at: usize, word: &str| {
        all.get(at)
            .is_some_and(|w| w.text.eq_ignore_ascii_case(word))
    };
    let count =
        |list: u16| u32::try_from(lists.iter().filter(|w| w.has(list)).count()).unwrap_or(u32::MAX);
    let any = |list: u16| lists.iter().any(|w| w.has(list));
    // A name at the front counts if it is one elsewhere too, or another follows.
    let name_at = all.iter().enumerate().position(|(i, w)| {
        is_name(w)
            && (i > 0 || !SMALL.has(&w.plain) && (names.has(w) || all.get(1).is_some_and(is_name)))
    });
    let stands_for = lists.windows(2).enumerate().position(|(at, pair)| {
        pair.get(1).is_some_and(|noun| noun.has(Lists::STAND_FOR)) && is(at, "the")
    });
    let before = |at: Option<usize>| at.is_some_and(|at| name_at.is_none_or(|name| at < name));
    // "In its filing Example Mills said": a later name, or a noun before, may be what "its" stands for; never for "he".
    let pronoun = lists.iter().enumerate().any(|(at, word)| {
        word.has(Lists::PRONOUNS)
            && before(Some(at))
            && (at < FRONT || name_at.is_none() && word.has(Lists::OF_PEOPLE))
            && !(at > 0 && word.has(Lists::OWNS) && name_at.is_some())
    });
    // "Under the agreement, Example Mills pays": whose it is follows at once.
    let left_open = |at: usize| at < NEAR && (at == 0 || name_at.is_none_or(|name| name > at + 4));
    let opens = lower.bytes().next();
    let turns = TURNS.iter().filter(|t| t.bytes().next() == opens).any(|t| {
        let rest = lower.strip_prefix(t);
        rest.is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '\''))
    });
    let article = ["the", "its", "their"].iter().any(|word| is(0, word));
    let phrases = PHRASES.held(&lower);
    Told {
        leans: turns || pronoun || before(stands_for) && stands_for.is_some_and(left_open),
        points_back: article && name_at.is_none_or(|at| at >= 6),
        is_no_news: any(Lists::SPEAKS) && quoted == 0
            || phrases.asks
            || phrases.captions
            || has_address(sentence)
            || sentence.ends_with('!')
            || sentence.ends_with('…')
            || sentence.ends_with("...")
            || has_grown_together(sentence),
        demonstrates: lists.windows(2).any(|pair| {
            let [word, noun] = pair else { return false };
            word.has(Lists::SHOWS) && !noun.has(Lists::TIMES)
        }),
        dated: any(Lists::DAYS),
        named: name_at.is_some_and(|at| at < NEAR),
        event: any(Lists::EVENTS),
        next: phrases.next,
        background: phrases.background,
        praise: count(Lists::PRAISE) + 2 * count(Lists::FEELINGS),
        opinion: count(Lists::OPINIONS),
        quoted,
        words: lead::word_count(sentence),
        numbers: numbers(all),
    }
}

fn numbers(words: &[Word<'_>]) -> u32 {
    u32::try_from(words.iter().filter(|w| w.is_number()).count()).unwrap_or(u32::MAX)
}

fn has_address(sentence: &str) -> bool {
    sentence.contains("://") || sentence.contains("www.") || sentence.contains('@')
}

/// Phrases that are looked for in one pass, each from the start of a word to the end of one.
struct Phrases {
    automaton: AhoCorasick,
    /// Of each what it says, and whether it ends with a letter, so that no letter may follow it.
    said: Vec<(Says, bool)>,
}

/// What a phrase says of its sentence.
#[derive(Clone, Copy)]
enum Says {
    Asks,
    Caption,
    Background,
    Next,
}

/// What the phrases of a sentence say.
#[derive(Clone, Copy, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and any may go with any other"
)]
struct Held {
    asks: bool,
    captions: bool,
    background: bool,
    next: bool,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let asks = ASKS.iter().map(|p| (*p, Says::Asks));
    let captions = CAPTIONS.iter().map(|p| (*p, Says::Caption));
    let background = BACKGROUND.iter().map(|p| (*p, Says::Background));
    let next = NEXT.iter().map(|p| (p, Says::Next));
    let all = asks.chain(captions).chain(background).chain(next);
    let (phrases, said): (Vec<&str>, Vec<_>) = all
        .map(|(p, says)| (p, (says, p.ends_with(char::is_alphanumeric))))
        .unzip();
    Phrases {
        automaton: AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(phrases)
            .expect("a test builds it of the lists"),
        said,
    }
});

impl Phrases {
    /// What those say that stand in a text in lower case.
    fn held(&self, lower: &str) -> Held {
        let mut held = Held::default();
        for found in self.automaton.find_overlapping_iter(lower) {
            let Some((says, ends)) = self.said.get(found.pattern().as_usize()) else {
                continue;
            };
            let before = lower
                .get(..found.start())
                .and_then(|b| b.chars().next_back());
            let after = lower.get(found.end()..).and_then(|a| a.chars().next());
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            if edge(before) && (!ends || edge(after)) {
                match says {
                    Says::Asks => held.asks = true,
                    Says::Caption => held.captions = true,
                    Says::Background => held.background = true,
                    Says::Next => held.next = true,
                }
            }
        }
        held
    }
}

/// How many of a hundred bytes of a sentence stand in quotation marks.
fn quoted(sentence: &str) -> usize {
    if sentence.is_ascii() && !sentence.contains('"') {
        return 0;
    }
    let mut inside = 0;
    let mut open = false;
    for c in sentence.chars() {
        match c {
            '"' => open = !open,
            '“' | '„' | '«' => open = true,
            '”' | '»' => open = false,
            _ if open => inside += c.len_utf8(),
            _ => {}
        }
    }
    inside * 100 / sentence.len().max(1)
}

/// Whether two sentences have lost the space between them: "opened.The".
fn has_grown_together(sentence: &str) -> bool {
    sentence.match_indices(['.', ')']).any(|(at, _)| {
        let before = sentence.get(..at).unwrap_or_default();
        let mut after = sentence.get(at + 1..).unwrap_or_default().chars();
        before
            .chars()
            .rev()
            .take(3)
            .filter(|c| c.is_lowercase())
            .count()
            == 3
            && after.next().is_some_and(char::is_uppercase)
            && after.next().is_some_and(char::is_lowercase)
    })
}

/// The stems of a text's words that say what it is about, each once and sorted; of scripts without spaces each pair of
/// characters.
pub(crate) fn stems(text: &str) -> Vec<u64> {
    stems_of(&words(text))
}

/// The same of words.
pub(crate) fn stems_of(words: &[Word<'_>]) -> Vec<u64> {
    let mut out: Vec<u64> = Vec::with_capacity(words.len());
    for word in words {
        let plain = &*word.plain;
        let cjk = !plain.is_ascii() && plain.contains(is_cjk);
        let letters = plain.chars().take(4).count();
        if cjk {
            let later = plain.chars().skip(1);
            let pairs = plain.chars().zip(later);
            out.extend(pairs.map(|(one, two)| fold([one, two])));
        } else if word.is_number() || letters > 3 || letters > 1 && is_name(word) {
            // Without its ending, roughly: "batteries" and "battery" agree.
            out.push(fold(plain.chars().flat_map(char::to_lowercase).take(6)));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The share of the first of two sorted lists that stands in the second.
pub(crate) fn share_in(part: &[u64], whole: &[u64]) -> f64 {
    let shared = part
        .iter()
        .filter(|w| whole.binary_search(w).is_ok())
        .count();
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    number(shared) / number(part.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sentence: &str) -> Told {
        let text = Text::from_markdown("On Monday Example Mills spoke of its plant in Lodz.");
        told(sentence, &words(sentence), &Names::of(&text), true)
    }

    #[test]
    fn a_sentence_leans_on_one_before_it() {
        for sentence in [
            "It will open the mill in May.",
            "The company will open the mill in May.",
            "However, Example Mills will open in May.",
            "In May, it will open a mill in Lodz.",
            "In addition, Example Mills will hire 300 people.",
            "After the war he sold the mill.",
        ] {
            assert!(of(sentence).leans, "{sentence}");
        }
        for sentence in [
            "Example Mills said it will open the mill in May.",
            "In its report, Example Mills speaks of 300 people.",
            "Lodz will get its second mill in May.",
            "Under the agreement, Example Mills pays 3 million euros.",
        ] {
            assert!(!of(sentence).leans, "{sentence}");
        }
    }

    #[test]
    fn what_speaks_to_the_reader_is_no_news() {
        for sentence in [
            "Learn more about Example Mills at the fair.",
            "We will open the mill in May.",
            "The mill in Lodz, seen in this picture (Photo by A. Doe).",
            "The mill opened.The baker came too.",
        ] {
            assert!(of(sentence).is_no_news, "{sentence}");
        }
        assert!(!of("Example Mills will open a mill in Lodz in May.").is_no_news);
    }

    #[test]
    fn a_demonstrative_of_time_needs_nothing_before() {
        assert!(of("Example Mills builds on this legacy.").demonstrates);
        assert!(!of("Example Mills opens this week.").demonstrates);
    }
}
