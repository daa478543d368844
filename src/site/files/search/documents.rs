//! What can be found: the briefs, newest first, then the companies and technologies, then the stories that have a page,
//! each by its place in that order.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::folding::{fold_into, words};
use super::postings::{Weight, Words};
use crate::digest::{Digest, DigestBrief, DigestTerm, Story, Taxonomy};
use crate::settings::Settings;
use crate::site::format::language_tag;
use crate::text::prose::push_plain;
use crate::text::spans::beginning;

/// Figures of a brief that its entry in a list of results may show.
const FIGURES: usize = 3;

/// Bytes of the sentence that an entry shows.
const SENTENCE: usize = 280;

/// Other names of a term that its entry shows.
const ALIASES: usize = 6;

/// A digest as it is searched.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct Searched<'a> {
    pub(super) digest: &'a Digest,
    /// The stories that have a page.
    pub(super) stories: &'a [Story],
}

impl<'a> Searched<'a> {
    pub(in crate::site) fn of(digest: &'a Digest, settings: &Settings) -> Self {
        let stories: &[Story] = if settings.pages.stories {
            &digest.stories
        } else {
            &[]
        };
        Self { digest, stories }
    }

    /// How many documents have words of their own. A story is found by those of its briefs.
    pub(super) fn worded(self) -> usize {
        self.digest.briefs.len() + self.digest.terms.len()
    }

    /// How many documents there are.
    pub(super) fn documents(self) -> usize {
        self.worded() + self.stories.len()
    }
}

/// Bytes of a document's text, to cut a digest into parts that take equally long.
pub(super) fn size(digest: &Digest, document: usize) -> usize {
    let brief = digest.briefs.get(document);
    brief.map_or(1, |b| b.body_markdown.len()) + 200
}

/// Reads the words of documents; what it reads into is used again.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) words: Words,
    /// Each two words that stand next to each other, of what a document says first.
    pub(super) pairs: Words,
    plain: String,
    folded: String,
    pair: String,
}

impl Reader {
    /// Reads one document.
    pub(super) fn read(&mut self, digest: &Digest, document: usize) {
        if let Some(brief) = digest.briefs.get(document) {
            self.brief(digest, brief);
        } else if let Some(term) = digest.terms.get(document - digest.briefs.len()) {
            self.term(term);
        }
        let document = u32::try_from(document).unwrap_or(u32::MAX);
        self.words.end(document);
        self.pairs.end(document);
    }

    fn brief(&mut self, digest: &Digest, brief: &DigestBrief) {
        self.phrase(&brief.title, Weight::Head);
        self.phrase(brief.summary.as_deref().unwrap_or_default(), Weight::Often);
        for point in &brief.key_points {
            self.pairs_of(&point.text, Weight::Text);
        }
        for tag in brief.tags.iter().filter(|t| t.about) {
            let term = digest.term(tag.term);
            self.phrase(&term.name, Weight::Named);
            // The words of a longer alias would bring in what only shares one of them.
            let short = term.aliases.iter().filter(|a| !a.contains(' '));
            short.for_each(|alias| self.text(alias, Weight::Named));
        }
        for source in &brief.sources {
            self.text(source.name.as_deref().unwrap_or_default(), Weight::Text);
        }
        self.markdown(&brief.body_markdown);
    }

    fn term(&mut self, term: &DigestTerm) {
        self.phrase(&term.name, Weight::Head);
        for alias in &term.aliases {
            self.phrase(alias, Weight::Head);
        }
        if let Some(page) = &term.page {
            self.markdown(&page.body_markdown);
        }
    }

    fn markdown(&mut self, body_markdown: &str) {
        let mut plain = std::mem::take(&mut self.plain);
        plain.clear();
        push_plain(body_markdown, &mut plain);
        self.text(&plain, Weight::Text);
        self.plain = plain;
    }

    fn text(&mut self, text: &str, weight: Weight) {
        self.folded.clear();
        fold_into(text, &mut self.folded);
        words(&self.folded, |word| self.words.add(word, weight));
    }

    /// A text whose phrases are found too.
    fn phrase(&mut self, text: &str, weight: Weight) {
        self.text(text, weight);
        self.pairs_of_folded(weight);
    }

    /// The phrases of a text whose words are found elsewhere.
    fn pairs_of(&mut self, text: &str, weight: Weight) {
        self.folded.clear();
        fold_into(text, &mut self.folded);
        self.pairs_of_folded(weight);
    }

