//! The index of the search as its page reads it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::whole::{brief, gathered, site_with, text};
use crate::digest::{BriefId, Digest, Story};
use crate::group::Inputs;
use crate::settings::{Pages, Settings};
use crate::site::Site;
use crate::site::files::search::documents::Searched;
use crate::site::files::search::index::Part;

/// A digest with hostile, foreign and many words.
fn digest() -> Digest {
    let hostile = brief(
        "content/briefs/2024/01/hostile.md",
        "title: \"</script><script>alert(1)</script> \\u2028 \\\"quoted\\\" \\t tab\"\ndate: 2024-01-02\n\
         source: { name: \"<!-- Daily\\tTab\" }\ncompanies: [\"Evil</script>Corp\", Tesla]",
        "It says `</script>` and <!-- and \\\\ and \"quotes\" and \u{2028} and 20 trillion won.",
    );
    let foreign = brief(
        "content/briefs/2023/05/foreign.md",
        "title: 電池工場を建設\ndate: 2023-05-02\ntechnologies: [Solid-state battery]",
        "배터리를 만든다。Škoda zahájí výrobu.",
    );
    let many = (0..150).map(|n| {
        brief(
            &format!("content/briefs/undated/n{n}.md"),
            &format!("title: Number n{n}x"),
            &format!(
                "every brief says word{n} and word{} and word{n} and word{n}.",
                n / 2
            ),
        )
    });
    let company = crate::brief::editor_page::parse(
        "content/companies/tesla.md",
        "---\nname: Tesla\naliases: [Tesla Motors, TSLA]\n---\nMakes *auto*mobiles.",
    );
    gathered(Inputs {
        briefs: many.chain([hostile, foreign]).collect(),
        company_pages: vec![company.unwrap().0],
        ..Inputs::default()
    })
}

fn site(digest: Digest) -> Site {
    site_with(digest, &Settings::default(), &[])
}

fn searched(site: &Site) -> Searched<'_> {
    Searched::of(site.digest(), &site.settings)
}

/// What a file hands over.
fn data(site: &Site, path: &str) -> Vec<Value> {
    let file = text(site, path);
    for bad in ["<", "\u{2028}", "\r", "\0"] {
        assert!(!file.contains(bad), "{path}: {file}");
    }
    let list = file.strip_prefix("briefmillSearch(").unwrap();
    let list = list.strip_suffix(")\n").unwrap().replace('\t', "\\t");
    serde_json::from_str(&format!("[{list}]")).unwrap_or_else(|e| panic!("{path}: {e}: {file}"))
}

/// The files of a kind.
fn files(site: &Site, part: Part) -> Vec<Vec<Value>> {
    let files = part.files(searched(site));
    let path = |n| format!("search/{}/{n}.js", part.letter());
    (0..files).map(|n| data(site, &path(n))).collect()
}

/// The rows of a table: each key with its columns.
fn rows(site: &Site, part: Part) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for file in files(site, part) {
        let columns: Vec<Vec<&str>> = file[1..]
            .iter()
            .map(|c| c.as_str().unwrap().split('\t').collect())
            .collect();
        let mut before = String::new();
        for (i, key) in columns[0].iter().enumerate().filter(|(_, k)| !k.is_empty()) {
            let shared = value(key.chars().next().unwrap());
            let shared: String = before.chars().take(shared as usize).collect();
            before = format!("{shared}{}", key.split_at(1).1);
            let cells = columns[1..].iter().map(|c| c[i].to_owned());
            out.push((before.clone(), cells.collect()));
        }
    }
    out
}

/// The value of a digit, from the alphabet as it is documented.
fn value(digit: char) -> u32 {
    let all = ('#'..='~').filter(|c| !['&', '<', '>', '\\'].contains(c));
    u32::try_from(all.take_while(|c| *c != digit).count()).unwrap()
}

/// The documents of a list and the weight in each.
fn documents(list: &str) -> BTreeMap<u32, u32> {
    let (mut next, mut higher, mut out) = (0, 0, BTreeMap::new());
    for digit in list.chars().map(value) {
        if digit >= 64 {
            higher = higher * 24 + digit - 63;
            continue;
        }
        let number = higher * 64 + digit;
        higher = 0;
        next += number / 4;
        assert!(out.insert(next, number % 4).is_none());
        next += 1;
    }
    out
}

