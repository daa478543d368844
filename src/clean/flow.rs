//! Mends the flow of blocks: dressing around blocks goes into them, loose text and lines parted by two line breaks
//! become paragraphs, words right in a list an item, stray punctuation between blocks goes.
//!
//! After this every run of text lies in a block that holds nothing but text, which is what the rules and the Markdown
//! rely on.

use ego_tree::NodeId;
use scraper::{Html, Node};

use crate::html::elements::{Class, is_block};
use crate::html::text::{has_words, push_text};
use crate::html::tree::{element, holds_block, name, unwrap};

/// Mends the whole tree.
pub(super) fn mend(html: &mut Html) {
    push_dressing_down(html);
    let containers: Vec<NodeId> = html
        .tree
        .root()
        .descendants()
        .filter(|n| n.parent().is_none() || name(n).is_some_and(is_container))
        .map(|n| n.id())
        .collect();
    for id in containers {
        paragraphs(html, id);
    }
    items(html);
}

/// Puts words that stand right in a list into items of their own.
fn items(html: &mut Html) {
    let mut runs: Vec<(&str, Vec<NodeId>)> = Vec::new();
    for list in html.tree.root().descendants() {
        let item = match name(&list) {
            Some("ul" | "ol" | "menu" | "dir") => "li",
            Some("dl") => "dd",
            _ => continue,
        };
        let mut run = Vec::new();
        for child in list.children() {
            if name(&child).is_some_and(is_block) {
                runs.push((item, std::mem::take(&mut run)));
            } else {
                run.push(child.id());
            }
        }
        runs.push((item, run));
    }
    for (item, run) in runs {
        let mut text = String::new();
        for node in run.iter().filter_map(|id| html.tree.get(*id)) {
            push_text(node, Class::UNREAD, &mut text);
        }
        if has_words(&text) {
            wrap(html, &run, element(item));
        }
    }
}

/// Puts nodes that stand side by side into a new one in their place.
fn wrap(html: &mut Html, run: &[NodeId], shell: Node) {
    let first = run.first().and_then(|id| html.tree.get_mut(*id));
    let Some(fresh) = first.map(|mut node| node.insert_before(shell).id()) else {
        return;
    };
    if let Some(mut fresh) = html.tree.get_mut(fresh) {
        for id in run {
            fresh.append_id(*id);
        }
    }
}

/// Blocks whose loose text may be put into paragraphs.
fn is_container(name: &str) -> bool {
    let class = Class::of(name);
    class.is_block() && !class.is(Class::MEDIA) && !class.is(Class::PARTED)
}

/// `<b><p>text</p></b>` becomes `<p><b>text</b></p>`; a `<span>` or `<font>` around blocks just goes.
fn push_dressing_down(html: &mut Html) {
    let mut work: Vec<NodeId> = html
        .tree
        .root()
        .descendants()
        .filter(|n| {
            name(n).is_some_and(|t| Class::DRESSING.holds(t))
                && (holds_block(*n) || holds_double_break(html, n.id()))
        })
        .map(|n| n.id())
        .collect();
    // Innermost last, so that pop takes the outermost last: each push then meets blocks without dressing around them.
    while let Some(id) = work.pop() {
        let Some(node) = html.tree.get(id) else {
            continue;
        };
        let Node::Element(shell) = node.value().clone() else {
            continue;
        };
        let bare = Class::BARE.holds(shell.name());
        let children: Vec<NodeId> = node.children().map(|c| c.id()).collect();
        let mut run: Option<NodeId> = None;
        for child in children {
            let Some(c) = html.tree.get(child) else {
                continue;
            };
            let block = name(&c).is_some_and(is_block) || holds_block(c);
            let part =
                block || name(&c) == Some("br") && !matches!(shell.name(), "code" | "kbd" | "samp");
            if part || bare {
                run = None;
                let inner: Vec<NodeId> = if block && !bare {
                    c.children().map(|n| n.id()).collect()
                } else {
                    Vec::new()
                };
                let media = name(&c).is_some_and(|t| Class::MEDIA.holds(t));
                if let Some(mut node) = html.tree.get_mut(id) {
                    node.insert_id_before(child);
                }
                if block
                    && !bare
                    && !media
                    && !inner.is_empty()
                    && let Some(mut outer) = html.tree.get_mut(child)
                {
                    let fresh = outer.append(Node::Element(shell.clone())).id();
                    if let Some(mut fresh_node) = html.tree.get_mut(fresh) {
                        for n in inner {
                            fresh_node.append_id(n);
                        }
                    }
                    if html.tree.get(fresh).is_some_and(|n| holds_block(n)) {
                        work.push(fresh);
                    }
                }
            } else {
                let target = if let Some(r) = run {
                    r
                } else {
                    let Some(mut node) = html.tree.get_mut(id) else {
                        continue;
                    };
                    let fresh = node.insert_before(Node::Element(shell.clone())).id();
                    run = Some(fresh);
                    fresh
                };
                if let Some(mut target) = html.tree.get_mut(target) {
                    target.append_id(child);
                }
            }
        }
        if let Some(mut node) = html.tree.get_mut(id) {
            node.detach();
        }
    }
}

