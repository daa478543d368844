//! What somebody saves while a run is at work is there afterwards, and runs that are killed leave nothing half.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::digest_test::{DigestTest, command};

const BRIEFS: usize = 60;

fn fragment(i: usize, version: usize) -> String {
    let firm = ["Umicore", "PowerCo", "Honda", "Toyota"][i % 4];
    format!(
        "<p>{firm} will supply part {i} of its cathode plant to customer {} in Nysa, the company said.</p>\
        <p>The joint venture number {i} is to reach {} GWh a year in region {i}.</p>",
        i * 7,
        100 + version
    )
}

fn digest() -> (DigestTest, Vec<PathBuf>) {
    let mut digest = DigestTest::empty();
    for i in 0..BRIEFS {
        digest = digest.fragment(&format!("f{i}.html"), fragment(i, 0));
    }
    digest.expect(0, &["ingest"]);
    let briefs = digest.briefs();
    assert_eq!(briefs.len(), BRIEFS);
    let paths = briefs.iter().map(|b| digest.root().join(b)).collect();
    (digest, paths)
}

fn start(digest: &DigestTest, args: &[&str]) -> Child {
    command()
        .args(args)
        .args(["--quiet", "--root"])
        .arg(digest.root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn what_is_saved_while_fragments_are_brought_in_is_there_afterwards() {
    let (digest, briefs) = digest();
    let mut last: BTreeMap<PathBuf, String> = BTreeMap::new();
    for round in 1..=8 {
        for i in 0..BRIEFS {
            digest.write(&format!("content/fragments/f{i}.html"), fragment(i, round));
        }
        let done = AtomicBool::new(false);
        let (mut child, done) = (start(&digest, &["ingest"]), &done);
        let saved = std::thread::scope(|scope| {
            let editor = scope.spawn(|| {
                let mut saved = Vec::new();
                for (i, path) in briefs.iter().cycle().enumerate() {
                    if done.load(Ordering::Relaxed) {
                        return saved;
                    }
                    let mark = format!("SAVED-{round}-{i}-END");
                    let text = std::fs::read_to_string(path).unwrap();
                    let text = format!("{}\n\n{mark}\n", text.trim_end());
                    if i % 2 == 0 {
                        std::fs::write(path, text).unwrap();
                    } else {
                        // As many editors do it: a new file, then its name.
                        let new = path.with_extension("md~");
                        std::fs::write(&new, text).unwrap();
                        std::fs::rename(&new, path).unwrap();
                    }
                    saved.push((path.clone(), mark));
                    std::thread::sleep(Duration::from_micros(300));
                }
                saved
            });
            child.wait().unwrap();
            done.store(true, Ordering::Relaxed);
            editor.join().unwrap()
        });
        last.extend(saved);
        for (path, mark) in &last {
            let text = std::fs::read_to_string(path).unwrap();
            assert!(
                text.contains(mark),
                "round {round}: {mark} is gone from {}",
                path.display()
            );
        }
    }
    digest.expect(0, &["ingest"]);
    assert_eq!(
        digest.tree("content/briefs").len(),
        BRIEFS,
        "no twin, nothing left over"
    );
}

#[test]
fn runs_that_are_killed_at_any_moment_are_mended_by_the_next() {
    let (digest, briefs) = digest();
    digest.expect(0, &["build"]);
    for round in 1..=40 {
        for i in 0..BRIEFS {
            digest.write(&format!("content/fragments/f{i}.html"), fragment(i, round));
        }
        let mut child = start(&digest, &["build"]);
        std::thread::sleep(Duration::from_millis(
            u64::try_from(round).unwrap() * 7 % 260,
        ));
        child.kill().unwrap();
        child.wait().unwrap();
        for path in &briefs {
            let text = std::fs::read_to_string(path).unwrap();
            assert!(
                text.starts_with("---\n") && text.contains("\nmade: ") && text.ends_with('\n'),
                "{text}"
            );
        }
        assert!(digest.root().join("public/index.html").exists());
    }
    digest.expect(0, &["build"]);
    // What changed on the way is noted in each brief; all else is what one run makes of the fragments.
    for path in &briefs {
        let text = std::fs::read_to_string(path).unwrap();
        let mut noted = false;
        let lines = text.split_inclusive('\n').filter(|line| {
            noted = line.starts_with("updates:") || noted && line.starts_with("  - { day: ");
            !noted
        });
        std::fs::write(path, lines.collect::<String>()).unwrap();
    }
    digest.expect(0, &["build"]);
    let (content, site) = (digest.tree("content"), digest.tree("public"));
    assert_eq!(
        content.len(),
        2 * BRIEFS,
        "every fragment and its brief, nothing else"
    );
    let fresh = DigestTest::empty();
    for (name, bytes) in content.iter().filter(|(n, _)| n.starts_with("fragments/")) {
        fresh.write(&format!("content/{name}"), bytes);
    }
    fresh.expect(0, &["build"]);
    assert_eq!(fresh.tree("content"), content);
    assert_eq!(fresh.tree("public"), site);
}
