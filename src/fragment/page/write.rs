//! The chosen part of a page as HTML again. Attributes stay as they are; what was dropped is left out.

use crate::html::flat::Flat;

/// Elements without content or end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Appends the inside of a node, or the node itself when `outer`, without the nodes marked as dropped.
pub(super) fn write(page: &Flat<'_>, of: usize, outer: bool, dropped: &[bool], out: &mut String) {
    let Some(root) = page.nodes.get(of) else {
        return;
    };
    let mut at = if outer { of } else { of + 1 };
    let mut open: Vec<(usize, &str)> = Vec::new();
    while at < root.end {
        while let Some((_, name)) = open.pop_if(|(end, _)| *end <= at) {
            close(name, out);
        }
        let Some(node) = page.nodes.get(at) else {
            break;
        };
        if dropped.get(at).copied().unwrap_or(false) {
            at = node.end;
            continue;
        }
        if node.element.is_none() {
            escape_into(node.text, false, out);
            at += 1;
            continue;
        }
        let name = node.name();
        out.push('<');
        out.push_str(name);
        if let Some(element) = node.element {
            for (key, value) in &element.attrs {
                out.push(' ');
                out.push_str(&key.local);
                out.push_str("=\"");
                escape_into(value, true, out);
                out.push('"');
            }
        }
        out.push('>');
        if !VOID.contains(&name) {
            open.push((node.end, name));
        }
        at += 1;
    }
    while let Some((_, name)) = open.pop() {
        close(name, out);
    }
}

fn close(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn escape_into(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}
