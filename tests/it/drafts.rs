//! What is not to be published yet: in which briefs, by whose word, and how it is shown all the same.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::digest_test::{DigestTest, Preview};

/// A digest with a draft, a brief of the future, an expired one, and two to publish.
fn hidden() -> DigestTest {
    let mut digest = DigestTest::empty().file(
        "briefmill.yaml",
        "title: Test digest\nbase_url: https://digest.example/\ntoday: 2025-01-01\n",
    );
    for (name, front) in [
        ("plain", ""),
        ("today", "date: 2025-01-01\n"),
        ("draft", "draft: true\n"),
        ("future", "date: 2025-01-02\n"),
        ("expired", "expires: 2024-12-31\n"),
    ] {
        let brief = format!("---\ntitle: The {name} one\n{front}---\nTesla said {name}.\n");
        digest = digest.file(&format!("content/briefs/{name}.md"), brief);
    }
    digest
}

fn published(digest: &DigestTest) -> Vec<String> {
    let files = digest.tree("public/briefs").into_iter();
    let pages = files.filter_map(|(name, _)| name.strip_suffix("/index.html").map(str::to_owned));
    pages.collect()
}

#[test]
fn build_publishes_hidden_briefs_only_when_asked_to() {
    let digest = hidden();
    digest.expect(0, &["build"]);
    assert_eq!(published(&digest), ["plain", "today"]);
    let everywhere = digest.tree("public").into_iter();
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("The draft one");
    assert!(everywhere.into_iter().all(|(_, bytes)| !told(&bytes)));
    digest.expect(0, &["build", "--drafts"]);
    assert_eq!(
        published(&digest),
        ["draft", "expired", "future", "plain", "today"]
    );
    // The option holds for one run.
    digest.expect(0, &["build"]);
    assert_eq!(published(&digest), ["plain", "today"]);
}

#[test]
fn the_preview_shows_hidden_briefs_only_when_asked_to() {
    let digest = hidden();
    for (options, shown) in [(&[][..], false), (&["--drafts"], true)] {
        let preview = Preview::start_with(digest.root(), options);
        for name in ["draft", "future", "expired"] {
            let status = status(&preview, &format!("/briefs/{name}/"));
            assert_eq!(status, if shown { "200" } else { "404" }, "{name}");
        }
        assert_eq!(status(&preview, "/briefs/plain/"), "200");
    }
}

fn status(preview: &Preview, target: &str) -> String {
    let host = preview.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host.trim_end_matches('/')).unwrap();
    write!(
        stream,
        "GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes[9..12]).into_owned()
}

#[test]
fn check_looks_at_the_site_as_it_is_published() {
    let digest = hidden().file(
        "content/briefs/linking.md",
        "---\ntitle: Linking\ndate: 2024-01-01\nsource: A\n---\nSee [the draft](/briefs/draft/).\n",
    );
    let run = digest.run(&["check"]);
    assert!(run.stderr.contains("/briefs/draft/"), "{}", run.stderr);
}

const FRAGMENT: &str = "content/fragments/a.md";

/// A fragment with these lines in its front matter.
fn fragment(front: &str, text: &str) -> String {
    format!(
        "---\ntitle: Tesla opens a plant\n{front}---\nTesla opened {text} in Nevada, it said.\n"
    )
}

/// A digest of one fragment, ingested, and its brief.
fn made_from(front: &str) -> (DigestTest, String) {
    let digest = DigestTest::empty().file(FRAGMENT, fragment(front, "a plant"));
    digest.expect(0, &["ingest"]);
    let brief = digest.briefs().remove(0);
    (digest, brief)
}

fn is_draft(digest: &DigestTest, brief: &str) -> bool {
    digest.read(brief).lines().any(|l| l == "draft: true")
}

fn made(digest: &DigestTest, brief: &str) -> String {
    let text = digest.read(brief);
    let made = text.lines().find(|l| l.starts_with("made: "));
    made.unwrap().to_owned()
}

#[test]
fn a_draft_fragment_makes_a_draft() {
    for front in ["draft: true\n", "published: false\n", "Draft: 'yes'\n"] {
        let (digest, brief) = made_from(front);
        assert!(is_draft(&digest, &brief), "{front}");
        assert!(made(&digest, &brief).contains(" draft="), "{front}");
        digest.expect(0, &["build"]);
        assert!(published(&digest).is_empty(), "{front}");
        assert!(digest.expect(0, &["build"]).stdout.contains("1 unchanged"));
    }
}

