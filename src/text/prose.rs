//! The words of a brief as derivations read them: blocks of plain text with their sentences.
//!
//! Headline, key points, figures and tags are all derived from this view of the Markdown body, so that an editor's
//! text and a fresh fragment are read alike.

use std::sync::OnceLock;

use pulldown_cmark::{Event, Options, Tag, TagEnd};

use crate::text::language::Language;
use crate::text::sentences::sentences;
use crate::text::spans::Span;

/// The Markdown that briefs are written in: CommonMark with GFM's tables, strikethrough and footnotes.
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// A list item's own text.
    ListItem,
    /// A paragraph inside a block quote.
    Quote,
    /// One cell of a table.
    Cell,
    /// A code block.
    Code,
    /// The caption of a picture: a paragraph all in emphasis right below one of pictures alone.
    Caption,
}

/// One block of plain text.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text without markup; line breaks are spaces.
    pub text: String,
    /// Its sentences, as ranges of `text`.
    pub sentences: Vec<Span>,
}

/// Which sentence: the block's place among all blocks, the sentence's place in its block, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId {
    /// Index into [`Text::blocks`].
    pub block: usize,
    /// Index into [`Block::sentences`].
    pub sentence: usize,
}

/// A brief's body as blocks of plain text.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// The language of its prose, once it was asked for.
    language: OnceLock<Language>,
}

impl Text {
    /// Reads a Markdown body. The blocks are numbered as `site::markdown_html` numbers the anchors of the page.
    pub fn from_markdown(body_markdown: &str) -> Self {
        let mut reader = BlockReader::default();
        for event in pulldown_cmark::Parser::new_ext(body_markdown, markdown_options()) {
            reader.take(event);
        }
        reader.flush();
        Self {
            blocks: reader.blocks,
            language: OnceLock::new(),
        }
    }

    /// The language of its prose.
    pub(crate) fn language(&self) -> Language {
        *self.language.get_or_init(|| {
            let prose = self.blocks.iter().filter(|b| b.kind != BlockKind::Code);
            Language::of(prose.map(|b| b.text.as_str()))
        })
    }

    /// The text without the words of these blocks; places of blocks and sentences stay as they are.
    #[must_use]
    pub(crate) fn without(&self, gone: impl Fn(&Block) -> bool) -> Self {
        let mut blocks = self.blocks.clone();
        for block in blocks.iter_mut().filter(|b| gone(b)) {
            block.text.clear();
            block.sentences.clear();
        }
        Self {
            blocks,
            language: OnceLock::new(),
        }
    }

    /// All sentences in reading order.
    pub fn sentences(&self) -> impl Iterator<Item = (SentenceId, &str)> {
        self.blocks.iter().enumerate().flat_map(|(block, b)| {
            b.sentences
                .iter()
                .enumerate()
                .map(move |(sentence, span)| (SentenceId { block, sentence }, span.of(&b.text)))
        })
    }

    /// The words of one sentence; empty for one that is not there.
    pub fn sentence(&self, id: SentenceId) -> &str {
        self.blocks
            .get(id.block)
            .and_then(|b| b.sentences.get(id.sentence).map(|s| s.of(&b.text)))
            .unwrap_or_default()
    }
}

/// The texts of the blocks alone, as [`Text::from_markdown`] numbers them: for who knows where in them a sentence stands.
pub(crate) fn block_texts(body_markdown: &str) -> Vec<String> {
    let mut reader = BlockReader {
        whole: true,
        ..BlockReader::default()
    };
    for event in pulldown_cmark::Parser::new_ext(body_markdown, markdown_options()) {
        reader.take(event);
    }
    reader.flush();
    reader.blocks.into_iter().map(|b| b.text).collect()
}

/// Adds the words of a Markdown body one after the other, without blocks and sentences: for what looks at single words, in
/// a fraction of the time.
pub(crate) fn push_plain(body_markdown: &str, out: &mut String) {
    for event in pulldown_cmark::Parser::new_ext(body_markdown, markdown_options()) {
        match event {
            Event::Text(t) | Event::Code(t) => out.push_str(&t),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            // Marks inside a line may stand in the middle of a word.
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
            ) => {}
            Event::Start(_) | Event::End(_) => out.push('\n'),
            _ => {}
        }
    }
}

/// Gathers blocks from Markdown events.
#[derive(Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a state of the reading of its own"
)]
struct BlockReader {
    blocks: Vec<Block>,
    text: String,
    kinds: Vec<BlockKind>,
    /// How deep in emphasis.
    emphasis: usize,
    /// How deep in a picture's alternative text.
    image: usize,
    /// Whether this paragraph holds a picture.
    pictured: bool,
    /// Whether this paragraph has words that are not in emphasis.
    plain: bool,
    /// Whether the paragraph before holds nothing but pictures.
    below_picture: bool,
    /// Whether blocks are left whole, without their sentences.
    whole: bool,
}

