//! `llms.txt`: what the site is and where things are, in the form that <https://llmstxt.org> proposes for language models:
//! a title, a sentence, and lists of links.

use std::fmt::Write as _;

use super::feeds::{self, Followed};
use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::context::marks::Marks;
use crate::site::format::{count_text, date_text, in_one_direction};
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};

const FILE: &str = "llms.txt";

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

fn routes(_: &Digest, settings: &Settings, list: &mut Routes) {
    if settings.pages.follow {
        list.file(FILE, Llms);
    }
}

#[derive(Debug)]
struct Llms;

impl Show for Llms {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let text = text(site);
        let mut marks = Marks::default();
        marks.text(&text);
        Shown::file(&marks, || text.into_bytes())
    }
}

/// What lists of links lead to, if the site has it: address, name, what it is.
type Links<'a> = &'a [(&'a str, &'a str, &'a str)];

/// The pages that lead to all others.
const PAGES: Links<'_> = &[
    (
        "editions/latest/",
        "The latest edition",
        "what matters most",
    ),
    ("editions/", "Editions", "all of them, the newest first"),
    ("briefs/", "Briefs", "all briefs, the newest first"),
    ("stories/", "Stories", "what more than one report tells"),
    ("companies/", "Companies", "each with the briefs about it"),
    (
        "technologies/",
        "Technologies",
        "each with the briefs about it",
    ),
    ("matrix/", "Matrix", "companies against technologies"),
    ("figures/", "Figures", "amounts, each with its sentence"),
    ("archive/", "Archive", "briefs by month"),
    ("events/", "Events", "what happened, by kind"),
    ("sources/", "Sources", "the publishers of the originals"),
    ("about/", "About", "how the briefs are made"),
];

/// The files that hold everything.
const DATA: Links<'_> = &[
    (
        "latest.json",
        "Latest",
        "the newest briefs and the newest story",
    ),
    (
        "data/briefs.json",
        "Briefs as JSON",
        "with companies, technologies, key points and sources",
    ),
    (
        "data/stories.json",
        "Stories as JSON",
        "which briefs tell the same",
    ),
    (
        "data/terms.json",
        "Companies and technologies as JSON",
        "with all their names",
    ),
    (
        "data/figures.csv",
        "Figures as CSV",
        "amounts in normalised units",
    ),
];

fn text(site: &Site) -> String {
    let (digest, settings) = (&site.digest, &site.settings);
    let mut out = format!("# {}\n\n", line(&settings.title));
    if !settings.description.trim().is_empty() {
        let _ = writeln!(out, "> {}\n", line(&settings.description));
    }
    let mut days = digest.briefs.iter().filter_map(|b| b.date);
    let last = days.next();
    let first = days.next_back().or(last);
    let span = first.zip(last).map_or_else(String::new, |(first, last)| {
        format!(", from {} to {}", date_text(first), date_text(last))
    });
    let briefs = digest.briefs.len();
    let _ = writeln!(
        out,
        "{} {}{span}. Each is taken from an article that belongs to its publisher; where its address is known, the brief \
         links to it. Key points, figures and tags are the article's own sentences and names; nothing is invented, and \
         what is unknown is said to be.\n",
        count_text(briefs),
        if briefs == 1 { "brief" } else { "briefs" },
    );
    section(&mut out, site, "Pages", PAGES.iter().copied());
    section(&mut out, site, "Data", DATA.iter().copied());
    let feeds = feeds::links(Followed::Site, digest, settings);
    let feeds = feeds
        .iter()
        .map(|f| (f.url.as_str(), f.name, "the newest briefs"));
    let rest = [
        (
            "feeds.opml",
            "Feeds",
            "all of them as OPML: of the site, of stories, of each company and technology",
        ),
        ("sitemap.xml", "Sitemap", "every page"),
    ];
    section(&mut out, site, "Optional", feeds.chain(rest));
    in_one_direction(out)
}

/// A list of links to what the site has of something.
fn section<'a>(
    out: &mut String,
    site: &Site,
    title: &str,
    links: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
) {
    let mut made = links.filter(|(address, _, _)| site.find(address).is_some());
    let Some(first) = made.next() else {
        return;
    };
    let _ = writeln!(out, "## {title}\n");
    for (address, name, what) in std::iter::once(first).chain(made) {
        let _ = writeln!(out, "- [{name}]({}{address}): {what}", site.base_url);
    }
    out.push('\n');
}

/// Words as one line.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}
