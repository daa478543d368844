//! Feeds: of all that can be followed ([`Followed`]), in every format of [`FORMATS`], and the list of them.
//!
//! A new format is a file here with a [`Format`], and its line in `made.rs`: its routes, and the links to them on pages,
//! follow. What can be followed is stated in `followed.rs`.

use crate::digest::Digest;
use crate::kept::Key;
use crate::settings::Settings;
use crate::site::context::marks::Marks;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};

use channel::{Channel, Format, last_day};
use made::FORMATS;

mod atom;
mod channel;
mod followed;
mod json;
mod latest;
mod made;
mod opml;

pub(in crate::site) use followed::Followed;
pub(in crate::site) use made::{followed, is_followed, links};

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    for of in followed(digest, settings) {
        let page = of.page(digest);
        for format in FORMATS {
            list.file(format!("{page}{}", format.file), Feed(of, format));
        }
    }
    if is_followed(digest, settings) {
        list.file(opml::FILE, opml::Opml);
    }
    if settings.pages.follow {
        list.file(latest::FILE, latest::Latest);
    }
}

/// A feed of something, in a format.
#[derive(Debug)]
struct Feed(Followed, &'static Format);

impl Show for Feed {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let Self(of, format) = self;
        let told = of.told(site);
        let (title, page) = (of.title(site), of.page(&site.digest));
        let mut marks = Marks::default();
        marks.print(*site.feeds.channel.get_or_init(|| channel_print(site)));
        marks.text(&title);
        marks.text(&page);
        marks.text(address);
        for told in &told {
            marks.print(told.print(site));
        }
        Shown::file(&marks, move || {
            let entries: Vec<_> = told.iter().filter_map(|t| t.entry(site)).collect();
            let own = entries.iter().map(|e| e.days.updated).max();
            let Some(updated) = own.or_else(|| last_day(&site.digest)) else {
                panic!("bug: {address} is made, and no brief has a day");
            };
            let channel = Channel {
                title,
                page,
                address,
                updated,
                entries,
            };
            (format.write)(site, &channel)
        })
    }
}

/// What all feeds say of the site.
fn channel_print(site: &Site) -> Key {
    let (settings, mut marks) = (&site.settings, Marks::default());
    marks.text(&site.base_url);
    marks.text(&settings.title);
    marks.text(&settings.description);
    marks.text(&settings.language);
    marks.add(&settings.publisher);
    // What stands in for the moment of a feed without entries.
    marks.add(&last_day(&site.digest).map(|d| d.to_string()));
    marks.key()
}