    fn pairs_of_folded(&mut self, weight: Weight) {
        let pair = &mut self.pair;
        pair.clear();
        words(&self.folded, |word| {
            // What stands in it is the word before this one, if there is one.
            let start = pair.len();
            if start > 0 {
                pair.push(' ');
            }
            pair.push_str(word);
            if start > 0 {
                self.pairs.add(pair, weight);
                pair.drain(..=start);
            }
        });
    }
}

/// A document in a list of results.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Card<'a> {
    /// A brief: headline, last part of its address, day, publisher, a sentence, figures, kind of event, how many others
    /// report the same, language. What is not known is empty.
    Brief(
        &'a str,
        &'a str,
        String,
        &'a str,
        String,
        Vec<Amount<'a>>,
        &'a str,
        usize,
        &'a str,
    ),
    /// A term: name, last part of its address, 0 for a company and 1 for a technology, briefs about it, briefs that
    /// mention it, other names.
    Term(&'a str, &'a str, u8, usize, usize, &'a [String]),
    /// A story: newest headline, last part of its address, days of its first and last brief, briefs, publishers, kind of
    /// event, language of the headline. What is not known is empty.
    Story(
        &'a str,
        &'a str,
        String,
        String,
        usize,
        usize,
        &'a str,
        &'a str,
    ),
}

/// A figure of a brief: its words, what it measures, the id of its sentence on the brief's page.
#[derive(Debug, Serialize)]
pub(super) struct Amount<'a>(&'a str, &'a str, String);

/// A document in a list of results; none for one that there is not.
pub(super) fn card(searched: Searched<'_>, document: usize) -> Option<Card<'_>> {
    let digest = searched.digest;
    if let Some(brief) = digest.briefs.get(document) {
        return Some(card_of_brief(digest, brief));
    }
    if let Some(place) = document.checked_sub(searched.worded()) {
        return Some(card_of_story(digest, searched.stories.get(place)?));
    }
    let term = digest.terms.get(document - digest.briefs.len())?;
    let aliases = term.aliases.get(..ALIASES).unwrap_or(&term.aliases);
    let taxonomy = u8::from(term.taxonomy == Taxonomy::Technologies);
    Some(Card::Term(
        &term.name,
        term.slug.as_str(),
        taxonomy,
        term.about.len(),
        term.mentions.len(),
        aliases,
    ))
}

fn card_of_brief<'a>(digest: &'a Digest, brief: &'a DigestBrief) -> Card<'a> {
    let point = brief.key_points.first().map(|p| p.text.as_str());
    let sentence = brief.summary.as_deref().or(point).unwrap_or_default();
    let salient = brief.salient.iter().take(FIGURES);
    let figures = salient.filter_map(|place| brief.figures.get(*place as usize));
    let figures = figures.map(|f| {
        let what = f.what.as_deref().unwrap_or_default();
        Amount(&f.text, what, f.anchor.to_string())
    });
    let language = brief.language.as_deref().and_then(language_tag);
    let story = brief.story.map_or(0, |s| digest.story(s).briefs.len());
    let publisher = brief.publisher();
    Card::Brief(
        &brief.title,
        brief.slug.as_str(),
        brief.date.map(|d| d.to_string()).unwrap_or_default(),
        publisher.unwrap_or_default(),
        beginning(sentence, SENTENCE),
        figures.collect(),
        brief.event.as_ref().map_or("", |e| e.kind),
        story.saturating_sub(1),
        language.unwrap_or_default(),
    )
}

fn card_of_story<'a>(digest: &'a Digest, story: &'a Story) -> Card<'a> {
    let newest = story.briefs.first().map(|id| digest.brief(*id));
    let sources = digest.briefs_of(&story.briefs).flat_map(|b| &b.sources);
    let publishers: BTreeSet<&str> = sources.filter_map(|s| s.name.as_deref()).collect();
    let (first, last) = digest.days(story).unzip();
    let day = |day: Option<Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let language = newest.and_then(|b| language_tag(b.language.as_deref()?));
    Card::Story(
        newest.map_or("", |b| &b.title),
        story.slug.as_str(),
        day(first),
        day(last),
        story.briefs.len(),
        publishers.len(),
        story.event.unwrap_or_default(),
        language.unwrap_or_default(),
    )
}
