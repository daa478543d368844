//! Markdown: front matter, a first heading that is the headline, and the body as HTML.

use crate::fragment::rules;
use crate::rule::Rule;
use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use serde_json::{Map, Value};

use super::publication::{self, Publication};
use super::{
    Fragment, FragmentKind, Metadata, Sourced, clippings, fields, header, matter, unstated, vault,
};
use crate::finding::Finding;
use crate::front_matter::{self, Reader};
use crate::yaml::to_json;

/// The rule of what stands in front matter.
const RULE: &Rule = &rules::FRONT_MATTER;

/// What stands above the text of a note, and the text.
struct Front<'t> {
    metadata: Metadata,
    body: Cow<'t, str>,
    /// Whether it is a list under the headline, which states the headline's longer form.
    listed: bool,
}

/// Reads the front matter of Markdown: YAML, TOML, JSON, or the list of a clipping in place of it.
fn front<'t>(name: &str, text: &'t str, findings: &mut Vec<Finding>) -> Front<'t> {
    if let Some(matter) = matter::split(text) {
        let record = matter.record(name, text);
        let metadata = stated(name, record, matter.source, matter.fence(), findings);
        return Front {
            metadata,
            body: Cow::Borrowed(matter.body),
            listed: false,
        };
    }
    let split = front_matter::split(text);
    let Some(yaml) = split.yaml else {
        let listed = clippings::listed(split.body);
        return match listed {
            Some((record, rest)) => Front {
                metadata: fields::metadata(&record, RULE),
                body: Cow::Owned(rest),
                listed: true,
            },
            None => keyed(split.body),
        };
    };
    let reader = Reader::of_front_matter("invalid-front-matter", name, text);
    let record = match reader.value("the front matter").map(to_json) {
        Ok(Value::Object(record)) => Ok(record),
        Ok(Value::Null) => Ok(Map::new()),
        // Two rules with a text between them.
        Ok(_) => {
            return Front {
                metadata: Metadata::default(),
                body: Cow::Borrowed(text),
                listed: false,
            };
        }
        Err(wrong) => Err(wrong),
    };
    Front {
        metadata: stated(name, record, yaml, "the two `---`", findings),
        body: Cow::Borrowed(split.body),
        listed: false,
    }
}

/// A text under lines of keys without fences, as Pelican and `MultiMarkdown` have it, or under its heading and such lines,
/// as Notion has it.
fn keyed(text: &str) -> Front<'_> {
    // A byline alone is left to the text, as under any heading.
    let headed = || {
        header::of_lines(text.trim_start().strip_prefix("# ")?)
            .filter(|h| h.draft.is_some() || h.url.is_some() || h.publisher.is_some())
    };
    let stated = header::of_keys(text)
        .filter(|h| h.title.is_some())
        .or_else(headed);
    Front {
        metadata: stated
            .as_ref()
            .map(header::Header::metadata)
            .unwrap_or_default(),
        body: Cow::Borrowed(stated.as_ref().map_or(text, |h| h.rest)),
        listed: false,
    }
}

/// What front matter states; of one that cannot be read only whether it is a draft.
fn stated(
    name: &str,
    record: Result<Map<String, Value>, Box<Finding>>,
    source: &str,
    fence: &str,
    findings: &mut Vec<Finding>,
) -> Metadata {
    match record {
        Ok(record) => {
            let draft = match publication::of(&record, RULE) {
                Publication::Nothing => None,
                Publication::Draft(found) => Some(found),
                Publication::Unclear(key) => {
                    findings.push(publication::unclear_finding(&key).in_file(name));
                    Some(publication::unclear(&key, RULE))
                }
            };
            Metadata {
                draft,
                ..fields::metadata(&record, RULE)
            }
        }
        Err(finding) => {
            findings.push(finding.help(format!(
                "mend the lines between {fence}; the text was read without them"
            )));
            Metadata {
                draft: publication::of_lines(source, RULE),
                ..Metadata::default()
            }
        }
    }
}

/// Reads Markdown with or without front matter.
pub(super) fn read(name: &str, text: &str, findings: &mut Vec<Finding>) -> Fragment {
    let Front {
        mut metadata,
        body,
        listed,
    } = front(name, text, findings);
    let body = vault::plain(&body);
    let (heading, body_html) = render(&shallow(&body));
    if let Some(heading) = heading {
        let same = metadata.title.as_ref().is_some_and(|t| {
            listed
                || crate::fragment::people::key(&t.value)
                    == crate::fragment::people::key(&heading.0)
        });
        if metadata.title.is_none() {
            metadata.title = Some(Sourced {
                value: heading.0.clone(),
                rule: &rules::HEADING,
                evidence: heading.0,
            });
        } else if !same {
            // The front matter names the article otherwise: its own heading stays in the text.
            let body_html = heading.1 + &body_html;
            unstated::complete(&mut metadata, &body_html);
            return Fragment {
                name: name.to_owned(),
                kind: FragmentKind::Markdown,
                metadata,
                body: body_html.into(),
            };
        }
    }
    unstated::complete(&mut metadata, &body_html);
    Fragment {
        name: name.to_owned(),
        kind: FragmentKind::Markdown,
        metadata,
        body: body_html.into(),
    }
}

/// Deepest nesting of quotations and lists on one line.
const DEEPEST: usize = 60;

/// Whether a character may belong to the marks at a line's start.
fn is_mark(c: char) -> bool {
    matches!(c, '>' | '-' | '*' | '+' | ' ' | '\t')
}

/// The text without quotation and list marks that nest too deep, which cost time by the square of their depth.
fn shallow(text: &str) -> Cow<'_, str> {
    let parts = |line: &str| line.find(|c| !is_mark(c)).unwrap_or(line.len());
    let count = |marks: &str| marks.chars().filter(|c| !c.is_whitespace()).count();
    // A line of nothing but dashes is a rule, however long.
    let deep = |line: &str| {
        let (marks, rest) = line.split_at(parts(line));
        count(marks) > DEEPEST && (marks.contains('>') || !rest.trim().is_empty())
    };
    if !text.lines().any(deep) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if !deep(line) {
            out.push_str(line);
            continue;
        }
        let (marks, rest) = line.split_at(parts(line));
        let mut left = DEEPEST;
        out.extend(marks.chars().take_while(|c| {
            left -= usize::from(!c.is_whitespace());
            left > 0
        }));
        out.push(' ');
        out.push_str(rest);
    }
    Cow::Owned(out)
}

/// The first heading of the first level as text and as HTML, where the body begins with one, and the rest as HTML.
fn render(body: &str) -> (Option<(String, String)>, String) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM;
    let mut events = Parser::new_ext(body, options).peekable();
    let mut heading = Vec::new();
    if let Some(Event::Start(Tag::Heading {
        level: HeadingLevel::H1,
        ..
    })) = events.peek()
    {
        for event in events.by_ref() {
            let done = matches!(event, Event::End(TagEnd::Heading(_)));
            heading.push(event);
            if done {
                break;
            }
        }
    }
    let text: String = heading
        .iter()
        .map(|e| match e {
            Event::Text(t) | Event::Code(t) => t.to_string(),
            Event::SoftBreak | Event::HardBreak => " ".to_owned(),
            _ => String::new(),
        })
        .collect();
    let mut first = String::new();
    html::push_html(&mut first, heading.into_iter());
    let mut out = String::with_capacity(body.len() * 5 / 4);
    html::push_html(&mut out, events);
    let text = crate::html::text::fold(&text);
    if text.is_empty() {
        (None, first + &out)
    } else {
        (Some((text, first)), out)
    }
}
