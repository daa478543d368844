//! Stage one: bytes as they were collected become fragments: decoded text, its kind, metadata with evidence, and the
//! article's body as HTML.

mod absent;
mod classic;
mod clippings;
mod credit;
mod cut_short;
mod dates;
mod day_labels;
mod decode;
mod escaped;
mod feed;
mod fields;
mod ghost;
mod gz;
mod header;
mod json;
mod key;
mod kind;
mod mail;
mod markdown;
mod matter;
mod movable_type;
pub mod page;
mod people;
mod placeholders;
mod plain_text;
mod publication;
mod quotes;
mod rows;
pub(crate) mod rules;
mod seven_bit;
mod sidecar;
mod split;
mod title;
mod top;
mod unstated;
mod vault;
mod walled;

use crate::rule::Rule;
use std::borrow::Cow;
use std::fmt::Write;

use jiff::civil::Date;

use crate::finding::Finding;
use crate::hash::{Stored, hex};
pub use crate::html::body::Body;
use crate::html::bounds::{MOST_ELEMENTS, is_too_dense};
pub use mail::RULES as MAIL_RULES;
pub use page::RULES as PAGE_RULES;
pub use split::{RULES as SPLIT_RULES, parted};

/// What a collected file is, recognised by content, not only by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FragmentKind {
    /// The body HTML of an article, as a CMS or feed emits it.
    BodyHtml,
    /// A whole saved page.
    Page,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// A JSON record.
    Json,
    /// An entry of a feed.
    FeedEntry,
    /// A row of a table.
    Row,
    /// A mail.
    Mail,
}

/// A value with the rule that found it, such as `json-ld`, `meta`, `time`, `dateline`, `sidecar`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// The rule's id.
    pub rule: &'static Rule,
    /// The words it was read from.
    pub evidence: String,
}

/// What is stated about an article. What is unknown stays unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<Sourced<String>>,
    /// Day of publication in the publisher's time zone.
    pub date: Option<Sourced<Date>>,
    /// The people who wrote it; no organisations.
    pub authors: Vec<Sourced<String>>,
    /// The publisher's name.
    pub publisher: Option<Sourced<String>>,
    /// Canonical address of the original: `http` or `https` only.
    pub url: Option<Sourced<String>>,
    /// A summary or standfirst that the source states.
    pub summary: Option<Sourced<String>>,
    /// BCP 47 language tag.
    pub language: Option<Sourced<String>>,
    /// Whether its source does not publish it, or not yet.
    pub draft: Option<Sourced<bool>>,
    /// Address of the entry or the round-up that points to the original: `http` or `https` only.
    pub via: Option<Sourced<String>>,
    /// Whether the text is only the beginning of the article, as its source cut it.
    pub excerpt: Option<Sourced<bool>>,
}

/// One piece of an article, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// File name relative to the inbox with forward slashes; for one of several records in a file `NAME#KEY`.
    pub name: String,
    /// What it is.
    pub kind: FragmentKind,
    /// What is stated about it.
    pub metadata: Metadata,
    /// The article's body, not cleaned.
    pub body: Body,
}

impl Fragment {
    /// Hash of all that a brief can take from the fragment, by which is known that it changed. Its name is no part of
    /// that, nor is the rule by which something was found: a better one does not change what the source says.
    pub fn hash(&self) -> String {
        let Self {
            name: _,
            kind: _,
            metadata:
                Metadata {
                    title,
                    date,
                    authors,
                    publisher,
                    url,
                    summary,
                    language,
                    draft,
                    via,
                    excerpt,
                },
            body,
        } = self;
        let said = |text: &Option<Sourced<String>>| text.as_ref().map(|t| t.value.clone());
        let mut stated = format!(
            "{:?}\0{:?}\0{:?}\0{:?}\0{}",
            said(title),
            date.as_ref().map(|d| d.value.to_string()),
            said(publisher),
            said(url),
            body.html(),
        );
        // Appended only where they are, so that the hash of all others stays what it was.
        let authors: Vec<&str> = authors.iter().map(|a| a.value.as_str()).collect();
        for (what, text) in [
            (
                "authors",
                (!authors.is_empty()).then(|| format!("{authors:?}")),
            ),
            ("summary", said(summary)),
            ("language", said(language)),
            ("via", said(via)),
        ] {
            if let Some(text) = text {
                // Writing to a text cannot fail.
                let _ = write!(stated, "\0{what} {text:?}");
            }
        }
        if draft.as_ref().is_some_and(|d| d.value) {
            stated.push_str("\0draft");
        }
        if excerpt.as_ref().is_some_and(|e| e.value) {
            stated.push_str("\0excerpt");
        }
        hex(Stored::Field, stated)
    }
}

