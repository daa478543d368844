//! A brief's file: YAML front matter and Markdown, read with the place of everything wrong, written for people.

use std::fmt::Write;

use crate::yaml::{Mapping, Value};
use jiff::civil::Date;

use super::conflicts::marker_line;
use super::merge::{Made, is_as_made};
use super::{Brief, CutNote, Derived, Names, Source};
use crate::finding::{Finding, Place};
use crate::front_matter::{self, closest, locate_key, locate_value};
use crate::slug::Slug;

/// The fields that briefmill knows, in the order in which it writes them.
pub const FIELDS: &[&str] = &[
    "title",
    "date",
    "summary",
    "source",
    "language",
    "companies",
    "technologies",
    "mentions",
    "fragment",
    "derived",
    "conflicts",
    "draft",
    "expires",
    "aliases",
    "slug",
    "made",
];

/// Reads one brief. `path` is relative to the digest's folder.
///
/// Unknown fields are kept; a key that is one slip away from a known one is warned of.
///
/// # Errors
/// All findings when a field is wrong: such a brief is left out rather than guessed at.
pub fn parse(path: &str, source: &str) -> Result<(Brief, Vec<Finding>), Vec<Finding>> {
    let split = front_matter::split(source);
    let conflicted = marker_line(source).map(|line| conflict_markers(path, source, line));
    let map = front_matter::parse(source, &split)
        .map_err(|f| vec![conflicted.clone().unwrap_or_else(|| f.in_file(path))])?;
    let mut reader = FieldReader {
        source,
        path,
        findings: Vec::new(),
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let title = reader.text(&map, "title").filter(|t| !t.trim().is_empty());
    if title.is_none() && reader.findings.is_empty() {
        let place = locate_key(source, "title").unwrap_or_else(|| Place::at(source, 0, 1));
        reader.wrong(
            place,
            "a brief needs a `title`",
            "add a line `title: …` to the front matter",
        );
    }
    let mentions = match map.get("mentions") {
        None | Some(Value::Null) => Names::default(),
        Some(Value::Mapping(m)) => Names {
            companies: reader.list(m, "companies"),
            technologies: reader.list(m, "technologies"),
        },
        Some(_) => {
            reader.wrong_value(
                "mentions",
                "`mentions` must have `companies` and `technologies`",
                "write `mentions: { companies: [Tesla] }`",
            );
            Names::default()
        }
    };
    let brief = Brief {
        path: path.to_owned(),
        slug: Slug::new(&reader.text(&map, "slug").unwrap_or_else(|| stem.to_owned())),
        title: title.unwrap_or_default().trim().to_owned(),
        date: reader.date(&map, "date"),
        summary: reader
            .text(&map, "summary")
            .map(|s| s.trim().to_owned())
            .filter(|s| !s.is_empty()),
        sources: reader.sources(&map),
        companies: reader.list(&map, "companies"),
        technologies: reader.list(&map, "technologies"),
        mentions,
        fragments: reader.list(&map, "fragment"),
        derived: derived(&map),
        conflicts: reader.list(&map, "conflicts"),
        language: reader.text(&map, "language"),
        draft: reader.flag(&map, "draft") || is_unpublished(&map),
        expires: reader.date(&map, "expires"),
        aliases: reader.list(&map, "aliases"),
        made: map
            .get("made")
            .and_then(Value::as_str)
            .and_then(Made::parse),
        extra: reader.extra(&map),
        body_markdown: split.body.trim().to_owned(),
    };
    // What the tool took over from a fragment word for word, marks and all, is no conflict of the editor's.
    let as_made = || split.yaml.is_some() && is_as_made(&brief, "body");
    if let Some(finding) = conflicted.filter(|_| !as_made()) {
        return Err(vec![finding]);
    }
    reader.unsettled(&brief.conflicts);
    let failed = reader
        .findings
        .iter()
        .any(|f| f.severity == crate::finding::Severity::Error);
    if failed {
        Err(reader.findings)
    } else {
        Ok((brief, reader.findings))
    }
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
pub(super) fn conflict_markers(path: &str, source: &str, line: usize) -> Finding {
    Finding::error(
        "merge-conflict",
        "version control left a merge conflict in this file",
    )
    .in_file(path)
    .at(Place::at_line(source, line, 1))
    .help("choose one of the two versions and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// The slug that a brief's file has by its name alone.
pub fn slug_of(path: &str) -> Slug {
    let name = path.rsplit('/').next().unwrap_or(path);
    Slug::new(name.strip_suffix(".md").unwrap_or(name))
}

/// Reads typed fields and gathers what is wrong with them.
struct FieldReader<'a> {
    source: &'a str,
    path: &'a str,
    findings: Vec<Finding>,
}

impl FieldReader<'_> {
    fn wrong(&mut self, place: Place, message: &str, remedy: &str) {
        self.findings.push(
            Finding::error("front-matter", message)
                .in_file(self.path)
                .at(place)
                .help(remedy),
        );
    }

    fn wrong_value(&mut self, key: &str, message: &str, remedy: &str) {
        let place = locate_value(self.source, key).unwrap_or_else(|| Place::at(self.source, 0, 1));
        self.wrong(place, message, remedy);
    }

    fn text(&mut self, map: &Mapping, key: &str) -> Option<String> {
        match map.get(key)? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => {
                self.wrong_value(
                    key,
                    &format!("`{key}` must be text"),
                    "write it in double quotes",
                );
                None
            }
        }
    }

    fn flag(&mut self, map: &Mapping, key: &str) -> bool {
        match map.get(key) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.wrong_value(
                    key,
                    &format!("`{key}` must be `true` or `false`"),
                    "write `true` or `false` without quotation marks",
                );
                false
            }
        }
    }

    fn date(&mut self, map: &Mapping, key: &str) -> Option<Date> {
        let text = match map.get(key)? {
            Value::Null => return None,
            Value::String(text) => text.trim().to_owned(),
            Value::Number(n) => n.to_string(),
            _ => String::new(),
        };
        // A time of day after the date is allowed and passed over: a brief has a day.
        let day = text.split(['T', ' ']).next().unwrap_or_default();
        let parsed = day.parse::<Date>().ok();
        if parsed.is_none() {
            self.wrong_value(
                key,
                &format!("`{key}` is not a date"),
                "write year-month-day, such as `2023-04-20`; leave an unknown date out",
            );
        }
        parsed
    }

    /// A list of texts; a lone number counts as its text.
    fn list(&mut self, map: &Mapping, key: &str) -> Vec<String> {
        let items = match map.get(key) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Sequence(items)) => items.as_slice(),
            // A brief of one fragment names it without brackets.
            Some(Value::String(text)) if key == "fragment" => return vec![text.clone()],
            Some(other) => {
                let what = match other {
                    Value::String(text) => format!("write `{key}: [{text}]`"),
                    _ => format!("write `{key}: [One, Two]`"),
                };
                self.wrong_value(key, &format!("`{key}` must be a list"), &what);
                return Vec::new();
            }
        };
        let mut out: Vec<String> = Vec::with_capacity(items.len());
        for item in items {
            let text = match item {
                Value::String(text) => text.trim().to_owned(),
                Value::Number(number) => number.to_string(),
                Value::Bool(flag) => flag.to_string(),
                _ => {
                    self.wrong_value(
                        key,
                        &format!("`{key}` must be a list of texts"),
                        "put a name that holds `: ` in double quotes",
                    );
                    continue;
                }
            };
            if !text.is_empty() && !out.contains(&text) {
                out.push(text);
            }
        }
        out
    }

    fn sources(&mut self, map: &Mapping) -> Vec<Source> {
        match map.get("source") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::String(name)) => vec![Source {
                name: Some(name.clone()),
                ..Source::default()
            }],
            Some(Value::Mapping(one)) => self.one_source(one).into_iter().collect(),
            Some(Value::Sequence(many)) => many
                .iter()
                .filter_map(|v| match v {
                    Value::Mapping(one) => self.one_source(one),
                    Value::String(name) => Some(Source {
                        name: Some(name.clone()),
                        ..Source::default()
                    }),
                    _ => None,
                })
                .collect(),
            Some(_) => {
                self.wrong_value(
                    "source",
                    "`source` must have a `name` or a `url`",
                    "write `source: { name: …, url: https://… }`",
                );
                Vec::new()
            }
        }
    }

    fn one_source(&mut self, map: &Mapping) -> Option<Source> {
        let url = self.text(map, "url").filter(|u| !u.is_empty());
        if let Some(address) = &url
            && !url::Url::parse(address).is_ok_and(|u| matches!(u.scheme(), "http" | "https"))
        {
            self.wrong_value(
                "url",
                "the source's `url` is not a web address",
                "write it in full, beginning with `https://`",
            );
        }
        let mut authors = match map.get("authors") {
            Some(Value::Sequence(_)) => self.list(map, "authors"),
            _ => Vec::new(),
        };
        match map.get("author") {
            Some(Value::Sequence(_)) => authors.extend(self.list(map, "author")),
            _ => authors.extend(self.text(map, "author")),
        }
        let source = Source {
            name: self.text(map, "name").filter(|n| !n.trim().is_empty()),
            url,
            authors,
        };
        (source != Source::default()).then_some(source)
    }

    /// Tells, at every reading, of what the fragment and a person both changed.
    fn unsettled(&mut self, conflicts: &[String]) {
        if conflicts.is_empty() {
            return;
        }
        let fields = conflicts
            .iter()
            .map(|c| format!("`{c}`"))
            .collect::<Vec<_>>()
            .join(", ");
        let place =
            locate_key(self.source, "conflicts").unwrap_or_else(|| Place::at(self.source, 0, 1));
        self.findings.push(
            Finding::warning(
                "conflict",
                format!("the fragment changed {fields} after an edit by hand; the edited text stands"),
            )
            .in_file(self.path)
            .at(place)
            .help("`briefmill why` shows what the fragment says now; take over what you want of it, then delete the line `conflicts`"),
        );
    }

    fn extra(&mut self, map: &Mapping) -> Mapping {
        let mut extra = Mapping::new();
        for (key, value) in map {
            let name = key.as_str().unwrap_or_default();
            if FIELDS.contains(&name) {
                continue;
            }
            if name.eq_ignore_ascii_case("draft") {
                // What was meant to be held back is not published for its spelling.
                self.wrong_value(
                    name,
                    &format!("`{name}` must be written `draft`"),
                    "write `draft: true`, or take the line out",
                );
                continue;
            }
            if let Some(known) = closest(name, FIELDS).filter(|_| name.len() > 3) {
                let place =
                    locate_key(self.source, name).unwrap_or_else(|| Place::at(self.source, 0, 1));
                self.findings.push(
                    Finding::warning("unknown-field", format!("unknown field `{name}`"))
                        .in_file(self.path)
                        .at(place)
                        .help(format!("did you mean `{known}`? Unknown fields are kept and reach the templates")),
                );
            }
            extra.insert(key.clone(), value.clone());
        }
        extra
    }
}

