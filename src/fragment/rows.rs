//! Tables: the first line names the columns, by the names that records have too; each other line is a record.

use std::cmp::Ordering;

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::quotes::{Unclosed, unclosed};
use super::{Reading, dates, fields, json};
use crate::finding::{Finding, Place};
use crate::fragment::rules;
use crate::table::{Words, tables};

tables! {
    "data/columns.txt" => {
        /// Names of the column of the headline, in other languages than English; and so on.
        TITLE: Words = "title";
        DATE: Words = "date";
        PUBLISHER: Words = "publisher";
        AUTHOR: Words = "author";
        CONTENT: Words = "content";
        SUMMARY: Words = "summary";
        URL: Words = "url";
        LANGUAGE: Words = "language";
    }
}

/// Signs between cells, likeliest first.
const SEPARATORS: &[u8] = b",;\t|";

/// Most cells of a row of which some may be joined.
const MOST_CELLS: usize = 200;

/// Most lines of one table that are told each by itself.
const MOST_FAULTS: usize = 40;

/// The sign between the cells of a text that is a table by its own look: a first line of names, three of which at least
/// are those of a record's fields and one of which is that of its headline or its text, and a second line of as many cells.
pub(super) fn separator(text: &str) -> Option<u8> {
    if let Some((sign, _)) = stated_separator(text) {
        return Some(sign);
    }
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
        .map(|c| fields::plain_key(in_english(c.trim())))
        .collect()
}

/// The sign that a first line `sep=;` states, as spreadsheets write it, and the lines below.
fn stated_separator(text: &str) -> Option<(u8, &str)> {
    let (first, below) = text.trim_start().split_once('\n')?;
    let sign = first.trim_end_matches(['\r', ' ']);
    let sign = sign.trim_matches('"').strip_prefix("sep=")?;
    match sign.as_bytes() {
        [sign] if sign.is_ascii_punctuation() || *sign == b'\t' => Some((*sign, below)),
        _ => None,
    }
}

/// The name of a column in English, as records have it.
fn in_english(name: &str) -> &str {
    let plain = fields::plain_key(name);
    if json::names_a_field(&plain) {
        return name;
    }
    let lists: [(&Words, &str); 8] = [
        (&TITLE, "title"),
        (&DATE, "date"),
        (&PUBLISHER, "publisher"),
        (&AUTHOR, "author"),
        (&CONTENT, "content"),
        (&SUMMARY, "summary"),
        (&URL, "url"),
        (&LANGUAGE, "language"),
    ];
    lists
        .iter()
        .find(|(list, _)| list.has(&plain))
        .map_or(name, |(_, english)| english)
}

/// A table as it is read: its text, what stands above it, and its columns.
struct Table<'t> {
    text: &'t str,
    sign: u8,
    /// Lines of the file above the text.
    above: usize,
    columns: Vec<String>,
}

impl<'t> Table<'t> {
    fn of(source: &'t str) -> Self {
        let (sign, text) = if let Some((sign, below)) = stated_separator(source) {
            (sign, below.trim_start())
        } else {
            let text = source.trim_start();
            (separator(text).unwrap_or_else(|| separator_of(text)), text)
        };
        let before = source.len() - text.len();
        let above = source
            .get(..before)
            .unwrap_or_default()
            .matches('\n')
            .count();
        let mut table = Self {
            text,
            sign,
            above,
            columns: Vec::new(),
        };
        if let Ok(names) = table.reader().headers() {
            table.columns = names
                .iter()
                .map(|n| in_english(n.trim()).to_owned())
                .collect();
        }
        table
    }

