//! `line-of-facts`: a line about the article that has no verb: author, day and hour, minutes of reading, parted by
//! strokes and dots.
//!
//! Matches, above the article's first paragraph or under its last, "By A. Name · 12 May 2025 · 3 min read",
//! "Published: 01.07.2023, 11:16", "Reading time: 1 minute" in any language that tells minutes. Must not match a bare
//! day, a dateline, a line with an end of a sentence, nor a schedule.

use super::line::cut_line;
use super::unlabelled::is_prose;
use crate::clean::phrases::{MINUTES, READING, comparable};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "line-of-facts",
    "a line about the article, not of it",
)
.about("Above or under the article: minutes of reading, a label with day and hour, author and day parted by dots; not a bare day, nor a line that ends a sentence.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let first = blocks.iter().position(is_prose).unwrap_or(0);
    let last = blocks.iter().rposition(is_prose).unwrap_or(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        if block.within.code
            || block.within.table
            || block.within.quote
            || block.within.caption
            || block.is_heading()
        {
            continue;
        }
        let outside = i < first || i > last;
        for (j, line) in block.lines.iter().enumerate() {
            let chars = line.text.chars().count();
            if !(3..=120).contains(&chars)
                || line.text.ends_with(['.', '!', '?', '。', ';']) && !line.text.ends_with("min.")
            {
                continue;
            }
            let text = comparable(&line.text).0;
            if is_reading_time(&text) || outside && is_stamp(&line.text) {
                cut_line(page, block, j, &RULE, marks);
            }
        }
    }
}

/// Whether a line tells no more than how many minutes it takes to read.
fn is_reading_time(text: &str) -> bool {
    let (mut numbers, mut minutes, mut reading, mut others) = (0, 0, 0, 0);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '·' | '|')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let unit = word.get(digits..).unwrap_or_default();
        if digits > 0 {
            numbers += 1;
            if unit.is_empty() {
                continue;
            }
        }
        if MINUTES.has(unit) {
            minutes += 1;
        } else if READING.has(unit) {
            reading += 1;
        } else {
            others += 1;
        }
    }
    (1..=2).contains(&numbers) && minutes >= 1 && reading >= 1 && others == 0
}

/// Whether a line holds a day or an hour and is parted by dots or strokes, or has it behind a label.
fn is_stamp(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() > 14 {
        return false;
    }
    let bare: Vec<&str> = words
        .iter()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let year = bare.iter().any(|w| is_year(w));
    let day = bare.iter().any(|w| {
        let number = w.trim_end_matches(|c: char| !c.is_ascii_digit());
        (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    });
    let written = bare.iter().any(|w| {
        let parts: Vec<&str> = w.split(['.', '/', '-']).collect();
        parts.len() == 3
            && parts
                .iter()
                .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
            && parts.iter().any(|p| is_year(p))
    });
    let hour = bare.iter().any(|w| {
        w.split_once([':', 'h']).is_some_and(|(h, m)| {
            (1..=2).contains(&h.len())
                && m.len() == 2
                && h.bytes().chain(m.bytes()).all(|b| b.is_ascii_digit())
        })
    });
    let dated = written || year && day;
    let parted = words
        .iter()
        .any(|w| matches!(*w, "·" | "•" | "|" | "/" | "—" | "–"));
    let labelled = words.iter().take(3).any(|w| w.ends_with([':', '：']));
    dated && (labelled || parted || hour) && (hour || words.len() <= 10)
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_reading_time, is_stamp};

    #[test]
    fn lines_about_the_article_are_told() {
        for line in [
            "3 min read",
            "tempo de leitura: 1 minuto",
            "lesezeit: 4 min",
            "5 дк".replace("дк", "мин чтения").as_str(),
        ] {
            assert!(is_reading_time(line), "{line}");
        }
        for line in [
            "90 minutes",
            "the match took 90 minutes",
            "3 min from the station",
        ] {
            assert!(!is_reading_time(line), "{line}");
        }
        for line in [
            "Publiziert: 01.07.2023, 11:16",
            "A. Name · 12 May 2025 · Berlin",
            "Updated: May 3, 2024",
        ] {
            assert!(is_stamp(line), "{line}");
        }
        for line in ["May 20, 2025", "SEOUL, 12 May 2025", "Hall 3 opens in 2026"] {
            assert!(!is_stamp(line), "{line}");
        }
    }
}
