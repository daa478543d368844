//! Snapshots of the main pages of a small digest: the real fragment and three others of this repository's inbox.
//! Only `<main>` of a page counts, so that a change of the frame does not change them all.

use crate::digest_test::DigestTest;

const FRAGMENTS: &[&str] = &[
    "south-korea-batteries.html",
    "2024/northvolt-restructuring.md",
    "2024/northvolt-seeks-chapter-11.html",
    "2025/catl-debut-hkex.json",
];

fn built() -> DigestTest {
    let digest = DigestTest::empty();
    for name in FRAGMENTS {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("content/fragments")
            .join(name);
        digest.write(
            &format!("content/fragments/{name}"),
            std::fs::read(path).unwrap(),
        );
    }
    let run = digest.expect(0, &["build"]);
    assert!(run.stdout.contains("4 new"), "{}", run.stdout);
    digest
}

/// The page's `<main>`, one tag a line.
fn main_of(digest: &DigestTest, page: &str) -> String {
    let html = digest.read(&format!("public/{page}index.html"));
    let start = html
        .find("<main")
        .unwrap_or_else(|| panic!("{page} has no <main>"));
    let end = html
        .find("</main>")
        .unwrap_or_else(|| panic!("{page} has no </main>"));
    let lines = html[start..end].replace("><", ">\n<");
    lines
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn main_pages() {
    let digest = built();
    let brief = digest
        .tree("public/briefs")
        .into_iter()
        .map(|(name, _)| name)
        .find(|n| n.starts_with("south-korea") && n.ends_with("index.html"))
        .expect("the real fragment has a page");
    let brief = format!("briefs/{}", brief.trim_end_matches("index.html"));
    for (name, page) in [
        ("home", ""),
        ("brief", brief.as_str()),
        ("companies", "companies/"),
        ("company", "companies/northvolt/"),
        ("technology", "technologies/solid-state-battery/"),
        ("matrix", "matrix/"),
        ("figures", "figures/"),
        ("archive", "archive/"),
        ("sources", "sources/"),
        ("about", "about/"),
    ] {
        insta::assert_snapshot!(format!("page_{name}"), main_of(&digest, page));
    }
}

#[test]
fn feeds_and_data() {
    let digest = built();
    for name in [
        "feed.xml",
        "sitemap.xml",
        "data/figures.csv",
        "data/briefs.json",
    ] {
        insta::assert_snapshot!(
            format!("file_{}", name.replace(['/', '.'], "_")),
            digest.read(&format!("public/{name}"))
        );
    }
    let feed = feed_rs::parser::parse(digest.read("public/feed.xml").as_bytes()).unwrap();
    // The real fragment has no date, and is news on the day that it came in.
    assert_eq!(feed.entries.len(), 4);
    assert!(
        feed_rs::parser::parse(
            digest
                .read("public/companies/northvolt/feed.xml")
                .as_bytes()
        )
        .is_ok()
    );
}

#[test]
fn every_link_of_the_site_leads_somewhere() {
    let digest = DigestTest::of_this_repository();
    digest.run(&["build"]);
    let run = digest.run(&["check", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let broken: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["rule"] == "broken-link")
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn each_finding_about_this_repository_has_its_line_and_no_doubt_decides_the_status() {
    let digest = DigestTest::of_this_repository();
    let run = digest.expect(0, &["check", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(finding["severity"], "warning", "{finding}");
        let has_line = finding["path"].is_string() && finding["place"]["line"].is_u64();
        assert!(has_line || finding["no_place"].is_string(), "{finding}");
    }
    digest.expect(1, &["check", "--strict"]);
}

#[test]
fn a_broken_link_in_a_brief_is_reported_where_it_stands() {
    let digest = DigestTest::empty()
        .file("content/briefs/a.md", "---\ntitle: A\n---\n\nSee [this](../nowhere/) and [b](../b/).\n")
        .file("content/briefs/b.md", "---\ntitle: B\ndate: 2024-01-01\nsource: { name: X, url: https://example.org/ }\n---\n\nText.\n");
    let run = digest.expect(1, &["check"]);
    assert!(
        run.stderr.contains("content/briefs/a.md:5") && run.stderr.contains("../nowhere/"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("`../b/`"), "{}", run.stderr);
    assert!(
        run.stderr.contains("names no source") && run.stderr.contains("has no date"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_users_template_replaces_the_built_in_one() {
    let digest = built();
    digest.write("templates/404.html", "{% extends \"base.html\" %}{% block main %}<main id=\"content\"><h1>Lost</h1></main>{% endblock %}");
    digest.expect(0, &["build"]);
    assert!(digest.read("public/404.html").contains("<h1>Lost</h1>"));
}

#[test]
fn static_files_are_copied_as_they_are() {
    let digest = built();
    digest.write("static/CNAME", "digest.example\n");
    digest.expect(0, &["build"]);
    assert_eq!(digest.read("public/CNAME"), "digest.example\n");
}
