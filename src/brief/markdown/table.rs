//! Tables of data as grids.

use ego_tree::NodeRef;
use scraper::Node;

use super::emphasis::{Setting, write};
use super::footnotes::Notes;
use super::inline::{InlineToken, MAX_DEPTH, Style, TextLine};
use crate::html::elements::{Class, is_block};
use crate::html::rows::{MAX_COLUMNS, cells, rows};
use crate::html::tree::name;

/// Most columns or rows that one cell may span.
const MAX_SPAN: usize = 50;

/// A table of data as a grid, its first row the header (empty cells if it has none); none for an empty one.
pub(super) fn grid(table: NodeRef<'_, Node>, notes: &Notes) -> Option<Vec<Vec<String>>> {
    let mut grid: Vec<Vec<Option<String>>> = Vec::new();
    let rows = rows(table);
    let mut header = false;
    for (y, row) in rows.iter().enumerate() {
        while grid.len() <= y {
            grid.push(Vec::new());
        }
        let mut all_header = true;
        let mut x = 0;
        for cell in cells(*row) {
            while grid
                .get(y)
                .and_then(|r| r.get(x))
                .is_some_and(Option::is_some)
            {
                x += 1;
            }
            let text = cell_text(cell, notes);
            let bold = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
            all_header &= name(&cell) == Some("th") || bold;
            let span = |attribute: &str| {
                cell.value()
                    .as_element()
                    .and_then(|e| e.attr(attribute))
                    .and_then(|v| v.trim().parse::<usize>().ok())
                    .unwrap_or(1)
            };
            // Spans may add up to no more columns than a table may have.
            let room = MAX_COLUMNS.saturating_sub(x).clamp(1, MAX_SPAN);
            let (width, height) = (
                span("colspan").clamp(1, room),
                span("rowspan").clamp(1, (rows.len() - y).min(MAX_SPAN)),
            );
            // Nor do cells that stand beyond push those of the rows below still further.
            let height = if x + width > MAX_COLUMNS { 1 } else { height };
            for dy in 0..height {
                while grid.len() <= y + dy {
                    grid.push(Vec::new());
                }
                if let Some(line) = grid.get_mut(y + dy) {
                    if line.len() < x + width {
                        line.resize(x + width, None);
                    }
                    for dx in 0..width {
                        if let Some(slot) = line.get_mut(x + dx) {
                            *slot = Some(if dx == 0 && dy == 0 {
                                text.clone()
                            } else {
                                String::new()
                            });
                        }
                    }
                }
            }
            x += width;
        }
        if y == 0 {
            header = all_header && x > 0;
        }
    }
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    let mut table: Vec<Vec<String>> = grid
        .into_iter()
        .map(|row| {
            (0..width)
                .map(|x| row.get(x).cloned().flatten().unwrap_or_default())
                .collect()
        })
        .collect();
    let used: Vec<bool> = (0..width)
        .map(|x| {
            table
                .iter()
                .any(|r| r.get(x).is_some_and(|c| !c.is_empty()))
        })
        .collect();
    for row in &mut table {
        let mut column = used.iter();
        row.retain(|_| column.next().copied().unwrap_or(false));
    }
    if header && let Some(first) = table.first_mut() {
        // Header cells are bold by themselves.
        for cell in first {
            if let Some(inner) = cell
                .strip_prefix("**")
                .and_then(|c| c.strip_suffix("**"))
                .filter(|c| !c.contains("**"))
            {
                *cell = inner.to_owned();
            }
        }
    }
    let mut first = true;
    table.retain(|row| {
        let keep = row.iter().any(|c| !c.is_empty()) || (first && header);
        first = false;
        keep
    });
    let columns = table.first().map_or(0, Vec::len);
    if columns == 0 {
        return None;
    }
    if !header {
        table.insert(0, vec![String::new(); columns]);
    }
    Some(table)
}

/// A cell's text on one line, its parts (items, paragraphs, lines) kept apart.
fn cell_text(cell: NodeRef<'_, Node>, notes: &Notes) -> String {
    let mut line = TextLine::default();
    push_parts(cell, notes, 0, &mut line);
    part_lines(&mut line);
    write(
        &line,
        Setting {
            table: true,
            single: true,
        },
    )
}

/// Takes in what stands in a cell, two breaks before and after each block, as against the one of a `<br>`.
fn push_parts(node: NodeRef<'_, Node>, notes: &Notes, depth: usize, line: &mut TextLine) {
    let part = |line: &mut TextLine| {
        let two = [(); 2].map(|()| (InlineToken::Break, Style::default()));
        line.runs.extend(two);
    };
    for child in node.children() {
        match name(&child) {
            Some(tag)
                if depth < MAX_DEPTH
                    && is_block(tag)
                    && !Class::UNREAD.holds(tag)
                    && !Class::MEDIA.holds(tag) =>
            {
                part(line);
                push_parts(child, notes, depth + 1, line);
                part(line);
            }
            _ => line.take(child, Style::default(), notes, depth),
        }
    }
}

/// Puts in place of each break what parts the words on both sides: a semicolon, or a space where the sentence or the
/// word goes on.
fn part_lines(line: &mut TextLine) {
    let runs = std::mem::take(&mut line.runs);
    let mut breaks = 0;
    let mut space = None;
    for run in runs {
        match run.0 {
            InlineToken::Break => breaks += 1,
            InlineToken::Space => space = Some(run),
            _ => {
                if breaks > 0 && !line.runs.is_empty() {
                    let before = line.runs.last().and_then(|r| ending(&r.0));
                    let after = opening(&run.0);
                    if goes_on(before, after, breaks > 1) {
                        line.runs.push((InlineToken::Space, Style::default()));
                    } else {
                        line.push_text("; ", Style::default());
                    }
                } else if let Some(space) = space.take()
                    && !line.runs.is_empty()
                {
                    line.runs.push(space);
                }
                (breaks, space) = (0, None);
                line.runs.push(run);
            }
        }
    }
}

fn ending(token: &InlineToken) -> Option<char> {
    match token {
        InlineToken::Text(text) => text.chars().next_back(),
        _ => None,
    }
}

fn opening(token: &InlineToken) -> Option<char> {
    match token {
        InlineToken::Text(text) => text.chars().next(),
        _ => None,
    }
}

/// Whether what follows a break goes on with what stands before it; a word does only in the same block. Two numbers
/// never do.
fn goes_on(before: Option<char>, after: Option<char>, block: bool) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return true;
    };
    matches!(before, ',' | ';' | ':' | '/' | '(' | '+' | '&' | '–' | '—')
        || !after.is_alphanumeric() && !matches!(after, '€' | '$' | '£' | '¥' | '+' | '-' | '−')
        || !block && after.is_lowercase() && before.is_alphabetic()
}
