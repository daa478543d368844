//! The one format of the data files, and its reader.
//!
//! What a rule knows of the world or of a language (names, nouns, verbs, phrases, codes, patterns) stands in a text file
//! in a `data/` folder beside the code that uses it:
//!
//! ```text
//! # What the file holds, in sentences.
//! # origin: where the entries come from
//! # licence: on which terms they may be passed on
//!
//! [name-of-a-list]
//! # What the list holds.
//! a cell | a value; another value | another cell
//! ```
//!
//! - Empty lines, and lines that begin with `#`, are no rows.
//! - `[name]` opens a list. A file of one list has no such line, and its list no name.
//! - Cells are parted by ` | `, the values of a cell by `; `. An empty cell is `-`; at the end of a row it is left out.
//! - A list of words has rows of one cell, with as many values in each as a line takes.
//! - Entries are sorted from one comment to the next, and none stands twice in its list, unless the line `# order:`
//!   says why.
//!
//! In code stays what makes the shape of a rule: a match of a few words of grammar ("the", "a", "an"), marks of
//! punctuation, and names that a standard fixes, such as the elements of HTML.
//!
//! [`tables!`] declares the lists of a module as typed statics and a test that reads each, so that a file, list, row or
//! pattern that is wrong cannot pass for one that finds nothing.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use foldhash::fast::FixedState;

/// Why a list cannot be read: its line, counted from 1, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    line: usize,
    what: String,
}

impl Fault {
    /// A fault of a line.
    pub(crate) fn new(line: usize, what: impl Into<String>) -> Self {
        let what = what.into();
        Self { line, what }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'t> {
    list: &'t str,
    line: usize,
    text: &'t str,
}

impl<'t> Row<'t> {
    /// All that stands in it.
    pub(crate) fn text(self) -> &'t str {
        self.text
    }

    /// Its cells, empty ones as empty text.
    pub(crate) fn cells<const N: usize>(self) -> Result<[&'t str; N], Fault> {
        let mut out = [""; N];
        for (i, cell) in self.text.split(" | ").enumerate() {
            let place = out
                .get_mut(i)
                .ok_or_else(|| self.fault(format!("more than {N} cells")))?;
            if cell.trim() != cell || cell.is_empty() {
                return Err(
                    self.fault("an empty cell is written `-`, and cells are parted by ` | `")
                );
            }
            *place = if cell == "-" { "" } else { cell };
        }
        Ok(out)
    }

    /// The values of one of its cells.
    fn values(self, cell: &'t str) -> Result<Vec<&'t str>, Fault> {
        if cell.is_empty() {
            return Ok(Vec::new());
        }
        let values: Vec<&str> = cell.split("; ").collect();
        let wrong = |v: &&str| v.is_empty() || v.trim() != *v || v.contains([';', '|']);
        if values.iter().any(wrong) {
            return Err(self.fault("values are parted by `; `, and cells by ` | `"));
        }
        Ok(values)
    }

    /// One of its cells as a number or the like.
    pub(crate) fn parse<T: FromStr>(self, cell: &str) -> Result<T, Fault> {
        cell.parse()
            .map_err(|_| self.fault(format!("`{cell}` cannot be read")))
    }

    /// What is wrong with this row.
    pub(crate) fn fault(self, what: impl Into<String>) -> Fault {
        Fault::new(self.line, what)
    }
}

/// All rows of a file, in order.
fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let mut list = "";
    (1..).zip(text.lines()).filter_map(move |(line, text)| {
        let name = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
        if let Some(name) = name.filter(|n| n.chars().all(|c| c.is_ascii_lowercase() || c == '-')) {
            list = name;
            return None;
        }
        let filled = !text.trim().is_empty() && !text.starts_with('#');
        filled.then_some(Row { list, line, text })
    })
}

/// What a list is read into.
pub(crate) trait List: Sized {
    /// Reads its rows, of which there is at least one.
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault>;
}

/// What a row is read into.
pub(crate) trait Entry: Sized {
    /// Reads one row.
    fn of_row(row: Row<'static>) -> Result<Self, Fault>;
}

impl<T: Entry> List for Vec<T> {
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault> {
        rows.iter().map(|row| T::of_row(*row)).collect()
    }
}

/// What a cell is read into.
pub(crate) trait Cell: Sized {
    /// Reads one cell of this row; an empty one is empty text.
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault>;
}

/// One value, or none.
impl Cell for &'static str {
    fn of_cell(_: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        Ok(cell)
    }
}

/// Values in the order of the file.
pub(crate) type Values = Vec<&'static str>;

impl Cell for Values {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        row.values(cell)
    }
}