/// Reads what the tool once wrote below `derived`; anything else there is the editor's and is passed over.
fn derived(map: &Mapping) -> Derived {
    let Some(Value::Mapping(d)) = map.get("derived") else {
        return Derived::default();
    };
    let text = |key: &str| d.get(key).and_then(Value::as_str).map(str::to_owned);
    let texts = |value: Option<&Value>| -> Vec<String> {
        value
            .and_then(Value::as_sequence)
            .into_iter()
            .flatten()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect()
    };
    let suggestions = d
        .get("suggestions")
        .and_then(Value::as_mapping)
        .map(|s| Names {
            companies: texts(s.get("companies")),
            technologies: texts(s.get("technologies")),
        });
    let cuts = d
        .get("cuts")
        .and_then(Value::as_sequence)
        .into_iter()
        .flatten()
        .filter_map(|c| {
            Some(CutNote {
                rule: c.get("rule")?.as_str()?.to_owned(),
                text: c.get("text")?.as_str()?.to_owned(),
            })
        });
    Derived {
        title: text("title"),
        date: text("date"),
        source: text("source"),
        source_hints: texts(d.get("source_hints")),
        suggestions: suggestions.unwrap_or_default(),
        repeated: d
            .get("repeated")
            .and_then(Value::as_bool)
            .unwrap_or_default(),
        cuts: cuts.collect(),
    }
}

