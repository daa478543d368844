//! What others follow the digest by: feeds in each format, their list, the newest briefs for programs, `llms.txt`.

use serde_json::Value;

use super::whole::{digest, settings, site_of, site_with, text};
use crate::settings::Settings;
use crate::site::Site;

const BASE: &str = "https://news.example/digest/";

fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(&text(site, path)).unwrap()
}

/// A digest with a story of two reports, undated briefs, and what is hard to write.
fn told() -> Site {
    let words: Vec<String> = (0..120).map(|n| format!("word{n}")).collect();
    let words = words.join(" ");
    let hostile = "title: \"A <b> & ]]> \\u0007 plant\"\ndate: 2024-01-05\nsummary: \"Up \\u202e & <down>.\"\nlanguage: de\n\
         companies: [\"R&D <Works>\"]\ntechnologies: [Solid-state battery]\n\
         source: { name: Wire & Co, url: 'https://wire.example/a?b=1&c=2' }";
    let report = |day: u32, title: &str| {
        format!(
            "title: {title}\ndate: 2024-01-{day:02}\ncompanies: [Tesla]\ntechnologies: [Solid-state battery]"
        )
    };
    let (first, second) = (report(2, "Plant opens"), report(3, "Plant is open"));
    let undated = "title: No day\ncompanies: [Tesla]";
    let arrived = "title: Came in\nadded: 2024-01-04\ncompanies: [Tesla]";
    site_of(
        &settings(),
        &[
            (hostile, "Text."),
            (&first, &words),
            (&second, &format!("{words} more")),
            (undated, "Text."),
            (arrived, "Text."),
        ],
        &[],
    )
}

#[test]
fn both_formats_tell_the_same() {
    let site = told();
    let mut pairs = 0;
    for route in site.routes() {
        let Some(page) = route.path().strip_suffix("feed.xml") else {
            continue;
        };
        let atom = feed_rs::parser::parse(text(&site, route.path()).as_bytes()).unwrap();
        let path = format!("{page}feed.json");
        let feed = json(&site, &path);
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(feed["feed_url"], format!("{BASE}{path}"));
        assert_eq!(feed["home_page_url"], format!("{BASE}{page}"));
        assert!(site.find(page).is_some(), "{page}");
        let items = feed["items"].as_array().unwrap();
        assert_eq!(items.len(), atom.entries.len(), "{page}");
        assert!(!items.is_empty(), "{page}");
        for (item, entry) in items.iter().zip(&atom.entries) {
            assert_eq!(item["id"], entry.id);
            assert_eq!(item["url"], item["id"]);
            assert!(!item["content_text"].as_str().unwrap().is_empty());
            let changed = item.get("date_modified").unwrap_or(&item["date_published"]);
            let updated = entry.updated.unwrap().to_rfc3339();
            assert_eq!(changed.as_str().unwrap().replace('Z', "+00:00"), updated);
            let address = item["id"].as_str().unwrap().strip_prefix(BASE).unwrap();
            assert!(site.find(address).is_some(), "{address}");
        }
        // The page says so, where programs and where readers look.
        let html = text(&site, page);
        for (media, file) in [
            ("application/atom+xml", "feed.xml"),
            ("application/feed+json", "feed.json"),
        ] {
            assert!(
                html.contains(&format!("rel=alternate type={media}")),
                "{page}"
            );
            assert!(
                html.contains(&format!("{page}{file}>")),
                "{page}{file}\n{html}"
            );
        }
        pairs += usize::from(page.starts_with("matrix/"));
    }
    assert!(pairs >= 1, "{pairs}");
    // A brief without a day.
    for path in ["feed.json", "companies/tesla/feed.json"] {
        let told = text(&site, path);
        assert!(!told.contains("No day"), "{told}");
    }
}

#[test]
fn a_feed_says_hostile_words_as_they_are() {
    let site = told();
    let feed = json(&site, "feed.json");
    let item = &feed["items"][0];
    assert!(item["title"].as_str().unwrap().starts_with("A <b> & ]]> "));
    assert_eq!(item["content_text"], "Up  & <down>.");
    assert_eq!(item["external_url"], "https://wire.example/a?b=1&c=2");
    assert_eq!(item["date_published"], "2024-01-05T00:00:00Z");
    assert_eq!(item["language"], "de");
    assert_eq!(item["authors"][0]["name"], "Wire & Co");
    assert!(
        item["tags"]
            .as_array()
            .unwrap()
            .iter()
            .any(|t| t == "R&D <Works>")
    );
    assert!(item.get("date_modified").is_none());
    let list = text(&site, "feeds.opml");
    assert!(list.contains("text=\"R&amp;D &lt;Works&gt;\""), "{list}");
    assert!(list.contains("<outline text=\"Companies\" title=\"Companies\">"));
    let open = list.matches("<outline ").count();
    let closed = list.matches("/>").count() + list.matches("</outline>").count();
    assert_eq!(open, closed, "{list}");
    let feeds = site
        .routes()
        .iter()
        .filter(|r| r.path().ends_with("feed.xml"));
    assert_eq!(list.matches("xmlUrl=").count(), feeds.count(), "{list}");
}

