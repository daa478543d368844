//! What the editor is told where a fragment and a brief do not simply belong together.

use super::{Group, Member};
use crate::brief::Brief;
use crate::finding::Finding;

/// Tells that a fragment of a brief has become another article.
pub(super) fn leaves(brief: &Brief, fragment: &str) -> Finding {
    let message = format!(
        "`{fragment}` is now another article than its brief; the brief stays, and the article gets one of its own"
    );
    Finding::warning("left", message).in_file(&brief.path).help(
        "delete one of the two briefs if they are one story, and name the fragment in the other",
    )
}

/// Tells that two briefs are made from the same article of the same fragment, as when one was copied.
pub(super) fn twin(brief: &Brief, first: &Brief, fragment: &str) -> Finding {
    let message = format!(
        "`{}` is made from `{fragment}` too, and both are published",
        first.path
    );
    Finding::warning("twin", message)
        .in_file(&brief.path)
        .help("delete one of the two, or take the line `fragment` out of the one that is an article of its own")
}

/// Tells that a fragment is another version of an article that has its brief.
pub(super) fn version(brief: &Brief, member: &Member) -> Finding {
    let message = format!(
        "`{}` is another version of the article of this brief, which stays as it is",
        member.fragment
    );
    Finding::warning("version", message)
        .in_file(&brief.path)
        .help("to follow it, take the other version out of the inbox; to have both, name it in a brief of its own")
}

/// Tells that no brief is made of a fragment, since one that names none has its text.
pub(super) fn detached(brief: &Brief, fragment: &str) -> Finding {
    let message = format!(
        "no brief is made of `{fragment}`: this one, which names no fragment, has its text"
    );
    Finding::warning("detached", message)
        .in_file(&brief.path)
        .help(format!(
            "write `fragment: {fragment}` into it if it is of that fragment"
        ))
}

/// The same of an article that has come in this run, and whose brief is not made yet.
pub(super) fn version_of_new(group: &Group, member: &Member) -> Option<Finding> {
    let first = group.members.first()?;
    let message = format!(
        "`{}` is another version of the article in `{}`; one brief is made, of the latter",
        member.fragment, first.fragment
    );
    Some(
        Finding::warning("version", message)
            .help("take the version that is not wanted out of the inbox"),
    )
}