/// One field as YAML lines, ready for the front matter; empty for a field without a value.
pub fn field_yaml(brief: &Brief, field: &str) -> String {
    let value = match field {
        "title" => scalar(&brief.title),
        "date" => brief.date.map(|d| d.to_string()).unwrap_or_default(),
        "summary" => brief.summary.as_deref().map(scalar).unwrap_or_default(),
        "source" => match brief.sources.as_slice() {
            [] => String::new(),
            [one] => source_flow(one),
            many => many.iter().fold(String::new(), |out, s| {
                format!("{out}\n  - {}", source_flow(s))
            }),
        },
        "language" => brief.language.as_deref().map(scalar).unwrap_or_default(),
        "companies" => list_flow(&brief.companies),
        "technologies" => list_flow(&brief.technologies),
        "mentions" => names_flow(&brief.mentions),
        "fragment" => match brief.fragments.as_slice() {
            [] => String::new(),
            [one] => scalar(one),
            many => many
                .iter()
                .fold(String::new(), |out, f| format!("{out}\n  - {}", scalar(f))),
        },
        "derived" => derived_block(&brief.derived),
        "conflicts" => list_flow(&brief.conflicts),
        // What is no draft says nothing of it.
        "draft" if brief.draft => "true".to_owned(),
        "made" => brief
            .made
            .as_ref()
            .map(|m| scalar(&m.to_string()))
            .unwrap_or_default(),
        _ => String::new(),
    };
    if value.is_empty() {
        String::new()
    } else if value.starts_with('\n') {
        format!("{field}:{value}\n")
    } else {
        format!("{field}: {value}\n")
    }
}

