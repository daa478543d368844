//! The pages, a file for each type: its routes, its address, what its template sees, and how that is put together.
//!
//! A new type is a file here with a [`Kind`], its line in [`KINDS`], and its template.

use super::kind::Kind;

mod archive;
mod brief;
mod briefs;
mod collection;
mod edition;
mod editions;
mod email;
mod event;
mod events;
mod figures;
mod follow;
mod home;
mod matrix;
mod matrix_list;
mod not_found;
mod page;
mod pair;
mod period;
mod redirect;
mod search;
mod source;
mod sources;
mod stories;
mod story;
mod term;
mod terms;
mod timeline;

/// Every page type. Groups stand in the navigation in this order, and of two routes with one path the first stays.
pub(super) const KINDS: &[Kind] = &[
    home::KIND,
    editions::KIND,
    edition::KIND,
    email::KIND,
    briefs::KIND,
    brief::KIND,
    stories::KIND,
    story::KIND,
    terms::KIND,
    term::KIND,
    matrix::KIND,
    matrix_list::KIND,
    pair::KIND,
    figures::KIND,
    archive::KIND,
    period::KIND,
    events::KIND,
    event::KIND,
    sources::KIND,
    source::KIND,
    search::KIND,
    follow::KIND,
    page::KIND,
    redirect::KIND,
    not_found::KIND,
];