impl BlockReader {
    fn flush(&mut self) {
        let text = self.text.trim();
        if !text.is_empty() {
            let mut kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
            let beside = self.below_picture || self.pictured;
            if kind == BlockKind::Paragraph && beside && !self.plain {
                kind = BlockKind::Caption;
            }
            let sentences = if self.whole {
                Vec::new()
            } else if kind == BlockKind::Code {
                vec![Span {
                    start: 0,
                    end: text.len(),
                }]
            } else {
                sentences(text)
            };
            self.blocks.push(Block {
                kind,
                text: text.to_owned(),
                sentences,
            });
        }
        self.text.clear();
    }

    /// Begins or ends a paragraph, a heading or the like.
    fn turn(&mut self) {
        let empty = self.text.trim().is_empty();
        self.flush();
        let picture = self.pictured && !self.plain;
        self.below_picture = picture || empty && self.below_picture;
        self.pictured = false;
        self.plain = false;
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Image { .. } => {
                        self.image += 1;
                        self.pictured = true;
                    }
                    Tag::Emphasis => self.emphasis += 1,
                    _ => {}
                }
                let kind = match tag {
                    Tag::Heading { level, .. } => Some(BlockKind::Heading(level as u8)),
                    Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                        Some(BlockKind::ListItem)
                    }
                    Tag::BlockQuote(_) => Some(BlockKind::Quote),
                    Tag::TableCell => Some(BlockKind::Cell),
                    Tag::CodeBlock(_) => Some(BlockKind::Code),
                    _ => None,
                };
                if let Some(kind) = kind {
                    self.turn();
                    self.kinds.push(kind);
                } else if matches!(tag, Tag::Paragraph) {
                    self.turn();
                }
            }
            Event::End(tag) => match tag {
                TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition
                | TagEnd::BlockQuote(_)
                | TagEnd::TableCell
                | TagEnd::CodeBlock => {
                    self.turn();
                    self.kinds.pop();
                }
                TagEnd::Paragraph => self.turn(),
                TagEnd::Image => self.image = self.image.saturating_sub(1),
                TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
                _ => {}
            },
            Event::Text(t) | Event::Code(t) => {
                self.plain |= self.image == 0 && self.emphasis == 0 && !t.trim().is_empty();
                self.text.push_str(&t);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, Language, Text, block_texts, push_plain};

    #[test]
    fn plain_words_are_those_of_the_blocks() {
        let text = "# A **hea**d\n\n- one\n- *two*\n\n![three](a.jpg) [four](b)five\nsix `7`\n\n| a | b |\n|---|---|\n| c | d |\n";
        let mut plain = String::new();
        push_plain(text, &mut plain);
        let blocks = Text::from_markdown(text).blocks;
        let texts: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(block_texts(text), texts);
        let blocks: Vec<&str> = blocks.iter().flat_map(|b| b.text.split(' ')).collect();
        let plain: Vec<&str> = plain.split_whitespace().collect();
        assert_eq!(
            plain.join(" "),
            "A head one two three fourfive six 7 a b c d"
        );
        assert_eq!(plain, blocks);
    }

    #[test]
    fn code_does_not_tell_the_language() {
        let words = "the code of the program is not the prose of a text, which tells its language";
        let language = |text: &str| Text::from_markdown(text).language();
        assert_eq!(language(&format!("```\n{words}\n```")), Language::Unknown);
        assert_eq!(language(words), Language::English);
    }

    #[test]
    fn captions_are_no_paragraphs() {
        let text = Text::from_markdown(
            "![](a.jpg)\n\n*A hall in Lodz, 2023.*\n\n*The mill opens.* It grinds.\n\n![A wheel](b.jpg)\n\nIt turns.\n\n*It is said.*",
        );
        let kinds: Vec<(&str, BlockKind)> = text
            .blocks
            .iter()
            .map(|b| (b.text.as_str(), b.kind))
            .collect();
        let (caption, paragraph) = (BlockKind::Caption, BlockKind::Paragraph);
        assert_eq!(
            kinds,
            [
                ("A hall in Lodz, 2023.", caption),
                ("The mill opens. It grinds.", paragraph),
                ("A wheel", caption),
                ("It turns.", paragraph),
                ("It is said.", paragraph),
            ]
        );
    }
}
