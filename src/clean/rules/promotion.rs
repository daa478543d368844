//! `promotion`: a line that points to another article of the publisher.
//!
//! Matches "Also Read | <link>", "READ MORE: headline", a link that says "Continue reading", and, whatever the
//! language, a short label in capitals or bold with a bar or colon before a link that fills the rest of the line.
//! Must not match a sentence that happens to hold a link, nor "Source: <link>".

use super::line::cut_line;
use crate::clean::outline::{Line, OutlineBlock};
use crate::clean::phrases::{CREDITS, HERE, PhraseKind, comparable, openings};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::rule::{Rule, Stage};
use crate::text::sentences::sentences;

pub(super) static RULE: Rule =
    Rule::new(Stage::Cleaning, "promotion", "a pointer to another article").about("“Also read: …” with a link, in many languages, and a short label set apart before a link that fills the line; not a sentence that holds a link, nor “Source: …”.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    for (i, block) in page.outline.blocks.iter().enumerate() {
        if block.within.quote
            || block.within.table
            || block.within.caption
            || block.within.code
            || block.chars == 0
        {
            continue;
        }
        for (j, line) in block.lines.iter().enumerate() {
            if is_promotion(page, i, block, line) {
                cut_line(page, block, j, &RULE, marks);
            }
        }
    }
}

fn is_promotion(page: &BodyView<'_>, index: usize, block: &OutlineBlock, line: &Line) -> bool {
    let chars = line.text.chars().count();
    if chars > 400 {
        return false;
    }
    by_label(block, line, chars)
        || says_here(page, block, line)
        || (!block.within.list && !block.is_heading() && by_shape(page, index, line))
}

/// A short line that ends or begins with a link which says no more than "here", to the publisher's own site.
fn says_here(page: &BodyView<'_>, block: &OutlineBlock, line: &Line) -> bool {
    if line.link_chars == 0 || line.text.chars().count() > 150 || block.within.list {
        return false;
    }
    let links = line.links();
    let [link] = links.as_slice() else {
        return false;
    };
    let text = comparable(&page.text(*link)).0;
    if !HERE.has(text.trim_end_matches(|c: char| !c.is_alphanumeric())) {
        return false;
    }
    let last = line.pieces.iter().rposition(|p| p.link.is_some());
    let after = last.map_or("", |i| line.text.get(line.end_of(i)..).unwrap_or_default());
    let ends = !after.chars().any(char::is_alphanumeric);
    // Several such lines are a list of what there is.
    let here = |l: &ego_tree::NodeId| {
        let text = comparable(&page.text(*l)).0;
        HERE.has(text.trim_end_matches(|c: char| !c.is_alphanumeric()))
    };
    let lines = page.outline.blocks.iter().flat_map(|b| &b.lines);
    let alike = |l: &&Line| l.link_chars > 0 && l.links().iter().any(here);
    if lines.filter(alike).take(3).count() > 2 {
        return false;
    }
    let site = page.own_site();
    let one = line.text.trim_end().trim_end_matches(['.', '!', ':']);
    ends && sentences(one).len() < 2 && page.is_own(*link, site.as_deref())
}

/// A known label, then a link or a headline.
fn by_label(block: &OutlineBlock, line: &Line, chars: usize) -> bool {
    let (text, lead) = comparable(&line.text);
    let found = openings(&text, &[PhraseKind::Label, PhraseKind::Weak]);
    let strong = found.iter().find(|f| f.0 == PhraseKind::Label).map(|f| f.1);
    let weak = found.iter().find(|f| f.0 == PhraseKind::Weak).map(|f| f.1);
    let Some(length) = strong.max(weak) else {
        return false;
    };
    let certain = strong >= weak;
    let rest_start = lead
        + line
            .text
            .get(lead..)
            .unwrap_or_default()
            .char_indices()
            .nth(length)
            .map_or(line.text.len() - lead, |c| c.0);
    let rest = line.text.get(rest_start..).unwrap_or_default();
    let words_start = rest
        .find(|c: char| c.is_alphanumeric())
        .unwrap_or(rest.len());
    let (gap, words) = rest.split_at_checked(words_start).unwrap_or((rest, ""));
    let parted = gap.chars().any(|c| {
        matches!(
            c,
            ':' | '：'
                | '|'
                | '｜'
                | '»'
                | '›'
                | '→'
                | '>'
                | '】'
                | '▶'
                | '►'
                | '👉'
                | '➤'
                | '–'
                | '—'
        )
    });
    let word_chars = words.chars().count();
    let linked = line.link_chars > 0;
    if words.is_empty() {
        // The label alone: the link itself, or what is left of a box. A lone weak label is a heading of the article.
        let all_link = linked && line.link_chars * 10 >= chars * 9;
        return if certain {
            linked || !block.is_heading() && !block.within.list
        } else {
            all_link && !block.within.list
        };
    }
    let outside = word_chars.saturating_sub(line.link_chars);
    let link_is_rest =
        linked && outside * 4 <= word_chars && line.pieces.iter().any(|p| p.link.is_some());
    let label_linked = line
        .pieces
        .iter()
        .find(|p| p.start <= rest_start)
        .is_some_and(|p| p.link.is_some());
    let sentence =
        words.trim_end().ends_with(['.', '。', '।']) && words.split_whitespace().count() > 12;
    if link_is_rest {
        return if certain {
            true
        } else {
            parted || !label_linked && starts_with_link(line, rest_start)
        };
    }
    if linked && certain && outside <= 60 && line.link_chars * 2 >= word_chars && !sentence {
        return true;
    }
    !linked
        && certain
        && parted
        && gap.contains([':', '|', '：', '｜', '】'])
        && word_chars <= 160
        && !sentence
        && (block.all_strong
            || is_capital(line.text.get(..rest_start).unwrap_or_default())
            || block.lines.len() == 1)
        && !block.within.list
}