/// What one file gave.
#[derive(Debug, Default)]
pub struct Reading {
    /// The fragments, in the file's order.
    pub fragments: Vec<Fragment>,
    /// What was wrong; a file of which nothing could be read gives an error and no fragment.
    pub findings: Vec<Finding>,
}

/// Most bytes of what is packed in a file, where nobody sets another limit: the default of `max_fragment_mb`.
const MOST_UNPACKED: u64 = 20_000_000;

/// Reads one collected file. `sidecar` is the text of its `NAME.yaml`, where there is one; it outranks all else.
/// Finding paths are `name` as given; of a sidecar, `name` with `.yaml` after it.
pub fn read(name: &str, bytes: &[u8], sidecar: Option<&str>) -> Reading {
    read_within(name, bytes, sidecar, MOST_UNPACKED)
}

/// As [`read`], of a file that may hold up to `most` bytes when it is unpacked.
pub fn read_within(name: &str, bytes: &[u8], sidecar: Option<&str>, most: u64) -> Reading {
    let mut reading = if gz::is_packed(bytes) {
        match gz::unpack(bytes, most) {
            Ok(unpacked) => {
                let inner = gz::inner_name(name);
                renamed(of_bytes(inner, &unpacked), inner, name)
            }
            Err(refused) => Reading {
                fragments: Vec::new(),
                findings: vec![refused.in_file(name)],
            },
        }
    } else {
        of_bytes(name, bytes)
    };
    let mut kept = Vec::with_capacity(reading.fragments.len());
    for mut fragment in reading.fragments {
        let blocks = crate::html::plain::blocks(&fragment.body.html(), absent::WITHIN);
        hold_back(name, &mut fragment.metadata, &blocks);
        tell_language(&mut fragment.metadata, &blocks);
        if let Some(refused) = absent::refusal(&fragment, &blocks) {
            reading.findings.push(refused.in_file(name));
        } else {
            walled::mark(&mut fragment);
            kept.push(fragment);
        }
    }
    let mut findings = reading.findings;
    if let Some(sidecar) = sidecar
        && !sidecar::apply(name, sidecar, &mut kept, &mut findings)
    {
        kept.clear();
    }
    Reading {
        fragments: kept,
        findings,
    }
}

/// Makes a draft of what says so itself in its first words, or lies in a folder of drafts, where its source states nothing
/// of that.
fn hold_back(name: &str, metadata: &mut Metadata, blocks: &[String]) {
    if metadata.draft.is_none() {
        let title = metadata.title.iter().map(|t| &t.evidence);
        let opening: Vec<String> = title.chain(blocks).take(4).cloned().collect();
        metadata.draft = publication::by_opening(&opening, &rules::NOTICE)
            .or_else(|| publication::by_folder(name, &rules::FILE_NAME));
    }
}

/// Takes the language that the text tells surely where none is stated, or where a page, a feed or a mail as a whole states
/// another one: that is the language of its menus. What a record or an editor states of the article itself stands.
fn tell_language(metadata: &mut Metadata, blocks: &[String]) {
    let of_the_whole = |rule: &Rule| {
        [
            &rules::FEED_TITLE,
            &rules::HTML_LANG,
            &rules::JSON_LD,
            &rules::MAIL,
            &rules::META,
            &rules::OPEN_GRAPH,
        ]
        .contains(&rule)
    };
    let stated = metadata.language.as_ref();
    if stated.is_some_and(|stated| !of_the_whole(stated.rule)) {
        return;
    }
    let Some(told) = crate::text::language::told_surely(blocks) else {
        return;
    };
    let same = |tag: &str| tag.split('-').next() == Some(told);
    if !stated.is_some_and(|stated| same(&stated.value)) {
        metadata.language = Some(Sourced {
            value: told.to_owned(),
            rule: &rules::TEXT_LANGUAGE,
            evidence: blocks
                .first()
                .map(|b| b.chars().take(80).collect())
                .unwrap_or_default(),
        });
    }
}

/// What was read under another name, under this one.
fn renamed(mut reading: Reading, former: &str, name: &str) -> Reading {
    for fragment in &mut reading.fragments {
        let key = fragment.name.strip_prefix(former).unwrap_or_default();
        fragment.name = format!("{name}{key}");
    }
    for finding in &mut reading.findings {
        finding.path = Some(name.to_owned());
    }
    reading
}

