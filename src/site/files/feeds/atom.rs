//! Atom.
//!
//! Atom demands a moment `updated` of every entry, and feed readers show it as the entry's day and sort by it. A dated
//! brief has midnight UTC of its day. Of a brief without a date there is nothing true to say there: the start of 1970
//! tells a reader that the news is half a century old, the day of another brief makes it news of that day, and the
//! moment of the build would change with every build and bring the same brief up again as new. So it is news on the day
//! that it came in, which is written into its file once and never changes; `published` is not stated, since nobody knows
//! it. One of which that day is not known either is left out, and stays where the site says that its date is unknown.
//!
//! A feed must state a moment of its own too, which readers do not show as any brief's: that of its newest entry, or,
//! where it has none yet, the day of the digest's newest brief, so that a term whose briefs have no day can be followed
//! all the same. Where no brief of the digest has a day there is no feed, and nothing links to one.

use jiff::civil::Date;

use super::channel::{Channel, Entry as Told, Format, moment};
use crate::site::format::language_tag;
use crate::site::render::Site;
use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};

pub(super) const FORMAT: Format = Format {
    file: "feed.xml",
    name: "Atom feed",
    media: "application/atom+xml",
    write,
};

fn write(site: &Site, channel: &Channel<'_>) -> Vec<u8> {
    let feed = Feed {
        title: xml_text(&channel.title).into(),
        id: format!("{}{}", site.base_url, channel.page),
        updated: at(channel.updated),
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
        entries: channel.entries.iter().map(|e| entry(site, e)).collect(),
        ..Feed::default()
    };
    let mut out = feed.to_string();
    out.push('\n');
    out.into_bytes()
}

fn entry(site: &Site, entry: &Told<'_>) -> Entry {
    let address = format!("{}{}", site.base_url, entry.page);
    let mut links = vec![link("alternate", &address, None)];
    let originals = entry.originals.iter();
    links.extend(originals.map(|url| link("via", &xml_text(url), None)));
    let category = |term: &&str| Category {
        term: xml_text(term),
        scheme: None,
        label: None,
    };
    let published = entry.days.published;
    Entry {
        title: xml_text(&entry.title).into(),
        id: address,
        updated: at(entry.days.updated),
        published: published.filter(|d| *d != entry.days.updated).map(at),
        authors: entry.author.map(person).into_iter().collect(),
        links,
        summary: entry.text.as_deref().map(|s| Text::plain(xml_text(s))),
        categories: entry.tags.iter().map(category).collect(),
        ..Entry::default()
    }
}

/// Midnight UTC of a day that a feed can write.
fn at(day: Date) -> FixedDateTime {
    moment(day).parse().unwrap_or_default()
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
pub(super) fn xml_text(text: &str) -> String {
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
