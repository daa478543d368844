//! Every single operation on the disk fails in turn, and the process ends at each in turn: the next run without help
//! gives the bytes of a run that never failed, and at no instant is a brief or the site half.
//!
//! The operations are failed inside the command (`src/disk/fault.rs`), which the tests build with debug assertions.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::digest_test::{DigestTest, FEW_PAGES, Run, command, copy, run, tree};

// Texts without companies or technologies, which would have pages of their own.
const NYSA: &str = "<p>The town of Nysa opened a library on Monday, the mayor said.</p>\
    <p>It holds 160 thousand books and is open until the evening on each day of the week.</p>";
const OHIO: &str =
    "<p>The county of Ross opened a bridge on Monday.</p><p>It cost 2,200 hours of work.</p>";
const KANSAS: &str = "<p>The school of De Soto began its year.</p><p>Some 400 children came.</p>";

/// A digest with a site, a brief that somebody edited, and an inbox in which everything has changed since.
fn changed() -> DigestTest {
    let record = |title: &str, text: &str| {
        format!("{{\"id\":\"{title}\",\"title\":\"{title}\",\"content\":\"{text}\"}}\n")
    };
    let one = record(
        "Northvolt shuts a plant",
        "Northvolt shuts its plant in Borlänge.",
    );
    let two = record(
        "A market moves",
        "The market of Tulle moves to its new hall.",
    );
    let digest = DigestTest::empty()
        .file("briefmill.yaml", FEW_PAGES)
        .fragment("nysa.html", NYSA)
        .fragment("ohio.html", OHIO)
        .fragment("ohio.yaml", "date: 2025-01-13\n")
        .fragment("r.jsonl", &one);
    digest.expect(0, &["build"]);
    let edited = digest
        .briefs()
        .into_iter()
        .find(|b| b.contains("nysa"))
        .unwrap();
    let text = digest.read(&edited);
    digest.write(&edited, text.replacen("title: ", "title: Ours ", 1));
    digest.write("content/fragments/nysa.html", NYSA.replace("160", "180"));
    digest.write(
        "content/fragments/ohio.html",
        OHIO.replace("2,200", "2,400"),
    );
    digest.write("content/fragments/r.jsonl", one + &two);
    digest.write("content/fragments/kansas.html", KANSAS);
    digest
}

type Tree = BTreeMap<String, Vec<u8>>;

fn tree_of(root: &Path, folder: &str) -> Tree {
    tree(&root.join(folder)).into_iter().collect()
}

fn briefmill(root: &Path, args: &[String], fault: &str) -> Command {
    let mut command = command();
    command
        .args(args)
        .args(["--root", root.to_str().unwrap()])
        // One thread, so that the operations come in one order.
        .env("RAYON_NUM_THREADS", "1")
        .env("BRIEFMILL_FAULT", fault);
    command
}

