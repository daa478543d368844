//! How much a brief matters among others of its days: what leads the front page, and what an edition tells at length when
//! its editor chose nothing.
//!
//! Only what the digest knows counts, each in words: how many independent sources tell of it, whether it is an event of a
//! kind that is known, whether it states an amount and what that is an amount of, and how much the desk reports of its firms.

use crate::digest::{BriefId, Digest, DigestBrief, Taxonomy, TermId};

/// More independent sources than these say no more.
const SOURCES: u32 = 5;
/// Briefs about a firm from which the desk follows it.
const FOLLOWED: usize = 3;
/// Words of a text that tells more than a notice.
const ARTICLE: u32 = 120;

/// A reason why a brief matters, and how much it counts.
type Reason = (u32, String);

/// How much a brief matters.
pub fn rank(digest: &Digest, id: BriefId) -> u32 {
    reasons(digest, id).iter().map(|(points, _)| points).sum()
}

/// Why a brief matters as much as it does, in words for its editor.
pub fn why(digest: &Digest, id: BriefId) -> String {
    let words: Vec<String> = reasons(digest, id).into_iter().map(|(_, r)| r).collect();
    words.join(", ")
}

fn reasons(digest: &Digest, id: BriefId) -> Vec<Reason> {
    let brief = digest.brief(id);
    let mut reasons = Vec::new();
    let origins = brief.story.map_or(1, |s| digest.story(s).origins);
    if origins > 1 {
        let points = 4 * (origins.min(SOURCES) - 1);
        reasons.push((points, format!("{origins} independent sources")));
    }
    if let Some(event) = &brief.event {
        reasons.push((3, format!("kind of event: {}", event.kind)));
    }
    let mut salient = brief.salient.iter().map(|place| digest.figure(id, *place));
    if let Some(figure) = salient.find(|f| f.what.is_some()) {
        let points = if figure.kind == "money" { 3 } else { 2 };
        reasons.push((points, format!("states {}", figure.text)));
    }
    if let Some(firm) = followed(digest, brief) {
        reasons.push((2, format!("about {firm}, which is followed")));
    }
    if brief.summary.is_some() || !brief.key_points.is_empty() {
        reasons.push((2, "has a summary or a key point".to_owned()));
    }
    if brief.words >= ARTICLE {
        reasons.push((1, format!("{} words", brief.words)));
    }
    reasons
}

/// A firm that the brief is about and that the desk follows.
fn followed<'d>(digest: &'d Digest, brief: &DigestBrief) -> Option<&'d str> {
    let about = brief.tags.iter().filter(|t| t.about);
    let mut terms = about.map(|t| digest.term(t.term));
    let followed = terms.find(|t| t.taxonomy == Taxonomy::Companies && t.about.len() >= FOLLOWED);
    followed.map(|t| t.name.as_str())
}

/// Whether two briefs are likely to tell of one event: they tell one story, or are of one day and about one company.
pub fn same_event(digest: &Digest, a: BriefId, b: BriefId) -> bool {
    let (a, b) = (digest.brief(a), digest.brief(b));
    if a.story.is_some() && a.story == b.story {
        return true;
    }
    let is_firm = |id: TermId| digest.term(id).taxonomy == Taxonomy::Companies;
    let about =
        |brief: &DigestBrief, id: TermId| brief.tags.iter().any(|t| t.about && t.term == id);
    let mut firms = a.tags.iter().filter(|t| t.about && is_firm(t.term));
    a.date.is_some() && a.date == b.date && firms.any(|t| about(b, t.term))
}

/// The most important of some briefs, at most so many, no two of them of one event; of equal ones the first.
pub fn foremost(digest: &Digest, briefs: &[BriefId], most: usize) -> Vec<BriefId> {
    let mut ranked: Vec<(u32, BriefId)> =
        briefs.iter().map(|id| (rank(digest, *id), *id)).collect();
    ranked.sort_by_key(|(rank, id)| (std::cmp::Reverse(*rank), *id));
    let mut chosen: Vec<BriefId> = Vec::with_capacity(most);
    for (_, id) in ranked {
        if chosen.len() == most {
            break;
        }
        if !chosen.iter().any(|other| same_event(digest, *other, id)) {
            chosen.push(id);
        }
    }
    chosen
}
