//! An edition as it was published: in its own words, so that it stays what its readers have, whatever becomes of the briefs.
//!
//! `briefmill edition publish` adds it to the edition's file, under `issue`. What has changed since is listed on the page
//! as corrections. An issue is withdrawn by deleting its lines `number`, `published` and `issue`.

use jiff::civil::Date;
use serde::Serialize;

use crate::front_matter::{Field, FieldKind, Reader, Table, Unknown};
use crate::hash::{Stored, hex};
use crate::yaml::Value;

use FieldKind::{Date as Day, List, Own, Text};

/// What an edition said when it was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issue {
    /// Its stories, in their order.
    pub stories: Vec<Printed>,
    /// Briefs that it listed first.
    pub pinned: Vec<Printed>,
    /// All other briefs that it listed.
    pub briefs: Vec<Printed>,
    /// Slugs of those that it did not list, as they were very many.
    pub others: Vec<String>,
    /// The amounts that it showed.
    pub figures: Vec<PrintedFigure>,
    /// Hash of the editor's title and lead.
    pub lead: String,
}

/// A brief as an edition told of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// The brief's slug.
    pub brief: String,
    /// The headline.
    pub title: String,
    /// What has happened.
    pub what: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// Slugs of other reports of the same story.
    pub also: Vec<String>,
    /// What else was shown of it; nothing where an earlier version of the program published it.
    pub facts: Facts,
    /// Hashes of the brief's headline, summary and other facts of that day, by which a later change is known.
    pub state: String,
}

/// What an edition showed of a brief besides its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The day of the original; none where it was unknown.
    pub date: Option<Date>,
    /// The day on which it came in, of one whose date was unknown.
    pub added: Option<Date>,
    /// The publisher's name.
    pub source: Option<String>,
    /// The technology under which it was listed.
    pub technology: Option<String>,
}

/// An amount as an edition showed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedFigure {
    /// Slug of the brief that states it.
    pub brief: String,
    /// The amount in the article's words.
    pub amount: String,
    /// The sentence that states it.
    pub sentence: String,
}

/// By what a headline, a summary and other facts are told from others: a hash of each, so that each can be told apart.
pub fn state(title: &str, summary: Option<&str>, facts: &str) -> String {
    let hash = |text: &str| hex(Stored::Field, text);
    let summary = hash(summary.unwrap_or_default());
    format!("{} {summary} {}", hash(title), hash(facts))
}

/// The hash of a title and a lead.
pub fn lead_hash(title: Option<&str>, lead_markdown: &str) -> String {
    let title = title.unwrap_or_default();
    hex(Stored::Field, format!("{title}\n{lead_markdown}"))
}

/// The fields of a brief in an issue.
const PRINTED: Table<Printed> = Table {
    word: "field",
    unknown: Unknown::Told("unknown-field"),
    fields: &[
        Field::new(
            "brief",
            Text(|p| Some(&p.brief), |p, v| p.brief = v.unwrap_or_default()),
            "the brief's slug",
        ),
        Field::new(
            "title",
            Text(|p| Some(&p.title), |p, v| p.title = v.unwrap_or_default()),
            "the headline",
        ),
        Field::new(
            "what",
            Text(|p| p.what.as_deref(), |p, v| p.what = v),
            "what has happened",
        ),
        Field::new(
            "why",
            Text(|p| p.why.as_deref(), |p, v| p.why = v),
            "why it matters",
        ),
        Field::new(
            "next",
            Text(|p| p.next.as_deref(), |p, v| p.next = v),
            "what comes next",
        ),
        Field::new(
            "also",
            List(|p| &p.also, |p, v| p.also = v),
            "other reports of the story",
        ),
        Field::new(
            "date",
            Day(|p| p.facts.date, |p, v| p.facts.date = Some(v)),
            "its day",
        ),
        Field::new(
            "added",
            Day(|p| p.facts.added, |p, v| p.facts.added = Some(v)),
            "the day on which it came in, where the other was unknown",
        ),
        Field::new(
            "source",
            Text(|p| p.facts.source.as_deref(), |p, v| p.facts.source = v),
            "its publisher",
        ),
        Field::new(
            "technology",
            Text(
                |p| p.facts.technology.as_deref(),
                |p, v| p.facts.technology = v,
            ),
            "the technology under which it was listed",
        ),
        Field::new(
            "state",
            Text(|p| Some(&p.state), |p, v| p.state = v.unwrap_or_default()),
            "hashes of the brief's headline and summary",
        ),
    ],
};

/// The fields of an amount in an issue.
const FIGURE: Table<PrintedFigure> = Table {
    word: "field",
    unknown: Unknown::Told("unknown-field"),
    fields: &[
        Field::new(
            "brief",
            Text(|f| Some(&f.brief), |f, v| f.brief = v.unwrap_or_default()),
            "the brief's slug",
        ),
        Field::new(
            "amount",
            Text(|f| Some(&f.amount), |f, v| f.amount = v.unwrap_or_default()),
            "the amount in the article's words",
        ),
        Field::new(
            "sentence",
            Text(
                |f| Some(&f.sentence),
                |f, v| f.sentence = v.unwrap_or_default(),
            ),
            "the sentence that states it",
        ),
    ],
};

/// The fields of an issue.
pub(super) const ISSUE: Table<Issue> = Table {
    word: "field",
    unknown: Unknown::Told("unknown-field"),
    fields: &[
        Field::new(
            "stories",
            Own(
                "list",
                |i, v, r| i.stories = items(&PRINTED, v, r),
                |i| flows(&PRINTED, &i.stories),
            ),
            "its stories",
        ),
        Field::new(
            "pinned",
            Own(
                "list",
                |i, v, r| i.pinned = items(&PRINTED, v, r),
                |i| flows(&PRINTED, &i.pinned),
            ),
            "briefs that it listed first",
        ),
        Field::new(
            "briefs",
            Own(
                "list",
                |i, v, r| i.briefs = items(&PRINTED, v, r),
                |i| flows(&PRINTED, &i.briefs),
            ),
            "all other briefs that it listed",
        ),
        Field::new(
            "others",
            List(|i| &i.others, |i, v| i.others = v),
            "briefs that it did not list",
        ),
        Field::new(
            "figures",
            Own(
                "list",
                |i, v, r| i.figures = items(&FIGURE, v, r),
                |i| flows(&FIGURE, &i.figures),
            ),
            "the amounts that it showed",
        ),
        Field::new(
            "lead",
            Text(|i| Some(&i.lead), |i, v| i.lead = v.unwrap_or_default()),
            "hash of the lead",
        ),
    ],
};

/// A list of values with fields of their own.
pub(super) fn items<T: Default>(
    table: &Table<T>,
    value: &Value,
    reader: &mut Reader<'_>,
) -> Vec<T> {
    if !value.is_sequence() {
        let first = table.names().next().unwrap_or_default();
        reader.wrong(
            format!("`{}` must be a list", reader.key()),
            format!("write each on a line of its own, as `- {first}: …`"),
        );
    }
    reader.groups(value, table)
}

/// The items of a list, each inside braces on a line below the key of a key.
fn flows<T>(table: &Table<T>, items: &[T]) -> String {
    items.iter().fold(String::new(), |out, item| {
        format!("{out}\n    - {}", table.flow(item))
    })
}
