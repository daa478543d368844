//! `/briefs/SLUG/`: one brief with its receipts.

use serde_json::json;
use tera::Value;

use crate::digest::{BriefId, DigestBrief, DigestTag, Taxonomy};
use crate::finding::Finding;
use crate::site::Site;
use crate::site::format::{count_text, language_tag};
use crate::site::layout::{Head, root_of};
use crate::site::markdown_html::{Rendering, markdown_html};
use crate::site::values::{SOURCES, brief_link, more, object, some, text};
use crate::text::spans::{Span, excerpt};

/// Words that a reader reads in a minute.
const WORDS_PER_MINUTE: u32 = 230;

/// Amounts in the page's ledger; those beyond stand in the text, where they are read with what they say.
const FIGURES: usize = 60;

/// Terms of each list.
const TERMS: usize = 60;

/// Reports of the same story.
const REPORTS: usize = 12;

/// Pieces that cleaning took out, and characters of each.
const CUTS: usize = 100;
const CUT_LENGTH: usize = 1_000;

/// Hosts that may be the publisher's.
const HINTS: usize = 12;

pub(in crate::site) fn brief(
    site: &Site,
    id: BriefId,
    address: &str,
) -> Result<String, Box<Finding>> {
    let digest = &site.digest;
    let Some(brief) = site.brief(id) else {
        return Ok(String::new());
    };
    let head = Head {
        kind: "brief",
        title: &brief.title,
        description: description(brief),
        address,
        crumbs: vec![("Briefs", "briefs/".to_owned())],
        json_ld: Some(structured(site, brief)),
        language: brief.language.as_deref().and_then(language_tag),
        ..Head::default()
    };
    site.page("brief.html", head, None, |context, _| {
        let rendering = Rendering {
            root: &root_of(address),
            anchors: &brief.anchors,
            page: Some((site, address)),
        };
        let body = markdown_html(&brief.body_markdown, rendering);
        context.insert_value("brief", site.shared.item(digest, brief));
        context.insert_value("body", Value::safe_string(&body));
        let sources = site.shared.sources(brief, SOURCES);
        context.insert_value("more_sources", more(brief.sources.len(), sources.len()));
        context.insert_value("sources", Value::from(sources));
        context.insert_value("source_hints", some(&brief.source_hints, HINTS));
        context.insert_value("date_rule", text(brief.date_rule.as_deref()));
        context.insert_value("title_rule", text(brief.title_rule.as_deref()));
        context.insert_value("source_rule", text(brief.source_rule.as_deref()));
        context.insert_value("repeated", Value::from(brief.repeated));
        context.insert_value("words", Value::from(brief.words));
        let minutes = brief.words.div_ceil(WORDS_PER_MINUTE).max(1);
        context.insert_value("minutes", Value::from(minutes));
        context.insert_value("key_points", key_points(brief));
        let figures = brief.figures.iter().take(FIGURES);
        let figures: Vec<_> = figures.map(|f| site.shared.figure(digest, id, f)).collect();
        let amounts = usize::try_from(brief.amounts).unwrap_or(usize::MAX);
        context.insert_value("amounts", Value::from(count_text(amounts)));
        context.insert_value("more_figures", more(amounts, figures.len()));
        context.insert_value("figures", Value::from(figures));
        for (name, rest, taxonomy, about) in [
            ("companies", "more_companies", Taxonomy::Companies, true),
            (
                "technologies",
                "more_technologies",
                Taxonomy::Technologies,
                true,
            ),
        ] {
            let tags = tags(site, brief, taxonomy, about);
            context.insert_value(rest, more(tags.len(), TERMS));
            context.insert_value(name, tag_values(site, &tags));
        }
        let mut unnamed = 0;
        for (name, taxonomy) in [
            ("mentioned_companies", Taxonomy::Companies),
            ("mentioned_technologies", Taxonomy::Technologies),
        ] {
            let tags = tags(site, brief, taxonomy, false);
            unnamed += tags.len().saturating_sub(TERMS);
            context.insert_value(name, tag_values(site, &tags));
        }
        context.insert_value("more_mentioned", more(unnamed, 0));
        context.insert_value("cuts", cuts(brief));
        context.insert_value("more_cuts", more(brief.cuts.len(), CUTS));
        let others = brief
            .story
            .and_then(|s| digest.stories.get(s.0 as usize))
            .map(|s| s.briefs.as_slice())
            .unwrap_or_default();
        context.insert_value("more_reported", more(others.len(), REPORTS + 1));
        let others = others
            .iter()
            .filter(|o| **o != id)
            .filter_map(|o| site.brief(*o));
        let others = others.take(REPORTS).map(|b| site.shared.item(digest, b));
        let others: Vec<_> = others.collect();
        context.insert_value("also_reported", Value::from(others));
        let related = brief.related.iter().filter_map(|r| site.brief(*r));
        let related: Vec<_> = related.map(brief_link).collect();
        context.insert_value("related", Value::from(related));
        let neighbour = |place: Option<u32>| {
            let brief = place.and_then(|i| site.brief(BriefId(i)));
            brief.map_or_else(Value::none, brief_link)
        };
        context.insert_value("newer", neighbour(id.0.checked_sub(1)));
        context.insert_value("older", neighbour(id.0.checked_add(1)));
        context.insert("extra", &brief.extra);
    })
}