/// Reads the bytes of a file as what they are.
fn of_bytes(name: &str, bytes: &[u8]) -> Reading {
    if mail::is_mail(name, bytes) {
        return mail::read(name, bytes);
    }
    let mut findings = Vec::new();
    let text = match decode::decode(bytes, &mut findings) {
        Ok(text) => text,
        Err(refused) => {
            return Reading {
                fragments: Vec::new(),
                findings: vec![refused.in_file(name)],
            };
        }
    };
    for finding in &mut findings {
        finding.path = Some(name.to_owned());
    }
    let text = escaped::decoded(&text).unwrap_or(text);
    let mut reading = of_text(name, text);
    reading.fragments.retain(|fragment| {
        let dense = matches!(&fragment.body, Body::Source(html) if is_too_dense(html));
        if dense {
            reading.findings.push(too_dense(name));
        }
        !dense
    });
    findings.append(&mut reading.findings);
    for fragment in &mut reading.fragments {
        if let Body::Source(html) = &mut fragment.body {
            let address = fragment.metadata.url.as_ref().map(|u| u.value.as_str());
            if let Cow::Owned(resolved) = placeholders::resolve(html, address) {
                *html = resolved;
            }
        }
    }
    Reading {
        fragments: reading.fragments,
        findings,
    }
}

/// Reads decoded text by its form.
fn of_text(name: &str, text: String) -> Reading {
    let mut findings = Vec::new();
    let form = kind::recognise(name, &text);
    if matches!(form, kind::Form::Page | kind::Form::Body) && is_too_dense(&text) {
        return Reading {
            fragments: Vec::new(),
            findings: vec![too_dense(name)],
        };
    }
    let refused = |what: String, help: &str| Reading {
        fragments: Vec::new(),
        findings: vec![
            Finding::error(
                "not-an-article",
                format!("the file is {what}, and no article"),
            )
            .in_file(name)
            .help(help),
        ],
    };
    let fragment = match form {
        kind::Form::Json => return json::read(name, &text),
        kind::Form::JsonLines => return json::read_lines(name, &text),
        kind::Form::Feed => return feed::read(name, &text),
        kind::Form::Table => return rows::read(name, &text),
        kind::Form::MovableType => return movable_type::read(name, &text),
        kind::Form::Known(what, help) => return refused(what.to_owned(), help),
        kind::Form::UnknownXml => {
            let root = crate::html::tags::xml_tags(&text).next();
            let root: String = root.map_or("", |t| t.name).chars().take(60).collect();
            return refused(
                format!("XML of a kind that is not read (`<{root}>`)"),
                "save the article itself as .html, .md or .txt",
            );
        }
        kind::Form::Page => page::read(name, &text, &mut findings),
        kind::Form::Markdown => markdown::read(name, &text, &mut findings),
        kind::Form::Text => plain_text::read(name, &text),
        kind::Form::Body => body(name, text),
    };
    let mut fragment = fragment;
    if fragment.metadata.date.is_none() {
        let file = name.rsplit('/').next().unwrap_or(name);
        fragment.metadata.date = dates::in_address(file).map(|value| Sourced {
            value,
            rule: &rules::FILE_NAME,
            evidence: file.to_owned(),
        });
    }
    Reading {
        fragments: vec![fragment],
        findings,
    }
}

/// A finding for a fragment whose tree would be larger than any article's.
fn too_dense(name: &str) -> Finding {
    let message = format!("it has more than {MOST_ELEMENTS} elements, more than any article");
    Finding::error("too-large", message)
        .in_file(name)
        .help("keep the part of it that is the article, or split it")
}

/// Body HTML stays as it is, but for a headline at its top.
fn body(name: &str, text: String) -> Fragment {
    let mut metadata = Metadata::default();
    let mut body_html = text;
    if let Some((title, rest)) = top::headline(&body_html) {
        metadata.title = Some(Sourced {
            value: title.clone(),
            rule: &rules::H1,
            evidence: title,
        });
        body_html = rest;
    }
    unstated::complete(&mut metadata, &body_html);
    Fragment {
        name: name.to_owned(),
        kind: FragmentKind::BodyHtml,
        metadata,
        body: body_html.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_fragment_states_is_in_its_hash() {
        let hash = |sidecar: &str| {
            let sidecar = format!("title: A\ndate: 2024-11-21\n{sidecar}");
            let reading = read("a.html", b"<p>Cells are made in Nysa.</p>", Some(&sidecar));
            reading.fragments[0].hash()
        };
        let plain = hash("");
        for more in [
            "author: Jane Roe\n",
            "language: pl\n",
            "summary: Cells come from Nysa.\n",
            "publisher: Daily\n",
            "url: https://daily.example/a\n",
            "draft: true\n",
        ] {
            assert_ne!(hash(more), plain, "{more}");
        }
        assert_eq!(hash("draft: false\n"), plain);
        // As it was before authors, summary and language were in it.
        assert_eq!(plain, "2b4762a0");
    }
}
