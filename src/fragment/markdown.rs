//! Markdown: front matter, a first heading that is the headline, and the body as HTML.

use crate::fragment::rules;
use crate::rule::Rule;
use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use serde_json::Value;

use super::publication::{self, Publication};
use super::{Fragment, FragmentKind, Metadata, Sourced, clippings, fields, unstated};
use crate::finding::Finding;
use crate::front_matter::{self, Reader};
use crate::yaml::to_json;

/// The rule of what stands in front matter.
const RULE: &Rule = &rules::FRONT_MATTER;

/// Reads Markdown with or without front matter.
pub(super) fn read(name: &str, text: &str, findings: &mut Vec<Finding>) -> Fragment {
    let split = front_matter::split(text);
    let reader = Reader::of_front_matter("invalid-front-matter", name, text);
    let mut metadata = match reader.value("the front matter").map(to_json) {
        Ok(Value::Object(record)) => {
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
        Ok(_) => Metadata::default(),
        Err(finding) => {
            findings.push(
                finding
                    .help("mend the lines between the two `---`; the text was read without them"),
            );
            Metadata {
                draft: publication::of_lines(split.yaml.unwrap_or_default(), RULE),
                ..Metadata::default()
            }
        }
    };
    let mut body = Cow::Borrowed(split.body);
    if split.yaml.is_none()
        && let Some((record, rest)) = clippings::listed(&body)
    {
        metadata = fields::metadata(&record, RULE);
        body = Cow::Owned(rest);
    }
    let (heading, body_html) = render(&shallow(&body));
    if let Some(heading) = heading {
        // The list under the heading of a note states the heading's longer form.
        let listed = matches!(body, Cow::Owned(_));
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
