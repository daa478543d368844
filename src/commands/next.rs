//! What to type next: the last line of a command's summary.

use std::path::Path;

use crate::finding::path_text;
use crate::pipeline::Project;

/// The program's own name.
const NAME: &str = "briefmill";

/// A command line of this program for the same digest, to be typed where this run was: `command("serve", root, "--open")`.
pub(super) fn command(verb: &str, root: &Path, options: &str) -> String {
    let program = std::env::args_os().next().unwrap_or_default();
    let mut line = format!("{} {verb}", program_word(Path::new(&program)));
    if root != Path::new(".") {
        line.push_str(" --root ");
        line.push_str(&shell_word(root));
    }
    if !options.is_empty() {
        line.push(' ');
        line.push_str(options);
    }
    line
}

/// Where fragments go, for a digest without any.
pub(super) fn bring_in(project: &Project) -> String {
    let inbox = project.inbox();
    // In the digest's own folder it is "content/fragments", not "./content/fragments".
    let inbox = path_text(inbox.strip_prefix(".").unwrap_or(&inbox));
    let ingest = command("ingest", &project.root, "FILE");
    format!("put fragments into {inbox}, or bring them in with: {ingest}")
}

/// How the program is called: as it was typed, be it `target/release/briefmill`, which may be on no search path. A full
/// path is what other programs call it by; people type the name.
fn program_word(typed: &Path) -> String {
    if typed.is_relative() && typed.components().count() > 1 {
        shell_word(typed)
    } else {
        NAME.to_owned()
    }
}

/// A path as one word of a shell's command line.
fn shell_word(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"/._-+,:@%=".contains(b) || *b >= 0x80;
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.is_empty() && bytes.iter().all(plain) => text.to_owned(),
        Ok(text) if !text.contains(char::is_control) => {
            format!("'{}'", text.replace('\'', r"'\''"))
        }
        // Only the newer quotation can hold a byte by its number.
        _ => format!("$'{}'", bytes.escape_ascii()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_called_as_it_was() {
        for (typed, word) in [
            ("briefmill", "briefmill"),
            ("target/release/briefmill", "target/release/briefmill"),
            ("./briefmill", "./briefmill"),
            ("my tools/briefmill", "'my tools/briefmill'"),
            ("/usr/bin/briefmill", "briefmill"),
            ("", "briefmill"),
        ] {
            assert_eq!(program_word(Path::new(typed)), word);
        }
    }

    #[test]
    fn a_path_is_one_word_to_the_shell() {
        for (path, word) in [
            ("my-digest", "my-digest"),
            ("näher/50%", "näher/50%"),
            ("my digest", "'my digest'"),
            ("it's", r"'it'\''s'"),
            ("a\nb", r"$'a\nb'"),
            ("$HOME", "'$HOME'"),
        ] {
            assert_eq!(shell_word(Path::new(path)), word);
        }
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"it's caf\xe9");
            assert_eq!(shell_word(Path::new(name)), r"$'it\'s caf\xe9'");
        }
    }
}
