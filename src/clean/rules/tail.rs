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

/// Where sentences begin after the first: past a sentence's end and a space, at a bracket, or at a link that follows
/// a sentence's end at once.
fn sentence_starts(line: &Line) -> Vec<usize> {
    let mut out = Vec::new();
    let mut ended = false;
    let mut seen_words = false;
    for (at, c) in line.text.char_indices() {
        let boundary = at > 0 && line.pieces.binary_search_by_key(&at, |p| p.start).is_ok();
        if seen_words && !c.is_whitespace() {
            if matches!(c, '(' | '[' | '【')
                || (ended
                    && (c.is_alphanumeric()
                        || !matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '.' | '…')))
            {
                if c != '.' {
                    out.push(at);
                }
                ended = false;
            } else if boundary && ended {
                out.push(at);
            }
        }
        if matches!(
            c,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '۔' | '؟'
        ) {
            ended = true;
        } else if !c.is_whitespace() && !matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»')
        {
            ended = false;
        }
        seen_words |= c.is_alphanumeric();
    }
    out
}
