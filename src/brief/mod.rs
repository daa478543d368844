//! Stage two: a clean article becomes a brief, one Markdown file that the editor owns from then on.
//!
//! [`Brief`] is the file as values; [`fields`] states each of its fields, from which all that is done with them follows;
//! [`mod@file`] reads and writes it; [`merge`](mod@merge) brings a fresh derivation into a file without touching what a
//! person wrote. The editor's own pages are read in [`editor_page`].

use crate::yaml::Mapping;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::slug::Slug;

pub mod conflicts;
pub(crate) mod cut_notes;
pub mod editor_page;
pub(crate) mod excerpt;
pub mod fields;
pub mod file;
pub mod form;
pub mod identity;
pub mod made;
pub mod markdown;
pub mod merge;
mod updates;

/// Where a brief comes from. Every field may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The publisher's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The original's address, `http` or `https`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The people who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
}

/// Canonical names of both kinds of term.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Names {
    /// Companies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<String>,
    /// Technologies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub technologies: Vec<String>,
}

impl Names {
    /// Whether there is none of either.
    pub fn is_empty(&self) -> bool {
        self.companies.is_empty() && self.technologies.is_empty()
    }
}

/// A piece of text that was taken out, or words on several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CutNote {
    /// The rule that took it.
    pub rule: String,
    /// The words.
    pub text: String,
}

/// A sentence that a publisher changed, put in or took out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// The day on which the change came in.
    pub day: Option<Date>,
    /// The sentence before; none for one that was put in.
    pub was: Option<String>,
    /// The sentence now; none for one that was taken out.
    pub now: Option<String>,
    /// How many more sentences changed on that day.
    pub more: u64,
}

/// What the tool worked out, from what: shown to the editor in the file and to readers on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Derived {
    /// The rule that the headline came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The rule that the date came from, or `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The rule that the summary came from; none for the article's own first sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The rule that the source came from, or `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Hosts that the article's promotions link to, which may be the publisher's: a suggestion, never a fact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source_hints: Vec<String>,
    /// Terms too doubtful to tag.
    #[serde(skip_serializing_if = "Names::is_empty")]
    pub suggestions: Names,
    /// Whether the fragment held the same article more than once.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repeated: bool,
    /// The rule by which the text is known to be only the beginning of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// What cleaning took out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<CutNote>,
}

impl Derived {
    /// Takes out the rule of a field that is a person's.
    fn forget_rule_of(&mut self, field: &str) {
        match field {
            "title" => self.title = None,
            "date" => self.date = None,
            "summary" => self.summary = None,
            "source" => self.source = None,
            _ => {}
        }
    }
}

/// One brief: the fields of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The file, relative to the digest's folder, with forward slashes.
    pub path: String,
    /// The last segment of its address, from the file's name.
    pub slug: Slug,
    /// Headline, plain text.
    pub title: String,
    /// Day of publication of the original; none where unknown.
    pub date: Option<Date>,
    /// The day on which it came in, of one whose fragment states no day of publication: written once, never changed.
    pub added: Option<Date>,
    /// One or two sentences that stand alone, plain text.
    pub summary: Option<String>,
    /// The sources; the first is the main one.
    pub sources: Vec<Source>,
    /// Companies that it is about, canonical names.
    pub companies: Vec<String>,
    /// Technologies that it is about.
    pub technologies: Vec<String>,
    /// Terms that it merely mentions.
    pub mentions: Names,
    /// The fragments it was made from, names relative to the inbox.
    pub fragments: Vec<String>,
    /// What the tool worked out.
    pub derived: Derived,
    /// Fields that both a person and the fragment changed, until a person has settled them.
    pub conflicts: Vec<String>,
    /// What its publisher changed since it was first brought in, the earliest first.
    pub updates: Vec<Update>,
    /// BCP 47 tag, where it differs from the digest's.
    pub language: Option<String>,
    /// Not to be published yet.
    pub draft: bool,
    /// Last day on which it is published.
    pub expires: Option<Date>,
    /// The kind of event that a person says it reports: one of `events::kinds`, or `none`.
    pub event: Option<&'static str>,
    /// Former addresses, paths from the site's root, that redirect here.
    pub aliases: Vec<String>,
    /// Fields that briefmill does not know; they reach the templates.
    pub extra: Mapping,
    /// The text.
    pub body_markdown: String,
    /// Hashes of the fields as the tool wrote them; none for a file that it did not make.
    pub made: Option<made::Made>,
}

impl Brief {
    /// A brief in this file, of which nothing else is known.
    pub fn in_file(path: impl Into<String>) -> Self {
        let path = path.into();
        Self {
            slug: slug_of(&path),
            path,
            title: String::new(),
            date: None,
            added: None,
            summary: None,
            sources: Vec::new(),
            companies: Vec::new(),
            technologies: Vec::new(),
            mentions: Names::default(),
            fragments: Vec::new(),
            derived: Derived::default(),
            conflicts: Vec::new(),
            updates: Vec::new(),
            language: None,
            draft: false,
            expires: None,
            event: None,
            aliases: Vec::new(),
            extra: Mapping::new(),
            body_markdown: String::new(),
            made: None,
        }
    }
}

/// The slug that a file has by its name alone.
pub fn slug_of(path: &str) -> Slug {
    let name = path.rsplit('/').next().unwrap_or(path);
    Slug::new(name.strip_suffix(".md").unwrap_or(name))
}
