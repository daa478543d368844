//! What templates see: structs whose fields and documentation are made from the same words.
//!
//! [`seen!`] takes a struct with doc comments and makes of it the struct that a template is given and the description
//! that `briefmill context` prints, so that neither says anything that the other does not. What many pages share is
//! turned into the engine's own value once and then cheap to copy: see [`Prebuilt`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::{Context, Value};

use crate::kept::Key;
use marks::{Marked, Marks, print_of};

pub(super) mod edition;
pub(super) mod frame;
pub(super) mod link;
pub(super) mod marks;
pub(super) mod parts;
pub(super) mod site;

/// Makes structs that templates see. Each field has a doc comment, which is its documentation for users too; `template
/// "NAME"` before the word `struct` says that the built-in template of that name is given it.
macro_rules! seen {
    (
        $(#[doc = $doc:literal])+
        template $file:literal struct $name:ident $(<$life:lifetime>)? {
            $( $(#[doc = $about:literal])+ $field:ident: $type:ty, )*
        }
    ) => {
        $crate::site::context::seen! {
            $(#[doc = $doc])+
            struct $name $(<$life>)? { $( $(#[doc = $about])+ $field: $type, )* }
        }
        impl $(<$life>)? $crate::site::context::Given for $name $(<$life>)? {
            const NAME: &'static str = $file;
            const SOURCE: &'static str =
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/", $file));
        }
    };
    (
        $(#[doc = $doc:literal])+
        struct $name:ident $(<$life:lifetime>)? {
            $( $(#[doc = $about:literal])+ $field:ident: $type:ty, )*
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, serde::Serialize)]
        pub(in crate::site) struct $name $(<$life>)? {
            $( $(#[doc = $about])+ pub(in crate::site) $field: $type, )*
        }
        impl $(<$life>)? $crate::site::context::marks::Marked for $name $(<$life>)? {
            #[allow(unused_variables, reason = "a struct may have no fields")]
            fn mark(&self, marks: &mut $crate::site::context::marks::Marks) {
                $( $crate::site::context::marks::Marked::mark(&self.$field, marks); )*
            }

            fn prints(&self) -> Vec<(&'static str, $crate::kept::Key)> {
                vec![$( (
                    stringify!($field),
                    $crate::site::context::marks::print_of(&self.$field),
                ) ),*]
            }
        }
        impl $(<$life>)? $crate::site::context::Seen for $name $(<$life>)? {
            #[allow(unused_variables, reason = "a struct may have no fields")]
            fn fill(&self, context: &mut tera::Context) {
                $( context.insert(stringify!($field), &self.$field); )*
            }

            fn shape() -> $crate::site::context::Shape {
                $crate::site::context::Shape::Struct($crate::site::context::Struct {
                    name: $crate::site::context::name_of(stringify!($name)),
                    doc: $crate::site::context::words_of(&[$($doc),+]),
                    fields: vec![$( $crate::site::context::Field {
                        name: stringify!($field),
                        doc: $crate::site::context::words_of(&[$($about),+]),
                        shape: <$type as $crate::site::context::Seen>::shape(),
                    } ),*],
                })
            }
        }
    };
}
pub(in crate::site) use seen;

/// What a template may be given: it serialises, says what it holds, and what it looks like.
pub(super) trait Seen: Serialize + Marked {
    /// What it looks like.
    fn shape() -> Shape;

    /// Gives a template its fields; of what has none, nothing.
    fn fill(&self, _: &mut Context) {}
}

/// What a built-in template is given.
pub(super) trait Given: Seen {
    /// The template's name.
    const NAME: &'static str;
    /// Its text.
    const SOURCE: &'static str;
}

/// What a value in a template looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Words, which the template escapes.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// HTML, which is safe already and is printed as it is.
    Html,
    /// Fields that a user named, each with any value.
    Fields,
    /// True or false by the key of a group of pages.
    Groups,
    /// Any number of these.
    List(Box<Shape>),
    /// One of these, or none.
    Maybe(Box<Shape>),
    /// Named fields.
    Struct(Struct),
}

/// A value with named fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struct {
    /// What it is called in the documentation.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A field that a template sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub doc: String,
    /// What that looks like.
    pub shape: Shape,
}

impl Struct {
    /// What has no fields, in words.
    pub(super) fn of_words(words: &str) -> Self {
        Self {
            name: String::new(),
            doc: words.to_owned(),
            fields: Vec::new(),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("text"),
            Self::Number => f.write_str("number"),
            Self::Flag => f.write_str("true or false"),
            Self::Html => f.write_str("HTML"),
            Self::Fields => f.write_str("fields by name"),
            Self::Groups => f.write_str("true or false by group"),
            Self::List(of) => write!(f, "list of {of}"),
            Self::Maybe(of) => write!(f, "{of} or none"),
            Self::Struct(of) => f.write_str(&of.name),
        }
    }
}

/// `TermLink` is a `term link`, and `ItemSeen` an `item`: the ending tells structs apart from what they are made of.
pub(super) fn name_of(ident: &str) -> String {
    let mut name = String::new();
    for c in ident.strip_suffix("Seen").unwrap_or(ident).chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push(' ');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// The lines of a doc comment as one paragraph.
pub(super) fn words_of(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|l| l.trim()).collect();
    lines.join(" ").trim().to_owned()
}

/// The fields of what a template is given.
pub(super) fn fields_of<T: Seen>() -> Struct {
    match T::shape() {
        Shape::Struct(fields) => fields,
        other => panic!("bug: a template is given fields, and not {other}"),
    }
}

/// HTML that is safe already, or will be when it is asked for.
pub(super) enum Html<'a> {
    /// The HTML.
    Ready(String),
    /// What makes it, and the hash of all that it is made from.
    Later(Key, Box<dyn Fn() -> String + Send + Sync + 'a>),
}

impl<'a> Html<'a> {
    /// HTML that is made when a page with it is.
    pub(super) fn later(print: Key, make: impl Fn() -> String + Send + Sync + 'a) -> Self {
        Self::Later(print, Box::new(make))
    }
}

impl fmt::Debug for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready(html) => f.write_str(html),
            Self::Later(print, _) => print.fmt(f),
        }
    }
}

impl Serialize for Html<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = match self {
            Self::Ready(html) => Value::safe_string(html),
            Self::Later(_, make) => Value::safe_string(&make()),
        };
        value.serialize(serializer)
    }
}

impl Marked for Html<'_> {
    fn mark(&self, marks: &mut Marks) {
        match self {
            Self::Ready(html) => marks.text(html),
            Self::Later(print, _) => marks.print(*print),
        }
    }
}

impl From<&str> for Html<'_> {
    fn from(html: &str) -> Self {
        Self::Ready(html.to_owned())
    }
}

impl From<String> for Html<'_> {
    fn from(html: String) -> Self {
        Self::Ready(html)
    }
}

/// What many pages show, turned into the engine's value once: a copy costs a count, whatever it holds.
#[derive(Debug)]
pub(super) struct Prebuilt<T> {
    value: Value,
    print: Key,
    of: PhantomData<fn() -> T>,
}

impl<T: Seen> Prebuilt<T> {
    pub(super) fn new(seen: &T) -> Self {
        Self {
            value: Value::from_serializable(seen),
            print: print_of(seen),
            of: PhantomData,
        }
    }
}

impl<T> Prebuilt<T> {
    /// The hash of all that it shows.
    pub(super) fn print(&self) -> Key {
        self.print
    }
}

impl<T> Clone for Prebuilt<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            print: self.print,
            of: PhantomData,
        }
    }
}

