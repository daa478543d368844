//! Feeds: RSS, Atom and RDF, each entry a fragment.

use crate::fragment::rules;
use crate::rule::Rule;
use feed_rs::model::{Entry, Feed};
use serde_json::{Map, Value};

use super::cut_short::{breaks_off, cut_short};
use super::key::Keys;
use super::publication::{self, Publication};
use super::{
    Fragment, FragmentKind, Metadata, Reading, Sourced, absent, classic, dates, fields, json,
    unstated,
};
use crate::finding::{Finding, Place};
use crate::fragment::people::people;
use crate::html::plain;
use crate::html::tags::xml_tags;

/// Elements with an entry's date of publication, likeliest first.
const DATES: &[&str] = &[
    "pubDate",
    "published",
    "dc:date",
    "issued",
    "dcterms:created",
    "date",
    "updated",
    "modified",
];

/// Reads a feed; of one that is cut in the middle, what came before.
pub(super) fn read(name: &str, text: &str) -> Reading {
    let mut out = Reading::default();
    // The text is decoded already: a declaration of another charset would decode it twice.
    let source = without_declaration(text);
    let (feed, source) = match parse(source) {
        Ok(feed) => (feed, source.to_owned()),
        Err(error) => {
            let kept = repair(source);
            let feed = kept
                .as_deref()
                .and_then(|k| parse(k).ok())
                .filter(|f| !f.entries.is_empty());
            let Some((feed, kept)) = feed.zip(kept) else {
                out.findings.push(
                    Finding::error("invalid-feed", format!("the feed cannot be read: {error}"))
                        .in_file(name)
                        .help("collect the feed again"),
                );
                return out;
            };
            let cut = last_end(source).unwrap_or(0) + (text.len() - source.len());
            let finding = Finding::error(
                "cut-feed",
                format!(
                    "the feed breaks off or is damaged: its first {} entries were taken, the rest is lost",
                    feed.entries.len()
                ),
            );
            let mut place = Place::at(text, cut, 1);
            place.text = place.text.chars().take(200).collect();
            place.column = place.column.min(200);
            out.findings.push(
                finding
                    .in_file(name)
                    .at(place)
                    .help("collect the feed again"),
            );
            (feed, kept)
        }
    };
    if feed.entries.is_empty() {
        out.findings.push(
            Finding::error("empty-feed", "the feed holds no entries")
                .in_file(name)
                .help("collect it again, or delete it"),
        );
    }
    let stated = entries(&source, feed.entries.len());
    let nothing = EntryStated::default();
    let mut keys = Keys::default();
    let mut pages = 0_usize;
    for (number, entry) in (1..).zip(&feed.entries) {
        let stated = stated.get(number - 1).unwrap_or(&nothing);
        if stated.is_no_post() {
            pages += 1;
            continue;
        }
        let body = entry.content.as_ref().and_then(|c| c.body.as_deref());
        let body = body.or(entry.summary.as_ref().map(|s| s.content.as_str()));
        let fragment = fragment(name, entry, &feed, stated, number, &mut keys);
        let title = entry.title.as_ref().map(|t| t.content.as_str());
        if absent::is_taken_down(body.or(title).unwrap_or_default()) {
            out.findings
                .push(absent::taken_down(&fragment.name).in_file(name));
            continue;
        }
        out.fragments.push(fragment);
    }
    if pages > 0 {
        out.findings.push(
            Finding::note(
                "site-page",
                format!("`{name}` holds {pages} pages, pictures, menus or comments of the site, which are no articles and were left out"),
            )
            .in_file(name)
            .help("save a page as a file of its own if it belongs into the digest"),
        );
    }
    out
}

fn parse(source: &str) -> Result<Feed, String> {
    feed_rs::parser::Builder::new()
        .id_generator(|_, _, _| String::new())
        .build()
        .parse(source.as_bytes())
        .map_err(|e| e.to_string())
}

fn without_declaration(text: &str) -> &str {
    let text = text.trim_start();
    if !text.starts_with("<?xml ") {
        return text;
    }
    text.split_once("?>").map_or(text, |(_, rest)| rest)
}

/// Whether a tag is an entry's.
fn is_entry(name: &str) -> bool {
    let name = name.rsplit(':').next().unwrap_or(name);
    name.eq_ignore_ascii_case("item") || name.eq_ignore_ascii_case("entry")
}

/// The offset after the last entry that ends.
fn last_end(source: &str) -> Option<usize> {
    xml_tags(source)
        .filter(|t| t.closing && is_entry(t.name))
        .last()
        .map(|t| t.end)
}

