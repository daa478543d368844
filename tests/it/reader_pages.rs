//! Pages as readers see them: stories report by report, and nothing on them that is nobody's to publish.

use crate::digest_test::DigestTest;

/// A brief of a publisher about the price of one deal.
fn report(day: u32, publisher: &str, title: &str, more: &str, price: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: 2025-03-{day:02}\nsource: {{ name: {publisher}, url: 'https://{publisher}.example/a' }}\n\
         companies: [Northvolt, Vexara Pumps]\n---\n\
         {more}\n\n\
         Northvolt will pay {price} for the takeover of Vexara Pumps, its largest yet.\n"
    )
}

#[test]
fn a_story_has_a_page_with_its_reports_and_what_they_differ_in() {
    let test = DigestTest::empty()
        .file(
            "content/briefs/a.md",
            report(
                2,
                "Wire",
                "Northvolt buys Vexara Pumps of Lodz",
                "The firm told so on Monday in Stockholm, where its workers had feared for their jobs all winter.",
                "$1.2 billion",
            ),
        )
        .file(
            "content/briefs/b.md",
            report(
                3,
                "Trade",
                "Northvolt to take over Vexara Pumps",
                "Vexara, a family business in Lodz, makes pumps for mines and has been for sale since its founder retired.",
                "$1.9 billion",
            ),
        )
        .file(
            "content/decisions.yaml",
            "stories:\n  join:\n    - [a, b]\n",
        );
    test.expect(0, &["build"]);
    let page = test.read("public/stories/a/index.html");
    for part in [
        "<title>Story: Northvolt to take over Vexara Pumps",
        "2 reports, 2 March 2025 to 3 March 2025, from 2 independent sources",
        "href=../../briefs/a/",
        ">Wire<",
        ">Trade<",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    // The latest report is first, and both amounts stand side by side, each in its sentence.
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}\n{page}"));
    assert!(place("briefs/b/") < place("briefs/a/"));
    assert!(place("Figures that differ") < place("will pay <b>$1.9 billion</b> for the takeover"));
    place("will pay <b>$1.2 billion</b> for the takeover");
    let list = test.read("public/stories/index.html");
    assert!(list.contains("figures that differ"), "{list}");
    let brief = test.read("public/briefs/a/index.html");
    assert!(brief.contains("href=../../stories/a/"), "{brief}");
    // The brief of the earlier report stands in the story's timeline after the later one, which it leads to.
    let timeline = brief.find("class=timeline").unwrap();
    let later = brief[timeline..].find("href=../b/").unwrap();
    let here = brief[timeline..].find("This brief").unwrap();
    assert!(later < here, "{brief}");
    let home = test.read("public/index.html");
    assert!(home.contains("also <a href=./briefs/a/>Wire</a>"), "{home}");

    test.write(
        "briefmill.yaml",
        "title: Test digest\nbase_url: https://digest.example/\npages: { stories: false }\n",
    );
    test.expect(0, &["build"]);
    let files = test.tree("public");
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        assert!(!name.starts_with("stories/"), "{name}");
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("stories/"), "{name}\n{text}");
    }
}

#[test]
fn a_brief_says_what_it_is_about_and_where_from_in_the_type_of_its_language() {
    let brief = |language: &str, url: &str| {
        format!(
            "---\ntitle: \"Northvolt's \\\"new\\\" plant\"\ndate: 2025-03-02\nlanguage: {language}\n\
             source: {{ name: Wire, url: '{url}' }}\ncompanies: [Northvolt]\ntechnologies: [solid-state battery]\n---\n\
             Northvolt's plant is \"ready\" - it cost `\"1\"`.\n"
        )
    };
    let test = DigestTest::empty()
        .file("content/briefs/a.md", brief("en", "https://wire.example/"))
        .file(
            "content/briefs/b.md",
            brief("fr", "https://wire.example/a-1"),
        );
    test.expect(0, &["build"]);
    let page = test.read("public/briefs/a/index.html");
    for part in [
        "<h1>Northvolt’s “new” plant</h1>",
        "plant is “ready” – it cost <code>\"1\"</code>",
        ">Wire’s site</a>",
        "<dt>Company<dd><a href=../../companies/northvolt/>",
        "<dt>Technology<dd><a href=../../technologies/solid-state-battery/>",
        "headline by the editor",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("The original at"), "{page}");
    let page = test.read("public/briefs/b/index.html");
    for part in [
        "«\u{202f}ready\u{202f}» – it cost",
        ">The original at Wire</a>",
        "Read the original at Wire",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    // The files are as they were.
    let file = test.read("content/briefs/a.md");
    assert!(file.contains("is \"ready\" - it"), "{file}");
}

#[test]
fn words_that_were_cut_are_published_only_where_the_desk_says_so() {
    let body = "<p>Northvolt will build a plant in Lodz for 400 million euros by 2027, it said on Monday.</p>\
        <p>Also Read | A singer of a band fills the stadium of Bern once more</p>\
        <p>The plant is to make 20,000 pumps a year.</p>";
    let test = DigestTest::empty().fragment("a.html", body);
    test.expect(0, &["build"]);
    let pages = |test: &DigestTest| -> String {
        let files = test.tree("public/briefs");
        files
            .iter()
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect()
    };
    let published = pages(&test);
    assert!(published.contains("1 passage of "), "{published}");
    assert!(!published.contains("fills the stadium"), "{published}");
    test.write(
        "briefmill.yaml",
        "title: Test digest\nbase_url: https://digest.example/\nshow_cuts: true\n",
    );
    test.expect(0, &["build"]);
    assert!(pages(&test).contains("fills the stadium"));
}
