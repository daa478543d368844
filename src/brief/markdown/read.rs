//! The tree to blocks.

use ego_tree::NodeRef;
use scraper::{Html, Node, node::Element};

use super::block::MarkdownBlock;
use super::emphasis::{Setting, write};
use super::footnotes::Notes;
use super::inline::{MAX_DEPTH, Style, TextLine, is_web};
use super::table;
use crate::clean::embed_address;
use crate::html::elements::{Class, is_block};
use crate::html::rows;
use crate::html::text::folded_text;
use crate::html::tree::name;

/// The blocks of an article, its footnotes last.
pub(super) fn blocks(html: &Html, notes: &Notes) -> Vec<MarkdownBlock> {
    let mut reader = TreeReader {
        notes,
        footnotes: Vec::new(),
    };
    let mut blocks = Vec::new();
    reader.read_children(html.tree.root(), Style::default(), 0, &mut blocks);
    // What parted the notes from the text parts nothing any more.
    if !reader.footnotes.is_empty() {
        while blocks.last() == Some(&MarkdownBlock::Rule) {
            blocks.pop();
        }
    }
    blocks.append(&mut reader.footnotes);
    blocks
}

struct TreeReader<'a> {
    notes: &'a Notes,
    footnotes: Vec<MarkdownBlock>,
}

