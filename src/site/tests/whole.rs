//! A small digest as a site.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use crate::brief;
use crate::brief::editor_page as page;
use crate::catalogue::Catalogue;
use crate::digest::Digest;
use crate::group::{Inputs, gather};
use crate::kept::Kept;
use crate::picture::Copies;
use crate::settings::{Redirects, Settings};
use crate::site::{Route, Site};

const BODY: &str = "Tesla will build a plant for solid-state batteries. It costs a lot of money.\n\n\
    Toyota and BYD watch closely. Nobody knows when it opens.\n";

pub(super) fn brief(path: &str, front: &str, body: &str) -> brief::Brief {
    brief::file::parse(path, &format!("---\n{front}\n---\n{body}"))
        .unwrap()
        .0
}

pub(super) fn settings() -> Settings {
    Settings {
        base_url: "https://news.example/digest".into(),
        paginate: 2,
        ..Settings::default()
    }
}

pub(super) fn digest() -> Digest {
    let long = "word ".repeat(60);
    let briefs = vec![
        brief(
            "content/briefs/2024/01/plant.md",
            "title: Tesla <plans> a plant & more\ndate: 2024-01-02\nsummary: A plant.\ncompanies: [Tesla]\n\
             technologies: [Solid-state battery]\nmentions: { companies: [Toyota, BYD] }\n\
             source: { name: Daily, url: 'https://www.daily.example/a' }\naliases: [/old/plant/]\nfragment: a.html",
            BODY,
        ),
        brief(
            "content/briefs/2024/02/again.md",
            &format!(
                "title: Again\ndate: 2024-02-03\ncompanies: [Tesla, BYD]\nsource: {{ url: 'https://daily.example/b' }}\nnote: {}",
                "x"
            ),
            "Short text about BYD.",
        ),
        brief(
            "content/briefs/undated/none.md",
            "title: \"=Undated \\a\"",
            &long,
        ),
        brief(
            "content/briefs/2023/12/bare.md",
            "title: Bare\ndate: 2023-12-01\ncompanies: ['C++', C]",
            "",
        ),
    ];
    let company = page::parse(
        "content/companies/tesla.md",
        "---\nname: Tesla\naliases: [Tesla Motors]\nwebsite: 'javascript:x'\n---\nMakes *cars*.",
    );
    let inputs = Inputs {
        briefs,
        company_pages: vec![company.unwrap().0],
        pages: vec![
            page::parse("content/pages/method.md", "---\ntitle: Method\n---\nHow.")
                .unwrap()
                .0,
        ],
        ..Inputs::default()
    };
    gathered(inputs)
}

/// A digest of these briefs and nothing else.
pub(super) fn digest_of(briefs: Vec<brief::Brief>) -> Digest {
    gathered(Inputs {
        briefs,
        ..Inputs::default()
    })
}

/// A digest of nothing that is wrong.
pub(super) fn gathered(inputs: Inputs) -> Digest {
    let (gathered, findings) = gather(inputs, &Catalogue::default(), &Kept::default());
    assert_eq!(findings, []);
    gathered.digest
}

/// A site with these templates of a user's.
pub(super) fn site_with(digest: Digest, settings: &Settings, own: &[(&str, &str)]) -> Site {
    let own = own
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Site::new(
        digest,
        own.collect(),
        Vec::new(),
        Copies::default(),
        settings,
    )
    .map_err(|f| panic!("{f:#?}"))
    .unwrap()
}

fn site() -> Site {
    let settings = settings();
    Site::new(
        digest(),
        Vec::new(),
        Vec::new(),
        Copies::default(),
        &settings,
    )
    .map_err(|f| panic!("{f:#?}"))
    .unwrap()
}

