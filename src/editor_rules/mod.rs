//! The editor's `rules.yaml`: what of a source's articles goes, what stays whatever a built-in rule says of it, how much of
//! an article the site shows.
//!
//! ```yaml
//! - { keep: { text: "Read the full study*" } }                 # of every source
//! - source: [Example Times, times.example]                     # by name or by host
//!   cut: [{ css: .partner-box }, { text: "Reporting by *" }]
//!   excerpt: 120                                               # words that the site shows
//! ```
//!
//! The file is a list, so that one more line at its end is one more rule, whatever stands above it.

mod pattern;
mod restore;

use std::collections::BTreeSet;

use crate::finding::{Finding, Place};
use crate::front_matter::{Field, FieldKind, Reader, Table, Unknown, flow_scalar, items_of};
use crate::publisher::{folded, host, host_of, is_within};
use crate::yaml::Value;

pub(crate) use pattern::comparable;
pub use pattern::{Looks, Pattern, TextPattern};
pub use restore::{Restoring, with_line};

use FieldKind::{Count, OneOrMore, Own};

/// The file, in the content folder.
pub const FILE: &str = "rules.yaml";

/// The rule of what is wrong with the file.
const RULE: &str = "rules";

/// All that the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditorRules {
    /// The file, relative to the digest's folder.
    path: String,
    entries: Vec<Entry>,
    /// How many patterns the file has.
    patterns: usize,
}

/// One entry of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub place: Option<Place>,
    /// Names or hosts of the sources that it is for; none: for all.
    pub sources: Vec<String>,
    /// What goes.
    pub cut: Vec<Pattern>,
    /// What stays.
    pub keep: Vec<Pattern>,
    /// How many words of an article the site shows; 0 where the entry does not say.
    pub excerpt: u64,
    /// How a fragment is split.
    pub split: Option<Split>,
}

/// How a fragment that holds several articles is split into them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Each heading begins another article.
    Headings,
}

/// What trying the editor's rules on the inbox came to.
#[derive(Debug, Default)]
pub struct Tried {
    /// The numbers of the patterns that were found in a fragment.
    pub found: BTreeSet<usize>,
    /// The places of the entries that are for the source of a fragment.
    pub met: BTreeSet<usize>,
}

/// What the file says of one source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said<'a> {
    /// What goes.
    pub cut: Vec<&'a Pattern>,
    /// What stays.
    pub keep: Vec<&'a Pattern>,
    /// How many words of an article the site shows.
    pub excerpt: Option<usize>,
    /// How a fragment is split.
    pub split: Option<Split>,
}

impl Said<'_> {
    /// Whether nothing is said of what goes or stays.
    pub fn is_silent(&self) -> bool {
        self.cut.is_empty() && self.keep.is_empty()
    }
}

/// The fields of an entry.
const ENTRY: Table<Entry> = Table {
    word: "field",
    unknown: Unknown::Wrong,
    fields: &[
        Field::new(
            "source",
            OneOrMore(|e| &e.sources, |e, v| e.sources = v),
            "name or host of the source; without it, all",
        ),
        Field::new(
            "cut",
            Own(
                "patterns",
                |e, v, r| e.cut = patterns(v, r),
                |_| String::new(),
            ),
            "what goes",
        ),
        Field::new(
            "keep",
            Own(
                "patterns",
                |e, v, r| e.keep = patterns(v, r),
                |_| String::new(),
            ),
            "what stays, whatever cuts it",
        ),
        Field::new(
            "excerpt",
            Count(|e| e.excerpt, |e, v| e.excerpt = v),
            "how many words of an article the site shows",
        ),
        Field::new(
            "split",
            Own("`headings`", read_split, |_| String::new()),
            "how a fragment of several articles is split",
        ),
    ],
};

/// A pattern as the file writes it.
#[derive(Debug, Default)]
struct Written {
    css: Vec<String>,
    text: Vec<String>,
}

/// The fields of a pattern.
const PATTERN: Table<Written> = Table {
    word: "field",
    unknown: Unknown::Wrong,
    fields: &[
        Field::new(
            "css",
            OneOrMore(|p| &p.css, |p, v| p.css = v),
            "a CSS selector",
        ),
        Field::new(
            "text",
            OneOrMore(|p| &p.text, |p, v| p.text = v),
            "the words of a paragraph or line; `*` stands for any",
        ),
    ],
};

