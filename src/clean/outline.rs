//! The article as the cutting rules read it: blocks of text and media in reading order, the lines in each block, and
//! the containers around them.

use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Html, Node};

use crate::html::elements::{Class, is_block};
use crate::html::rows::is_layout;
use crate::html::text::{has_words, push_folded};
use crate::html::tree::name;

/// A piece of a line: one text node.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The text node.
    pub(super) node: NodeId,
    /// Where its folded text starts in the line's text.
    pub(super) start: usize,
    /// The link it lies in.
    pub(super) link: Option<NodeId>,
    /// Whether it is set apart by bold or italic.
    pub(super) strong: bool,
}

/// A line of a block: what lies between two line breaks.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The text, white space folded.
    pub(super) text: String,
    /// Characters of it in links.
    pub(super) link_chars: usize,
    /// The pieces in order.
    pub(super) pieces: Vec<Piece>,
}

impl Line {
    /// The link nodes in order, each once.
    pub(super) fn links(&self) -> Vec<NodeId> {
        let mut out: Vec<NodeId> = Vec::new();
        for link in self.pieces.iter().filter_map(|p| p.link) {
            if out.last() != Some(&link) {
                out.push(link);
            }
        }
        out
    }

    /// The range of text that a piece covers.
    pub(super) fn end_of(&self, piece: usize) -> usize {
        self.pieces
            .get(piece + 1)
            .map_or(self.text.len(), |p| p.start)
    }
}

/// A block that holds text or a medium and no other block.
#[derive(Debug)]
pub(super) struct OutlineBlock {
    /// The block's element; the medium itself for a loose medium.
    pub(super) node: NodeId,
    /// The element's name.
    pub(super) tag: String,
    /// The whole text, lines apart by a space.
    pub(super) text: String,
    /// Characters of it.
    pub(super) chars: usize,
    /// Characters in links.
    pub(super) link_chars: usize,
    /// Whether all of its words are bold or italic.
    pub(super) all_strong: bool,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// Links without text (around images).
    pub(super) bare_links: Vec<NodeId>,
    /// Whether it shows an image, video or frame.
    pub(super) media: bool,
    /// What it lies in.
    pub(super) within: Within,
}

/// What kinds of container a block lies in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and any may go with any other"
)]
pub(super) struct Within {
    /// A list item.
    pub(super) list: bool,
    /// A quotation.
    pub(super) quote: bool,
    /// A table of data; one that only lays out a page, as in letters, is as good as none.
    pub(super) table: bool,
    /// A caption.
    pub(super) caption: bool,
    /// Preformatted text or code.
    pub(super) code: bool,
}

impl OutlineBlock {
    /// Whether it is a heading.
    pub(super) fn is_heading(&self) -> bool {
        Class::HEADING.holds(&self.tag)
    }

    /// The share of its characters that lies in links, in hundredths.
    pub(super) fn link_share(&self) -> usize {
        (self.link_chars * 100).checked_div(self.chars).unwrap_or(0)
    }

    /// All links, those around images included.
    pub(super) fn links(&self) -> Vec<NodeId> {
        let mut links: Vec<NodeId> = self.lines.iter().flat_map(Line::links).collect();
        links.extend(&self.bare_links);
        links
    }

    /// Whether it stands as prose: in no list, quotation, table, caption or code.
    pub(super) fn is_plain(&self) -> bool {
        self.within == Within::default()
    }
}

/// An element that holds blocks.
#[derive(Debug)]
pub(super) struct Container {
    /// The element.
    pub(super) node: NodeId,
    /// Its name.
    pub(super) tag: String,
    /// Its first block.
    pub(super) start: usize,
    /// One past its last block.
    pub(super) end: usize,
}

/// Blocks and containers in reading order.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The blocks.
    pub(super) blocks: Vec<OutlineBlock>,
    /// The containers, outer before inner.
    pub(super) containers: Vec<Container>,
    /// Characters of all blocks.
    pub(super) chars: usize,
}