    fn reader(&self) -> csv::Reader<&'t [u8]> {
        ReaderBuilder::new()
            .delimiter(self.sign)
            .flexible(true)
            .from_reader(self.text.as_bytes())
    }

    /// The line of the file on which a byte of the text stands, from 1.
    fn line_of(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        self.above + before.matches('\n').count() + 1
    }

    /// The line of a row.
    fn line(&self, row: &StringRecord) -> usize {
        let line = row.position().map_or(1, csv::Position::line);
        self.above + usize::try_from(line).unwrap_or(1)
    }

    /// The names that stand over more than one column.
    fn repeated(&self) -> Vec<&str> {
        let mut out = Vec::new();
        for (at, name) in self.columns.iter().enumerate() {
            let again = self.columns.iter().take(at).any(|n| n == name);
            if again && !name.is_empty() && !out.contains(&name.as_str()) {
                out.push(name);
            }
        }
        out
    }
}

/// Reads a table.
pub(super) fn read(name: &str, text: &str) -> Reading {
    let mut out = Reading::default();
    let table = Table::of(text);
    let columns = &table.columns;
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
    if let [first, ..] = table.repeated().as_slice() {
        out.findings.push(
            Finding::warning(
                "two-columns",
                format!("two columns are called `{first}`: of a row that fills both, the first one counts"),
            )
            .in_file(name)
            .at(Place::at_line(text, table.above + 1, 1))
            .help("give each column a name of its own"),
        );
    }
    let mut faults = Faults::new(name);
    let broken = unclosed(table.text, table.sign);
    for cell in broken.iter().take(MOST_FAULTS) {
        faults.tell(unclosed_quote(&table, *cell));
    }
    faults.count += broken.len().saturating_sub(MOST_FAULTS);
    let mut records: Vec<Map<String, Value>> = Vec::new();
    let mut count = 0_usize;
    let mut reader = table.reader();
    let mut row = StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => {
                faults.count += 1;
                continue;
            }
        }
        if row.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        count += 1;
        // Counted to the end, so that the report can say how many there are.
        if count > json::MOST_RECORDS || swallows(&row, &reader, &broken) {
            continue;
        }
        match whole(&table, &row) {
            Ok(record) if json::is_record(&record) || json::is_titled(&record) => {
                records.push(record);
            }
            Ok(_) => {
                let line = table.line(&row);
                let message = format!("row {line} holds neither a headline nor a text");
                faults.tell(
                    Finding::error("no-article", message)
                        .at(place(line, &row))
                        .help("fill one of the two, or take the row out"),
                );
            }
            Err(wrong) => faults.tell(*wrong),
        }
    }
    if count > json::MOST_RECORDS {
        out.findings.clear();
        out.findings.push(json::too_many(name, count));
        return out;
    }
    faults.finish(&mut out);
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

/// What is wrong with the rows of one table.
struct Faults<'n> {
    name: &'n str,
    told: Vec<Finding>,
    count: usize,
}

impl<'n> Faults<'n> {
    fn new(name: &'n str) -> Self {
        Self {
            name,
            told: Vec::new(),
            count: 0,
        }
    }

    fn tell(&mut self, finding: Finding) {
        self.count += 1;
        if self.told.len() < MOST_FAULTS {
            self.told.push(finding.in_file(self.name));
        }
    }

    fn finish(self, out: &mut Reading) {
        let more = self.count - self.told.len();
        out.findings.extend(self.told);
        if more > 0 {
            out.findings.push(
                Finding::error("no-article", format!("{more} more rows were left out"))
                    .in_file(self.name)
                    .help("mend the rows above first"),
            );
        }
    }
}

/// The place of a row: its first cells.
fn place(line: usize, row: &StringRecord) -> Place {
    let cells: Vec<&str> = row.iter().take(4).collect();
    let text = cells.join(", ").replace(['\n', '\r'], " ");
    Place {
        line,
        column: 1,
        width: 1,
        text: text.chars().take(120).collect(),
    }
}

