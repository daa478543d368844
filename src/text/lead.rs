//! The sentences of a brief that carry its news, and what newspapers put before the first of them.

use crate::table::{Values, Words, tables};
use crate::text::dateline;
use crate::text::prose::{BlockKind, SentenceId, Text};
use crate::text::words::is_wide;

tables! {
    "data/consent.txt" => {
        /// Parts of words for cookies.
        COOKIES: Values = "cookies";
        /// Words in which a page speaks of itself or to its reader.
        SPEAKS: Words = "speaks";
        /// Words for the page itself.
        OF_ITSELF: Values = "of-itself";
    }
}

/// A sentence without its dateline.
pub(crate) fn without_dateline(sentence: &str) -> &str {
    dateline::split(sentence).1
}

/// Whether a sentence opens with a quotation mark.
pub(crate) fn opens_quote(sentence: &str) -> bool {
    sentence.starts_with(['"', '“', '”', '‘', '«', '„', '「', '『', '\''])
}

/// How many words a sentence has; a character of a script without spaces counts as half a word.
pub(crate) fn word_count(sentence: &str) -> usize {
    if sentence.is_ascii() {
        // White space as `split_whitespace` has it, which has one character more than `is_ascii_whitespace`.
        let is_space = |b: u8| matches!(b, b' ' | b'\t'..=b'\r');
        let mut after_space = true;
        let starts = sentence.bytes().filter(|b| {
            let space = is_space(*b);
            let starts = after_space && !space;
            after_space = space;
            starts
        });
        return starts.count();
    }
    let wide = sentence
        .chars()
        .filter(|c| is_wide(*c) && c.is_alphabetic())
        .count();
    if wide * 3 > sentence.chars().count() {
        wide / 2
    } else {
        sentence.split_whitespace().count()
    }
}

/// Whether a sentence ends as one, so that it is no heading, byline or caption.
fn ends_as_sentence(sentence: &str) -> bool {
    sentence
        .trim_end_matches(['"', '”', '’', '\'', ')', '»', '」', '』'])
        .ends_with(['.', '!', '。', '！', '…', '।'])
}

/// Whether a sentence of a paragraph tells something: no question, note, quotation, byline or fragment.
pub(crate) fn tells(sentence: &str) -> bool {
    let question = || {
        sentence
            .trim_end_matches(['"', '”', '’', ')'])
            .ends_with(['?', '？'])
    };
    let note =
        || sentence.starts_with(['(', '[', '*', '（', '#', '|']) && !starts_with_agency(sentence);
    ends_as_sentence(sentence)
        && !question()
        && !note()
        && !opens_quote(sentence)
        && is_balanced(sentence)
        && word_count(sentence) >= 5
        && !sentence.starts_with(|c: char| c.is_lowercase())
        && !only_names(sentence)
        && !asks_for_consent(sentence)
}

/// Whether as many brackets and quotation marks close as open.
fn is_balanced(sentence: &str) -> bool {
    let (mut opened, mut closed, mut straight) = (0_usize, 0_usize, 0_usize);
    for byte in sentence.bytes() {
        opened += usize::from(byte == b'(');
        closed += usize::from(byte == b')');
        straight += usize::from(byte == b'"');
    }
    opened == closed
        && straight.is_multiple_of(2)
        && (sentence.is_ascii() || sentence.matches('“').count() == sentence.matches('”').count())
}

/// Whether a sentence is a page's own on cookies, which speaks of itself or to its reader, and not a report on them.
pub(crate) fn asks_for_consent(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    if !COOKIES.iter().any(|word| lower.contains(word)) {
        return false;
    }
    let word = |w: &str| SPEAKS.has(w.trim_matches(|c: char| !c.is_alphanumeric()));
    let spaced = lower.split_whitespace().any(word);
    spaced || OF_ITSELF.iter().any(|words| lower.contains(words))
}

/// Whether a line in a script with capitals holds nothing but names, days and the smallest words, as a byline, a credit
/// or a line of data does: "By Jane Doe on May 3, 2025."
fn only_names(sentence: &str) -> bool {
    let words = || {
        sentence
            .split_whitespace()
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|w| !w.is_empty())
    };
    let cased = |w: &&str| w.starts_with(char::is_uppercase);
    words().any(|w| cased(&w) && w.chars().count() > 1)
        && sentence.chars().any(char::is_lowercase)
        && words().all(|w| {
            !w.starts_with(char::is_alphabetic)
                || cased(&w)
                || w.chars().count() <= 3 && !is_verb(w)
        })
}