impl Cell for Words {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        row.values(cell).map(Self::from_iter)
    }
}

/// A row of so many cells as a tuple of their types.
macro_rules! entry {
    ($($cell:ident)+) => {
        impl<$($cell: Cell),+> Entry for ($($cell,)+) {
            #[expect(non_snake_case, reason = "each cell is called as its type")]
            fn of_row(row: Row<'static>) -> Result<Self, Fault> {
                let [$($cell),+] = row.cells()?;
                Ok(($(Cell::of_cell(row, $cell)?,)+))
            }
        }
    };
}
entry!(A B);
entry!(A B C);
entry!(A B C D);
entry!(A B C D E);

/// Reads one list of a file.
fn read<T: List>(text: &'static str, list: &str) -> Result<T, Fault> {
    let missing = || Fault::new(1, format!("there is no list `{list}`, or nothing in it"));
    // A file may hold dozens of lists, and each is read by itself: only its own lines are looked at.
    let start = if list.is_empty() {
        0
    } else {
        let opens = format!("[{list}]\n");
        let mut found = text.match_indices(&opens).map(|(at, _)| at);
        let at_line = |at: &usize| *at == 0 || text.get(..*at).is_some_and(|t| t.ends_with('\n'));
        found.find(at_line).ok_or_else(missing)?
    };
    let of_list = rows(text.get(start..).unwrap_or_default()).take_while(|row| row.list == list);
    let of_list: Vec<Row<'static>> = of_list.collect();
    if of_list.is_empty() {
        return Err(missing());
    }
    T::of_rows(&of_list).map_err(|fault| {
        let before = text.get(..start).unwrap_or_default();
        Fault::new(before.lines().count() + fault.line, fault.what)
    })
}

/// Reads one list of a file that is compiled in; one that cannot be read is a fault of the program.
pub(crate) fn load<T: List>(file: &str, text: &'static str, list: &str) -> T {
    read(text, list).unwrap_or_else(|fault| panic!("{file}, {fault}"))
}