impl TreeReader<'_> {
    /// Reads the children of a block: runs of text become paragraphs, blocks are read in turn.
    fn read_children(
        &mut self,
        node: NodeRef<'_, Node>,
        style: Style,
        depth: usize,
        out: &mut Vec<MarkdownBlock>,
    ) {
        let mut line = TextLine::default();
        for child in node.children() {
            match name(&child) {
                Some(tag) if Class::UNREAD.holds(tag) => {}
                Some(tag)
                    if (is_block(tag)
                        || (!matches!(tag, "img" | "picture" | "math")
                            && Class::MEDIA.holds(tag)))
                        && depth < MAX_DEPTH =>
                {
                    flush(&mut line, out);
                    self.read_block(child, tag, style, depth + 1, out);
                }
                Some(_) if depth < MAX_DEPTH && holds_block(child) => {
                    // Dressing around blocks, which the mended tree no longer has.
                    flush(&mut line, out);
                    self.read_children(child, style, depth + 1, out);
                }
                _ => line.take(child, style, self.notes, depth),
            }
        }
        flush(&mut line, out);
    }

    fn read_block(
        &mut self,
        node: NodeRef<'_, Node>,
        tag: &str,
        style: Style,
        depth: usize,
        out: &mut Vec<MarkdownBlock>,
    ) {
        let label = node.value().as_element().and_then(|e| self.notes.label(e));
        if let Some(label) = label {
            self.read_note(node, label, style, depth);
            return;
        }
        match tag {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.read_heading(node, tag, depth, out),
            "ul" | "ol" | "menu" | "dir" => self.read_list(node, tag, style, depth, out),
            "dl" => self.read_definitions(node, style, depth, out),
            "blockquote" => {
                let mut inner = Vec::new();
                self.read_children(node, style, depth, &mut inner);
                if !inner.is_empty() {
                    out.push(MarkdownBlock::Quote(inner));
                }
            }
            "pre" | "listing" | "xmp" => read_code(node, out),
            "table" => self.read_table(node, style, depth, out),
            "hr" => {
                if !matches!(out.last(), None | Some(MarkdownBlock::Rule)) {
                    out.push(MarkdownBlock::Rule);
                }
            }
            "figcaption" => self.read_children(
                node,
                Style {
                    italic: true,
                    ..style
                },
                depth,
                out,
            ),
            "iframe" | "embed" => {
                if let Some(element) = node.value().as_element() {
                    read_frame(element, out);
                }
            }
            "video" | "audio" | "object" => read_player(node, tag, out),
            _ => self.read_children(node, style, depth, out),
        }
    }

    /// Mending may have parted a note into several blocks, each with its label.
    fn read_note(&mut self, node: NodeRef<'_, Node>, label: &str, style: Style, depth: usize) {
        let mut inner = Vec::new();
        self.read_children(node, style, depth, &mut inner);
        let same = |b: &&mut MarkdownBlock| matches!(b, MarkdownBlock::Note(l, _) if l == label);
        if let Some(MarkdownBlock::Note(_, blocks)) = self.footnotes.iter_mut().find(same) {
            blocks.append(&mut inner);
        } else if !inner.is_empty() {
            self.footnotes
                .push(MarkdownBlock::Note(label.to_owned(), inner));
        }
    }

    fn read_heading(
        &mut self,
        node: NodeRef<'_, Node>,
        tag: &str,
        depth: usize,
        out: &mut Vec<MarkdownBlock>,
    ) {
        let mut line = TextLine::default();
        for child in node.children() {
            line.take(child, Style::default(), self.notes, depth);
        }
        if line.is_empty() {
            return;
        }
        if !folded_text(node).chars().any(char::is_alphanumeric) {
            flush(&mut line, out);
            return;
        }
        for run in &mut line.runs {
            run.1.bold = false;
        }
        let level = tag.bytes().last().map_or(2, |d| d.saturating_sub(b'0'));
        out.push(MarkdownBlock::Heading(
            level,
            write(
                &line,
                Setting {
                    table: false,
                    single: true,
                },
            ),
        ));
    }

    fn read_list(
        &mut self,
        node: NodeRef<'_, Node>,
        tag: &str,
        style: Style,
        depth: usize,
        out: &mut Vec<MarkdownBlock>,
    ) {
        let mut numbers = (tag == "ol").then(|| Numbers::of(node));
        // Markdown numbers a list from its first item on: where the numbers jump another list begins.
        let mut start = None;
        let mut items: Vec<Vec<MarkdownBlock>> = Vec::new();
        for child in node.children() {
            let Some(child_tag) = name(&child) else {
                continue;
            };
            if Class::UNREAD.holds(child_tag) {
                continue;
            }
            let mut item = Vec::new();
            if child_tag == "li" {
                let note = child.value().as_element().and_then(|e| self.notes.label(e));
                if let Some(label) = note {
                    self.read_note(child, label, style, depth + 1);
                } else if depth < MAX_DEPTH {
                    self.read_children(child, style, depth + 1, &mut item);
                } else {
                    push_plain(child, &mut item);
                }
            } else if depth < MAX_DEPTH && is_block(child_tag) {
                // A list right inside a list belongs to the item before it.
                self.read_block(child, child_tag, style, depth + 1, &mut item);
                if let Some(last) = items.last_mut() {
                    last.append(&mut item);
                    continue;
                }
            }
            let told = numbers.as_mut().filter(|_| child_tag == "li");
            let told = told.map(|n| n.next(child));
            if item.is_empty() {
                continue;
            }
            if let Some((number, follows)) = told {
                if !follows && !items.is_empty() {
                    out.push(MarkdownBlock::List(start, std::mem::take(&mut items)));
                }
                if items.is_empty() {
                    start = Some(number);
                }
            } else if numbers.is_some() && items.is_empty() {
                start = Some(1);
            }
            items.push(item);
        }
        if !items.is_empty() {
            out.push(MarkdownBlock::List(start, items));
        }
    }

    /// A term in bold, then what is said of it.
    fn read_definitions(
        &mut self,
        node: NodeRef<'_, Node>,
        style: Style,
        depth: usize,
        out: &mut Vec<MarkdownBlock>,
    ) {
        for child in node.children() {
            match name(&child) {
                Some("dt") => self.read_children(
                    child,
                    Style {
                        bold: true,
                        ..style
                    },
                    depth + 1,
                    out,
                ),
                Some("div") if depth < MAX_DEPTH => {
                    self.read_definitions(child, style, depth + 1, out);
                }
                Some(tag) if depth < MAX_DEPTH && is_block(tag) => {
                    self.read_block(child, tag, style, depth + 1, out);
                }
                _ => {}
            }
        }
    }

    fn read_table(
        &mut self,
        node: NodeRef<'_, Node>,
        style: Style,
        depth: usize,
        out: &mut Vec<MarkdownBlock>,
    ) {
        for child in node.children().filter(|c| name(c) == Some("caption")) {
            self.read_children(
                child,
                Style {
                    italic: true,
                    ..style
                },
                depth + 1,
                out,
            );
        }
        if !rows::is_layout(node) {
            out.extend(table::grid(node, self.notes).map(MarkdownBlock::Table));
            return;
        }
        let holds_code = node.descendants().any(|d| name(&d) == Some("pre"));
        for row in rows::rows(node) {
            for cell in rows::cells(row) {
                // The column of line numbers beside a listing.
                let text = if holds_code {
                    folded_text(cell)
                } else {
                    String::new()
                };
                if holds_code && text.chars().all(|c| c.is_numeric() || c.is_whitespace()) {
                    continue;
                }
                if depth < MAX_DEPTH {
                    self.read_children(cell, style, depth + 1, out);
                } else {
                    push_plain(cell, out);
                }
            }
        }
    }
}

/// The numbers of a list's items, as a page shows them.
struct Numbers {
    next: i64,
    step: i64,
    begun: bool,
}