#[test]
fn every_word_leads_to_its_documents() {
    let site = site(digest());
    let words: BTreeMap<String, Vec<String>> = rows(&site, Part::Words).into_iter().collect();
    let briefs = &site.digest().briefs;
    let slug = |d: u32| Some(briefs.get(d as usize)?.slug.to_string());
    let of = |word: &str| -> BTreeSet<String> {
        let list = words.get(word).map_or("", |cells| cells[0].as_str());
        documents(list).into_keys().filter_map(slug).collect()
    };
    let one = |slug: &str| BTreeSet::from([slug.to_owned()]);
    for word in ["script", "alert", "trillion", "20", "quoted", "tab"] {
        assert_eq!(of(word), one("hostile"), "{word}");
    }
    for word in ["電池", "池工", "設", "배터", "터리", "skoda", "zahaji"] {
        let found = if word == "設" {
            of("建設")
        } else {
            of(word)
        };
        assert_eq!(found, one("foreign"), "{word}");
    }
    assert_eq!(of("n7x"), one("n7"));
    assert_eq!(of("word100"), one("n100"));
    assert_eq!(of("word30").len(), 3);
    assert!(of("nothing").is_empty());
    // What all say finds nothing; the list tells those that it heads.
    assert_eq!(words["every"], ["!"]);
    assert_eq!(
        documents(words["number"][0].trim_start_matches('!')).len(),
        150
    );
}

#[test]
fn words_that_stand_next_to_each_other_are_pairs_in_what_is_said_first() {
    let site = site(digest());
    let pairs: BTreeMap<String, Vec<String>> = rows(&site, Part::Pairs).into_iter().collect();
    let weights = |pair: &str| -> Vec<u32> {
        let list = pairs.get(pair).map_or("", |cells| cells[0].as_str());
        documents(list).into_values().collect()
    };
    // The brief that is about it, and the term itself.
    for pair in ["solid state", "state battery"] {
        assert_eq!(weights(pair), [2, 3], "{pair}");
    }
    assert_eq!(weights("tesla motors"), [3]);
    assert_eq!(weights("電池 池工"), [3]);
    assert_eq!(weights("alert 1"), [3]);
    // Of two names one after the other, of the wrong order.
    for pair in ["motors tsla", "state solid"] {
        assert!(weights(pair).is_empty(), "{pair}");
    }
    let keys: Vec<&String> = pairs.keys().collect();
    assert!(keys.iter().all(|k| k.matches(' ').count() == 1), "{keys:?}");
}

#[test]
fn a_word_of_the_headline_weighs_more_than_one_of_the_text() {
    let site = site(digest());
    let words: BTreeMap<String, Vec<String>> = rows(&site, Part::Words).into_iter().collect();
    let weights = |word: &str| documents(&words[word][0]).into_values().collect::<Vec<_>>();
    assert_eq!(weights("alert"), [3]);
    assert_eq!(weights("trillion"), [0]);
    // Three times in one brief, once in two others.
    assert_eq!(weights("word30").iter().sum::<u32>(), 1);
    // Another name of a company that the brief is about, and the company itself, which comes after all briefs.
    assert_eq!(weights("tsla"), [2, 3]);
    assert_eq!(weights("automobiles"), [0]);
}

#[test]
fn names_are_found_by_their_aliases_and_lead_to_their_briefs() {
    let site = site(digest());
    let digest = site.digest();
    let companies = rows(&site, Part::Companies);
    let keys: Vec<&str> = companies.iter().map(|(key, _)| key.as_str()).collect();
    assert!(keys.is_sorted());
    for key in ["tesla", "tsla", "tesla motors", "evil script corp", "corp"] {
        assert!(keys.contains(&key), "{key}: {keys:?}");
    }
    let (_, cells) = companies.iter().find(|(key, _)| key == "tsla").unwrap();
    assert_eq!(cells[..2], ["Tesla", "TSLA"]);
    let place = value(cells[2].chars().next().unwrap()) as usize;
    assert_eq!(digest.terms[place].name, "Tesla");
    let lists = files(&site, Part::OfTerms);
    let lists: Vec<&str> = lists
        .iter()
        .flat_map(|f| f[1].as_str().unwrap().split('\t'))
        .collect();
    assert_eq!(lists.len(), digest.terms.len());
    let briefs: Vec<u32> = documents(lists[place]).into_keys().collect();
    assert_eq!(briefs, [0], "the newest brief is about Tesla");
    let publishers = rows(&site, Part::Publishers);
    assert!(
        publishers
            .iter()
            .any(|(key, cells)| key == "daily tab" && cells[0] == "<!-- Daily Tab")
    );
}

