//! `/`: what a reader should know first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use tera::Value;

use super::brief::key_points;
use crate::digest::{BriefId, DigestBrief, DigestTerm, Taxonomy, TermId};
use crate::finding::Finding;
use crate::site::Site;
use crate::site::charts::sparkline;
use crate::site::layout::Head;
use crate::site::values::object;

/// The newest briefs that the lead is chosen from.
const CANDIDATES: usize = 10;
/// Stories below the lead.
const TOP: usize = 4;
/// Figures of the newest briefs.
const FIGURES: usize = 8;
/// Terms of each taxonomy.
const TERMS: usize = 12;

pub(in crate::site) fn home(site: &Site) -> Result<String, Box<Finding>> {
    let digest = &site.digest;
    let newest: Vec<BriefId> = one_per_story(site)
        .take(CANDIDATES + site.settings.paginate)
        .collect();
    let lead = newest
        .iter()
        .take(CANDIDATES)
        .zip(0_usize..)
        .filter_map(|(id, place)| Some((weight(site, site.brief(*id)?), Reverse(place), *id)))
        .max()
        .map(|(_, _, id)| id);
    let top = top_stories(site, &newest, lead);
    let latest: Vec<BriefId> = newest
        .iter()
        .copied()
        .filter(|id| Some(*id) != lead && !top.contains(id))
        .take(site.settings.paginate)
        .collect();
    let figures: Vec<Value> = digest
        .briefs
        .iter()
        .zip(0..)
        .filter_map(|(brief, i)| brief.figures.first().map(|f| (BriefId(i), f)))
        .take(FIGURES)
        .map(|(id, figure)| site.shared.figure(digest, id, figure))
        .collect();
    let item = |id: &BriefId| site.brief(*id).map(|b| featured(site, b));
    let head = Head {
        kind: "home",
        title: "",
        description: site.settings.description.clone(),
        address: "",
        feed: Some("feed.xml".to_owned()),
        json_ld: Some(serde_json::json!({
            "@type": "WebSite",
            "name": site.settings.title,
            "description": site.settings.description,
        })),
        ..Head::default()
    };
    site.page("home.html", head, None, |context, root| {
        let lead = lead.as_ref().and_then(item).unwrap_or_else(Value::none);
        context.insert_value("lead", lead);
        context.insert_value(
            "top",
            Value::from(top.iter().filter_map(item).collect::<Vec<_>>()),
        );
        context.insert_value("cards", site.cards(&latest, root));
        context.insert_value("figures", Value::from(figures));
        context.insert_value("companies", most_active(site, Taxonomy::Companies));
        context.insert_value("technologies", most_active(site, Taxonomy::Technologies));
    })
}

/// Briefs, newest first; of near copies only the newest.
fn one_per_story(site: &Site) -> impl Iterator<Item = BriefId> + '_ {
    site.digest.briefs.iter().zip(0..).filter_map(|(brief, i)| {
        let id = BriefId(i);
        let story = brief
            .story
            .and_then(|s| site.digest.stories.get(s.0 as usize));
        story
            .is_none_or(|s| s.briefs.first() == Some(&id))
            .then_some(id)
    })
}

/// The stories below the lead, newest first: of one day's briefs about one company, only the first.
fn top_stories(site: &Site, newest: &[BriefId], lead: Option<BriefId>) -> Vec<BriefId> {
    let mut chosen: Vec<&DigestBrief> = lead.and_then(|id| site.brief(id)).into_iter().collect();
    let mut top = Vec::with_capacity(TOP);
    for id in newest.iter().filter(|id| Some(**id) != lead) {
        if top.len() == TOP {
            break;
        }
        if let Some(brief) = site.brief(*id)
            && !chosen.iter().any(|c| same_event(site, c, brief))
        {
            chosen.push(brief);
            top.push(*id);
        }
    }
    top
}

/// Whether two briefs are likely to tell of one event: they are of one day and about one company.
fn same_event(site: &Site, a: &DigestBrief, b: &DigestBrief) -> bool {
    let is_company = |id: TermId| {
        site.term(id)
            .is_some_and(|t| t.taxonomy == Taxonomy::Companies)
    };
    let companies = |brief: &DigestBrief| -> BTreeSet<TermId> {
        let about = brief.tags.iter().filter(|t| t.about).map(|t| t.term);
        about.filter(|id| is_company(*id)).collect()
    };
    a.date.is_some() && a.date == b.date && !companies(a).is_disjoint(&companies(b))
}

/// How much there is to say of a brief.
fn weight(site: &Site, brief: &DigestBrief) -> usize {
    let story = brief
        .story
        .and_then(|s| site.digest.stories.get(s.0 as usize));
    let told = usize::from(brief.summary.is_some() || !brief.key_points.is_empty());
    let dated = usize::from(brief.date.is_some());
    story.map_or(0, |s| s.briefs.len() * 3) + told * 2 + brief.figures.len().min(3) + dated
}

/// A brief with its key points and first figures.
fn featured(site: &Site, brief: &DigestBrief) -> Value {
    object([
        ("brief", site.shared.item(&site.digest, brief)),
        ("key_points", key_points(brief)),
    ])
}

/// The terms that most briefs are about.
fn most_active(site: &Site, taxonomy: Taxonomy) -> Value {
    let mut terms: Vec<(TermId, &DigestTerm)> = (0..)
        .map(TermId)
        .zip(&site.digest.terms)
        .filter(|(_, t)| t.taxonomy == taxonomy && !t.about.is_empty())
        .collect();
    terms.sort_by_key(|(id, t)| (Reverse(t.about.len()), *id));
    terms.truncate(TERMS);
    let values = terms.into_iter().map(|(id, term)| {
        object([
            ("term", site.shared.term(id)),
            ("spark", Value::safe_string(&sparkline(&term.activity))),
        ])
    });
    Value::from(values.collect::<Vec<_>>())
}
