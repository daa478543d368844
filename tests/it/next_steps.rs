//! The last line of a command says what to do next, in words that can be typed as they stand.

use std::process::Command;

use crate::digest_test::{DigestTest, FEW_PAGES, binary, command, run};

const NEWS: &str =
    "<p>Umicore will supply cathode materials to PowerCo from a plant in Nysa, Poland.</p>";

/// The last line that a command prints when it is run in the digest's own folder.
fn last_line(digest: &DigestTest, args: &[&str]) -> String {
    let done = run(command().args(args).current_dir(digest.root()));
    assert_eq!(done.status, 0, "{}", done.stderr);
    done.stdout.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn each_command_leads_to_the_next() {
    let digest = DigestTest::empty().file("briefmill.yaml", FEW_PAGES);
    let bring_in =
        "put fragments into content/fragments, or bring them in with: briefmill ingest FILE";
    assert_eq!(last_line(&digest, &["build"]), bring_in);
    assert_eq!(last_line(&digest, &["ingest"]), bring_in);
    let digest = digest.fragment("nysa.html", NEWS);
    for (args, line) in [
        (&["ingest"][..], "make the site with: briefmill build"),
        (&["build"], "look at it with: briefmill serve --open"),
        (
            &["build", "--drafts"],
            "look at it with: briefmill serve --drafts --open",
        ),
        (
            &["init", "of ours"],
            "  briefmill serve --root 'of ours' --open",
        ),
        (
            &["build", "--root", "of ours"],
            "look at it with: briefmill serve --root 'of ours' --open",
        ),
    ] {
        assert_eq!(last_line(&digest, args), line, "{args:?}");
    }
    for quiet in ["--quiet", "--json"] {
        for command in ["build", "ingest"] {
            let done = digest.expect(0, &[command, quiet]);
            assert!(!done.stdout.contains(" with: "), "{}", done.stdout);
        }
    }
}

/// A program that was called by its path need not be on the search path.
#[cfg(unix)]
#[test]
fn the_next_command_calls_the_program_as_this_one_was_called() {
    let digest = DigestTest::empty()
        .file("briefmill.yaml", FEW_PAGES)
        .fragment("nysa.html", NEWS);
    std::fs::create_dir(digest.root().join("bin")).unwrap();
    std::os::unix::fs::symlink(binary(), digest.root().join("bin/briefmill")).unwrap();
    let typed = "bin/briefmill build && $(bin/briefmill ingest | sed -n '$s/.*with: //p') && \
        bin/briefmill build";
    let done = run(Command::new("sh")
        .args(["-c", typed])
        .current_dir(digest.root()));
    assert_eq!(done.status, 0, "{}", done.stderr);
    let last = done.stdout.lines().last();
    assert_eq!(last, Some("look at it with: bin/briefmill serve --open"));
}
