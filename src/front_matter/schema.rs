//! The fields of a kind of text as a table: name, kind, meaning, and what becomes of each. Reading, writing, checking,
//! merging, hashing and the README's tables follow from the rows.

use jiff::civil::Date;

use super::nearest::{closest, listed};
use super::reader::{Reader, key_text};
use super::write::{flow_scalar, list, scalar};
use crate::finding::Finding;
use crate::yaml::{Mapping, Value};

/// Fields that stand together: those of a file, or of one value that has fields of its own.
#[derive(Debug)]
pub struct Table<T: 'static> {
    /// What one of its keys is called: `field`, `setting`.
    pub word: &'static str,
    /// What becomes of keys that it does not have.
    pub unknown: Unknown,
    /// The fields, in writing order.
    pub fields: &'static [Field<T>],
}

/// What becomes of a key that a table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// It is somebody's own and is kept; told of by this rule where it is nearly one of the table's.
    Kept(&'static str),
    /// It is told of by this rule.
    Told(&'static str),
    /// It is wrong.
    Wrong,
}

/// One field of a `T`.
#[derive(Debug)]
pub struct Field<T: 'static> {
    /// Its key.
    pub name: &'static str,
    /// What it holds, and where a `T` keeps it.
    pub kind: FieldKind<T>,
    /// What it means, in Markdown, for the README.
    pub doc: &'static str,
    /// Whose it is.
    pub origin: Origin,
    /// Whether its hash is left out of `made` while it is empty, as in briefs that were made before it was written.
    pub rare: bool,
    /// Whether templates see it.
    pub shown: bool,
}

/// Whose a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A person's alone: the tool reads it and never writes it.
    Editor,
    /// Derived from the fragment, which it follows until a person changes it. What both changed is a conflict.
    Fragment,
    /// What was derived from what: follows the fragment too, but is no news that anybody could miss.
    Receipt,
    /// The tool's notes on the file.
    Notes,
}

impl Origin {
    /// Whether the field is merged: it follows the fragment as long as it has the hash that `made` holds of it.
    pub fn is_merged(self) -> bool {
        matches!(self, Self::Fragment | Self::Receipt)
    }
}

/// What a field holds, with the way to it in a `T`: first the way to read it, then the way to set it.
#[derive(Debug)]
pub enum FieldKind<T: 'static> {
    /// Text; it is set to none where it is empty.
    Text(fn(&T) -> Option<&str>, fn(&mut T, Option<String>)),
    /// A web address, `http` or `https`.
    Address(fn(&T) -> Option<&str>, fn(&mut T, Option<String>)),
    /// A folder below the digest's own.
    Folder(fn(&T) -> &str, fn(&mut T, String)),
    /// A day.
    Date(fn(&T) -> Option<Date>, fn(&mut T, Date)),
    /// Yes or no.
    Flag(fn(&T) -> bool, fn(&mut T, bool)),
    /// A whole number from 1 up.
    Count(fn(&T) -> u64, fn(&mut T, u64)),
    /// A list of texts.
    List(fn(&T) -> &[String], fn(&mut T, Vec<String>)),
    /// The same, where one text alone needs no brackets.
    OneOrMore(fn(&T) -> &[String], fn(&mut T, Vec<String>)),
    /// Anything else: its form in words, the way to read it out of a value, and the way to write it.
    Own(
        &'static str,
        fn(&mut T, &Value, &mut Reader<'_>),
        fn(&T) -> String,
    ),
}

/// Whether a value stands in lines of its own or inside brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Block,
    Flow,
}

impl<T> Table<T> {
    /// The names of its fields, in writing order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone + use<T> {
        self.fields.iter().map(|f| f.name)
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field<T>> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// All fields that hold something, inside braces; nothing where none does.
    pub fn flow(&self, from: &T) -> String {
        let parts: Vec<String> = self
            .fields
            .iter()
            .map(|f| (f.name, f.kind.write(from, Style::Flow)))
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("{{ {} }}", parts.join(", "))
        }
    }

    /// All fields that hold something as lines below the key that holds them; nothing where none does.
    pub fn block(&self, from: &T) -> String {
        let lines = self.fields.iter().map(|f| f.line(from));
        let lines = lines.filter(|l| !l.is_empty());
        lines.fold(String::new(), |out, line| {
            format!("{out}\n  {}", line.trim_end_matches('\n'))
        })
    }
}

impl<T> Field<T> {
    /// A field that only people write.
    pub const fn new(name: &'static str, kind: FieldKind<T>, doc: &'static str) -> Self {
        Self {
            name,
            kind,
            doc,
            origin: Origin::Editor,
            rare: false,
            shown: false,
        }
    }

    /// The same field, of this origin.
    #[must_use]
    pub const fn of(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// The same field, seen by templates.
    #[must_use]
    pub const fn shown(mut self) -> Self {
        self.shown = true;
        self
    }

    /// The same field, whose hash is left out while it is empty.
    #[must_use]
    pub const fn rare(mut self) -> Self {
        self.rare = true;
        self
    }

    /// The field as YAML lines; nothing where it holds nothing.
    pub fn line(&self, from: &T) -> String {
        let value = self.kind.write(from, Style::Block);
        match value.chars().next() {
            None => String::new(),
            Some('\n') => format!("{}:{value}\n", self.name),
            Some(_) => format!("{}: {value}\n", self.name),
        }
    }
}

impl<T> FieldKind<T> {
    /// What the field holds, in words.
    pub fn form(&self) -> &'static str {
        match self {
            Self::Text(..) => "text",
            Self::Address(..) => "web address",
            Self::Folder(..) => "folder",
            Self::Date(..) => "`YYYY-MM-DD`",
            Self::Flag(..) => "`true` or `false`",
            Self::Count(..) => "number",
            Self::List(..) => "list",
            Self::OneOrMore(..) => "text or list",
            Self::Own(form, ..) => form,
        }
    }

