//! Brings a fresh derivation into a brief's file without touching what a person wrote.

use jiff::civil::Date;

use super::fields::{self, BODY, FIELDS, unix_lines};
use super::file::{parse, render};
use super::made::Made;
use super::updates::updates;
use super::{Brief, Update};
use crate::front_matter::{self, Origin};
use crate::hash::{Stored, hex};

/// The field of what was derived by which rule.
const DERIVED: &str = "derived";

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

/// Merges `fresh`, which came in on the day `arrival`, into the brief file `source`. `fresh.made` must hold its fingerprint.
///
/// A field is a person's unless its text in the file is exactly what the tool wrote: a comment, a key of their own
/// inside it, or another way to write the same value count too.
pub fn merge(path: &str, source: &str, fresh: &Brief, arrival: Date) -> Merged {
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
    let updates = if stands_as_written(yaml, &current, "updates") {
        updates(&current, fresh, &made, arrival)
    } else {
        // A person's words stand there, which a note more would not leave as they are.
        current.updates.clone()
    };
    let merged = if touched.is_empty() && render(&current) == text {
        // What came in once came in on that day, whatever is found in it later.
        let fresh = Brief {
            added: current.added,
            updates,
            ..fresh.clone()
        };
        Merged::Updated {
            text: render(&fresh),
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
                updates,
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
        let same = |f: &&str| fields::hash(&after, f) == fields::hash(&current, f);
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
fn touched_of(text: &str, brief: &Brief) -> Vec<&'static str> {
    let yaml = front_matter::split(text)
        .yaml
        .unwrap_or_default()
        .to_owned();
    let made = brief.made.clone().unwrap_or_default();
    let touched = |f: &&str| {
        let rewritten = *f != BODY && !stands_as_written(&yaml, brief, f);
        rewritten || !made.covers(f, &fields::hash(brief, f))
    };
    fields::merged().filter(touched).collect()
}

/// Whether a field stands in a file as the tool writes it, without anything of a person's.
fn stands_as_written(yaml: &str, brief: &Brief, field: &str) -> bool {
    front_matter::raw_block(yaml, field) == fields::line(brief, field)
}

/// A brief's file taken apart.
struct Parts<'a> {
    made: Made,
    current: &'a Brief,
    yaml: &'a str,
    body: &'a str,
    /// The fields that are a person's.
    touched: &'a [&'a str],
    /// What the publisher changed.
    updates: Vec<Update>,
}

/// Lets the fields that no person touched follow the fragment, each in its place. A field that both changed is noted in
/// `conflicts` until a person takes that line out, or the fragment's version over.
fn field_by_field(parts: &Parts<'_>, fresh: &Brief, fresh_made: &Made) -> Merged {
    let known: Vec<&str> = fields::merged().collect();
    let mut next = parts.made.of_known(&known);
    let mut yaml = parts.yaml.to_owned();
    let mut body = None;
    let mut conflicts = parts.current.conflicts.clone();
    let fragment_changed = fresh_made.fragment_hash() != parts.made.fragment_hash();
    let mut changed = fragment_changed;
    // `derived` comes last: it follows only where something else does.
    for field in fields::merged().filter(|f| *f != DERIVED) {
        let fresh_hash = fields::hash(fresh, field);
        let settled = fields::hash(parts.current, field) == fresh_hash;
        let touched = parts.touched.contains(&field);
        if settled || !touched {
            conflicts.retain(|c| c != field);
        }
        if touched {
            let news = FIELDS
                .field(field)
                .is_none_or(|f| f.origin != Origin::Receipt);
            let differs = news && !next.covers(field, &fresh_hash) && !settled;
            if fragment_changed && differs && !conflicts.iter().any(|c| c == field) {
                conflicts.push(field.to_owned());
            }
            continue;
        }
        if next.covers(field, &fresh_hash) {
            continue;
        }
        changed = true;
        if field == BODY {
            body = Some(fresh.body_markdown.as_str());
        } else {
            yaml = insert(&yaml, field, &fields::line(fresh, field));
        }
        fields::note(&mut next, field, fresh_hash);
    }
    let noted = Brief {
        conflicts,
        updates: parts.updates.clone(),
        ..Brief::in_file("")
    };
    for field in ["conflicts", "updates"] {
        let line = fields::line(&noted, field);
        if line != fields::line(parts.current, field) {
            changed = true;
            yaml = insert(&yaml, field, &line);
        }
    }
    if !changed {
        return Merged::Unchanged;
    }
    if !parts.touched.contains(&DERIVED) {
        let derived = derived_of_untouched(fresh, parts.touched);
        next.set(DERIVED, hex(Stored::Field, &derived));
        yaml = insert(&yaml, DERIVED, &derived);
    }
    next.set_origin(fresh_made.fragment_hash(), fresh_made.words_hash());
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
    let mut brief = fresh.clone();
    for field in touched {
        brief.derived.forget_rule_of(field);
    }
    fields::line(&brief, DERIVED)
}

/// Sets a key, a new one in its place in writing order.
fn insert(yaml: &str, field: &str, block: &str) -> String {
    front_matter::insert_in_order(yaml, field, block, FIELDS.names())
}
