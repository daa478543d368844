//! What search engines and previews are told of a page: each its own title and description, and what it is.

use std::collections::BTreeMap;

use scraper::{Html, Selector};

use super::whole::{digest, settings, site_of, site_with, text};
use crate::site::Site;
use crate::site::render::Route;

fn pages(site: &Site) -> impl Iterator<Item = (&Route, Html)> {
    let pages = site
        .routes()
        .iter()
        .filter(|r| !r.address().contains('.') || r.path() == "404.html");
    pages.map(|r| (r, Html::parse_document(&text(site, r.path()))))
}

/// The attribute of the first element that a selector finds.
fn attribute(html: &Html, selector: &str, name: &str) -> Option<String> {
    let found = html.select(&Selector::parse(selector).unwrap()).next()?;
    found.attr(name).map(str::to_owned)
}

/// Copies of an article, by one publisher and by several, with and without a day; names that are terms of both kinds.
fn alike() -> Site {
    let copy = |front: &str| {
        format!(
            "title: Plant opens in Ohio\nsummary: A plant opens in Ohio, and nobody had expected it so soon.\n\
             companies: [Tesla]\ntechnologies: [Tesla]\nmentions: {{ companies: [Northvolt] }}\n{front}"
        )
    };
    let fronts = [
        copy("date: 2024-01-02\nsource: { name: Daily }"),
        copy("date: 2024-01-02\nsource: { name: Wire }"),
        copy("date: 2024-01-03\nsource: { name: Wire }"),
        copy("date: 2024-01-03\nsource: { name: Wire }"),
        copy(""),
        copy("source: { name: Tesla }"),
        "title: Tesla\ndate: 2024-02-02".to_owned(),
    ];
    let briefs: Vec<(&str, &str)> = fronts.iter().map(|f| (f.as_str(), "Text.")).collect();
    site_of(&settings(), &briefs, &[])
}

#[test]
fn no_two_pages_have_one_title_or_one_description() {
    for site in [alike(), site_with(digest(), &settings(), &[])] {
        let (mut titles, mut descriptions) = (BTreeMap::new(), BTreeMap::new());
        for (route, html) in pages(&site) {
            let title = html
                .select(&Selector::parse("title").unwrap())
                .next()
                .unwrap();
            let title: String = title.text().collect();
            if let Some(other) = titles.insert(title.clone(), route.path()) {
                panic!("{title}: {other} and {}", route.path());
            }
            let Some(words) = attribute(&html, "meta[name=description]", "content") else {
                continue;
            };
            let length = words.chars().count();
            assert!(length <= 160, "{length}: {words}");
            if let Some(other) = descriptions.insert(words.clone(), route.path()) {
                panic!("{words}: {other} and {}", route.path());
            }
        }
    }
    let site = alike();
    assert!(
        text(&site, "briefs/b1/").contains("<title>Plant opens in Ohio (Daily, 2 January 2024) – ")
    );
    assert!(text(&site, "briefs/b5/").contains("<title>Plant opens in Ohio (b5) – "));
    assert!(text(&site, "companies/tesla/").contains("<title>Tesla (company) – "));
    // The headline on the page is the brief's own.
    assert!(text(&site, "briefs/b1/").contains("<h1>Plant opens in Ohio</h1>"));
}

#[test]
fn search_engines_leave_out_what_says_nothing_of_its_own() {
    let quoted = "> The minister said that the plant would open in May and that nobody should doubt it.\n\nHe said so.";
    let site = site_of(
        &settings(),
        &[
            (
                "title: A\ndate: 2024-01-01\ncompanies: [Tesla]\nmentions: { companies: [Northvolt] }",
                "One.",
            ),
            ("title: B\ndate: 2024-01-02\ncompanies: [Tesla]", "Two."),
            ("title: C\ndate: 2024-01-03\ncompanies: [Tesla]", quoted),
        ],
        &[],
    );
    let map = text(&site, "sitemap.xml");
    let left_out = [
        "404.html",
        "briefs/b3/",
        "briefs/page/2/",
        "companies/northvolt/",
        "companies/tesla/page/2/",
    ];
    for (route, html) in pages(&site) {
        let address = route.address();
        let robots = attribute(&html, "meta[name=robots]", "content");
        let is_left_out = left_out.contains(&address) || address.contains("page/");
        assert_eq!(
            robots.as_deref(),
            is_left_out.then_some("noindex"),
            "{address}"
        );
        assert_eq!(
            map.contains(&format!("/{address}</loc>")),
            !is_left_out,
            "{address}"
        );
    }
    assert!(left_out.iter().all(|a| site.find(a).is_some()));
}

#[test]
fn pages_of_a_list_lead_to_each_other() {
    let briefs: Vec<String> = (1..=12)
        .map(|n| format!("title: B{n}\ndate: 2024-01-{n:02}"))
        .collect();
    let briefs: Vec<(&str, &str)> = briefs.iter().map(|f| (f.as_str(), "Text.")).collect();
    let site = site_of(&settings(), &briefs, &[]);
    let page = text(&site, "briefs/page/5/");
    for part in [
        "<title>Briefs (page 5) – ",
        "content=\"Page 5 of 6. All 12 briefs",
        "<a href=../../../briefs/page/4/ rel=prev>",
        "<a href=../../../briefs/page/6/ rel=next>",
        "href=../../../briefs/ aria-label=\"Page 1\">1</a><li>…<li>",
        "aria-label=\"Page 5\" aria-current=page>5</a>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let first = text(&site, "briefs/");
    assert!(first.contains("rel=next") && !first.contains("rel=prev"));
    assert!(!text(&site, "archive/").contains("rel=next"));
    // Firefox fetches ahead what a `link` of this kind names, which the policy of the page does not let it.
    assert!(!page.contains("<link rel=next") && !page.contains("<link rel=prev"));
}

#[test]
fn structured_data_says_whose_the_original_is_and_where_a_page_stands() {
    let site = site_of(
        &settings(),
        &[(
            "title: A </script> plant\ndate: 2024-01-01\ncompanies: [LG Energy Solution]\n\
             source: { name: Daily, url: 'https://daily.example/a' }",
            "LG Energy Solution (LGES) said so.",
        )],
        &[],
    );
    for (route, html) in pages(&site) {
        let script = Selector::parse("script[type='application/ld+json']").unwrap();
        for element in html.select(&script) {
            let data: serde_json::Value = serde_json::from_str(&element.inner_html()).unwrap();
            assert_eq!(data["@context"], "https://schema.org", "{}", route.path());
            assert!(!data.to_string().contains("\"author\""), "{data}");
        }
    }
    let brief = text(&site, "briefs/b1/");
    for part in [
        "\"@type\":\"Article\"",
        "\"isBasedOn\":[{\"url\":\"https://daily.example/a\",\"publisher\":{\"name\":\"Daily\"}}]",
        "{\"@type\":\"ListItem\",\"position\":2,\"name\":\"Briefs\",\"item\":\"https://news.example/digest/briefs/\"}",
        "{\"@type\":\"ListItem\",\"position\":3,\"name\":\"A \\u003c/script> plant\"}",
    ] {
        assert!(brief.contains(part), "{part}\n{brief}");
    }
    let company = text(&site, "companies/lg-energy-solution/");
    assert!(
        company.contains("\"about\":{\"@type\":\"Organization\",\"name\":\"LG Energy Solution\""),
        "{company}"
    );
    assert!(!text(&site, "archive/").contains("ld+json"));
}
