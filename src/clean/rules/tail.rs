//! `tail`: a promotion at the end of a line of the article.
//!
//! Matches "… he said. Also read: <link>" and "… he said. <a>Continue reading…</a>": the pointer goes, the sentence
//! before it stays. Must not match a link that belongs to the sentence.

use super::line::cut_from;
use super::promotion::RULE;
use super::{feed_footer, subscribe};
use crate::clean::outline::Line;
use crate::clean::phrases::{PhraseKind, comparable, holds_footer, openings};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::Rule;
use crate::text::sentences::sentences;

/// Marks that end a sentence.
const ENDS: [char; 10] = ['.', '!', '?', '…', '。', '！', '？', '।', '۔', '؟'];

/// Marks that may follow those.
const CLOSING: [char; 8] = ['"', '”', '’', '\'', ')', ']', '»', '」'];

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    for (i, block) in page.outline.blocks.iter().enumerate() {
        if block.within.quote || block.within.table || block.within.code || page.is_marked(i, marks)
        {
            continue;
        }
        for line in &block.lines {
            if line.link_chars == 0 {
                continue;
            }
            if let Some((from, rule)) = promotion_from(line) {
                cut_from(page, line, from, rule, marks);
            }
        }
    }
}

/// The byte at which a promotion at the line's end begins, and the rule.
fn promotion_from(line: &Line) -> Option<(usize, &'static Rule)> {
    let starts = sentence_starts(line);
    // The latest few sentences; the earliest of them that is a promotion to the end wins.
    let from = starts.len().saturating_sub(4);
    for start in starts.into_iter().skip(from) {
        let tail = line.text.get(start..)?;
        let chars = tail.chars().count();
        let linked: usize = line
            .pieces
            .iter()
            .enumerate()
            .filter(|(_, p)| p.link.is_some())
            .map(|(i, p)| {
                line.text
                    .get(p.start.max(start)..line.end_of(i).max(start))
                    .unwrap_or_default()
                    .chars()
                    .count()
            })
            .sum();
        if linked == 0 || chars > 300 {
            continue;
        }
        let (text, _) = comparable(tail);
        let found = openings(&text, &[PhraseKind::Label, PhraseKind::Subscribe]);
        if holds_footer(&text) && text.starts_with("the post ") {
            return Some((start, &feed_footer::RULE));
        }
        let Some(&(kind, length)) = found.first() else {
            continue;
        };
        let outside = chars.saturating_sub(linked).saturating_sub(length);
        let label_is_all = length + 6 >= chars;
        if kind == PhraseKind::Label && (label_is_all || outside <= 12) {
            return Some((start, &RULE));
        }
        if kind == PhraseKind::Subscribe && linked * 2 >= chars {
            return Some((start, &subscribe::RULE));
        }
    }
    None
}

/// Where sentences begin after the first, and where else a promotion may: at a bracket, or at a link that follows a
/// sentence's end at once.
fn sentence_starts(line: &Line) -> Vec<usize> {
    let text = &line.text;
    let words = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let sentences = sentences(text).into_iter().skip(1).map(|s| s.start);
    let brackets = text.match_indices(['(', '[', '【']).map(|(at, _)| at);
    let links = line.pieces.iter().map(|p| p.start).filter(|at| {
        let before = text.get(..*at).unwrap_or_default();
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || CLOSING.contains(&c));
        before.ends_with(ENDS)
    });
    let mut out: Vec<usize> = sentences.chain(brackets).chain(links).collect();
    out.retain(|at| *at > words);
    out.sort_unstable();
    out.dedup();
    out
}
