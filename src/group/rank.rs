//! How much a brief matters among others of its days: what leads the front page, and what an edition tells at length when
//! its editor chose nothing.
//!
//! Only what the digest knows counts, each in words: how many independent sources tell of it, whether it is an event of a
//! kind that is known, whether it states an amount and what that is an amount of, and how much the desk reports of its firms.

use std::fmt;

use crate::digest::{BriefId, Digest, DigestBrief, DigestFigure, Taxonomy, TermId};

/// More independent sources than these say no more.
const SOURCES: u32 = 5;
/// Briefs about a firm from which the desk follows it.
const FOLLOWED: usize = 3;
/// Words of a text that tells more than a notice.
const ARTICLE: u32 = 120;

/// A reason why a brief matters.
enum Reason<'d> {
    Sources(u32),
    Event(&'d str),
    Amount(&'d DigestFigure),
    Followed(&'d str),
    Summary,
    Words(u32),
}

impl Reason<'_> {
    /// How much it counts.
    fn points(&self) -> u32 {
        match self {
            Self::Sources(origins) => 4 * (origins.min(&SOURCES) - 1),
            Self::Amount(figure) if figure.kind != "money" => 2,
            Self::Event(_) | Self::Amount(_) => 3,
            Self::Followed(_) | Self::Summary => 2,
            Self::Words(_) => 1,
        }
    }
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sources(origins) => write!(f, "{origins} independent sources"),
            Self::Event(kind) => write!(f, "kind of event: {kind}"),
            Self::Amount(figure) => write!(f, "states {}", figure.text),
            Self::Followed(firm) => write!(f, "about {firm}, which is followed"),
            Self::Summary => f.write_str("has a summary or a key point"),
            Self::Words(words) => write!(f, "{words} words"),
        }
    }
}

/// How much a brief matters.
pub fn rank(digest: &Digest, id: BriefId) -> u32 {
    reasons(digest, id).map(|reason| reason.points()).sum()
}

/// Why a brief matters as much as it does, in words for its editor.
pub fn why(digest: &Digest, id: BriefId) -> String {
    let words: Vec<String> = reasons(digest, id).map(|r| r.to_string()).collect();
    words.join(", ")
}

fn reasons(digest: &Digest, id: BriefId) -> impl Iterator<Item = Reason<'_>> {
    let brief = digest.brief(id);
    let origins = brief.story.map_or(1, |s| digest.story(s).origins);
    let told = brief.first_words().is_some();
    let reasons = [
        (origins > 1).then_some(Reason::Sources(origins)),
        brief.event.as_ref().map(|e| Reason::Event(e.kind)),
        brief.telling_figure().map(Reason::Amount),
        followed(digest, brief).map(Reason::Followed),
        told.then_some(Reason::Summary),
        (brief.words >= ARTICLE).then_some(Reason::Words(brief.words)),
    ];
    reasons.into_iter().flatten()
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
