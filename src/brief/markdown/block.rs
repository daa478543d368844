//! The blocks of a Markdown document.

/// A block whose text is already Markdown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum MarkdownBlock {
    /// A paragraph; line breaks in it are hard breaks.
    Paragraph(String),
    /// A heading of this level.
    Heading(u8, String),
    /// A list; the number of its first item if it is ordered.
    List(Option<u64>, Vec<Vec<MarkdownBlock>>),
    /// A quotation.
    Quote(Vec<MarkdownBlock>),
    /// Code with its language.
    Code(String, String),
    /// A table; its first row is the header.
    Table(Vec<Vec<String>>),
    /// A thematic break.
    Rule,
    /// A footnote with its label.
    Note(String, Vec<MarkdownBlock>),
}

/// Shifts headings so that the highest is of level 2, below the brief's title.
pub(super) fn normalise_headings(blocks: &mut [MarkdownBlock]) {
    let mut levels = Vec::new();
    visit(blocks, &mut |level| levels.push(*level));
    let Some(highest) = levels.into_iter().min() else {
        return;
    };
    visit(blocks, &mut |level| {
        *level = (*level + 2).saturating_sub(highest).clamp(2, 6);
    });
}

fn visit(blocks: &mut [MarkdownBlock], change: &mut impl FnMut(&mut u8)) {
    for block in blocks {
        match block {
            MarkdownBlock::Heading(level, _) => change(level),
            MarkdownBlock::List(_, items) => {
                for item in items {
                    visit(item, change);
                }
            }
            MarkdownBlock::Quote(inner) | MarkdownBlock::Note(_, inner) => visit(inner, change),
            _ => {}
        }
    }
}
