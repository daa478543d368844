//! The names by which an editor's files call a brief: its slug or its file.

use crate::front_matter::closest;
use crate::slug::Slug;

/// The names of a brief: its slug, and its file with or without the folder of the briefs.
pub(super) fn names_of<'b>(
    slug: &'b Slug,
    path: &'b str,
) -> impl Iterator<Item = &'b str> + use<'b> {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let below = stem.split_once("briefs/").map_or(stem, |(_, below)| below);
    [slug.as_str(), stem, below].into_iter()
}

/// A name as [`names_of`] has it.
pub(super) fn plain(name: &str) -> &str {
    let name = name.trim().trim_matches('/');
    let name = name.strip_prefix("briefs/").unwrap_or(name);
    name.strip_suffix(".md").unwrap_or(name)
}

/// What to do about a name that is no brief's: the nearest of those that are, else what is said of any.
pub(super) fn remedy<'k>(name: &str, known: impl Iterator<Item = &'k str>, else_: &str) -> String {
    let known: Vec<&str> = known.collect();
    let near = closest(name, &known);
    near.map_or_else(
        || else_.to_owned(),
        |near| format!("did you mean `{near}`?"),
    )
}
