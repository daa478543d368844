//! A brief as it is kept between runs: the fields of its file as they were read, so that a file which has not changed is
//! not read as YAML again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::made::Made;
use super::{Brief, CutNote, Derived, Names, Source, Update};
use crate::events;
use crate::front_matter;
use crate::yaml::Plain;

type ListsOfNames = (Vec<String>, Vec<String>);

/// The fields of a brief. The path is not among them, nor is the text, which is the file's end.
#[derive(Debug, Serialize, Deserialize)]
pub struct Form {
    title: String,
    date: Option<Date>,
    added: Option<Date>,
    summary: Option<String>,
    sources: Vec<(Option<String>, Option<String>, Vec<String>)>,
    about: ListsOfNames,
    mentions: ListsOfNames,
    fragments: Vec<String>,
    derived: DerivedForm,
    conflicts: Vec<String>,
    updates: Vec<Update>,
    language: Option<String>,
    draft: bool,
    expires: Option<Date>,
    event: Option<String>,
    aliases: Vec<String>,
    extra: Plain,
    /// Where the text starts in the file, and its bytes.
    body: (usize, usize),
    made: Option<Made>,
}

#[derive(Debug, Serialize, Deserialize)]
struct DerivedForm {
    title: Option<String>,
    date: Option<String>,
    summary: Option<String>,
    source: Option<String>,
    source_hints: Vec<String>,
    suggestions: ListsOfNames,
    repeated: bool,
    excerpt: Option<String>,
    cuts: Vec<(String, String)>,
}

fn lists(names: &Names) -> ListsOfNames {
    (names.companies.clone(), names.technologies.clone())
}

fn names((companies, technologies): ListsOfNames) -> Names {
    Names {
        companies,
        technologies,
    }
}

impl Form {
    /// The form of a brief that was read from this text; none where its text is no part of it, as of a draft that is not
    /// written yet.
    pub fn of(brief: &Brief, source: &str) -> Option<Self> {
        let body = front_matter::split(source).body;
        let start = source.len() - body.trim_start().len();
        source
            .get(start..)?
            .strip_prefix(brief.body_markdown.as_str())?;
        let derived = &brief.derived;
        Some(Self {
            title: brief.title.clone(),
            date: brief.date,
            added: brief.added,
            summary: brief.summary.clone(),
            sources: brief
                .sources
                .iter()
                .map(|s| (s.name.clone(), s.url.clone(), s.authors.clone()))
                .collect(),
            about: (brief.companies.clone(), brief.technologies.clone()),
            mentions: lists(&brief.mentions),
            fragments: brief.fragments.clone(),
            derived: DerivedForm {
                title: derived.title.clone(),
                date: derived.date.clone(),
                summary: derived.summary.clone(),
                source: derived.source.clone(),
                source_hints: derived.source_hints.clone(),
                suggestions: lists(&derived.suggestions),
                repeated: derived.repeated,
                excerpt: derived.excerpt.clone(),
                cuts: derived
                    .cuts
                    .iter()
                    .map(|c| (c.rule.clone(), c.text.clone()))
                    .collect(),
            },
            conflicts: brief.conflicts.clone(),
            updates: brief.updates.clone(),
            language: brief.language.clone(),
            draft: brief.draft,
            expires: brief.expires,
            event: brief.event.map(str::to_owned),
            aliases: brief.aliases.clone(),
            extra: Plain::of_mapping(&brief.extra),
            body: (start, brief.body_markdown.len()),
            made: brief.made.clone(),
        })
    }

    /// The brief in the file at `path`, which holds the text that the form is of.
    ///
    /// # Errors
    /// The text, where the form is of another one or of another version.
    pub fn brief(self, path: &str, mut source: String) -> Result<Brief, String> {
        let (start, length) = self.body;
        let end = start.saturating_add(length);
        let event = self.event.as_deref().map(events::kind_of);
        if !source.is_char_boundary(start) || !source.is_char_boundary(end) || event == Some(None) {
            return Err(source);
        }
        // What was read is what is held: nothing is copied.
        source.truncate(end);
        source.drain(..start);
        source.shrink_to_fit();
        let body_markdown = source;
        let derived = self.derived;
        Ok(Brief {
            title: self.title,
            date: self.date,
            added: self.added,
            summary: self.summary,
            sources: self
                .sources
                .into_iter()
                .map(|(name, url, authors)| Source { name, url, authors })
                .collect(),
            companies: self.about.0,
            technologies: self.about.1,
            mentions: names(self.mentions),
            fragments: self.fragments,
            derived: Derived {
                title: derived.title,
                date: derived.date,
                summary: derived.summary,
                source: derived.source,
                source_hints: derived.source_hints,
                suggestions: names(derived.suggestions),
                repeated: derived.repeated,
                excerpt: derived.excerpt,
                cuts: derived
                    .cuts
                    .into_iter()
                    .map(|(rule, text)| CutNote { rule, text })
                    .collect(),
            },
            conflicts: self.conflicts,
            updates: self.updates,
            language: self.language,
            draft: self.draft,
            expires: self.expires,
            event: event.flatten(),
            aliases: self.aliases,
            extra: self.extra.into_mapping().unwrap_or_default(),
            body_markdown,
            made: self.made,
            ..Brief::in_file(path)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::file;
    use crate::kept::{Kept, KeyOf};

    #[test]
    fn a_brief_is_the_same_by_its_form() {
        for source in [
            "---\ntitle: A\n---\n\nText.\n",
            "---\ntitle: \"A: b\"\ndate: 2024-02-03\nadded: 2024-02-04\nsummary: Said.\nsource:\n  name: P\n  url: https://p.example/\n  authors: [A B]\ncompanies: [Acme]\ntechnologies: [wind turbine]\nmentions:\n  companies: [Other]\ndesk:\n  - 1\n  - -2\n  - 2.5\n  - true\n  - null\n  - a: b\nupdates:\n  - { day: 2024-02-05, was: A., now: B., more: 2 }\nevent: none\naliases: [/old/]\ndraft: true\nexpires: 2030-01-01\nlanguage: de\n---\nText\n\nMore.",
            "---\ntitle: A\n---\n",
            "---\r\ntitle: A\r\n---\r\nText\r\n",
        ] {
            let (brief, _) = file::parse("content/briefs/a.md", source).unwrap();
            let form = Form::of(&brief, source).unwrap();
            let (kept, key) = (Kept::default(), KeyOf::new("form").key());
            kept.put(key, &form);
            let form: Form = kept.find(key).unwrap();
            assert_eq!(
                form.brief("content/briefs/a.md", source.to_owned())
                    .as_ref(),
                Ok(&brief)
            );
        }
    }
}
