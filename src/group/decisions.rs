//! The editor's `decisions.yaml`: which briefs are one story and which are not, whatever the rules say.
//!
//! ```yaml
//! stories:
//!   join:
//!     - [plant-opens-in-kansas, kansas-plant-begins-work]   # one story
//!   split:
//!     - [profit-falls, profit-falls-again]                  # two stories
//! ```
//!
//! A brief is named by its slug or its file. What is wrong is told with its line; what is right is always obeyed.

use std::collections::{BTreeMap, BTreeSet};

use super::naming::{names_of, plain, remedy};
use super::stories::Decided;
use crate::brief::Brief;
use crate::digest::BriefId;
use crate::finding::{Finding, Place};
use crate::front_matter::{Field, FieldKind, Reader, Table, Unknown};
use crate::yaml::Value;

use FieldKind::Own;

/// The file, in the content folder.
pub const FILE: &str = "decisions.yaml";

/// The rule of what is wrong with the file.
const RULE: &str = "decisions";

/// Briefs that one line of the file names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    /// Each with the place where it stands.
    briefs: Vec<(String, Place)>,
}

/// All that the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// The file, relative to the digest's folder.
    path: String,
    stories: OfStories,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct OfStories {
    join: Vec<Line>,
    split: Vec<Line>,
}

const SECTIONS: Table<Decisions> = Table {
    word: "section",
    unknown: Unknown::Wrong,
    fields: &[Field::new(
        "stories",
        Own(
            "`join` and `split`",
            |d, v, r| _ = r.group(v, &STORIES, &mut d.stories),
            |_| String::new(),
        ),
        "which briefs are one story and which are not",
    )],
};

const STORIES: Table<OfStories> = Table {
    word: "field",
    unknown: Unknown::Wrong,
    fields: &[
        Field::new(
            "join",
            Own(
                "lists of briefs",
                |s, v, r| s.join = lines(v, r),
                |_| String::new(),
            ),
            "briefs that are one story, a list for each",
        ),
        Field::new(
            "split",
            Own(
                "lists of briefs",
                |s, v, r| s.split = lines(v, r),
                |_| String::new(),
            ),
            "briefs of which no two are one story, a list for each",
        ),
    ],
};

/// The lists of a field.
fn lines(value: &Value, reader: &mut Reader<'_>) -> Vec<Line> {
    let remedy = format!("write `- [one-brief, another]` below `{}:`", reader.key());
    let Value::Sequence(items) = value else {
        if !value.is_null() {
            let message = format!("`{}` must be a list of lists of briefs", reader.key());
            reader.wrong(message, remedy);
        }
        return Vec::new();
    };
    let mut out = Vec::new();
    for item in items {
        let names = match item {
            Value::Sequence(_) => reader.list(item).unwrap_or_default(),
            _ => Vec::new(),
        };
        if names.len() < 2 {
            reader.wrong("a story needs two briefs or more", remedy.clone());
            continue;
        }
        let briefs = names.into_iter().map(|name| {
            let place = reader.place_of_text(&name);
            (name, place)
        });
        out.push(Line {
            briefs: briefs.collect(),
        });
    }
    out
}

impl Decisions {
    /// Reads the file.
    ///
    /// # Errors
    /// When anything in it is wrong: a site that does otherwise than its editor decided is worse than none.
    pub fn parse(path: &str, yaml: &str) -> Result<Self, Vec<Finding>> {
        let mut decisions = Self {
            path: path.to_owned(),
            ..Self::default()
        };
        if yaml.trim().is_empty() {
            return Ok(decisions);
        }
        let mut reader = Reader::of_yaml(RULE, path, yaml);
        let sections = reader.mapping("the file").map_err(|f| vec![*f])?;
        reader.fields(&sections, &SECTIONS, &mut decisions);
        let findings = reader.into_findings();
        if findings.is_empty() {
            Ok(decisions)
        } else {
            Err(findings)
        }
    }

    /// The names by which the file may call a brief, of all briefs that there are.
    pub(super) fn known(briefs: &[Brief]) -> BTreeSet<String> {
        briefs
            .iter()
            .flat_map(|b| names_of(&b.slug, &b.path))
            .map(str::to_owned)
            .collect()
    }

