//! Notes: a mark in the text (`128<sup>1</sup>`) and the words that it leads to, under the article, beside it or in the
//! line.
//!
//! Each blog engine and converter writes them in its own way. Here all become one: the element that is the mark has its
//! label in [`MARK`], the block that is the note the same label in [`NOTE`]. A note is as much of the article as its mark:
//! while the rules read the article, notes are [lifted](lift) out of it, so that none is taken for a list of links or a
//! box under the text. A mark whose note is not there goes, so that its digit never joins a number.

use std::collections::{BTreeSet, HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

mod beside;
mod mark;

use self::mark::{bare_mark, is_named_note, outermost};
use crate::html::elements::{Class, is_block};
use crate::html::marks::Marks;
use crate::html::text::{folded_text, has_words};
use crate::html::tree::{attribute, element, name, remove_attribute, set_attribute, text};
use crate::rule::{Rule, Stage};

/// The attribute that holds a mark's label.
pub(crate) const MARK: &str = "data-briefmill-mark";

/// The attribute that holds a note's label.
pub(crate) const NOTE: &str = "data-briefmill-note";

pub(super) static RULE: Rule = Rule::new(
    Stage::Cleaning,
    "note-mark",
    "the mark of a note that is not there",
)
.about("A raised or linked number or sign that stands right behind a word and leads to no note of the text; not a power, a unit or an ordinal.");

/// Most nodes of a note; a larger block is no note.
const MOST_NODES: usize = 400;

/// How far up from a mark or a note its wrappers are looked for.
const NEAR: usize = 4;

/// Names all marks and notes of a tree. What the finder of a page's article marked of the notes is taken back; what an
/// editor's rule marked stays marked.
pub(super) fn tell(html: &mut Html, marks: &mut Marks) {
    forget(html);
    let mut labels = Labels::default();
    beside::tell(html, marks, &mut labels);
    linked(html, marks, &mut labels);
    written_out(html);
    orphans(html, marks);
}

/// Takes the notes out of the tree, in order.
pub(super) fn lift(html: &mut Html) -> Vec<NodeId> {
    let notes = html
        .tree
        .root()
        .descendants()
        .filter(|n| value(*n, NOTE).is_some());
    let notes: Vec<NodeId> = notes.map(|n| n.id()).collect();
    for id in &notes {
        if let Some(mut note) = html.tree.get_mut(*id) {
            note.detach();
        }
    }
    notes
}

/// Puts them back at the end. A note goes with its mark where a rule took all that lead to it.
pub(super) fn lower(html: &mut Html, notes: &[NodeId], marks: &mut Marks) {
    let mut gone: HashMap<String, &'static Rule> = HashMap::new();
    let mut standing: HashSet<String> = HashSet::new();
    for node in html.tree.root().descendants() {
        if let Some(label) = value(node, MARK) {
            if marks.covers(node) {
                gone.extend(marks.rule_of(node).map(|rule| (label.to_owned(), rule)));
            } else {
                standing.insert(label.to_owned());
            }
        }
    }
    let root = html.root_element().id();
    for id in notes {
        let label = html.tree.get(*id).and_then(|n| value(n, NOTE));
        if let Some(label) = label.filter(|l| !standing.contains(*l))
            && let Some(rule) = gone.get(label)
        {
            marks.cut(*id, rule);
        }
        if let Some(mut root) = html.tree.get_mut(root) {
            root.append_id(*id);
        }
    }
}

fn value<'a>(node: NodeRef<'a, Node>, name: &str) -> Option<&'a str> {
    attribute(node.value().as_element()?, name)
}

/// Only this module names marks and notes.
fn forget(html: &mut Html) {
    let forged = html.tree.root().descendants();
    let forged = forged.filter(|n| value(*n, MARK).is_some() || value(*n, NOTE).is_some());
    for id in forged.map(|n| n.id()).collect::<Vec<_>>() {
        remove_attribute(html, id, MARK);
        remove_attribute(html, id, NOTE);
    }
}

