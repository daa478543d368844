//! Sorted keys in files of about one size, so that the page finds by the first key of each which of them has what it
//! looks for. How many files there are is known before anything is sorted.

use super::postings::digit;
use crate::site::files::script::Script;

/// The function of the page that is given what a file holds.
pub(super) const FUNCTION: &str = "briefmillSearch";

/// A key and what stands beside it: one text for each column, without tabs.
pub(super) type Row = (String, Vec<String>);

/// The files of a table, and the first key of each.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) files: Vec<Vec<u8>>,
    pub(super) first: Vec<String>,
}

/// Follows every key.
const BEYOND: &str = "\u{10ffff}";

/// Longest beginning that a key shares with the one before it, in the units that JavaScript counts.
const SHARED: usize = 87;

/// Cuts rows, sorted by their keys, into so many files. A file that stays empty begins where the next one does.
pub(super) fn files(name: char, rows: &[Row], columns: usize, count: usize) -> Files {
    let size = |row: &Row| row.0.len() + row.1.iter().map(String::len).sum::<usize>() + 2;
    let total = rows.iter().map(size).sum::<usize>().max(1);
    let mut out = Files::default();
    let (mut before, mut rest) = (0, rows);
    for number in 0..count {
        let end = total * (number + 1) / count;
        let mut length = 0;
        while let Some(row) = rest.get(length)
            && (before < end || number + 1 == count)
        {
            before += size(row);
            length += 1;
        }
        let (own, others) = rest.split_at(length);
        let first = rest.first().map_or(BEYOND, |row| row.0.as_str());
        out.first.push(first.to_owned());
        out.files
            .push(file(&format!("{name}{number}"), own, columns));
        rest = others;
    }
    out
}

/// One file: the keys, each without what it shares with the one before it, then the columns.
fn file(name: &str, rows: &[Row], columns: usize) -> Vec<u8> {
    let mut script = Script::of(FUNCTION, name);
    let (mut keys, mut before) = (String::new(), "");
    for (at, (key, _)) in rows.iter().enumerate() {
        if at > 0 {
            keys.push('\t');
        }
        let mut shared = 0;
        let mut rest = key.as_str();
        for (one, other) in before.chars().zip(key.chars()) {
            if one != other || shared + one.len_utf16() > SHARED {
                break;
            }
            shared += one.len_utf16();
            rest = rest.get(one.len_utf8()..).unwrap_or_default();
        }
        keys.push(digit(u32::try_from(shared).unwrap_or_default()));
        keys.push_str(rest);
        before = key;
    }
    script.text(&keys);
    for column in 0..columns {
        let cells = rows
            .iter()
            .map(|(_, cells)| cells.get(column).map_or("", String::as_str));
        script.text(&cells.collect::<Vec<_>>().join("\t"));
    }
    script.bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of a file, as the page's script reads them.
    fn keys(file: &[u8]) -> Vec<String> {
        let text = std::str::from_utf8(file).unwrap();
        let list = text.strip_prefix("briefmillSearch(").unwrap();
        let list = list.strip_suffix(")\n").unwrap();
        let list = format!("[{list}]").replace('\t', "\\t");
        let parts: Vec<String> = serde_json::from_str(&list).unwrap();
        let mut out: Vec<String> = Vec::new();
        for key in parts[1].split('\t').filter(|k| !k.is_empty()) {
            let shared = (0..88).find(|v| key.starts_with(digit(*v))).unwrap();
            let before: Vec<u16> = out
                .last()
                .map_or(Vec::new(), |k| k.encode_utf16().collect());
            let start = String::from_utf16(&before[..shared as usize]).unwrap();
            out.push(format!("{start}{}", key.split_at(1).1));
        }
        out
    }

    #[test]
    fn every_key_is_in_the_file_that_its_order_says() {
        let words = ["", "a", "ab", "abc", "abd", "b", "zz", "𠀋𠀌", "𠀋𠀍"];
        let rows: Vec<Row> = words[1..]
            .iter()
            .map(|w| ((*w).to_owned(), vec!["#".repeat(w.len() * 5)]))
            .collect();
        for count in 1..20 {
            let files = files('w', &rows, 1, count);
            assert_eq!((files.files.len(), files.first.len()), (count, count));
            let all: Vec<String> = files.files.iter().flat_map(|f| keys(f)).collect();
            assert_eq!(all, rows.iter().map(|r| r.0.clone()).collect::<Vec<_>>());
            for (number, file) in files.files.iter().enumerate() {
                for key in keys(file) {
                    let place = files.first.iter().rposition(|first| *first <= key);
                    assert_eq!(place, Some(number), "{key} of {count}");
                }
            }
        }
        assert_eq!(files('w', &[], 1, 2).first, [BEYOND, BEYOND]);
    }
}