impl Outline {
    /// Reads a mended tree.
    pub(super) fn read(html: &Html) -> Self {
        let mut outline = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let mut within: Vec<Within> = vec![Within::default()];
        let mut skip: Option<NodeId> = None;
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    if skip.is_some() {
                        continue;
                    }
                    let Some(tag) = name(&node) else { continue };
                    if Class::UNREAD.holds(tag) {
                        skip = Some(node.id());
                    } else if Class::MEDIA.holds(tag)
                        && node
                            .parent()
                            .and_then(|p| name(&p).map(|t| is_block(t) && !Class::LINE.holds(t)))
                            .unwrap_or(true)
                    {
                        outline.blocks.push(medium(
                            node,
                            tag,
                            within.last().copied().unwrap_or_default(),
                        ));
                        skip = Some(node.id());
                    } else if is_block(tag) {
                        let mut state = within.last().copied().unwrap_or_default();
                        match tag {
                            "li" | "dl" => state.list = true,
                            "blockquote" => state.quote = true,
                            "table" if !is_layout(node) => state.table = true,
                            "figcaption" | "caption" => state.caption = true,
                            "pre" => state.code = true,
                            _ => {}
                        }
                        if node.children().any(|c| {
                            name(&c).is_some_and(|t| is_block(t) && !Class::MEDIA.holds(t))
                        }) {
                            open.push(outline.containers.len());
                            let start = outline.blocks.len();
                            outline.containers.push(Container {
                                node: node.id(),
                                tag: tag.to_owned(),
                                start,
                                end: start,
                            });
                            within.push(state);
                        } else {
                            if let Some(block) = leaf(node, tag, state) {
                                outline.blocks.push(block);
                            }
                            // A leaf can carry a container's class as well.
                            let end = outline.blocks.len();
                            let start = end.saturating_sub(1);
                            if outline.blocks.last().is_some_and(|b| b.node == node.id()) {
                                outline.containers.push(Container {
                                    node: node.id(),
                                    tag: tag.to_owned(),
                                    start,
                                    end,
                                });
                            }
                            skip = Some(node.id());
                        }
                    }
                }
                Edge::Close(node) => {
                    if skip == Some(node.id()) {
                        skip = None;
                    } else if skip.is_none()
                        && open
                            .last()
                            .and_then(|i| outline.containers.get(*i))
                            .is_some_and(|c| c.node == node.id())
                    {
                        let end = outline.blocks.len();
                        if let Some(container) =
                            open.pop().and_then(|i| outline.containers.get_mut(i))
                        {
                            container.end = end;
                        }
                        within.pop();
                    }
                }
            }
        }
        outline.chars = outline.blocks.iter().map(|b| b.chars).sum();
        outline
    }
}

fn medium(node: NodeRef<'_, Node>, tag: &str, within: Within) -> OutlineBlock {
    OutlineBlock {
        node: node.id(),
        tag: tag.to_owned(),
        text: String::new(),
        chars: 0,
        link_chars: 0,
        all_strong: false,
        lines: Vec::new(),
        bare_links: Vec::new(),
        media: tag != "hr",
        within,
    }
}

/// Reads a block without blocks in it; none if it shows nothing.
fn leaf(node: NodeRef<'_, Node>, tag: &str, within: Within) -> Option<OutlineBlock> {
    let mut block = medium(node, tag, within);
    block.media = false;
    let mut line = Line::default();
    let mut links: Vec<(NodeId, bool)> = Vec::new();
    let mut strong = 0_usize;
    let mut unread = 0_usize;
    let mut plain_words = false;
    for edge in node.traverse() {
        match edge {
            Edge::Open(n) => match n.value() {
                Node::Text(t) if unread == 0 => {
                    let start = line.text.len();
                    push_folded(&mut line.text, t);
                    let added = line.text.get(start..).unwrap_or_default();
                    let words = has_words(added);
                    if let Some((_, seen)) = links.last_mut() {
                        line.link_chars += added.chars().count();
                        *seen |= words;
                    }
                    plain_words |= words && strong == 0;
                    line.pieces.push(Piece {
                        node: n.id(),
                        start,
                        link: links.last().map(|l| l.0),
                        strong: strong > 0,
                    });
                }
                Node::Element(e) => match e.name() {
                    "br" if unread == 0 => block.lines.push(std::mem::take(&mut line)),
                    "a" => links.push((n.id(), false)),
                    t if Class::UNREAD.holds(t) => unread += 1,
                    t if Class::MEDIA.holds(t) => block.media = true,
                    t if Class::STRONG.holds(t) => strong += 1,
                    _ => {}
                },
                _ => {}
            },
            Edge::Close(n) => match name(&n) {
                Some("a") => {
                    if let Some((id, false)) = links.pop() {
                        block.bare_links.push(id);
                    }
                }
                Some(t) if Class::UNREAD.holds(t) => unread -= 1,
                Some(t) if Class::STRONG.holds(t) => strong -= 1,
                _ => {}
            },
        }
    }
    block.lines.push(line);
    block.lines.retain(|l| !l.pieces.is_empty());
    for line in &block.lines {
        if !block.text.is_empty() && !block.text.ends_with(' ') {
            block.text.push(' ');
        }
        block.text.push_str(line.text.trim_end());
        block.link_chars += line.link_chars;
    }
    block.text.truncate(block.text.trim_end().len());
    block.chars = block.text.chars().count();
    block.all_strong = !plain_words && has_words(&block.text);
    debug_assert!(is_block(tag));
    (block.media || !block.text.is_empty()).then_some(block)
}
