//! Blocks to text, with the marks of the lists and quotations around them.

use super::block::Block;

/// Writes a document.
pub(super) fn write(blocks: &[Block]) -> String {
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
fn write_blocks(blocks: &[Block], tight: bool, lines: &mut Vec<String>) {
    let mut alternate = false;
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 && !(tight && matches!(block, Block::List(..))) {
            lines.push(String::new());
        }
        // Two lists in a row would be read as one: the second takes another mark.
        alternate = match (i.checked_sub(1).and_then(|p| blocks.get(p)), block) {
            (Some(Block::List(a, _)), Block::List(b, _)) if a.is_some() == b.is_some() => {
                !alternate
            }
            _ => false,
        };
        write_block(block, alternate, lines);
    }
}

fn write_block(block: &Block, alternate: bool, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(text) => lines.extend(text.split('\n').map(str::to_owned)),
        Block::Heading(level, text) => lines.push(format!(
            "{} {}",
            "#".repeat(usize::from(*level)),
            closed(text)
        )),
        Block::Rule => lines.push("---".to_owned()),
        Block::Code(language, text) => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            lines.push(format!("{fence}{language}"));
            lines.extend(text.split('\n').map(str::to_owned));
            lines.push(fence);
        }
        Block::Quote(inner) => {
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
        Block::List(start, items) => write_list(*start, items, alternate, lines),
        Block::Table(rows) => write_table(rows, lines),
        Block::Note(label, inner) => {
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

fn write_list(start: Option<u64>, items: &[Vec<Block>], alternate: bool, lines: &mut Vec<String>) {
    let is_tight = |item: &Vec<Block>| {
        item.iter()
            .enumerate()
            .all(|(i, b)| matches!((i, b), (0, Block::Paragraph(_)) | (_, Block::List(..))))
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