/// The feed up to its last whole entry, with what is open closed.
fn repair(source: &str) -> Option<String> {
    let end = last_end(source)?;
    let mut open: Vec<&str> = Vec::new();
    for tag in xml_tags(source).take_while(|t| t.end <= end) {
        if tag.closing {
            if let Some(at) = open.iter().rposition(|n| *n == tag.name) {
                open.truncate(at);
            }
        } else if !tag.empty {
            open.push(tag.name);
        }
    }
    let mut out = source.get(..end)?.to_owned();
    for name in open.iter().rev() {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
    Some(out)
}

/// What an entry states that the parser does not give.
#[derive(Debug, Default)]
struct EntryStated {
    /// The date as written, since a parsed one is moved to UTC.
    date: Option<String>,
    /// What it says of its publication, and what kind of post it is.
    record: Map<String, Value>,
}

impl EntryStated {
    /// Whether it is something of a site that is no post: a page, a picture, a menu, a comment.
    fn is_no_post(&self) -> bool {
        let of_blogger = self.record.get("type").and_then(Value::as_str);
        if of_blogger.is_some_and(|k| matches!(k, "PAGE" | "COMMENT")) {
            return true;
        }
        let kind = self.record.get("post_type").and_then(Value::as_str);
        kind.is_some_and(|k| {
            matches!(
                k,
                "page"
                    | "attachment"
                    | "nav_menu_item"
                    | "revision"
                    | "custom_css"
                    | "oembed_cache"
                    | "customize_changeset"
            ) || k.starts_with("wp_")
        })
    }
}

/// Whether an element of an entry says something of its publication.
fn says_state(tag: &str) -> bool {
    matches!(
        tag,
        "app:draft"
            | "draft"
            | "blogger:status"
            | "blogger:trashed"
            | "blogger:type"
            | "wp:status"
            | "wp:post_password"
            | "wp:post_type"
    )
}

/// What each entry states; nothing if the entries cannot be told apart.
fn entries(source: &str, expected: usize) -> Vec<EntryStated> {
    let mut out: Vec<EntryStated> = Vec::new();
    let mut rank = usize::MAX;
    let mut inside = false;
    let mut pending: Option<(&str, usize)> = None;
    for tag in xml_tags(source) {
        if is_entry(tag.name) {
            inside = !tag.closing;
            if inside {
                out.push(EntryStated::default());
                rank = usize::MAX;
            }
            continue;
        }
        let order = DATES.iter().position(|d| *d == tag.name);
        if !inside || (order.is_none() && !says_state(tag.name)) {
            continue;
        }
        if !tag.closing {
            pending = Some((tag.name, tag.end));
        } else if let Some((_, start)) = pending.take().filter(|p| p.0 == tag.name)
            && let (Some(entry), Some(text)) = (out.last_mut(), source.get(start..tag.start))
        {
            let text = text
                .trim()
                .trim_start_matches("<![CDATA[")
                .trim_end_matches("]]>")
                .trim();
            match order {
                Some(order) if order < rank && dates::parse(text).is_some() => {
                    entry.date = Some(text.to_owned());
                    rank = order;
                }
                Some(_) => {}
                None => {
                    let key = tag.name.rsplit(':').next().unwrap_or(tag.name);
                    entry.record.insert(key.to_owned(), Value::from(text));
                }
            }
        }
    }
    if out.len() == expected {
        out
    } else {
        Vec::new()
    }
}

fn fragment(
    file: &str,
    entry: &Entry,
    feed: &Feed,
    stated: &EntryStated,
    number: usize,
    keys: &mut Keys,
) -> Fragment {
    let found = |value: String, rule: &'static Rule, evidence: String| Sourced {
        value,
        rule,
        evidence,
    };
    let title = entry
        .title
        .as_ref()
        .map(|t| {
            found(
                plain::title(&t.content),
                &rules::FEED_ENTRY,
                t.content.clone(),
            )
        })
        .filter(|t| !t.value.is_empty());
    let link = entry
        .links
        .iter()
        .find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate"))
        .or(entry.links.first());
    let url = link
        .and_then(|l| fields::http(&l.href))
        .or_else(|| fields::http(&entry.id))
        .map(|u| found(u.clone(), &rules::FEED_ENTRY, u));
    // Where its author found what the entry is about.
    let via = entry
        .links
        .iter()
        .find(|l| l.rel.as_deref() == Some("via"))
        .and_then(|l| fields::http(&l.href))
        .filter(|v| url.as_ref().is_some_and(|u| u.value != *v))
        .map(|v| found(v.clone(), &rules::FEED_ENTRY, v));
    let feed_title = feed
        .title
        .as_ref()
        .map(|t| plain::title(&t.content))
        .filter(|t| !t.is_empty());
    let publisher = feed_title.map(|t| found(site_name(&t), &rules::FEED_TITLE, t));
    let (title, publisher) = fields::split_title(title, publisher);
    let name = publisher.as_ref().map(|p| p.value.clone());
    let mut authors: Vec<Sourced<String>> = Vec::new();
    for author in &entry.authors {
        // RSS writes `address (Name)`; the parser gives the address as the name, or the name alone.
        let Some(name_field) = &author.name else {
            continue;
        };
        let text = name_field
            .split_once('(')
            .filter(|(address, _)| address.contains('@'))
            .map_or(name_field.as_str(), |(_, n)| n.trim_end_matches(')'));
        for person in people(text, name.as_deref()) {
            if !authors.iter().any(|a| a.value == person) {
                authors.push(found(person, &rules::FEED_ENTRY, name_field.clone()));
            }
        }
    }
    let parsed = || entry.published.or(entry.updated).map(|d| d.to_rfc3339());
    let date = stated.date.clone().or_else(parsed).and_then(|text| {
        dates::parse(&text).map(|value| Sourced {
            value,
            rule: &rules::FEED_ENTRY,
            evidence: text,
        })
    });
    let content = entry
        .content
        .as_ref()
        .and_then(|c| c.body.clone())
        .filter(|b| !b.trim().is_empty());
    let summary = entry
        .summary
        .as_ref()
        .map(|s| s.content.clone())
        .filter(|s| !s.trim().is_empty());
    let mut body = content
        .clone()
        .or_else(|| summary.clone())
        .unwrap_or_default();
    let cut = |evidence: String| found_true(&rules::CUT_MARK, evidence);
    let mut excerpt = None;
    if let Some((rest, mark)) = cut_short(&body) {
        body = rest;
        excerpt = Some(cut(mark));
    } else if content.is_none() && breaks_off(&body) {
        excerpt = Some(cut("…".to_owned()));
    }
    let summary = summary
        .filter(|s| content.is_some() && s.len() < 1200 && s.len() * 2 < body.len())
        .filter(|s| cut_short(s).is_none())
        .map(|s| {
            found(
                plain::without_tags(&s).replace('\n', " "),
                &rules::FEED_ENTRY,
                s,
            )
        })
        .filter(|s| !s.value.is_empty());
    let language = entry
        .language
        .as_ref()
        .or(feed.language.as_ref())
        .and_then(|l| fields::language(l).map(|t| found(t, &rules::FEED_TITLE, l.clone())));
    let key = keys.next(
        Some(&entry.id)
            .filter(|i| !i.is_empty())
            .map(String::as_str),
        url.as_ref().map(|u| u.value.as_str()),
        title.as_ref().map(|t| t.value.as_str()),
        &body,
        number,
    );
    let body_html = if stated.record.contains_key("post_type") {
        classic::of_post(&body)
    } else {
        json::html(&body)
    };
    let mut metadata = Metadata {
        title,
        date,
        authors,
        publisher,
        url,
        summary,
        language,
        draft: None,
        via,
        excerpt,
    };
    metadata.draft = match publication::of(&stated.record, &rules::FEED_ENTRY) {
        Publication::Nothing => None,
        Publication::Draft(found) => Some(found),
        Publication::Unclear(key) => Some(publication::unclear(&key, &rules::FEED_ENTRY)),
    };
    if metadata.draft.is_none()
        && let Some(title) = &metadata.title
    {
        metadata.draft = publication::by_title(&title.evidence, &body_html, &rules::FEED_ENTRY);
    }
    unstated::complete(&mut metadata, &body_html);
    Fragment {
        name: format!("{file}#{key}"),
        kind: FragmentKind::FeedEntry,
        metadata,
        body: body_html.into(),
    }
}

fn found_true(rule: &'static Rule, evidence: String) -> Sourced<bool> {
    Sourced {
        value: true,
        rule,
        evidence,
    }
}

/// The publisher's name in a feed's title, without the section or slogan behind it.
fn site_name(title: &str) -> String {
    let cut = [" | ", " - ", " – ", " — ", " » ", " :: ", ": "]
        .iter()
        .filter_map(|s| title.find(s))
        .min();
    cut.and_then(|at| title.get(..at))
        .map_or(title, str::trim)
        .to_owned()
}
