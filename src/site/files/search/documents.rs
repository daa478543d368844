//! What can be found: the briefs, newest first, then the companies and technologies, each by its place in that order.

use serde::Serialize;

use super::folding::{fold_into, words};
use super::postings::{Weight, Words};
use crate::digest::{Digest, DigestBrief, DigestTerm, Taxonomy};
use crate::site::format::language_tag;
use crate::text::prose::push_plain;
use crate::text::spans::beginning;

/// Figures of a brief that its entry in a list of results may show.
const FIGURES: usize = 3;

/// Bytes of the sentence that an entry shows.
const SENTENCE: usize = 280;

/// Other names of a term that its entry shows.
const ALIASES: usize = 6;

/// How many documents a digest has.
pub(super) fn count(digest: &Digest) -> usize {
    digest.briefs.len() + digest.terms.len()
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
    plain: String,
    folded: String,
}

impl Reader {
    /// Reads one document.
    pub(super) fn read(&mut self, digest: &Digest, document: usize) {
        if let Some(brief) = digest.briefs.get(document) {
            self.brief(digest, brief);
        } else if let Some(term) = digest.terms.get(document - digest.briefs.len()) {
            self.term(term);
        }
        self.words.end(u32::try_from(document).unwrap_or(u32::MAX));
    }

    fn brief(&mut self, digest: &Digest, brief: &DigestBrief) {
        self.text(&brief.title, Weight::Head);
        self.text(brief.summary.as_deref().unwrap_or_default(), Weight::Often);
        for tag in brief.tags.iter().filter(|t| t.about) {
            let term = digest.term(tag.term);
            self.text(&term.name, Weight::Named);
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
        self.text(&term.name, Weight::Head);
        for alias in &term.aliases {
            self.text(alias, Weight::Head);
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
}

/// A figure of a brief: its words, what it measures, the id of its sentence on the brief's page.
#[derive(Debug, Serialize)]
pub(super) struct Amount<'a>(&'a str, &'a str, String);

/// A document in a list of results; none for one that there is not.
pub(super) fn card(digest: &Digest, document: usize) -> Option<Card<'_>> {
    if let Some(brief) = digest.briefs.get(document) {
        return Some(card_of_brief(digest, brief));
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
    let publisher = brief.sources.first().and_then(|s| s.name.as_deref());
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
