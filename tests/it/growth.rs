//! Inputs without end: what is shown of them is bounded, and the page says how much more there is.

use crate::digest_test::DigestTest;

/// What opens each article here.
const LEAD: &str = "<p>Tesla said on Monday that it will build a new battery plant in Texas with partners.</p>\
    <p>The plant is large and opens soon. Panasonic supplies the cells that it needs.</p>";

fn built(digest: DigestTest) -> DigestTest {
    digest.expect(0, &["build", "-q"]);
    digest
}

/// Bytes of all files of the site.
fn site_bytes(digest: &DigestTest) -> usize {
    digest.tree("public").iter().map(|(_, b)| b.len()).sum()
}

/// The page of the one brief.
fn page(digest: &DigestTest) -> String {
    let pages = digest.tree("public/briefs");
    let own = |name: &str| name.ends_with("/index.html") && !name.starts_with("page/");
    let mut pages = pages.into_iter().filter(|(name, _)| own(name));
    let (_, bytes) = pages.next().unwrap();
    assert!(pages.next().is_none(), "more than one brief");
    String::from_utf8(bytes).unwrap()
}

/// Words that differ from each other, made of letters only.
fn word(mut n: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu"];
    let mut word = String::new();
    for _ in 0..5 {
        word.push_str(SYLLABLES[n % 10]);
        n /= 10;
    }
    word
}

fn name(n: usize) -> String {
    let word = word(n);
    format!("{}{}", word[..1].to_uppercase(), &word[1..])
}

#[test]
fn a_sentence_of_amounts_is_not_repeated_beside_each() {
    let amounts = (1..=1_300)
        .map(|n| format!("${n} million for {} and ", word(n)))
        .collect::<Vec<_>>()
        .concat();
    let digest =
        built(DigestTest::empty().fragment("a.html", format!("{LEAD}<p>{amounts} no more.</p>")));
    let page = page(&digest);
    // The page lists the few that matter, and of a bare list none does.
    assert!(page.matches("class=amount").count() <= 3);
    let csv = digest.read("public/data/figures.csv");
    assert_eq!(csv.lines().count(), 1_001);
    assert!(csv.lines().all(|l| l.chars().count() < 900));
    assert!(csv.contains('…'));
    let ledger = digest.read("public/figures/index.html");
    assert!(ledger.contains("and 300 more amounts in briefs that state very many"));
    assert!(site_bytes(&digest) < 3_000_000, "{}", site_bytes(&digest));
}

#[test]
fn an_ordinary_sentence_stands_whole_beside_its_amount() {
    let digest = built(DigestTest::empty().fragment(
        "a.html",
        format!("{LEAD}<p>The plant will cost $3 billion in all.</p>"),
    ));
    let csv = digest.read("public/data/figures.csv");
    assert!(
        csv.contains(",The plant will cost $3 billion in all.,"),
        "{csv}"
    );
    let page = page(&digest);
    assert!(!page.contains(" more amounts"));
    assert!(page.contains("Figures <small>1</small>"));
}

