//! What a publisher changed in an article that comes again: noted in the brief, told on its page and its story's.

use crate::digest_test::DigestTest;

fn article(cost: &str, more: &str) -> String {
    format!(
        "<h1>Northvolt to build a battery plant in Lodz</h1><p>Northvolt will build a plant for batteries in Lodz, it said on \
         Monday. The plant will cost {cost} and open in 2027.{more}</p><p>About 900 people will work there. The city \
         gives the land, and the state a loan for the machines.</p>"
    )
}

fn brief(test: &DigestTest) -> String {
    let briefs = test.briefs();
    assert_eq!(briefs.len(), 1, "{briefs:?}");
    test.read(&briefs[0])
}

#[test]
fn changed_sentences_stand_before_and_after() {
    let test = DigestTest::empty().fragment("plant.html", article("$2 billion", ""));
    test.expect(0, &["build"]);
    assert!(!brief(&test).contains("updates:"));
    let fragment = "content/fragments/plant.html";
    test.write(
        fragment,
        article("$3 billion", " Nobody had asked the mayor of Lodz."),
    );
    test.expect(0, &["build"]);
    let noted = brief(&test);
    for part in [
        "updates:\n  - { day: 2026-01-01, was: The plant will cost $2 billion and open in 2027., now: The plant will cost $3 billion and open in 2027. }",
        "now: Nobody had asked the mayor of Lodz. }",
    ] {
        assert!(noted.contains(part), "{part}\n{noted}");
    }
    let slug = test.briefs()[0].rsplit('/').next().unwrap().to_owned();
    let page = format!("public/briefs/{}/index.html", slug.trim_end_matches(".md"));
    let page = test.read(&page);
    for part in [
        "What the publisher changed",
        "<del>The plant will cost $2 billion and open in 2027.</del>",
        "<ins>The plant will cost $3 billion and open in 2027.</ins>",
        "1 January 2026",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    // Nothing new: nothing is noted, and the note stays.
    test.expect(0, &["build"]);
    assert_eq!(brief(&test), noted);
    // Only set otherwise: the same words.
    let marked = article(
        "$3 billion",
        " Nobody had asked the <em>mayor</em> of Lodz.",
    );
    test.write(fragment, marked);
    test.expect(0, &["build"]);
    let same = brief(&test);
    assert_eq!(same.matches("\n  - { day:").count(), 2, "{same}");
    // What a person takes out stays out.
    let start = same.find("updates:").unwrap();
    let end = same[start..].find("\nmade:").unwrap() + start + 1;
    let without = format!("{}{}", &same[..start], &same[end..]);
    test.write(&test.briefs()[0], &without);
    test.expect(0, &["build"]);
    assert!(!brief(&test).contains("updates:"));
}

#[test]
fn nothing_is_noted_of_a_text_that_a_person_changed() {
    let test = DigestTest::empty().fragment("plant.html", article("$2 billion", ""));
    test.expect(0, &["build"]);
    let path = test.briefs()[0].clone();
    let own = test
        .read(&path)
        .replace("About 900 people", "Some 900 people");
    test.write(&path, &own);
    test.write("content/fragments/plant.html", article("$3 billion", ""));
    test.run(&["build"]);
    let after = test.read(&path);
    assert!(
        after.contains("Some 900 people") && !after.contains("updates:"),
        "{after}"
    );
}
