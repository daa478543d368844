//! What a box leaves behind when its list, its field or its buttons are gone: a heading with nothing under it, a question
//! whose answers were buttons, the words of a newsletter's box up to the line that ends it, the line of rights.
//!
//! Matches, whatever the words, a heading at the very end or right above what was cut; a question before "Yes" and "No";
//! what stands between a plea and the small print under it. Must not match a heading over a paragraph, a question of the
//! article, nor a paragraph of prose.

use super::boxes::JOBS;
use super::closing::RULE as CLOSING;
use super::interface::RULE as INTERFACE;
use super::related_list::RULE as RELATED;
use super::subscribe::RULE as SUBSCRIBE;
use super::unlabelled::is_prose;
use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::{
    CONSENT, ENDS_BOX, NOTICES, PAID, PAID_LINKS, PhraseKind, SIGNING, YES_NO, comparable,
    is_whole, openings,
};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::Rule;

/// Most characters of small print.
const SMALL_PRINT: usize = 420;

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    questions(page, marks);
    small_print(page, marks);
    rights(page, marks);
    headings(page, marks);
}

/// Questions to the reader whose answers are buttons, or words beside them.
fn questions(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let answer = |b: &OutlineBlock| {
        let text = comparable(&b.text).0;
        !text.is_empty()
            && text
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .all(|w| YES_NO.has(w))
    };
    for (i, block) in blocks.iter().enumerate() {
        if !block.is_plain() || block.chars > 120 {
            continue;
        }
        let Some((_, after)) = block.text.split_once(['?', '？']) else {
            continue;
        };
        let told = comparable(after).0;
        let inside =
            told.split_whitespace().count() >= 2 && told.split_whitespace().all(|w| YES_NO.has(w));
        let rest = blocks.iter().skip(i + 1);
        let answers: Vec<&OutlineBlock> = rest.take_while(|b| answer(b)).take(3).collect();
        let several: usize = answers
            .iter()
            .map(|b| b.text.split_whitespace().count())
            .sum();
        if inside || after.trim().is_empty() && several >= 2 {
            marks.cut(block.node, &INTERFACE);
            for block in answers {
                marks.cut(block.node, &INTERFACE);
            }
        }
    }
}

/// Small print of newsletters and shops, whole notices of machines, and what stands between a plea and such a line.
fn small_print(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    for (i, block) in blocks.iter().enumerate() {
        if !block.is_plain() || block.is_heading() || block.chars > SMALL_PRINT || block.chars == 0
        {
            continue;
        }
        let text = comparable(&block.text).0;
        let rule: &'static Rule = if is_notice(&text) {
            &INTERFACE
        } else if is_consent(&text) || is_ending(&text) {
            &SUBSCRIBE
        } else if is_affiliate(&text) {
            &super::boxes::SHOP
        } else {
            continue;
        };
        marks.cut(block.node, rule);
        if rule == &SUBSCRIBE {
            between(page, i, marks);
        }
    }
}

/// What stands between small print and the plea a few blocks above it.
fn between(page: &BodyView<'_>, end: usize, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let from = end.saturating_sub(4);
    let taken = |i: &usize| page.rule_of(blocks.get(*i)?, marks);
    let is_plea = |i: &usize| taken(i) == Some(&SUBSCRIBE);
    let Some(start) = (from..end).find(is_plea) else {
        return;
    };
    let inner = blocks.get(start + 1..end).unwrap_or_default();
    let short = |b: &OutlineBlock| b.is_plain() && b.chars <= 240 && !b.media;
    let unended = |b: &OutlineBlock| !b.text.ends_with('.') || b.chars <= 140;
    if inner.iter().all(|b| short(b) && unended(b)) {
        for block in inner {
            marks.cut(block.node, &SUBSCRIBE);
        }
    }
}

/// Whether each sentence of a text is one that only machines write.
fn is_notice(text: &str) -> bool {
    let sentences = text
        .split(['.', '!', '。'])
        .map(|s| s.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|s| !s.is_empty());
    // Thanks alone may be anybody's.
    let mut told = false;
    for sentence in sentences {
        if !NOTICES.has(sentence) {
            return false;
        }
        told |= sentence.chars().count() > 12 || sentence.chars().any(|c| c > '\u{2e80}');
    }
    told
}

/// Whether a text is small print under a field for an address: at least two of its terms.
fn is_consent(text: &str) -> bool {
    let terms = CONSENT.iter().filter(|w| text.contains(*w)).take(2);
    terms.count() == 2 && SIGNING.iter().any(|w| text.contains(w))
}