#[test]
fn copies_of_one_article_do_not_all_list_each_other() {
    let body = (0..60)
        .map(|n| {
            format!(
                "The {} plant makes {} for {}. ",
                word(n),
                word(n + 100),
                word(n + 200)
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let mut digest = DigestTest::empty();
    for n in 0..40 {
        let fragment = format!(
            "<h1>Report {} of the plant</h1>{LEAD}<p>{body}{n}</p>",
            word(n)
        );
        digest = digest.fragment(&format!("{n:02}.html"), fragment);
    }
    let digest = built(digest);
    let pages = digest.tree("public/briefs");
    let mut listed = 0;
    for (name, bytes) in pages.iter().filter(|(name, _)| name.starts_with("report-")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        let told = page.split("class=timeline>").nth(1).unwrap();
        let told = told.split("</ol>").next().unwrap();
        assert_eq!(told.matches("<a href=../").count(), 12, "{name}");
        assert!(page.contains("and 27 more"), "{name}");
        listed += 1;
    }
    assert_eq!(listed, 40);
    let json = digest.read("public/data/briefs.json");
    assert!(json.len() < 100_000, "{}", json.len());
}

#[test]
fn a_brief_of_very_many_terms_is_short_wherever_it_is_listed() {
    let names = |from: usize| {
        let names: Vec<String> = (from..from + 400).map(name).collect();
        names.join(", ")
    };
    let digest = built(DigestTest::empty().file(
        "content/briefs/a.md",
        format!(
            "---\ntitle: A list\ndate: 2024-01-01\ncompanies: [{}]\nmentions: {{ companies: [{}] }}\n---\nThe list is long.\n",
            names(0),
            names(1_000)
        ),
    ));
    let page = page(&digest);
    assert_eq!(page.matches("and 340 more").count(), 2);
    let term = digest.read(&format!("public/companies/{}/index.html", word(7)));
    assert!(term.contains("and 376 more"));
    assert!(term.len() < 16_000, "{}", term.len());
    let feed = digest.read(&format!("public/companies/{}/feed.xml", word(7)));
    assert!(feed.len() < 6_000, "{}", feed.len());
    assert!(site_bytes(&digest) < 12_000_000, "{}", site_bytes(&digest));
}

#[test]
fn names_without_end_give_no_pages_without_end() {
    let text = (0..1_500)
        .map(|n| {
            format!(
                "<p>{} Inc. said it will build a plant with {} Corp. soon.</p>",
                name(n),
                name(n + 5_000)
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let digest = built(DigestTest::empty().fragment("a.html", format!("{LEAD}{text}")));
    let companies = digest
        .tree("public/companies")
        .iter()
        .filter(|(_, page)| String::from_utf8_lossy(page).contains("<body class=page-term>"))
        .count();
    assert_eq!(companies, 1_000);
    let run = digest.run(&["check"]);
    let told = format!("{}{}", run.stdout, run.stderr);
    assert!(
        told.contains("the brief names 1000 companies or more"),
        "{told}"
    );
    assert!(page(&digest).contains("<li class=note>and "));
}

#[test]
fn lists_of_sources_authors_and_cuts_are_bounded() {
    let sources = (0..100)
        .map(|n| {
            format!(
                "  - {{ name: {}, url: 'https://{}.example/a', authors: [{}] }}\n",
                name(n),
                word(n),
                name(n + 500)
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let cuts = (0..150)
        .map(|n| format!("    - {{ rule: promotion, text: Also read {} }}\n", word(n)))
        .collect::<Vec<_>>()
        .concat();
    let digest = built(DigestTest::empty().file(
        "content/briefs/a.md",
        format!("---\ntitle: A list\ndate: 2024-01-01\nsource:\n{sources}derived:\n  cuts:\n{cuts}---\nThe list is long.\n"),
    ));
    let page = page(&digest);
    assert!(page.contains("and 76 more sources"), "{page}");
    assert_eq!(page.matches("class=original>").count(), 24);
    assert!(page.contains("150 passages of "));
    let feed = digest.read("public/feed.xml");
    assert_eq!(feed.matches("rel=\"via\"").count(), 24);
}

#[test]
fn a_key_point_and_a_headline_are_no_longer_than_can_be_read() {
    let long = format!(
        "The plant {} costs $5 million in all",
        "and-more".repeat(200)
    );
    let sentences =
        format!("<p>{long}. It opens in May. Prices rise soon. Much is open. {long} again.</p>");
    let digest = built(DigestTest::empty().fragment(
        "a.html",
        format!("<h1>{}</h1>{LEAD}{sentences}", "Plant ".repeat(5_000)),
    ));
    let json = digest.read("public/data/briefs.json");
    let briefs: serde_json::Value = serde_json::from_str(&json).unwrap();
    let brief = &briefs[0];
    assert!(brief["title"].as_str().unwrap().chars().count() <= 400);
    for point in brief["key_points"].as_array().unwrap() {
        assert!(point["text"].as_str().unwrap().chars().count() <= 604);
    }
}