/// Whether a word is one of the shortest verbs, or a negation, which make a sentence of names.
fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "are"
            | "has"
            | "had"
            | "can"
            | "may"
            | "did"
            | "won"
            | "led"
            | "cut"
            | "hit"
            | "saw"
            | "met"
            | "got"
            | "put"
            | "set"
            | "ran"
            | "not"
            | "no"
            | "ist"
            | "war"
            | "hat"
            | "est"
            | "a"
            | "es"
            | "era"
            | "ha"
            | "è"
            | "é"
            | "som"
            | "har"
            | "er"
            | "är"
            | "var"
            | "to"
            | "up"
    )
}

fn starts_with_agency(sentence: &str) -> bool {
    without_dateline(sentence).len() < sentence.len()
}

/// The sentences that tell something, in reading order, from paragraphs and, with `lists`, list items.
pub(crate) fn telling(text: &Text, lists: bool) -> impl Iterator<Item = (SentenceId, &str)> {
    let mut quotes = Quotes::default();
    text.sentences().filter(move |(id, sentence)| {
        let Some(block) = text.blocks.get(id.block) else {
            return false;
        };
        let kind = block.kind == BlockKind::Paragraph || lists && block.kind == BlockKind::ListItem;
        let start = block.sentences.get(id.sentence).map_or(0, |s| s.start);
        kind && tells(sentence) && !quotes.open_at(id.block, &block.text, start)
    })
}

/// The quotation marks of one block, counted from its start as its sentences are read in order.
#[derive(Default)]
struct Quotes {
    block: usize,
    /// Bytes that are counted.
    read: usize,
    straight: usize,
    opening: usize,
    closing: usize,
}

impl Quotes {
    /// Whether a quotation is still open at this byte of the block.
    fn open_at(&mut self, block: usize, text: &str, start: usize) -> bool {
        if self.block != block || start < self.read {
            *self = Self {
                block,
                ..Self::default()
            };
        }
        for c in text.get(self.read..start).unwrap_or_default().chars() {
            match c {
                '"' => self.straight += 1,
                '“' | '«' => self.opening += 1,
                '”' | '»' => self.closing += 1,
                _ => {}
            }
        }
        self.read = start;
        !self.straight.is_multiple_of(2) || self.opening > self.closing
    }
}

#[cfg(test)]
mod tests {
    use super::without_dateline;

    #[test]
    fn consent_tells_nothing() {
        for line in [
            "We use cookies so that the mill works as well as it can.",
            "By clicking on accept you agree to all cookies of the mill.",
            "Diese Website verwendet Cookies für die Mühle und ihre Partner.",
            "Ce site utilise des cookies pour mesurer ce que moud le moulin.",
            "当サイトではクッキーを使用しています。ご了承ください。",
        ] {
            assert!(!super::tells(line), "{line}");
        }
        for line in [
            "Example Mills will drop cookies from its browser in 2027.",
            "The mill bakes cookies for half of Lodz every day.",
        ] {
            assert!(super::tells(line), "{line}");
        }
    }

    #[test]
    fn bylines_tell_nothing() {
        for line in [
            "By Jane Doe on May 3, 2025.",
            "Photo by Jane Doe for Example Wire.",
            "Jane Doe, Editor, Example Daily News.",
        ] {
            assert!(!super::tells(line), "{line}");
        }
        for line in [
            "Tesla Motors and LG Energy Solution met in Oslo.",
            "Jane Doe is Head of Example Mills.",
            "Die Mühle mahlt seit Montag Mehl.",
        ] {
            assert!(super::tells(line), "{line}");
        }
    }

    #[test]
    fn datelines_go() {
        for line in [
            "SEOUL, April 20 (Agency) — The makers met.",
            "(Agency) -- The makers met.",
            "OSLO/BERGEN, 3. Mai 2024 – The makers met.",
            "The makers met.",
        ] {
            assert_eq!(without_dateline(line), "The makers met.");
        }
        for (line, rest) in [
            (
                "(서울=예제통신) 홍길동 기자 = 공장이 열렸다.",
                "공장이 열렸다.",
            ),
            ("[예제 홍길동 기자] 공장이 열렸다.", "공장이 열렸다."),
            ("[예제경제] 공장이 열렸다.", "공장이 열렸다."),
            ("【北京=山田太郎】工場が開いた。", "工場が開いた。"),
            (
                "［東京　２１日　例通信］ - 工場が開いた。",
                "工場が開いた。",
            ),
            ("示例社北京11月21日电（记者 张三）工厂开工。", "工厂开工。"),
            ("示例社北京11月21日电 工厂开工。", "工厂开工。"),
            ("(공장 사진) 공장이 열렸다.", "(공장 사진) 공장이 열렸다."),
            ("工厂11月21日开工。", "工厂11月21日开工。"),
        ] {
            assert_eq!(without_dateline(line), rest);
        }
    }
}
