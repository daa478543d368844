//! Briefs that report one event are one story, look-alikes are not, and what the editor decided stands.

use crate::digest_test::{DigestTest, Run};

/// Two reports of one deal, another deal of the same firm, and its results.
const BRIEFS: [(&str, &str, &str, &str, &str); 4] = [
    (
        "wondera-deal",
        "Examplia to buy sensor maker Wondera for $2.4 billion",
        "2025-05-06",
        "Morning Ledger",
        "Examplia agreed on Tuesday to buy Wondera, a maker of lidar sensors for trucks, for $2.4 billion in cash. The \
         purchase gives Examplia the plant in Zyxville where Wondera makes its sensors, and about 1,900 workers. \
         Shareholders of Wondera get $31 a share, a quarter more than the shares cost on Monday, said its chief, Jane Roe.",
    ),
    (
        "wondera-rewrite",
        "Wondera agrees to $2.4 billion takeover by Examplia",
        "2025-05-07",
        "Truck Weekly",
        "Wondera, whose lidar sensors steer trucks, will be taken over by Examplia. The buyer pays $2.4 billion, or $31 a \
         share. Jane Roe, who leads Wondera, told workers in Zyxville on Tuesday that their plant stays open. Examplia \
         wants the sensors for trucks that drive themselves at night, and hopes to close the deal by the autumn.",
    ),
    (
        "other-deal",
        "Examplia to buy charging firm Voltalia for $310 million",
        "2025-05-07",
        "Morning Ledger",
        "Examplia said on Wednesday that it will buy Voltalia, which runs 4,000 charging points along motorways in the \
         south. It pays $310 million, most of it in shares. Voltalia lost money in each of the last three years, and its \
         founders leave. The points will carry the name of Examplia from next year, when new cables are laid.",
    ),
    (
        "results",
        "Examplia profit rises 12% in first quarter",
        "2025-05-08",
        "Morning Ledger",
        "Examplia earned 12% more in the first three months of the year, as fleets ordered buses again. Revenue was $1.1 \
         billion. The firm raised what it expects for the whole year and will pay a dividend of 40 cents. Its finance chief \
         said that orders from cities had come back sooner than thought, and that costs of steel were falling.",
    ),
];

fn digest() -> DigestTest {
    BRIEFS.iter().fold(
        DigestTest::empty(),
        |digest, (slug, title, date, source, text)| {
            let front = format!("title: {title}\ndate: {date}\nsource: {{ name: {source} }}\n");
            digest.file(
                &format!("content/briefs/2025/05/{slug}.md"),
                format!("---\n{front}---\n{text}\n"),
            )
        },
    )
}

fn built(digest: &DigestTest) -> Run {
    let run = digest.run(&["build"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    run
}

/// The stories of two or more briefs, as `stories.json` lists them.
fn stories(digest: &DigestTest) -> Vec<(Vec<String>, u64)> {
    let rows: Vec<serde_json::Value> =
        serde_json::from_str(&digest.read("public/data/stories.json")).unwrap();
    rows.iter()
        .map(|row| {
            let briefs = row["briefs"].as_array().unwrap().iter();
            let briefs = briefs.map(|b| b.as_str().unwrap().to_owned()).collect();
            (briefs, row["independent_sources"].as_u64().unwrap())
        })
        .collect()
}

fn story(briefs: &[&str]) -> Vec<String> {
    briefs.iter().map(|b| (*b).to_owned()).collect()
}

#[test]
fn a_rewrite_is_of_the_story_and_another_deal_is_not() {
    let digest = digest();
    built(&digest);
    let expected = (story(&["wondera-rewrite", "wondera-deal"]), 2);
    assert_eq!(stories(&digest), [expected]);
    let page = digest.read("public/briefs/wondera-deal/index.html");
    assert!(page.contains("From 2 independent sources"), "{page}");
}

#[test]
fn the_editor_joins_and_splits() {
    let decisions = "stories:\n  join:\n    - [other-deal, results]\n  split:\n    - [wondera-deal, wondera-rewrite]\n";
    let digest = digest().file("content/decisions.yaml", decisions);
    built(&digest);
    // Both are of one publisher.
    let expected = (story(&["results", "other-deal"]), 1);
    assert_eq!(stories(&digest), [expected]);
}

#[test]
fn a_decision_on_a_brief_that_is_not_there_is_told_with_its_line() {
    let decisions = "stories:\n  join:\n    - [wondera-deal, wondera-rewrit]\n";
    let digest = digest().file("content/decisions.yaml", decisions);
    let run = digest.run(&["build"]);
    assert_eq!(run.status, 1, "{}{}", run.stdout, run.stderr);
    let told = format!("{}{}", run.stdout, run.stderr);
    assert!(
        told.contains("there is no brief `wondera-rewrit`"),
        "{told}"
    );
    assert!(told.contains("content/decisions.yaml:3:"), "{told}");
    digest.write("content/decisions.yaml", "stories: { join: x }\n");
    assert_eq!(digest.run(&["build"]).status, 2);
}

#[test]
fn why_says_what_speaks_for_a_story_and_what_settles_it() {
    let digest = digest();
    let why = |other: &str| {
        let run = digest.run(&["why", "wondera-deal", other]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let one = why("wondera-rewrite");
    for words in [
        "one story: ",
        "one day lies between them",
        "2.4",
        "stories: split:",
    ] {
        assert!(one.contains(words), "{words}: {one}");
    }
    let two = why("other-deal");
    for words in ["two stories: ", "Voltalia", "stories: join:"] {
        assert!(two.contains(words), "{words}: {two}");
    }
}

#[test]
fn the_kind_of_event_is_told_and_the_editor_corrects_it_in_one_line() {
    let digest = digest().file(
        "content/briefs/2025/05/corrected.md",
        "---\ntitle: Examplia to buy Wondera\nevent: plant\n---\nText.\n",
    );
    built(&digest);
    let rows: Vec<serde_json::Value> =
        serde_json::from_str(&digest.read("public/data/briefs.json")).unwrap();
    let of = |slug: &str| {
        let row = rows.iter().find(|r| r["slug"] == slug).unwrap();
        (row["event"].clone(), row["event_rule"].clone())
    };
    assert_eq!(
        of("wondera-deal"),
        ("acquisition".into(), "headline-event".into())
    );
    assert_eq!(of("corrected"), ("plant".into(), serde_json::Value::Null));
    digest.write(
        "content/briefs/2025/05/corrected.md",
        "---\ntitle: Examplia to buy Wondera\nevent: factory\n---\nText.\n",
    );
    assert_eq!(digest.run(&["build"]).status, 1);
}
