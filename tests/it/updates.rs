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

#[test]
fn what_a_person_wrote_there_stays() {
    let fragment = "content/fragments/plant.html";
    let test = DigestTest::empty().fragment("plant.html", article("$2 billion", ""));
    test.expect(0, &["build"]);
    test.write(fragment, article("$3 billion", ""));
    test.expect(0, &["build"]);
    let path = test.briefs()[0].clone();
    for own in ["updates:\n  # mine\n", "note: mine\nupdates: text\n"] {
        let text = test.read(&path);
        let start = text.find("updates:").unwrap();
        let end = start + text[start..].find("made:").unwrap();
        let rest = text[start..end].strip_prefix("updates:\n");
        let rest = rest.filter(|_| own.ends_with("mine\n")).unwrap_or_default();
        let changed = format!("{}{own}{rest}{}", &text[..start], &text[end..]);
        test.write(&path, changed);
        test.write(fragment, article(&format!("${} billion", own.len()), ""));
        test.expect(0, &["build"]);
        let after = test.read(&path);
        assert!(after.contains(own), "{own}\n{after}");
        assert!(
            after.contains(&format!("${} billion", own.len())),
            "{after}"
        );
    }
}

#[test]
fn a_headline_is_noted_and_what_is_no_change_of_the_publishers_is_not() {
    let fragment = "content/fragments/plant.html";
    let test = DigestTest::empty().fragment("plant.html", article("$2 billion", ""));
    test.expect(0, &["build"]);
    let renamed = article("$2 billion", "").replace("to build a battery plant", "opens a plant");
    test.write(fragment, &renamed);
    test.expect(0, &["build"]);
    let noted = brief(&test);
    let expected =
        "was: Northvolt to build a battery plant in Lodz, now: Northvolt opens a plant in Lodz }";
    assert!(noted.contains(expected), "{noted}");
    // Only the beginning, as behind a paywall.
    let cut = renamed.find("<p>About").unwrap();
    test.write(fragment, &renamed[..cut]);
    test.expect(0, &["build"]);
    test.write(fragment, &renamed);
    test.expect(0, &["build"]);
    let after = brief(&test);
    assert_eq!(after.matches("\n  - { day:").count(), 1, "{after}");
    // Lines that end no sentence, such as the hour of the last change.
    test.write(
        fragment,
        format!("{renamed}<p>Updated at 10:32 on Saturday</p>"),
    );
    test.expect(0, &["build"]);
    test.write(
        fragment,
        format!("{renamed}<p>Updated at 11:02 on Saturday</p>"),
    );
    test.expect(0, &["build"]);
    let after = brief(&test);
    assert_eq!(after.matches("\n  - { day:").count(), 1, "{after}");
}