impl Numbers {
    fn of(list: NodeRef<'_, Node>) -> Self {
        let element = list.value().as_element();
        let reversed = element.is_some_and(|e| e.attr("reversed").is_some());
        let start = element.and_then(|e| e.attr("start")?.trim().parse().ok());
        let count = || list.children().filter(|c| name(c) == Some("li")).count();
        let first = if reversed {
            i64::try_from(count()).unwrap_or(1)
        } else {
            1
        };
        Self {
            next: start.unwrap_or(first),
            step: if reversed { -1 } else { 1 },
            begun: false,
        }
    }

    /// The number of an item, and whether it is one more than the one before.
    fn next(&mut self, item: NodeRef<'_, Node>) -> (u64, bool) {
        let stated = item
            .value()
            .as_element()
            .and_then(|e| e.attr("value")?.trim().parse().ok());
        let number: i64 = stated.unwrap_or(self.next);
        let follows = self.begun && self.step == 1 && number == self.next;
        self.next = number.saturating_add(self.step);
        self.begun = true;
        (u64::try_from(number).unwrap_or(0), follows)
    }
}

fn holds_block(node: NodeRef<'_, Node>) -> bool {
    node.value().is_element() && node.has_children() && crate::html::tree::holds_block(node)
}

/// Ends a paragraph.
fn flush(line: &mut TextLine, out: &mut Vec<MarkdownBlock>) {
    let line = std::mem::take(line);
    if !line.is_empty() {
        let text = write(&line, Setting::default());
        if !text.trim().is_empty() {
            out.push(MarkdownBlock::Paragraph(text));
        }
    }
}

fn push_plain(node: NodeRef<'_, Node>, out: &mut Vec<MarkdownBlock>) {
    let mut line = TextLine::default();
    line.push_text(&folded_text(node), Style::default());
    flush(&mut line, out);
}

fn read_code(node: NodeRef<'_, Node>, out: &mut Vec<MarkdownBlock>) {
    let mut text = String::new();
    for d in node.descendants() {
        match d.value() {
            Node::Text(t) => text.push_str(t),
            Node::Element(e) if e.name() == "br" => text.push('\n'),
            _ => {}
        }
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_start_matches('\n').trim_end();
    if text.is_empty() {
        return;
    }
    let language = node
        .descendants()
        .take(4)
        .filter_map(|d| d.value().as_element())
        .find_map(|e| {
            e.attr("data-lang")
                .or_else(|| e.attr("data-language"))
                .map(str::to_owned)
                .or_else(|| {
                    e.classes()
                        .find_map(|c| {
                            c.strip_prefix("language-")
                                .or_else(|| c.strip_prefix("lang-"))
                                .or_else(|| c.strip_prefix("highlight-source-"))
                        })
                        .map(str::to_owned)
                })
        })
        .filter(|l| {
            l.chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#' | '_' | '.'))
        })
        .unwrap_or_default();
    out.push(MarkdownBlock::Code(language, text.to_owned()));
}

/// An embedded player or post as a link in a paragraph of its own.
fn read_frame(frame: &Element, out: &mut Vec<MarkdownBlock>) {
    let Some(url) = embed_address(frame, None) else {
        return;
    };
    let title = frame
        .attr("title")
        .map(str::trim)
        .filter(|t| t.chars().any(char::is_alphanumeric));
    let host = url.host_str().unwrap_or_default();
    push_link(
        title.unwrap_or(host.strip_prefix("www.").unwrap_or(host)),
        url.as_str(),
        out,
    );
}

fn read_player(node: NodeRef<'_, Node>, tag: &str, out: &mut Vec<MarkdownBlock>) {
    let address = node
        .descendants()
        .filter_map(|d| d.value().as_element())
        .find_map(|e| {
            e.attr("src")
                .filter(|s| matches!(e.name(), "video" | "audio" | "source") && is_web(s))
        });
    if let Some(address) = address {
        let title = node
            .value()
            .as_element()
            .and_then(|e| e.attr("title").or_else(|| e.attr("aria-label")))
            .map(str::trim)
            .filter(|t| !t.is_empty());
        push_link(
            title.unwrap_or(if tag == "audio" { "Audio" } else { "Video" }),
            address,
            out,
        );
    }
}

fn push_link(text: &str, address: &str, out: &mut Vec<MarkdownBlock>) {
    let mut line = TextLine::default();
    line.links.push(address.to_owned());
    line.push_text(
        text,
        Style {
            link: 1,
            ..Style::default()
        },
    );
    flush(&mut line, out);
}
