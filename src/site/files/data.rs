//! `/data/`: the digest for other programs.

use jiff::civil::Date;
use serde::Serialize;

use crate::digest::{
    AnchorId, BriefSource, Digest, DigestBrief, DigestFigure, Story, Taxonomy, TermId,
};
use crate::settings::Settings;
use crate::site::addresses::{brief_address, term_address};
use crate::site::format::{count_text, in_one_direction};
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::source_kinds::SourceKind;

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[Group {
        key: "data",
        name: None,
        address: BRIEFS,
    }],
    routes,
};

const BRIEFS: &str = "data/briefs.json";

fn routes(_: &Digest, settings: &Settings, list: &mut Routes) {
    if settings.pages.data {
        list.file(BRIEFS, Data(briefs_json));
        list.file("data/stories.json", Data(stories_json));
        list.file("data/terms.json", Data(terms_json));
        list.file("data/figures.csv", Data(figures_csv));
    }
}

/// A file of data and what writes it.
#[derive(Debug)]
struct Data(fn(&Site) -> Vec<u8>);

impl Show for Data {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        Shown::file_of_all(|| (self.0)(site))
    }
}

/// One brief of `briefs.json`.
#[derive(Serialize)]
struct BriefRow<'a> {
    slug: &'a str,
    url: String,
    fragments: &'a [String],
    title: &'a str,
    date: Option<Date>,
    /// `stated` by an editor or `derived` by a rule; `unknown` without a date.
    date_certainty: &'static str,
    date_rule: Option<&'a str>,
    /// The day of arrival; none where the fragment stated a day.
    added: Option<Date>,
    summary: Option<&'a str>,
    /// The main source.
    source: Option<SourceRow<'a>>,
    sources: Vec<SourceRow<'a>>,
    companies: Vec<&'a str>,
    technologies: Vec<&'a str>,
    mentions: Mentions<'a>,
    key_points: Vec<PointRow<'a>>,
    /// The kind of event; none where it is not sure.
    event: Option<&'a str>,
    /// The rule that found it; none where an editor wrote it.
    event_rule: Option<&'a str>,
    story: &'a str,
}

#[derive(Serialize)]
struct SourceRow<'a> {
    name: Option<&'a str>,
    url: Option<&'a str>,
    /// `official`, `wire`, `trade` or `aggregator`.
    kind: Option<SourceKind>,
    kind_rule: Option<&'static str>,
    authors: &'a [String],
}

#[derive(Serialize)]
struct Mentions<'a> {
    companies: Vec<&'a str>,
    technologies: Vec<&'a str>,
}

#[derive(Serialize)]
struct PointRow<'a> {
    text: &'a str,
    anchor: AnchorId,
    rule: &'a str,
}

fn briefs_json(site: &Site) -> Vec<u8> {
    let rows: Vec<BriefRow<'_>> = site
        .digest
        .briefs
        .iter()
        .map(|b| brief_row(site, b))
        .collect();
    json(&rows)
}

fn brief_row<'a>(site: &'a Site, brief: &'a DigestBrief) -> BriefRow<'a> {
    let tags = |taxonomy, about| names(site, brief, taxonomy, about);
    let story = brief.story.map(|s| site.digest.story(s));
    BriefRow {
        slug: brief.slug.as_str(),
        url: format!("{}{}", site.base_url, brief_address(brief)),
        fragments: &brief.fragments,
        title: &brief.title,
        date: brief.date,
        date_certainty: match (brief.date, &brief.date_rule) {
            (None, _) => "unknown",
            (Some(_), None) => "stated",
            (Some(_), Some(_)) => "derived",
        },
        date_rule: brief.date_rule.as_deref(),
        added: brief.added,
        summary: brief.summary.as_deref(),
        source: brief.sources.first().map(source_row),
        sources: brief.sources.iter().map(source_row).collect(),
        companies: tags(Taxonomy::Companies, true),
        technologies: tags(Taxonomy::Technologies, true),
        mentions: Mentions {
            companies: tags(Taxonomy::Companies, false),
            technologies: tags(Taxonomy::Technologies, false),
        },
        key_points: brief
            .key_points
            .iter()
            .map(|k| PointRow {
                text: &k.text,
                anchor: k.anchor,
                rule: k.rule,
            })
            .collect(),
        event: brief.event.as_ref().map(|e| e.kind),
        event_rule: brief.event.as_ref().and_then(|e| e.rule),
        // A brief that nobody else reported is a story of its own.
        story: story.map_or(brief.slug.as_str(), |s| s.slug.as_str()),
    }
}

fn source_row(source: &BriefSource) -> SourceRow<'_> {
    SourceRow {
        name: source.name.as_deref(),
        url: source.url.as_deref(),
        kind: source.kind.map(|told| told.kind),
        kind_rule: source.kind.and_then(|told| told.rule),
        authors: &source.authors,
    }
}

/// The names of the terms of one taxonomy that a brief is about, or merely mentions.
pub(super) fn names<'a>(
    site: &'a Site,
    brief: &DigestBrief,
    taxonomy: Taxonomy,
    about: bool,
) -> Vec<&'a str> {
    brief
        .tags
        .iter()
        .filter(|t| t.about == about)
        .map(|t| site.digest.term(t.term))
        .filter(|t| t.taxonomy == taxonomy)
        .map(|t| t.name.as_str())
        .collect()
}

/// One story of `stories.json`.
#[derive(Serialize)]
struct StoryRow<'a> {
    slug: &'a str,
    briefs: Vec<&'a str>,
    /// How many of the briefs are independent of each other.
    independent_sources: u32,
    first: Option<Date>,
    last: Option<Date>,
}

