//! Inputs that are large, dense or many: each is worked on or refused in clear words, in bounded time and memory, and the
//! others go on. Sizes are small enough for a debug build; what is bounded is the same at any.

use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::digest_test::{DigestTest, Run};

const GOOD: &str = "<h1>Umicore opens a plant in Nysa</h1><p>Umicore has opened a plant for cathode materials in Nysa, it said on Monday.</p>";

/// Far more than any of these takes on a machine with other work to do, and far less than what is not bounded takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// Brings in a fragment beside a good one: both come to an end, and the good one is a brief.
fn beside_a_good_one(name: &str, contents: impl AsRef<[u8]>, status: i32) -> (DigestTest, Run) {
    let start = Instant::now();
    let digest = DigestTest::empty()
        .file(
            "briefmill.yaml",
            "title: Test\nbase_url: https://digest.example/\nmax_fragment_mb: 3\n",
        )
        .fragment("good.html", GOOD)
        .fragment(name, contents);
    let run = digest.expect(status, &["ingest"]);
    assert!(start.elapsed() < PATIENCE, "{name}: {:?}", start.elapsed());
    let good = |b: &String| b.contains("umicore-opens");
    assert!(digest.briefs().iter().any(good), "{:?}", digest.briefs());
    (digest, run)
}

#[test]
fn a_tree_of_too_many_elements_is_refused() {
    for (name, body) in [
        (
            "rows.html",
            format!("<table>{}</table>", "<tr><td>1".repeat(210_000)),
        ),
        ("empty.html", "<i></i>".repeat(405_000)),
        (
            "page.html",
            format!("<!doctype html><html><body>{}", "<p>a".repeat(410_000)),
        ),
        (
            "record.json",
            format!(
                "{{\"title\": \"A\", \"content\": \"{}\"}}",
                "<p>a".repeat(410_000)
            ),
        ),
    ] {
        let (digest, run) = beside_a_good_one(name, body, 1);
        assert!(
            run.stderr.contains("more than 400000 elements"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains(name), "{}", run.stderr);
        assert_eq!(digest.briefs().len(), 1, "{name}");
    }
}

#[test]
fn numbers_without_end_are_read_in_bounded_time() {
    let list = |between: &str| {
        let numbers: Vec<String> = (100..60_100).map(|n| (n % 900 + 100).to_string()).collect();
        format!("Numbers of the year\n\n{}\n", numbers.join(between))
    };
    for between in [" ", ",", ".", "-", " to ", "\n", " and $"] {
        let (digest, _) = beside_a_good_one("numbers.txt", list(between), 0);
        assert_eq!(digest.briefs().len(), 2, "{between}");
    }
}

#[test]
fn one_long_paragraph_is_read_and_built_in_bounded_time() {
    let sentence = "The plant in Ohio makes cells for cars at 40 GWh a year. ";
    for words in [
        sentence.repeat(20_000),
        "word ".repeat(250_000),
        "a".repeat(1_000_000),
    ] {
        let (digest, _) = beside_a_good_one("long.html", format!("<h1>Long</h1><p>{words}</p>"), 0);
        let start = Instant::now();
        digest.expect(0, &["build", "-q"]);
        assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    }
}

#[test]
fn what_is_larger_than_allowed_is_refused_before_and_after() {
    let (_, run) = beside_a_good_one(
        "large.html",
        format!("<p>{}</p>", "word ".repeat(700_000)),
        1,
    );
    assert!(
        run.stderr.contains("more than the 3 MB allowed"),
        "{}",
        run.stderr
    );
    // Escaped, it is twice as long, and a brief that cannot be read again is none.
    let (digest, run) = beside_a_good_one(
        "marks.md",
        format!("# Marks\n\n{}", "[a](".repeat(600_000)),
        1,
    );
    assert!(
        run.stderr.contains("the brief of `marks.md` would have"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.briefs().len(), 1);
    let again = digest.expect(1, &["ingest"]);
    assert!(
        again.stderr.contains("would have") && again.stdout.contains("1 unchanged"),
        "{}",
        again.stdout
    );
}

#[test]
fn a_wide_span_makes_no_wide_table() {
    let rows = "<tr><td>Nysa<td>20 GWh".repeat(3_000);
    let body = format!(
        "<h1>Plants</h1><p>The plants are these, it said.</p><table><tr><td colspan=999999999>All<td rowspan=65534>x{rows}</table>"
    );
    let (digest, _) = beside_a_good_one("span.html", body, 0);
    let bytes: usize = digest
        .tree("content/briefs")
        .iter()
        .map(|(_, b)| b.len())
        .sum();
    assert!(bytes < 3_000_000, "{bytes}");
}

#[test]
fn fragments_that_are_nearly_alike_are_not_compared_each_with_each() {
    let start = Instant::now();
    let mut digest = DigestTest::empty();
    let mut body = String::new();
    for n in 0..40 {
        let _ = write!(
            body,
            "<p>The company said that line {n} makes cells for {n} thousand cars.</p>"
        );
    }
    for n in 0..1_500 {
        digest = digest.fragment(
            &format!("{n:04}.html"),
            format!("<h1>Report {n}</h1>{body}<p>It was {n} in all.</p>"),
        );
    }
    let run = digest.expect(0, &["ingest"]);
    assert!(run.stdout.contains("1500 new"), "{}", run.stdout);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[cfg(unix)]
#[test]
fn a_name_of_any_bytes_and_a_loop_are_no_errors() {
    use std::os::unix::ffi::OsStrExt;
    let digest = DigestTest::empty().fragment("good.html", GOOD);
    let inbox = digest.root().join("content/fragments");
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.html");
    if std::fs::write(
        inbox.join(name),
        "<h1>Solid state cells come in May</h1><p>They come in May, it said.</p>",
    )
    .is_err()
    {
        // The file system takes no such name.
        return;
    }
    std::os::unix::fs::symlink(&inbox, inbox.join("loop")).unwrap();
    let run = digest.expect(0, &["ingest"]);
    assert!(
        run.stderr.contains("link into its own parents"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.briefs().len(), 2);
    let brief = digest.read("content/briefs/undated/solid-state-cells-come-in-may.md");
    assert!(brief.contains("caf\\xe9.html"), "{brief}");
    let why = digest.expect(0, &["why", "solid-state-cells-come-in-may"]);
    assert!(why.stdout.contains("headline [h1]"), "{}", why.stdout);
    assert!(digest.expect(0, &["ingest"]).stdout.contains("2 unchanged"));
}
