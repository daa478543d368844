//! Fields in YAML: the block at the top of a Markdown file, and the files that are YAML as a whole.
//!
//! A [`Table`] states the fields of a kind of file, a row for each. The [`Reader`] takes them over as typed values and
//! tells what is wrong; a row writes its own line. Rewriting is textual, key by key, so that comments, order and unknown
//! fields of the editor's stay as they are.

mod items;
mod nearest;
mod place;
mod reader;
mod rewrite;
mod schema;
mod write;

pub(crate) use items::indent;
pub use items::items_of;
pub use nearest::closest;
pub use reader::{Reader, key_text};
pub use rewrite::{insert_in_order, raw_block, set_key};
pub use schema::{Field, FieldKind, Origin, Table, Unknown, lines};
pub use write::{flow_scalar, list, scalar};

/// A Markdown file split in two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split<'a> {
    /// The YAML between the fences, with its last line break; none for a file without front matter.
    pub yaml: Option<&'a str>,
    /// Byte offset of the YAML in the file.
    pub yaml_start: usize,
    /// What follows the closing fence.
    pub body: &'a str,
}

/// Whether YAML is one mapping in braces, so that no line of it is a field that can be set.
pub fn is_in_braces(yaml: &str) -> bool {
    let mut lines = yaml.lines().map(str::trim_start);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| line.starts_with('{'))
}

/// Splits a file at its `---` fences. A byte-order mark and empty lines before them are passed over; a file that opens no
/// block, or never closes it, is all body.
pub fn split(source: &str) -> Split<'_> {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let whole = Split {
        yaml: None,
        yaml_start: 0,
        body: text,
    };
    let text = without_empty_lines(text);
    let Some(first) = text.split_inclusive('\n').next() else {
        return whole;
    };
    if !matches!(first.trim_end(), "---" | "---yaml" | "--- yaml") {
        return whole;
    }
    let open = first.len();
    let mut at = open;
    for line in text.get(open..).unwrap_or_default().split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Split {
                yaml: text.get(open..at),
                yaml_start: open + (source.len() - text.len()),
                body: text.get(at + line.len()..).unwrap_or_default(),
            };
        }
        at += line.len();
    }
    whole
}

/// A text from its first line on that is not empty.
fn without_empty_lines(text: &str) -> &str {
    let begins = text.trim_start();
    let before = text.len() - begins.len();
    let line = text.get(..before).and_then(|t| t.rfind('\n'));
    line.and_then(|at| text.get(at + 1..)).unwrap_or(text)
}

/// Where the innermost of these nested keys stands in a Markdown file's front matter: of keys that are not there the one
/// that holds them, or the front matter's first line.
pub fn place_of(source: &str, keys: &[&str]) -> crate::finding::Place {
    let split = split(source);
    let end = split.yaml_start + split.yaml.map_or(0, str::len);
    place::of_key(source, split.yaml_start..end, keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_told_from_lines() {
        assert!(is_in_braces("# mine\n\n{ title: A,\n  number: 2 }\n"));
        for lines in ["", "title: A\n", "source: { name: A }\n", "# {\na: 1\n"] {
            assert!(!is_in_braces(lines), "{lines}");
        }
    }

    #[test]
    fn splits_only_real_blocks() {
        assert_eq!(split("---\na: 1\n---\nText").yaml, Some("a: 1\n"));
        assert_eq!(split("---\na: 1\n---\nText").body, "Text");
        assert_eq!(split("Text\n---\n").yaml, None);
        assert_eq!(split("---\nnever closed").yaml, None);
        assert_eq!(split("\u{feff}---\n---\n").yaml, Some(""));
        for text in [
            "\n\n---\na: 1\n---\nText",
            "\u{feff}\r\n---\na: 1\n---\nText",
        ] {
            let split = split(text);
            assert_eq!(
                (split.yaml, split.body),
                (Some("a: 1\n"), "Text"),
                "{text:?}"
            );
            assert_eq!(text.find("a: 1"), Some(split.yaml_start), "{text:?}");
        }
        assert_eq!(split("\n   ---\na: 1\n---\n").yaml, None);
    }
}
