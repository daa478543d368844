//! Editions from the built binary: drafted, written, published, corrected; on the front page and as an e-mail. And the day
//! on which a brief came in, by which they go where no date is known.

use crate::digest_test::{DigestTest, command, run};

/// A brief about a firm.
fn brief(title: &str, date: &str, firm: &str, more: &str) -> String {
    format!(
        "---\ntitle: {title}\n{date}summary: {firm} did it, and {more}.\nsource: {{ name: Wire, url: 'https://wire.example/a' }}\n\
         companies: [{firm}]\ntechnologies: [heat pump]\n---\n{firm} will pay $4 million for pumps, {more}.\n"
    )
}

/// A week of briefs, one of the week before, one of the week after.
fn weeks() -> DigestTest {
    let day = |n: u32| format!("date: 2025-03-{n:02}\n");
    let mut test = DigestTest::empty();
    for (slug, n, firm) in [
        ("before", 5, "Northvolt"),
        ("one", 10, "Northvolt"),
        ("two", 11, "CATL"),
        ("three", 12, "Tesla"),
        ("four", 13, "Ford"),
        ("five", 14, "BYD"),
        ("six", 15, "Toyota"),
        ("seven", 16, "Honda"),
        ("after", 18, "Panasonic"),
    ] {
        let text = brief(&format!("{firm} builds {slug}"), &day(n), firm, slug);
        test = test.file(&format!("content/briefs/{slug}.md"), text);
    }
    test
}

fn page(test: &DigestTest, period: &str) -> String {
    test.read(&format!("public/editions/{period}/index.html"))
}

