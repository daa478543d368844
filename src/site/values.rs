//! Parts of the templates' context: built once, shared by all pages, cheap to copy.

use std::collections::BTreeMap;

use tera::Value;

use super::format::{count_text, date_text, language_tag, number_text};
use super::routes::taxonomy_address;
use crate::digest::{BriefId, Digest, DigestBrief, DigestFigure, DigestTerm, Taxonomy, TermId};

/// Terms of each kind that a card and a feed's entry name; a brief about more names the rest on its own page.
pub(super) const TERMS_OF_CARD: usize = 24;

/// Sources of a brief that its page and its feeds list, and authors of one source.
pub(super) const SOURCES: usize = 24;

/// A value with named fields.
pub(super) fn object<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    Value::from(BTreeMap::from(fields))
}

/// Text or nothing.
pub(super) fn text(value: Option<&str>) -> Value {
    value.map_or_else(Value::none, Value::from)
}

/// How many of a list are not shown, for reading; none where all are.
pub(super) fn more(all: usize, shown: usize) -> Value {
    let rest = all.saturating_sub(shown);
    text((rest > 0).then(|| count_text(rest)).as_deref())
}

/// The first of some words and how many more there are, as words to be joined by commas.
pub(super) fn some(list: &[String], most: usize) -> Value {
    let mut words: Vec<String> = list.iter().take(most).cloned().collect();
    let rest = list.len() - words.len();
    if rest > 0 {
        words.push(format!("and {} more", count_text(rest)));
    }
    Value::from(words)
}

/// The address of a brief, from the site's root.
pub(super) fn brief_address(brief: &DigestBrief) -> String {
    format!("briefs/{}/", brief.slug)
}

/// The address of a term.
pub(super) fn term_address(term: &DigestTerm) -> String {
    format!("{}{}/", taxonomy_address(term.taxonomy), term.slug)
}

/// Whether a rule makes a headline, rather than finding the article's own.
fn is_proposal(rule: &str) -> bool {
    crate::rules::is_proposal(rule)
}

/// Values that many pages show, by place in the digest's lists.
pub(super) struct Shared {
    terms: Vec<Value>,
    sources: Vec<Value>,
}

impl Shared {
    /// Builds them; `sources` tells whether publishers have pages.
    pub(super) fn new(digest: &Digest, sources: bool) -> Self {
        Self {
            terms: digest.terms.iter().map(term_link).collect(),
            sources: digest
                .sources
                .iter()
                .map(|s| {
                    let address = sources.then(|| format!("sources/{}/", s.slug));
                    text(address.as_deref())
                })
                .collect(),
        }
    }

    /// A term as a link: `name`, `url`, `kind`, `count`, `mention_count`.
    pub(super) fn term(&self, id: TermId) -> Value {
        self.terms
            .get(id.0 as usize)
            .cloned()
            .unwrap_or_else(Value::none)
    }

    /// Several terms as links.
    pub(super) fn terms(&self, ids: impl IntoIterator<Item = TermId>) -> Value {
        Value::from(ids.into_iter().map(|id| self.term(id)).collect::<Vec<_>>())
    }

    /// The terms of one kind that a brief is about, the first of very many, and how many more there are.
    fn tags(&self, digest: &Digest, brief: &DigestBrief, taxonomy: Taxonomy) -> (Value, usize) {
        let of = |id: TermId| digest.terms.get(id.0 as usize).map(|t| t.taxonomy);
        let mut tags = brief
            .tags
            .iter()
            .filter(|t| t.about && of(t.term) == Some(taxonomy))
            .map(|t| t.term);
        let shown = self.terms(tags.by_ref().take(TERMS_OF_CARD));
        (shown, tags.count())
    }

