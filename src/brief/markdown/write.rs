//! Blocks to text, with the marks of the lists and quotations around them.

use super::block::MarkdownBlock;

/// Writes a document.
pub(super) fn write(blocks: &[MarkdownBlock]) -> String {
    let mut lines = Vec::new();
    write_blocks(blocks, false, &mut lines);
    let mut out = String::with_capacity(lines.iter().map(|l: &String| l.len() + 1).sum());
    for line in lines {
        out.push_str(line.trim_end_matches([' ', '\t']));
        out.push('\n');
    }
    out
}

/// Writes blocks as lines, parted by blank lines unless `tight`.
fn write_blocks(blocks: &[MarkdownBlock], tight: bool, lines: &mut Vec<String>) {
    let mut alternate = false;
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 && !(tight && matches!(block, MarkdownBlock::List(..))) {
            lines.push(String::new());
        }
        // Two lists in a row would be read as one: the second takes another mark.
        alternate = match (i.checked_sub(1).and_then(|p| blocks.get(p)), block) {
            (Some(MarkdownBlock::List(a, _)), MarkdownBlock::List(b, _))
                if a.is_some() == b.is_some() =>
            {
                !alternate
            }
            _ => false,
        };
        write_block(block, alternate, lines);
    }
}

fn write_block(block: &MarkdownBlock, alternate: bool, lines: &mut Vec<String>) {
    match block {
        MarkdownBlock::Paragraph(text) => lines.extend(text.split('\n').map(str::to_owned)),
        MarkdownBlock::Heading(level, text) => lines.push(format!(
            "{} {}",
            "#".repeat(usize::from(*level)),
            closed(text)
        )),
        MarkdownBlock::Rule => lines.push("---".to_owned()),
        MarkdownBlock::Code(language, text) => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            lines.push(format!("{fence}{language}"));
            lines.extend(text.split('\n').map(str::to_owned));
            lines.push(fence);
        }
        MarkdownBlock::Quote(inner) => {
            let mut quoted = Vec::new();
            write_blocks(inner, false, &mut quoted);
            lines.extend(quoted.into_iter().map(|l| {
                if l.is_empty() {
                    ">".to_owned()
                } else {
                    format!("> {l}")
                }
            }));
        }
        MarkdownBlock::List(start, items) => write_list(*start, items, alternate, lines),
        MarkdownBlock::Table(rows) => write_table(rows, lines),
        MarkdownBlock::Note(label, inner) => {
            let mut note = Vec::new();
            write_blocks(inner, false, &mut note);
            push_hung(&format!("[^{label}]: "), 4, note, lines);
        }
    }
}

/// A heading's text whose last `#` would be read as a closing mark.
fn closed(text: &str) -> String {
    match text.strip_suffix('#') {
        Some(rest) if !rest.ends_with('\\') => format!("{rest}\\#"),
        _ => text.to_owned(),
    }
}

fn write_list(
    start: Option<u64>,
    items: &[Vec<MarkdownBlock>],
    alternate: bool,
    lines: &mut Vec<String>,
) {
    let is_tight = |item: &Vec<MarkdownBlock>| {
        item.iter().enumerate().all(|(i, b)| {
            matches!(
                (i, b),
                (0, MarkdownBlock::Paragraph(_)) | (_, MarkdownBlock::List(..))
            )
        })
    };
    let tight = items.iter().all(is_tight);
    for (i, item) in items.iter().enumerate() {
        if i > 0 && !tight {
            lines.push(String::new());
        }
        let mark = match start {
            Some(first) => format!(
                "{}{} ",
                first.saturating_add(i as u64).min(999_999_999),
                if alternate { ')' } else { '.' }
            ),
            None => if alternate { "* " } else { "- " }.to_owned(),
        };
        let mut inner = Vec::new();
        write_blocks(item, tight, &mut inner);
        let width = mark.len();
        push_hung(&mark, width, inner, lines);
    }
}

/// The first line after a mark, the others indented under it.
fn push_hung(mark: &str, width: usize, inner: Vec<String>, lines: &mut Vec<String>) {
    for (i, line) in inner.into_iter().enumerate() {
        lines.push(match (i, line.is_empty()) {
            (0, _) => format!("{mark}{line}"),
            (_, true) => line,
            _ => format!("{}{line}", " ".repeat(width)),
        });
    }
}

fn write_table(rows: &[Vec<String>], lines: &mut Vec<String>) {
    for (i, row) in rows.iter().enumerate() {
        lines.push(format!("| {} |", row.join(" | ")));
        if i == 0 {
            lines.push(format!("|{}", " --- |".repeat(row.len())));
        }
    }
}
