//! HTML as the stages read it, in one place: tags of a source ([`tags`]), bounds that keep parsing cheap ([`depth`],
//! [`limits`]), a parsed tree and its text ([`tree`], [`flat`], [`plain`]), and escaping ([`escape`]). Knows nothing of
//! articles or pages.

pub(crate) mod controls;
pub(crate) mod depth;
pub(crate) mod escape;
pub(crate) mod flat;
pub(crate) mod limits;
pub(crate) mod plain;
pub(crate) mod tags;
pub(crate) mod tree;
