//! Brings a fresh derivation into a brief's file without touching what a person wrote.
//!
//! `made` in the front matter holds one short hash per field as the tool wrote it, and one of the fragment. A field
//! whose present value has that hash was not touched, and may follow the fragment; any other is the editor's.

use std::fmt;

use super::file::{FIELDS, field_yaml, parse, render};
use super::{Brief, Derived};
use crate::front_matter;
use crate::hash::{Stored, hex};

/// The fields that the tool writes and `made` covers, in writing order; `body` is the text itself.
const MADE_FIELDS: &[&str] = &[
    "title",
    "date",
    "summary",
    "source",
    "language",
    "companies",
    "technologies",
    "mentions",
    "fragment",
    "derived",
    "draft",
    "body",
];

/// Fields whose hash is left out while they are empty, as in briefs that were made before the tool wrote them.
const RARE_FIELDS: &[&str] = &["draft"];

/// Hashes of a brief's fields as the tool wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// Field name and 8 hex digits of its hash; the pseudo-fields `from` and `words` are the fragment
    /// as it was read and the words of its article.
    fields: Vec<(String, String)>,
}

impl Made {
    /// Reads the value of `made`; none if a person changed its form.
    pub fn parse(text: &str) -> Option<Self> {
        let fields: Option<Vec<_>> = text
            .split_whitespace()
            .map(|pair| {
                pair.split_once('=')
                    .map(|(field, hash)| (field.to_owned(), hash.to_owned()))
            })
            .collect();
        fields
            .filter(|f| !f.is_empty())
            .map(|fields| Self { fields })
    }

    fn hash_of(&self, field: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(f, _)| f == field)
            .map(|(_, h)| h.as_str())
    }

    /// Whether a field is as the tool wrote it when it has this hash.
    fn covers(&self, field: &str, hash: &str) -> bool {
        match self.hash_of(field) {
            Some(made) => made == hash,
            None => RARE_FIELDS.contains(&field) && hash == hex(Stored::Field, ""),
        }
    }

    /// The hash of the fragment that the brief was last made from.
    pub fn fragment_hash(&self) -> &str {
        self.hash_of("from").unwrap_or_default()
    }

    /// The hash of the article's words, by which it is known again under another fragment's name.
    pub fn words_hash(&self) -> &str {
        self.hash_of("words").unwrap_or_default()
    }

    fn set(&mut self, field: &str, hash: String) {
        if RARE_FIELDS.contains(&field) && hash == hex(Stored::Field, "") {
            self.fields.retain(|(f, _)| f != field);
            return;
        }
        match self.fields.iter_mut().find(|(f, _)| f == field) {
            Some((_, h)) => *h = hash,
            None => self.fields.push((field.to_owned(), hash)),
        }
    }
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (field, hash)) in self.fields.iter().enumerate() {
            write!(f, "{}{field}={hash}", if i == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}

fn field_hash(brief: &Brief, field: &str) -> String {
    if field == "body" {
        hex(Stored::Field, unix_lines(brief.body_markdown.trim()))
    } else {
        hex(Stored::Field, field_yaml(brief, field))
    }
}

/// Text with the line ends that the tool writes.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Whether a field's value is still what the tool wrote.
pub fn is_as_made(brief: &Brief, field: &str) -> bool {
    let made = brief.made.as_ref().and_then(|m| m.hash_of(field));
    made == Some(field_hash(brief, field).as_str())
}

/// The hashes of a brief as it is now, made from a fragment with this hash and an article with this hash of its words.
pub fn fingerprint(brief: &Brief, fragment_hash: &str, words_hash: &str) -> Made {
    let mut made = Made::default();
    for field in MADE_FIELDS {
        made.set(field, field_hash(brief, field));
    }
    made.set("from", fragment_hash.to_owned());
    made.set("words", words_hash.to_owned());
    made
}

/// What merging came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// The file is as it should be.
    Unchanged,
    /// The file's new text, and the fields that followed the fragment.
    Updated {
        /// The whole file.
        text: String,
        /// Whether a person had touched other fields, which stayed.
        kept: bool,
    },
    /// The file is a person's own or cannot be read: it stays.
    Kept,
}

/// Merges `fresh` into the brief file `source`. `fresh.made` must hold its fingerprint.
///
/// A field is a person's unless its text in the file is exactly what the tool wrote: a comment, a key of their own
/// inside it, or another way to write the same value count too.
pub fn merge(path: &str, source: &str, fresh: &Brief) -> Merged {
    let windows_lines = source.contains("\r\n");
    let text = unix_lines(source.strip_prefix('\u{feff}').unwrap_or(source));
    let Ok((current, _)) = parse(path, &text) else {
        return Merged::Kept;
    };
    let (Some(made), Some(fresh_made)) = (current.made.clone(), &fresh.made) else {
        return Merged::Kept;
    };
    let split = front_matter::split(&text);
    let yaml = split.yaml.unwrap_or_default();
    let touched = touched_of(&text, &current);
    let merged = if touched.is_empty() && render(&current) == text {
        Merged::Updated {
            text: render(fresh),
            kept: false,
        }
    } else {
        field_by_field(
            &Parts {
                made,
                current: &current,
                yaml,
                body: split.body,
                touched: &touched,
            },
            fresh,
            fresh_made,
        )
    };
    let Merged::Updated { text: new, kept } = merged else {
        return merged;
    };
    if new == text {
        return Merged::Unchanged;
    }
    // The last guard: what would be written must read back, with everything of the person's in it.
    let whole = parse(path, &new).is_ok_and(|(after, _)| {
        let same = |f: &&str| field_hash(&after, f) == field_hash(&current, f);
        !kept || (after.extra == current.extra && touched.iter().all(same))
    });
    if !whole {
        return Merged::Kept;
    }
    let new = if windows_lines {
        new.replace('\n', "\r\n")
    } else {
        new
    };
    let mark = if source.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    Merged::Updated {
        text: format!("{mark}{new}"),
        kept,
    }
}

