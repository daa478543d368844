//! What tells apart pages that would have one title or one description, as copies of an article have.

use crate::digest::{BriefId, Digest, DigestBrief, TermId};
use crate::hash::{Map, Set};

use super::format::date_text;

/// What tells apart what would be called or described alike.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// Of briefs whose headline is not theirs alone: their publisher and day.
    briefs: Map<BriefId, Box<str>>,
    /// Terms that a term of the other kind has the name of.
    terms: Set<TermId>,
    /// Briefs whose first sentence for search engines another has too.
    descriptions: Set<BriefId>,
}

impl Titles {
    /// Looks at all titles of a digest.
    pub(super) fn of(digest: &Digest) -> Self {
        let mut titles = Self::default();
        let mut names: Map<&str, u32> = Map::default();
        for term in &digest.terms {
            *names.entry(&term.name).or_default() += 1;
        }
        let terms = (0..).map(TermId).zip(&digest.terms);
        let repeated = terms.filter(|(_, t)| names.get(t.name.as_str()).is_some_and(|n| *n > 1));
        titles.terms = repeated.map(|(id, _)| id).collect();
        for page in &digest.pages {
            *names.entry(&page.title).or_default() += 1;
        }
        let mut sentences: Map<&str, u32> = Map::default();
        for brief in &digest.briefs {
            *names.entry(&brief.title).or_default() += 1;
            *sentences.entry(sentence(brief)).or_default() += 1;
        }
        let mut told: Set<(&str, String)> = Set::default();
        for (id, brief) in (0..).map(BriefId).zip(&digest.briefs) {
            if sentences.get(sentence(brief)).is_some_and(|n| *n > 1) {
                titles.descriptions.insert(id);
            }
            if names.get(brief.title.as_str()).is_some_and(|n| *n > 1) {
                let mut more = publisher_and_day(brief);
                if more.is_empty() || !told.insert((&brief.title, more.clone())) {
                    // One publisher, one day, one headline: the last part of the address is the brief's alone.
                    if !more.is_empty() {
                        more.push_str(", ");
                    }
                    more.push_str(brief.slug.as_str());
                }
                titles.briefs.insert(id, more.into_boxed_str());
            }
        }
        titles
    }

    /// What tells a brief from others of its headline; none where it alone has it.
    pub(super) fn more_of(&self, brief: BriefId) -> Option<&str> {
        self.briefs.get(&brief).map(AsRef::as_ref)
    }

    /// Whether a term of the other kind has its name.
    pub(super) fn is_repeated(&self, term: TermId) -> bool {
        self.terms.contains(&term)
    }

    /// Whether another brief says the same first.
    pub(super) fn says_the_same(&self, brief: BriefId) -> bool {
        self.descriptions.contains(&brief)
    }
}

/// The summary, else the first key point, else the title.
pub(super) fn sentence(brief: &DigestBrief) -> &str {
    brief.first_words().unwrap_or(&brief.title)
}

/// Its publisher and its day, as far as they are known.
pub(super) fn publisher_and_day(brief: &DigestBrief) -> String {
    let publisher = brief.publisher().map(str::to_owned);
    let day = brief.date.map(date_text);
    let known: Vec<String> = publisher.into_iter().chain(day).collect();
    known.join(", ")
}
