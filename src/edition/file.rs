//! The file of an edition: what an editor chose and wrote, and what was published.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::issue::{ISSUE, Issue, items};
use super::{FOLDER, STORIES};
use crate::brief::conflicts::marker_line;
use crate::brief::file::{RULE, conflict_markers};
use crate::finding::{Finding, Place};
use crate::front_matter::{
    self, Field, FieldKind, Reader, Table, Unknown, flow_scalar, scalar, set_key,
};
use crate::period::Period;
use crate::yaml::{Mapping, Value};

use FieldKind::{Count, Date as Day, List, Own, Text};

/// What an editor wrote of one edition.
#[derive(Debug, Clone, PartialEq)]
pub struct EditionFile {
    /// The file, relative to the digest's folder.
    pub path: String,
    /// What it is about, from the file's name.
    pub period: Period,
    /// A title of its own.
    pub title: Option<String>,
    /// The stories that it tells at length, in their order; where there are none, they are chosen by rank.
    pub stories: Vec<Chosen>,
    /// Briefs that come first among the others, in this order, whatever their day.
    pub pins: Vec<String>,
    /// Technologies in the order in which the other briefs stand.
    pub order: Vec<String>,
    /// Briefs that it leaves out.
    pub omit: Vec<String>,
    /// Its number, once it is published.
    pub number: Option<u32>,
    /// The day of its publication.
    pub published: Option<Date>,
    /// What it said then; none before, and where somebody took it out.
    pub issue: Option<Issue>,
    /// The editor's lead.
    pub lead_markdown: String,
    /// Where each brief that it names stands in the file.
    pub places: BTreeMap<String, Place>,
}

/// A story that an editor chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// A brief that tells it: its slug or its file.
    pub brief: String,
    /// A headline, in place of the brief's.
    pub title: Option<String>,
    /// What has happened, in place of the brief's summary.
    pub what: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// What comes next.
    pub next: Option<String>,
}

/// The fields of a chosen story.
const CHOSEN: Table<Chosen> = Table {
    word: "field",
    unknown: Unknown::Told("unknown-field"),
    fields: &[
        Field::new(
            "brief",
            Text(|c| Some(&c.brief), |c, v| c.brief = v.unwrap_or_default()),
            "a brief that tells it: its slug or its file",
        ),
        Field::new(
            "title",
            Text(|c| c.title.as_deref(), |c, v| c.title = v),
            "a headline in place of the brief's",
        ),
        Field::new(
            "what",
            Text(|c| c.what.as_deref(), |c, v| c.what = v),
            "what has happened, in place of the brief's summary",
        ),
        Field::new(
            "why",
            Text(|c| c.why.as_deref(), |c, v| c.why = v),
            "why it matters",
        ),
        Field::new(
            "next",
            Text(|c| c.next.as_deref(), |c, v| c.next = v),
            "what comes next",
        ),
    ],
};

/// The fields of an edition's file.
pub const FIELDS: Table<EditionFile> = Table {
    word: "field",
    unknown: Unknown::Told("unknown-field"),
    fields: &[
        Field::new(
            "title",
            Text(|e| e.title.as_deref(), |e, v| e.title = v),
            "a title of its own, beside its period",
        ),
        Field::new(
            "stories",
            Own(
                "list of `{ brief, title, what, why, next }`",
                |e, v, r| e.stories = stories(v, r),
                |_| String::new(),
            ),
            "at most five stories told at length; without any, they are chosen by rank",
        ),
        Field::new(
            "pins",
            List(|e| &e.pins, |e, v| e.pins = v),
            "briefs that come first among the others, whatever their day",
        ),
        Field::new(
            "order",
            List(|e| &e.order, |e, v| e.order = v),
            "technologies, in the order in which the other briefs stand",
        ),
        Field::new(
            "omit",
            List(|e| &e.omit, |e, v| e.omit = v),
            "briefs that are left out",
        ),
        Field::new(
            "number",
            Count(
                |e| e.number.map_or(0, u64::from),
                |e, v| e.number = u32::try_from(v).ok(),
            ),
            "its number, written when it is published",
        ),
        Field::new(
            "published",
            Day(|e| e.published, |e, v| e.published = Some(v)),
            "the day of its publication, written then",
        ),
        Field::new(
            "issue",
            Own(
                "fields",
                |e, v, r| {
                    let mut issue = Issue::default();
                    r.group(v, &ISSUE, &mut issue);
                    e.issue = Some(issue);
                },
                |e| e.issue.as_ref().map(|i| ISSUE.block(i)).unwrap_or_default(),
            ),
            "what it said then, written then",
        ),
    ],
};