/// Whether two line breaks with nothing between them lie directly in this element.
fn holds_double_break(html: &Html, id: NodeId) -> bool {
    let Some(node) = html.tree.get(id) else {
        return false;
    };
    let mut last_break = false;
    for child in node.children() {
        match child.value() {
            Node::Element(e) if e.name() == "br" => {
                if last_break {
                    return true;
                }
                last_break = true;
            }
            Node::Text(t) if t.trim().is_empty() => {}
            Node::Comment(_) => {}
            _ => last_break = false,
        }
    }
    false
}

/// Puts the loose text of one block into paragraphs where it has blocks beside it or is parted by double breaks.
fn paragraphs(html: &mut Html, id: NodeId) {
    let Some(node) = html.tree.get(id) else {
        return;
    };
    let children: Vec<NodeId> = node.children().map(|c| c.id()).collect();
    let has_block = node.children().any(|c| name(&c).is_some_and(is_block));
    let double = holds_double_break(html, id);
    if !has_block && !double {
        return;
    }
    let is_paragraph =
        node.parent().is_some() && name(&node).is_some_and(|t| t == "p" || Class::HEADING.holds(t));
    let mut runs: Vec<Vec<NodeId>> = vec![Vec::new()];
    for &child in &children {
        let Some(c) = html.tree.get(child) else {
            continue;
        };
        if name(&c).is_some_and(is_block) {
            runs.push(Vec::new());
        } else if let Some(run) = runs.last_mut() {
            run.push(child);
        }
    }
    let parts: Vec<Vec<NodeId>> = runs
        .iter()
        .flat_map(|run| split_at_breaks(html, run))
        .collect();
    for part in &parts {
        wrap_part(html, part, is_paragraph && !has_block, id);
    }
    if is_paragraph {
        unwrap(html, id);
    }
}

/// Splits a run of line content at two or more line breaks; breaks at either end go.
fn split_at_breaks(html: &mut Html, run: &[NodeId]) -> Vec<Vec<NodeId>> {
    let mut parts: Vec<Vec<NodeId>> = Vec::new();
    let mut part: Vec<NodeId> = Vec::new();
    let mut gap: Vec<NodeId> = Vec::new();
    let mut breaks = 0;
    for &id in run {
        let (is_break, blank) = match html.tree.get(id) {
            Some(n) => (
                name(&n) == Some("br"),
                matches!(n.value(), Node::Text(t) if t.trim().is_empty())
                    || matches!(n.value(), Node::Comment(_)),
            ),
            None => continue,
        };
        if is_break || blank {
            breaks += usize::from(is_break);
            gap.push(id);
            continue;
        }
        if breaks >= 2 || part.is_empty() {
            if !part.is_empty() {
                parts.push(std::mem::take(&mut part));
            }
            remove_breaks(html, &gap);
        } else {
            part.append(&mut gap);
        }
        gap.clear();
        breaks = 0;
        part.push(id);
    }
    remove_breaks(html, &gap);
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

fn remove_breaks(html: &mut Html, gap: &[NodeId]) {
    for &id in gap {
        if let Some(mut node) = html.tree.get_mut(id) {
            node.detach();
        }
    }
}

/// Puts one part into a paragraph of its own, or takes it out if it is only stray punctuation.
fn wrap_part(html: &mut Html, part: &[NodeId], keep_kind: bool, parent: NodeId) {
    let mut text = String::new();
    let mut shows = false;
    for &id in part {
        if let Some(n) = html.tree.get(id) {
            push_text(n, Class::UNREAD, &mut text);
            shows |= n.descendants().any(|d| {
                name(&d).is_some_and(|t| {
                    Class::MEDIA.holds(t) || matches!(t, "script" | "noscript" | "button" | "input")
                })
            });
        }
    }
    let text = text.trim();
    if !shows && (text.is_empty() || (!has_words(text) && text.chars().all(is_stray))) {
        remove_breaks(html, part);
        return;
    }
    let shell = match html.tree.get(parent).map(|n| n.value().clone()) {
        Some(Node::Element(e)) if keep_kind => Node::Element(e),
        _ => element("p"),
    };
    wrap(html, part, shell);
}

/// Punctuation that means nothing alone between two blocks.
pub(super) fn is_stray(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | ','
                | ';'
                | ':'
                | '|'
                | '•'
                | '·'
                | '*'
                | '-'
                | '"'
                | '\''
                | ')'
                | ']'
                | '>'
                | '/'
                | '\\'
                | '\u{200b}'
        )
}