impl<T> Serialize for Prebuilt<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T> Marked for Prebuilt<T> {
    fn mark(&self, marks: &mut Marks) {
        marks.print(self.print);
    }
}

impl<T: Seen> Seen for Prebuilt<T> {
    fn shape() -> Shape {
        T::shape()
    }
}

/// States what some types look like.
macro_rules! shapes {
    ($($shape:ident: $($type:ty),+;)+) => {
        $($(impl Seen for $type {
            fn shape() -> Shape {
                Shape::$shape
            }
        })+)+
    };
}

shapes! {
    Text: String, &str, Cow<'_, str>;
    Number: u32, usize, i16, i8;
    Flag: bool;
    Html: Html<'_>;
    Fields: serde_json::Map<String, serde_json::Value>, BTreeMap<String, serde_json::Value>;
    Groups: BTreeMap<&'static str, bool>;
}

impl<T: Seen> Seen for &T {
    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Seen> Seen for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: Seen> Seen for Option<T> {
    fn shape() -> Shape {
        Shape::Maybe(Box::new(T::shape()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    seen! {
        /// Two lines
        /// of words.
        struct MadeUpSeen<'a> {
            /// The name.
            name: &'a str,
            /// What else
            /// there is.
            rest: Vec<Option<Html<'a>>>,
        }
    }

    #[test]
    fn a_struct_is_described_by_its_own_words() {
        let described = fields_of::<MadeUpSeen<'_>>();
        assert_eq!(
            (described.name.as_str(), described.doc.as_str()),
            ("made up", "Two lines of words.")
        );
        let fields: Vec<_> = described
            .fields
            .iter()
            .map(|f| (f.name, f.doc.as_str(), f.shape.to_string()))
            .collect();
        assert_eq!(
            fields,
            [
                ("name", "The name.", "text".to_owned()),
                (
                    "rest",
                    "What else there is.",
                    "list of HTML or none".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn html_stays_safe_and_what_is_prebuilt_is_not_built_again() {
        let seen = MadeUpSeen {
            name: "<",
            rest: vec![Some(Html::from("<b>")), None],
        };
        let prebuilt = Prebuilt::new(&seen);
        let mut context = Context::new();
        context.insert("it", &prebuilt);
        let it = context.get("it").unwrap();
        assert!(std::ptr::eq(
            it.as_map().unwrap(),
            prebuilt.value.as_map().unwrap()
        ));
        let rest = it.get_from_path("rest").unwrap().as_array().unwrap();
        assert!(rest[0].is_safe() && rest[1].is_none());
    }
}