impl EditionFile {
    /// The file of a period of which nothing is written.
    pub fn of(path: String, period: Period) -> Self {
        Self {
            path,
            period,
            title: None,
            stories: Vec::new(),
            pins: Vec::new(),
            order: Vec::new(),
            omit: Vec::new(),
            number: None,
            published: None,
            issue: None,
            lead_markdown: String::new(),
            places: BTreeMap::new(),
        }
    }

    /// What it said when it was published; none while it may change.
    pub fn frozen(&self) -> Option<(Date, &Issue)> {
        self.published.zip(self.issue.as_ref())
    }
}

fn stories(value: &Value, reader: &mut Reader<'_>) -> Vec<Chosen> {
    // A name alone chooses a brief as it is.
    let named = |value: &Value| match value {
        Value::String(brief) => {
            let mut fields = Mapping::new();
            fields.insert("brief".into(), brief.clone().into());
            Value::Mapping(fields)
        }
        other => other.clone(),
    };
    let value = match value {
        Value::Sequence(list) => &Value::Sequence(list.iter().map(named).collect()),
        other => other,
    };
    let mut list = items(&CHOSEN, value, reader);
    list.retain(|c| !c.brief.is_empty());
    if list.len() > STORIES {
        reader.tell(
            Finding::warning(
                "edition",
                format!(
                    "an edition tells {STORIES} stories at length, and this one has {}",
                    list.len()
                ),
            )
            .help("put the others under `pins`, or leave them to the list of briefs"),
        );
    }
    list
}

/// Reads an edition's file; `path` is relative to the digest's folder.
///
/// # Errors
/// All findings when its name is none of a period, or a field is wrong: such a file is left out rather than guessed at.
pub fn parse(path: &str, source: &str) -> Result<(EditionFile, Vec<Finding>), Vec<Finding>> {
    if let Some(line) = marker_line(source) {
        return Err(vec![conflict_markers(path, source, line)]);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some(period) = Period::named(name.strip_suffix(".md").unwrap_or(name)) else {
        let finding = Finding::error("edition", format!("`{name}` names no day, week or month"));
        return Err(vec![finding.in_file(path).help(format!(
            "call it `{FOLDER}/2026-w47.md`, `{FOLDER}/2026-11-27.md` or `{FOLDER}/2026-11.md`"
        ))]);
    };
    let mut reader = Reader::of_front_matter(RULE, path, source);
    let front_matter = reader.mapping("the front matter").map_err(|f| vec![*f])?;
    let mut file = EditionFile::of(path.to_owned(), period);
    front_matter::split(source)
        .body
        .trim()
        .clone_into(&mut file.lead_markdown);
    reader.fields(&front_matter, &FIELDS, &mut file);
    let chosen = file.stories.iter().map(|c| &c.brief);
    let listed = chosen.chain(&file.pins).chain(&file.omit);
    let named = listed.chain(&file.order);
    file.places = named
        .map(|name| (name.clone(), reader.place_of_text(name)))
        .collect();
    if reader.errors() > 0 {
        Err(reader.into_findings())
    } else {
        Ok((file, reader.into_findings()))
    }
}

/// A brief that a draft proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed<'a> {
    /// Its slug.
    pub brief: &'a str,
    /// Its headline.
    pub title: &'a str,
    /// What has happened.
    pub what: Option<&'a str>,
    /// Why it is proposed.
    pub because: String,
}

/// The file of an edition for its editor to change: the stories in the order of their rank, each with the reason, and the
/// briefs that came next. Why a story matters and what comes next is for the editor to say.
pub fn draft(title: &str, stories: &[Proposed<'_>], others: &[Proposed<'_>]) -> String {
    let mut out = format!(
        "---\n# A draft by rank. The stories stand in this order; take lines out, move them, write `why` and `next`.\ntitle: {}\n",
        scalar(title)
    );
    if !stories.is_empty() {
        out.push_str("stories:\n");
    }
    for story in stories {
        let what = story.what.map(scalar).unwrap_or_default();
        let (brief, title) = (flow_scalar(story.brief), one_line(story.title));
        let because = one_line(&story.because);
        let _ = write!(
            out,
            "  # {title}\n  # {because}\n  - brief: {brief}\n    what: {what}\n    why:\n    next:\n"
        );
    }
    out.push_str("# Briefs that come first among the others, technologies in the order of the others, briefs to leave out:\npins: []\norder: []\nomit: []\n");
    if !others.is_empty() {
        out.push_str("# Next by rank:\n");
    }
    for other in others {
        let _ = writeln!(out, "#   {}: {}", other.brief, one_line(other.title));
    }
    out.push_str("---\n\n");
    out
}

/// A text as a comment may hold it.
fn one_line(text: &str) -> String {
    let spaced = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.filter(|c| !c.is_control()).collect()
}

