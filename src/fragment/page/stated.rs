//! What a page states about its article: JSON-LD, `<meta>`, Open Graph, `<time>`, bylines, canonical links.

use crate::fragment::rules;
use jiff::civil::Date;

use super::found::found;
use super::{day, entry, held_back, jsonld, set_large, writers};
use crate::fragment::people::{is_wire, key};
use crate::fragment::title::{cut_beginning, cut_known, cut_publisher};
use crate::fragment::{Metadata, Sourced, dates, fields};
use crate::html::flat::Flat;
use crate::html::plain::unescape;
use crate::html::text::fold;

/// Names of `<meta>` for the publisher.
const PUBLISHERS: &[&str] = &[
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "apple-mobile-web-app-title",
    "copyright",
];

/// Names of `<meta>` for the headline, besides those of Open Graph.
const TITLES: &[&str] = &[
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "headline",
];

/// Names of `<meta>` for the article's own address, besides the one of Open Graph.
const ADDRESSES: &[&str] = &[
    "og:url",
    "parsely-link",
    "twitter:url",
    "dc.identifier",
    "dcterms.identifier",
];

/// Names of `<meta>` for a summary.
const SUMMARIES: &[&str] = &[
    "og:description",
    "description",
    "twitter:description",
    "sailthru.description",
    "dc.description",
    "dcterms.description",
    "dcterms.abstract",
];

/// Longest headline of JSON-LD in characters that is believed where the page shows another: some hold the whole teaser.
const LONGEST_BELIEVED: usize = 200;

/// What was read.
#[derive(Debug)]
pub(super) struct Statements {
    /// The article's metadata, without a date from its text or address.
    pub metadata: Metadata,
    /// Headlines as the page writes them, with or without the publisher's name.
    pub headlines: Vec<String>,
    /// The article's text as JSON-LD states it.
    pub body: Option<String>,
    /// The same as it is written there, with its markup.
    pub body_source: Option<String>,
    /// The date in the canonical address or the file's name: the last resort.
    pub date_in_address: Option<Sourced<Date>>,
}

/// The values of `<meta>` by lower-case name, in document order.
fn metas(page: &Flat<'_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for at in page.named("meta") {
        let Some(node) = page.nodes.get(at) else {
            continue;
        };
        let Some(content) = node.filled("content") else {
            continue;
        };
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.filled(attribute) {
                out.push((name.to_ascii_lowercase(), fold(&unescape(content))));
            }
        }
    }
    out
}

/// What the page states.
pub(super) fn read(page: &Flat<'_>, file: &str) -> Statements {
    let metas = metas(page);
    let meta = |name: &str| {
        metas
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.clone())
    };
    let h1s: Vec<String> = headings(page);
    let title_tag = page
        .named("title")
        .map(|at| fold(&page.written(at)))
        .find(|t| !t.is_empty());
    let social: Vec<String> = ["og:title", "twitter:title"]
        .iter()
        .filter_map(|n| meta(n))
        .collect();
    let mut headlines: Vec<String> = h1s.clone();
    headlines.extend(social.iter().cloned());
    headlines.extend(title_tag.iter().cloned());
    let ld = jsonld::read(page, &headlines);
    let entry = entry::read(page, &headlines);
    headlines.extend(entry.title.iter().cloned());

    let mut publishers: Vec<String> = ld.publisher.iter().cloned().collect();
    publishers.extend(PUBLISHERS.iter().filter_map(|n| meta(n)));
    let canonical = canonical(page);
    let stated = || {
        ADDRESSES
            .iter()
            .filter_map(|n| meta(n))
            .find_map(|u| fields::http(&u))
    };
    let url = canonical
        .or_else(stated)
        .map(|u| found(u.clone(), &rules::CANONICAL, u))
        .or_else(|| {
            entry
                .urls
                .iter()
                .find_map(|u| fields::http(u))
                .map(|u| found(u.clone(), &rules::MICRODATA, u))
        })
        .or_else(|| {
            ld.url
                .as_deref()
                .and_then(fields::http)
                .map(|u| found(u.clone(), &rules::JSON_LD, u))
        });
    let host = url
        .as_ref()
        .and_then(|u| url::Url::parse(&u.value).ok())
        .and_then(|u| u.host_str().map(str::to_owned));
    // Some systems put the headline where a site's name belongs.
    let heads: Vec<String> = headlines.iter().map(|h| key(h)).collect();
    publishers.retain(|p| {
        p.chars().count() <= 60
            && !heads
                .iter()
                .any(|h| h.starts_with(&key(p)) && key(p).chars().count() > 25)
    });
    let mut known = publishers.clone();
    if let Some(host) = &host {
        let bare = host.trim_start_matches("www.");
        known.push(bare.to_owned());
        known.extend(
            bare.split('.')
                .next()
                .filter(|n| n.chars().count() > 3)
                .map(str::to_owned),
        );
    }

    let said: Vec<String> = TITLES.iter().filter_map(|n| meta(n)).collect();
    let shown = Shown {
        h1s: &h1s,
        social: &social,
        said: &said,
        large: set_large::headline(page),
        entry: entry.title.as_deref(),
        tag: title_tag.as_deref(),
    };
    let draft = held_back::of(page, &headlines);
    let (title, ending) = title(&ld, &shown, &known);
    let publisher = publisher(&ld, &entry, &meta, ending, title_tag.as_deref());
    let name = publisher.as_ref().map(|p| p.value.as_str());
    let authors = writers::authors(page, &ld, &entry, &metas, name);
    let language = language(page, &ld, &meta);
    let date = day::date(
        page,
        &ld,
        &entry,
        &metas,
        language.as_ref().map(|l| l.value.as_str()),
    );
    let summary = summary(&ld, &entry, &meta);
    headlines.extend(ld.headline.iter().cloned());
    let address = url.as_ref().map(|u| u.value.clone());
    let date_in_address = address
        .as_deref()
        .and_then(|a| dates::in_address(a).map(|d| found(d, &rules::ADDRESS, a)))
        .or_else(|| dates::in_address(file).map(|d| found(d, &rules::FILE_NAME, file)));
    Statements {
        metadata: Metadata {
            title,
            date,
            authors,
            publisher,
            url,
            summary,
            language,
            draft,
            via: None,
            excerpt: None,
        },
        headlines,
        body: ld.body,
        body_source: ld.body_source,
        date_in_address,
    }
}

