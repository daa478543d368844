//! `briefmill.yaml` as typed values, every setting with its default.

use crate::yaml::{self, Value};
use jiff::civil::Date;
use serde::Deserialize;

use crate::finding::{Finding, Place};
use crate::front_matter::{closest, locate_key};

/// The settings file's name, in the digest's folder.
pub const FILE: &str = "briefmill.yaml";

/// All settings of a digest. The README describes each for users.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The digest's name, on every page.
    pub title: String,
    /// The address that the site is published under, with or without a path.
    pub base_url: String,
    /// One sentence on what the digest is, for the home page, feeds and search engines.
    pub description: String,
    /// BCP 47 language tag of the interface and of briefs that state none.
    pub language: String,
    /// Who publishes the digest, for feeds and the footer.
    pub publisher: Option<String>,
    /// Folder of the content, relative to the digest's folder.
    pub content: String,
    /// Folder of the user's templates.
    pub templates: String,
    /// Folder of files that are copied as they are.
    #[serde(rename = "static")]
    pub static_files: String,
    /// Folder of the site.
    pub output: String,
    /// Briefs on one page of a list.
    pub paginate: usize,
    /// Entries of a feed.
    pub feed_entries: usize,
    /// Largest fragment that is read, in megabytes.
    pub max_fragment_mb: u64,
    /// The day that decides which briefs are in the future or expired; without it none is.
    pub today: Option<Date>,
    /// Which groups of pages are made.
    pub pages: Pages,
}

/// Groups of pages that can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own that a user switches"
)]
pub struct Pages {
    /// `/matrix/`.
    pub matrix: bool,
    /// `/figures/`.
    pub figures: bool,
    /// `/archive/`.
    pub archive: bool,
    /// `/sources/`.
    pub sources: bool,
    /// `/data/`.
    pub data: bool,
    /// A feed for each term.
    pub term_feeds: bool,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            matrix: true,
            figures: true,
            archive: true,
            sources: true,
            data: true,
            term_feeds: true,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Industry digest".into(),
            base_url: "http://localhost/".into(),
            description: "Industry news, grouped by company and by technology.".into(),
            language: "en".into(),
            publisher: None,
            content: "content".into(),
            templates: "templates".into(),
            static_files: "static".into(),
            output: "public".into(),
            paginate: 25,
            feed_entries: 20,
            max_fragment_mb: 20,
            today: None,
            pages: Pages::default(),
        }
    }
}

/// Every key of the settings file, for suggestions.
const KEYS: &[&str] = &[
    "title",
    "base_url",
    "description",
    "language",
    "publisher",
    "content",
    "templates",
    "static",
    "output",
    "paginate",
    "feed_entries",
    "max_fragment_mb",
    "today",
    "pages",
];

/// Every key below `pages`.
const PAGE_KEYS: &[&str] = &[
    "matrix",
    "figures",
    "archive",
    "sources",
    "data",
    "term_feeds",
];

impl Settings {
    /// Reads the text of `briefmill.yaml`.
    ///
    /// # Errors
    /// Every unknown key, or what does not parse, each with its place. Settings that are wrong are never guessed.
    pub fn parse(text: &str) -> Result<Self, Vec<Finding>> {
        let value: Value = yaml::from_str(text).map_err(|e| vec![yaml_error(text, &e)])?;
        if value.is_null() {
            return Ok(Self::default());
        }
        let mut findings = Vec::new();
        if let Value::Mapping(map) = &value {
            unknown_keys(text, map, KEYS, &mut findings);
            if let Some(Value::Mapping(pages)) = map.get("pages") {
                unknown_keys(text, pages, PAGE_KEYS, &mut findings);
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let settings: Self = yaml::from_str(text).map_err(|e| vec![yaml_error(text, &e)])?;
        settings.check(text)
    }

    fn check(self, text: &str) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let mut wrong = |key: &str, message: &str, remedy: &str| {
            let place = locate_key(text, key).unwrap_or_else(|| Place::at(text, 0, 1));
            findings.push(
                Finding::error("setting", message)
                    .in_file(FILE)
                    .at(place)
                    .help(remedy),
            );
        };
        let address = url::Url::parse(&self.base_url)
            .ok()
            .filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host());
        if address.is_none() {
            wrong(
                "base_url",
                "`base_url` must be a full web address",
                "write it as `https://news.example.org/`",
            );
        }
        if self.paginate == 0 {
            wrong(
                "paginate",
                "`paginate` must be at least 1",
                "25 is the default",
            );
        }
        if self.feed_entries == 0 {
            wrong(
                "feed_entries",
                "`feed_entries` must be at least 1",
                "20 is the default",
            );
        }
        for (key, folder) in [
            ("content", &self.content),
            ("templates", &self.templates),
            ("static", &self.static_files),
            ("output", &self.output),
        ] {
            let path = std::path::Path::new(folder);
            let inside = !folder.is_empty()
                && path
                    .components()
                    .all(|c| matches!(c, std::path::Component::Normal(_)));
            if !inside {
                wrong(
                    key,
                    &format!("`{key}` must be a folder below the digest's folder"),
                    "write a relative path without `..`",
                );
            }
        }
        if self.output == self.content
            || self.output == self.templates
            || self.output == self.static_files
        {
            wrong(
                "output",
                "`output` must be a folder of its own",
                "`public` is the default",
            );
        }
        if findings.is_empty() {
            Ok(self)
        } else {
            Err(findings)
        }
    }
}

fn unknown_keys(text: &str, map: &yaml::Mapping, known: &[&str], findings: &mut Vec<Finding>) {
    for key in map.keys() {
        let name = key
            .as_str()
            .map_or_else(|| format!("{key:?}"), str::to_owned);
        if known.contains(&name.as_str()) {
            continue;
        }
        let place = locate_key(text, &name).unwrap_or_else(|| Place::at(text, 0, 1));
        let remedy = closest(&name, known).map_or_else(
            || format!("known here: {}", known.join(", ")),
            |k| format!("did you mean `{k}`?"),
        );
        findings.push(
            Finding::error("setting", format!("unknown setting `{name}`"))
                .in_file(FILE)
                .at(place)
                .help(remedy),
        );
    }
}

fn yaml_error(text: &str, error: &yaml::Error) -> Finding {
    let place = error.location().map_or_else(
        || Place::at(text, 0, 1),
        |l| Place::at_line(text, l.line(), l.column()),
    );
    Finding::error("setting", crate::front_matter::plain_message(error))
        .in_file(FILE)
        .at(place)
        .help("mend the line; the README lists every setting with an example")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_placed_and_a_neighbour_suggested() {
        let findings = Settings::parse("title: A\npaginatte: 3\n").unwrap_err();
        let place = findings[0].place.as_ref().unwrap();
        assert_eq!((place.line, place.column), (2, 1));
        assert_eq!(
            findings[0].remedy.as_deref(),
            Some("did you mean `paginate`?")
        );
    }

    #[test]
    fn wrong_types_and_paths_outside_are_refused() {
        assert_eq!(
            Settings::parse("paginate: many\n").unwrap_err()[0]
                .place
                .as_ref()
                .unwrap()
                .line,
            1
        );
        assert!(Settings::parse("output: ../elsewhere\n").is_err());
        assert!(Settings::parse("base_url: ftp://x\n").is_err());
        assert_eq!(Settings::parse("").unwrap(), Settings::default());
    }
}
