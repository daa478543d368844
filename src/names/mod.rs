//! Companies and technologies in a text, by the catalogue and beyond it by discovery.
//!
//! A text is read as sentences of words ([`document`]). Names of the catalogue are matched in one pass; capitalised
//! runs that no catalogue knows ([`runs`]) are rejected as people, bodies or places ([`reject`]) or weighed as firms by
//! the words around them ([`evidence`]); technical heads with their modifiers are discovered alike ([`technologies`]).
//! Names that the text says are one firm's are joined under the present one ([`renamed`]).
//! What is sure enough tags, the rest waits as a suggestion. The word lists are data ([`lists`]).

use crate::rule::Rule;
use std::collections::BTreeMap;

use self::lists::{FIRM_NOUNS, NATIONALITIES, PLACES};
use crate::catalogue::{Catalogue, TermKind};
use crate::text::prose::{SentenceId, Text};

mod about;
mod acronyms;
mod companies;
mod discovery;
mod document;
mod doubtful;
mod evidence;
mod glued;
mod lists;
pub mod one_firm;
mod reading;
mod reject;
mod renamed;
pub(crate) mod rules;
mod runs;
mod senses;
mod setting;
pub mod standing;
mod technologies;
#[cfg(test)]
mod technology_tests;
#[cfg(test)]
mod tests;

/// Whether the word is a noun that only firms answer to ("maker").
pub(crate) fn is_firm_noun(plain: &str) -> bool {
    FIRM_NOUNS.has(plain)
}

/// Whether the word names a place or a nationality.
pub(crate) fn is_place_word(plain: &str) -> bool {
    PLACES.has(plain) || NATIONALITIES.has(plain)
}

/// The confidence from which a term is tagged.
pub const TAG: f32 = 0.5;

/// The confidence from which a term is suggested.
pub const SUGGEST: f32 = 0.28;

/// The confidence of a broad term that a text names in passing.
const PASSING: f32 = 0.4;

/// The confidence of a name of other things too, where what tells its sense stands elsewhere in the text.
const PERHAPS: f32 = 0.45;

/// Mentions of a broad term in one text that are no longer in passing.
const MOST_IN_PASSING: usize = 5;

/// Terms of one kind that a text is given, and suggestions of one kind. A long report names a hundred firms, a list of
/// the largest some hundreds; each name of a text beyond all that would be a page of the site.
pub const MOST_TERMS: usize = 1_000;

/// Bytes of a text that are searched for names, which takes many times its size in memory. A long novel has as many.
pub const MOST_BYTES: usize = 4_000_000;

/// One place where a term is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The words as they stand in the text.
    pub surface: String,
    /// The sentence; none for a mention in the headline.
    pub sentence: Option<SentenceId>,
    /// The rule that found it.
    pub rule: &'static Rule,
    /// From 0 to 1.
    pub confidence: f32,
}

/// One term that a text names.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Which taxonomy.
    pub kind: TermKind,
    /// The canonical name.
    pub name: String,
    /// Whether the text is about it, or merely mentions it.
    pub about: bool,
    /// Where it is named, in reading order; never empty.
    pub mentions: Vec<Mention>,
}

/// What was found in one text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tags {
    /// Sure enough to tag, in order of weight: what the text is about first, then by first mention.
    pub tags: Vec<Tag>,
    /// Below the threshold: waits for review.
    pub suggestions: Vec<Tag>,
}

/// One mention while the text is being read: words `start..end` of the sentence at index `at`.
#[derive(Debug, Clone)]
struct Sighting {
    kind: TermKind,
    name: String,
    at: usize,
    start: usize,
    end: usize,
    rule: &'static Rule,
    confidence: f32,
}

impl Sighting {
    fn new(
        kind: TermKind,
        name: &str,
        at: usize,
        start: usize,
        end: usize,
        rule: &'static Rule,
        confidence: f32,
    ) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            at,
            start,
            end,
            rule,
            confidence,
        }
    }
}

/// What was found in the sentence at index `at`; `found` is in reading order.
fn of_sentence(found: &[Sighting], at: usize) -> &[Sighting] {
    let start = found.partition_point(|f| f.at < at);
    let end = found.partition_point(|f| f.at <= at);
    found.get(start..end).unwrap_or_default()
}

/// Finds the terms of a text. `title` is the article's own headline, empty where it has none.
pub fn find_tags(title: &str, text: &Text, catalogue: &Catalogue) -> Tags {
    let mut sentences = document::read(title, text, catalogue);
    acronyms::settle(&mut sentences, catalogue);
    let foreign = !text.language().may_be_english();
    let companies = companies::find(&sentences, catalogue, foreign);
    let technologies = technologies::find(&sentences, catalogue, &companies);
    let grouped = about::grouped(&companies, &sentences);

    let mut by_name: BTreeMap<(TermKind, String), Vec<&Sighting>> = BTreeMap::new();
    for found in companies
        .iter()
        .chain(&technologies)
        .filter(|f| f.confidence >= SUGGEST && !catalogue.is_ignored(&f.name))
    {
        by_name
            .entry((found.kind, crate::catalogue::key(found.kind, &found.name)))
            .or_default()
            .push(found);
    }
    let mut weighed: Vec<(bool, f32, usize, usize, Tag)> = Vec::new();
    for ((kind, _), mentions) in by_name {
        let Some(first) = mentions.first() else {
            continue;
        };
        let best = mentions.iter().map(|m| m.confidence).fold(0.0, f32::max);
        let weight = about::weight(&mentions, &sentences, &grouped);
        let sure = best >= TAG || bears_out(&mentions, weight);
        let tag = Tag {
            kind,
            name: first.name.clone(),
            about: sure && about::is_about(weight),
            mentions: mentions
                .iter()
                .filter_map(|m| mention(m, &sentences))
                .collect(),
        };
        weighed.push((sure, weight, first.at, first.start, tag));
    }
    weighed.sort_by(|a, b| {
        b.4.about
            .cmp(&a.4.about)
            .then_with(|| {
                if a.4.about {
                    b.1.total_cmp(&a.1)
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .then((a.2, a.3).cmp(&(b.2, b.3)))
            .then_with(|| a.4.name.cmp(&b.4.name))
    });
    let mut tags = Tags::default();
    let mut counts: BTreeMap<(bool, TermKind), usize> = BTreeMap::new();
    for (sure, _, _, _, tag) in weighed {
        let count = counts.entry((sure, tag.kind)).or_default();
        *count += 1;
        if *count > MOST_TERMS {
            continue;
        }
        if sure {
            tags.tags.push(tag);
        } else {
            tags.suggestions.push(tag);
        }
    }
    tags
}

/// Whether mentions of a technology that are too weak each make a tag together: the text is about it, or names it often.
fn bears_out(mentions: &[&Sighting], weight: f32) -> bool {
    let of_catalogue = |from: f32| {
        let known = |m: &&&Sighting| m.kind == TermKind::Technology && m.confidence >= from;
        mentions.iter().filter(known).count()
    };
    let passing = of_catalogue(PASSING);
    let subject = passing > 1 && about::is_about(weight);
    subject || passing > MOST_IN_PASSING || of_catalogue(PERHAPS) > 1
}

fn mention(found: &Sighting, sentences: &[document::Sentence<'_>]) -> Option<Mention> {
    let sentence = sentences.get(found.at)?;
    Some(Mention {
        surface: sentence.surface(found.start, found.end).to_owned(),
        sentence: sentence.id,
        rule: found.rule,
        confidence: found.confidence,
    })
}
