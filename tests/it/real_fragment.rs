//! The real fragment through the whole chain, from the built binary to its page.

use crate::digest_test::DigestTest;

const FRAGMENT: &str = include_str!("../../content/fragments/south-korea-batteries.html");

fn built() -> (DigestTest, String) {
    let digest = DigestTest::empty().fragment("south-korea-batteries.html", FRAGMENT);
    let run = digest.expect(0, &["build"]);
    assert!(
        run.stdout.contains("holds the same article more than once"),
        "{}",
        run.stdout
    );
    let brief = digest.briefs().pop().unwrap();
    (digest, brief)
}

#[test]
fn its_brief_is_one_that_an_editor_would_publish() {
    let (digest, brief) = built();
    assert_eq!(digest.briefs().len(), 1);
    insta::assert_snapshot!("real_fragment_brief", digest.read(&brief));
}

#[test]
fn every_sentence_of_the_article_is_kept_once_and_the_promotion_goes() {
    let (digest, brief) = built();
    let text = digest.read(&brief);
    let body = text.rsplit("\n---\n").next().unwrap();
    let article = FRAGMENT.lines().next().unwrap();
    let paragraphs: Vec<String> = article
        .split("</p>")
        .map(|p| {
            scraper::Html::parse_fragment(p)
                .root_element()
                .text()
                .collect::<String>()
        })
        .map(|p| p.trim_start_matches('.').trim().to_owned())
        .filter(|p| !p.is_empty() && !p.starts_with("Also Read"))
        .collect();
    assert_eq!(paragraphs.len(), 12);
    for paragraph in &paragraphs {
        assert_eq!(
            body.matches(paragraph.as_str()).count(),
            1,
            "{paragraph}\n{body}"
        );
    }
    assert!(!body.contains("J-Hope"), "{body}");
    assert!(
        !body.lines().any(|l| l.trim() == "." || l.starts_with(". ")),
        "{body}"
    );
    assert!(text.contains("Also Read"), "the cut is listed: {text}");
    assert!(
        text.contains("deccanherald.com"),
        "the hint at the publisher is kept: {text}"
    );
}

#[test]
fn it_is_grouped_as_a_reader_would() {
    let (digest, brief) = built();
    let text = digest.read(&brief);
    let front: serde_yaml::Mapping =
        serde_yaml::from_str(text.split("---\n").nth(1).unwrap()).unwrap();
    let list = |value: &serde_yaml::Value| -> Vec<String> {
        let mut names: Vec<String> = value
            .as_sequence()
            .into_iter()
            .flatten()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect();
        names.sort();
        names
    };
    assert_eq!(
        list(&front["companies"]),
        ["LG Energy Solution", "SK On", "Samsung SDI"]
    );
    assert_eq!(
        list(&front["mentions"]["companies"]),
        [
            "CATL",
            "Ford",
            "General Motors",
            "Tesla",
            "Toyota",
            "Volkswagen"
        ]
    );
    let mut technologies = list(&front["technologies"]);
    technologies.extend(list(&front["mentions"]["technologies"]));
    technologies.sort();
    let technologies: Vec<String> = technologies.iter().map(|t| t.to_lowercase()).collect();
    for expected in [
        "solid-state battery",
        "4680 cylindrical cell",
        "cobalt-free battery",
        "condensed matter battery",
        "lithium-ion battery",
        "electric vehicle",
    ] {
        assert!(
            technologies.iter().any(|t| t == expected),
            "{expected} in {technologies:?}"
        );
    }
    assert!(!front.contains_key("date") && !front.contains_key("source"));
}

#[test]
fn its_figures_are_in_the_table() {
    let (digest, _) = built();
    let mut rows =
        csv::Reader::from_reader(std::io::Cursor::new(digest.read("public/data/figures.csv")));
    let headers = rows.headers().unwrap().clone();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, name: &str| {
        row[headers.iter().position(|h| h == name).unwrap()].to_owned()
    };
    let find = |text: &str| {
        rows.iter()
            .find(|r| cell(r, "text") == text)
            .unwrap_or_else(|| panic!("{text} in {rows:?}"))
    };
    let joint = find("20 trillion won");
    assert_eq!(
        (cell(joint, "value"), cell(joint, "unit")),
        ("20000000000000".into(), "KRW".into())
    );
    assert_eq!(
        (
            cell(joint, "converted_value"),
            cell(joint, "converted_unit")
        ),
        ("15100000000".into(), "USD".into())
    );
    assert!(cell(joint, "when").contains("2030"));
    let support = find("7 trillion won");
    assert_eq!(cell(support, "unit"), "KRW");
    // 7,000,000,000,000 won at 1,328.39 won to the dollar.
    assert!(
        cell(support, "converted_value").starts_with("52695"),
        "{}",
        cell(support, "converted_value")
    );
    assert!(cell(find("quadruple"), "sentence").contains("cathode materials"));
    assert!(cell(find("triple"), "sentence").contains("exports"));
}

#[test]
fn why_names_rules_and_sentences() {
    let (digest, _) = built();
    let run = digest.expect(0, &["why", "south-korea-batteries"]);
    for words in [
        "Also Read",
        "unknown: the fragment states none",
        "20 trillion won",
        "the industry ministry said on Thursday",
        "Samsung SDI",
    ] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    let run = digest.expect(0, &["why", "south-korea-batteries", "Tesla"]);
    assert!(run.stdout.starts_with("Tesla: mentioned"), "{}", run.stdout);
}
