//! Atom.
//!
//! Atom demands a moment `updated` of every entry, and feed readers show it as the entry's day and sort by it. A dated
//! brief has midnight UTC of its day. Of a brief without a date there is nothing true to say there: the start of 1970
//! tells a reader that the news is half a century old, the day of another brief makes it news of that day, and the
//! moment of the build would change with every build and bring the same brief up again as new. So the feed leaves it
//! out, and it stays where the site says that its date is unknown.
//!
//! A feed must state a moment of its own too, which readers do not show as any brief's: that of its newest entry, or,
//! where it has none yet, the day of the digest's newest brief, so that a term whose briefs have no date can be followed
//! all the same. Where no brief of the digest has a date there is no feed, and nothing links to one.

use super::channel::{Channel, Format};
use crate::digest::DigestBrief;
use crate::site::addresses::brief_address;
use crate::site::context::parts::{SOURCES, TERMS_OF_CARD};
use crate::site::format::language_tag;
use crate::site::render::Site;
use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};

pub(super) const FORMAT: Format = Format {
    file: "feed.xml",
    name: "Atom feed",
    media: "application/atom+xml",
    takes: |brief| moment(brief).is_some(),
    write,
};

fn write(site: &Site, channel: &Channel<'_>) -> Vec<u8> {
    let dated = channel
        .briefs
        .iter()
        .filter_map(|(_, b)| Some((b, moment(b)?)));
    let entries: Vec<Entry> = dated.map(|(b, day)| entry(site, b, day)).collect();
    let own = entries.iter().map(|e| *e.updated()).max();
    let newest = || site.digest.briefs.iter().find_map(|b| moment(b));
    let Some(updated) = own.or_else(newest) else {
        panic!("bug: {} is made, and no brief has a date", channel.address);
    };
    let feed = Feed {
        title: xml_text(&channel.title).into(),
        id: format!("{}{}", site.base_url, channel.page),
        updated,
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

fn entry(site: &Site, brief: &DigestBrief, day: FixedDateTime) -> Entry {
    let address = format!("{}{}", site.base_url, brief_address(brief));
    let mut links = vec![link("alternate", &address, None)];
    let originals = brief.sources.iter().take(SOURCES);
    let originals = originals.filter_map(|s| s.url.as_deref());
    links.extend(originals.map(|url| link("via", &xml_text(url), None)));
    let authors = brief.sources.first().and_then(|s| s.name.as_deref());
    let first = brief.key_points.first().map(|k| k.text.as_str());
    Entry {
        title: xml_text(&brief.title).into(),
        id: address,
        updated: day,
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

/// The moment of a brief's day; none without a date, and for a year before 0, which Atom cannot write.
fn moment(brief: &DigestBrief) -> Option<FixedDateTime> {
    format!("{}T00:00:00Z", brief.date?).parse().ok()
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