/// Declares the lists of a module as statics, each read at its first use, and a test that reads them all.
///
/// ```text
/// tables! {
///     "data/people.txt" => {
///         /// Given names.
///         pub(super) FIRST_NAMES: Words = "first-names";
///     }
/// }
/// ```
macro_rules! tables {
    ($($file:literal => {
        $($(#[$doc:meta])* $vis:vis $name:ident: $type:ty = $list:literal;)+
    })+) => {
        $($(
            $(#[$doc])*
            $vis static $name: std::sync::LazyLock<$type> =
                std::sync::LazyLock::new(|| $crate::table::load($file, include_str!($file), $list));
        )+)+

        #[cfg(test)]
        mod tables {
            #[test]
            fn every_list_can_be_read() {
                $($(std::sync::LazyLock::force(&super::$name);)+)+
            }
        }
    };
}
pub(crate) use tables;

/// A list of words or phrases.
#[derive(Debug)]
pub(crate) struct Words(HashSet<&'static str, FixedState>);

impl Words {
    /// Whether this word is in the list, written just so.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Whether this word is in the list, which is in lower case, once its ASCII capitals are small letters.
    pub(crate) fn has_any_case(&self, word: &str) -> bool {
        if word.bytes().any(|b| b.is_ascii_uppercase()) {
            self.has(&word.to_ascii_lowercase())
        } else {
            self.has(word)
        }
    }

    /// The words, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }
}

impl FromIterator<&'static str> for Words {
    fn from_iter<T: IntoIterator<Item = &'static str>>(words: T) -> Self {
        Self(words.into_iter().collect())
    }
}

impl List for Words {
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault> {
        Values::of_rows(rows).map(Self::from_iter)
    }
}

/// The same in the order of the file.
impl List for Values {
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault> {
        let mut out = Vec::new();
        for row in rows {
            let [cell] = row.cells()?;
            out.extend(row.values(cell)?);
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Pattern;

    fn fault<T: List>(text: &'static str) -> String {
        read::<T>(text, "").map_or_else(|f| f.to_string(), |_| "none".to_owned())
    }

    #[test]
    fn rows_have_cells_and_cells_values() {
        let text = "# comment\na; b | - | c d\n\n[more]\nx\n";
        let all: Vec<Row<'_>> = rows(text).collect();
        assert_eq!(all.len(), 2);
        let [first, second, third, fourth] = all[0].cells().unwrap();
        assert_eq!([second, third, fourth], ["", "c d", ""]);
        assert_eq!(all[0].values(first).unwrap(), ["a", "b"]);
        assert_eq!((all[1].list, all[1].line), ("more", 5));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        assert_eq!(fault::<Words>("a; b\n"), "none");
        for (text, line) in [
            ("a;b; \n", 1),
            ("\na; ; b\n", 2),
            ("a;\n", 1),
            ("a | b\n", 1),
            ("a || b\n", 1),
            ("a |  | b\n", 1),
            ("# no rows\n", 1),
        ] {
            assert!(
                fault::<Words>(text).starts_with(&format!("line {line}: ")),
                "{text}"
            );
        }
        assert!(fault::<Pattern>("fine\nopen (\n").starts_with("line 2: "));
        assert!(read::<Words>("[a]\nx\n", "b").is_err());
    }

    #[test]
    fn words_are_found_whole_and_in_their_case() {
        let words: Words = read("a; b c", "").unwrap();
        assert!(words.has("b c") && !words.has("b") && !words.has("A"));
        assert!(words.has_any_case("A") && !words.has_any_case("B"));
    }

    /// Every data file with its text, and the Rust code of its module in one text.
    #[expect(
        clippy::disallowed_methods,
        reason = "the test reads the program's own sources"
    )]
    fn data_files() -> Vec<(String, &'static str, String)> {
        let paths: Vec<String> = walkdir::WalkDir::new("src")
            .sort_by_file_name()
            .into_iter()
            .flatten()
            .filter(|e| e.file_type().is_file())
            .map(|e| e.path().to_string_lossy().replace('\\', "/"))
            .collect();
        let read = |path: &String| std::fs::read_to_string(path).unwrap();
        let is_code = |path: &&String| {
            std::path::Path::new(path)
                .extension()
                .is_some_and(|e| e == "rs")
        };
        // Weights are no text.
        let is_text =
            |path: &&String| path.contains("/data/") && path.rsplit('.').next() == Some("txt");
        let data = paths.iter().filter(is_text);
        data.map(|path| {
            let module = path.split("/data/").next().unwrap();
            let code = paths
                .iter()
                .filter(is_code)
                .filter(|p| p.starts_with(module));
            let text: &'static str = Box::leak(read(path).into_boxed_str());
            (path.clone(), text, code.map(read).collect())
        })
        .collect()
    }

    /// What is wrong with the order and the repetitions of one list.
    fn disorder(text: &str, ordered: bool, list: &[Row<'static>]) -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        // A pattern may hold what parts values.
        let is_words = |row: &Row<'_>| row.cells::<1>().is_ok_and(|[c]| row.values(c).is_ok());
        let words = list.iter().all(is_words);
        let mut wrong = Vec::new();
        let mut seen = HashSet::new();
        let (mut last, mut free) = ("", ordered);
        for row in list {
            let above = lines[..row.line - 1].iter().rev();
            let comments: Vec<&&str> = above.take_while(|l| l.starts_with('#')).collect();
            if !comments.is_empty() {
                last = "";
                free = ordered || comments.iter().any(|l| l.starts_with("# order: "));
            }
            let entries = if words {
                row.values(row.text).unwrap()
            } else {
                vec![row.text]
            };
            for entry in entries {
                if !seen.insert(entry) {
                    wrong.push(row.fault(format!("`{entry}` stands twice")).to_string());
                }
                if !free && entry < last {
                    wrong.push(row.fault(format!("`{entry}` after `{last}`")).to_string());
                }
                last = entry;
            }
        }
        wrong
    }

    #[test]
    fn data_files_keep_to_the_format() {
        let mut wrong = Vec::new();
        let files = data_files();
        for (path, text, code) in &files {
            let head: Vec<&str> = text.lines().take_while(|l| l.starts_with('#')).collect();
            for wanted in ["# origin: ", "# licence: "] {
                if !head.iter().any(|l| l.starts_with(wanted)) {
                    wrong.push(format!("{path}: its head has no `{wanted}`"));
                }
            }
            let name = path.split_once("/data/").unwrap().1;
            if !code.contains(&format!("data/{name}\"")) {
                wrong.push(format!("{path}: no code of its module reads it"));
            }
            let ordered = head.iter().any(|l| l.starts_with("# order: "));
            let all: Vec<Row<'static>> = rows(text).collect();
            for list in all.chunk_by(|a, b| a.list == b.list) {
                let name = list[0].list;
                if !name.is_empty() && !code.contains(&format!("\"{name}\"")) {
                    wrong.push(format!("{path}: no code reads the list `{name}`"));
                }
                let faults = disorder(text, ordered, list).into_iter();
                wrong.extend(faults.map(|w| format!("{path}, {w}")));
            }
        }
        assert!(files.len() > 30, "{}", files.len());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
