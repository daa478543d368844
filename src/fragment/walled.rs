//! Articles of which a wall leaves the beginning: what stands above the line that asks to pay for the rest is an excerpt.

use std::collections::HashSet;

use ego_tree::NodeId;
use scraper::{Html, Node};

use super::absent::{is_offer, is_pay_wall, is_sentence};
use super::{Fragment, Sourced, rules};
use crate::html::body::{Body, MarkedTree};
use crate::html::elements::{Class, is_block};
use crate::html::marks::Marks;
use crate::html::parse;
use crate::html::text::{has_words, push_folded};
use crate::html::tree::name;

/// How many lines may stand between the last sentence and the wall: a picture's caption, a label.
const BETWEEN: usize = 3;

/// A run of text in one block.
struct Line {
    block: NodeId,
    text: String,
    /// Its last text with words.
    last: NodeId,
    /// Whether it is of the article.
    kept: bool,
}

/// Marks a text behind whose last sentence a wall stands as an excerpt, takes the wall out, and ends the text in `…`.
pub(super) fn mark(fragment: &mut Fragment) {
    if fragment.metadata.excerpt.is_some() {
        return;
    }
    let parsed;
    let tree = match &fragment.body {
        Body::Page(page) => page.as_ref(),
        // To parse a text costs more than to look for its last lines.
        Body::Source(source) if may_hold_wall(source) => {
            parsed = MarkedTree {
                html: parse::fragment(source),
                marks: Marks::default(),
            };
            &parsed
        }
        Body::Source(_) => return,
    };
    let lines = lines(&tree.html, &tree.marks);
    let Some((last, wall)) = wall(&lines) else {
        return;
    };
    let Some((end, evidence)) = lines.get(last).map(|l| l.last).zip(lines.get(wall)) else {
        return;
    };
    // The same text gives the same tree with the same nodes.
    let mut tree = std::mem::take(&mut fragment.body).into_tree();
    for line in lines
        .iter()
        .skip(wall)
        .filter(|l| l.kept && is_offer(&l.text))
    {
        tree.marks.cut(line.block, &rules::PAYWALL);
    }
    break_off(&mut tree.html, end);
    fragment.metadata.excerpt = Some(Sourced {
        value: true,
        rule: &rules::PAYWALL,
        evidence: evidence.text.clone(),
    });
    fragment.body = Body::Page(Box::new(tree));
}

/// Whether the end of a source may hold a wall: one of its lines begins as walls do.
fn may_hold_wall(source: &str) -> bool {
    let from = source.ceil_char_boundary(source.len().saturating_sub(4000));
    let end = source.get(from..).unwrap_or_default();
    end.split(['>', '\n']).any(|piece| {
        let text = piece.split('<').next().unwrap_or_default();
        is_pay_wall(text.get(..text.len().min(160)).unwrap_or(text))
    })
}

/// The last sentence of the article and the wall behind it, by their places.
fn wall(lines: &[Line]) -> Option<(usize, usize)> {
    let sentence = |l: &Line| l.kept && is_sentence(&l.text) && !is_offer(&l.text);
    let last = lines.iter().rposition(sentence)?;
    let after = lines.iter().enumerate().skip(last + 1).take(BETWEEN);
    let wall = after.into_iter().find(|(_, l)| is_pay_wall(&l.text))?;
    Some((last, wall.0))
}

/// The lines of a tree in reading order, those of the article and those around it.
fn lines(html: &Html, marks: &Marks) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut unread: HashSet<NodeId> = HashSet::new();
    for node in html.tree.root().descendants() {
        if name(&node).is_some_and(|t| Class::UNREAD.holds(t)) {
            unread.insert(node.id());
        }
        let Node::Text(text) = node.value() else {
            continue;
        };
        let mut around = node.ancestors();
        let Some(block) = around.find(|a| name(a).is_none_or(is_block)) else {
            continue;
        };
        if !has_words(text) || node.ancestors().take(8).any(|a| unread.contains(&a.id())) {
            continue;
        }
        if lines.last().is_none_or(|l| l.block != block.id()) {
            lines.push(Line {
                block: block.id(),
                text: String::new(),
                last: node.id(),
                kept: !marks.covers(node),
            });
        }
        if let Some(line) = lines.last_mut() {
            push_folded(&mut line.text, text);
            line.last = node.id();
        }
    }
    lines
}

/// Ends a text in `…`.
fn break_off(html: &mut Html, text: NodeId) {
    let Some(mut node) = html.tree.get_mut(text) else {
        return;
    };
    let Node::Text(text) = node.value() else {
        return;
    };
    let kept = text.trim_end().trim_end_matches(['…', '.']).to_owned();
    text.text = format!("{kept}…").as_str().into();
}

#[cfg(test)]
mod tests {
    use crate::fragment::read;

    /// The text, and whether it is an excerpt by the rule.
    fn check(name: &str, source: &str) -> (String, Option<&'static str>) {
        let reading = read(name, source.as_bytes(), None);
        let fragment = reading.fragments.into_iter().next();
        let fragment = fragment.unwrap_or_else(|| panic!("{:?}", reading.findings));
        let excerpt = fragment.metadata.excerpt.as_ref().map(|e| e.rule.id);
        (fragment.body.html().into_owned(), excerpt)
    }

    const TEXT: &str = "<p>The kiln in the north was lit again on Monday after three years, it said.</p>\
        <p>It burns gas from the bay and makes roof tiles for the islands.</p>";

    #[test]
    fn what_stands_above_a_wall_is_an_excerpt() {
        for wall in [
            "<p>Subscribe to continue reading</p>",
            "<div><p>Jetzt weiterlesen mit dem Abo</p><p>Sie haben bereits ein Abo? Anmelden</p></div>",
            "<p>This post is for paid subscribers</p>",
        ] {
            let (html, rule) = check("a.html", &format!("{TEXT}{wall}"));
            assert_eq!(rule, Some("paywall"), "{wall}");
            assert!(
                html.contains("for the islands…</p>") && !html.contains("Abo"),
                "{html}"
            );
            let page = format!(
                "<html><head><title>A kiln is lit</title></head><body><main><article><h1>A kiln is lit</h1>{TEXT}{wall}\
                </article></main></body></html>"
            );
            assert_eq!(check("a.html", &page).1, Some("paywall"), "{wall}");
        }
        let one = "<p>The kiln in the north was lit again on Monday after three years.</p><p>To continue reading, log in</p>";
        assert_eq!(check("a.html", one).1, Some("paywall"));
    }

    #[test]
    fn a_wall_elsewhere_is_none() {
        for text in [
            format!("<p>Subscribe to continue reading</p>{TEXT}"),
            format!("{TEXT}<p>Subscribe to continue reading</p>{TEXT}"),
            format!(
                "{TEXT}<p>The owner asks readers of his letter to subscribe to read more of it.</p>"
            ),
        ] {
            let (html, rule) = check("a.html", &text);
            assert_eq!(rule, None, "{html}");
        }
    }
}
