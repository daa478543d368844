//! HTML as the stages read it, in one place: what elements are ([`elements`]), tags of a source ([`tags`]), the one way
//! to a parsed tree ([`parse`]) with its bounds, the tree's text ([`text`]), small changes to it ([`tree`]), tables ([`rows`]), a flat view
//! of it ([`flat`]), plain text to and from small pieces ([`plain`]), and escaping ([`escape`]). Knows nothing of articles.

pub(crate) mod body;
pub(crate) mod bounds;
pub(crate) mod elements;
pub(crate) mod escape;
pub(crate) mod flat;
pub(crate) mod marks;
pub(crate) mod naming;
pub(crate) mod parse;
pub(crate) mod plain;
pub(crate) mod rows;
pub(crate) mod tags;
pub(crate) mod text;
pub(crate) mod tree;
