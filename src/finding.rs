//! What is wrong or doubtful in the input, as a value: stages return findings and carry on.

use std::fmt::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// A path as text, for people and programs; bytes that are not UTF-8 stand as `\xNN`, so that no two paths look alike.
pub fn path_text(path: &Path) -> String {
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a text cannot fail.
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; asks for nothing.
    Note,
    /// Doubtful; the result stands.
    Warning,
    /// Wrong; the input concerned was refused or left out.
    Error,
}

/// A stretch of one line of a file, with the line itself so that a report need not read the file again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Length in characters, at least 1.
    pub width: usize,
    /// The line, without its line break.
    pub text: String,
}

impl Place {
    /// The place of `width` bytes at byte offset `start` of `source`; offsets past the end mean the end.
    pub fn at(source: &str, start: usize, width: usize) -> Self {
        let mut start = start.min(source.len());
        while !source.is_char_boundary(start) {
            start -= 1;
        }
        let (before, after) = source.split_at(start);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let in_line = before.get(line_start..).unwrap_or_default();
        let rest = after.split('\n').next().unwrap_or_default();
        let marked = rest.char_indices().take_while(|(i, _)| *i < width).count();
        Self {
            line: before.matches('\n').count() + 1,
            column: in_line.chars().count() + 1,
            width: marked.max(1),
            text: format!("{in_line}{rest}").trim_end_matches('\r').to_owned(),
        }
    }

    /// The place from byte offset `start` of `source` to the end of its line's text.
    pub fn to_end_of_line(source: &str, start: usize) -> Self {
        let at = Self::at(source, start, 1);
        let left = at.text.trim_end().chars().count();
        Self {
            width: left.saturating_sub(at.column - 1).max(1),
            ..at
        }
    }

    /// The place at a line and column (both from 1) as parsers report them, marking to the end of the line's text.
    pub fn at_line(source: &str, line: usize, column: usize) -> Self {
        let text = source
            .lines()
            .nth(line.saturating_sub(1))
            .unwrap_or_default();
        let column = column.max(1);
        let rest = text.trim_end().chars().count().saturating_sub(column - 1);
        Self {
            line: line.max(1),
            column,
            width: rest.max(1),
            text: text.to_owned(),
        }
    }
}

/// One thing wrong or doubtful: what, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file concerned, relative to the digest's folder, with forward slashes.
    pub path: Option<String>,
    /// Where in the file.
    pub place: Option<Place>,
    /// The rule that found it; stable, for settings and programs.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one clause, without a full stop.
    pub message: String,
    /// What to do.
    pub remedy: Option<String>,
    /// Why it has no place in a file, where a reader would look for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_place: Option<&'static str>,
}

/// A finding as it is kept between runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptFinding {
    path: Option<String>,
    place: Option<Place>,
    rule: String,
    severity: Severity,
    message: String,
    remedy: Option<String>,
    no_place: Option<String>,
}

impl From<&Finding> for KeptFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            path: finding.path.clone(),
            place: finding.place.clone(),
            rule: finding.rule.to_owned(),
            severity: finding.severity,
            message: finding.message.clone(),
            remedy: finding.remedy.clone(),
            no_place: finding.no_place.map(str::to_owned),
        }
    }
}

impl From<KeptFinding> for Finding {
    /// The words that the program has for its own stay in memory until it ends, which is when they are told.
    fn from(kept: KeptFinding) -> Self {
        Self {
            path: kept.path,
            place: kept.place,
            rule: kept.rule.leak(),
            severity: kept.severity,
            message: kept.message,
            remedy: kept.remedy,
            no_place: kept.no_place.map(|reason| &*reason.leak()),
        }
    }
}

impl Finding {
    /// A finding of this severity, without path, place or remedy yet.
    pub fn new(severity: Severity, rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            path: None,
            place: None,
            rule,
            severity,
            message: message.into(),
            remedy: None,
            no_place: None,
        }
    }

    /// An error.
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, message)
    }

    /// A warning.
    pub fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, rule, message)
    }

    /// A note.
    pub fn note(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, rule, message)
    }

    /// The same finding in this file.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same finding at this place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same finding, of which no line can be named, for this reason.
    #[must_use]
    pub fn without_place(mut self, reason: &'static str) -> Self {
        self.no_place = Some(reason);
        self
    }

    /// The same finding with this remedy.
    #[must_use]
    pub fn help(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_text_whatever_its_bytes() {
        assert_eq!(path_text(Path::new("a b/ö'\"%")), "a b/ö'\"%");
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"caf\xe9/\xffa");
            assert_eq!(path_text(Path::new(name)), "caf\\xe9/\\xffa");
        }
    }
}
