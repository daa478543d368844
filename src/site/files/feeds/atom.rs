//! Atom.
//!
//! Atom wants a day for every entry. A dated brief has midnight UTC of its day; one without a date has the start of
//! 1970, the same in every build: readers then list it last, as the site does, and no day is invented. `published` is
//! stated only where the day is known.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use jiff::civil::Date;

use super::channel::{Channel, Format};
use crate::digest::DigestBrief;
use crate::site::addresses::brief_address;
use crate::site::context::parts::{SOURCES, TERMS_OF_CARD};
use crate::site::format::language_tag;
use crate::site::render::Site;

pub(super) const FORMAT: Format = Format {
    file: "feed.xml",
    name: "Atom feed",
    media: "application/atom+xml",
    write,
};

/// `updated` of what has no date.
const UNKNOWN: &str = "1970-01-01T00:00:00Z";

fn write(site: &Site, channel: &Channel<'_>) -> Vec<u8> {
    let briefs = channel.briefs.iter();
    let entries: Vec<Entry> = briefs.map(|b| entry(site, b)).collect();
    let updated = entries.iter().map(|e| *e.updated()).max();
    let feed = Feed {
        title: xml_text(&channel.title).into(),
        id: format!("{}{}", site.base_url, channel.page),
        updated: updated.unwrap_or_else(|| moment(None)),
        authors: vec![person(
            site.settings
                .publisher
                .as_ref()
                .unwrap_or(&site.settings.title),
        )],
        links: vec![
            link(
                "self",
                &format!("{}{}", site.base_url, channel.address),
                Some(FORMAT.media),
            ),
            link(
                "alternate",
                &format!("{}{}", site.base_url, channel.page),
                Some("text/html"),
            ),
        ],
        subtitle: Some(xml_text(&site.settings.description).into()),
        generator: Some(Generator {
            value: "briefmill".to_owned(),
            uri: None,
            version: None,
        }),
        lang: language_tag(&site.settings.language).map(str::to_owned),
        entries,
        ..Feed::default()
    };
    let mut out = feed.to_string();
    out.push('\n');
    out.into_bytes()
}

fn entry(site: &Site, brief: &DigestBrief) -> Entry {
    let address = format!("{}{}", site.base_url, brief_address(brief));
    let mut links = vec![link("alternate", &address, Some("text/html"))];
    let originals = brief.sources.iter().take(SOURCES);
    let originals = originals.filter_map(|s| s.url.as_deref());
    links.extend(originals.map(|url| link("via", &xml_text(url), None)));
    let authors = brief.sources.first().and_then(|s| s.name.as_deref());
    let first = brief.key_points.first().map(|k| k.text.as_str());
    Entry {
        title: xml_text(&brief.title).into(),
        id: address,
        updated: moment(brief.date),
        published: brief.date.map(|d| moment(Some(d))),
        authors: authors.map(person).into_iter().collect(),
        links,
        summary: brief
            .summary
            .as_deref()
            .or(first)
            .map(|s| Text::plain(xml_text(s))),
        categories: brief
            .tags
            .iter()
            .filter(|t| t.about)
            .take(TERMS_OF_CARD * 2)
            .map(|t| site.digest.term(t.term))
            .map(|t| Category {
                term: xml_text(&t.name),
                scheme: None,
                label: None,
            })
            .collect(),
        ..Entry::default()
    }
}

fn moment(date: Option<Date>) -> FixedDateTime {
    let text = date.map_or_else(|| UNKNOWN.to_owned(), |d| format!("{d}T00:00:00Z"));
    // A year past 9999 or before 0 is no Atom date.
    text.parse().unwrap_or_default()
}

fn person(name: impl AsRef<str>) -> Person {
    Person {
        name: xml_text(name.as_ref()),
        ..Person::default()
    }
}

fn link(rel: &str, href: &str, mime_type: Option<&str>) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: mime_type.map(str::to_owned),
        ..Link::default()
    }
}

/// Text without the characters that XML cannot hold.
fn xml_text(text: &str) -> String {
    // Nearly every text is fit as it is: it has no byte that begins a control character (below a space, 7F, C2) or
    // one of the two non-characters (EF).
    if text
        .bytes()
        .all(|b| b >= b' ' && b != 0x7f && b != 0xc2 && b != 0xef)
    {
        return text.to_owned();
    }
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
