//! Where a site may go: each path is refused or right, and nothing that lies there or elsewhere is lost.

#![cfg(unix)]

use std::ffi::OsStr;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::digest_test::{command, copy, make_pipe, run, tree};

const SETTINGS: &str = "base_url: https://digest.example/\n\
    pages: { matrix: false, figures: false, archive: false, sources: false, data: false, search: false, follow: false, term_feeds: false }\n";

/// What a path must come to.
#[derive(Clone, Copy)]
enum Then {
    /// Refused, with these words, and nothing touched.
    Refused(&'static str),
    /// The site stands there, relative to the folder that holds the digest.
    Built(&'static str),
}
use Then::{Built, Refused};

/// Every path as it is given in the digest's folder `d`, which lies beside the others.
const TABLE: &[(&str, Then)] = &[
    // The ordinary ones.
    ("public", Built("d/public")),
    ("./public", Built("d/public")),
    ("public/", Built("d/public")),
    ("public/.", Built("d/public")),
    ("../d/public", Built("d/public")),
    ("public/../public", Built("d/public")),
    ("{}/d/public", Built("d/public")),
    ("new", Built("d/new")),
    ("a/b/c/d", Built("d/a/b/c/d")),
    ("sub", Refused("was not made by briefmill")),
    ("sub/new", Built("d/sub/new")),
    ("../web", Built("web")),
    ("{}/web", Built("web")),
    ("../empty", Built("empty")),
    ("../empty/", Built("empty")),
    ("../foreign/new", Built("foreign/new")),
    ("../with space", Built("with space")),
    ("../zoë ☂", Built("zoë ☂")),
    ("../two\nlines", Built("two\nlines")),
    ("../100%25", Built("100%25")),
    ("~", Built("d/~")),
    ("-", Built("d/-")),
    ("...", Built("d/...")),
    ("contents", Built("d/contents")),
    ("content2/public", Built("d/content2/public")),
    // The digest's own folders, however they are written.
    ("content", Refused("the digest's content")),
    ("content/", Refused("the digest's content")),
    ("./content/.", Refused("the digest's content")),
    ("content/briefs", Refused("the digest's")),
    ("content/fragments", Refused("the digest's")),
    ("content/new", Refused("lies in the digest's content")),
    ("content/new/deep", Refused("lies in the digest's content")),
    ("public/../content", Refused("the digest's content")),
    ("sub/../content/briefs", Refused("the digest's")),
    ("content/../content/new", Refused("the digest's content")),
    ("../d/content", Refused("the digest's content")),
    ("{}/d/content", Refused("the digest's content")),
    ("{}/d/sub/../content", Refused("the digest's content")),
    ("templates", Refused("the digest's templates")),
    ("templates/site", Refused("the digest's templates")),
    ("static", Refused("the digest's static files")),
    ("static/site", Refused("the digest's static files")),
    (".briefmill", Refused("briefmill's cache")),
    (".briefmill/site", Refused("briefmill's cache")),
    (".git", Refused("version history")),
    (".git/site", Refused("version history")),
    // What holds the digest.
    ("", Refused("a value is required for '--output <DIR>'")),
    (".", Refused("holds the digest's own folder")),
    ("./", Refused("holds the digest's own folder")),
    ("sub/..", Refused("holds the digest's own folder")),
    ("..", Refused("holds the digest's own folder")),
    ("../d", Refused("holds the digest's own folder")),
    ("../d/", Refused("holds the digest's own folder")),
    ("{}", Refused("holds the digest's own folder")),
    ("../..", Refused("holds the digest's own folder")),
    ("/", Refused("root of the file system")),
    ("/tmp/../..", Refused("root of the file system")),
    // Back through what does not exist.
    ("nope/../content", Refused("does not exist")),
    ("nope/../../foreign", Refused("does not exist")),
    ("nope/../public", Refused("does not exist")),
    ("public/nope/../../content", Refused("does not exist")),
    ("sub/../../foreign", Refused("was not made by briefmill")),
    ("sub/../../web", Built("web")),
    // Links.
    ("link-to-content", Refused("is a link")),
    ("link-to-content/new", Refused("the digest's content")),
    ("link-to-briefs/new", Refused("the digest's")),
    ("link-to-empty", Refused("is a link")),
    ("link-to-empty/new", Built("empty/new")),
    ("link-to-public", Refused("is a link")),
    ("link-to-file", Refused("is a link")),
    ("link-to-nowhere", Refused("is a link")),
    ("link-to-nowhere/new", Refused("cannot be followed")),
    ("link-to-file/new", Refused("file")),
    ("../link-to-d", Refused("is a link")),
    ("../link-to-d/content", Refused("the digest's content")),
    ("../link-to-d/public", Built("d/public")),
    ("link-to-deep/../content", Refused("the digest's content")),
    (
        "link-to-empty/../foreign",
        Refused("was not made by briefmill"),
    ),
    (
        "link-to-empty/../d/content",
        Refused("the digest's content"),
    ),
    // Somebody's files.
    ("../foreign", Refused("was not made by briefmill")),
    ("foreign", Refused("was not made by briefmill")),
    ("../hidden", Refused("was not made by briefmill")),
    ("../file.txt", Refused("is a file")),
    ("../file.txt/new", Refused("file")),
    ("../pipe", Refused("is a file")),
    ("../half-ours", Refused("mine.txt")),
    ("../linked-manifest", Refused("is a link")),
    // Another digest.
    ("../other", Refused("another digest")),
    ("../other/public", Refused("another digest")),
    ("../other/new", Refused("another digest")),
    ("../other/content", Refused("another digest")),
    ("../other/content/briefs", Refused("another digest")),
    ("../other/static/site", Refused("another digest")),
    ("../bare/public", Refused("another digest")),
    ("nested/public", Refused("another digest")),
    ("nested/content/fragments/feeds", Refused("another digest")),
    (
        "../site-without-address",
        Refused("the site of another digest"),
    ),
    ("../site-of-other", Refused("the site of another digest")),
    ("../site-of-d", Built("site-of-d")),
    // Names that cannot be.
    (LONG, Refused("File name too long")),
    #[cfg(target_os = "linux")]
    ("/proc", Refused("mount point")),
];

const LONG: &str = "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll";

fn briefmill(digest: &Path, args: &[&OsStr]) -> crate::digest_test::Run {
    run(command().current_dir(digest).args(args))
}

fn build(digest: &Path, output: &str) -> crate::digest_test::Run {
    let output = format!("--output={output}");
    briefmill(digest, &["build".as_ref(), output.as_ref()])
}

/// A digest `d` with everything beside and in it that a path could hit.
fn world(at: &Path) {
    let write = |name: &str, text: &str| {
        let path = at.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for digest in ["d", "other"] {
        write(
            &format!("{digest}/briefmill.yaml"),
            &format!(
                "title: {digest}\n{}",
                SETTINGS.replace("digest.", &format!("{digest}."))
            ),
        );
        write(
            &format!("{digest}/content/fragments/a.html"),
            &format!(
                "<p>Umicore will supply cathode materials to PowerCo from a plant in {digest}.</p>"
            ),
        );
        write(
            &format!("{digest}/content/briefs/own.md"),
            "---\ntitle: Own\n---\nText.\n",
        );
        write(&format!("{digest}/templates/note.txt"), "a note");
        write(&format!("{digest}/static/own.txt"), "own");
        // Files of any name may be published.
        write(&format!("{digest}/static/briefmill.yaml"), "not settings");
        write(&format!("{digest}/.git/HEAD"), "ref: x");
        for site in ["public".to_owned(), format!("../site-of-{digest}")] {
            assert_eq!(build(&at.join(digest), &site).status, 0);
        }
    }
    write("bare/content/fragments/a.html", "<p>Text.</p>");
    write("d/nested/content/fragments/a.html", "<p>Text.</p>");
    write("plain/briefmill.yaml", "title: plain\n");
    write(
        "plain/content/briefs/own.md",
        "---\ntitle: Own\n---\nText.\n",
    );
    assert_eq!(
        build(&at.join("plain"), "../site-without-address").status,
        0
    );
    for name in [
        "foreign/notes.txt",
        "d/foreign/notes.txt",
        "hidden/.profile",
        "file.txt",
        "half-ours/mine.txt",
    ] {
        write(name, "mine");
    }
    std::fs::copy(
        at.join("d/public/.briefmill-manifest"),
        at.join("half-ours/.briefmill-manifest"),
    )
    .unwrap();
    std::fs::copy(
        at.join("d/public/index.html"),
        at.join("half-ours/index.html"),
    )
    .unwrap();
    for name in [
        "empty",
        "d/sub/deep",
        "linked-manifest",
        "d/content/briefs/2024",
    ] {
        std::fs::create_dir_all(at.join(name)).unwrap();
    }
    std::fs::copy(
        at.join("d/public/index.html"),
        at.join("linked-manifest/index.html"),
    )
    .unwrap();
    for (target, name) in [
        ("content", "d/link-to-content"),
        ("content/briefs", "d/link-to-briefs"),
        ("../empty", "d/link-to-empty"),
        ("public", "d/link-to-public"),
        ("../file.txt", "d/link-to-file"),
        ("nowhere", "d/link-to-nowhere"),
        ("sub/deep/../..", "d/link-to-deep-root"),
        ("sub", "d/link-to-deep"),
        ("d", "link-to-d"),
        (
            "../d/public/.briefmill-manifest",
            "linked-manifest/.briefmill-manifest",
        ),
    ] {
        symlink(target, at.join(name)).unwrap();
    }
    make_pipe(&at.join("pipe"));
}

/// Everything there, links and pipes by name only, without what each run of the digest writes into its cache.
fn everything(at: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = tree(at)
        .into_iter()
        .filter(|(n, _)| !n.contains("/.briefmill/"))
        .collect();
    for entry in walkdir::WalkDir::new(at)
        .sort_by_file_name()
        .into_iter()
        .flatten()
    {
        if !entry.file_type().is_file() {
            let link = std::fs::read_link(entry.path()).unwrap_or_default();
            all.push((
                entry.path().strip_prefix(at).unwrap().display().to_string(),
                link.into_os_string().into_encoded_bytes(),
            ));
        }
    }
    all
}

#[test]
fn every_output_path_is_refused_or_right_and_nothing_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let at: PathBuf = home.path().canonicalize().unwrap();
    world(&at);
    let before = everything(&at);
    let mut wrong = Vec::new();
    assert!(TABLE.len() >= 90);
    for (path, then) in TABLE {
        let given = path.replace("{}", at.to_str().unwrap());
        let run = build(&at.join("d"), &given);
        let after = everything(&at);
        let mut fault = |what: String| wrong.push(format!("`{path}`: {what}\n{}", run.stderr));
        match then {
            Refused(reason) => {
                assert!(!reason.is_empty(), "`{path}` can have no reason that fails");
                if run.status != 2 || !run.stderr.contains(reason) {
                    fault(format!("status {} and not \"{reason}\"", run.status));
                }
                if after != before {
                    fault("something was touched".to_owned());
                }
            }
            Built(place) => {
                if run.status != 0 || !at.join(place).join("briefs/own/index.html").exists() {
                    fault(format!("status {} and no site at {place}", run.status));
                }
                let inside = |n: &str| n.starts_with(place) || place.starts_with(n);
                let outside = |all: &[(String, Vec<u8>)]| -> Vec<(String, Vec<u8>)> {
                    all.iter().filter(|(n, _)| !inside(n)).cloned().collect()
                };
                if outside(&after) != outside(&before) {
                    let (a, b) = (outside(&after), outside(&before));
                    let names = |x: &[(String, Vec<u8>)], y: &[(String, Vec<u8>)]| -> Vec<String> {
                        x.iter()
                            .filter(|e| !y.contains(e))
                            .map(|(n, _)| n.clone())
                            .collect()
                    };
                    fault(format!(
                        "also came {:?} and went {:?}",
                        names(&a, &b),
                        names(&b, &a)
                    ));
                }
                // Again, over its own site, and away with it where it was not there before.
                if build(&at.join("d"), &given).status != 0 {
                    fault("a second run refuses its own site".to_owned());
                }
                for (name, _) in everything(&at) {
                    if !before.iter().any(|(n, _)| *n == name) && at.join(&name).is_file() {
                        std::fs::remove_file(at.join(name)).unwrap();
                    }
                }
                remove_new_folders(&at, &before);
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn remove_new_folders(at: &Path, before: &[(String, Vec<u8>)]) {
    for entry in walkdir::WalkDir::new(at)
        .contents_first(true)
        .into_iter()
        .flatten()
    {
        let name = entry.path().strip_prefix(at).unwrap().display().to_string();
        if entry.file_type().is_dir() && !before.iter().any(|(n, _)| *n == name) {
            // A folder that still holds something was there before.
            let _ = std::fs::remove_dir(entry.path());
        }
    }
}

#[test]
fn a_page_that_somebody_changed_in_the_output_stays() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().canonicalize().unwrap();
    world(&at);
    let page = at.join("d/public/index.html");
    std::fs::write(&page, "our own front page").unwrap();
    let run = build(&at.join("d"), "public");
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("public/index.html was changed after briefmill made it"),
        "{}",
        run.stderr
    );
    assert_eq!(
        std::fs::read_to_string(&page).unwrap(),
        "our own front page"
    );
    std::fs::remove_file(&page).unwrap();
    assert_eq!(build(&at.join("d"), "public").status, 0);
    assert!(page.exists());
}

#[test]
fn files_with_line_breaks_in_their_names_are_published_again_and_again() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().canonicalize().unwrap();
    world(&at);
    for name in [
        "two\nlines.txt",
        "cr\r.txt",
        "100%41.txt",
        "# heading.txt",
        "- dash.txt",
    ] {
        std::fs::write(at.join("d/static").join(name), "x").unwrap();
    }
    for _ in 0..3 {
        let run = build(&at.join("d"), "public");
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(at.join("d/public/two\nlines.txt").exists());
    }
}

#[test]
fn a_file_that_comes_into_the_output_during_a_build_stays() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().canonicalize().unwrap();
    world(&at);
    let public = at.join("d/public");
    for round in 0..30 {
        let mut child = command()
            .current_dir(at.join("d"))
            .args(["build", "--quiet"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(5 * round));
        let mine = public.join("mine.txt");
        std::fs::write(&mine, "mine").unwrap();
        child.wait().unwrap();
        assert_eq!(
            std::fs::read_to_string(&mine).unwrap(),
            "mine",
            "round {round}"
        );
        std::fs::remove_file(&mine).unwrap();
        assert_eq!(build(&at.join("d"), "public").status, 0);
    }
}

#[test]
fn copies_of_a_digest_publish_into_their_own_folders() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().canonicalize().unwrap();
    world(&at);
    copy(&at.join("d/content"), &at.join("copy/content"));
    copy(&at.join("d/public"), &at.join("copy/public"));
    // The copied site is the copy's own now, as after a clone.
    assert_eq!(build(&at.join("copy"), "public").status, 0);
}

#[test]
fn nothing_is_removed_through_a_link_in_the_output() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().canonicalize().unwrap();
    world(&at);
    let digest = at.join("d");
    std::fs::create_dir_all(digest.join("static/images")).unwrap();
    std::fs::write(digest.join("static/images/a.png"), "P").unwrap();
    assert_eq!(build(&digest, "public").status, 0);
    let images = digest.join("public/images");
    std::fs::remove_file(images.join("a.png")).unwrap();
    std::fs::remove_dir(&images).unwrap();
    for target in ["../static/images", "../../foreign"] {
        symlink(target, &images).unwrap();
        let before = everything(&at);
        let run = build(&digest, "public");
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert!(
            run.stderr.contains("images was not made by briefmill"),
            "{}",
            run.stderr
        );
        assert_eq!(everything(&at), before);
        std::fs::remove_file(&images).unwrap();
    }
    std::fs::write(&images, "a file in its place").unwrap();
    assert_eq!(build(&digest, "public").status, 2);
    assert!(images.is_file());
    std::fs::remove_file(&images).unwrap();
    let page = digest.join("public/index.html");
    std::fs::rename(&page, at.join("front.html")).unwrap();
    symlink(at.join("front.html"), &page).unwrap();
    assert_eq!(build(&digest, "public").status, 2);
    assert!(page.is_symlink() && at.join("front.html").exists());
    std::fs::remove_file(&page).unwrap();
    assert_eq!(build(&digest, "public").status, 0);
}

#[test]
fn two_copies_of_a_digest_publish_to_one_place_one_after_the_other() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().canonicalize().unwrap();
    world(&at);
    copy(&at.join("d/content"), &at.join("twin/content"));
    copy(
        &at.join("d/briefmill.yaml"),
        &at.join("twin/briefmill.yaml"),
    );
    let start = |digest: &str| {
        let mut command = command();
        command
            .current_dir(at.join(digest))
            .args(["build", "-q", "--output", "../shared"]);
        command
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap()
    };
    for _ in 0..15 {
        let both = [start("d"), start("twin")];
        for child in both {
            let output = child.wait_with_output().unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        let manifest = std::fs::read_to_string(at.join("shared/.briefmill-manifest")).unwrap();
        for line in manifest.lines().filter(|l| !l.starts_with('#')) {
            let name = line.split_once(' ').unwrap().1;
            assert!(at.join("shared").join(name).exists(), "{name} is missing");
        }
    }
}
