//! What an editor writes of an edition: the issue of one day, week or month.
//!
//! [`file`](mod@file) reads `content/editions/*.md`; [`issue`] is what of it was published, and stays as it was.

pub mod file;
pub mod issue;

pub use file::{Chosen, EditionFile, Proposed};
pub use issue::{Facts, Issue, Printed, PrintedFigure};

/// The folder of the files, below the content folder.
pub const FOLDER: &str = "editions";

/// Stories that an edition tells at length.
pub const STORIES: usize = 5;
