//! What kind of publisher a source is: known, the firm itself, or what the editor's `sources.yaml` says.

use crate::digest_test::DigestTest;

fn brief(title: &str, source: &str, company: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: 2025-03-10\nsource: {{ name: {source} }}\ncompanies: [{company}]\n---\n{company} did it, said {source}.\n"
    )
}

#[test]
fn kinds_are_told_on_the_pages_and_one_line_corrects_them() {
    let test = DigestTest::empty()
        .file("content/briefs/wire.md", brief("A", "Reuters", "CATL"))
        .file("content/briefs/own.md", brief("B", "CATL Newsroom", "CATL"))
        .file(
            "content/briefs/other.md",
            brief("C", "Example Times", "CATL"),
        );
    test.expect(0, &["build"]);
    let page =
        |test: &DigestTest, slug: &str| test.read(&format!("public/briefs/{slug}/index.html"));
    for (slug, kind, rule) in [
        (
            "wire",
            "news agency",
            "the publisher’s name or site, which is known",
        ),
        (
            "own",
            "first-hand",
            "the publisher, which is a firm that it is about",
        ),
    ] {
        let page = page(&test, slug);
        assert!(page.contains(&format!("({kind})")), "{page}");
        assert!(page.contains(&format!("{kind}, from {rule}")), "{page}");
    }
    let other = page(&test, "other");
    assert!(
        !other.contains("trade press") && !other.contains("first-hand"),
        "{other}"
    );
    let data = test.read("public/data/briefs.json");
    assert!(data.contains("\"kind\":\"wire\""), "{data}");
    test.write(
        "content/sources.yaml",
        "- { name: Example Times, kind: trade }\n- { name: Reuters, kind: aggregator }\n",
    );
    test.expect(0, &["build"]);
    assert!(page(&test, "other").contains("trade press, set by the editor"));
    assert!(page(&test, "wire").contains("(aggregator)"));
    let sources = test.read("public/sources/index.html");
    assert!(sources.contains("trade press"), "{sources}");
    let kinds = test.read("public/search/k/0.js");
    assert!(kinds.contains("official\ttrade\taggregator"), "{kinds}");
    let search = test.read("public/search/index.html");
    assert!(
        search.contains("<option value=trade>trade press (1)"),
        "{search}"
    );
    // A mistake stops nothing silently.
    test.write(
        "content/sources.yaml",
        "- { name: Example Times, kind: paper }\n",
    );
    let wrong = test.expect(2, &["build"]);
    let place = "content/sources.yaml:1";
    assert!(wrong.stderr.contains(place), "{}", wrong.stderr);
}
