//! Splits, reads and rewrites the YAML block at the top of a Markdown file.
//!
//! Rewriting is textual, key by key, so that comments, order and unknown fields of the editor's stay as they are.

use crate::yaml::{self, Mapping, Value};

use crate::finding::{Finding, Place};

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

/// Splits a file at its `---` fences. A byte-order mark is passed over; a file that opens no block, or never closes
/// it, is all body.
pub fn split(source: &str) -> Split<'_> {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let whole = Split {
        yaml: None,
        yaml_start: 0,
        body: text,
    };
    let Some(first) = text.split_inclusive('\n').next() else {
        return whole;
    };
    if first.trim_end() != "---" {
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

/// Reads the YAML of a file as a mapping.
///
/// # Errors
/// A finding with its place in the file when the YAML does not parse or is no mapping.
pub fn parse(source: &str, split: &Split<'_>) -> Result<Mapping, Box<Finding>> {
    let Some(yaml) = split.yaml else {
        return Ok(Mapping::new());
    };
    match yaml::from_str::<Value>(yaml) {
        Ok(Value::Mapping(map)) => Ok(map),
        Ok(Value::Null) => Ok(Mapping::new()),
        Ok(_) => Err(Box::new(
            Finding::error(
                "front-matter",
                "the front matter must be a list of `key: value` lines",
            )
            .at(Place::at(source, split.yaml_start, 1))
            .help("write `title: …` and the other fields between the two `---` lines"),
        )),
        Err(error) => {
            let place = error.location().map_or_else(
                || Place::at(source, split.yaml_start, 1),
                |l| Place::at_line(source, l.line() + 1, l.column()),
            );
            let mut finding = Finding::error("front-matter", plain_message(&error)).at(place);
            if yaml.contains(": ") {
                finding = finding
                    .help("put a value that holds `: `, `#` or quotation marks in double quotes");
            }
            Err(Box::new(finding))
        }
    }
}

/// The parser's message without the place, which the finding carries itself.
pub fn plain_message(error: &yaml::Error) -> String {
    let message = error.to_string();
    let end = message.find(" at line ").unwrap_or(message.len());
    message.get(..end).unwrap_or(&message).to_owned()
}

/// Where a key stands in YAML or front matter, at whatever depth it comes first.
pub fn locate_key(source: &str, key: &str) -> Option<Place> {
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let start = line.len() - line.trim_start_matches([' ', '-', '{', ',']).len();
        let rest = line.get(start..).unwrap_or_default();
        let unquoted = rest.trim_start_matches(['"', '\'']);
        if let Some(after) = unquoted.strip_prefix(key)
            && after
                .trim_start_matches(['"', '\''])
                .trim_start()
                .starts_with(':')
        {
            return Some(Place::at(
                source,
                at + start,
                key.len() + (rest.len() - unquoted.len()) * 2,
            ));
        }
        at += line.len();
    }
    // Not at the start of a line: inside braces, perhaps.
    let inside = format!("{key}:");
    source
        .match_indices(&inside)
        .find(|(at, _)| {
            source
                .get(..*at)
                .is_some_and(|before| before.ends_with([' ', '{', ',']))
        })
        .map(|(at, _)| Place::at(source, at, key.len()))
}

/// Where a key's value stands, to the end of its first line, or inside braces to the end of that value.
pub fn locate_value(source: &str, key: &str) -> Option<Place> {
    let place = locate_key(source, key)?;
    let start = place
        .text
        .char_indices()
        .nth(place.column - 1)
        .map_or(0, |(i, _)| i);
    let (before, rest) = place.text.split_at_checked(start)?;
    let after = start + rest.find(':').map_or(0, |i| i + 1);
    let mut value = place.text.get(after..).unwrap_or_default();
    if before.contains('{') {
        value = value.split([',', '}']).next().unwrap_or_default();
    }
    let trimmed = value.trim();
    if trimmed.is_empty() {
        return Some(place);
    }
    let lead = value.len() - value.trim_start().len();
    let ahead = place.text.get(..after + lead).unwrap_or_default();
    Some(Place {
        column: ahead.chars().count() + 1,
        width: trimmed.chars().count(),
        ..place
    })
}