    /// A brief as lists show it.
    pub(super) fn item(&self, digest: &Digest, brief: &DigestBrief) -> Value {
        let (companies, more_companies) = self.tags(digest, brief, Taxonomy::Companies);
        let (technologies, more_technologies) = self.tags(digest, brief, Taxonomy::Technologies);
        let others = brief
            .story
            .and_then(|s| digest.stories.get(s.0 as usize))
            .map_or(0, |s| s.briefs.len().saturating_sub(1));
        let iso = brief.date.map(|d| d.to_string());
        let readable = brief.date.map(date_text);
        object([
            ("title", Value::from(brief.title.as_str())),
            (
                "title_proposed",
                Value::from(brief.title_rule.as_deref().is_some_and(is_proposal)),
            ),
            ("url", Value::from(brief_address(brief))),
            ("date", text(iso.as_deref())),
            ("date_text", text(readable.as_deref())),
            ("summary", text(brief.summary.as_deref())),
            ("source", self.main_source(brief)),
            ("companies", companies),
            ("technologies", technologies),
            ("more_terms", more(more_companies + more_technologies, 0)),
            ("reports", Value::from(others)),
            (
                "language",
                text(brief.language.as_deref().and_then(language_tag)),
            ),
        ])
    }

    /// The main source: `name`, `url` of the original, `page` of the publisher; none where unknown.
    fn main_source(&self, brief: &DigestBrief) -> Value {
        self.sources(brief, 1)
            .into_iter()
            .next()
            .unwrap_or_else(Value::none)
    }

    /// The sources of a brief, at most this many.
    pub(super) fn sources(&self, brief: &DigestBrief, most: usize) -> Vec<Value> {
        brief
            .sources
            .iter()
            .take(most)
            .map(|s| {
                let page = s.source.and_then(|id| self.sources.get(id.0 as usize));
                // Only an address that the text's own links might have becomes one here.
                let url = s.url.as_deref().filter(|u| {
                    matches!(
                        super::links::address(u),
                        Some(super::links::Address::External(_))
                    )
                });
                object([
                    ("name", text(s.name.as_deref())),
                    ("url", text(url)),
                    ("page", page.cloned().unwrap_or_else(Value::none)),
                    ("authors", some(&s.authors, SOURCES)),
                ])
            })
            .collect()
    }

    /// One figure: the fields of the ledger, with its brief and the address of its sentence.
    pub(super) fn figure(&self, digest: &Digest, id: BriefId, figure: &DigestFigure) -> Value {
        let brief = digest.briefs.get(id.0 as usize);
        let number = |v: Option<&String>| v.map(|v| number_text(v));
        let url = brief.map(|b| format!("{}#{}", brief_address(b), figure.anchor));
        object([
            ("kind", Value::from(figure.kind)),
            ("text", Value::from(figure.text.as_str())),
            ("value", text(figure.value.as_deref())),
            ("value_text", text(number(figure.value.as_ref()).as_deref())),
            ("unit", Value::from(figure.unit.as_str())),
            ("converted_value", text(figure.converted_value.as_deref())),
            (
                "converted_text",
                text(number(figure.converted_value.as_ref()).as_deref()),
            ),
            ("converted_unit", text(figure.converted_unit.as_deref())),
            ("converted_rule", text(figure.converted_rule)),
            ("who", self.terms(figure.who.iter().copied())),
            ("what", text(figure.what.as_deref())),
            ("when", text(figure.when.as_deref())),
            ("sentence", Value::from(figure.sentence.as_str())),
            ("anchor", Value::from(figure.anchor.to_string())),
            ("url", text(url.as_deref())),
            ("rule", Value::from(figure.rule)),
            ("brief", brief.map_or_else(Value::none, brief_link)),
            (
                "source",
                brief.map_or_else(Value::none, |b| self.main_source(b)),
            ),
        ])
    }
}

/// A brief as a link: `title`, `url`, `date`, `date_text`.
pub(super) fn brief_link(brief: &DigestBrief) -> Value {
    object([
        ("title", Value::from(brief.title.as_str())),
        ("url", Value::from(brief_address(brief))),
        ("date", text(brief.date.map(|d| d.to_string()).as_deref())),
        ("date_text", text(brief.date.map(date_text).as_deref())),
    ])
}

fn term_link(term: &DigestTerm) -> Value {
    let kind = match term.taxonomy {
        Taxonomy::Companies => "company",
        Taxonomy::Technologies => "technology",
    };
    object([
        ("name", Value::from(term.name.as_str())),
        ("url", Value::from(term_address(term))),
        ("kind", Value::from(kind)),
        ("count", Value::from(term.about.len())),
        ("mention_count", Value::from(term.mentions.len())),
    ])
}