/// Whether a text is the line that ends a box for screen readers.
fn is_ending(text: &str) -> bool {
    ENDS_BOX.has(text.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a text says that the publisher is paid for its links.
fn is_affiliate(text: &str) -> bool {
    let holds = |parts: &[&str]| parts.iter().any(|p| text.contains(p));
    text.len() <= 220 && holds(&PAID) && holds(&PAID_LINKS)
}

/// The line of rights under the article.
fn rights(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let last = blocks
        .iter()
        .rposition(|b| is_prose(b) && !is_rights(&b.text));
    let Some(last) = last else { return };
    for block in blocks.iter().skip(last + 1) {
        // In italics it is the note with which an agency ends its own text.
        let set = block.is_plain() && !block.media && !block.all_strong;
        if set && block.chars <= 300 && is_rights(&block.text) {
            marks.cut(block.node, &CLOSING);
        }
    }
}

/// Whether a line begins with the sign or word of rights and a year or a name, or reserves all of them.
fn is_rights(line: &str) -> bool {
    let lower = line.to_lowercase();
    let rest = ["©", "(c)", "copyright"]
        .iter()
        .find_map(|s| lower.strip_prefix(s));
    let Some(rest) = rest else { return false };
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let year = rest
        .get(..4)
        .is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()));
    year && (line.split_whitespace().count() <= 8 || lower.contains("rights reserved"))
}

/// Headings with nothing under them, and labels that close the text.
fn headings(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    let gone = |i: usize| {
        blocks
            .get(i)
            .is_some_and(|b| page.is_marked(i, marks) || b.chars == 0 && !b.media)
    };
    let mut found: Vec<(usize, &'static Rule)> = Vec::new();
    // From the end up: what closes the text with nothing below it.
    let mut end = blocks.len();
    while end > 0 {
        let Some(block) = blocks.get(end - 1) else {
            break;
        };
        if !gone(end - 1) {
            if !is_hollow(block) {
                break;
            }
            found.push((end - 1, &CLOSING));
        }
        end -= 1;
    }
    // A heading right above what a rule took, up to the next heading of its level.
    for (i, block) in blocks.iter().enumerate().take(end) {
        if !block.is_heading() || gone(i) || !block.is_plain() {
            continue;
        }
        let under = blocks.iter().enumerate().skip(i + 1);
        let under = under.take_while(|(_, b)| !(b.is_heading() && b.tag <= block.tag));
        let under: Vec<usize> = under.map(|(j, _)| j).collect();
        let took = |j: &usize| {
            let rule = blocks.get(*j).and_then(|b| page.rule_of(b, marks));
            rule == Some(&RELATED) || rule == Some(&JOBS) || rule == Some(&super::boxes::SHOP)
        };
        if !under.is_empty() && under.iter().all(|j| gone(*j)) && under.iter().any(took) {
            found.push((i, &RELATED));
        }
    }
    let begun = blocks.iter().any(is_prose);
    for (i, rule) in found.into_iter().filter(|_| begun) {
        if let Some(block) = blocks.get(i) {
            marks.cut(block.node, rule);
        }
    }
}

/// Whether a block says nothing where nothing follows it: a heading, or a label of other articles.
fn is_hollow(block: &OutlineBlock) -> bool {
    if !block.is_plain() || block.media || block.chars > 90 {
        return false;
    }
    if block.is_heading() && !block.text.ends_with(['.', '!', '?', ':', '。', '：']) {
        return true;
    }
    let text = comparable(&block.text).0;
    let opened = openings(&text, &[PhraseKind::Label]).first().map(|f| f.1);
    let rest: String = text.chars().skip(opened.unwrap_or(0)).collect();
    let named = opened.is_some()
        && block.link_chars == 0
        && rest.split_whitespace().count() <= 4
        && !block.text.ends_with(['.', '!', '?', '。']);
    named || block.all_strong && is_whole(&text, PhraseKind::Weak)
}

#[cfg(test)]
mod tests {
    use super::{is_affiliate, is_consent, is_notice, is_rights};
    use crate::clean::phrases::comparable;

    #[test]
    fn small_print_is_told() {
        let lower = |t: &str| comparable(t).0;
        assert!(is_notice(&lower(
            "Something went wrong. Please try again later."
        )));
        assert!(!is_notice(&lower(
            "Something went wrong in the hall, it said. Please try again later."
        )));
        assert!(is_consent(&lower(
            "By signing up you agree to our Terms of Use and Privacy Policy."
        )));
        assert!(!is_consent(&lower(
            "The privacy policy of the maker names three firms."
        )));
        assert!(is_affiliate(&lower(
            "We may earn a commission if you buy through our links."
        )));
        assert!(!is_affiliate(&lower(
            "The firm may earn a commission on each of its sales."
        )));
        for line in [
            "© 2025 A Paper",
            "Copyright 2025 A Paper. All rights reserved.",
        ] {
            assert!(is_rights(line), "{line}");
        }
        for line in [
            "© A Photographer",
            "Copyright law protects it for ten years",
            "(c) the third",
        ] {
            assert!(!is_rights(line), "{line}");
        }
    }
}
