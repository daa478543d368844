//! JSON Feed, version 1.1.
//!
//! What Atom calls the entry's day is here two: `date_published` is the day of the original, and stands only where that
//! is known; `date_modified` is that of the last change, or of the arrival of an undated brief, and stands where it is
//! another day.

use serde::Serialize;

use super::channel::{Channel, Entry, Format, moment};
use crate::site::format::{in_one_direction, language_tag};
use crate::site::render::Site;

pub(super) const FORMAT: Format = Format {
    file: "feed.json",
    name: "JSON feed",
    media: "application/feed+json",
    write,
};

/// The feed.
#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    authors: [Author<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    items: Vec<Item<'a>>,
}

/// Someone.
#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

/// An entry.
#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    /// The format demands content of every item.
    content_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

fn write(site: &Site, channel: &Channel<'_>) -> Vec<u8> {
    let settings = &site.settings;
    let feed = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &channel.title,
        home_page_url: format!("{}{}", site.base_url, channel.page),
        feed_url: format!("{}{}", site.base_url, channel.address),
        description: &settings.description,
        authors: [Author {
            name: settings.publisher.as_ref().unwrap_or(&settings.title),
        }],
        language: language_tag(&settings.language),
        items: channel.entries.iter().map(|e| item(site, e)).collect(),
    };
    // Plain fields always serialise.
    let out = serde_json::to_string(&feed).unwrap_or_default();
    in_one_direction(out + "\n").into_bytes()
}

fn item<'a>(site: &Site, entry: &'a Entry<'_>) -> Item<'a> {
    let address = format!("{}{}", site.base_url, entry.page);
    let changed = Some(entry.days.updated).filter(|d| Some(*d) != entry.days.published);
    Item {
        id: address.clone(),
        url: address,
        external_url: entry.originals.first().copied(),
        title: &entry.title,
        content_text: entry.text.as_deref().unwrap_or(&entry.title),
        date_published: entry.days.published.map(moment),
        date_modified: changed.map(moment),
        authors: entry
            .author
            .map(|name| Author { name })
            .into_iter()
            .collect(),
        tags: &entry.tags,
        language: entry.language,
    }
}
