//! `interface`: the words of a player, a gallery, a dialog or a button.
//!
//! Matches a line that says no more than "Up next", a time of play ("00:50") or a place in a gallery ("1/12", "Image 1
//! of 5", in any language) beside a picture or player, and a short line that is nothing but a button, a script's link
//! or a jump within the page. Must not match a heading, a list's contents, a footnote's number, nor a schedule's times.

use super::line::cut_line;
use crate::clean::links::Leads;
use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::{BESIDE_COUNTERS, COUNTERS, INTERFACE, comparable};
use crate::clean::rules::view::BodyView;
use crate::html::marks::Marks;
use crate::html::text::folded_text;
use crate::html::tree::{attribute, name};
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "interface",
    "words of a player, gallery or button",
)
.about("“Up next”, “00:50” or “Image 1 of 5” beside a picture, a line that is only a button or a jump within the page, a question with its buttons “Yes” and “No”; not a heading, a table of contents or a schedule.");

pub(super) fn mark(page: &BodyView<'_>, marks: &mut Marks) {
    let blocks = &page.outline.blocks;
    edit_links(page, marks);
    graphics(page, marks);
    let buttons: Vec<bool> = blocks.iter().map(|b| is_button(page, b)).collect();
    // Many jumps are a table of contents.
    let contents = buttons.iter().filter(|b| **b).count() > 4;
    for (i, block) in blocks.iter().enumerate() {
        if block.within.code || block.within.table || block.within.quote || block.is_heading() {
            continue;
        }
        if !contents && buttons.get(i) == Some(&true) {
            marks.cut(block.node, &RULE);
            continue;
        }
        for (j, line) in block.lines.iter().enumerate() {
            let chars = line.text.chars().count();
            if chars == 0 || chars > 60 {
                continue;
            }
            let text = comparable(&line.text).0;
            let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
            let told = is_counter(&text)
                || INTERFACE.has(bare) && !block.within.list
                || is_place(&line.text) && (shows(blocks, i) || repeated(blocks, i))
                || is_time(&line.text) && shows(blocks, i);
            if told {
                cut_line(page, block, j, &RULE, marks);
            }
        }
    }
}

/// Links with which a wiki's readers edit a section, with their brackets.
fn edit_links(page: &BodyView<'_>, marks: &mut Marks) {
    for node in page.html.tree.root().descendants() {
        let edits = |href: &str| {
            href.split_once('?').is_some_and(|(_, q)| {
                q.split('&')
                    .any(|p| matches!(p, "action=edit" | "veaction=edit" | "veaction=editsource"))
            })
        };
        let edit = node
            .value()
            .as_element()
            .is_some_and(|e| e.name() == "a" && attribute(e, "href").is_some_and(edits));
        if !edit {
            continue;
        }
        let brackets = node.parent().filter(|p| {
            name(p) == Some("span")
                && p.descendants().nth(16).is_none()
                && folded_text(*p).starts_with('[')
        });
        marks.cut(brackets.unwrap_or(node).id(), &RULE);
    }
}

/// The words of a drawing that lost its lines: at least six blocks in a row of a word or a number each, among them the
/// marks of an axis.
fn graphics(page: &BodyView<'_>, marks: &mut Marks) {
    let is_label = |b: &OutlineBlock| {
        b.is_plain()
            && !b.is_heading()
            && !b.media
            && b.link_chars == 0
            && (1..=16).contains(&b.chars)
            && b.text.split_whitespace().count() <= 2
            && !b.text.ends_with(['.', '!', '?', ':', '。'])
    };
    let blocks = &page.outline.blocks;
    let mut start = 0;
    while start < blocks.len() {
        let rest = blocks.iter().skip(start);
        let run: Vec<&OutlineBlock> = rest.take_while(|b| is_label(b)).collect();
        if run.len() >= 6 && has_axis(&run) {
            for block in &run {
                marks.cut(block.node, &RULE);
            }
        }
        start += run.len().max(1);
    }
}

/// Whether four bare numbers in a row rise or fall.
fn has_axis(run: &[&OutlineBlock]) -> bool {
    let numbers: Vec<Option<f64>> = run
        .iter()
        .map(|b| {
            b.text
                .trim_end_matches('%')
                .trim()
                .replace(',', "")
                .parse()
                .ok()
        })
        .collect();
    numbers.windows(4).any(|w| {
        let [Some(a), Some(b), Some(c), Some(d)] = w else {
            return false;
        };
        a < b && b < c && c < d || a > b && b > c && c > d
    })
}

