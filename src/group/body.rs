//! What is worked out from one brief's text, in one reading: key points, figures, where its terms stand.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::near_copies::{Signature, add_words};
use super::stories::Sketch;
use super::surface::{Index, Surfaces, fold};
use crate::brief::Brief;
use crate::digest::{Anchor, AnchorId, DigestFigure, DigestKeyPoint, TermId};
use crate::figures::{Direction, Figure, Qualifier, figures, salience};
use crate::group::figure_owners as who;
use crate::group::figure_owners::NamePlace;
use crate::key_points::key_points;
use crate::text::prose::{SentenceId, Text};
use crate::text::spans::{Span, beginning, excerpt};
use crate::text::words::words;

/// Amounts of one brief that are kept. An article states a handful, an annual report some hundreds.
const MOST_FIGURES: usize = 1_000;

/// Characters of a sentence that stand beside an amount. Nearly every sentence is shorter and stands there whole.
const MOST_OF_SENTENCE: usize = 400;

/// Characters of a key point, which has at most sixty words.
const MOST_OF_POINT: usize = 600;

/// A term of the brief, with its names.
pub(super) struct Named<'a> {
    pub(super) term: TermId,
    pub(super) surfaces: &'a Surfaces,
    pub(super) company: bool,
    /// Whether the brief is about it.
    pub(super) about: bool,
}

/// What one text gives.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct BodyFacts {
    pub(super) key_points: Vec<DigestKeyPoint>,
    /// The first of its amounts, at most [`MOST_FIGURES`].
    pub(super) figures: Vec<DigestFigure>,
    /// Places of the few of them that matter, the most telling first.
    pub(super) salient: Vec<u32>,
    /// How many amounts it states in all.
    pub(super) amounts: u32,
    /// The terms that the sentence of each figure names, companies and technologies.
    pub(super) figure_terms: Vec<Vec<TermId>>,
    /// Per term, in the order given: the first sentence that names it, and its name there.
    pub(super) tag_anchors: Vec<Option<(AnchorId, Option<Span>)>>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) words: u32,
}