#[test]
fn a_sidecar_has_the_last_word() {
    for (sidecar, draft) in [("draft: true\n", true), ("published: false\n", true)] {
        let digest = DigestTest::empty()
            .fragment("a.html", "<p>Tesla opened a plant in Nevada, it said.</p>")
            .fragment("a.yaml", sidecar);
        let run = digest.expect(0, &["ingest"]);
        assert!(run.stderr.is_empty(), "{}", run.stderr);
        assert_eq!(is_draft(&digest, &digest.briefs()[0]), draft, "{sidecar}");
    }
    let digest = DigestTest::empty()
        .file(FRAGMENT, fragment("draft: true\n", "a plant"))
        .fragment("a.yaml", "draft: false\n");
    digest.expect(0, &["ingest"]);
    assert!(!is_draft(&digest, &digest.briefs()[0]));
}

#[test]
fn an_ordinary_brief_says_nothing_of_drafts() {
    for front in [
        "",
        "draft: false\n",
        "published: true\n",
        "published: 2024-11-21\n",
    ] {
        let (digest, brief) = made_from(front);
        assert!(!digest.read(&brief).contains("draft"), "{front}");
        digest.expect(0, &["build"]);
        assert_eq!(published(&digest).len(), 1, "{front}");
    }
}

#[test]
fn what_cannot_be_read_is_not_published() {
    for (front, message) in [
        ("draft: maybe\n", "neither `true` nor `false`"),
        ("tags: [\ndraft: true\n", "not valid YAML"),
    ] {
        let digest = DigestTest::empty().file(FRAGMENT, fragment(front, "a plant"));
        let run = digest.expect(1, &["build"]);
        assert!(run.stderr.contains(message), "{}", run.stderr);
        assert!(published(&digest).is_empty(), "{front}");
    }
}

#[test]
fn a_line_that_the_editor_deleted_stays_deleted() {
    let (digest, brief) = made_from("draft: true\n");
    let text = digest.read(&brief);
    digest.write(&brief, text.replace("draft: true\n", ""));
    digest.expect(0, &["build"]);
    assert!(!is_draft(&digest, &brief));
    digest.write(FRAGMENT, fragment("draft: true\n", "a second plant"));
    digest.expect(0, &["build"]);
    assert!(!is_draft(&digest, &brief));
    assert!(digest.read(&brief).contains("a second plant"));
    assert_eq!(published(&digest).len(), 1);
}

#[test]
fn an_untouched_brief_follows_its_fragment() {
    let (digest, brief) = made_from("");
    let ordinary = digest.read(&brief);
    digest.write(FRAGMENT, fragment("draft: true\n", "a plant"));
    digest.expect(0, &["build"]);
    assert!(is_draft(&digest, &brief));
    digest.write(FRAGMENT, fragment("", "a plant"));
    digest.expect(0, &["build"]);
    assert_eq!(digest.read(&brief), ordinary);
    // So does one in which the editor wrote something else.
    digest.write(
        &brief,
        ordinary.replace("title: Tesla opens a plant", "title: Mine"),
    );
    for (front, draft) in [("draft: true\n", true), ("", false)] {
        digest.write(FRAGMENT, fragment(front, "a plant"));
        digest.expect(0, &["build"]);
        assert_eq!(is_draft(&digest, &brief), draft);
        assert_eq!(made(&digest, &brief).contains(" draft="), draft);
        assert!(digest.read(&brief).contains("title: Mine\n"));
    }
}

#[test]
fn the_editors_own_draft_stays() {
    let (digest, brief) = made_from("");
    let text = digest.read(&brief);
    digest.write(&brief, text.replace("made: ", "draft: true\nmade: "));
    digest.expect(0, &["build"]);
    digest.write(FRAGMENT, fragment("", "a second plant"));
    digest.expect(0, &["build"]);
    assert!(is_draft(&digest, &brief));
    assert!(digest.read(&brief).contains("a second plant"));
    assert!(!made(&digest, &brief).contains(" draft="));
    // `draft: false` is a word too: the fragment's state does not pass over it.
    let text = digest.read(&brief);
    digest.write(&brief, text.replace("draft: true\n", "draft: false\n"));
    digest.write(FRAGMENT, fragment("draft: true\n", "a third plant"));
    let run = digest.run(&["build"]);
    assert!(!is_draft(&digest, &brief), "{}", run.stderr);
    assert!(digest.read(&brief).contains("draft: false\n"));
}