/// The text of a file with what was published: its lines `number`, `published` and `issue`. All else stays byte by byte.
pub fn with_issue(source: &str, file: &EditionFile) -> String {
    let split = front_matter::split(source);
    let mut yaml = split.yaml.unwrap_or_default().to_owned();
    for name in ["number", "published", "issue"] {
        if let Some(field) = FIELDS.field(name) {
            yaml = set_key(&yaml, name, &field.line(file));
        }
    }
    match split.yaml {
        Some(former) => {
            let end = split.yaml_start + former.len();
            let before = source.get(..split.yaml_start).unwrap_or_default();
            let after = source.get(end..).unwrap_or_default();
            format!("{before}{yaml}{after}")
        }
        None => format!("---\n{yaml}---\n{source}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::issue::Printed;
    use super::*;

    const WRITTEN: &str = "---\ntitle: A week of plants\nstories:\n  - brief: a-plant\n    what: It was opened.\n    why: It is the first.\n    next:\n  - brief: content/briefs/2026/11/b.md\npins: [c]\norder: [heat pump]\n---\n\nThe *lead*.\n";

    #[test]
    fn a_file_is_read_by_its_table() {
        let (file, findings) = parse("content/editions/2026-W47.md", WRITTEN).unwrap();
        assert_eq!(findings, []);
        assert_eq!(file.period.name(), "2026-w47");
        assert_eq!(file.lead_markdown, "The *lead*.");
        let first = file.stories.first().unwrap();
        assert_eq!(
            (first.brief.as_str(), first.next.as_deref()),
            ("a-plant", None)
        );
        assert_eq!(first.why.as_deref(), Some("It is the first."));
        assert_eq!(file.stories.len(), 2);
        assert!(file.frozen().is_none());
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        let wrong = |path: &str, source: &str| {
            let findings = parse(path, source).unwrap_err();
            let line = findings[0].place.as_ref().map_or(0, |p| p.line);
            (line, findings[0].message.clone())
        };
        let (line, message) = wrong("content/editions/a.md", "");
        assert_eq!(
            (line, message.as_str()),
            (0, "`a.md` names no day, week or month")
        );
        let (line, message) = wrong(
            "content/editions/2026-11.md",
            "---\ntitle: A\nstories: b\n---\n",
        );
        assert_eq!((line, message.as_str()), (3, "`stories` must be a list"));
        let six = "---\nstories:\n".to_owned() + &"  - brief: a\n".repeat(6) + "---\n";
        let (_, findings) = parse("content/editions/2026-11.md", &six).unwrap();
        assert_eq!(findings[0].rule, "edition");
    }

    #[test]
    fn a_draft_is_a_file_that_says_the_same() {
        let proposed = Proposed {
            brief: "a-plant",
            title: "A plant\nopens: # \"first\"",
            what: Some("It: was opened # today."),
            because: "3 independent sources".to_owned(),
        };
        let text = draft(
            "Week 47: 16–22 November 2026",
            std::slice::from_ref(&proposed),
            std::slice::from_ref(&proposed),
        );
        let (file, findings) = parse("content/editions/2026-w47.md", &text).unwrap();
        assert_eq!(findings, [], "{text}");
        let story = file.stories.first().unwrap();
        assert_eq!(story.what.as_deref(), Some("It: was opened # today."));
        assert_eq!(
            (story.brief.as_str(), &story.why, &story.next),
            ("a-plant", &None, &None)
        );
        assert_eq!((file.lead_markdown.as_str(), file.stories.len()), ("", 1));
    }

    #[test]
    fn what_was_published_is_added_and_read_again() {
        let (mut file, _) = parse("content/editions/2026-w47.md", WRITTEN).unwrap();
        file.number = Some(3);
        file.published = "2026-11-23".parse().ok();
        file.issue = Some(Issue {
            stories: vec![Printed {
                brief: "a-plant".to_owned(),
                title: "A: \"plant\" # opens".to_owned(),
                what: Some("It was opened.".to_owned()),
                also: vec!["d".to_owned()],
                state: "1 2 3".to_owned(),
                ..Printed::default()
            }],
            lead: "12".to_owned(),
            ..Issue::default()
        });
        for source in [WRITTEN, "No front matter.\n", "---\n---\n", ""] {
            let text = with_issue(source, &file);
            assert!(text.ends_with(front_matter::split(source).body));
            let (again, findings) = parse("content/editions/2026-w47.md", &text).unwrap();
            assert_eq!(findings, [], "{text}");
            assert_eq!(again.frozen(), file.frozen(), "{text}");
            assert_eq!(again.number, Some(3));
        }
    }
}