fn stories_json(site: &Site) -> Vec<u8> {
    let stories = site.digest.stories.iter();
    let rows: Vec<StoryRow<'_>> = stories.map(|s| story_row(&site.digest, s)).collect();
    json(&rows)
}

fn story_row<'a>(digest: &'a Digest, story: &'a Story) -> StoryRow<'a> {
    let days = digest.days(story);
    StoryRow {
        slug: story.slug.as_str(),
        briefs: digest
            .briefs_of(&story.briefs)
            .map(|b| b.slug.as_str())
            .collect(),
        independent_sources: story.origins,
        first: days.map(|(first, _)| first),
        last: days.map(|(_, last)| last),
    }
}

/// One term of `terms.json`.
#[derive(Serialize)]
struct TermRow<'a> {
    taxonomy: Taxonomy,
    name: &'a str,
    slug: &'a str,
    url: String,
    aliases: &'a [String],
    country: Option<&'a str>,
    parent: Option<&'a str>,
    briefs: usize,
    mentions: usize,
    first: Option<Date>,
    last: Option<Date>,
}

fn terms_json(site: &Site) -> Vec<u8> {
    let rows: Vec<TermRow<'_>> = site
        .digest
        .terms
        .iter()
        .map(|t| TermRow {
            taxonomy: t.taxonomy,
            name: &t.name,
            slug: t.slug.as_str(),
            url: format!("{}{}", site.base_url, term_address(t)),
            aliases: &t.aliases,
            country: t.country.as_deref(),
            parent: t.parent.map(|p| site.digest.term(p).name.as_str()),
            briefs: t.about.len(),
            mentions: t.mentions.len(),
            first: t.days.map(|d| d.0),
            last: t.days.map(|d| d.1),
        })
        .collect();
    json(&rows)
}

fn json<T: Serialize>(rows: &[T]) -> Vec<u8> {
    // One row a line: readable, and a change shows as one line.
    // Plain fields always serialise.
    let rows = rows.iter().filter_map(|r| serde_json::to_string(r).ok());
    let rows: Vec<String> = rows.map(in_one_direction).collect();
    format!("[\n{}\n]\n", rows.join(",\n")).into_bytes()
}

/// Columns of `figures.csv`.
const COLUMNS: &[&str] = &[
    "brief",
    "fragment",
    "kind",
    "text",
    "value",
    "unit",
    "converted_value",
    "converted_unit",
    "qualifier",
    "direction",
    "range_from",
    "range_to",
    "per",
    "who",
    "what",
    "when",
    "sentence",
    "source",
    "date",
    "url",
    "salience",
];

fn figures_csv(site: &Site) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(COLUMNS);
    for brief in &site.digest.briefs {
        for figure in &brief.figures {
            let _ = writer.write_record(figure_row(site, brief, figure));
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn figure_row(site: &Site, brief: &DigestBrief, figure: &DigestFigure) -> Vec<String> {
    let name = |id: &TermId| site.digest.term(*id).name.clone();
    let who: Vec<String> = figure.who.iter().map(name).collect();
    let source = brief.publisher().map(str::to_owned);
    [
        brief.slug.to_string(),
        fragments(&brief.fragments),
        figure.kind.to_owned(),
        figure.text.clone(),
        figure.value.clone().unwrap_or_default(),
        figure.unit.clone(),
        figure.converted_value.clone().unwrap_or_default(),
        figure.converted_unit.clone().unwrap_or_default(),
        figure.qualifier.unwrap_or_default().to_owned(),
        figure.direction.unwrap_or_default().to_owned(),
        figure.range_from.clone().unwrap_or_default(),
        figure.range_to.clone().unwrap_or_default(),
        figure.per.clone().unwrap_or_default(),
        who.join("; "),
        figure.what.clone().unwrap_or_default(),
        figure.when.clone().unwrap_or_default(),
        figure.sentence.clone(),
        source.unwrap_or_default(),
        brief.date.map(|d| d.to_string()).unwrap_or_default(),
        format!(
            "{}{}#{}",
            site.base_url,
            brief_address(brief),
            figure.anchor
        ),
        figure.salience.to_string(),
    ]
    .into_iter()
    .map(in_one_direction)
    .map(defused)
    .collect()
}

/// Fragments that a row names; copies of one article without end are told in `briefs.json`.
const FRAGMENTS: usize = 12;

fn fragments(names: &[String]) -> String {
    match names.get(..FRAGMENTS) {
        Some(first) if names.len() > FRAGMENTS => {
            let rest = count_text(names.len() - FRAGMENTS);
            format!("{}; and {rest} more", first.join("; "))
        }
        _ => names.join("; "),
    }
}

/// A cell that a spreadsheet reads as text or a plain number, never as a formula.
pub(super) fn defused(cell: String) -> String {
    let starts = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r');
    if cell.starts_with(starts) && !is_number(&cell) {
        format!("'{cell}")
    } else {
        cell
    }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all(whole) && all(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_marks_go_and_letters_of_any_script_stay() {
        let turned = "a\u{202e}b\u{2066}c\u{2069}\u{202a}".to_owned();
        assert_eq!(in_one_direction(turned), "abc");
        let plain = "شركة – naïve \u{200f}x\u{2065}".to_owned();
        assert_eq!(in_one_direction(plain.clone()), plain);
    }

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3+cmd", "'-2+3+cmd"),
            ("+7-1", "'+7-1"),
            ("\t=1", "'\t=1"),
            ("-12.5", "-12.5"),
            ("+3", "+3"),
            ("12 %", "12 %"),
            ("", ""),
        ] {
            assert_eq!(defused(cell.to_owned()), expected);
        }
    }
}
