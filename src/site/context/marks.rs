//! What a page is made from, as a hash: two pages of one hash have the same bytes, so that a page which nothing has
//! changed for is not made again.
//!
//! [`seen!`](super::seen) gives each struct that a template sees its marks: those of its fields, one after the other.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::kept::{Key, KeyOf};

/// Marks on their way to a hash. Each is told from the next by its length.
#[derive(Debug, Default)]
pub(in crate::site) struct Marks(Vec<u8>);

impl Marks {
    /// Adds bytes.
    pub(in crate::site) fn bytes(&mut self, bytes: &[u8]) {
        self.0
            .extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    /// Adds text.
    pub(in crate::site) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Adds a number.
    pub(in crate::site) fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    /// Adds the hash of other marks.
    pub(in crate::site) fn print(&mut self, print: Key) {
        self.0.extend_from_slice(print.bytes());
    }

    /// Adds anything that is marked.
    pub(in crate::site) fn add(&mut self, marked: &impl Marked) -> &mut Self {
        marked.mark(self);
        self
    }

    /// The hash of all marks.
    pub(in crate::site) fn key(&self) -> Key {
        KeyOf::new("page").part(&self.0).key()
    }
}

/// What a page can be made from.
pub(in crate::site) trait Marked {
    /// Adds all that it holds.
    fn mark(&self, marks: &mut Marks);

    /// The hash of each of its fields by name; of what has no fields, none.
    fn prints(&self) -> Vec<(&'static str, Key)> {
        Vec::new()
    }
}

/// The hash of one thing.
pub(in crate::site) fn print_of(marked: &(impl Marked + ?Sized)) -> Key {
    let mut marks = Marks::default();
    marked.mark(&mut marks);
    marks.key()
}

impl Marked for str {
    fn mark(&self, marks: &mut Marks) {
        marks.text(self);
    }
}

impl Marked for String {
    fn mark(&self, marks: &mut Marks) {
        marks.text(self);
    }
}

impl Marked for Cow<'_, str> {
    fn mark(&self, marks: &mut Marks) {
        marks.text(self);
    }
}

impl Marked for bool {
    fn mark(&self, marks: &mut Marks) {
        marks.number(u64::from(*self));
    }
}

/// Whole numbers, by their bytes.
macro_rules! numbers {
    ($($type:ty),+) => {
        $(impl Marked for $type {
            fn mark(&self, marks: &mut Marks) {
                marks.bytes(&self.to_le_bytes());
            }
        })+
    };
}

numbers!(u32, usize, i16, i8);

impl<T: Marked + ?Sized> Marked for &T {
    fn mark(&self, marks: &mut Marks) {
        (**self).mark(marks);
    }
}

impl<T: Marked> Marked for Option<T> {
    fn mark(&self, marks: &mut Marks) {
        marks.number(u64::from(self.is_some()));
        if let Some(own) = self {
            own.mark(marks);
        }
    }
}

impl<T: Marked> Marked for Vec<T> {
    fn mark(&self, marks: &mut Marks) {
        marks.number(self.len() as u64);
        for own in self {
            own.mark(marks);
        }
    }
}

impl<K: Marked, V: Marked> Marked for BTreeMap<K, V> {
    fn mark(&self, marks: &mut Marks) {
        marks.number(self.len() as u64);
        for (key, value) in self {
            key.mark(marks);
            value.mark(marks);
        }
    }
}

impl Marked for serde_json::Value {
    fn mark(&self, marks: &mut Marks) {
        marks.text(&self.to_string());
    }
}

impl Marked for serde_json::Map<String, serde_json::Value> {
    fn mark(&self, marks: &mut Marks) {
        marks.number(self.len() as u64);
        for (key, value) in self {
            key.mark(marks);
            value.mark(marks);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_has_another_hash() {
        let lists = [
            vec!["ab", "c"],
            vec!["a", "bc"],
            vec!["abc"],
            vec!["ab", "c", ""],
        ];
        let mut prints: Vec<Key> = lists.iter().map(print_of).collect();
        prints.push(print_of(&Some("ab")));
        prints.push(print_of(&None::<&str>));
        prints.push(print_of("ab"));
        prints.push(print_of(&true));
        let all = prints.len();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), all);
    }
}