/// The whole file of a brief that has no file yet.
pub fn render(brief: &Brief) -> String {
    let mut out = String::from("---\n");
    for field in FIELDS {
        out.push_str(&field_yaml(brief, field));
    }
    out.push_str("---\n");
    if !brief.body_markdown.is_empty() {
        out.push('\n');
        out.push_str(brief.body_markdown.trim_end());
        out.push('\n');
    }
    out
}

fn derived_block(derived: &Derived) -> String {
    let mut out = String::new();
    let mut line = |key: &str, value: String| {
        if !value.is_empty() {
            let _ = write!(out, "\n  {key}: {value}");
        }
    };
    line(
        "title",
        derived.title.as_deref().map(scalar).unwrap_or_default(),
    );
    line(
        "date",
        derived.date.as_deref().map(scalar).unwrap_or_default(),
    );
    line(
        "source",
        derived.source.as_deref().map(scalar).unwrap_or_default(),
    );
    line("source_hints", list_flow(&derived.source_hints));
    line("suggestions", names_flow(&derived.suggestions));
    line(
        "repeated",
        if derived.repeated {
            "true".to_owned()
        } else {
            String::new()
        },
    );
    if !derived.cuts.is_empty() {
        out.push_str("\n  cuts:");
        for cut in &derived.cuts {
            let _ = write!(
                out,
                "\n    - {{ rule: {}, text: {} }}",
                flow_scalar(&cut.rule),
                flow_scalar(&cut.text)
            );
        }
    }
    out
}

fn source_flow(source: &Source) -> String {
    let mut parts = Vec::new();
    if let Some(name) = &source.name {
        parts.push(format!("name: {}", flow_scalar(name)));
    }
    if let Some(url) = &source.url {
        parts.push(format!("url: {}", flow_scalar(url)));
    }
    match source.authors.as_slice() {
        [] => {}
        [one] => parts.push(format!("author: {}", flow_scalar(one))),
        many => parts.push(format!("author: {}", list_flow(many))),
    }
    format!("{{ {} }}", parts.join(", "))
}