/// A run that is allowed to be ended by a signal.
fn run_to_any_end(command: &mut Command) -> Option<Run> {
    let output = command.output().unwrap();
    Some(Run {
        status: output.status.code()?,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// What no run may leave for good.
fn leftovers(root: &Path) -> Vec<String> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .flatten()
        .map(|e| e.path().display().to_string())
        .filter(|p| p.contains("/.briefmill-") && !p.ends_with(".briefmill-manifest"))
        .chain(
            [".public.briefmill-new", ".public.briefmill-old"]
                .iter()
                .filter(|n| root.join(n).exists())
                .map(|n| (*n).to_owned()),
        )
        .collect()
}

/// Fails each operation of one command in turn.
struct Harness {
    start: DigestTest,
    args: Vec<String>,
    /// Added to each fault: `,no-exchange` or nothing.
    also: &'static str,
    before: (Tree, Tree),
    after: (Tree, Tree),
    operations: Vec<String>,
}

impl Harness {
    fn new(start: DigestTest, args: &[&str], also: &'static str) -> Self {
        let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
        let good = tempfile::tempdir().unwrap();
        copy(start.root(), good.path());
        let log = tempfile::NamedTempFile::new().unwrap();
        let fault = format!("log={}{also}", log.path().display());
        let done = run(&mut briefmill(good.path(), &args, &fault));
        assert_eq!(done.status, 0, "{}", done.stderr);
        let operations = std::fs::read_to_string(log.path()).unwrap();
        let built = run(&mut briefmill(good.path(), &["build".to_owned()], ""));
        assert_eq!(built.status, 0, "{}", built.stderr);
        let trees = |root: &Path| (tree_of(root, "content"), tree_of(root, "public"));
        Self {
            before: trees(start.root()),
            after: trees(good.path()),
            operations: operations.lines().map(str::to_owned).collect(),
            start,
            args,
            also,
        }
    }

    /// Fails operation `number` (from 1) and looks at what stands then, and after one more run.
    fn check(&self, number: usize, kind: &str) -> Result<(), String> {
        let work = tempfile::tempdir().unwrap();
        let root = work.path();
        copy(self.start.root(), root);
        let fault = format!("{number}={kind}{}", self.also);
        let failed = run_to_any_end(&mut briefmill(root, &self.args, &fault));
        let told = |what: &str| {
            let stderr = failed.as_ref().map_or("", |f| f.stderr.as_str());
            let operation = self.operations.get(number - 1).map_or("", String::as_str);
            Err(format!("{fault} at `{operation}`: {what}\n{stderr}"))
        };
        for (name, text) in tree_of(root, "content") {
            let hidden = name.rsplit('/').next().unwrap().starts_with(".briefmill-");
            let known = [&self.before.0, &self.after.0]
                .iter()
                .any(|t| t.get(&name) == Some(&text));
            if !known && !hidden {
                return told(&format!("{name} is neither the old nor the new one"));
            }
        }
        let lost = self
            .before
            .0
            .keys()
            .find(|n| !root.join("content").join(n).exists());
        let aside = leftovers(root).iter().any(|l| l.contains("-aside-"));
        if let Some(name) = lost.filter(|_| !aside) {
            return told(&format!("{name} is gone"));
        }
        let site = tree_of(root, "public");
        let put_aside = root.join(".public.briefmill-old").exists();
        if site != self.before.1 && site != self.after.1 && !put_aside {
            return told("the site is neither the old nor the new one");
        }
        if failed
            .as_ref()
            .is_some_and(|f| f.stderr.contains("panicked"))
        {
            return told("it panicked");
        }
        let again = run(&mut briefmill(root, &self.args, ""));
        let built = run(&mut briefmill(root, &["build".to_owned()], ""));
        if again.status != 0 || built.status != 0 {
            return told(&format!(
                "the next run fails: {}{}",
                again.stderr, built.stderr
            ));
        }
        for (folder, wanted) in [("content", &self.after.0), ("public", &self.after.1)] {
            let now = tree_of(root, folder);
            if now != *wanted {
                let names: Vec<&String> = now
                    .iter()
                    .filter(|(n, b)| wanted.get(*n) != Some(b))
                    .map(|(n, _)| n)
                    .chain(wanted.keys().filter(|n| !now.contains_key(*n)))
                    .collect();
                return told(&format!("after the next run {names:?} differ"));
            }
        }
        match leftovers(root) {
            left if left.is_empty() => Ok(()),
            left => told(&format!("the next run leaves {left:?}")),
        }
    }

    /// The operations that are failed: all of them where `BRIEFMILL_ALL_FAULTS` is set, as in CI; else of those on the
    /// pages of the site, which are all written by the same lines, the first of each kind and each tenth.
    fn chosen(&self) -> Vec<(usize, &str)> {
        let all = std::env::var_os("BRIEFMILL_ALL_FAULTS").is_some();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let page = |path: &str| path.contains("/.public.") && !path.contains("manifest");
        let chosen = (1..).zip(&self.operations).filter(|(_, operation)| {
            let (kind, path) = operation.split_once(' ').unwrap();
            if all || !page(path) {
                return true;
            }
            let count = seen.entry(kind).or_default();
            *count += 1;
            *count % 10 == 1
        });
        chosen.map(|(n, o)| (n, o.as_str())).collect()
    }

    /// Fails the operations with each of `errors`, and ends the process at every one that changes something: between
    /// two that only look, the disk holds the same.
    fn check_all(&self, errors: &[&str]) {
        let looks = |o: &str| ["Stat", "Read", "List"].iter().any(|k| o.starts_with(k));
        let chosen = self.chosen();
        let numbered = || chosen.iter().copied();
        let mut cases: Vec<(usize, &str)> = numbered()
            .filter(|(_, o)| !looks(o))
            .map(|(n, _)| (n, "kill"))
            .collect();
        for kind in errors {
            cases.extend(numbered().map(|(n, _)| (n, *kind)));
        }
        let count = cases.len();
        assert!(count > 50, "only {count} cases: the layer is not asked");
        let next = AtomicUsize::new(0);
        let work = || {
            let mut wrong = Vec::new();
            while let Some((number, kind)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                wrong.extend(self.check(*number, kind).err());
            }
            wrong
        };
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        let wrong: Vec<String> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            all.into_iter().flat_map(|t| t.join().unwrap()).collect()
        });
        assert!(
            wrong.is_empty(),
            "{} of {count}:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}

#[test]
fn each_operation_of_a_build_fails_in_turn() {
    Harness::new(changed(), &["build"], "").check_all(&["eio"]);
}

#[test]
fn each_operation_fails_in_turn_where_nothing_can_be_exchanged() {
    Harness::new(changed(), &["build"], ",no-exchange").check_all(&[]);
}

#[test]
fn each_operation_of_bringing_in_fails_in_turn() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("a.html"), NYSA).unwrap();
    std::fs::write(outside.path().join("a.yaml"), "date: 2024-05-02\n").unwrap();
    std::fs::write(outside.path().join("b.html"), OHIO).unwrap();
    let digest = DigestTest::empty().file("briefmill.yaml", FEW_PAGES);
    let args = ["ingest", outside.path().to_str().unwrap()];
    Harness::new(digest, &args, "").check_all(&["enospc", "emfile"]);
}
