//! `feeds.opml`: all feeds as one list, which feed readers take in.

use std::fmt::Write as _;

use super::atom::xml_text;
use super::followed::Followed;
use super::made::{FORMATS, followed};
use crate::digest::Taxonomy;
use crate::html::escape::escape_into;
use crate::site::context::marks::Marks;
use crate::site::render::{Show, Shown, Site};

/// Its path.
pub(super) const FILE: &str = "feeds.opml";

/// The list.
#[derive(Debug)]
pub(super) struct Opml;

impl Show for Opml {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let mut marks = Marks::default();
        marks.text(&site.base_url);
        marks.text(&site.settings.title);
        for of in followed(&site.digest, &site.settings) {
            marks.text(&of.page(&site.digest));
            marks.text(&of.name(&site.digest));
        }
        Shown::file(&marks, || write(site).into_bytes())
    }
}

fn write(site: &Site) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    out.push_str("<head><title>");
    escape_into(&mut out, &xml_text(&site.settings.title));
    out.push_str("</title></head>\n<body>\n");
    let mut group = None;
    for of in followed(&site.digest, &site.settings) {
        let own = group_of(site, of);
        if own != group {
            if group.is_some() {
                out.push_str("</outline>\n");
            }
            if let Some(name) = own {
                let _ = writeln!(out, "<outline text=\"{name}\" title=\"{name}\">");
            }
            group = own;
        }
        outline(&mut out, site, of);
    }
    if group.is_some() {
        out.push_str("</outline>\n");
    }
    out.push_str("</body>\n</opml>\n");
    out
}

/// Under which heading a feed stands; none for those of the site as a whole.
fn group_of(site: &Site, of: Followed) -> Option<&'static str> {
    match of {
        Followed::Term(id) => match site.digest.term(id).taxonomy {
            Taxonomy::Companies => Some("Companies"),
            Taxonomy::Technologies => Some("Technologies"),
        },
        Followed::Pair(_) => Some("Companies and technologies"),
        Followed::Site | Followed::Stories | Followed::Editions => None,
    }
}

/// One feed. Readers know a feed of any format by the type `rss`.
fn outline(out: &mut String, site: &Site, of: Followed) {
    let Some(format) = FORMATS.first() else {
        return;
    };
    let name = match of {
        Followed::Site => site.settings.title.as_str().into(),
        _ => of.name(&site.digest),
    };
    let (name, page) = (xml_text(&name), of.page(&site.digest));
    let page = format!("{}{page}", site.base_url);
    let feed = format!("{page}{}", format.file);
    out.push_str("<outline type=\"rss\"");
    for (key, value) in [
        ("text", &name),
        ("title", &name),
        ("xmlUrl", &feed),
        ("htmlUrl", &page),
    ] {
        let _ = write!(out, " {key}=\"");
        escape_into(out, value);
        out.push('"');
    }
    out.push_str("/>\n");
}
