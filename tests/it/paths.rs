//! Names of files and folders that are unusual: each is shown and used as it is, and none makes a command fall over.
//! Not every system lets a name be any bytes; Linux does.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::digest_test::{DigestTest, Run, command, run, tree};

const PAGE: &str = "<h1>Tesla opens a plant</h1><p>It is in Nevada, Tesla said.</p>";

fn briefmill(args: &[&str], paths: &[&OsStr]) -> Run {
    let run = run(command().args(args).args(paths));
    assert!(!run.stderr.contains("panicked"), "{args:?} {}", run.stderr);
    run
}

/// Every command in a digest of this name.
fn check_root(name: &OsStr) {
    let folder = tempfile::tempdir().unwrap();
    let root: PathBuf = folder.path().join(name);
    let root_text = ["--root".as_ref(), root.as_os_str()];
    for json in [&["--json"][..], &[]] {
        let args = |command: &[&'static str]| [command, json].concat();
        let made = briefmill(&args(&["init"]), &[root.as_os_str()]);
        assert_eq!(made.status, 0, "{}", made.stderr);
        std::fs::write(root.join("content/fragments/a.html"), PAGE).unwrap();
        for command in [&["ingest"][..], &["build"], &["why", "tesla-opens-a-plant"]] {
            let run = briefmill(&args(command), &root_text);
            assert_eq!(run.status, 0, "{command:?} {}", run.stderr);
            let value = serde_json::from_str::<serde_json::Value>(&run.stdout);
            assert_eq!(value.is_ok(), json == ["--json"], "{}", run.stdout);
        }
        let checked = briefmill(&args(&["check"]), &root_text);
        assert!(checked.status < 2, "{}", checked.stderr);
        assert!(
            root.join("public/briefs/tesla-opens-a-plant/index.html")
                .exists()
        );
        let again = briefmill(&args(&["init"]), &[root.as_os_str()]);
        assert_eq!(again.status, 2, "{}", again.stdout);
        std::fs::remove_dir_all(&root).unwrap();
    }
}

#[test]
fn a_digest_can_have_any_name() {
    for name in [
        "my digest",
        "line\nbreak",
        "🔋 näher",
        "50%25 off",
        "it's \"so\"",
        "-dash",
        "a#b?c",
    ] {
        check_root(name.as_ref());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_digest_can_have_a_name_that_is_not_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    check_root(OsStr::from_bytes(b"caf\xe9 \xff"));
    // What is not UTF-8 is told apart.
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join(OsStr::from_bytes(b"caf\xe9"));
    let made = briefmill(&["init", "--json"], &[root.as_os_str()]);
    let value: serde_json::Value = serde_json::from_str(&made.stdout).unwrap();
    assert!(value["digest"].as_str().unwrap().ends_with("caf\\xe9"));
    let made = briefmill(&["build"], &["--root".as_ref(), root.as_os_str()]);
    assert!(made.stdout.contains("caf\\xe9"), "{}", made.stdout);
    let missing = folder.path().join(OsStr::from_bytes(b"no\xff"));
    let run = briefmill(&["build"], &["--root".as_ref(), missing.as_os_str()]);
    assert_eq!(run.status, 2);
}

#[cfg(target_os = "linux")]
#[test]
fn files_whose_names_are_not_utf_8_are_told() {
    use std::os::unix::ffi::OsStrExt;
    for folder in [
        "content/briefs",
        "content/companies",
        "content/technologies",
        "content/pages",
        "templates",
        "static",
    ] {
        let digest = DigestTest::empty().fragment("good.html", PAGE);
        digest.write(&format!("{folder}/.keep"), "");
        let path = digest
            .root()
            .join(folder)
            .join(OsStr::from_bytes(b"caf\xe9.md"));
        std::fs::write(path, "---\ntitle: A\n---\nText.\n").unwrap();
        for command in [&["build"][..], &["build", "--json"]] {
            let run = digest.expect(1, command);
            let told = format!("{}{}", run.stderr, run.stdout);
            assert!(told.contains("is not UTF-8"), "{folder}: {told}");
            assert!(told.contains(folder), "{folder}: {told}");
            assert!(!told.contains("panicked"), "{told}");
        }
        let page = digest.root().join("public/briefs/tesla-opens-a-plant");
        // A brief that nobody can see may be of this very fragment: none is made beside it.
        assert_eq!(page.exists(), folder != "content/briefs", "{folder}");
        assert!(!digest.run(&["check"]).stderr.contains("panicked"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn paths_of_options_may_be_any_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let digest = DigestTest::empty().fragment("good.html", PAGE);
    let outside = tempfile::tempdir().unwrap();
    let odd = outside.path().join(OsStr::from_bytes(b"\xe9"));
    std::fs::create_dir(&odd).unwrap();
    std::fs::write(odd.join("b.html"), PAGE).unwrap();
    std::fs::write(odd.join(OsStr::from_bytes(b"\xff.html")), PAGE).unwrap();
    let root = ["--root".as_ref(), digest.root().as_os_str()];
    let run = briefmill(&["ingest"], &[root[0], root[1], odd.as_os_str()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    // A fragment is read under any name.
    assert!(digest.root().join("content/fragments/\\xff.html").exists());
    let output = odd.join("site");
    let args = [root[0], root[1], "--output".as_ref(), output.as_os_str()];
    let run = briefmill(&["build", "--json"], &args);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(output.join("index.html").exists());
}

#[test]
fn init_touches_nothing_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("README.md", "mine"),
        (".gitignore", "mine"),
        ("content/pages/about.md", "mine"),
        ("content/fragments/welcome.md", "# Mine\n\nTesla said so.\n"),
        ("content/briefs/a.md", "---\ntitle: Mine\n---\n"),
        ("static/style.css", "mine"),
    ];
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let run = briefmill(&["init"], &[folder.path().as_os_str()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains(".gitignore was there already"));
    for (name, text) in files {
        let now = std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(now, text, "{name}");
    }
    let names: Vec<String> = tree(folder.path()).into_iter().map(|(n, _)| n).collect();
    assert_eq!(names.len(), files.len() + 1, "{names:?}");
    assert!(names.contains(&"briefmill.yaml".to_owned()));
}

#[test]
fn init_makes_nothing_where_something_is_in_its_way() {
    for taken in ["content", "content/fragments", "templates", "static"] {
        let digest = tempfile::tempdir().unwrap();
        let path = digest.path().join(taken);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "mine").unwrap();
        let run = briefmill(&["init"], &[digest.path().as_os_str()]);
        assert_eq!(run.status, 2, "{taken}");
        assert!(run.stderr.contains("nothing was touched"), "{}", run.stderr);
        let found = tree(digest.path());
        assert_eq!(found, [(taken.to_owned(), b"mine".to_vec())], "{taken}");
    }
}

#[test]
fn what_a_killed_run_leaves_is_no_part_of_a_repository() {
    let folder = tempfile::tempdir().unwrap();
    briefmill(&["init"], &[folder.path().as_os_str()]);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(".gitignore");
    for path in [folder.path().join(".gitignore"), own] {
        let text = std::fs::read_to_string(path).unwrap();
        for line in ["/public/", "/.briefmill/", ".briefmill-*"] {
            assert!(text.lines().any(|l| l == line), "{line}");
        }
    }
}
