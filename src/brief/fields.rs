//! The fields of a brief, a row for each. Reading and writing its file, merging, the hashes of `made`, the check for
//! unknown keys and the README's table follow from the rows.
//!
//! A new field is one row here, its place in [`Brief`], and its use. One that is merged is `rare`, so that briefs which
//! were made before it stay as they are.

use std::fmt::Write;

use super::made::Made;
use super::{Brief, CutNote, Derived, Names, Source, Update};
use crate::events;
use crate::front_matter::{Field, FieldKind, Origin, Reader, Table, Unknown, lines, scalar};
use crate::hash::{Stored, hex};
use crate::slug::Slug;
use crate::yaml::Value;

use FieldKind::{Address, Count, Date, Flag, List, OneOrMore, Own, Text};
use Origin::{Fragment, Notes, Receipt};

/// The rule that tells of keys which are nearly known.
const UNKNOWN: Unknown = Unknown::Kept("unknown-field");

type Row = Field<Brief>;

/// The fields of a brief's file.
pub const FIELDS: Table<Brief> = Table {
    word: "field",
    unknown: UNKNOWN,
    fields: &[
        Row::new(
            "title",
            Text(|b| Some(&b.title), |b, v| b.title = trimmed(v).unwrap_or_default()),
            "headline; the only field that must be there",
        )
        .of(Fragment)
        .shown(),
        Row::new(
            "date",
            Date(|b| b.date, |b, v| b.date = Some(v)),
            "day of the original; left out where unknown",
        )
        .of(Fragment)
        .shown(),
        Row::new(
            "added",
            Date(|b| b.added, |b, v| b.added = Some(v)),
            "the day on which it came in, where the fragment states no day: lists and editions go by it while there is no `date`",
        )
        .of(Notes)
        .shown(),
        Row::new(
            "summary",
            Text(|b| b.summary.as_deref(), |b, v| b.summary = trimmed(v)),
            "one or two sentences that stand alone",
        )
        .of(Fragment)
        .shown(),
        Row::new(
            "source",
            Own("`{ name, url, author }`, or a list of several", read_sources, sources),
            "where it was published",
        )
        .of(Fragment)
        .shown(),
        Row::new(
            "language",
            Text(|b| b.language.as_deref(), |b, v| b.language = v),
            "BCP 47 tag, where it differs from the digest's",
        )
        .of(Fragment)
        .shown(),
        Row::new(
            "companies",
            List(|b| &b.companies, |b, v| b.companies = v),
            "companies that it is about, canonical names",
        )
        .of(Fragment)
        .shown(),
        Row::new(
            "technologies",
            List(|b| &b.technologies, |b, v| b.technologies = v),
            "technologies that it is about",
        )
        .of(Fragment)
        .shown(),
        Row::new(
            "mentions",
            Own(
                "`{ companies, technologies }`",
                |b, v, r| _ = r.group(v, &NAMES, &mut b.mentions),
                |b| NAMES.flow(&b.mentions),
            ),
            "what it merely mentions",
        )
        .of(Fragment)
        .shown(),
        Row::new(
            "fragment",
            OneOrMore(|b| &b.fragments, |b, v| b.fragments = v),
            "what it was made from, below `content/fragments/`",
        )
        .of(Receipt),
        Row::new(
            "derived",
            Own(
                "fields",
                |b, v, r| _ = r.quietly(|r| r.group(v, &DERIVED, &mut b.derived)),
                |b| DERIVED.block(&b.derived),
            ),
            "what the tool worked out, by which rule; what it cut",
        )
        .of(Receipt)
        .shown(),
        Row::new(
            "conflicts",
            List(|b| &b.conflicts, |b, v| b.conflicts = v),
            "fields that you and the fragment both changed; yours stand, and deleting the line settles it",
        )
        .of(Notes),
        Row::new(
            "updates",
            Own("list of `{ day, was, now, more }`", read_updates, updates),
            "sentences that the publisher changed, put in or took out since",
        )
        .of(Notes)
        .shown(),
        Row::new("draft", Flag(|b| b.draft, |b, v| b.draft = v), "not published yet")
            .of(Fragment)
            .rare(),
        Row::new(
            "event",
            Own(
                "a kind",
                |b, v, r| b.event = read_event(v, r),
                |b| b.event.unwrap_or_default().to_owned(),
            ),
            "the kind of event, where the headline does not say it: `funding`, `acquisition`, `plant`, `launch`, `order`, `results`, `regulation`, `people`, `incident`, or `none`",
        )
        .shown(),
        Row::new(
            "expires",
            Date(|b| b.expires, |b, v| b.expires = Some(v)),
            "the last day it is published",
        ),
        Row::new(
            "aliases",
            List(|b| &b.aliases, |b, v| b.aliases = v),
            "former addresses that redirect here",
        ),
        Row::new(
            "slug",
            Text(|b| Some(b.slug.as_str()), |b, v| b.slug = v.map_or_else(|| b.slug.clone(), |v| Slug::new(&v))),
            "the last part of the address, in place of the file's name",
        )
        .shown(),
        Row::new(
            "made",
            Own(
                "hashes",
                |b, v, _| b.made = v.as_str().and_then(Made::parse),
                |b| b.made.as_ref().map(|m| scalar(&m.to_string())).unwrap_or_default(),
            ),
            "the fields as the tool wrote them, by which it knows what you changed",
        )
        .of(Notes),
    ],
};