#[test]
fn each_week_with_briefs_is_an_edition_and_the_latest_is_the_front_page() {
    let test = weeks();
    test.expect(0, &["build"]);
    let week = page(&test, "2025-w11");
    for part in [
        "<title>Week 11: 10–16 March 2025",
        "Edition 2",
        "stories chosen by rank",
        "7 briefs",
        "editions/2025-w11/email.html",
    ] {
        assert!(week.contains(part), "{part}\n{week}");
    }
    assert!(!week.contains("builds after") && !week.contains("builds before"));
    let latest = page(&test, "latest");
    assert!(latest.contains("builds after"), "{latest}");
    assert!(latest.contains("rel=canonical href=\"https://digest.example/editions/2025-w12/\""));
    let home = test.read("public/index.html");
    for part in ["Edition 3", "href=./editions/2025-w12/", "builds after"] {
        assert!(home.contains(part), "{part}\n{home}");
    }
    for (setting, made, other) in [
        ("monthly", "2025-03", "2025-w11"),
        ("daily", "2025-03-10", "2025-03"),
    ] {
        let settings = format!("base_url: https://digest.example/\neditions: {setting}\n");
        test.write("briefmill.yaml", settings);
        test.expect(0, &["build"]);
        page(&test, made);
        assert!(!test.root().join("public/editions").join(other).exists());
    }
    test.write("briefmill.yaml", "editions: none\n");
    test.expect(0, &["build"]);
    assert!(!test.root().join("public/editions").exists());
    assert!(test.read("public/index.html").contains("builds after"));
    test.expect(2, &["edition", "list"]);
    test.write("briefmill.yaml", "editions: yearly\n");
    let wrong = test.expect(2, &["build"]);
    assert!(
        wrong
            .stderr
            .contains("`weekly`, `daily`, `monthly` or `none`"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn a_draft_is_written_once_and_says_why() {
    let test = weeks();
    test.expect(0, &["edition", "draft", "2025-w11"]);
    let draft = test.read("content/editions/2025-w11.md");
    assert_eq!(draft.matches("  - brief: ").count(), 5, "{draft}");
    assert!(draft.contains("# states $4 million"), "{draft}");
    test.write("content/editions/2025-w11.md", format!("{draft}My lead.\n"));
    let again = test.expect(1, &["edition", "draft", "2025-W11"]);
    assert!(
        again.stdout.contains("is there already"),
        "{}",
        again.stdout
    );
    assert!(
        test.read("content/editions/2025-w11.md")
            .ends_with("My lead.\n")
    );
    let none = test.expect(2, &["edition", "draft", "2019-w01"]);
    assert!(none.stderr.contains("2025-w12"), "{}", none.stderr);
    test.expect(0, &["build"]);
    let week = page(&test, "2025-w11");
    assert!(
        week.contains("My lead.") && !week.contains("chosen by rank</a>"),
        "{week}"
    );
}

#[test]
fn what_was_published_stays_and_what_changes_is_told() {
    let test = weeks().file(
        "content/editions/2025-w11.md",
        "---\ntitle: A week of pumps\nstories:\n  - brief: two\n    what: Pumps were built.\n    why: They are many.\n    next: They run.\n  - brief: briefs/three/\npins: [before]\nomit: [seven]\n---\n\nOur *lead*. # not a comment\n",
    );
    let told = test.expect(0, &["edition", "publish", "2025-w11"]);
    assert!(
        told.stdout.contains("edition 2, 2025-w11, is published"),
        "{}",
        told.stdout
    );
    let file = test.read("content/editions/2025-w11.md");
    for part in [
        "number: 2\npublished: 2026-01-01\nissue:\n",
        "why: They are many.\n",
        "\n\nOur *lead*. # not a comment\n",
    ] {
        assert!(file.contains(part), "{part}\n{file}");
    }
    test.expect(1, &["edition", "publish", "2025-w11"]);
    test.expect(0, &["build"]);
    let before = page(&test, "2025-w11");
    for part in [
        "A week of pumps",
        "Pumps were built.",
        "They are many.",
        "They run.",
        "published <time datetime=2026-01-01>",
        "builds before",
    ] {
        assert!(before.contains(part), "{part}\n{before}");
    }
    assert!(!before.contains("Since publication") && !before.contains("builds seven"));
    // The last one that is published is the latest, and what is newer stands below it.
    let home = test.read("public/index.html");
    assert!(
        home.contains("A week of pumps") && home.contains("New since this edition"),
        "{home}"
    );

    let two = test.read("content/briefs/two.md");
    test.write(
        "content/briefs/two.md",
        two.replace("CATL builds two", "CATL builds twenty"),
    );
    std::fs::remove_file(test.root().join("content/briefs/three.md")).unwrap();
    let late = brief("Late news", "date: 2025-03-12\n", "Sony", "late");
    test.write("content/briefs/late.md", late);
    test.expect(0, &["build"]);
    let after = page(&test, "2025-w11");
    for part in [
        "Since publication",
        "the headline is now “CATL builds twenty”",
        "“Tesla builds three” is not published any more",
        "CATL builds two<",
        "not published any more",
    ] {
        assert!(after.contains(part), "{part}\n{after}");
    }
    assert!(!after.contains("Late news"), "{after}");
    assert!(page(&test, "2025-w12").contains("Late news"));
    let list = test.expect(0, &["edition", "list"]);
    assert!(
        list.stdout.contains("2  2025-w11") && list.stdout.contains("published 2026-01-01"),
        "{}",
        list.stdout
    );
    // A lead that is changed is told too; deleting the lines takes the publication back.
    let file = test.read("content/editions/2025-w11.md");
    test.write(
        "content/editions/2025-w11.md",
        file.replace("Our *lead*", "Another lead"),
    );
    test.expect(0, &["build"]);
    assert!(page(&test, "2025-w11").contains("The title or the lead has been changed."));
}

#[test]
fn day_source_and_technology_stay_as_they_were_published() {
    let test = weeks().file("content/editions/2025-w11.md", "---\nstories: [two]\n---\n");
    test.expect(0, &["edition", "publish", "2025-w11"]);
    let former = test.read("content/briefs/one.md");
    let changed = former
        .replace("date: 2025-03-10", "date: 2025-04-20")
        .replace("name: Wire", "name: Herald")
        .replace("technologies: [heat pump]", "technologies: [electrolyser]");
    test.write("content/briefs/one.md", changed);
    let two = test.read("content/briefs/two.md");
    test.write(
        "content/briefs/two.md",
        two.replace("name: Wire", "name: Herald"),
    );
    test.expect(0, &["build"]);
    let week = page(&test, "2025-w11");
    let (told, corrections) = week.split_once("Since publication").unwrap();
    assert!(
        !told.contains("Herald") && !told.contains("April"),
        "{told}"
    );
    assert!(!told.to_lowercase().contains("electrolyser"), "{told}");
    assert!(
        told.contains("10 March 2025") && told.contains("Wire"),
        "{told}"
    );
    let changes = corrections.matches("its day, source or technology is another now");
    assert_eq!(changes.count(), 2, "{corrections}");
}

#[test]
fn what_is_written_after_the_publication_is_told_and_not_heeded() {
    let file = "content/editions/2025-w11.md";
    let test = weeks().file(
        file,
        "---\nstories:\n  - brief: two\n    why: They are many.\n---\n",
    );
    test.expect(0, &["edition", "publish", "2025-w11"]);
    let quiet = test.expect(0, &["build"]);
    assert!(!quiet.stderr.contains("published"), "{}", quiet.stderr);
    let published = test.read(file);
    for (from, to, line) in [
        ("    why: They are many.\n", "    why: They are few.\n", 3),
        (
            "    why: They are many.\n",
            "    why: They are many.\n  - brief: six\n",
            5,
        ),
        ("---\nstories", "---\npins: [after]\nstories", 2),
        ("---\nstories", "---\nomit: [six]\nstories", 2),
    ] {
        test.write(file, published.replacen(from, to, 1));
        let told = test.expect(0, &["build"]);
        let expected = "was changed after the edition was published";
        assert!(told.stderr.contains(expected), "{to}\n{}", told.stderr);
        let place = format!("{file}:{line}");
        assert!(told.stderr.contains(&place), "{to}\n{}", told.stderr);
        let week = page(&test, "2025-w11");
        assert!(week.contains("They are many.") && !week.contains("builds after"));
    }
    test.write(file, &published);
    test.write("briefmill.yaml", "editions: none\n");
    let none = test.expect(0, &["build"]);
    let expected = "this edition was published, and the site has it no more";
    assert!(none.stderr.contains(expected), "{}", none.stderr);
}

#[test]
fn slips_in_a_file_are_told() {
    let test = weeks()
        .file(
            "content/editions/2025-w11.md",
            "---\nstories: [two, three]\npins: [two, six]\nomit: [six]\norder: [heat pumps, heat pumpp]\n---\n",
        )
        .file("content/editions/README.md", "How we write them.\n");
    let built = test.expect(0, &["build"]);
    for part in [
        "`two` is under `stories` and again under `pins`",
        "`six` is under `pins` and again under `omit`",
        "no brief is about a technology `heat pumpp`",
    ] {
        assert!(built.stderr.contains(part), "{part}\n{}", built.stderr);
    }
    let about_order = "no brief is about a technology `heat pumps`";
    assert!(!built.stderr.contains(about_order), "{}", built.stderr);
    let week = page(&test, "2025-w11");
    assert_eq!(week.matches("Toyota builds six</a>").count(), 1, "{week}");
}

#[test]
fn an_e_mail_that_programs_would_cut_is_told() {
    let lead = "Much happened in this week, and here is all of it. ".repeat(1900);
    let file = "content/editions/2025-w11.md";
    let test = weeks().file(file, format!("---\nstories: [two]\n---\n{lead}\n"));
    for arguments in [&["check"][..], &["edition", "publish", "2025-w11"]] {
        let told = test.expect(0, arguments);
        let all = format!("{}{}", told.stdout, told.stderr);
        assert!(all.contains("the e-mail of this edition has 10"), "{all}");
        assert!(all.contains(file), "{all}");
    }
}

#[test]
fn links_of_a_lead_lead_to_the_same_page_wherever_it_stands() {
    let file = "content/editions/2025-w12.md";
    let lead = "See [the start](../2025-w11/), [one](/briefs/one/#p1) and [here](#rest).";
    let test = weeks().file(file, format!("---\nstories: [after]\n---\n{lead}\n"));
    test.expect(0, &["build"]);
    for (path, link) in [
        ("index.html", "href=\"./editions/2025-w11/\""),
        (
            "editions/latest/index.html",
            "href=\"../../editions/2025-w11/\"",
        ),
        (
            "editions/2025-w12/index.html",
            "href=\"../../editions/2025-w12/#rest\"",
        ),
        (
            "editions/2025-w12/email.html",
            "href=\"https://digest.example/editions/2025-w11/\"",
        ),
    ] {
        let page = test.read(&format!("public/{path}"));
        assert!(page.contains(link), "{path}: {link}\n{page}");
    }
    let text = test.read("public/editions/2025-w12/email.txt");
    for part in [
        "See the start [1], one [2] and here [3].",
        "\n[1] https://digest.example/editions/2025-w11/\n",
        "\n[2] https://digest.example/briefs/one/#p1\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // One that leads nowhere is told once, where it stands.
    test.write(file, "---\nstories: [after]\n---\nSee [it](../gone/).\n");
    let told = test.expect(1, &["check", "--json"]);
    assert_eq!(
        told.stdout.matches("`../gone/`").count(),
        1,
        "{}",
        told.stdout
    );
    assert!(told.stdout.contains(file), "{}", told.stdout);
}

#[test]
fn the_mail_tells_what_the_page_tells() {
    let test = weeks().file(
        "content/editions/2025-w11.md",
        "---\nstories:\n  - brief: two\n    why: They are many.\n  - brief: five\n    title: A <b>headline</b> & more\n---\nSee [one](/briefs/one/) and <script>alert(1)</script>.\n",
    );
    test.expect(0, &["build"]);
    let html = test.read("public/editions/2025-w11/email.html");
    let text = test.read("public/editions/2025-w11/email.txt");
    let site = page(&test, "2025-w11");
    assert!(html.len() < 90_000);
    for story in [
        "CATL builds two",
        "They are many.",
        "Northvolt builds one",
        "Honda builds seven",
    ] {
        for (what, page) in [("html", &html), ("text", &text), ("page", &site)] {
            assert!(page.contains(story), "{what}: {story}\n{page}");
        }
    }
    assert!(
        html.contains("A &lt;b&gt;headline&lt;/b&gt; &amp; more")
            && text.contains("A <b>headline</b> & more")
    );
    assert!(!html.contains("<script") && !site.contains("<script>alert"));
    // All links are full ones.
    let links: Vec<&str> = html.split("href=").skip(1).collect();
    assert!(links.len() > 8);
    for link in links {
        let link = link.trim_start_matches('"');
        assert!(link.starts_with("https://digest.example/"), "{link:.80}");
    }
    assert!(
        text.contains("https://digest.example/briefs/two/"),
        "{text}"
    );
    assert!(
        text.lines()
            .all(|l| l.contains("https://") || l.chars().count() <= 72),
        "{text}"
    );
}

#[test]
fn an_edition_that_is_wrong_is_told_with_its_line_and_the_others_stand() {
    let test = weeks()
        .file(
            "content/editions/2025-w11.md",
            "---\nstories:\n  - brief: two\n  - brief: gone\n  - brief: two\npins: [twoo]\n---\n",
        )
        .file(
            "content/editions/2024-w01.md",
            "---\n---\nNothing happened.\n",
        );
    let built = test.expect(0, &["build"]);
    for part in [
        "there is no brief `gone`",
        "content/editions/2025-w11.md:4",
        "there is no brief `twoo`",
        "did you mean `two`?",
    ] {
        assert!(built.stderr.contains(part), "{part}\n{}", built.stderr);
    }
    assert!(page(&test, "2025-w11").contains("CATL builds two"));
    let empty = page(&test, "2024-w01");
    assert!(
        empty.contains("Nothing happened.") && empty.contains("No brief is of"),
        "{empty}"
    );
    test.write("content/editions/2025-W11.md", "---\n---\n");
    let two = test.expect(1, &["build"]);
    assert!(
        two.stderr.contains("is the file of this edition already"),
        "{}",
        two.stderr
    );
    std::fs::remove_file(test.root().join("content/editions/2025-W11.md")).unwrap();
    test.write("content/editions/week.md", "");
    let misnamed = test.expect(1, &["build"]);
    assert!(
        misnamed.stderr.contains("names no day, week or month"),
        "{}",
        misnamed.stderr
    );
}

#[test]
fn no_briefs_no_editions() {
    let test = DigestTest::empty();
    test.expect(0, &["build"]);
    let none = test.expect(2, &["edition", "draft"]);
    assert!(
        none.stderr.contains("there are no editions yet"),
        "{}",
        none.stderr
    );
    test.expect(0, &["edition", "list", "--json"]);
}

#[test]
fn a_brief_without_a_date_says_when_it_came_in_once() {
    let article = |more: &str| {
        format!(
            "<p>Northvolt will build a plant for heat pumps in Lodz, it said, and hire many people there.{more}</p>"
        )
    };
    let test = DigestTest::empty()
        .fragment("plant.html", article(""))
        .file("content/briefs/old.md", "---\ntitle: Old news\ndate: 2024-01-02\n---\nOld.\n")
        .file("content/briefs/none.md", "---\ntitle: No day at all\n---\nNone.\n")
        .fragment(
            "dated.md",
            "---\ntitle: Ford builds a plant\ndate: 2024-05-06\n---\nFord will build a plant for cars in Ohio, it said on Monday.\n",
        );
    test.expect(0, &["build"]);
    let undated = |test: &DigestTest| {
        let mut briefs = test.briefs().into_iter();
        let path = briefs.find(|b| b.contains("/undated/")).unwrap();
        test.read(&path)
    };
    let brief = undated(&test);
    assert!(brief.contains("\nadded: 2026-01-01\n"), "{brief}");
    let dated = test
        .briefs()
        .into_iter()
        .find(|b| b.contains("2024/05"))
        .unwrap();
    assert!(!test.read(&dated).contains("added:"));
    // It comes first, and says that the day is not that of the article.
    let home = test.read("public/index.html");
    assert!(
        home.contains("undated, added <time datetime=2026-01-01>1 January 2026</time>"),
        "{home}"
    );
    page(&test, "2026-w01");
    // Another day, another run, another text of the fragment: the day of arrival stays.
    test.write(
        "content/fragments/plant.html",
        article(" It will open in spring."),
    );
    let root = test.root().to_str().unwrap();
    let later = run(command()
        .env("SOURCE_DATE_EPOCH", "1798761600")
        .args(["build", "--root", root]));
    assert_eq!(later.status, 0, "{}", later.stderr);
    let brief = undated(&test);
    assert!(
        brief.contains("open in spring") && brief.contains("\nadded: 2026-01-01\n"),
        "{brief}"
    );
    // The setting `today` is the day of the tests of a desk's own.
    test.write("briefmill.yaml", "today: 2025-02-03\n");
    test.write(
        "content/fragments/b.html",
        "<p>CATL will build a gigafactory for sodium cells in Debrecen, it said.</p>",
    );
    test.expect(0, &["ingest"]);
    let all: Vec<String> = test.briefs().iter().map(|b| test.read(b)).collect();
    assert!(
        all.iter().any(|b| b.contains("\nadded: 2025-02-03\n")),
        "{all:?}"
    );
}

#[test]
fn a_file_in_braces_is_told_with_its_remedy_and_stays() {
    let text = "---\n{title: A week of pumps, pins: [before]}\n---\n\nOur lead.\n";
    let test = weeks().file("content/editions/2025-w11.md", text);
    let told = test.expect(2, &["edition", "publish", "2025-w11"]);
    for part in ["content/editions/2025-w11.md", "a line of its own"] {
        assert!(told.stderr.contains(part), "{}", told.stderr);
    }
    assert_eq!(test.read("content/editions/2025-w11.md"), text);
}
