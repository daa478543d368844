//! Pages of terms, of pairs, of figures, and the indices that lead to them.

use crate::digest_test::DigestTest;

/// A brief of a day about some terms.
fn brief(date: &str, front: &str, body: &str) -> String {
    let date = if date.is_empty() {
        String::new()
    } else {
        format!("date: {date}\n")
    };
    format!("---\n{date}{front}\n---\n{body}\n")
}

fn pairs() -> DigestTest {
    DigestTest::empty()
        .file(
            "content/briefs/first.md",
            brief(
                "2021-07-29",
                "title: CATL shows a cell\ncompanies: [CATL]\ntechnologies: [Sodium-ion battery]\nsource: { name: Wire }",
                "It opened.\n\nOn Thursday CATL showed its first sodium-ion battery.",
            ),
        )
        .file(
            "content/briefs/later.md",
            brief(
                "2025-05-20",
                "title: Stock <rises>\ncompanies: [CATL]\nmentions: { technologies: [Sodium-ion battery, Heat pump] }",
                "CATL rose in Hong Kong.\n\nIt works on a < b & sodium-ion batteries too.",
            ),
        )
}

#[test]
fn a_pair_has_a_page_with_mentions_and_sentences_by_year() {
    let test = pairs();
    test.expect(0, &["build"]);
    // Home, then the company, then the row of the technology.
    let home = test.read("public/index.html");
    assert!(home.contains("href=./companies/catl/"), "{home}");
    let company = test.read("public/companies/catl/index.html");
    let row = "<a href=\"../../matrix/catl/sodium-ion-battery/\">sodium-ion battery</a><td class=when>2025<td class=num>1";
    assert!(company.contains(row), "{company}");
    let pair = test.read("public/matrix/catl/sodium-ion-battery/index.html");
    for part in [
        "1 brief about both, and 1 that names both in passing.",
        "<h2 id=y2025>2025</h2>",
        "It works on a &lt; b &amp; <b>sodium-ion batteries</b> too.",
        "href=../../../briefs/later/#s2-1",
        "On Thursday <b>CATL</b> showed its first <b>sodium-ion battery</b>.",
    ] {
        assert!(pair.contains(part), "{part}\n{pair}");
    }
    let place = |text: &str| pair.find(text).unwrap();
    assert!(place("y2025>2025<") < place("y2021>2021<"));
    assert!(!pair.contains("noindex"), "{pair}");
}

#[test]
fn a_thinner_pair_leads_to_the_search_with_its_filters_set() {
    let test = pairs();
    test.expect(0, &["build"]);
    let company = test.read("public/companies/catl/index.html");
    let search = "href=\"../../search/index.html?company=CATL&amp;technology=heat+pump\"";
    assert!(company.contains(search), "{company}");
    assert!(!test.root().join("public/matrix/catl/heat-pump").exists());

    test.write(
        "briefmill.yaml",
        "title: Test digest\nbase_url: https://digest.example/\npages: { matrix: false, search: false, data: false }\n",
    );
    test.expect(0, &["build"]);
    assert!(!test.root().join("public/matrix").exists());
    let company = test.read("public/companies/catl/index.html");
    for (there, part) in [
        (true, "href=\"../../technologies/heat-pump/\""),
        (true, "href=\"../../technologies/sodium-ion-battery/\""),
        (false, "search/"),
        (false, "matrix/"),
        (false, "briefs.csv"),
    ] {
        assert_eq!(company.contains(part), there, "{part}\n{company}");
    }
}