/// Reads one brief's body; also as stories see it. Of `text` only what is its `own` gives anything: what stands under
/// unrelated headlines too is nobody's.
pub(super) fn read(
    brief: &Brief,
    text: &Text,
    own: &Text,
    terms: &[Named<'_>],
) -> (BodyFacts, Sketch) {
    let title = brief.title.as_str();
    let summary = brief.summary.as_deref().unwrap_or_default();
    let mut found = figures(own);
    let mut anchors = BTreeMap::new();
    let key_points = key_points(own, &found, &[title, summary], brief.date)
        .into_iter()
        .map(|k| DigestKeyPoint {
            text: beginning(text.sentence(k.sentence), MOST_OF_POINT),
            anchor: anchor(text, k.sentence, &mut anchors),
            rule: k.rule.id,
        })
        .collect();
    let index = Index::new(terms.iter().map(|t| t.surfaces));
    let folded: Vec<String> = text.blocks.iter().map(|b| fold(&b.text)).collect();
    let tag_anchors = first_sentences(text, &folded, &index, terms.len())
        .into_iter()
        .map(|found| found.map(|(id, name)| (anchor(text, id, &mut anchors), name)))
        .collect();
    let amounts = u32::try_from(found.len()).unwrap_or(u32::MAX);
    found.truncate(MOST_FIGURES);
    let points = salience::weigh(&found, own, title);
    let salient = salience::salient(&points);
    let mut figure_terms = Vec::with_capacity(found.len());
    let mut digest_figures = Vec::with_capacity(found.len());
    let mut points = points.into_iter();
    let mut subjects = (0..).zip(terms).filter(|(_, t)| t.company && t.about);
    let main = subjects.next().map(|(i, _)| i);
    let main = main.filter(|_| subjects.next().is_none());
    for figures in found.chunk_by(|a, b| a.sentence == b.sentence) {
        let Some(sentence) = figures.first().map(|f| text.sentence(f.sentence)) else {
            continue;
        };
        let split = words(sentence);
        let all_places = index.places_in(&split);
        let places = who::places(&all_places);
        // A name that stands only inside a longer one is not named.
        let own: BTreeSet<usize> = places.iter().map(|p| p.term).collect();
        let any: BTreeSet<usize> = all_places.iter().map(|p| p.0).collect();
        let named: Vec<TermId> = index
            .standing_in(&fold(sentence))
            .into_iter()
            .filter(|i| own.contains(i) || !any.contains(i))
            .filter_map(|i| terms.get(i).map(|t| t.term))
            .collect();
        let firms: Vec<NamePlace> = places
            .into_iter()
            .filter(|p| terms.get(p.term).is_some_and(|t| t.company))
            .collect();
        let before = figures
            .first()
            .and_then(|f| opening_firm(text, f.sentence, &index, terms));
        let main = before.or(main);
        for figure in figures {
            let held = who::Held {
                split: &split,
                firms: &firms,
                place: figure.place,
                what: figure.what.as_deref(),
                doer: figure.doer,
                main,
            };
            let who = who::owners(held)
                .into_iter()
                .filter_map(|i| terms.get(i).map(|t| t.term))
                .collect();
            figure_terms.push(named.clone());
            let salience = points.next().unwrap_or_default();
            digest_figures.push(DigestFigure {
                salience,
                ..digest_figure(text, figure, who, &mut anchors)
            });
        }
    }
    let kept: Vec<String> = folded
        .into_iter()
        .zip(&own.blocks)
        .filter(|(_, kept)| !kept.text.is_empty())
        .map(|(block, _)| block)
        .collect();
    let words = comparable(&kept);
    let copy = Signature::of(&words);
    let sketch = Sketch::of(&brief.title, own, brief.date, copy);
    let facts = BodyFacts {
        key_points,
        figures: digest_figures,
        salient: salient
            .into_iter()
            .filter_map(|place| u32::try_from(place).ok())
            .collect(),
        amounts,
        figure_terms,
        tag_anchors,
        anchors: anchors
            .into_iter()
            .map(|(id, (start, end))| Anchor { id, start, end })
            .collect(),
        words: u32::try_from(words.len()).unwrap_or(u32::MAX),
    };
    (facts, sketch)
}

/// The company that the sentence before a sentence begins with, and no other stands in: "it" is that one's.
fn opening_firm(
    text: &Text,
    sentence: SentenceId,
    index: &Index,
    terms: &[Named<'_>],
) -> Option<usize> {
    let before = if let Some(earlier) = sentence.sentence.checked_sub(1) {
        SentenceId {
            sentence: earlier,
            ..sentence
        }
    } else {
        let block = sentence.block.checked_sub(1)?;
        let sentence = text.blocks.get(block)?.sentences.len().checked_sub(1)?;
        SentenceId { block, sentence }
    };
    let split = words(text.sentence(before));
    let is_firm = |term: usize| terms.get(term).is_some_and(|t| t.company);
    let named = who::places(&index.places_in(&split));
    let mut firms = named.iter().filter(|p| is_firm(p.term));
    let first = firms.next()?;
    (first.opens() && firms.all(|f| f.term == first.term)).then_some(first.term)
}

/// The words of folded blocks, as copies are compared by.
fn comparable(folded: &[String]) -> Vec<u64> {
    let mut words = Vec::new();
    for block in folded {
        add_words(block, &mut words);
    }
    words
}

/// By which copies of a text are known.
pub(super) fn signature(text: &Text) -> Option<Signature> {
    let folded: Vec<String> = text.blocks.iter().map(|b| fold(&b.text)).collect();
    Signature::of(&comparable(&folded))
}

fn digest_figure(
    text: &Text,
    figure: &Figure,
    who: Vec<TermId>,
    anchors: &mut BTreeMap<AnchorId, (usize, usize)>,
) -> DigestFigure {
    let converted = figure.converted.as_ref();
    DigestFigure {
        kind: figure.kind.name(),
        value: figure.value.map(|v| v.normalize().to_string()),
        converted_value: converted.map(|c| c.value.normalize().to_string()),
        converted_unit: converted.map(|c| c.unit.clone()),
        converted_rule: converted.map(|c| c.rule.id),
        who,
        sentence: excerpt(
            text.sentence(figure.sentence),
            figure.place,
            MOST_OF_SENTENCE,
        ),
        anchor: anchor(text, figure.sentence, anchors),
        text: figure.text.clone(),
        unit: figure.unit.clone(),
        qualifier: figure.qualifier.map(Qualifier::name),
        direction: figure.direction.map(Direction::name),
        range_from: figure.range.map(|r| r.from.to_string()),
        range_to: figure.range.map(|r| r.to.to_string()),
        upper_end: figure.upper_end,
        per: figure.per.clone(),
        what: figure.what.clone(),
        when: figure.when.clone(),
        rule: figure.rule.id,
        salience: 0,
    }
}

/// The number of a sentence, noted as needing an anchor.
fn anchor(
    text: &Text,
    id: SentenceId,
    anchors: &mut BTreeMap<AnchorId, (usize, usize)>,
) -> AnchorId {
    let number = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    let anchor = AnchorId {
        block: number(id.block),
        sentence: number(id.sentence),
    };
    if let Some(span) = text
        .blocks
        .get(id.block)
        .and_then(|b| b.sentences.get(id.sentence))
    {
        anchors.insert(anchor, (span.start, span.end));
    }
    anchor
}

/// The first sentence that names each term, and the name in it; blocks that name none that is still sought are passed over without reading
/// their sentences.
fn first_sentences(
    text: &Text,
    folded: &[String],
    index: &Index<'_>,
    terms: usize,
) -> Vec<Option<(SentenceId, Option<Span>)>> {
    let mut first: Vec<Option<(SentenceId, Option<Span>)>> = vec![None; terms];
    let mut sought = terms;
    for (block, folded) in folded.iter().enumerate() {
        if sought == 0 {
            break;
        }
        let open = |first: &[Option<_>], term: usize| first.get(term).is_some_and(Option::is_none);
        let here = index.standing_in(folded);
        let mut here = here.into_iter().filter(|t| open(&first, *t)).count();
        let sentences = text.blocks.get(block).map_or(0, |b| b.sentences.len());
        for sentence in 0..sentences {
            if here == 0 {
                break;
            }
            let id = SentenceId { block, sentence };
            let sentence = text.sentence(id);
            let mut names = None;
            for term in index.standing_in(&fold(sentence)) {
                if open(&first, term)
                    && let Some(place) = first.get_mut(term)
                {
                    let names = names.get_or_insert_with(|| index.spans_in(sentence));
                    let name = names.iter().find(|(t, _)| *t == term);
                    *place = Some((id, name.map(|(_, span)| *span)));
                    here = here.saturating_sub(1);
                    sought -= 1;
                }
            }
        }
    }
    first
}
