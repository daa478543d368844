//! The day on which a page says its article was published: JSON-LD, `<meta>`, microdata, `<time>`, a date shown.

use crate::fragment::rules;
use jiff::civil::Date;

use super::found::found;
use super::jsonld;
use crate::fragment::{Sourced, dates};
use crate::html::flat::Flat;

/// Names of `<meta>` for the day of publication, likeliest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "date",
    "last-published",
    "publication_date",
    "og:pubdate",
    "article:created",
    "datecreated",
    "created",
    "og:regdate",
    "og:published_time",
    "published_time",
    "rnews:datepublished",
    "bt:pubdate",
];

/// The day of publication, by the likeliest statement.
pub(super) fn date(
    page: &Flat<'_>,
    ld: &jsonld::PageData,
    metas: &[(String, String)],
) -> Option<Sourced<Date>> {
    let stated = ld
        .published
        .as_ref()
        .and_then(|p| dates::parse(p).map(|d| found(d, &rules::JSON_LD, p.clone())));
    let meta = || {
        DATES.iter().find_map(|name| {
            metas
                .iter()
                .filter(|(n, _)| n == name)
                .find_map(|(_, v)| dates::parse(v).map(|d| found(d, &rules::META, v.clone())))
        })
    };
    let prop = || {
        page.nodes
            .iter()
            .enumerate()
            .filter(|(_, n)| {
                n.attr("itemprop")
                    .is_some_and(|p| p.eq_ignore_ascii_case("datePublished"))
            })
            .find_map(|(at, n)| {
                let text = n
                    .filled("datetime")
                    .or(n.filled("content"))
                    .map_or_else(|| page.text(at), str::to_owned);
                dates::parse(&text).map(|d| found(d, &rules::MICRODATA, text))
            })
    };
    stated.or_else(meta).or_else(prop).or_else(|| shown(page))
}

/// The date that the page shows near its headline: `<time>`, or an element named for it.
fn shown(page: &Flat<'_>) -> Option<Sourced<Date>> {
    let headline = page.named("h1").next().unwrap_or(0);
    // A little before the headline is near too.
    let near = headline.saturating_sub(60);
    let time = |at: &usize| {
        let node = page.nodes.get(*at)?;
        let stated = node
            .filled("datetime")
            .and_then(|v| dates::parse(v).map(|d| found(d, &rules::TIME, v)));
        stated.or_else(|| {
            let text = page.text(*at);
            dates::parse(&text).map(|d| found(d, &rules::TIME, text))
        })
    };
    let times: Vec<usize> = page.named("time").collect();
    let published = times
        .iter()
        .filter(|at| {
            page.nodes.get(**at).is_some_and(|n| {
                n.attr("pubdate").is_some() || n.names().any(|w| w.starts_with("publish"))
            })
        })
        .find_map(time);
    let named = |at: usize| {
        let node = page.nodes.get(at)?;
        if node.element.is_none()
            || node.end - at > 25
            || matches!(node.name(), "script" | "style" | "body" | "html")
        {
            return None;
        }
        node.names()
            .any(|w| {
                matches!(
                    w,
                    "date"
                        | "datum"
                        | "fecha"
                        | "data"
                        | "dateline"
                        | "published"
                        | "publish"
                        | "pubdate"
                        | "timestamp"
                        | "time"
                        | "posted"
                        | "byline"
                        | "meta"
                        | "publication"
                )
            })
            .then_some(())?;
        let text = page.text(at);
        let short = text.chars().count() <= 120;
        short
            .then(|| dates::parse(&text))
            .flatten()
            .map(|d| found(d, &rules::SHOWN_DATE, text))
    };
    published
        .or_else(|| times.iter().filter(|at| **at >= near).find_map(time))
        .or_else(|| (near..page.nodes.len().min(near + 600)).find_map(named))
        .or_else(|| times.iter().find_map(time))
}