/// The kind of event that an editor wrote.
fn read_event(value: &Value, reader: &mut Reader<'_>) -> Option<&'static str> {
    let kind = value.as_str().and_then(events::kind_of);
    if kind.is_none() {
        let kinds: Vec<&str> = events::kinds().chain([events::NONE]).collect();
        reader.wrong(
            "`event` must be a kind of event",
            format!("write one of {}", kinds.join(", ")),
        );
    }
    kind
}

/// The fields of a source.
const SOURCE: Table<Source> = Table {
    word: "field",
    unknown: UNKNOWN,
    fields: &[
        Field::new(
            "name",
            Text(|s| s.name.as_deref(), |s, v| s.name = v),
            "the publisher",
        ),
        Field::new(
            "url",
            Address(|s| s.url.as_deref(), |s, v| s.url = v),
            "the original's address",
        ),
        Field::new(
            "author",
            OneOrMore(|s| &s.authors, |s, v| s.authors.extend(v)),
            "the people who wrote it",
        ),
        Field::new(
            "authors",
            OneOrMore(|_| &[], |s, v| s.authors.extend(v)),
            "the same",
        ),
    ],
};

/// The fields of names of both kinds.
const NAMES: Table<Names> = Table {
    word: "field",
    unknown: UNKNOWN,
    fields: &[
        Field::new(
            "companies",
            List(|n| &n.companies, |n, v| n.companies = v),
            "companies",
        ),
        Field::new(
            "technologies",
            List(|n| &n.technologies, |n, v| n.technologies = v),
            "technologies",
        ),
    ],
};

/// The fields of `derived`.
const DERIVED: Table<Derived> = Table {
    word: "field",
    unknown: UNKNOWN,
    fields: &[
        Field::new(
            "title",
            Text(|d| d.title.as_deref(), |d, v| d.title = v),
            "the rule that the headline came from",
        ),
        Field::new(
            "date",
            Text(|d| d.date.as_deref(), |d, v| d.date = v),
            "the rule that the date came from, or `unknown`",
        ),
        Field::new(
            "summary",
            Text(|d| d.summary.as_deref(), |d, v| d.summary = v),
            "the rule that the summary came from; none for the article's own first sentences",
        ),
        Field::new(
            "source",
            Text(|d| d.source.as_deref(), |d, v| d.source = v),
            "the rule that the source came from, or `unknown`",
        ),
        Field::new(
            "source_hints",
            List(|d| &d.source_hints, |d, v| d.source_hints = v),
            "hosts that may be the publisher's",
        ),
        Field::new(
            "suggestions",
            Own(
                "`{ companies, technologies }`",
                |d, v, r| _ = r.group(v, &NAMES, &mut d.suggestions),
                |d| NAMES.flow(&d.suggestions),
            ),
            "terms too doubtful to tag",
        ),
        Field::new(
            "repeated",
            Flag(|d| d.repeated, |d, v| d.repeated = v),
            "the fragment held the article more than once",
        ),
        Field::new(
            "excerpt",
            Text(|d| d.excerpt.as_deref(), |d, v| d.excerpt = v),
            "the rule by which the text is known to be only the beginning of the article",
        ),
        Field::new(
            "cuts",
            Own("list", read_cuts, cuts),
            "what cleaning took out",
        ),
    ],
};

/// The fields of a cut.
const CUT: Table<CutNote> = Table {
    word: "field",
    unknown: UNKNOWN,
    fields: &[
        Field::new(
            "rule",
            Text(|c| Some(&c.rule), |c, v| c.rule = v.unwrap_or_default()),
            "the rule that took it",
        ),
        Field::new(
            "text",
            Text(|c| Some(&c.text), |c, v| c.text = v.unwrap_or_default()),
            "the words",
        ),
    ],
};

/// The fields of what a publisher changed.
const UPDATE: Table<Update> = Table {
    word: "field",
    unknown: UNKNOWN,
    fields: &[
        Field::new(
            "day",
            Date(|u| u.day, |u, v| u.day = Some(v)),
            "the day on which the change came in",
        ),
        Field::new(
            "was",
            Text(|u| u.was.as_deref(), |u, v| u.was = v),
            "the sentence before",
        ),
        Field::new(
            "now",
            Text(|u| u.now.as_deref(), |u, v| u.now = v),
            "the sentence now",
        ),
        Field::new(
            "more",
            Count(|u| u.more, |u, v| u.more = v),
            "how many more sentences changed on that day",
        ),
    ],
};

fn read_updates(brief: &mut Brief, value: &Value, reader: &mut Reader<'_>) {
    brief.updates = reader.groups(value, &UPDATE);
    let says = |update: &Update| update.was.is_some() || update.now.is_some();
    brief.updates.retain(says);
}

fn updates(brief: &Brief) -> String {
    lines(brief.updates.iter().map(|u| UPDATE.flow(u)))
}

fn trimmed(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned())
}

