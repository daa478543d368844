//! Tables: the first line names the columns, by the names that records have too; each other line is a record.

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::{Reading, fields, json};
use crate::finding::{Finding, Place};
use crate::fragment::rules;

/// Signs between cells, likeliest first.
const SEPARATORS: &[u8] = b",;\t|";

/// Most lines of one table that are told each by itself.
const MOST_FAULTS: usize = 40;

/// The sign between the cells of a text that is a table by its own look: a first line of names, three of which at least
/// are those of a record's fields and one of which is that of its headline or its text, and a second line of as many cells.
pub(super) fn separator(text: &str) -> Option<u8> {
    let mut lines = text.trim_start().lines();
    let (first, second) = (lines.next()?, lines.next()?);
    if first.len() > 2000 {
        return None;
    }
    SEPARATORS.iter().copied().find(|sign| {
        let names = cells(first, *sign);
        let known = names.iter().filter(|n| json::names_a_field(n)).count();
        known >= 3
            && known * 2 >= names.len()
            && names.iter().any(|n| json::names_a_text(n))
            && second.contains(char::from(*sign))
    })
}

/// The sign between the cells of a file that is named a table.
fn separator_of(text: &str) -> u8 {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let count = |sign: &u8| cells(first, *sign).len();
    // Of two that part as often the likelier one.
    let best = SEPARATORS.iter().rev().max_by_key(|s| count(s));
    best.copied().unwrap_or(b',')
}

fn cells(line: &str, sign: u8) -> Vec<String> {
    let mut reader = ReaderBuilder::new()
        .delimiter(sign)
        .has_headers(false)
        .from_reader(line.as_bytes());
    let first = reader.records().next().and_then(Result::ok);
    first
        .iter()
        .flat_map(StringRecord::iter)
        .map(|c| fields::plain_key(c.trim()))
        .collect()
}

/// Reads a table.
pub(super) fn read(name: &str, text: &str) -> Reading {
    let mut out = Reading::default();
    let text = text.trim_start();
    let sign = separator(text).unwrap_or_else(|| separator_of(text));
    let mut reader = ReaderBuilder::new()
        .delimiter(sign)
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(|n| n.trim().to_owned()).collect(),
        Err(_) => Vec::new(),
    };
    if !columns
        .iter()
        .any(|c| json::names_a_text(&fields::plain_key(c)))
    {
        let shown: String = columns.join(", ").chars().take(120).collect();
        out.findings.push(
            Finding::error(
                "no-columns",
                format!("the table names no column that could be a headline or a text; its first line is `{shown}`"),
            )
            .in_file(name)
            .help("name the columns in the first line: title, date, url, author, source, content"),
        );
        return out;
    }
    let mut records: Vec<Map<String, Value>> = Vec::new();
    let mut count = 0_usize;
    let mut faults = 0_usize;
    let mut row = StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => {
                faults += 1;
                continue;
            }
        }
        if row.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        count += 1;
        // Counted to the end, so that the report can say how many there are.
        if count > json::MOST_RECORDS {
            continue;
        }
        let record = record(&columns, &row);
        if json::is_record(&record) || json::is_titled(&record) {
            records.push(record);
            continue;
        }
        faults += 1;
        if faults <= MOST_FAULTS {
            let line = row.position().map_or(1, csv::Position::line);
            let line = usize::try_from(line).unwrap_or(1);
            let place = Place {
                line,
                column: 1,
                width: 1,
                text: row
                    .iter()
                    .take(4)
                    .collect::<Vec<_>>()
                    .join(", ")
                    .chars()
                    .take(120)
                    .collect(),
            };
            out.findings.push(
                Finding::error(
                    "no-article",
                    format!("row {line} holds neither a headline nor a text"),
                )
                .in_file(name)
                .at(place)
                .help("fill one of the two, or take the row out"),
            );
        }
    }
    if count > json::MOST_RECORDS {
        out.findings.clear();
        out.findings.push(json::too_many(name, count));
        return out;
    }
    if let Some(more) = faults.checked_sub(MOST_FAULTS).filter(|m| *m > 0) {
        out.findings.push(
            Finding::error("no-article", format!("{more} more rows were left out"))
                .in_file(name)
                .help("mend the rows above first"),
        );
    }
    if records.is_empty() && out.findings.is_empty() {
        out.findings.push(
            Finding::error("no-article", "the table has no rows")
                .in_file(name)
                .help("collect it again, or take it out of the inbox"),
        );
    }
    json::of_records(name, &records, false, None, &rules::ROW, &mut out);
    out
}

/// The filled cells of a row by the names of their columns; of two columns of one name the first counts.
fn record(columns: &[String], row: &StringRecord) -> Map<String, Value> {
    let mut record = Map::new();
    for (name, cell) in columns.iter().zip(row) {
        if !name.is_empty() && !cell.trim().is_empty() && !record.contains_key(name) {
            record.insert(name.clone(), Value::from(cell));
        }
    }
    record
}