/// The texts of the page's first-level headings that are not hidden in navigation.
fn headings(page: &Flat<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for at in page.named("h1") {
        let mut up = at;
        let mut beside = false;
        while let Some(node) = page.nodes.get(up) {
            beside |= matches!(node.name(), "nav" | "footer" | "template" | "noscript");
            if node.parent == up {
                break;
            }
            up = node.parent;
        }
        // Some systems escape what is escaped already.
        let text = fold(&unescape(&page.text(at)));
        if !beside && !text.is_empty() && !out.contains(&text) {
            out.push(text);
        }
    }
    out
}

fn canonical(page: &Flat<'_>) -> Option<String> {
    page.named("link")
        .filter_map(|at| page.nodes.get(at))
        .find_map(|n| {
            let rel = n.attr("rel")?;
            rel.split_ascii_whitespace()
                .any(|r| r.eq_ignore_ascii_case("canonical"))
                .then(|| n.filled("href").and_then(fields::http))
                .flatten()
        })
}

/// How much two headlines share: common words over the words of the shorter.
fn alike(a: &str, b: &str) -> bool {
    let words = |t: &str| {
        t.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    let (a, b) = (words(a), words(b));
    let common = a.iter().filter(|w| b.contains(w)).count();
    common * 2 >= a.len().min(b.len()).max(1)
}

type Title = (Option<Sourced<String>>, Option<String>);

/// The headlines that a page shows or states outside its JSON-LD.
struct Shown<'a> {
    h1s: &'a [String],
    social: &'a [String],
    /// By other `<meta>`.
    said: &'a [String],
    /// By the size of its letters.
    large: Option<String>,
    /// By the marks of its one entry.
    entry: Option<&'a str>,
    tag: Option<&'a str>,
}