    /// What the file decides of the briefs that are published, and what it says of briefs that there are not.
    pub(super) fn of(
        &self,
        published: &[Brief],
        known: &BTreeSet<String>,
    ) -> (Decided, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut decided = Decided::default();
        if self.stories == OfStories::default() {
            return (decided, findings);
        }
        let places: BTreeMap<&str, BriefId> = published
            .iter()
            .zip(0..)
            .flat_map(|(brief, i)| {
                names_of(&brief.slug, &brief.path).map(move |name| (name, BriefId(i)))
            })
            .collect();
        let mut resolved = |line: &Line| -> Vec<BriefId> {
            let mut ids = Vec::new();
            for (name, place) in &line.briefs {
                let name = plain(name);
                if let Some(id) = places.get(name) {
                    ids.push(*id);
                } else if !known.contains(name) {
                    // A brief that is not published now is there all the same.
                    let all = known.iter().map(String::as_str);
                    let help = remedy(name, all, "name a brief by the last part of its address");
                    findings.push(
                        Finding::error(RULE, format!("there is no brief `{name}`"))
                            .in_file(&self.path)
                            .at(place.clone())
                            .help(help),
                    );
                }
            }
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        decided.joined = self.stories.join.iter().map(&mut resolved).collect();
        let split: Vec<Vec<BriefId>> = self.stories.split.iter().map(&mut resolved).collect();
        for (ids, line) in split.iter().zip(&self.stories.split) {
            let both = decided
                .joined
                .iter()
                .find(|joined| ids.iter().filter(|id| joined.contains(id)).nth(1).is_some());
            if both.is_some() {
                let place = line.briefs.first().map(|(_, place)| place.clone());
                let finding = Finding::error(RULE, "two briefs are both joined and split")
                    .in_file(&self.path)
                    .help("delete one of the two lines");
                findings.push(match place {
                    Some(place) => finding.at(place),
                    None => finding,
                });
            }
            for (i, a) in ids.iter().enumerate() {
                decided
                    .split
                    .extend(ids.iter().skip(i + 1).map(|b| (*a, *b)));
            }
        }
        decided.joined.retain(|ids| ids.len() > 1);
        (decided, findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::file;

    fn briefs() -> Vec<Brief> {
        ["one", "two", "three"]
            .iter()
            .map(|slug| {
                let path = format!("content/briefs/2024/05/{slug}.md");
                file::parse(&path, &format!("---\ntitle: {slug}\n---\nText.\n"))
                    .unwrap()
                    .0
            })
            .collect()
    }

    fn decided(yaml: &str) -> (Decided, Vec<Finding>) {
        let decisions = Decisions::parse("content/decisions.yaml", yaml).unwrap();
        let briefs = briefs();
        decisions.of(&briefs, &Decisions::known(&briefs))
    }

    #[test]
    fn briefs_are_named_by_slug_or_file() {
        let yaml = "stories:\n  join:\n    - [one, content/briefs/2024/05/two.md]\n  split:\n    - [2024/05/one, three]\n";
        let (decided, findings) = decided(yaml);
        assert_eq!(findings, []);
        assert_eq!(decided.joined, [vec![BriefId(0), BriefId(1)]]);
        assert_eq!(decided.split, [(BriefId(0), BriefId(2))]);
    }

    #[test]
    fn a_brief_that_is_not_there_is_told_with_its_line() {
        let (_, findings) = decided("stories:\n  join:\n    - [one, two]\n    - [one, thre]\n");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place.as_ref().unwrap().line, 4);
        assert_eq!(findings[0].remedy.as_deref(), Some("did you mean `three`?"));
    }

    #[test]
    fn what_is_joined_and_split_is_wrong() {
        let (_, findings) =
            decided("stories:\n  join:\n    - [one, two]\n  split:\n    - [two, one]\n");
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn another_form_is_wrong() {
        for yaml in [
            "stories: x\n",
            "story: {}\n",
            "stories: { merge: [] }\n",
            "stories:\n  join: [one, two]\n",
            "stories:\n  split: [[one]]\n",
        ] {
            let findings = Decisions::parse("content/decisions.yaml", yaml).unwrap_err();
            assert!(findings.iter().all(|f| f.place.is_some()), "{yaml}");
        }
        assert!(Decisions::parse("content/decisions.yaml", "stories:\n  join:\n").is_ok());
    }
}
