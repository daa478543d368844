//! The day on which a page says its article was published: JSON-LD, `<meta>`, microdata, `<time>`, a date shown.

use crate::fragment::rules;
use jiff::civil::Date;

use super::entry::{Entry, moment};
use super::found::found;
use super::jsonld;
use crate::fragment::dates::Order;
use crate::fragment::day_labels::{self, Says};
use crate::fragment::{Sourced, dates};
use crate::html::flat::Flat;
use crate::table::{Words, tables};
use crate::text::lead;

tables! {
    "data/days.txt" => {
        /// Words with which pages name the part that shows the day.
        DATE_NAMES: Words = "names";
        /// Words with which they name a clock.
        CLOCKS: Words = "clocks";
    }
}

/// Names of `<meta>` for the day of publication, likeliest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "govuk:first-published-at",
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
    "published-date",
    "published_date",
    "published-time",
    "date-published",
    "date_published",
    "published",
    "published_at",
    "publishedat",
    "publication-date",
    "publicationdate",
    "pub_date",
    "pub-date",
    "article.date",
    "article:date",
    "article-date",
    "article_date",
    "article.published_time",
    "article:published",
    "datetime",
    "release_date",
    "releasedate",
    "displaydate",
    "dc.date.published",
    "dcterms.available",
    "prism.publicationdate",
    "citation_online_date",
    "bepress_citation_date",
];

/// The day of publication, by the likeliest statement; `language` tells which of day and month comes first.
///
/// A statement in UTC gives way to one of the same moment in the publisher's time zone. What stood against the chosen
/// statement is told with its evidence.
pub(super) fn date(
    page: &Flat<'_>,
    ld: &jsonld::PageData,
    entry: &Entry,
    metas: &[(String, String)],
    language: Option<&str>,
) -> Option<Sourced<Date>> {
    let order = Order::of(language);
    let read = |value: &str, rule| {
        dates::parse(value)
            .or_else(|| order.and_then(|o| dates::parse_ordered(value, o)))
            .map(|d| found(d, rule, value))
    };
    let mut all: Vec<Sourced<Date>> = Vec::new();
    all.extend(ld.published.iter().filter_map(|p| read(p, &rules::JSON_LD)));
    for name in DATES {
        let named = metas.iter().filter(|(n, _)| n == name);
        all.extend(named.filter_map(|(_, v)| read(v, &rules::META)).take(1));
    }
    let marked = page.nodes.iter().enumerate().filter(|(_, n)| {
        n.attr("itemprop")
            .is_some_and(|p| p.eq_ignore_ascii_case("datePublished"))
    });
    all.extend(
        marked
            .filter_map(|(at, _)| moment(page, at))
            .find_map(|v| read(&v, &rules::MICRODATA)),
    );
    let published = entry.published.iter();
    all.extend(published.filter_map(|v| read(v, &rules::MICRODATA)));
    let chosen = all.first().cloned();
    let mut chosen = chosen.or_else(|| shown(page, order))?;
    let times = page.named("time").filter_map(|at| {
        let value = page.nodes.get(at)?.filled("datetime")?;
        dates::parse(value).map(|d| found(d, &rules::TIME, value))
    });
    all.extend(times.take(20));
    if let Some(local) = all
        .iter()
        .find(|other| is_local_of(&other.evidence, &chosen.evidence))
    {
        chosen = Sourced {
            evidence: format!("{}, which is {}", local.evidence, chosen.evidence),
            ..local.clone()
        };
    } else if let Some(other) = all
        .iter()
        .find(|o| o.value != chosen.value && *o.rule != rules::TIME)
    {
        chosen.evidence = format!(
            "{}, against {} ({})",
            chosen.evidence, other.evidence, other.rule.words
        );
    }
    Some(chosen)
}

/// Whether one value states the moment of another, which is in UTC, in a zone of its own.
fn is_local_of(local: &str, utc: &str) -> bool {
    let moment = |value: &str| value.trim().parse::<jiff::Timestamp>().ok();
    let in_utc = |value: &str| {
        let value = value.trim();
        ["Z", "z", "+00:00", "+0000", "-00:00"]
            .iter()
            .any(|zone| value.ends_with(zone))
    };
    let (Some(a), Some(b)) = (moment(local), moment(utc)) else {
        return false;
    };
    in_utc(utc) && !in_utc(local) && (a.as_second() - b.as_second()).abs() < 60
}

/// How far behind the headline a part named for its date is looked for, and how far a line that is only a day, in nodes.
const NEAR: usize = 600;
const VERY_NEAR: usize = 90;

/// Longest line in characters that states nothing but the days of an article with their labels.
const LONGEST_LABELLED: usize = 90;