/// The known word nearest to a mistyped one, if any is near enough to be meant.
pub fn closest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|k| (strsim::levenshtein(word, k), *k))
        .filter(|(d, k)| *d <= 1 + k.len() / 4)
        .min()
        .map(|(_, k)| k)
}

/// The lines of one top-level key with all that belongs to it, as a byte range of the YAML. Empty lines and comments
/// belong to the key only where more of its value follows them.
fn key_range(yaml: &str, key: &str) -> Option<(usize, usize)> {
    let mut start = None;
    let mut end = 0;
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let next = at + line.len();
        match start {
            None if names_key(line, key) => {
                start = Some(at);
                end = next;
            }
            None => {}
            Some(_) if line.starts_with([' ', '\t', '-', ']', '}']) && !line.trim().is_empty() => {
                end = next;
            }
            Some(_) if line.trim().is_empty() || line.starts_with('#') => {}
            Some(_) => break,
        }
        at = next;
    }
    start.map(|start| (start, end))
}

/// Whether a line begins with this key, quoted or not.
fn names_key(line: &str, key: &str) -> bool {
    line.trim_start_matches(['"', '\''])
        .strip_prefix(key)
        .is_some_and(|rest| {
            rest.trim_start_matches(['"', '\''])
                .trim_start()
                .starts_with(':')
        })
}

/// The text of one top-level key as it stands, comments and all; empty for one that is not there.
pub fn raw_block<'y>(yaml: &'y str, key: &str) -> &'y str {
    key_range(yaml, key)
        .and_then(|(start, end)| yaml.get(start..end))
        .unwrap_or_default()
}

/// Sets, replaces or (with an empty `block`) removes one top-level key of a YAML text, leaving every other line as it
/// is. `block` is the key's whole text, such as `title: …`, ending in a line break.
pub fn set_key(yaml: &str, key: &str, block: &str) -> String {
    if let Some((start, end)) = key_range(yaml, key) {
        let before = yaml.get(..start).unwrap_or_default();
        let after = yaml.get(end..).unwrap_or_default();
        return format!("{before}{block}{after}");
    }
    let gap = if yaml.is_empty() || yaml.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{yaml}{gap}{block}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_only_real_blocks() {
        assert_eq!(split("---\na: 1\n---\nText").yaml, Some("a: 1\n"));
        assert_eq!(split("---\na: 1\n---\nText").body, "Text");
        assert_eq!(split("Text\n---\n").yaml, None);
        assert_eq!(split("---\nnever closed").yaml, None);
        assert_eq!(split("\u{feff}---\n---\n").yaml, Some(""));
    }

    #[test]
    fn an_error_is_placed_in_the_file() {
        let source = "---\ntitle: a: b\n---\n";
        let finding = parse(source, &split(source)).unwrap_err();
        assert_eq!(finding.place.unwrap().line, 2);
    }

    #[test]
    fn a_value_inside_braces_is_found() {
        let source = "---\ntitle: A\nsource: { name: X, url: nowhere }\n---\n";
        let place = locate_value(source, "url").unwrap();
        assert_eq!((place.line, place.column, place.width), (3, 25, 7));
    }

    #[test]
    fn setting_a_key_leaves_the_rest_alone() {
        let yaml = "# mine\ntitle: Old\nlist:\n  - a\n  - b\nnote: keep # why\n";
        assert_eq!(
            set_key(yaml, "list", "list: [c]\n"),
            "# mine\ntitle: Old\nlist: [c]\nnote: keep # why\n"
        );
        assert_eq!(set_key(yaml, "new", "new: 1\n"), format!("{yaml}new: 1\n"));
        assert_eq!(
            set_key("a: |\n  x\n\n  y\nb: 2\n", "b", ""),
            "a: |\n  x\n\n  y\n"
        );
        let nested = "photo:\n  title: X\ntitle: Y\n";
        assert_eq!(
            set_key(nested, "title", "title: Z\n"),
            "photo:\n  title: X\ntitle: Z\n"
        );
        let gaps = "list:\n  - a\n\n# why\n  - b\n\n# of the next\nnext: 1\n";
        assert_eq!(
            set_key(gaps, "list", "list: [c]\n"),
            "list: [c]\n\n# of the next\nnext: 1\n"
        );
    }
}