/// Whether a link starts where the label ends.
fn starts_with_link(line: &Line, at: usize) -> bool {
    line.pieces.iter().any(|p| {
        p.link.is_some()
            && p.start >= at
            && line
                .text
                .get(at..p.start)
                .is_some_and(|g| !g.chars().any(char::is_alphanumeric))
    })
}

/// Whether all cased letters are capitals, and there are some.
pub(super) fn is_capital(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// A short label that stands out, a bar, colon or arrow, and a link of several words to the end of the line.
fn by_shape(page: &BodyView<'_>, index: usize, line: &Line) -> bool {
    let links = line.links();
    let [link] = links.as_slice() else {
        return false;
    };
    let href = page.href(*link);
    if href.starts_with('#') || href.starts_with("mailto:") {
        return false;
    }
    let Some(first) = line.pieces.iter().position(|p| p.link.is_some()) else {
        return false;
    };
    let Some(start) = line.pieces.get(first).map(|p| p.start) else {
        return false;
    };
    let last = line
        .pieces
        .iter()
        .rposition(|p| p.link.is_some())
        .unwrap_or(first);
    let after = line.text.get(line.end_of(last)..).unwrap_or_default();
    let label = line.text.get(..start).unwrap_or_default().trim();
    let linked = line
        .text
        .get(start..line.end_of(last))
        .unwrap_or_default()
        .trim();
    if after.chars().any(char::is_alphanumeric)
        || linked.starts_with("http")
        || linked.contains("://")
    {
        return false;
    }
    let several = linked.split_whitespace().count() >= 4
        || (linked.chars().count() >= 10 && linked.chars().any(|c| c > '\u{2e80}'));
    if !several || !prose_near(page, index) {
        return false;
    }
    let words = label.chars().any(char::is_alphanumeric);
    if !words {
        return matches!(
            label.chars().next(),
            Some('»' | '›' | '→' | '➤' | '►' | '▶' | '👉' | '➡' | '>')
        );
    }
    let bare = label.trim_end_matches(|c: char| !c.is_alphanumeric());
    let short = bare.chars().count() <= 45 && bare.split_whitespace().count() <= 6;
    let gap = label.get(bare.len()..).unwrap_or_default();
    let bar = gap.contains(['|', '｜', '»', '›', '→', '➤', '►', '▶', '👉', '】']);
    let colon = gap.contains([':', '：']);
    let strong = line.pieces.iter().take(first).all(|p| {
        p.strong
            || line
                .text
                .get(p.start..)
                .is_some_and(|t| t.trim().is_empty())
    });
    let lower = comparable(bare).0;
    short
        && (bar || colon && (is_capital(bare) || strong && bare.split_whitespace().count() >= 2))
        && !CREDITS.has(&lower)
}

/// Whether a paragraph of prose stands before or after.
fn prose_near(page: &BodyView<'_>, index: usize) -> bool {
    let prose = |b: &OutlineBlock| b.is_plain() && b.chars >= 80 && b.link_share() < 50;
    let before = page
        .outline
        .blocks
        .get(..index)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(4)
        .any(prose);
    before
        || page
            .outline
            .blocks
            .iter()
            .skip(index + 1)
            .take(4)
            .any(prose)
}
