//! A built-in template, and what it is given.

use super::context::{Given, Struct, fields_of};

/// A built-in template.
#[derive(Debug, Clone, Copy)]
pub(super) struct Template {
    pub(super) name: &'static str,
    pub(super) source: &'static str,
    /// What it is for, and what it is given; no fields for one that other templates use.
    pub(super) seen: fn() -> Struct,
    /// Whether it is given what every page is.
    pub(super) is_page: bool,
}

impl Template {
    /// The template that is given `T`, of a page.
    pub(super) const fn of_page<T: Given>() -> Self {
        Self {
            is_page: true,
            ..Self::of_part::<T>()
        }
    }

    /// The template that is given `T` and no more, of a part of a page.
    pub(super) const fn of_part<T: Given>() -> Self {
        Self {
            name: T::NAME,
            source: T::SOURCE,
            seen: fields_of::<T>,
            is_page: false,
        }
    }
}