/// The labels that are taken, and how many.
#[derive(Default)]
struct Labels(HashSet<String>);

impl Labels {
    /// A label of its own for a note whose mark is written so: the mark itself where it is a number or a letter.
    fn of(&mut self, mark: &str) -> String {
        let plain = !mark.is_empty() && mark.chars().all(|c| c.is_ascii_alphanumeric());
        let mut label = if plain {
            mark.to_owned()
        } else {
            String::new()
        };
        let mut next = self.0.len();
        while label.is_empty() || self.0.contains(&label) {
            next += 1;
            label = format!("n{next}");
        }
        self.0.insert(label.clone());
        label
    }

    /// The next number that is free.
    fn next(&mut self) -> String {
        let free = |n: &usize| !self.0.contains(&n.to_string());
        let number = (1..=self.0.len() + 1).find(free);
        self.of(&number.unwrap_or_default().to_string())
    }
}

/// One mark, the note it leads to, and what of the note only leads back.
struct Pair {
    mark: NodeId,
    written: String,
    note: NodeId,
    back: Vec<NodeId>,
}

/// Marks that are links within the text.
fn linked(html: &mut Html, marks: &mut Marks, labels: &mut Labels) {
    let mut by_note: HashMap<NodeId, String> = HashMap::new();
    for pair in pairs(html, marks) {
        let label = by_note
            .entry(pair.note)
            .or_insert_with(|| labels.of(&pair.written));
        set_attribute(html, pair.mark, MARK, label);
        set_attribute(html, pair.note, NOTE, label);
        for id in pair.back {
            if let Some(mut node) = html.tree.get_mut(id) {
                node.detach();
            }
        }
        strip_label(html, pair.note, &pair.written);
        take_back(html, pair.note, marks);
    }
}

/// Takes a note out of what is marked.
fn take_back(html: &Html, note: NodeId, marks: &mut Marks) {
    let leaves = html
        .tree
        .get(note)
        .into_iter()
        .flat_map(|n| n.descendants());
    let leaves = leaves.filter(|n| !n.has_children()).map(|n| n.id());
    marks.release(html, &leaves.collect());
}

/// Finds marks and their notes, in the order of the marks.
fn pairs(html: &Html, marks: &Marks) -> Vec<Pair> {
    let mut places: HashMap<&str, NodeRef<'_, Node>> = HashMap::new();
    let mut links: Vec<NodeRef<'_, Node>> = Vec::new();
    for node in html.tree.root().descendants() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        let name = attribute(element, "name").filter(|_| element.name() == "a");
        for id in [attribute(element, "id"), name].into_iter().flatten() {
            places.entry(id).or_insert(node);
        }
        if element.name() == "a" && value(node, "href").is_some_and(|h| h.contains('#')) {
            links.push(node);
        }
    }
    // Notes and marks that are found: what lies in a note leads back, what holds a mark is none.
    let mut notes: HashSet<NodeId> = HashSet::new();
    let mut found: HashSet<NodeId> = HashSet::new();
    let mut pairs = Vec::new();
    for link in links {
        let Some(target) = place(link).and_then(|p| places.get(p)) else {
            continue;
        };
        let in_note = link.ancestors().take(32).any(|a| notes.contains(&a.id()));
        if in_note || marks.covers(link) {
            continue;
        }
        let Some((mark, written)) = outermost(link) else {
            continue;
        };
        let Some(note) = note_at(*target, link) else {
            continue;
        };
        let own = own_places(mark, link);
        let mut back = ways_back(note, &own);
        let editors = marks.rule_of(note) == Some(&super::editor::RULE);
        let holds_mark = note.descendants().any(|d| found.contains(&d.id()));
        if !editors && !holds_mark && leads_to_note(link, mark, note, !back.is_empty()) {
            back.extend(term_of(note).map(|t| t.id()));
            notes.insert(note.id());
            notes.extend(&back);
            found.insert(link.id());
            pairs.push(Pair {
                mark: mark.id(),
                written,
                note: note.id(),
                back,
            });
        }
    }
    pairs
}