/// The finding of a quotation mark that is not closed.
fn unclosed_quote(table: &Table<'_>, cell: Unclosed) -> Finding {
    let (first, last) = (
        table.line_of(cell.opens),
        table.line_of(cell.ends.saturating_sub(1)),
    );
    let message = format!(
        "the quotation mark in line {first} is not closed at the end of its cell: what stands between it and line {last} was left out"
    );
    let mut place = Place::at(table.text, cell.opens, 1);
    place.line = first;
    place.text = place.text.chars().take(200).collect();
    place.column = place.column.min(200);
    Finding::error("open-quote", message)
        .at(place)
        .help("close the cell with a quotation mark, and write each one inside it twice")
}

/// Whether a cell of a row swallows what stands below it.
fn swallows(row: &StringRecord, reader: &csv::Reader<&[u8]>, broken: &[Unclosed]) -> bool {
    let byte = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let from = row.position().map_or(0, |p| byte(p.byte()));
    let to = byte(reader.position().byte());
    let next = broken.partition_point(|cell| cell.opens < from);
    broken.get(next).is_some_and(|cell| cell.opens < to)
}

/// The record of a row. One with more cells than there are columns is taken only where one column alone can hold what is
/// too much, so that its day and its address stand where they belong.
fn whole(table: &Table<'_>, row: &StringRecord) -> Result<Map<String, Value>, Box<Finding>> {
    let columns = table.columns.as_slice();
    let cells: Vec<&str> = row.iter().collect();
    let filled = cells
        .iter()
        .rposition(|c| !c.trim().is_empty())
        .map_or(0, |at| at + 1);
    let cells = cells
        .get(..filled.max(columns.len()).min(cells.len()))
        .unwrap_or_default();
    let more = cells.len().saturating_sub(columns.len());
    if more == 0 {
        return Ok(record(columns, cells.iter().copied()));
    }
    let few = cells.len() <= MOST_CELLS;
    let joined = few.then(|| joined(columns, cells, more, char::from(table.sign)));
    if let Some(joined) = joined.flatten() {
        return Ok(record(columns, joined.iter().map(String::as_str)));
    }
    let line = table.line(row);
    let message = format!(
        "row {line} has {} cells, and the table only {} columns; it was left out",
        cells.len(),
        columns.len()
    );
    Err(Box::new(
        Finding::error("ragged-row", message)
            .at(place(line, row))
            .help("put a cell that holds the sign between the cells into double quotes"),
    ))
}

/// What a column holds that can be told from other cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Address,
    Day,
}

impl Holds {
    /// What a column of this name holds.
    fn of(column: &str) -> Option<Self> {
        let name = fields::plain_key(column);
        if fields::is_address(&name) {
            Some(Self::Address)
        } else {
            fields::is_day(&name).then_some(Self::Day)
        }
    }

    /// Whether a cell is that and nothing else.
    fn fits(self, cell: &str) -> bool {
        let cell = cell.trim();
        match self {
            Self::Address => !cell.contains([' ', ',', ';']) && fields::http(cell).is_some(),
            Self::Day => is_only_a_day(cell),
        }
    }
}

/// The cells with those that are too many joined to one column, where only one column can be meant: days and addresses
/// then stand in the columns that are called so, of which there is at least one.
fn joined(columns: &[String], cells: &[&str], more: usize, sign: char) -> Option<Vec<String>> {
    let told: Vec<(usize, Holds)> = columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((at, Holds::of(column)?)))
        .collect();
    let sign = sign.to_string();
    // The cell of a column when those that are too many are joined to column `at`.
    let cell = |column: usize, at: usize| -> Option<String> {
        match column.cmp(&at) {
            Ordering::Less => cells.get(column).map(|c| (*c).to_owned()),
            Ordering::Equal => Some(cells.get(at..=at + more)?.join(&sign)),
            Ordering::Greater => cells.get(column + more).map(|c| (*c).to_owned()),
        }
    };
    let fits = |at: &usize| {
        let stand = told.iter().map(|(column, holds)| {
            let cell = cell(*column, *at).unwrap_or_default();
            (cell.trim().is_empty(), holds.fits(&cell))
        });
        let mut right = false;
        for (empty, fits) in stand {
            if !empty && !fits {
                return false;
            }
            right |= fits;
        }
        right
    };
    let mut fitting = (0..columns.len()).filter(fits);
    let at = fitting.next()?;
    let text = json::names_a_text(&fields::plain_key(columns.get(at)?));
    (fitting.next().is_none() && text)
        .then(|| (0..columns.len()).filter_map(|c| cell(c, at)).collect())
}

