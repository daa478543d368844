//! What is worked out from one brief's text, in one reading: key points, figures, where its terms stand.

use std::collections::BTreeMap;

use super::near_copies::{Signature, add_words};
use super::surface::{Surfaces, fold};
use super::who::{self, Place};
use crate::brief::figures::{Figure, FigureKind, figures};
use crate::brief::key_points::key_points;
use crate::brief::text::{SentenceId, Text};
use crate::catalogue::words::words;
use crate::digest::{Anchor, AnchorId, DigestFigure, DigestKeyPoint, TermId};

/// A term of the brief, with its names.
pub(super) struct Named<'a> {
    pub(super) term: TermId,
    pub(super) surfaces: &'a Surfaces,
    pub(super) company: bool,
}

/// What one text gives.
pub(super) struct Derivation {
    pub(super) key_points: Vec<DigestKeyPoint>,
    pub(super) figures: Vec<DigestFigure>,
    /// The terms that the sentence of each figure names, companies and technologies.
    pub(super) figure_terms: Vec<Vec<TermId>>,
    /// Per term, in the order given.
    pub(super) tag_anchors: Vec<Option<AnchorId>>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) signature: Option<Signature>,
    pub(super) words: u32,
}

/// Reads one body.
pub(super) fn derive(body_markdown: &str, terms: &[Named<'_>]) -> Derivation {
    let text = Text::from_markdown(body_markdown);
    let found = figures(&text);
    let mut anchors = BTreeMap::new();
    let key_points = key_points(&text, &found)
        .into_iter()
        .map(|k| DigestKeyPoint {
            text: text.sentence(k.sentence).to_owned(),
            anchor: anchor(&text, k.sentence, &mut anchors),
            rule: k.rule,
        })
        .collect();
    let folded: Vec<String> = text.blocks.iter().map(|b| fold(&b.text)).collect();
    let tag_anchors = terms
        .iter()
        .map(|t| {
            let id = first_sentence(&text, &folded, t.surfaces)?;
            Some(anchor(&text, id, &mut anchors))
        })
        .collect();
    let mut figure_terms = Vec::with_capacity(found.len());
    let mut digest_figures = Vec::with_capacity(found.len());
    for figure in found {
        let sentence = text.sentence(figure.sentence);
        let folded = fold(sentence);
        let split = words(sentence);
        let places = who::places(&split, terms.iter().map(|t| t.surfaces));
        // A name that stands only inside a longer one is not named.
        let named = terms.iter().enumerate().filter(|(i, t)| {
            t.surfaces.stand_in(&folded)
                && (places.iter().any(|p| p.term == *i) || t.surfaces.places_in(&split).is_empty())
        });
        figure_terms.push(named.map(|(_, t)| t.term).collect());
        let firms: Vec<Place> = places
            .into_iter()
            .filter(|p| terms.get(p.term).is_some_and(|t| t.company))
            .collect();
        let who = who::owners(sentence, &firms, &figure.text)
            .into_iter()
            .filter_map(|i| terms.get(i).map(|t| t.term))
            .collect();
        digest_figures.push(digest_figure(&text, figure, who, &mut anchors));
    }
    let mut words = Vec::with_capacity(body_markdown.len() / 6);
    for block in &folded {
        add_words(block, &mut words);
    }
    Derivation {
        key_points,
        figures: digest_figures,
        figure_terms,
        tag_anchors,
        anchors: anchors
            .into_iter()
            .map(|(id, (start, end))| Anchor { id, start, end })
            .collect(),
        signature: Signature::of(&words),
        words: u32::try_from(words.len()).unwrap_or(u32::MAX),
    }
}

fn digest_figure(
    text: &Text,
    figure: Figure,
    who: Vec<TermId>,
    anchors: &mut BTreeMap<AnchorId, (usize, usize)>,
) -> DigestFigure {
    let converted = figure.converted.as_ref();
    DigestFigure {
        kind: match figure.kind {
            FigureKind::Money => "money",
            FigureKind::Capacity => "capacity",
            FigureKind::Share => "share",
            FigureKind::Multiple => "multiple",
            FigureKind::Count => "count",
        },
        value: figure.value.map(|v| v.normalize().to_string()),
        converted_value: converted.map(|c| c.value.normalize().to_string()),
        converted_unit: converted.map(|c| c.unit.clone()),
        converted_rule: converted.map(|c| c.rule),
        who,
        sentence: text.sentence(figure.sentence).to_owned(),
        anchor: anchor(text, figure.sentence, anchors),
        text: figure.text,
        unit: figure.unit,
        what: figure.what,
        when: figure.when,
        rule: figure.rule,
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

/// The first sentence that names the term; blocks that do not are passed over without reading their sentences.
fn first_sentence(text: &Text, folded: &[String], surfaces: &Surfaces) -> Option<SentenceId> {
    for (block, folded) in folded.iter().enumerate() {
        if !surfaces.stand_in(folded) {
            continue;
        }
        let sentences = &text.blocks.get(block)?.sentences;
        for sentence in 0..sentences.len() {
            let id = SentenceId { block, sentence };
            if surfaces.stand_in(&fold(text.sentence(id))) {
                return Some(id);
            }
        }
    }
    None
}