fn patterns(value: &Value, reader: &mut Reader<'_>) -> Vec<Pattern> {
    let one = std::slice::from_ref(value);
    let mut out = Vec::new();
    for item in value.as_sequence().map_or(one, Vec::as_slice) {
        if let Value::String(text) = item {
            let key = reader.key();
            let kind = if text.starts_with(['.', '#', '[']) {
                "css"
            } else {
                "text"
            };
            reader.wrong(
                format!("`{key}` must say whether `{text}` is a selector or a text"),
                format!("write `{key}: {{ {kind}: {} }}`", flow_scalar(text)),
            );
            continue;
        }
        let mut written = Written::default();
        reader.group(item, &PATTERN, &mut written);
        for (kind, texts) in [("css", written.css), ("text", written.text)] {
            for text in texts {
                let looks = if kind == "css" {
                    Looks::css(&text)
                } else {
                    Looks::text(&text)
                };
                match looks {
                    Ok(looks) => out.push(Pattern {
                        id: 0,
                        place: reader.place_of_text(&text),
                        written: text,
                        looks,
                    }),
                    Err(wrong) => reader.within(kind, |reader| {
                        reader.wrong(format!("`{text}` {}", wrong.message), wrong.remedy);
                    }),
                }
            }
        }
    }
    out
}

fn read_split(entry: &mut Entry, value: &Value, reader: &mut Reader<'_>) {
    if value.as_str() == Some("headings") {
        entry.split = Some(Split::Headings);
    } else {
        reader.wrong("`split` must be `headings`", "write `split: headings`");
    }
}

impl EditorRules {
    /// Reads the text of the file; `path` is where findings say it is.
    ///
    /// # Errors
    /// Everything wrong, each with its place: with half of the rules, briefs would be made again without the others.
    pub fn parse(path: &str, yaml: &str) -> Result<Self, Vec<Finding>> {
        let mut rules = Self {
            path: path.to_owned(),
            ..Self::default()
        };
        let help = "begin each rule with `- `, as in `- { cut: { text: \"Reporting by *\" } }`";
        let items = items_of(RULE, path, yaml, "the file of rules", help)?;
        let mut findings = Vec::new();
        for (item, range) in &items {
            let mut reader = Reader::of_part(RULE, path, yaml, range.clone());
            let mut entry = Entry {
                place: Some(Place::to_end_of_line(yaml, range.start)),
                ..Entry::default()
            };
            match item {
                Value::Mapping(fields) => _ = reader.fields(fields, &ENTRY, &mut entry),
                _ => reader.wrong(
                    "a rule must have fields",
                    "write `- { cut: { text: \"…\" } }` or `- { keep: { css: .name } }`",
                ),
            }
            let says = !entry.cut.is_empty()
                || !entry.keep.is_empty()
                || entry.excerpt > 0
                || entry.split.is_some();
            if !says && reader.errors() == 0 {
                reader.wrong(
                    "this rule says nothing",
                    "give it `cut`, `keep`, `excerpt` or `split`, or take it out",
                );
            }
            for pattern in entry.cut.iter_mut().chain(&mut entry.keep) {
                pattern.id = rules.patterns;
                rules.patterns += 1;
            }
            findings.extend(reader.into_findings());
            rules.entries.push(entry);
        }
        if findings.is_empty() {
            Ok(rules)
        } else {
            Err(findings)
        }
    }

    /// Whether the file says nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether any entry says how much of an article the site shows.
    pub fn has_excerpts(&self) -> bool {
        self.entries.iter().any(|e| e.excerpt > 0)
    }

    /// The entries, in the file's order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The file, relative to the digest's folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same rules without those that keep anything: all that would be cut is cut.
    #[must_use]
    pub fn without_keeping(&self) -> Self {
        let mut rules = self.clone();
        for entry in &mut rules.entries {
            entry.keep.clear();
        }
        rules
    }