/// The summary, else the first key point, else the title.
fn description(brief: &DigestBrief) -> String {
    let key_point = brief.key_points.first().map(|k| k.text.as_str());
    let text = brief.summary.as_deref().or(key_point);
    text.unwrap_or(&brief.title).to_owned()
}

/// The key points, each with its sentence.
pub(super) fn key_points(brief: &DigestBrief) -> Value {
    let points = brief.key_points.iter().map(|k| {
        object([
            ("text", Value::from(k.text.as_str())),
            ("anchor", Value::from(k.anchor.to_string())),
            ("rule", Value::from(k.rule)),
        ])
    });
    Value::from(points.collect::<Vec<_>>())
}

/// The tags of one taxonomy.
fn tags<'a>(
    site: &Site,
    brief: &'a DigestBrief,
    taxonomy: Taxonomy,
    about: bool,
) -> Vec<&'a DigestTag> {
    let of = |tag: &DigestTag| site.term(tag.term).map(|t| t.taxonomy);
    let tags = brief.tags.iter();
    tags.filter(|t| t.about == about && of(t) == Some(taxonomy))
        .collect()
}

/// The first of some tags, each with the sentence that names it.
fn tag_values(site: &Site, tags: &[&DigestTag]) -> Value {
    let values = tags.iter().take(TERMS).map(|t| {
        object([
            ("term", site.shared.term(t.term)),
            ("anchor", text(t.anchor.map(|a| a.to_string()).as_deref())),
        ])
    });
    Value::from(values.collect::<Vec<_>>())
}

fn cuts(brief: &DigestBrief) -> Value {
    let start = Span { start: 0, end: 0 };
    let cuts = brief.cuts.iter().take(CUTS).map(|c| {
        let text = excerpt(&c.text, start, CUT_LENGTH);
        object([
            ("rule", Value::from(c.rule.as_str())),
            ("text", Value::from(text)),
        ])
    });
    Value::from(cuts.collect::<Vec<_>>())
}

/// The brief for search engines: an article based on its original.
fn structured(site: &Site, brief: &DigestBrief) -> serde_json::Value {
    let publisher = site
        .settings
        .publisher
        .as_ref()
        .unwrap_or(&site.settings.title);
    let mut data = json!({
        "@type": "Article",
        "headline": brief.title,
        "publisher": { "@type": "Organization", "name": publisher },
    });
    let language = brief.language.as_ref().unwrap_or(&site.settings.language);
    if let Some(language) = language_tag(language) {
        data["inLanguage"] = json!(language);
    }
    let originals: Vec<_> = brief
        .sources
        .iter()
        .take(SOURCES)
        .filter_map(|s| {
            let url = s.url.as_ref()?;
            let mut work = json!({ "@type": "NewsArticle", "url": url });
            if let Some(name) = &s.name {
                work["publisher"] = json!({ "@type": "Organization", "name": name });
            }
            Some(work)
        })
        .collect();
    if let Some(date) = brief.date {
        data["datePublished"] = json!(date.to_string());
    }
    if let Some(summary) = &brief.summary {
        data["description"] = json!(summary);
    }
    if !originals.is_empty() {
        data["isBasedOn"] = json!(originals);
    }
    let about: Vec<_> = brief
        .tags
        .iter()
        .filter(|t| t.about)
        .take(TERMS)
        .filter_map(|t| site.term(t.term))
        .map(|t| match t.taxonomy {
            Taxonomy::Companies => json!({ "@type": "Organization", "name": t.name }),
            Taxonomy::Technologies => json!({ "@type": "Thing", "name": t.name }),
        })
        .collect();
    if !about.is_empty() {
        data["about"] = json!(about);
    }
    data
}