    /// Takes the field over from a value that is there; what is wrong with it is told, and the field stays as it was.
    pub(super) fn read(&self, into: &mut T, value: &Value, reader: &mut Reader<'_>) {
        match self {
            Self::Text(_, set) => {
                if let Some(text) = reader.text(value) {
                    set(into, Some(text).filter(|t| !t.trim().is_empty()));
                }
            }
            Self::Address(_, set) => {
                if let Some(address) = reader.address(value) {
                    set(into, Some(address).filter(|a| !a.trim().is_empty()));
                }
            }
            Self::Folder(_, set) => reader.folder(value).into_iter().for_each(|f| set(into, f)),
            Self::Date(_, set) => reader.date(value).into_iter().for_each(|d| set(into, d)),
            Self::Flag(_, set) => reader.flag(value).into_iter().for_each(|f| set(into, f)),
            Self::Count(_, set) => reader.count(value).into_iter().for_each(|n| set(into, n)),
            Self::List(_, set) => reader.list(value).into_iter().for_each(|l| set(into, l)),
            Self::OneOrMore(_, set) => {
                if let Some(list) = reader.one_or_more(value) {
                    set(into, list);
                }
            }
            Self::Own(_, read, _) => read(into, value, reader),
        }
    }

    fn write(&self, from: &T, style: Style) -> String {
        let text = |text: &str| match style {
            Style::Block => scalar(text),
            Style::Flow => flow_scalar(text),
        };
        match self {
            Self::Text(get, _) | Self::Address(get, _) => get(from).map(text).unwrap_or_default(),
            Self::Folder(get, _) => text(get(from)),
            Self::Date(get, _) => get(from).map(|d| d.to_string()).unwrap_or_default(),
            // What is not so is not said.
            Self::Flag(get, _) => if get(from) { "true" } else { "" }.to_owned(),
            // It counts from 1 up: 0 is none.
            Self::Count(get, _) => Some(get(from))
                .filter(|n| *n > 0)
                .map(|n| n.to_string())
                .unwrap_or_default(),
            Self::List(get, _) => list(get(from)),
            Self::OneOrMore(get, _) => match get(from) {
                [one] => text(one),
                many if style == Style::Block => lines(many.iter().map(|t| scalar(t))),
                many => list(many),
            },
            Self::Own(_, _, write) => write(from),
        }
    }
}

/// Values as the lines of a list.
pub fn lines(values: impl Iterator<Item = String>) -> String {
    values.fold(String::new(), |out, value| format!("{out}\n  - {value}"))
}

impl Reader<'_> {
    /// Takes over the fields of a table. Returns what it does not have, after its table's way with that.
    pub fn fields<T>(&mut self, map: &Mapping, table: &Table<T>, into: &mut T) -> Mapping {
        for field in table.fields {
            if let Some(value) = map.get(field.name).filter(|v| !v.is_null()) {
                self.within(field.name, |reader| field.kind.read(into, value, reader));
            }
        }
        let known: Vec<&str> = table.names().collect();
        let mut rest = Mapping::new();
        for (key, value) in map {
            let name = key_text(key);
            if !known.contains(&name.as_str()) {
                self.within(&name, |reader| reader.unknown(&name, table, &known));
                rest.insert(key.clone(), value.clone());
            }
        }
        rest
    }

    /// Takes over the fields of a value that has fields of its own; returns what its table does not have.
    pub fn group<T>(&mut self, value: &Value, table: &Table<T>, into: &mut T) -> Mapping {
        if let Value::Mapping(map) = value {
            return self.fields(map, table, into);
        }
        let names: Vec<&str> = table.names().collect();
        let (key, first) = (self.key(), names.first().copied().unwrap_or_default());
        self.wrong(
            format!("`{key}` must have fields: {}", listed(&names, "or")),
            format!("write `{key}: {{ {first}: … }}`"),
        );
        Mapping::new()
    }

    /// The items of a list, each with the fields of a table; none of what is no list.
    pub fn groups<T: Default>(&mut self, value: &Value, table: &Table<T>) -> Vec<T> {
        let list = value.as_sequence().into_iter().flatten();
        let one = |value| {
            let mut item = T::default();
            self.group(value, table, &mut item);
            item
        };
        list.map(one).collect()
    }

    fn unknown<T>(&mut self, name: &str, table: &Table<T>, known: &[&str]) {
        let near = closest(name, known);
        let message = format!("unknown {} `{name}`", table.word);
        let remedy = near.map_or_else(
            || format!("known are {}", listed(known, "and")),
            |known| format!("did you mean `{known}`?"),
        );
        let finding = match table.unknown {
            // A short word is near to many.
            Unknown::Kept(_) if near.is_none() || name.len() <= 3 => return,
            Unknown::Kept(rule) if self.keys.len() == 1 => {
                let kept = "Unknown fields are kept and reach the templates";
                Finding::warning(rule, message).help(format!("{remedy} {kept}"))
            }
            Unknown::Kept(rule) | Unknown::Told(rule) => {
                Finding::warning(rule, message).help(remedy)
            }
            Unknown::Wrong => Finding::error(self.rule, message).help(remedy),
        };
        self.tell(finding.at(self.key_place()));
    }
}