fn read_sources(brief: &mut Brief, value: &Value, reader: &mut Reader<'_>) {
    let mut one = |value: &Value| {
        let mut source = Source::default();
        match value {
            Value::String(name) => {
                source.name = Some(name.clone()).filter(|n| !n.trim().is_empty());
            }
            Value::Mapping(_) => _ = reader.group(value, &SOURCE, &mut source),
            Value::Null => {}
            _ => reader.wrong(
                "`source` must have a `name` or a `url`",
                "write `source: { name: …, url: https://… }`",
            ),
        }
        (source != Source::default()).then_some(source)
    };
    brief.sources = match value {
        Value::Sequence(many) => many.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    };
}

fn sources(brief: &Brief) -> String {
    match brief.sources.as_slice() {
        [one] => SOURCE.flow(one),
        many => lines(many.iter().map(|s| SOURCE.flow(s))),
    }
}

fn read_cuts(derived: &mut Derived, value: &Value, reader: &mut Reader<'_>) {
    derived.cuts = reader.groups(value, &CUT);
    derived.cuts.retain(|cut| !cut.rule.is_empty());
}

fn cuts(derived: &Derived) -> String {
    derived.cuts.iter().fold(String::new(), |mut out, cut| {
        let _ = write!(out, "\n    - {}", CUT.flow(cut));
        out
    })
}

/// What `made` calls the text itself.
pub const BODY: &str = "body";

/// What follows the fragment as long as no person touched it, in writing order: the merged fields and the text.
pub fn merged() -> impl Iterator<Item = &'static str> {
    let fields = FIELDS.fields.iter().filter(|f| f.origin.is_merged());
    fields.map(|f| f.name).chain([BODY])
}

/// One field as YAML lines, ready for the front matter; empty for a field that holds nothing.
pub fn line(brief: &Brief, field: &str) -> String {
    FIELDS
        .field(field)
        .map(|f| f.line(brief))
        .unwrap_or_default()
}

/// The hash of a field, or of the text, as it is written.
pub fn hash(brief: &Brief, field: &str) -> String {
    if field == BODY {
        hex(Stored::Field, unix_lines(brief.body_markdown.trim()))
    } else {
        hex(Stored::Field, line(brief, field))
    }
}

/// Text with the line ends that the tool writes.
pub(super) fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Whether a field's value is still what the tool wrote.
pub fn is_as_made(brief: &Brief, field: &str) -> bool {
    let made = brief.made.as_ref().and_then(|m| m.hash_of(field));
    made == Some(hash(brief, field).as_str())
}

/// Notes in `made` that the tool wrote a field so that it has this hash.
pub(super) fn note(made: &mut Made, field: &str, hash: String) {
    let rare = FIELDS.field(field).is_some_and(|f| f.rare);
    if rare && hash == hex(Stored::Field, "") {
        made.remove(field);
    } else {
        made.set(field, hash);
    }
}

/// The hashes of a brief as it is now, made from a fragment with this hash and an article with this hash of its words.
pub fn fingerprint(brief: &Brief, fragment_hash: &str, words_hash: &str) -> Made {
    let mut made = Made::default();
    for field in merged() {
        note(&mut made, field, hash(brief, field));
    }
    made.set_origin(fragment_hash, words_hash);
    made
}

/// The README's table of fields.
pub fn readme() -> String {
    let mut out = String::from(
        "| field | holds | meaning | from | in templates |\n| --- | --- | --- | --- | --- |\n",
    );
    for field in FIELDS.fields {
        let from = match field.origin {
            Origin::Editor => "you",
            Origin::Fragment | Origin::Receipt => "the fragment",
            Origin::Notes => "briefmill",
        };
        let shown = if field.shown { "yes" } else { "" };
        let (name, form, doc) = (field.name, field.kind.form(), field.doc);
        let _ = writeln!(out, "| `{name}` | {form} | {doc} | {from} | {shown} |");
    }
    out
}