#[test]
fn a_term_is_a_dossier_with_its_mentions_and_a_table() {
    let test = pairs();
    test.expect(0, &["build"]);
    let page = test.read("public/technologies/sodium-ion-battery/index.html");
    for part in [
        "<h2 class=rubric id=latest>Latest</h2>",
        "<h3 class=year id=y2025>2025</h3>",
        "<h4 class=apart>Mentioned in passing</h4>",
        "<b>sodium-ion batteries</b> too.</a></blockquote>",
        "href=../../technologies/sodium-ion-battery/briefs.csv",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let table = test.read("public/technologies/sodium-ion-battery/briefs.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cells: Vec<(&str, &str, &str)> = rows.iter().map(|r| (&r[0], &r[2], &r[3])).collect();
    let first = "On Thursday CATL showed its first sodium-ion battery.";
    let later = "It works on a < b & sodium-ion batteries too.";
    assert_eq!(
        cells,
        [
            ("2021-07-29", "about", first),
            ("2025-05-20", "mentions", later)
        ]
    );
    // Of a term that no brief is about there is none.
    assert!(
        !test
            .root()
            .join("public/technologies/heat-pump/briefs.csv")
            .exists()
    );
}

#[test]
fn amounts_of_one_thing_over_time_are_a_series() {
    let mut test = DigestTest::empty();
    for (year, amount) in [(2021, "21"), (2022, "22"), (2023, "24"), (2024, "30")] {
        test = test.file(
            &format!("content/briefs/{year}.md"),
            brief(
                &format!("{year}-05-01"),
                &format!("title: Tesla in {year}\ncompanies: [Tesla]\nmentions: {{ companies: [Ford] }}"),
                &format!(
                    "Tesla's revenue was ${amount} billion.\n\nFord said that 2{amount} people came by bus."
                ),
            ),
        );
    }
    test.expect(0, &["build"]);
    let page = test.read("public/companies/tesla/index.html");
    let series = page.split_once("id=series").unwrap().1;
    let series = series.split_once("</section>").unwrap().0;
    for part in [
        "<svg class=\"series\"",
        "<title>1 May 2021: $21 billion</title>",
        "<th scope=row>1 May 2024</th><td>$30 billion</td>",
        "revenue was <b>$24 billion</b>",
    ] {
        assert!(series.contains(part), "{part}\n{page}");
    }
    // What is of nobody in particular is of no series.
    let ford = test.read("public/companies/ford/index.html");
    assert!(!ford.contains("id=series"), "{ford}");
}

/// A digest of very many companies, of one letter for the most part.
fn many(count: usize) -> DigestTest {
    let mut test = DigestTest::empty();
    for n in 0..count.div_ceil(50) {
        let names = |start: &str| -> String {
            let names: Vec<String> = (0..25)
                .map(|i| format!("\"{start} Works {:04}\"", n * 25 + i))
                .collect();
            names.join(", ")
        };
        test = test.file(
            &format!("content/briefs/b{n}.md"),
            brief(
                "2025-01-02",
                &format!(
                    "title: Brief {n}\ncompanies: [{}, By, A-Z, All, 7 Elves]\nmentions: {{ companies: [{}] }}",
                    names("Cobalt"),
                    names("Umber")
                ),
                "They met.",
            ),
        );
    }
    test.file(
        "content/companies/cobalt-works-0001.md",
        "---\nname: Cobalt Works 0001\naliases: [ZZCW]\n---\nIt works.\n",
    )
}

#[test]
fn very_many_terms_have_an_index_by_letter() {
    let test = many(1_200);
    test.expect(0, &["build"]);
    let first = test.read("public/companies/index.html");
    for part in [
        "href=../companies/a-z/c/>C</a>",
        "href=../companies/a-z/0-9/>#</a>",
        "href=../companies/by/latest/",
        "and 1,104 more, by letter above",
        "data-finder=\"../companies/names.js?",
    ] {
        assert!(first.contains(part), "{part}\n{first}");
    }
    // The terms whose names are like parts of an index's address have pages of their own.
    for term in ["by", "a-z", "all"] {
        let page = test.read(&format!("public/companies/{term}/index.html"));
        assert!(page.contains("class=page-term>"), "{page}");
    }
    let cobalt = test.read("public/companies/a-z/c/index.html");
    assert!(cobalt.contains("a-z/c/page/2/"), "{cobalt}");
    assert!(cobalt.contains("aria-current=page>C</a>"), "{cobalt}");
    let umber = test.read("public/companies/a-z/u/page/2/index.html");
    assert!(umber.contains("Only mentioned <small>300<"), "{umber}");
    let names = test.read("public/companies/names.js");
    assert!(
        names.starts_with("briefmillNames(\"companies/\",[["),
        "{names}"
    );
    assert!(
        names.contains("[\"Cobalt Works 0001\",\"cobalt-works-0001\",1,0,[\"ZZCW\"]]"),
        "{names}"
    );
    for (path, bytes) in test.tree("public") {
        if path.ends_with("index.html") {
            let nodes = String::from_utf8_lossy(&bytes).matches('<').count();
            assert!(nodes < 8_000, "{path}: {nodes} tags");
        }
    }
}

#[test]
fn figures_that_say_what_they_are_have_ledgers_and_those_that_differ_stand_side_by_side() {
    let report = |publisher: &str, day: u32, price: &str| {
        brief(
            &format!("2025-03-0{day}"),
            &format!(
                "title: Northvolt takes over Vexara Pumps, says {publisher}\ncompanies: [Northvolt, Vexara Pumps]\nsource: {{ name: {publisher} }}"
            ),
            &format!(
                "Northvolt will pay {price} for the takeover of Vexara Pumps, its largest yet.\n\nThen came 40."
            ),
        )
    };
    let test = DigestTest::empty()
        .file("content/briefs/a.md", report("Wire", 2, "$1.2 billion"))
        .file("content/briefs/b.md", report("Trade", 3, "$1.9 billion"))
        .file(
            "content/decisions.yaml",
            "stories:\n  join:\n    - [a, b]\n",
        );
    test.expect(0, &["build"]);
    let all = test.read("public/figures/index.html");
    let differ = all.split_once("id=differ").unwrap().1;
    let differ = differ.split_once("</ul>").unwrap().0;
    for part in [
        "will pay <b>$1.9 billion</b>",
        "will pay <b>$1.2 billion</b>",
        "href=../stories/a/",
    ] {
        assert!(differ.contains(part), "{part}\n{all}");
    }
    for part in ["href=../figures/money/", "href=../figures/2025/"] {
        assert!(all.contains(part), "{part}\n{all}");
    }
    for page in ["money", "2025", "disputed"] {
        let page = test.read(&format!("public/figures/{page}/index.html"));
        assert!(page.contains("$1.2 billion"), "{page}");
        // An amount that does not say what it is has no place there.
        assert!(!page.contains("untold"), "{page}");
    }
}

#[test]
fn a_companys_figures_stand_by_kind_and_year_and_a_table_leads_to_each() {
    let report = |year: usize, n: usize| {
        brief(
            &format!("{year}-03-{:02}", n + 1),
            "title: Northvolt takes over Vexara Pumps\ncompanies: [Northvolt, Vexara Pumps]",
            &format!(
                "Northvolt will pay ${}.2 billion for the takeover of Vexara Pumps, its largest yet.",
                n + 1
            ),
        )
    };
    let mut test = DigestTest::empty();
    for (year, n) in (0..8).map(|n| (2024, n)).chain((0..6).map(|n| (2025, n))) {
        test = test.file(&format!("content/briefs/n{year}-{n}.md"), report(year, n));
    }
    test.expect(0, &["build"]);
    let page = test.read("public/figures/of/northvolt/index.html");
    assert!(page.contains("14 amounts by kind and year"), "{page}");
    for part in [
        "href=\"../../../figures/of/northvolt/#money-2025\">6</a>",
        "href=\"../../../figures/of/northvolt/#money-2024\">8</a>",
        "<option value=money>Money (14)",
        "<option value=\"2024\">2024 (8)",
        "data-kind=money",
        "<tbody id=money-2024 data-year=\"2024\" data-count=8>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let (newer, older) = page.split_once("id=money-2024").unwrap();
    assert_eq!(newer.matches("class=receipt").count(), 6);
    assert_eq!(older.matches("class=receipt").count(), 8);
    assert!(page.contains("data-narrow hidden"), "{page}");
}

#[test]
fn any_digest_has_its_indices() {
    let long = "Verylongname ".repeat(24);
    let cases: [(&str, &[(&str, &str)]); 6] = [
        ("none", &[]),
        ("one without terms", &[("", "title: A")]),
        (
            "no companies",
            &[("2025-01-02", "title: A\ntechnologies: [Heat pump]")],
        ),
        (
            "no technologies",
            &[("2025-01-02", "title: A\ncompanies: [Tesla]")],
        ),
        (
            "no dates",
            &[
                (
                    "",
                    "title: A\ncompanies: [Tesla]\ntechnologies: [Heat pump]",
                ),
                (
                    "",
                    "title: B\nmentions: { companies: [Tesla], technologies: [Heat pump] }",
                ),
            ],
        ),
        (
            "odd names",
            &[
                (
                    "2025-01-02",
                    "title: A\ncompanies: [\"LONG\", \"شركة البطاريات\", \"🔋🔋\", \"a\\u202eb\"]\ntechnologies: [\"⚡\", \"LONG\"]",
                ),
                (
                    "2025-01-03",
                    "title: B\ncompanies: [\"<script>\", \"🔋🔋\"]\ntechnologies: [\"a & b\", \"⚡\"]",
                ),
            ],
        ),
    ];
    for (what, briefs) in cases {
        let mut test = DigestTest::empty();
        for ((date, front), n) in briefs.iter().zip(0..) {
            let front = front.replace("LONG", long.trim());
            let body = "Tesla and 🔋🔋 wait for the heat pump ⚡ of شركة البطاريات.";
            test = test.file(
                &format!("content/briefs/b{n}.md"),
                brief(date, &front, body),
            );
        }
        let run = test.run(&["build"]);
        assert_eq!(run.status, 0, "{what}\n{}\n{}", run.stdout, run.stderr);
        let pages = test.tree("public").into_iter();
        for (path, bytes) in pages.filter(|(path, _)| path.ends_with(".html")) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("<script>"), "{what}: {path}\n{text}");
            assert!(!text.contains("1970"), "{what}: {path}\n{text}");
        }
        let has = |path: &str| test.root().join("public").join(path).exists();
        assert_eq!(
            has("matrix/index.html"),
            what == "no dates" || what == "odd names",
            "{what}"
        );
    }
}