/// Whether a cell holds a day and nothing before it: "2025-03-11 08:00", "March 11, 2025", "Tue, 11 Mar 2025".
fn is_only_a_day(cell: &str) -> bool {
    let first = cell.split_whitespace().next().unwrap_or_default();
    let begins = first.starts_with(|c: char| c.is_ascii_digit())
        || dates::is_month(first.trim_end_matches(['.', ',']))
        || first.chars().count() <= 4 && first.ends_with(',');
    begins && cell.chars().count() <= 40 && dates::parse(cell).is_some()
}

/// The filled cells of a row by the names of their columns; of two columns of one name the first counts.
fn record<'c>(columns: &[String], row: impl Iterator<Item = &'c str>) -> Map<String, Value> {
    let mut record = Map::new();
    for (name, cell) in columns.iter().zip(row) {
        if !name.is_empty() && !cell.trim().is_empty() && !record.contains_key(name) {
            record.insert(name.clone(), Value::from(cell));
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::read;

    fn told(text: &str) -> (Vec<String>, Vec<(&'static str, Option<usize>)>) {
        let reading = read("t.csv", text);
        let facts = |f: &crate::fragment::Fragment| {
            let m = &f.metadata;
            format!(
                "{}|{}|{}",
                m.title.as_ref().map_or("-", |t| &t.value),
                m.date
                    .as_ref()
                    .map_or("-".to_owned(), |d| d.value.to_string()),
                f.body.html()
            )
        };
        let place = |f: &crate::finding::Finding| (f.rule, f.place.as_ref().map(|p| p.line));
        (
            reading.fragments.iter().map(facts).collect(),
            reading.findings.iter().map(place).collect(),
        )
    }

    #[test]
    fn a_row_with_too_many_cells() {
        let sure = "title,url,content,published\nMill,https://m.example/1,It grinds, and sells 1,200 bags, it said.,2025-03-11\n";
        let body = "Mill|2025-03-11|<p>It grinds, and sells 1,200 bags, it said.</p>\n".to_owned();
        assert_eq!(told(sure), (vec![body], vec![]));
        let unsure = "title,content\nMill,It grinds.\nMill, the old one,It grinds.\n";
        assert_eq!(told(unsure).0.len(), 1);
        assert_eq!(told(unsure).1, [("ragged-row", Some(3))]);
        // Empty cells at the end are none.
        assert_eq!(told("title,content\nMill,It grinds.,,\n").1, []);
    }

    #[test]
    fn a_quotation_mark_that_stays_open() {
        let text = "title,body\nMill,It grinds.\nPlant,\"It opens.\n\nIt hires.\nDam,It breaks.\n";
        assert_eq!(told(text).0.len(), 1);
        assert_eq!(told(text).1, [("open-quote", Some(3))]);
    }

    #[test]
    fn columns_of_one_name() {
        assert_eq!(
            told("title,text,text\nMill,It grinds.,It opens.\n").1,
            [("two-columns", Some(1))]
        );
    }

    #[test]
    fn columns_in_other_languages() {
        for text in [
            "sep=;\r\nÜberschrift;Datum;Text\r\nMühle;11.03.2025;Sie mahlt.\r\n",
            "Titre,Date de publication,Contenu\nMühle,2025-03-11,Sie mahlt.\n",
            "标题,日期,正文\nMühle,2025-03-11,Sie mahlt.\n",
        ] {
            let row = "Mühle|2025-03-11|<p>Sie mahlt.</p>\n".to_owned();
            assert_eq!(told(text), (vec![row], vec![]), "{text}");
        }
    }
}
