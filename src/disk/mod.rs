//! Every read and write: sized, atomic, guarded against paths that lead outside. No policy.
//!
//! Two things are never confused here: what is not there, and what cannot be read. Nothing is written through a link,
//! and nothing is removed that a list does not prove to be briefmill's own.

#![allow(
    clippy::disallowed_methods,
    reason = "the one module that reads and writes; all others go through it"
)]

mod fault;
mod folders;
mod leftover;
mod lock;
mod read;
mod write;

pub use folders::{
    exchange, link, make_folder, move_new, remove_empty_folder, remove_empty_folders, remove_file,
    sync_folder,
};
pub use lock::{Lock, lock, lock_place};
pub use read::{
    Entry, Identity, Leaf, Listing, Problem, ReadError, Trace, What, leaves_below, list,
    list_any_name, list_confined, list_static, look, look_through, read, read_start, read_text,
    relative_name, resolve, trace,
};
pub use write::{
    Replaced, append, create_folder, join_inside, join_own, recover, replace, write_atomic,
    write_losable, write_new, write_part,
};

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::hash::{Stored, hex};

    #[test]
    fn names_that_lead_outside_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["../x", "/etc/passwd", "a/../../x"] {
            assert!(join_inside(folder.path(), name).is_err(), "{name}");
        }
        assert!(join_inside(folder.path(), "a/b.md").is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_links() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/tmp", folder.path().join("out")).unwrap();
        assert!(join_inside(folder.path(), "out/x").is_err());
    }

    #[test]
    fn a_new_file_never_replaces_one_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.md");
        write_new(&path, b"one").unwrap();
        assert!(write_new(&path, b"two").is_err());
        write_atomic(&path, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
    }

    #[test]
    fn size_and_kind_are_checked_before_reading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big");
        write_new(&path, &[b'x'; 100]).unwrap();
        assert!(matches!(read(&path, 99), Err(ReadError::TooLarge(100))));
        assert!(matches!(read(folder.path(), 99), Err(ReadError::NotAFile)));
        assert_eq!(read(&path, 100).unwrap().len(), 100);
    }

    #[test]
    fn a_text_saved_in_the_meantime_stands() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "theirs").unwrap();
        let replaced = replace(&path, b"expected", b"ours").unwrap();
        assert_eq!(replaced, Replaced::SavedMeanwhile);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(replace(&path, b"theirs", b"ours").unwrap(), Replaced::Done);
        assert_eq!(fs::read(&path).unwrap(), b"ours");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_run_left_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "ours").unwrap();
        let mark = |t: &str| hex(Stored::Text, t);
        let swap = folder.path().join(format!(
            ".briefmill-swap-{}-{}",
            mark("ours"),
            mark("expected")
        ));
        let unfinished = folder.path().join(".briefmill-Ab12.tmp");
        fs::write(&unfinished, "ou").unwrap();
        for (text, expected) in [("ours", "ours"), ("expected", "ours"), ("saved", "saved")] {
            fs::write(&swap, text).unwrap();
            let leftovers = list(folder.path()).leftovers;
            assert!(recover(&leftovers).is_empty());
            assert_eq!(fs::read_to_string(&path).unwrap(), expected, "{text}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
        // Ours is nowhere any more: the text is kept and told of.
        fs::write(&swap, "unknown").unwrap();
        assert_eq!(recover(&list(folder.path()).leftovers).len(), 1);
        assert!(swap.exists());
        let aside = folder
            .path()
            .join(format!(".briefmill-aside-{}-b.md", mark("b")));
        fs::write(&aside, "b").unwrap();
        recover(&[aside]);
        assert_eq!(fs::read_to_string(folder.path().join("b.md")).unwrap(), "b");
    }

    #[test]
    fn what_cannot_be_looked_at_is_not_absent() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(look(&folder.path().join("x")).unwrap(), What::Absent);
        let long = folder.path().join("x".repeat(300));
        assert!(look(&long).is_err());
        assert!(!list(&long).problems.is_empty());
    }
}