/// The name of the place to which a link leads, if it may lie in the same text.
fn place(link: NodeRef<'_, Node>) -> Option<&str> {
    let (_, place) = value(link, "href")?.split_once('#')?;
    (!place.is_empty()).then_some(place)
}

/// The block that is the note at a place.
fn note_at<'a>(target: NodeRef<'a, Node>, link: NodeRef<'a, Node>) -> Option<NodeRef<'a, Node>> {
    let up = std::iter::once(target).chain(target.ancestors().take(NEAR));
    let mut block = up.into_iter().find(|n| name(n).is_some_and(is_block))?;
    if name(&block) == Some("dt") {
        let mut after = block.next_siblings();
        block = after.find(|n| name(n) == Some("dd"))?;
    }
    // A place that holds no more than the way back stands for the block around it.
    for _ in 0..NEAR {
        let Some(around) = block.parent() else { break };
        let empty = bare_mark(&folded_text(block)).is_some() || !has_words(&folded_text(block));
        let whole = name(&around) == Some("li") || is_named_note(around);
        if !(empty || whole) || !is_note_block(around) || around.first_child().is_none() {
            break;
        }
        block = around;
    }
    let nodes = block.descendants().take(MOST_NODES + 1).count();
    let fits = is_note_block(block)
        && nodes <= MOST_NODES
        && !link.ancestors().take(64).any(|a| a.id() == block.id())
        && has_words(&folded_text(block));
    fits.then_some(block)
}

/// The term that holds no more than the label of a note in a list of definitions.
fn term_of(note: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    let mut before = note.prev_siblings().filter(|n| n.value().is_element());
    let term = before.next().filter(|n| name(n) == Some("dt"))?;
    bare_mark(&folded_text(term)).map(|_| term)
}

/// Whether an element may be a note.
fn is_note_block(node: NodeRef<'_, Node>) -> bool {
    matches!(
        name(&node),
        Some("li" | "p" | "div" | "aside" | "dd" | "section" | "blockquote" | "small")
    )
}

/// The places to which a note would lead back.
fn own_places<'a>(mark: NodeRef<'a, Node>, link: NodeRef<'a, Node>) -> Vec<&'a str> {
    let inside = mark.descendants().take(8);
    let around = link.ancestors().take(3);
    let own = |n: NodeRef<'a, Node>| [value(n, "id"), value(n, "name")];
    inside.chain(around).flat_map(own).flatten().collect()
}

/// What in a note leads back to its mark, each with what only dresses it.
fn ways_back(note: NodeRef<'_, Node>, own: &[&str]) -> Vec<NodeId> {
    let leads_back = |n: &NodeRef<'_, Node>| {
        name(n) == Some("a")
            && value(*n, "href").is_some_and(|h| h.starts_with('#'))
            && (place(*n).is_some_and(|p| own.contains(&p))
                || !has_words(&folded_text(*n))
                || value(*n, "role") == Some("doc-backlink"))
    };
    let links = note.descendants().filter(leads_back);
    links
        .map(|l| outermost(l).map_or(l, |(outer, _)| outer))
        .filter(|l| l.id() != note.id())
        .map(|l| l.id())
        .collect()
}

/// Whether a link is a mark and its target a note: both lead to each other, or it looks like a mark.
fn leads_to_note(
    link: NodeRef<'_, Node>,
    mark: NodeRef<'_, Node>,
    note: NodeRef<'_, Node>,
    back: bool,
) -> bool {
    // A parser numbers nodes as they come.
    let later = link.id() < note.id();
    let raised = mark::is_raised(link);
    back || later && (raised || mark::is_named_mark(mark, link) || mark::is_glued(mark))
}