#[test]
fn an_undated_brief_is_news_on_the_day_that_it_came_in() {
    let site = told();
    let feed = json(&site, "companies/tesla/feed.json");
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items[0]["title"], "Came in");
    assert_eq!(items[0]["date_modified"], "2024-01-04T00:00:00Z");
    assert!(items[0].get("date_published").is_none());
    let atom = text(&site, "companies/tesla/feed.xml");
    let entry = atom.split("<entry>").nth(1).unwrap();
    assert!(entry.contains("<updated>2024-01-04T00:00:00"), "{entry}");
    assert!(!entry.contains("<published>"), "{entry}");
    let latest = json(&site, "latest.json");
    assert_eq!(latest["briefs"][1]["added"], "2024-01-04");
    assert_eq!(latest["briefs"][1]["date"], Value::Null);
}

#[test]
fn a_story_is_an_entry_of_its_own_that_changes_with_its_latest_report() {
    let site = told();
    let feed = json(&site, "stories/feed.json");
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["id"], format!("{BASE}stories/b2/"));
    assert_eq!(items[0]["title"], "Plant is open");
    assert_eq!(items[0]["date_published"], "2024-01-02T00:00:00Z");
    assert_eq!(items[0]["date_modified"], "2024-01-03T00:00:00Z");
    let atom = feed_rs::parser::parse(text(&site, "stories/feed.xml").as_bytes()).unwrap();
    let published = atom.entries[0].published.unwrap().to_rfc3339();
    assert_eq!(published, "2024-01-02T00:00:00+00:00");
}

#[test]
fn the_newest_briefs_are_stamped_with_the_digests_last_day() {
    let latest = json(&told(), "latest.json");
    assert_eq!(latest["updated"], "2024-01-05");
    assert_eq!(latest["url"], BASE);
    assert_eq!(latest["count"], 5);
    let brief = &latest["briefs"][0];
    assert_eq!(brief["url"], format!("{BASE}briefs/b1/"));
    assert_eq!(brief["companies"][0], "R&D <Works>");
    assert_eq!(brief["source"]["name"], "Wire & Co");
    assert_eq!(latest["story"]["url"], format!("{BASE}stories/b2/"));
    assert_eq!(latest["story"]["reports"], 2);
    let nothing = site_of(&settings(), &[("title: No day", "Text.")], &[]);
    let latest = json(&nothing, "latest.json");
    assert_eq!(latest["updated"], Value::Null);
    assert!(nothing.find("follow/").is_none() && nothing.find("feeds.opml").is_none());
    assert!(!text(&nothing, "").contains("follow/"));
}

#[test]
fn llms_txt_names_what_there_is_and_no_more() {
    let whole = text(&told(), "llms.txt");
    assert!(
        whole.starts_with("# Industry digest\n\n> Industry news"),
        "{whole}"
    );
    assert!(
        whole.contains(&format!("- [Stories]({BASE}stories/): ")),
        "{whole}"
    );
    assert!(whole.contains("## Data\n"), "{whole}");
    let mut few = settings();
    few.pages.stories = false;
    few.pages.data = false;
    let text = text(&site_with(digest(), &few, &[]), "llms.txt");
    assert!(
        !text.contains("stories/") && !text.contains("data/"),
        "{text}"
    );
}

#[test]
fn settings_switch_feeds_off() {
    let mut few = Settings {
        base_url: BASE.into(),
        ..Settings::default()
    };
    few.pages.follow = false;
    few.pages.pair_feeds = false;
    let site = site_with(digest(), &few, &[]);
    for path in ["follow/", "feeds.opml", "latest.json", "llms.txt"] {
        assert!(site.find(path).is_none(), "{path}");
    }
    for route in site
        .routes()
        .iter()
        .filter(|r| r.path().starts_with("matrix/"))
    {
        assert!(!route.path().contains("feed."), "{}", route.path());
    }
    assert!(text(&site, "").contains("Atom feed of all briefs"));
    assert!(site.find("companies/tesla/feed.json").is_some());
    few.pages.term_feeds = false;
    let site = site_with(digest(), &few, &[]);
    assert!(site.find("companies/tesla/feed.json").is_none());
    assert!(!text(&site, "companies/tesla/").contains("tesla/feed."));
}
