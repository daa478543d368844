//! Stage three: which companies and technologies a brief is about or mentions, and the digest of all briefs.
//!
//! [`mod@gather`] takes all briefs and the editor's pages and gives the
//! [`Digest`](crate::digest::Digest): what is published in which order, every name under its canonical term, who
//! reported what the others reported too, and the sums that pages show. It never alters a brief.

mod activity;
mod again;
mod bodies;
mod body;
mod decisions;
mod derived;
mod disagreements;
pub mod editions;
mod figure_owners;
mod foreign;
pub mod gather;
pub mod honour;
mod naming;
mod near_copies;
mod pages;
mod publishable;
pub mod rank;
mod relations;
mod series;
mod settle;
mod sources;
pub mod stories;
mod surface;
mod terms;
mod why_story;

pub use again::Change;
pub use decisions::{Decisions, FILE as DECISIONS};
pub use gather::{Gathered, Inputs, gather};
pub use publishable::Selection;
pub use settle::{Known, weighed};
pub use why_story::{StoryWhy, why_story};