pub(super) fn text(site: &Site, path: &str) -> String {
    let route = site.find(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(site.render(route).unwrap()).unwrap()
}

#[test]
fn every_link_and_anchor_of_every_page_leads_somewhere() {
    let site = site();
    let base = url::Url::parse("https://news.example/digest/").unwrap();
    let link = Selector::parse("a[href], link[href], script[src], img[src]").unwrap();
    let with_id = Selector::parse("[id]").unwrap();
    for route in site
        .routes()
        .iter()
        .filter(|r| r.address() != r.path() || r.path() == "404.html")
    {
        let html = Html::parse_document(&text(&site, route.path()));
        let own = base.join(route.address()).unwrap();
        let ids: Vec<&str> = html
            .select(&with_id)
            .filter_map(|e| e.value().id())
            .collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id twice on {}", route.path());
        for element in html.select(&link) {
            let value = element.value();
            let href = value.attr("href").or(value.attr("src")).unwrap();
            let target = own.join(href).unwrap();
            let Some(path) = target.as_str().strip_prefix("https://news.example/") else {
                assert!(value.name() == "a", "{href} on {}", route.path());
                continue;
            };
            let path = path
                .strip_prefix("digest/")
                .unwrap_or_else(|| panic!("{href} on {}", route.path()));
            let (path, anchor) = path.split_once('#').unwrap_or((path, ""));
            // What is asked of a page is no part of its path.
            let path = path.split('?').next().unwrap_or_default();
            let page = site
                .find(path)
                .unwrap_or_else(|| panic!("{href} on {}", route.path()));
            if !anchor.is_empty() {
                let html = Html::parse_document(&text(&site, page.path()));
                let at = Selector::parse(&format!("[id='{anchor}']")).unwrap();
                assert!(
                    html.select(&at).next().is_some(),
                    "{href} on {}",
                    route.path()
                );
            }
        }
    }
}

#[test]
fn routes_are_sorted_and_each_path_is_there_once() {
    let site = site();
    let paths: Vec<&str> = site.routes().iter().map(Route::path).collect();
    assert!(paths.is_sorted_by(|a, b| a < b), "{paths:?}");
    for path in [
        "404.html",
        "about/index.html",
        "archive/2024/02/index.html",
        "archive/undated/index.html",
        "briefs/page/2/index.html",
        "companies/c-2/index.html",
        "companies/tesla-motors/index.html",
        "companies/tesla/feed.xml",
        "method/index.html",
        "old/plant/index.html",
        "sitemap.xml",
        "sources/daily/index.html",
    ] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
    // Both briefs of one host are of one source.
    assert_eq!(site.digest().sources.len(), 1);
    assert!(!paths.iter().any(|p| p.starts_with("figures/")));
}

#[test]
fn a_brief_escapes_its_fields_and_leads_to_its_sentences() {
    let page = text(&site(), "briefs/plant/");
    assert!(
        page.contains("<h1>Tesla &lt;plans&gt; a plant &amp; more</h1>"),
        "{page}"
    );
    assert!(page.contains("\\u003cplans>"), "{page}");
    assert!(page.contains("href=#s1-1>"), "{page}");
    assert!(page.contains("<span id=s1-1>Tesla will"), "{page}");
    assert!(page.contains("\"isBasedOn\""), "{page}");
    assert!(!text(&site(), "companies/tesla/").contains("javascript:"));
}

#[test]
fn feeds_parse_and_have_whole_addresses() {
    let site = site();
    for path in ["feed.xml", "companies/tesla/feed.xml"] {
        let feed = feed_rs::parser::parse(text(&site, path).as_bytes()).unwrap();
        assert!(feed.updated.is_some());
        for entry in &feed.entries {
            assert!(
                entry.id.starts_with("https://news.example/digest/briefs/"),
                "{}",
                entry.id
            );
            assert!(entry.updated.is_some());
        }
    }
    let feed = feed_rs::parser::parse(text(&site, "feed.xml").as_bytes()).unwrap();
    // The fourth brief has no date.
    assert_eq!(feed.entries.len(), 3);
    // A brief has one moment, and its own page before its sources'.
    for entry in &feed.entries {
        assert!(entry.updated.is_some() && entry.published.is_none());
        assert!(entry.links.first().unwrap().href == entry.id);
    }
}

/// Front matter and text of briefs.
type Briefs<'a> = &'a [(&'a str, &'a str)];

/// Paths of feeds, and how many entries each has.
type Feeds<'a> = &'a [(&'a str, usize)];

#[test]
fn what_has_no_date_shows_none_anywhere() {
    let undated = (
        "title: A plant\ncompanies: [Tesla]\ntechnologies: [Solid-state battery]\n\
         source: { name: Daily, url: 'https://daily.example/a' }",
        "It costs $5 million.",
    );
    let tesla = (
        "title: B\ndate: 2024-01-02\ncompanies: [Tesla]",
        "It costs $6 million.",
    );
    let byd = (
        "title: B\ndate: 2024-01-02\ncompanies: [BYD]",
        "It costs $6 million.",
    );
    // Which feeds there are, and how many entries each has.
    let cases: [(Briefs<'_>, Feeds<'_>); 4] = [
        (&[undated], &[]),
        (
            &[undated, tesla],
            &[
                ("companies/tesla/feed.xml", 1),
                ("feed.xml", 1),
                ("technologies/solid-state-battery/feed.xml", 0),
            ],
        ),
        (
            &[undated, byd],
            &[
                ("companies/byd/feed.xml", 1),
                ("companies/tesla/feed.xml", 0),
                ("feed.xml", 1),
                ("technologies/solid-state-battery/feed.xml", 0),
            ],
        ),
        (&[], &[]),
    ];
    for (briefs, feeds) in cases {
        let site = site_of(&settings(), briefs, &[]);
        let mut made = Vec::new();
        for route in site.routes() {
            let bytes = site.render(route).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            let mut links = text
                .split("href=")
                .skip(1)
                .filter_map(|l| l.split(['"', '>', ' ']).find(|part| !part.is_empty()));
            assert!(!text.contains("1970"), "{}: {text}", route.path());
            if route.path().ends_with("feed.xml") {
                let feed = feed_rs::parser::parse(&*bytes).unwrap();
                made.push((route.path(), feed.entries.len()));
                let day = feed.updated.unwrap().to_rfc3339();
                assert_eq!(day, "2024-01-02T00:00:00+00:00");
            } else if feeds.is_empty() {
                assert!(!links.any(|l| l.ends_with("feed.xml")), "{}", route.path());
            }
        }
        assert_eq!(made, feeds);
    }
}

#[test]
fn data_files_parse() {
    let site = site();
    let briefs: serde_json::Value = serde_json::from_str(&text(&site, "data/briefs.json")).unwrap();
    let plant = briefs
        .as_array()
        .unwrap()
        .iter()
        .find(|b| b["slug"] == "plant")
        .unwrap();
    assert_eq!(plant["fragments"][0], "a.html");
    assert_eq!(plant["story"], "plant");
    assert_eq!(plant["date_certainty"], "stated");
    assert_eq!(plant["mentions"]["companies"][1], "BYD");
    let table = text(&site, "data/figures.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(&reader.headers().unwrap()[1], "fragment");
}

#[test]
fn the_sitemap_lists_pages_and_no_redirect() {
    let map = text(&site(), "sitemap.xml");
    assert!(
        map.contains("<loc>https://news.example/digest/briefs/plant/</loc>"),
        "{map}"
    );
    assert!(map.contains("2024-01-02"), "{map}");
    assert!(!map.contains("old/plant"), "{map}");
    assert!(text(&site(), "robots.txt").contains("https://news.example/digest/sitemap.xml"));
}

#[test]
fn near_copies_name_each_other() {
    let settings = settings();
    let words: Vec<String> = (0..120).map(|n| format!("word{n}")).collect();
    let body = words.join(" ");
    let briefs = vec![
        brief("b/early.md", "title: Early\ndate: 2024-01-01", &body),
        brief(
            "b/late.md",
            "title: Late\ndate: 2024-01-02",
            &format!("{body} and more"),
        ),
    ];
    let inputs = Inputs {
        briefs,
        ..Inputs::default()
    };
    let digest = gather(inputs, &Catalogue::default(), &Kept::default())
        .0
        .digest;
    assert_eq!(digest.stories[0].slug.as_str(), "early");
    let site = Site::new(digest, Vec::new(), Vec::new(), Copies::default(), &settings)
        .map_err(|f| panic!("{f:?}"))
        .unwrap();
    assert!(text(&site, "briefs/early/").contains("<a href=../late/>Late</a>"));
    let briefs = text(&site, "data/briefs.json");
    assert_eq!(briefs.matches("\"story\":\"early\"").count(), 2, "{briefs}");
}

#[test]
fn a_users_template_replaces_one_and_sees_unknown_fields() {
    let settings = settings();
    let own = vec![(
        "brief.html".to_owned(),
        "{{ brief.title }}|{{ brief.extra.note or '' }}".to_owned(),
    )];
    let site = Site::new(digest(), own, Vec::new(), Copies::default(), &settings)
        .map_err(|f| panic!("{f:?}"))
        .unwrap();
    assert_eq!(text(&site, "briefs/again/"), "Again|x");
    let own = vec![("brief.html".to_owned(), "x\n{{ brief.titel }}".to_owned())];
    let site = Site::new(digest(), own, Vec::new(), Copies::default(), &settings)
        .map_err(|f| panic!("{f:?}"))
        .unwrap();
    let finding = site
        .render(site.find("briefs/again/").unwrap())
        .unwrap_err();
    assert_eq!(finding.path.as_deref(), Some("templates/brief.html"));
    assert_eq!(finding.place.as_ref().map(|p| p.line), Some(2));
}

#[test]
fn an_editors_page_cannot_take_an_address_of_the_sites_own() {
    let settings = settings();
    let inputs = Inputs {
        briefs: vec![brief("b/a.md", "title: A\ndate: 2024-01-01", "Text.")],
        pages: vec![page::parse("content/pages/briefs.md", "Mine.").unwrap().0],
        ..Inputs::default()
    };
    let digest = gather(inputs, &Catalogue::default(), &Kept::default())
        .0
        .digest;
    let findings = Site::new(digest, Vec::new(), Vec::new(), Copies::default(), &settings)
        .err()
        .unwrap();
    assert_eq!(findings[0].path.as_deref(), Some("content/pages/briefs.md"));
}

#[test]
fn an_empty_digest_is_a_site() {
    let settings = settings();
    let inputs = Inputs {
        briefs: Vec::new(),
        ..Inputs::default()
    };
    let digest = gather(inputs, &Catalogue::default(), &Kept::default())
        .0
        .digest;
    let site = Site::new(digest, Vec::new(), Vec::new(), Copies::default(), &settings)
        .map_err(|f| panic!("{f:?}"))
        .unwrap();
    for route in site.routes() {
        site.render(route).unwrap();
    }
    // A feed must state a day, and there is none.
    assert!(site.find("feed.xml").is_none());
}

#[test]
fn hostile_names_stay_inside_the_site_and_apart() {
    let settings = settings();
    let long = "long ".repeat(60);
    let front = format!(
        "title: A\ncompanies: ['../../etc', CON, '💥', '{long}', 'شركة', 'A/B', 'A B', '<b>']"
    );
    let inputs = Inputs {
        briefs: vec![brief("b/a.md", &front, "Text.")],
        ..Inputs::default()
    };
    let digest = gather(inputs, &Catalogue::default(), &Kept::default())
        .0
        .digest;
    let slugs: BTreeSet<&str> = digest.terms.iter().map(|t| t.slug.as_str()).collect();
    assert_eq!(slugs.len(), 8);
    let site = Site::new(digest, Vec::new(), Vec::new(), Copies::default(), &settings)
        .map_err(|f| panic!("{f:?}"))
        .unwrap();
    for route in site.routes() {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        assert!(
            route.path().split('/').all(|part| !part.starts_with('.')
                && !part.is_empty()
                && part.len() < 100
                && part.chars().all(plain)),
            "{}",
            route.path()
        );
        site.render(route).unwrap();
    }
}

#[test]
fn other_names_lead_to_the_editors_term() {
    let company = page::parse(
        "content/companies/tesla.md",
        "---\nname: Tesla\naliases: [Tesla Motors]\n---\n",
    );
    let inputs = Inputs {
        briefs: vec![brief(
            "b/a.md",
            "title: A\ncompanies: [tesla motors, TESLA]\nmentions: { companies: [Tesla] }",
            "Text.",
        )],
        company_pages: vec![company.unwrap().0],
        ..Inputs::default()
    };
    let digest = gather(inputs, &Catalogue::default(), &Kept::default())
        .0
        .digest;
    assert_eq!(digest.terms.len(), 1);
    assert_eq!(digest.terms[0].about.len(), 1);
    assert_eq!(digest.terms[0].mentions.len(), 0);
}

#[test]
fn former_addresses_redirect_and_wrong_ones_are_told() {
    let settings = settings();
    let inputs = Inputs {
        briefs: vec![
            brief(
                "b/a.md",
                "title: A\naliases: [/old/a/, /briefs/b/, '/../up/', 'https://x.example/']",
                "Text.",
            ),
            brief("b/b.md", "title: B", "Text."),
        ],
        ..Inputs::default()
    };
    let (crate::group::Gathered { digest, .. }, findings) =
        gather(inputs, &Catalogue::default(), &Kept::default());
    assert_eq!(digest.redirects.len(), 1);
    assert_eq!(findings.len(), 3);
    let site = Site::new(digest, Vec::new(), Vec::new(), Copies::default(), &settings)
        .map_err(|f| panic!("{f:?}"))
        .unwrap();
    let page = text(&site, "old/a/");
    for part in [
        "<!doctype html>",
        "<html lang=en>",
        "<meta charset=utf-8>",
        "<title>Moved: old/a/</title>",
        "<meta name=robots content=noindex>",
        "<link rel=canonical href=\"https://news.example/digest/briefs/a/\">",
        "<meta http-equiv=refresh content=\"0; url=../../briefs/a/\">",
        "<a href=../../briefs/a/>Go to its new address</a>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    // There are more of them than of most other pages.
    assert!(page.len() < 400, "{page}");
    assert!(site.find("_redirects").is_none());
}

#[test]
fn former_addresses_may_lead_on_by_a_file_of_the_host() {
    let briefs = [
        (
            "title: A\naliases: [/old/a/, /taken/]\ncompanies: [C]",
            "It is [here](/old/a/) and [there](/nowhere/).",
        ),
        ("title: B\naliases: [/b/]", "Text."),
    ];
    let site = |redirects, files: &[&str]| {
        let settings = Settings {
            redirects,
            ..settings()
        };
        site_of(&settings, &briefs, files)
    };
    let lines = "/digest/b/ /digest/briefs/b2/ 301\n/digest/old/a/ /digest/briefs/b1/ 301\n";
    let taken = &["taken/index.html"];
    for redirects in [Redirects::File, Redirects::Both] {
        let site = site(redirects, taken);
        assert_eq!(text(&site, "_redirects"), lines);
        assert_eq!(
            site.find("old/a/").is_some(),
            redirects == Redirects::Both,
            "{redirects:?}"
        );
        // A link to a former address arrives either way.
        let page = text(&site, "briefs/b1/");
        assert!(page.contains("<a href=\"../../old/a/\">here</a>"), "{page}");
        assert!(page.contains("data-broken=\"/nowhere/\""), "{page}");
    }
    assert!(site(Redirects::Pages, taken).find("_redirects").is_none());
    // The user's own file says nothing of them, so they keep their pages.
    let own = site(Redirects::File, &["_redirects"]);
    assert!(own.find("old/a/").is_some() && text(&own, "_redirects").is_empty());
}

#[test]
fn the_same_digest_gives_the_same_bytes() {
    let (one, two) = (site(), site());
    let paths = |site: &Site| -> Vec<String> {
        site.routes().iter().map(|r| r.path().to_owned()).collect()
    };
    assert_eq!(paths(&one), paths(&two));
    for route in one.routes() {
        assert_eq!(
            one.render(route).unwrap(),
            two.render(route).unwrap(),
            "{}",
            route.path()
        );
    }
}

/// A site of some briefs: front matter without its fences, and body.
pub(super) fn site_of(settings: &Settings, briefs: &[(&str, &str)], files: &[&str]) -> Site {
    let briefs = briefs
        .iter()
        .zip(1..)
        .map(|((front, body), n)| brief(&format!("b/b{n}.md"), front, body));
    let inputs = Inputs {
        briefs: briefs.collect(),
        ..Inputs::default()
    };
    let digest = gather(inputs, &Catalogue::default(), &Kept::default())
        .0
        .digest;
    let files = files.iter().map(|f| ((*f).to_owned(), Vec::new()));
    Site::new(
        digest,
        Vec::new(),
        files.collect(),
        Copies::default(),
        settings,
    )
    .map_err(|f| panic!("{f:?}"))
    .unwrap()
}

#[test]
fn a_link_to_no_page_is_no_link_and_keeps_its_address() {
    let body = "A [*market* story](/markets/a%20b.html?x#y), [home](/), [next](../b2/#p1), [own](#p1), [up](../nowhere/).\n\n\
        ![The *plant*](/img/x.jpg) ![](y.png \"A caption\") ![Known](/img/known.jpg) ![EditorPage](/about/) ![Blank](/img/a%20b.jpg)\n\n\
        [![Both](/img/x.jpg)](/markets/) [![In](/img/known.jpg)](/about/)";
    let site = site_of(
        &settings(),
        &[("title: A", body), ("title: B", "Text.")],
        &["img/known.jpg", "img/a b.jpg"],
    );
    let page = text(&site, "briefs/b1/");
    for part in [
        "<span data-broken=\"/markets/a%20b.html?x#y\"><em>market</em> story</span>",
        "<a href=\"../../\">home</a>",
        "<a href=\"../b2/#p1\">next</a>",
        "<a href=\"#p1\">own</a>",
        "<span data-broken=\"../nowhere/\">up</span>",
        "<span data-broken=\"/img/x.jpg\">The <em>plant</em></span>",
        "<span data-broken=\"y.png\">A caption</span>",
        "<img src=\"../../img/known.jpg\" loading=\"lazy\" alt=\"Known\">",
        "<img src=\"../../img/a%20b.jpg\" loading=\"lazy\" alt=\"Blank\">",
        "<a class=\"picture\" href=\"../../about/\">",
        "<span data-broken=\"/markets/\"><span data-broken=\"/img/x.jpg\">Both</span></span>",
        "<a href=\"../../about/\"><img src=\"../../img/known.jpg\" loading=\"lazy\" alt=\"In\"></a>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("href=\"../../markets"), "{page}");
}

#[test]
fn only_known_days_are_earlier_and_later() {
    let site = site_of(
        &settings(),
        &[
            ("title: A\ndate: 2024-01-03", "Text."),
            ("title: B\ndate: 2024-01-02", "Text."),
            ("title: C", "Text."),
        ],
        &[],
    );
    let turn = |path: &str| {
        let page = text(&site, path);
        let words = ["Earlier", "Later", "Previous", "Next"];
        let marks = words.map(|w| page.contains(&format!("<small>{w}</small>")));
        words
            .into_iter()
            .zip(marks)
            .filter(|(_, there)| *there)
            .map(|(w, _)| w)
            .collect::<Vec<_>>()
    };
    assert_eq!(turn("briefs/b1/"), ["Earlier"]);
    assert_eq!(turn("briefs/b2/"), ["Later", "Previous"]);
    assert_eq!(turn("briefs/b3/"), ["Next"]);
}

#[test]
fn what_is_no_language_reaches_no_page() {
    let settings = Settings {
        language: "en_US \"".into(),
        ..settings()
    };
    let briefs = [
        ("title: A\ndate: 2024-01-03\nlanguage: pt-BR", "Text."),
        ("title: B\ndate: 2024-01-02\nlanguage: klingon!", "Text."),
    ];
    let site = site_of(&settings, &briefs, &[]);
    let page = text(&site, "briefs/b1/");
    assert!(page.contains("<html>") && page.contains("<article lang=pt-BR dir=ltr>"));
    assert!(page.contains("\"inLanguage\":\"pt-BR\""));
    let page = text(&site, "briefs/b2/");
    assert!(
        !page.contains("lang=") && !page.contains("inLanguage"),
        "{page}"
    );
    assert!(!text(&site, "briefs/").contains("klingon"));
    assert!(!text(&site, "feed.xml").contains("xml:lang"));
}

#[test]
fn a_term_that_is_only_mentioned_shows_by_how_many() {
    let site = site();
    let page = text(&site, "companies/");
    assert!(!page.contains("<td class=num>0"), "{page}");
    let apart = page.split_once("Only mentioned").map(|(_, rest)| rest);
    assert!(
        apart
            .is_some_and(|rest| rest.contains("<a href=../companies/toyota/>Toyota</a> <small>1<")),
        "{page}"
    );
    let page = text(&site, "companies/toyota/");
    assert!(
        page.contains("<dt>Briefs</dt><dd>1 in passing</dd>"),
        "{page}"
    );
    assert!(
        page.contains("content=\"1 brief mentioning Toyota in"),
        "{page}"
    );
}

#[test]
fn top_stories_tell_of_different_events() {
    let words: Vec<String> = (0..120).map(|n| format!("word{n}")).collect();
    let body = words.join(" ");
    let copy = format!("{body} and more");
    let settings = Settings {
        paginate: 20,
        ..settings()
    };
    let briefs = [
        (
            "title: Lead\ndate: 2024-03-09\nsummary: S.\ncompanies: [Ford]",
            "One.",
        ),
        (
            "title: Ford again\ndate: 2024-03-09\ncompanies: [Ford, BYD]",
            "Two.",
        ),
        ("title: Other\ndate: 2024-03-09\ncompanies: [BYD]", "Three."),
        (
            "title: Other day\ndate: 2024-03-08\ncompanies: [BYD, Ford]",
            "Four.",
        ),
        ("title: Copy\ndate: 2024-03-07", &*copy),
        ("title: First\ndate: 2024-03-06", &*body),
        ("title: No day\ncompanies: [BYD]", "Five."),
        ("title: No day either\ncompanies: [BYD]", "Six."),
    ];
    let site = site_of(&settings, &briefs, &[]);
    assert_eq!(site.digest().stories.len(), 1);
    let html = Html::parse_document(&text(&site, ""));
    let titles = |selector: &str| -> Vec<String> {
        html.select(&Selector::parse(selector).unwrap())
            .map(|e| e.text().collect())
            .collect()
    };
    let lead = titles(".lead h2");
    let top = titles("article.story h3");
    let latest = titles(".briefs h3");
    let all: Vec<&String> = lead.iter().chain(&top).collect();
    assert_eq!(lead, ["Lead"]);
    // The copies are one story, told by the newest; of what is likely one event only the first is told.
    assert_eq!(top, ["Other", "Other day", "Copy", "No day"]);
    assert_eq!(latest, ["Ford again", "No day either"]);
    assert_eq!(all.len(), 5);
}

#[test]
fn a_brief_says_how_its_source_was_found_and_that_its_text_stood_twice() {
    let source = "source: { name: Daily, url: 'https://daily.example/b' }";
    let derived = format!("title: A\n{source}\nderived: {{ source: json-ld, repeated: true }}");
    // No rule found it, so an editor has added it.
    let own = format!("title: B\n{source}\nderived: {{ source: unknown }}");
    let site = site_of(
        &settings(),
        &[(&derived, "Text."), (&own, "Text."), ("title: C", "Text.")],
        &[],
    );
    let page = text(&site, "briefs/b1/");
    assert!(
        page.contains("<dt>Source<dd>from the page’s own data\n"),
        "{page}"
    );
    assert!(page.contains("held the article twice"), "{page}");
    let page = text(&site, "briefs/b2/");
    assert!(page.contains("<dt>Source<dd>set by the editor\n"), "{page}");
    assert!(!page.contains("held the article twice"), "{page}");
    assert!(!text(&site, "briefs/b3/").contains("<dt>Source"));
}

#[test]
fn exports_name_the_source_and_turn_no_direction() {
    let briefs = [
        (
            "title: \"A \u{202e}turned\"\ncompanies: [\"Te\u{2066}sla\"]\nsource: { name: Daily }",
            "It costs $5 million \u{202e}now.",
        ),
        ("title: B", "Text."),
    ];
    let site = site_of(&settings(), &briefs, &[]);
    let rows: serde_json::Value = serde_json::from_str(&text(&site, "data/briefs.json")).unwrap();
    let row = |slug: &str| {
        rows.as_array()
            .unwrap()
            .iter()
            .find(|r| r["slug"] == slug)
            .unwrap()
    };
    assert_eq!(row("b1")["source"]["name"], "Daily");
    assert_eq!(row("b1")["title"], "A turned");
    assert!(row("b2")["source"].is_null());
    for file in ["data/briefs.json", "data/terms.json", "data/figures.csv"] {
        let turned = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!text(&site, file).contains(turned), "{file}");
    }
    assert!(text(&site, "data/figures.csv").contains("5 million"));
}

#[test]
fn figures_are_headed_by_when() {
    let briefs = [("title: A", "In 2019 it cost $5 million to build.")];
    let page = text(&site_of(&settings(), &briefs, &[]), "briefs/b1/");
    assert!(page.contains("<th scope=col>When</th>"), "{page}");
    assert!(!page.contains("By when"), "{page}");
}

#[test]
fn a_brief_without_a_text_counts_no_words() {
    let front = "title: A plant opens\ndate: 2024-01-02";
    let page = |body: &str| {
        let digest = digest_of(vec![brief("content/briefs/a.md", front, body)]);
        text(&site_with(digest, &settings(), &[]), "briefs/a/index.html")
    };
    let none = page("");
    assert!(none.contains("Nothing of the article is here but its headline."));
    assert!(!none.contains("0 words") && !none.contains("min read") && !none.contains("prose"));
    let one = page("Opened.");
    assert!(one.contains("1 word<") && one.contains("1 min read"));
    // What stands under unrelated headlines too is the article of none.
    let titles = [
        "Tesla builds cars",
        "Heat pumps sell well",
        "Wind turbines stand still",
    ];
    let same = "Sign in to read the whole of this article, which is for subscribers of our daily letter on batteries only.";
    let briefs = titles.iter().enumerate().map(|(i, title)| {
        let path = format!("content/briefs/b{i}.md");
        brief(&path, &format!("title: {title}\ndate: 2024-01-02"), same)
    });
    let site = site_with(digest_of(briefs.collect()), &settings(), &[]);
    let page = text(&site, "briefs/b0/index.html");
    assert!(
        page.contains("Sign in to read") && !page.contains("0 words"),
        "{page}"
    );
}

#[test]
fn an_empty_site_speaks_to_its_readers() {
    let site = site_with(digest_of(Vec::new()), &settings(), &[]);
    let home = text(&site, "index.html");
    assert!(home.contains("There is nothing to read here yet."));
    assert!(!home.contains("inbox"));
}

#[test]
fn an_amount_in_a_place_of_honour_says_whose_and_what_it_is() {
    let honoured = |body: &str| {
        let front =
            "title: Tesla and its plant\ncompanies: [Tesla]\ntechnologies: [Solid-state battery]";
        let digest = digest_of(vec![brief("content/briefs/a.md", front, body)]);
        let figure = crate::group::honour::figure(&digest, crate::digest::BriefId(0));
        figure.map(|f| f.text.clone())
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        honoured("Tesla will invest $400 million in a plant in Berlin."),
        some("$400 million")
    );
    assert_eq!(
        honoured("The plant of Tesla has a capacity of 40 GWh."),
        some("40 GWh")
    );
    for body in [
        // Nobody is named, the amount is small, nothing is said of what it is, it is a price.
        "The state will invest $400 million in a plant in Berlin.",
        "Tesla gives an award of $500 to a school in Berlin.",
        "It employs 1829 people.",
        "Tesla sells it at a price of $400,000 per unit.",
    ] {
        assert_eq!(honoured(body), None, "{body}");
    }
}

#[test]
fn a_brief_in_another_direction_says_so() {
    let front = "title: مصنع جديد\nlanguage: ar";
    let digest = digest_of(vec![brief("content/briefs/a.md", front, "نص.")]);
    let page = text(&site_with(digest, &settings(), &[]), "briefs/a/index.html");
    assert!(page.contains("<html lang=en>") && page.contains("<article lang=ar dir=rtl>"));
    let settings = Settings {
        language: "he".into(),
        ..settings()
    };
    let front = "title: A plant\nlanguage: en";
    let digest = digest_of(vec![brief("content/briefs/a.md", front, "Words.")]);
    let page = text(&site_with(digest, &settings, &[]), "briefs/a/index.html");
    assert!(page.contains("<html lang=he dir=rtl>") && page.contains("<article lang=en dir=ltr>"));
}