/// Takes a label off the start of a note: an element of its own, or a number with a stop or bracket behind it.
fn strip_label(html: &mut Html, note: NodeId, written: &str) {
    let first = html.tree.get(note).and_then(|n| {
        let mut texts = n.descendants().filter(|d| d.value().is_text());
        texts.find(|t| t.value().as_text().is_some_and(|t| !t.trim().is_empty()))
    });
    let Some(first) = first else { return };
    let text = first
        .value()
        .as_text()
        .map(|t| t.trim())
        .unwrap_or_default();
    let id = first.id();
    let bare = text.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '.' | ':'));
    if bare == written || bare.is_empty() {
        if let Some(mut node) = html.tree.get_mut(id) {
            node.detach();
        }
        return;
    }
    let rest = text.trim_start_matches(['[', '(']).strip_prefix(written);
    let rest = rest.unwrap_or(text);
    let after = rest.trim_start_matches([']', ')', '.', ':', '\u{2191}']);
    if after.len() < rest.len() && after.starts_with(char::is_whitespace) {
        let after = after.trim_start().to_owned();
        if let Some(mut node) = html.tree.get_mut(id)
            && let Node::Text(text) = node.value()
        {
            text.text = after.as_str().into();
        }
    }
}

/// Puts marks of Markdown that its reader left as text, because they have no note, into elements of their own.
fn written_out(html: &mut Html) {
    let is_text = |n: &NodeRef<'_, Node>| {
        let code = |a: NodeRef<'_, Node>| matches!(name(&a), Some("pre" | "code" | "a"));
        n.value().as_text().is_some_and(|t| t.contains("[^")) && !n.ancestors().take(NEAR).any(code)
    };
    let texts = html.tree.root().descendants().filter(is_text);
    for id in texts.map(|n| n.id()).collect::<Vec<_>>() {
        let Some(mut node) = html.tree.get_mut(id) else {
            continue;
        };
        let Node::Text(whole) = node.value() else {
            continue;
        };
        let whole = whole.text.to_string();
        let mut done = 0;
        for (at, _) in whole.match_indices("[^") {
            let rest = whole.get(at + 2..).unwrap_or_default();
            let label = rest.split_once(']').map_or("", |(label, _)| label);
            let plain = (1..=40).contains(&label.len())
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
            let before = whole.get(done..at).filter(|b| {
                b.ends_with(|c: char| {
                    c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?' | '"' | '”' | ')')
                })
            });
            let Some(before) = before.filter(|_| plain) else {
                continue;
            };
            node.insert_before(text(before));
            node.insert_before(element("sup"))
                .append(text(&format!("[^{label}]")));
            done = at + label.len() + 3;
        }
        let rest = whole.get(done..).unwrap_or_default().to_owned();
        *node.value() = text(&rest);
    }
}

/// Cuts what only marks a note that is not there.
fn orphans(html: &Html, marks: &mut Marks) {
    let mut seen: BTreeSet<NodeId> = BTreeSet::new();
    for node in html.tree.root().descendants() {
        let Some(tag) = name(&node) else { continue };
        if !(tag == "a" || tag == "sup" || tag == "span") || Class::UNREAD.holds(tag) {
            continue;
        }
        let within = value(node, "href").is_some_and(|h| h.trim().starts_with('#'));
        if tag == "a" && !within && !mark::is_scripted(node) {
            continue;
        }
        let Some((outer, written)) = outermost(node) else {
            continue;
        };
        // A capital alone in the line is a name, as that of a network in a share bar.
        let capital = !written.is_empty() && written.chars().all(char::is_uppercase);
        if capital && !mark::is_raised(node) {
            continue;
        }
        let is_mark = match tag {
            "a" => {
                mark::is_raised(node) || mark::is_glued(outer) || mark::is_named_mark(outer, node)
            }
            "sup" if folded_text(node).starts_with("[^") => true,
            _ => mark::is_named_mark(outer, node) && mark::is_glued(outer),
        };
        let told = std::iter::once(outer)
            .chain(outer.ancestors().take(NEAR))
            .chain(outer.descendants().take(8))
            .any(|n| value(n, MARK).is_some());
        if is_mark && !told && mark::stands_in_text(outer) && seen.insert(outer.id()) {
            marks.cut(outer.id(), &RULE);
        }
    }
}