/// The date that the page shows near its headline: `<time>`, an element named for it, or a line that is only a day.
fn shown(page: &Flat<'_>, order: Option<Order>) -> Option<Sourced<Date>> {
    let headline = page.named("h1").next().unwrap_or(0);
    // A little before the headline is near too.
    let near = headline.saturating_sub(60);
    let parse = |text: &str| {
        dates::parse(text).or_else(|| order.and_then(|o| dates::parse_ordered(text, o)))
    };
    let time = |at: &usize| {
        let node = page.nodes.get(*at)?;
        if is_of_another(page, *at) || says_updated(page, *at) {
            return None;
        }
        let stated = node
            .filled("datetime")
            .and_then(|v| parse(v).map(|d| found(d, &rules::TIME, v)));
        stated.or_else(|| {
            let text = page.text(*at);
            parse(&text).map(|d| found(d, &rules::TIME, text))
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
    let seen = |at: usize, most: usize| {
        let node = page.nodes.get(at)?;
        if node.element.is_none()
            || node.end - at > 25
            || matches!(node.name(), "script" | "style" | "body" | "html")
        {
            return None;
        }
        let text = page.text(at);
        let short = text.chars().count() <= most;
        (short && text.chars().any(|c| c.is_ascii_digit())).then_some(text)
    };
    let dated = |at: usize, text: String| {
        let apart = is_of_another(page, at) || says_updated(page, at);
        (!apart)
            .then(|| day_labels::published(&text, parse))
            .flatten()
            .map(|d| found(d, &rules::SHOWN_DATE, text))
    };
    let named = |at: usize| {
        page.nodes
            .get(at)?
            .names()
            .any(|w| DATE_NAMES.has(w))
            .then_some(())?;
        dated(at, seen(at, 120)?)
    };
    let labelled = |at: usize| {
        let text = seen(at, LONGEST_LABELLED)?;
        day_labels::opens(&text)?;
        dated(at, text)
    };
    // The term before its description is its label: `<dt>Published</dt><dd>11 March 2025</dd>`.
    let described = |at: usize| {
        let node = page.nodes.get(at).filter(|n| n.name() == "dd")?;
        let before = page.children(node.parent).take_while(|c| *c < at);
        let term = before.filter(|c| page.nodes.get(*c).is_some_and(|n| n.name() == "dt"));
        let published = day_labels::opens(&page.text(term.last()?)) == Some(Says::Published);
        let text = seen(at, 30).filter(|_| published)?;
        parse(&text).map(|d| found(d, &rules::SHOWN_DATE, text))
    };
    let alone = |at: usize| {
        let text = seen(at, 30)?;
        let words = text.split_whitespace().count();
        (words <= 5).then_some(())?;
        dated(at, text)
    };
    let all = page.nodes.len();
    published
        .or_else(|| times.iter().filter(|at| **at >= near).find_map(time))
        .or_else(|| (near..all.min(headline + VERY_NEAR)).find_map(described))
        .or_else(|| (near..all.min(headline + VERY_NEAR)).find_map(labelled))
        .or_else(|| (near..all.min(headline + VERY_NEAR)).find_map(alone))
        .or_else(|| (near..all.min(near + NEAR)).find_map(named))
        .or_else(|| (0..all).find_map(labelled))
        .or_else(|| times.iter().find_map(time))
}

/// Whether a day belongs to something else than the article: the page's clock, or a card that leads to another one.
fn is_of_another(page: &Flat<'_>, at: usize) -> bool {
    let mut up = at;
    for level in 0..5 {
        let Some(node) = page.nodes.get(up) else {
            return false;
        };
        if matches!(node.name(), "nav" | "footer" | "aside")
            || level < 3 && node.names().any(|w| CLOCKS.has(w))
        {
            return true;
        }
        let inside = || page.nodes.get(up..node.end).unwrap_or_default().iter();
        // A card is small, and holds no main heading.
        if node.end - up > 40 || inside().any(|n| n.name() == "h1") {
            return false;
        }
        let leads = (up..node.end).any(|at| {
            page.nodes.get(at).is_some_and(|n| {
                n.name() == "a"
                    && n.filled("href").is_some()
                    && lead::word_count(&page.text(at)) >= 5
            })
        });
        if leads {
            return true;
        }
        up = node.parent;
    }
    false
}

/// Whether what stands right before or around a day says that it is the day of a change.
fn says_updated(page: &Flat<'_>, at: usize) -> bool {
    let Some(node) = page.nodes.get(at) else {
        return false;
    };
    if node
        .names()
        .any(|w| matches!(w, "updated" | "modified" | "dateModified"))
    {
        return true;
    }
    // Of the labels before it in its own line the last one is its own.
    let parent = page.nodes.get(node.parent);
    let line = parent.filter(|p| at - node.parent <= 12 && p.end - node.parent <= 40);
    let labelled = line.and_then(|_| {
        let text = page.text(node.parent);
        let before = page.nodes.get(node.parent..at)?;
        let before: String = before.iter().map(|n| n.text).collect();
        (text.chars().count() <= LONGEST_LABELLED)
            .then(|| day_labels::last(&before))
            .flatten()
    });
    match labelled {
        Some(says) => says == Says::Updated,
        None => page
            .nodes
            .get(at.saturating_sub(3)..at)
            .unwrap_or_default()
            .iter()
            .any(|n| {
                n.element.is_none()
                    && n.text.chars().count() <= 40
                    && day_labels::ends_in_update(n.text)
            }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;

    fn day(html: &str, language: &str) -> Option<(String, String)> {
        let html = parse::document(html);
        let page = Flat::of(&html);
        let found = shown(&page, Order::of(Some(language)))?;
        Some((found.value.to_string(), found.rule.id.to_owned()))
    }

    #[test]
    fn days_that_readers_see() {
        for (html, language) in [
            (
                "<h1>Mill opens</h1><time datetime=2024-11-21>now</time>",
                "en",
            ),
            (
                "<h1>Mill opens</h1><p class=x>November 21, 2024</p><p>Text</p>",
                "en",
            ),
            (
                "<h1>Mill opens</h1><div class=post-date>Thursday, 21 November 2024 at noon</div>",
                "en",
            ),
            (
                "<h1>Mill opens</h1><p>Text</p><div>Posted on November 21, 2024</div>",
                "en",
            ),
            ("<h1>Mühle öffnet</h1><p>21.11.2024</p>", "de"),
            (
                "<h1>Mill opens</h1><p>Updated <time datetime=2024-11-23>x</time> | Published <time datetime=2024-11-21>y</time></p>",
                "en",
            ),
            (
                "<header>Thursday, 26 November 2026 14:00</header><h1>Mill opens</h1><p>Updated: 23 November 2024 · Published: 21 November 2024</p>",
                "en",
            ),
            (
                "<div class=clock>March 1, 2026</div><h1>Mill opens</h1><p>21 November 2024</p>",
                "en",
            ),
        ] {
            assert_eq!(
                day(html, language).map(|d| d.0).as_deref(),
                Some("2024-11-21"),
                "{html}"
            );
        }
        let both = "<h1>Mill opens</h1><span class=date>03/10/2024</span>";
        assert_eq!(day(both, "en-GB").unwrap().0, "2024-10-03");
        assert_eq!(day(both, "en-US").unwrap().0, "2024-03-10");
        assert_eq!(day(both, "en"), None);
    }

    #[test]
    fn a_term_is_the_label_of_its_day() {
        let html = "<h1>Mill opens</h1><dl><dt>From:</dt><dd><a href=/o>Department for Forests, Mills and Saws</a></dd>\
            <dt>Published</dt><dd>21 November 2024</dd><dt>Last updated</dt><dd>2 December 2024</dd></dl>";
        assert_eq!(day(html, "en").unwrap().0, "2024-11-21");
    }

    #[test]
    fn days_that_are_not_the_articles() {
        for html in [
            "<h1>Mill opens</h1><p>Updated November 21, 2024</p>",
            "<h1>Mill opens</h1><p>Last updated on <time datetime=2024-11-21>then</time></p>",
            "<h1>Mill opens</h1><ul><li><div class=date>November 21, 2024</div><a href=/x>Ship sails from the port of Oslo</a></li></ul>",
            "<div class=today>November 21, 2024</div><h1>Mill opens</h1>",
            "<h1>Mill opens</h1><dl><dt>Last updated</dt><dd>21 November 2024</dd></dl>",
            "<h1>Mill opens</h1><footer><time datetime=2024-11-21>x</time></footer>",
        ] {
            assert_eq!(day(html, "en"), None, "{html}");
        }
    }

    #[test]
    fn the_publishers_own_day() {
        assert!(is_local_of(
            "2024-11-22T08:30:00+09:00",
            "2024-11-21T23:30:00Z"
        ));
        assert!(is_local_of(
            "2024-11-22T08:30:00+09:00",
            "2024-11-21T23:30:10.000Z"
        ));
        for (local, utc) in [
            ("2024-11-22T08:30:00Z", "2024-11-22T08:30:00Z"),
            ("2024-11-22T08:30:00+09:00", "2024-11-21T21:30:00Z"),
            ("2024-11-21T18:30:00-05:00", "2024-11-22T08:30:00+09:00"),
            ("November 22, 2024", "2024-11-21T23:30:00Z"),
        ] {
            assert!(!is_local_of(local, utc), "{local} {utc}");
        }
    }
}
