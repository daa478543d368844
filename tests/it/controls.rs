//! No control character reaches a brief, in whichever way a fragment holds it.

use crate::digest_test::DigestTest;

fn check(name: &str, bytes: &[u8]) {
    let digest = DigestTest::empty().fragment(name, bytes);
    let run = digest.expect(0, &["build"]);
    assert!(run.stderr.is_empty(), "{name}: {}", run.stderr);
    let briefs = digest.briefs();
    assert_eq!(briefs.len(), 1, "{name}");
    let brief = digest.read(&briefs[0]);
    let odd = |c: char| c.is_control() && c != '\n';
    assert!(!brief.contains(odd), "{name}: {brief:?}");
    assert!(!brief.contains("\\u00"), "{name}: {brief:?}");
    assert!(brief.contains("Tesla opens"), "{name}: {brief}");
}

#[test]
fn none_reaches_a_brief() {
    check("a.html", b"<h1>Tesla opens\x01 a plant</h1><p>It\x07 is\x0b in\x0c Nevada\x7f, \xc2\x9dTesla said.</p>");
    check("b.html", b"<h1>Tesla opens&#1; a plant</h1><p>It&#7; is in&#x7f; Nevada&#x1b;, <code>x&#2;</code> Tesla said.</p><pre>a&#3;b</pre><p><img src='https://example.org/a.png' alt='a&#4;b'></p><p>Also read: <a href='https://example.org/&#5;x'>More&#6; news</a></p>");
    check(
        "c.txt",
        b"Tesla opens a plant\n\nIt is in Nevada,\x01 Tesla said.",
    );
    check("d.json", br#"{"title": "Tesla opens\u0007 a plant", "author": "Jane\u0001 Doe", "source": "Exam\u007fple", "content": "It is\u0008 in\u000b Nevada, Tesla\u0085 said."}"#);
    check("e.md", b"---\ntitle: \"Tesla opens\\a a plant\"\nauthor: \"Jane\\x01 Doe\"\n---\nIt is in&#7; Nevada, `Te\x02sla` said.\n");
    check("f.xml", b"<rss version=\"2.0\"><channel><title>Exa\x01mple</title><item><title>Tesla opens\x02 a plant</title><link>https://example.org/a</link><description>It is in\x03 Nevada.</description></item></channel></rss>");
    check(
        "g.txt",
        b"\x1b[1mTesla opens\x1b[0m a plant\n\nIt is in Nevada, Tesla said.",
    );
}

#[test]
fn binary_data_is_still_refused() {
    for bytes in [
        &b"\0asm\x01\0\0\0\x01\x07\x01`\x02\x7f\x7f\x01\x7f"[..],
        b"Tesla\0\0\0\0opens\0\0\0\0a plant\0\0\0\0",
        b"\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12 Tesla opens a plant",
    ] {
        let digest = DigestTest::empty().fragment("a.txt", bytes);
        let run = digest.expect(1, &["build"]);
        assert!(run.stderr.contains("binary"), "{}", run.stderr);
        assert!(digest.briefs().is_empty());
    }
}