#[test]
fn a_story_is_a_document_after_all_others_and_lists_its_briefs() {
    let mut digest = digest();
    digest.stories.push(Story {
        slug: digest.briefs[1].slug.clone(),
        briefs: vec![BriefId(0), BriefId(1)],
        origins: 2,
        event: Some("funding"),
        disagreements: Vec::new(),
    });
    let (briefs, terms) = (digest.briefs.len(), digest.terms.len());
    let without = Settings {
        pages: Pages {
            stories: false,
            ..Pages::default()
        },
        ..Settings::default()
    };
    let off = site_with(digest.clone(), &without, &[]);
    assert_eq!(
        data(&off, "search/index.js")[1]["documents"],
        briefs + terms
    );
    assert!(files(&off, Part::Stories).is_empty());
    let on = site(digest);
    let base = data(&on, "search/index.js")[1].clone();
    assert_eq!(base["documents"], briefs + terms + 1);
    assert_eq!(base["stories"], 1);
    let lists = files(&on, Part::Stories);
    let of = documents(lists[0][1].as_str().unwrap()).into_keys();
    assert_eq!(of.collect::<Vec<_>>(), [0, 1]);
    let cards = files(&on, Part::Cards);
    let card = cards.last().unwrap()[1].as_array().unwrap().last().unwrap();
    let newest = on.digest().briefs[0].title.as_str();
    let expected = serde_json::json!([
        newest,
        "foreign",
        "2023-05-02",
        "2024-01-02",
        2,
        1,
        "funding",
        ""
    ]);
    assert_eq!(*card, expected);
}

#[test]
fn the_base_tells_how_all_is_laid_out() {
    let site = site(digest());
    let base = data(&site, "search/index.js")[1].clone();
    assert_eq!(base["briefs"], 152);
    assert_eq!(
        base["years"],
        serde_json::json!([[2024, 0, 1], [2023, 1, 2]])
    );
    assert_eq!(
        base["w"].as_array().unwrap().len(),
        Part::Words.files(searched(&site))
    );
    let cards: Vec<Value> = files(&site, Part::Cards)
        .iter()
        .flat_map(|f| f[1].as_array().unwrap().clone())
        .collect();
    assert_eq!(base["documents"], cards.len());
    assert_eq!(cards[0][1], "hostile");
    assert_eq!(cards[0][2], "2024-01-02");
    assert_eq!(cards[1][8], "");
    assert_eq!(
        cards.last().unwrap()[0],
        site.digest().terms.last().unwrap().name.as_str()
    );
}

#[test]
fn the_same_digest_gives_the_same_index_and_another_word_another_print() {
    let (one, two) = (site(digest()), site(digest()));
    let all = |site: &Site| -> Vec<(String, String)> {
        let routes = site
            .routes()
            .iter()
            .filter(|r| r.path().starts_with("search/"));
        routes
            .map(|r| (r.path().to_owned(), text(site, r.path())))
            .collect()
    };
    assert!(all(&one).len() > 8);
    assert_eq!(all(&one), all(&two));
    let print = |site: &Site| site.search.print(searched(site));
    assert_eq!(print(&one), print(&two));
    let mut other = digest();
    other.terms[0].aliases.push("Another".to_owned());
    assert_ne!(print(&site(other)), print(&one));
    let base = one.find("search/index.js").unwrap();
    let first = one.find("search/w/0.js").unwrap();
    assert_ne!(one.make(base).print(), one.make(first).print());
    assert!(one.make(base).print().is_some());
}

#[test]
fn without_it_nothing_leads_to_it() {
    let off = Settings {
        pages: Pages {
            search: false,
            ..Pages::default()
        },
        ..Settings::default()
    };
    let empty = site(Digest::default());
    for site in [site_with(digest(), &off, &[]), empty] {
        let made = |path: &str| path.starts_with("search/");
        assert!(!site.routes().iter().any(|r| made(r.path())));
        assert!(!text(&site, "index.html").contains("search/"));
    }
    let on = site(digest());
    assert!(text(&on, "briefs/hostile/").contains("action=../../search/index.html>"));
    let page = text(&on, "search/");
    assert_eq!(page.matches("role=search").count(), 1);
    assert!(page.contains("<link rel=canonical "));
    assert!(page.contains("<option value=2024>2024 (1)"));
    assert!(text(&on, "sitemap.xml").contains("search/</loc>"));
}
