//! The names of files that exist only while a run is at work, by which the next one knows what a killed run left.

use std::ffi::OsStr;

/// Beginning of the names of files that exist only while a run is at work; a run that is killed may leave one.
pub(super) const LEFTOVER: &str = ".briefmill-";

/// Ending of a file that is being written and that nobody has read yet.
pub(super) const UNFINISHED: &str = ".tmp";

/// Beginning of the name of a file that is exchanged with a brief. After it come the hashes of the two texts that it
/// may hold, the new one and the one that the new one was made from; any other text in it is somebody's own.
pub(super) const SWAP: &str = ".briefmill-swap-";

/// Beginning of the name of a brief that was moved aside, where the system cannot exchange; after it come the hash of
/// the text that was expected in it and the brief's own file name.
pub(super) const ASIDE: &str = ".briefmill-aside-";

/// Whether a file name is one of those that a killed run may leave.
pub(super) fn is_leftover(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let ours = |start: &str| name.starts_with(start.as_bytes());
    ours(SWAP) || ours(ASIDE) || (ours(LEFTOVER) && name.ends_with(UNFINISHED.as_bytes()))
}