fn names_flow(names: &Names) -> String {
    if names.is_empty() {
        return String::new();
    }
    let mut parts = Vec::new();
    if !names.companies.is_empty() {
        parts.push(format!("companies: {}", list_flow(&names.companies)));
    }
    if !names.technologies.is_empty() {
        parts.push(format!("technologies: {}", list_flow(&names.technologies)));
    }
    format!("{{ {} }}", parts.join(", "))
}

fn list_flow(items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: Vec<String> = items.iter().map(|i| flow_scalar(i)).collect();
    format!("[{}]", items.join(", "))
}

/// A text as a YAML value of a block: plain where that reads back the same, else in double quotes.
fn scalar(text: &str) -> String {
    if plain_is_safe(text) && !text.contains(": ") && !text.contains(" #") {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text as a YAML value inside `[]` or `{}`, where readers of YAML 1.1 stop at a question mark too.
fn flow_scalar(text: &str) -> String {
    let safe = plain_is_safe(text)
        && !text.contains([',', '[', ']', '{', '}', '#', '?'])
        && !text.contains(": ");
    if safe { text.to_owned() } else { quoted(text) }
}

/// Whether a plain scalar reads back as this very text, indicators and other types considered (YAML 1.1 and 1.2).
fn plain_is_safe(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let word = text.to_ascii_lowercase();
    let other_type = matches!(
        word.as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "~"
    );
    // Anything that begins like a number, date or sexagesimal is quoted: readers differ on them.
    let numeric = first.is_ascii_digit() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ':' | '-' | '_' | 'e' | 'E' | '+' | 'x' | 'o' | 'a'..='d' | 'f' | 'A'..='D' | 'F' | 'T' | 'Z' | ' '));
    let opens_well =
        first.is_alphanumeric() || matches!(first, '(' | '$' | '€' | '£' | '¥' | '/' | '_' | '“');
    opens_well
        && !other_type
        && !numeric
        && text.trim() == text
        && !text.ends_with(':')
        && !text.contains(":\t")
        && !text.contains("\t#")
        && text.chars().all(|c| {
            !c.is_control()
                && !matches!(
                    c,
                    '\u{85}'
                        | '\u{a0}'
                        | '\u{2028}'
                        | '\u{2029}'
                        | '\u{feff}'
                        | '\u{fffe}'
                        | '\u{ffff}'
                )
        })
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control()
                || matches!(
                    c,
                    '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                ) =>
            {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_scalar(text: &str) {
        for (written, wrapped) in [
            (scalar(text), format!("v: {}\n", scalar(text))),
            (flow_scalar(text), format!("v: [{}]\n", flow_scalar(text))),
        ] {
            let read: Mapping =
                crate::yaml::from_str(&wrapped).unwrap_or_else(|e| panic!("{written}: {e}"));
            let value = read.get("v").unwrap();
            let value = value.as_sequence().map_or(value, |s| &s[0]);
            assert_eq!(value.as_str(), Some(text), "{written}");
        }
    }

    #[test]
    fn any_text_reads_back_the_same() {
        for text in [
            "plain",
            "a: b",
            "# no",
            "x # y",
            "[list]",
            "{a}",
            "yes",
            "No",
            "null",
            "~",
            "1.5",
            "2023-04-20",
            "12:30",
            "0x1F",
            "1e5",
            "- dash",
            "\"quoted\"",
            "back\\slash",
            "line\nbreak",
            "tab\there",
            " lead",
            "trail ",
            "ends:",
            "@at",
            "`tick`",
            "%pct",
            "!bang",
            "&amp",
            "*star",
            "?",
            "|",
            ">",
            "a, b",
            "🚀",
            "---",
            "...",
            "\u{85}x",
            "\u{feff}x",
            "a \u{fffe} b",
            "a \u{ffff} b",
            "",
            "4680 cell",
            "{{ template }}",
            "déjà un compte ?",
            "{% raw %}",
            "\0",
            "\u{7f}",
            "3,5 Mrd.",
            "https://example.org/a?b=c#d",
            "1_000",
            "60",
        ] {
            check_scalar(text);
        }
    }

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
