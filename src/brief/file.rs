//! A brief's file: YAML front matter and Markdown, read with the place of everything wrong, written for people.

use super::Brief;
use super::conflicts::marker_line;
use super::fields::{BODY, FIELDS, is_as_made};
use crate::finding::{Finding, Place};
use crate::front_matter::{self, Origin, Reader, key_text};
use crate::yaml::{Mapping, Value};

/// The rule of what is wrong with front matter.
pub(crate) const RULE: &str = "front-matter";

/// Reads one brief. `path` is relative to the digest's folder.
///
/// Unknown fields are kept; a key that is one slip away from a known one is warned of.
///
/// # Errors
/// All findings when a field is wrong: such a brief is left out rather than guessed at.
pub fn parse(path: &str, source: &str) -> Result<(Brief, Vec<Finding>), Vec<Finding>> {
    let conflicted = marker_line(source).map(|line| conflict_markers(path, source, line));
    let mut reader = Reader::of_front_matter(RULE, path, source);
    let mut map = reader
        .mapping("the front matter")
        .map_err(|f| vec![conflicted.clone().unwrap_or(*f)])?;
    refuse_other_drafts(&mut map, &mut reader);
    let split = front_matter::split(source);
    let mut brief = Brief::in_file(path);
    brief.extra = reader.fields(&map, &FIELDS, &mut brief);
    brief.draft |= is_unpublished(&map);
    split.body.trim().clone_into(&mut brief.body_markdown);
    if brief.title.is_empty()
        && map
            .get("title")
            .is_none_or(|t| t.is_null() || t.is_string())
    {
        reader.within("title", |reader| {
            let finding = Finding::error(RULE, "a brief needs a `title`");
            let finding = finding.help("add a line `title: …` to the front matter");
            reader.tell(finding.at(reader.key_place()));
        });
    }
    // What the tool took over from a fragment word for word, marks and all, is no conflict of the editor's.
    let as_made = || split.yaml.is_some() && is_as_made(&brief, BODY);
    if let Some(finding) = conflicted.filter(|_| !as_made()) {
        return Err(vec![finding]);
    }
    tell_conflicts(&brief.conflicts, &mut reader);
    if reader.errors() > 0 {
        Err(reader.into_findings())
    } else {
        Ok((brief, reader.into_findings()))
    }
}

/// Takes out `draft` in another spelling, which is wrong: what was meant to be held back is not published for that.
fn refuse_other_drafts(map: &mut Mapping, reader: &mut Reader<'_>) {
    map.retain(|key, _| {
        let name = key_text(key);
        let other = name != "draft" && name.eq_ignore_ascii_case("draft");
        if other {
            reader.within(&name, |reader| {
                reader.wrong(
                    format!("`{name}` must be written `draft`"),
                    "write `draft: true`, or take the line out",
                );
            });
        }
        !other
    });
}

/// Tells, at every reading, of what the fragment and a person both changed.
fn tell_conflicts(conflicts: &[String], reader: &mut Reader<'_>) {
    if conflicts.is_empty() {
        return;
    }
    let fields: Vec<String> = conflicts.iter().map(|c| format!("`{c}`")).collect();
    let fields = fields.join(", ");
    reader.within("conflicts", |reader| {
        let finding = Finding::warning(
            "conflict",
            format!("the fragment changed {fields} after an edit by hand; the edited text stands"),
        );
        let finding = finding.help("`briefmill why` shows what the fragment says now; take over what you want of it, then delete the line `conflicts`");
        reader.tell(finding.at(reader.key_place()));
    });
}

/// Whether the front matter calls the brief unpublished in the words of other programs.
fn is_unpublished(map: &Mapping) -> bool {
    let says = |key: &str, words: &[&str]| {
        map.iter().any(|(name, value)| {
            let value = match value {
                Value::String(text) => text.trim().to_lowercase(),
                Value::Bool(flag) => flag.to_string(),
                Value::Number(number) => number.to_string(),
                _ => return false,
            };
            let named = name.as_str().is_some_and(|n| n.eq_ignore_ascii_case(key));
            named && words.contains(&value.as_str())
        })
    };
    says("published", &["false", "no", "off", "0"])
        || says("status", &["draft", "private", "unpublished"])
}

/// A finding for a file with marks of a merge conflict in this line.
pub(crate) fn conflict_markers(path: &str, source: &str, line: usize) -> Finding {
    Finding::error(
        "merge-conflict",
        "version control left a merge conflict in this file",
    )
    .in_file(path)
    .at(Place::at_line(source, line, 1))
    .help("choose one of the two versions and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// The whole file of a brief that has no file yet.
pub fn render(brief: &Brief) -> String {
    let mut out = String::from("---\n");
    // What is a person's alone is never written.
    for field in FIELDS.fields.iter().filter(|f| f.origin != Origin::Editor) {
        out.push_str(&field.line(brief));
    }
    out.push_str("---\n");
    if !brief.body_markdown.is_empty() {
        out.push('\n');
        out.push_str(brief.body_markdown.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_field_is_placed_and_a_remedy_given() {
        let source = "---\ntitle: A\ncompanies: LG Energy Solution\n---\n";
        let findings = parse("content/briefs/a.md", source).unwrap_err();
        let place = findings[0].place.as_ref().unwrap();
        assert_eq!((place.line, place.column, place.width), (3, 12, 18));
        assert_eq!(
            findings[0].remedy.as_deref(),
            Some("write `companies: [LG Energy Solution]`")
        );
    }

    #[test]
    fn unknown_fields_are_kept_and_near_misses_warned_of() {
        let (brief, findings) =
            parse("a.md", "---\ntitle: A\ncompanys: [B]\nx-own: 1\n---\n").unwrap();
        assert_eq!(brief.extra.len(), 2);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].remedy.as_ref().unwrap().contains("`companies`"));
    }

    #[test]
    fn a_brief_without_title_is_refused() {
        assert!(parse("a.md", "---\ndate: 2023-01-01\n---\n").is_err());
        assert!(parse("a.md", "just text").is_err());
    }
}