    /// What the file says of a source that has any of these names or addresses. Of several lengths of an excerpt the last
    /// counts that is for the source by its name, else the last that is for all.
    pub fn of<T: AsRef<str>>(&self, names: &[T], addresses: &[T]) -> Said<'_> {
        let mut said = Said::default();
        let mut of_all = None;
        let mut split_of_all = None;
        for entry in self.entries.iter().filter(|e| e.is_for(names, addresses)) {
            said.cut.extend(&entry.cut);
            said.keep.extend(&entry.keep);
            let excerpt = usize::try_from(entry.excerpt).ok().filter(|n| *n > 0);
            if entry.sources.is_empty() {
                of_all = excerpt.or(of_all);
                split_of_all = entry.split.or(split_of_all);
            } else {
                said.excerpt = excerpt.or(said.excerpt);
                said.split = entry.split.or(said.split);
            }
        }
        said.excerpt = said.excerpt.or(of_all);
        said.split = said.split.or(split_of_all);
        said
    }
}

impl Entry {
    /// Whether the entry is for a source that has any of these names or addresses.
    pub fn is_for<T: AsRef<str>>(&self, names: &[T], addresses: &[T]) -> bool {
        if self.sources.is_empty() {
            return true;
        }
        let hosts: Vec<String> = addresses.iter().filter_map(|a| host(a.as_ref())).collect();
        self.sources.iter().any(|source| {
            let named = |name: &T| folded(name.as_ref()) == folded(source);
            names.iter().any(named) || hosts.iter().any(|h| is_host_of(h, source))
        })
    }
}

/// Whether a host is the one that is meant, or one below it. What is meant may be written as an address.
fn is_host_of(host: &str, meant: &str) -> bool {
    let meant = host_of(meant);
    meant.contains('.') && is_within(host, &meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(yaml: &str) -> EditorRules {
        EditorRules::parse("content/rules.yaml", yaml).unwrap_or_else(|f| panic!("{f:#?}"))
    }

    fn wrong(yaml: &str) -> (usize, String) {
        let findings = EditorRules::parse("content/rules.yaml", yaml).unwrap_err();
        let first = findings.first().unwrap();
        (first.place.as_ref().unwrap().line, first.message.clone())
    }

    #[test]
    fn entries_are_for_sources_by_name_or_host() {
        let rules = check(
            "# mine\n- { cut: { css: .box } }\n- source: [Example Times, https://www.daily.example/]\n  keep:\n    - text: Kept words\n    - css: aside\n  excerpt: 40\n- { excerpt: 90, split: headings }\n",
        );
        let said = rules.of(&["example  times"], &[]);
        assert_eq!((said.cut.len(), said.keep.len()), (1, 2));
        assert_eq!(
            (said.excerpt, said.split),
            (Some(40), Some(Split::Headings))
        );
        let lines: Vec<usize> = said.keep.iter().map(|p| p.place.line).collect();
        assert_eq!(lines, [5, 6]);
        assert_eq!(
            rules.of(&[], &["https://news.daily.example/a"]).keep.len(),
            2
        );
        for other in ["https://notdaily.example/a", "https://example/"] {
            let said = rules.of(&["Times"], &[other]);
            assert_eq!((said.keep.len(), said.excerpt), (0, Some(90)), "{other}");
        }
        assert!(check("# nothing\n").is_empty());
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        for (yaml, line, message) in [
            ("- { cut: { css: .a } }\n- cut: .b\n", 2, "must say whether"),
            ("- { cut: { css: 'p:nope(' } }\n", 1, "is no CSS selector"),
            ("- keep:\n    text: '* '\n", 2, "would be every text"),
            ("- { excerpt: 0 }\n", 1, "must be a whole number"),
            (
                "- { cut: { css: .a } }\n- { source: X }\n",
                2,
                "says nothing",
            ),
            ("- { cutt: { css: .a } }\n", 1, "unknown field `cutt`"),
            ("cut: { css: .a }\n", 1, "must be a list"),
            ("- { split: lines }\n", 1, "must be `headings`"),
            ("- text\n", 1, "must have fields"),
            ("- { cut: [\n", 1, "not valid YAML"),
        ] {
            let (at, words) = wrong(yaml);
            assert!(words.contains(message), "{yaml}: {words}");
            assert!(at == line || message == "not valid YAML", "{yaml}: {at}");
        }
    }
}