/// The fields of a file that are a person's.
fn touched_of<'f>(text: &str, brief: &Brief) -> Vec<&'f str> {
    let yaml = front_matter::split(text)
        .yaml
        .unwrap_or_default()
        .to_owned();
    let made = brief.made.clone().unwrap_or_default();
    let touched = |f: &&&str| {
        let rewritten = **f != "body" && front_matter::raw_block(&yaml, f) != field_yaml(brief, f);
        rewritten || !made.covers(f, &field_hash(brief, f))
    };
    MADE_FIELDS.iter().filter(touched).copied().collect()
}

/// A brief's file taken apart.
struct Parts<'a> {
    made: Made,
    current: &'a Brief,
    yaml: &'a str,
    body: &'a str,
    /// The fields that are a person's.
    touched: &'a [&'a str],
}

/// Lets the fields that no person touched follow the fragment, each in its place. A field that both changed is noted in
/// `conflicts` until a person takes that line out, or the fragment's version over.
fn field_by_field(parts: &Parts<'_>, fresh: &Brief, fresh_made: &Made) -> Merged {
    let mut next = parts.made.clone();
    let mut yaml = parts.yaml.to_owned();
    let mut body = None;
    let mut conflicts = parts.current.conflicts.clone();
    let fragment_changed = fresh_made.fragment_hash() != parts.made.fragment_hash();
    let mut changed = fragment_changed;
    for field in MADE_FIELDS {
        let fresh_hash = field_hash(fresh, field);
        // `derived` comes last: it follows only where something else does.
        if *field == "derived" {
            continue;
        }
        let settled = field_hash(parts.current, field) == fresh_hash;
        if settled || !parts.touched.contains(field) {
            conflicts.retain(|c| c != field);
        }
        if parts.touched.contains(field) {
            // Which fragment a brief names is no news that could be missed.
            let differs = !next.covers(field, &fresh_hash) && !settled && *field != "fragment";
            if fragment_changed && differs && !conflicts.iter().any(|c| c == field) {
                conflicts.push((*field).to_owned());
            }
            continue;
        }
        if next.covers(field, &fresh_hash) {
            continue;
        }
        changed = true;
        if *field == "body" {
            body = Some(fresh.body_markdown.as_str());
        } else {
            yaml = insert_in_order(&yaml, field, &field_yaml(fresh, field));
        }
        next.set(field, fresh_hash);
    }
    if conflicts != parts.current.conflicts {
        changed = true;
        let noted = Brief {
            conflicts,
            ..fresh.clone()
        };
        yaml = insert_in_order(&yaml, "conflicts", &field_yaml(&noted, "conflicts"));
    }
    if !changed {
        return Merged::Unchanged;
    }
    if !parts.touched.contains(&"derived") {
        let derived = derived_of_untouched(fresh, parts.touched);
        next.set("derived", hex(Stored::Field, &derived));
        yaml = insert_in_order(&yaml, "derived", &derived);
    }
    next.set("from", fresh_made.fragment_hash().to_owned());
    next.set("words", fresh_made.words_hash().to_owned());
    yaml = front_matter::set_key(&yaml, "made", &format!("made: {next}\n"));
    let body_text = body.map_or_else(
        || parts.body.to_owned(),
        |b| format!("\n{}\n", b.trim_end()),
    );
    Merged::Updated {
        text: format!("---\n{yaml}---\n{body_text}"),
        kept: true,
    }
}

/// The derived block; it describes the fragment's own derivation even where the editor's value stands.
fn derived_of_untouched(fresh: &Brief, touched: &[&str]) -> String {
    let mut derived: Derived = fresh.derived.clone();
    if touched.contains(&"title") {
        derived.title = None;
    }
    if touched.contains(&"date") {
        derived.date = None;
    }
    if touched.contains(&"source") {
        derived.source = None;
    }
    field_yaml(
        &Brief {
            derived,
            ..fresh.clone()
        },
        "derived",
    )
}

/// Sets a key; a new one goes before the first known key that follows it in writing order.
fn insert_in_order(yaml: &str, field: &str, block: &str) -> String {
    if block.is_empty() || !front_matter::raw_block(yaml, field).is_empty() {
        return front_matter::set_key(yaml, field, block);
    }
    let rank = FIELDS
        .iter()
        .position(|f| *f == field)
        .unwrap_or(usize::MAX);
    let later = FIELDS.iter().skip(rank + 1);
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        if later
            .clone()
            .any(|f| line.strip_prefix(f).is_some_and(|r| r.starts_with(':')))
        {
            let (before, after) = yaml.split_at(at);
            return format!("{before}{block}{after}");
        }
        at += line.len();
    }
    front_matter::set_key(yaml, field, block)
}