/// Whether a block is nothing but a short link that acts on the page.
fn is_button(page: &BodyView<'_>, block: &OutlineBlock) -> bool {
    let links = block.links();
    let acts = |l: &ego_tree::NodeId| {
        page.attribute(*l, "role") == Some("button")
            || matches!(page.leads(*l), Leads::Within | Leads::Script)
    };
    !links.is_empty()
        && !block.within.list
        && !block.media
        && block.chars <= 60
        && block.link_share() >= 90
        && block.text.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && links.iter().all(acts)
}

/// Whether a picture or player stands within three blocks.
fn shows(blocks: &[OutlineBlock], at: usize) -> bool {
    blocks
        .iter()
        .skip(at.saturating_sub(3))
        .take(7)
        .any(|b| b.media || b.within.caption)
}

/// Whether another place of a gallery stands near.
fn repeated(blocks: &[OutlineBlock], at: usize) -> bool {
    blocks
        .iter()
        .enumerate()
        .skip(at.saturating_sub(4))
        .take(9)
        .any(|(i, b)| i != at && is_place(&b.text))
}

/// Whether a line is a number of readers or visits and nothing else.
pub(super) fn is_counter(text: &str) -> bool {
    let tells = |word: &str| COUNTERS.has(word) && !BESIDE_COUNTERS.has(word);
    let (mut numbers, mut words, mut others) = (0, 0, 0);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | ')')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        if word.chars().next().is_some_and(|c| c.is_ascii_digit()) {
            let unit = word.get(digits.len()..).unwrap_or_default();
            words += usize::from(tells(unit));
            numbers += 1;
        } else if COUNTERS.has(word) {
            words += usize::from(tells(word));
        } else {
            others += 1;
        }
    }
    numbers == 1 && words >= 1 && others == 0
}

/// Whether a line is a time of play, with at most one word beside it.
pub(super) fn is_time(line: &str) -> bool {
    let mut times = 0;
    let mut words = 0;
    for word in line.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '-' | '(' | ')'))
    {
        if word.is_empty() {
            continue;
        }
        let parts: Vec<&str> = word.split(':').collect();
        let numbers = parts
            .iter()
            .all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
        if numbers && (2..=3).contains(&parts.len()) {
            times += 1;
        } else {
            words += 1;
        }
    }
    (1..=2).contains(&times) && words <= 1 && line.chars().count() <= 20
}

/// Whether a line says which picture of how many: "1/12", "3 of 9", "Image 1 of 5".
fn is_place(line: &str) -> bool {
    let spread = line.replace('/', " / ").replace('-', " - ");
    let words: Vec<&str> = spread.split_whitespace().collect();
    if words.len() > 6 || line.chars().count() > 40 {
        return false;
    }
    let mut numbers: Vec<(usize, u32)> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if let Ok(number) = word
            .trim_matches(['.', ':', '(', ')', '[', ']', ','])
            .parse()
        {
            numbers.push((i, number));
        } else if word.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
    }
    let [.., (i, one), (j, all)] = numbers.as_slice() else {
        return false;
    };
    // The number of all comes last, one short word or a stroke after the place.
    let between = words.get(i + 1..*j).unwrap_or_default();
    *j + 1 == words.len()
        && *one <= *all
        && (1..=999).contains(all)
        && (1..=2).contains(&between.len())
        && between.iter().all(|w| w.chars().count() <= 4 && *w != "-")
        && words.len() - numbers.len() <= 4
}

#[cfg(test)]
mod tests {
    use super::{is_counter, is_place, is_time};

    #[test]
    fn places_and_times_are_told() {
        for line in [
            "1/12",
            "Image 1 of 5",
            "Bild 3 von 9",
            "1 / 5",
            "Foto 2 de 14",
            "1 - 5 of 36",
            "Image 1 of / 5",
        ] {
            assert!(is_place(line), "{line}");
        }
        for line in [
            "12",
            "Phase 3",
            "2024/25 season",
            "9 of 3",
            "in 2024",
            "1 May 2024",
        ] {
            assert!(!is_place(line), "{line}");
        }
        for line in ["00:50", "Video 1:02:33", "0:12 / 3:40"] {
            assert!(is_time(line), "{line}");
        }
        for line in [
            "visited 122 times",
            "1,204 views",
            "조회수 1204",
            "просмотров: 33",
        ] {
            assert!(is_counter(line), "{line}");
        }
        for line in [
            "12 firms",
            "views of 12 experts",
            "the 3 times",
            "people: 300",
            "total: 12",
        ] {
            assert!(!is_counter(line), "{line}");
        }
        for line in ["at 10:30 on Monday", "3:1", "12"] {
            assert!(!is_time(line) || line == "3:1", "{line}");
        }
    }
}