/// The headline, and the publisher's name cut from an end of one.
fn title(ld: &jsonld::PageData, shown: &Shown<'_>, publishers: &[String]) -> Title {
    let (h1s, social, tag) = (shown.h1s, shown.social, shown.tag);
    let is_publisher = |h: &str| publishers.iter().any(|p| key(p) == key(h));
    let mut witnesses: Vec<String> = h1s.to_vec();
    witnesses.extend(ld.headline.iter().cloned());
    witnesses.extend(shown.entry.map(str::to_owned));
    witnesses.retain(|w| !is_publisher(w));
    let mut ending = tag.and_then(|t| cut_publisher(t, publishers, &witnesses).1);
    if ending.is_none() {
        ending = tag.and_then(|t| cut_beginning(t, publishers, &witnesses).1);
    }
    let own: Vec<&String> = h1s.iter().filter(|h| !is_publisher(h)).collect();
    let only_h1 = own.first().copied().filter(|_| own.len() == 1);
    let fits = |h: &&String| {
        tag.is_none_or(|t| alike(h, t))
            || social.iter().any(|s| alike(h, s))
            || ld.headline.iter().any(|l| alike(h, l))
    };
    let shortened = |h: &str| h.ends_with('…') || h.ends_with("...");
    let from_ld = ld.headline.as_ref().filter(|h| {
        let length = h.chars().count();
        !shortened(h)
            && length > 3
            && !is_publisher(h)
            && (length <= LONGEST_BELIEVED || own.is_empty() && social.is_empty())
    });
    let candidates = [
        (from_ld.cloned(), &rules::JSON_LD),
        (only_h1.filter(fits).cloned(), &rules::H1),
        (own.iter().copied().find(fits).cloned(), &rules::H1),
        (shown.entry.map(str::to_owned), &rules::MICRODATA),
        (
            social
                .iter()
                .find(|h| !shortened(h) && !is_publisher(h))
                .cloned(),
            &rules::OPEN_GRAPH,
        ),
        (only_h1.cloned(), &rules::H1),
        (social.first().cloned(), &rules::OPEN_GRAPH),
        (shown.said.first().cloned(), &rules::META),
        (shown.large.clone(), &rules::SET_LARGE),
        (tag.map(str::to_owned), &rules::TITLE_TAG),
        (h1s.first().cloned(), &rules::H1),
    ];
    let first = candidates
        .into_iter()
        .find_map(|(t, rule)| t.map(|t| (t, rule)));
    let title = first.map(|(text, rule)| {
        // An only heading is written by hand for readers: of it only goes what is the site's name for certain, or what
        // all else that states the headline leaves out.
        if h1s.contains(&text) {
            let mut others: Vec<String> = ld.headline.iter().cloned().collect();
            others.extend(social.iter().cloned());
            others.extend(shown.said.iter().cloned());
            others.extend(tag.map(str::to_owned));
            let (head, _) = cut_beginning(&text, &[], &others);
            return found(cut_known(&head, publishers), rule, text);
        }
        let others: Vec<String> = witnesses.iter().filter(|w| **w != text).cloned().collect();
        let (cut, end) = cut_publisher(&text, publishers, &others);
        let (cut, beginning) = cut_beginning(&cut, publishers, &others);
        ending = ending.take().or(end).or(beginning);
        found(cut, rule, text)
    });
    (title.filter(|t| !t.value.is_empty()), ending)
}

fn publisher(
    ld: &jsonld::PageData,
    entry: &entry::Entry,
    meta: &dyn Fn(&str) -> Option<String>,
    ending: Option<String>,
    tag: Option<&str>,
) -> Option<Sourced<String>> {
    let good = |p: &String| !p.contains("://") && p.chars().count() <= 60;
    let site = meta("og:site_name")
        .filter(good)
        .map(|p| found(p.clone(), &rules::OPEN_GRAPH, p));
    let stated = ld
        .publisher
        .clone()
        .filter(good)
        .map(|p| found(p.clone(), &rules::JSON_LD, p));
    let marked = entry
        .publisher
        .clone()
        .map(|p| found(p.clone(), &rules::MICRODATA, p));
    let other = PUBLISHERS
        .iter()
        .skip(1)
        .filter(|n| **n != "copyright")
        .find_map(|n| meta(n))
        .filter(good)
        .map(|p| found(p.clone(), &rules::META, p));
    let end = ending
        .filter(good)
        .map(|p| found(p, &rules::TITLE_END, tag.unwrap_or_default()));
    // A wire service that a page names as publisher is the text's source, if the site names itself otherwise.
    let all: Vec<Sourced<String>> = [stated, site, marked, other, end]
        .into_iter()
        .flatten()
        .collect();
    all.iter()
        .find(|p| !is_wire(&p.value))
        .or(all.first())
        .cloned()
}

fn language(
    page: &Flat<'_>,
    ld: &jsonld::PageData,
    meta: &dyn Fn(&str) -> Option<String>,
) -> Option<Sourced<String>> {
    let html = page
        .named("html")
        .next()
        .and_then(|at| page.nodes.get(at))
        .and_then(|n| n.filled("lang").or(n.filled("xml:lang")))
        .map(|l| (&rules::HTML_LANG, l.to_owned()));
    html.or_else(|| ld.language.clone().map(|l| (&rules::JSON_LD, l)))
        .or_else(|| meta("og:locale").map(|l| (&rules::OPEN_GRAPH, l)))
        .or_else(|| meta("content-language").map(|l| (&rules::META, l)))
        .and_then(|(rule, l)| fields::language(&l).map(|tag| found(tag, rule, l)))
}

fn summary(
    ld: &jsonld::PageData,
    entry: &entry::Entry,
    meta: &dyn Fn(&str) -> Option<String>,
) -> Option<Sourced<String>> {
    let whole = |s: &String| s.chars().count() >= 20 && !s.ends_with('…') && !s.ends_with("...");
    ld.summary
        .clone()
        .filter(whole)
        .map(|s| found(s.clone(), &rules::JSON_LD, s))
        .or_else(|| {
            let summary = entry.summary.clone().filter(whole);
            summary.map(|s| found(s.clone(), &rules::MICRODATA, s))
        })
        .or_else(|| {
            SUMMARIES
                .iter()
                .find_map(|n| meta(n))
                .filter(whole)
                .map(|s| found(s.clone(), &rules::META, s))
        })
}
