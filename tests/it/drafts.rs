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
